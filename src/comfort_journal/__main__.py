"""``python -m comfort_journal`` is the same program as ``comfort-journal``."""

from comfort_journal.cli import main

if __name__ == "__main__":
    main()
