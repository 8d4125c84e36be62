"""An answer without a model: the best evidence, quoted, with who published it and when."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from assistant.answer import Citation, Evidence, Reason, Searched, Sentence, Turn, day_of
from assistant.dates import Span
from assistant.evidence import NUMBER
from assistant.language.opinion import is_opinion
from assistant.language.times import Time, says, times
from assistant.question import REPORTED, Named, Question

MOST = 3
"""Quotes in an answer."""
OF_ONE = 2
"""Quotes of one article: the third is another's."""
Place = tuple[str, str, int, int]
"""An article's id, of which version, and where in it something begins and ends."""
Shares = tuple[float, float, float]
WORTH: Shares = (1.0, 0.1, 0.3)
"""The first, second and third quote have at least this share of the best one's score."""
WORTH_READ: Shares = (1.0, 0.3, 0.3)
"""The same where something in particular was asked and the sentences were read closely: of 269
questions whose second sentence does not answer .64 are left with it, where a tenth leaves .85; of
22 of which it alone answers 21 are."""
DENIAL = {"not", "no", "never", "none", "nobody", "nothing", "without", "t"}
"""Words that turn a sentence round; `t` is what is left of *don't*."""
AS_GOOD = 0.5
"""The share of the best one's score from which on what was published in the time named is quoted
alone, and what is from the publishers named first."""
SET_IN = re.compile(
    r"(?:\b(in|of|since|during|by|until|till|from|for|before|after|early|late|mid|spring|summer"
    r"|autumn|winter|the)[\s-]+|\()$",
    re.IGNORECASE,
)
"""Stands before a year: the 1901 census; 1950 people are no year."""
SAME = 0.8
"""Two quotes that share this much of their words are one quote, in copies of one story."""


def choose(
    evidence: Sequence[Evidence], first: Sequence[Evidence] = (), worth: Shares = WORTH
) -> list[Evidence]:
    """At most three, best first, none saying again what another says.

    Where a sentence comes with the one before it, and that one was chosen, the two take its place.

    Args:
        evidence: the best first.
        first: what is chosen whatever its place.
        worth: the shares of the best one's score that the first, second and third have.
    """
    chosen = list(first)
    for item in evidence:
        if item.score < worth[min(len(chosen), MOST - 1)] * evidence[0].score:
            break
        within = next((n for n, other in enumerate(chosen) if _holds(item, other)), None)
        if within is not None:
            chosen[within] = item
        elif len(chosen) == MOST:
            break
        elif _adds(item, chosen):
            chosen.append(item)
    return chosen


def choose_from_each(
    firsts: Sequence[Evidence], others: Sequence[Evidence], publishers: int
) -> list[Evidence]:
    """What a question of several sides is answered with: the best of two articles, or of three
    where it names so many publishers; where there is room, what else one of them says to it.

    Args:
        firsts: the best of each article, in the order in which the articles were found.
        others: everything, the best first.
        publishers: how many the question names.
    """
    chosen: list[Evidence] = []
    for item in firsts:
        if len(chosen) == min(max(2, publishers), MOST):
            break
        if _adds(item, chosen):
            chosen.append(item)
    cited = {item.article_id for item in chosen}
    for item in others:
        if len(chosen) == MOST or item.score < WORTH[-1] * others[0].score:
            break
        if item.article_id in cited and _adds(item, chosen):
            chosen.append(item)
    return chosen


def _adds(item: Evidence, chosen: Sequence[Evidence]) -> bool:
    if sum(item.article_id == other.article_id for other in chosen) == OF_ONE:
        return False
    return not any(overlaps(item, other) or _same(item.text, other.text) for other in chosen)


def cite(number: int, evidence: Evidence) -> Citation:
    """Evidence as the citation of that number."""
    return Citation(
        number=number,
        article_id=evidence.article_id,
        version=evidence.version,
        title=evidence.title,
        publisher=evidence.publisher,
        published=evidence.published,
        url=evidence.url,
        quote=evidence.text,
        start=evidence.start,
        end=evidence.end,
    )


def numbered(evidence: Sequence[Evidence], history: Sequence[Turn]) -> tuple[Citation, ...]:
    """Evidence as citations: a number means the same one through a conversation."""
    numbers = {place(c): c.number for turn in history for c in turn.citations}
    for item in evidence:
        numbers.setdefault(place(item), max(numbers.values(), default=0) + 1)
    return tuple(cite(numbers[place(item)], item) for item in evidence)


def place(cited: Evidence | Citation) -> Place:
    """What tells what is cited from all else."""
    return cited.article_id, cited.version, cited.start, cited.end


def compose(citations: Sequence[Citation]) -> Iterator[Sentence]:
    """A sentence for each citation: who published it and when, the quote, the number."""
    for citation in citations:
        quote = " ".join(citation.quote.split())
        yield Sentence(
            f"{attribution(citation)}: “{quote}” [{citation.number}]", (citation.number,)
        )


def attribution(citation: Citation | Evidence) -> str:
    """Publisher and date as prose, and that it is an opinion where it is one; the title where the
    publisher is not known."""
    name = citation.publisher or f"“{citation.title}”"
    parts = [name, "opinion" if is_opinion(citation.title, citation.url) else None]
    parts.append(in_words(citation.published) if citation.published else None)
    return ", ".join(filter(None, parts))


def nothing(searched: Searched, reason: Reason | None, asked: Question) -> str:
    """The refusal: what was searched, and why there is no answer."""
    if not searched.articles and not searched.constraints:
        return "There are no articles yet, so there is nothing to answer from."
    if not searched.articles:
        limits, c = _limits(searched) or "there any more", searched.constraints
        known = "known to be " if c.after or c.before else ""  # some may have no date
        return f"No article{' of those chosen' if c.articles else ''} is {known}{limits}."
    what = " ".join(filter(None, (_articles(searched), _limits(searched))))
    answer = f"Nothing in {what}{_span(searched)} answers this."
    if reason == "unknown_publisher":
        return f"{answer} None of them is from {listed(asked.unknown)}."
    if reason == "outside_dates":
        dated = "those that have a date" if searched.undated else "them"
        return f"{answer} None of {dated} is from the time that you ask about{_named_days(asked)}."
    if reason == "close_but_not_answering":
        return f"{answer} Some are about it, but no sentence was found that says what you ask."
    return answer


def widened(asked: Question, citations: Sequence[Citation]) -> str | None:
    """What an answer has to say of a publisher or a time that the question names and it is not
    from; `None` where there is nothing to say."""
    if asked.unknown and not asked.publishers:
        return f"There is no article from {listed(asked.unknown)}; this is what others say."
    strayed = strays(asked, citations)
    if strayed == "publishers":
        return (
            f"No answer was found in what is from {listed(asked.publishers)};"
            " this is what others say."
        )
    if strayed == "dates":
        return _of_another_time(asked, citations)
    cited = {one.publisher for one in citations}
    left_out = [name for each in asked.mentions if not cited.intersection(each) for name in each]
    return f"None of what is cited is from {listed(left_out)}." if left_out else None


def _of_another_time(asked: Question, citations: Sequence[Citation]) -> str:
    """What an answer has to say that was not published in a time that the question names and does
    not say that time. It may be of it all the same: “from July” stands in another sentence."""
    then = f"the time that you name{_named_days(asked)}"
    if not REPORTED.search(asked.text):
        return f"It is not known whether this is of {then}."
    undated = any(one.published is None for one in citations)
    of_it = "it is not known whether this is" if undated else "this is not"
    return f"No answer was found in what was published in {then}; {of_it} from then."


def strays(asked: Question, cited: Sequence[Citation] | Sequence[Evidence]) -> Named | None:
    """What a question names and nothing cited is of: its publishers, or its time."""
    if asked.publishers and not any(c.publisher in asked.publishers for c in cited):
        return "publishers"
    if asked.dates and not any(_of_the_time(asked, c) for c in cited):
        return "dates"
    return None


def of_the_time_named(asked: Question, best: list[Evidence]) -> list[Evidence]:
    """What is of a time that a question names, where the best is, or where it asks what was
    published then and this answers about as well; else all."""
    then = [one for one in best if _of_the_time(asked, one)]
    least = AS_GOOD if REPORTED.search(asked.text) else 1.0
    return then if then and then[0].score >= least * best[0].score else best


def of_the_publishers_first(asked: Question, best: list[Evidence]) -> list[Evidence]:
    """The best that is from a publisher that a question names before all else, where that answers
    about as well."""
    first = next((one for one in best if one.publisher in asked.publishers), None)
    if not first or first.score < AS_GOOD * best[0].score:
        return best
    return [first, *(one for one in best if one is not first)]


def _of_the_time(asked: Question, one: Citation | Evidence) -> bool:
    """Whether something was published in a time that a question names, or says that time: "in 2023
    there were 421 births" is of 2023, whenever it was written."""
    day = day_of(one.published)
    if asked.names_day(day):
        return True
    if REPORTED.search(asked.text):
        return False
    text = one.quote if isinstance(one, Citation) else one.text
    told = [time for time in times(text, day) if _is_a_time(time, text)]
    unset = [time for time in times(asked.text, None) if not time.spans]  # July, of no year
    return any(says(time, told) for time in unset) or any(
        time.spans and all(_within(span, named) for span in time.spans)
        for time in told
        for named in asked.dates
    )


def _is_a_time(time: Time, text: str) -> bool:
    """Whether a date is one, and no number that looks like a year."""
    bare_year = time.year is not None and time.month is None
    return not bare_year or bool(SET_IN.search(text[: time.start]))


def _within(span: tuple[date, date], named: Span) -> bool:
    """Whether some days are in a time that is named; where it is open on one side, whether they
    begin or end with it: until 2000."""
    if named.first is None or named.last is None:
        return span[0] == named.first or span[1] == named.last
    return named.first <= span[0] and span[1] <= named.last


def listed(names: Sequence[str], word: str = "or") -> str:
    """Names as prose: "A", "A or B", "A, B or C"."""
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _limits(searched: Searched) -> str:
    c = searched.constraints
    parts = []
    if c.publishers:
        parts.append(f"from {listed(c.publishers)}")
    if c.after:
        parts.append(f"from {_day(c.after)} on")
    if c.before:
        parts.append(f"up to {_day(c.before)}")
    return " ".join(parts)


def _articles(searched: Searched) -> str:
    """What was searched: those articles that were chosen by their titles, else how many."""
    if len(searched.titles) == searched.articles == 1:
        return f"“{searched.titles[0]}”"
    chosen = "chosen " if searched.constraints.articles else ""
    return f"{searched.articles:,} {chosen}article{'s' if searched.articles != 1 else ''}"


def _span(searched: Searched) -> str:
    """The days of what was searched, and how much of it has none; nothing where nothing has any."""
    first, last = searched.first, searched.last
    if not first or not last:
        return ""
    undated = f" ({searched.undated:,} undated)" if searched.undated else ""
    return f", {_days(first, last)}{undated},"


def _named_days(asked: Question) -> str:
    """The times that a question names as they were understood, in brackets."""
    told = [_in_days(span.first, span.last) for span in asked.dates]
    return f" ({listed(told)})" if told else ""


def _in_days(first: date | None, last: date | None) -> str:
    """Days that may be open on one side, as a reader writes them."""
    if first and last:
        return _days(first, last)
    return f"from {_day(first)} on" if first else f"up to {_day(last)}" if last else ""


def _days(first: date, last: date) -> str:
    """Days as a reader writes them: a day, a month, a year, or from one day to another."""
    if first == last:
        return _day(first)
    begins, ends = first.day == 1, last.day == monthrange(last.year, last.month)[1]
    if begins and ends and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    if begins and ends and (first.year, first.month, last.month) == (last.year, 1, 12):
        return f"{first.year}"
    start = f"{first.day} {first:%B}" + (f" {first.year}" if first.year != last.year else "")
    return f"{start} – {_day(last)}"


def in_words(published: str) -> str:
    """A stored date as a reader writes it: 26 October 2023."""
    day = datetime.fromisoformat(published)
    return f"{day.day} {day:%B} {day.year}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def overlaps(one: Evidence | Citation, other: Evidence | Citation) -> bool:
    """Whether two places of one article have something in common."""
    same = one.article_id == other.article_id
    return same and one.start < other.end and other.start < one.end


def _holds(one: Evidence, other: Evidence) -> bool:
    same = one.article_id == other.article_id
    return same and one.start <= other.start and other.end <= one.end


def _same(one: str, other: str) -> bool:
    """Whether one says again what the other says: a figure or a name may not be another one."""
    a, b = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    if any(NUMBER.search(word) or word in DENIAL for word in a ^ b):
        return False
    named, also = (
        {name.lower() for name in re.findall(r"[^\W\d_a-z]\w+", t)} for t in (one, other)
    )
    return len(a & b) >= SAME * max(len(a), len(b)) and not (named - b and also - a)
