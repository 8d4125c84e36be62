"""How the page's events are wired."""

from collections.abc import Iterable
from typing import Any

import gradio as gr

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
NOW: dict[str, Any] = {**QUIET, "queue": False}
"""For events that must not wait behind answers; such a one cannot tell anything by `gr.Info`."""

Updates = tuple[Any, ...]
"""What a handler gives its outputs, in their order."""


def settled(name: str, triggers: Iterable[Any]) -> Any:
    """One event for several that come together, once no more come; for its `.then`.

    Of components that are set at once each tells of its change by itself, with what was there so
    far, and Gradio's `always_last` does not hold back what comes within one turn of the browser:
    the answer to any of them may be the last.

    Args:
        name: tells it from others of the page.
    """
    return gr.on(list(triggers), None, js=f"() => window.copydesk.settled('{name}')", **NOW)
