"""Which sentences of the passages found may answer, and how likely each does."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.documents import Document
from numpy.typing import NDArray

from assistant.answer import Evidence
from assistant.language.context import reach
from assistant.models import reader
from assistant.models.reader import Asked
from assistant.question import Kind, Question
from index.keywords import Tokenizer
from index.tokens import Matrix, Tokens

FEATURES = (
    "own",
    "around",
    "passage",
    "meaning",
    "near",
    "kind",
    "length",
    "match",
    "whole",
    "answer",
)
"""Of a sentence: the share of the question's telling words in it; in it, its neighbours and the
title; in its passage and the header; its cosine similarity to the question; that of its passage;
whether it holds the kind of thing asked for; how long it is, up to `LONG` words; how well its
tokens match the question's, and how well its passage's do; the reader's logit that it holds the
answer. All but the last are from 0 to 1; what cannot be compared is 0."""
BY_WORDS = ("own", "around", "passage", "kind", "length")
"""What there is to rank sentences by where only words can be compared."""
WITH_MEANING = FEATURES[1:]
"""What ranks them where meanings can be. The words of the sentence alone are left out: on Wikipedia
questions they add nothing to the first two sentences (.850 of 400 with them, .853 without), and
draw away from the answer where a question says the same in other words."""
LONG = 30
READ = 6
"""Passages that the reader reads of those found: it is the slowest step for each."""
NOTHING = np.zeros(0, np.float32)

NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|"
    r"fifty|hundred|hundreds|thousand|thousands|million|billion|half|dozen|once|twice|quarter)\b",
    re.IGNORECASE,
)
TIME = re.compile(
    r"\b(1\d{3}|20\d{2})\b|\d{1,2}(:\d{2}|\s?[ap]\.?m\b)|\b(January|February|March|April|May|June|"
    r"July|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b|"
    r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"\b(today|yesterday|tomorrow|tonight|morning|evening|midnight|noon|spring|summer|autumn|"
    r"winter|ago|since|century|year|decade|weeks?|months?)\b"
)
CAPITAL = re.compile(r"(?<=[^.!?“\"]\s)[“\"'(]?[A-ZÀ-ÞĀ-Ž][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a passage compares to a question beyond its words.

    Args:
        similar: the cosine of each sentence to the question, (sentences,).
        match, answer: what the reader says of each sentence, (sentences,); `whole`, of all.
    """

    similar: Matrix
    match: Matrix
    whole: float
    answer: Matrix


UNKNOWN = Meaning(NOTHING, NOTHING, 0.0, NOTHING)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of a passage that was found; `start` and `end` are in the article's text."""

    document: Document
    number: int
    start: int
    end: int
    text: str
    features: NDArray[np.float64]


def candidates(
    question: Question,
    documents: Sequence[Document],
    tokenizer: Tokenizer,
    meanings: Mapping[int, Meaning],
) -> list[Candidate]:
    """The sentences of passages with their features.

    Args:
        documents: passages as `index.search` gives them, the best first.
        meanings: by passage id; passages are missing where only words can be compared.
    """
    rows = [(d, n) for d in documents for n in range(len(d.metadata["sentences"]))]
    texts = [_sentence(document, number) for document, number in rows]
    words = tokenizer(texts)
    stems = [{word.stem for word in own} for own in words]
    headers = tokenizer([document.metadata["header"] for document in documents])
    title = {d.id: {word.stem for word in own} for d, own in zip(documents, headers, strict=True)}
    whole = {key: set(own) for key, own in title.items()}
    for (document, _), own in zip(rows, stems, strict=True):
        whole[document.id] |= own
    of_passage = {key: coverage(question, own) for key, own in whole.items()}
    result: list[Candidate] = []
    for i, (document, number) in enumerate(rows):
        beside = [j for j in (i - 1, i, i + 1) if 0 <= j < len(rows) and rows[j][0] is document]
        around = title[document.id].union(*(stems[j] for j in beside))
        start, end = (document.metadata["start"] + edge for edge in _span(document, number))
        meaning = meanings.get(int(document.id or 0), UNKNOWN)
        features = [
            coverage(question, stems[i]),
            coverage(question, around),
            of_passage[document.id],
            max(0.0, _at(meaning.similar, number)),
            max(0.0, document.metadata.get("similarity") or 0.0),
            fits(question, texts[i]),
            min(1.0, len(words[i]) / LONG),
            max(0.0, _at(meaning.match, number)),
            max(0.0, meaning.whole),
            _at(meaning.answer, number),
        ]
        result.append(Candidate(document, number, start, end, texts[i], np.array(features)))
    return result


def compare(
    asked: Asked | None,
    vector: Matrix,
    similar: Mapping[int, Matrix],
    tokens: Mapping[int, Tokens],
) -> dict[int, Meaning]:
    """Compare passages to a question beyond their words, by passage.

    The reader reads those whose best sentence is most similar and matches best, `READ` of them;
    what it has not read holds no answer.

    Args:
        asked: `None` where the reader cannot be asked.
        vector: of the question.
        similar: the vectors of the passages' sentences.
    """
    cosines = {passage: own @ vector for passage, own in similar.items()}
    if asked is None:
        return {i: Meaning(own, NOTHING, 0.0, NOTHING) for i, own in cosines.items()}
    known = [passage for passage in cosines if passage in tokens]
    match = reader.match(asked, asked.weights[None], [tokens[i] for i in known])
    matched = {i: own[0] for i, own in zip(known, match.sentences, strict=True)}
    whole = dict(zip(known, asked.weights @ match.tokens, strict=True))
    worth = {i: cosines[i].max(initial=0) + own.max(initial=0) for i, own in matched.items()}
    first = sorted(worth, key=lambda i: -worth[i])[:READ]
    read = reader.answers(asked, [tokens[i] for i in first])
    answers = dict(zip(first, read, strict=True))
    return {
        i: Meaning(
            cosines[i],
            own,
            float(whole[i]),
            answers.get(i, np.full(len(own), reader.NO_ANSWER)),
        )
        for i, own in matched.items()
    }


def _at(values: Matrix, number: int) -> float:
    return float(values[number]) if number < len(values) else 0.0


def coverage(question: Question, stems: set[str]) -> float:
    """The share, by weight, of the words that tell what a question is about among `stems`."""
    total = sum(question.about.values())
    if not total:
        return 0.0
    return sum(value for stem, value in question.about.items() if stem in stems) / total


def fits(question: Question, text: str) -> float:
    """1 where a sentence holds the kind of thing that is asked for, beyond the question's own
    words; 0.5 where no kind is asked for."""
    kind: Kind = question.kind
    if kind == "other":
        return 0.5
    if kind == "number":
        return float(bool(NUMBER.search(text)))
    if kind == "when":
        return float(bool(TIME.search(text)))
    names = (re.sub(r"\W", "", name).lower() for name in CAPITAL.findall(text))
    return float(any(name and name not in question.stems for name in names))


def evidence(candidate: Candidate, score: float, question: str = "") -> Evidence:
    """A candidate as evidence, with the sentences beside it that it needs.

    Args:
        question: where it asks why, the reason that follows comes along.
    """
    meta = candidate.document.metadata
    first, last = reach(candidate.document, candidate.number, question)
    begin, finish = meta["sentences"][first][0], meta["sentences"][last][1]
    return Evidence(
        article_id=meta["article_id"],
        version=meta["version"],
        title=meta["title"],
        publisher=meta["publisher"],
        published=meta["published"],
        url=meta["url"],
        text=candidate.document.page_content[begin:finish],
        start=meta["start"] + begin,
        end=meta["start"] + finish,
        score=score,
        author=meta["author"],
    )


def _span(document: Document, number: int) -> tuple[int, int]:
    start, end = document.metadata["sentences"][number]
    return start, end


def _sentence(document: Document, number: int) -> str:
    return document.page_content[slice(*_span(document, number))]
