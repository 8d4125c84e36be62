"""What stands around a claim and is no part of it: that an article says so, when it was published
and by whom, the number of a list, “in summary”.

To the small model each is one more thing that is not said there: “On 5 March 2024, The Courier
reported that …” takes nine off the logit of a sentence that is otherwise word for word.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.claims.source import Source
from assistant.language import times as days
from assistant.language.names import go_by
from assistant.language.times import A_DATE

TELLS = (
    r"(?:reports?|reported|writes|wrote|says?|said|notes|noted|states?|stated|adds|added"
    r"|explains|explained|tells us|tells|has it|mentions?|mentioned|confirms?|confirmed|describes"
    r"|indicates?|indicated|reveals|revealed|points out|pointed out|highlights|shows?"
    r"|makes (?:it )?clear)"
)
_TOLD = r"(?:reported|stated|noted|mentioned|written|described)"
_KIND = r"(?:article|report|text|story|piece|source|passage|evidence|excerpt)"
_ON = rf"(?:,? (?:on|of|in|from|dated|published (?:on|in)) {A_DATE}| \({A_DATE}\))?"
_ANY = r"(?P<by>[^,()]{2,70}?)"
_BY = r"(?P<by>[A-Z][^,()]{1,60}?)"
"""Who reports it: anything, or a name."""
_THE = r"(?:[Tt]he|[Tt]his|[Tt]hese|[Aa]n?|[Oo]ne)"
_BEFORE = (
    rf"(?:On {A_DATE},? |In an? {_KIND} (?:of|from|dated|published (?:on|in)) {A_DATE}, )?{_BY}"
    rf"{_ON} (?:also )?{TELLS}{_ON}(?: that |: )",
    rf"{_BY} (?:says|said|writes|wrote) (?=(?:the|there|[A-Z]\w+)\s)",
    rf"(?:On {A_DATE},? )?[Ii]t (?:was|is|has been) {_TOLD}{_ON} that ",
    rf"(?:According to|Citing|As {_TOLD} (?:by|in)|As per|Per|Based on|In|From) {_ANY}{_ON}, "
    rf"(?:it is {_TOLD} that |we learn that |the {_KIND} {TELLS} that )?",
    rf"As {_ANY} {TELLS}{_ON}, ",
    rf"As {_TOLD} on {A_DATE}, ",
)
_BEHIND = (
    rf",? (?:according to|as {_TOLD} (?:by|in)|per) {_ANY}{_ON}",
    rf",? {TELLS} {_BY}{_ON}",
    rf", (?P<by>(?:the|[A-Z])[^,()]{{1,60}}?) {TELLS}{_ON}",
    rf" [(\[](?P<by>[A-Z][^,()\[\]]{{1,60}}?)(?:, {A_DATE})?[)\]]",
)
LEADING = tuple(re.compile(rf"^{one}(?=[^\W_]|[“\"‘'$£€(])") for one in _BEFORE)
TRAILING = tuple(re.compile(rf"{one}(?=\.?$)") for one in _BEHIND)
"""Who reports a claim and when, before it and behind it."""
TITLED = re.compile(
    rf"^(?:According to |In )?{_THE} {_KIND},? (?:titled|entitled|headlined|called) [“\"‘']",
    re.IGNORECASE,
)
"""What stands before the title of an article in such a frame."""
LISTED = re.compile(r"^\W{0,3}\d{1,2}[.)]\s+(?=[^\W\d])")
"""The number of a list: "2. The bridge". It is no figure that a claim says."""
ANSWERED = re.compile(
    r"^(?:(?:Yes|No)\b[,.:;–—-]+\s+|(?:In (?:summary|conclusion|short|addition)|Overall|Moreover"
    r"|Additionally|Furthermore|Specifically|To answer your question|To sum up),\s+)(?=[^\W\d])"
)
"""What answers the question or leads on: “Yes, the bridge is shut”, “In addition, …”. A source does
not know what was asked."""
_WHAT_IS_READ = re.compile(
    rf"{_THE} (?:(?:provided|given|cited|quoted|above) )?(?P<kind>{_KIND})s?"
    r"(?: (?:provided|above))?",
    re.IGNORECASE,
)
"""What a model calls what it has read."""
_PIECE = (
    r"(?:(?:an?|the) (?:\w+ )?(?:report|story|article|piece|column|interview) (?:published )?"
    r"(?:of|in|by|from) )"
)
_DETAIL = re.compile(
    r"[’']s (?:\w+ )?(?:report|story|article|account|coverage|piece)\b.*$| (?:of|on|in) .*$"
    rf"|^{_PIECE}|^(?:report|story|article|piece) (?:of|in|by) "
    r"| (?:report|story|article|piece)$|,.*$",
    re.IGNORECASE,
)
"""What stands beside the name of who reports it, and of nobody else."""


def unframed(claim: str, sources: Sequence[Source]) -> str:
    """A claim without what stands around it, as far as that is right: the title, the publisher and
    the day of one of its sources, and “the article says” of one that speaks of no article."""
    told = LISTED.sub("", claim)
    if not any(ANSWERED.match(one.text) for one in sources):
        told = ANSWERED.sub("", told)
    if found := TITLED.match(told):
        titles = [one.title for one in sources if one.title]
        titled = (_titled(title).match(told, found.end()) for title in titles)
        told = next((told[match.end() :] for match in titled if match), told)
    for pattern in (*LEADING, *TRAILING):
        match = pattern.search(told)
        if match and _is_right(match, sources):
            told = f"{told[: match.start()]}{told[match.end() :]}"
    return told


def named_in(claim: str) -> Iterator[re.Match[str]]:
    """What stands around a claim and names who reports it, in the group `by`."""
    for pattern in (*LEADING, *TRAILING):
        if (match := pattern.search(claim)) and match.groupdict().get("by"):
            yield match


def _titled(title: str) -> re.Pattern[str]:
    """A title in any quotation marks, with what stands between it and a claim."""
    words = r"\W+".join(re.findall(r"\w+", title))
    return re.compile(
        rf"\W*{words}[^\w\s]*(?: (?:also )?{TELLS}(?: that |: )| )(?=[^\W_])", re.IGNORECASE
    )


def _is_right(match: re.Match[str], sources: Sequence[Source]) -> bool:
    """Whether a frame tells of one of some sources what is so."""
    by = match.groupdict().get("by")
    read = _WHAT_IS_READ.fullmatch(by or "a report")  # “it was reported that” names nobody
    if not read:
        return any(_is_of(match[0], by, one) for one in sources)
    if any(re.search(rf"\b{read['kind']}", one.text, re.IGNORECASE) for one in sources):
        return False  # the text speaks of such a thing itself
    dated = bool(days.times(match[0], None))
    return not dated or any(_is_of(match[0], None, one) for one in sources)


def _is_of(frame: str, by: str | None, one: Source) -> bool:
    """Whether a frame has the publisher or author of a source, if it names one, and no day but that
    on which it was published."""
    header = days.times(one.published.isoformat(), None) if one.published else ()
    named = by is None or any(go_by(_DETAIL.sub("", by), name) for name in one.by)
    return named and all(days.says(on, header) for on in days.times(frame, one.published))
