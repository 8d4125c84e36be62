"""Search: keyword and dense ranking of passages, fused, within constraints."""

import json
import logging
import sqlite3
from collections.abc import Callable, Sequence

import httpx
import numpy as np
from chromadb.errors import ChromaError
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index import keywords
from index.embedding import SentenceEmbeddings
from index.keywords import Tokenizer
from index.library import Constraints, Library
from index.mirror import Mirror, from_blob

log = logging.getLogger(__name__)

DEPTH = 100
"""Passages that each ranking contributes to the fusion."""
KEYWORD_SHARE = 0.6
"""Of the fused score; on multihop_rag dev .5 to .7 are alike, on xquad dev .6 is best."""

Ranking = list[tuple[int, float]]
"""Passage ids with a score, the best first."""


class Search(BaseRetriever):
    """The passages that may answer a question, as a LangChain retriever.

    Each document has in its metadata `score` (0 to 1, comparable within one result only) and
    `similarity` (the cosine to the question; None where only keywords were searched).

    Args:
        mirror: gives the vectors, or `None` while another process owns them; then keywords alone
            are searched.
        arms: which rankings take part.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    embeddings: SentenceEmbeddings
    tokenizer: Tokenizer
    mirror: Callable[[], Mirror | None]
    arms: frozenset[str] = frozenset({"keyword", "dense"})
    k: int = 10

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        constraints: Constraints = Constraints(),  # noqa: B008 - frozen
    ) -> list[Document]:
        rankings = []
        if "keyword" in self.arms:
            rankings.append((KEYWORD_SHARE, self._keyword(query, constraints)))
        if "dense" in self.arms:
            rankings.append((1 - KEYWORD_SHARE, self._dense(query, constraints)))
        ranking = fuse(rankings)[: k or self.k]
        documents = self.library.passages([i for i, _ in ranking])
        scores, similarities = dict(ranking), self._similarities(query, list(dict(ranking)))
        for document in documents:
            document.metadata["score"] = scores[int(document.id or 0)]
            document.metadata["similarity"] = similarities.get(int(document.id or 0))
        return documents

    def _similarities(self, query: str, ids: list[int]) -> dict[int, float]:
        """The cosine similarity of passages to a question, also of those that words found."""
        if "dense" not in self.arms or not query.strip() or self.mirror() is None:
            return {}
        vector = np.asarray(self.embeddings.embed_query(query), dtype="<f4")
        with self.library.database.reading() as db:
            rows = db.execute(
                "SELECT id, vector FROM passages WHERE vector IS NOT NULL"
                " AND id IN (SELECT value FROM json_each(?))",
                (json.dumps(ids),),
            ).fetchall()
        return {row["id"]: float(from_blob(row["vector"]) @ vector) for row in rows}

    def _keyword(self, query: str, constraints: Constraints) -> Ranking:
        (words,) = self.tokenizer([query])
        with self.library.database.reading() as db:
            return keywords.search(db, words, DEPTH, constraints)

    def _dense(self, query: str, constraints: Constraints) -> Ranking:
        if not query.strip() or (mirror := self.mirror()) is None:
            return []
        vector = self.embeddings.embed_query(query)
        if not constraints:
            try:
                return mirror.vectors.nearest(vector, DEPTH)
            except (ChromaError, httpx.HTTPError) as error:
                # the library has every vector too: slower, but the same answer
                log.warning("Chroma does not answer (%s); the library's vectors do.", error)
        with self.library.database.reading() as db:
            return _exact(db, vector, constraints)


def _exact(db: sqlite3.Connection, vector: Sequence[float], constraints: Constraints) -> Ranking:
    """Every vector within the constraints: faster than Chroma's filter on metadata (FACTS)."""
    condition, values = constraints.sql()
    rows = db.execute(
        "SELECT passages.id, vector FROM passages JOIN articles"
        f" ON articles.id = passages.article_id WHERE vector IS NOT NULL AND {condition}",
        values,
    ).fetchall()
    if not rows:
        return []
    similarities = np.stack([from_blob(row["vector"]) for row in rows]) @ np.asarray(vector)
    best = np.argsort(-similarities)[:DEPTH]
    return [(rows[i]["id"], float(similarities[i])) for i in best]


def fuse(rankings: Sequence[tuple[float, Ranking]]) -> Ranking:
    """The weighted sum of the rankings' scores, each scaled so that its best is 1 and its last 0.

    A passage that a ranking does not hold counts 0 there (Bruch et al. 2023, arXiv 2210.11934:
    a convex combination of scaled scores beats reciprocal ranks).
    """
    total: dict[int, float] = {}
    for weight, ranking in rankings:
        low = ranking[-1][1] if ranking else 0.0
        width = (ranking[0][1] - low) or 1.0 if ranking else 1.0
        for passage, score in ranking:
            total[passage] = total.get(passage, 0.0) + weight * (score - low) / width
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))
