"""Notes that say what was wrong in a text."""

import time

import pytest

from ui.corrections import notes


def kinds(text: str) -> list[str]:
    return [note.kind for note in notes(text)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Correction: The bridge costs 238 million crowns, not 214 million.",
        "CORRECTION, 4 May 2024: The mayor's name is Lund.",
        "Correction (May 4, 2024): The mayor's name is Lund.",
        "Correction May 4th, 2024, 10:15 a.m. ET: The name is Lund.",
        "**Correction – 2024-05-04:** The name is Lund.",
        "Corrections and clarifications: The name is Lund.",
        "Correction appended",
        "Correction — The name is Lund.",
        "Corrected on 4 May 2024.",
        "Corrected on Monday: the name is Lund.",
        "Clarification: The vote was on the plan, not on the budget.",
        "Clarification, Sept. 3: The vote was on the plan.",
        "An earlier version of this article said that the bridge costs 214 million.",
        "• A previous version of this story misspelled the name of the mayor.",
        "An earlier version of this report misstated the cost.",
        "An earlier version of this report incorrectly said that the bridge was closed.",
        "This article was amended on 4 May 2024. An earlier version gave a wrong figure.",
        "(This story has been corrected to say 238 million in the third paragraph)",
        "This May 3 story has been corrected to say 238 million.",
        "[This article has been updated to correct the name of the mayor.]",
        "The headline of this article was amended on 4 May 2024 to say what was voted on.",
        "Editor's note: An earlier version of this article gave a wrong figure.",
        "Editor’s Note – this story was corrected on Monday.",
        "Erratum: the name is Lund.",
        "Correction:\nThe name is Lund.",
    ],
)
def test_a_correction_is_one(paragraph: str) -> None:
    assert kinds(f"The bridge is open.\n\n{paragraph}\n\nMore.") == ["correction"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Editor's note: This story describes violence.",
        "Editors’ note: The author is a member of the council.",
    ],
)
def test_an_editors_note_that_corrects_nothing_is_only_that(paragraph: str) -> None:
    assert kinds(paragraph) == ["editor"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "A correction in house prices is near, says the bank.",
        "Correction in house prices: what buyers should know",
        "The correction officer was suspended.",
        "Correction officers went on strike at 10:30 on Monday.",
        "Correction officer 4 May: he was there.",
        "House price correction: what next?",
        "Corrections Department: 40 posts are vacant.",
        "Corrected figures show that fewer people came.",
        "Corrected on the second attempt, the valve held.",
        "Clarification of the rules is needed, the court said.",
        "Clarifications were asked for by both sides.",
        "An earlier version of this bill failed in 2019.",
        "An earlier version of this report by the ministry was leaked in May.",
        "An earlier version of the engine ran on coal.",
        "This article was written in prison and smuggled out.",
        "This article was updated at noon.",
        "This page was turned in 1994.",
        "The law was amended on 4 May 2024.",
        "The editor's notebook was found in the harbour.",
        "He asked for a correction: the paper printed none.",
        "She said that an earlier version of this article was read out in court.",
        "Amendment 4 was voted down.",
    ],
)
def test_what_only_has_the_words_is_none(paragraph: str) -> None:
    assert kinds(f"The bridge is open.\n\n{paragraph}\n\nMore.") == []


def test_a_note_is_the_whole_paragraph() -> None:
    text = "The bridge is open.\n\nCorrection: The name\nis Lund.\n\nMore.\n\nClarification: no."
    assert [text[note.start : note.end] for note in notes(text)] == [
        "Correction: The name\nis Lund.",
        "Clarification: no.",
    ]


@pytest.mark.parametrize("piece", ["Correction ", "correction, 4 ", "(", "[ *", "this article "])
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    begun = time.monotonic()
    assert not kinds((piece * 50 + "\n\n") * 2_000)
    assert time.monotonic() - begun < 10
