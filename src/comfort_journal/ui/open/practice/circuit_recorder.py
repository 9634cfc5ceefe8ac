"""A circuit under way and what is kept of it: under one id from its second part on, as far as it came."""

from __future__ import annotations

import contextlib
import uuid
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError
from comfort_journal.plan import circuit
from comfort_journal.records import Circuit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.open.practice.circuit_parts import Station


class CircuitRecorder:
    """One circuit; ``clock`` is monotonic seconds."""

    def __init__(self, session: Workspace, stations: Sequence[Station], clock: Callable[[], float]) -> None:
        """Begin with the first of at least one part."""
        self._session, self._clock = session, clock
        self._id, self._started = str(uuid.uuid4()), session.practice.stamp()
        self._ended: str | None = None
        self.run = circuit.begin(tuple(each.leg for each in stations), session.settings.settle_seconds, clock())

    def advance(self, event: circuit.Event) -> None:
        """Let something happen."""
        self.run = circuit.advance(self.run, event, self._clock())
        if self.run.over and self._ended is None:
            self._ended = self._session.practice.stamp()

    def record(self) -> Circuit | None:
        """Return what was done up to now, or None where that is nothing; may be called from any thread."""
        parts = circuit.recorded(self.run, self._clock())
        if not parts:
            return None
        ended = self._ended or self._session.practice.stamp()
        return Circuit(id=self._id, started_at=self._started, ended_at=ended, parts=parts, attested=False, dry=None)

    def keep(self) -> Circuit | None:
        """Keep what was done, and return it; raises NotSaved. Blocks."""
        record = self.record()
        if record is not None:
            self._session.practice.keep(record)
        return record

    def keep_at_sealing(self) -> None:
        """Keep what was done up to this moment; the journal is about to close and lets nobody else write."""
        if (record := self.record()) is not None:
            with contextlib.suppress(ComfortError):
                self._session.journal.save(record)
