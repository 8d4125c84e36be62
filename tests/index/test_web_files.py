"""Files at an address: which kind they are, whatever their server calls them."""

import gzip

import pytest
from local_site import host, local, site

from benchmarks.made_files import TEXT, docx, eml, epub, odt, pdf, rtf, zipped
from index.article import Article, Failure
from index.read.facts import Facts
from index.read.kinds import media_type
from index.read.served import served
from index.web.fetch import Fetcher

AT = "https://news.example/files/a"
PLAIN = "\n\n".join(["The bridge", *TEXT])
PAGE = "<html><body><h1>The bridge</h1>{}</body></html>".format(
    "".join(f"<p>{text}</p>" for text in TEXT)
)
OCTETS = "application/octet-stream"


def read(raw, kind, address=AT):
    raw = raw.encode() if isinstance(raw, str) else raw
    return list(served(raw, kind, None, address=address, known=Facts(), identity=address))


def text(raw, kind, address=AT):
    (found,) = read(raw, kind, address)
    assert isinstance(found, Article), found
    return found.text


@pytest.mark.parametrize("kind", [OCTETS, "binary/octet-stream", "", "application/x-anything"])
@pytest.mark.parametrize(
    ("ending", "raw"),
    [
        (".txt", PLAIN),
        (".md", "# The bridge\n\n" + "\n\n".join(TEXT)),
        (".md", "<p align=center>Vessby</p>\n\n" + "\n\n".join(TEXT)),
        (".docx", docx()),
        (".odt", odt()),
        (".rtf", rtf()),
        (".pdf", pdf()),
        (".eml", eml()),
        (".DOCX?download=1", docx()),
    ],
)
def test_a_file_of_no_told_kind_is_what_it_and_its_address_say(kind, ending, raw):
    assert TEXT[0] in text(raw, kind, AT + ending)


@pytest.mark.parametrize("raw", [docx(), odt(), rtf(), pdf()])
@pytest.mark.parametrize("kind", [OCTETS, "application/zip", "text/plain", "text/html"])
def test_a_file_that_says_what_it_is_needs_no_name(kind, raw):
    assert TEXT[0] in text(raw, kind)


def test_an_e_book_of_no_told_kind_is_read():
    assert all(isinstance(each, Article) for each in read(epub(), OCTETS))


@pytest.mark.parametrize(
    "start", ["", "\n ", "\ufeff", "<!DOCTYPE html>\n", "<!-- a -->", '<?xml version="1.0"?>\n']
)
@pytest.mark.parametrize("kind", ["text/plain", OCTETS, ""])
def test_a_page_that_is_called_plain_text_is_a_page(kind, start):
    assert text(start + PAGE, kind) == "\n\n".join(TEXT)


def test_plain_text_that_speaks_of_markup_stays_it():
    story = f"The tag\n\n<html> begins a page. {TEXT[0]}"
    assert "<html> begins" in text(story, "text/plain")
    assert text(PLAIN, "text/plain") == "\n\n".join(TEXT)


def test_markdown_that_is_called_plain_text_is_markdown():
    assert text(f"# The bridge\n\n**{TEXT[0]}**", "text/plain", AT + ".md") == TEXT[0]


@pytest.mark.parametrize("kind", ["application/zip", "application/x-zip-compressed", OCTETS])
def test_a_zip_is_read_and_its_articles_are_known_by_their_places_in_it(kind):
    found = read(zipped({"a.txt": PLAIN, "b/c.docx": docx()}), kind)
    fewer = read(zipped({"b/c.docx": docx()}), kind)
    assert [one.url for one in found] == [AT, AT]
    assert found[1].id == fewer[0].id != found[0].id


@pytest.mark.parametrize("kind", ["image/png", "audio/mpeg", OCTETS, "application/x-tar"])
def test_what_is_not_read_says_what_to_do(kind):
    (failure,) = read(b"\x89PNG\r\n\x1a\n\0\0", kind, AT + ".txt" * (kind == "image/png"))
    assert isinstance(failure, Failure)
    assert failure.reason.endswith("is not read; if an article is in it, save that as .txt or .pdf")


def test_a_presentation_is_no_zip_of_articles():
    (failure,) = read(zipped({"[Content_Types].xml": "-", "ppt/a.xml": "-"}), "application/zip")
    assert "which is not read" in failure.reason


@pytest.mark.parametrize(
    ("kind", "disposition", "taken"),
    [
        (OCTETS, 'attachment; filename="story.md"', "text/markdown"),
        (OCTETS, "attachment; filename=story.TXT", "text/plain"),
        (OCTETS, "attachment; filename*=UTF-8''%C3%A6.html; size=3", "text/html"),
        ("", 'inline; filename="a; b.zip"', "application/zip"),
        (OCTETS, 'attachment; filename="story.exe"', OCTETS),
        (OCTETS, "attachment", OCTETS),
        ("text/html", 'attachment; filename="story.md"', "text/html"),
    ],
)
def test_a_file_of_no_told_kind_is_of_that_of_its_name(kind, disposition, taken):
    assert media_type(kind, disposition) == taken


def test_the_name_that_a_server_gives_a_file_is_heeded():
    named = {"Content_Type": OCTETS, "Content_Disposition": 'attachment; filename="story.md"'}
    with site(lambda handler: handler.reply(200, gzip.compress(b"# A"), **named)) as server:
        fetcher = Fetcher([host(server)], pause=0)
        found = fetcher.get(f"{local(server)}/dl?id=5")
        fetcher.close()
    assert (found.kind, found.body) == ("text/markdown", b"# A")
