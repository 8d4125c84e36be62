"""Whether a sentence gives its value of just what a question asks about, or of something that reads
much the same: of the third ballot and not the first, of Michigan State and not Michigan.

Between such values articles do not differ. They are quoted, and nothing is said of them.
"""

import re
from collections.abc import Sequence

from assistant.fits.subject import OF
from assistant.language import times
from assistant.language.standing import ordinals

ONE_ONLY = re.compile(
    r"(?:who|which [a-z]+(?: [a-z]+)?)(?:[’']s| (?:is|was|will be|has been|became|will become|won"
    r"|wins|has won|found|discovered|founded|owns|owned|bought|buys|is buying|leads|led|heads"
    r"|headed|runs|ran|replaced|replaces|will replace|succeeded|succeeds|will succeed|took over"
    r"|takes over|invented|designed|built))\b|whom? did\b|whose\b",
    re.IGNORECASE,
)
"""A question for somebody of whom there is one: several may have scored, testified, or left."""
KEPT_IN_BOOKS = {
    "loss": r"los(?:s|t|e|ing)|deficit|in the red\b",
    "profit": r"profit|earn|made|surplus|in the black\b",
    "revenue": r"revenue|turnover|sales|took in|taking|receipt|income|sold\b",
    "turnover": r"revenue|turnover|sales",
    "worth": r"worth|valu|pric|cost|paid|sold|bid|offer",
    "debt": r"debt|owe|owing|borrow|loan|liabilit",
    "deficit": r"deficit|shortfall|gap|los(?:s|t|e|ing)|in the red\b",
}
"""What money is in the books, and how a sentence says that it is."""
OF_LIVES = re.compile(r"\bloss(?:es)? (?:of|in) (?:li[fv]|weight|job|power|sea|heat|hear)", re.I)
"""A loss that is none of money."""
NAME = re.compile(r"(?<![.?!] )(?<!^)\b[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*)*")
"""A name in a question, of one word or several."""
FORECAST = re.compile(
    r"\b(?:expect\w*|predict\w*|project(?:ed|s|ion\w*)|forecast\w*|estimat\w+|could|might|would"
    r"|likely|rumou?r\w*|reportedly)\b"
)
"""What says of a value that it is only thought to be."""
BEFORE = 60
"""Characters before a value in which such a word is of that."""
LONG_AGO = re.compile(r"\b(?:\d+|five|ten|a few|several|many) (?:years|decades|seasons) ago\b")
AGO = re.compile(r"\bago\b")
MOST = re.compile(
    r"\b(?:most|fewest|highest|lowest|largest|biggest|smallest|best|worst|longest|shortest|fastest"
    r"|oldest|youngest|top)\b",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"\b(?:most|fewest|[a-z]{3,}est|top|lead\w*|led|record|best|worst|first|number one|no\. 1)\b",
    re.IGNORECASE,
)
"""What a question asks for the first of, and how a sentence says that it is."""


def is_distinct(asked: str, sentence: str, quoted: str, value: str, around: str) -> bool:
    """Whether a sentence gives its value of what is asked about, and of nothing beside it.

    Args:
        asked: the question.
        quoted: the sentence with those that it does not stand without.
        value: as it is said in the sentence.
        around: the sentence with what tells whom it is about.
    """
    mine, theirs = ordinals(asked), ordinals(quoted)
    return not (
        (mine and theirs and mine.isdisjoint(theirs))
        or _names_others(asked, around)
        or _is_other_money(asked, quoted)
        or _is_forecast(asked, sentence, value)
        or (LONG_AGO.search(sentence) and not AGO.search(asked))
        or (MOST.search(asked) and not FIRST.search(sentence))
    )


def _names_others(asked: str, around: str) -> bool:
    """Whether a text does not name all that a question names."""
    names = (found.group().split() for found in NAME.finditer(times.blanked(asked)))
    return any(not _is_named(words, around) for words in names)


def _is_named(words: Sequence[str], text: str) -> bool:
    """Whether a text has a word of a name, and not as one of another name: “Manchester City” is no
    Manchester United."""
    own = [OF.sub("", word) for word in words]
    for word, following in zip(own, [*own[1:], ""], strict=True):
        for found in re.finditer(rf"\b{re.escape(word)}\b", text):
            after = re.match(r"\s([A-ZÀ-Þ][\w-]*)", text[found.end() :])
            if not after or after[1] == following:
                return True
    return False


def _is_other_money(asked: str, text: str) -> bool:
    """Whether a text does not say of its money that it is the loss, or what else is asked."""
    if OF_LIVES.search(asked):
        return False
    words = set(re.findall(r"[a-z]+", asked.lower()))
    return any(
        not re.search(rf"\b(?:{said})", text, re.IGNORECASE)
        for word, said in KEPT_IN_BOOKS.items()
        if {word, f"{word}s", f"{word}es"} & words
    )


def _is_forecast(asked: str, text: str, value: str) -> bool:
    """Whether a text only thinks that something is so of which it is asked how it is."""
    before = text.partition(value)[0][-BEFORE:]
    return bool(FORECAST.search(before)) and not FORECAST.search(asked)
