"""What the verifier says of sentences that are retold without a change of what they say.

    python -m benchmarks.retellings [--articles FOLDER] [--seed N] [--most N] [--show]

Of each sentence every way of `benchmarks/support/retell.py` that applies: by whom it is reported
and when, its figures, dates and denials in other forms, another word for the same, the word that
leads on left out. All are true: what is doubted is in the way of whoever reads a written answer,
and what is told to be not in the articles is told wrongly.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from assistant.answer import Evidence
from assistant.verify import Verifier
from benchmarks.fabrications import as_evidence, sentences, taken
from benchmarks.support.retell import ways
from index.article import Article
from ui.build import build_checker
from ui.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=Path, default=Path("articles"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most", type=int, default=1000, help="sentences")
    parser.add_argument("--show", action="store_true", help="print what is doubted")
    arguments = parser.parse_args()
    articles = taken(arguments.articles)
    texts = {one.id: one.text for one in articles}
    publishers = sorted({one.publisher for one in articles if one.publisher})
    verifier = Verifier(
        build_checker(Settings()), lambda: publishers, lambda article_id, version: texts[article_id]
    )
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    for way, told, cited in retold(articles, arguments.seed, arguments.most):
        found = verifier.check(told, [cited])
        verdict = "said" if found.supported else "not confirmed" if found.unsure else "not there"
        verdicts[way][verdict] += 1
        if arguments.show and not found.supported:
            print(f"{way}: {verdict}, {found.why} {found.score:.1f}\n  {told}\n  {cited.text}")
    for way, counts in verdicts.items():
        count = counts.total()
        print(
            f"{way:22} said {counts['said']:5} of {count:5}  {counts['said'] / count:.3f}   "
            f"not confirmed {counts['not confirmed']:4}  not there {counts['not there']:4}"
        )


def retold(articles: list[Article], seed: int, most: int) -> Iterator[tuple[str, str, Evidence]]:
    """The name of a way, a sentence retold in it, and the sentence itself."""
    rng = random.Random(seed)
    own = list(sentences(articles))
    rng.shuffle(own)
    for article, text, start in own[:most]:
        cited = as_evidence(article, start, start + len(text))
        for way in ways(text):
            if told := way(text, article, rng):
                yield way.__name__, told, cited


if __name__ == "__main__":
    main()
