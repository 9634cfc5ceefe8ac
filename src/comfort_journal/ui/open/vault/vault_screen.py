"""The vault page: where the journal is kept, and what can be done about it; each line says what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.journal.outcomes import NO_VAULT
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.vault.menu import LINES, MenuLine, say_standing, why_not
from comfort_journal.ui.open.vault.message_screen import MessageScreen
from comfort_journal.ui.open.vault.messages import COPY_BESIDE
from comfort_journal.ui.open.vault.page_asking import PageAsking
from comfort_journal.ui.open.vault.tasks import VaultTasks
from comfort_journal.ui.places import REPORT
from comfort_journal.ui.widgets.cursor_list import CursorList
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.panes import Panes

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from comfort_journal.journal.maintenance import VaultStatus
    from comfort_journal.ui.open.core.workspace import Workspace

LOOKING = "Looking."
STATUS = "standing"
IN_DEMO = " In the demo these are the sample entries."

VAULT = actions.declare(
    "The vault",
    Action("vault-up", "up,k", "One up", "Go to the line above.", palette=False),
    Action("vault-down", "down,j", "One down", "Go to the line below.", palette=False),
    Action("vault-do", "enter", "Do it", "Do what the line under the cursor says.", "do it", palette=False),
    Action(
        "take-out-import",
        "u",
        "Take the import out again",
        "Remove what the last import brought, until this locks.",
        words="undo import",
        sense="undo",
    ),
    Action("leave-vault", "escape,q", "Back", "Go back.", "back", run="dismiss"),
)
LINE_BY_LINE = actions.declare(
    "The vault",
    *(
        Action(
            f"vault-{line.id}",
            "",
            line.name,
            line.explanation,
            run=f"do_line('{line.id}')",
            words=f"{line.words} vault journal",
            at="vault",
        )
        for line in LINES
        if line.id not in {STATUS, REPORT}  # that page is found as one of Numbers
    ),
)

NOT_IMPORTED = (
    "Nothing was imported since you unlocked. An earlier import goes out again in the shell, by the mark that it said: "
    "cj import --undo MARK"
)


class VaultLines(CursorList["MenuLine"]):
    """What can be done, one a line; what cannot be done now is dimmed."""

    dimmed: reactive[frozenset[str]] = reactive(frozenset())

    def group(self, item: MenuLine) -> str:
        """Return the group that the line belongs to."""
        return item.group

    def draw(self, item: MenuLine, *, under: bool) -> Content:
        """Draw its name."""
        back = " on $panel" if under else ""
        tone = "$muted" if item.id in self.dimmed else "$text"
        name = item.name.ljust(max(0, self.room - 2))
        return Content.assemble(
            Content.styled("▌ " if under else "  ", f"$accent{back}"), Content.styled(name, f"{tone}{back}")
        )


class VaultScreen(OpenScreen[None]):
    """How the vault stands, and what can be done."""

    CSS_PATH = "vault_screen.tcss"
    AUTO_FOCUS = "VaultLines"
    place = "settings"
    BINDINGS: ClassVar = actions.bindings(VAULT)
    UNBOUND: ClassVar = LINE_BY_LINE

    app: getters.app[HostApp] = getters.app(HostApp)
    lines = getters.query_one(VaultLines)

    @dataclass
    class Looked(Message):
        """How the vault stands now, and which other copies beside it may hold more."""

        standing: VaultStatus
        copies: tuple[Path, ...]

    def __init__(self, session: Workspace) -> None:
        """Open on how it stands."""
        super().__init__(session)
        self._standing: VaultStatus | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the lines over what the one under the cursor does."""
        told = VerticalScroll(Static(id="name", markup=False), Static(id="told", markup=False), can_focus=False)
        with Vertical(id="vault"):
            yield Static("Vault", id="title", markup=False)
            yield Static(id="offer", markup=False, classes="-empty")
            yield Panes(VaultLines(LINES), told, narrow="stacked")
            yield KeysFooter()

    def on_mount(self) -> None:
        """Look how it stands, and say what the first line does."""
        self._flow = VaultTasks(PageAsking(self.app, self.session), self.session)
        self.watch(self.lines, "cursor", self._tell_line)
        self._look()

    def say(self, sentence: str) -> None:
        """Say it beside or below the lines."""
        self.query_one("#told", Static).update(sentence)

    def action_vault_up(self) -> None:
        self.lines.cursor -= 1

    def action_vault_down(self) -> None:
        self.lines.cursor += 1

    def action_do_line(self, line_id: str) -> None:
        """Go to a line, and do what it says."""
        self.lines.cursor = [line.id for line in LINES].index(line_id)
        self.action_vault_do()

    @on(VaultLines.Clicked)
    def action_vault_do(self) -> None:
        line = self.lines.item
        reason = self._why_not(line)
        if reason is not None:
            self.say(reason)
        elif line.id == STATUS:
            self._look()
            if self._standing is not None and not self.query_one(Panes).beside:
                said = say_standing(self._standing, self.session.clock()).splitlines()
                self.app.push_screen(MessageScreen(self.session, line.name, said))
        elif line.id == REPORT:
            self.app.call_later(self.app.action_page_for_clinician)
        elif not self._busy:
            self._busy = True
            self._do(line)

    def why_not(self, action_id: str) -> str | None:
        """Say why there is no import to take out again."""
        if action_id == "take-out-import" and not self.session.imports:
            return NOT_IMPORTED
        return None

    def action_take_out_import(self) -> None:
        """Take the last import out again."""
        if self.session.imports and not self._busy:
            self._busy = True
            self._do(self.lines.item, "take-out")

    @work(group="vault", description="look after the vault")
    async def _do(self, line: MenuLine, task: str = "") -> None:
        try:
            said = await self._flow.do(task or line.id)
        except ComfortError as fault:
            said = str(fault)
        finally:
            self._busy = False
        self.say(said or self._explained(line))
        if said and not self._fits():
            self.app.push_screen(MessageScreen(self.session, line.name, [said]))
        self._look()

    def _fits(self) -> bool:
        """Tell whether the room beside or below the lines holds what is said."""
        told, room = self.query_one("#told", Static), self.query_one(".thing").size
        return told.get_content_height(room, self.size, room.width) <= room.height

    def _why_not(self, line: MenuLine) -> str | None:
        if self.session.journal.care is None:
            return NO_VAULT
        has_code = self._standing is None or self._standing.has_recovery
        return why_not(line, self.session.journal.why_read_only, has_code=has_code, demo=self.app.demo)

    def _explained(self, line: MenuLine) -> str:
        return line.explanation + (IN_DEMO if line.id == "export" and self.app.demo else "")

    def _tell_line(self) -> None:
        line = self.lines.item
        self.query_one("#name", Static).update(line.name)
        if line.id == STATUS:
            standing = self._standing
            nothing = LOOKING if self.session.journal.care is not None else NO_VAULT
            self.say(nothing if standing is None else say_standing(standing, self.session.clock()))
        else:
            self.say(self._why_not(line) or self._explained(line))

    @work(thread=True, exclusive=True, group="vault-look", description="look how the vault stands")
    def _look(self) -> None:
        care = self.session.journal.care
        if care is None:
            return
        try:
            copies = tuple(each.path for each in care.conflict_copies() if each.holds_more)
            self.post_message(self.Looked(care.standing(), copies))
        except ComfortError as fault:
            self.post_message(self.SaveFailed(str(fault)))

    @on(Looked)
    def _draw(self, event: Looked) -> None:
        self._standing, self._flow.copies = event.standing, event.copies
        self.lines.dimmed = frozenset(line.id for line in LINES if self._why_not(line) is not None)
        offer = self.query_one("#offer", Static)
        offer.set_class(not event.copies, "-empty")
        if event.copies:
            names = ", ".join(one_line(path.name) for path in event.copies)
            offer.update(COPY_BESIDE.format(names))
        if self.lines.item.id == STATUS:
            self.call_after_refresh(self._tell_line)  # what was said before has to be measured first
