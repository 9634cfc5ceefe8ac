"""The tags with the number of entries that bear each, the most used first: one is chosen, or renamed in every entry.

The cursor is in a line that narrows the list as one types, so no letter is a command here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from comfort_journal.journal.search import fold
from comfort_journal.records import tag_key
from comfort_journal.text.counts import many
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.open.core.dialogs import NO_NAME, Ask, AskedList, Choose, room_in_list
from comfort_journal.ui.open.core.edit_buffer import parse_tags
from comfort_journal.ui.open.core.note_to_self import FOR_HARD_DAYS
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.history.actions import NAMING
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.line_input import LineInput
from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

GAP = "  "
NO_TAG = "No entry has a tag yet."
NO_SUCH = "No tag with these letters."
ONE_TAG = "One tag, without commas or #."
FOR_HARD = "The entries with this tag are shown to you after a hard session. h on an entry takes that back."
CALLED = "What shall “{}” be called?"
STILL_UNSAVED = "What is not saved yet still has “{}”."


class TagSearch(LineInput):
    """The line in which letters of a tag are typed; Enter chooses the tag that is marked."""

    BINDINGS: ClassVar = actions.bindings(NAMING)

    def __init__(self, *, renaming: bool) -> None:
        """Begin empty."""
        super().__init__(placeholder="type to find one", compact=True)
        self._renaming = renaming

    def footer_word(self, action_id: str) -> str | None:
        """Say what Enter does where the list was opened for renaming."""
        return "rename" if self._renaming and action_id == "take-tag" else None


class TagsScreen(Choose):
    """The result is the chosen tag, or None; with ``renaming`` choosing one renames it."""

    CSS_PATH: ClassVar = ["../core/dialogs.tcss", "tags_screen.tcss"]
    AUTO_FOCUS = "TagSearch"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-roomy"), (30, "-high")]  # noqa: RUF012  Textual declares the type

    options = getters.query_one(AskedList)
    line = getters.query_one(TagSearch)

    @dataclass
    class Renamed(Message):
        """A tag has another name in ``entries`` of the journal; ``other`` of them had it before."""

        tag: str
        new: str
        other: int
        entries: int = 0

    def __init__(
        self,
        session: Workspace,
        question: str,
        *,
        renaming: bool = False,
        renamed: Callable[[str, str], None] = lambda _tag, _new: None,
    ) -> None:
        """Offer every tag; ``renamed`` is told the old and the new name of one."""
        super().__init__(session, question, ())
        self._renaming, self._renamed = renaming, renamed

    def compose(self) -> ComposeResult:
        """Lay out the question over the tags."""
        with Vertical(id="asking"):
            yield Static(self._question, id="question", markup=False)
            yield TagSearch(renaming=self._renaming)
            yield AskedList(markup=False)
            yield Static(id="said", markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Show all of them."""
        self.options.can_focus = False
        self._offer()

    def say(self, sentence: str) -> None:
        """Say it under the tags."""
        said = self.query_one("#said", Static)
        said.update(sentence)
        said.display = bool(sentence)

    @on(Input.Changed)
    def _search(self) -> None:
        self._offer()

    @on(OpenScreen.JournalChanged)
    def _tags_came(self) -> None:
        self._offer()

    def _offer(self, marked: str = "") -> None:
        """Show the tags in which the searched letters stand, the mark on one of them."""
        counts, letters = self.session.journal.tag_counts(), fold(self.line.value.strip())
        self._texts = [tag for tag in counts if letters in fold(tag)]
        width = room_in_list(self.app.size.width)
        self.options.clear_options()
        self.options.add_options(Option(_row(tag, counts[tag], width)) for tag in self._texts)
        place = next((n for n, tag in enumerate(self._texts) if tag_key(tag) == tag_key(marked)), 0)
        self.options.highlighted = place if self._texts else None
        self.say("" if self._texts else NO_SUCH if letters else NO_TAG)
        self.refresh_bindings()

    @on(Input.Submitted)
    def _take(self) -> None:
        self.options.action_select()

    def action_tag_above(self) -> None:
        self.say("")
        self.options.action_cursor_up()
        self.line.gone_to = self.options

    def action_tag_below(self) -> None:
        self.say("")
        self.options.action_cursor_down()
        self.line.gone_to = self.options

    def action_leave_tags(self) -> None:
        if self.line.value:
            self.line.value = ""
        else:
            self.dismiss(None)

    def choose(self, text: str) -> None:
        """Take the tag as the answer, or rename it."""
        if not self._renaming:
            super().choose(text)
        elif tag_key(text) == FOR_HARD_DAYS:
            self.say(FOR_HARD)
        elif reason := self.session.journal.why_read_only:
            self.say(str(reason))
        else:
            self._ask_name(text)

    def _ask_name(self, tag: str) -> None:
        """Ask for another name and give it to the tag in every entry."""
        said = one_line(tag)

        question = CALLED.format(said)
        read = partial(new_name, self.session, tag)
        asking = Ask(self.session, question, "", read, ONE_TAG, offered=said, blank=NO_NAME)
        self.app.push_screen(asking, lambda new: self._rename(tag, new))

    def _rename(self, tag: str, new: str | None) -> None:
        if new is None:
            return
        done = self.Renamed(tag, new, others_with(self.session, tag, new))

        def write() -> None:
            done.entries = self.session.rename_tag(tag, new)

        self.save(write, done)

    @on(Renamed)
    def _tell_renamed(self, event: Renamed) -> None:
        self._renamed(event.tag, event.new)
        with self.prevent(Input.Changed):
            self.line.value = ""
        self._offer(event.new)
        changed = say_renamed(event.tag, event.new, event.entries, event.other)
        self.say(" ".join(filter(None, (changed, left_in(self.session, event.tag)))))


def new_name(session: Workspace, tag: str, words: str) -> str | None:
    """Return the one name that words give to a tag, spelt as it is known; None where they are none or several."""
    names = parse_tags(words, (each for each in session.journal.tags() if tag_key(each) != tag_key(tag)))
    return names[0] if len(names) == 1 else None


def others_with(session: Workspace, tag: str, new: str) -> int:
    """Return how many entries have the new name already."""
    return 0 if tag_key(new) == tag_key(tag) else session.journal.tag_counts().get(new, 0)


def left_in(session: Workspace, tag: str) -> str:
    """Return a sentence where what is not saved yet still has a tag that was renamed."""
    written = (*session.unsaved(), *chain.from_iterable(session.waiting().values()))
    has_it = any(tag_key(tag) == tag_key(each) for buffer in written for each in buffer.tags)
    return STILL_UNSAVED.format(one_line(tag)) if has_it else ""


def say_renamed(tag: str, new: str, entries: int, other: int) -> str:
    """Return what a rename did, and whether renaming back undoes it."""
    if not entries:
        return "Nothing to change: it is called that already."
    old, name = one_line(tag), one_line(new)
    changed = f"{many(entries, 'entry', 'entries')} changed from “{old}” to “{name}”."
    if tag_key(new) == FOR_HARD_DAYS:
        return f"{changed} {FOR_HARD}"
    if other:
        had = many(other, "entry", "entries")
        return f"{changed} {had} had “{name}” before; renaming it back would change those too."
    return f"{changed} Renaming it back undoes this."


def _row(tag: str, count: int, width: int) -> str:
    number = f"{GAP}{count:,}"
    return fit(one_line(tag), width - len(number)) + number
