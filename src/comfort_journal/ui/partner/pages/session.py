"""A bare page of a session: the phase and the seconds that are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from comfort_journal.partner import State
    from comfort_journal.settings import Settings


class SessionPage(Screen[None]):
    """Draws a session's state; it gets no keys."""

    ALLOW_SELECT = False
    AUTO_FOCUS = None

    def __init__(
        self, *, settings: Settings, phrases: Mapping[str, str], record: bool, clock: Callable[[], float]
    ) -> None:
        """Begin empty; ``phrases`` are the words to be said beforehand, ``record`` whether one is kept."""
        super().__init__()
        del settings, phrases, record, clock
        self._word = self._left = ""

    def compose(self) -> ComposeResult:
        """Lay out two lines."""
        yield Static("", id="phase", markup=False)
        yield Static("", id="left", markup=False)

    def show(self, state: State, now: float) -> None:
        """Draw the state at ``now``; called after every event and tick."""
        word = f"{state.phase} {state.stage}" if state.phase == "agreement" else state.phase
        left = "" if state.due is None else f"{max(0, int(state.due - now))} s"
        if word != self._word or left != self._left:
            self._word, self._left = word, left
            self.query_one("#phase", Static).update(word)
            self.query_one("#left", Static).update(left)

    def stopped(self, *, rehearsal: bool) -> None:
        """Paint the stop, the rehearsed one like a real one."""
        del rehearsal
        self._word, self._left = "Stop.", ""
        self.query_one("#phase", Static).update("Stop. Apart, gently.")
        self.query_one("#left", Static).update("")

    def breathe(self) -> None:
        """Show the breath cue; there is none here yet."""
