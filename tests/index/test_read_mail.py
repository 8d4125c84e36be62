from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from email import policy
from email.message import EmailMessage

import pytest

from benchmarks.made_files import TEXT, eml, pdf, zipped
from index.read import read

PARAGRAPHS = "\n\n".join(TEXT)


@pytest.fixture
def all_of(tmp_path):
    def all_of(content):
        raw = content.as_bytes(policy=policy.SMTP) if isinstance(content, EmailMessage) else content
        (tmp_path / "x.eml").write_bytes(raw)
        return list(read(tmp_path / "x.eml", "x.eml"))

    return all_of


@pytest.fixture
def one(all_of):
    def one(content):
        (found,) = all_of(content)
        return found

    return one


def message(text=PARAGRAPHS, subject="The bridge"):
    made = EmailMessage()
    made["Subject"], made["From"] = subject, "Runa Aske <runa@paper.example>"
    made.set_content(text)
    return made


def test_the_head_gives_title_author_and_date(one):
    found = one(eml())
    assert (found.title, found.author, found.text) == ("The bridge", "Runa Aske", PARAGRAPHS)
    assert found.published.astimezone(UTC) == datetime(2024, 2, 6, 8, 30, tzinfo=UTC)
    assert (found.published.utcoffset(), found.dated) == (timedelta(hours=1), "file")


def test_a_head_in_other_encodings_is_read(one):
    found = one(eml(Subject="=?iso-8859-1?Q?Br=FCcke?= =?utf-8?B?4oCT?=", From="a@b.example"))
    assert (found.title, found.author) == ("Brücke–", "a@b.example")


@pytest.mark.parametrize(
    ("charset", "encoding", "body"),
    [
        ("iso-8859-1", "quoted-printable", b"Der B=FCrgermeister sagte =\r\nnichts."),
        ("utf-8", "base64", b64encode("Der Bürgermeister sagte nichts.".encode())),
        ("no-such", "8bit", "Der Bürgermeister sagte nichts.".encode()),
    ],
)
def test_a_body_is_decoded(one, charset, encoding, body):
    head = {"Content_Type": f"text/plain; charset={charset}", "Content_Transfer_Encoding": encoding}
    assert one(eml("", **head) + body).text == "Der Bürgermeister sagte nichts."


def test_of_two_forms_the_plain_one_is_read(one):
    made = message()
    made.add_alternative("<p>Other words.</p>", subtype="html")
    assert one(made).text == PARAGRAPHS


def test_html_alone_is_read_as_it_is_shown(one):
    made = message()
    made.set_content("<p>Shown</p><p style='display:none'>not</p><p>words</p>", subtype="html")
    assert one(made).text == "Shown\n\nwords"


def test_a_signature_is_no_text(one):
    assert one(eml(f"{PARAGRAPHS}\r\n-- \r\nRuna\r\n+47 1234")).text == PARAGRAPHS


def test_what_is_attached_is_read_too(all_of):
    made = message()
    made.add_attachment(pdf(), maintype="application", subtype="pdf", filename="../a.pdf")
    made.add_attachment("Story\n\nIt rained.", filename="story.txt")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    made.add_attachment(b"no pdf", maintype="application", subtype="pdf", filename="bad.pdf")
    first, second, third, last = all_of(made)
    assert (first.text, second.pages, third.title) == (PARAGRAPHS, (0,), "Story")
    assert last.source == "x.eml/bad.pdf"


def test_a_message_without_text_may_bring_a_file(one):
    made = message(" ")
    made.add_attachment("Story\n\nIt rained.", filename="story.txt")
    assert one(made).title == "Story"


def test_messages_in_messages_are_read_two_deep(all_of):
    made = message(subject="0")
    for number in range(1, 5):
        outer = message(subject=str(number))
        outer.add_attachment(made)
        made = outer
    *found, last = all_of(made)
    assert [each.title for each in found] == ["4", "3", "2"]
    assert "more than 2 messages deep" in last.reason


def test_a_zip_is_read_in_a_message_but_not_in_a_zip(all_of):
    made, inner = message(), zipped({"a.txt": "Story\n\nIt rained."})
    made.add_attachment(inner, maintype="application", subtype="zip", filename="a.zip")
    packed = zipped({"b.zip": inner})
    made.add_attachment(packed, maintype="application", subtype="zip", filename="b.zip")
    _, story, refused = all_of(made)
    assert story.title == "Story"
    assert refused.source == "x.eml/b.zip/b.zip"
    assert "is a zip in a zip" in refused.reason


def test_too_many_attachments_are_said(all_of):
    made = message()
    for number in range(102):
        made.add_attachment("Story\n\nIt rained.", filename=f"{number}.txt")
    found = all_of(made)
    assert len(found) == 102
    assert "more than 100 attachments" in found[-1].reason


@pytest.mark.parametrize(
    "head",
    [
        {"From": "=?x?q?=00?= <", "Subject": "=?utf-8?q?=ff=fe?="},
        {"From": '"' * 50, "Date": "(" * 500},
        {"Content_Type": "multipart/mixed"},
        {"Content_Type": 'text/plain; charset="' + "x" * 5000},
        {"Content_Transfer_Encoding": "base64"},
    ],
)
def test_a_head_that_is_broken_does_no_harm(one, head):
    assert one(eml(**head)) is not None


def test_a_day_alone_is_a_day(one):
    assert one(eml(Date="6 Feb 2024")).published == date(2024, 2, 6)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"no head at all"])
def test_what_is_no_message_fails(one, content):
    assert one(content).reason.startswith("'x.eml'")


def test_a_line_of_the_head_without_end_is_cut(one):
    assert one(eml(From="a <a@b.example>" * 20_000, Subject="s" * 500_000)).text == PARAGRAPHS
