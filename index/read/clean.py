"""The one form in which text is stored: plain, with `\\n` line ends and no stray characters."""

import re
import unicodedata
from html import unescape

LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028]")
STRAY = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff"
    "\u00ad\u200b\u2060-\u2064\u180e\U000e0000-\U000e0fff"
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]"
)
"""What no reader sees, wherever it stands: control characters but tab and line end, byte order
marks, soft hyphens and blanks without width, tags and variation selectors that can hide whole
sentences, and marks of direction, which can show a text in another order than it is stored in."""

JOINERS = re.compile("(?<![^\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u024f])")
"""Joiners where no letter or emoji of a script that uses them stands on both sides."""

BREAK_TAGS = re.compile(r"</?(?:br|p|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)
INLINE_TAGS = re.compile(
    r"</?(?:abbr|a|b|cite|code|em|font|i|mark|q|small|span|strong|sub|sup|s|u|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&#?\w{1,31};")
MAX_LINE = 500
"""Characters of a title, a publisher or an author that are kept."""

LONG_LINE = 10_000
"""Characters of a line that is no title, whatever tags and blanks may be in it."""

HEADLINE = 80
"""Characters of the first sentence that stand in for a title."""

SENTENCE_END = re.compile(r"(?<=.{20}\w[.!?])\s")


def clean(text: str) -> str:
    """`text` as it is stored; cleaning it again changes nothing.

    Line ends become `\\n`, trailing blanks and more than one blank line together go, as does
    what no reader sees (`STRAY`); a lone surrogate, which no file or database takes, becomes
    U+FFFD.
    """
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = STRAY.sub("", LINE_ENDS.sub("\n", text))
    if "\u200c" in text or "\u200d" in text:  # looking for them costs more than all else
        text = JOINERS.sub("", text)
    text = "\n".join(line.rstrip() for line in text.replace("\u2029", "\n\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def one_line(value: object) -> str:
    """`value` as one plain line of at most `MAX_LINE` characters, "" for what is no text.

    Tags and entities, which feeds leave in titles and names, are taken away.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    plain = INLINE_TAGS.sub("", BREAK_TAGS.sub(" ", clean(str(value))))
    plain = clean(ENTITY.sub(lambda entity: unescape(entity[0]), plain))
    return " ".join(plain.split())[:MAX_LINE].rstrip()


def without_title(text: str, title: str | None) -> str:
    """`text` without its first line where that is the title."""
    first, _, rest = text.partition("\n")
    if not title or len(first) > LONG_LINE:
        return text
    same = one_line(first).casefold() == one_line(title).casefold()
    return rest.strip() if same else text


def headline(text: str) -> str:
    """A title for a text that has none: its first sentence, cut at a word, with an ellipsis."""
    line = text[:LONG_LINE].partition("\n")[0]
    first = one_line(SENTENCE_END.split(line, maxsplit=1)[0])
    if len(first) <= HEADLINE:
        return first
    cut = first[:HEADLINE].rpartition(" ")[0] or first[:HEADLINE]
    return cut.rstrip(" ,;:–—-") + "…"


def folded(text: str) -> str:
    """`text` on one line and without accents, as tables of names have it."""
    parts = unicodedata.normalize("NFKD", " ".join(text.split()))
    return "".join(part for part in parts if not unicodedata.combining(part))
