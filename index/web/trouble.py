"""What is wrong with an address, in a sentence: it could not be read, or some of its pages."""

from collections.abc import Collection, Sequence

from index.article import Failure


def trouble(
    location: str,
    failures: Sequence[Failure],
    unread: Collection[str],
    read: Collection[str],
    *,
    listed: bool,
) -> str | None:
    """What a source says of the last look at it; `None` where nothing is wrong.

    Args:
        location: the address that was added.
        failures: why something could not be got or read, in the order in which that was found.
        unread: the pages that gave no article, or not all of theirs.
        read: the others.
        listed: whether the address lists pages, and is none itself.
    """
    if not failures:
        return None
    own = [one for one in failures if one.source == location]
    if own or not listed:
        return (own or failures)[0].reason
    first = failures[0]
    named = first.reason if first.source in first.reason else f"{first.source} {first.reason}"
    counts = f"{len(unread)} of its pages could not be read, {len(read)} could"
    return f"{counts}; the first: {named}"
