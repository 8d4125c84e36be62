"""Whether an answer says both values where two articles differ, and cries no false alarm.

    python -m benchmarks.disagreements [BENCH] [--show]

What they are asked about was written by people who had not seen the code, and committed before it.
`disagreements.json`: 28 pairs of articles that give different values for one thing, 28 that give
the same in other words. `disagreements_beside.json`: 12 more that differ, in sentences that name
the thing by "the scheme", "it", and 24 where the other values are of things beside the one asked
about. All their articles and the samples lie in one library. Both are *said* where each value
stands in a quote of its article, with publisher and date, the newer first; they are *told apart*
where the answer also says that the articles differ. A false alarm says so of the others.

`values_news.json`: 350 questions for one figure, day or name of multihop_rag's articles, where that
is in BENCH, `../shared/bench` where none is given; written by people who had not seen the code, in
two sets. Most have one answer, with others beside it. 476 more are of a reader who hunted for false
heads; which of these have two answers was only read where there was a head. A head is false, too,
where two answers differ and others are told: `--show` prints them all, to be read.
"""

import argparse
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.quote import attribution
from benchmarks.corpora import NEWS, load, open_index, write_articles
from index.embedding import SentenceEmbeddings

PAIRS = sorted(Path(__file__).parent.glob("disagreements*.json"))
OF_NEWS = Path(__file__).with_name("values_news.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, nargs="?", default=Path("../shared/bench"))
    parser.add_argument("--show", action="store_true", help="print each answer that falls short")
    arguments = parser.parse_args()
    pairs = {(path.stem, name): rows for path in PAIRS for name, rows in load(path).items()}
    articles = [
        {"id": f"{row['id']}-{number}", **article}
        for rows in pairs.values()
        for row in rows
        for number, article in enumerate(row["articles"])
    ]
    file = write_articles("disagreements", articles)
    embeddings = SentenceEmbeddings()
    index = open_index("disagreements", embeddings, file, Path("articles"))
    assistant = Assistant(index)
    for (stem, name), rows in pairs.items():
        print(f"{stem}: {name}")
        differ = name == "disagreeing"
        answers = [(row, assistant.ask(row["question"])) for row in rows]
        apart = [told_apart(row, answer, differ=differ) for row, answer in answers]
        print(f"  both said   {sum(said(*pair) for pair in answers):3} of {len(rows)}")
        print(f"  told apart  {sum(apart):3} of {len(rows)}")
        for (row, answer), told in zip(answers, apart, strict=True):
            both = said(row, answer)
            if arguments.show and (told != differ or (differ and not both)):
                print(f"\n{row['id']} {row['question']} {row['values']}")
                print(f"  {'both' if both else 'not both'} said; {answer.notice}")
                print("\n".join(f"  {sentence.text}" for sentence in answer.sentences))
    index.close()
    if (arguments.bench / NEWS).is_file():
        index = open_index("multihop_rag", embeddings, arguments.bench / NEWS)
        report_news(Assistant(index), show=arguments.show)
        index.close()


def report_news(assistant: Assistant, *, show: bool) -> None:
    """How many of the questions about news are told apart, by set and by whether they differ."""
    for name, rows in load(OF_NEWS).items():
        answers = [(row, assistant.ask(row["question"])) for row in rows]
        kinds = ((False, "of one answer"), (True, "of two"), (None, "to be read"))
        for differ, what in kinds:
            own = [answer for row, answer in answers if row["differ"] is differ]
            if not own:
                continue
            apart = [answer for answer in own if answer.differing]
            print(f"{OF_NEWS.stem}: {name}, {what}\n  told apart  {len(apart):3} of {len(own)}")
            for answer in apart if show else ():
                print(f"    {answer.question}\n      {answer.notice}")


def said(row: dict[str, Any], answer: Answer) -> bool:
    """Whether each value stands in a quote of its article, attributed, the newer first."""
    places = []
    for value, article in zip(row["values"], row["articles"], strict=True):
        own = [
            number
            for number, citation in enumerate(answer.citations)
            if value in citation.quote
            and citation.title == article["title"]
            and article["publisher"] in attribution(citation)
            and str(article["published"])[:4] in attribution(citation)
        ]
        if not own:
            return False
        places.append((own[0], article["published"]))
    ordered = sorted(places)
    return all(a[1] >= b[1] for a, b in pairwise(ordered))


def told_apart(row: dict[str, Any], answer: Answer, *, differ: bool = True) -> bool:
    """Whether the answer says that the articles differ, and where they do, in what."""
    given = {value.lower() for value in row["values"]}
    named = [one.value.lower() for one in answer.differing]
    return bool(named) and (
        not differ or all(any(one in value or value in one for one in named) for value in given)
    )


if __name__ == "__main__":
    main()
