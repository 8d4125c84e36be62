"""Notes in a text that say what was wrong in it: corrections, clarifications, editor's notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ui.paragraphs import paragraphs

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
TH = r"(?:st|nd|rd|th)?"
DAY = (
    rf"(?:{WEEKDAY},? )?(?:\d{{1,2}}{TH} {MONTH}(?:,? \d{{4}})?"
    rf"|{MONTH} \d{{1,2}}{TH}(?:,? \d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{WEEKDAY})"
)
TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?)"
DATED = rf"(?:[,:]? ?[-–—]? ?[(\[]?(?:on |of )?{DAY}{TIME}?[)\]]?)"
PIECE = (
    r"(?:article|story|piece|post|column|page|review|headline|caption|interview|obituary|profile"
    r"|newsletter|(?:news )?report(?= (?:\w+ly (?:said|stated|gave|named)|mis)))"
)
CORRECTION = re.compile(
    "|".join(
        (
            r"(?:(?:a )?corrections?(?: (?:and|&) clarifications?)?|corrected|clarifications?"
            rf"|errat(?:um|a)|amendment)(?: (?:notice|note|appended))?{DATED}? ?(?::| [–—-] |[–—])",
            rf"correct(?:ed|ion) (?:on )?{DAY}{TIME}? ?(?:$|[.:;,(–—])",
            r"corrections? appended\b",
            r"(?:an|the|a) (?:earlier|previous|original|prior) versions? of"
            rf" (?:this|the) {PIECE}\b",
            rf"(?:earlier|previous) versions of this {PIECE}\b",
            rf"this (?:{DAY} )?{PIECE}(?:['’]s (?:headline|caption))? (?:was|has been|is)"
            r" (?:since )?"
            r"(?:amended|corrected|(?:updated|edited|changed|revised) to (?:correct|clarify))\b",
            rf"the (?:headline|caption|standfirst) (?:of|on|to|for) this {PIECE} (?:was|has been)"
            r" (?:since )?(?:amended|corrected|changed)\b",
        )
    ),
    re.IGNORECASE,
)
"""How a paragraph begins that corrects or clarifies its article."""
NOTE = re.compile(r"(?:editor(?:['’]?s['’]?)?(?: in chief)?|publisher['’]s) note\b", re.IGNORECASE)
CORRECTS = re.compile(
    rf"\b(?:(?:earlier|previous|original) versions? of (?:this|the) {PIECE}"
    r"|(?:amended|corrected|corrects|correction|clarif(?:y|ies|ied|ication)))\b",
    re.IGNORECASE,
)
OPENING = re.compile(r"[\s*_#>•–—\-+†‡(\[“\"'‘]*")
"""What may stand before such a beginning: marks of emphasis, of a list, brackets."""
LOOKED_AT = 600
"""Characters at the start of a paragraph; a note says at once what it is."""


PLACE = "correction"
"""The name of the place of the first correction in an article's page."""


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph that is one, in code points of the text; what an editor's note says may be
    something else than a correction."""

    start: int
    end: int
    kind: Literal["correction", "editor"]


def notes(text: str) -> Iterator[Note]:
    """The notes in a text, in order."""
    for start, end in paragraphs(text):
        if kind := _kind(" ".join(text[start : min(end, start + LOOKED_AT)].split())):
            yield Note(start, end, kind)


def corrections(text: str) -> Iterator[Note]:
    """Those of them that correct or clarify, in order."""
    return (note for note in notes(text) if note.kind == "correction")


def _kind(paragraph: str) -> Literal["correction", "editor"] | None:
    begins = OPENING.match(paragraph)
    start = begins.end() if begins else 0
    if CORRECTION.match(paragraph, start):
        return "correction"
    if NOTE.match(paragraph, start):
        return "correction" if CORRECTS.search(paragraph, start) else "editor"
    return None
