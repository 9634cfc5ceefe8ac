"""A bare page of a session: the phase and the seconds that are left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from comfort_journal.partner import State
    from comfort_journal.settings import Settings


_WORDS: Final = {
    "rehearse": "Press any key once. This is how it stops.",
    "shown": "Stop. Gently apart.",
    "ready": "Begin when you like, or not at all.",
    "touch": "Softly. 1 comfortable, any other key stops.",
    "stop": "Stop. Gently apart.",
    "aftercare": "Rest. Breathe. Drink water. Keep warm.",
}


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
        words = _WORDS.get(state.stage if state.phase == "agreement" else state.phase, state.phase)
        left = "" if state.due is None else f"{max(0, int(state.due - now))} s"
        if words != self._word or left != self._left:
            self._word, self._left = words, left
            self.query_one("#phase", Static).update(words)
            self.query_one("#left", Static).update(left)

    def stopped(self, *, rehearsal: bool) -> None:
        """Paint the stop, the rehearsed one like a real one."""
        del rehearsal
        self._word, self._left = _WORDS["stop"], ""
        self.query_one("#phase", Static).update(self._word)
        self.query_one("#left", Static).update("")

    def breathe(self) -> None:
        """Show the breath cue; there is none here yet."""
