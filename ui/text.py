"""The words of the page, and how a date reads in it."""

from collections.abc import Sequence
from datetime import date, datetime

from assistant.answer import Searched
from index.article import day, from_iso
from index.library import Extent

TITLE = "Copydesk"
PROMISE = "Every sentence is a quote. Click its number to read it in the article."
FIRST_RUN = (
    "### No articles yet\n\nDrop files under *Add articles* above, or put them in "
    "<code>{folder}</code> and press **Re-index**."
)
ASK = "Ask the articles"
SEND = "Ask"
STOP = "Stop"
ADD = "Add articles"
DELETE_THEM = "Delete them"
OPEN_CONVERSATION = "Open conversation"
EARLIER = "Show earlier questions ({number:,})"
EMPTY_QUESTION = "Type a question first."
WRONG = "Something went wrong while answering. Your question is still below; try it again."
NOT_KEPT = "This answer is not kept with the conversation. {reason}"
STOPPED = "Stopped."
STOPPED_AMID = "Stopped. What stands above is not checked to its end, and is not kept."
LOADING = "Loading the search model… You can ask already."
READING = "Reading the articles…"
REINDEX = "Re-index"
PREVIEW = "What would change?"
CANCEL = "Stop indexing"
INDEXED = "Indexed"
WHICH = "Which"
MORE = "and {number:,} more"
LAST_TIME = "{problems} when the articles were last looked at"
LEFT_OUT = "left out (removed before)"
LISTED_ONLY = "listed but no article"
WOULD_CHANGE = "Re-indexing would change, as seen"
WAITING = "Waiting for a yes: {losses}; nothing of it was changed."
WOULD_ASK = "It would ask first: {losses}."
STOPPING = "Stopping after what is being indexed…"
NOT_FOUND = "The articles do not say."
NEAREST = "The closest headlines; no answer was found in them:"
SOURCES = "Sources"
PAGE = "p. {page}"
LIMITS = "Limit the search"
PUBLISHERS = "Publishers"
AFTER = "Published from"
BEFORE = "Published until"
ARTICLES_OF = "Articles (type a part of the title)"
UNDATED_LEFT_OUT = "Where a date is given, articles without one are left out."
CLEAR = "Lift all limits"
ASK_NEXT = "Ask next"
ASKED_AT = "Asked on {time}."
SEARCHED_AS = "Searched as “{text}”."
CHANGE_IT = "Change it"
FILTER = "Filter"
OVER_TIME = "Articles over time"
SOURCE = "Source"
ANY_SOURCE = "any"
MONTH, NUMBER, PUBLISHER = "Month", "Articles", "Publisher"
OTHERS, NO_PUBLISHER = "all others", "no publisher"
AS_TABLE = "As a table"
NO_DATES = "None of these articles has a date."
UNDATED = "no date"
REMOVE = "Remove"
REMOVE_SURE = (
    "Remove “{title}” from the index? It is no longer found or quoted, and stays out when you "
    "re-index. Its file stays where it is."
)
REALLY_REMOVE = "Remove it"
REMOVED = "Removed articles"
NONE_REMOVED = "No article was removed."
LET_IN = "Take in again"
WAS_REMOVED = "removed on {day}"
DATE_LIKE = "like May 2024"
DATE_EXAMPLE = "5 May 2024, October 2023 …"
NOT_A_DATE = (
    "“{text}” is no day or month that is understood, so nothing was searched. Write it "
    "like 2024-05-05, 5 May 2024 or October 2023."
)
SEND_WORD = "Send"
WORD_KEPT = "Kept with the answer. Thank you."
WRONG_WITH_IT = "What is wrong with that answer? (if you like)"
CHAT = "Chat"
LIBRARY = "Library"
FIND_ARTICLE = "Search titles, publishers and texts"
ORDER = "In order of"
ORDERS = {
    "newest": "date, newest first",
    "oldest": "date, oldest first",
    "title": "title",
    "publisher": "publisher",
    "indexed": "when taken in, latest first",
}
HEADINGS = ("Title", "Publisher", "Published", "Source", "Taken in")
PREVIOUS = "Previous"
NEXT = "Next"
NO_ARTICLES = "There are no articles yet."
NO_SUCH_ARTICLE = "No article fits that."
ALSO_IN = "also in {copies}"
ANOTHER_ARTICLE = "another article"
ADDRESSES = "Web pages, feeds or sitemaps, one address a line"
ADDRESSES_INFO = "They are asked for now and at every re-index; of a feed, each page that it lists."
ADD_ADDRESSES = "Add and read"
ADDED_ADDRESS = "Added {location}."
KNOWN_ADDRESS = "{location} is a source already."
NO_ADDRESS = "Write an address first, such as https://news.example/feed.xml."
READ_LATER = "Indexing is running; press Re-index once it is done to read it."
KINDS = {"page": "a page", "feed": "a feed", "sitemap": "a sitemap"}
SYNCED = "read on {day}"
NOT_SYNCED = "not read yet"
NEW = "New conversation"
KEPT = "Conversations"
FIND = "Search conversations"
NONE_KEPT = "What you ask is kept here, for this browser alone."
NOT_HERE = "That conversation is not here: each is kept for the browser that it was begun in."
NONE_FOUND = "No conversation holds that."
NAME = "Name of the conversation"
EXPORT = "Export"
DELETE = "Delete"
REALLY = "Really delete"
KEEP = "Keep it"
GONE = {
    "empty": "It holds no articles any more{when}; {kept}.",
    "missing": "It is not there{when}; {kept}.",
    "back": "It has files again; press Re-index to take them in.",
}
FOUND_GONE = " (noticed on {moment})"
KEPT_OF_IT = "{articles} of it still answer questions"
ONE_KEPT_OF_IT = "{articles} of it still answers questions"
NONE_KEPT_OF_IT = "no article of it is kept"
DELETE_ARTICLES = "Delete its articles"
REMOVE_SOURCE = "Remove this source"
DELETE_ARTICLES_SURE = (
    "Delete {articles} of {location} from the index? What is deleted is no longer found or quoted. "
    "Where the files come back, the next re-index takes them in again."
)
REMOVE_SOURCE_SURE = (
    "Remove the source {location}, and with it {articles} from the index? It is no longer looked "
    "at when you re-index."
)
REALLY_DELETE_ARTICLES = "Delete {articles}"
REALLY_REMOVE_SOURCE = "Remove it"
KEEP_ALL = "Leave all as it is"
TRY_AGAIN = "Try again"
QUEUED = "Indexing is running; press Re-index once it is done to take them in."
STORED, REPLACED = "Stored", "Replaced"
NAME_TAKEN = (
    "<b>{name}</b> is there already, with another text. Replace it, or keep both (this one as "
    "{beside})?"
)
SAME_ARTICLE = (
    "<b>{name}</b> is there already, with another text of the same article (both give its "
    "address). Replace it?"
)
REPLACE = "Replace it"
REPLACE_ALL = "Replace all {number:,}"
KEEP_BOTH = "Keep both"
LEAVE = "Leave it"
LEFT_AS_IT_IS = "{name} was left as it is; what you dropped was not stored."
NOT_WAITING = "does not wait for an answer any more; drop it again"
THE_FILE = "The file"
LET_IN_AGAIN = "Removed before, and taken in again as you dropped it: {titles}."
STAYS_OUT = (
    "Removed before, and still left out: {titles}. To have it back: Library, Removed articles, "
    "Take in again."
)

IN_SCRIPT = {
    "article": "Article",
    "open_in_tab": "Open in a tab",
    "ask_only": "Ask this article only",
    "close": "Close",
    "close_article": "Close the article",
    "question": "Question",
    "answer": "Answer",
    "dismiss": "Dismiss the message",
    "chart": "Chart; the table below it says the same",
}
"""What `static/page.js` says."""

BESIDE_CHAT = "Open beside the chat"
ALSO_CITED = "Cited here:"
NO_CITATION = "The citation does not fit this text, so nothing is marked."
CHANGED = "Changed since this answer: this is the text as it was until {day}."
DELETED = "Deleted since this answer (on {day}); this is the text as it was."
CURRENT_TEXT = "Read the current text"
WHAT_CHANGED = "What changed"
QUOTE_SAME = "The cited sentence is still there word for word."
QUOTE_CHANGED = "The cited sentence was changed to"
QUOTE_GONE = "The cited sentence is no longer there."
MORE_CHANGED = "More has changed than is shown here."
NO_WORD_CHANGED = "No word of it: only where its lines and paragraphs end."
CORRECTION_NOTE = "This article has a correction note"
CURRENT_CORRECTION = "The current text has a correction note"
EDITORS_NOTE = "This article has an editor’s note"
DATED = {
    "feed": "date from the feed",
    "json-ld": "date from the page’s data",
    "meta": "date from the page’s data",
    "time": "date from a time shown in the page",
    "url": "date from the address",
    "dateline": "date from the dateline",
    "file": "date as the file’s text gives it",
}
"""What gave the date of an article; see `index.article.Dated`."""
NO_ARTICLE = "There is no article {id} here. It may have been removed since it was cited."


def in_words(moment: date | str | None) -> str:
    """A day, a moment or its ISO form, as `26 Oct 2023`; nothing for nothing."""
    known = day(from_iso(moment) if isinstance(moment, str) else moment)
    return f"{known.day} {known:%b %Y}" if known else ""


def at(moment: str) -> str:
    """A moment in ISO form as this machine's clock shows it: `26 Oct 2023, 14:05`."""
    here = datetime.fromisoformat(moment).astimezone()
    return f"{in_words(here)}, {here:%H:%M}"


def byline(*parts: str | None) -> str:
    """What there is of publisher, author and date, with commas between."""
    return ", ".join(part for part in parts if part)


def counted(number: int, noun: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def searched_in_words(searched: Searched) -> str:
    """What an answer was looked for in: `Searched 3 articles from The Courier, 1 Jan 2024 on`."""
    limits = searched.constraints
    days = " to ".join(dict.fromkeys(filter(None, map(in_words, (searched.first, searched.last)))))
    named = f" from {', '.join(limits.publishers)}" if limits.publishers else ""
    named += f": {'; '.join(f'“{title}”' for title in searched.titles)}" if searched.titles else ""
    asked = [
        f"published {word} {in_words(limit)}"
        for word, limit in (("from", limits.after), ("until", limits.before))
        if limit
    ]
    return byline(f"Searched {counted(searched.articles, 'article')}{named}", days, *asked)


def limited_in_words(
    publishers: Sequence[str], after: str, before: str, titles: Sequence[str]
) -> str:
    """What is chosen under the limits: `The Courier, from May 2024, “Bridge reopens”`."""
    days = [f"{word} {text.strip()}" for word, text in (("from", after), ("until", before)) if text]
    return byline(*publishers, *days, *(f"“{title}”" for title in titles))


def extent_in_words(extent: Extent) -> str:
    """How much there is to ask: `26 articles, 3 May 2023 to 2 Dec 2023`."""
    days = " to ".join(dict.fromkeys(filter(None, map(in_words, (extent.first, extent.last)))))
    return byline(counted(extent.articles, "article"), days)
