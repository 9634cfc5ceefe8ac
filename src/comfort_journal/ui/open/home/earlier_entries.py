"""What was written earlier today, a line each, below the page: reached by arrow, Tab or mouse, and opened by Enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message

from comfort_journal.records import moment
from comfort_journal.text.plain import one_line, say_tags
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.cursor_list import CursorList
from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from comfort_journal.records import Entry

GLANCE = 160
"""Characters of an entry that are looked at for its one line."""
STAR = " \N{BLACK STAR}"
WAITS = "  changes wait"

EARLIER = actions.declare(
    "Earlier today",
    Action("edit-earlier", "enter,e", "Edit", "Change this entry.", "edit", sense="edit", palette=False),
    Action("earlier-up", "up,k", "One up", "Go to the entry above, and then to the page.", palette=False),
    Action("earlier-down", "down,j", "One down", "Go to the entry below.", palette=False),
    Action("leave-earlier", "escape", "Back", "Go back to the page.", "back", palette=False),
)


class EarlierEntries(CursorList["Entry"]):
    """The entries of a day, the newest first."""

    BINDINGS: ClassVar = actions.bindings(EARLIER)

    @dataclass
    class Chosen(Message):
        """An entry was chosen."""

        entry: Entry

    class Left(Message):
        """The cursor goes back to the page."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__(())
        self._waiting: Collection[str] = ()

    def show(self, entries: Sequence[Entry], waiting: Collection[str]) -> None:
        """Show entries; ``waiting`` are the ids of those with changes that are not saved."""
        here = self.items[self.cursor].id if self.items else ""
        self.items, self._waiting = entries, waiting
        self.cursor = next((place for place, each in enumerate(entries) if each.id == here), 0)
        self.refresh(layout=True)

    def draw(self, item: Entry, *, under: bool) -> Content:
        """Draw the hour and the beginning of the text; the cursor shows while it is here."""
        here = under and self.has_focus
        back = " on $panel" if here else ""
        star, aside = STAR if item.starred else "", WAITS if item.id in self._waiting else ""
        width = max(1, self.size.width - 1)
        room = max(1, width - len("▌ 00:00  ") - len(star + aside))
        text = fit(one_line(item.text[:GLANCE]) + (" …" if len(item.text) > GLANCE else ""), room)
        tags = fit(f"  {say_tags(item.tags)}" if item.tags else "", room - cell_len(text))
        line = Content.assemble(
            Content.styled("▌ " if here else "  ", f"$accent{back}"),
            Content.styled(f"{moment(item.at):%H:%M}  ", f"$muted{back}"),
            Content.styled(text, f"$text{back}"),
            Content.styled(tags, f"$muted{back}"),
            Content.styled(star, f"$mark{back}"),
            Content.styled(aside, f"$muted{back}"),
        )
        return Content.assemble(line, Content.styled(" " * max(0, width - line.cell_length), f"$text{back}"))

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_cursor_list_clicked(self, event: CursorList.Clicked) -> None:
        """Open the entry that is clicked again."""
        event.stop()
        self.action_edit_earlier()

    def action_edit_earlier(self) -> None:
        if self.items:
            self.post_message(self.Chosen(self.item))

    def action_earlier_up(self) -> None:
        if self.cursor:
            self.cursor -= 1
        else:
            self.post_message(self.Left())

    def action_earlier_down(self) -> None:
        self.cursor += 1

    def action_leave_earlier(self) -> None:
        self.post_message(self.Left())
