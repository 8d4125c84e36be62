"""What a sync has to do: the sources' articles against those that the library holds."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.article import Article, Failure, canonical_url, iso
from index.changes import Origin
from index.library import Library
from index.record import Record
from index.removal import left_out
from index.same import believed, doubled, grouped
from index.sources import Loss, known
from index.survey import Survey

MASS_SHARE, MASS_LEAST = 0.5, 5
"""More than this share, and more than this number, of a source's articles: ask before deleting."""


NAMED = 20
"""Articles of each kind that a report names."""


@dataclass(slots=True)
class SyncReport:
    """What a sync changed: ids of articles, how many stayed, what failed and why.

    `left_out` are those that a person took out of the index and a source still holds, `no_articles`
    the pages that an address lists and that are none. `names` are what a person calls the first
    `NAMED` of those added, of those changed and of those deleted. `asks` is what of it a sync does
    not do without a yes: its sources are left as they are, but in what a dry run shows.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unchanged: int = 0
    left_out: int = 0
    no_articles: int = 0
    failed: list[Failure] = field(default_factory=list)
    embedded: int = 0
    names: dict[str, str] = field(default_factory=dict)
    asks: list[Loss] = field(default_factory=list)


@dataclass(slots=True)
class Difference:
    """What has to be done: articles to write, to cut into passages again, to move."""

    report: SyncReport = field(default_factory=SyncReport)
    write: dict[str, Record] = field(default_factory=dict)
    recut: dict[str, Origin] = field(default_factory=dict)
    moved: dict[str, Origin] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many articles have to be split and, where they are new, embedded."""
        return len(self.write) + len(self.recut)


def compare(library: Library, found: Survey, looked_at: set[int], cut: str) -> Difference:
    """The winner of each identity against what the library holds of it.

    Args:
        looked_at: ids of the sources that were; what came from others is not deleted.
        cut: how passages are cut now; articles that were cut otherwise are cut again.
    """
    result = Difference()
    with library.database.reading() as db:
        held = {row["id"]: row for row in db.execute("SELECT * FROM articles").fetchall()}
        out = left_out(db)
    others = {source.id for source in known(library)} - looked_at
    winners = _winners(found, held.keys(), out, result.report)
    for article_id, record in winners.items():
        row = held.get(article_id)
        if row is None:
            result.report.added.append(article_id)
            result.write[article_id] = record
        elif row["fingerprint"] != record.fingerprint:
            result.report.changed.append(article_id)
            result.write[article_id] = record
        else:
            result.report.unchanged += 1
            if row["split"] != cut:
                result.recut[article_id] = record.origin
            if Origin(row["source_id"], row["path"], row["position"]) != record.origin:
                result.moved[article_id] = record.origin
    _uncount(result.report, held, winners, found)
    for article_id in sorted(held.keys() - winners.keys()):
        if held[article_id]["source_id"] not in others:
            result.report.deleted.append(article_id)
    _report_failures(result.report, found)
    report = result.report
    report.no_articles = found.no_articles
    for article_id in (*report.added[:NAMED], *report.changed[:NAMED]):
        report.names[article_id] = winners[article_id].name
    for article_id in report.deleted[:NAMED]:
        report.names[article_id] = held[article_id]["title"]
    return result


def _uncount(
    report: SyncReport,
    held: Mapping[str, sqlite3.Row],
    winners: Mapping[str, Record],
    found: Survey,
) -> None:
    """Count an article as changed by its title, text, date of publication and address alone.

    What is said beside these is written all the same: pages say at each look that they were just
    updated, or name their authors in another order.
    """
    read = {i: found.articles.get(winners[i].origin) for i in report.changed}
    same = {i for i, article in read.items() if article and _reads_the_same(held[i], article)}
    report.changed = [article_id for article_id in report.changed if article_id not in same]
    report.unchanged += len(same)


def _reads_the_same(row: sqlite3.Row, article: Article) -> bool:
    before = (row["title"], row["version"], row["published"], canonical_url(row["url"] or ""))
    now = (article.title, article.version, iso(article.published), canonical_url(article.url or ""))
    return before == now


def _winners(
    found: Survey, held: Collection[str], out: Collection[str], report: SyncReport
) -> dict[str, Record]:
    """One record of each article, by the article's id; without what a person took out.

    Of several identities that are one article that stays which the library holds already, or
    which was taken out, and each record is given it.
    """
    winners: dict[str, Record] = {}
    groups = grouped(found.records.values())
    named = {record.article_id for records in groups for record in records}
    for records in groups:
        kept = believed(records)
        ids = [record.article_id or "" for record in (kept, *records)]
        ids += [one for one in map(found.former_id, records) if one not in named]
        if taken_out := next((one for one in ids if one in out), None):
            report.left_out += 1
            found.add(replace(record, article_id=taken_out) for record in records)
            continue
        free = (one for one in ids if one in held and one not in winners)
        article_id = next(free, records[0].article_id or "")
        report.failed += doubled(records, kept)
        found.add(replace(record, article_id=article_id) for record in records)
        winners[article_id] = replace(kept, article_id=article_id)
    return winners


def _report_failures(report: SyncReport, found: Survey) -> None:
    report.failed += found.failures
    report.failed += [Failure(r.name, r.reason) for r in found.records.values() if r.reason]


def losses(
    library: Library,
    deleted: Sequence[str],
    let_go: Collection[int] = (),
    agreed: Collection[Loss] = (),
) -> list[Loss]:
    """The sources of which most would be deleted: more likely a mistake than news.

    Args:
        let_go: ids of the sources of which a person has said that their articles are to go.
        agreed: what a person has said yes to; of these sources no more may go than was said.
    """
    doomed, most = set(deleted), {loss.location: loss.going for loss in agreed}
    with library.database.reading() as db:
        rows = db.execute("SELECT id, source_id FROM articles").fetchall()
    result = []
    for source in known(library):
        mine = [row["id"] for row in rows if row["source_id"] == source.id]
        going = sum(article_id in doomed for article_id in mine)
        few = going <= max(MASS_LEAST, MASS_SHARE * len(mine), most.get(source.location, 0))
        if not few and source.id not in let_go:
            result.append(Loss(source.location, going, len(mine)))
    return result
