import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from benchmarks.made_files import pdf
from index.article import Article, page_at
from index.read import read
from index.read.clean import clean
from index.read.lines import Line, joined, without_heads

PROSE = [
    "The council voted on Tuesday to build the new bridge across the sound at Nessgate,",
    "which is to cost 238 million crowns and to be open in four years, said the mayor.",
    "Nobody on the council spoke against it, and the harbour master could not be reached.",
]


@pytest.fixture
def read_pdf(tmp_path):
    def read_pdf(content, name="x.pdf"):
        (tmp_path / name).write_bytes(content)
        (found,) = read(tmp_path / name, name)
        return found

    return read_pdf


def text_of(*pages):
    return joined([[Line(line) for line in page] for page in pages])[0]


def kept(*pages):
    return [[line.text for line in page] for page in without_heads(lines(pages))]


def lines(pages):
    return [[Line(text) for text in page] for page in pages]


def test_lines_are_joined_and_each_page_begins_where_its_text_does(read_pdf):
    found = read_pdf(
        pdf([["Bridge to be built", "", *PROSE], [f"Then {line}" for line in PROSE], PROSE])
    )
    assert found.title == "Bridge to be built"
    assert found.text.startswith(f"{PROSE[0]} {PROSE[1]} {PROSE[2]}")
    assert [found.text[start:][:11] for start in found.pages] == [
        "The council",
        "Then The co",
        "The council",
    ]
    assert page_at(found.pages, found.text.rindex("Nobody")) == 3


def test_a_sentence_may_run_on_over_a_page(read_pdf):
    found = read_pdf(pdf([PROSE[:1], PROSE[1:]]))
    assert found.text == " ".join(PROSE)
    assert found.pages == (0, len(PROSE[0]) + 1)


def test_properties_give_title_author_and_language_and_no_date(read_pdf):
    found = read_pdf(pdf([PROSE], title="A bridge", author="Runa Aske", language="en-GB"))
    assert (found.title, found.author, found.language) == ("A bridge", "Runa Aske", "en")
    assert (found.published, found.modified, found.dated) == (None, None, None)


@pytest.mark.parametrize("title", ["Microsoft Word - x.doc", "x.pdf", "x", "untitled", "a.indd"])
def test_a_title_that_a_program_gave_is_none(read_pdf, title):
    content = pdf([["Bridge to be built", "", *PROSE]], title=title, author="Administrator")
    assert (read_pdf(content).title, read_pdf(content).author) == ("Bridge to be built", None)


def test_a_divided_word_is_mended_but_a_compound_is_not():
    assert text_of(
        ["a recon-", "struction of the well-", "known house"], ["It is well-known."]
    ) == ("a reconstruction of the well-known house It is well-known.")
    assert text_of(["the Anglo-", "Saxon house"]) == "the Anglo-Saxon house"
    assert text_of(["from 10 -", "and on"]) == "from 10 - and on"


def test_ligatures_are_letters():
    assert text_of(["ﬁnal oﬃce"]) == "final office"


def test_headings_and_items_stand_apart():
    shown = [*PROSE, "A heading", *PROSE, "- first", "- second"]
    page = [Line(text, size=14 if text == "A heading" else 10) for text in shown]
    found = joined([page])[0].split("\n\n")
    assert found == [" ".join(PROSE), "A heading", " ".join(PROSE), "- first", "- second"]


def test_running_heads_and_page_numbers_go():
    pages = [
        ["The Post", f"Page {n} of 4", f"Text {chr(64 + n)}.", f"– {n} –"] for n in range(1, 5)
    ]
    assert kept(*pages) == [["Text A."], ["Text B."], ["Text C."], ["Text D."]]


def test_heads_that_take_turns_and_roman_numbers_go():
    pages = [
        [("Left", "Right")[n % 2], "QRSTUW"[n], ("i", "ii", "iii", "iv", "v", "vi")[n]]
        for n in range(6)
    ]
    assert kept(*pages) == [[letter] for letter in "QRSTUW"]


def test_what_recurs_within_pages_stays():
    pages = [[*(f"{n}{k}" for k in "abcd"), "Again.", *(f"{n}{k}" for k in "efgh")] for n in "ABC"]
    assert kept(*pages) == pages
    assert kept(["Only this"], ["Only this"]) == [["Only this"], ["Only this"]]


def test_a_title_larger_than_the_head_that_repeats_it_stays():
    pages = [
        [Line("The bridge", 0, 800, 20 if n == 1 else 8), Line("ABC"[n - 1])] for n in (1, 2, 3)
    ]
    assert [len(page) for page in without_heads(pages)] == [2, 1, 1]


def test_a_blank_page_begins_where_the_next_does(read_pdf):
    found = read_pdf(pdf([PROSE, [], PROSE[1:], []]))
    second = found.text.rindex("which is")
    assert found.pages == (0, second, second, len(found.text))
    assert page_at(found.pages, second) == 3


def test_a_scan_says_so(read_pdf):
    picture = "q 100 0 0 100 0 0 cm 0 0 1 1 re f Q"
    assert read_pdf(pdf([[]], extra=picture)).reason == (
        "'x.pdf' has no text, only pictures of pages; run it through text recognition (OCR) first"
    )


def locked(tmp_path, password):
    (tmp_path / "open.pdf").write_bytes(pdf([PROSE]))
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "open.pdf"))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    return (tmp_path / "locked.pdf").read_bytes()


def test_a_password_has_to_be_removed(read_pdf, tmp_path):
    assert "needs its password removed" in read_pdf(locked(tmp_path, "secret")).reason


def test_what_only_may_not_be_printed_is_read(read_pdf, tmp_path):
    assert read_pdf(locked(tmp_path, "")).text == " ".join(PROSE)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"%PDF-1.7\n%%EOF", b"\0" * 1000])
def test_a_damaged_file_fails_with_a_remedy(read_pdf, content):
    assert "export it again or as text" in read_pdf(content).reason


WORDS = st.lists(
    st.text(st.sampled_from("ab -‐\xad\u200d\u200c.•A1\u2028\t🦦"), max_size=9), max_size=5
)


@given(st.lists(WORDS, max_size=4))
def test_the_text_is_clean_and_every_page_begins_in_it(pages):
    cleaned = [[Line(shown) for each in page if (shown := clean(each))] for page in pages]
    text, starts = joined(cleaned)
    assert text == clean(text)
    assert len(starts) == max(len(pages), 1)
    assert list(starts) == sorted(starts)
    assert starts[0] == 0
    for page, start in zip(cleaned, starts, strict=False):
        if page:
            assert text[start:].startswith(page[0].text[:-1])


def test_pages_are_part_of_what_an_article_is():
    assert (
        Article("i", "t", "text").fingerprint != Article("i", "t", "text", pages=(0,)).fingerprint
    )
