"""What a model writes, as it comes → sentences, each with the ids of the evidence that it cites.

Ids are ours: four signs, letter, digit, letter, digit, as `k7m2`, which no prose has. The model is
asked to put them in square brackets; weak ones write other brackets, lists, a word before the id,
numbers of their own or a bare id. What is a marker by its shape, or by its place between two
sentences, is never shown, whether we issued the id or not. Neither is what nobody sees, nor what
parts a prompt.

Everything is decided on what stands before it and a bounded piece of what follows, and nothing is
decided until that piece is there, so it does not matter how the stream is cut.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LETTERS, DIGITS = "bcdfghjkmnpqrtvwxz", "23456789"
"""Without what is taken for another sign, and without vowels, so that no id is a word."""
ID = r"[b-df-hj-np-tv-xz][2-9][b-df-hj-np-tv-xz][2-9]"
MOST = 80
"""Characters of a marker; a bracket that is open for longer is text."""

_OPEN, _CLOSE = "[［【〔⟦{(<", "]］】〕⟧})>"
_PAIRS = dict(zip(_OPEN, _CLOSE, strict=True))
_WORD = (
    r"(?:sources?|ids?|refs?|references?|evidence|cite[sd]?|citations?|see|sentences?|passages?)"
)
_ITEM = rf"(?:{_WORD}\s*[:#=]?\s*)?[\"'#^*`]*{ID}[\"'*`]*"
_BETWEEN = r"\s*(?:[,;/|&+–-]|and|\]\s*\[|\s)\s*"
ISSUED = re.compile(rf"\s*\^?{_ITEM}(?:{_BETWEEN}{_ITEM})*\s*[.,;]?\s*", re.IGNORECASE)
"""Inside any brackets."""
FORGED = re.compile(
    rf"\s*\^?(?:{_WORD}\s*[:#=]?\s*)?#?(?:[a-z]{{0,3}}\d{{1,3}}|[a-z]{{1,2}}\d[a-z\d]{{0,3}})"
    rf"(?:{_BETWEEN}(?:{_WORD}\s*[:#=]?\s*)?#?(?:[a-z]{{0,3}}\d{{1,3}}|[a-z]{{1,2}}\d[a-z\d]{{0,3}}))*\s*",
    re.IGNORECASE,
)
"""Inside square brackets and their kin alone: "(2023)" is prose, "[1]" is a number of nobody's."""
MIXED = re.compile(r"\s*[^\s,;|/&+]{1,12}(?:\s*[,;|/&+]\s*[^\s,;|/&+]{1,12})+\s*")
"""Inside square brackets: a list, of which some item is an id."""
BETWEEN = re.compile(rf"[^\s{re.escape(_OPEN + _CLOSE)}]{{1,24}}")
"""Inside square brackets that stand between two sentences, where prose has none: "[null]"."""
FIND = re.compile(ID, re.IGNORECASE)

INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
TURNS = re.compile(r"<\|[^|>]{0,40}\|>|\[/?INST\]|<</?SYS>>|</?s>", re.IGNORECASE)
"""What parts the turns of a prompt."""
TAG = re.compile(r"</?[a-z][a-z0-9]{0,15} ?/?>", re.IGNORECASE)
NUMBER_ENDS = re.compile(r"\w\W+\d{1,2}\.\s*$")
"""What ends a sentence where a marker follows; else it may be a day: "am 5. Mai"."""
CLOSING = r"[\"'”’»)\]*_~`]*"
"""What may stand after the sign that ends a sentence: with emphasis, "**So it is.**"."""

ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st sr jr gen col sgt lt capt rep sen gov pres no nos vs etc inc ltd co corp
    dept est fig approx jan feb mar apr jun jul aug sep sept oct nov dec mt ave eg ie""".split()  # noqa: SIM905
)
EMPHASIS = re.compile(r"^([*_`]{1,3})(.*?)\1?$", re.DOTALL)


def issue(count: int, seed: str) -> list[str]:
    """So many different ids, the same for the same seed: an answer can be made again."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(rng.choice(kind) for kind in (LETTERS, DIGITS, LETTERS, DIGITS))] = None
    return list(found)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as a model wrote it, without its markers; `ids` that were issued, each once."""

    text: str
    ids: tuple[str, ...]


class Draft:
    """Takes a stream apart.

    Args:
        ids: those that were issued.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = frozenset(ids)
        self._raw = ""
        self._text = ""  # of the sentence on its way
        self._cited: list[str] = []
        self._last: Drafted | None = None  # waits for markers that may stand after its end

    @property
    def pending(self) -> str:
        """What of the sentences on their way may be shown: no marker, and no half of one."""
        waiting = self._last.text if self._last else ""
        return " ".join(filter(None, (waiting, _plain(self._text))))

    def feed(self, chunk: str) -> Iterator[Drafted]:
        """The sentences that a piece of the stream completes."""
        self._raw += INVISIBLE.sub("", chunk)
        yield from self._read(final=False)

    def end(self) -> Iterator[Drafted]:
        """What is left, when the stream has ended, wherever it broke off."""
        yield from self._read(final=True)
        yield from self._complete()
        yield from self._flush()

    def _read(self, *, final: bool) -> Iterator[Drafted]:
        while self._raw:
            taken = self._take(final=final)
            if not taken:
                return
            piece, self._raw = self._raw[:taken], self._raw[taken:]
            if len(piece) > 3:
                piece = EMPHASIS.sub(r"\2", piece)
            if piece[0] in _OPEN and (inside := self._inside(piece)) is not None:
                yield from self._mark(inside)
            elif piece.isspace():
                yield from self._space(piece)
            else:
                yield from self._said(piece)

    def _take(self, *, final: bool) -> int:
        """How much of what is left can be read: a bracket with what is in it, blanks, or a run of
        other signs; 0 where more has to come first."""
        raw = self._raw
        stress = re.match(r"[*_`]{1,3}", raw)
        if stress:
            return self._take_stressed(stress[0], final=final)
        if raw[0] in _OPEN:
            close = raw.find(_PAIRS[raw[0]], 1)
            broken = raw.find("\n", 1)
            short = close if close >= 0 else len(raw)
            if 0 <= broken < short or short > MOST:
                return 1
            if close < 0:
                return 1 if final and not _half(raw) else (len(raw) if final else 0)
            return close + 1 if self._inside(raw[: close + 1]) is not None else 1
        run = re.match(rf"\s+|[\w-]+|[^\w\s{re.escape(_OPEN)}-]+", raw)
        end = run.end() if run else 1
        return end if final or end < len(raw) else 0

    def _take_stressed(self, sign: str, *, final: bool) -> int:
        """How much can be read of what begins with signs of emphasis: they go with a marker that
        stands between them."""
        rest = self._raw[len(sign) :]
        if not rest:
            return len(sign) if final else 0
        if rest[0] not in _OPEN:
            return len(sign)
        end = rest.find(_PAIRS[rest[0]], 1) + 1
        if not end:
            return len(sign) if final or len(rest) > MOST else 0
        if self._inside(rest[:end]) is None:
            return len(sign)
        after = rest[end : end + len(sign)]
        if len(after) < len(sign) and not final:
            return 0
        return len(sign) + end + (len(sign) if after == sign else 0)

    def _inside(self, piece: str) -> str | None:
        """What is in the brackets of a marker, by its shape or by its place; else `None`."""
        inside = _marker(piece)
        if inside is None and (not self._text.strip(" ->*#[") or _ended(self._text)):
            return _between(piece)
        return inside

    def _said(self, run: str) -> Iterator[Drafted]:
        """Words, with the ids that stand among them without brackets."""
        for part in re.split(rf"({ID})", run, flags=re.IGNORECASE):
            if part.lower() in self._ids:
                yield from self._mark(part)
            elif part:
                yield from self._flush()
                self._text += part

    def _mark(self, inside: str) -> Iterator[Drafted]:
        found = [one.lower() for one in FIND.findall(inside)]
        cited = [one for one in found if one in self._ids]
        if self._last and not self._text.strip():
            ids = tuple(dict.fromkeys((*self._last.ids, *cited)))
            self._last = Drafted(self._last.text, ids)
        else:
            self._cited += cited
            if NUMBER_ENDS.search(self._text):  # by 15 votes to 8. [k7m2]
                yield from self._complete()

    def _space(self, blank: str) -> Iterator[Drafted]:
        if "\n" in blank:
            yield from self._complete()
            yield from self._flush()
        elif _ended(self._text):
            yield from self._complete()
        elif self._text:
            self._text += " "

    def _complete(self) -> Iterator[Drafted]:
        """The sentence on its way is whole; it waits for the markers after it."""
        text = re.sub(r"\s+([.,;:!?])", r"\1", _plain(self._text)).lstrip(".,;: ")
        if not re.search(r"\w", text):
            self._text = ""
            return
        yield from self._flush()
        self._last = Drafted(text, tuple(dict.fromkeys(self._cited)))
        self._text, self._cited = "", []

    def _flush(self) -> Iterator[Drafted]:
        if self._last:
            last, self._last = self._last, None
            yield last


def _plain(text: str) -> str:
    """Words on their way, on one line, without tags and what parts a prompt."""
    return " ".join(TAG.sub(" ", TURNS.sub(" ", text)).split())


def _bracketed(piece: str) -> str:
    return piece[1:-1] if piece[-1] == _PAIRS[piece[0]] else piece[1:]


def _marker(piece: str) -> str | None:
    """What is in the brackets of a marker by its shape; `None` where they may be prose."""
    inside = _bracketed(piece)
    if ISSUED.fullmatch(inside):
        return inside
    if piece[0] in "({<":
        return None
    if FORGED.fullmatch(inside):
        return inside
    if MIXED.fullmatch(inside) and any(FIND.fullmatch(one) for one in re.split(r"\W+", inside)):
        return inside
    return None


def _between(piece: str) -> str | None:
    """What is in brackets that are a marker by their place between two sentences; `None` where
    they begin one: "[She] left." or leave something out: "[…]"."""
    inside = _bracketed(piece)
    if piece[0] == "(":
        return inside if re.fullmatch(r"\d{1,2}", inside) else None
    if piece[0] in "{<" or not BETWEEN.fullmatch(inside) or inside.istitle():
        return None
    return None if re.fullmatch(r"[.…]+", inside) else inside


def _half(raw: str) -> bool:
    """Whether a bracket that the stream breaks off in could have become a marker."""
    return len(raw) <= MOST and (raw[0] not in "({<" or bool(re.match(r".\s*\^?[\w\s,;:#]*$", raw)))


def _ended(text: str) -> bool:
    """Whether a sentence ends with this text: blanks follow it."""
    text = text.rstrip()
    end = re.search(rf"([\w.’'-]*)[.!?…]+{CLOSING}$", text)
    if not end or not re.search(r"\w", text):
        return False
    word = end.group(1).lower().rstrip(".")
    if re.search(rf"[!?…]{CLOSING}$", text):
        return True
    return not (word in ABBREVIATIONS or re.fullmatch(r"\w|(?:\w\.)+\w|\d{1,2}", word))
