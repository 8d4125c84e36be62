"""The verdict on a sentence, where what it cites says the contrary and something else says it."""

from dataclasses import replace

import pytest

from assistant.answer import Evidence
from assistant.claims.rules import faults
from assistant.models.support import Support
from assistant.verify import LEANS, Verifier, source

AWAY = "On Saturday Everton beat Leeds at home in the league."
HOME = "On Saturday Leeds beat Everton at home in the league."


def said(text: str, article: str) -> Evidence:
    return Evidence(article, "1", "League", "The Post", "2024-02-07", None, text, 0, len(text), 0.9)


def test_what_the_cited_sentence_turns_round_another_may_say_word_for_word() -> None:
    away, home = said(AWAY, "a"), said(HOME, "b")
    verifier = Verifier(Support())
    assert verifier.verify(HOME, [away], [away]).why == "role"
    verdict = verifier.verify(HOME, [away], [away, home])
    assert (verdict.supported, verdict.evidence) == (True, (home,))
    near = said("On Saturday Leeds beat Everton in a cup match at home.", "c")
    assert not verifier.verify(HOME, [away], [away, near]).supported


def test_to_name_the_title_of_an_article_is_to_say_nothing_of_what_is_in_it() -> None:
    title = "Nine months after the flood, Kvernside School opens its doors"
    cited = replace(said("Nearly everything else was new.", "a"), title=title)
    claim = (
        f"The article “{title}” is about the donation of the most reading material to the school."
    )
    verdict = Verifier(Support()).verify(claim, [cited], [cited])
    assert (verdict.supported, verdict.why) == (False, "meaning")


@pytest.mark.parametrize(
    ("told", "claim"),
    [
        ("The grant is worth €2 million.", "The grant is worth $2 million."),
        ("Rents in Ormley went up by 5% last year.", "Rents in Ormley went up by 5 last year."),
        ("At dawn it was −5 degrees in Ormley.", "At dawn it was 5 degrees in Ormley."),
        ("At dawn it was -5 degrees in Ormley.", "At dawn it was 5 degrees in Ormley."),
        ("At dawn it was 5 degrees in Ormley.", "At dawn it was minus five degrees in Ormley."),
        ("The Ormley side won 2–1 on Sunday.", "The Ormley side won 2.1 on Sunday."),
    ],
)
def test_word_for_word_is_sign_for_sign_too(told: str, claim: str) -> None:
    cited = said(told, "a")
    verdict = Verifier(Support()).verify(claim, [cited], [cited])
    assert (verdict.supported, verdict.why) == (False, "number")


@pytest.mark.parametrize(
    "claim",
    [
        "“Rents in Ormley went up by 5% last year”, said Mayor Ida Lund",
        "‘Rents in Ormley went up by 5% last year,’ said Mayor Ida Lund.",
        "Rents in Ormley  went up by 5% last year, said Mayor Ida Lund!",
    ],
)
def test_other_quotation_marks_and_stops_are_word_for_word(claim: str) -> None:
    cited = said("“Rents in Ormley went up by 5% last year,” said Mayor Ida Lund.", "a")
    assert Verifier(Support()).verify(claim, [cited]).score == 1.0


def test_a_date_that_is_made_plain_is_as_good_as_the_one_that_is_cited() -> None:
    cited = said("The hospital announced on Tuesday that the ward will close on 1 March.", "a")
    claim = "The hospital announced on {day} that the ward will close on 1 March 2024."
    verifier = Verifier(Support())
    assert verifier.verify(claim.format(day="6 February 2024"), [cited]).supported
    assert verifier.verify(claim.format(day="5 February 2024"), [cited]).why == "date"


def test_the_author_says_what_is_in_an_opinion_and_not_in_the_news() -> None:
    own = said("In my view the region should buy the route and run it without fares.", "a")
    claim = "In Harald Venn’s view the region should buy the route and run it without fares."
    opinion = replace(own, author="Harald Venn", title="Opinion: A free ferry")
    verifier = Verifier(Support())
    assert verifier.verify(claim, [opinion]).supported
    assert verifier.verify(claim, [replace(opinion, title="A free ferry")]).why == "name"


INQUIRY = "“The beams had rotted,” said Nora Quist, who led the inquiry."
SHOP = (
    "Emil Tangen, the owner of a bicycle shop beside the bridge, said that he had lost customers."
)


def test_another_sentence_is_not_what_is_meant_because_it_has_the_name() -> None:
    both = [said(text, "a") for text in (INQUIRY, SHOP)]
    verifier = Verifier(Support(), article=lambda article, version: f"{INQUIRY}\n{SHOP}")
    assert verifier.verify("Nora Quist led the inquiry.", both[:1], both).supported
    assert verifier.verify("Emil Tangen led the inquiry.", both[:1], both).why == "name"


def test_what_no_rule_speaks_against_and_is_not_surely_said_is_left_to_compare() -> None:
    verifier = Verifier(Support())
    told = said("The council gave the school its old library in May.", "a")
    sold = "The school's old library was sold to the council."
    for cited in ([told], []):
        verdict = verifier.verify(sold, cited, [told])
        assert (verdict.supported, verdict.unsure, verdict.evidence) == (False, True, (told,))


@pytest.mark.parametrize(
    "claim",
    [
        "The council gave the school its old library in June.",
        "The council did not give the school its old library in May.",
        "Pupils will have more room to read from autumn on.",
    ],
)
def test_what_a_rule_speaks_against_or_has_words_of_its_own_is_not_there(claim: str) -> None:
    told = said("The council gave the school its old library in May.", "a")
    verdict = Verifier(Support()).verify(claim, [told], [told])
    assert (verdict.supported, verdict.unsure) == (False, False)


def test_what_a_sentence_begins_with_is_said_word_for_word() -> None:
    claim = "The wall is to be built for 90 million crowns."
    more = said(f"{claim[:-1]}, of which the state is to pay half.", "a")
    assert Verifier(Support()).check(claim, [more]).score == 1.0
    quoted = said(
        f"“{claim[:-1]}, of which the state is to pay half,” a caller told the paper.", "a"
    )
    denied = said(f"{claim[:-1]}, of which the state is to pay nothing.", "a")
    for one in (quoted, denied):
        assert Verifier(Support()).check(claim, [one]).score != 1.0


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The wall is to be built.", "The wall is to be built, unless the council finds no money."),
        ("The wall is to be built.", "The wall is to be built, which is not true."),
        ("The wall will open in May.", "The wall will open in May if the council agrees."),
        ("The wall will open in May.", "If the council agrees, the wall will open in May."),
        ("The mill rises in June.", "The mill rises in June, should the ministry agree."),
        ("The mill is Lund's.", "The mill is Lund's only if he pays for it."),
        ("The wall is to be built.", "The wall is to be built, and only in parts."),
        ("The wall cost 90 crowns.", "The wall cost 90 crowns, which was later corrected to 95."),
        ("The mayor took the money.", "The mayor took the money, which turned out to be false."),
        ("The pool opens in July.", "On 1 June we reported that the pool opens in July."),
        ("Ines Varga is its manager.", "We also named its manager as Ines Varga."),
        ("The mayor took the money.", "“The mayor took the money, and we know it,” a man said."),
        ("The mayor took the money.", "The mayor took the money, and that is a lie, Lund said."),
    ],
)
def test_what_is_taken_back_or_depends_on_something_is_not_said(claim: str, told: str) -> None:
    cited = said(told, "a")
    assert not Verifier(Support()).verify(claim, [cited], [cited]).supported


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The ministers voted on 9 February 2024.", "The ministers voted on Friday."),
        ("The minister left on 30 January 2024.", "The minister left on Tuesday, it was said."),
        ("The talks will resume on 2 February 2024.", "The talks will resume on Friday."),
        ("The man killed two people.", "A man is charged with killing two people."),
        ("The general ordered the attack.", "Vik alleges that the general ordered the attack."),
        ("The suspect killed two people.", "Police believe the suspect killed two people."),
        ("Vik embezzled 3 million crowns.", "Vik stands accused of embezzling 3 million crowns."),
        ("The firm knew of the leak.", "It is a myth that the firm knew of the leak."),
        ("The vaccine causes fever.", "A video claiming that the vaccine causes fever is new."),
        ("The school was destroyed.", "The school was nearly destroyed."),
        ("Vik is the coach of Ormley.", "Vik is the former coach of Ormley."),
        ("Vik is the mayor of Ormley.", "Vik is a candidate for mayor of Ormley."),
        ("The mayor supports the bridge.", "The mayor used to support the bridge."),
        ("Prices rose because of the fair.", "Prices rose during the fair."),
        ("300 jobs are at risk.", "Up to 300 jobs are at risk."),
        ("Nine children died.", "Nine people died, among them four children."),
        ("Five children died.", "Five people died, among them a child."),
        ("The Jerusalem Post reported that rents rose.", "Rents rose."),
        ("The minister lied.", "“The minister lied.”"),
        ("Nordic Care acquired Berg Clinics.", "Nordic Care was acquired by Berg Clinics in May."),
        ("The union was criticised by the firm.", "The union criticised the firm."),
        ("Lund was succeeded by Vik as mayor.", "Lund succeeded Vik as mayor."),
        ("The minister lied.", "The minister lied?"),
        ("The union set a limit of 9 tonnes.", "The union had called for a limit of 9 tonnes."),
        ("The update will come in May.", "The update will likely come in May."),
        ("The hull will stay there.", "If no money is found, the hull will stay there."),
        ("The country's first ferry left.", "The region's first ferry left."),
        ("It was harder to breathe up there.", "It was easier to breathe up there."),
        ("The home side were two points ahead.", "The home side were two points behind."),
    ],
)
def test_what_is_told_with_less_is_not_told_as_more(claim: str, told: str) -> None:
    cited = said(told, "a")
    assert not Verifier(Support()).verify(claim, [cited], [cited]).supported


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The minister left on 6 February 2024.", "The minister left on Tuesday, it was said."),
        ("The talks will resume on 9 February 2024.", "The talks will resume on Friday."),
        ("The man is accused of killing two people.", "A man is charged with killing two people."),
        ("Vik said that the talks went well.", "“The talks went well,” said Vik."),
        ("Nine people died.", "Nine people died, among them four children."),
        ("According to The Post, rents rose in May.", "Rents rose in May."),
        ("The Post's report says that rents rose in May.", "Rents rose in May."),
        ("Up to 300 jobs are at risk.", "Up to 300 jobs are at risk."),
    ],
)
def test_what_is_told_as_it_is_told_is_said(claim: str, told: str) -> None:
    cited = said(told, "a")
    assert Verifier(Support(), lambda: ["The Post"]).verify(claim, [cited], [cited]).supported


def test_a_sentence_without_its_asides_is_said() -> None:
    told = said("Lund, who had led the bank since May, left Oslo, as we reported.", "a")
    assert Verifier(Support()).check("Lund left Oslo.", [told]).supported
    assert not Verifier(Support()).check("The bank left Oslo.", [told]).supported


def test_of_two_prices_that_is_cited_which_is_told() -> None:
    courier = replace(said("The bridge will cost 214 crowns.", "a"), publisher="The Courier")
    post = replace(said("The bridge will cost 238 crowns.", "b"), publisher="Valley Post")
    verifier = Verifier(Support(), lambda: ["The Courier", "Valley Post"])
    for claim in (
        "The bridge will cost 238 crowns.",
        "The price of the bridge will be 238 crowns.",
        "According to the Valley Post, the bridge will cost 238 crowns.",
    ):
        verdict = verifier.verify(claim, [courier, post], [courier, post])
        assert (verdict.supported, verdict.evidence) == (True, (post,))
    for claim in (
        "According to The Courier, the bridge will cost 238 crowns.",
        "The Courier reported that the bridge will cost 238 crowns.",
    ):
        assert not verifier.verify(claim, [courier, post], [courier, post]).supported


@pytest.mark.parametrize(
    ("claim", "told", "why", "is_open"),
    [
        (
            "The maternity ward will be closed between 7 a.m. and 8 p.m.",
            [
                "From 1 February the maternity ward of St. Alda’s Hospital will be closed between "
                "8 p.m. and 7 a.m., the hospital announced on Wednesday."
            ],
            "place",
            True,
        ),
        (
            "Kofi Lund plans to let people go before the summer.",
            [
                "The herring comes from Iceland, plant manager Kofi Lund said. He does not plan to "
                "let anyone go before the summer."
            ],
            "order",
            False,
        ),
        (
            "Ida Lund opened the new library, which cost 12 million crowns, on Monday.",
            [
                "The mayor of Ormley, Ida Lund, opened the new library on Monday.",
                "The library cost 12 million crowns and has 40,000 books.",
            ],
            "merged",
            True,
        ),
        (
            "The quarry was sold by the council in 2019 for two million crowns.",
            [
                "The council sold the mill in 2019.",
                "It paid two million crowns for the quarry last year.",
            ],
            "merged",
            False,
        ),
        (
            "The people of Ormley can borrow books again.",
            ["The mayor of Ormley, Ida Lund, opened the new library on Monday."],
            "meaning",
            True,
        ),
        (
            "The old library of Ormley is to be torn down.",
            ["The mayor of Ormley, Ida Lund, opened the new library on Monday."],
            "meaning",
            False,
        ),
    ],
)
def test_what_speaks_weakly_against_a_likely_sentence_leaves_it_open(
    claim: str, told: list[str], why: str, is_open: bool
) -> None:
    verdict = Verifier(Support()).check(claim, [said(text, "a") for text in told])
    assert (verdict.supported, verdict.why, verdict.unsure) == (False, why, is_open)


def test_where_one_thing_may_have_anothers_part_a_sentence_is_said_that_surely_is() -> None:
    told = said(
        "Not all of the children are back. Seventeen have moved away with their families since "
        "November, most of them to Haverstrand.",
        "a",
    )
    claim = "Since November, seventeen children have moved away with their families, mainly to "
    assert "order" in faults(f"{claim}Haverstrand.", [source(told)])
    assert Verifier(Support()).check(f"{claim}Haverstrand.", [told]).supported
    assert not Verifier(Support()).check(f"{claim}Ormley.", [told]).supported


def test_one_figure_in_the_place_of_another_is_not_said_however_likely() -> None:
    told = said(
        "The match ends with Manchester United scoring 2 goals and Chelsea netting 2 as well, "
        "resulting in a combined score of 4 goals.",
        "a",
    )
    copy = told.text.replace("netting 2", "netting 4")
    assert Verifier(Support()).check(copy, [told]).why == "number"
    nearly = copy.replace("resulting in", "which makes")
    assert Verifier(Support()).check(nearly, [told]).why == "place"


def test_a_sentence_that_is_quoted_twice_is_read_once_and_both_are_cited() -> None:
    alone = said("Gabriel wrote the song.", "a")
    more = said("Gabriel wrote the song. His mother died in 2016.", "a")
    claim = "Gabriel, whose mother died in 2016, wrote the song."
    support = Support()
    verdict = Verifier(support).check(claim, [alone, more])
    assert verdict.supported
    assert verdict.evidence == (alone, more)
    assert verdict.score == Verifier(support).check(claim, [more]).score


def test_what_leans_on_the_sentence_before_is_said_by_its_article() -> None:
    flood = said(
        "The gauge reached 5.82 metres at 4.40 a.m., the highest level since measurements began "
        "in 1921.",
        "flood",
    )
    vote = said("Turnout in Skarnmark was 61.7 per cent.", "vote")
    verifier, claim = (
        Verifier(Support()),
        "That was the highest level since the measurements began in 1921.",
    )
    assert verifier.verify(claim, [flood], (), [flood]).supported
    after = verifier.verify(claim, [flood], (), [vote])
    assert (after.unsure, after.why, after.evidence) == (True, "merged", (flood,))
    assert verifier.verify(flood.text, [flood], (), [vote]).supported
    own = said("This barrier of 1921 kept the water out.", "barrier")
    assert verifier.verify(own.text, [own], (), [vote]).supported  # word for word
    assert not LEANS.search("This year 2,300 more people voted.")
    assert not LEANS.search("That Lund resigned surprised nobody.")


def test_a_later_stage_may_be_told_by_another_sentence() -> None:
    arrest = said("A teacher was arrested in Linden over the fire on Monday.", "a")
    verdict = said("The teacher was convicted of setting the fire in Linden.", "b")
    claim = "The teacher was convicted of setting the fire."
    verifier = Verifier(Support())
    assert verifier.verify(claim, [arrest], [arrest]).why == "stage"
    found = verifier.verify(claim, [arrest], [arrest, verdict])
    assert (found.supported, found.evidence) == (True, (verdict,))


def test_what_leaves_a_sentence_open_does_not_hide_what_speaks_against_it() -> None:
    cited = said("Some of the owners have agreed to sell, according to the council.", "a")
    claim = "All the owners have agreed to sell, according to the council."
    assert Verifier(Support()).verify(claim, [cited]).why == "scope"


def test_two_sentences_that_are_joined_are_said_by_both() -> None:
    one = said("The council voted for the bridge and the wall.", "a")
    two = said("The old ferry, built in 1979, was sold to a buyer in Malta.", "b")
    other = said("It rained.", "b")
    claim = "The council voted for the bridge and the wall, and the old ferry, built in 1979, was "
    verdict = Verifier(Support()).check(f"{claim}sold to a buyer in Malta.", [one, two, other])
    assert verdict.supported
    assert verdict.evidence == (one, two)
    assert verdict.score == 1.0
    wrong = Verifier(Support()).check(f"{claim}sold to a buyer in Oslo.", [one, two, other])
    assert not wrong.supported


VANE = (
    "Ormley weather vane sold\n\n“I put it up in 1990,” said Ida Lund, the roofer.\n\n"
    "Mayor Per Oakes is the buyer.\n\nThe mayor will open the library on Monday. Oakes bought it "
    "for 900 crowns."
)


@pytest.mark.parametrize(
    ("claim", "told", "why"),
    [
        (
            "Mayor Per Oakes will open the library on Monday.",
            "The mayor will open the library on Monday.",
            "unnamed",
        ),
        ("Lund paid 900 crowns for the vane.", "Oakes bought it for 900 crowns.", "name"),
        ("Lund and Oakes bought it for 900 crowns.", "Oakes bought it for 900 crowns.", "name"),
        ("Oakes bought it from Ida Lund.", "Oakes bought it for 900 crowns.", "name"),
        ("Ida Oakes will open it on Monday.", "The mayor will open it on Monday.", "name"),
        ("Lund got the thanks of the choir.", "The choir of the old town thanked Oakes.", "name"),
        ("Lund put it up.", "Vik Berg put it up, said Sten Moe.", "name"),
        (
            "Mayor Per Varga will open the library on Monday.",
            "The mayor will open the library on Monday.",
            "name",
        ),
    ],
)
def test_a_name_of_the_article_is_open_where_what_is_cited_names_nobody(
    claim: str, told: str, why: str
) -> None:
    cited = said(told, "a")
    verifier = Verifier(Support(), article=lambda article_id, version: VANE)
    verdict = verifier.verify(claim, [cited], [cited])
    assert (verdict.why, verdict.supported, verdict.unsure) == (why, False, why == "unnamed")


def test_a_sentence_in_other_words_is_open_and_one_of_something_else_is_not() -> None:
    cited = said("There is nothing to suggest that the blaze was started on purpose.", "a")
    verifier = Verifier(Support())
    other_words = verifier.verify("The blaze had a natural cause.", [cited], [cited])
    assert (other_words.supported, other_words.why, other_words.unsure) == (False, "meaning", True)
    elsewhere = verifier.verify("Nobody drinks tea with milk here.", [cited], [cited])
    assert (elsewhere.supported, elsewhere.unsure) == (False, False)


def test_what_was_reckoned_is_not_open_where_it_is_most_unlikely() -> None:
    cited = said("He was jailed for six years and fined, his brother for three years.", "a")
    verdict = Verifier(Support()).verify("Before that he was jailed for nine years.", [cited])
    assert (verdict.why, verdict.supported, verdict.unsure) == ("computed", False, False)


def test_what_was_reckoned_is_shown_with_what_to_compare_it_with_and_never_as_said() -> None:
    told = said("The grant demands 400 seats under a roof, and Lowgate Park has 250.", "a")
    verifier = Verifier(Support())
    short = "Lowgate Park has 150 seats fewer than the grant demands."
    verdict = verifier.verify(short, [told], [told])
    assert (verdict.why, verdict.supported, verdict.evidence) == ("computed", False, (told,))
    wrong = verifier.verify(short.replace("150", "160"), [told], [told])
    assert (wrong.why, wrong.evidence) == ("number", ())


def test_where_one_article_says_it_what_it_follows_from_is_not_cited_beside_it() -> None:
    says = said("The new Vessby bridge is to cost only 30 million crowns.", "a")
    other = said("The Vessby bridge: 10 million crowns of piers, 20 million crowns of deck.", "b")
    claim = "The new Vessby bridge will cost only 30 million crowns."
    assert faults(claim, [source(other)]) == ["computed"]
    verdict = Verifier(Support()).verify(claim, [says, other], [says, other])
    assert (verdict.supported, verdict.evidence) == (True, (says,))
