"""Beside a quote are named the copies of its story that have it, and no others."""

import pytest

STORY = (
    "Some 40 houses in Quarrenby stand under water since a dam broke on Thursday night. "
    "Rescuers took nine people from their roofs, Mayor Ada Fenn told the local radio. "
    "The old dam belonged to the brewery of Lowmere, which had closed it to walkers. "
    "{end}"
)


@pytest.fixture
def answers(assistant_over):
    """The answers to questions on a story and its copy, which ends in another way."""
    told = (
        ("Vellacote Gazette", STORY.format(end="The school in Ardal has taken in 60 villagers.")),
        ("Calder Reach Post", STORY.format(end="").replace("Rescuers took", "RESCUERS took")),
    )
    assistant = assistant_over(
        *(
            {"title": "Dam breaks", "publisher": name, "published": "2024-03-14", "text": text}
            for name, text in told
        )
    )
    return assistant.ask


def test_a_copy_that_has_the_quote_is_named(answers) -> None:
    answer = answers("How many people did rescuers take from their roofs in Quarrenby?")
    assert "nine people" in answer.citations[0].quote
    assert len(answer.citations[0].also_in) == 1


def test_a_copy_without_the_sentence_is_not_named(answers) -> None:
    answer = answers("How many villagers has the school in Ardal taken in?")
    assert "60 villagers" in answer.citations[0].quote
    assert answer.citations[0].also_in == ()


def test_a_figure_that_only_one_of_two_prints_has_corrected_is_told(assistant_over) -> None:
    text = STORY.format(end="The repair is to cost {} million crowns.")
    note = (
        "\n\nCorrection: An earlier version of this article said that it was to cost 3.2 million."
    )
    told = (
        ("Vellacote Gazette", 14, text.format("3.2")),
        ("Calder Reach Post", 15, text.format("4.6") + note),
    )
    assistant = assistant_over(
        *(
            {
                "title": "Dam breaks in Quarrenby",
                "publisher": publisher,
                "published": f"2024-03-{day}",
                "text": text,
            }
            for publisher, day, text in told
        )
    )
    answer = assistant.ask("How much is the repair of the dam in Quarrenby to cost?")
    assert [one.value for one in answer.differing] == ["4.6 million crowns", "3.2 million crowns"]
