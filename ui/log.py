"""What is logged, on the terminal: warnings always, with --verbose each step too."""

import logging

from ui.show import errors

OURS = ("assistant", "index", "ui")


class Terminal(logging.Handler):
    """Writes to standard error, above a progress bar where there is one."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, with what was raised where something was."""
        errors.print(self.format(record), markup=False)


def log_to_terminal(*, verbose: bool = False) -> None:
    """Show what is logged; of other packages warnings alone."""
    root = logging.getLogger()
    if not any(isinstance(handler, Terminal) for handler in root.handlers):
        root.addHandler(Terminal())
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO if verbose else logging.NOTSET)
