"""Finding the publishers that a question names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.names import go_by
from assistant.publishers import named, unknown

KNOWN = [
    "The Verge",
    "Techcrunch",
    "Cnbc | World Business News Leader",
    "The Roar | Sports Writers Blog",
    "BBC News - Technology",
    "The Independent - Life and Style",
    "Guardian",
    "Sporting News",
    "CBSSports.com",
    "Fortune",
    "Polygon",
    "Wired",
    "The Age",
    "Business World",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did the Wall Street Journal say?", "The Wall Street Journal"),
        ("what did the wall street journal say", "The Wall Street Journal"),
        ("Does the WSJ agree with The Verge?", "The Wall Street Journal"),
        ("according to the Daily Wombat, who won?", "Daily Wombat"),
        ("as reported by Bloomberg", "Bloomberg"),
        ("the Bloomberg article", "Bloomberg"),
        ("an ESPN report on Shabnim Ismail", "ESPN"),
        ("Did Reuters report that?", "Reuters"),
        ("Did Bloomberg report that?", "Bloomberg"),
        ("What do Fortune and Bloomberg report?", "Bloomberg"),
        ("an article in Nature", "Nature"),
        ("published in Science", "Science"),
        ("an article from The Sun", "The Sun"),
        ("What was in the Tollerby Echo?", "Tollerby Echo"),
        ("Who won, in the Ulde Valley Post?", "Ulde Valley Post"),
        ("Does the Gazetteer article say so?", "Gazetteer"),
        ("the Tollerby Mirror article", "Tollerby Mirror"),
        ("an article by The Times of India", "Times of India"),
        ("tollerbytoday.com said", None),
        ("Tollerbytoday.com said so", "Tollerbytoday.com"),
    ],
)
def test_a_publisher_that_the_library_has_not_is_told(text: str, expected: str | None) -> None:
    assert unknown(text, KNOWN) == ((expected,) if expected else ())


def test_a_paper_may_be_named_without_its_place() -> None:
    known = ["Ulde Valley Post", "The Haverstrand Courier"]
    question = "When does the Valley Post say that it will close?"
    assert (named(question, known), unknown(question, known)) == (("Ulde Valley Post",), ())
    assert named("What does the York Times say?", ["The Verge"]) == ()


def test_several_are_told_once_each_and_in_order() -> None:
    text = "Do the Reuters article, a Forbes piece and another by Reuters agree with The Verge?"
    assert unknown(text, KNOWN) == ("Reuters", "Forbes")


@pytest.mark.parametrize(
    "text",
    [
        "according to Elon Musk",
        "according to John Smith",
        "Musk reports record sales",
        "Sam Altman reported that",
        "according to Apple",
        "the Apple article",
        "an article on Taylor Swift",
        "Taylor Swift coverage",
        "the OpenAI article",
        "a Goldman Sachs report",
        "the Mueller report",
        "How is Time measured in Nature?",
        "what did people say about the bridge",
        "People reported an earthquake",
        "what does science say",
        "Who sells The Sun?",
        "Which Metro line is closed?",
        "as per the National Music Publishers Association",
        "reported by Time Warner",
        "What had Michael Bloomberg said?",
        "How large is Melbourne among the Australian states?",
        "Who owns Bloomberg?",
        "Did Google report a loss?",
        "Which company partners with ESPN?",
        "Why did The New York Times sue OpenAI?",
        "Who owns The Washington Post?",
        "What does the BBC say?",
        "What does BBC News report?",
        "a TechCrunch article and a Tech Crunch report",
        "the CNBC article",
        "according to The Guardian",
        "according to CBS Sports",
        "the Independent article",
        "What happened on Twitter?",
        "What did Hanne Castell say in the Lower Town?",
    ],
)
def test_people_companies_and_known_publishers_are_not(text: str) -> None:
    assert unknown(text, KNOWN) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did The Verge say?", ["The Verge"]),
        ("what did the verge say about x", ["The Verge"]),
        ("techcrunch on y", ["Techcrunch"]),
        ("cnbc nike china sales", ["Cnbc | World Business News Leader"]),
        ("Tech Crunch on y", ["Techcrunch"]),
        ("sporting news nfl odds", ["Sporting News"]),
        ("What does the BBC say?", ["BBC News - Technology"]),
        ("the CNBC article", ["Cnbc | World Business News Leader"]),
        ("a 'Cnbc | World Business News Leader' article", ["Cnbc | World Business News Leader"]),
        ("The Roar on rugby", ["The Roar | Sports Writers Blog"]),
        ("Do The Guardian and CBS Sports agree?", ["Guardian", "CBSSports.com"]),
        ("The Independent reported", ["The Independent - Life and Style"]),
        ("accused by Fortune of fraud and by The Age of theft", ["Fortune", "The Age"]),
        ("Do Fortune and The Age agree?", ["Fortune", "The Age"]),
        ("according to fortune", ["Fortune"]),
        ("the fortune article", ["Fortune"]),
        ("what did fortune write", ["Fortune"]),
        ("a polygon report", ["Polygon"]),
        ("what did wired report", ["Wired"]),
        ("according to the age", ["The Age"]),
        ("what did the guardian say", ["Guardian"]),
        ("The Verge, The Verge and TechCrunch", ["The Verge", "Techcrunch"]),
    ],
)
def test_a_known_publisher_is_found_under_its_variants(text: str, expected: list[str]) -> None:
    assert list(named(text, KNOWN)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "who made a fortune with games",
        "a polygon of five sides",
        "is the city wired for it",
        "at what age do people verge on it",
        "the age of steam",
        "reported by the age of 30",
        "Who won in Age of Empires?",
        "the Bronze Age",
        "Which Fortune 500 companies grew?",
        "the business world in 2023",
        "who is the guardian of the child",
        "an independent review",
        "What did The New York Times say?",
    ],
)
def test_a_word_is_no_publisher(text: str) -> None:
    assert named(text, KNOWN) == ()


def test_a_longer_name_hides_the_one_in_it() -> None:
    known = ["The Age", "Age of Sport", "The Times"]
    assert named("What did Age of Sport say?", known) == ("Age of Sport",)
    assert named("What did The New York Times report?", known) == ()


WORDS = """
    the The Verge verge Daily Wombat article report reported by in according to and , ' . | TIME
    Bloomberg New York Times fortune AGE age BBC News News.com said 's of 500 Age
"""


@given(
    st.text(max_size=60) | st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join),
    st.lists(st.text(max_size=12) | st.sampled_from(KNOWN), max_size=4),
)
def test_any_text_is_read(text: str, known: list[str]) -> None:
    assert set(named(text, known)) <= set(known)
    assert not set(unknown(text, known)) & set(known)


@pytest.mark.parametrize(
    ("name", "publisher", "goes"),
    [
        ("The Post", "Ulde Valley Post", True),
        ("Tech Crunch", "TechCrunch", True),
        ("the BBC", "BBC News", True),
        ("Business World", "Music Business Worldwide", False),
        ("the Guardian", "theguardian.com", True),
        ("CBS", "CBSSports.com", True),
        ("The Age", "The Ageing Times", False),
        ("The Jerusalem Post", "The Post", False),
    ],
)
def test_a_publisher_goes_by_whole_words_of_its_name(
    name: str, publisher: str, *, goes: bool
) -> None:
    assert go_by(name, publisher) is goes
