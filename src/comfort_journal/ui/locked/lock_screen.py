"""The lock screen asks for the passphrase and says nothing about what it opens.

However often a passphrase is wrong, nothing is counted, delayed or destroyed.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.errors import ComfortError, InUse, WrongPassphrase
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.locked.screen_reader import LINES, typed_for
from comfort_journal.ui.places import ANYWHERE
from comfort_journal.ui.widgets.asks_secret import DOES_NOT_FIT, AsksSecret
from comfort_journal.ui.widgets.link import Word
from comfort_journal.ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.locked.services import LockApp
    from comfort_journal.ui.widgets.wait_bar import WaitBar

SLOW = "This takes a second or two, on purpose."
VERY_SLOW = "This may take long: there is little free memory."
TIDYING = "Now and then the file is put in order. Some seconds more."
WRONG = f"{DOES_NOT_FIT} Try again, as often as you like."
IN_CAPITALS = "All its letters were capitals. Is Caps Lock on?"
STILL_WRONG = f"{WRONG} Caps Lock or keyboard layout? Else a backup may open."
BY_CODE = "With a recovery code on paper, {key} opens it."
SURE_AFTER = 5
"""Tries after which other causes are named: a changed key slot cannot be told from a wrong passphrase."""
ELSEWHERE = "Already open in another window{by}. A line can still be written here with {key}."

WORDS_IN_A_ROW = 72
"""Columns that the row of words takes."""

ON_LOCK = actions.declare(
    "Locked",
    Action(
        "write-line",
        "f2",
        "Write one line",
        "Write one line without unlocking; it waits inside.",
        sense="write",
    ),
    Action("seal-number", "f4", "Number 0-10", "Give a number without unlocking; it waits inside."),
    Action(
        "check-in-timer",
        "f5",
        "Check-in timer",
        "For touch, alone or together: it asks; any other key stops it.",
        sense="check-in",
    ),
    Action("use-code", "ctrl+r", "Recovery code", "Forgotten: open by the recovery code on paper."),
)

ON_WORDS = {
    "write-line": "write_line",
    "seal-number": "seal_number",
    "breathe": "breathe",
    "check-in-timer": "check_in_timer",
    "help": "app.help",
    "quit": "app.save_and_quit",
    "find": "app.palette",
}
"""What each word does, by its id."""


class LockScreen(AsksSecret, Screen[None]):
    """One word, one field, and what can be done without a passphrase."""

    class Tidying(Message):
        """The passphrase was right, and the file is written anew before the journal is shown."""

    app: LockApp
    AUTO_FOCUS = "PassphraseField"
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WORDS_IN_A_ROW, "-wide")]  # noqa: RUF012  Textual declares the type
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012  as above
    BINDINGS: ClassVar = actions.bindings((*ON_LOCK, *ANYWHERE))

    def __init__(self) -> None:
        """Begin without a wrong try; counting them limits nothing. A window with room is styled once."""
        super().__init__(classes="-wide -high")
        self._wrong = 0
        self._asked_of_capitals = False

    def update_node_styles(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002  Textual's signature
        """Style nothing a second time before it was ever seen: each part has its style from when it was made."""
        if self.container_size:
            super().update_node_styles(animate)

    @on(events.Resize)
    def _take_no_old_size(self, event: events.Resize) -> None:
        """Let a size that holds no longer lay out nothing: at the start two would answer each other for ever."""
        if event.size != self.app.size:
            event.prevent_default()

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with Vertical(id="door"):
            yield Static(self.app.settings.title, id="title", markup=False)
            yield PassphraseField("Passphrase", id="passphrase")
            yield Static("\n".join(self.app.messages), id="message", markup=False)
        with Vertical(id="words"):
            with Horizontal(classes="row"):
                with Horizontal(classes="words"):
                    yield Word("write one line", key=self.app.shown_key("write-line"), id="write-line")
                    yield Word("number 0-10", key=self.app.shown_key("seal-number"), id="seal-number")
                with Horizontal(classes="words"):
                    yield Word("check-in timer", key=self.app.shown_key("check-in-timer"), id="check-in-timer")
                    yield Word("breathe", key=self.app.shown_key("breathe"), id="breathe")
            with Horizontal(classes="row words"):
                yield Word("help", key=self.app.shown_key("help"), id="help")
                if self.app.takes_two("save-and-quit"):
                    yield Word("find", key=self.app.shown_key(actions.FINDER), id="find")
                else:
                    yield Word("quit", key=self.app.shown_key("save-and-quit"), id="quit")

    def on_mount(self) -> None:
        """Once the page is there, see whether it is read aloud: then plain lines are named in its first line."""
        self.call_after_refresh(self._name_lines)

    @work(description="see whether a screen reader is in use")
    async def _name_lines(self) -> None:
        if await asyncio.to_thread(self.app.services.is_read_aloud):
            said = LINES.format(command=await asyncio.to_thread(typed_for, "cj"))
            await self.mount(Static(said, id="lines", markup=False), before="#door")

    def say(self, sentence: str, *, caution: bool = False) -> None:
        """Show one sentence under the field."""
        message = self.query_one("#message", Static)
        message.set_class(caution, "-caution")
        message.update(sentence)

    def start_over(self) -> None:
        """Forget a half-typed passphrase."""
        self.query_one(PassphraseField).wipe()
        if self._asked_of_capitals:
            self._asked_of_capitals = False
            self.say("")

    @on(PassphraseField.Typed)
    def _look_at_capitals(self) -> None:
        """Ask about Caps Lock while all letters are capitals, and no longer."""
        asks = bool(said := self.query_one(PassphraseField).about_capitals)
        if asks is not self._asked_of_capitals:
            self._asked_of_capitals = asks
            self.say(said)

    @on(PassphraseField.Submitted)
    def _knock(self, event: PassphraseField.Submitted) -> None:
        passphrase = event.field.take()
        if passphrase:
            self._unlock(passphrase)

    @work(exclusive=True, description="unlock")
    async def _unlock(self, passphrase: bytearray) -> None:
        """Try the passphrase off the screen's thread, and wipe it whatever happens."""
        waiting = await self._begin_to_wait()
        try:
            if await asyncio.to_thread(self._is_slow_here):
                waiting.say(VERY_SLOW)
            tidying = partial(self.post_message, self.Tidying())
            opened = await asyncio.to_thread(self.app.services.unlock, passphrase, tidying)
        except ComfortError as fault:
            await waiting.remove()
            self._refused(fault)
        else:
            self.app.call_later(self.app.let_in, opened)
        finally:
            passphrase[:] = bytes(len(passphrase))

    @on(Tidying)
    def _say_tidying(self) -> None:
        from comfort_journal.ui.widgets.wait_bar import WaitBar  # noqa: PLC0415  not before the first paint

        for waiting in self.query(WaitBar):
            waiting.say(TIDYING)

    def _is_slow_here(self) -> bool:
        """Tell whether the vault was made on a machine with more memory to spare than this one."""
        try:
            from comfort_journal.vault.opening import is_slow_here  # noqa: PLC0415  not before the first paint

            return is_slow_here(self.app.services.vault, state_dir=self.app.services.state_dir)
        except ComfortError:  # whatever is the matter, unlocking says it
            return False

    def _about_code(self) -> str:
        """Return the sentence about the recovery code where the vault has one."""
        try:
            from comfort_journal.vault.opening import read_header  # noqa: PLC0415  not before the first paint
            from comfort_journal.vault.recovery import has_code  # noqa: PLC0415  as above

            there = has_code(read_header(self.app.services.vault, self.app.services.state_dir))
        except ComfortError:
            there = False
        return f" {BY_CODE.format(key=self.app.shown_key('use-code'))}" if there else ""

    async def _begin_to_wait(self) -> WaitBar:
        from comfort_journal.ui.widgets.wait_bar import WaitBar  # noqa: PLC0415  not before the first paint

        waiting = WaitBar(SLOW, clock=self.app.clock, moves=self.app.settings.moves)
        self.set_focus(None)  # not to the next word, where Enter would open a page
        self.query_one(PassphraseField).display = False
        self.say("")
        await self.query_one("#door").mount(waiting, after="#title")
        return waiting

    def _refused(self, fault: ComfortError) -> None:
        field = self.query_one(PassphraseField)
        field.wipe()
        field.display = True
        self.set_focus(field)
        if isinstance(fault, WrongPassphrase):
            self._wrong += 1
            said = WRONG if self._wrong < SURE_AFTER else f"{STILL_WRONG}{self._about_code()}"
            self.say(f"{said} {IN_CAPITALS}" if self._asked_of_capitals else said)
        elif isinstance(fault, InUse):
            by = f" (process {fault.pid})" if fault.pid else ""
            self.say(ELSEWHERE.format(by=by, key=self.app.shown_key("write-line")), caution=True)
        else:
            self.say(str(fault), caution=True)
        self._asked_of_capitals = False

    @on(Word.Chosen)
    async def _word(self, event: Word.Chosen) -> None:
        await self.run_action(ON_WORDS[event.word.id or ""])

    def action_write_line(self) -> None:
        from comfort_journal.ui.locked.quick_entry_screen import QuickEntryScreen  # noqa: PLC0415  not before the first paint

        self.app.push_screen(QuickEntryScreen(), self._after_line)

    def action_seal_number(self) -> None:
        from comfort_journal.ui.locked.quick_rating_screen import QuickRatingScreen  # noqa: PLC0415  as above

        self.app.push_screen(QuickRatingScreen(), self._after_number)

    def action_use_code(self) -> None:
        """Open by the recovery code and choose a new passphrase."""
        from comfort_journal.ui.locked.recovery_screen import RecoveryScreen  # noqa: PLC0415  as above

        self.start_over()
        self.app.push_screen(RecoveryScreen())

    def action_breathe(self) -> None:
        from comfort_journal.ui.locked.breath_screen import BreathScreen  # noqa: PLC0415  as above

        self.app.push_screen(BreathScreen())

    async def action_check_in_timer(self) -> None:
        """Begin the check-in timer, in a process that has no way to the journal."""
        await self.app.hand_over(None)

    def _after_line(self, kept: bool | None) -> None:  # noqa: FBT001  a screen's result
        if kept:
            self.say("Kept. It will be inside when you open.")

    def _after_number(self, sealed: bool | None) -> None:  # noqa: FBT001  a screen's result
        if sealed:
            self.say("Sealed. It waits inside; there you keep it or let it go.")
