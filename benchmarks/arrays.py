"""Arrays that belong together, in one file."""

from pathlib import Path
from typing import Self

import numpy as np


class Arrays:
    """What a dataclass with slots that is one of these consists of are arrays."""

    __slots__: tuple[str, ...] = ()

    def save(self, path: Path) -> None:
        """Write them to a file, each under its name."""
        named = {name: getattr(self, name) for name in self.__slots__}
        np.savez_compressed(path, allow_pickle=False, **named)

    @classmethod
    def load(cls, path: Path) -> Self:
        """What was written."""
        with np.load(path) as kept:
            return cls(**{name: kept[name] for name in kept.files})
