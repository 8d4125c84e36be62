"""Saying a sentence otherwise without a change of what it says: by whom it is reported and when,
its figures, dates and denials in other forms, the words that lead on left out.

Each way takes a sentence, its article and a random number generator, and gives the sentence retold,
or `None` where it has nothing to retell.
"""

import random
import re
from collections.abc import Callable

from assistant.language import times
from assistant.language.polarity import spelt_out
from assistant.quote import in_words
from benchmarks.support.plant import MONTHS, lowered, put
from index.article import Article, day, iso

Way = Callable[[str, Article, random.Random], str | None]

FRAMES = (
    "The article says that {}",
    "The article mentions that {}",
    "According to the article, {}",
    "As stated in the article, {}",
    "It was reported that {}",
    "In addition, {}",
)
OF_PUBLISHER = (
    "According to {by}, {}",
    "{by} reports that {}",
    "As reported by {by}, {}",
    "According to an article in {by}, {}",
)
OF_DAY = (
    "On {on}, {by} reported that {}",
    "{by} reported on {on} that {}",
    "According to {by} ({on}), {}",
    "In an article of {on}, {by} reported that {}",
)
ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
TENS = ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
COUNT = re.compile(r"(?<![\w.,:$£€₹#/–-])(?:[2-9]|[1-9]\d)(?![\w,:/%'’–-]|\.\d)")
SPELT = re.compile(rf"(?<![\w-])(?:{'|'.join([*ONES[2:], *TENS[2:]])})(?![\w-]| of |s\b)")
WHOLE = re.compile(r"\b(is|are|was|were|do|does|did|has|have|had|would|could) not\b")
QUOTES = re.compile(r"[“”\"]")
LEADS = re.compile(r"(?:But|And|However,|Meanwhile,|Still,|Yet|So|Instead,|Also,|Indeed,) (?=\w)")
SAME = (
    (re.compile(r"\bsaid\b(?! (?:to|in|on) )"), "stated"),
    (re.compile(r"\bmore than (?=[$£€\d])"), "over "),
    (re.compile(r"\babout (?=[$£€]?\d)"), "around "),
    (re.compile(r"\bnearly (?=[$£€]?\d)"), "almost "),
    (re.compile(r"\bas well as\b"), "and"),
    (re.compile(r"\bstarted (?=in|on|at|to|with)"), "began "),
)
"""Words, and others for the same."""


def in_a_frame(text: str, article: Article, rng: random.Random) -> str | None:
    """With what a model puts around it."""
    published = iso(article.published)
    on = in_words(published) if published else ""
    frames = [*FRAMES]
    if article.publisher:
        frames += [*OF_PUBLISHER, *(OF_DAY if on else ())]
    return rng.choice(frames).format(lowered(text), by=article.publisher, on=on)


def figure_in_words(text: str, article: Article, rng: random.Random) -> str | None:
    """With a figure up to 99 in words."""
    found = list(COUNT.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    tens, ones = divmod(int(one[0]), 10)
    spelt = (
        ONES[int(one[0])] if tens < 2 else "-".join([TENS[tens], *ONES[ones : ones + (ones > 0)]])
    )
    return put(text, one, spelt)


def figure_in_digits(text: str, article: Article, rng: random.Random) -> str | None:
    """With a number in words in digits."""
    found = list(SPELT.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    return put(text, one, str(ONES.index(one[0]) if one[0] in ONES else 10 * TENS.index(one[0])))


def share_otherwise(text: str, article: Article, rng: random.Random) -> str | None:
    """With per cent for %, or the reverse."""
    told = text.replace("%", " per cent")
    return _changed(re.sub(r" per ?cent\b", "%", text) if told == text else told, text)


def denied_in_full(text: str, article: Article, rng: random.Random) -> str | None:
    """With did not for didn't."""
    return _changed(spelt_out(text), text)


def denied_in_short(text: str, article: Article, rng: random.Random) -> str | None:
    """With didn't for did not."""
    told = re.sub(r"\b(?:cannot|can not)\b", "can't", text.replace("will not", "won't"))
    return _changed(WHOLE.sub(r"\1n't", told), text)


def weekday_as_date(text: str, article: Article, rng: random.Random) -> str | None:
    """With the day of the month for a day of the week, or yesterday."""
    published = day(article.published)
    for one in times.times(text, published) if published else ():
        days, word = {bound for span in one.spans for bound in span}, text[one.start : one.end]
        before = text[: one.start]
        plain = re.fullmatch(r"(?:[A-Z][a-z]+day|yesterday)", word)
        if len(days) == 1 and plain and not re.search(r"\b(?:last|next|this|the|every) $", before):
            (on,) = days
            led = re.search(r"\b(?:on|since|until|by|from|before|after|of|for|to) $", before)
            dated = f"{on.day} {MONTHS[on.month - 1]} {on.year}"
            return f"{before}{'' if led else 'on '}{dated}{text[one.end :]}"
    return None


def date_in_another_order(text: str, article: Article, rng: random.Random) -> str | None:
    """With 5 March for March 5, or the reverse."""
    month = "|".join(MONTHS)
    if found := re.search(rf"\b({month}) (\d{{1,2}})(?!\d|,? \d{{4}}|[-–])", text):
        return put(text, found, f"{found[2]} {found[1]}")
    found = re.search(rf"(?<![-–\d] )(?<![-–\d])\b(\d{{1,2}}) ({month})\b(?! \d{{4}})", text)
    return put(text, found, f"{found[2]} {found[1]}") if found else None


def without_lead(text: str, article: Article, rng: random.Random) -> str | None:
    """Without the word that leads on from the sentence before."""
    found = LEADS.match(text)
    return f"{text[found.end()].upper()}{text[found.end() + 1 :]}" if found else None


def in_other_words(text: str, article: Article, rng: random.Random) -> str | None:
    """With a word for another that says the same."""
    for pattern, other in SAME:
        told = pattern.sub(other, text, count=1)
        if told != text:
            return told
    return None


def _changed(told: str, text: str) -> str | None:
    return told if told != text else None


WAYS: tuple[Way, ...] = (in_a_frame, without_lead)
"""Those that leave the words themselves as they are, also where somebody is quoted."""
WORDED: tuple[Way, ...] = (
    *(figure_in_words, figure_in_digits, share_otherwise, denied_in_full, denied_in_short),
    *(weekday_as_date, date_in_another_order, in_other_words),
)


def ways(text: str) -> tuple[Way, ...]:
    """Those that may be tried on a sentence."""
    return WAYS if QUOTES.search(text) else WAYS + WORDED
