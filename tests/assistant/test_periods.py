"""Where a question names a time, what is of another is not quoted beside what is of that."""

import json

import pytest

from assistant.assistant import Assistant

TOPIC = "the salt mine of Heller"


@pytest.fixture
def asking(make_index, tmp_path):
    """Makes an assistant over articles on one thing, by day."""

    def make(**texts: str) -> Assistant:
        folder = tmp_path / "days"
        folder.mkdir()
        for name, text in texts.items():
            day = name.removeprefix("on_").replace("_", "-")
            article = {"title": f"News of {TOPIC}", "text": text, "source": "The Gazette"}
            article |= {} if day == "none" else {"published": day}
            (folder / f"{name}.json").write_text(json.dumps(article), "utf-8")
        index = make_index(home=folder)
        index.sync()
        return Assistant(index)

    return make


@pytest.mark.parametrize(
    "question",
    [
        f"What did The Gazette report on {TOPIC} in November 2023?",
        f"What was written of {TOPIC} in November 2023?",
    ],
)
def test_what_was_published_then_is_quoted_alone(asking, question) -> None:
    answer = asking(
        on_2023_11_14="The salt mine of Heller was sold on Monday to a bank in Norrtun.",
        on_2023_09_28="The salt mine of Heller was flooded on Tuesday after a storm.",
        on_none="The salt mine of Heller has 412 steps and a lift from the year 1911.",
    ).ask(question)
    assert [(citation.published or "")[:10] for citation in answer.citations] == ["2023-11-14"]


def test_what_tells_of_that_time_later_is_quoted_too(asking) -> None:
    answer = asking(
        on_2024_11_14="In 2023 the salt mine of Heller had 31,000 visitors, its director said.",
        on_2023_09_28="The salt mine of Heller had many visitors in the summer of its year.",
    ).ask("How many visitors did the salt mine of Heller have in 2023?")
    assert "31,000" in " ".join(citation.quote for citation in answer.citations)


def test_what_is_of_another_time_alone_is_quoted_and_said_to_be(asking) -> None:
    answer = asking(
        on_2023_09_28="The salt mine of Heller was flooded on Tuesday after a storm."
    ).ask("When was the salt mine of Heller flooded, in November 2023?")
    assert answer.citations
    assert "time that you name" in (answer.notice or "")
