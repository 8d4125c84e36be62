"""Reading a question."""

from datetime import date

import pytest

from assistant.question import kind, read, sides, telling
from index.keywords import Tokenizer

TOKENIZER = Tokenizer()
TODAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who heads the council?", "who"),
        ("Whom did she blame?", "who"),
        ("How many people died?", "number"),
        ("What was the cost of the bridge?", "number"),
        ("What's the length of the ship?", "number"),
        ("Why did it close?", "other"),
        ("What caused wage cuts?", "other"),
        ("Which budget airline went bust?", "other"),
        ("What percentage voted yes?", "number"),
        ("Since when have they coordinated?", "when"),
        ("Which year did it open?", "when"),
        ("Where is the base?", "where"),
        ("What lay to the west when he died?", "other"),
        ("Is the bridge open?", "other"),
    ],
)
def test_the_first_asking_word_tells_the_kind(question: str, expected: str) -> None:
    assert kind(question) == expected


def test_names_tell_more_than_common_words_and_asking_words_nothing() -> None:
    weights = telling("Where did Tollerby's council meet in the end?", TOKENIZER)
    assert weights["tollerbi"] > weights["council"] > weights["end"] > 0
    assert not weights.keys() & {"where", "did", "in", "the"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who is the mayor of Tollerby?", []),
        ("How much did the bridge cost, and why?", []),
        ("How deep was the flood in Tollerby town, according to The Courier and The Post?", []),
        (
            "Did the Courier see the Tollerby flood before the Post covered the Hallersby quarry?",
            ["Did the Courier see the Tollerby flood", "the Post covered the Hallersby quarry?"],
        ),
        (
            "Which town was flooded in November, lost its wooden bridge and elected Hanne Castell?",
            [
                "Which town was flooded in November, lost its wooden bridge",
                "elected Hanne Castell?",
            ],
        ),
    ],
)
def test_sides_are_the_parts_that_say_enough(question: str, expected: list[str]) -> None:
    found = sides(question, ("The Courier", "The Post"), TOKENIZER)
    assert [side.text for side in found] == expected
    assert all(question[side.start : side.end] == side.text for side in found)


def test_a_side_knows_the_publishers_that_it_names() -> None:
    question = "Did the Courier report the Tollerby flood before the Post saw Hallersby quarry?"
    found = sides(question, ("The Courier", "The Post"), TOKENIZER)
    assert [side.publishers for side in found] == [("The Courier",), ("The Post",)]


@pytest.mark.parametrize("question", ["What is the latest estimate?", "What is known so far?"])
def test_the_newest_is_asked_for(question: str) -> None:
    assert read(question, (), TOKENIZER, TODAY).latest
    assert not read("What was the estimate?", (), TOKENIZER, TODAY).latest


@pytest.mark.parametrize(
    ("question", "whether"),
    [
        ("Has the quarry been given permission?", True),
        ("Isn't it open?", True),
        ("May a child keep a phone?", True),
        ("May dogs travel on the ferry?", True),
        ("May elections in Norland", False),
        ("When is it given?", False),
    ],
)
def test_a_question_is_answered_by_yes_or_no(question: str, whether: bool) -> None:
    assert read(question, (), TOKENIZER, TODAY).whether is whether


def test_a_named_time_holds_its_days() -> None:
    asked = read("What happened in March?", (), TOKENIZER, TODAY)
    assert asked.names_day(date(2024, 3, 31))
    assert not asked.names_day(date(2024, 4, 1))
    assert not asked.names_day(None)


@pytest.mark.parametrize(
    ("question", "of_a_time"),
    [
        ("What was published in March?", True),
        ("What has The Independent reported since 3 March 2024?", True),
        ("Which articles are from March 2024?", True),
        ("Anything new since yesterday?", True),
        ("March 2024", True),
        ("What else came out in March 2024?", True),
        ("Which events took place in March 2024?", True),
        ("Show me everything from last month", True),
        ("Which team won the league in March 2024?", False),
        ("Which party won in March 2024?", False),
        ("What did people get in March 2024?", False),
        ("What happened in Vessby in March?", False),
        ("Who won in March 2024?", False),
        ("Who was it in 2019?", False),
        ("When did it happen in 2019?", False),
        ("How many came in 2019?", False),
        ("Why did it happen in March 2024?", False),
        ("What did she do in March 2024?", False),
        ("Did it happen in 2019?", False),
        ("What was published?", False),
    ],
)
def test_a_question_may_be_for_whatever_is_of_a_time(question: str, of_a_time: bool) -> None:
    asked = read(question, ["The Independent"], TOKENIZER, TODAY)
    assert asked.of_a_time is of_a_time


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who bought the old ferry?", True),
        ("who bought the selja", True),
        ("tollerby flood wall finished when", True),
        ("Is the ward open at night?", True),
        ("What did the mayor say about the wall?", True),
        ("What did Harrowell say in March 2024?", False),
        ("What does Dagny Harrowell say?", False),
        ("What happened in Tollerby?", False),
        ("What has happened to the ferry?", False),
        ("What is known about “Bridge closed”?", False),
        ("What's new about the ferry?", False),
        ("What do the articles say about the flood?", False),
        ("What did the Ulde Valley Post report about the bridge?", False),
        ("turnout regional election", False),
        ("Tell me about the wreck.", False),
        ("Can you tell me about the wreck?", False),
        ("Is there any news about the ferry?", False),
        ("What is the story of the wreck about?", False),
        ("Which article did the judge read?", True),
        ("What is New York's population?", True),
        ("What is known as the Quay?", True),
        ("What did the paper mill announce?", True),
        ("When did the Ulde Valley Post report that the bridge was closed?", True),
        ("What's the latest on the ferry?", False),
        ("What is the latest estimate of the damage?", True),
    ],
)
def test_a_question_asks_something_in_particular_or_for_whatever_there_is(question, expected):
    asked = read(question, ["Ulde Valley Post", "The Haverstrand Courier"], TOKENIZER, TODAY)
    assert asked.particular is expected


def test_a_question_that_was_completed_is_known_by_its_brackets():
    for text, expected in (
        ("why? (Who is the mayor?)", True),
        ("When was it? (What did the EU (or its court) decide?)", True),
        ("Who leads the World Health Organization (WHO)", False),
        ("Who leads the EU (or did)?", False),
    ):
        assert read(text, [], TOKENIZER, TODAY).completed is expected


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("And why? (Who is the mayor?)", "And why?"),
        ("What about the Post? (Who is the mayor?)", "What about the Post? (Who is the mayor?)"),
        ("Who leads the World Health Organization (WHO)", None),
    ],
)
def test_a_question_that_was_completed_is_read_as_it_was_put(text, own):
    assert read(text, [], TOKENIZER, TODAY).own == (own or text)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("When?", True),
        ("and since when", True),
        ("By whom?", True),
        ("At what age?", True),
        ("why not?", True),
        ("How much exactly?", True),
        ("Which ones?", True),
        ("Why so late?", False),
        ("How old is she?", False),
        ("What did the mayor say?", False),
    ],
)
def test_a_question_of_one_asking_word_says_nothing(typed, expected):
    assert read(f"{typed} (Who won the cup?)", [], TOKENIZER, TODAY).is_bare is expected
    assert not read(typed, [], TOKENIZER, TODAY).is_bare


def test_the_same_of_another_asks_nothing_in_particular():
    about = "What about The Post? (Who won?)"
    assert not read(about, ["The Post"], TOKENIZER, TODAY).particular
    assert read("And who lost? (Who won?)", [], TOKENIZER, TODAY).particular


def test_who_published_and_when_are_no_part_of_what_a_question_is_about() -> None:
    publishers = ("The Ulde Courier", "Valley Post")
    asked = read(
        "What did the Ulde Courier say of slate in May 2024?", publishers, TOKENIZER, TODAY
    )
    assert asked.about.keys() == {"slate"}
    assert asked.weights.keys() == {"uld", "courier", "slate", "2024"}
    whole = read("What did the Ulde Courier say in May 2024?", publishers, TOKENIZER, TODAY)
    assert whole.about == whole.weights
