"""Whether a claim denies what its source says, or says what it denies."""

import pytest

from assistant.language.polarity import denied, turned


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Berg ruled out a sale of the mill.", "Berg did not rule out a sale of the mill."),
        ("The mill did not cost 8 million crowns.", "The mill cost 8 million crowns in 2022."),
        ("The mill never shut in 2020.", "The mill shut in 2020."),
        ("The slates have not yet been sold.", "The slates are already sold."),
        ("The mill doesn't cost 8 million crowns.", "The mill costs 8 million crowns."),
        ("She excludes a rise in fees.", "She does not exclude a rise in fees, she said."),
        ("The union opposes the plan.", "The union does not oppose the plan."),
        ("Pensions will be frozen.", "No pensions will be frozen, the ministry said."),
        ("Several guests were injured.", "Nobody was injured."),
        ("Two guests were injured.", "No one was injured."),
        ("The tower is included in the tour.", "The tower is not included, as it is unsafe."),
        ("The lease has been signed.", "The lease has not yet been signed."),
        ("The lease must be cancelled.", "The lease must not be cancelled."),
        ("Students will no longer ride free of charge.", "Students still ride free of charge."),
        ("All of the guests are back.", "Not all of the guests are back."),
        ("Berg did answer the letter.", "Berg declined to answer the letter."),
        (
            "The fire was set on purpose.",
            "There is nothing to suggest the fire was set on purpose.",
        ),
        ("Berg gave the club money.", "Berg never gave the club any money for it."),
    ],
)
def test_what_is_denied_is_not_said(claim, text):
    assert denied(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The tower was closed until May.", "The tower did not open until May."),
        ("The slates are already here.", "They have not yet sold the barn; the slates are here."),
        ("Berg did not resign.", "Calls for Berg to resign went unheard, and the mayor stays."),
        ("Berg did not resign.", "Berg was asked to resign, but stayed in office."),
        ("The ferry did not sail.", "The ferry was due to sail at noon, but stayed in port."),
        ("The mill did not burn.", "The mill was saved, though the barn beside it burned."),
        ("The mill never closed.", "The mill would have closed in 2020 had the state not paid."),
        ("Berg was elected as well.", "Not only was Berg elected, Lund was too."),
        ("Two posts have been filled.", "One post has not been filled. Two have been filled."),
        ("It is a mill rather than a barn.", "It is a mill and not a barn, since it has a wheel."),
        ("The total was 40 crowns.", "The total was 40 crowns, not 50 crowns."),
        ("Nobody would pay for it.", "Nobody, said Berg, would pay for it."),
        ("Some members did not agree.", "Not all members agreed."),
        ("He woke and is no longer in a coma.", "He has woken from a coma."),
        ("Two died in the crash near Ormley.", "Two did not survive the crash near Ormley."),
        ("There were no injuries in the fire at Ormley.", "In the fire at Ormley nobody was hurt."),
    ],
)
def test_a_denial_in_other_words_is_the_same(claim, text):
    assert not denied(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The chapel was harmed.", "The chapel was unharmed."),
        ("The count is inaccurate.", "The count is accurate."),
        ("The motion was carried by a vote.", "The motion was lost by a vote."),
        ("The currents are getting stronger.", "The currents are weakening."),
        ("The tax will counteract the cut.", "The tax will reinforce the cut."),
        ("The dams will speed up the water.", "The dams will slow the water."),
        ("He spoke at an earlier hearing.", "He spoke at a later hearing."),
    ],
)
def test_a_word_and_its_contrary_turn_a_claim_round(claim, text):
    assert turned(claim, text)
    assert turned(text, claim)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The chapel was not harmed.", "The chapel was unharmed."),
        ("Prices did not rise.", "Prices fell. They rose later."),
        ("He discovered the plot.", "He covered the plot."),
        ("They uncovered a plot.", "He covered the plot."),
    ],
)
def test_what_is_denied_twice_or_only_looks_so_does_not(claim, text):
    assert not turned(claim, text)


def test_where_only_one_of_the_opposites_is_denied_nothing_is_turned():
    assert not turned("The bill will not pass.", "The bill will fail.")
    assert turned("The bill will pass.", "The bill will fail.")
