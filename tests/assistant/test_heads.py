"""What is said of something of a thing is not said of the thing."""

import pytest

from assistant.claims.heads import of_another


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Berg Bank pleaded guilty.", "A former clerk of Berg Bank pleaded guilty."),
        ("Footballer Ari Lund collapsed.", "The lawyer for footballer Ari Lund collapsed."),
        ("The mayor Anna Vik has sued.", "The son of the late mayor Anna Vik has sued."),
        ("Pupils at Elm School have signed it.", "Parents of pupils at Elm School have signed it."),
        ("Helvar has reported a loss.", "Helvar's owner, the fund Corsair, has reported a loss."),
        ("On Monday the residents left.", "On Monday some of the residents left."),
        (
            "The train builder Verrano has failed.",
            "The supplier to the train builder Verrano has failed.",
        ),
    ],
)
def test_the_head_of_a_subject_must_not_be_lost(claim: str, text: str) -> None:
    assert of_another(claim, text)
    assert not of_another(text, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Oslo has bought the land.", "The city of Oslo has bought the land."),
        ("Norway refused.", "The government of Norway refused."),
        ("The ships sank.", "All of the ships sank."),
        ("Work on the Berlin Wall began.", "Construction of the Berlin Wall began."),
        ("Helvar said it will pay.", "Helvar's chief executive said it will pay."),
        (
            "Breaches of the act can be met with fines.",
            "Fines for breaches of the act can be high.",
        ),
        ("Lund resigned.", "After the resignation of Vik, Lund resigned."),
        ("Ostrand will charge drivers.", "Drivers entering the centre of Ostrand will pay."),
    ],
)
def test_what_speaks_for_a_thing_may_be_left_out(claim: str, text: str) -> None:
    assert not of_another(claim, text)
