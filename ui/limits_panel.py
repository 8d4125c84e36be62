"""What a question is limited to: publishers, and the days of publication."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import gradio as gr

from assistant.dates import Span, dates
from index.constraints import Constraints
from ui.events import NOW
from ui.text import AFTER, BEFORE, DATE_EXAMPLE, LIMITS, NOT_A_DATE, PUBLISHERS


class LimitsPanel:
    """Chooses publishers and days; what is left empty limits nothing."""

    def __init__(self, publishers: Callable[[], Sequence[str]]) -> None:
        self._publishers = publishers
        with gr.Accordion(LIMITS, open=False, elem_id="limits") as self._part, gr.Row():
            chosen = gr.Dropdown(
                label=PUBLISHERS, multiselect=True, choices=[], scale=2, elem_id="publishers"
            )
            after = gr.Textbox(label=AFTER, placeholder=DATE_EXAMPLE, max_lines=1, elem_id="after")
            before = gr.Textbox(
                label=BEFORE, placeholder=DATE_EXAMPLE, max_lines=1, elem_id="before"
            )
        self.inputs: list[Any] = [chosen, after, before]

    def wire(self) -> None:
        """The publishers to choose from are those that there are when it is opened."""
        chosen = self.inputs[0]
        self._part.expand(self._choices, None, chosen, **NOW)

    def _choices(self) -> Any:
        return gr.Dropdown(choices=list(self._publishers()))


def limits(
    publishers: Sequence[str] | None, after: str | None, before: str | None, today: date
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
    )


def _days(text: str, today: date) -> Span | None:
    """The days that a text names, and nothing else: `5 May 2024`, `October`, `2023`."""
    text = text.strip()
    for sentence in (text, f"in {text}"):  # alone, a month or a year may be a name
        found = dates(sentence, today)
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(sentence):
            return found[0]
    return None
