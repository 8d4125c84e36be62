"""Search: keyword and dense ranking of passages, fused, within constraints."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import httpx
import numpy as np
from chromadb.errors import ChromaError
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict, PrivateAttr

from index.constraints import Constraints, fitting, within
from index.embedding import SentenceEmbeddings
from index.keywords import Keywords, Tokenizer, best
from index.library import Library, Place
from index.mirror import Mirror, from_blob
from index.remembered import Remembered
from index.tokens import Matrix

log = logging.getLogger(__name__)

DEPTH = 100
"""Passages that each ranking contributes to the fusion."""
KEYWORD_SHARE = 0.6
"""Of the fused score; on multihop_rag dev .5 to .7 are alike, on xquad dev .6 is best."""

EACH = 50
"""Passages that each part of a question, and each narrower limit, contributes of its own."""
WIDE = 500
"""Passages of each ranking that are looked through for those within a narrower limit."""
FEW, MANY = 100, 5_000
"""What holds so few passages is taken whole; what holds so many is not listed, which takes longer
than everything else."""
LIMITS = 1_000_000
"""Passages of the limits that are remembered: 8 MB."""

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
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
        keyword: of the shape (parts, passages), the bm25 score; 0 where it holds no word of
            a part that was looked up.
        places: of each passage, where it stands.
        sentences: of each passage, the vectors of its sentences; none where only words count.
    """

    ids: list[int]
    keyword: Floats
    places: list[Place]
    sentences: dict[int, Matrix]


class Search(BaseRetriever):
    """The passages that may answer a question, as a LangChain retriever.

    Each document has in its metadata `score` (0 to 1, comparable within one result only) and
    `similarity` (the cosine to the question; None where only keywords were searched).

    Args:
        mirror: gives the vectors in Chroma; `None` while they are not open here, as beside another
            process that owns them: then those in the library are searched.
        comparable: whether the library's vectors are of this model; if not, keywords alone are
            searched.
        arms: which rankings take part.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    embeddings: SentenceEmbeddings
    keywords: Keywords
    tokenizer: Tokenizer
    mirror: Callable[[], Mirror | None]
    comparable: Callable[[], bool]
    arms: frozenset[str] = frozenset({"keyword", "dense"})
    k: int = 10
    _limits: Remembered[Constraints, Ids] = PrivateAttr()

    def model_post_init(self, context: object) -> None:
        """Begin with no limit remembered."""
        self._limits = Remembered(self.library.database.state, LIMITS, len)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        constraints: Constraints = Constraints(),
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
            limits: what everything is searched within first; then narrower ones. Of what is in
                one of these the best by the whole question's words are added, and those among
                the `WIDE` nearest; all of it where it holds few passages, and only what is among
                the `WIDE` best by words too where it holds many.
        """
        held, keyword = np.zeros(0, np.int64), np.zeros((len(parts), 0))
        arms: list[list[list[int]]] = []  # of each the ranking of the whole, then of its parts
        if "keyword" in self.arms:
            held, keyword = self._by_words([part.text for part in parts], limits[0])
            arms.append([held[best(row, WIDE)].tolist() for row in keyword])
        vectors = [part.vector for part in parts if part.vector is not None]
        if "dense" in self.arms and vectors:
            arms.append(self._by_vectors(np.stack(vectors), limits))
        near = [own[: EACH if part else DEPTH] for arm in arms for part, own in enumerate(arm)]
        whole = [arm[0] for arm in arms]
        inside = [self._inside(narrower, whole, held, keyword[0]) for narrower in limits[1:]]
        ids = dict.fromkeys(chain(*near, *inside))
        places = self.library.places(list(ids))
        kept = [i for i in ids if i in places]
        scores = np.zeros((len(parts), len(kept)))
        if len(held):
            at = np.minimum(np.searchsorted(held, kept), len(held) - 1)
            scores = keyword[:, at] * (held[at] == kept)
        sentences = self.library.sentence_vectors(kept) if "dense" in self.arms and vectors else {}
        return Found(kept, scores, [places[i] for i in kept], sentences)

    def _inside(
        self, narrower: Constraints, whole: Sequence[list[int]], held: Ids, scores: Floats
    ) -> list[int]:
        """What a narrower limit adds.

        Args:
            whole: the rankings of the whole question, one of each arm.
            held, scores: the passages that hold words of it, and their bm25.
        """
        inside = self._within(narrower)
        if len(inside) <= FEW:
            return [*inside.tolist()]
        if len(inside) > MANY:
            with self.library.database.reading() as db:
                near = [fitting(db, ranking, narrower)[:EACH] for ranking in whole]
            return [*chain(*near)]
        first = best(scores * np.isin(held, inside), EACH)
        ranked = [np.array(ranking, np.int64) for ranking in whole]
        near = [own[np.isin(own, inside)][:EACH].tolist() for own in ranked]
        return [*held[first].tolist(), *chain(*near)]

    def _within(self, narrower: Constraints) -> Ids:
        """The passages within a limit, or one more than `MANY` of them; remembered."""

        def read(_: object) -> dict[Constraints, Ids]:
            with self.library.database.reading() as db:
                return {narrower: np.array(within(db, narrower, MANY + 1), np.int64)}

        return self._limits.get([narrower], read)[narrower]

    def _by_words(self, texts: Sequence[str], constraints: Constraints) -> tuple[Ids, Floats]:
        """The passages that hold words of the first text, and their bm25 for each text."""
        words = self.tokenizer(texts)
        with self.library.database.reading() as db:
            inside = within(db, constraints) if constraints else None
        found = self.keywords.scores(words[0])
        rows = np.stack([found.of(own) for own in words])
        if inside is not None:
            rows = rows * np.isin(found.ids, inside)
        return found.ids, rows

    def _by_vectors(self, vectors: Matrix, limits: Sequence[Constraints]) -> list[list[int]]:
        """The passages nearest to each vector; more of the first where limits narrow them."""
        found = [
            *self._nearest(vectors[:1], WIDE if limits[1:] else DEPTH, limits[0]),
            *self._nearest(vectors[1:], EACH, limits[0]),
        ]
        return [[i for i, _ in ranking] for ranking in found]

    def similarities(self, vector: Matrix, ids: Sequence[int]) -> dict[int, float]:
        """The cosine similarity of passages to a vector, also of those that words found."""
        if "dense" not in self.arms or not self.comparable():
            return {}
        with self.library.database.reading() as db:
            rows = db.execute(
                "SELECT id, vector FROM passages WHERE vector IS NOT NULL"
                " AND id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(ids)),),
            ).fetchall()
        return {row["id"]: float(from_blob(row["vector"]) @ vector) for row in rows}

    def _keyword(self, query: str, constraints: Constraints) -> Ranking:
        ids, (scores,) = self._by_words([query], constraints)
        first = best(scores, DEPTH)
        return list(zip(ids[first].tolist(), scores[first].tolist(), strict=True))

    def _dense(self, query: str, constraints: Constraints) -> Ranking:
        if not query.strip():
            return []
        vector = self.embeddings.embed_question(query).vector
        return self._nearest(vector[None], DEPTH, constraints)[0]

    def _nearest(self, vectors: Matrix, k: int, constraints: Constraints) -> list[Ranking]:
        """For each vector the `k` nearest passages; none where those are of another model."""
        if not len(vectors) or not self.comparable():
            return [[] for _ in vectors]
        mirror = None if constraints else self.mirror()
        if mirror is not None:
            try:
                return mirror.vectors.nearest(vectors, k)
            except (ChromaError, httpx.HTTPError) as error:
                # the library has every vector too: slower, but the same answer
                log.warning("Chroma does not answer (%s); the library's vectors do.", error)
        return self._exact(vectors, k, constraints)

    def _exact(self, vectors: Matrix, k: int, constraints: Constraints) -> list[Ranking]:
        """Every vector of the library within the constraints: faster than Chroma's filter on
        metadata (FACTS), and there without Chroma."""
        condition, values = constraints.sql()
        with self.library.database.reading() as db:
            rows = db.execute(
                "SELECT id, vector FROM passages WHERE vector IS NOT NULL AND article_id IN"
                f" (SELECT id FROM articles WHERE {condition})",
                values,
            ).fetchall()
        if not rows:
            return [[] for _ in vectors]
        similarities = vectors @ np.stack([from_blob(row["vector"]) for row in rows]).T
        return [
            [(rows[i]["id"], float(row[i])) for i in np.argsort(-row)[:k]] for row in similarities
        ]


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
