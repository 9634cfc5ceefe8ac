"""Something is done to the whole vault: one line says how far it is, and it is never cut in half.

The work runs in a thread inside the session's one write, so a lock in the middle waits for its end behind the neutral
page. The thread touches no widget: it says how far it is, and at the end what came of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import getters, on, work
from textual.content import Content
from textual.message import Message

from comfort_journal.errors import ComfortError
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.wait_bar import SPOT, WaitBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.journal.maintenance import Care
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.open.vault.asking import Act

WIDEST = 40


class HowFar(WaitBar):
    """The line of a wait: a light wanders on it, where it may, until it is known how far the work is; then it fills."""

    part: float | None = None

    def fill(self, part: float) -> None:
        """Show that so much is done, 0..1."""
        self.part = part
        self.refresh()

    def render(self) -> Content:
        """Draw the line over the sentence."""
        if self.part is None and self._moves:
            return super().render()
        width = max(SPOT + 1, min(WIDEST, self.content_size.width))
        full = round(width * (self.part or 0))
        line = Content.assemble(Content.styled("━" * full, "$accent"), Content.styled("─" * (width - full), "$faint"))
        return Content("\n").join([line, Content(""), Content(self.sentence)])


class ProgressScreen(OpenScreen[Any]):
    """One piece of work on the vault; the result is what it returned, or the ComfortError that it raised."""

    CSS_PATH = "vault_screen.tcss"
    AUTO_FOCUS = None
    stands_on = ("HowFar",)

    app: getters.app[HostApp] = getters.app(HostApp)
    how_far = getters.query_one(HowFar)

    @dataclass
    class Heard(Message):
        """So many steps of so many are done."""

        done: int
        total: int

    @dataclass
    class Ended(Message):
        """The work is over."""

        outcome: Any

    def __init__(self, session: Workspace, doing: str, act: Act, *, seal_first: bool = False) -> None:
        """Say what is done; ``act`` blocks, wipes whatever secret it was made with, and tells how far it is."""
        super().__init__(session)
        self._doing, self._act, self._seal_first = doing, act, seal_first
        self._over: ProgressScreen.Ended | None = None
        self._told = -1

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield HowFar(self._doing, clock=self.app.clock, moves=self.app.settings.moves)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Begin."""
        self._work()

    @work(thread=True, group="vault-work", description="look after the vault")
    def _work(self) -> None:
        try:
            outcome = self.session.look_after(partial(self._do), seal_first=self._seal_first)
        except ComfortError as fault:
            outcome = fault
        self.post_message(self.Ended(outcome))

    def _do(self, care: Care) -> Any:  # noqa: ANN401  each door returns its own
        return self._act(care, self._hear)

    def _hear(self, done: int, total: int) -> None:
        part = 100 * done // total if total else 0
        if part != self._told:
            self._told = part
            self.post_message(self.Heard(done, total))

    @on(Heard)
    def _draw(self, event: Heard) -> None:
        if event.total:
            self.how_far.fill(min(1.0, event.done / event.total))

    @on(Ended)
    def _end(self, event: Ended) -> None:
        self._over = event
        self._leave()

    def on_screen_resume(self) -> None:
        """Leave if the work ended while another page lay over this one."""
        self._leave()

    def _leave(self) -> None:
        if self._over is not None and self.is_active:
            self.dismiss(self._over.outcome)
