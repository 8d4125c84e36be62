"""Whether a sentence gives its value of the thing that a question asks about, or of one beside it.

Articles of one story give many values of a sort: what the flood cost, what the wall against the
next one will cost, what the bridge costs that was to be built with the money. A sentence that names
nothing of what is asked, "The project is expected to cost 96 million crowns", is about the thing of
its article; its title tells which.
"""

import re
from collections.abc import Iterable

from assistant import polarity
from assistant.context import PRONOUN
from assistant.question import AMOUNTS, ASKING, Question
from assistant.values import sort

VALUES = (
    "latest newest current currently now new first estimate estimated figure bill damage loss"
    " losses toll deaths paid pay paying put worth spend spent sell sold raise raised magnitude"
    " majority margin result time times gust reading vote votes record growth begin begins start"
    " starts open opens end ends happen happened day date month year years week long big high"
    " expected"
)
OF_VALUES = frozenset(w[:5] for w in (*AMOUNTS.split("|"), *ASKING, *VALUES.split()))
"""The beginnings of words that tell which value is asked for, not of what it is."""
AT_WHICH_TIME = (
    r"(?:after|since|before|during|following|amid|despite)(?: the| a| an| last| this"
    r"| (?:[A-Z]\w+|last (?:year|month|week|night))[’']s)*(?: [\w-]+)? "
)
"""What stands before a thing that a headline names only to tell when or why."""
A_THING = r"\b(?:the|an?|this|that|these|those|its|their|his|her|our|new) (?:[\w-]+ )?"
"""What stands before a noun, by which it is told from a verb."""
WHEN = re.compile(rf"\b{AT_WHICH_TIME}[\w’'-]+")
HOW_MANY = re.compile(r"\bhow (?:many|much) (?:of the |more )?(\w+)", re.IGNORECASE)
MOST, NEARLY_ALL = 0.5, 0.7
"""The least share, by weight, of what a question asks about that a sentence and its title name; and
with the sentence before it."""
CLEFT = re.compile(r"it (?:was|is)\b.*\b(?:who|that|which)\b", re.IGNORECASE)
"""“It was the director who ordered it”: this pronoun stands for nothing."""
CHANGED = re.compile(
    r"\b(?:correct(?:ion|ed)|revis(?:ion|ed)|instead of|put back|brought forward|no longer"
    r"|(?:will|is|are|has|have|was|were) now|now (?:stands?|puts?|expects?))\b",
    re.IGNORECASE,
)
"""Words of a sentence that gives another value of a thing than was given before."""
BOUND = re.compile(
    r"(?:the|this|these|those|it|its|they|their|he|she|his|her|in all|in total)\b", re.I
)
"""How a sentence begins that goes on about what the one before it is about."""
SOMEBODY = re.compile(r"(?:(?:the|a|an) (?:[a-z]+ ){0,3})?((?:[A-ZÀ-Þ][\w’'-]+ ){2,})")
"""A name that a sentence begins with."""
OF = re.compile(r"[’']s?\b")
SAYS = re.compile(r"(?:has |have |had )?(?:said|says|told|tells|warned|announced|confirmed)\b")
HAPPENED = re.compile(
    r"\bhow many (?:[a-z]+ ){1,2}(?:was|were|are|got|(?:have|has|had)(?: been)?) ([a-z]+)", re.I
)
BEFALLEN = re.compile(
    r"\b(?:was|were|are|been|being|got) (?:\w+ly )?(?:\w+(?:ed|en)|lost|hurt|sent)\b"
)
"""What else happened to somebody."""
DEATH = re.compile(r"\b(?:dead|di(?:e[ds]?|ying)|deaths?|kill\w*|toll|fatal\w*|lives)\b", re.I)
MEANT = 0.8
"""Of a sentence that begins with a pronoun: what it stands for may be something else."""
NAME = re.compile(r"(?<!^)(?<![.!?:“\"] )\b[A-ZÀ-Þ][\w’'-]+|^The (?=[A-ZÀ-Þ])[\w’' -]+")


def named(stems: Iterable[str], text: str) -> set[str]:
    """Those of some stems that a text has a word of."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return {stem for stem in stems if any(_is_of(stem, word) for word in words)}


def _is_of(stem: str, word: str) -> bool:
    """Whether a word may have a stem as Porter's rules make it: "barg" of barge, "librari"."""
    own = stem[:-1] if stem[-1] == "i" else stem
    return word.startswith(own[:5]) and (len(own) > 4 or len(word) <= len(own) + 3)


def things(question: Question) -> dict[str, float]:
    """The stems of the words that tell what a question asks a value of, with their weights; what
    it asks how many there are of is no such thing."""
    counted = HOW_MANY.search(question.text)
    unit = named(question.weights, counted[1]) if counted else set()
    return {
        stem: weight
        for stem, weight in question.weights.items()
        if len(stem) > 2 and stem[:5] not in OF_VALUES and stem not in unit
    }


def is_of_it(
    question: Question, quoted: str, sentence: str, title: str, before: str, likely: float
) -> bool:
    """Whether a sentence surely gives its value of what a question asks about: it names most of
    that, with its title, or with what stands before it nearly all.

    Args:
        quoted: the sentence with those that it does not stand without.
        before: the sentence before it.
        likely: its score, as a share of that of the best.
    """
    title = WHEN.sub(" ", title)
    around = f"{title} {before} {quoted}"
    common = named(things(question), _without_names(question.text))
    if CHANGED.search(quoted):
        return True
    if common and not named(common, around):
        return False
    if PRONOUN.match(sentence) and not CLEFT.match(sentence) and likely < MEANT:
        return False
    return _share(question, f"{title} {quoted}") >= MOST or bool(
        BOUND.match(sentence) and _share(question, around) >= NEARLY_ALL
    )


def speaks_of_another(question: Question, sentence: str, quoted: str) -> bool:
    """Whether a sentence tells of the opposite of what a question asks about, of the men's race, of
    somebody else, or of those to whom something else happened."""
    return bool(
        polarity.turned(OF.sub("", question.text), OF.sub("", sentence))
        or _begins_with_another(question, sentence)
        or not _happened(question, quoted)
    )


def _begins_with_another(question: Question, sentence: str) -> bool:
    """Whether a sentence tells of somebody whom the question does not name, but to say who says
    it."""
    found = SOMEBODY.match(sentence)
    return bool(
        found
        and sort(question) != "who"
        and not named(question.weights, found[1])
        and not SAYS.match(sentence[found.end() :])
        and things(question).keys() - named(things(question), _without_names(question.text))
    )


def _happened(question: Question, text: str) -> bool:
    """Whether a text may tell of what the question says to have happened to those of whom it asks
    how many they are: it does not where it says that they were something else, referred and not
    screened. For the dead there are too many words."""
    happened = HAPPENED.search(question.text)
    if not happened or (DEATH.search(happened[1]) and DEATH.search(text)):
        return True
    own = named(question.weights, happened[1])
    return named(own, text) == own or not BEFALLEN.search(text)


def _without_names(text: str) -> str:
    return re.sub(r"\b[A-ZÀ-Þ][\w’'-]*", " ", text)


def _share(question: Question, text: str) -> float:
    """The share, by weight, of what a question asks about that a text names; of a flood wall the
    flood, which only tells of which kind it is, is no part."""
    thing = things(question)
    names = named(thing, " ".join(re.findall(r"\b[A-ZÀ-Þ][\w’'-]*", question.text)))
    heads = named(thing, " ".join(_heads(question, thing)))
    thing = {stem: thing[stem] for stem in names | heads}
    return sum(thing[stem] for stem in named(thing, text)) / (sum(thing.values()) or 1.0)


def is_of_another(question: Question, sentence: str, value: str, title: str, passage: str) -> bool:
    """Whether a sentence gives its value of something else than a question asks about.

    Args:
        value: as it is said in the sentence.
        passage: the text around it.
    """
    thing = things(question)
    if not thing or named(thing, sentence):
        return False
    before, _, _ = sentence.partition(value)
    if any(not named(thing, name) for name in NAME.findall(before)):
        return True
    return any(_is_beside(word, title, passage) for word in _heads(question, thing))


def _heads(question: Question, thing: Iterable[str]) -> set[str]:
    """The words of a question for what it asks about that no other such word follows: in "tram
    extension" the tram only tells of which kind the extension is."""
    words = re.findall(r"[^\W\d_]+", question.text.lower())
    after = [*words[1:], ""]
    return {
        word
        for word, following in zip(words, after, strict=True)
        if named(thing, word) and not named(thing, following)
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
