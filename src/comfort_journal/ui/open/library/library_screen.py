"""The Library: everything that ships to be read, open under every answer of the gate, grouped and never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.library.card_screen import CardScreen
from comfort_journal.ui.open.library.card_text import groups
from comfort_journal.ui.open.library.card_view import TitleColumn
from comfort_journal.ui.open.library.strength_screen import StrengthScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.text_layout import BLANK, Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from comfort_journal.content import Library

EXERCISES = "exercises"
"""What stands for the strength exercises themselves, beside the cards about them."""
LIBRARY = actions.declare(
    "Library",
    Action("leave-library", "escape,q", "Back", "Go back to where you were.", "back", run="dismiss"),
)


def title_blocks(library: Library) -> Iterator[Block]:
    """Yield the titles of all cards under the titles of their groups."""
    yield Block("heading", "Library")
    for title, items in groups(library):
        yield from (BLANK, Block("date", title))
        for item in items:
            yield Block("body", item.title, of=item.id)
        if any(item.id == "STR-0" for item in items):
            yield Block("body", "The exercises", of=EXERCISES)


class LibraryScreen(OpenScreen[None]):
    """The titles of all cards; Enter reads one."""

    CSS_PATH = "library_screen.tcss"
    AUTO_FOCUS = "TitleColumn"
    place = "library"
    BINDINGS: ClassVar = actions.bindings(LIBRARY)

    column = getters.query_one(TitleColumn)

    def compose(self) -> ComposeResult:
        """Lay out the titles over the keys."""
        with Vertical(id="column"):
            yield TitleColumn(centred=True)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Show the titles."""
        self.column.show(list(title_blocks(self.session.practice.library)))

    @on(TitleColumn.Chosen)
    def _open(self, event: TitleColumn.Chosen) -> None:
        strength = event.entry_id == EXERCISES
        self.app.push_screen(StrengthScreen(self.session) if strength else CardScreen(self.session, event.entry_id))
