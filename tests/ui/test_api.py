"""The HTTP API over a real index."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from piers import towns

from assistant.assistant import Assistant
from index.embedding import SentenceEmbeddings
from index.index import Index
from index.sources import add
from ui.build import build_assistant
from ui.server import create_app
from ui.settings import Settings

ARTICLE = """---
title: The bridge
publisher: The Courier
published: 2024-02-07
url: https://courier.example/bridge
---

The council approved the Nessgate bridge on Monday. It will cost 214 million crowns.
"""
MILL = """---
title: The mill
published: 2024-02-07
url: https://courier.example/mill
---

The Kelda mill costs 31 million crowns. It opens in May.
"""
FIELDS = [
    *("question", "searched_as", "status", "score", "reason", "notice", "answer"),
    *("sentences", "citations", "nearest", "searched", "differing"),
]
JSON = {"content-type": "application/json"}
FERRY = "The ferry\n\nThe ferry Havdis sails to Skarn at six. The captain is Jorunn Aas. She is 44."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "bridge.md").write_text(ARTICLE)
    (folder / "ferry.txt").write_text(FERRY)
    return folder


@pytest.fixture(scope="module")
def index(
    tmp_path_factory: pytest.TempPathFactory, home: Path, embeddings: SentenceEmbeddings
) -> Iterator[Index]:
    index = Index(tmp_path_factory.mktemp("data"), home, embeddings)
    index.sync()
    yield index
    index.close()


@pytest.fixture(scope="module")
def client(index: Index) -> Iterator[TestClient]:
    with TestClient(create_app(Assistant(index)), base_url="http://127.0.0.1") as client:
        yield client


def ask(client: TestClient, question: str, **more: Any) -> dict[str, Any]:
    response = client.post("/api/ask", json={"question": question, **more})
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


def test_an_answer_has_the_fields_of_the_design(client: TestClient) -> None:
    answer = ask(client, "How much will the Nessgate bridge cost?")
    assert list(answer) == FIELDS
    assert answer["status"] == "answered"
    assert "The Courier, 7 February 2024: “" in answer["answer"]
    assert answer["searched"]["articles"] == 2


def test_a_citation_is_the_text_of_the_article_at_its_offsets(client: TestClient) -> None:
    (first, *_) = ask(client, "How much will the Nessgate bridge cost?")["citations"]
    article = client.get(
        f"/api/articles/{first['article_id']}", params={"version": first["version"]}
    ).json()
    assert article["text"][first["start"] : first["end"]] == first["quote"]


def test_a_stream_gives_sentences_and_then_the_answer(client: TestClient) -> None:
    body = {"question": "Who is the captain of the Havdis?"}
    text = client.post("/api/ask?stream=1", json=body).text
    names = [line.removeprefix("event: ") for line in text.splitlines() if line[:5] == "event"]
    assert names[-1] == "answer"
    assert set(names[:-1]) == {"sentence"}


def test_where_the_model_cannot_be_used_the_answer_is_quotes(index: Index) -> None:
    assistant = build_assistant(index, Settings(model="gguf:/none/small.gguf"))
    with TestClient(create_app(assistant), base_url="http://127.0.0.1") as client:
        answer = ask(client, "Who is the captain of the Havdis?")
        history = [{"question": "Who is the captain of the Havdis?", "answer": answer["answer"]}]
        again = ask(client, "And where does it sail to?", history=history)
    assert answer["citations"][0]["quote"] == "The captain is Jorunn Aas."
    assert answer["notice"].startswith("There is no model file /none/small.gguf;")
    assert answer["notice"].endswith("These are quotes.")
    assert again["status"] == "answered"


def test_a_history_with_citations_says_whom_she_means_and_keeps_their_numbers(
    client: TestClient,
) -> None:
    who = "Who is the captain of the Havdis?"
    first = ask(client, who)
    turn = {"question": who, "answer": first["answer"]}
    without = ask(client, "How old is she?", history=[turn])
    (told, *_) = first["citations"]
    given = [{**told, "number": 7}]
    again = ask(client, "How old is she?", history=[turn | {"citations": given}])
    assert again["searched_as"].startswith("How old is Jorunn Aas?")
    assert "Aas" not in without["searched_as"]
    (quoted, *_) = again["citations"]
    assert quoted["quote"].endswith("She is 44.")
    assert quoted["number"] == 8


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"number": 0}, "citations are numbered from 1; this is 0"),
        ({"start": "x"}, "history.0.citations.0.start: Input should be a valid integer"),
        ({"quote": None}, "history.0.citations.0.quote: Input should be a valid string"),
        ({"article_id": "\ud800"}, "citation 1 holds half a character"),
    ],
)
def test_a_citation_that_no_answer_gives_is_refused(
    client: TestClient, wrong: dict[str, Any], message: str
) -> None:
    who = "Who is the captain of the Havdis?"
    (told, *_) = ask(client, who)["citations"]
    turn = {"question": who, "citations": [told | wrong]}
    body = json.dumps({"question": "How old is she?", "history": [turn]})
    response = client.post("/api/ask", content=body, headers=JSON)
    assert response.status_code == 422
    assert message in response.json()["detail"]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"publishers": ["The Herald"]}, "unknown_publisher"),
        ({"after": "2030-01-01"}, "outside_dates"),
    ],
)
def test_a_refusal_keeps_its_reason(
    client: TestClient, limits: dict[str, Any], reason: str
) -> None:
    answer = ask(client, "How much will the Nessgate bridge cost?", **limits)
    assert (answer["status"], answer["reason"]) == ("not_found", reason)
    assert answer["citations"] == answer["sentences"] == []


def test_limits_are_kept_to(client: TestClient) -> None:
    answer = ask(client, "What was approved?", publishers=["the courier"], refuse=False)
    assert {c["publisher"] for c in answer["citations"]} == {"The Courier"}


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "?!.,-()\"'*:",
        "a" * 20_000,
        "Что сказал совет о мосте?",
        "橋はいくらですか",
        'bridge" OR "*" NEAR(cost) AND NOT title:x ^ - + {}',
        "SELECT * FROM articles; --",
        "the \0 bridge",
    ],
)
def test_any_question_gets_an_ordinary_answer(client: TestClient, question: str) -> None:
    assert ask(client, question)["status"] in ("answered", "not_found")


def test_half_a_character_does_no_harm(client: TestClient) -> None:
    for _ in range(2):
        body = b'{"question": "\\ud800 What will the Nessgate bridge cost?"}'
        response = client.post(
            "/api/ask", content=body, headers={"content-type": "application/json"}
        )
        assert response.json()["status"] == "answered"


def test_a_page_beyond_any_list_is_refused(client: TestClient) -> None:
    assert client.get("/api/articles", params={"offset": 10**20}).status_code == 422


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/ask", {}, 422),
        ("/api/ask", {"question": "x", "after": "yesterday"}, 422),
        ("/api/search", {"query": "x", "k": 0}, 422),
        ("/api/index", {"sources": ["/nowhere"]}, 400),
    ],
)
def test_bad_requests_are_told_what_is_wrong(
    client: TestClient, path: str, body: dict[str, Any], status: int
) -> None:
    response = client.post(path, json=body)
    assert response.status_code == status
    assert isinstance(response.json()["detail"], str)


def test_search_gives_passages_of_articles(client: TestClient) -> None:
    found = client.post("/api/search", json={"query": "the ferry to Skarn", "k": 1}).json()
    (passage,) = found["passages"]
    article = client.get(f"/api/articles/{passage['article_id']}").json()
    assert article["text"][passage["start"] : passage["end"]] == passage["text"]


def test_articles_are_listed_newest_first_and_found_by_title(client: TestClient) -> None:
    everything = client.get("/api/articles").json()
    assert [a["title"] for a in everything["articles"]] == ["The bridge", "The ferry"]
    found = client.get("/api/articles", params={"query": "FERRY"}).json()
    assert (found["total"], found["articles"][0]["title"]) == (1, "The ferry")
    assert client.get("/api/articles/0000000000000000").status_code == 404


def test_a_sync_is_started_watched_and_reported(client: TestClient, home: Path) -> None:
    (home / "storm.txt").write_text("The storm\n\nThe storm took the roof of the chapel.")
    assert client.post("/api/index", json={}).status_code == 202
    assert len(wait(client)["report"]["added"]) == 1
    (home / "storm.txt").unlink()
    client.post("/api/index")
    assert len(wait(client)["report"]["deleted"]) == 1


def wait(client: TestClient) -> dict[str, Any]:
    for _ in range(600):
        job: dict[str, Any] = client.get("/api/index").json()
        if job["state"] != "running":
            return job
        time.sleep(0.1)
    raise AssertionError("the sync did not end")


def test_another_site_cannot_make_the_browser_act(client: TestClient) -> None:
    for method in ("POST", "DELETE"):
        response = client.request(method, "/api/index", headers={"sec-fetch-site": "cross-site"})
        assert response.status_code == 403


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({"origin": "http://evil.example"}, True),
        ({"origin": "http://127.0.0.1:7861"}, True),
        ({"origin": "null"}, True),
        ({"sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:7861"}, True),
        ({"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1"}, True),
        ({"sec-fetch-site": "same-site", "origin": "http://127.0.0.1"}, False),
        ({"sec-fetch-site": "same-origin", "origin": "https://desk.example"}, False),
        ({"origin": "http://127.0.0.1"}, False),
        ({"origin": "http://127.0.0.1:80"}, False),
        ({"origin": "http://127.0.0.1:7860", "host": "127.0.0.1:7860"}, False),
        ({}, False),
    ],
)
def test_who_asks_is_told_by_what_the_browser_says(
    client: TestClient, headers: dict[str, str], refused: bool
) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        response = client.request(method, "/api/removed/none", headers=headers)
        assert (response.status_code == 403) is refused
    assert client.get("/api/health", headers=headers).status_code == 200


def test_nothing_can_be_stopped_where_nothing_runs(client: TestClient) -> None:
    before = client.get("/api/index").json()
    assert before["state"] != "running"
    assert client.delete("/api/index").json() == before


def test_a_foreign_name_for_this_machine_is_refused(client: TestClient) -> None:
    response = client.get("/api/health", headers={"host": "evil.example"})
    assert response.status_code == 400


def test_an_article_opens_with_its_sentence_marked(client: TestClient) -> None:
    (first, *_) = ask(client, "Who is the captain of the Havdis?")["citations"]
    keys = ("version", "start", "end")
    page = client.get(f"/article/{first['article_id']}", params={k: first[k] for k in keys})
    assert f'<mark id="cited">{first["quote"]}</mark>' in page.text
    assert (
        "script" not in page.headers["content-security-policy"]
        or "'none'" in (page.headers["content-security-policy"])
    )
    assert client.get("/article/0000000000000000").status_code == 404


def test_an_article_that_changed_or_went_says_so_where_it_is_cited(
    client: TestClient, home: Path
) -> None:
    file = home / "mill.md"
    file.write_text(MILL)
    client.post("/api/index")
    wait(client)
    (cited, *_) = ask(client, "What does the Kelda mill cost?")["citations"]
    address = f"/article/{cited['article_id']}"
    place = {key: cited[key] for key in ("version", "start", "end")}
    known = client.get(f"/api{address.replace('article', 'articles')}").json()
    assert (known["published"], known["dated"]) == ("2024-02-07", "file")
    assert "since this answer" not in client.get(address, params=place).text
    file.write_text(MILL.replace("31", "38"))
    client.post("/api/index")
    wait(client)
    changed = client.get(address, params=place).text
    assert "Changed since this answer" in changed
    assert 'changed to <q dir="auto">The Kelda mill costs 38 million crowns.</q>' in changed
    assert "<del>31 </del><ins>38 </ins>" in changed
    assert "since this answer" not in client.get(address).text
    file.unlink()
    client.post("/api/index")
    wait(client)
    gone = client.get(address, params=place).text
    assert "Deleted since this answer" in gone
    assert '<mark id="cited">The Kelda mill costs 31 million crowns.</mark>' in gone


def test_an_article_is_removed_left_out_and_let_in_again(client: TestClient, home: Path) -> None:
    (home / "quay.txt").write_text("The quay\n\nThe quay was sold to a cooper.")
    client.post("/api/index")
    (added,) = wait(client)["report"]["added"]
    assert client.delete(f"/api/articles/{added}").status_code == 204
    assert client.delete(f"/api/articles/{added}").status_code == 404
    (out,) = client.get("/api/removed").json()["removed"]
    assert (out["article_id"], out["title"]) == (added, "The quay")
    client.post("/api/index")
    assert wait(client)["report"]["left_out"] == 1
    assert client.delete(f"/api/removed/{added}").status_code == 204
    assert client.delete(f"/api/removed/{added}").status_code == 404
    client.post("/api/index")
    assert wait(client)["report"]["added"] == [added]
    (home / "quay.txt").unlink()
    client.post("/api/index")
    wait(client)


def test_what_a_job_asks_is_deleted_by_giving_it_back(
    client: TestClient, index: Index, tmp_path: Path
) -> None:
    files = towns(tmp_path / "towns")
    source = add(index.library, tmp_path / "towns")
    client.post("/api/index")
    wait(client)
    for file in files[1:]:
        file.unlink()
    client.post("/api/index")
    job = wait(client)
    assert (job["state"], job["error"], job["asks_mass_delete"]) == ("done", None, True)
    assert job["asks"] == [{"location": source.location, "going": 7, "held": 8}]
    assert job["report"]["asks"] == job["asks"]
    assert client.get("/api/sources").json()["sources"][-1]["asks"] == job["asks"][0]
    client.post("/api/index", json={"agreed": job["asks"]})
    job = wait(client)
    assert (len(job["report"]["deleted"]), job["asks_mass_delete"]) == (7, False)
    assert client.get("/api/sources").json()["sources"][-1]["asks"] is None
    client.delete(f"/api/sources/{source.id}")
    wait(client)


def test_what_a_gone_source_held_is_deleted_or_the_source_removed(
    client: TestClient, index: Index, home: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"Number {name}\n\nThe cooper has {name}.")
        add(index.library, tmp_path / name)
    client.post("/api/index")
    assert len(wait(client)["report"]["added"]) == 2
    for name in ("one", "two"):
        shutil.rmtree(tmp_path / name)
    client.post("/api/index")
    wait(client)
    first, *_, one, two = client.get("/api/sources").json()["sources"]
    assert (first["location"], first["gone"], first["failed"]) == (str(home), None, [])
    assert (one["gone"]["state"], one["gone"]["articles"]) == ("missing", 1)
    assert client.post("/api/index", json={"delete_gone": True}).status_code == 400
    client.post("/api/index", json={"sources": [one["location"]], "delete_gone": True})
    assert len(wait(client)["report"]["deleted"]) == 1
    assert client.delete(f"/api/sources/{two['id']}").status_code == 202
    assert len(wait(client)["report"]["deleted"]) == 1
    client.delete(f"/api/sources/{one['id']}")
    wait(client)
    assert [s["location"] for s in client.get("/api/sources").json()["sources"]] == [str(home)]
    assert client.delete(f"/api/sources/{two['id']}").status_code == 404
    assert client.delete(f"/api/sources/{first['id']}").status_code == 400
    foreign = {"sec-fetch-site": "cross-site"}
    assert client.delete(f"/api/sources/{first['id']}", headers=foreign).status_code == 403


def test_a_question_is_limited_to_an_article(client: TestClient) -> None:
    (first, *_) = ask(client, "Who is the captain of the Havdis?")["citations"]
    total = client.get("/api/articles").json()["total"]
    others = [
        article["article_id"]
        for article in client.get("/api/articles", params={"limit": total}).json()["articles"]
        if article["article_id"] != first["article_id"]
    ]
    body = {"question": "Who is the captain of the Havdis?", "articles": [first["article_id"]]}
    limited = client.post("/api/ask", json=body).json()
    assert {c["article_id"] for c in limited["citations"]} == {first["article_id"]}
    assert limited["searched"]["articles"] == 1
    elsewhere = client.post("/api/ask", json=body | {"articles": others[:1]}).json()
    assert first["article_id"] not in {c["article_id"] for c in elsewhere["citations"]}
