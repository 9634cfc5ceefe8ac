"""A few minutes of breath inside the open journal: the pacer alone; any key leaves, and the time ends by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters

from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.screen import ENOUGH, OpenScreen
from comfort_journal.ui.widgets.pacer import Leaves, Pacer

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace


class StepBreathScreen(OpenScreen[None]):
    """The pacer for some seconds, or for as long as one likes."""

    app = getters.app(HostApp)
    AUTO_FOCUS = None
    stands_on = ("Pacer",)
    guides = True

    def __init__(self, session: Workspace, seconds: float | None = None) -> None:
        """Breathe for ``seconds``, or without an end."""
        super().__init__(session)
        self._seconds = seconds

    def compose(self) -> ComposeResult:
        """Lay out the pacer."""
        chosen = self.session.settings
        yield Pacer(
            breath_in=chosen.breath_in,
            breath_out=chosen.breath_out,
            clock=self.app.clock,
            moves=chosen.moves,
            coming=self.app.sound,
        )
        yield Leaves()

    def on_mount(self) -> None:
        """Stay awake for the time, and leave when it is over."""
        self._until = None if self._seconds is None else self.app.clock() + self._seconds
        if self._seconds is not None:
            self.app.lookout.stay_awake(self, self._seconds)
        self.set_interval(0.25, self.leave_when_over)

    def on_unmount(self) -> None:
        """Let idle time count again."""
        self.app.lookout.as_usual(self)
        self.app.hush()

    def leave_when_over(self) -> None:
        """Leave once the time is over."""
        if self.is_active and self._until is not None and self.app.clock() >= self._until:
            self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Leave with any key, as the page says; those with Ctrl, and enough for today, close it with the journal."""
        if not event.key.startswith("ctrl+") and event.key not in self.app.keys_in_force(ENOUGH.id):
            event.stop()
            self.dismiss(None)

    def on_click(self) -> None:
        """Leave with the pointer too."""
        self.dismiss(None)
