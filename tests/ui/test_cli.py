"""The command line, beside a real server; the first test has it in processes of its own."""

import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, closing, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TextIO

import httpx
import pytest
from piers import towns
from rich.console import Console

import ui
from assistant.answer import Answer, Searched
from assistant.conversations import Conversations
from ui import show, start
from ui.cli import main
from ui.settings import Settings

HEEDED = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
"""What a shell runs in the background ignores Ctrl-C, and so would what tests start there."""
COMMAND = [sys.executable, "-c", f"{HEEDED}from ui.start import main; main()"]
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

    def run(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """The command in this process, which saves the seconds that its imports take.

        Args:
            typed: what a person types at a terminal; without it there is none.
        """
        out, err, code = io.StringIO(), io.StringIO(), 0
        with pytest.MonkeyPatch.context() as patch, chdir(self.articles.parent), given(typed) as at:
            for name, value in self.environment.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", at)
            patch.setattr(sys, "argv", ["copydesk", *arguments])
            with redirect_stdout(out), redirect_stderr(err):
                try:
                    main()
                except SystemExit as ended:
                    code = int(ended.code or 0)
        return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())

    def run_apart(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command as a person runs it."""
        return subprocess.run(
            [*COMMAND, *arguments],
            env=self.environment,
            cwd=self.articles.parent,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def start(self, *arguments: str, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*COMMAND, *arguments],
            env=self.environment,
            cwd=self.articles.parent,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )


@contextmanager
def given(typed: str) -> Iterator[TextIO]:
    """A terminal at which that was typed; no terminal where nothing was."""
    if not typed:
        yield io.StringIO()
        return
    person, program = os.openpty()
    with os.fdopen(person, "w") as keys, os.fdopen(program) as terminal:
        keys.write(typed)
        keys.flush()
        yield terminal


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    desk.run("index")
    server = desk.start("serve", "--port", "0")
    assert server.stdout is not None
    found = re.search(r"http://\S+", server.stdout.readline())
    assert found is not None
    yield found.group()
    server.terminate()
    server.wait(30)
    server.stdout.close()


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    with serving(desk) as address:
        yield address


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    """A desk and its server, which takes seconds to start, for all that leave each other alone."""
    desk = Desk(tmp_path_factory.mktemp("beside"))
    with serving(desk) as address:
        yield desk, address


def test_index_then_ask_answers_with_a_quote(desk: Desk) -> None:
    report = json.loads(desk.run_apart("index", "--json").stdout)
    assert (len(report["added"]), report["embedded"], report["failed"]) == (2, 2, [])
    answer = json.loads(desk.run_apart("ask", "Who is the captain of the Havdis?", "--json").stdout)
    assert answer["status"] == "answered"
    assert answer["citations"][0]["quote"] == "The captain is Jorunn Aas."


def test_what_is_to_be_known_of_an_answer_is_printed_with_it(desk: Desk) -> None:
    assert desk.run("index").returncode == 0
    asked = desk.run("ask", "Who is the captain of the Havdis, according to The Guardian?")
    assert "There is no article from The Guardian" in asked.stdout


def test_each_step_and_its_time_are_told_where_that_is_asked_for(desk: Desk) -> None:
    assert re.search(r"indexing: \d+ ms", desk.run("index", "--verbose").stderr)
    question = "Who is the captain of the Havdis?"
    told = desk.run("ask", question, "--json", "--verbose")
    for step in ("reading the question", "searching", "reading closely"):
        assert re.search(rf"^{step}: \d+ ms$", told.stderr, re.MULTILINE)
    assert json.loads(told.stdout)["status"] == "answered"
    assert desk.run("ask", question).stderr == ""


def test_at_a_terminal_something_moves_until_there_is_an_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run("index")
    screen = io.StringIO()
    monkeypatch.setattr(show, "errors", Console(file=screen, force_terminal=True))
    asked = desk.run("ask", "Who is the captain of the Havdis?")
    assert show.LOOKING in screen.getvalue()
    assert asked.stdout.startswith("“")
    assert show.LOOKING not in asked.stdout + asked.stderr


def test_warnings_are_always_shown(desk: Desk) -> None:
    desk.run("index")
    desk.environment |= {
        "COPYDESK_MODEL": "openai:any",
        "COPYDESK_MODEL_URL": "http://127.0.0.1:9/v1",
        "OPENAI_API_KEY": "none",
    }
    asked = desk.run("ask", "Who is the captain of the Havdis?")
    assert asked.stderr.startswith("the model failed: ")
    assert "The model cannot be reached. These are quotes." in asked.stdout


def test_a_list_of_sources_says_what_of_each_could_not_be_read(desk: Desk) -> None:
    bad = desk.articles.parent / "bad.json"
    bad.write_text("{no")
    (desk.articles / "worse.json").write_text("[")
    desk.run("index")
    desk.run("index", str(bad))
    home, _, other = desk.run("sources", "list").stdout.partition(str(bad))
    assert "not taken in: 'worse.json' is not JSON" in home
    assert "not taken in:" in other
    assert "is not JSON" in other
    assert "worse" not in other
    listed = json.loads(desk.run("sources", "list", "--json").stdout)
    assert [[Path(one["source"]).name for one in source["failed"]] for source in listed] == [
        ["worse.json"],
        ["bad.json"],
    ]


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    assert desk.run("index", "--dry-run").stdout.startswith("Would be: 2 added")
    assert desk.run("index", "--dry-run").stdout.startswith("Would be: 2 added")


def test_what_a_dry_run_names_is_no_source_after_it(desk: Desk, tmp_path: Path) -> None:
    desk.run("index")
    other = tmp_path / "other"
    other.mkdir()
    (other / "pier.txt").write_text(
        "The pier\n\nThe pier of Vessby was sold for a crown on Friday."
    )
    told = desk.run("index", "--dry-run", str(other)).stdout
    assert told.startswith("Would be: 1 added")
    assert "embedded" not in told
    assert str(other) not in desk.run("sources", "list").stdout
    assert desk.run("index", "--dry-run", str(other), str(other)).returncode == 0
    assert desk.run("index", "--dry-run", str(other), str(tmp_path / "none")).returncode == 1
    assert str(other) not in desk.run("sources", "list").stdout
    assert desk.run("index").stdout.startswith("0 added, 0 changed, 0 deleted, 2 unchanged")
    assert desk.run("index", str(other)).stdout.startswith("1 added")
    desk.run("index", "--dry-run", str(other))
    assert str(other) in desk.run("sources", "list").stdout


def test_ctrl_c_while_it_imports_ends_it_without_a_traceback(monkeypatch) -> None:
    class Interrupted:
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setattr(ui, "cli", Interrupted())
    with pytest.raises(SystemExit) as ended:
        start.main()
    assert ended.value.code == 130


def test_ctrl_c_ends_a_server_with_a_line(desk: Desk) -> None:
    server = desk.start("serve", "--port", "0", "--every", "15m", stderr=subprocess.PIPE)
    assert server.stdout is not None
    assert "is ready at" in server.stdout.readline()
    assert server.stdout.readline() == "All known sources are read again every 15m.\n"
    server.send_signal(signal.SIGINT)
    _, said = server.communicate(timeout=60)
    assert (server.returncode, said.splitlines()[-1]) == (130, "Stopped.")
    assert "Traceback" not in said


def test_a_dry_run_says_that_it_would_ask_and_asks_nothing(desk: Desk) -> None:
    for number in range(8):
        (desk.articles / f"town-{number}.txt").write_text(f"Town {number}\n\nA town.")
    desk.run("index")
    for file in desk.articles.glob("town-*"):
        file.unlink()
    told = desk.run("index", "--dry-run").stdout
    assert "deleted: Town 0" in told
    assert "It would ask first: 8 of 10 articles of" in told
    asked = desk.run("index", "--dry-run", "--json")
    assert asked.returncode == 0
    assert json.loads(asked.stdout)["asks"] == [
        {"location": str(desk.articles), "going": 8, "held": 10}
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("index", "nowhere"), 1, "There is no folder or file 'nowhere'"),
        (("index", "http://127.0.0.1/a"), 1, "this machine itself"),
        (("sources", "remove", "nowhere"), 1, "is not a known source"),
        (("ask",), 2, "Missing argument"),
        (("serve", "--port", "99999"), 2, "65535"),
        (("serve", "--every", "30s"), 2, "'30s' is too short"),
        (("serve", "--every", "soon"), 2, "'soon' is no span of time"),
    ],
)
def test_bad_input_gets_a_message_and_a_code(
    desk: Desk, arguments: tuple[str, ...], code: int, message: str
) -> None:
    result = desk.run(*arguments)
    assert result.returncode == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_question_is_limited_to_publishers_and_days(desk: Desk) -> None:
    for name, publisher, day, cost in (
        ("a", "The Post", "2024-02-07", 214),
        ("b", "Herald", "2023-05-01", 238),
    ):
        article = {"title": f"Tower {name}", "publisher": publisher, "published": day}
        article["text"] = f"The Selja tower costs {cost} million crowns."
        (desk.articles / f"{name}.json").write_text(json.dumps(article))
    desk.run("index")

    def costs(*limits: str) -> list[str]:
        asked = desk.run("ask", "What does the Selja tower cost?", "--json", *limits)
        quotes = [cited["quote"] for cited in json.loads(asked.stdout)["citations"]]
        return [cost for cost in ("214", "238") if cost in " ".join(quotes)]

    assert costs() == ["214", "238"]
    assert costs("--publisher", "Herald") == ["238"]
    assert costs("--after", "January 2024") == ["214"]
    assert costs("--before", "2023") == ["238"]
    wrong = desk.run("ask", "What does it cost?", "--after", "blue")
    assert (wrong.returncode, "“blue” is no day or month" in wrong.stderr) == (1, True)


def test_a_question_to_a_running_server_is_limited_too(beside: tuple[Desk, str]) -> None:
    desk, _ = beside
    asked = desk.run("ask", "What does the bridge cost?", "--after", "2024-02", "--json")
    assert json.loads(asked.stdout)["searched"]["after"] == "2024-02-01"


def test_what_got_a_thumb_is_printed_line_by_line(desk: Desk) -> None:
    kept = Conversations(desk.articles.parent / "data")
    answer = Answer("What?", "What?", "not_found", 0.1, "Nothing.", Searched(2, None, None))
    conversation, turn = kept.add("somebody", None, "What?", answer)
    kept.add("somebody", conversation, "And why?", answer)
    kept.rate("somebody", conversation, turn.number, good=False, word="It does say")
    kept.close()
    (line,) = desk.run("feedback").stdout.splitlines()
    told = json.loads(line)
    assert (told["question"], told["good"], told["word"]) == ("What?", False, "It does say")
    assert told["answer"]["status"] == "not_found"
    assert "somebody" not in line


def test_an_earlier_text_stays_while_a_conversation_cites_it(desk: Desk) -> None:
    data = desk.articles.parent / "data"
    desk.run("index")
    asked = json.loads(desk.run("ask", "What does the Nessgate bridge cost?", "--json").stdout)
    kept = Conversations(data)
    conversation, _ = kept.add("somebody", None, "What?", Answer.from_json(asked))
    for name in ("bridge", "ferry"):
        (desk.articles / f"{name}.txt").write_text("Other\n\nIt is quite another text now.")
    desk.run("index")

    def texts() -> list[str]:
        with closing(sqlite3.connect(data / "library.sqlite3")) as db, db:
            db.execute("UPDATE versions SET retired = '2001' WHERE retired IS NOT NULL")
        desk.run("index")
        with closing(sqlite3.connect(data / "library.sqlite3")) as db:
            rows = db.execute("SELECT text FROM versions WHERE retired IS NOT NULL")
            return [text for (text,) in rows]

    assert texts() == [BRIDGE.partition("\n\n")[2]]
    kept.delete("somebody", conversation)
    kept.close()
    assert texts() == []


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


@pytest.mark.parametrize(
    ("model", "line"),
    [
        (
            "anthropic:claude-haiku-4-5",
            "with `pip install 'copydesk[anthropic]'`. These are quotes.",
        ),
        ("gguf:/none/small.gguf", "There is no model file /none/small.gguf;"),
        ("openai:gpt-5-mini", "needs a key; set OPENAI_API_KEY to yours. These are quotes."),
    ],
)
def test_where_the_model_cannot_be_used_the_quotes_are_the_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, model: str, line: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    desk.environment.pop("OPENAI_API_KEY", None)
    desk.run("index")
    desk.environment["COPYDESK_MODEL"] = model
    asked = desk.run("ask", "Who is the captain of the Havdis?")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "“The captain is Jorunn Aas.” [1]" in asked.stdout
    assert line in asked.stdout
    told = desk.run("models")
    assert (told.returncode, f"{model} is set, and does not answer." in told.stdout) == (1, True)


def test_a_checker_that_is_not_there_is_named(desk: Desk) -> None:
    assert (
        "What a chat model writes is checked by rules and by the packaged model;"
        in desk.run("models").stdout
    )
    desk.environment["COPYDESK_CHECKER"] = str(desk.articles / "absent")
    told = desk.run("models")
    assert told.returncode == 1
    assert f"The checker '{desk.articles / 'absent'}' could not be loaded" in told.stdout
    assert "leave it empty for the packaged one." in told.stdout
    assert json.loads(desk.run("models", "--json").stdout)["checker_problem"]


def test_a_model_without_a_provider_ends_in_a_message(desk: Desk) -> None:
    desk.environment["COPYDESK_MODEL"] = "gpt-5-mini"
    for command in (("ask", "Who is the captain of the Havdis?"), ("serve",)):
        result = desk.run(*command)
        assert result.returncode == 1
        assert "COPYDESK_MODEL is 'gpt-5-mini'; write provider:name" in result.stderr


def test_commands_beside_a_server_go_through_it(beside: tuple[Desk, str]) -> None:
    desk, address = beside
    (desk.articles / "storm.txt").write_text("The storm\n\nThe storm took the roof of Alda chapel.")
    report = json.loads(desk.run("index", "--json").stdout)
    assert len(report["added"]) == 1
    assert httpx.get(f"{address}/api/health").json()["articles"] == 3
    answer = json.loads(desk.run("ask", "What did the storm take?", "--json").stdout)
    assert answer["citations"][0]["quote"] == "The storm took the roof of Alda chapel."
    second = desk.run("serve")
    assert second.returncode == 1
    assert f"already serves this index at {address}" in second.stderr


def removed_while_another_lost_most(desk: Desk) -> list[str]:
    """The articles that go with a source, while most files of the home folder are gone."""
    other = desk.articles.parent / "other"
    other.mkdir()
    (other / "mill.txt").write_text("The mill\n\nThe mill of Kelda burnt down.")
    towns = [desk.articles / f"town-{number}.txt" for number in range(9)]
    for file in towns:
        file.write_text(f"{file.stem}\n\nA town.")
    assert desk.run("index", str(desk.articles), str(other)).returncode == 0
    for file in towns:
        file.unlink()
    home = desk.run("sources", "remove", str(desk.articles))
    assert (home.returncode, "set that to another folder" in home.stderr) == (1, True)
    removed = desk.run("sources", "remove", str(other), "--json")
    assert str(other) not in desk.run("sources", "list").stdout
    deleted: list[str] = json.loads(removed.stdout)["deleted"]
    return deleted


def asked_about(desk: Desk) -> None:
    """A source of which most would be deleted stops no other, at a terminal and without one."""
    other = desk.articles.parent / "other"
    files = towns(other, 9)
    (desk.articles / "closed.txt").write_text("Closed\n\nThe quay is closed.")
    desk.run("index", str(desk.articles), str(other))
    for file in (desk.articles / "closed.txt", *files[1:]):
        file.unlink()
    asks = f"Waiting for a yes: 8 of 9 articles of {other} would be deleted"

    told = desk.run("index", "--json")
    report = json.loads(told.stdout)
    assert (told.returncode, len(report["deleted"])) == (1, 1)
    assert report["asks"] == [{"location": str(other), "going": 8, "held": 9}]
    assert f"{asks}; nothing of it was changed." in told.stderr
    assert f"copydesk index --allow-mass-delete {other}` deletes them" in told.stderr

    (desk.articles / "mill.txt").write_text("The mill\n\nThe mill of Kelda burnt down.")
    told = desk.run("index")
    assert (told.returncode, told.stdout.startswith("1 added, 0 changed, 0 deleted")) == (1, True)
    assert f"{asks}; nothing of it was changed." in told.stderr
    assert f"{other}: {asks}" in desk.run("sources", "list").stdout
    assert json.loads(desk.run("sources", "list", "--json").stdout)[-1]["asks"] == report["asks"][0]

    no = desk.run("index", typed="n\n")
    assert (no.returncode, no.stdout.count("0 deleted")) == (1, 1)
    assert "Delete them?" in no.stderr
    (desk.articles / "mill.txt").unlink()
    yes = desk.run("index", typed="y\n")
    first, then = re.findall(r"\d+ deleted", yes.stdout)
    assert (yes.returncode, first, then) == (0, "1 deleted", "8 deleted")
    assert asks not in desk.run("sources", "list").stdout


def test_a_source_that_is_asked_about_stops_no_other(desk: Desk) -> None:
    asked_about(desk)


def test_a_source_that_is_asked_about_stops_no_other_beside_a_server(
    desk: Desk, address: str
) -> None:
    asked_about(desk)
    assert httpx.get(f"{address}/api/health").json()["articles"] == 3


def test_a_source_is_removed_without_a_look_at_the_others(desk: Desk) -> None:
    assert len(removed_while_another_lost_most(desk)) == 1


def test_a_source_is_removed_beside_a_server_too(desk: Desk, address: str) -> None:
    assert len(removed_while_another_lost_most(desk)) == 1
    assert httpx.get(f"{address}/api/health").json()["articles"] == 11


def test_the_help_names_every_setting(desk: Desk) -> None:
    told = desk.run("--help").stdout
    assert [name for name in Settings.model_fields if f"COPYDESK_{name.upper()}" not in told] == []


def test_a_taken_port_is_said(desk: Desk, beside: tuple[Desk, str]) -> None:
    port = beside[1].rpartition(":")[2]
    result = desk.run("serve", "--port", port)
    assert result.returncode == 1
    assert f"Port {port}" in result.stderr
    assert "--port" in result.stderr
