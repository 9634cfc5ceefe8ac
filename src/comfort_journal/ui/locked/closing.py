"""Sealing an open journal happens once, in its own thread, however many reasons to close arrive at the same time."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError, NotSaved

if TYPE_CHECKING:
    from comfort_journal.ui.host import Sealable

PATIENCE = 2.0
"""Seconds that closing waits for a running write before it says that it is still saving."""


class Sealing:
    """One run of ``session.seal()``; ``fault`` is what kept it from sealing, once it is done."""

    def __init__(self, session: Sealable, *, save: bool = False) -> None:
        """Begin to seal at once; with ``save`` what is written becomes entries first."""
        self.fault: ComfortError | None = None
        self._seal = partial(session.seal, save=True) if save else session.seal
        self._done = threading.Event()
        threading.Thread(target=self._run, name="sealing", daemon=True).start()

    def wait(self, seconds: float | None = PATIENCE) -> bool:
        """Wait for the end, at most so many seconds (None: as long as it takes); True when it is done."""
        return self._done.wait(seconds)

    @property
    def sealed(self) -> bool:
        """Whether everything is on the disk."""
        return self._done.is_set() and self.fault is None

    def _run(self) -> None:
        try:
            self._seal()
        except ComfortError as fault:
            self.fault = fault
        except Exception:  # noqa: BLE001  whatever it was, the words are not sealed, and its text must not be shown
            self.fault = NotSaved("The note could not be saved.")
        finally:
            self._done.set()
