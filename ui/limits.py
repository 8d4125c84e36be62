"""What a search is to be limited to, as a person writes it."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.dates import Span, dates
from index.constraints import Constraints
from ui.text import NOT_A_DATE


def limits(
    today: date,
    publishers: Sequence[str] | None,
    after: str | None,
    before: str | None,
    articles: Sequence[str] | None = None,
) -> Constraints | str:
    """What was chosen as constraints, or what is wrong with it."""
    spans: list[Span | None] = []
    for text in (after or "", before or ""):
        span = _days(text, today)
        if text.strip() and span is None:
            return NOT_A_DATE.format(text=text.strip()[:40])
        spans.append(span)
    first, last = spans
    return Constraints(
        publishers=tuple(publishers or ()),
        after=first.first if first else None,
        before=last.last if last else None,
        articles=tuple(articles or ()),
    )


def _days(text: str, today: date) -> Span | None:
    """The days that a text names, and nothing else: `5 May 2024`, `October`, `2023`."""
    text = text.strip()
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):  # not read in a question: it may be a score
        text = f"{date.fromisoformat(f'{text}-01'):%B %Y}"
    for sentence in (text, f"in {text}"):  # alone, a month or a year may be a name
        found = dates(sentence, today)
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(sentence):
            return found[0]
    return None
