"""The private page before the check-in timer: what the plan says today, what the timer is, and Enter.

It is open under every answer of the gate, and reads nothing else: a safety tool is never locked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.locked.app import LockedApp
from comfort_journal.ui.open.base import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.open.session import OpenSession

TO_CHECKIN = actions.declare(
    "Elsewhere",
    Action("to-check-in", "ctrl+o", "Check-in timer", "For any touch: it asks now and then, and any key stops it."),
)
"""Today and the plan offer it."""

ON_DOOR = actions.declare(
    "Before the check-in timer",
    Action("begin-check-in", "enter", "Begin", "Close the journal and go to the check-in timer.", "begin"),
    Action("leave-check-in-door", "escape", "Back", "Go back; nothing was begun.", "back", palette=False),
)


class CheckinDoor(OpenScreen[None]):
    """The plan's line of today, and the way to the timer."""

    CSS_PATH = "together.tcss"
    AUTO_FOCUS = None
    BINDINGS: ClassVar = actions.bindings(ON_DOOR)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012  Textual declares the type
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]  # noqa: RUF012  as above

    app = getters.app(LockedApp)

    def __init__(self, session: OpenSession) -> None:
        """Ask the gate for its line."""
        super().__init__(session)
        self._line = session.practice.assess().reason
        self._begun = False

    def compose(self) -> ComposeResult:
        """Lay out the line over what the timer is."""
        said = self.session.practice.library.sentences.checkin
        parts = [Content(self._line), Content(said.about), Content.styled(said.begin, "$muted")]
        with Vertical(id="column"):
            yield Static(said.title, id="title", markup=False)
            with VerticalScroll():
                yield Static(Content("\n\n").join(parts), id="page", markup=False)
            yield KeysFooter()

    def action_begin_check_in(self) -> None:
        """Hand over; what is being written is sealed on the way."""
        if not self._begun:
            self._begun = True
            self.app.call_later(self.app.hand_over, None)

    def action_leave_check_in_door(self) -> None:
        """Go back."""
        self.dismiss(None)
