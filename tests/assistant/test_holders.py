import pytest

from assistant.fits.holders import asked, offices

ARTICLE = "Brackmere wants a tram\nThe Marnhythe Post, 21 November 2024\nIn Brackmere, ..."


@pytest.mark.parametrize(
    "question",
    [
        "Who is the mayor of Brackmere?",
        "who's the mayor of Brackmere",
        "What is the name of the mayor of Brackmere?",
        "Is Anna Brook still mayor of Brackmere?",
    ],
)
@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Mayor Anna Brook said the repairs would be finished.", True),
        ("Anna Brook, the mayor, said the repairs would be finished.", True),
        ("Piers Halloway was sworn in as mayor on 4 November.", True),
        ("The mayor of Brackmere, Piers Halloway, presented the route.", True),
        ("Mayor Piers Halloway of Brackmere presented the route.", True),
        ("The mayor of Selverton, Hedda Marlin, sent a rubber duck.", False),
        ("Mayor Hedda Marlin of Selverton sent a rubber duck.", False),
        ("Support came from Hedda Marlin, the mayor of Selverton.", False),
        ("Selverton's mayor sent a rubber duck.", False),
        ("Deputy mayor Lionel Strake, who has kept his post, agreed.", False),
        ("The pool reopens in May.", None),
    ],
)
def test_a_sentence_tells_who_holds_an_office_or_names_only_anothers(question, sentence, told):
    office = asked(question)
    assert office
    assert office.now
    assert office.is_told(sentence, ARTICLE) is told


def test_an_office_of_no_town_is_that_of_the_article() -> None:
    office = asked("Who is the mayor of Thrushgate?")
    assert office
    assert office.is_told("Mayor Anna Brook said so.", ARTICLE) is False
    assert office.is_told("Mayor Anna Brook said so.", "The fair of Thrushgate") is True


def test_whoever_holds_it_elsewhere_is_known_by_name() -> None:
    office = asked("Who is the mayor of Brackmere?")
    assert office
    elsewhere = office.holders_elsewhere(["The mayor of Selverton, Hedda Marlin, sent a duck."])
    assert elsewhere == {"marlin"}
    assert office.is_told("Mayor Hedda Marlin welcomed the plan.", ARTICLE, elsewhere) is False
    assert office.is_told("Mayor Anna Brook welcomed the plan.", ARTICLE, elsewhere) is True


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("Who is the council leader?", "Opposition leader Gerald Thornby called it a list.", False),
        ("Who is the council leader?", "Council leader Ruth Ellinor spoke last.", True),
        ("Who leads the council?", "Ruth Ellinor, the leader of the council, spoke last.", True),
        ("Who is the police chief?", "Fire chief Conrad Spall asked for more.", False),
        ("Who is the police chief?", "She took over as the town's police chief in May.", True),
        ("Who is the chief executive?", "Ingrid Soll has been acting chief executive.", False),
        ("Who is the CEO of Marrow?", "said Viktor Langmead, Marrow's chief executive.", True),
        ("Who is the acting CEO?", "Ingrid Soll has been acting chief executive.", True),
        ("Who is the headteacher of Quillby School?", "the headteacher of Corrowby School", False),
    ],
)
def test_another_office_of_the_same_word_is_none(question, sentence, told):
    office = asked(question)
    assert office
    assert office.is_told(sentence, "Quillby Marrow") is told


def test_that_somebody_is_the_former_one_tells_whether_they_still_are() -> None:
    sentence = "Former mayor Anna Brook now sits on the back bench."
    whether, who = asked("Is Anna Brook still the mayor?"), asked("Who is the mayor?")
    assert whether
    assert who
    assert whether.is_told(sentence, "") is True
    assert who.is_told(sentence, "") is False


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Is Anna Brook still mayor of Brackmere?", "Who is the mayor of Brackmere?"),
        ("Is Anna Brook the council leader now?", "Who is the council leader?"),
        ("Who is the mayor?", "Who is the mayor?"),
    ],
)
def test_whether_somebody_is_in_office_is_asked_as_who_is(question, who):
    office = asked(question)
    assert office
    assert office.who == who


@pytest.mark.parametrize(
    "question",
    [
        "Who was the mayor of Brackmere in March 2024?",
        "Who was mayor before Piers Halloway?",
        "Who will be the next mayor?",
        "Who is standing for mayor of Brackmere?",
    ],
)
def test_who_held_an_office_at_another_time_is_not_who_holds_it_now(question):
    office = asked(question)
    assert office
    assert not office.now


@pytest.mark.parametrize(
    "question",
    ["When did she become mayor?", "Who scored?", "What did the mayor say?", "Is the pool open?"],
)
def test_what_asks_for_no_holder_of_an_office_is_none(question):
    assert asked(question) is None


def test_an_office_is_of_whom_it_names() -> None:
    (office,) = offices("The Brackmere Rovers coach Marguerite Fennimore agreed.")
    assert office.of == {"brackmere", "rovers"}
    assert office.holder == "fennimore"


def test_a_standing_committee_has_a_chair_now() -> None:
    office = asked("Who is the chair of the standing committee?")
    assert office and office.now
