"""What has begun is not told as done."""

import pytest

from assistant.claims.stages import gone_further


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Vik has sold the castle.", "Vik has put the castle up for sale."),
        ("Orrin has bought the chain.", "Orrin has made a bid for the chain."),
        ("Maier served five years in prison.", "Maier was sentenced to five years in prison."),
        ("He has been granted asylum.", "He has applied for asylum."),
        ("The conviction of a teacher shook Linden.", "The arrest of a teacher shook Linden."),
        ("A man was charged over the fire.", "A man was arrested over the fire."),
        ("Three people died in the crash.", "Three people were injured in the crash."),
        ("The film won the prize.", "The film was nominated for the prize."),
        ("Norwick were relegated in May.", "Norwick escaped relegation in May."),
        ("The village has won its appeal.", "The village has filed an appeal."),
    ],
)
def test_a_later_stage_is_not_told(claim: str, text: str) -> None:
    assert gone_further(claim, text)
    assert not gone_further(claim, f"{text} {claim}")


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The castle has not been sold.", "The castle is up for sale."),
        ("He could be convicted in May.", "He is charged with theft."),
        ("She hopes to be elected.", "She is a candidate."),
        ("Norwick avoided being relegated.", "Norwick escaped relegation in May."),
        ("Nobody died.", "Three people were injured."),
        ("He was jailed.", "He was sentenced to two years in prison."),
    ],
)
def test_what_is_told_as_not_yet_done_or_the_same_is_not_told(claim: str, text: str) -> None:
    assert not gone_further(claim, text)
