"""What a sync costs of 10,000 articles of which none changed, in a folder and on the web.

    python -m benchmarks.unchanged [--articles 10000] [--anew]

Two libraries are made, once, and kept in `.bench/unchanged`: of a folder of Markdown files, and of
the pages that a sitemap lists, on a site on this machine that is asked without pauses. Each sync
runs in a process of its own, which gives its processor time (opening the library and all threads
included, imports not) and its peak memory (`ru_maxrss`, imports included). Of the syncs without
changes the median of five is shown; each must embed nothing. The web is looked at again at once,
when no page is due, and years later, when every page is asked for.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from html import escape
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.corpora import FOLDER
from benchmarks.site import XML, Answer, Site, serving

REPEATS = 5
PORT = 18_473
"""Always the same: what is kept knows the site by it."""
LATER = 4_000
"""Days, after which every page is due."""
SECONDS, MEMORY = 5.0, 1_500
"""What a sync without changes may take of the processor, and any sync of memory, in MB."""
ASKING = 60.0
"""The same where all is asked for: a request costs a millisecond or two, and waits for its turn."""
CHILD = """
import json, resource, sys, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.web.fetch import Fetcher
from index.web.look import Web

data, home, host, address, days = sys.argv[1:]
now = datetime.now(UTC) + timedelta(int(days))
wall, begun = time.monotonic(), time.process_time()
fetcher = Fetcher([host], pause=0)
web = Web(fetcher, lambda: now, patience=float("inf"))
index = Index(Path(data), Path(home), SentenceEmbeddings(), web=web)
report = index.sync([index.add(address)] if address else None)
print(json.dumps({
    "processor_s": time.process_time() - begun,
    "wall_s": time.monotonic() - wall,
    "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "added": len(report.added),
    "changed": len(report.changed),
    "deleted": len(report.deleted),
    "unchanged": report.unchanged,
    "failed": len(report.failed),
    "embedded": report.embedded,
    "passages": index.library.count_passages(),
}))
index.close()
"""
PLACES = ("harbour", "bridge", "quarry", "school", "ferry", "library", "railway", "market")
WHO = ("the council", "the mayor", "residents", "the contractor", "an auditor", "two experts")
DID = ("approved", "rejected", "delayed", "criticised", "welcomed", "measured", "reopened")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--anew", action="store_true", help="make the libraries anew")
    given = parser.parse_args()
    folder = FOLDER / "unchanged" / str(given.articles)
    if given.anew and folder.exists():
        shutil.rmtree(folder)
    home, empty = folder / "articles", folder / "none"
    empty.mkdir(parents=True, exist_ok=True)
    write(home, given.articles)
    with serving(partial(answer, given.articles), PORT) as site:
        files = Library(folder / "folder", home, site)
        pages = Library(folder / "web", empty, site, f"http://{site.host}/sitemap.xml")
        well = [
            files.made(),
            files.unchanged("unchanged"),
            pages.made(),
            pages.unchanged("unchanged, at once"),
            pages.unchanged("unchanged, years later", days=LATER, seconds=ASKING),
        ]
    return 0 if all(well) else 1


@dataclass(frozen=True, slots=True)
class Library:
    """A library that is made once, of a folder or of what an address lists."""

    data: Path
    home: Path
    site: Site
    address: str = ""

    @property
    def first(self) -> dict[str, Any]:
        """The figures of the sync that made it."""
        kept: dict[str, Any] = json.loads((self.data / "first.json").read_text("utf-8"))
        return kept

    def made(self) -> bool:
        """Make it where it is not there yet; whether that kept within the memory."""
        if not (self.data / "first.json").is_file():
            shutil.rmtree(self.data, ignore_errors=True)
            first = self.sync()
            (self.data / "first.json").write_text(json.dumps(first), "utf-8")
        print(
            f"{self.data.name}: {{added:,}} articles, {{passages:,}} passages, {{failed}} failed: "
            "{processor_s:.0f} s of processor time ({wall_s:.0f} s), {memory_mb:.0f} MB, "
            "requests {requests}".format(**self.first),
            flush=True,
        )
        return bool(self.first["memory_mb"] <= MEMORY)

    def unchanged(self, name: str, days: int = 0, seconds: float = SECONDS) -> bool:
        """Sync it as it is; whether that was quick and did nothing.

        Args:
            days: how many later each of the syncs is than the one before.
            seconds: of processor time that it may take.
        """
        with TemporaryDirectory(dir=self.data.parent) as folder:  # what was asked for is remembered
            copy = replace(self, data=Path(shutil.copytree(self.data, Path(folder, "data"))))
            again = [copy.sync(days * number) for number in range(1, REPEATS + 1)]
        spent = median(one["processor_s"] for one in again)
        peak = max(one["memory_mb"] for one in again)
        embedded = sum(one["embedded"] for one in again)
        print(
            f"  {name}: {again[-1]['unchanged']:,} articles, {embedded} embedded: {spent:.2f} s of "
            f"processor time (median of {REPEATS}), {peak:.0f} MB, requests in each "
            f"{again[-1]['requests']}",
            flush=True,
        )
        same = all(one["unchanged"] == self.first["added"] for one in again)
        return same and not embedded and spent <= seconds and peak <= MEMORY

    def sync(self, days: int = 0) -> dict[str, Any]:
        """A sync in a process of its own, so many days from now."""
        self.site.said.clear()
        where = [str(self.data), str(self.home), self.site.host, self.address, str(days)]
        command = [sys.executable, "-c", CHILD, *where]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        figures: dict[str, Any] = json.loads(done.stdout)
        return figures | {"requests": dict(self.site.said)}


def article(number: int) -> tuple[str, date, list[str]]:
    """The title, the day and the paragraphs of one of the articles; always the same."""
    draw = random.Random(number)
    place, who, did = draw.choice(PLACES), draw.choice(WHO), draw.choice(DID)
    title = f"{place.title()} {number}: {who} {did} the plan"
    paragraphs = [
        f"In {draw.randint(1950, 2023)} {draw.choice(WHO)} {draw.choice(DID)} the "
        f"{draw.choice(PLACES)} of district {draw.randint(1, 9_999)}."
        for _ in range(3)
    ]
    return title, date(2015, 1, 1) + timedelta(draw.randrange(3_600)), paragraphs


def write(home: Path, articles: int) -> None:
    """The articles as Markdown files, where they are not there yet."""
    if home.exists():
        return
    home.mkdir()
    for number in range(articles):
        title, day, paragraphs = article(number)
        front = f"---\ntitle: '{title}'\npublisher: The Courier\ndate: {day}\n---\n"
        (home / f"{number:05}.md").write_text(front + "\n\n".join(paragraphs), "utf-8")


def answer(articles: int, path: str) -> Answer:
    """The site: a sitemap, and the page of each article."""
    if path == "/sitemap.xml":
        return Answer(body=sitemap(articles), kind=XML)
    number = path.removeprefix("/news/")
    if not number.isdigit():
        return Answer(404)
    title, day, paragraphs = article(int(number))
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return Answer(
        body=f"<!doctype html><html lang=en><head><title>{escape(title)} – The Courier</title>"
        f'<meta property="og:site_name" content="The Courier">'
        f'<meta property="article:published_time" content="{day}"></head><body><nav>'
        f'<a href="/">Home</a></nav><article><h1>{escape(title)}</h1>{text}</article></body></html>'
    )


def sitemap(articles: int) -> str:
    """A sitemap of them all, which says when each changed."""
    rows = (
        f"<url><loc>http://127.0.0.1:{PORT}/news/{number}</loc>"
        f"<lastmod>{article(number)[1]}</lastmod></url>"
        for number in range(articles)
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{space}">{"".join(rows)}</urlset>'


if __name__ == "__main__":
    sys.exit(main())
