"""What a claim must share with its sources, by rule."""

from datetime import date

import pytest

from assistant.claims.claimed_names import leans_on_pronoun
from assistant.claims.rules import bare, faults
from assistant.claims.source import Source

SOURCE = Source(
    text="After a debate that lasted almost six hours, the Skarnmark Regional Council voted on "
    "Tuesday evening by 24 to 16, with one abstention, to build the Nessgate Bridge. “Tonight we "
    "stopped being a town that waits,” said Mayor Ragna Østbø.",
    title="Council says yes to new Nessgate Bridge",
    publisher="The Haverstrand Courier",
    author="Jesper Tull",
    published=date(2024, 2, 7),
)
OTHERS = ["The Haverstrand Courier", "Ulde Valley Post"]


def source(text, publisher=None):
    """A source of one text, of 5 March 2024, without a title."""
    return Source(text, "", publisher, None, date(2024, 3, 5))


@pytest.mark.parametrize(
    "claim",
    [
        "The council voted by 24 to 16 to build the Nessgate Bridge.",
        "On 6 February 2024 the Skarnmark Regional Council voted for the bridge.",
        "According to The Haverstrand Courier, the council voted by 24 to 16.",
        "The Haverstrand Courier reported on 7 February 2024 that the bridge will be built.",
        "Jesper Tull reported that the council voted on Tuesday.",
        "“Tonight we stopped being a town that waits,” Ragna Østbø said.",
        "The debate took nearly six hours, or so the mayor said.",
        "The SRC voted to build it.",
        "Skarnmark's council voted to build it, with one abstention.",
    ],
)
def test_what_the_source_says_has_no_fault(claim):
    assert faults(claim, [SOURCE], OTHERS) == []


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ("The council voted by 26 to 16.", "number"),
        ("The debate lasted sixteen hours.", "number"),
        ("The debate lasted six days.", "number"),
        ("On 7 February 2024 the council voted for the bridge.", "date"),
        ("The council voted on Monday.", "date"),
        ("The council voted in 2023.", "date"),
        ("Mayor Rolf Østbø spoke.", "name"),
        ("The council of Tollerby voted.", "name"),
        ("The mayor said: “Tonight we won at last.”", "quote"),
        ("According to the Ulde Valley Post, the council voted.", "name"),
        ("According to both The Haverstrand Courier and Ulde Valley Post, it voted.", "publisher"),
        ("The council voted by 16 to 24 to build the Nessgate Bridge.", "role"),
        ("The council did not vote on Tuesday evening to build the Nessgate Bridge.", "negation"),
    ],
)
def test_what_it_does_not_say_is_a_fault_of_its_kind(claim, fault):
    assert fault in faults(claim, [SOURCE], OTHERS)


@pytest.mark.parametrize(
    ("claim", "text", "fault"),
    [
        ("Prices fell in May.", "Prices rose in May.", "direction"),
        ("It was lost on Friday.", "It was lost at the weekend, police said on Friday.", "date"),
        ("It was lost on 1 June.", "It was lost yesterday.", "date"),
        ("Seven people died.", "Four people died on Friday and three on Sunday.", "number"),
        ("Sales fell by 2 billion.", "Sales fell from 2 billion to 1.2 billion.", "number"),
        ("Sales tripled.", "Sales rose by three per cent.", "number"),
        ("She resigned.", "He managed to flee. She may resign.", "modality"),
        ("It began at 6:0 PM.", "It began at 6:00 PM.", "number"),
        ("They closed the shop.", "They stopped short of closing the shop.", "modality"),
        ("The cold winter killed few.", "The mild winter killed few.", "direction"),
        (
            "A lorry from Leipzig was stopped.",
            "A lorry bound for Leipzig was stopped.",
            "way",
        ),
        (
            "It restored the sense of smell.",
            "In a study it restored the sense of smell in mice.",
            "modality",
        ),
        ("All adults get one dose.", "Adults over 60 get one dose.", "scope"),
        ("Defence minister Ada Vik spoke.", "Foreign minister Ada Vik spoke.", "name"),
        (
            "Ada Berg hired Ole Lund as director.",
            "Ada Berg, director of the Old Mill Theatre, has hired the Norwegian Ole Lund.",
            "name",
        ),
        ("The former head of the bank warned.", "The head of the bank warned.", "modality"),
        ("The fair starts on 9 June.", "The fair runs until 9 June.", "date"),
        ("Berg has led it since 2019.", "Berg led it from 2011 to 2019.", "date"),
        ("It takes effect on Friday.", "It is in force until six o'clock on Friday.", "date"),
        ("Entry is free on Sundays.", "Entry was free last Sunday.", "date"),
        ("It will cost 40 crowns.", "It will cost 40 crowns more from May.", "number"),
        ("Fares cost 60 euros.", "Fares will go up by an average of 60 euros.", "number"),
        (
            "It cut the rate by 20 per cent.",
            "It cut the rate by 2 points to 20 per cent.",
            "number",
        ),
        ("Vik sank the ship.", "According to an anonymous letter, Vik sank the ship.", "modality"),
        ("A stranger sank it.", "The suspect told officers that a stranger sank it.", "modality"),
        ("Vik sank the ship.", "A lawsuit accuses Vik of sinking the ship.", "modality"),
        ("Vik sank the ship.", "Rumours have spread that Vik sank the ship.", "modality"),
        ("They climbed the wall.", "They set out on Monday to climb the wall.", "modality"),
        ("The owners moved it.", "The owners were told by the city to move it.", "modality"),
        ("The fare is 41 crowns.", "The fare, 39 crowns, was paid by 41 people.", "number"),
        ("The fare is 41 crowns.", "The fare is 39 crowns, said Anna Berg, 41.", "number"),
        ("It takes 41 minutes.", "It takes 28 minutes, said Anna Berg, 41, its captain.", "number"),
        ("It burned for 12 hours.", "It killed 12 and burned for 30 hours.", "number"),
        ("He takes 70 minutes.", "He sat for an hour and 10 minutes later took it.", "number"),
        ("Sales fell in Q3.", "Sales fell in the second quarter.", "number"),
        ("Four rivals left.", "Rivals left in Q4.", "number"),
        ("Parker Lund resigned.", "Eva Lund resigned and parked her car.", "name"),
        ("Interior Minister Berg left.", "Minister Berg left after international talks.", "name"),
        ("It opened in mid-May.", "It opened on 29 May.", "date"),
        ("Rolls-Royce cut 90 jobs.", "Siemens cut 90 jobs.", "name"),
        ("Berg sued Lund over the plan, papers show.", "Lund sued Berg over the plan.", "role"),
        ("The vote ended 16 to 24, clerks said.", "The vote was 24 to 16.", "role"),
        ("Prices fell sharply in spring, agents warned.", "Prices rose in spring.", "direction"),
        ("The port closed in September 2024.", "The port closed last September.", "date"),
        ("The pump was tested in June.", "The pump was tested in March.", "date"),
        ("Berg said the pump was tested in June.", "Berg said it was tested in March.", "date"),
        ("On Saturdays in June it ran late.", "On Saturdays in July it ran late.", "date"),
        ("Kverndal School was rebuilt.", "Kvernside School was rebuilt.", "name"),
        ("The strike began before the vote.", "The strike began after the vote.", "direction"),
        ("Norway beat Sweden in the final.", "Sweden beat Norway in the final.", "role"),
        ("He will resign in May.", "He will not resign in May.", "negation"),
        ("The pool is shut until 3 May.", "The pool is shut from 3 May.", "date"),
        ("It shut before 3 May.", "It shut between 3 May and 9 June.", "date"),
        ("Few films are not as weird.", "Few films are as weird.", "negation"),
        ("They are not barely surviving it.", "They are barely surviving it.", "negation"),
        ("They couldn’t hardly see it.", "They could hardly see it.", "negation"),
        ("Pay at https://a.example/x.", "Pay at https://b.example/x.", "address"),
        ("Write to us@a.example.", "Write to us@b.example.", "address"),
        ("Ask [the port](//a.example/x).", "Ask the port.", "address"),
    ],
)
def test_what_is_turned_round_is_a_fault(claim, text, fault):
    source = Source(text, "", None, None, date(2024, 6, 1))
    assert fault in faults(claim, [source])


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The pool shut on 3 May.", "The pool is shut from 3 May."),
        ("It must open by 3 May.", "It must open before 3 May."),
        ("He refused to resign.", "He would not resign."),
        ("Sweden was beaten by Norway in the final.", "Norway beat Sweden in the final."),
        ("The vote failed.", "The vote was lost."),
        ("They could hardly see the port.", "They could hardly see the port, Berg said."),
        ("Berg said it is not known why it fell.", "“It is not known why it fell,” said Berg."),
        ("The German chancellor spoke.", "Germany’s chancellor spoke."),
        ("The European Union agreed.", "The EU agreed."),
        ("Pay at www.a.example/x.", "Pay at www.a.example/x by May."),
        ("Anna Berg resigned.", "Anna Berg, the chair of the Port of Vessby, resigned."),
        ("A motion to wait failed.", "Berg had moved to wait. The motion failed."),
        ("Eight American ports closed.", "Eight U.S. ports closed."),
        ("Repairing it cost 8 million.", "The repairs cost 8 million."),
        ("Repairing Kvernside cost 8 million.", "The repairs of Kvernside cost 8 million."),
        ("The trip takes 2 hours and 15 minutes.", "The trip takes 2 hours 15 minutes."),
        ("It lasted more than two hours.", "It lasted two hours and 15 minutes."),
        ("Sales fell in the third quarter.", "Sales fell in Q3."),
        ("Lund left the U.S. Later she came back.", "Lund left the U.S., and she came back."),
        ("The port closed in September.", "The port closed last September."),
        ("The trip now takes 70 minutes.", "The trip now takes an hour and ten minutes."),
        ("It cost 103 million US dollars.", "It cost $US103 million."),
        ("Wonder pays $US13 for each share.", "Wonder pays $US13 per share."),
        ("Sales reached $2.73 billion in the second quarter.", "Q2 sales reached $2.73B."),
        ("The fare rose from 39 to 45 crowns.", "The fare, 39 crowns, rose to 45."),
        ("A jar may cost 45 crowns by Easter.", "A jar, now 39 crowns, may cost 45 by Easter."),
        ("It pays 120 million crowns.", "It costs 214 million crowns and pays 120 million."),
        ("The port closed in September 2023.", "The port closed last September."),
        ("It opened in mid-May.", "It opened on 14 May."),
        ("It was reported on 1 June that it opens in May.", "It opens in May."),
        ("It was tested in June.", "It was tested."),
        ("It costs 40 crowns more.", "It will cost 40 crowns more from May."),
        ("Fares rise by 60 euros.", "Fares will go up by an average of 60 euros."),
        ("Three further nurses left.", "Three more nurses left."),
        ("The fair ends on 9 June.", "The fair runs until 9 June."),
        ("It will be built from 2026.", "Work will not start before 2026."),
        ("Entry is free on Sundays.", "Entry is free every Sunday."),
        ("The ward must be open by 2025.", "The ward must be open round the clock by 2025."),
        ("The CEO of Helvin spoke.", "Helvin's chief executive spoke."),
        ("Ada Berg hired Ole Lund as director.", "Ole Lund was hired by Ada Berg as director."),
        ("A former head of the bank spoke.", "Lund, who headed the bank until May, spoke."),
        ("Vik asked what was left.", "“We lost it all,” Vik told them. “What is left?”"),
        (
            "A lorry from Oslo to Leipzig was lost.",
            "A lorry from Oslo, bound for Leipzig, was lost.",
        ),
        ("In mice the spray restored smell.", "The spray restored smell in mice."),
        ("Residents left.", "Residents were told to leave, and they did so."),
        ("There is one clinic in three towns.", "There is one clinic in three towns, Vik said."),
        ("Profit doubled.", "Profit rose by 100 per cent."),
        ("It shuts late in 2027.", "It is to shut by the end of 2027."),
        ("It shuts in 2027.", "It is to shut at the end of 2027."),
        ("Work will start in May.", "Work will begin in late May."),
        ("The strike will end in May 2027.", "The strike may last until early May 2027."),
        ("The bridge is shut.", "The bridge is shut. “The bridge is shut,” said Berg."),
        ("The road opens on Monday.", "The road will be closed until Monday."),
        ("It stays shut until 3 July.", "It will not reopen until 3 July."),
        ("It flies to Oslo.", "It flies to and from Oslo."),
        ("The firm hired 300 people.", "The firm hired 300 more people."),
        ("Trains run only on Sundays.", "Trains run only on Sunday."),
        ("British minister Vik resigned.", "Culture minister Vik of Britain resigned."),
        ("The passengers were trapped.", "Dozens of passengers were trapped."),
        ("Norway has backed it.", "Norway's government has backed it."),
        ("Two people died.", "Two people lost their lives and five were injured."),
        ("The council adopted it.", "The council approved the draft on Monday."),
        ("One pupil in eight was ill.", "12.5 per cent of the pupils were ill."),
        ("Renters pay more.", "Rents are up, and who rents pays more."),
        ("A total of seven people died.", "Four people died on Friday and three on Sunday."),
        ("One in five nurses quit.", "Every fifth nurse quit."),
        ("20 per cent of the nurses quit.", "One in five nurses quit."),
        ("Sales halved to 1.2 billion euros.", "Sales fell from 2.4 billion euros to 1.2 billion."),
        ("Shares more than doubled.", "Shares soared by 134.5 per cent."),
        (
            "They were told on Friday that it shuts.",
            "Vik, the owner, told them on Friday it shuts.",
        ),
        (
            "On Friday police said it was lost.",
            "It was lost at the weekend, police said on Friday.",
        ),
    ],
)
def test_other_words_for_the_same_are_no_fault(claim, text):
    assert faults(claim, [Source(text, "", None, None, date(2024, 6, 1))]) == []


def test_what_is_said_of_one_is_not_said_of_whom_the_clause_beside_it_names():
    source = Source(
        text="The Social Union, on whose votes the Coast Alliance has relied since 2020, holds "
        "nine of the 41 seats, two fewer than before.",
        title="Harrowell weakened as Valley List surges",
        publisher="The Haverstrand Courier",
        author=None,
        published=date(2024, 9, 23),
    )
    assert faults("The Coast Alliance holds nine of the 41 seats.", [source], OTHERS) == ["order"]
    assert faults("The Social Union holds nine of the 41 seats.", [source], OTHERS) == []


COURSES = "The courses are held in Haverstrand, 52 kilometres away, and begin at 8 a.m."


@pytest.mark.parametrize(
    ("claim", "title", "text", "expected"),
    [
        # a title says what it counts
        ("Lund scored 4 points.", "4 trends in sport", "Lund scored 32 points.", ["number"]),
        ("There are 4 trends.", "4 trends in sport", "They are listed here.", []),
        ("Three people died in the fire.", "Fire in Vessby kills three", "It was a fire.", []),
        ("Three men were killed in the fire.", "Three die in fire in Vessby", "A fire.", []),
        ("She scored 30 points.", "Lund’s 30-point night beats Oslo", "She scored.", []),
        ("The bill passed by 52 votes to 48.", "Senate passes bill 52-48", "It passed.", []),
        # a record is one figure, an ISO date none
        ("The Bears are 40-33-2 now.", "Bears", "The Bears are 40-33-1 now.", ["number"]),
        ("The Bears are 40-33-1 now.", "The Bears are 40-33-1", "The Bears won.", []),
        ("The Bears have won 40 games.", "Bears", "The Bears are 40-33-1 this season.", []),
        ("On 2024-02-06 the bridge opened.", "Bridge", "The bridge opened on 6 February.", []),
        # numbers in words and after “No.”
        ("He was the No.3 pick in the draft.", "Draft", "He was the No.2 pick.", ["number"]),
        ("She has two children.", "Lund", "She gave birth to twins.", []),
        ("Trend 2 is that they use twins.", "Trends", "They use digital twins.", ["number"]),
        # what changed in a copy
        (
            COURSES.replace("Haverstrand", "Tollerby"),
            "No courses in Tollerby",
            COURSES,
            ["name"],
        ),
        (COURSES.replace("52", "8"), "Courses", COURSES, ["number", "place"]),
        (
            "The best film of 2024 was a thriller.",
            "Films",
            "The best film of 2022 was a thriller.",
            ["number"],
        ),
        (
            "On Saturday Everton beat Leeds at home.",
            "League",
            "On Saturday Leeds beat Everton at home.",
            ["role"],
        ),
        ("It was sold to a British firm in May.", "Sale", "It was sold to a UK firm in May.", []),
        (
            "It was opened by Lund on Monday.",
            "Lund opens it",
            "It was opened by the Mayor on Monday.",
            [],
        ),
        ("The bridge opened in 2024.", "Bridge", "Lund, mayor since 2019, opened the bridge.", []),
    ],
)
def test_figures_and_names_are_those_of_their_place(claim, title, text, expected):
    assert faults(claim, [Source(text, title, None, None, date(2024, 2, 7))]) == expected


ORMLEY = (
    "Mayor Ida Renner opened the sitting. She had asked for silence. “It is too little,” said Per "
    "Oakes, the head of the library. He would write to the county. Young people came by bus, and "
    "so did Mr Parker, 70."
)


def of_ormley(text: str) -> Source:
    return Source(text, "Renner stands by library budget", "The Post", None, None, ORMLEY)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Renner would write to the county.", "He would write to the county."),
        ("Renner called it too little.", "“It is too little,” said Per Oakes, the head."),
        ("Mayor Oakes would write to the county.", "He would write to the county."),
        ("Parker asked for silence.", "She had asked for silence."),
    ],
)
def test_a_name_of_the_title_is_not_whom_another_sentence_speaks_of(claim, text):
    assert "name" in faults(claim, [of_ormley(text)])


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Renner asked for silence.", "She had asked for silence."),
        ("Oakes planned to write to the county.", "He would write to the county."),
        ("Oakes told Renner that it is too little.", "“It is too little,” said Per Oakes."),
        ("Forty-two came by bus.", "Of 50, 42 came by bus."),
        ("Insurers paid for it.", "It was paid for by insurance."),
        ("Nervousness gripped the hall.", "The hall was skittish."),
        ("It was made in the Polish city of Gdańsk.", "It was made in Gdańsk, Poland."),
        ("He left for the Netherlands.", "He left on a Dutch ship."),
    ],
)
def test_whom_a_pronoun_means_may_be_named_and_a_rare_word_is_no_name(claim, text):
    assert faults(claim, [of_ormley(text)]) == []


LAKE = (
    "The quarry at Hallow is to close. Rolf Stone and Ida Lund run it. Lund, 40, said that Stone’s "
    "salary is 6 million. Insurance companies paid the rest. Northwick University is near by."
)


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("The Hallow quarry will be shut.", "The quarry is to be shut.", ["context"]),
        ("The Tarvik quarry will be shut.", "The quarry is to be shut.", ["name"]),
        ("Ida Lund will shut the quarry.", "She will shut the quarry.", ["unnamed"]),
        ("Rolf Stone’s salary is 6 million.", "Stone’s salary is 6 million.", []),
        ("Ole Stone’s salary is 6 million.", "Stone’s salary is 6 million.", ["name"]),
        (
            "He teaches at Northwick University.",
            "He teaches at Temple University.",
            ["context"],
        ),
        ("Insurers paid the rest.", "Insurance companies paid the rest.", []),
    ],
)
def test_a_name_of_the_rest_of_an_article_is_of_its_context_or_part_of_a_whole_one(
    claim, text, expected
):
    assert faults(claim, [Source(text, "", None, None, None, f"{text} {LAKE}")]) == expected


def test_an_opposite_in_a_title_counts_where_the_title_speaks_of_the_same() -> None:
    told = "The museum would like to keep the cabin of the bridge."
    bridge = Source(told, "Council says yes to new Nessgate Bridge", None, None, None)
    claim = "The museum would like to keep the cabin of the old bridge."
    assert faults(claim, [bridge]) == ["title"]
    quota = Source("It will be 22,500 tonnes.", "Herring quota falls", None, None, None)
    assert "direction" in faults("The herring quota rises, to 22,500 tonnes.", [quota])


def test_clauses_are_no_parts_of_what_stands_between_two() -> None:
    told = source("After a break of 108 days, trains between Ormley and Vessby run again.")
    claim = "Trains between Vessby and Ormley run again, after a break of 108 days."
    assert "crossed" not in faults(claim, [told])


def test_only_a_report_that_the_article_names_for_it_is_no_wrong_publisher() -> None:
    papers = ["The Post", "The Courier"]
    claim = "According to The Courier, the port will close in June."
    for text, wrong in (
        ("According to The Courier, the port will close in June.", False),
        ("The port will close in June, according to the Courier Office.", True),
        ("The port will close in June. According to The Courier, it costs 40 crowns.", True),
    ):
        assert ("publisher" in faults(claim, [source(text, "The Post")], papers)) is wrong


@pytest.mark.parametrize(
    "text",
    [
        "For the past 25 years the net has been almost entirely defined and controlled by Vik.",
        "Barring a change, it doesn't appear as though No. 26 will be suiting up for Vik.",
        "It will attempt to argue that Vik restrains trade within 25 separate markets.",
        "Berg plays well in 25 of 30 games whether Vik plays or not.",
        "Which channel is Berg vs. Vik on today at 25 past eight?",
    ],
)
def test_what_a_sentence_says_is_not_spoken_against_by_itself(text) -> None:
    claim = text.replace("25", "twenty-five").replace("26", "twenty-six")
    assert faults(claim, [source(text)]) == []


def test_quotation_marks_within_a_title_do_not_end_it() -> None:
    own = Source("The bridge is shut.", "Vik wins ‘big’ cup", None, None, None)
    claim = "The article titled 'Vik wins 'big' cup' reports that the bridge is shut."
    assert bare(claim, [own]) == "The bridge is shut."


@pytest.mark.parametrize(
    "frame",
    [
        "The article titled “Vik wins cup” reports that the bridge is shut.",
        'In the article titled "Vik wins cup," the bridge is shut.',
        "According to the report headlined “Vik wins cup”, the bridge is shut.",
    ],
)
def test_the_title_of_the_article_may_be_named_before_what_it_says(frame) -> None:
    own = Source("The bridge is shut.", "Vik wins cup", None, None, None)
    assert bare(frame, [own]) == "The bridge is shut."
    assert faults(frame, [own]) == []
    assert "quote" in faults(frame.replace("Vik", "Lund"), [own])


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("Jada wasn’t sold on the idea of marriage.", "Jada was not sold on the idea of marriage."),
        ("The firms aren't immune to it, they say.", "The firms are not immune to it, they say."),
        ("The bridge won't open before the spring.", "The bridge will not open before the spring."),
        ("Berg can’t say when it starts.", "Berg cannot say when it starts."),
        (
            "Burke didn't start it but ran in the tenth.",
            "Burke did not start it but ran in the tenth.",
        ),
    ],
)
def test_what_is_denied_may_be_denied_in_one_word_or_two(short, whole) -> None:
    assert faults(whole, [source(short)]) == []
    assert faults(short, [source(whole)]) == []
    affirmed = whole.replace(" not ", " ").replace("cannot", "can")
    assert "negation" in faults(affirmed, [source(short)])


OVERDRAFT = (
    "The new policy still led to more revenue from overdraft fees, which rose 3% in 2022, a year "
    "after it began, according to Bloomberg. The Verge first reported the layoffs at the bank, "
    "which affect 200 people. Lund told Reuters that the branches would stay open. "
    "The bank’s report is to be on at 8 p.m. on Saturday (8 p.m., ABC)."
)


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("According to Bloomberg, revenue from overdraft fees rose 3% in 2022.", False),
        ("Bloomberg reported that revenue from overdraft fees rose 3% in 2022.", False),
        ("The Verge reported that the layoffs at the bank affect 200 people.", False),
        ("According to Reuters, Lund said that the branches would stay open.", False),
        ("The bank’s report is to be on at 8 p.m. on Saturday (ABC).", False),
        ("The Verge reported that revenue from overdraft fees rose 3% in 2022.", True),
        ("According to Bloomberg, the layoffs at the bank affect 200 people.", True),
        ("Bloomberg reported that Lund said that the branches would stay open.", True),
    ],
)
def test_who_reports_it_in_the_article_may_be_named_for_that_alone(claim, wrong) -> None:
    papers = ["The Post", "Bloomberg", "The Verge", "Reuters", "ABC"]
    assert ("publisher" in faults(claim, [source(OVERDRAFT, "The Post")], papers)) is wrong


@pytest.mark.parametrize(
    ("claim", "text", "wrong"),
    [
        (
            "Mayor Ivar Sund said the bridge is closed.",
            "The mayor said the bridge is closed.",
            True,
        ),
        ("The mayor, Ida Tull, said it was shut.", "The mayor said it was shut.", True),
        ("Aas voted no, and Tull was absent at noon.", "Aas voted no at noon.", True),
        (
            "The Vik Athletic police said on Tuesday.",
            "The Vik police at Lund said on Tuesday.",
            True,
        ),
        ("The police of Al said so.", "The police of Aas Lund said so.", True),
        ("It was shut, Mayor Long said.", "The mayor said it was shut for a long time.", True),
        ("The Regional Council voted.", "The regional council voted.", False),
        ("The European Central Bank raised it, Lund said.", "The ECB raised it, Lund said.", False),
        ("The ECB's rate rose.", "The European Central Bank's rate rose.", False),
        ("The Ministry of Health and Lund met.", "The MH’s Lund met.", False),
        ("The United States and Lund met.", "The U.S. and Lund met.", False),
    ],
)
def test_a_short_form_stands_for_a_name_and_no_other_word_does(claim, text, wrong) -> None:
    assert ("name" in faults(claim, [source(text)])) is wrong


def test_what_denies_is_no_name() -> None:
    told = source("Berg and Vik did not answer.")
    assert "name" not in faults("Neither Vik nor Berg answered.", [told])


def test_an_initial_or_a_month_ends_no_sentence() -> None:
    told = source("Judge John J. Vik set sentencing for Feb. 20 after accepting the plea.")
    claim = "Judge John J. Vik accepted the plea and set sentencing for 20 February."
    assert not {"role", "crossed"} & set(faults(claim, [told]))


def test_a_doctor_is_one_with_the_name_behind() -> None:
    told = source(
        "Dr. Samuel Reyke, a hydrologist, warned against a false sense of safety. He has asked for "
        "two meadows at Ostle to be set aside as flood basins."
    )
    claim = "Dr. Reyke wants two meadows at Ostle kept as flood basins."
    assert "role" not in faults(claim, [told])


def test_initials_may_be_said_with_a_name_that_the_article_has_with_them():
    text = "Stroud returned after a check."
    source = Source(text, "", None, None, None, f"C.J. Stroud is back. {text}")
    assert faults("C.J. Stroud returned after a check.", [source]) == []
    assert faults("D.J. Stroud returned after a check.", [source]) == ["name"]


def test_a_part_is_not_more_than_its_whole():
    source = Source("It has 40 seats. The hall has 90 seats.", "", None, None, None)
    assert "role" in faults("It has 40 seats, of which 90 are taken.", [source])
    assert "role" not in faults("It has 90 seats, of which 40 are taken.", [source])
    assert "role" not in faults("The halls, of which one has 90 seats, have 40.", [source])


def test_it_is_told_whom_a_claim_names_for_a_pronoun():
    assert leans_on_pronoun("Oakes planned to write.", [of_ormley("He would write to the county.")])
    assert not leans_on_pronoun(
        "He planned to write.", [of_ormley("He would write to the county.")]
    )
    assert not leans_on_pronoun("Renner asked for it.", [of_ormley("Renner had asked for it.")])


def test_a_surcharge_is_no_toll_whatever_is_planned() -> None:
    text = "Lorries will pay 90 pence extra to cross the bridge under a plan of the council."
    source = Source(text, "", None, None, date(2024, 2, 29))
    assert "number" in faults("Lorries will pay 90 pence to cross it under the plan.", [source])
    assert "number" not in faults("Lorries will pay 90 pence more to cross it.", [source])


def test_two_figures_each_have_their_own_name() -> None:
    text = "Readers spent 18 minutes in Temu's app a day, compared with 10 minutes in Amazon's."
    source = Source(text, "", None, None, date(2024, 2, 29))
    crossed = "They spent 18 minutes a day in Amazon's app and 10 in Temu's."
    assert "role" in faults(crossed, [source])
    assert "role" not in faults("They spent 10 minutes in Amazon's app and 18 in Temu's.", [source])
    assert "role" not in faults("They spent 18 minutes in Temu's app, 10 in Amazon's.", [source])


def test_what_nobody_knows_yet_is_no_fact() -> None:
    text = "The drug is safe at these doses, but we don't yet know if it cures malaria."
    source = Source(text, "", None, None, date(2024, 2, 29))
    assert "modality" in faults("The drug cures malaria at these doses.", [source])
    assert "modality" not in faults("Whether the drug cures malaria is not known.", [source])


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "The council voted, with no one against, to build the wall.",
            "The council voted on Wednesday, without a single voice against, to build the wall.",
        ),
        (
            "Ida Lund, who chairs the board, is giving up the post.",
            "Ida Lund, who chairs the board, is stepping down from the post.",
        ),
        (
            "He waited on the roof for the best part of two hours.",
            "He waited on the roof for nearly two hours.",
        ),
        (
            "It takes nine minutes to charge the batteries.",
            "Charging the batteries takes nine minutes, exactly as long as it takes to load.",
        ),
        (
            "Norrland has a naval base in Tarvik.",
            "Norrland has a naval base in Tarvik. As long as the army is careful, it will stay.",
        ),
        (
            "Orders have been falling since 2019.",
            "Orders have fallen by 40 per cent since 2019, he said.",
        ),
        (
            "The village lost its quarry in June.",
            "The village has had no quarry since June, when it lost its last.",
        ),
        (
            "Orders are 40 per cent lower than in 2019.",
            "Orders have fallen by 40 per cent since 2019, and are lower.",
        ),
        (
            "It was shut until noon.",
            "It was open from noon, and was shut until then.",
        ),
        (
            "Ida Lund, the leader of the council, is coming to a meeting in Ormley.",
            "The council’s leader, Ida Lund, will come to Ormley next Thursday for a meeting.",
        ),
        (
            "A motion by Valley List leader Tomas Brekkan to put it off was lost by three votes.",
            "Tomas Brekkan, the leader of the Valley List, moved to put it off. His motion was "
            "lost by three votes.",
        ),
        (
            "It is a drive of one hour and ten minutes to the hospital.",
            "The drive to the hospital takes an hour and ten minutes.",
        ),
        (
            "Per Vik, a 71-year-old postman, waited almost two hours.",
            "Among them was Per Vik, 71, a postman. He waited for nearly two hours.",
        ),
        (
            "Trading was up by about three quarters.",
            "They report a roughly 75 per cent jump in trading, which is up.",
        ),
        (
            "It asks for a parent’s consent for users younger than 16.",
            "It asks for the consent of parents of users under the age of 16.",
        ),
        (
            "Private-sector hiring was weaker.",
            "Hiring by private employers was weaker.",
        ),
        (
            "They lost in East Hartford, Connecticut.",
            "They lost in East Hartford, Conn.",
        ),
        (
            "It is one of the most famous bridges.",
            "It is among the most famous bridges.",
        ),
        (
            "It takes in 18 watts at most.",
            "It takes in a maximum of 18 watts.",
        ),
        (
            "City won a first Champions League.",
            "City claimed a first Champions League.",
        ),
        (
            "In a Today interview on 13 October she confirmed it.",
            "In an interview for Today, which aired on 13 October, she confirmed it.",
        ),
        (
            "The 30-year-old dispute has ended.",
            "A dispute that lasted 30 years has ended.",
        ),
        (
            "Motorists and hikers can expect it to stay shut for eleven weeks.",
            "It would be shut for at least eleven weeks, said the council.",
        ),
        (
            "About an eighth of the meals came out of the mill.",
            "The mill made roughly one in eight of the meals.",
        ),
        (
            "The town has lost around a third of its larger moths.",
            "Numbers of larger moths in the town have fallen by about a third since the 1960s.",
        ),
        (
            "The tablet halved the number of days with migraine.",
            "The tablet cut the number of migraine days by half.",
        ),
        (
            "In the first half its profit rose by 100 per cent.",
            "Its profit doubled in the first half.",
        ),
        (
            "The bill is twice what it was four years ago.",
            "The bill had doubled in four years, he told the council.",
        ),
        (
            "They began to work at the weekend in March.",
            "Since March they have worked at weekends too.",
        ),
        (
            "More than a third of the teachers plan to leave.",
            "Some 38 per cent of the teachers plan to leave.",
        ),
        (
            "Lawmakers voted 88 to 71 for it. Citing the Herald, Rusk said so.",
            "It passed by 88 votes to 71, said Rusk, according to the Herald.",
        ),
        (
            "The brewer made a loss of 14 million in 2024.",
            "The brewer expects to return to profit this year, having lost 14 million in 2024.",
        ),
        (
            "From May those who have lived there for two years or more ride free.",
            "Those who earn less than 1,500 ride free from May if they have lived there two years.",
        ),
        (
            "It came out when a clerk rang the mill, and he later admitted it.",
            "He admitted it at an earlier hearing. It came out when a clerk rang the mill.",
        ),
        (
            "The vote is on the first Tuesday in November.",
            "The vote is on the first Tuesday in Nov.",
        ),
        (
            "The statement from the union was short.",
            "The statement by the union was short.",
        ),
        (
            "They married in 2010.",
            "They have been married since 2010.",
        ),
        (
            "Lund is willing to sell the club to a local buyer.",
            "Lund turned down a bid from a foreign buyer but would sell to a local one.",
        ),
        (
            "Lund’s accounts can be found and followed by users of Norrland’s apps.",
            "Lund’s accounts will be open, and can be followed by users of Norrland’s apps.",
        ),
        (
            "Lund expects all accounts to be connected to Norrland by the end of January.",
            "Lund expects to have all its accounts connected to Norrland by the end of January.",
        ),
        (
            "It once sold copies only; today it carries 850 brands.",
            "It began with copies only. It now has 850 brands.",
        ),
        (
            "Ragna Lund, the town’s non-party mayor, urged it to meet soon.",
            "Mayor Ragna Lund of the town, who belongs to no party, urged it to meet soon.",
        ),
        (
            "He completed 31 of 44 passes.",
            "He completed 31-of-44 passes, and went 26-for-38 on Sunday.",
        ),
        (
            "Every day she ran on the treadmill, singing aloud.",
            "“Every day I would run on the treadmill, singing aloud,” she said.",
        ),
        (
            "Bookings grew 31% from a year earlier to $17.9 billion.",
            "It took $17.9 billion in bookings (+31% year over year).",
        ),
        (
            "They scored 132, not half of what they had made two days before.",
            "They scored 132, less than half of what they had made 48 hours previously.",
        ),
        ("In May 2022 the fund had no money.", "The fund had no money in May and June of 2022."),
        ("In May the fund had no money.", "In May and June the fund had no money."),
        ("He caught six of the eight passes.", "He caught six-of-eight passes."),
        ("The console tops out at 18 watts.", "The console takes a maximum of 18 watts."),
        ("Finance chief Paul Vogel said so.", "CFO Paul Vogel said so."),
        ("CEO Paul Vogel said so.", "Their boss, Paul Vogel, said so."),
        (
            "The fever brought on a shock before long.",
            "The fever brought on a shock after a day.",
        ),
        (
            "Pell declared a day of thanks, to be held each November.",
            "Pell declared that a day of thanks would be held each November.",
        ),
        (
            "Friends of hers were thinking of backing the firm.",
            "Friends of hers wanted to back the firm.",
        ),
        (
            "Co-founder Ori Goshen of AI21 Labs dropped his speech.",
            "Ori Goshen, the co-founder of AI21 Labs, dropped his speech.",
        ),
        (
            "They drew 1-1 with Brighton and won 3-1 against Ipswich.",
            "They won 3-1 against Ipswich. Before that, they drew 1-1 with Brighton.",
        ),
        (
            "Berg keeps bees on the roof.",
            "Vik keeps bees on the roof, while Berg keeps sheep. Berg keeps bees on the roof now.",
        ),
    ],
)
def test_what_a_chat_model_writes_of_a_text_is_no_fault(claim, text):
    assert faults(claim, [source(text)]) == []


@pytest.mark.parametrize(
    ("claim", "text", "fault"),
    [
        (
            "Prices went up in May, the bank said.",
            "Prices went down in May, the bank said.",
            "direction",
        ),
        (
            "From 1 July an adult will pay 48 crowns for a single ticket instead of 56.",
            "From 1 July a single ticket for an adult will cost 56 crowns instead of 48.",
            "role",
        ),
        (
            "The new boat cuts the crossing from 28 minutes to 35.",
            "The new boat makes the crossing in 28 minutes instead of 35.",
            "number",
        ),
        (
            "Norrland will keep its naval base in Tarvik.",
            "Norrland will keep its naval base in Tarvik, as long as the army is careful.",
            "modality",
        ),
        (
            "She ran on the treadmill for an hour.",
            "She would run on the treadmill for an hour if her knee were better.",
            "modality",
        ),
        (
            "Tomas Brekkan, the leader of the Valley List, moved to put it off.",
            "Valley List leader Ida Lund said that Tomas Brekkan, the leader of Green Skarn, moved "
            "to put it off.",
            "role",
        ),
        (
            "In the centre the wall will be a grassed bank to walk on, while below the bridge it "
            "will be made of concrete.",
            "In the centre it will be made of concrete; below the bridge it becomes a grassed bank "
            "on which people walk.",
            "crossed",
        ),
        (
            "The takeover was the largest in the history of Norrland.",
            "The deal was its biggest and among the largest in the history of Norrland.",
            "scope",
        ),
        (
            "It is the most famous bridge.",
            "It is one of the country’s most famous bridges.",
            "scope",
        ),
        (
            "Vik chose to put its money into Berg rather than into Lund.",
            "It is notable that Vik put its money into Lund rather than directly into Berg.",
            "role",
        ),
        (
            "It takes in 18 watts at least.",
            "It takes in a maximum of 18 watts.",
            "number",
        ),
        (
            "The bridge is unsafe.",
            "He claims the bridge is unsafe.",
            "modality",
        ),
        (
            "Smaller dots give off redder light, whereas bigger ones give off bluer light.",
            "Smaller dots give off bluer light. Bigger dots give off redder light.",
            "crossed",
        ),
        (
            "Lund said that Vik can offer it what it needs to grow.",
            "We believe that Lund can offer a firm like Vik what it needs to grow.",
            "role",
        ),
        (
            "Shares of Lund fell after it sued Norrland over the claims.",
            "Lund fell after being sued by Norrland over the claims.",
            "role",
        ),
        (
            "Since January Vik has bought fish in Iceland because it is cheaper there.",
            "The quota was cut, and since January Vik has had to buy fish in Iceland.",
            "reason",
        ),
        (
            "In 2023, 512 babies were born at St. Alda’s.",
            "Correction: An earlier version of this article said that 512 babies were born at St. "
            "Alda’s in 2023. That was the number for 2019.",
            "modality",
        ),
        (
            "The rates have not reached their peak yet.",
            "The rates may already have reached their peak.",
            "negation",
        ),
        (
            "Lund is open to merging the ward with Ormley.",
            "Lund ruled out a merger of the ward with Ormley.",
            "negation",
        ),
        (
            "Once its first bill had gone through, Ormley turned its eyes to Lund.",
            "Ormley could easily turn its eyes to Lund next, after its first bill went through.",
            "modality",
        ),
        (
            "It says that it has 1.2 million customers.",
            "It has 1.2 million plans, which works out to over 600,000 customers.",
            "place",
        ),
        (
            "Norrland has it on the first Thursday of October.",
            "It is on the second Monday of October; Norrland has it on the first Thursday of "
            "November.",
            "date",
        ),
        (
            "It grows next year.",
            "It grows this year.",
            "date",
        ),
        (
            "Cars are to cross it by the beginning of 2027.",
            "The first cars should be on the bridge by the end of 2027.",
            "date",
        ),
        (
            "Ormley’s school was hit by fire today.",
            "Ormley’s school was hit by fire in 2019. It is currently being rebuilt.",
            "date",
        ),
        (
            "Martin Berg was hurt in a crash.",
            "On Monday, Mar. 4, Berg was hurt in a crash.",
            "name",
        ),
        (
            "Fewer than 200 people came to the rally.",
            "As many as 200 people came to the rally.",
            "number",
        ),
        (
            "Vik fined Berg over the spill.",
            "Vik was sued and fined by Berg over the spill.",
            "role",
        ),
        (
            "Lindqvist was elected mayor on Monday.",
            "She was elected mayor on Monday.",
            "name",
        ),
        (
            "Boston-based Vik was sold on Monday.",
            "Vik was sold on Monday.",
            "name",
        ),
        (
            "They report losses of 75 per cent.",
            "They report losses of three quarters in a row.",
            "number",
        ),
        (
            "In 2019 orders fell by 40 per cent.",
            "Orders have fallen by 40 per cent since 2019, he said.",
            "since",
        ),
        (
            "Ida Lund campaigned in May for a later ferry.",
            "“It is too early,” said Ida Lund. She has campaigned for a later ferry since May.",
            "since",
        ),
        (
            "The ferry is to remain in Ormley from the end of the year.",
            "The ferry is to remain in Ormley until the end of the year.",
            "direction",
        ),
        (
            "It was shut today, and has 850 brands.",
            "It was shut on Monday, and has 850 brands.",
            "date",
        ),
        (
            "Ragna Lund, the town’s party mayor, urged it to meet soon.",
            "Mayor Ragna Lund of the town, who belongs to no party, urged it to meet soon.",
            "negation",
        ),
        (
            "He completed 44 of 31 passes.",
            "He completed 31-of-44 passes, and went 26-for-38 on Sunday.",
            "role",
        ),
        (
            "On Monday Dornvik Stone shares closed down 4 per cent.",
            "Shares in Dornvik Stone closed up 4 per cent on Monday, helped by a new order.",
            "direction",
        ),
        (
            "The match was played with no shortage of spectators on Sunday.",
            "The match was played without spectators on Sunday.",
            "direction",
        ),
        (
            "Every adult resident paid 40 crowns a year.",
            "Under the proposal, every adult resident would pay 40 crowns a year.",
            "modality",
        ),
        (
            "After a long delay the bridge was opened by Ida Lund later this year.",
            "The bridge was opened earlier this year by Ida Lund after a long delay.",
            "direction",
        ),
        (
            "The ferry will run.",
            "The ferry will run exactly as long as the state pays for it.",
            "modality",
        ),
        (
            "The bank expects a fine.",
            "The bank may expect a fine.",
            "modality",
        ),
        (
            "Council discussed the fire of 3 February 2025.",
            "The council will discuss the fire of 3 February.",
            "date",
        ),
        (
            "Bookings grew 31% from a year earlier.",
            "Bookings grew 31% from the quarter before.",
            "date",
        ),
        (
            "They had made 267 three days before.",
            "They had made 267 just 48 hours previously.",
            "date",
        ),
        (
            "In May 2021 the fund had no money.",
            "The fund had no money in May and June of 2022.",
            "date",
        ),
        ("In March the fund had no money.", "In May the fund had no money.", "date"),
        ("He caught seven of the eight passes.", "He caught six-of-eight passes.", "number"),
        ("The console tops out at 20 watts.", "The console takes a maximum of 18 watts.", "number"),
        ("Finance chief Paul Vogel said so.", "CEO Paul Vogel said so.", "name"),
        ("The CEO said so.", "The CFO said so.", "name"),
        ("CEO Paul Vogel said so.", "Paul Vogel, the CFO, said so. CEO Ida Lund agreed.", "name"),
        ("It may weigh up to 20 tons.", "It can carry no load beyond up to 18 tons.", "number"),
        (
            "Greta Molvær said that neither the decision nor the date had come as a surprise.",
            "Greta Molvær said the decision had not come as a surprise, but the date had.",
            "negation",
        ),
        (
            "He said the odds went from 50-50 to an 80 per cent chance.",
            "The odds went from an 80 per cent chance of a rise to 50-50, he said.",
            "role",
        ),
        (
            "They drew 1-1 with Ipswich and won 3-1 against Brighton.",
            "They won 3-1 against Ipswich. Before that, they drew 1-1 with Brighton.",
            "role",
        ),
        (
            "Berg keeps bees on the roof.",
            "Vik keeps bees on the roof, while Berg keeps sheep.",
            "role",
        ),
        (
            "Aerotherm complains that the pumps hum all night.",
            "Lund complains that the pumps hum all night; Aerotherm says that it is not so.",
            "role",
        ),
        ("The two reporters drove there.", "The three reporters drove there.", "number"),
        ("The two reporters drove there.", "The reporters Pell and Lund drove there.", "count"),
        ("It suits the two of them.", "It suits Pell and her husband.", "count"),
        ("It suits the four of them.", "It suits Pell and her husband.", "number"),
        ("Vik, a nineteen-year-old baker, left.", "Vik, a baker, left.", "number"),
        ("It is a twelve-mile detour.", "It is a detour of ten miles.", "number"),
        ("Its profit rose by 50 per cent.", "Its profit doubled in the first half.", "number"),
        ("It is twice what it was five years ago.", "It had doubled in four years.", "date"),
        ("More than a third plan to leave.", "Some 48 per cent plan to leave.", "number"),
    ],
)
def test_their_false_twins_are(claim, text, fault):
    assert fault in faults(claim, [source(text)])


@pytest.mark.parametrize(
    ("claim", "text", "fault"),
    [
        (
            "They met in both 33 and 2019 at Vik.",
            "They met in both 2015 and 2019 at Vik.",
            "number",
        ),
        (
            "Godwin did not practise on Thursday after he was added to the report on Thursday.",
            "Godwin did not practise on Friday after he was added to the report on Thursday.",
            "date",
        ),
        (
            "No, the bridge was all that it was for.",
            "Yes, the bridge was all that it was for.",
            "direction",
        ),
        (
            "The EU second goal came from a free kick that nobody had to give.",
            "The second goal came from a free kick that nobody in Europe had to give.",
            "name",
        ),
    ],
)
def test_a_copy_with_one_thing_changed_is_told(claim, text, fault):
    assert fault in faults(claim, [source(text)])
    assert faults(text, [source(text)]) == []


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("The hall was sold in spring 2024.", True),  # published then is not sold then
        ("The hall was sold last autumn.", True),
        ("The hall opened in the summer of 2023.", False),
        ("The hall opened last summer.", False),
        ("The hall opened last spring.", True),
        ("The hall opened in winter 2023.", True),
    ],
)
def test_a_season_is_told_as_one_or_by_its_days(claim, wrong) -> None:
    own = source("The hall, which opened in the summer, was sold to Winter Sports.")
    assert ("date" in faults(claim, [own])) is wrong


@pytest.mark.parametrize(
    ("publisher", "claim"),
    [
        ("Channel 4 News", "According to Channel 4 News, the bridge costs 40 million crowns."),
        ("France 24", "France 24 reported that the bridge costs 40 million crowns."),
        ("Channel 5", "Channel 5 reported that the bridge costs 40 million crowns."),
        ("France 24 | News", "France 24 reported that the bridge costs 40 million crowns."),
        ("The Sunday Times", "The bridge costs 40 million crowns, The Sunday Times reports."),
        ("USA Today", "USA Today reported that the bridge costs 40 million crowns."),
    ],
)
def test_a_figure_or_day_in_the_name_of_a_publisher_tells_nothing(publisher, claim):
    own = source("The bridge costs 40 million crowns.", publisher=publisher)
    assert faults(claim, [own], [publisher]) == []
    assert "number" in faults(claim.replace("40", "24"), [own], [publisher])
    assert "date" in faults(claim.replace("crowns", "crowns on Sunday"), [own], [publisher])


@pytest.mark.parametrize(
    "claim",
    [
        "Yes, the bridge costs 40 million crowns.",
        "No. The bridge costs 40 million crowns.",
        "The bridge costs 40 million crowns, according to The Courier on 5 March 2024.",
        "The bridge costs 40 million crowns, according to an article in The Courier of 5 March.",
        "The bridge costs 40 million crowns, according to an opinion column in The Courier.",
        "The Courier says the bridge costs 40 million crowns.",
        "The Courier reported on 5 March 2024 that the bridge costs 40 million crowns.",
    ],
)
def test_what_a_chat_model_puts_around_a_claim_is_no_part_of_it(claim):
    own = source("The bridge costs 40 million crowns.", publisher="The Courier")
    assert bare(claim, [own]) == "The bridge costs 40 million crowns."


@pytest.mark.parametrize(
    "claim",
    [
        "No bridge costs 40 million crowns.",
        "No. 10 denied the report.",
        "The Courier reported a profit of 40 million crowns.",
        "The Courier said it would repay 4 million crowns.",
        "The Post says the bridge costs 40 million crowns.",
        "The bridge costs 40 million crowns, according to Lund.",
    ],
)
def test_what_says_something_stays(claim):
    own = source("The bridge costs 40 million crowns.", publisher="The Courier")
    assert bare(claim, [own]) == claim


FERRY = "Havdis is 62 metres long. She takes 48 cars, a third more than the ship before her."
HARBOUR = f"Havdis replaces the diesel ship Selja. {FERRY} The Selja is to stay in the harbour."


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ("The Selja takes 48 cars.", "context"),
        ("Selja takes 48 cars.", "context"),
        ("The Havdis takes 48 cars.", None),
    ],
)
def test_an_article_before_a_name_makes_it_no_other(claim: str, fault: str | None) -> None:
    source = Source(FERRY, "", None, None, None, HARBOUR)
    assert {"name", "context"}.intersection(faults(claim, [source])) == ({fault} - {None})


def test_a_name_may_tell_which_thing_it_is() -> None:
    said = "The government has argued that the deals block competition."
    article = f"{said} The U.S. government wants more."
    claim = "The US government has argued that the deals block competition."
    assert faults(claim, [Source(said, "", None, None, None, article)]) == []
    assert faults(claim, [Source(said, "", None, None, None, said)]) == ["name"]


@pytest.mark.parametrize(
    ("claim", "text", "wrong"),
    [
        ("They were exhausted after 60 minutes.", "The players were tired after an hour.", []),
        (
            "They were exhausted after 90 minutes.",
            "The players were tired after an hour.",
            ["number"],
        ),
        ("They have shut over the past ten years.", "They closed in the past decade.", []),
        ("They have shut over the past five years.", "They closed in the past decade.", ["number"]),
        ("The fund lost 300 million in six months.", "It had a half-year loss of 300 million.", []),
        (
            "The fund lost 300 million in nine months.",
            "A half-year loss of 300 million.",
            ["number"],
        ),
        # what is paid an hour, or done once a week, is no span of time
        ("It took 60 minutes at 12 crowns.", "It was paid at 12 crowns an hour.", ["number"]),
        ("The strike took seven days.", "The strikers met twice a week.", ["number"]),
        ("It bought a fifth less in April.", "What it bought fell by a fifth in April.", []),
        ("Debt could exceed 16 trillion crowns.", "Debt could rise to 16+ trillion crowns.", []),
        ("It was its 50th anniversary.", "It was its fiftieth birthday.", []),
        ("It was split at 2.20 p.m.", "It was split at twenty past two in the afternoon.", []),
        ("It was split at 1.50 p.m.", "At ten minutes to two in the afternoon it was split.", []),
        (
            "It was split at 2.30 p.m.",
            "It was split at twenty past two in the afternoon.",
            ["number"],
        ),
    ],
)
def test_a_span_and_a_share_may_be_said_in_words_or_in_figures(claim, text, wrong) -> None:
    assert faults(claim, [source(text)]) == wrong
