"""Page furniture: the teasers and notices that a web page puts after an article."""

import re

from index.read.counters import without_counters

HEADINGS = frozenset(
    {
        "also read",
        "check also",
        "comments are closed",
        "comments are closed.",
        "kommentare sind geschlossen",
        "kommentare sind geschlossen.",
        "leave a comment",
        "leave a reply",
        "more stories",
        "most popular",
        "most read",
        "read also",
        "read more",
        "read next",
        "recommended for you",
        "related articles",
        "related content",
        "related news",
        "related posts",
        "related stories",
        "see also",
        "share this",
        "share this article",
        "share this story",
        "sign up for our newsletter",
        "subscribe to our newsletter",
        "you may also like",
        "you might also like",
    }
)
"""Lines that begin furniture on news sites in general; single words such as "Related" or
"Trending" are left out, because articles use them as headings of their own."""

APPEARED = re.compile(
    r"(?:the post|der beitrag|l[’']article|la entrada|l[’']articolo|het bericht|innlegget|o post)"
    r"\s.{0,300}\s(?:appeared first on|first appeared on|erschien zuerst auf|se publicó primero en"
    r"|est apparu en premier sur|apareció primero en|apareceu primeiro em|proviene da"
    r"|verscheen eerst op|dukket først opp på)\s.{1,150}",
    re.IGNORECASE,
)
"""What WordPress puts under each text of a feed."""

NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|reddit|telegram|pinterest|bluesky|mastodon|threads"
    r"|e-?mail|print|copy link)"
)
SHARE = re.compile(
    rf"(?:share(?: this)?(?: (?:on|via|by|to) {NETWORK})?|tweet(?: this)?|pin it|{NETWORK})",
    re.IGNORECASE,
)
"""One button of those by which an article is shared."""

PROSE = 80
"""Characters from which a paragraph that ends like a sentence is prose and not a teaser."""

LONGEST = 10_000
"""Characters; more than this after a heading is the article going on."""

SENTENCE = 20
"""Characters from which a paragraph that ends like a sentence is one, and no word of a menu."""

SENTENCE_END = re.compile(r"(?<!\.)[.!?][\"'”’)\]]*$")

ANY_END = re.compile(r"(?:(?<!\.)[.!?]|[。．！？؟۔।॥։።])[\"'”’»)\]」』]*$")
"""How sentences end, also in scripts that do it with other marks than the Latin one."""


def without_furniture(text: str) -> str:
    """`text` up to the first furniture heading on a line of its own in its last third, and
    without lines that count.

    It is cut only where no more prose than teasers follows, so neither a heading of the
    article's own nor a "Read more" between two paragraphs takes the rest of the article along.
    """
    text = without_counters(text)
    for line in re.finditer(r"^\S.*$", text, re.MULTILINE):
        late = line.start() >= max(len(text) * 2 / 3, len(text) - LONGEST)
        if late and is_heading(line[0]) and is_teasers(text[line.end() :]):
            return text[: line.start()].rstrip()
    return without_last_lines(text)


def without_last_lines(text: str) -> str:
    """`text` without the lines at its end that say where it appeared first, or share it."""
    while True:
        before, _, last = text.rpartition("\n\n")
        if not before or not (APPEARED.fullmatch(last) or is_buttons(last)):
            return text
        text = before


def is_buttons(line: str) -> bool:
    """Whether a line is a row of buttons: "Share on Facebook | Tweet"."""
    pieces = [each.strip() for each in re.split(r"[|·•,/:\n]", line.strip("-: "))]
    shares = re.match(r"\W*(?:share|tweet|pin it)\b", line, re.IGNORECASE)
    return bool(shares) and all(SHARE.fullmatch(piece) for piece in pieces)


def is_heading(line: str) -> bool:
    """Whether `line` is one of `HEADINGS`, whatever its case, marks and bullets around it."""
    return line.strip(" \t:*#_-–—…>»").casefold() in HEADINGS


def is_teasers(rest: str) -> bool:
    """Whether at most half of the paragraphs of `rest` are prose."""
    paragraphs = rest.strip().split("\n\n")
    prose = sum(len(each) >= PROSE and bool(SENTENCE_END.search(each)) for each in paragraphs)
    return prose * 2 <= len(paragraphs)


def has_prose(text: str) -> bool:
    """Whether a text has one sentence at least, or a paragraph as long as one in a script that
    may end none with a mark (Thai)."""
    return any(
        len(each) >= PROSE or (len(each) >= SENTENCE and ANY_END.search(each))
        for each in text.split("\n\n")
    )
