"""Which sentences may answer a question at all, whatever the close reader makes of them.

It was fitted on questions over Wikipedia, and takes much for an answer that reads like one: any
count of people for that of the dead, the dead of another accident, the mayor of the next town.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import inf

from assistant.answer import day_of
from assistant.dates import Span
from assistant.evidence import Candidate
from assistant.fits import happened, holders
from assistant.fits.amounts import beginnings
from assistant.fits.happened import HOMES, YEAR, Happening, is_of_homes, is_of_long_ago
from assistant.language import items
from assistant.question import NAMED, Question

OF_IT, SOME_OF_IT = 0.8, 0.5
"""The least share of the words that tell which accident is meant, against the article that has most
of them, of one that tells of the same; and of one that has as many words of its names, and two."""
DENIED = 2.0
"""The least logit of a sentence that says that it happened to nobody: to the close reader, which
looks for a number, that answers little."""
LONG_AGO = 3.0
"""What is taken from the logit of a sentence of another year where none is asked for and something
of now answers, as of the ship that sank on the same rocks in 1987; and of an article of another
time than is asked for."""
AFTERWARDS = timedelta(60)
"""For how long articles tell of what happened."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """What a question asks for that is told by rule, and what there is to tell it by.

    Args:
        asked: the question.
        happened: what it asks to have happened to people or homes.
        office: of which office it asks who holds it.
        elsewhere: who holds it of another town or firm, by their last names.
        articles: those that tell of the same.
        texts: what was found of each article, with its title.
        near: where it follows on and does not say whose office, the articles that were told and
            name it; if there are any, no other's does.
        of_other_items: the sentences, by their passage's id and their number in it, of what a piece
            tells beside what is asked of.
        item: the words of the names of that, if it is an item of a list.
    """

    asked: Question
    happened: Happening | None
    office: holders.Asked | None
    elsewhere: frozenset[str]
    articles: frozenset[str]
    texts: Mapping[str, str]
    near: frozenset[str] = frozenset()
    of_other_items: frozenset[tuple[str | None, int]] = frozenset()
    item: frozenset[frozenset[str]] = frozenset()

    def may_answer(self, one: Candidate) -> bool:
        """Whether a sentence may: it tells of what is asked, of the same accident, or it does not
        name the office only as another's."""
        meta = one.document.metadata
        if self.happened:
            told = self.happened.is_told(one.text)
            counts = HOMES.search(one.text) or not is_of_homes(self.asked.own)
            return bool(told and counts) and meta["article_id"] in self.articles
        return not self.office or self._names_the_office(one) is not False

    def is_of_another_item(self, one: Candidate) -> bool:
        """Whether a sentence stands under another item of a list than the one asked of."""
        return (one.document.id, one.number) in self.of_other_items

    def may_be_of_another(self, one: Candidate) -> bool:
        """Whether a sentence is of an article that does not name the item of a list of which is
        asked."""
        own = one.document.metadata["article_id"]
        said = set(re.findall(r"[\w’'-]+", self.texts[own].casefold()))
        return bool(self.item) and not any(name <= said for name in self.item)

    def is_witness(self, one: Candidate) -> bool:
        """Whether a sentence gives a value of what is asked, of whatever thing: that it is of the
        same is told by `assistant.fits.subject`."""
        if self.happened:
            return self.happened.is_told(one.text)
        return bool(self._names_the_office(one))

    def is_updated(self, one: Candidate) -> bool:
        """Whether the newest such sentence counts: it tells what may have changed since."""
        if self.happened:
            return self.may_answer(one)
        return bool(self.office and self.office.now and self._names_the_office(one))

    def least(self, one: Candidate) -> float:
        """The least logit that a sentence has which may answer."""
        denies = self.happened and self.happened.nobody.search(one.text)
        return DENIED if denies else -inf

    def is_of_another_time(self, one: Candidate) -> bool:
        """Whether an article is not of the time in which it is asked what happened."""
        day, times = day_of(one.document.metadata["published"]), self.asked.dates
        return bool(self.happened and day and times) and not any(
            _is_told_then(day, span) for span in times if day
        )

    def is_of_long_ago(self, one: Candidate) -> bool:
        """Whether a sentence tells what happened in another year, where none is asked for."""
        day = day_of(one.document.metadata["published"])
        asks_it = self.happened and not YEAR.search(self.asked.own)
        return bool(asks_it and day) and is_of_long_ago(one.text, day.year if day else 0)

    @property
    def rules(self) -> bool:
        """Whether any sentence may be ruled out."""
        return bool(self.happened or self.office)

    @property
    def changes(self) -> bool:
        """Whether what it asks for may have changed since."""
        return bool((self.happened and not self.asked.dates) or (self.office and self.office.now))

    def _names_the_office(self, one: Candidate) -> bool | None:
        assert self.office
        own = one.document.metadata["article_id"]
        told = self.office.is_told(one.text, self.texts[own], self.elsewhere)
        return told and (not self.near or own in self.near)


def fitting(asked: Question, candidates: Sequence[Candidate]) -> Fitting:
    """What tells which of some sentences may answer."""
    office = holders.asked(asked.own)
    it, texts = happened.asked(asked.own), _texts(candidates)
    same = _of_the_same(asked, it, texts) if it else frozenset()
    if asked.completed and asked.told:
        same = frozenset(asked.told)
    elsewhere = office.holders_elsewhere(one.text for one in candidates) if office else ()
    item, others = _items(asked, candidates)
    fits = Fitting(asked, it, office, frozenset(elsewhere), same, texts)
    fits = replace(fits, item=item, of_other_items=others)
    if not office or office.office.of or not asked.told:
        return fits
    told = (one for one in candidates if one.document.metadata["article_id"] in asked.told)
    near = (one for one in told if fits._names_the_office(one))
    return replace(fits, near=frozenset(one.document.metadata["article_id"] for one in near))


def _items(
    asked: Question, candidates: Sequence[Candidate]
) -> tuple[frozenset[frozenset[str]], frozenset[tuple[str | None, int]]]:
    """What names the items of lists of which is asked, and the sentences of the others: an item is
    asked of whose head names it, or which has the names of the question."""
    words = set(re.findall(r"[\w’'-]+", asked.own.casefold()))
    names = set(NAMED.findall(asked.own))
    capitals = {name.casefold() for name in names}
    item, others = set[frozenset[str]](), set[tuple[str | None, int]]()
    for document in {one.document.id: one.document for one in candidates}.values():
        spans, head = document.metadata["sentences"], items.heads(document)
        texts: dict[int, str] = {}
        for (start, end), own in zip(spans, head, strict=True):
            if own is not None:
                texts[own] = f"{texts.get(own, '')} {document.page_content[start:end]}"
        called = {own: items.name(document, own) for own in texts}
        meant = {
            own
            for own, name in called.items()
            if name
            and name <= words
            and (len(name) > 1 or name <= capitals)  # “Housing” names none
        }
        item |= {frozenset(called[own]) for own in meant}
        if not meant and not any(name in document.metadata["title"] for name in names):
            told = {name for name in names if any(name in text for text in texts.values())}
            within = {own for own, text in texts.items() if any(name in text for name in told)}
            is_run_in = all(items.is_run_in(document, own) for own in texts)
            meant = within if is_run_in and len(within) == 1 else set()  # a piece of short reports
        if meant:
            others |= {
                (document.id, number)
                for number, own in enumerate(head)
                if own is not None and own not in meant
            }
    return frozenset(item), frozenset(others)


def _is_told_then(day: date, span: Span) -> bool:
    """Whether an article of a day may tell of what happened in a time: until a while after it."""
    first, last = span.first or day, span.last or day
    return first <= day <= last + AFTERWARDS


def _texts(candidates: Sequence[Candidate]) -> dict[str, str]:
    """What was found of each article, with its title."""
    found: dict[str, str] = {}
    for document in {one.document.id: one.document for one in candidates}.values():
        own = document.metadata["article_id"]
        found[own] = f"{found.get(own, '')}\n{document.metadata['header']}\n{document.page_content}"
    return found


def _of_the_same(asked: Question, it: Happening, texts: Mapping[str, str]) -> frozenset[str]:
    """The articles that tell of what a question says it happened in: they have most of its words
    but for those of what happened; or many, and its names."""
    plain = it.told.sub(" ", asked.text)
    said = beginnings(plain)
    words = {begin: w for stem, w in asked.about.items() for begin in beginnings(stem) & said}
    names = beginnings(" ".join(NAMED.findall(plain)))
    has = {own: beginnings(text) for own, text in texts.items()}
    share = {
        own: sum(words[one] for one in own_words & words.keys()) for own, own_words in has.items()
    }
    named = {own: len(names & own_words) for own, own_words in has.items()}
    best, most = max(share.values(), default=0.0), max(named.values(), default=0)
    return frozenset(
        own
        for own in texts
        if named[own] >= (most > 0)
        and share[own] >= (SOME_OF_IT if named[own] == most >= 2 else OF_IT) * best
    )
