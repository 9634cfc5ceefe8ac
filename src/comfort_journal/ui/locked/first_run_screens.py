"""The first run says what this is on one short page, asks for a passphrase twice, and nothing else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.content.about import load_about
from comfort_journal.errors import ComfortError
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.choose_passphrase import ChoosePassphrase
from comfort_journal.ui.locked.screen_reader import LINES, typed_for
from comfort_journal.ui.locked.vault_place import place
from comfort_journal.ui.widgets.asks_secret import AsksSecret
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.passphrase_field import PassphraseField
from comfort_journal.ui.widgets.wait_bar import WaitBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.locked.services import LockApp

MAKING = "Making it takes a second or two, on purpose."

ON_WELCOME = actions.declare(
    "Welcome", Action("go-on", "enter,space", "Go on", "Choose a passphrase.", footer="go on", palette=False)
)
ON_PASSPHRASE = actions.declare(
    "A new passphrase",
    Action("read-again", "escape", "Back", "Read the first page again.", footer="back", palette=False),
)
_HERE = {action.id for action in ON_PASSPHRASE}


class Welcome(Screen[None]):
    """What this is, and where it will live."""

    app: LockApp
    CSS_PATH = "pages.tcss"
    ALLOW_SELECT = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (27, "-tall")]  # noqa: RUF012  Textual declares the type
    BINDINGS: ClassVar = actions.bindings(ON_WELCOME)
    _words = ""
    """The six words that were suggested, for whoever reads this page again."""

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(id="page"):
            said = load_about()
            yield Static(LINES.format(command=typed_for("comfort-journal")), id="lines", markup=False)
            yield Static(said.title, id="title", markup=False)
            for paragraph in (said.what, said.reflex, said.words, said.honest, said.first, said.kept):
                yield Static(paragraph, classes="paragraph", markup=False)
            yield Static(place(self.app.services.vault), id="place", markup=False)
            if self.app.messages:
                yield Static("\n".join(self.app.messages), id="message", markup=False)
        yield KeysFooter()

    def action_go_on(self) -> None:

        words, self._words = self._words, ""
        self.app.push_screen(NewPassphrase(words), self._come_back)

    def _come_back(self, words: str | None) -> None:
        self._words = words or ""


class NewPassphrase(AsksSecret, Screen[str]):
    """A passphrase, twice, with six words to take or leave."""

    app: LockApp
    CSS_PATH = "pages.tcss"
    AUTO_FOCUS = "PassphraseField"
    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(ON_PASSPHRASE)
    _making = False

    def __init__(self, words: str = "") -> None:
        """Suggest these words first, or six new ones; the result is what was suggested last."""
        super().__init__()
        self._words = words

    def action_read_again(self) -> None:
        self.dismiss(self.query_one(ChoosePassphrase).words)

    def why_not(self, action_id: str) -> str | None:
        """Say that what was begun is being finished."""
        return "One moment: it is being made." if self._making and action_id in _HERE else None

    def compose(self) -> ComposeResult:
        """Lay out the page; the words are from then on where they are shown."""
        from comfort_journal.vault.passphrase import FORGETTING  # noqa: PLC0415  not before the first paint

        words, self._words = self._words, ""
        with VerticalScroll(id="page", can_focus=False):
            yield Static("A passphrase of your own", id="title")
            key = self.app.shown_key
            way = f"{key('go-settings')}, then {key('look-after-vault')}"
            yield Static(FORGETTING.format(way=way), classes="paragraph", markup=False)
            yield ChoosePassphrase("Your passphrase", "Once more", clock=self.app.clock, words=words)
            yield Static("", id="message", markup=False, classes="-empty")
        yield KeysFooter()

    @on(ChoosePassphrase.Chosen)
    def _begin(self, event: ChoosePassphrase.Chosen) -> None:
        passphrase, again = event.lines
        again[:] = bytes(len(again))
        self._create(passphrase)

    @on(ChoosePassphrase.Said)
    def _say(self, event: ChoosePassphrase.Said) -> None:
        self.say(event.sentence)

    def say(self, sentence: str) -> None:
        """Show a sentence under the lines, and both in view."""
        message = self.query_one("#message", Static)
        message.update(sentence)
        message.set_class(not sentence, "-empty")
        self.query_one("#page", VerticalScroll).anchor()

    @work(exclusive=True, description="create")
    async def _create(self, passphrase: bytearray) -> None:
        """Make the vault off the screen's thread, wipe the passphrase, and go straight to the first entry."""
        page = self.query_one("#page")
        self._making = True
        waiting = WaitBar(MAKING, clock=self.app.clock, moves=self.app.settings.moves)
        page.display = self.query_one(KeysFooter).display = False
        await self.mount(waiting)
        try:
            opened = await asyncio.to_thread(self.app.services.create, passphrase)
        except ComfortError as fault:
            self._making = False
            await waiting.remove()
            page.display = self.query_one(KeysFooter).display = True
            self.set_focus(self.query_one(PassphraseField))
            self.say(str(fault))
        else:
            self.app.call_later(self.app.let_in, opened)
        finally:
            passphrase[:] = bytes(len(passphrase))
