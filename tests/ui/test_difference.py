"""What changed between two texts."""

from ui.difference import changes, sentences, stretches

A, B, C = "The bridge is open.", "It cost 40 million crowns.", "The mayor was there on Monday."


def told(old: str, new: str) -> list[str]:
    marks = {"went": "-{}-", "came": "+{}+", "same": "{}"}
    return ["".join(marks[what].format(text) for what, text in runs) for runs in changes(old, new)]


def test_only_changed_paragraphs_are_told() -> None:
    old = "\n\n".join([A, B, C])
    assert told(old, old) == []
    assert told(old, old.replace("40", "45")) == ["It cost -40 -+45 +million crowns."]
    assert told(old, old.replace(f"{B}\n\n", "")) == [f"-{B}-"]
    assert told(old, f"{old}\n\nEnd.") == ["+End.+"]


def test_sentences_that_stand_are_not_struck() -> None:
    assert told(f"{A} {B} {C}", f"{A} {C}") == [f"{A} -{B} -{C}"]
    assert told(f"{A} {C}", f"{A} {B} {C}") == [f"{A} +{B} +{C}"]


def test_a_sentence_that_has_little_of_the_old_one_replaces_it() -> None:
    assert told(A, "Nobody knows where the ferry is now.") == [
        f"-{A}-+Nobody knows where the ferry is now.+"
    ]


def test_a_paragraph_that_moved_is_told_once_each_way() -> None:
    assert told("\n\n".join([A, B, C]), "\n\n".join([B, C, A])) == [f"-{A}-", f"+{A}+"]


def test_how_a_text_is_wrapped_does_not_count() -> None:
    assert told(f"{A} {B}", f"{A}\n{B}") == []


def test_the_sentences_of_a_text_are_the_text() -> None:
    text = f'{A}  He said: "No." {B}\n- an item\n\n他说。她说。… ! '
    assert "".join(sentences(text)) == text
    assert sentences(f"{A} {B}") == [f"{A} ", B]
    assert sentences("") == []


def test_what_stands_once_in_both_is_held_fast() -> None:
    assert [*stretches("axbxc", "xbxdc")] == [
        (slice(0, 1), slice(0, 0)),
        (slice(4, 4), slice(3, 4)),
    ]
    assert [*stretches("aaa", "aa")] == [(slice(2, 3), slice(2, 2))]
    assert [*stretches("", "")] == []
