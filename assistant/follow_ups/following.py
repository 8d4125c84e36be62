"""What a question leaves out because it follows on from another, and what completes it.

Three kinds leave something out. One only names another time, place or thing, “And in Tollerby?”: it
is the question before it with that in the place of its like (`assistant.follow_ups.ellipsis`). One
says too little to be searched for, or speaks of somebody by a pronoun: it gets the question before
it. The third is about a thing of the story that the last answer told, "How did the council vote?",
or says of nothing what it is about, "Was anyone hurt?": it gets what that story is called, not what
was asked of it, which would be answered again. What begins another story, and not the one that was
told, is not completed: "How high was the flood?".
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.answer import Turn
from assistant.dates import dates
from assistant.fits import introduced
from assistant.follow_ups.ellipsis import LEAD, asked_again
from assistant.language.persons import NAME, is_somebody, last, persons
from assistant.language.words import ABSENT, weight
from assistant.publishers import named, places
from assistant.question import (
    ASKING,
    ASKS,
    AUXILIARIES,
    NAMED,
    SHORT,
    SOMEBODY,
    WHAT_ABOUT,
    WHETHER,
    telling,
)
from index.keywords import Tokenizer

FOLLOWS_ON = re.compile(rf"^(and|but|so|also|then)\b|\b({SOMEBODY}|that|this|those)\b")
AND_ASKS = re.compile(
    r",? (?:and|or|but) (?=(?:(?:at|by|for|from|in|on|to|with) )?"
    r"(?:who|whom|whose|what|which|where|when|why|how)\b)",
    re.IGNORECASE,
)
"""What stands between the two things that a question asks."""
VERB = re.compile(
    rf"{AUXILIARIES}|\b(who|what|where|when|how|why|that|there|it|he|she|they)['’](s|re|ve|d|ll)\b"
)
"""Those that a question without a verb of its own has not; others cannot be told from nouns."""
LEAVES_OUT = re.compile(
    r"(why|how|when|where|(?:what|which) (?:year|day|date|month|time|age|price)|at|by|for|from|in"
    r"|of|on|to|with|since|until|before|after|about|against|under|any|no|another|other)\b"
)
"""How a question begins that has no verb: "Why so muted?", "At what age?"."""
BRIEF = 5
"""Words of such a question, at most."""
THE = re.compile(r"\bthe ([\w’'-]+)", re.IGNORECASE)
"""Whoever says "the council" takes it that it is known which."""
ANY = re.compile(r"\b(any(one|body|thing)?|some(one|body)|there|ever|yet)\b", re.IGNORECASE)
"""A question with one of these, "Was anyone hurt?", may say of nothing what it is about."""
WHO_DID = re.compile(r"who \w+( \w+)?\W*$", re.IGNORECASE)
"""So may one of what was done: "Who voted against?"."""
OF = re.compile(r"\b(the|about|at|by|for|from|in|near|of|on|with) \w", re.IGNORECASE)
"""But not with one of these: "Was anyone hurt in the fire?"."""
MEASURE = re.compile(r"\b(how) \w+", re.IGNORECASE)
"""The answer to "How high is the loss?" need not have the word that asks how it is measured."""
SLIGHT = 0.1
"""A word that weighs less is about nothing: against."""
TOLD, TWICE = 0.7, 2
"""The share of a question's telling words, by weight, that a sentence has which tells of it; and
how many such sentences there are where each has but one of several: that an article on a bridge
mentions an election does not make "Who won the election?" a question about the bridge."""
FAR = 8
"""Turns that are gone back through."""
WORD = re.compile(r"\w[\w’'-]*")

Told = Callable[[Turn], Sequence[str]]
"""Gives the sentences of the articles that a turn cites."""


@dataclass(frozen=True, slots=True)
class Openings:
    """Headline and lead of an article that a question finds on its own, and all headlines and leads
    of those that were told."""

    headline: str
    lead: str
    told: str


Other = Callable[[str, Turn], Openings | None]
"""Gives `None` where a question finds on its own what a turn cites, or nothing."""


def standing_alone(
    text: str,
    history: Sequence[Turn],
    publishers: Sequence[str],
    tokenizer: Tokenizer,
    today: date,
    told: Told = lambda _: (),
    other: Other = lambda *_: None,
    full: str | None = None,
) -> str:
    """A question with what it leaves out in brackets, or as it is.

    Args:
        history: what was asked and answered before, the oldest first.
        publishers: those that the library has.
        today: the day that "last week" is seen from.
        told: gives nothing for a turn without citations; then no story is known to have been told.
        other: tells what other story a question may be about.
        full: it with a name for “she”, where it is known whom that means;
        `assistant.follow_ups.antecedent`.
    """
    following = _Following(publishers, tokenizer, today, told, other)
    return following.completed(text, history[-FAR:], full or text)


def last_answered(history: Sequence[Turn]) -> Turn:
    """The last turn that cites something: what was refused tells nothing; else the last."""
    return next((turn for turn in reversed(history) if turn.citations), history[-1])


def names_something(text: str) -> bool:
    """Whether a question has a name, so that it says itself what it is about."""
    return bool(NAMED.search(text))


@dataclass(frozen=True, slots=True)
class _Following:
    publishers: Sequence[str]
    tokenizer: Tokenizer
    today: date
    told: Told
    other: Other

    def completed(self, text: str, history: Sequence[Turn], full: str) -> str:
        if again := self._asked_again(text, history):
            return again
        if history and full != text and introduced.asked(history[-1].question):
            return full  # the question before says nothing but who that is
        if history and self._says_too_little(text, history[-1]):
            before = dict.fromkeys(turn.question.strip() for turn in self._asked_before(history))
            return f"{full.strip()} ({' '.join(before)})"
        if history and self._is_of_the_story(text, last_answered(history)):
            story = self._story(history, bare=self._is_bare(text))
            return f"{full.strip()} ({story})" if story else full
        return full

    def _asked_again(self, text: str, history: Sequence[Turn]) -> str | None:
        """The question before with what a bare follow-up names in the place of its like."""
        if not history or not LEAD.match(text):
            return None
        if WHAT_ABOUT.match(text) and sum(telling(text, self.tokenizer).values()) >= SHORT:
            return None  # another story
        *earlier, last = history
        before = self._asked_again(last.question, earlier)
        if not before and earlier and self._follows_on(last.question, earlier[-1]):
            return None  # it does not stand alone
        return asked_again(text, before or last.question, self.publishers, self.today)

    def _asked_before(self, history: Sequence[Turn]) -> list[Turn]:
        """The last turn, and where that followed on as well, the one that it followed on from."""
        turns = reversed(list(pairwise(history)))
        alone = (turn for before, turn in turns if not self._follows_on(turn.question, before))
        return [history[-1], next(alone, history[0])]

    def _follows_on(self, text: str, before: Turn) -> bool:
        return self._says_too_little(text, before) or self._is_of_the_story(text, before)

    def _story(self, history: Sequence[Turn], *, bare: bool) -> str | None:
        """What the story that was told goes by: the names in the questions for it; where they have
        none but times, the title of the first article that is cited; where they have none but
        people, who may be of many, nothing, but where what follows on says nothing itself."""
        asked = [turn.question for turn in self._asked_before(history)]
        names = dict.fromkeys(name for text in asked for name in self._names(text))
        answered = last_answered(history)
        if all(dates(name, self.today) for name in names):
            return answered.citations[0].title
        people = _people(" ".join(asked), " ".join(self.told(answered)))
        if not bare and people.issuperset(name for name in names if not dates(name, self.today)):
            return None
        return " ".join(names)

    def _names(self, text: str) -> Iterator[str]:
        """The names and times in a question, in order; who tells it is no part of it."""
        times = {span.start: span for span in dates(text, self.today)}
        hidden = list(places(text, self.publishers))
        end = 0
        for match in WORD.finditer(text):
            if match.start() < end or any(a <= match.start() < b for a, b in hidden):
                continue
            if span := times.get(match.start()):
                end = span.end
                yield text[span.start : span.end].strip()
            elif _is_name(match, text):
                yield match[0]

    def _says_too_little(self, text: str, before: Turn) -> bool:
        says = sum(telling(text, self.tokenizer).values())
        if WHAT_ABOUT.match(text):
            return says < SHORT or bool(named(text, self.publishers))
        follows_on = bool(FOLLOWS_ON.search(self._first_asked(text).lower()))
        the = THE.search(text)
        if the and not (says or follows_on) and self._is_of_another(text[the.start() :], before):
            return False  # How is the school?
        return says < SHORT and (follows_on or _leaves_out(text, says))

    def _first_asked(self, text: str) -> str:
        """What a question that asks two things asks first, if that says of what: in “How many books
        does the library have, and who gave them?” “them” is no word of the question before."""
        first = AND_ASKS.split(text, maxsplit=1)[0]
        return first if telling(first, self.tokenizer) else text

    def _is_of_the_story(self, text: str, before: Turn) -> bool:
        """Whether a short question is about something that an article cited before says: after
        "What does the bridge cost?", "How did the council vote?"; or about nothing else."""
        own = self._about(text)
        says = sum(own.values())
        asks = ASKS.search(text.lower()) or WHETHER.match(text)
        if not own or says >= SHORT or not asks or names_something(text):
            return False
        told = self.told(before)
        return (
            bool(told)
            and (self._is_bare(text) or self._is_told(own, told))
            and not self._is_of_another(text, before)
        )

    def _is_told(self, own: dict[str, float], told: Sequence[str]) -> bool:
        """Whether sentences have most of some words."""
        shared = [own.keys() & {word.stem for word in words} for words in self.tokenizer(told)]
        most = TOLD * sum(own.values())
        found = [both for both in shared if sum(own[stem] for stem in both) >= most]
        return len(found) >= TWICE or any(len(both) >= min(len(own), 2) for both in found)

    def _about(self, text: str) -> dict[str, float]:
        """The telling words of a question but for those that measure or leave open who or what."""
        return telling(ANY.sub(" ", MEASURE.sub(r"\1", text)), self.tokenizer)

    def _is_bare(self, text: str) -> bool:
        """Whether a question says of nothing what it is about: "Was anyone hurt?"."""
        if OF.search(text) or not (ANY.search(text) or WHO_DID.match(text)):
            return False
        return sum(says >= SLIGHT for says in self._about(text).values()) <= 1

    def _is_of_another(self, text: str, before: Turn) -> bool:
        """Whether a question is about another story: what it finds on its own has one of its words
        in headline and lead, and nothing that was told begins with that."""
        if not (other := self.other(text, before)):
            return False
        parts = [" ".join(THE.findall(text)), other.headline, other.lead, other.told]
        the, headline, lead, told = (
            {word.stem for word in words} for words in self.tokenizer(parts)
        )
        own = the or self._about(text).keys()
        return bool(own & headline & lead - told)


def _people(asked: str, told: str) -> set[str]:
    """The words of some questions that are names of people of whom an article tells."""
    found = [*NAME.findall(asked), *WORD.findall(asked)]
    known = persons(told)
    own = [one for one in found if last(one) in known and is_somebody(last(one), told)]
    return {word for one in own for word in one.split()}


def _is_name(match: re.Match[str], text: str) -> bool:
    """Whether a word is a name: by its capital, where not every sentence has one there, or because
    it is no word of the language."""
    lower = re.sub(r"[’']s$", "", match[0].lower())
    if lower in ASKING or len(lower) < 2:
        return False
    return weight(lower) >= ABSENT or (
        match[0][0].isupper() and bool(text[: match.start()].strip())
    )


def _leaves_out(text: str, says: float) -> bool:
    """Whether a question says too little to be one: "For how much?", "Why the change?"."""
    words = len(text.split())
    if words <= 2 or not says:
        return True
    text = text[:1].lower() + text[1:]  # "May" in it is no verb
    begins = LEAVES_OUT.match(text)
    is_named = NAMED.search(text) and not ASKS.match(text)  # Where in Oslo?
    return bool(words <= BRIEF and begins and not is_named and not VERB.search(text))
