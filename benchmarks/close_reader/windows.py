"""Questions beside a few sentences in a row that answer, or that look as if they did."""

import random
from calendar import month_name
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.windows import LONGEST
from benchmarks.corpora import asked, load
from benchmarks.reader.questions import (
    WHOLE,
    Corpus,
    Question,
    detokenised,
    held_out,
    read,
    search_questions,
)
from benchmarks.support.pairs import split

NEWS = Path(__file__).with_name("news.jsonl")
LURES = Path(__file__).with_name("lures.jsonl")
NEAR = 4
"""Texts beside the one asked about that a window without an answer is taken from."""
OF_NEWS = frozenset(["news", "news impossible", "topic", "lure"])
"""The sets made of invented news; their answers are whole sentences."""
TITLED = 0.8
"""How often the title stands above a window."""
DATED, SIGNED, NAMED = 0.5, 0.2, 0.1
"""How often publisher and day stand under the title, and an author, and the publisher in the
question."""
PUBLISHERS = (
    "The Ormley Gazette",
    "Harbour Echo",
    "Daily Ledger",
    "Northern Star",
    "The Pelham Courier",
    "Tribune",
    "Newsline",
    "Business Week Today",
    "The Valley Times",
    "Sportdesk",
    "Tech Observer",
    "City Post",
    "La Crónica",
    "The Evening Mercury",
    "Coast Radio",
    "World Report",
)
AUTHORS = (
    "Nadia Oyelaran",
    "Tom Brearley",
    "Ines Kowalczyk",
    "Rajiv Menon",
    "Siobhan Kerr",
    "Mats Lindqvist",
    "Grace Achieng",
    "Paulo Duarte",
    "Hanna Vogel",
    "Li Wen",
)
TOPICS = (
    "{}",
    "{}",
    "{}",
    "Tell me about {}.",
    "What do the articles say about {}?",
    "what happened with {}",
    "latest on {}",
    "Summarise the news about {}",
    "What is known about {}?",
    "{} news",
)
"""How somebody asks who wants to read whatever there is on something."""


@dataclass(frozen=True, slots=True)
class Window:
    """A question, what stands above a text, and sentences of it; of each sentence the parts, from
    and to which character, that answer."""

    question: str
    header: str
    sentences: Sequence[str]
    answers: Sequence[Sequence[tuple[int, int]]]
    source: str
    held: bool

    @property
    def answered(self) -> bool:
        return any(self.answers)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is asked about, and which texts are most like each question."""

    title: str
    sentences: Sequence[str]


class Material:
    """All questions, with the texts that answer them and those that are near."""

    def __init__(self, training: Path) -> None:
        corpus = read(training)
        add_all_of_qed(corpus, training / "qed.jsonl")
        add_impossible(corpus, training / "squad2_part.json")
        add_news(corpus)
        self.questions = corpus.questions
        self.texts = {
            number: Text(title, split(text)) for number, (title, text) in corpus.articles.items()
        }
        self._held = [corpus.held(question) for question in corpus.questions]
        self._near = nearest(corpus)

    def windows(self, turn: int, *, held: bool) -> Iterator[Window]:
        """For each question one that answers and one that does not, or where nothing answers two
        that do not, one of them with the sentence that looks as if it did; others in each turn."""
        rng = random.Random(turn)
        for number, question in enumerate(self.questions):
            text = self.texts[question.article]
            if self._held[number] != held:
                continue
            spans = [found(one, question) for one in text.sentences]
            golden = [n for n, own in enumerate(spans) if own]
            if golden:
                yield cut(question, text, spans, rng.choice(golden), rng, held)
            elif question.answers:
                continue
            else:
                for place in (rng.randrange(len(spans)), lured(question, text, rng)):
                    yield cut(question, text, spans, place, rng, held)
                continue
            if (other := self._beside(number, question, text, golden, rng, held)) is not None:
                yield other

    def _beside(
        self,
        number: int,
        question: Question,
        text: Text,
        golden: Sequence[int],
        rng: random.Random,
        held: bool,
    ) -> Window | None:
        """A window that does not answer: of the same text, or of one near."""
        free = [n for n in range(len(text.sentences)) if n not in golden]
        if free and rng.random() < 0.5:
            place = rng.choice(free)
            return cut(question, text, [[]] * len(text.sentences), place, rng, held, golden)
        near = [self.texts[one] for one in self._near[number]]
        near = [one for one in near if not any(found(s, question) for s in one.sentences)]
        if not near:
            return None
        other = near[0] if rng.random() < 0.4 else rng.choice(near)
        return cut(
            question,
            other,
            [[]] * len(other.sentences),
            rng.randrange(len(other.sentences)),
            rng,
            held,
        )


def lured(question: Question, text: Text, rng: random.Random) -> int:
    """Which sentence of a text looks as if it answered a question, else any of them. (A text is
    split anew: what was one sentence to who wrote it may be two.)"""
    for number, sentence in enumerate(text.sentences):
        if question.lure and (sentence in question.lure or question.lure in sentence):
            return number
    return rng.randrange(len(text.sentences))


def found(sentence: str, question: Question) -> list[tuple[int, int]]:
    """Where an answer stands in a sentence, word for word."""
    if question.source == WHOLE or question.source in OF_NEWS:
        return [(0, len(sentence))] if any(sentence in own for own in question.answers) else []
    spans = []
    for answer in question.answers:
        start = sentence.find(answer)
        while start >= 0 and answer:
            end = start + len(answer)
            if not (
                sentence[end : end + 1].isalnum() or sentence[max(0, start - 1) : start].isalnum()
            ):
                spans.append((start, end))
            start = sentence.find(answer, end)
    return spans


def cut(
    question: Question,
    text: Text,
    spans: Sequence[Sequence[tuple[int, int]]],
    place: int,
    rng: random.Random,
    held: bool,
    without: Sequence[int] = (),
) -> Window:
    """Some sentences in a row around one, none of `without` among them."""
    size = rng.randint(1, LONGEST)
    first = last = place
    while last - first + 1 < size:
        steps = []
        if first > 0 and first - 1 not in without:
            steps.append(-1)
        if last + 1 < len(text.sentences) and last + 1 not in without:
            steps.append(1)
        if not steps:
            break
        if rng.choice(steps) < 0:
            first -= 1
        else:
            last += 1
    publisher = rng.choice(PUBLISHERS)
    asked = question.text
    if rng.random() < NAMED:
        asked = f"According to {publisher}, {asked[:1].lower()}{asked[1:]}"
    return Window(
        asked,
        header(text.title, publisher, rng),
        text.sentences[first : last + 1],
        spans[first : last + 1],
        question.source,
        held,
    )


def header(title: str, publisher: str, rng: random.Random) -> str:
    """What stands above a text, as above a passage: its title, who published it and when, and who
    wrote it; often not all of that."""
    lines = [title] if rng.random() < TITLED else []
    if rng.random() < DATED:
        month = month_name[rng.randint(1, 12)]
        lines.append(f"{publisher}, {rng.randint(1, 28)} {month} {rng.randint(2005, 2026)}")
    if rng.random() < SIGNED:
        lines.append(f"By {rng.choice(AUTHORS)}")
    return "\n".join(filter(None, lines))


def add_all_of_qed(corpus: Corpus, path: Path) -> None:
    """Those that `read` leaves out."""
    known = {question.text for question in corpus.questions if question.source == path.stem}
    for question, answer, text in search_questions(path):
        if question not in known and answer in text:
            corpus.questions.append(Question(question, corpus.add("", text), [answer], path.stem))


def add_impossible(corpus: Corpus, path: Path) -> None:
    """The questions that their paragraph does not answer."""
    for qa, paragraph, title in asked(load(path)):
        if qa.get("is_impossible"):
            article = corpus.add(title, paragraph)
            corpus.questions.append(
                Question(detokenised(qa["question"]), article, [], "impossible")
            )


def add_news(corpus: Corpus) -> None:
    """Invented news, asked about in other words, as into a search box, and what it does not say;
    also what a sentence seems to answer and does not, and what is almost the same and answered."""
    lures = {row["title"]: row for row in load(LURES)}
    for row in load(NEWS):
        article = corpus.add(row["title"], " ".join(row["sentences"]))
        for one in row["questions"]:
            answers = [row["sentences"][n] for n in one["in"]]
            source = "news" if answers else "news impossible"
            corpus.questions.append(Question(one["q"], article, answers, source))
        corpus.questions.append(Question(topic(row["title"]), article, row["sentences"], "topic"))
        own = lures[row["title"]]
        for one in own["lures"]:
            near = row["sentences"][one["near"]]
            corpus.questions.append(Question(one["q"], article, [], "lure", near))
        for one in own["twins"]:
            answers = [row["sentences"][n] for n in one["in"]]
            corpus.questions.append(Question(one["q"], article, answers, "lure"))


def topic(title: str) -> str:
    """A question for whatever there is on a few words in a row of a title, of which every sentence
    under it is some."""
    rng = random.Random(title)
    words = title.strip(".?!").split()
    size = rng.randint(2, 5)
    start = rng.randrange(max(1, len(words) - size + 1))
    some = " ".join(words[start : start + size])
    return rng.choice(TOPICS).format(some.lower() if rng.random() < 0.4 else some)


def nearest(corpus: Corpus) -> list[list[int]]:
    """For each question the texts that are most like it by their words, but the one asked about."""
    numbers = list(corpus.articles)
    places = {number: place for place, number in enumerate(numbers)}
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
    texts: csr_matrix = words.fit_transform(f"{t} {x}" for t, x in corpus.articles.values())
    questions: csr_matrix = words.transform(q.text for q in corpus.questions)
    # held-out texts are near held-out questions alone
    held = np.array([held_out(t or x) for t, x in corpus.articles.values()])
    result: list[list[int]] = []
    for start in range(0, len(corpus.questions), 1000):
        like: NDArray[np.float32] = (questions[start : start + 1000] @ texts.T).toarray()
        for row, question in zip(like, corpus.questions[start : start + 1000], strict=True):
            row[held != corpus.held(question)] = -1
            row[places[question.article]] = -1
            best = np.argpartition(-row, NEAR)[:NEAR]
            result.append([numbers[i] for i in best[np.argsort(-row[best])] if row[i] > 0])
    return result


def by_source(windows: Sequence[Window]) -> dict[str, list[int]]:
    """The numbers of windows by where their question is from."""
    result: dict[str, list[int]] = defaultdict(list)
    for number, window in enumerate(windows):
        result[window.source].append(number)
    return dict(result)
