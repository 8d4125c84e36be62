"""Small files of every kind that is read, made by hand: for tests and for `benchmarks.fuzz`."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

TEXT = (
    "The council voted on Tuesday to build the bridge at Nessgate.",
    "It is to cost 238 million crowns, said the mayor, Runa Aske.",
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(
    members: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED, first: str = ""
) -> bytes:
    """A zip of these; the member `first`, if it is named, is stored and stands first."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in sorted(members.items(), key=lambda one: one[0] != first):
            stored = zipfile.ZIP_STORED if name == first else None
            archive.writestr(name, content, compress_type=stored)
    return file.getvalue()


def pdf(
    pages: Sequence[Sequence[str]] = ((TEXT[0], TEXT[1]),),
    *,
    title: str = "",
    author: str = "",
    language: str = "",
    size: int = 12,
    extra: str = "",
) -> bytes:
    """A PDF with a line of text for each string of a page, in Latin-1; `extra` is drawn too."""
    objects = ["", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = " ".join(f"({escaped(line)}) Tj 0 -{size + 2} Td" for line in lines)
        content = f"BT /F1 {size} Tf 60 780 Td {drawn} ET {extra}" if lines else extra
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
            f"<< /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    said = f" /Lang ({language})" if language else ""
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R{said} >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(
        f"<< /Title ({escaped(title)}) /Author ({escaped(author)}) "
        "/CreationDate (D:20240101000000Z) >>"
    )
    file, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(file))
        file += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects)
    return file + (
        f"xref\n0 {count + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {count + 1} "
        f"/Root 1 0 R /Info {count} 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    ).encode("latin-1")


def escaped(text: str) -> str:
    """A string as a PDF writes it."""
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def docx(body: str | None = None, core: str = "", **others: str) -> bytes:
    """A Word document of the XML of its body; other parts by their names in `word/`."""
    body = paragraphs(*TEXT) if body is None else body
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            f'core-properties" {DC} xmlns:dcterms="http://purl.org/dc/terms/">{core}'
            "<dcterms:created>2024-01-01T00:00:00Z</dcterms:created></cp:coreProperties>"
        ),
    }
    return zipped(members | {f"word/{name}.xml": part for name, part in others.items()})


def paragraphs(*texts: str) -> str:
    """Paragraphs as Word writes them."""
    return "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in texts)


def odt(body: str | None = None, meta: str = "", styles: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text of the XML of its body."""
    body = "".join(f"<text:p>{text}</text:p>" for text in TEXT) if body is None else body
    spaces = " ".join(
        f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "style", "table", "text", "meta")
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest or "<manifest/>",
            "content.xml": (
                f"<office:document-content {spaces} {DC}>"
                f"<office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text></office:body>"
                "</office:document-content>"
            ),
            "meta.xml": (
                f"<office:document-meta {spaces} {DC}><office:meta>{meta}"
                "<meta:creation-date>2024-01-01T00:00:00</meta:creation-date>"
                "</office:meta></office:document-meta>"
            ),
        },
        first="mimetype",
    )


def rtf(body: str | None = None, information: str = "", page: int = 1252) -> bytes:
    """A Rich Text file of its marked-up body."""
    body = "\\par\n".join(TEXT) if body is None else body
    return (
        f"{{\\rtf1\\ansi\\ansicpg{page}\\deff0{{\\fonttbl{{\\f0\\fnil Times;}}}}"
        f"{{\\info{information}}}\\f0 {body}\\par}}"
    ).encode("latin-1")


def epub(
    chapters: Mapping[str, str] | None = None,
    metadata: str = "",
    nav: str = "",
    **others: str,
) -> bytes:
    """An e-book of chapters, by file name, in their order; others by their name in META-INF."""
    chapter = "<h1>The bridge</h1>" + "".join(f"<p>{text}</p>" for text in TEXT * 3)
    chapters = {"one.xhtml": chapter} if chapters is None else chapters
    items = "".join(f'<item id="c{n}" href="{name}"/>' for n, name in enumerate(chapters))
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    pages = {
        f"OEBPS/{name}": '<?xml version="1.0" encoding="utf-8"?><html xmlns='
        f'"http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'
        for name, body in chapters.items()
    }
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
            ),
            "OEBPS/book.opf": (
                f'<package xmlns="http://www.idpf.org/2007/opf" {DC} '
                'xmlns:opf="http://www.idpf.org/2007/opf">'
                f'<metadata>{metadata}</metadata><manifest><item id="nav" href="nav.xhtml" '
                f'properties="nav"/>{items}</manifest><spine>{refs}</spine></package>'
            ),
            "OEBPS/nav.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><nav>{nav}</nav></html>',
        }
        | pages
        | {f"META-INF/{name}.xml": part for name, part in others.items()},
        first="mimetype",
    )


def eml(body: str = "\n\n".join(TEXT), **head: str) -> bytes:
    """A message in plain UTF-8; other lines of its head by their names, `_` for `-`."""
    lines = {
        "From": "Runa Aske <runa@paper.example>",
        "Subject": "The bridge",
        "Date": "Tue, 06 Feb 2024 09:30:00 +0100",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    } | {name.replace("_", "-"): value for name, value in head.items()}
    top = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"{top}\r\n{body}".encode()


def one_of_each() -> dict[str, bytes]:
    """A good file of every kind, by its ending; each gives one article or more."""
    text = "\n\n".join(TEXT)
    record = '{"title": "The bridge", "text": "' + " ".join(TEXT) + '"}'
    page = f"<html><body><h1>The bridge</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p></body></html>"
    return {
        ".txt": f"The bridge\n\n{text}\n".encode(),
        ".md": f"---\ntitle: The bridge\ndate: 2024-02-06\n---\n# Bridge\n\n{text}\n".encode(),
        ".html": page.encode(),
        ".json": f"[{record}]".encode(),
        ".jsonl": f"{record}\n{record}\n".encode(),
        ".pdf": pdf([["The bridge", "", *TEXT], list(TEXT)], title="The bridge"),
        ".docx": docx(),
        ".odt": odt(),
        ".rtf": rtf(),
        ".epub": epub(),
        ".eml": eml(),
        ".zip": zipped({"a.txt": f"The bridge\n\n{text}", "sub/b.html": page, "c.pdf": pdf()}),
    }
