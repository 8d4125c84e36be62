"""What a model writes, as it comes → sentences, each with the ids of the evidence that it cites.

Ids are ours: four signs, letter, digit, letter, digit, as `k7m2`, which no prose has. The model is
asked to put them in square brackets; weak ones write other brackets, lists, words before and after
the id, links, numbers of their own or a bare id. What is a marker by its shape, or by its place
between two sentences, is never shown, whether we issued the id or not. Neither is what nobody sees,
nor what parts a prompt.

Everything is decided on what stands before it and a bounded piece of what follows, and nothing is
decided until that piece is there, so it does not matter how the stream is cut.
"""

import random
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

LETTERS, DIGITS = "bcdfghjkmnpqrtvwxz", "23456789"
"""Without what is taken for another sign, and without vowels, so that no id is a word."""
ID = r"[b-df-hj-np-tv-xz][2-9][b-df-hj-np-tv-xz][2-9]"
MOST = 80
"""Characters of a marker; a bracket that is open for longer is text."""
LONG = 400
"""Characters of one that begins with an id, as one with the words that it cites; of an address."""
FEW = 6
"""Words in square brackets with an id that are no sentence: "[The Courier, p. 3, k7m2]"."""

_OPEN, _CLOSE = "[［【〔⟦{(<", "]］】〕⟧})>"
_PAIRS = dict(zip(_OPEN, _CLOSE, strict=True))
_WORD = (
    r"(?:sources?|ids?|refs?|references?|evidence|cite[sd]?|citations?|see|sentences?|passages?)"
)
_ITEM = rf"(?:{_WORD}\s*[:#=]?\s*)?[\"'#^*`@]*{ID}[\"'*`]*"
_BETWEEN = r"\s*(?:[,;/|&+–-]|and|\]\s*\[|\s)\s*"
ISSUED = re.compile(rf"\s*\^?{_ITEM}(?:{_BETWEEN}{_ITEM})*\s*[.,;]?\s*", re.IGNORECASE)
"""Inside any brackets."""
_FALSE = (
    rf"(?:{_WORD}\s*[:#=]?\s*)?#?"
    r"(?:[a-z]{0,3}\d{1,3}|[a-z]{1,2}\d[a-z\d]{0,3}|\d[a-z]\d[a-z])"
)
FORGED = re.compile(
    rf"\s*\^?{_FALSE}(?:{_BETWEEN}{_FALSE})*\s*",
    re.IGNORECASE,
)
"""Inside square brackets and their kin alone: "(2023)" is prose, "[1]" is a number of nobody's."""
LIKE = re.compile(r"\s*[a-z]\d[a-z]\d\s*")
"""Inside round brackets, where "(H5N1)" is prose."""
FIRST = re.compile(rf"\W{{0,8}}(?:{_WORD}\W{{1,4}})?{ID}(?!\w)", re.IGNORECASE)
"""Inside any brackets: an id, and whatever may follow it."""
NAMED = re.compile(rf"\s*[^\W\d_][^,;:.\d]*[,;:]\s*{ID}\s*", re.IGNORECASE)
"""Inside round brackets: who says it before the id."""
WORD = re.compile(rf"(?<!\w){ID}(?!\w)", re.IGNORECASE)
LINK = re.compile(rf"\((?:https?:|www\.|mailto:|[/#])[^\s()]{{0,{LONG}}}\)?")
"""What makes a link of a marker before it."""
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

IN_BRACKETS = re.compile(
    "|".join(
        rf"{re.escape(a)}[^{re.escape(a + b)}]{{4,{MOST}}}{re.escape(b)}" for a, b in _PAIRS.items()
    )
)

ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st sr jr gen col sgt lt capt rep sen gov pres no nos vs etc inc ltd co corp
    dept est fig approx jan feb mar apr jun jul aug sep sept oct nov dec mt ave eg ie""".split()  # noqa: SIM905
)
EMPHASIS = re.compile(r"^([*_`]{1,3}|\\)(.*?)\1?$", re.DOTALL)
"""A backslash does the same for a bracket: "\\[k7m2\\]"."""
STRESS = re.compile(r"[*_`]{1,3}|\\")
BEGUN = re.compile(r"(?:[a-z]\d){0,2}[a-z]?[*_`]*", re.IGNORECASE)
"""What may become an id, and the signs after it."""


def issue(count: int, seed: str) -> list[str]:
    """So many different ids, the same for the same seed: an answer can be made again."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(rng.choice(kind) for kind in (LETTERS, DIGITS, LETTERS, DIGITS))] = None
    return list(found)


def without_ids(text: str) -> str:
    """A text without what would be read as a marker with an id."""

    def kept(found: re.Match[str]) -> str:
        piece = found[0]
        ids = (
            any(not one.isupper() for one in WORD.findall(piece)) and _marker(piece, ()) is not None
        )
        return " " if ids else piece

    return IN_BRACKETS.sub(kept, text)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as a model wrote it, without its markers; `ids` that were issued, each once;
    `closed` says that nothing but its end stands after the last of them."""

    text: str
    ids: tuple[str, ...]
    closed: bool = False


class Draft:
    """Takes a stream apart. Where the text begins with an id, ids stand before their sentences.

    Args:
        ids: those that were issued.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = frozenset(ids)
        self._raw = ""
        self._text = ""  # of the sentence on its way
        self._cited: list[str] = []
        self._closed = False
        self._last: Drafted | None = None  # waits for markers that may stand after its end
        self._begun = self._leads = False  # whether there was a word; whether an id was before it
        self._marked = False  # just now

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
            if final and self._half():
                return
            if self._marked and self._raw[0] == "(":
                if not final and re.fullmatch(rf"\([^\s()]{{0,{LONG}}}", self._raw):
                    return
                link = LINK.match(self._raw)
                self._raw, self._marked = self._raw[link.end() if link else 0 :], False
                continue
            taken = self._take(final=final)
            if not taken:
                return
            piece, self._raw = self._raw[:taken], self._raw[taken:]
            ticked = re.fullmatch(rf"`+{ID}`+", piece)
            if len(piece) > 3:
                piece = EMPHASIS.sub(r"\2", piece)
            inside = self._inside(piece) if piece[0] in _OPEN else None
            self._marked = inside is not None
            if ticked or inside is not None:
                yield from self._mark(inside or piece)
            elif piece.isspace():
                yield from self._space(piece)
            else:
                yield from self._said(piece)

    def _take(self, *, final: bool) -> int:
        """How much of what is left can be read: a bracket with what is in it, blanks, or a run of
        other signs; 0 where more has to come first."""
        raw = self._raw
        if stress := STRESS.match(raw):
            return self._take_stressed(stress[0], final=final)
        if raw[0] in _OPEN:
            return self._take_bracket(raw, final=final)
        run = re.match(rf"\s+|[\w-]+|[^\w\s{re.escape(_OPEN)}*`\\-]+", raw)
        end = run.end() if run else 1
        return end if final or end < len(raw) else 0

    def _take_stressed(self, sign: str, *, final: bool) -> int:
        """How much can be read of what begins with signs of emphasis: they go with a marker that
        stands between them."""
        rest = self._raw[len(sign) :]
        if not rest:
            return len(sign) if final else 0
        if rest[0] not in _OPEN:
            if re.match(ID + re.escape(sign), rest, re.IGNORECASE):
                return 4 + 2 * len(sign)
            whole = final or len(rest) >= 4 + len(sign) or not BEGUN.fullmatch(rest)
            return len(sign) if whole else 0
        end = self._take_bracket(rest, final=final)
        if end < 2:
            return end and len(sign)
        after = rest[end : end + len(sign)]
        if len(after) < len(sign) and not final:
            return 0
        return len(sign) + end + (len(sign) if after == sign else 0)

    def _take_bracket(self, raw: str, *, final: bool) -> int:
        """How much can be read of what begins with a bracket: all of it where it is a marker, else
        the sign alone."""
        most = LONG if FIRST.match(raw) else MOST
        line = raw[: most + 1].partition("\n")[0]
        close = _close(line)
        if close < 0:  # or one within it was never closed
            if not final and len(line) == len(raw) <= most:
                return 0
            close = line.find(_PAIRS[raw[0]], 1)
        marked = close > 0 and self._inside(line[: close + 1]) is not None
        return close + 1 if marked else 1

    def _half(self) -> bool:
        """Whether a stream broke off in what could have become a marker."""
        word = self._raw.strip("*_`\"'")
        if re.fullmatch(r"[a-z]\d[a-z]?", word):
            return any(one.startswith(word) for one in self._ids)
        raw = STRESS.sub("", self._raw, count=1) if STRESS.match(self._raw) else self._raw
        if not raw or raw[0] not in _OPEN or _PAIRS[raw[0]] in raw or "\n" in raw:
            return False
        if FIRST.match(raw):
            return len(raw) <= LONG
        plain = raw[0] in "({<" and not re.match(r".\s*\^?[\w\s,;:#]*$", raw)
        return len(raw) <= MOST and not plain

    def _inside(self, piece: str) -> str | None:
        """What is in the brackets of a marker, by its shape or by its place; else `None`."""
        inside = _marker(piece, self._ids)
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
                self._begun = self._begun or bool(re.search(r"[^\W\d_]", part))
                self._closed = self._closed and not re.search(r"\w", part)

    def _mark(self, inside: str) -> Iterator[Drafted]:
        found = [one.lower() for one in FIND.findall(inside)]
        cited = [one for one in found if one in self._ids]
        self._leads = self._leads or (bool(cited) and not self._begun)
        if self._leads and (_ended(self._text) or NUMBER_ENDS.search(self._text)):
            yield from self._complete()
        if self._last and not self._text.strip() and not self._leads:
            self._last = _citing(self._last, cited)
        else:
            self._cited += cited
            self._closed = bool(self._text.strip())
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
        if re.search(r"\w", text):
            yield from self._flush()
            self._last = Drafted(text, tuple(dict.fromkeys(self._cited)), self._closed)
            self._cited, self._closed = [], False
        elif self._last:  # ids that lead no other sentence
            self._last, self._cited = _citing(self._last, self._cited), []
        self._text = ""

    def _flush(self) -> Iterator[Drafted]:
        if self._last:
            last, self._last = self._last, None
            yield last


def _plain(text: str) -> str:
    """Words on their way, on one line, without tags and what parts a prompt."""
    return " ".join(TAG.sub(" ", TURNS.sub(" ", text)).split())


def _bracketed(piece: str) -> str:
    return piece[1:-1] if piece[-1] == _PAIRS[piece[0]] else piece[1:]


def _close(line: str) -> int:
    """Where the bracket that a line begins with is closed, those of its kind in it before; -1 where
    it is not."""
    depth = 0
    for at, sign in enumerate(line):
        depth += (sign == line[0]) - (sign == _PAIRS[line[0]])
        if not depth:
            return at
    return -1


def _citing(last: Drafted, cited: list[str]) -> Drafted:
    """A sentence that a marker follows."""
    return Drafted(last.text, tuple(dict.fromkeys((*last.ids, *cited))), closed=True)


def _marker(piece: str, issued: Collection[str]) -> str | None:
    """What is in the brackets of a marker by its shape; `None` where they may be prose."""
    inside = _bracketed(piece)
    flat = re.sub(rf"[{re.escape(_OPEN + _CLOSE)}\\]", " ", inside)
    whole = inside.count(piece[0]) == inside.count(_PAIRS[piece[0]])
    found = WORD.findall(flat)
    if piece[0] in "({":
        mine = any(one.islower() or one.lower() in issued for one in found)
        shapes = (ISSUED.fullmatch(flat), whole and (FIRST.match(flat) or NAMED.fullmatch(flat)))
        return inside if (mine and any(shapes)) or LIKE.fullmatch(flat) else None
    if ISSUED.fullmatch(flat) or (piece[0] != "<" and FORGED.fullmatch(flat)):
        return inside
    few = len(re.findall(r"\w+", WORD.sub("", flat))) <= FEW
    return inside if found and whole and (FIRST.match(flat) or few) else None


def _between(piece: str) -> str | None:
    """What is in brackets that are a marker by their place between two sentences; `None` where
    they begin one: "[She] left." or leave something out: "[…]"."""
    inside = _bracketed(piece)
    if piece[0] == "(":
        return inside if re.fullmatch(r"\d{1,2}", inside) else None
    if piece[0] in "{<" or not BETWEEN.fullmatch(inside) or inside.istitle():
        return None
    return None if re.fullmatch(r"[.…]+", inside) else inside


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
