"""Whom “she” means in a question that follows on: “how old is she?” asks for the age of whoever the
last answer named, and of nobody else in its article.

It is the person whom the question before names; where that asks who, the one whom its answer names.
A name is a person's by what its article says of it (`assistant.persons`), and so is whether that is
he or she. Where two may be meant, none is.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.answer import Citation, Turn
from assistant.persons import NAME, OFFICE, PRONOUN, is_male, is_somebody, last, persons, spoken_of
from assistant.question import NAMED

OWN = re.compile(
    r"(?:his|her) (?!(?:[^\w\s]|by|for|from|in|on|at|to|when|if|before|after|that)\b)\w"
)
"""How “her” begins that says whose something is: her deputy; not “Who replaced her in May?”."""
_SOMEBODY = rf"{OFFICE}|man|woman|person|player|star|actor|actress|singer|author|official|witness"
WHO = re.compile(
    rf"\bwho(?:['’]s|m)?\b|\bwh(?:ich|at) (?:[\w-]+ ){{0,3}}?(?i:{_SOMEBODY})\b", re.IGNORECASE
)
IS = re.compile(r"\W*who(?:['’]s| is| was) (?:the )?[A-ZÀ-Þ]", re.IGNORECASE)
"""How a question for who somebody is begins that names them."""
_TITLE = re.compile(rf"^(?:(?:The|Mr|Mrs|Ms|Dr|(?i:{OFFICE}))\.? )+")
"""What stands before a name and is no part of it."""

Article = Callable[[Citation], str]
"""Gives the text of the article that a citation is of."""


def in_full(text: str, history: Sequence[Turn], article: Article) -> str:
    """A question with the name of the person in the place of its pronouns; as it is where it has
    none, names somebody itself, or it is open whom they mean.

    Args:
        history: what was asked and answered before, the oldest first.
    """
    found = list(PRONOUN.finditer(text)) if history else []
    he = {bool(one["he"]) for one in found}
    if len(he) != 1 or NAMED.search(text[: found[0].start()]):
        return text
    name = _meant(history, article, male=he.pop())
    return _named(text, name) if name else text


def _named(text: str, name: str) -> str:
    """A text with a name for its first pronoun, and “Name's” for one that says whose."""
    found = PRONOUN.search(text)
    assert found
    own = f"{name}'s" if OWN.match(text, found.start()) or found[0].lower() == "hers" else name
    return f"{text[: found.start()]}{own}{text[found.end() :]}"


def _meant(history: Sequence[Turn], article: Article, *, male: bool) -> str | None:
    """The name of the man or the woman whom the last turn was about."""
    answered = [turn for turn in history if turn.citations]
    if not answered:
        return None
    *earlier, turn = answered
    texts = list(dict.fromkeys(article(one) for one in turn.citations))
    question = in_full(turn.question, earlier, article)
    asked = _people(question, texts)
    told = [own for own in _of_the_answer(turn, article) if own not in asked]
    asks_for_one = WHO.search(question) and not (asked and IS.match(question))
    for group in (told, asked) if asks_for_one else (asked, told):
        fit = [own for own in dict.fromkeys(group) if _may_be(own, texts, male=male)]
        if fit:
            return _whole(fit[0], texts) if len(fit) == 1 else None
    return None


def _people(text: str, articles: Iterable[str]) -> list[str]:
    """The last names in a text that are people's in some articles."""
    named = dict.fromkeys(last(one[0]) for one in NAME.finditer(text))
    return [
        own
        for own in named
        if any(own in persons(told) and is_somebody(own, told) for told in articles)
    ]


def _of_the_answer(turn: Turn, article: Article) -> list[str]:
    """The last names of the people whom the first quote of an answer names, or speaks of."""
    first, text = turn.citations[0], article(turn.citations[0])
    spoken = spoken_of(first.quote, text)
    return _people(first.quote, [text]) or _people(spoken.capitalize() if spoken else "", [text])


def _may_be(own: str, articles: Iterable[str], *, male: bool) -> bool:
    """Whether no article says she of whom he shall be, or he of her."""
    return all(is_male(own, text) in {male, None} for text in articles)


def _whole(own: str, articles: Iterable[str]) -> str:
    """The longest name that a person has in articles, without an office."""
    names = (
        _TITLE.sub("", found[0])
        for text in articles
        for found in NAME.finditer(text)
        if last(found[0]) == own
    )
    return max((re.sub(r"[’']s?$", "", name) for name in names), key=len, default=own.capitalize())
