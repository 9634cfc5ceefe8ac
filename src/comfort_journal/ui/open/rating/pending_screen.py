"""Numbers sealed while the journal was locked count for nothing until their owner keeps them, one by one.

Each is shown with its moment: Enter keeps it, x pressed twice lets it go, Esc leaves it waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import getters, on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from comfort_journal.text.dates import say_moment
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen, OverPage
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.app import ComposeResult

    from comfort_journal.records import RatingRecord
    from comfort_journal.ui.open.core.workspace import Workspace

LEFT_OUT = "after_left_out"
"""The mark of a session whose number for afterwards was asked for and left out."""

ON_UNKEPT = actions.declare(
    "A number that waits",
    Action("keep-sealed", "enter", "Keep it", "Keep this number; it counts from then on.", "keep", palette=False),
    Action(
        "let-sealed-go",
        "x",
        "Let it go",
        "Let this number go; it counts for nothing. It asks once more.",
        "let it go",
        palette=False,
        sense="leave it out",
    ),
    Action("leave-sealed", "escape", "Later", "Go back; the number waits.", "later", run="dismiss", palette=False),
)


KEPT, KEPT_BLANK, GONE = "Kept among your numbers.", "Kept.", "Let go. It counts for nothing."
SURE = "Let it go for good? {again} once more does; {keep} keeps it."


class PendingRatingsScreen(OverPage[None]):
    """The numbers that wait, one at a time, oldest first."""

    CSS_PATH = "rating_screen.tcss"
    AUTO_FOCUS = None
    stands_on = ("#question",)
    BINDINGS: ClassVar = actions.bindings(ON_UNKEPT)

    words = getters.query_one("#question", Static)
    said = getters.query_one("#said", Static)

    @dataclass
    class Decided(Message):
        """The owner's word about one number is in the journal."""

        said: str

    def __init__(self, session: Workspace) -> None:
        """Begin with the oldest."""
        super().__init__(session)
        self._waiting = session.practice.unkept()
        self._busy = self._asked = False

    def compose(self) -> ComposeResult:
        """Lay out one number and the keys."""
        with VerticalScroll(id="number", can_focus=False):
            yield Static(id="question", markup=False)
            yield Static(id="said", markup=False)
            yield Static(keys_of(ON_UNKEPT, self.app.shown_key), id="keys", markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Show the first."""
        self._show()

    def say(self, sentence: str) -> None:
        """Say it under the number."""
        self.said.update(sentence)

    def action_keep_sealed(self) -> None:
        self._decide(kept=True)

    def action_let_sealed_go(self) -> None:
        """Ask first: what was let go does not come back."""
        if self._asked:
            self._decide(kept=False)
        elif self._waiting and not self._busy:
            self._asked = True
            key = self.app.shown_key
            self.say(SURE.format(again=key("let-sealed-go"), keep=key("keep-sealed")))

    def _decide(self, *, kept: bool) -> None:
        if self._waiting and not self._busy:
            self._busy = True
            rating = replace(self._waiting[0], kept=kept)
            said = GONE if not kept else KEPT if rating.value is not None else KEPT_BLANK
            self.save(lambda: self.session.practice.keep(rating), self.Decided(said))

    @on(OpenScreen.SaveFailed)
    def _not_saved(self) -> None:
        self._busy = False

    @on(Decided)
    def _next(self, event: Decided) -> None:
        self._busy = self._asked = False
        del self._waiting[0]
        if self._waiting:
            self._show()
            self.say(event.said)
        else:
            self.dismiss(None)
            self.app.call_later(self.app.say_in_passing, event.said)  # on the page underneath

    def _show(self) -> None:
        said, rating = self.session.practice.library.sentences.today, self._waiting[0]
        value = said.left_out if rating.value is None else str(rating.value)
        self.words.update(said.sealed.format(when=number_from(rating, self.session.today), value=value))


def number_from(rating: RatingRecord, today: date) -> str:
    """Return when a number was given, as its owner says it."""
    return say_moment(rating.at, today)


def keys_of(declared: tuple[Action, ...], shown_key: Callable[[str], str]) -> Content:
    """Return the keys of a small page, the way back on a line of its own: a narrow footer would leave it out."""
    *first, back = (
        Content.assemble((shown_key(action.id), "$accent"), f" {action.footer}") for action in declared if action.footer
    )
    return Content("\n").join([Content("   ").join(first), back])
