"""What was read from the library, kept for as long as nothing is written to it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

LEAST = 50
"""What remembering a key costs at least, in entries of eight bytes."""
Key = TypeVar("Key")
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """Values by key, those not asked for longest forgotten first; safe to use by several threads.

    Args:
        state: changes whenever what the values were read from does; then all are forgotten.
        most: what the sizes of the values may come to.
        size: of a value; one of less than `LEAST` counts as that, so that none is kept for nothing.
    """

    def __init__(
        self, state: Callable[[], object], most: int, size: Callable[[Value], int]
    ) -> None:
        self._state, self._most, self._size = state, most, size
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._held = 0
        self._at: object = None

    def get(
        self, keys: Iterable[Key], read: Callable[[list[Key]], Mapping[Key, Value]]
    ) -> dict[Key, Value]:
        """The values of keys, in their order.

        Args:
            read: gives those that are not remembered; a key without a value may be left out.
        """
        keys = list(keys)
        at = self._state()  # before anything is read: what is newer than it says is forgotten
        with self._lock:
            if at != self._at:
                self._kept.clear()
                self._held, self._at = 0, at
            found = {key: self._kept[key] for key in keys if key in self._kept}
            for key in found:
                self._kept.move_to_end(key)
        if missing := [key for key in keys if key not in found]:
            new = read(missing)
            found |= new
            with self._lock:
                if at == self._at:
                    self._keep(new)
        return {key: found[key] for key in keys if key in found}

    def _keep(self, new: Mapping[Key, Value]) -> None:
        for key, value in new.items():
            if key not in self._kept:
                self._held += max(self._size(value), LEAST)
                self._kept[key] = value
        while self._held > self._most:
            _, value = self._kept.popitem(last=False)
            self._held -= max(self._size(value), LEAST)
