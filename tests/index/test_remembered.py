"""What is kept of a library is what the library holds."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from index.index import Index
from index.remembered import LEAST, Remembered


class Shelf:
    """Numbers by name, and which of them were read."""

    def __init__(self) -> None:
        self.state, self.values, self.asked = 0, {"a": 1, "b": 2, "c": 3}, []
        self.remembered = Remembered[str, int](lambda: self.state, 400, lambda value: 100 * value)

    def get(self, keys):
        return self.remembered.get(keys, self._read)

    def _read(self, keys):
        self.asked += keys
        return {key: self.values[key] for key in keys if key in self.values}


def test_what_is_remembered_is_not_read_again():
    shelf = Shelf()
    assert shelf.get("ba") == {"b": 2, "a": 1}
    assert list(shelf.get("bax")) == ["b", "a"]
    assert shelf.asked == ["b", "a", "x"]


def test_all_is_forgotten_when_the_state_changes():
    shelf = Shelf()
    shelf.get("a")
    shelf.state, shelf.values["a"] = 1, 9
    assert shelf.get("a") == {"a": 9}


def test_what_was_read_while_the_state_changed_is_not_kept():
    shelf = Shelf()

    def read(keys):
        shelf.state += 1
        shelf.get("b")  # somebody else sees the new state first
        return dict.fromkeys(keys, 7)

    assert shelf.remembered.get("a", read) == {"a": 7}
    assert shelf.get("a") == {"a": 1}


def test_what_was_not_asked_for_longest_is_forgotten_first():
    shelf = Shelf()
    shelf.get("ab")
    shelf.get("a")
    shelf.get("c")  # sizes 100, 200 and 300: more than 400
    shelf.asked.clear()
    shelf.get("ac")
    assert shelf.asked == []
    shelf.get("b")
    assert shelf.asked == ["b"]


def test_what_is_larger_than_the_whole_is_given_and_not_kept():
    shelf = Shelf()
    shelf.values["a"] = 5
    assert shelf.get("ab") == {"a": 5, "b": 2}
    shelf.asked.clear()
    shelf.get("b")
    assert shelf.asked == []


def test_a_library_has_another_state_after_each_commit_whoever_made_it(index: Index):
    database = index.library.database
    states = [database.state()]
    assert database.state() == states[0]
    with database.writing() as db:
        db.execute("INSERT INTO meta VALUES ('test', 'one')")
        states.append(database.state())  # not committed yet
    states.append(database.state())
    with closing(sqlite3.connect(database.path)) as other, other:
        other.execute("UPDATE meta SET value = 'two' WHERE key = 'test'")
    states.append(database.state())
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: database.state(), range(40))) == {states[-1]}
    assert states[0] == states[1]
    assert len(set(states)) == 3


def test_what_is_empty_is_forgotten_too():
    remembered = Remembered[int, list[int]](lambda: 0, 10 * LEAST, len)
    read = []

    def empty(keys):
        read.extend(keys)
        return {key: [] for key in keys}

    for key in range(11):
        remembered.get([key], empty)
    assert remembered.get([0, 10], empty) == {0: [], 10: []}
    assert read == [*range(11), 0]
