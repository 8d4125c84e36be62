"""The order of the passages that a question and its sides found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.models import reader
from assistant.question import Question, Side
from index.embedding import EmbeddedQuestion
from index.library import Place
from index.search import DEPTH, Found
from index.tokens import Tokens

FEATURES = ("margin", "match", "publisher", "date", "opens")
"""Of a passage: by how much it stands out for its best side; how well its tokens match; whether its
publisher and its day are named; whether its article opens with it."""
SENTENCES, MATCH, SAID, WHOLE, PUBLISHER, DATE = 0.5, 0.4, 0.8, 0.5, 0.6, 0.3
"""What counts for a side beside its words: its most similar sentence; its best matching one; its
rare words that two sentences in a row say; the words of the whole question; the publisher named in
it; the day named.

A fact stands in a sentence or two, while a passage may hold a side's words all over: on
multihop_rag dev the MRR is .793 with `SAID`, .773 without; .5 to 1.2 are alike (weights fitted on
other questions)."""
READ = 100
"""Passages whose sentences and tokens are compared."""
OTHERS = 6
"""A passage stands out by what it has over the sixth best: news repeats itself, and what many
passages say alike is less telling than what one says."""
OF_PUBLISHER, OF_SIDE, OF_ARTICLE = 0.2, 0.4, 0.1
"""What each passage in front takes from the log odds of the next one of the same publisher, where a
question names several; and where it has several sides, of the next one that the same side found
and of the same article. A question of one side may be answered by one article alone."""
TOLD, EACH_TOLD = 2.0, 3
"""What is added to the log odds of so many passages of each article that the last answer cites,
where a question names nothing: "Who stays on as chief executive?". Of four sets of conversations
from before as many find their article among the first five, of the two last ones .975 and .975 of
40, not .950 and .875; 1 does less, 4 puts the old story before a new one."""
LEADING, MISSING = 4, 20.0
"""After so many passages, what is added to the log odds by how well a passage matches the tokens of
the question that none in front does (its best cosine over theirs, the mean by weight). The first
places are for what is likely, the rest for what is still missing; 20 to 80 are alike."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Passages found, with what ranks them.

    Args:
        features: of the shape (passages, `FEATURES`).
        sides: of each passage, the number of the side that it stands out for.
        tokens: of the shape (tokens of the question, passages), how well a passage matches each,
            times its weight; without rows where only words can be compared.
    """

    found: Found
    features: Floats
    sides: NDArray[np.int64]
    tokens: Floats


def rank(
    question: Question,
    embedded: EmbeddedQuestion | None,
    found: Found,
    tokens: Callable[[Sequence[int]], dict[int, Tokens]],
    said: Callable[[Sequence[int]], dict[int, Floats]],
) -> Ranked:
    """What tells which of the passages found should come first.

    Args:
        embedded: `None` where only words can be compared.
        tokens: gives those of passages by their id; asked for the best `READ`.
        said: gives for the same how much of each side two sentences in a row say, (sides,).
    """
    if not found.ids:
        nothing = np.zeros((0, len(FEATURES)))
        return Ranked(found, nothing, np.zeros(0, np.int64), np.zeros((0, 0)))
    sides = question.sides or (question.side,)
    words = np.stack([scaled(row) for row in found.keyword])
    named = np.array([place.publisher in question.publishers for place in found.places], float)
    dated = np.array([question.names_day(place.day) for place in found.places], float)
    opens = np.array([place.start == 0 for place in found.places], float)
    scores = np.stack(
        [
            row
            + SENTENCES * scaled(similar)
            + WHOLE * words[0]
            + PUBLISHER * _of_side(side, found.places, named)
            + DATE * dated
            for row, similar, side in zip(
                words[-len(sides) :], _similar(sides, embedded, found), sides, strict=True
            )
        ]
    )
    first = np.argsort(-scores.max(axis=0), kind="stable")[:READ]
    ids = [found.ids[i] for i in first]
    matched, spoken = np.zeros_like(scores), np.zeros_like(scores)
    by_token = np.zeros((0, len(found.ids)))
    if embedded is not None:
        own = tokens(ids)
        best, each = _matched(sides, embedded, [own.get(i) for i in ids])
        matched[:, first] = best
        by_token = np.zeros((len(each), len(found.ids)))
        by_token[:, first] = each
    own_words = said(ids)
    for column, passage in zip(first, ids, strict=True):
        spoken[:, column] = own_words.get(passage, 0.0)
    scores += MATCH * np.stack([scaled(row) for row in matched])
    scores += SAID * np.stack([scaled(row) for row in spoken])
    margins = scores - _nth_best(scores, OTHERS)[:, None]
    columns = (
        margins.max(axis=0),
        scaled(matched.max(axis=0)),
        named,
        dated,
        opens,
    )
    return Ranked(found, np.stack(columns, axis=1), margins.argmax(axis=0), by_token)


def leaning(ranked: Ranked, scores: Floats, told: Sequence[str]) -> Floats:
    """The scores with what is added to those of articles that were told; see `order`."""
    own = np.array([place.article_id for place in ranked.found.places])
    worth = scores.astype(float)
    for article in told:
        at = np.flatnonzero(own == article)
        worth[at[np.argsort(-scores[at], kind="stable")[:EACH_TOLD]]] += TOLD
    return worth


def order(ranked: Ranked, scores: Floats, publishers: Sequence[str], k: int) -> list[int]:
    """Positions of the first `k` passages, of each story those of one article alone; several
    publishers or sides take turns, and after `LEADING` what no passage in front matches counts.

    Args:
        scores: of each passage, the logarithm of its odds.
    """
    places = ranked.found.places
    articles = np.array([place.article_id for place in places])
    own = np.array([place.publisher or "" for place in places])
    stories = np.array([place.story or place.article_id for place in places])
    several = np.isin(own, publishers if len(publishers) > 1 else [])
    sided = len(ranked.found.keyword) > 1  # the whole question, and its sides
    worth = scores.astype(float)
    chosen: list[int] = []
    matched = np.zeros(len(ranked.tokens))  # the best of those chosen
    for place in range(min(k, len(places))):
        missing = np.maximum(ranked.tokens - matched[:, None], 0.0).sum(axis=0)
        best = int(np.argmax(worth + MISSING * missing * (place >= LEADING)))
        if worth[best] == -np.inf:  # only copies are left
            break
        chosen.append(best)
        matched = np.maximum(matched, ranked.tokens[:, best])
        worth[best] = -np.inf
        worth[(stories == stories[best]) & (articles != articles[best])] = -np.inf
        worth -= OF_PUBLISHER * (several & (own == own[best]))
        if sided:
            worth -= OF_SIDE * (ranked.sides == ranked.sides[best])
            worth -= OF_ARTICLE * (articles == articles[best])
    return chosen


def scaled(values: Floats) -> Floats:
    """From 0, for the hundredth best and all after it, to 1, for the best."""
    if not values.size:
        return values
    over = np.clip(values - _nth_best(values[None], DEPTH)[0], 0.0, None)
    share: Floats = over / (over.max() or 1.0)
    return share


def _nth_best(rows: Floats, n: int) -> Floats:
    """The `n`-th greatest value of each row, the least where there are fewer."""
    place = max(rows.shape[1] - n, 0)
    found: Floats = np.partition(rows, place, axis=1)[:, place]
    return found


def _of_side(side: Side, places: Sequence[Place], named: Floats) -> Floats:
    """1 where a side names the publisher; a half where only another side does."""
    if not side.publishers:
        return 0.5 * named
    return np.array([place.publisher in side.publishers for place in places], float)


def _similar(sides: Sequence[Side], embedded: EmbeddedQuestion | None, found: Found) -> Floats:
    """Of each side and passage, the greatest cosine of any sentence."""
    result = np.zeros((len(sides), len(found.ids)))
    known = [i for i, passage in enumerate(found.ids) if passage in found.sentences]
    if embedded is None or not known:
        return result
    vectors = np.stack([embedded.part(side.start, side.end) for side in sides])
    own = [found.sentences[found.ids[i]] for i in known]
    starts = np.cumsum([0, *(len(rows) for rows in own[:-1])])
    result[:, known] = np.maximum.reduceat(vectors @ np.concatenate(own).T, starts, axis=1)
    return result


def _matched(
    sides: Sequence[Side], embedded: EmbeddedQuestion, tokens: Sequence[Tokens | None]
) -> tuple[Floats, Floats]:
    """Of each passage the best match of any sentence, (sides, passages), and the match of each of
    the question's tokens, times its weight, (tokens, passages); 0 without tokens."""
    asked = reader.ask(embedded)
    parts = np.stack([asked.part(side.start, side.end) for side in sides])
    best = np.zeros((len(sides), len(tokens)))
    each = np.zeros((len(asked.weights), len(tokens)))
    known = [column for column, own in enumerate(tokens) if own is not None]
    if known:
        match = reader.match(asked, parts, [own for own in tokens if own is not None])
        best[:, known] = np.stack([own.max(axis=1, initial=0.0) for own in match.sentences], axis=1)
        each[:, known] = np.maximum(match.tokens * asked.weights[:, None], 0.0)
    return best, each
