"""Which records are one article, and which of them is believed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import reduce

from index.article import Failure
from index.record import Record


def grouped(records: Iterable[Record]) -> list[list[Record]]:
    """Records that are one article together, each group in the order of where they stand.

    They are where their identity is the same, where they stand at one address, and where a page
    states another's address as its own and is believed: see `_stated`.
    """
    read = sorted((r for r in records if r.article_id), key=lambda record: record.origin)
    places = {record.place for record in read}
    titles = Counter((record.address, record.title) for record in read)
    parents: dict[str, str] = {}

    def root(key: str) -> str:
        while (parent := parents.setdefault(key, key)) != key:
            parents[key] = parents[parent]
            key = parent
        return key

    groups: dict[str, list[Record]] = defaultdict(list)
    for record in read:
        first = f"id {record.article_id}"
        for key in {f"at {record.place or record.article_id}", *_stated(record, places, titles)}:
            parents[root(key)] = root(first)
    for record in read:
        groups[root(f"id {record.article_id}")].append(record)
    return list(groups.values())


def _stated(
    record: Record, places: Collection[str | None], titles: Counter[tuple[str | None, str | None]]
) -> set[str]:
    """The key of the address that a page states as its own.

    Many sites state the address of a section, or of nothing, for each of its pages. So it counts
    where a page stands there whose address ends in the same way, or where another page with the
    same title states it too.
    """
    if record.address is None or record.place is None:
        return set()
    alike = record.address in places and _ending(record.address) == _ending(record.place)
    shared = titles[record.address, record.title] > 1 and "/" in record.address.rstrip("/")
    return {f"at {record.address}"} if alike or shared else set()


def _ending(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]


def believed(records: Sequence[Record]) -> Record:
    """That of one article's records by which it is known: the later modified, else the first in
    order; but of pages whose texts differ the one whose text was seen last, as the others may just
    not have been asked for since."""
    first = reduce(lambda one, other: other if _later(other, one) else one, records)
    if first.since is None:
        return first
    news = [r for r in records if r.since and r.since > first.since and r.version != first.version]
    return max(news, key=lambda record: record.since or "", default=first)


def _later(record: Record, than: Record) -> bool:
    return (record.modified or "") > (than.modified or "")


def doubled(records: Sequence[Record], kept: Record) -> list[Failure]:
    """What is said of files that hold what is taken from elsewhere; that one page is listed in
    several places is nothing to be told."""
    reason = f"is the same article as {kept.name} (same address); that one is kept"
    return [
        Failure(record.name, reason)
        for record in records
        if record.name != kept.name and not (record.since and kept.since)
    ]
