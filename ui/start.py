"""The command `copydesk`: what it imports takes seconds, in which Ctrl-C ends it quietly too."""

import sys

INTERRUPTED = 130
"""What a shell gives a command that Ctrl-C ended."""


def main() -> None:
    """Run the command line."""
    try:
        from ui import cli  # noqa: PLC0415 - takes seconds

        cli.main()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
