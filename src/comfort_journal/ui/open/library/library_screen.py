"""The Library: everything that ships to be read, open under every answer of the gate, grouped and never counted.

In a wide window the card under the cursor stands beside the titles; in a narrower one Enter opens it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical
from textual.widgets import Input

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.library.card_screen import CARD, CardScreen
from comfort_journal.ui.open.library.card_search import (
    EXERCISES,
    Wanted,
    any_of,
    card_texts,
    every_card,
    exercise_blocks,
    say_found,
    titles,
    with_words,
    words_in,
)
from comfort_journal.ui.open.library.card_text import NAMES, card_blocks, names, shipped_words
from comfort_journal.ui.open.library.card_view import CardColumn, TitleColumn
from comfort_journal.ui.open.library.own_words import own_words, why_not_changed
from comfort_journal.ui.open.library.strength_screen import StrengthScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.line_input import LineInput
from comfort_journal.ui.widgets.panes import WIDE, Panes
from comfort_journal.ui.widgets.text_layout import BLANK, Block, nothing_found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from comfort_journal.content import Library
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.widgets.text_layout import Finder

NOT_FOUND = "No card has these words. {back} shows all of them again."
ELSEWHERE = "{finder} finds what the program itself can do; cj --help, in a shell, says the rest."
READ_FIRST = "Enter opens the card; there its words can be changed."
LIBRARY = actions.declare(
    "Library",
    Action(
        "find-card",
        "slash",
        "Search the Library",
        "Search the titles and texts of all cards.",
        "search",
        sense="search",
        at="library",
        words="find words read",
    ),
    Action("leave-library", "escape,q", "Back", "Go back, or first clear the search.", "back"),
)
SEARCHING = actions.declare(
    "The search in the Library",
    Action("open-found", "enter", "Read", "Open the first card that was found.", "read", run="submit", palette=False),
    Action(
        "to-cards", "down", "The cards", "Go to what was found.", "go to cards", run="screen.to_cards", palette=False
    ),
    Action("clear-card-search", "escape", "Clear", "Show all cards again.", "clear", palette=False),
)


class CardSearch(LineInput):
    """The line one searches in; Esc clears it."""

    BINDINGS: ClassVar = actions.bindings(SEARCHING)

    def action_clear_card_search(self) -> None:
        self.value = ""
        self.screen.query_one(TitleColumn).focus()


def title_blocks(library: Library, wanted: Wanted = every_card) -> Iterator[Block]:
    """Yield the titles of the cards that are wanted under the titles of their groups."""
    for place, (title, cards) in enumerate(titles(library, wanted)):
        if place:
            yield BLANK
        yield Block("date", title)
        for name, item_id in cards:
            yield Block("body", name, of=item_id)
            if item_id == NAMES:
                yield Block("quiet", names(library))


class LibraryScreen(OpenScreen[None]):
    """The titles of all cards, and the one under the cursor."""

    CSS_PATH = "library_screen.tcss"
    AUTO_FOCUS = "TitleColumn"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-middle"), (WIDE, "-two")]  # noqa: RUF012  Textual declares the type
    place = "library"
    BINDINGS: ClassVar = actions.bindings((*LIBRARY, CARD[0]))

    titles = getters.query_one(TitleColumn)
    line = getters.query_one(CardSearch)
    card = getters.query_one(CardColumn)
    panes = getters.query_one(Panes)

    def __init__(self, session: Workspace) -> None:
        """Begin with all of them."""
        super().__init__(session)
        self._said: dict[str, str] = {}
        self._shown = ""

    def compose(self) -> ComposeResult:
        """Lay out the search over the titles and the card."""
        with Vertical(id="column"):
            yield CardSearch(
                placeholder=f"{self.app.shown_key('find-card')}  search", compact=True, select_on_focus=False
            )
            yield Panes(TitleColumn(), CardColumn(), narrow="turns")
            yield KeysFooter()

    def on_mount(self) -> None:
        """Show the titles."""
        self._show_titles()

    def on_screen_resume(self) -> None:
        """Draw the card with the words as they are now."""
        self._show_card()

    @on(Input.Submitted)
    def _open_found(self) -> None:
        """Open the card that the cursor is on, the first one that was found."""
        if self.titles.entry_id:
            self.titles.focus()
            self.titles.action_open_card()

    def action_to_cards(self) -> None:
        self.titles.focus()

    @on(Input.Changed)
    def _search(self) -> None:
        self._show_titles()

    def _show_titles(self) -> None:
        library, words = self.session.practice.library, words_in(self.line.value)
        if words and not self._said:
            self._said = card_texts(library, self.session.practice.phrase)
        wanted, has_all = with_words(self._said, words)
        blocks = list(title_blocks(library, wanted))
        hits = sum(bool(block.of) for block in blocks)
        if hits and words:
            found = say_found(hits, has_all=has_all)
            blocks = [Block("quiet", found if has_all else f"{found}. {self._elsewhere}"), BLANK, *blocks]
        if not blocks:
            not_found = NOT_FOUND.format(back=self.app.shown_key("clear-card-search"))
            blocks = [Block("quiet", f"{not_found} {self._elsewhere}")]
        self.titles.show(blocks, self._finder())
        self._shown = ""
        self._show_card()

    @property
    def _elsewhere(self) -> str:
        return ELSEWHERE.format(finder=self.app.shown_key(actions.FINDER))

    def _finder(self) -> Finder:
        words = words_in(self.line.value)
        if not words:
            return nothing_found
        found = any_of(words)
        return lambda text: [match.span() for match in found.finditer(text)]

    @on(TitleColumn.Moved)
    @on(OpenScreen.JournalChanged)
    def _show_card(self) -> None:
        """Show the card under the cursor, its beginning first where it is another one."""
        practice, item = self.session.practice, self.titles.entry_id
        blocks: list[Block] = []
        if item == EXERCISES:
            blocks = exercise_blocks(practice.library)
        elif item:
            blocks = card_blocks(practice.library, item, practice.phrase)
        self.card.show(blocks, self._finder(), keep_place=item == self._shown)
        self._shown = item
        self.refresh_bindings()

    @on(TitleColumn.Chosen)
    def _open(self, event: TitleColumn.Chosen) -> None:
        if event.entry_id == EXERCISES:
            self.app.push_screen(StrengthScreen(self.session))
        elif self.panes.beside and self.focused is self.titles:
            self.card.focus()
        else:
            self.app.push_screen(CardScreen(self.session, event.entry_id))

    def action_find_card(self) -> None:
        self.line.focus()

    def action_leave_library(self) -> None:
        """Go from the card to the titles, from a search to all of them, and else back."""
        if self.focused is self.card:
            self.titles.focus()
        elif self.line.value:
            self.line.value = ""
        else:
            self.dismiss(None)

    def why_not(self, action_id: str) -> str | None:
        """Say why the words of the card cannot be changed."""
        if action_id != "change-words":
            return None
        return why_not_changed(self.session, self._shipped) if self.panes.beside else READ_FIRST

    def action_change_words(self) -> None:
        """Open the words of the card beside the titles in an editor of their own."""
        if self._shipped is not None:
            self.app.push_screen(own_words(self.session, self.titles.entry_id, self._shipped))

    @property
    def _shipped(self) -> str | None:
        item = self.titles.entry_id
        return shipped_words(self.session.practice.library.item(item)) if item and item != EXERCISES else None
