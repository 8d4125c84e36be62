"""Whom “she” means in a question that follows on: “how old is she?” asks for the age of whoever the
last answer named, and of nobody else in its article.

It is the person whom the question before names; where that asks who, the one whom its answer names.
A name is a person's by what its article says of it (`assistant.language.persons`), and so is
whether that is he or she. Where two may be meant, none is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.answer import Citation, Turn
from assistant.language import persons
from assistant.language.persons import NAME, OFFICE, WHOLE, is_male, is_somebody, last, spoken_of
from assistant.question import ASKING, NAMED

PRONOUN = re.compile(persons.PRONOUN.pattern)
"""In small letters alone: “Her Majesty” is a name."""
BEGINS = re.compile(r"^\W*[A-Z]")
HIS = re.compile(r"his|hers", re.IGNORECASE)
HER_OWN = re.compile(
    r"her (?!(?:a|an|the|this|that|about|after|again|all|and|as|at|because|before|but|by|enough"
    r"|first|for|from|how|if|in|into|just|last|more|much|next|now|of|off|on|or|out|since|so|still|then"
    r"|there|till|to|today|too|until|up|well|what|when|where|while|who|why|with|yet)\b)[\w(]",
    re.IGNORECASE,
)
"""How “her” begins that says whose something is: her deputy; not “Who replaced her in May?”."""
MAY_BE_GIVEN = re.compile(
    r"\b(?:ask|call|cost|elect|find|found|g[ai]v|help|hear|keep|kept|le[ft]t|let|lend|lent|ma[dk]e|name"
    r"|offer|pa(?:y|id)|s[ae]w|see|send|sent|show|t[eo](?:ll|ld)|want)\w* $",
    re.IGNORECASE,
)
"""What stands before “her” of which it is open: gave her books, gave her books away."""
_SOMEBODY = (
    rf"{OFFICE}|man|woman|boy|girl|person|player|star|actor|actress|singer|author|official|witness"
    r"|driver|victim|suspect|sister|brother|mother|father|wife|husband|daughter|son|partner|colleague"
)
SOMEBODY = re.compile(rf"\b(?:{_SOMEBODY})s?\b", re.IGNORECASE)
"""Who is named so in a question may be whom its pronoun means."""
WHO = re.compile(
    rf"\bwho(?:['’]s|m)?\b|\bwhich (?:[\w-]+ ){{0,3}}?(?:{_SOMEBODY})\b", re.IGNORECASE
)
IS = re.compile(r"\W*[Ww]ho(?:['’]s| is| was) (?:[A-ZÀ-Þ][\w’'-]*\s?)+\W*$")
"""A question for who somebody is that it names."""
THEIRS = re.compile(rf"\b(?:[Hh]is|[Hh]er) (?:[a-z-]+ )?[a-z-]+, {WHOLE.pattern},")
"""A name behind what somebody is to another: her deputy, Niall Posey."""
NO_NAME = re.compile(r"\b(?:I|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
BEGIN = ASKING | set(
    """after afterwards although and as at because before both but by earlier even for former from
    however if in last later meanwhile now on once only since so then though today tomorrow tonight
    when while with yesterday yet""".split()  # noqa: SIM905
)
"""Words that begin a sentence before a name, and have a capital there."""
GIVEN = frozenset(["will"])
"""Of these what is also a first name, which it is unless it begins a question."""
PLACE = re.compile(rf"\b(?i:in|at|near|outside|around|across)(?: the)? {NAME.pattern}")
"""A name that is a place's by what stands before it, and nobody's."""
_OF_WHAT = (
    "Acting|Assistant|Attorney|Chief|Club|Council|Culture|Defence|Deputy|Education|Executive"
    "|Finance|Fire|First|Foreign|General|Health|Home|Interior|Justice|Labour|Managing|Medical|Party"
    "|Police|Prime|Shadow|Trade|Transport|Treasury|Union|Vice"
)
_TITLE = re.compile(
    rf"^(?:.* )?(?:The|Mr|Mrs|Ms|Dr|(?i:{OFFICE}))\.? (?=\S+ \S)"
    rf"|^(?:(?:(?:(?:{_OF_WHAT}) )?(?i:{OFFICE})|The|Mr|Mrs|Ms|Dr)\.? )+(?=\S)"
)
"""An office or the like before a name, which is no part of it: Prime Minister. Within a name it is
another one's: Martin King Hall."""

CONTRACTED = re.compile(r"[’'](?:s|re|d)$")
"""The verb in “Who's Tomas Brekkan”."""
END = re.compile(r"[.!?](?=\W|$)")

Article = Callable[[Citation], str]
"""Gives the text of the article that a citation is of."""


def in_full(text: str, history: Sequence[Turn], article: Article) -> str:
    """A question with the name of the person in the place of its pronoun; as it is where it has
    none, may itself say whom that means, or that is open.

    Args:
        history: what was asked and answered before, the oldest first.
    """
    (found, *_), male = [*_pronouns(text), None], _is_he(text)
    if not history or not found or male is None:
        return text
    before = text[: found.start()]
    if _says_who(before) or _is_open(text, found):
        return text
    name = _meant(before, history, article, male=male)
    return _named(text, found, name) if name else text


def _pronouns(text: str) -> Iterator[re.Match[str]]:
    """The pronouns of a question, which may begin with one."""
    return PRONOUN.finditer(BEGINS.sub(lambda first: first[0].lower(), text))


def _is_he(text: str) -> bool | None:
    """Whether a text says he, or she; `None` where it says neither, or both."""
    said = {bool(one["he"]) for one in _pronouns(text)}
    return said.pop() if len(said) == 1 else None


def _says_who(before: str) -> bool:
    """Whether what stands before a pronoun names somebody, or something."""
    return bool(NAMED.search(NO_NAME.sub("on", before)) or SOMEBODY.search(before))


def _is_open(text: str, found: re.Match[str]) -> bool:
    """Whether it is open whether “her” says whose what follows is: gave her books."""
    return bool(HER_OWN.match(text, found.start()) and MAY_BE_GIVEN.search(text[: found.start()]))


def _named(text: str, found: re.Match[str], name: str) -> str:
    """A text with a name for a pronoun, and “Name's” for one that says whose."""
    if HIS.fullmatch(found[0]) or HER_OWN.match(text, found.start()):
        name = f"{name}'s"
    return f"{text[: found.start()]}{name}{text[found.end() :]}"


def _meant(before: str, history: Sequence[Turn], article: Article, *, male: bool) -> str | None:
    """The name of the man or the woman whom the last answered turn was about.

    Args:
        before: what of the question stands before its pronoun; who is named there is meant.
    """
    answered = [number for number, turn in enumerate(history) if turn.citations]
    if not answered:
        return None
    earlier, turn = history[: answered[-1]], history[answered[-1]]
    refused = [turn.question for turn in history[answered[-1] + 1 :]]
    if any(map(_says_who, refused)):
        return None  # these may have been about another
    texts = list(dict.fromkeys(article(one) for one in turn.citations))
    known = frozenset[str]().union(*map(persons.persons, texts))
    if known & set(re.findall(r"[\w’'-]+", before.casefold())):
        return None
    question = in_full(turn.question, earlier, article)
    was_another = any(_is_he(text) not in {male, None} for text in refused)
    return _of_a_turn(question, turn, texts, male=male, only_sure=was_another)


def _of_a_turn(
    question: str, turn: Turn, articles: Sequence[str], *, male: bool, only_sure: bool
) -> str | None:
    """The name of the man or the woman whom a turn was about.

    Args:
        question: that of the turn, with names for its pronouns.
        articles: those that it cites, the first one's first.
        only_sure: whether an article has to say he or she of them.
    """
    asked = _people(question, articles)
    answer = _of_the_answer(turn, articles[0])
    told = {own: name for own, name in answer.items() if own not in asked}
    asks_for_one = WHO.search(question) and not (asked and IS.match(question))
    named = _names(PLACE.sub(" ", question))
    names_one = any(_pronouns(question)) or any(" " in name for name in named)
    if names_one and not (asks_for_one or asked):
        return None  # it is open whom it means, or whether what it names is somebody
    if _is_he(turn.question) not in {male, None}:
        asked = {}  # “he” was another
    first, second = (
        _fit(group, articles, male=male)
        for group in ((told, asked) if asks_for_one else (asked, told))
    )
    meant = first or second
    if len(meant) != 1:
        return None
    ((own, is_sure),) = meant.items()
    other_is_sure = bool(first) and any(second.values())
    if not is_sure and (only_sure or other_is_sure):
        return None
    return _whole(own, (told | asked)[own], articles)


def _fit(names: Iterable[str], articles: Iterable[str], *, male: bool) -> dict[str, bool]:
    """Those of whom no article says she where he is meant, or he; and whether one says it as it is
    meant."""
    said = {own: {is_male(own, text) for text in articles} for own in names}
    return {own: male in those for own, those in said.items() if (not male) not in those}


def _people(text: str, articles: Sequence[str]) -> dict[str, str]:
    """The last names in a text that are people's in some articles, with all that it has of each."""
    return {
        own: name
        for name in _names(text)
        if (own := last(name)) and any(_is_person(own, told) for told in articles)
    }


def _is_person(own: str, article: str) -> bool:
    """Whether a last name is somebody's in an article."""
    if any(last(found["own"]) == own for found in THEIRS.finditer(article)):
        return True
    return own in persons.persons(article) and is_somebody(own, article)


def _of_the_answer(turn: Turn, article: str) -> dict[str, str]:
    """The same of the first quote of an answer; where that names nobody, of whom it speaks.

    Args:
        article: what that quote is of.
    """
    quote = turn.citations[0].quote
    spoken = spoken_of(quote, article)
    return _people(quote, [article]) or _people(spoken.capitalize() if spoken else "", [article])


def _whole(own: str, said: str, articles: Iterable[str]) -> str | None:
    """A name as it was said with a first one, else as articles have it; `None` where two people
    have it for their last one."""
    if " " in said:
        return said
    whole = {name for text in articles for name in _names(text) if last(name) == own}
    whole = {name for name in whole if " " in name} or whole
    return (
        max(whole, key=len, default=said) if len({name.split()[0] for name in whole}) < 2 else None
    )


def _names(text: str) -> Iterator[str]:
    """The names in a text, without an office or a word that begins a sentence with one."""
    for found in NAME.finditer(text):
        end = END.search(text, found.end())
        begin = BEGIN if end and end[0] == "?" else BEGIN - GIVEN
        name = found[0].splitlines()[-1].split()
        while len(name) > 1 and CONTRACTED.sub("", name[0].casefold()) in begin:
            name = name[1:]
        yield re.sub(r"[’']s?$", "", _TITLE.sub("", " ".join(name)))
