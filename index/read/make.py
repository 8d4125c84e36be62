"""The one place where an article is made of what a reader found."""

from dataclasses import replace

from index.article import Article, article_id
from index.errors import SourceError
from index.read.clean import clean, headline, one_line, without_title
from index.read.dateline import dateline_day
from index.read.dates import in_address
from index.read.facts import Facts


def make(
    name: str, text: str, facts: Facts, record: str | None = None, identity: str | None = None
) -> Article:
    """An article with its cleaned text and its identity.

    Args:
        name: the path that is its identity where it has no URL.
        text: plain text, cleaned or not, with or without the title as its first line.
        facts: what is known beside the text; without a title the text gives one.
        record: for one of several articles in a file, its id there; "" where it has none,
            and its title stands in.
        identity: the address that is its identity, where that is not the one it states.

    Raises:
        SourceError: nothing is left of the text.
    """
    body = without_title(clean(text), facts.title)
    if not body:
        raise SourceError(f"{name!r} has no text beside its title; remove it or add the text")
    facts = dated(facts, body)
    title = one_line(facts.title) or headline(body)
    path = name if record is None else f"{name}#{record or title}"
    return Article(
        id=article_id(identity or facts.url, path),
        title=title,
        text=body,
        publisher=facts.publisher,
        author=facts.author,
        published=facts.published,
        modified=facts.modified,
        url=facts.url,
        language=facts.language,
        dated=facts.dated,
    )


def dated(facts: Facts, text: str) -> Facts:
    """`facts` with the day that the address or the dateline gives, where no other place does."""
    if facts.published is not None:
        return facts
    if (found := in_address(facts.url)) is not None:
        return replace(facts, published=found, dated="url")
    if (found := dateline_day(text)) is not None:
        return replace(facts, published=found, dated="dateline")
    return facts
