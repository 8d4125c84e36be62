"""Questions to ask next, made from the evidence of an answer; each has an answer of its own."""

import re
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date
from itertools import islice

from assistant.absent import corrections, missing
from assistant.answer import Answer, Citation
from assistant.assistant import EVERYWHERE, Assistant
from assistant.dates import dates
from assistant.evidence import coverage
from assistant.language.words import ABSENT, weight
from index.article import shortened
from index.constraints import Constraints

MOST = 3
"""Questions that are suggested."""
TRIED = 6
"""Questions that are asked to find them: each costs as much as any other."""
COVERED = 0.6
"""The share of what a question's words tell that a quote and its headline have."""
TITLE = 70
"""Characters of a headline that a question quotes."""
CAPITALISED = r"(?:St\. )?[^\W\d_a-z][\w’'-]+"
NAME = re.compile(rf"\b{CAPITALISED}(?: (?:(?:of|the|for|and|de|van|von) )*{CAPITALISED})*")
WORD = re.compile(r"[^\W_]+")
TODAY = date.max
"""Only whether a name is a date matters here, not which."""


def suggested(
    assistant: Assistant, answer: Answer, constraints: Constraints = EVERYWHERE
) -> list[str]:
    """At most `MOST` questions that the articles answer with a sentence not quoted before.

    The question itself comes first where a word of it is misspelt.
    Where the answer quotes: what another publisher says to the same question, what is said about
    the names in the quotes, and what else is known of their articles. Where articles come close and
    do not answer: what they say. They are tried in quotes: no model writes what nobody has asked.
    """
    assistant = copy(assistant)
    assistant.writer = None
    known = {_place(citation) for citation in answer.citations}
    found = _as_meant(assistant, answer, constraints)
    for question, topic in islice(_candidates(assistant, answer, constraints), TRIED):
        other = assistant.ask(question, constraints=constraints)
        new = [c for c in other.citations if _place(c) not in known]
        if (other.notice is None or other.differing) and any(
            _is_on(assistant, topic, citation) for citation in new
        ):
            found.append(question)
            known.update(map(_place, new))
        if len(found) == MOST:
            break
    return found


def _as_meant(assistant: Assistant, answer: Answer, constraints: Constraints) -> list[str]:
    """The question with its misspelt words as they were probably meant, where it stands alone and
    the first quote that answers it then, or its headline, has each of them."""
    typed = answer.question
    if answer.searched_as != typed:
        return []
    absent = missing(assistant.index, assistant.read(typed), typed)
    others = corrections(assistant.index, typed, absent)
    meant = typed
    for word, other in others.items():
        meant = re.sub(rf"\b{re.escape(word)}\b", other, meant)
    if not others:
        return []
    cited = assistant.ask(meant, constraints=constraints).citations[:1]
    said = _words(" ".join(f"{citation.title} {citation.quote}" for citation in cited))
    return [meant] if _words(" ".join(others.values())) <= said else []


def _is_on(assistant: Assistant, topic: str, citation: Citation) -> bool:
    """Whether a quote, or its headline, has most of what a topic's words tell."""
    (words,) = assistant.index.tokenizer([f"{citation.title} {citation.quote}"])
    return coverage(assistant.read(topic), {word.stem for word in words}) >= COVERED


def _candidates(
    assistant: Assistant, answer: Answer, constraints: Constraints
) -> Iterator[tuple[str, str]]:
    """Questions to try, each with what it is about."""
    if answer.reason == "close_but_not_answering":
        yield from ((about(headline.title), headline.title) for headline in answer.nearest)
    for question in _from_others(assistant, answer, constraints):
        yield question, answer.question
    known = _words(" ".join((answer.searched_as, *assistant.index.library.publishers())))
    for name in names(citation.quote for citation in answer.citations):
        if not _words(name) <= known:
            yield said_of(name), name
    yield from {about(one.title): one.title for one in answer.citations}.items()


def _from_others(assistant: Assistant, answer: Answer, constraints: Constraints) -> Iterator[str]:
    """The same question of the publishers that were found for it and are not quoted."""
    question = answer.question.strip()
    alone = answer.searched_as == answer.question and not assistant.read(question).publishers
    if not answer.citations or not alone or not question.endswith("?"):
        return
    quoted = {citation.publisher for citation in answer.citations}
    documents = assistant.search(question, MOST * 2, constraints)
    for publisher in dict.fromkeys(document.metadata["publisher"] for document in documents):
        if publisher and publisher not in quoted:
            yield f"{question.rstrip('? ')}, according to {publisher}?"


def about(title: str) -> str:
    """The question about an article that its headline is quoted in."""
    return f"What is known about “{shortened(title, TITLE)}”?"


def said_of(name: str) -> str:
    """The question for whatever is said about somebody or something."""
    return f"What is said about {name}?"


def names(texts: Iterable[str]) -> list[str]:
    """The names in texts, in their order: several words with capitals, or one that is no word."""
    found = dict.fromkeys(name for text in texts for name in _names(text))
    return [name for name in found if not any(name != one and name in one for one in found)]


def _names(text: str) -> Iterator[str]:
    for match in NAME.finditer(text):
        words = match[0].split()
        if len(words) > 1 and _common(words[0]):  # as at the start of a sentence
            words = words[1:]
        name = " ".join(words).removesuffix("’s").removesuffix("'s")
        if re.search(r"[’'](ll|re|ve|d|m|t)\b", name):  # We’ll
            continue
        telling = len(words) > 1 or (weight(name.lower()) >= ABSENT and not name.isupper())
        if telling and not _common(words[-1]) and not dates(name, TODAY):
            yield name


def _common(word: str) -> bool:
    return weight(word.lower()) == 0.0


def _words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


def _place(citation: Citation) -> tuple[str, int]:
    return citation.article_id, citation.start
