"""Every citation of the development questions, read back through the HTTP API.

python -m benchmarks.citations ../shared/bench
"""

import argparse
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from assistant.assistant import Assistant
from benchmarks.corpora import load, open_index
from index.embedding import SentenceEmbeddings
from ui.server import create_app


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path, help="the folder that holds multihop_rag/")
    folder = parser.parse_args().bench / "multihop_rag"
    index = open_index("multihop_rag", SentenceEmbeddings(), folder / "corpus.json")
    answered = cited = broken = 0
    with TestClient(create_app(Assistant(index)), base_url="http://127.0.0.1") as client:
        for item in load(folder / "dev.json"):
            answer = client.post("/api/ask", json={"question": item["query"]}).json()
            answered += answer["status"] == "answered"
            for citation in answer["citations"]:
                cited += 1
                broken += not holds(client, citation)
    print(f"{answered} questions answered, {cited} citations, {broken} that do not hold")
    index.close()


def holds(client: TestClient, citation: dict[str, Any]) -> bool:
    """Whether the article, as the API gives it, says just that at just that place."""
    address = f"/api/articles/{citation['article_id']}"
    text = client.get(address, params={"version": citation["version"]}).json()["text"]
    return bool(text[citation["start"] : citation["end"]] == citation["quote"])


if __name__ == "__main__":
    main()
