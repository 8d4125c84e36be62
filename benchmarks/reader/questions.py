"""The questions that the reader is fitted on, with their articles, from `training/`."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from benchmarks.corpora import asked, load

SEED = 0
HELD = 10
"""One article in so many is held out, by the hash of its title or, without one, of its text."""
QED = 5_000
"""Questions of qed that are taken."""
WHOLE = "answer_sentence"
"""The set whose answers are whole sentences, not phrases within them."""

TOKENISED = [
    (re.compile(pattern), whole)
    for pattern, whole in (
        (r"`` ?", '"'),
        (r" ?''", '"'),
        (r" ([,.;:?!%)\]])", r"\1"),
        (r"([(\[$]) ", r"\1"),
        (r" ('s|n't|'re|'ve|'ll|'d|'m|s')\b", r"\1"),
        (r" (['’]) ", r"\1 "),
        (r"(\w) - (\w)", r"\1-\2"),
        (r"\s+", " "),
    )
]
"""How a text stands where it was cut into tokens, and how it reads."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the number of its article, and what answers it there; of one without an answer
    the sentence that looks as if it were, where that is known."""

    text: str
    article: int
    answers: Sequence[str]
    source: str
    lure: str | None = None


@dataclass(slots=True)
class Corpus:
    """Questions, and by number the titles and texts of the articles they are asked of."""

    articles: dict[int, tuple[str, str]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def add(self, title: str, text: str) -> int:
        """Take in an article, each text once; gives its number."""
        number = self.numbers.setdefault(text, len(self.articles))
        self.articles.setdefault(number, (title, text))
        return number

    def held(self, question: Question) -> bool:
        """Whether it is kept for checking, with all others of its page or, without one, text."""
        title, text = self.articles[question.article]
        return held_out(title or text)

    def part(self, number: int) -> "Corpus":
        """Some questions to learn from, half as many held-out ones, and their articles."""
        mixed = random.Random(SEED).sample(self.questions, len(self.questions))
        chosen = [q for q in mixed if not self.held(q)][:number]
        chosen += [q for q in mixed if self.held(q)][: number // 2]
        return Corpus({q.article: self.articles[q.article] for q in chosen}, chosen)


def read(folder: Path) -> Corpus:
    """All sets, in the order that numbers their articles."""
    corpus = Corpus()
    add_squad(corpus, folder / "squad2_part.json")
    add_squad(corpus, folder / "squadshifts_new_wiki.json")
    add_qed(corpus, folder / "qed.jsonl")
    add_answer_sentence(corpus, folder / "answer_sentence.jsonl")
    add_wikinews(corpus, folder / "wikinews_sentences.jsonl")
    return corpus


def add_squad(corpus: Corpus, path: Path) -> None:
    """Each paragraph is an article; questions without an answer are left out: fitted to pick no
    token of theirs, the reader told them no better on held-out ones (AUROC .54)."""
    for qa, paragraph, title in asked(load(path)):
        if not qa.get("is_impossible"):
            answers = sorted({answer["text"] for answer in qa["answers"]})
            article = corpus.add(title, paragraph)
            question = Question(detokenised(qa["question"]), article, answers, path.stem)
            corpus.questions.append(question)


def add_qed(corpus: Corpus, path: Path) -> None:
    for question, answer, text in search_questions(path)[:QED]:
        if answer in text:
            corpus.questions.append(Question(question, corpus.add("", text), [answer], path.stem))


def search_questions(path: Path) -> list[tuple[str, str, str]]:
    """Question, answer and paragraph of each row, in a fixed order of chance."""
    rows = load(path)
    random.Random(1).shuffle(rows)
    return [
        (detokenised(row["question"]), detokenised(row["answer"]), detokenised(row["context"]))
        for row in rows
    ]


def held_out(title: str) -> bool:
    """Whether nothing is fitted on the article of that title."""
    return crc32(title.encode()) % HELD == 0


def add_answer_sentence(corpus: Corpus, path: Path) -> None:
    for row in load(path):
        article = corpus.add("", " ".join(row["candidates"]))
        answers = [row["candidates"][number] for number in row["answers"]]
        question = detokenised(row["question"])
        corpus.questions.append(Question(question, article, answers, WHOLE))


def add_wikinews(corpus: Corpus, path: Path) -> None:
    """Each sentence is an article; questions made from templates are left out."""
    for row in load(path):
        text, answer = detokenised(row["context"]), detokenised(row["answer"])
        if row["src"] == "qamr" and answer in text:
            question = detokenised(row["question"])
            corpus.questions.append(Question(question, corpus.add("", text), [answer], path.stem))


def detokenised(text: str) -> str:
    """A text without the blanks and the quotation marks of a tokeniser."""
    for pattern, whole in TOKENISED:
        text = pattern.sub(whole, text)
    return text.strip()
