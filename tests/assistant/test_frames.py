"""What stands around a claim and is no part of it."""

from datetime import date

import pytest

from assistant.claims.frames import unframed
from assistant.claims.rules import bare, faults
from assistant.claims.source import Source

TEXT = "The bridge costs 40 million crowns."
COURIER = Source(TEXT, "Bridge vote", "The Courier", None, date(2024, 3, 5), TEXT)
PAPERS = ["The Courier", "The Post"]


@pytest.mark.parametrize(
    "claim",
    [
        "As reported on 5 March 2024, the bridge costs 40 million crowns.",
        "As reported by The Courier, the bridge costs 40 million crowns.",
        "As reported by The Courier on 5 March 2024, the bridge costs 40 million crowns.",
        "It was reported that the bridge costs 40 million crowns.",
        "It is reported that the bridge costs 40 million crowns.",
        "It was reported on 5 March 2024 that the bridge costs 40 million crowns.",
        "On 5 March 2024, The Courier reported that the bridge costs 40 million crowns.",
        "On 5 March 2024, it was reported that the bridge costs 40 million crowns.",
        "On 5 March 2024 The Courier reported that the bridge costs 40 million crowns.",
        "In an article of 5 March 2024, The Courier reported that the bridge costs 40 million "
        "crowns.",
        "In an article published on 5 March 2024, The Courier reported that the bridge costs "
        "40 million crowns.",
        "Citing The Courier, the article says that the bridge costs 40 million crowns.",
        "The article mentions that the bridge costs 40 million crowns.",
        "The article describes that the bridge costs 40 million crowns.",
        "The article confirms that the bridge costs 40 million crowns.",
        "The article indicates that the bridge costs 40 million crowns.",
        "The article reveals that the bridge costs 40 million crowns.",
        "The article points out that the bridge costs 40 million crowns.",
        "The article highlights that the bridge costs 40 million crowns.",
        "The article shows that the bridge costs 40 million crowns.",
        "The article makes clear that the bridge costs 40 million crowns.",
        "The article also tells that the bridge costs 40 million crowns.",
        "The articles say that the bridge costs 40 million crowns.",
        "As stated in the article, the bridge costs 40 million crowns.",
        "As mentioned in the article, the bridge costs 40 million crowns.",
        "As the article says, the bridge costs 40 million crowns.",
        "As per the article, the bridge costs 40 million crowns.",
        "Per the article, the bridge costs 40 million crowns.",
        "Based on the article, the bridge costs 40 million crowns.",
        "Based on the provided articles, the bridge costs 40 million crowns.",
        "According to the provided sources, the bridge costs 40 million crowns.",
        "According to the given evidence, the bridge costs 40 million crowns.",
        "According to the evidence, the bridge costs 40 million crowns.",
        "From the article, we learn that the bridge costs 40 million crowns.",
        "In the article, it is stated that the bridge costs 40 million crowns.",
        "In the article, the bridge costs 40 million crowns.",
        "The text mentions that the bridge costs 40 million crowns.",
        "The Courier's article says that the bridge costs 40 million crowns.",
        "The Courier article says that the bridge costs 40 million crowns.",
        "An article in The Courier says that the bridge costs 40 million crowns.",
        "According to an article in The Courier, the bridge costs 40 million crowns.",
        "According to an article published by The Courier on 5 March 2024, "
        "the bridge costs 40 million crowns.",
        "According to The Courier's report, the bridge costs 40 million crowns.",
        "According to The Courier (5 March 2024), the bridge costs 40 million crowns.",
        "The Courier (5 March 2024) reports that the bridge costs 40 million crowns.",
        "The Courier confirms that the bridge costs 40 million crowns.",
        "The Courier mentions that the bridge costs 40 million crowns.",
        "The bridge costs 40 million crowns, as reported by The Courier.",
        "The bridge costs 40 million crowns, as reported by The Courier on 5 March 2024.",
        "The bridge costs 40 million crowns, according to the article.",
        "The bridge costs 40 million crowns, the article says.",
        "The bridge costs 40 million crowns, as stated in the article.",
        "The bridge costs 40 million crowns (The Courier, 5 March 2024).",
        "The bridge costs 40 million crowns, according to The Courier (5 March 2024).",
        "The bridge costs 40 million crowns, The Courier reported on 5 March 2024.",
        "In summary, the bridge costs 40 million crowns.",
        "Overall, the bridge costs 40 million crowns.",
        "Additionally, the bridge costs 40 million crowns.",
        "Furthermore, the bridge costs 40 million crowns.",
        "In addition, the bridge costs 40 million crowns.",
        "Specifically, the bridge costs 40 million crowns.",
        "In conclusion, the bridge costs 40 million crowns.",
        "To answer your question, the bridge costs 40 million crowns.",
        "The passage says that the bridge costs 40 million crowns.",
        "The excerpt says that the bridge costs 40 million crowns.",
        "The evidence shows that the bridge costs 40 million crowns.",
        "The sources say that the bridge costs 40 million crowns.",
        "The report says that the bridge costs 40 million crowns.",
    ],
)
def test_who_reports_it_and_when_is_no_part_of_a_claim(claim) -> None:
    assert bare(claim, [COURIER]) == TEXT
    assert faults(claim, [COURIER], PAPERS) == []


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        (
            "On 5 March 2024, The Post reported that the bridge costs 40 million crowns.",
            "publisher",
        ),
        ("The Post reported on 5 March 2024 that the bridge costs 40 million crowns.", "publisher"),
        ("As reported by The Post, the bridge costs 40 million crowns.", "publisher"),
        ("According to The Post (5 March 2024), the bridge costs 40 million crowns.", "publisher"),
        ("The bridge costs 40 million crowns, The Post reported on 5 March 2024.", "publisher"),
        ("The bridge costs 40 million crowns (The Post, 5 March 2024).", "publisher"),
        ("The bridge costs 40 million crowns, according to The Post.", "publisher"),
        ("On 6 March 2024, The Courier reported that the bridge costs 40 million crowns.", "date"),
        ("As reported on 4 March 2024, the bridge costs 40 million crowns.", "date"),
        ("It was reported in April 2024 that the bridge costs 40 million crowns.", "date"),
        ("The bridge costs 40 million crowns (The Courier, 5 April 2024).", "date"),
        (
            "On 5 March 2024, The Courier reported that the bridge costs 50 million crowns.",
            "number",
        ),
    ],
)
def test_another_publisher_or_day_is_told(claim, fault) -> None:
    assert fault in faults(claim, [COURIER], PAPERS)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The report says that the bridge is safe.", "The report calls the bridge safe."),
        ("It was reported that the bridge is safe.", "It was reported that the bridge is safe."),
        ("The evidence shows that he lied.", "The court saw evidence that he lied."),
        ("The council said that the bridge is safe.", "The bridge is safe, the council said."),
        ("On Monday, Berg said that it is safe.", "Berg said on Monday that it is safe."),
        ("In addition, the bridge is safe.", "In addition, the bridge is safe."),
    ],
)
def test_what_the_text_itself_speaks_of_stays(claim, text) -> None:
    own = Source(text, "Bridge vote", "The Courier", None, date(2024, 3, 5), text)
    assert unframed(claim, [own]) == claim


def test_publisher_and_day_are_those_of_one_source() -> None:
    post = Source("It opens.", "Opening", "The Post", None, date(2024, 3, 6), "It opens.")
    claim = "On 6 March 2024, The Courier reported that the bridge costs 40 million crowns."
    assert unframed(claim, [COURIER, post]) == claim
    right = claim.replace("6 March", "5 March")
    assert bare(right, [COURIER, post]) == TEXT
