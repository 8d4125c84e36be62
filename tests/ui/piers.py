"""Articles in a folder, and the patience to see what becomes of them."""

import time
from collections.abc import Callable
from pathlib import Path


def piers(folder: Path) -> Path:
    """A folder made with three articles in it."""
    folder.mkdir()
    for number in range(3):
        (folder / f"pier-{number}.txt").write_text(f"Pier {number}\n\nIt cost {number} crowns.")
    return folder


def towns(folder: Path, number: int = 8) -> list[Path]:
    """The files of a folder made with so many articles in it."""
    folder.mkdir()
    files = [folder / f"town-{n}.txt" for n in range(number)]
    for file in files:
        file.write_text(f"{file.stem}\n\nA town.")
    return files


def until(happened: Callable[[], object], seconds: float = 40.0) -> bool:
    """Whether something happens within so many seconds."""
    end = time.monotonic() + seconds
    while not (true := bool(happened())) and time.monotonic() < end:
        time.sleep(0.05)
    return true
