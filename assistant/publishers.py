"""The publishers that a question names: those that the library has, and those that it has not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.names import WORD, Name, key, names_of
from assistant.language.words import ranks

COMMON = 1500
"""Words of a lower rank by frequency name no publisher in lower case: people, science, time."""
LONGEST = 12
"""Words of the longest name that is looked for."""

_NOUN = (
    r"(?:articles?|reports?|reporting|coverage|story|stories|pieces?|feature|interview|editorial"
    r"|column|op-ed|review|analysis|forecasts?|study|paper|newspaper|information|post)"
)
_VERB = (
    r"(?:says?|said|reports?|reported|writes?|wrote|written|claims?|claimed|describes?|described"
    r"|mentions?|mentioned|suggests?|suggested|argues?|argued|states?|stated|notes?|noted|covers?"
    r"|covered|credits?|credited|publish(?:es|ed)?|reveals?|revealed|predicts?|predicted)"
)
_PAST = (
    r"(?:reported|published|mentioned|covered|described|discussed|detailed|written|quoted|cited"
    r"|highlighted|noted|featured|stated|predicted|outlined|portrayed|claimed|revealed|appeared"
    r"|read|said|profiled|interviewed)"
)
_OPEN = r"\s+(?:both\s+)?[\"'“‘]?(?:(?:the|an?)\s+)?[\"'“‘]?$"

BEFORE = re.compile(
    rf"\b(?:according\s+to|(?:as\s+)?per|(?:{_NOUN}|another|one)\s+(?:by|in|from|on)"
    rf"|{_PAST}\s+(?:by|in|on|from)){_OPEN}",
    re.I,
)
"""What attributes a statement to the name that follows."""
AFTER = re.compile(
    rf"[\"'”’]?(?:\s+magazine|\s+newspaper)?(?:(?:['’]s?)\s+(?:\w+\s+)?{_NOUN}|\s+{_NOUN}"
    rf"|\s+(?:(?:also|has|had|have|recently)\s+)?{_VERB})\b",
    re.I,
)
"""What attributes a statement to the name before it."""
BETWEEN = re.compile(r"[\"'”’]?\s*(?:,|,?\s*(?:and|or|&))\s*[\"'“‘]?(?:the\s+)?[\"'“‘]?", re.I)
"""What stands between two names of a list."""
IN_THE = re.compile(r"\bin\s+[\"'“‘]?the\s+[\"'“‘]?$", re.I)
ARTICLE_IN = re.compile(rf"\barticles?\s+(?:in|from){_OPEN}", re.I)
ARTICLE = re.compile(r"[\"'”’]?(?:['’]s?)?\s+articles?\b")
PARTY_BEFORE = re.compile(
    r"\b(?:own(?:s|ed)?|owner\s+of|bought|buys?|acquired?|sue[sd]?|suing|against|(?:CEO|editor)\s+of"
    r"|works?\s+(?:at|for))\s+(?:the\s+)?$",
    re.I,
)
PARTY_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:sue[sd]?|suing|lawsuit|vs?\.?|CEO|editor|owners?|employees?|staff|union)\b"
)
"""What makes a publisher the subject of a question, like any company."""
GOES_ON = re.compile(r"\s+(?:of\s+[A-Z]|\d)")
"""What makes a word part of another name: "Age of Empires", "Fortune 500"."""
OF = re.compile(r"\s+of\b")
NAME = re.compile(r"\s+[A-Z]")
BEFORE_WORD = re.compile(r"\b[A-Z]\w*\s+$")
THE = re.compile(r"\bthe\s+[\"'“‘]?$", re.I)

GAP = re.compile(r"\s+|\s*[|:&–—-]\s*|[.'’]")
_CAPITAL = r"[A-Z][^\W_]*(?:[.&-][^\W_]+)*"
RUN = re.compile(rf"(?<![\w.]){_CAPITAL}(?:\s+(?:(?:of|&)\s+)?{_CAPITAL})*")
LEADS = re.compile(
    r"(?:(?:The|An?|Do|Does|Did|Is|Are|Was|Were|Has|Have|Had|Can|Could|Will|Would|Should|What|Which"
    r"|Who|When|Where|Why|How|After|Before|Between|In|On|By|From|For|To|As|And|Both|According|Per"
    r"|Considering|If|While|Since)\s+)+"
)
PAPER = re.compile(
    r"times|post|news|herald|gazette|journal|tribune|courier|chronicle|telegraph|observer|mail"
    r"|mirror|standard|star|globe|press|review|weekly|daily|echo|argus|examiner|bulletin|inquirer"
    r"|sentinel|dispatch",
    re.I,
)
MEDIA = re.compile(
    r"media|magazine|insider|wire|digest|today|business|sports|world|online|blog", re.I
)
"""Last words of publishers' names, some telling less than others."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name stands in a text."""

    start: int
    end: int
    name: Name


def named(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The known publishers that a text names, in order, also in lower case where that is safe."""
    return tuple(dict.fromkeys(name for each in named_each(text, known) for name in each))


def named_each(text: str, known: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """For each of the names in a text which of the known publishers go by it: a BBC has several."""
    mentions = _mentions(text, tuple(known))
    return tuple(dict.fromkeys(mention.name.known for mention in mentions if mention.name.known))


def places(text: str, known: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a text names publishers, known or not: from, to."""
    yield from ((mention.start, mention.end) for mention in _mentions(text, tuple(known)))


def unknown(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The publishers that a text names and the library has not, in order.

    They are on the list that comes with the code, or stand where only a publisher does: "the
    Daily Wombat reported". "An X report" alone is not enough, it may be any institution's.
    """
    mentions = [mention for mention in _mentions(text, tuple(known)) if not mention.name.known]
    return tuple(dict.fromkeys(mention.name.title for mention in mentions if mention.name.title))


def _mentions(text: str, known: tuple[str, ...]) -> list[Mention]:
    names = names_of(known)
    found = list(_looked_up(text, names))
    new = [
        mention
        for mention in _unlisted(text)
        if key(mention.name.written) not in names
        and not any(o.start <= mention.start and mention.end <= o.end for o in found)
    ]
    found = [o for o in found if not any(n.start < o.end and o.start < n.end for n in new)]
    result: list[Mention] = []
    for mention in sorted(found + new, key=lambda mention: mention.start):
        last = result[-1].end if result else None
        listed = last is not None and BETWEEN.fullmatch(text, last, mention.start)
        if mention in new or _counts(text, mention, listed=bool(listed)):
            result.append(mention)
    return result


def _looked_up(text: str, names: dict[str, Name]) -> Iterator[Mention]:
    """The longest name at each word; the same name however it is cut: Tech Crunch."""
    words = list(WORD.finditer(text))
    i = 0
    while i < len(words):
        longest, looked_up = None, ""
        for j in range(i, min(i + LONGEST, len(words))):
            if j > i and not GAP.fullmatch(text, words[j - 1].end(), words[j].start()):
                break
            looked_up += words[j].group().casefold()
            if looked_up in names:
                longest = j, names[looked_up]
        if longest:
            yield Mention(words[i].start(), words[longest[0]].end(), longest[1])
        i = longest[0] + 1 if longest else i + 1


def _counts(text: str, mention: Mention, *, listed: bool) -> bool:
    """Whether a name that stands in a text names the publisher there."""
    name, core = mention.name, text[mention.start : mention.end]
    capital = _capital(core, name) and not text.isupper()
    if _is_word(core, name) and (GOES_ON if capital else OF).match(text, mention.end):
        return False
    attributed = listed or _attributed(text, mention.start, mention.end)
    if capital and not _opens(text, mention):
        return _counts_capital(text, mention, attributed=attributed)
    if attributed and _is_word(core, name):
        article = THE.search(
            text, max(0, mention.start - 10), mention.start
        ) and name.written.startswith("The ")
        return bool(article or _rank(core) >= COMMON) and (bool(name.known) or not name.word)
    return attributed or _unmistakable(core, name)


def _counts_capital(text: str, mention: Mention, *, attributed: bool) -> bool:
    """The same for a name in capitals: a library's own counts alone, a word only attributed."""
    name, core = mention.name, text[mention.start : mention.end]
    article = THE.search(text, max(0, mention.start - 10), mention.start)
    if not name.known and name.word:
        whole = not name.written.startswith("The ") or (article and article[0][0] == "T")
        return attributed and bool(whole) and not _is_part(text, mention)
    if attributed:
        return True
    if name.written.startswith("The ") and _is_word(core, name) and not article:
        return False
    return bool(name.known) or not _is_party(text, mention)


def _is_part(text: str, mention: Mention) -> bool:
    """Whether a word is part of a longer name: Michael Bloomberg, Time Warner."""
    before = BEFORE_WORD.search(text, max(0, mention.start - 40), mention.start)
    follows = before and not LEADS.fullmatch(before[0])
    alone = len(WORD.findall(text, mention.start, mention.end)) == 1
    return alone and bool(follows or NAME.match(text, mention.end))


def _is_word(core: str, name: Name) -> bool:
    """Whether a name, without its article, is a single word that also means something else."""
    return len(WORD.findall(core)) == 1 and (name.word or core.lower() in ranks())


def _rank(core: str) -> int:
    return ranks().get(core.lower(), len(ranks()))


def _opens(text: str, mention: Mention) -> bool:
    """Whether a common word stands first, where every word has a capital: "People say"."""
    before, core = text[: mention.start], text[mention.start : mention.end]
    return not before.strip("\"'“‘ ") and _rank(core) < COMMON


def _capital(core: str, name: Name) -> bool:
    """Whether a name is written as one, not like common words."""
    if WORD.findall(name.written)[-1].isupper() and len(core) < 5:
        return core.isupper() or not name.written.isupper()
    return not re.search(r"(?<![\w.'’])[a-z]\w{3}", core) and not core[0].islower()


def _unmistakable(core: str, name: Name) -> bool:
    """Whether a name in lower case can be nothing else: a rare word, or the like of some News."""
    words = WORD.findall(core.lower())
    rare = any(word not in ranks() and len(word) > 2 for word in words)
    return not (name.word and len(words) == 1) and (
        rare or (len(words) > 1 and PAPER.fullmatch(words[-1]) is not None)
    )


def _attributed(text: str, start: int, end: int) -> bool:
    return bool(BEFORE.search(text, max(0, start - 60), start) or AFTER.match(text, end))


def _is_party(text: str, mention: Mention) -> bool:
    before = PARTY_BEFORE.search(text, max(0, mention.start - 40), mention.start)
    return bool(before or PARTY_AFTER.match(text, mention.end))


def _unlisted(text: str) -> Iterator[Mention]:
    """Names that are on no list and stand where a publisher does."""
    for run in RUN.finditer(text):
        lead = LEADS.match(text, run.start(), run.end())
        start, end = lead.end() if lead else run.start(), run.end()
        title, before = text[start:end], max(0, start - 60)
        if _is_paper(title):
            told = _attributed(text, start, end) or IN_THE.search(text, before, start)
        else:
            told = ARTICLE.match(text, end) or ARTICLE_IN.search(text, before, start)
            told = told if _may_be_publisher(title, text) else None
        if told:
            yield Mention(start, end, Name(title, title, word=False))


def _is_paper(title: str) -> bool:
    words = title.lower().split()
    ends = PAPER.fullmatch(words[-1]) or words[0] == "daily" or words[:2] == ["times", "of"]
    return (len(words) > 1 and bool(ends)) or title.lower().endswith((".com", ".net", ".org"))


def _may_be_publisher(title: str, text: str) -> bool:
    """Whether a name may be a publisher's rather than what the article is about."""
    words = title.split()
    if len(words) > 1:
        return MEDIA.fullmatch(words[-1]) is not None
    rare = title.isalpha() and not title.isupper() and title.lower() not in ranks()
    return rare and len(re.findall(rf"\b{title}\b", text)) == 1
