"""What a claim must share with what it cites, by exact rule: figures, dates, names, quoted phrases,
publishers. Who did what, and whether it is denied, words cannot tell; `assistant.models.support`
does."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from assistant.claims import copied, modality, roles, scope
from assistant.claims.claimed_dates import told_as_then, wrong_dates
from assistant.claims.claimed_figures import (
    counts_of_others,
    goes_the_other_way,
    is_count,
    wrong_numbers,
)
from assistant.claims.claimed_names import are_elsewhere, are_one_name, are_unnamed, wrong_names
from assistant.claims.computed import are_computed
from assistant.claims.crossed import crossed
from assistant.claims.frames import TELLS, named_in, unframed
from assistant.claims.given import to_another
from assistant.claims.heads import of_another
from assistant.claims.passive import converse, from_other_side, in_active
from assistant.claims.qualified import unqualified
from assistant.claims.source import Source
from assistant.claims.speakers import leaves_out_speaker, speaker_first
from assistant.claims.stages import gone_further
from assistant.claims.still import holds_no_more, told_as_lasting
from assistant.claims.tested import leaves_out_subjects
from assistant.claims.ways import turned_back
from assistant.language import polarity
from assistant.language.names import blanked, go_by, key, names_of
from assistant.language.offices import holder_first, without_stops, wrong_offices
from assistant.language.taken_back import is_taken_back

Fault = Literal[
    "number",
    "count",
    "computed",
    "date",
    "name",
    "context",
    "unnamed",
    "quote",
    "publisher",
    "address",
    "direction",
    "title",
    "negation",
    "stage",
    "head",
    "since",
    "way",
    "role",
    "order",
    "place",
    "crossed",
    "cause",
    "reason",
    "speaker",
    "modality",
    "scope",
]

QUOTED = re.compile(r"[“\"]([^“”\"]{2,})[”\"]|‘([^‘’]{8,})’")
ADDRESS = re.compile(
    r"\b(?:https?|ftp|mailto|javascript|vbscript|data):[^\s)>\]]+|\bwww\.[^\s)>\]]+"
    r"|(?<=\]\()[^\s)]+|[\w.+-]+@[\w-]+\.[\w.]+|\b(?:[\w-]{2,}\.)+[a-z]{2,}/[^\s)>\]]*",
    re.IGNORECASE,
)
"""Where a reader is sent: a page, a mailbox, the target of a link."""
CAUSES = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result of|caused|led to|prompted by)\b",
    re.IGNORECASE,
)
CAUSED = re.compile(
    rf"{CAUSES.pattern}|\b(?:as|since|over|for|so|to|blam\w*|result\w*|reason\w*"
    r"|forc\w*|trigger\w*|driv\w*|drove|mean\w*|cost|sparked|thus|therefore|why|make|makes|made"
    r"|caus\w*|prompt\w*|lead\w*|allow\w*|help\w*|spark\w*|attribut\w*)\b",
    re.IGNORECASE,
)
"""What a text may say a cause with: a claim that has one for a text without is put together."""
REASON = re.compile(
    r"\b(?:because(?: of)?|owing to|thanks to|as a result of)\s(?P<reason>[^,;.]+)", re.IGNORECASE
)
"""A reason: one that has no word of a text is none of its."""
NEAR = 0.5
"""The least share of a claim's words that its source has too, for its order to be compared."""
CLOSE = 0.8
"""The same where one thing alone has another's part: a claim in words of its own has its own order
too. Where two took each other's, `NEAR` is enough. Of 320 true claims written by hand this holds
back 8 (with `NEAR` for both 31), of 174 false ones 20 (25)."""
TURNED = 0.6
"""The share of the other words of a clause that its source has too, for one of it to turn it round.
Of the true ones it holds back 6 (with `NEAR` of the whole claim 9), of the false ones 21 (22)."""
OF_TITLES = 0.3
"""The same of titles, where they alone have the opposite."""
ASKS = re.compile(r"\b(?:ask\w*|question\w*|wonder\w*|whether|wants? to know)\b", re.IGNORECASE)
"""What in a claim tells of a question as one."""


def faults(claim: str, sources: Sequence[Source], publishers: Iterable[str] = ()) -> list[Fault]:
    """What in a claim its sources do not say, without repetition.

    Args:
        publishers: those of the library; their names are known beside the well-known ones.
    """
    return list(each_fault(claim, sources, publishers))


def each_fault(
    claim: str, sources: Sequence[Source], publishers: Iterable[str] = ()
) -> Iterator[Fault]:
    """What `faults` gives, one by one: whoever needs only the first, or the first that is sure,
    pays for no more."""
    whole, claim = claim, unframed(claim, sources)
    articles = [source.article or source.text for source in sources]
    said = polarity.spelt_out(" ".join(f"{source.title}. {source.text}" for source in sources))
    titles = ". ".join(dict.fromkeys(source.title for source in sources))
    text = polarity.spelt_out(" ".join(source.text for source in sources))
    alone = polarity.spelt_out(_as_sentence(claim))
    unnamed = blanked(claim, [name for source in sources for name in source.by])
    figure = cache(lambda: _wrong_figure(unnamed, alone, text, sources))
    name = cache(lambda: _wrong_name(claim, alone, text, sources))
    turned = cache(lambda: _turned_round(alone, text, titles))
    rules: dict[Fault, Callable[[], object]] = {
        "number": lambda: figure() == "number",
        "count": lambda: figure() == "count",
        "computed": lambda: figure() == "computed",
        "date": lambda: wrong_dates(unnamed, sources),
        "name": lambda: name() == "name" or wrong_offices(claim, articles),
        "context": lambda: name() == "context",
        "unnamed": lambda: name() == "unnamed",
        "quote": lambda: wrong_quotes(claim, sources),
        "publisher": lambda: wrong_publishers(whole, sources, publishers),
        "address": lambda: wrong_addresses(claim, sources),
        "direction": lambda: turned() == "direction",
        "title": lambda: turned() == "title",
        "negation": lambda: (
            polarity.denied(alone, text) and not _misread(polarity.denied, alone, text)
        ),
        "modality": lambda: (
            (_is_no_fact(alone, said, text) and not _misread(_is_less, alone, text))
            or _is_told_otherwise(claim, text)
            or holds_no_more(claim, articles)
        ),
        "stage": lambda: gone_further(alone, said),
        "head": lambda: of_another(alone, text),
        "since": lambda: told_as_then(claim, sources),
        "way": lambda: turned_back(alone, text),
        "crossed": lambda: crossed(alone, text),
        "scope": lambda: scope.told_of_all(alone, said) or scope.told_as_sole(alone, said),
    }
    free = True
    for fault, found in rules.items():
        if found():
            free = False
            yield fault
    parts = _other_parts(alone, text, polarity.overlap(alone, said))
    if parts == "role" and _misread(_exchanges, alone, text):
        parts = None
    if parts:
        yield parts
    if free and (put_in := _put_in(alone, text, said)):
        yield from put_in
    elif free and not parts and leaves_out_speaker(alone, sources):
        yield "speaker"


def _wrong_figure(unnamed: str, alone: str, text: str, sources: Sequence[Source]) -> Fault | None:
    """What the figures of a claim are that no source says: others ("number"), a few things that a
    reader may have counted, or what follows from those that are there."""
    wrong = wrong_numbers(unnamed, sources)
    others = [one for one in wrong if not is_count(one, unnamed, text)]
    if not others:
        return "count" if wrong else None
    put_in = copied.replaced(alone, text)
    return "computed" if not put_in and are_computed(others, unnamed, sources) else "number"


def _wrong_name(claim: str, alone: str, text: str, sources: Sequence[Source]) -> Fault | None:
    """What the names of a claim are that no source has: others ("name"), names of things that the
    rest of the article has ("context"), or of somebody in it where the source speaks of nobody else
    ("unnamed")."""
    wrong = wrong_names(claim, sources)
    if not wrong:
        return None
    if are_elsewhere(wrong, sources):
        return "context"
    other = copied.replaced(alone, text)
    put_in = other and other.kind == "name"
    return "unnamed" if not put_in and are_unnamed(wrong, claim, sources) else "name"


def _misread(rule: Callable[[str, str], bool], claim: str, text: str) -> bool:
    """Whether a rule takes both a claim and a sentence of a text to speak against themselves: then
    it tells nothing of them. Of 12,000 sentences of news 74 were taken so by one of three."""
    return rule(claim, claim) and any(
        rule(one, one) for one in polarity.BETWEEN.split(without_stops(text))
    )


def _is_less(claim: str, text: str) -> bool:
    return _is_no_fact(claim, text, text)


def _exchanges(claim: str, text: str) -> bool:
    return _other_parts(claim, text, 1.0) == "role"


def _is_no_fact(claim: str, said: str, text: str) -> bool:
    """Whether a claim tells with less what its sources tell with something that takes from it."""
    return bool(
        modality.told_as_more(claim, said)
        or is_taken_back(claim, text)
        or unqualified(claim, said)
        or leaves_out_subjects(claim, text)
        or told_as_lasting(claim, text)
    )


def _put_in(claim: str, text: str, said: str) -> list[Fault]:
    """What is put into a claim that no other rule speaks against: a word in a copied sentence, or a
    cause that nobody names."""
    if (other := copied.replaced(claim, text)) and not are_one_name(other):
        return [other.kind]
    if CAUSES.search(claim) and not CAUSED.search(said):
        return ["cause"]
    made_up = any(
        polarity.telling(one["reason"]) and not polarity.overlap(one["reason"], said)
        for one in REASON.finditer(claim)
    )
    return ["reason"] if made_up else []


def _other_parts(claim: str, text: str, close: float) -> Fault | None:
    """Whether things have each other's part in a claim, or one thing perhaps another's ("order"),
    or one figure another's ("place").

    Args:
        close: the share of the claim's words that its sources have.
    """
    claim, text = (holder_first(speaker_first(one)) for one in (claim, text))
    changed = roles.changed(in_active(claim), in_active(text)) if close >= NEAR else []
    exchanged = copied.exchanged(claim, text) or copied.turned(claim, text)
    if len(changed) > 1 or exchanged or converse(claim, text):
        return "role"
    if roles.turned(claim, text) or roles.exceeded(claim) or roles.paired_otherwise(claim, text):
        return "role"
    if (
        to_another(claim, text)
        or goes_the_other_way(claim, text)
        or roles.another_does(claim, text)
        or roles.of_the_contrast(claim, text)
    ):
        return "role"
    if counts_of_others(claim, text):
        return "place"
    if not changed or close < CLOSE:
        return None
    return "place" if changed[0].lstrip("$£€")[:1].isdigit() else "order"


def _is_told_otherwise(claim: str, text: str) -> bool:
    """Whether a claim tells what a text only asks, or asks what it tells."""
    asked = all(_is_asked(one) for one in polarity.BETWEEN.split(without_stops(text)))
    return _is_asked(claim) != asked and not (asked and ASKS.search(claim))


def _is_asked(text: str) -> bool:
    return text.rstrip("”\"’' ").endswith("?")


def _turned_round(claim: str, text: str, titles: str) -> Fault | None:
    """Whether a claim says the contrary of what it has in common with a text ("direction"), also
    where titles say it that speak of the same, or perhaps only of what other titles do ("title"):
    “New bridge to be built” is no contrary of the old bell."""
    said = f"{titles}. {text}"
    turned = {
        word
        for word in polarity.turned(claim, said)
        if not any(
            from_other_side(claim, said, word, other)
            for other in polarity.opposites().get(word, ())
        )
    }
    if not turned:
        return None
    by_text = set(polarity.turned(claim, text))
    clauses = [part for part in re.split(r"[,;]\s", claim) if polarity.telling(part) > 1]
    found: Fault | None = None
    for part in (*clauses, claim):
        own = turned.intersection(polarity.words(part))
        if own and polarity.overlap(part, said, [*turned]) >= TURNED:
            if own & by_text or polarity.overlap(part, titles, [*turned]) >= OF_TITLES:
                return "direction"
            found = "title"
    return found


def wrong_quotes(claim: str, sources: Sequence[Source]) -> list[str]:
    """The quoted phrases of a claim, of two words or more, that stand in no source."""
    said = [_plain(f"{source.text} {source.title}") for source in sources]
    wrong = []
    for match in QUOTED.finditer(claim):
        phrase = match[1] or match[2]
        parts = [_plain(part) for part in re.split(r"…|\.\.\.|\[[^\]]*\]", phrase)]
        for part in parts:
            if len(part.split()) > 1 and not any(f" {part} " in f" {text} " for text in said):
                wrong.append(phrase)
                break
    return wrong


def _plain(text: str) -> str:
    """The words of a text with single blanks between them, without case and apostrophes."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("’", "").replace("'", "")))


def wrong_publishers(
    claim: str, sources: Sequence[Source], publishers: Iterable[str] = ()
) -> list[str]:
    """The publishers that a claim says report it, and that have no part in its sources."""
    own = [name for source in sources for name in source.by]
    known = set(names_of(tuple(publishers))) | {key(one) for one in own}
    wrong = []
    for match in named_in(claim):
        for name in re.split(r",? and |, | or ", re.sub(r"^both ", "", match["by"])):
            mine = re.sub(r"[’']s .*$", "", name)
            other = key(mine) in known and not any(go_by(mine, o) or go_by(o, mine) for o in own)
            rest = f"{claim[: match.start()]} {claim[match.end() :]}"
            if other and not any(_is_credited(mine, rest, one.text) for one in sources):
                wrong.append(name)
    return [*dict.fromkeys(wrong)]


def _is_credited(name: str, claim: str, text: str) -> bool:
    """Whether a sentence of a text that speaks of what a claim does names itself who reports it:
    “…, according to Bloomberg”, “The Verge first reported …”."""
    own = re.escape(re.sub(r"^[Tt]he ", "", name).replace("’", "'"))
    whole = rf"(?<![\w'])(?:[Tt]he )?{own}(?!\w|\s[A-Z])"
    named = re.compile(
        rf"\b(?:[Aa]ccording to|{TELLS}(?: by| in)?|cit(?:es|ed|ing)|told) {whole}"
        rf"|{whole}(?:'s? [\w ]+)? (?:\w+ )?{TELLS}|[(\[](?:[^()\[\]]+ )?{whole}[^()\[\]]*[)\]]"
    )
    return any(
        named.search(one) and polarity.overlap(claim, one) >= TURNED
        for one in polarity.BETWEEN.split(text.replace("’", "'"))
    )


def wrong_addresses(claim: str, sources: Sequence[Source]) -> list[str]:
    """The addresses of a claim that stand in no source."""
    said = " ".join(source.text for source in sources).casefold()
    told = (match[0].casefold().rstrip(".,;:!?\"'”’") for match in ADDRESS.finditer(claim))
    return [one for one in told if one not in said]


def bare(claim: str, sources: Sequence[Source]) -> str:
    """A claim without what stands around it (`assistant.claims.frames`), as a sentence."""
    return _as_sentence(unframed(claim, sources))


def _as_sentence(text: str) -> str:
    told = text if text.endswith((".", "!", "?", "”")) else f"{text}."
    return f"{told[:1].upper()}{told[1:]}"
