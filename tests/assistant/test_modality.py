"""Whether a claim tells as fact what its source tells as a plan, a wish or a possibility."""

import pytest

from assistant.claims.modality import root, told_as_more


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        # a plan
        ("The choir sang in Oslo in June.", "The choir will sing in Oslo in June."),
        ("The mill was sold to a Danish firm.", "The mill is to be sold to a Danish firm."),
        ("Berg has paid the fine in full.", "Berg said he would pay the fine in full."),
        ("The port chose a new pilot.", "The port intends to choose a new pilot by March."),
        ("Repairs started in the east wing.", "Repairs are due to start in the east wing."),
        ("The firm hired ten welders.", "The firm plans to hire ten welders."),
        ("Trams ran again by noon.", "The operator expects trams to run again by noon."),
        ("A concert in the park took place on Sunday.", "A concert in the park is planned."),
        ("A verdict was given in May.", "A verdict is expected in May."),
        # a wish or a demand
        ("The school has bought a new piano.", "The school would like to buy a new piano."),
        ("The union froze the fees.", "Members want the union to freeze the fees."),
        ("The lake was drained in the autumn.", "She demanded that the lake be drained."),
        ("Debts were written off.", "The farmers are asking for debts to be written off."),
        ("The mayor will reopen the baths.", "The mayor hopes to reopen the baths."),
        # a possibility
        ("Tickets will cost 30 crowns.", "Tickets may well cost 30 crowns."),
        ("The club commands a high fee.", "The club could command a high fee."),
        ("The blaze was started by a heater.", "The blaze was probably started by a heater."),
        ("The barge sank at its mooring.", "The barge might sink at its mooring."),
    ],
)
def test_what_is_not_yet_so_is_not_told_as_fact(claim, text):
    assert told_as_more(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The choir will sing in Oslo.", "The choir plans to sing in Oslo."),
        ("The choir plans to sing in Oslo.", "The choir will sing in Oslo."),
        ("The choir sings in Oslo on 3 June.", "The choir will sing in Oslo on 3 June."),
        ("The mill is being sold in the spring.", "The mill is to be sold in the spring."),
        ("Berg said he would pay the fine.", "Berg will pay the fine."),
        ("The state pays half of the costs.", "The state is to pay half of the costs."),
        ("The sale of the mill is due in May.", "The mill is to be sold in May."),
        ("Tickets could cost 30 crowns.", "Tickets may well cost 30 crowns."),
        ("A heater is the likely cause.", "The fire was probably caused by a heater."),
        ("They wanted the fees frozen.", "They want the union to freeze the fees."),
        ("The fees should be frozen, they said.", "They want the union to freeze the fees."),
        # said elsewhere as fact
        ("The barge sank in May.", "The barge sank in May. A second one might sink."),
        ("Berg paid the fine.", "Berg, who had paid the fine, will pay no more."),
        # of something else
        ("The mayor opened the baths.", "The baths were inaugurated. A new library will open."),
        # a past that was foreseen
        ("The mill was expected to be sold.", "The mill was to be sold."),
        ("If it is sold, the mill will close.", "The mill could close if it is sold."),
        ("He was not paid.", "He will not be paid."),
    ],
)
def test_the_same_said_otherwise_is_not_more(claim, text):
    assert not told_as_more(claim, text)


@pytest.mark.parametrize(
    ("form", "other"),
    [("paid", "pay"), ("chosen", "choose"), ("planned", "planning"), ("carried", "carries")],
)
def test_forms_of_a_verb_have_one_root(form, other):
    assert root(form) == root(other)
