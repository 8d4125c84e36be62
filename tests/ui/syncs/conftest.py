"""Syncs beside a server: an index of three piers into which nothing has been taken yet."""

import pytest
from piers import piers


@pytest.fixture
def home(tmp_path):
    return piers(tmp_path / "articles")


@pytest.fixture
def index(make_index):
    return make_index()
