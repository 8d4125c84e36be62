import time
from datetime import date

import pytest
from lxml import etree

from benchmarks.made_files import TEXT, W, docx, epub, odt, paragraphs, rtf, zipped
from index.article import Article
from index.read import read
from index.read.docx import hidden_styles
from index.read.rtf import shown

PARAGRAPHS = "\n\n".join(TEXT)
LONG = "".join(f"<p>{text}</p>" for text in TEXT * 3)


@pytest.fixture
def all_of(tmp_path):
    def all_of(name, content):
        (tmp_path / name).write_bytes(content)
        return list(read(tmp_path / name, name))

    return all_of


@pytest.fixture
def one(all_of):
    def one(name, content):
        (found,) = all_of(name, content)
        return found

    return one


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def words(one, body):
    return one("x.docx", docx(f"{body}{paragraphs('And the end of it is here.')}")).text.partition(
        "\n"
    )[0]


def test_word_gives_paragraphs_and_what_the_properties_say(one):
    core = "<dc:title>The bridge</dc:title><dc:creator>Runa Aske</dc:creator>"
    found = one("x.docx", docx(core=f"{core}<dc:language>nb-NO</dc:language>"))
    assert (found.title, found.author, found.language) == ("The bridge", "Runa Aske", "nb")
    assert (found.text, found.published, found.modified) == (PARAGRAPHS, None, None)


def test_the_first_line_of_a_word_document_is_its_title(one):
    assert one("x.docx", docx(paragraphs("The bridge", *TEXT))).title == "The bridge"


def test_what_was_deleted_moved_hidden_or_commented_in_word_is_no_text(one):
    body = (
        f"<w:p>{run('Shown')}<w:del>{run('deleted')}</w:del><w:ins>{run(' put in')}</w:ins>"
        f"<w:moveFrom>{run('moved')}</w:moveFrom>{run('hidden', '<w:vanish/>')}"
        f"{run(', not hidden.', '<w:vanish w:val=' + repr('0') + '/>')}"
        '<w:commentRangeStart w:id="1"/><w:commentReference w:id="1"/></w:p>'
    )
    comments = f'<w:comments xmlns:w="w"><w:comment>{run("why?")}</w:comment></w:comments>'
    found = one("x.docx", docx(body + paragraphs(*TEXT), comments=comments))
    assert found.text.startswith("Shown put in, not hidden.\n\n")
    assert "why" not in found.text


def style(name, kind="paragraph", inside="", **attributes):
    said = "".join(f' w:{key}="{value}"' for key, value in attributes.items())
    return f'<w:style w:type="{kind}" w:styleId="{name}"{said}>{inside}</w:style>'


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
SHOWN = '<w:rPr><w:vanish w:val="false"/></w:rPr>'


def styled(inside):
    return f'<w:styles xmlns:w="{W}">{inside}</w:styles>'


@pytest.mark.parametrize(
    ("paragraph", "of_run", "text"),
    [
        ("", "Secret", "Shown."),
        ("", "Based", "Shown."),
        ("", "Back", "Shown. Perhaps."),
        ("", "Loop", "Shown. Perhaps."),
        ("", "Missing", "Shown. Perhaps."),
        ("Veiled", "", ""),
        ("Veiled", "Secret", " Perhaps."),
        ("Plain", "", "Shown. Perhaps."),
    ],
)
def test_what_a_style_hides_in_word_is_no_text(one, paragraph, of_run, text):
    styles = (
        style("Based", "character", '<w:basedOn w:val="Middle"/>')
        + style("Middle", "character", '<w:basedOn w:val="Secret"/>')
        + style("Back", "character", f'<w:basedOn w:val="Secret"/>{SHOWN}')
        + style("Loop", "character", '<w:basedOn w:val="Loop"/>')
        + style("Secret", "character", HIDDEN)
        + style("Veiled", inside=HIDDEN)
        + style("Plain", inside=SHOWN)
    )
    of_paragraph = f'<w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>' if paragraph else ""
    perhaps = run(" Perhaps.", f'<w:rStyle w:val="{of_run}"/>' if of_run else "")
    body = f"<w:p>{of_paragraph}{run('Shown.')}{perhaps}</w:p>{paragraphs(TEXT[0])}"
    found = one("x.docx", docx(body, styles=styled(styles)))
    assert found.text == "\n\n".join(filter(None, (text.strip(), TEXT[0])))


def test_what_the_usual_style_hides_in_word_is_no_text_unless_it_says_so(one):
    styles = styled(style("Usual", inside=HIDDEN, default="1") + style("Other"))
    said = run("Shown all the same.", '<w:vanish w:val="0"/>')
    other = f'<w:p><w:pPr><w:pStyle w:val="Other"/></w:pPr>{run("And this.")}</w:p>'
    found = one("x.docx", docx(f"{paragraphs(*TEXT)}<w:p>{said}</w:p>{other}", styles=styles))
    assert found.text == "Shown all the same.\n\nAnd this."


def test_styles_of_word_that_are_based_on_each_other_are_followed_in_time():
    chain = "".join(
        style(f"s{n}", inside=f'<w:basedOn w:val="s{n + 1}"/>') for n in range(20_000)
    ) + style("s20000", inside=HIDDEN)
    begun = time.process_time()
    assert len(hidden_styles(etree.fromstring(styled(chain)))) == 20_001
    assert time.process_time() - begun < 5


def test_tables_breaks_and_tabs_of_word_are_kept_apart(one):
    cells = "".join(f"<w:tc>{paragraphs(text)}</w:tc>" for text in ("Town", "Crowns"))
    body = (
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>"
    )
    assert one("x.docx", docx(paragraphs(TEXT[0]) + body)).text == (
        f"{TEXT[0]}\n\nTown | Crowns\n\na\nb"
    )


def test_what_the_style_of_a_table_hides_in_word_is_no_text(one):
    styles = styled(style("Veil", "table", HIDDEN) + style("Secret", "character", HIDDEN))
    shown = f"<w:p>{run('Crowns', '<w:rStyle w:val=' + repr('Secret') + '/>')}</w:p>"
    cells = f"<w:tc>{paragraphs('Town')}</w:tc><w:tc>{shown}</w:tc>"
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="Veil"/></w:tblPr><w:tr>{cells}</w:tr></w:tbl>'
    found = one("x.docx", docx(paragraphs(TEXT[0]) + table, styles=styles))
    assert "Town" not in found.text
    assert "Crowns" in found.text


def test_a_word_document_with_a_password_says_so(one):
    assert (
        "needs its password removed" in one("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...").reason
    )


def test_opendocument_gives_headings_lists_and_tables(one):
    body = (
        "<text:h>The bridge</text:h><text:p>It costs<text:s text:c='3'/>238<text:tab/>million."
        "<text:line-break/>So they say.</text:p><text:list><text:list-item><text:p>One</text:p>"
        "</text:list-item><text:list-item><text:p>Two</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )
    found = one("x.odt", odt(body))
    assert found.title == "The bridge"
    assert found.text == "It costs 238 million.\nSo they say.\n\n- One\n- Two\n\na | b"


def test_what_was_deleted_hidden_or_noted_in_opendocument_is_no_text(one):
    styles = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes><text:p>Shown"
        "<office:annotation><text:p>why?</text:p></office:annotation>"
        '<text:span text:style-name="T1">hidden</text:span>'
        "<text:hidden-text>hidden</text:hidden-text>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note."
        "</text:p></text:note-body></text:note> words.</text:p>"
        '<text:section text:display="none"><text:p>hidden</text:p></text:section>'
    )
    assert one("x.odt", odt(body, styles=styles)).text == "Shown words.\n\nA note."


def test_the_properties_of_an_opendocument_give_no_date(one):
    meta = "<dc:title>The bridge</dc:title><meta:initial-creator>R. A.</meta:initial-creator>"
    found = one("x.odt", odt(meta=f"{meta}<dc:language>de-DE</dc:language>"))
    assert (found.title, found.author, found.language) == ("The bridge", "R. A.", "de")
    assert found.published is None


def test_an_opendocument_with_a_password_says_so(one):
    assert "password" in one("x.odt", odt(manifest="<encryption-data/>")).reason


@pytest.mark.parametrize(
    ("body", "page", "text"),
    [
        (r"na\'efve \u8220?caf\'e9\u8221?", 1252, "naïve “café”"),
        (r"\'cf\'f0\'e8\'e2\'e5\'f2", 1251, "Привет"),
        (r"\'93\'fa\'96\'7b", 932, "日本"),
        (r"\u-10179?\u-8694?", 1252, "😊"),
        (r"a\line b\par c", 1252, "a\nb\n\nc"),
        (r"shown{\v hidden}{\deleted gone}{\v0  too}", 1252, "shown too"),
        (r"{\fonttbl{\f1 Arial;}}shown\v secret words\v0  too", 1252, "shown too"),
        (r"{Shown \v x\v0 shown}", 1252, "Shown shown"),
        (r"a\v b{\b c\v0 d}e\u8220?\'93\tab f\plain g", 1252, "adg"),
        (r"a{\b\v b}c{\v\b\v0 d}{\v1 e\deleted f\v0 g\deleted0 h}", 1252, "acdh"),
        (r"a{\v b{c}d}\v{\*\x e}f\par g\v0 \vertalc h", 1252, "a\n\nh"),
        (r"a{\*\shppict{\pict\bin10 }}}{\v {{{}}b\{\v c\v0\}", 1252, "ab{}"),
        ("a\\b\\bin3 }}}c\\v d\\\ne\\v0 f", 1252, "ac\n\nf"),
        (r"\trowd Town\cell Crowns\cell\row", 1252, "Town | Crowns"),
    ],
)
def test_rich_text_is_read_in_its_encoding(one, body, page, text):
    found = one("x.rtf", rtf(f"{TEXT[0]}\\par {body}", page=page))
    assert found.text == f"{TEXT[0]}\n\n{text}"


def test_rich_text_that_begins_without_a_group_is_read(one):
    assert one("x.rtf", rb"{\rtf1 Shown.\par\v secret\v0\par More.}").text == "Shown.\n\nMore."


@pytest.mark.parametrize("piece", [r"{\v", r"\v ", "}", r"{\v0 a", "\\", r"\bin9999999999 "])
def test_what_is_hidden_in_rich_text_is_found_in_time(piece):
    begun = time.process_time()
    assert sum(len(each) for each in shown(piece * (1_000_000 // len(piece)))) <= 1_000_000
    assert time.process_time() - begun < 5


def test_rich_text_gives_title_and_author(one):
    found = one("x.rtf", rtf(information=r"{\title Br\'fccke}{\author Runa Aske}{\creatim\yr2024}"))
    assert (found.title, found.author, found.published) == ("Brücke", "Runa Aske", None)


def test_text_that_calls_itself_rich_fails(one):
    assert one("x.rtf", b"Plain text.").reason.startswith("'x.rtf' is not Rich Text")


METADATA = (
    "<dc:creator>Runa Aske</dc:creator><dc:publisher>The Post</dc:publisher>"
    "<dc:language>en</dc:language>"
)


def test_each_chapter_of_an_ebook_is_an_article_in_reading_order(all_of):
    chapters = {
        "cover.xhtml": "<p>Cover</p>",
        "b.xhtml": f"<h1>Second<br/>thing</h1>{LONG}",
        "a.xhtml": LONG,
    }
    nav = '<ol><li><a href="a.xhtml#top">As listed</a></li></ol>'
    date_ = "<dc:date>2023-05-04</dc:date>"
    found = all_of("x.epub", epub(chapters, METADATA + date_, nav))
    assert [each.title for each in found[:2]] == ["Second thing", "As listed"]
    assert {(each.author, each.publisher, each.language) for each in found} == {
        ("Runa Aske", "The Post", "en")
    }
    assert found[0].published == date(2023, 5, 4)
    assert len({each.id for each in found}) == len(found)


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ('<dc:date opf:event="creation">2020-01-01</dc:date>', None),
        (
            '<dc:date>2021-01-01</dc:date><dc:date opf:event="publication">2020-02-02</dc:date>',
            2020,
        ),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
    ],
)
def test_only_a_date_of_publication_of_an_ebook_counts(one, dates, published):
    found = one("x.epub", epub(metadata=dates))
    assert (found.published.year if found.published else None) == published


def test_an_ebook_of_pictures_fails(one):
    assert "no chapter of 200 characters" in one("x.epub", epub({"a.xhtml": "<p>Cover</p>"})).reason


def test_a_chapter_that_is_missing_fails_alone(all_of):
    book = epub({"a.xhtml": LONG, "b.xhtml": LONG})
    found = all_of("x.epub", book.replace(b"OEBPS/a.xhtml", b"OEBPS/z.xhtml"))
    assert [isinstance(each, Article) for each in found] == [False, True]
    assert "it lacks 'OEBPS/a.xhtml'" in found[0].reason


def test_a_protected_ebook_says_so(one):
    locked = '<e xmlns:x="x"><x:CipherReference URI="OEBPS/one.xhtml"/></e>'
    assert "protected (DRM)" in one("x.epub", epub(encryption=locked)).reason


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>',
    "quadratic": f'<!DOCTYPE x [<!ENTITY l9 "{"a" * 100_000}">]>',
    "outside": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize("name", ["x.docx", "x.odt", "x.epub"])
def test_entities_are_not_resolved(all_of, name, bomb):
    entities = "&l9;" * (1000 if "a" * 100 in bomb else 1)
    made = {
        "x.docx": docx(paragraphs(*TEXT).replace("The council", "@")),
        "x.odt": odt(f"<text:p>@{TEXT[0]}</text:p><text:p>{TEXT[1]}</text:p>"),
        "x.epub": epub({"a.xhtml": f"<h1>Title</h1><p>@</p>{LONG}"}),
    }[name]
    part = {"x.docx": "word/document.xml", "x.odt": "content.xml", "x.epub": "OEBPS/a.xhtml"}[name]
    (found,) = all_of(name, with_member(made, part, bomb, entities))
    assert "root:" not in str(found)
    assert len(str(found)) < 10_000


def with_member(made, part, before, entities):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    members[part] = (
        before + members[part].replace("@", entities).partition("?>")[2]
        if (members[part].startswith("<?xml"))
        else before + members[part].replace("@", entities)
    )
    return zipped(members)


@pytest.mark.parametrize("name", ["x.docx", "x.odt", "x.epub"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"plain", zipped({"a": "b"})])
def test_a_damaged_document_fails_with_its_name(one, name, content):
    assert one(name, content).reason.startswith("'x.")
