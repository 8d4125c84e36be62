"""What the README says of settings and commands is what there is."""

import re
from pathlib import Path

from ui.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_settings_is_that_of_the_class() -> None:
    rows = re.findall(r"^\| `COPYDESK_(\w+)` \| (.+?) \|", README, re.MULTILINE)
    fields = Settings.model_fields
    assert [name.lower() for name, _ in rows] == list(fields)
    assert [text for _, text in rows] == [field.description for field in fields.values()]


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_the_files_that_it_names_are_there() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
