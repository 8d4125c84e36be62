"""The sentences of a written answer with the numbers of what they cite."""

from assistant.answer import Citation, Evidence, Turn
from assistant.composed import Composed
from assistant.quote import cite
from assistant.verify import Verdict

WALL, FERRY, MILL = (
    Evidence(name, "1", name, "The Post", None, None, f"The {name} is new.", 0, 17, 0.9)
    for name in ("wall", "ferry", "mill")
)


def numbers(citations: tuple[Citation, ...]) -> list[int]:
    return [one.number for one in citations]


def test_what_is_to_be_compared_is_named_and_not_cited() -> None:
    composed = Composed([])
    said = composed.add("The wall is new.", Verdict(supported=True, evidence=(WALL,)))
    unsure = composed.add("The ferry sinks.", Verdict(supported=False, evidence=(FERRY, WALL)))
    wrong = composed.add("The mill burns.", Verdict(supported=False))
    assert (said.text, said.citations) == ("The wall is new. [1]", (1,))
    assert (unsure.citations, unsure.compare) == ((), (1, 2))
    assert (wrong.citations, wrong.compare) == ((), ())
    assert (numbers(composed.named), numbers(composed.cited)) == ([1, 2], [1])


def test_what_is_quoted_is_cited_and_is_not_counted_among_the_written() -> None:
    composed = Composed([])
    composed.add("The wall is old.", Verdict(supported=False, evidence=(WALL,)))
    assert composed.held == {}
    assert [one.citations for one in composed.quote([MILL, WALL])] == [(1,), (2,)]
    assert numbers(composed.cited) == [1, 2]
    assert len(composed.sentences) == 3
    assert composed.doubts() == ["1 of 1 sentences is not confirmed: compare what is named there."]


def test_what_an_earlier_turn_cited_keeps_its_number() -> None:
    composed = Composed([Turn("Is it new?", "The mill is new.", (cite(4, MILL),))])
    both = Verdict(supported=True, evidence=(WALL, MILL))
    assert composed.add("Both are new.", both).citations == (5, 4)
