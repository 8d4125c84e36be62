"""Four hundred of the files of `benchmarks.fuzz`, over all kinds; there are two thousand there,
and those that take ten seconds until they are stopped."""

import pytest

from benchmarks.fuzz import GOOD, SLOWEST, files, fuzz

COUNT = 400
ROOM = 300_000_000
"""Bytes by which the process may grow."""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return fuzz(files(COUNT, slow=False), tmp_path_factory.mktemp("fuzz"))


def test_no_damaged_or_hostile_file_breaks_anything(report):
    assert report.wrong == []


def test_every_kind_was_tried(report):
    assert set(report.kinds) == set(GOOD)
    assert all(kind.files > 20 and kind.failures for kind in report.kinds.values())


def test_no_file_takes_long(report):
    assert max(kind.slowest for kind in report.kinds.values()) < SLOWEST + 1


def test_memory_stays_bounded(report):
    assert report.memory < ROOM
