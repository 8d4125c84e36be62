"""What a claim that is otherwise a copy of its source has changed."""

import pytest

from assistant.claims.copied import Other, cut_down, exchanged, replaced, turned

SAID = [
    (
        "Last time out, Bournemouth beat Everton 3-0.",
        "Last time out, Everton beat Bournemouth 3-0 – for the eighth time.",
    ),
    (
        "In 421 there were 2023 births at St. Alda's.",
        "In 2023 there were 421 births at St. Alda’s.",
    ),
    (
        "The region rejected the government's application in January.",
        "The government rejected the region's application in January, arguing about means.",
    ),
    (
        "A lower figure means a lower level, a higher figure a higher level of pressing.",
        "A lower figure means a higher level, a higher figure a lower level of pressing.",
    ),
    (
        "The divers brought up 30 pewter plates, a clay pipe and a bell.",
        "The divers brought up 30 clay pipes, a pewter plate and a bell.",
    ),
    (
        "Coach Milo Sandvær took off Skåre and sent on a keeper for Lund.",
        "Coach Milo Sandvær took off Lund and sent on a keeper for Skåre.",
    ),
    (
        "The reader is available for $50 ($199.99 off) in Vessby.",
        "The reader is available for $199.99 ($50 off) in Vessby.",
    ),
    ("7.30 p.m.: Vessby @ Tollerby, in the cup.", "7.30 p.m.: Tollerby @ Vessby, in the cup."),
    (
        "He broke a foot in the loss to Vessby, and Tollerby won the second game.",
        "He broke a foot in the loss to Tollerby, and Vessby won the second game.",
    ),
    ("The capital of Oslo is Norway, they say.", "The capital of Norway is Oslo, they say."),
    (
        "North of Aas are the Vik, Berg and Lund valleys.",
        "North of Vik are the Aas, Berg and Lund valleys.",
    ),
    (
        "In 5,000, 2022 developers graduated from the school.",
        "In 2022, 5,000 developers graduated from the school.",
    ),
    (
        "The acting mayor met the minister near the school.",
        "The mayor met the acting minister near the school.",
    ),
    (
        "The new Havdis Plus is closer to the old Havdis than before.",
        "The new Havdis is closer to the old Havdis Plus than before.",
    ),
    (
        "The Berg Commission answered what the Commission was asked.",
        "The Commission answered what the Berg Commission was asked.",
    ),
]


@pytest.mark.parametrize(("claim", "text"), SAID)
def test_what_has_changed_places_is_seen(claim, text):
    assert exchanged(claim, text)
    assert not exchanged(text, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("There are buyers in Canada and Greece.", "There are buyers in Greece and Canada."),
        (
            "Skarn and The Valley List were against it.",
            "The Valley List and Skarn were against it.",
        ),
        (
            "The ferry calls at Lund, Aas, and Berg in summer.",
            "The ferry calls at Lund, Berg, and Aas in summer.",
        ),
        ("Jazz, folk or rock is played there.", "Rock, jazz or folk is played there."),
        (
            "It rained on Monday. It was dry on Tuesday.",
            "It was dry on Tuesday. It rained on Monday.",
        ),
        ("She beat him twice.", "He beat her twice."),
        ("The ferry was sold to a buyer in Malta.", "A buyer in Malta has bought the ferry."),
        ("Everton beat Leeds at home.", "Leeds beat Everton at home. Everton beat Leeds at home."),
        (
            "“The wall will hold,” Lund said on Monday.",
            "“The wall will hold,” said Lund on Monday.",
        ),
        ("She said on Tuesday that it was closed.", "On Tuesday she said that it was closed."),
        ("The mayor said yesterday that it opens.", "Yesterday the mayor said that it opens."),
        ("The council has already approved it.", "The council already has approved it."),
        ("It sold 421 cars in 2023 in Norway.", "It sold 421 cars in Norway in 2023."),
        ("It was a long, cold winter in Vessby.", "It was a cold, long winter in Vessby."),
        ("It is 3 metres high, 52 metres long.", "It is 52 metres long, 3 metres high."),
        (
            "The ship sails from Vessby to Lund as well as from Lund to Vessby.",
            "The ship sails from Lund to Vessby as well as from Vessby to Lund.",
        ),
        ("In May the mayor was Kari Lund.", "In May Kari Lund was the mayor."),
        ("Lund is the mayor of the town of Vik.", "The mayor of the town of Vik is Lund."),
        (
            "The mayor now met the minister at the school.",
            "The mayor met the minister now at the school.",
        ),
        ("The council met on the bridge Monday.", "Monday the council met on the bridge."),
        ("It was, Lund told the court, all invented.", "It was all invented, Lund told the court."),
        ("The boats of Berg, Vik and Lund came in.", "The boats of Vik, Lund and Berg came in."),
    ],
)
def test_what_may_stand_in_any_order_or_is_in_other_words_is_left(claim, text):
    assert not exchanged(claim, text)


COURSES = "The courses are held in Haverstrand, 52 kilometres away, and begin at 8 a.m."
FAMILY = "They have lived since December in a two-room cabin with three children and a dog."


@pytest.mark.parametrize(
    ("claim", "text", "kind"),
    [
        (COURSES.replace("Haverstrand", "Tollerby"), COURSES, "name"),
        (COURSES.replace("Haverstrand", "In Tollerby"), COURSES, "name"),
        (COURSES.replace("52", "8"), f"Before: {COURSES} After.", "number"),
        (FAMILY.replace("two", "three"), FAMILY, "number"),
        (FAMILY.replace("two", "million"), FAMILY, "number"),
        (
            "The best film of 2023 was a thriller.",
            "The best film of 2022 was a thriller.",
            "number",
        ),
        (
            "She took his father's name, Berg, at the end.",
            "She took his mother’s name, Berg, at the end.",
            "direction",
        ),
        (
            "They go for it on fourth up, and Berg is brought down.",
            "They go for it on fourth down, and Berg is brought down.",
            "direction",
        ),
    ],
)
def test_another_name_or_figure_in_a_copy_is_seen(claim, text, kind):
    assert replaced(claim, text).kind == kind
    assert replaced(text, text) is None


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (FAMILY.replace("two", "2"), FAMILY),
        (FAMILY.replace("They have", "The Dahlbecks have"), FAMILY),
        (COURSES.replace("held", "given"), COURSES),
        (
            "Mayor Lund said on Monday that it would open.",
            "Kari Lund said on Monday that it would open.",
        ),
        (
            "In May the EU said that it would pay.",
            "In May the European Union said that it would pay.",
        ),
        ("About 300 people came to see the ship off.", "Some 310 people came to see the ship off."),
        ("It opens on Friday at Vessby town hall.", "It opens on 9 February at Vessby town hall."),
        ("It was paid by Musk's company in May, he said.", "It was paid by Tesla in May, he said."),
        ("Lund said that it would open in May.", "On Monday Falk said that it would open in May."),
        ("Mayor Lund opened the", "Mayor Falk opened the"),
        ("In the hall Kari Lund Aas Berg Falk spoke.", "In the hall Tor Holm spoke."),
        ("A man from Vessby met a man from Lund.", "A man from Tollerby met a dog from Lund."),
        ("It cost 8 million crowns, she said.", "Lund said that the house was sold for 9 million."),
    ],
)
def test_what_says_the_same_or_is_no_copy_is_left(claim, text):
    assert replaced(claim, text) is None


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "North of Sund sliding boats pushed cars into the harbour.",
            "The worst was seen north of Sund, where sliding cars pushed boats into the harbour.",
        ),
        (
            "She has led four teams as a player and twice as many as a trainer.",
            "She has since led four teams as a trainer, twice as many as a player, and retired.",
        ),
    ],
)
def test_two_nouns_that_took_each_others_place_are_seen_in_a_part_of_a_claim(claim, text):
    assert turned(claim, text)
    assert not turned(text, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Tea and cake were sold there all day.", "All day cake and tea were sold there."),
        ("The mayor said on Friday that it shut.", "On Friday the mayor said that it shut."),
        (
            "The ferry passed the bridge, then the bridge the ferry.",
            "The bridge passed the ferry, the ferry passed the bridge, then the bridge the ferry.",
        ),
    ],
)
def test_nouns_in_another_order_for_the_same_are_left(claim, text):
    assert not turned(claim, text)


def test_a_month_in_the_place_of_another_is_told_though_it_stands_elsewhere() -> None:
    text = "In May it was said that the two clubs will meet in Pelham in late June."
    claim = "In May it was said that the two clubs will meet in Pelham in late May."
    assert replaced(claim, text) == Other("date", ("May",), ("June",))
    assert replaced(text.replace("June", "Jun"), text) is None


@pytest.mark.parametrize(
    ("said", "told", "other"),
    [
        ("Skarnmark", "Skarnline", True),
        ("Norwegian", "Norway", False),
        ("Finnish", "Finland", False),
        ("British", "Britain", False),
        ("Ukrainian", "Ukraine", False),
    ],
)
def test_a_name_that_begins_as_another_is_another_unless_it_may_be_a_form_of_it(said, told, other):
    text = f"A ticket for an adult will cost 56 crowns, the {told} line announced on Tuesday."
    assert bool(replaced(text.replace(told, said), text)) is other


@pytest.mark.parametrize(
    ("claim", "sentence", "is_cut_down"),
    [
        ("Lund left Oslo.", "Lund, the mayor, left Oslo, as we reported.", True),
        ("The mayor left Oslo.", "In May, the mayor left Oslo.", True),
        ("Lund left Oslo.", "Lund left Oslo (see map).", True),
        ("The vote, on 3 May, was lost.", "The vote, on 3 May, was lost – by one vote.", True),
        ("Lund left Oslo.", "Lund left Oslo.", True),
        ("Lund left Oslo in May.", "Lund, the mayor, left Oslo.", False),
        ("The mayor took money.", "The mayor said Lund took money.", False),
        ("Lund, the mayor, stayed.", "Lund, who left, the mayor, stayed.", True),
        ("Lund took the money.", "Lund took the money, and that is a lie.", False),
        ("Lund took the money.", "If that is true, Lund took the money.", False),
        ("The mayor was jailed.", "The mayor, Ada, left, and Per, her aide, was jailed.", False),
    ],
)
def test_a_sentence_without_its_asides_is_known(claim, sentence, is_cut_down):
    assert cut_down(claim, sentence) == is_cut_down


def test_a_list_of_hundreds_is_looked_through_once():
    names = [f"Lund {number}" for number in range(2_000)]
    assert not cut_down(f"{' '.join(names[:1_000])} left.", f"{', '.join(names)} left.")
    assert cut_down(f"{' '.join(names[2:])} left.", f"{', '.join(names)} left.")
