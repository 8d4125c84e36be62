"""Articles that differ on what is asked, through the whole assistant."""

import pytest

from assistant.assistant import Assistant


@pytest.fixture
def telling(assistant_over):
    """Makes an assistant over two articles of different publishers and days."""

    def make(older: str, newer: str, title: str = "Tram line to Quarrenby") -> Assistant:
        return assistant_over(
            *(
                {"title": title, "publisher": publisher, "published": published, "text": text}
                for publisher, published, text in (
                    ("Vellacote Gazette", "2024-03-14", older),
                    ("Calder Reach Post", "2024-03-21", newer),
                )
            )
        )

    return make


def test_both_values_are_said_the_newest_first(telling) -> None:
    assistant = telling(
        "The tram line to Quarrenby will cost £214 million.",
        "The tram line to Quarrenby comes at a price of £238 million.",
    )
    answer = assistant.ask("How much will the tram line to Quarrenby cost?")
    assert [one.value for one in answer.differing] == ["£238 million", "£214 million"]
    assert [sentence.text.split(":")[0] for sentence in answer.sentences] == [
        "Calder Reach Post, 21 March 2024",
        "Vellacote Gazette, 14 March 2024",
    ]
    assert answer.notice == (
        "The articles give different answers, the newest first: £238 million (Calder Reach Post, "
        "21 March 2024); £214 million (Vellacote Gazette, 14 March 2024)."
    )


def test_what_both_say_beside_it_does_not_hide_that_they_differ(telling) -> None:
    assistant = telling(
        "The Quarrenby tunnel will be 4.2 kilometres long and 11 metres wide.",
        "At 11 metres wide, the Quarrenby tunnel is to be 5.6 kilometres long.",
        title="The Quarrenby tunnel",
    )
    answer = assistant.ask("How long will the Quarrenby tunnel be?")
    assert [one.value for one in answer.differing] == ["5.6 kilometres", "4.2 kilometres"]


def test_what_answers_either_of_two_questions_does_not_differ(telling) -> None:
    assistant = telling(
        "The tram line to Quarrenby will open on Friday.",
        "The tram line to Quarrenby was discussed by its council on Monday, 18 March.",
    )
    question = "When will the tram line to Quarrenby open, and what did the council say of it?"
    answer = assistant.ask(question)
    assert answer.citations
    assert answer.differing == ()


def test_of_several_figures_that_of_the_things_asked_for_is_told(telling) -> None:
    assistant = telling(
        "To the fire at the Brandt warehouse the brigade sent 14 engines and 80 firefighters.",
        "Twelve engines and about 65 firefighters came to the fire at the Brandt warehouse.",
        title="Fire at the Brandt warehouse",
    )
    answer = assistant.ask("How many firefighters were at the Brandt warehouse fire?")
    assert [one.value for one in answer.differing] == ["about 65", "80"]


@pytest.mark.parametrize(
    ("question", "alarm"),
    [
        ("How many firefighters were hurt at the Brandt warehouse fire?", False),
        ("How many firefighters were sent to the Brandt warehouse fire?", True),
    ],
)
def test_figures_of_things_to_which_something_else_happened_do_not_differ(
    telling, question, alarm
) -> None:
    assistant = telling(
        "To the fire at the Brandt warehouse the brigade sent 14 engines and 80 firefighters.",
        "Twelve engines and about 65 firefighters came to the fire at the Brandt warehouse.",
        title="Fire at the Brandt warehouse",
    )
    assert bool(assistant.ask(question).differing) is alarm


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (
            "The tram line to Quarrenby will cost £214 million.",
            "The tram line to Quarrenby, which has a price of £214m, was approved.",
        ),
        (
            "The tram line to Quarrenby will cost £214 million.",
            "The tram line to Quarrenby will serve 40,000 passengers a day.",
        ),
        (
            "The tram line to Quarrenby will cost £214 million.",
            "The bus depot in Ardal cost £238 million when it was built.",
        ),
    ],
)
def test_what_agrees_or_is_of_something_else_is_not_told_apart(telling, older, newer) -> None:
    answer = telling(older, newer).ask("How much will the tram line to Quarrenby cost?")
    assert answer.differing == ()
    assert answer.notice is None


@pytest.mark.parametrize(
    "question",
    [
        "What did the flood in Tollerby cost?",
        "What does the latest estimate put the cost of the Tollerby flood at?",
    ],
)
def test_the_wall_and_the_bridge_are_not_the_flood(samples: Assistant, question) -> None:
    told = [one.value for one in samples.ask(question).differing]
    assert told == ["71 million crowns", "about 46 million crowns"]


FIRES = (
    (
        "The fire at the Lowmere tannery broke out on Sunday. It caused damage of 4 million "
        "crowns. Some 30 firefighters fought it.",
        "Tannery fire in Quarrenby",
    ),
    (
        "The dam in Quarrenby broke on 3 March. The flood caused damage of 19 million crowns. "
        "Its level at Tannery Bridge was the highest since 1952.",
        "Flood damage in Quarrenby put at 19 million",
    ),
    (
        "Sixty firefighters fought the fire at the Ardal sawmill for nine hours on Monday.",
        "Fire at the Ardal sawmill",
    ),
)


@pytest.mark.parametrize(
    "question",
    [
        "How much damage did the tannery fire in Quarrenby cause?",
        "How much damage did the fire in Quarrenby cause?",
        "When did the fire break out at the tannery?",
        "How many firefighters fought the tannery fire?",
    ],
)
def test_another_event_in_the_same_place_gives_no_other_answer(assistant_over, question) -> None:
    assistant = assistant_over(
        *(
            {"title": title, "publisher": "Gazette", "published": f"2024-03-{day}", "text": text}
            for day, (text, title) in enumerate(FIRES, start=14)
        )
    )
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.differing == ()


@pytest.mark.parametrize(
    "question",
    [
        "When do buses replace the trains between Ardal and Lowmere?",
        "When do the trains between Ardal and Lowmere run again?",
    ],
)
def test_when_something_ends_is_not_when_it_begins(telling, question) -> None:
    answer = telling(
        "Buses will replace the trains between Ardal and Lowmere from Saturday.",
        "Trains between Ardal and Lowmere have been running again since 18 March.",
        title="Railway to Lowmere",
    ).ask(question)
    assert answer.status == "answered"
    assert answer.differing == ()


@pytest.mark.parametrize(
    "question", ["How much will the new flood wall cost?", "How much will the flood wall cost?"]
)
def test_neither_repairs_nor_sewers_are_the_wall(samples: Assistant, question) -> None:
    answer = samples.ask(question)
    assert "96 million" in answer.text
    assert answer.differing == ()


@pytest.mark.parametrize(
    ("question", "newer", "alarm"),
    [
        (
            "How long is the new ferry Skerry Maid?",
            "The old ferry Lady Isbel is 67 metres long.",
            False,
        ),
        ("How long is the ferry Skerry Maid?", "The ferry Skerry Maid is 67 metres long.", True),
        (
            "How long is the ferry Skerry Maid?",
            "A model of her is on show at the museum. It is 3 metres long.",
            False,
        ),
    ],
)
def test_only_what_is_surely_of_the_same_thing_is_told_apart(
    telling, question, newer, alarm
) -> None:
    answer = telling(
        "The new ferry Skerry Maid is 102 metres long and will carry 120 cars.",
        newer,
        title="The new ferry Skerry Maid",
    ).ask(question)
    assert "102 metres" in answer.text
    assert bool(answer.differing) is alarm


def test_a_question_to_one_publisher_is_answered_by_it_alone(telling) -> None:
    assistant = telling(
        "The tram line to Quarrenby will cost £214 million.",
        "The tram line to Quarrenby comes at a price of £238 million.",
    )
    answer = assistant.ask("How much will the tram line cost according to the Vellacote Gazette?")
    assert answer.differing == ()
    assert answer.citations[0].publisher == "Vellacote Gazette"


def test_an_opinion_is_named_as_one(samples: Assistant) -> None:
    answer = samples.ask("What does columnist Harald Venn want done with the Lyskøy ferry?")
    first = next(s for s in answer.sentences if "opinion" in s.text)
    assert first.text.startswith("The Haverstrand Courier, opinion, 8 June 2024: “")


def test_the_day_of_something_beside_it_is_no_other_answer(samples: Assistant) -> None:
    answer = samples.ask("When will production at the Hallersby quarry end?")
    assert "28 June" in answer.citations[0].quote
    assert answer.differing == ()


def test_what_was_to_come_is_no_answer_to_when_it_was(samples: Assistant) -> None:
    answer = samples.ask("When was the Nessgate Bridge approved?")
    assert "voted on Tuesday evening" in answer.citations[0].quote
    assert answer.differing == ()


def test_where_a_day_is_not_known_none_is_said_to_be_the_newest(assistant_over) -> None:
    told = (
        ("The tram line to Quarrenby will cost £214 million.", "2024-03-14"),
        (
            "The tram line to Quarrenby comes at a price of £238 million.",
            None,
        ),
    )
    assistant = assistant_over(
        *(
            {"title": "Tram line to Quarrenby", "text": text}
            | ({"published": day} if day else {"publisher": "Calder Reach Post"})
            for text, day in told
        )
    )
    answer = assistant.ask("How much will the tram line to Quarrenby cost?")
    assert len(answer.differing) == 2
    assert (answer.notice or "").startswith("The articles give different answers: ")


@pytest.mark.parametrize(
    "question",
    [
        "How much will the flood wall in Tollerby cost?",  # the flood cost 71 million
        "When did the railway between Tollerby and Haverstrand reopen?",  # buses ran from Saturday
        "How many vehicles use the swing bridge?",  # 2,400 people use it
        "How many people had to leave their homes in Tollerby?",  # 29 households still have none
        "How much do Skarnline passengers pay?",  # all of them 19 million
    ],
)
def test_another_value_of_something_near_is_not_told_to_differ(
    samples: Assistant, question: str
) -> None:
    found = samples.ask(question)
    assert found.citations
    assert (found.differing, "different answers" in (found.notice or "")) == ((), False)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "When did chairman Bill Marrow die?",
            "Bill Marrow became chairman of Tolmouth Town in 2004.",
            "Tolmouth Town's chairman Bill Marrow died on Monday after a long illness.",
        ),
        (
            "Who was the coach of Tolmouth Town before Edda Jonas?",
            "Edda Jonas was named coach of Tolmouth Town in January as replacement for Dave Renn.",
            "Tolmouth Town must find a coach after Edda Jonas, who has left for Port Ansel.",
        ),
        (
            "How many members opposed Jon Jordal in the first ballot?",
            "Jon Jordal was opposed by 22 members in the first ballot.",
            "In the third ballot Jon Jordal was opposed by 25 members.",
        ),
        (
            "How large was the loss of Harrow Mills last year?",
            "Harrow Mills made a loss of 7.8 million pounds last year.",
            "Harrow Mills took in 19 million pounds from its customers last year.",
        ),
        (
            "At how many Great Lakes stadiums did Lee Sharrow buy tickets?",
            "Lee Sharrow bought tickets at seven Great Lakes stadiums.",
            "Lee Sharrow bought tickets to 35 games of Great Lakes teams.",
        ),
        (
            "How long was the railway to Tolmouth out of use?",
            "The railway to Tolmouth was out of use for 108 days.",
            "Eleven months after the flood, the railway to Tolmouth is in use with new rails.",
        ),
    ],
)
def test_a_value_of_something_else_is_no_other_answer(telling, question, one, other) -> None:
    answer = telling(one, other, title="News of Tolmouth").ask(question)
    assert answer.citations
    assert not answer.differing


def test_what_was_corrected_is_told_as_it_is_now(assistant_over) -> None:
    assistant = assistant_over(
        {
            "title": "Bremlow pool to open in July",
            "publisher": "Ormley Gazette",
            "published": "2024-06-01",
            "text": "The new swimming pool in Bremlow will open in July and charge 12 crowns for "
            "entry, its manager Ines Varga told the Gazette.\n\nThe pool cost 58 million crowns to "
            "build.",
        },
        {
            "title": "Correction: Bremlow swimming pool",
            "publisher": "Ormley Gazette",
            "published": "2024-06-03",
            "text": "In our edition of 1 June we reported that the new swimming pool in Bremlow "
            "would open in July and would charge 12 crowns for entry. That was wrong. The pool "
            "opens on 14 September, and entry costs 19 crowns.\n\nWe also named the pool's "
            "manager as Ines Varga. The manager is Ines Vargas.",
        },
    )
    opens = assistant.ask("When does the Bremlow pool open?")
    assert opens.notice == (
        "The articles give different answers, the newest first: 14 September (Ormley Gazette, 3"
        " June 2024); July (Ormley Gazette, 1 June 2024). The publisher of [2] corrected something"
        " of that story later: see [1]."
    )
    manager = assistant.ask("Who is the manager of the Bremlow pool?")
    assert all("Vargas" in one.quote for one in manager.citations if "Varga." in one.quote)
