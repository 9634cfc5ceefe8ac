"""What an import would bring, before anything is changed: how much, of which days, how it begins, what stays out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from comfort_journal.journal import importing
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.vault.import_report import report, why_not
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.row_list import STAR

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.journal.importing import Found, Sorted
    from comfort_journal.ui.open.core.workspace import Workspace

_TAKING = (
    Action(
        "take-import",
        "enter",
        "Take it in",
        "Take in what is new. One key takes it out again.",
        "import",
        words="import bring add",
    ),
    Action("take-deleted", "A", "The deleted ones too", "Also bring back what was deleted.", "deleted ones too"),
)
ON_IMPORT = actions.declare(
    "What an import would bring",
    *_TAKING,
    Action("import-zone", "Z", "Another zone", "Read its times by the clock of another place.", "another zone"),
    Action("leave-import", "escape,q", "Not now", "Leave the journal as it is.", "back", palette=False),
)


class ImportScreen(OpenScreen["str | None"]):
    """The report of an import; the result is ``new``, or ``all`` with the deleted ones, None for nothing.

    ``zone`` asks for it to be read anew by the clock of another zone than ``zone`` ("": this computer's).
    """

    CSS_PATH = "vault_screen.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar = actions.bindings(ON_IMPORT)

    def __init__(self, session: Workspace, found: Found, sorted_out: Sorted, zone: str = "") -> None:
        """Show what was found in a source, sorted by what the journal knows of it."""
        super().__init__(session)
        self._found, self._sorted, self._zone = found, sorted_out, zone

    def compose(self) -> ComposeResult:
        """Lay out the report, a paragraph each."""
        with VerticalScroll(id="page"):
            yield Static("What would come in", id="title", markup=False)
            other = f"{self.app.shown_key('import-zone')} takes another"
            zone = importing.say_zone(self._found.imported, self._zone, other)
            for said in (*report(self._found, self._sorted, STAR), *filter(None, [zone])):
                yield Static(said, classes="paragraph", markup=False)
        yield KeysFooter()

    def footer_word(self, action_id: str) -> str | None:
        """Name no key that can do nothing here."""
        return "" if self.why_not(action_id) else None

    def why_not(self, action_id: str) -> str | None:
        """Say why something cannot be taken in."""
        return why_not(action_id, self._found, self._sorted)

    def action_take_import(self) -> None:
        self.dismiss("new")

    def action_take_deleted(self) -> None:
        self.dismiss("all")

    def action_import_zone(self) -> None:
        self.dismiss("zone")

    def action_leave_import(self) -> None:
        self.dismiss(None)
