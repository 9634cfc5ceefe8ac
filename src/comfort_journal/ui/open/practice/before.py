"""What stands before a session at a step, and what the session then goes by; the gate alone says whether it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.plan.allowed import sizes_for_movement
from comfort_journal.records import programme_day
from comfort_journal.records.steps import size_of_step, traits_of
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.practice.session_recorder import SessionRecorder, terms_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.open.core.workspace import Workspace


class BeforeStep:
    """A step as things stand; ``chosen`` is the place of what the session will be with."""

    def __init__(self, session: Workspace, step: str) -> None:
        """Ask the gate, and find what was used the last time."""
        practice = session.practice
        self._session, self.step, self.traits = session, step, traits_of(step)
        self.called = one_line(practice.step_name(step))
        self.ask_gate()
        past = practice.sessions()
        self._past = [each for each in past if each.step == step]
        self.withs = self._choices()
        self.chosen = self._last_with()
        self.later = any(programme_day(each.started_at) == session.today for each in past)
        """Whether a session was had today: then one question is asked, and no more."""

    def ask_gate(self) -> None:
        """Ask whether the step is open now: what was answered may be hours old."""
        self._assessment = self._session.practice.assess()
        self.open = self._assessment.may(self.step) and not self.traits.together

    @property
    def reason(self) -> str:
        """Why it is closed."""
        closed = [shut.reason for shut in self._assessment.closed if shut.what == self.step]
        return closed[0] if closed else self._assessment.reason

    @property
    def past_today(self) -> bool:
        """Whether there was a session at this very step today."""
        return any(programme_day(past.started_at) == self._session.today for past in self._past)

    @property
    def with_said(self) -> str:
        """What the session will be with, as its owner calls it; nothing where there is no choice."""
        return one_line(self.withs[self.chosen][1]) if self.withs else ""

    def sitting(self, clock: Callable[[], float]) -> SessionRecorder:
        """Return a session that has not begun."""
        chosen = self.withs[self.chosen][0] if self.withs else None
        noted, tool = (chosen, None) if self.traits.notes_size else (None, chosen)
        size, low = size_of_step(self.step) or noted, self._assessment.timers == "low"
        return SessionRecorder(self._session, terms_of(self._session, self.step, size=size, tool=tool, low=low), clock)

    def _choices(self) -> list[tuple[str, str]]:
        """Return what the session may be with: the step's tools, or for movement the owner's sizes."""
        practice = self._session.practice
        if not self.traits.notes_size:
            return [(tool.key, tool.label) for tool in practice.library.step(self.traits.kind).tools]
        return [(each.id, each.label) for each in sizes_for_movement(self._assessment, practice.sizes)]

    def _last_with(self) -> int:
        keys = [key for key, _ in self.withs]
        used: list[str | None] = [past.size if self.traits.notes_size else past.tool for past in self._past]
        if self.traits.notes_size:
            used += [past.size for past in self._session.practice.sessions() if size_of_step(past.step)]
        return next((keys.index(key) for key in used if key in keys), 0)
