"""A new recovery code is shown before it comes into force and once after; then it may be tried from the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.vault.messages import IN_FORCE, YOUR_CODE
from comfort_journal.ui.open.vault.progress_screen import ProgressScreen
from comfort_journal.ui.open.vault.secret_screen import AskSecret
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.vault.recovery import ABOUT_CODE, CODE_OPENS, in_groups

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.journal.maintenance import Care
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.open.vault.asking import Act

NOW = "It is in force now."
TRY_IT = "Type it from the paper once, if you like: then you know that it is right. It goes on working afterwards."
HOW = "Capitals, spaces and hyphens do not matter."
TRYING = "Trying the code."
_IN_A_ROW = 4

ON_CODE = actions.declare(
    "A new recovery code",
    Action("practise-code", "enter", "Try it", "Type the code from the paper.", "try it", palette=False),
    Action("leave-code", "escape", "Done", "Leave; the code is not shown again.", "done", palette=False),
)


def ask_code(session: Workspace, said: str = "") -> AskSecret:
    """Return the page that asks for a recovery code."""
    return AskSecret(session, "The recovery code", HOW, "The code on your paper", said=said, is_code=True)


class RecoveryCodeScreen(OpenScreen[bool]):
    """The code, in 8 groups of 4; the screen's result is whether to go on with it."""

    CSS_PATH = "vault_screen.tcss"
    AUTO_FOCUS = None
    BINDINGS: ClassVar = actions.bindings(ON_CODE)

    app: getters.app[HostApp] = getters.app(HostApp)
    code = getters.query_one("#code", Static)

    def __init__(self, session: Workspace, code: str, *, in_force: bool = True) -> None:
        """Show a code; once it is ``in_force`` it can be tried."""
        super().__init__(session)
        self._code, self._in_force = code, in_force

    def compose(self) -> ComposeResult:
        """Lay out the code under what to know about it."""
        with VerticalScroll(id="page"):
            yield Static(YOUR_CODE, id="title", markup=False)
            yield Static(in_rows(self._code), id="code", markup=False)
            yield Static(f"{NOW} {TRY_IT}" if self._in_force else IN_FORCE, id="said", markup=False)
            yield Static(ABOUT_CODE, classes="paragraph", markup=False)
            yield KeysFooter()

    def say(self, sentence: str) -> None:
        """Say it under the code, in view in the smallest window."""
        self.query_one("#said", Static).update(sentence)

    def footer_word(self, action_id: str) -> str | None:
        """Call the keys what they do while the code is not in force: it is brought into force, or left."""
        return None if self._in_force else {"practise-code": "go on", "leave-code": "not now"}.get(action_id)

    def action_practise_code(self) -> None:
        """Have it typed from the paper, once it is in force; else go on."""
        if self._in_force:
            self._try()
        else:
            self._leave(go_on=True)

    @work(exclusive=True, group="try", description="try a code")
    async def _try(self) -> None:
        """Type it from the paper, with the code out of sight."""
        said = await try_code(self.session, self.app)
        if said:
            self.say(said)

    def action_leave_code(self) -> None:
        self._leave(go_on=self._in_force)

    def _leave(self, *, go_on: bool) -> None:
        """Leave the code in no widget."""
        self._code = ""
        self.code.update("")
        self.dismiss(go_on)


async def try_code(session: Workspace, app: HostApp) -> str:
    """Ask for the code until it opens the journal; returns what to say, nothing when it was left out."""
    said = ""
    while (typed := await app.push_screen_wait(ask_code(session, said))) is not None:
        outcome = await app.push_screen_wait(ProgressScreen(session, TRYING, trying(typed[0])))
        if not isinstance(outcome, ComfortError):
            return CODE_OPENS
        said = str(outcome)
    return ""


def trying(code: bytearray) -> Act:
    """Return what tries a code, and wipes it."""

    def act(care: Care, _hear: object) -> None:
        try:
            care.try_code(code)
        finally:
            code[:] = bytes(len(code))

    return act


def in_rows(code: str) -> Content:
    """Return the code as it is written down: groups of four, four in a row."""
    groups = in_groups(code).split()
    rows = (groups[start : start + _IN_A_ROW] for start in range(0, len(groups), _IN_A_ROW))
    return Content("\n").join(Content.styled("  ".join(row), "$accent") for row in rows)
