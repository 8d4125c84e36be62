"""What is quoted with a sentence, so that it says what it says in its article."""

import pytest
from langchain_core.documents import Document

from assistant.language.context import reach


def quoted(*sentences: str, number: int, question: str = "", between: str = " ") -> list[str]:
    text, spans = "", []
    for sentence in sentences:
        text += between if text else ""
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence
    first, last = reach(
        Document(text, metadata={"title": "", "publisher": None, "sentences": spans}),
        number,
        question,
    )
    return list(sentences[first : last + 1])


@pytest.mark.parametrize(
    "sentence",
    [
        "She resigned in March.",
        "In Tollerby it fell from 35 to 12 per cent.",
        "After the vote, they left.",
        "Molvær called that “an opening bid”.",
        "But an old bridge is an inconvenience.",
        "“We have reached the end.”",
        "The fund could be raised, she said.",
    ],
)
def test_what_leaves_it_open_brings_the_sentence_before(sentence: str) -> None:
    assert quoted("The first.", sentence, number=1) == ["The first.", sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2019 the Coast Alliance won 18 seats.",
        "The council called it a day.".replace("called it", "had"),
        "Butter costs more than ever.",
        "Anna Berg, who leads the port, resigned.",
    ],
)
def test_what_stands_alone_is_quoted_alone(sentence: str) -> None:
    assert quoted("The first.", sentence, "The last.", number=1) == [sentence]


@pytest.mark.parametrize(
    ("sentence", "following"),
    [
        ("Nobody denies that the bridge is old.", "But an old bridge is an inconvenience."),
        (
            "“I can put money on the table, and I will,” she wrote.",
            "“I cannot put midwives on it.”",
        ),
        ('"It can wait," Berg wrote.', '"It has waited long enough."'),
        ("Entry was to cost 12 crowns.", "That was wrong."),
    ],
)
def test_what_is_taken_back_is_not_quoted_alone(sentence: str, following: str) -> None:
    assert quoted(sentence, following, "The end.", number=0) == [sentence, following]
    assert quoted(sentence, following, number=0, between="\n\n") == [sentence]


def test_the_reason_comes_along_where_it_is_asked_for() -> None:
    said = ("The ward will be closed at night.", "The reason is a shortage of midwives.")
    assert quoted(*said, number=0, question="Why is the ward closed?", between="\n\n") == [*said]
    assert quoted(*said, number=0, question="When is the ward closed?") == [said[0]]


def test_a_label_over_the_article_is_not_brought() -> None:
    assert quoted("OPINION.", "It is the dearest bridge.", number=1) == [
        "It is the dearest bridge."
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        "Correction: An earlier version of this article said that 512 were born in 2023.",
        "The article was amended on 19 May.",
        "The Post incorrectly reported that 512 were born in 2023.",
        "On 1 June we reported that 512 were born in 2023.",
        "We also named the midwife as Ines Varga.",
    ],
)
def test_what_was_said_wrongly_brings_what_is_right(wrong: str) -> None:
    right = ("That was the number for 2019.", "The correct one is 421.")
    assert quoted("It rained.", wrong, *right, "It snowed.", number=1) == [wrong, *right]
    assert quoted(wrong, *right, number=0, between="\n\n") == [wrong, right[0]]
    assert quoted(wrong, "It snowed.", number=0, between="\n\n") == [wrong]


def test_what_is_right_is_not_quoted_without_what_was_wrong() -> None:
    wrong = "A caption in Tuesday's paper misidentified the man."
    assert quoted("It rained.", wrong, "He is Byron Teague.", number=2) == [
        wrong,
        "He is Byron Teague.",
    ]
    name = "The man is Byron Teague."
    assert quoted("It rained.", wrong, name, number=2) == [wrong, name]
    denied = "Contrary to our report on Tuesday, the bridge will not cost 48 million."
    assert quoted(denied, "The correct figure is 84 million.", number=0)[1:]
    carnival = "It was the third time that the carnival had been held."
    assert quoted(wrong, carnival, number=0, between="\n\n") == [wrong]
    whole = "The bridge will cost 84 million, not 48 million as stated on Tuesday."
    assert quoted(whole, "The Singers are from Hexley.", number=1) == [
        "The Singers are from Hexley."
    ]


ITEMS = ("Of this the region expects to pay:", "- 11 million for roads", "- 27 million for homes")


@pytest.mark.parametrize("number", [1, 2])
def test_an_item_brings_what_stands_above_its_list(number: int) -> None:
    assert quoted(*ITEMS, "The rest is insured.", number=number) == list(ITEMS[: number + 1])


def test_an_item_far_below_or_without_a_head_is_quoted_alone() -> None:
    items = [f"{n}) Town {n}" for n in range(1, 9)]
    assert quoted("The towns:", *items, number=8) == [items[-1]]
    assert quoted("The towns are these.", *items, number=1) == [items[0]]
