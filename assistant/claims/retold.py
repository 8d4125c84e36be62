"""A claim and what it cites as the small model reads them: figures in digits, and the dates and
figures of the claim as what it cites puts them.

That the Tuesday of an article is the 16th, its “last year” 2023, and that an hour and ten minutes
are 70 minutes, `assistant.claims.rules` tells by rule; to `assistant.models.support` the 16th is
one more thing that is not said there. Of 463 true claims by hand and unseen
(`benchmarks/fabrications.py`) it doubts 23 fewer for the dates, and shows one more of 493 false
ones.
"""

import re
from collections.abc import Sequence

from assistant.claims.source import Source
from assistant.language import figures as numbers
from assistant.language import polarity
from assistant.language import times as days
from assistant.language.digits import SCALES, in_digits, in_minutes

LONG = re.compile(r"(?<![\d.,])[1-9]\d{6,}(?:\.\d+)?(?!,?\d)")
"""A figure of a million or more."""
DENIED = re.compile(rf"{polarity.NOT_ALONE.pattern}|\b\w+ not\b", re.IGNORECASE)
"""A verb with what denies it, in either form."""


def source_as_read(one: Source) -> str:
    """A source as the model reads it: “my view” is whose it is."""
    by = f"{one.title}. {one.author}" if one.author else one.title
    return as_read(f"{by}: {one.text}")


def claim_as_read(claim: str, sources: Sequence[Source]) -> str:
    """The claim with each date and figure that a source says too in the words of that source, and
    “did not” as it has it; it keeps a hedge (“fewer than”) that says another thing, and that it has
    no unit."""
    return _worded(_figures(_denials(_dates(claim, sources), sources), sources))


def as_read(text: str) -> str:
    """A text with its figures in digits, and a word for the zeros of a large one."""
    return _worded(_in_minutes(text))


def _in_minutes(text: str) -> str:
    """A text with its figures in digits, and hours as minutes; once more in digits, as
    `figures.figures` reads it, whose places are used."""
    return in_digits(in_minutes(text))


def _worded(plain: str) -> str:
    """The same with a word for the zeros of a large figure: $69 billion."""
    return LONG.sub(_with_scale, plain)


def _with_scale(found: re.Match[str]) -> str:
    value = float(found[0])
    name = next(n for n in ("trillion", "billion", "million") if value >= SCALES[n])
    return f"{value / SCALES[name]:.12g} {name}"


def _dates(claim: str, sources: Sequence[Source]) -> str:
    published = next((one.published for one in sources), None)
    for own in reversed(days.times(claim, published)):
        said = next(
            (
                one.text[time.start : time.end]
                for one in sources
                for time in days.times(one.text, one.published)
                if days.says(own, [time])
            ),
            claim[own.start : own.end],
        )
        claim = f"{claim[: own.start]}{said}{claim[own.end :]}"
    return claim


def _denials(claim: str, sources: Sequence[Source]) -> str:
    """The claim with “didn't” and “did not” as its sources have them."""
    claim, text = (one.replace("’", "'") for one in (claim, " ".join(one.text for one in sources)))
    shorts = {polarity.spelt_out(one[0]): one[0] for one in polarity.NOT_ALONE.finditer(text)}

    def as_said(found: re.Match[str]) -> str:
        whole = polarity.spelt_out(found[0])
        said = next((one for one in (found[0], whole) if re.search(rf"\b{one}\b", text)), None)
        return said or shorts.get(whole, found[0])

    return DENIED.sub(as_said, claim)


def _figures(claim: str, sources: Sequence[Source]) -> str:
    told, texts = _in_minutes(claim), [_in_minutes(one.text) for one in sources]
    said = [(one, text) for text in texts for one in numbers.figures(text)]
    for own in reversed(numbers.figures(told)):
        for one, text in said:
            if not numbers.says(own, one) or bool(own.unit) != bool(one.unit):
                continue
            hedged = own.value != one.value or (own.hedge, own.beyond) == (one.hedge, one.beyond)
            words = text[numbers.begins(text, one, hedged=hedged) : one.end]
            begin = numbers.begins(told, own, hedged=hedged)
            told = f"{told[:begin]}{words}{told[own.end :]}"
            break
    return told
