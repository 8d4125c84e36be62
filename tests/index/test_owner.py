import json
import os
import signal
import subprocess
import sys

import pytest

from index.errors import Busy, LibraryError
from index.owner import CARD, Ownership

HOLD = """
import sys
from pathlib import Path
from index.owner import Ownership
ownership = Ownership(Path(sys.argv[1]))
print(ownership.take(sys.argv[2]), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that owns `tmp_path`."""
    command = [sys.executable, "-c", HOLD, str(tmp_path), "http://127.0.0.1:1234"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as child:
        assert child.stdout.readline() == "True\n"
        yield child
        child.kill()


def test_an_owner_says_who_and_where_it_is(tmp_path):
    ownership = Ownership(tmp_path)
    assert ownership.take("http://127.0.0.1:7860")
    assert ownership.held
    assert ownership.other() == ownership.mine
    assert (ownership.mine.pid, ownership.mine.address) == (os.getpid(), "http://127.0.0.1:7860")
    ownership.release()
    assert (ownership.held, ownership.mine, ownership.other()) == (False, None, None)


def test_a_folder_that_cannot_be_written_is_named_and_given_up(tmp_path):
    (tmp_path / CARD).with_suffix(".new").mkdir()  # nothing can be written there
    ownership = Ownership(tmp_path)
    with pytest.raises(LibraryError, match=r"owner\.json cannot be written \(Is a directory\)"):
        ownership.take()
    assert (ownership.held, ownership.mine) == (False, None)


def test_only_its_own_user_reads_the_token(tmp_path):
    ownership = Ownership(tmp_path)
    ownership.take()
    assert (tmp_path / CARD).stat().st_mode & 0o777 == 0o600
    assert len(ownership.mine.token) >= 32
    ownership.release()


def test_taking_again_keeps_the_folder_and_changes_the_card(tmp_path):
    ownership = Ownership(tmp_path)
    ownership.take()
    assert ownership.take("http://127.0.0.1:1")
    assert ownership.other().address == "http://127.0.0.1:1"
    ownership.release()
    ownership.release()


def test_a_folder_has_one_owner_even_within_a_process(tmp_path):
    first, second = Ownership(tmp_path), Ownership(tmp_path)
    assert (first.take(), second.take(), second.held) == (True, False, False)
    second.release()
    assert second.other() == first.mine
    first.release()
    assert second.take()
    second.release()


def test_a_damaged_card_names_no_one(tmp_path):
    for content in ("", "{", "[]", "3", '{"pid": 1}', '{"pid": 1, "x": 2}', "\0"):
        (tmp_path / CARD).write_text(content)
        assert Ownership(tmp_path).other() is None


def test_another_process_is_seen_with_its_address(tmp_path, holder):
    ownership = Ownership(tmp_path)
    assert not ownership.take(wait=0.2)
    assert ownership.other().address == "http://127.0.0.1:1234"
    assert ownership.other().pid == holder.pid


def test_a_killed_owner_frees_the_folder(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    ownership = Ownership(tmp_path)
    assert ownership.take(wait=5)
    assert ownership.other().pid == os.getpid()
    ownership.release()


def test_an_owner_that_ends_frees_the_folder_for_one_that_waits(tmp_path, holder):
    ownership = Ownership(tmp_path)
    holder.stdin.close()
    assert ownership.take(wait=10)
    ownership.release()


def test_beside_an_owner_everything_is_searched_and_nothing_is_written(
    tmp_path, make_index, home, holder
):
    index = make_index(data=tmp_path)
    with pytest.raises(Busy, match="Another Copydesk"):
        index.sync()
    assert index.mirror_if_current() is None
    assert "Another Copydesk" in index.hindrance()
    assert len(index.sync(dry_run=True).added) == 3
    assert index.library.extent().articles == 0


def test_what_the_owner_indexed_is_found_beside_it_as_by_itself(tmp_path, make_index, holder):
    holder.stdin.close()
    owner = make_index(data=tmp_path)
    assert owner.ownership.take(wait=10)
    owner.sync()
    beside = make_index(data=tmp_path)
    assert not beside.ownership.held
    assert beside.keywords_only() is None
    for arms in ("dense", "keyword dense"):
        searches = (
            one.search.model_copy(update={"arms": frozenset(arms.split())})
            for one in (owner, beside)
        )
        own, other = (search.invoke("Who crosses the water by ferry?") for search in searches)
        assert [found.id for found in own] == [found.id for found in other]
        assert [found.metadata["similarity"] for found in own] == pytest.approx(
            [found.metadata["similarity"] for found in other]
        )
    assert owner.hindrance() is None


def test_the_card_is_never_half_written(tmp_path):
    ownership = Ownership(tmp_path)
    for number in range(50):
        ownership.take(f"http://127.0.0.1:{number}")
        assert json.loads((tmp_path / CARD).read_text())["address"].endswith(f":{number}")
    ownership.release()
