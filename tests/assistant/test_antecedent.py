"""Whom “she” means in a question that follows on."""

import pytest

from assistant.answer import Citation, Turn
from assistant.antecedent import in_full
from assistant.assistant import Assistant

MUSEUM = (
    "The wing was designed by Ingrid Salo, who also built the library. She is from Pellbury, and "
    "she started here in May. Mayor Tom Rigg, 61, thanked her. He cut the ribbon himself. The "
    "Havdis, a ferry, brought the guests. Havdis is new. Salo was pleased, said Rigg."
)
DISMISSED = (
    "Marcus Ebden, who ran the place for six years, has been dismissed. He was not there. Mayor "
    "Ruth Sandoe said that her trust was gone. His successor is Sunniva Bale, 44. She comes from "
    "the coast."
)


def cited(article: str, quote: str) -> Citation:
    start = article.index(quote)
    return Citation(1, article, "1", "", None, None, None, quote, start, start + len(quote))


def turn(question: str, article: str, quote: str) -> Turn:
    return Turn(question, quote, (cited(article, quote),))


def asked(text: str, *history: Turn) -> str:
    return in_full(text, history, lambda one: one.article_id)


DESIGNED = turn(
    "Who designed the new wing?",
    MUSEUM,
    "The wing was designed by Ingrid Salo, who also built the library.",
)
REPLACED = (
    turn("Why was Marcus Ebden dismissed?", DISMISSED, "He was not there."),
    turn("Who replaced him?", DISMISSED, "His successor is Sunniva Bale, 44."),
)


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        ([DESIGNED], "how old is she?", "how old is Ingrid Salo?"),
        ([DESIGNED], "What else did her firm build?", "What else did Ingrid Salo's firm build?"),
        ([DESIGNED], "Who thanked her?", "Who thanked Ingrid Salo?"),
        ([DESIGNED], "Who thanked her in May?", "Who thanked Ingrid Salo in May?"),
        # whom the question names, where that does not ask for somebody
        (REPLACED[:1], "Who replaced him?", "Who replaced Marcus Ebden?"),
        (REPLACED, "Where did she work before?", "Where did Sunniva Bale work before?"),
        # it asks for her, and he is the man of the question
        (REPLACED, "and what does he do now?", "and what does Marcus Ebden do now?"),
        (
            [turn("Who is Tom Rigg?", MUSEUM, "Mayor Tom Rigg, 61, thanked her.")],
            "how old is he",
            "how old is Tom Rigg",
        ),
        # whom the quote speaks of without a name
        (
            [turn("What did the architect do?", MUSEUM, "She is from Pellbury")],
            "how old is she?",
            "how old is Ingrid Salo?",
        ),
    ],
)
def test_a_pronoun_is_who_was_named(history, question, expected) -> None:
    assert asked(question, *history) == expected


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ([], "how old is she?"),
        ([DESIGNED], "Was anyone hurt?"),
        ([DESIGNED], "how old is Tom Rigg, and where did he grow up?"),
        # nobody is he there
        ([DESIGNED], "how old is he?"),
        # two may be meant
        (
            [turn("Who came?", MUSEUM, "Salo was pleased, said Rigg.")],
            "Is his or her name known?",
        ),
        # a ferry is nobody
        ([turn("What brought them?", MUSEUM, "Havdis is new.")], "who is her captain?"),
        ([Turn("Who designed the new wing?", "Nothing answers this.")], "how old is she?"),
    ],
)
def test_a_pronoun_that_may_mean_another_stays(history, question) -> None:
    assert asked(question, *history) == question


def test_what_is_said_of_another_does_not_answer(assistant_over) -> None:
    assistant: Assistant = assistant_over(
        {
            "title": "New wing for the museum",
            "text": "The wing of the Textile Museum was designed by "
            "Ingrid Salo, who also built the library in Pellbury. It cost 6.2 million pounds.\n\n"
            "Mary Farrow cut the ribbon. Farrow, who is 81, started at the mill when she was 15.",
        }
    )
    first = assistant.ask("Who designed the wing of the Textile Museum?")
    history = [Turn(first.question, first.text, first.citations)]
    assert "Ingrid Salo" in first.citations[0].quote
    answer = assistant.ask("how old is she?", history)
    assert answer.searched_as.startswith("how old is Ingrid Salo? (")
    assert answer.status == "not_found", answer.text
