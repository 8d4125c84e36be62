"""Damaged and hostile files of every kind, read one after another: nothing may break.

    python -m benchmarks.fuzz [COUNT]

Prints, by kind, how many were read and gave articles or failures, the slowest, and the most
memory. Files are made from a fixed seed: bytes changed, cut, doubled, spliced with another kind,
members of zips damaged in a zip that is valid, XML changed within; and bombs.
"""

import argparse
import io
import random
import sys
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.made_files import TEXT, docx, eml, epub, odt, one_of_each, paragraphs, pdf, zipped
from index.article import Article, Failure
from index.read import read
from index.read.apart import KINDS, LONGEST
from index.read.unpack import BROKEN

SEED = 20_240_206
COUNT = 2000
BATCH = 100
"""Files after which good ones are read to see that they still are."""

SLOWEST = 10.0
"""Seconds that a file may take, as the worker allows; starting one anew comes to it."""

Mutation = Callable[[random.Random, bytes], bytes]


@dataclass(slots=True)
class Kind:
    """What became of the files of one ending; `slowest` in seconds, of this process's processor
    time where they are read here."""

    files: int = 0
    articles: int = 0
    failures: int = 0
    slowest: float = 0.0
    name: str = ""


@dataclass(slots=True)
class Report:
    """What became of all files; `memory`: by how many bytes the process grew."""

    kinds: dict[str, Kind] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    memory: int = 0


def flipped(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 10, 50))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] if chance.random() < 0.7 else content[start:]


def doubled(chance: random.Random, content: bytes) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    times = chance.choice((2, 2, 10, 100))
    return content[:start] + content[start:end] * times + content[end:]


def spliced(chance: random.Random, content: bytes) -> bytes:
    other = chance.choice(list(GOOD.values()))
    here, there = chance.randrange(len(content) + 1), chance.randrange(len(other) + 1)
    return content[:here] + other[there:]


def marks_changed(chance: random.Random, content: bytes) -> bytes:
    """Numbers, brackets and quotes changed: what a parser goes by."""
    changed = bytearray(content)
    marks = [n for n, byte in enumerate(changed) if byte in b"0123456789<>[](){}/\\\"'=:;&%"]
    for place in chance.sample(marks, min(len(marks), chance.choice((1, 2, 5, 20)))):
        changed[place] = chance.choice(b"0123456789<>[](){}/\\\"'=:;&%\0")
    return bytes(changed)


def repacked(chance: random.Random, content: bytes) -> bytes:
    """A valid zip of which one member is damaged; of other kinds just flipped."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except BROKEN:
        return flipped(chance, content)
    if not members:
        return content
    name = chance.choice(list(members))
    damage = chance.choice((flipped, cut, doubled, spliced, marks_changed, renamed))
    members[name] = damage(chance, members[name])
    if chance.random() < 0.1:
        del members[chance.choice(list(members))]
    return zipped(members)


def renamed(chance: random.Random, content: bytes) -> bytes:
    """XML of which elements are called what others are, or stand deep in each other."""
    text = content.decode("utf-8", "replace")
    tags = [part.partition(">")[0].partition(" ")[0] for part in text.split("<")[1:]]
    tags = [tag for tag in tags if tag and tag[0] not in "/?!"] or ["p"]
    one, other = chance.choice(tags), chance.choice(tags)
    if chance.random() < 0.5:
        return text.replace(one, other).encode()
    deep = chance.choice((10, 200, 300, 20_000))
    return text.replace(f"<{one}", f"<{other}>" * deep + f"<{one}", 1).encode()


MUTATIONS: tuple[Mutation, ...] = (flipped, cut, doubled, spliced, marks_changed, repacked, renamed)
GOOD = one_of_each()


def entities(kind: str) -> str:
    if kind == "laughs":
        lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        return f'<!DOCTYPE x [<!ENTITY l0 "lol">{lines}]>'
    if kind == "quadratic":
        return f'<!DOCTYPE x [<!ENTITY l9 "{"a" * 100_000}">]>'
    return f'<!DOCTYPE x [<!ENTITY l9 SYSTEM "{kind}">]>'


def bombs() -> Iterator[tuple[str, bytes]]:
    """Files made to hang or to fill memory, by name."""
    for number, kind in enumerate(
        ("laughs", "quadratic", "file:///dev/zero", "file:///etc/passwd", "http://127.0.0.1:9/x")
    ):
        said = entities(kind) + "&l9;" * (3000 if kind == "quadratic" else 1)
        for suffix, made, part in (
            (".docx", docx(paragraphs(*TEXT)), "word/document.xml"),
            (".odt", odt(), "content.xml"),
            (".epub", epub(), "OEBPS/book.opf"),
            (".epub", epub(), "OEBPS/one.xhtml"),
        ):
            yield f"entities-{number}-{Path(part).stem}{suffix}", with_entities(made, part, said)
        yield f"entities-{number}.html", f"{said}{GOOD['.html'].decode()}".encode()
    yield "ratio.zip", zipped({"a.txt": bytes(60_000_000)})
    yield "small-ratios.zip", zipped({f"{n}.txt": b"a" * 900_000 for n in range(200)})
    yield "ratio.docx", zipped({"word/document.xml": b" " * 60_000_000})
    yield "ratio.odt", zipped({"content.xml": b" " * 60_000_000})
    yield "ratio.epub", zipped({"META-INF/container.xml": b" " * 60_000_000})
    yield "many.zip", zipped({f"{n}.txt": b"" for n in range(10_001)})
    yield "overlapping.zip", overlapping()
    yield "nested.zip", nested(6)
    yield "nested.eml", eml(nested_mail(60), Content_Type="message/rfc822")
    yield "deep.rtf", b"{\\rtf1 " + b"{" * 500_000
    yield "deep.html", b"<div>" * 200_000
    yield "deep.json", b"[" * 200_000
    yield "deep.md", b"> " * 20_000
    yield "deep.docx", docx("<w:p>" * 100_000)
    yield "flate.pdf", flate()
    yield "loop.pdf", pdf().replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    yield "form.pdf", pdf().replace(b"/Font << /F1 3 0 R >>", b"/XObject << /X 4 0 R >> ")


def slow_bombs() -> Iterator[tuple[str, bytes]]:
    """Those that take all the time that there is, or nearly."""
    yield "parts.eml", many_parts()
    yield "fields.rtf", b"{\\rtf1 " + b"{\\field{\\*\\fldinst{" * 40_000 + b"}"
    yield "wide.docx", stored(docx(f"<w:p><w:r>{'<w:t>a</w:t>' * 3_000_000}</w:r></w:p>"))
    yield "wide.odt", stored(odt("<text:p>a</text:p>" * 2_500_000))
    yield "pages.pdf", pdf([TEXT] * 3000)


def with_entities(made: bytes, part: str, said: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    head, _, used = said.partition("]>")
    text = members[part].decode().partition("?>")
    body = text[2] or text[0]
    place = body.rindex("</")
    changed = f"{head}]>{body[:place]}{used}{body[place:]}".encode()
    return zipped(members | {part: changed})


def stored(made: bytes) -> bytes:
    """A zip without packing, so that its ratio says nothing."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(members, zipfile.ZIP_STORED)


def overlapping() -> bytes:
    """As Fifield's: many entries of one list over one kernel."""
    entry = zipped({"a.txt": b"a" * 900_000})
    start, end = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    size = (end - start) * 5000
    tail = bytearray(entry[end:])
    tail[8:16] = (5000).to_bytes(2, "little") * 2 + size.to_bytes(4, "little")
    return entry[:start] + entry[start:end] * 5000 + bytes(tail)


def nested(depth: int) -> bytes:
    """Ten zips in each, as 42.zip."""
    made = zipped({"a.txt": bytes(1_000_000)})
    for _ in range(depth):
        made = zipped({f"{n}.zip": made for n in range(10)})
    return made


def nested_mail(depth: int) -> str:
    body = "Text."
    for _ in range(depth):
        body = f"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n{body}"
    return body


def many_parts() -> bytes:
    part = "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    return eml(part * 20_000, Content_Type="multipart/mixed; boundary=b")


def flate() -> bytes:
    """A page whose content is a gigabyte, packed twice."""
    packed = zlib.compress(zlib.compress(b"BT " * 30_000_000, 9), 9)
    made = pdf()
    start = made.index(b"<< /Length", made.index(b"4 0 obj"))
    end = made.index(b"endstream")
    head = f"<< /Length {len(packed)} /Filter [/FlateDecode /FlateDecode] >>\nstream\n".encode()
    return made[:start] + head + packed + b"\n" + made[end:]


def files(count: int, *, slow: bool = True) -> Iterator[tuple[str, bytes]]:
    """So many files by name: the bombs, then as many of each kind as of every other."""
    left = count
    for bomb in chain(bombs(), slow_bombs() if slow else ()):
        yield bomb
        left -= 1
    chance = random.Random(SEED)
    suffixes = list(GOOD)
    for number in range(left):
        suffix = suffixes[number % len(suffixes)]
        content = GOOD[suffix]
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            content = chance.choice(MUTATIONS)(chance, content)
        yield f"{number}{suffix}", content[:2_000_000]


def fuzz(made: Iterator[tuple[str, bytes]], folder: Path) -> Report:
    """Read every file, and good ones after each batch."""
    report = Report()
    good(report, folder)  # what is imported for them is no growth
    start = peak()
    for number, (name, content) in enumerate(made, start=1):
        one(report, folder, name, content)
        if not number % BATCH:
            good(report, folder)
    good(report, folder)
    report.memory = max(0, peak() - start)
    return report


def one(report: Report, folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.write_bytes(content)
    kind = report.kinds.setdefault(path.suffix, Kind())
    clock = time.monotonic if path.suffix in KINDS else time.process_time  # apart, and here
    started = clock()
    try:
        found: list[Article | Failure] = list(read(path, name))
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        report.wrong.append(f"{name} raised {error!r}")
        found = []
    took = clock() - started
    kind.files += 1
    kind.articles += sum(isinstance(each, Article) for each in found)
    for each in found:
        if isinstance(each, Failure):
            kind.failures += 1
            report.reasons[each.reason.rpartition("' ")[2][:60]] += 1
    if not found:
        report.wrong.append(f"{name} gave nothing")
    if took > kind.slowest:
        kind.slowest, kind.name = took, name
    long = name == "pages.pdf"  # its pages have their own time, and say that they are read
    if took > (LONGEST if long else SLOWEST + 3):
        report.wrong.append(f"{name} took {took:.1f} s")
    path.unlink()


def good(report: Report, folder: Path) -> None:
    for suffix, content in GOOD.items():
        path = folder / f"good{suffix}"
        path.write_bytes(content)
        if not any(isinstance(each, Article) for each in read(path, path.name)):
            report.wrong.append(f"a good {suffix} was not read")


def peak() -> int:
    """The most memory that this process had, in bytes; 0 where that is not known."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=COUNT, help="how many files")
    count = parser.parse_args().count
    started, used = time.monotonic(), time.process_time()
    with TemporaryDirectory() as folder:
        report = fuzz(files(count), Path(folder))
    print(f"{'kind':7}{'files':>7}{'articles':>10}{'failures':>10}{'slowest':>9}")
    for suffix, kind in sorted(report.kinds.items()):
        row = f"{suffix:7}{kind.files:7}{kind.articles:10}{kind.failures:10}{kind.slowest:8.2f}s"
        print(f"{row}  {kind.name}")
    for reason, times in report.reasons.most_common(25):
        print(f"{times:7}  … {reason}")
    here = f"{time.monotonic() - started:.0f} s ({time.process_time() - used:.0f} s of them here)"
    print(f"{sum(kind.files for kind in report.kinds.values())} files in {here};", end=" ")
    print(f"this process grew by {report.memory / 1e6:.0f} MB")
    for wrong in report.wrong:
        print(f"WRONG: {wrong}")
    sys.exit(bool(report.wrong))


if __name__ == "__main__":
    main()
