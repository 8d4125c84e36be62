"""Sources that hold nothing any more: what is kept of them until a person decides."""

from dataclasses import dataclass
from typing import Literal

from index.library import Library
from index.sources import Source, look


@dataclass(frozen=True, slots=True)
class Gone:
    """How a source stands that a sync found empty or missing.

    Args:
        state: how it is now; `back` where it has files again.
        since: when a sync first found it so, as ISO 8601.
        articles: how many would go with it, as no other source holds them.
    """

    state: Literal["empty", "missing", "back"]
    since: str | None
    articles: int


def gone(library: Library, source: Source) -> Gone | None:
    """What became of a folder or a file; `None` where its last sync found files, or could not look,
    and of web addresses, as a server itself says what is gone."""
    if source.error is None or source.on_web:
        return None
    found = look(source)
    if not found.gone and not found.files:
        return None
    state: Literal["empty", "missing"] = "missing" if found.missing else "empty"
    return Gone(state if found.gone else "back", source.gone, only_there(library, source))


def only_there(library: Library, source: Source) -> int:
    """How many articles no other source holds."""
    with library.database.reading() as db:
        number: int = db.execute(
            "SELECT count(*) FROM articles WHERE source_id = ?1 AND NOT EXISTS (SELECT 1"
            " FROM records WHERE article_id = articles.id AND records.source_id <> ?1)",
            (source.id,),
        ).fetchone()[0]
    return number
