"""The command line, as processes of its own beside a real server."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

COMMAND = [sys.executable, "-c", "from ui.cli import main; main()"]
BRIDGE = "The bridge\n\nThe council approved the Nessgate bridge on Monday. It costs 214 million."
FERRY = "The ferry\n\nThe ferry Havdis sails to Skarn at six. The captain is Jorunn Aas."


class Desk:
    """A folder of articles, a data folder, and the command run on them."""

    def __init__(self, folder: Path) -> None:
        self.articles = folder / "articles"
        self.articles.mkdir()
        (self.articles / "bridge.txt").write_text(BRIDGE)
        (self.articles / "ferry.txt").write_text(FERRY)
        self.environment = os.environ | {
            "COPYDESK_ARTICLES": str(self.articles),
            "COPYDESK_DATA": str(folder / "data"),
        }

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *arguments],
            env=self.environment,
            cwd=self.articles.parent,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*COMMAND, *arguments],
            env=self.environment,
            cwd=self.articles.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    desk.run("index")
    server = desk.start("serve", "--port", "0")
    assert server.stdout is not None
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found is not None
    yield found.group()
    server.terminate()
    server.wait(30)
    server.stdout.close()


def test_index_then_ask_answers_with_a_quote(desk: Desk) -> None:
    report = json.loads(desk.run("index", "--json").stdout)
    assert (len(report["added"]), report["embedded"], report["failed"]) == (2, 2, [])
    answer = json.loads(desk.run("ask", "Who is the captain of the Havdis?", "--json").stdout)
    assert answer["status"] == "answered"
    assert answer["citations"][0]["quote"] == "The captain is Jorunn Aas."


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    assert desk.run("index", "--dry-run").stdout.startswith("Would be: 2 added")
    assert desk.run("index", "--dry-run").stdout.startswith("Would be: 2 added")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("index", "nowhere"), 1, "There is no folder or file 'nowhere'"),
        (("index", "https://news.example/a"), 1, "is a web address"),
        (("sources", "remove", "nowhere"), 1, "is not a known source"),
        (("ask",), 2, "Missing argument"),
        (("serve", "--port", "99999"), 2, "65535"),
    ],
)
def test_bad_input_gets_a_message_and_a_code(
    desk: Desk, arguments: tuple[str, ...], code: int, message: str
) -> None:
    result = desk.run(*arguments)
    assert result.returncode == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_setting_that_makes_no_sense_is_named(desk: Desk) -> None:
    (desk.articles.parent / "file").write_text("not a folder")
    desk.environment["COPYDESK_DATA"] = str(desk.articles.parent / "file")
    result = desk.run("index")
    assert result.returncode == 1
    assert "COPYDESK_DATA" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_reranker_that_is_not_there_is_named(desk: Desk) -> None:
    desk.environment["COPYDESK_RERANKER"] = str(desk.articles / "absent")
    assert desk.run("index").returncode == 0
    result = desk.run("ask", "Who is the captain of the Havdis?")
    assert result.returncode == 1
    assert f"The reranker '{desk.articles / 'absent'}' could not be loaded" in result.stderr
    assert "Set COPYDESK_RERANKER" in result.stderr
    assert "Traceback" not in result.stderr


def test_commands_beside_a_server_go_through_it(desk: Desk, address: str) -> None:
    (desk.articles / "storm.txt").write_text("The storm\n\nThe storm took the roof of Alda chapel.")
    report = json.loads(desk.run("index", "--json").stdout)
    assert len(report["added"]) == 1
    assert httpx.get(f"{address}/api/health").json()["articles"] == 3
    answer = json.loads(desk.run("ask", "What did the storm take?", "--json").stdout)
    assert answer["citations"][0]["quote"] == "The storm took the roof of Alda chapel."
    second = desk.run("serve")
    assert second.returncode == 1
    assert f"already serves this index at {address}" in second.stderr


def test_a_taken_port_is_said(desk: Desk, address: str, tmp_path: Path) -> None:
    desk.environment["COPYDESK_DATA"] = str(tmp_path / "other")
    port = address.rpartition(":")[2]
    result = desk.run("serve", "--port", port)
    assert result.returncode == 1
    assert f"Port {port}" in result.stderr
    assert "--port" in result.stderr
