from datetime import date

import pytest

from assistant.follow_ups.ellipsis import asked_again

PUBLISHERS = ("The Haverstrand Courier", "Ulde Valley Post")
TODAY = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("before", "text", "asked"),
    [
        ("Who is the mayor of Haverstrand?", "and in Tollerby?", "Who is the mayor of Tollerby?"),
        ("Who is the mayor of Haverstrand?", "and Tollerby?", "Who is the mayor of Tollerby?"),
        ("Who is the mayor of Tollerby?", "what about Ulde", "Who is the mayor of Ulde?"),
        (
            "What will the wall in Tollerby cost?",
            "And in Ulde?",
            "What will the wall in Ulde cost?",
        ),
        (
            "What did Brekkan say about the storm?",
            "And Harrowell?",
            "What did Harrowell say about the storm?",
        ),
        (
            "What did Brekkan say about the storm?",
            "and about the bridge?",
            "What did Brekkan say about the bridge?",
        ),
        (
            "How many people died in Storm Vigdis?",
            "and in the flood?",
            "How many people died in the flood?",
        ),
        (
            "How many people died in Storm Vigdis?",
            "And injured?",
            "How many people were injured in Storm Vigdis?",
        ),
        (
            "How many houses were destroyed in the flood?",
            "what about businesses?",
            "How many businesses were destroyed in the flood?",
        ),
        (
            "How many people died in the fire at Brimhal Seafoods?",
            "and in the flood?",
            "How many people died in the flood?",
        ),
        ("What will water cost?", "and electricity?", "What will electricity cost?"),
        ("What did the flood cost?", "what about the storm?", "What did the storm cost?"),
        ("Who led Skarnline in 2020?", "and in 2010?", "Who led Skarnline in 2010?"),
        ("Who led Skarnline in 2020?", "and 2010?", "Who led Skarnline in 2010?"),
        ("Who led Skarnline?", "and in March 2020?", "Who led Skarnline in March 2020?"),
        (
            "When did the Valley List win?",
            "And the Coast Alliance?",
            "When did the Coast Alliance win?",
        ),
        ("how many seats did the list win", "and the Greens?", "how many seats did the Greens win"),
    ],
)
def test_what_is_named_takes_the_place_of_its_like(before: str, text: str, asked: str) -> None:
    assert asked_again(text, before, PUBLISHERS, TODAY) == asked


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Who is the captain?", "And why?"),
        ("Who is the captain?", "And who is the mate?"),
        ("Who is the captain?", "Where is Tollerby?"),
        ("How old is Andrew Sutch?", "And the other one?"),
        ("How much was it in August?", "and the year before?"),
        ("What would Palo Alto pay for Talon?", "and Dig?"),
        ("What does the bridge cost?", "And the Haverstrand Courier?"),
        ("Where are the lights seen in December?", "What about the harbour of Vessby?"),
        ("The bridge.", "And the ferry?"),
        ("Was it late? (Who is the captain?)", "And the mate?"),
        ("Who is the captain?", "and"),
    ],
)
def test_where_it_is_open_whose_place_it_takes_nothing_is_said(before: str, text: str) -> None:
    assert asked_again(text, before, PUBLISHERS, TODAY) is None
