"""Values that answer a question, and whether two are the same."""

from datetime import date

import pytest

from assistant.fits.values import comparable, follows, same, sort, values
from assistant.question import Question, read
from index.keywords import Tokenizer

WEDNESDAY = date(2024, 5, 29)


def asked(text: str) -> Question:
    return read(text, [], Tokenizer(), WEDNESDAY)


def given(question: str, sentence: str) -> list[str]:
    return [value.said for value in values(asked(question), sentence, WEDNESDAY)]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people died in the fire?", "number"),
        ("What was the strongest gust at the cape?", "number"),
        ("By what margin was it approved?", "number"),
        ("When will the library reopen?", "when"),
        ("In what year was it built?", "when"),
        ("Who won the prize?", "who"),
        ("Which company will run the buses?", "who"),
        ("Why was the ferry late?", None),
        ("Was the plan approved?", None),
    ],
)
def test_a_question_asks_for_a_kind_of_value(question: str, kind: str | None) -> None:
    assert sort(asked(question)) == kind


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("What will the tram cost?", "It costs £214 million and has 7 stops.", ["£214 million"]),
        ("How many jobs will go?", "Four hundred and twenty jobs go.", ["Four hundred and twenty"]),
        ("How many were killed?", "At least 12 people were killed.", ["At least 12"]),
        ("How many firefighters came?", "It sent 14 engines and 80 firefighters.", ["80"]),
        (
            "How many games of Big Ten teams did he see?",
            "He saw games in at least seven Big Ten stadiums.",
            [],
        ),
        ("At how many Great Lakes stadiums was he?", "He saw 35 games in their stadiums.", []),
        ("How many people were hurt?", "One man died and 20 others were hurt.", ["20", "One"]),
        ("How many shops has it closed?", "Of its shops it closed 20 across Norland.", ["20"]),
        (
            "How long after the flood did it reopen?",
            "Eleven months after the flood it did.",
            ["Eleven months"],
        ),
        ("How many games has she attended?", "Since then she has attended three more games.", []),
        ("How many more games has she attended?", "She attended three more games.", ["three"]),
        ("How long was it shut?", "Eleven months after the flood it is open.", []),
        (
            "How long was it shut?",
            "It was shut for eleven months after the flood.",
            ["eleven months"],
        ),
        ("How long after the flood was it shut?", "It shut 3 days later.", ["3 days"]),
        ("How many of the crew are missing?", "Of 48 aboard three crew are.", ["three", "48"]),
        ("What was the winning time?", "He won in 2:09:14 on Sunday.", ["2:09:14"]),
        ("What was the vote?", "It passed by 31 votes to 24.", ["31 votes to 24"]),
        ("How many homes were hit?", "Homes hit rose from 312 to 388.", ["312", "388"]),
        ("What share of the beds was lost?", "A third of 300 beds was lost.", ["A third"]),
        ("What was the highest temperature?", "The day's high was 39.9C, in May.", ["39.9C"]),
        ("When does it open?", "It opens on 12 June this year.", ["12 June"]),
        ("When does it open?", "It opens on 12 June, she said on Tuesday.", ["12 June"]),
        ("When did it grow?", "It grew in the second quarter, by 0.1 per cent.", []),
        (
            "How much did it grow?",
            "It grew by 0.1 per cent in the second quarter.",
            ["0.1 per cent"],
        ),
        ("When was it approved?", "It must be open by next summer.", []),
        ("When did it open?", "Orders have fallen by 40 per cent since 2019, he said.", []),
        ("When did it open?", "It has twice as many visitors as in 2019.", []),
        ("When did it open?", "It opened in 1871 and has grown by a third since 2019.", ["1871"]),
        ("When did it close?", "It has been closed since 2019.", ["2019"]),
        ("When did it close?", "More than 300 people saw it close in 2019.", ["2019"]),
        ("When did they vote?", "They voted on Tuesday to open it in June 2026.", ["Tuesday"]),
        ("When was it due to open?", "It must be open by next summer.", ["next summer"]),
        ("When will it open?", "It must be open by next summer.", ["next summer"]),
        ("How many were moved?", "It is more than five times what was said.", []),
        ("How many seats has it?", "They have won six championships.", []),
        ("How many vehicles use it?", "About 2,400 people use it.", []),
        ("How many people left?", "Twenty-nine households left.", []),
        ("How many people left?", "The homes damaged are 312 now.", []),
        ("How many people left?", "Some 40 residents of nine homes left.", ["Some 40"]),
        ("How many people died?", "The fire destroyed nineteen trams.", []),
        ("How many people were killed?", "Two firefighters were killed.", ["Two"]),
        ("How many people were arrested?", "There were fourteen arrests.", ["fourteen"]),
        ("Who closed it?", "The director, Piers Hallam, closed it on Wednesday.", ["Piers Hallam"]),
        ("Who is Piers Hallam?", "Piers Hallam closed it.", []),
    ],
)
def test_the_values_of_a_sentence(question: str, sentence: str, said: list[str]) -> None:
    assert given(question, sentence) == said


@pytest.mark.parametrize(
    ("question", "one", "other", "alike"),
    [
        ("How much did it cost?", "It cost £3.1m.", "It went for £3,100,000.", True),
        ("How much did it cost?", "It cost £3.1m.", "It went for £2.7 million.", False),
        ("How many came?", "It drew 18,200 people.", "More than 18,000 visitors came.", True),
        ("How many dogs were found?", "Three dozen dogs were found.", "36 dogs were found.", True),
        ("How long is the path?", "It is 26 kilometres long.", "It runs for 16 miles.", True),
        ("How long is the path?", "It is ten kilometres long.", "It runs for six miles.", True),
        ("How long is the path?", "It is 12 kilometres long.", "It runs for six miles.", False),
        ("How warm was the sea?", "The sea has reached 30C.", "The water hit 86F.", True),
        ("How warm was the sea?", "The sea has reached 30C.", "The water hit 81F.", False),
        ("How much burned?", "It burned 200 hectares.", "About 500 acres were burned.", True),
        ("How long were they stuck?", "For 90 minutes.", "For an hour and a half.", True),
        ("When is the trial?", "It begins on 6 June.", "It begins next Thursday.", True),
        ("When do fares rise?", "On New Year's Day.", "From 1 January.", True),
        ("When will it open?", "It opens on 12 June.", "It opens next Monday.", False),
        (
            "Who leads it?",
            "Dame Leonora Pask-Whitley leads it.",
            "Led by Leonora Pask-Whitley.",
            True,
        ),
        ("Who won?", "It went to Ines Corvall.", "It went to Tomas Brandeck.", False),
    ],
)
def test_two_sentences_that_say_the_same_or_not(
    question: str, one: str, other: str, alike: bool
) -> None:
    first, second = (values(asked(question), text, WEDNESDAY) for text in (one, other))
    assert first
    assert second
    assert same(first, second) is alike


def test_a_majority_follows_from_a_vote() -> None:
    question = asked("By what margin did the council approve it?")
    vote = values(question, "Councillors voted 22 to 17 for it.", None)
    (majority,) = values(question, "They approved it with a majority of five.", None)
    assert follows(majority, vote)
    assert not follows(majority, values(question, "They voted 22 to 18 for it.", None))


def test_money_is_not_held_against_people() -> None:
    question = asked("How many jobs will go?")
    (jobs,) = values(question, "The plant will shed 340 jobs.", None)
    (money,) = values(question, "The jobs cost the plant £340.", None)
    assert comparable(jobs, jobs)
    assert not comparable(jobs, money)


def test_a_publisher_is_nobody_who_did_it() -> None:
    question = asked("Who pays for it?")
    sentence = "The state pays, the Ulde Valley Post has learnt."
    assert values(question, sentence, None)
    assert not values(question, sentence, None, {"uldevalleypost"})
