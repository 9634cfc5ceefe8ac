"""The one refusal of the step with another person: whatever the reason, one sentence after one and the same time.

Whoever looks on learns nothing from it: neither the gate, nor what was answered, nor what was closed by its owner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Vertical
from textual.widgets import Static

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.key_names import FUNCTION_KEYS
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

DELAY = 2.0
"""Seconds from the key that asked until the sentence; longer than any way to it takes by itself."""
LOOK_EVERY = 0.1

ON_REFUSAL = actions.declare(
    "Not today",
    Action("leave-refusal", "enter,escape", "Back", "Go back, as any other key does.", "back", palette=False),
)


class RefusalScreen(OpenScreen[None]):
    """The sentence, and then any key leaves; ``since`` is when it was asked, on the app's clock."""

    CSS_PATH = "together.tcss"
    AUTO_FOCUS = None
    stands_on = ("#words",)
    BINDINGS: ClassVar = actions.bindings(ON_REFUSAL)

    app = getters.app(HostApp)
    words = getters.query_one("#words", Static)

    def __init__(self, session: Workspace, since: float) -> None:
        """Refuse what was asked at ``since``."""
        super().__init__(session)
        self._at = since + DELAY
        self.said = False

    def compose(self) -> ComposeResult:
        """Lay out a page that asks for a moment, the same whatever comes."""
        with Vertical():
            yield Static(self.session.practice.library.sentences.together.refusal_wait, id="words", markup=False)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Wait."""
        self.set_interval(LOOK_EVERY, self.look)
        self.look()

    def look(self) -> None:
        """Say it once it is time, and how to leave."""
        if not self.said and self.app.clock() >= self._at:
            self.said = True
            said = self.session.practice.library.sentences.together
            self.words.update(f"{said.refusal}\n\n{said.refusal_key}")
        self.query_one(KeysFooter).display = self.said

    def on_key(self, event: events.Key) -> None:
        """Leave with any key but the program's own; before the sentence stands there a key does nothing."""
        if event.key.startswith("ctrl+") or event.key in FUNCTION_KEYS:
            return
        event.stop()
        self._leave()

    def action_leave_refusal(self) -> None:
        """Leave by the keys that the footer names."""
        self._leave()

    def on_click(self) -> None:
        """Leave with the pointer too."""
        self._leave()

    def _leave(self) -> None:
        if self.said and self.is_current:
            self.dismiss(None)
