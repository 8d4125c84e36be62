"""A claim with what it is held against. It stands alone, so that where a checker is fitted nothing
else of this need be installed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, the text it is held against, whether that says it; `held`: kept for checking.

    `twin` is the same for a true and a false claim that are told in almost the same words; -1 where
    a claim has none.
    """

    claim: str
    evidence: str
    supported: bool
    source: str
    held: bool
    twin: int = -1
