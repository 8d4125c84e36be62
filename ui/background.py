"""What runs beside the server in a thread of its own."""

import threading


class Background:
    """Runs `run` from `start` to `stop`; a sync that it began goes on after that.

    Args:
        name: of the thread.
    """

    def __init__(self, name: str) -> None:
        self.stopped = threading.Event()
        self._thread = threading.Thread(target=self.run, name=name, daemon=True)

    def run(self) -> None:
        """What is done until `stopped` is set."""
        raise NotImplementedError

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for the end."""
        self.stopped.set()
        self._thread.join()
