"""What a publisher took back later is quoted with what it is of."""

import json
from collections import Counter

import numpy as np
import pytest
from langchain_core.documents import Document
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant.assistant import EVERYWHERE, Assistant
from assistant.corrected import has_its_words, is_of, with_corrections
from assistant.evidence import Candidate, evidence
from assistant.language.correction import SENTENCE_END, is_correction, reported
from assistant.language.taken_back import is_taken_back
from assistant.models.support import Support
from assistant.verify import Verifier
from assistant.write import Writer
from benchmarks.quotes import ROOT, holding

CORRECTED = "corrected something of that story later"
BRIDGE = {
    "title": "Council approves a bridge at Harrowgate",
    "publisher": "The Courier",
    "published": "2026-03-02",
    "text": (
        "Harrowgate's council approved a new crossing of the Ure on Monday. The Harrowgate Bridge "
        "is expected to cost 48 million pounds and take three years to build. Work begins in June."
    ),
}
TAKEN_BACK = {
    "title": "Corrections and clarifications",
    "publisher": "The Courier",
    "published": "2026-03-05",
    "text": (
        "A review of the play Tides misspelled the name of an actor. She is Siân Morley.\n\n"
        "An article about the approval of the Harrowgate Bridge said that it would cost 48 million "
        "pounds. In fact that was the estimate of 2019; the figure put before the council was 84 "
        "million pounds."
    ),
}
COST = "How much will the Harrowgate Bridge cost?"


@pytest.fixture
def corrected(assistant_over) -> Assistant:
    return assistant_over(BRIDGE, TAKEN_BACK)


def test_a_correction_stands_before_what_it_takes_back(corrected) -> None:
    answer = corrected.ask(COST)
    correction, withdrawn = answer.citations[:2]
    assert correction.quote.startswith("An article about the approval")
    assert correction.quote.endswith("84 million pounds.")
    assert "48 million pounds and take three years" in withdrawn.quote
    assert answer.notice == f"The publisher of [2] {CORRECTED}: see [1]."


def test_what_corrects_something_else_of_the_story_stands_behind_what_answers(corrected) -> None:
    answer = corrected.ask("When does work on the Harrowgate Bridge begin?")
    assert "June" in answer.citations[0].quote
    assert any("An article about" in citation.quote for citation in answer.citations[1:])
    assert CORRECTED in (answer.notice or "")


def test_two_corrections_of_one_story_and_of_each_other_are_both_quoted(assistant_over) -> None:
    again = TAKEN_BACK | {
        "published": "2026-03-09",
        "text": (
            "In our report on the Harrowgate Bridge of 5 March we wrote that it would cost 84 "
            "million pounds. That was wrong: the approval was for 94 million pounds."
        ),
    }
    answer = assistant_over(BRIDGE, TAKEN_BACK, again).ask(COST)
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert "94 million" in quotes, answer.text
    assert CORRECTED in (answer.notice or "") or answer.differing


def test_a_correction_that_answers_by_itself_stays_where_it_is(assistant_over) -> None:
    asked = "Which figure for the Harrowgate Bridge was put before the council?"
    answer = assistant_over(BRIDGE, TAKEN_BACK).ask(asked)
    assert "84 million" in answer.citations[0].quote, answer.text


@pytest.mark.parametrize(
    "changed",
    [
        {"publisher": "The Herald"},
        {"published": "2026-02-01"},
        {"text": "A review of the play Tides misspelled the name of an actor. It was Siân."},
    ],
)
def test_what_corrects_nothing_of_it_is_no_correction_of_it(assistant_over, changed) -> None:
    answer = assistant_over(BRIDGE, TAKEN_BACK | changed).ask(COST)
    assert CORRECTED not in (answer.notice or "")
    assert "48 million pounds and take three years" in answer.citations[0].quote


def test_a_written_sentence_that_was_taken_back_has_the_correction_quoted(corrected) -> None:
    writer = Writer(
        GenericFakeChatModel(messages=iter([])),
        Verifier(Support(), corrected.index.library.publishers),
    )
    found = corrected._find(corrected.read(COST), EVERYWHERE)
    material = writer.material(COST, found.sentences, corrected.index.embeddings)
    (own,) = [name for name, one in material.by_id.items() if "take three years" in one.text]
    writer.model = GenericFakeChatModel(
        messages=iter([AIMessage(f"The Harrowgate Bridge is expected to cost 48 million. [{own}]")])
    )
    answer = Assistant(corrected.index, writer=writer).ask(COST)
    assert [("84 million" in one.quote) for one in answer.citations] == [False, True], answer.text
    assert f"The publisher of [1] {CORRECTED}: see [2]." in (answer.notice or "")


@pytest.mark.parametrize(
    ("file", "quoted", "told", "wrongly"),
    [
        ("corrections", 20, 19, 1),
        ("corrections_second", 14, 11, 0),
        ("corrections_third", 20, 13, 0),
    ],
)
def test_corrections_as_newspapers_write_them(assistant_over, file, quoted, told, wrongly) -> None:
    # by three who have not seen the code; what is measured, and since then known: of the second
    # and the third half was read, and the rules made for it. In the first one that takes back
    # nothing that is asked corrects something else of its answer, which is told
    rows = json.loads((ROOT / "benchmarks" / f"{file}.json").read_text("utf-8"))
    assistant = assistant_over(*(row[name] for row in rows for name in ("article", "later")))
    found: Counter[str] = Counter()
    for row in rows:
        answer = assistant.ask(row["question"])
        quotes = [citation.quote for citation in answer.citations]
        said = CORRECTED in (answer.notice or "")
        if row["corrected"]:
            is_quoted = any(map(holding([row["correction"]]), quotes))
            found.update(quoted=is_quoted, told=is_quoted and said)
        else:
            found["wrongly"] += said
    assert found["quoted"] >= quoted
    assert found["told"] >= told
    assert found["wrongly"] <= wrongly


def test_what_shares_a_name_alone_is_of_another_story(assistant_over) -> None:
    baths = (
        "An article about the Harrowgate baths misstated what season tickets cost pensioners and "
        "pupils on weekday mornings. They are free."
    )
    answer = assistant_over(BRIDGE, TAKEN_BACK | {"text": baths}).ask(COST)
    assert CORRECTED not in (answer.notice or "")


def test_where_papers_differ_what_was_taken_back_is_told_too(assistant_over) -> None:
    gazette = BRIDGE | {"title": "Tram line to Quarrenby", "publisher": "Vellacote Gazette"}
    post = gazette | {"publisher": "Calder Reach Post", "published": "2026-03-04"}
    answer = assistant_over(
        gazette | {"text": "The tram line to Quarrenby will cost £214 million."},
        post | {"text": "The tram line to Quarrenby comes at a price of £238 million."},
        gazette
        | {
            "title": "Corrections",
            "published": "2026-03-05",
            "text": "In our article on the tram line to Quarrenby the £214 million were attributed "
            "to the council in error. They are an estimate of Ada Lunn's.",
        },
    ).ask("How much will the tram line to Quarrenby cost?")
    assert [one.citation for one in answer.differing] == [1, 2]
    assert answer.notice == (
        "The articles give different answers, the newest first: £238 million (Calder Reach Post, 4 "
        "March 2026); £214 million (Vellacote Gazette, 2 March 2026). "
        f"The publisher of [2] {CORRECTED}: see [3]."
    )
    assert "in error" in answer.citations[2].quote


def test_of_three_that_differ_none_makes_room_for_what_takes_one_back(assistant_over) -> None:
    def told(title: str, publisher: str, day: int, text: str) -> dict[str, str]:
        dated = {"published": f"2026-03-0{day}", "text": text}
        return {"title": title, "publisher": publisher} | dated

    error = "In our article on the tram line to Quarrenby the £214 million were given in error."
    answer = assistant_over(
        told("Tram line", "The Courier", 2, "The tram line to Quarrenby will cost £214 million."),
        told("Tram", "Post", 4, "The tram line to Quarrenby comes at a price of £238 million."),
        told("Tram costs", "Herald", 5, "The tram line to Quarrenby will cost £251 million."),
        told("Corrections", "The Courier", 8, error),
    ).ask("How much will the tram line to Quarrenby cost?")
    given = [one.value for one in answer.differing]
    assert given == ["£251 million", "£238 million", "£214 million"]
    assert f"The publisher of [3] {CORRECTED}: see [4]." in (answer.notice or "")


def test_each_correction_of_a_column_is_told(assistant_over) -> None:
    arden = BRIDGE | {
        "title": "Arden tram",
        "text": "The tram line to Arden will cost 214 million pounds, the council said.",
    }
    column = TAKEN_BACK | {
        "text": "An article on Monday misstated the cost of the tram line to Arden. It is 241 "
        "million pounds.\n\nAn article on Tuesday misstated the cost of the Harrowgate Bridge. It "
        "is 84 million pounds."
    }
    answer = assistant_over(arden, BRIDGE, column).ask(
        "How much do the Arden tram line and the Harrowgate Bridge cost?"
    )
    assert (answer.notice or "").count(CORRECTED) == 2


def test_what_is_right_is_quoted_from_the_next_paragraph(assistant_over) -> None:
    text = (
        "An article on Tuesday about the Harrowgate Bridge said that it would cost 48 million "
        "pounds.\n\nIn fact it will cost 84 million pounds.\n\nThe play Tides is on until May."
    )
    answer = assistant_over(BRIDGE, TAKEN_BACK | {"text": text}).ask(COST)
    assert "84 million" in answer.citations[0].quote
    assert "Tides" not in answer.citations[0].quote


def test_for_a_correction_the_last_that_stands_makes_room() -> None:
    found = [quoted(n, f"Building {n} of Ure is {300 + n} metres high.") for n in range(3)]
    found.append(
        quoted(3, "An article about building 2 of Ure misstated 302 metres.", "2026-03-05", 2)
    )
    chosen = [evidence(one, 0.9) for one in found[:3]]
    result = with_corrections(chosen, [(0.9, one) for one in found], "How high is it?")
    assert [one.article_id for one in result] == ["0", "2", "3"]


def quoted(
    number: int, text: str, published: str = "2026-03-01", of: int | None = None
) -> Candidate:
    """The one sentence of an article; of the publisher of another, where that is given."""
    meta = {
        "article_id": str(number),
        "version": "1",
        "title": "Ure",
        "header": "Ure",
        "publisher": f"Paper {number if of is None else of}",
        "published": published,
        "author": None,
        "url": None,
        "start": 0,
        "sentences": [(0, len(text))],
    }
    return Candidate(
        Document(text, id=str(number), metadata=meta), 0, 0, len(text), text, np.zeros(0)
    )


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Corrections", "An article on Tuesday about Castellan Airways named its head.", True),
        ("Hospice", "In a previous report we credited the club with the gift. In fact", True),
        ("Ferry", "Contrary to what we reported on Tuesday, the ferry will not be back.", True),
        ("Bridge", "The bridge will cost £84m, not £48m as stated in Tuesday’s paper.", True),
        ("Bridge", "This newspaper said on Tuesday that it would cost £48m. In fact", True),
        ("Bridge", "A graphic on Tuesday misstated the cost.", True),
        ("Bridge", "Tuesday’s front page gave the wrong name.", True),
        ("Bridge", "It was wrongly reported on page 3 that the bridge is shut.", True),
        ("Bridge", "We have withdrawn an article about the bridge.", True),
        ("Corrections", "A news item on the bridge gave the wrong cost.", True),
        ("Corrections", "The name of the mayor was misspelled on Tuesday.", True),
        ("Correction: bridge", "Owing to a reporting error, the cost was £48m.", True),
        ("Correction", "The bridge will cost 84 million, not 48 million.", True),
        ("Bridge", "The Courier wrongly reported on Tuesday that it would cost £48m.", True),
        ("Retraction", "The Courier has withdrawn its story of Sunday about Lucan Fell.", True),
        ("Bridge", "This article was amended on 5 March to correct the cost.", True),
        ("Bridge", "The Herald wrongly reported on Tuesday that it would cost £48m.", False),
        ("School", "A Daily Star story had wrongly accused the head of theft.", False),
        ("School", "Work was halted after builders on this site wrongly cut a gas main.", False),
        ("Crash", "A review of Thursday’s crash blamed a signalling error.", False),
        ("Film", "It is based on the true story of a wrongly convicted man.", False),
        ("Library", "We said last week that it would be a mistake to close the library.", False),
        ("Library", "A story in the Daily Star was wrong, mayor Tom Bray said.", False),
        ("App", "The feature had mistakenly shown the homes of 12 million users.", False),
        ("Sorry", "She apologised for an article in which she wrongly said so.", False),
        ("No apology: mayor stands firm", "The mistake cost us 48 million.", False),
        ("Apology, not cash, is what they want", "It was an error, and it hurt.", False),
        ("Mayor", "The mayor was happy to say that the error was mended.", False),
        ("Tender", "We reported that it was late. The council made an error", False),
        ("Tides", "We said that it would be high. The mayor was wrong", False),
        (
            "School",
            "An account of the collapse was out on Tuesday. Bolts were fitted wrongly",
            False,
        ),
        ("Fire", "A column of smoke could be seen. It went to the wrong street", False),
        ("Mistakes were made", "The report of the inquiry says it will cost 48 million.", False),
        ("My first mistake", "When we called on Ada Lunn, who won, she was out.", False),
        ("Corrections officer stabbed", "The story of the attack was told in court.", False),
        ("Film", "The film is a version of the novel. It misquotes nobody", False),
        ("Court", "The article in question misstated the law, the judges wrote.", False),
        ("Council", "She has told the council that an article about her was wrong.", False),
        ("Zoo", "As we reported on Tuesday, the zoo will spend 11 million.", False),
        ("Court", "The report was wrong about the law, his solicitors said.", False),
        ("Court", "“In our report we wrote that in error,” said the inspector.", False),
        ("Rumours", "“Those stories are wrong,” said the manager.", False),
        ("Bridge", "Its leader told this newspaper that the council's figures were wrong.", False),
        ("Bridge", "Our report led the council to admit that its figures were wrong.", False),
        ("Clinic", "We reported that 12 fell ill. The clinic has apologised for the error.", False),
        ("Court", "We reported on the trial of a surgeon who cut the wrong knee.", False),
        ("Correction: a painful market", "The market was wrong, not because of rates.", False),
        ("Exams", "The exam paper on Monday contained an error that cost him a year.", False),
        ("Bank", "The report, published on Tuesday, overstated revenue by 12 million.", False),
        ("Poll", "Our survey last week found 48 per cent for it. It is now 52 per cent.", False),
        ("Notes", "In our story on Monday we gave the cost as £48m. It is £84m.", True),
        (
            "Notes",
            "A story on Monday said it would cost 48 million; it will cost 84 million.",
            True,
        ),
        ("Notes", "Correction: The bridge will cost 84 million.", True),
        ("Notes", "Due to an editing error, the cost was given as 48 million.", True),
        ("Corrections", "It is 84 million, not 48 million (“Bridge vote”, page 3).", True),
        ("Correction: the mayor of Marl is 52", "The mayor is 52, not 25", True),
        ("Pool", "The Courier reported that it would cost 4 million. It has 12 lanes.", False),
        ("Plant", "We reported that 300 jobs were at risk; the plant opened in 1990.", False),
        ("Sorry", "The Courier apologises to Mr Lund. On 4 May we stated that he fled.", True),
    ],
)
def test_a_correction_speaks_of_what_its_publisher_reported(title, text, expected) -> None:
    sentence, _, following = text.partition(". ")
    assert is_correction(title, sentence, following, "The Courier") is expected


NEWS = json.loads((ROOT / "benchmarks" / "no_corrections.json").read_text("utf-8"))


@pytest.mark.parametrize("row", NEWS, ids=lambda row: row["text"][:40])
def test_news_that_speaks_of_errors_takes_nothing_back(row: dict[str, str]) -> None:
    sentences = SENTENCE_END.split(row["text"])
    told = [
        is_correction("News", one, " ".join(sentences[number + 1 :]))
        for number, one in enumerate(sentences)
    ]
    assert not any(told)
    assert not is_taken_back(row["claim"], row["text"])


def test_a_page_is_no_figure_of_the_story() -> None:
    correction = "An article on page 48 misstated who paid."
    assert not has_its_words(correction, "It costs 48 million.", "")
    assert has_its_words("An article misstated the 48 million.", "It costs 48 million.", "")


def test_a_correction_shares_a_name_or_a_figure_with_what_it_is_of() -> None:
    told = "A total of 114 children became ill after eating pie."
    assert is_of("In our report we wrote that 114 children became ill. That is wrong.", told)
    assert not is_of("In our report we wrote that children became ill. That is wrong.", told)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The Harrowgate Bridge will cost 48 million pounds.", True),
        ("The approved Harrowgate Bridge is to cost 48 million pounds.", True),
        ("The Harrowgate Bridge will cost 84 million pounds.", False),
        ("The figure put before the council was 84 million pounds.", False),
        ("An article said that the Harrowgate Bridge would cost 48 million pounds.", False),
        ("An article on the approval stated that the Harrowgate Bridge costs 48 million.", False),
    ],
)
def test_a_correction_does_not_say_what_it_takes_back(claim: str, expected: bool) -> None:
    _, correction = TAKEN_BACK["text"].split("\n\n")
    assert is_taken_back(claim, correction) is expected


SHOULD_HAVE_SAID = (
    "An article on Tuesday about the Harrowgate Bridge should have said that it will cost 84 "
    "million pounds, not 48 million pounds. We apologise for the error."
)
BEHIND = (
    "An article on Tuesday wrongly gave the cost of the Harrowgate Bridge as 48 million pounds; it "
    "will cost 84 million pounds."
)
WE_REPORTED = (
    "We reported that the council had bought 12,000 trees. That was wrong: it bought 1,200 trees."
)
CONFIRMED = "We reported that the council will close Selby library. The mayor has now confirmed it."
MAYOR = (
    "An earlier version of this article said that Anna Lund, the mayor of Westmere, was 34. She is "
    "43."
)
WHICH = "An article misstated the cost of the Harrowgate Bridge, which will be 84 million."
REVERSED = (
    "The number of homes is 240; our story of 29 April gave the number of homes as 420 wrongly."
)


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("The Harrowgate Bridge will cost 84 million pounds.", SHOULD_HAVE_SAID, False),
        ("The Harrowgate Bridge will cost 48 million pounds.", SHOULD_HAVE_SAID, True),
        ("The Harrowgate Bridge will cost 84 million pounds.", BEHIND, False),
        ("The Harrowgate Bridge will cost 48 million pounds.", BEHIND, True),
        ("The council bought 1,200 trees.", WE_REPORTED, False),
        ("The council bought 12,000 trees.", WE_REPORTED, True),
        ("The Harrowgate Bridge will cost 84 million.", WHICH, False),
        ("The council will close Selby library.", CONFIRMED, False),
        ("The council will close Selby library.", CONFIRMED.split(". ", maxsplit=1)[0], True),
        ("Anna Lund is the mayor of Westmere.", MAYOR, False),
        ("The number of homes is 240.", REVERSED, False),
        ("The number of homes is 420.", REVERSED, True),
        (
            "The Skarn ferry will sail again on 14 April.",
            "Contrary to what we reported on Tuesday, the Skarn ferry will sail again on 14 April.",
            False,
        ),
        (
            "Errors in the tender cost the council 3 million pounds.",
            "A review of the accounts found that errors in the tender cost the council 3 million.",
            False,
        ),
    ],
)
def test_what_is_right_is_not_taken_back_with_what_was_wrong(claim, text, expected) -> None:
    assert is_taken_back(claim, text) is expected


def test_how_a_report_called_somebody_is_taken_back() -> None:
    said = "In the same report Jem Colquhoun was described as harbour master of Port Sallow."
    assert reported(said) == ["Jem Colquhoun was described as harbour master of Port Sallow"]
    assert is_taken_back("Jem Colquhoun is harbour master of Port Sallow.", said)
    assert reported("In Wednesday’s edition Ann Rigg was described as the mayor of Tolmere.")
    assert reported("In that report the bridge was 40 metres long.") == []
