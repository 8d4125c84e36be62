import pytest

from assistant.language.opinion import is_label, is_of_the_author, is_opinion


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Opinion: The road made of water should be free", None),
        ("The road should be free | Opinion", None),
        ("EDITORIAL – A bridge too dear", None),
        ("The road made of water", "https://courier.example/opinion/road-made-of-water"),
        ("The road made of water", "https://courier.example/commentisfree/2024/jun/08/road"),
    ],
)
def test_an_opinion_says_so(title: str, url: str | None) -> None:
    assert is_opinion(title, url)


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Public opinion on the bridge is split", None),
        ("Column collapses at quarry", "https://courier.example/news/column-collapses"),
        ("Minister declines to comment - for now", None),
        ("Opinion polls open at eight", "https://courier.example/news/opinion-polls"),
    ],
)
def test_a_report_is_none(title: str, url: str | None) -> None:
    assert not is_opinion(title, url)


@pytest.mark.parametrize(
    "sentence",
    [
        "OPINION.",
        "Opinion | Jane Doe.",
        "By Jane Doe.",
        "LETTERS TO THE EDITOR.",
        "Comment",
        "NEWS",
        "The views expressed are her own.",
        "Views expressed in this article are those of the author and not of the paper.",
    ],
)
def test_what_stands_over_an_article_is_a_label(sentence: str) -> None:
    assert is_label(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "War ended.",
        "Opinion is divided.",
        "By Friday the road was open.",
        "By Monday.",
        "THE WAR ENDED ON THE FIRST OF MAY.",
        "Letters were burnt.",
        "The views expressed by voters are clear.",
        "VAT: 25%.",
        "USA 2 IRAN 0",
    ],
)
def test_a_short_sentence_is_none(sentence: str) -> None:
    assert not is_label(sentence)


def test_who_wrote_it_is_said_of_the_author_alone() -> None:
    assert is_of_the_author("Jane Doe is a columnist for the Post.", "Jane Doe")
    assert not is_of_the_author("Jane Doe, who is ill, was not there.", "Jane Doe")
    assert not is_of_the_author("Paul Ray is a columnist for the Post.", "Jane Doe")
    assert not is_of_the_author("It is a column.", None)
