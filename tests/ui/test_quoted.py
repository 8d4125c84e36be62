"""What became of a quote in a later text."""

import pytest

from ui.quoted import quoted

OLD = (
    "Dr. Lund spoke on Monday. The bridge will cost 214 million crowns. Work starts in May.\n\nEnd."
)
QUOTE = "The bridge will cost 214 million crowns."


def became(new: str, quote: str = QUOTE, old: str = OLD) -> tuple[str, str]:
    start = old.index(quote)
    now = quoted(range(start, start + len(quote)), old, new)
    return now.state, new[now.start : now.end]


def test_a_quote_that_stands_is_found_wherever_it_stands_now() -> None:
    assert became(f"New.\n\nIt is so. {QUOTE}") == ("same", QUOTE)
    wrapped = QUOTE.replace("will cost", "will\ncost")
    assert became(wrapped) == ("same", wrapped)


def test_a_quote_within_longer_words_does_not_stand() -> None:
    old = "It cost 21\n\nmore"
    assert became("It cost 214 then", "It cost 21", old)[0] != "same"


@pytest.mark.parametrize(
    ("new", "now"),
    [
        (OLD.replace("214", "238"), QUOTE.replace("214", "238")),
        (
            OLD.replace("will cost", "is to cost about"),
            QUOTE.replace("will cost", "is to cost about"),
        ),
        (f"Other.\n\n{QUOTE.replace('214', '238')}", QUOTE.replace("214", "238")),
    ],
)
def test_a_quote_that_was_changed_is_told_as_it_is_now(new: str, now: str) -> None:
    assert became(new) == ("changed", now)


def test_a_quote_of_several_sentences_is_told_whole() -> None:
    both = f"Dr. Lund spoke on Monday. {QUOTE}"
    assert became(OLD.replace("214", "238"), both) == ("changed", both.replace("214", "238"))
    assert became(QUOTE, both) == ("changed", QUOTE)


@pytest.mark.parametrize(
    "new",
    ["", OLD.replace(QUOTE, ""), OLD.replace(QUOTE, "The ferry to Skarn sails at six."), "Gone."],
)
def test_a_quote_that_went_is_gone(new: str) -> None:
    assert became(new) == ("gone", "")


def test_what_another_sentence_said_before_is_not_what_a_quote_became() -> None:
    old = f"{QUOTE} The tunnel will cost 214 million crowns."
    assert became(old.replace(QUOTE, ""), QUOTE, old) == ("gone", "")


NOTE = f"Correction: An earlier version said: {QUOTE}"


def test_what_only_a_correction_repeats_does_not_stand() -> None:
    now = QUOTE.replace("214", "238")
    assert became(f"{OLD.replace(QUOTE, now)}\n\n{NOTE}") == ("changed", now)
    assert became(f"{NOTE}\n\nThe ferry to Skarn sails at six.") == ("gone", "")
    assert became(f"{NOTE}\n\n{OLD}") == ("same", QUOTE)


def test_a_quote_of_a_correction_stands_where_the_correction_does() -> None:
    assert became(f"New.\n\n{NOTE}", QUOTE, f"The mill.\n\n{NOTE}") == ("same", QUOTE)
