"""The command line: what a person or a script may ask for, and the exit code it gets."""

import sys

from comfort_journal import __version__


def main() -> None:
    """Say the version; the commands follow with the rooms they need."""
    sys.stdout.write(f"comfort-journal {__version__}\n")
