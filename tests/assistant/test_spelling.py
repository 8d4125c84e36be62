"""A word that no article has, and the one that it was probably meant to be."""

import pytest

from assistant.absent import corrections, missing
from assistant.answer import Turn
from assistant.assistant import Assistant
from assistant.language import spelling
from assistant.suggest import suggested

ARTICLES = [
    (
        "Arteta and Pochettino shared rooms",
        "Mikel Arteta and Mauricio Pochettino shared rooms in Paris for eighteen months. "
        "Pochettino was the older one.",
    ),
    (
        "Jellyfish learn",
        "The brainless jellyfish hit the wall of the tank twelve times in the first minutes. "
        "After an hour the jellyfish hit it six times.",
    ),
    (
        "Lyskøy ferry sold at auction",
        "The ferry of Lyskøy was sold at an auction in Zürich for nine million crowns.",
    ),
    (
        "Norlin elected",
        "Petra Norlin was elected mayor of Vessby. Norlin said that she would not raise the fee.",
    ),
    ("Norlie resigns", "Per Norlie resigned as head of the port of Vessby on Friday."),
    (
        "Cranberries",
        "Wisconsin grows most of the cranberries that are sold at Thanksgiving. "
        "Write to happy@thanksgiving.example for more.",
    ),
    ("Levers", "A machine of three levers moves the stone, said the leader."),
]


@pytest.fixture
def asked(assistant_over) -> Assistant:
    return assistant_over(*({"title": title, "text": text} for title, text in ARTICLES))


def meant(assistant: Assistant, question: str) -> dict[str, str]:
    words = missing(assistant.index, assistant.read(question), question)
    return corrections(assistant.index, question, words)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how long did arteta and pochetino share rooms", {"pochetino": "Pochettino"}),
        ("how often did the jelyfish hit the tank", {"jelyfish": "jellyfish"}),
        ("how often did the jellyfsh hit the tank", {"jellyfsh": "jellyfish"}),
        ("how often did the jellyfihs hit the tank", {"jellyfihs": "jellyfish"}),
        ("how often did the jellyfissh hit the tank", {"jellyfissh": "jellyfish"}),
        ("Who bought the Lyskoy ferry?", {"Lyskoy": "Lyskøy"}),
        ("Who was elected mayor, Petra Norlinn?", {"Norlinn": "Norlin"}),
        (
            "Where does wisconsn sell cranberrries?",
            {"wisconsn": "Wisconsin", "cranberrries": "cranberries"},
        ),
        ("What did JELYFISH do?", {"JELYFISH": "jellyfish"}),
        ("where is the jelyfish’s tank", {"jelyfish": "jellyfish"}),
        # said in more articles and sentences than the other one that it may be
        ("Who is Norlix?", {"Norlix": "Norlin"}),
        # the first word of a question has its capital from standing there
        ("Jelyfish: how often?", {"Jelyfish": "jellyfish"}),
        # a name that is written small elsewhere is a name still
        ("Where is Thanksgivng celebrated?", {"Thanksgivng": "Thanksgiving"}),
    ],
)
def test_a_misspelt_word_is_corrected(asked, question, expected) -> None:
    assert meant(asked, question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "How long did Arteta and Pochettino share rooms?",
        "Where did the jellyfish hit the zorbulon?",  # nothing is near
        "Who sold the perry?",  # another word of the language
        "Who is Pax?",  # too short to tell
        "How deep is the tnak?",
        "What was sold in Zurich?",  # the search does not mind accents
        "Who grows a cranberry?",  # nor the form of a word
        "When was 1985 said?",
        "Who is Mellyfish?",  # the first letter of a name is right
        "Who is Tanka?",  # and who writes a capital means a name
        "What did the JELLYfsh do?",
        "Where is the ellyfish?",  # the first letter of a word is right too
        "What moves the lever?",
        "Who sold the berry?",
        "What moves the stove?",  # a word of the language, one slip from “stone”
        "Who is the lender?",  # and one made from another, one slip from “leader”
        "What is Tank22?",
        "Who is Vesby?",  # of five letters there are too many names
        "What is Minuutes?",  # no article writes it as a name
        "why wont the ferry hit the tank",
    ],
)
def test_others_are_left_as_they_are(asked, question) -> None:
    assert meant(asked, question) == {}


def test_the_reader_is_asked_whether_that_was_meant(asked) -> None:
    answer = asked.ask("how often did the jelyfish hit the tank")
    assert answer.notice == "No article has the word “jelyfish”. Did you mean “jellyfish”?"
    two = asked.ask("Where does wisconsn sell cranberrries?")
    assert (two.notice or "").endswith("Did you mean “Wisconsin” and “cranberries”?")


def test_nothing_is_searched_for_that_was_not_asked(asked) -> None:
    answer = asked.ask("how often did the jelyfish hit the tank")
    assert answer.searched_as == answer.question


def test_the_question_as_it_was_probably_meant_is_offered_first(asked) -> None:
    answer = asked.ask("How long did Arteta and Pochetino share rooms?")
    first, *_ = suggested(asked, answer)
    assert first == "How long did Arteta and Pochettino share rooms?"


def test_it_is_offered_where_nothing_was_found(asked) -> None:
    answer = asked.ask("Who is Norlinn?")
    assert answer.status == "not_found"
    assert "Did you mean “Norlin”?" in (answer.notice or "")
    assert suggested(asked, answer)[:1] == ["Who is Norlin?"]


def test_what_the_articles_found_do_not_speak_of_was_not_meant(asked) -> None:
    answer = asked.ask("Will the levees of the port of Vessby hold?")
    assert answer.notice == "No article has the word “levees”."
    assert "Will the levers of the port of Vessby hold?" not in suggested(asked, answer)


def test_a_follow_up_is_not_asked_again_whether_the_question_before_it_was_misspelt(asked) -> None:
    first = "How often did the jelyfish hit the tank?"
    history = [Turn(first, "Twelve times.")]
    answer = asked.ask("And after that?", history)
    assert "jelyfish" in answer.searched_as
    assert "jelyfish" not in (answer.notice or "")


def test_of_a_word_that_is_too_long_no_slips_are_looked_for(asked, monkeypatch) -> None:
    made: list[str] = []

    def noted(word: str) -> list[str]:
        made.append(word)
        return [word]

    monkeypatch.setattr(spelling, "slips", noted)
    assert asked.ask(f"Who is q{'u' * 1900}?").citations == ()
    assert made == []
    asked.ask("Who is zorbulonius?")
    assert made == ["zorbulonius"]


def test_the_end_of_an_ordinal_is_no_word(asked: Assistant) -> None:
    question = "Who took the 88th cup of Vessby?"
    assert "th" not in missing(asked.index, asked.read(question), question)
