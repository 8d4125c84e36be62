"""Whose words, and of whom: what a search brought, where a question names somebody or a body."""

from dataclasses import dataclass, replace
from itertools import chain

from assistant.evidence import Candidate, evidence
from assistant.fits import bodies, holders, introduced, speaking
from assistant.fits.namesakes import is_of_a_namesake, is_of_another, may_name_people, of_others
from assistant.found import CHANGED, Found, ordered
from assistant.passages import first_of_each
from assistant.question import Question
from assistant.story import opening
from index.library import Library

AS_LIKELY = 0.5
"""The share of the best one's score that a sentence has which is quoted in its place, as it is of
the body that the question names. Of 308 questions (`benchmarks/other_bodies.py`) four more get the
right first quote so."""


def text_of(library: Library, article_id: str, version: str | None = None) -> str:
    """The text of an article, as it is now where no version is named; nothing of one that is not
    there."""
    article = library.article(article_id, version)
    return article.text if article else ""


@dataclass(frozen=True, slots=True)
class Whose:
    """Tells of what was found for a question whether it is of those whom that names."""

    library: Library
    asked: Question

    @property
    def speaks(self) -> str | None:
        """Whose words the question asks for, whatever they are of."""
        return speaking.asked(self.asked.own) if not self.asked.publishers else None

    def words(self, found: Found) -> Found | None:
        """What somebody says or thinks of what was found; where that is nothing, what names them,
        which is not certain, and `None` of whom the question does not name, or where it asks for
        no words."""
        if not (who := self.speaks):
            return None
        texts = {one: self._text(one) for one in map(_article_of, found.sentences)}
        for says in (speaking.SAYS, speaking.THINKS):
            said = [
                pair
                for pair in found.sentences
                if speaking.is_said_by(
                    who, pair[1].document, pair[1].number, texts[_article_of(pair)], says
                )
            ]
            if said:
                return replace(found, sentences=said, answers=True, doubted=says == speaking.THINKS)
        if not speaking.is_named(who):
            return None
        named = [
            pair
            for pair in found.sentences
            if speaking.names_them(who, pair[1].document, pair[1].number)
        ]
        return replace(found, sentences=named, answers=bool(named) and found.answers, doubted=True)

    def introductions(self, found: Found) -> Found | None:
        """What says who somebody is, whatever its score: the best of each article, and of these
        the newest first, for what they are may have changed. Where nothing does, what names them,
        which is not certain; nor is it of two of a name. `None` where nobody is asked for, or
        named."""
        who = introduced.asked(self.asked.own)
        if not who or holders.asked(self.asked.own):
            return None
        told: dict[tuple[str, str], tuple[int, tuple[float, Candidate]]] = {}
        for pair in sorted(found.sentences, key=lambda pair: pair[1].start):
            if name := introduced.named(who, pair[1].text):
                place = _article_of(pair), name if " " in name else ""
                how_well = introduced.introduces(who, pair[1].text)
                if place not in told or how_well > told[place][0]:
                    told[place] = how_well, pair
        if not told:
            return None
        are_told = any(how_well for how_well, _ in told.values())
        sentences: list[tuple[float, Candidate]] = []
        for level in (introduced.FULLY, introduced.PARTLY) if are_told else (0,):
            alike = [pair for how_well, pair in told.values() if how_well == level]
            sentences += ordered(alike, CHANGED)
        several = len({name.partition(" ")[0] for _, name in told if name}) > 1
        return replace(
            found,
            sentences=sentences,
            answers=True,
            witnesses=(),
            doubted=found.doubted or not are_told or several,
        )

    def of_the_people(self, found: Found) -> Found:
        """The same without the articles that name nobody of the people whom a question names: “She
        married twice” may be said of another; doubted where that answers best. Who holds an office
        is told where no name is."""
        asked = self.asked.own
        if self.asked.publishers or not may_name_people(asked) or holders.asked(asked):
            return found
        documents = (one.document.metadata for _, one in found.sentences)
        headers = {str(meta["article_id"]): meta["header"] for meta in documents}
        articles = ((one, self.library.article(one)) for one in headers)
        texts = {one: f"{headers[one]}\n{own.text}" for one, own in articles if own}
        others = of_others(asked, texts)
        best, *_ = found.sentences
        own = _article_of(best)
        of_another = own in texts and (
            is_of_a_namesake(asked, texts[own])
            or (self.asked.kind != "who" and is_of_another(asked, best[1].text, texts[own]))
        )
        if own in others or of_another:
            return replace(found, doubted=True)
        return replace(found, others=others)

    def of_the_bodies(self, found: Found) -> Found:
        """The same; where what answers best is of another body than the question names, doubted,
        with what is of that one and nearly as likely first. Where articles of it differ, that is
        told, and nothing doubted."""
        office = holders.asked(self.asked.own)
        names = bodies.asked(self.asked.own, self.library.publishers())
        if not names or (office and office.whether):
            return found

        def is_of_them(pair: tuple[float, Candidate]) -> bool | None:
            own = _article_of(pair)
            lead = " ".join(chain(*map(opening, self.library.openings([own]))))
            quoted = evidence(pair[1], pair[0], self.asked.text).text
            return bodies.is_of_them(names, pair[1], quoted, self._text(own), lead)

        best, *others = found.sentences
        of_best = is_of_them(best)
        if of_best is None:  # its article has no such name: does another?
            of_each = first_of_each(others, _article_of)
            of_best = all(is_of_them(one) is None for one in of_each)
        if of_best:
            return found
        near = (one for one in others if one[0] >= AS_LIKELY * best[0])
        first = next(filter(is_of_them, near), best)
        rest = (one for one in found.sentences if one is not first)
        moved = best[0], first[1]  # the scores of quotes never rise
        doubted = found.doubted or first is best or not found.apart
        return replace(found, sentences=[moved, *rest], doubted=doubted)

    def _text(self, article_id: str) -> str:
        return text_of(self.library, article_id)


def _article_of(found: tuple[float, Candidate]) -> str:
    return str(found[1].document.metadata["article_id"])
