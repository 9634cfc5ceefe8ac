"""One session as it is kept: under one id from the first hold on, and as an early end until it is over."""

from __future__ import annotations

import threading
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace as with_fields

from comfort_journal.content import load_programme
from comfort_journal.plan import practice
from comfort_journal.plan.ladder import Ladder
from comfort_journal.records.steps import STEPS, kind_of_step, size_of_step

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from comfort_journal.plan.practice import Event, StepState, Terms
    from comfort_journal.records import AnyRecord, Flag, Session
    from comfort_journal.ui.open.core.workspace import Workspace


def known_size(session: Workspace, step: str) -> str | None:
    """Return the size that a session at this step begins with, if the step is a size without a session so far."""
    asking, size = session.practice, size_of_step(step)
    practised = {found for past in asking.sessions() if (found := size_of_step(past.step))}
    return None if not size or size in practised else Ladder.of(asking.sizes).known_before(size, practised)


def terms_of(session: Workspace, step: str, *, size: str | None, tool: str | None, low: bool) -> Terms:
    """Return what a session at this step goes by; ``low`` ends every timer at its lower end."""
    asking, kind = session.practice, kind_of_step(step)
    number, numbers = asking.library.number, load_programme().step(kind)
    most = numbers.hold_least if low else numbers.hold_most or numbers.hold_least
    return practice.Terms(
        step=step,
        kind=kind,
        line=asking.line,
        least=numbers.hold_least,
        most=most,
        holds=None if STEPS[kind].asks_fading else numbers.holds or 1,
        place=number("ST-0", "place").seconds,
        breathe=number("ST-0", "breathe").seconds,
        wait=number("ST-3", "after_wait").seconds,
        still=session.settings.still_seconds,
        small=session.settings.small_seconds,
        size=size,
        tool=tool,
        known=known_size(session, step),
        known_most=min(number("ST-4", "known").seconds, most),
    )


class SessionRecorder:
    """A session that is going on or has just ended; ``clock`` is monotonic seconds."""

    def __init__(self, session: Workspace, terms: Terms, clock: Callable[[], float]) -> None:
        """Begin; nothing is kept before something was touched."""
        self.session, self._clock = session, clock
        self.state: StepState = practice.begin(terms)
        self._id = str(uuid.uuid4())
        self._started: datetime | None = None
        self._ended: datetime | None = None
        self._ended_on_clock: float | None = None
        self._noted: dict[str, Any] = {}
        self._writing = threading.Lock()

    def advance(self, event: Event) -> bool:
        """Let something happen; returns whether there is something new to keep."""
        before, self.state = self.state, practice.advance(self.state, event, self._clock())
        if self.state.touched and self._started is None:
            self._started = self.session.clock()
        if self.state.phase == "over" and self._ended is None:
            self._ended, self._ended_on_clock = self.session.clock(), self._clock()
        return self._started is not None and self.state != before

    def note(self, **fields: Any) -> None:  # noqa: ANN401  fields of two kinds of struct
        """Note what was said afterwards: ``tags`` and ``after`` count in the state, the rest in the record alone."""
        felt = {name: fields.pop(name) for name in ("tags", "after") if name in fields}
        self.state = replace(self.state, **felt)
        self._noted |= fields

    def take_sign_back(self) -> None:
        """Count an end for a sign that was not named in the end as the stop that it was."""
        self.state = replace(self.state, ended="stop")

    @property
    def since_contact(self) -> float:
        """Seconds since the session ended."""
        return 0.0 if self._ended_on_clock is None else self._clock() - self._ended_on_clock

    def record(self) -> Session | None:
        """Return the session as it stands now, or None while nothing was touched."""
        state = self.state
        if self._started is None:
            return None
        stamp = self.session.practice.stamp
        made = practice.record(
            state, self._clock(), id=self._id, started_at=stamp(self._started), ended_at=stamp(self._ended)
        )
        return with_fields(made, **self._noted)

    def keep(self, *flags: Flag) -> None:
        """Keep it as it stands, and signs with it; raises NotSaved. Blocks; the last to be written is the newest."""
        with self._writing:
            record = self.record()
            found: list[AnyRecord] = [*flags, *([record] if record is not None else [])]
            if found:
                self.session.practice.keep(*found)

    def keep_at_sealing(self, *flags: Flag) -> None:
        """Keep it and its signs as they stand while the journal is being sealed; raises NotSaved."""
        if (record := self.record()) is not None:
            self.session.journal.save(record, *flags)
