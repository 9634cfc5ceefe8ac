"""The program with one fault in it: entering the open journal fails, with words in the fault's hands."""

import sys

from comfort_journal.process import harden

harden()

from comfort_journal.cli import main  # noqa: E402  Textual reads the environment when it is imported
from comfort_journal.ui.open.home import start  # noqa: E402

words = sys.argv.pop(1)


def fail(*_given: object) -> None:
    """Fail while the journal is open."""
    raise ValueError(words)


start.start = fail  # type: ignore[assignment]
main()
