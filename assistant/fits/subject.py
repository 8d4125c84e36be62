"""Whether a sentence gives its value of the thing that a question asks about, or of one beside it.

Articles of one story give many values of a sort: what the flood cost, what the wall against the
next one will cost, what the bridge costs that was to be built with the money. A sentence that names
nothing of what is asked, "The project is expected to cost 96 million crowns", is about the thing of
its article; its title tells which.
"""

import re
from collections.abc import Iterable
from itertools import pairwise, takewhile

from assistant.fits import amounts, values
from assistant.language import polarity
from assistant.language.context import PRONOUN
from assistant.language.words import named
from assistant.question import AMOUNTS, ASKING, Question

VALUES = (
    "latest newest current currently now new first estimate estimated figure bill damage loss"
    " losses toll deaths paid pay paying put worth spend spent sell sold raise raised magnitude"
    " majority margin result time times gust reading vote votes record growth begin begins start"
    " starts open opens end ends happen happened day date month year years week long big high"
    " highest expected break broke caus caused fight fought occur occurred"
)
OF_VALUES = frozenset(w[:5] for w in (*AMOUNTS.split("|"), *ASKING, *VALUES.split()))
"""The beginnings of words, and of stems, that tell which value is asked for, not of what it is."""
RARE = 1.0
"""The least weight of a word that tells one thing of a kind from the others, as a name does: the
tannery fire from other fires."""
AGAIN = re.compile(r"\b(?:again|resum\w+|restart\w*|restor\w+|no longer)\b", re.IGNORECASE)
ANEW = re.compile(rf"{AGAIN.pattern}|\b(?:re(?:open|turn)\w*|back)\b", re.IGNORECASE)
"""Words of when something is as it was before; the second, also of what may be meant so."""
REOPEN = re.compile(r"\breopen", re.IGNORECASE)
OPEN = re.compile(rf"{ANEW.pattern}|\bopen", re.IGNORECASE)
STILL = re.compile(r"\bstill\b", re.IGNORECASE)
"""Tells what is left of it later: 480 are still away from home, where 1,300 had to leave."""
BEFORE_A_NAME = re.compile(r"(?<=[a-zà-þ,] )[A-ZÀ-Þ][\w’'-]+(?= [A-ZÀ-Þ])")
"""A word that begins a name inside a sentence, of which it only tells which it is: “at Tannery
Bridge”."""
AT_WHICH_TIME = (
    r"(?:after|since|before|during|following|amid|despite)(?: the| a| an| last| this"
    r"| (?:[A-Z]\w+|last (?:year|month|week|night))[’']s)*(?: [\w-]+)? "
)
"""What stands before a thing that a headline names only to tell when or why."""
A_THING = r"\b(?:the|an?|this|that|these|those|its|their|his|her|our|new) (?:[\w-]+ )?"
"""What stands before a noun, by which it is told from a verb."""
WHEN = re.compile(rf"\b{AT_WHICH_TIME}[\w’'-]+")
MOST, NEARLY_ALL = 0.5, 0.7
"""The least share, by weight, of what a question asks about that a sentence and its title name; and
with the sentence before it."""
CLEFT = re.compile(r"it (?:was|is)\b.*\b(?:who|that|which)\b", re.IGNORECASE)
"""“It was the director who ordered it”: this pronoun stands for nothing."""
CORRECTED = (
    r"correct(?:ion|ed)|revis(?:ion|ed)|instead of|put back|brought forward|no longer"
    r"|now (?:stands?|puts?|expects?)"
)
CHANGED = re.compile(rf"\b(?:{CORRECTED}|(?:will|is|are|has|have|was|were) now)\b", re.IGNORECASE)
"""Words of a sentence that gives another value of a thing than was given before."""
BOUND = re.compile(
    r"(?:the|this|these|those|it|its|they|their|he|she|his|her|in all|in total)\b", re.I
)
"""How a sentence begins that goes on about what the one before it is about."""
SOMEBODY = re.compile(r"(?:(?:the|a|an) (?:[a-z]+ ){0,3})?((?:[A-ZÀ-Þ][\w’'-]+ ){2,})")
"""A name that a sentence begins with."""
OF = re.compile(r"[’']s?\b")
"""The end of a possessive."""
SAYS = re.compile(r"(?:has |have |had )?(?:said|says|told|tells|warned|announced|confirmed)\b")
"""What follows a name that only says it."""
BEFALLEN = re.compile(
    r"\b(?:was|were|are|been|being|got) (?:\w+ly )?(?:\w+(?:ed|en)|lost|hurt|sent)\b"
)
"""What else happened to somebody."""
DEATH = re.compile(r"\b(?:dead|di(?:e[ds]?|ying)|deaths?|kill\w*|toll|fatal\w*|lives)\b", re.I)
"""There are too many words for the dead to hold them against each other."""
MEANT = 0.8
"""The least score, as a share of the best, of a sentence that begins with a pronoun: what that
stands for may be something else."""
CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*")
NAME = re.compile(r"(?<!^)(?<![.!?:“\"] )\b[A-ZÀ-Þ][\w’'-]+|^The(?: [A-ZÀ-Þ][\w’'-]+)+")
"""A name inside a sentence, or that it begins with: “The Nessgate Bridge is”."""


class Subject:
    """What a question asks a value of, told from which value it asks for."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._kind = values.sort(question)
        counted = amounts.HOW_MANY.search(question.text)
        unit = named(question.weights, counted[1]) if counted else set()
        self._weights = {
            stem: weight
            for stem, weight in question.weights.items()
            if len(stem) > 2 and stem[:5] not in OF_VALUES and stem not in unit
        }
        """By stem; what it asks how many there are of is no such thing."""
        self._common = named(self._weights, CAPITAL.sub(" ", question.text))
        self._heads = _heads(question.text, self._weights)
        self._kinds = _kinds(question.text, self._common)
        """Of which kind things are, and what: flood and wall. What names the flood alone is about
        that."""
        names = named(self._weights, " ".join(CAPITAL.findall(question.text)))
        self._meant = names | named(self._weights, " ".join(self._heads))
        """Of a flood wall the flood, which only tells of which kind it is, is no part."""

    def surely(self, quoted: str, sentence: str, title: str, before: str, likely: float) -> bool:
        """Whether a sentence surely gives its value of it: it names most of that, with its title,
        or with what stands before it nearly all.

        Args:
            quoted: the sentence with those that it does not stand without.
            before: the sentence before it.
            likely: its score, as a share of that of the best.
        """
        if CHANGED.search(quoted):
            return True
        title = WHEN.sub(" ", title)
        around = f"{title} {before} {quoted}"
        if self._common and not named(self._common, around):
            return False
        if any(named({kind}, around) and not named({head}, around) for kind, head in self._kinds):
            return False
        if PRONOUN.match(sentence) and not CLEFT.match(sentence) and likely < MEANT:
            return False
        return self._share(f"{title} {quoted}") >= MOST or bool(
            BOUND.match(sentence) and self._share(around) >= NEARLY_ALL
        )

    def elsewhere(self, title: str, passage: str) -> bool:
        """Whether a text is of another event in the same place: it has no word of what the
        question calls by its kind, or not the rare one that tells it from others of its kind."""
        runs = _things(self._question.text, self._weights)
        things = named(self._common, " ".join(word for run in runs for word in run))
        here = named(things, f"{title} {BEFORE_A_NAME.sub(' ', passage)}")
        first = named(things - here, " ".join(run[0] for run in runs))
        return bool(things) and (not here or any(self._weights[one] >= RARE for one in first))

    def contradicted(self, sentence: str, quoted: str) -> bool:
        """Whether a sentence tells of its opposite, of what is left of it, of when that ends, of
        the men's race, of somebody else, or of those to whom something else happened."""
        return bool(
            polarity.turned(OF.sub("", self._question.text), OF.sub("", sentence))
            or (STILL.search(sentence) and not STILL.search(self._question.text))
            or self._is_again(sentence)
            or self._begins_with_another(sentence)
            or self._something_else_happened(quoted)
        )

    def missed(self, sentence: str, value: str, title: str, passage: str) -> bool:
        """Whether a sentence gives its value of something else.

        Args:
            value: as it is said in the sentence.
            passage: the text around it.
        """
        if not self._weights or named(self._weights, sentence):
            return False
        before, _, _ = sentence.partition(value)
        if any(not named(self._weights, name) for name in NAME.findall(before)):
            return True
        return any(_is_beside(word, title, passage) for word in self._heads)

    def _is_again(self, sentence: str) -> bool:
        """Whether of when something begins and when all is as before, the one is asked for and the
        other told."""
        asked = self._question.text
        return self._kind == "when" and bool(
            (AGAIN.search(sentence) and not ANEW.search(asked))
            or (AGAIN.search(asked) and not ANEW.search(sentence))
            or (REOPEN.search(asked) and not OPEN.search(sentence))
        )

    def _begins_with_another(self, sentence: str) -> bool:
        """Whether a sentence tells of somebody whom the question does not name, but to say who
        says it."""
        found = SOMEBODY.match(sentence)
        return bool(
            found
            and self._kind != "who"
            and not named(self._question.weights, found[1])
            and not SAYS.match(sentence[found.end() :])
            and self._weights.keys() - self._common
        )

    def _something_else_happened(self, text: str) -> bool:
        """Whether a text says that those of whom it is asked how many they are were something else
        than the question says: referred, not screened."""
        happened = amounts.HAPPENED_TO.search(self._question.text)
        if not happened or (DEATH.search(happened[1]) and DEATH.search(text)):
            return False
        own = named(self._question.weights, happened[1])
        return named(own, text) != own and bool(BEFALLEN.search(text))

    def _share(self, text: str) -> float:
        """The share, by weight, of what is meant that a text names."""
        total = sum(self._weights[stem] for stem in self._meant)
        return sum(self._weights[stem] for stem in named(self._meant, text)) / (total or 1.0)


def _things(text: str, stems: Iterable[str]) -> list[list[str]]:
    """The words of a question that stand in a row after an article: tannery, fire."""
    rows = (
        list(takewhile(lambda word: named(stems, word), re.findall(r"[\w’'-]+", text[one.end() :])))
        for one in re.finditer(r"\b(?:the|an?) (?:(?:old|new) )?", text, re.IGNORECASE)
    )
    return [row for row in rows if row]


def _kinds(text: str, stems: Iterable[str]) -> list[tuple[str, str]]:
    """The stems of two words of a question in a row, the first of which tells of which kind the
    second is: tannery, fire."""
    stems = list(stems)
    return [
        (kind, head)
        for run in _things(text, stems)
        for one, other in pairwise(run)
        for kind in named(stems, one)
        for head in named(stems, other)
        if kind != head
    ]


def _heads(text: str, stems: Iterable[str]) -> set[str]:
    """The words of a question for what it asks about that no other such word follows: in "tram
    extension" the tram only tells of which kind the extension is."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return {
        word
        for word, following in zip(words, [*words[1:], ""], strict=True)
        if named(stems, word) and not named(stems, following)
    }


def _is_beside(word: str, title: str, passage: str) -> bool:
    """Whether a title has a thing only to say of which kind, or since when, another is."""
    own = re.escape(word[:5]) + r"\w*"
    found = list(re.finditer(rf"\b{own}", title, re.IGNORECASE))
    return bool(found) and all(
        re.search(rf"\b{AT_WHICH_TIME}$", title[: one.start()], re.IGNORECASE)
        or _kind_of(title[one.start() :], passage)
        for one in found
    )


def _kind_of(rest: str, passage: str) -> bool:
    """Whether a word stands before another as its kind, "flood wall", as the text has them too."""
    both = re.match(r"[\w’'-]+ ([a-z]+)", rest)
    return bool(
        both
        and both[1][:5] not in OF_VALUES
        and re.search(rf"{A_THING}{re.escape(both[1])}s?\b", passage, re.IGNORECASE)
    )
