"""Which sentences tell who holds an office that a question asks for: the mayor of the town, and
neither her deputy nor the mayor of the next town.

To the close reader one mayor is as good as the other, and an old one as good as the new. So a
sentence that names the office as another's does not answer; and of those that do, where it is asked
who holds it now, the newest comes first.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.language.offices import SYNONYMS, same_offices
from assistant.language.persons import OFFICE, last
from assistant.language.words import ranks

HELD = r"(?!sir\b|dame\b|lord\b|lady\b|doctor\b|farmer\b|owner\b|nurse\b|midwife\b)"
"""What is no office of which there is one."""
WHETHER = re.compile(
    r"\W*[Ii]s (?:[A-ZÀ-Þ][\w’'.-]* ){1,4}(?:(?:still|now|really|currently|again|yet) )*"
    r"(?:(?:the|its|our) )?(?P<office>[^?]+?)(?: (?:now|today|still|or not|any ?more))?\W*$"
)
PAST = re.compile(
    r"\b(?:was|were|used to|became|had|been|before|former\w*|previous\w*|first|original\w*|ever"
    r"|until|then|preceded|predecessor|succeeded|replaced|took over|elected|appointed|will|next"
    r"|wants?|running|stand(?:s|ing)? for|nominat\w+|candidates?)\b",
    re.IGNORECASE,
)
"""Words of a question for who held it at another time."""
VERBS = {
    "leads": "leader",
    "heads": "head",
    "coaches": "coach",
    "chairs": "chair",
    "captains": "captain",
    "edits": "editor",
    "manages": "manager",
}
DOES = re.compile(rf"(?<=\b[Ww]ho )(?:(?:currently|now) )?(?P<verb>{'|'.join(VERBS)})\b")
"""What somebody does who holds an office."""
ASKS = re.compile(
    r"\W*(?:[Aa]nd |[Bb]ut |[Ss]o )?(?:[Ww]ho(?:[’']s|[’']re|(?: (?:currently|now))?"
    rf" (?:is|are|was|were|will be|has been|had been|became|{'|'.join(VERBS)}))\b"
    r"|[Ww]hat(?:[’']s| is| was) the name of\b"
    r"|(?:[Ii]s|[Ww]as) (?:[A-ZÀ-Þ][\w’'.-]* ){1,4})"
)
STANDS_IN = frozenset(
    """deputy vice vice- acting interim opposition assistant former ex shadow honorary outgoing
    co-""".split()  # noqa: SIM905
)
"""What makes another office of one."""
GONE = frozenset({"former", "ex", "outgoing"})
QUALIFIES = {"new", "current", "present", "old", "longtime", "long-time", "veteran", "first", "own"}
PLAIN = frozenset(
    """the a an its their his her our my your this that some as by to of and or for is was are
    were be been being has have had with from still now then said says told today become becomes
    became under elected appointed named made one who whose not no also""".split()  # noqa: SIM905
)
"""What may stand before an office and says nothing of which it is."""
_NAME = r"[A-ZÀ-Þ][\w’-]*(?:\s(?:(?:of|the)\s)?[A-ZÀ-Þ][\w’-]*)*"
_PERSON = r"[A-ZÀ-Þ][\w’.-]*(?:\s[A-ZÀ-Þ][\w’.-]*)*"
OF = re.compile(rf"\s(?:of|at|for)\s(?:the\s)?(?:(?P<name>{_NAME})|(?P<kind>[a-z]+(?:\s[a-z]+)?))")
OF_HOLDER = re.compile(rf",?\s(?P<holder>{_PERSON}),?\sof\s(?P<name>{_NAME})(?P<kind>)")
"""“Mayor Ida Lund of Tollerby”."""
NEARBY = re.compile(rf"\b(?:neighbou?ring|nearby) (?P<name>{_NAME})[^.;]*$")
"""“In neighbouring Sarn, the minister”."""
COMMON = 5000
"""The rank up to which a word that begins a sentence is no name, and a word of a name tells nobody
apart: school, council."""
FORMS = 5
"""Letters that two forms of an office begin with: chairman, chairwoman."""
CHIEFS = {chief for _, chief in SYNONYMS if chief.startswith("chief-")}
SAME = {"head": "leader"}
"""Offices that are one, of a council or a club."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a text names it.

    Args:
        head: its first letters, that its forms have in common.
        ranks: what makes another office of it: deputy.
        kind: what it is the office of, in lower case: council, police.
        of: the words that tell whose it is: Brackmere.
        words: all words of that.
        holder: the last name of who holds it, where it stands beside it.
    """

    head: str
    ranks: frozenset[str]
    kind: frozenset[str]
    of: frozenset[str]
    words: frozenset[str]
    holder: str = ""

    def may_be(self, other: "Office") -> bool:
        """Whether another one may be the same, by what both say of it."""
        return (
            self.head == other.head
            and self.ranks == other.ranks
            and not (self.kind and other.kind and self.kind.isdisjoint(other.kind))
            and not (self.of and other.of and not self.is_of(other))
        )

    def is_of(self, other: "Office") -> bool:
        """Whether what both are of may be one: Michigan, but not Ohio State, and Michigan State."""
        return self.of <= other.words or other.of <= self.words


@dataclass(frozen=True, slots=True)
class Asked:
    """The office that a question asks for, and whether for who holds it now.

    Args:
        who: the question who holds it. Where it is asked whether somebody does, what tells it need
            not name them.
        whether: whether it is asked whether somebody does; that they are the former one tells it.
    """

    office: Office
    now: bool
    who: str
    whether: bool = False

    def holders_elsewhere(self, sentences: Iterable[str]) -> frozenset[str]:
        """The last names of those who hold it, by some sentences, of another town or firm."""
        others = (one for sentence in sentences for one in offices(sentence))
        return frozenset(
            one.holder
            for one in others
            if one.holder
            and one.head == self.office.head
            and self.office.of
            and one.of
            and not self.office.is_of(one)
        )

    def is_told(self, sentence: str, article: str, elsewhere: Container[str] = ()) -> bool | None:
        """Whether a sentence names the office; `False` where it names only another of its name,
        `None` where it names none.

        Args:
            article: what else is known of whose office it speaks: title and passage.
            elsewhere: see `holders_elsewhere`.
        """
        named = [one for one in offices(sentence) if one.head == self.office.head]
        if not named:
            return None
        around = {word.casefold() for word in re.findall(r"[\w’-]+", article)}
        if self.whether:
            named = [replace(one, ranks=one.ranks - GONE) for one in named]
        return any(
            self.office.may_be(one)
            and (
                not self.office.of
                or bool(one.of or one.kind & self.office.words)
                or (one.holder not in elsewhere and self._is_in(around))
            )
            for one in named
        )

    def _is_in(self, around: set[str]) -> bool:
        """Whether a text names whose office it is: by any telling word, else by all its words."""
        own = self.office.of
        return bool(own & around) if any(map(tells, own)) else own <= around


def asked(question: str) -> Asked | None:
    """The office for whose holder a question asks; `None` where it asks for something else."""
    if not ASKS.match(question):
        return None
    text = same_offices(question)
    text = DOES.sub(lambda does: f"is the {VERBS[does['verb']]} of", text)
    office = next(offices(text), None)
    if not office:
        return None
    whether = WHETHER.match(question)
    who = f"Who is the {whether['office']}?" if whether else question
    return Asked(office, not PAST.search(question), who, bool(whether))


def offices(text: str) -> Iterator[Office]:
    """The offices that a text names."""
    text = same_offices(text)
    for match in re.finditer(rf"\b(?<!at the ){HELD}(?P<office>(?i:{OFFICE}))\b(?!-)", text):
        words = re.findall(r"[\w’'-]+|[^\w\s]", text[: match.start()])
        stands_in, kind, name = set[str](), set[str](), list[str]()
        while words and words[-1].casefold() in STANDS_IN:
            stands_in.add(words.pop().casefold())
        if words and words[-1] in QUALIFIES:
            words.pop()
        elif words and _is_kind(words[-1], first=len(words) == 1 or match["office"][0].isupper()):
            kind.add(_bare(words.pop()))
        while words and words[-1][0].isupper() and not _is_kind(words[-1], first=len(words) == 1):
            name.append(words.pop())
        after = OF.match(text[match.end() :]) or OF_HOLDER.match(text[match.end() :])
        near = NEARBY.search(text[: match.start()])
        if after:
            name += (after["name"] or after["kind"]).split()
        elif near:
            name += near["name"].split()
        of = frozenset(map(_bare, name)) - PLAIN
        yield Office(
            own if (own := match["office"].casefold()) in CHIEFS else SAME.get(own, own)[:FORMS],
            frozenset(stands_in),
            frozenset(kind),
            _telling(of),
            of,
            _holder(text[: match.start()], text[match.end() :], after),
        )


def _holder(before: str, after: str, of: re.Match[str] | None) -> str:
    """The last name of whoever stands beside an office: “Mayor Ida Lund”, “Ida Lund, the mayor”.

    Args:
        of: what follows it and says whose it is.
    """
    if of and of.re is OF_HOLDER:
        return last(of["holder"])
    follows = re.match(rf",?\s(?P<name>{_PERSON})", after[of.end() if of else 0 :])
    stands = re.search(rf"(?P<name>{_PERSON}), (?:the |its )?(?:[a-z-]+ )?$", before)
    named = follows or stands
    return last(named["name"]) if named else ""


def _telling(words: frozenset[str]) -> frozenset[str]:
    """The words of a name that tell it from others of its kind, where it has any."""
    return frozenset(filter(tells, words)) or words


def tells(word: str) -> bool:
    """Whether a word of a name is rare enough to tell it from others."""
    return ranks().get(word, COMMON) >= COMMON


def _is_kind(word: str, *, first: bool) -> bool:
    """Whether a word before an office tells of what it is one, and is neither a name nor plain."""
    bare = _bare(word)
    if not bare.isalpha() or bare in PLAIN:
        return False
    return word[0].islower() or (first and not tells(bare))


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).casefold()
