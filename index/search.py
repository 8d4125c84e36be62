"""Search: keyword and dense ranking of passages, fused, within constraints."""

import json
import logging
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpx
import numpy as np
from chromadb.errors import ChromaError
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from index import keywords
from index.embedding import SentenceEmbeddings
from index.keywords import Tokenizer
from index.library import Constraints, Library, Place
from index.mirror import Mirror, from_blob
from index.tokens import Matrix

log = logging.getLogger(__name__)

DEPTH = 100
"""Passages that each ranking contributes to the fusion."""
KEYWORD_SHARE = 0.6
"""Of the fused score; on multihop_rag dev .5 to .7 are alike, on xquad dev .6 is best."""

EACH = 50
"""Passages that each part of a question, and each narrower search, contributes of its own."""

Ranking = list[tuple[int, float]]
"""Passage ids with a score, the best first."""


@dataclass(frozen=True, slots=True)
class Part:
    """A question, or a part of it that is searched on its own.

    `vector` has length 1; without one, only words are searched.
    """

    text: str
    vector: Matrix | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that some parts of a question found, and what there is to rank them by.

    Args:
        ids: of the passages.
        keyword: of the shape (parts, passages), the bm25 score; 0 where a part did not find one.
        places: of each passage, where it stands.
        sentences: of each passage, the vectors of its sentences; none where only words count.
    """

    ids: list[int]
    keyword: NDArray[np.float64]
    places: list[Place]
    sentences: dict[int, Matrix]


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
        scores = dict(ranking)
        vector = self.embeddings.embed_question(query).vector if "dense" in self.arms else None
        similarities = {} if vector is None else self.similarities(vector, list(scores))
        for document in documents:
            document.metadata["score"] = scores[int(document.id or 0)]
            document.metadata["similarity"] = similarities.get(int(document.id or 0))
        return documents

    def gather(
        self, parts: Sequence[Part], limits: Sequence[Constraints] = (Constraints(),)
    ) -> Found:
        """What may answer a question: found by all of it, by its parts, and within limits.

        Args:
            parts: the whole question first.
            limits: what everything is searched within first; then narrower ones, in which only
                the whole question is searched.
        """
        keyword: list[dict[int, float]] = [{} for _ in parts]
        ids: dict[int, None] = {}
        searches = [
            *((n, part, limits[0], EACH if n else DEPTH) for n, part in enumerate(parts)),
            *((0, parts[0], narrower, EACH) for narrower in limits[1:]),
        ]
        for number, part, constraints, depth in searches:
            if "keyword" in self.arms:
                found = self._keyword(part.text, constraints)
                keyword[number].update(found)
                ids |= dict.fromkeys(i for i, _ in found[:depth])
            if "dense" in self.arms and part.vector is not None:
                nearest = self._nearest(part.vector, constraints)
                ids |= dict.fromkeys(i for i, _ in nearest[:depth])
        places = self.library.places(list(ids))
        kept = [i for i in ids if i in places]
        scores = [[own.get(i, 0.0) for i in kept] for own in keyword]
        near = kept if "dense" in self.arms and parts[0].vector is not None else []
        return Found(
            kept,
            np.array(scores).reshape(len(parts), len(kept)),
            [places[i] for i in kept],
            self.library.sentence_vectors(near),
        )

    def similarities(self, vector: Matrix, ids: Sequence[int]) -> dict[int, float]:
        """The cosine similarity of passages to a vector, also of those that words found."""
        if "dense" not in self.arms or self.mirror() is None:
            return {}
        with self.library.database.reading() as db:
            rows = db.execute(
                "SELECT id, vector FROM passages WHERE vector IS NOT NULL"
                " AND id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(ids)),),
            ).fetchall()
        return {row["id"]: float(from_blob(row["vector"]) @ vector) for row in rows}

    def _keyword(self, query: str, constraints: Constraints) -> Ranking:
        (words,) = self.tokenizer([query])
        with self.library.database.reading() as db:
            return keywords.search(db, words, DEPTH, constraints)

    def _dense(self, query: str, constraints: Constraints) -> Ranking:
        if not query.strip() or self.mirror() is None:
            return []
        return self._nearest(self.embeddings.embed_question(query).vector, constraints)

    def _nearest(self, vector: Matrix, constraints: Constraints) -> Ranking:
        if (mirror := self.mirror()) is None:
            return []
        if not constraints:
            try:
                return mirror.vectors.nearest(vector.tolist(), DEPTH)
            except (ChromaError, httpx.HTTPError) as error:
                # the library has every vector too: slower, but the same answer
                log.warning("Chroma does not answer (%s); the library's vectors do.", error)
        with self.library.database.reading() as db:
            return _exact(db, vector, constraints)


def _exact(db: sqlite3.Connection, vector: Matrix, constraints: Constraints) -> Ranking:
    """Every vector within the constraints: faster than Chroma's filter on metadata (FACTS)."""
    condition, values = constraints.sql()
    rows = db.execute(
        "SELECT passages.id, vector FROM passages JOIN articles"
        f" ON articles.id = passages.article_id WHERE vector IS NOT NULL AND {condition}",
        values,
    ).fetchall()
    if not rows:
        return []
    similarities = np.stack([from_blob(row["vector"]) for row in rows]) @ vector
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
