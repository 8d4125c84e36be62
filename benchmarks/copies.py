"""Which articles are taken for copies of one story: of stories made for it, and of a real corpus.

    python -m benchmarks.copies ../shared/bench

Of `tests/index/copies.json` (60 stories, 68 copies, 28 look-alikes) and `copies_second.json`
(36, 36, 17) precision and recall over pairs are told; of the corpus of multihop_rag, which says
nothing of copies, every pair, to be read.
"""

import argparse
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.corpora import load
from index.article import day
from index.copies import Story, are_copies
from index.read.dates import parse_date
from index.stories import groups

MADE = Path(__file__).parents[1] / "tests" / "index"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds multihop_rag/")
    arguments = parser.parse_args()
    for name in ("copies.json", "copies_second.json"):
        made = load(MADE / name)
        stories = {item["id"]: story(item["publisher"], item["published"], item) for item in made}
        wanted = pairs({item["id"]: item["group"] for item in made})
        found = pairs(dict(groups(alike(stories))))
        right = len(found & wanted)
        print(f"{name}: {len(stories)} articles, {len(wanted)} pairs of copies, {len(found)} found")
        print(f"  precision {right / len(found):.3f}  recall {right / len(wanted):.3f}")
    corpus = load(arguments.bench / "multihop_rag" / "corpus.json")
    by_number = {
        f"{number:04}": story(item["source"], item["published_at"], item)
        for number, item in enumerate(corpus)
    }
    listed = alike(by_number)
    print(f"multihop_rag: {len(corpus)} articles, {len(listed)} pairs found")
    for pair in listed:
        for number in pair:
            item = corpus[int(number)]
            print(f"  {item['source']}, {item['published_at'][:10]}: {item['title']}")
        print()


def story(publisher: str, published: str, item: dict[str, Any]) -> Story:
    return Story(publisher, day(parse_date(published)), item.get("text") or item["body"])


def alike(stories: dict[str, Story]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for one, other in combinations(sorted(stories), 2)
        if are_copies(stories[one], stories[other])
    ]


def pairs(named: dict[str, str]) -> set[tuple[str, str]]:
    """The pairs that have the same name."""
    return {
        (one, other) for one, other in combinations(sorted(named), 2) if named[one] == named[other]
    }


if __name__ == "__main__":
    main()
