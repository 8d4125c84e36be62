"""How the page's events are wired."""

from typing import Any

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
NOW: dict[str, Any] = {**QUIET, "queue": False}
"""For events that must not wait behind answers; such a one cannot tell anything by `gr.Info`."""

Updates = tuple[Any, ...]
"""What a handler gives its outputs, in their order."""
