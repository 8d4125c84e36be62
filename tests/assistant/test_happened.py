import pytest

from assistant.fits.happened import asked, is_of_homes, is_of_long_ago

KILLED, HURT = "How many people were killed in the fire?", "Was anyone hurt in the fire?"


@pytest.mark.parametrize(
    "question",
    [
        KILLED,
        HURT,
        "How many people died?",
        "How many died in Storm Runa?",
        "how many firefighters died in the Ormley fire",
        "How many homes were destroyed?",
        "How many houses did the storm destroy?",
        "Did anyone die?",
        "Who was killed in the storm?",
        "Did the storm kill anyone?",
        "What is the death toll of the storm?",
        "Were there casualties in the blaze?",
        "Were there any injuries?",
        "How many arrests were there?",
        "How many people have been evacuated?",
    ],
)
def test_a_question_asks_what_happened_to_people_or_homes(question):
    assert asked(question)


@pytest.mark.parametrize(
    "question",
    [
        "How many years did it take to write To Kill a Mockingbird?",
        "How many people lived there before it was destroyed?",
        "What killed the fish?",
        "Who killed her?",
        "How many boats have a licence?",
        "When was the hall destroyed?",
    ],
)
def test_other_questions_ask_none_of_it(question):
    assert asked(question) is None


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        (KILLED, "Two men died and five others were taken to hospital.", True),
        (KILLED, "The pile-up claimed three lives.", True),
        (KILLED, "Nobody was injured.", True),
        (KILLED, "The death toll stands at four.", True),
        (KILLED, "Sixty firefighters fought the flames until dawn.", False),
        (KILLED, "The firm employs 82 people.", False),
        (HURT, "All eleven on board were rescued unharmed.", True),
        (HURT, "Some 140 officers were deployed.", False),
        ("How many homes were destroyed?", "Some 240 homes were flooded.", False),
        ("How many homes were destroyed?", "Eighteen cottages burnt to the ground.", True),
        ("How many people were arrested?", "Police are holding nine.", True),
        ("How many people were arrested?", "Some 140 officers came.", False),
        ("How many people were arrested?", "Nine are being held, nobody was charged.", True),
    ],
)
def test_a_sentence_has_to_tell_of_it(question, sentence, told):
    happening = asked(question)
    assert happening
    assert happening.is_told(sentence) is told


@pytest.mark.parametrize(
    ("question", "sentence", "nobody"),
    [
        (KILLED, "No one was killed.", True),
        (KILLED, "Nobody was injured.", True),
        (KILLED, "There were no casualties.", True),
        (KILLED, "No deaths or injuries have been reported.", True),
        (KILLED, "All eleven on board were rescued unharmed.", True),
        (KILLED, "Nobody had expected that two would die.", False),
        (KILLED, "Two men died.", False),
        (HURT, "Nobody was hurt.", True),
        (HURT, "No one was killed.", False),
        (HURT, "None of the injured is in danger.", False),
    ],
)
def test_that_it_happened_to_nobody_is_an_answer(question, sentence, nobody):
    happening = asked(question)
    assert happening
    assert bool(happening.nobody.search(sentence)) is nobody


@pytest.mark.parametrize(
    ("question", "of_homes"),
    [
        ("How many homes were destroyed in the fire?", True),
        ("How many wooden houses burnt down?", True),
        ("How many trams were destroyed in the fire?", False),
        ("How many people left their homes?", False),
    ],
)
def test_homes_are_counted_where_homes_are_asked_for(question, of_homes):
    assert is_of_homes(question) is of_homes


def test_what_happened_in_another_year_is_of_long_ago():
    assert is_of_long_ago("In 1987 six sailors drowned there.", 2024)
    assert not is_of_long_ago("In 2023 six sailors drowned there.", 2024)
    assert not is_of_long_ago("Six sailors drowned.", 2024)
