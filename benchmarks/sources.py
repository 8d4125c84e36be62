"""Sources of every kind that change: a folder, a page, two feeds and a sitemap of a small paper."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from benchmarks.site import XML, Answer, serving

START = datetime(2026, 11, 1, 9, tzinfo=UTC)
PLACES = ("harbour", "bridge", "quarry", "school", "ferry", "library", "railway", "market")
WHO = ("the council", "the mayor", "residents", "the contractor", "an auditor", "two experts")
DID = ("approved", "rejected", "delayed", "criticised", "welcomed", "measured", "reopened")
WHAT = ("a new plan", "the repairs", "the survey", "its own report", "the extension")
ENDINGS = (".txt", ".md", ".json", ".html")
LISTS = ("teaser", "full", "map")
"""What lists pages: a feed of teasers, a feed of whole texts, a sitemap."""
FILES, LISTED, MOST = 5, 3, 6
"""Files in the folder; pages in each list at first, and at most."""


@dataclass(frozen=True, slots=True)
class Story:
    """An article of the paper, as it stands at its address.

    Args:
        changed: when its list says that it changed.
        status: with what its page is answered.
        moved: where its page leads, where that is 301.
        whole: whether a feed gives all of its text.
    """

    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    changed: datetime
    status: int = 200
    moved: str = ""
    whole: bool = False

    @property
    def markup(self) -> str:
        """Its text as HTML."""
        return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)

    @property
    def page(self) -> str:
        """Its page."""
        title = escape(self.title)
        return (
            f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><article>'
            f"<h1>{title}</h1>{self.markup}</article></body></html>"
        )


@dataclass
class Paper:
    """A folder of files and a site; `trouble` are paths that for now answer something else.

    `vanishing` are pages that are not found from now on; `forgotten` says that some that were gone
    (410) are so too: where no sync that ended heard of that, it takes two to tell.
    """

    folder: Path
    draw: random.Random
    host: str = ""
    now: datetime = START
    stories: dict[str, Story] = field(default_factory=dict)
    trouble: dict[str, int] = field(default_factory=dict)
    vanishing: set[str] = field(default_factory=set)
    forgotten: bool = False
    made: int = 0

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    @property
    def addresses(self) -> list[str]:
        """Its sources on the web."""
        return [f"{self.address}/{path}" for path in ("single", *(f"{n}.xml" for n in LISTS))]

    def begin(self) -> None:
        """The first stories."""
        self.folder.mkdir()
        for _ in range(FILES):
            self.write()
        self.stories["/single"] = self.story()
        for name in LISTS:
            for _ in range(LISTED):
                self.publish(name)

    @contextmanager
    def served(self) -> Iterator[None]:
        """Its site answers until the end of the block."""
        with serving(self.answer) as site:
            self.host = site.host
            yield

    def story(self) -> Story:
        """A new one, with words that no other has."""
        self.made += 1
        place, did = self.draw.choice(PLACES), self.draw.choice(DID)
        title = f"{place.title()} {did} in draft {self.made}x"
        text = tuple(self.sentence() for _ in range(self.draw.randint(1, 2)))
        return Story(title, text, self.now, self.now)

    def sentence(self) -> str:
        """A sentence that is unlike the others."""
        draw = self.draw
        return (
            f"In {draw.randint(1950, 2023)} {draw.choice(WHO)} {draw.choice(DID)} "
            f"{draw.choice(WHAT)} of the {draw.choice(PLACES)} for {draw.randint(2, 900)}."
        )

    def edited(self, story: Story) -> Story:
        """It with another sentence at its end."""
        return replace(story, paragraphs=(*story.paragraphs[:-1], self.sentence()))

    def publish(self, name: str) -> None:
        """Add a page to a list; of the feed of whole texts, the text is long enough for one."""
        story = self.story()
        if name == "full":
            more = tuple(self.sentence() for _ in range(8))
            story = replace(story, paragraphs=(*story.paragraphs, *more), whole=True)
        self.stories[f"/{name}/{self.made}"] = story

    def listed(self, name: str) -> list[str]:
        """The paths of the pages in a list."""
        return [path for path in self.stories if path.startswith(f"/{name}/")]

    def change(self) -> None:
        """Add, edit and delete here and there."""
        self.now += timedelta(days=1)
        for path, story in list(self.stories.items()):
            gone = story.status in {404, 410} and path not in self.vanishing
            if gone and self.draw.random() < 0.5:  # its list, too, forgets it
                del self.stories[path]
                self.forgotten = True
        self.change_folder()
        self.change_page("/single", ["edit", "edit", "move"])
        for name in LISTS:
            self.change_list(name)

    def change_list(self, name: str) -> None:
        good = [path for path in self.listed(name) if self.stories[path].status in {200, 301}]
        if name == "full":  # what a feed gave whole is kept when it is not in the feed any more
            path = self.draw.choice(good)
            story = self.edited(self.stories[path])
            self.stories[path] = replace(story, whole=self.draw.random() < 0.7)
        else:
            for path in self.draw.sample(good, min(len(good), 2)):
                self.change_page(path, ["edit", "tell", "move", "go", "vanish"])
        for _ in range(self.draw.randint(0, 2)):
            if len(self.listed(name)) < MOST:
                self.publish(name)

    def change_page(self, path: str, kinds: list[str]) -> None:
        """One of: edited, edited and listed as such, moved, gone (410), not found (404)."""
        kind, story = self.draw.choice(kinds), self.stories[path]
        if kind in {"edit", "tell"}:
            changed = self.now if kind == "tell" else story.changed
            story = replace(self.edited(story), changed=changed)
        elif kind == "move" and not story.moved:
            story = replace(story, status=301, moved=f"/moved{path}")
        elif kind == "go":
            story = replace(story, status=410)
        elif kind == "vanish":
            story = replace(story, status=404)
            self.vanishing.add(path)
        self.stories[path] = story

    def be_in_trouble(self) -> None:
        """Some pages, and sometimes a list, are not answered for now."""
        paths = [path for path in self.stories if self.draw.random() < 0.15]
        self.trouble = {path: self.draw.choice([404, 500, 503]) for path in paths}
        if self.draw.random() < 0.2:
            self.trouble[f"/{self.draw.choice(LISTS)}.xml"] = 503

    def change_folder(self) -> None:
        files = sorted(self.folder.iterdir())
        self.draw.shuffle(files)
        files[0].unlink()
        if files[1].suffix != ".json":
            text = files[1].read_text("utf-8")
            files[1].write_text(f"{text}\n\n{self.sentence()}\n", "utf-8")
        files[2].rename(files[2].with_stem(f"{files[2].stem.split('-')[0]}-{self.made}"))
        while len(list(self.folder.iterdir())) < FILES:
            self.write()

    def write(self) -> None:
        """A new file."""
        story = self.story()
        ending = ENDINGS[self.made % len(ENDINGS)]
        text = "\n\n".join(story.paragraphs)
        content = {
            ".txt": f"{story.title}\n\n{text}",
            ".md": f"---\ntitle: {story.title}\ndate: 2026-10-05\n---\n{text}",
            ".json": json.dumps({"title": story.title, "text": text}),
            ".html": story.page,
        }[ending]
        (self.folder / f"{self.made}{ending}").write_text(content, "utf-8")

    def answer(self, path: str) -> Answer:
        """What the site answers."""
        if path in self.trouble:
            return Answer(self.trouble[path])
        if path.endswith(".xml"):
            return self.answer_list(path[1:-4])
        story = self.stories.get(path.removeprefix("/moved"))
        if story is None:
            return Answer(404)
        if story.status == 301 and path != story.moved:
            return Answer(301, location=f"{self.address}{story.moved}")
        return Answer(200 if story.status == 301 else story.status, story.page)

    def answer_list(self, name: str) -> Answer:
        if name in {"map", "map/1", "map/2"}:
            return Answer(body=self.sitemap(name.partition("/")[2]), kind=XML)
        items = "".join(self.item(path, self.stories[path]) for path in self.listed(name))
        return Answer(
            body=f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The {name}'
            f" Courier</title><updated>{START.isoformat()}</updated>{items}</feed>",
            kind="application/atom+xml",
        )

    def item(self, path: str, story: Story) -> str:
        content = f'<content type="html">{escape(story.markup)}</content>' if story.whole else ""
        return (
            f'<entry><title>{escape(story.title)}</title><link href="{self.address}{path}"/>'
            f"<published>{story.published.isoformat()}</published>"
            f"<updated>{story.changed.isoformat()}</updated><summary>In brief …</summary>"
            f"{content}</entry>"
        )

    def sitemap(self, part: str) -> str:
        """A sitemap that names two others, in each of which is half of the pages."""
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        if not part:
            named = (f"<sitemap><loc>{self.address}/map/{n}.xml</loc></sitemap>" for n in "12")
            return f"<sitemapindex {space}>{''.join(named)}</sitemapindex>"
        rows = "".join(
            f"<url><loc>{self.address}{path}</loc>"
            f"<lastmod>{self.stories[path].changed.isoformat()}</lastmod></url>"
            for path in self.listed("map")
            if int(path.rpartition("/")[2]) % 2 == int(part) % 2
        )
        return f"<urlset {space}>{rows}</urlset>"
