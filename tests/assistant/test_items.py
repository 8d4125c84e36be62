"""What stands under one item of a list says nothing of another."""

import pytest

from assistant.assistant import UNCERTAIN
from assistant.language.items import named

WALKS = {
    "title": "Five of the best walks near Westmere",
    "text": (
        "1. Brindle Park loop. A gentle 3-mile walk around the lake. There is a café there.\n\n"
        "2. Gallow Hill. A steep climb of 5 miles with views. Dogs must be kept on a lead.\n\n"
        "3. Tanner's Bridge. A flat stroll along the canal. Parking costs £4 a day.\n\n"
        "4. Holly Bank woods. Best in May, when the bluebells are out. The walk is 4 miles."
    ),
}
EATING = {
    "title": "Where to eat: four new restaurants",
    "text": (
        "Saffron House, Mill Lane\n\nChef Dev Patel cooks in a former bank. Mains cost from £14. "
        "Closed on Mondays.\n\nThe Tin Fish, Port Ansel\n\nRun by sisters Kate and Jo Rennie. "
        "There are only 22 seats, so book ahead.\n\nBar Loreto, Dock Road\n\nA wine bar with small "
        "plates. It opens at 5pm.\n\nRoot, Harrow Street\n\nThe city's first vegan restaurant. The "
        "tasting menu costs £55 and there is a garden at the back."
    ),
}
COURTS = {
    "title": "Courts in brief",
    "text": (
        "Burglar jailed. Craig Dunmore, 29, was jailed for 18 months after two burglaries.\n\n"
        "Driver banned. Teacher Laura Finch, 44, was fined £900. She had hit a wall.\n\n"
        "Shop fined. The store Dock News was fined £4,200. Its owner is Imran Sadiq."
    ),
}


@pytest.mark.parametrize(
    ("question", "begins", "says"),
    [
        ("How long is the Gallow Hill walk?", "Gallow Hill. A steep", "5 miles"),
        ("how long is the walk at brindle park", "Brindle Park loop. A gentle", "3-mile"),
        ("How long is the walk at Holly Bank?", "Holly Bank woods. Best", "4 miles"),
        ("How much is the tasting menu at Root?", "Root, Harrow Street", "£55"),
        ("How many seats has The Tin Fish?", "The Tin Fish, Port Ansel", "22 seats"),
    ],
)
def test_an_item_is_quoted_with_its_head(assistant_over, question, begins, says) -> None:
    told = assistant_over(WALKS, EATING, COURTS).ask(question).citations[0].quote
    assert told.lstrip("- 1234.").startswith(begins)
    assert says in told


@pytest.mark.parametrize(
    ("question", "another"),
    [
        ("How much is parking at Gallow Hill?", "£4"),
        ("Are dogs allowed at Brindle Park?", "on a lead"),
        ("How much are mains at Bar Loreto?", "£14"),
        ("How many seats does Saffron House have?", "22 seats"),
        ("When is The Tin Fish closed?", "Mondays"),
        ("How long was Imran Sadiq jailed?", "18 months"),
    ],
)
def test_another_item_does_not_answer(assistant_over, question, another) -> None:
    answer = assistant_over(WALKS, EATING, COURTS).ask(question)
    sure = answer.status == "answered" and UNCERTAIN not in (answer.notice or "")
    assert not (sure and another in answer.citations[0].quote)


def test_the_parts_of_an_article_on_one_are_no_items(assistant_over) -> None:
    text = (
        "The mayor spoke on Monday.\n\nHousing\n\nAda Lunn said 300 homes would be built. Work "
        "starts in May.\n\nSchools\n\nLunn promised a new school by 2028. It will have 400 "
        "pupils.\n\nTransport\n\nThe mayor said trams would run from June. Fares stay."
    )
    answer = assistant_over({"title": "The mayor's plans", "text": text}).ask(
        "When will trams run, according to Ada Lunn?"
    )
    assert "from June" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("2. Gallow Hill.", {"gallow", "hill"}),
        ("The Tin Fish, Port Ansel", {"tin", "fish"}),
        ("Burglar jailed.", {"burglar", "jailed"}),
        ("- Brindle Park loop.", {"brindle", "park"}),
    ],
)
def test_a_head_names_its_item(head, names) -> None:
    assert named(head) == names
