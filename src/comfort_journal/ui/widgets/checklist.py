"""Things that may be marked, none of them beforehand; the arrows move, Space marks, and every other key passes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


MARKING = actions.declare(
    "Words to mark",
    Action("mark-word", "space", "Mark", "Mark this word, or take the mark away.", "mark", palette=False),
    Action("next-word", "down", "Next word", "Go to the word below.", palette=False),
    Action("word-before", "up", "Word before", "Go to the word above.", palette=False),
)


class Checklist(Widget, can_focus=True):
    """A column of words; ``marked`` are the keys of the chosen ones, in their order."""

    DEFAULT_CSS = """
    Checklist { width: 100%; height: auto; color: $muted; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(MARKING)
    here: reactive[int] = reactive(0, layout=False)

    class Changed(Message):
        """Something was marked, or its mark taken away."""

    def __init__(self, choices: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Offer (key, words) pairs."""
        super().__init__(id=id)
        self._choices = tuple(choices)
        self._marked: set[str] = set()

    @property
    def marked(self) -> tuple[str, ...]:
        """The keys of what is marked."""
        return tuple(key for key, _ in self._choices if key in self._marked)

    def render(self) -> Content:
        """Draw one line for each."""
        return Content("\n").join(self._line(index) for index in range(len(self._choices)))

    def _line(self, index: int) -> Content:
        key, words = self._choices[index]
        here = self.has_focus and index == self.here
        mark = "✓" if key in self._marked else "·"
        tone = "$accent" if here else "$text" if key in self._marked else "$muted"
        return Content.styled(f"{'▸' if here else ' '} {mark} {words}", tone)

    def action_next_word(self) -> None:
        self._go(self.here + 1)

    def action_word_before(self) -> None:
        self._go(self.here - 1)

    def action_mark_word(self) -> None:
        self._toggle(self.here)

    def _go(self, index: int) -> None:
        self.here = max(0, min(len(self._choices) - 1, index))
        row = Region(0, self.here, self.size.width, 1).translate(self.virtual_region.offset)
        if isinstance(self.parent, Widget):
            self.parent.scroll_to_region(row, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Mark what is under the pointer."""
        if 0 <= event.y < len(self._choices):
            self.here = event.y
            self._toggle(event.y)

    def _toggle(self, index: int) -> None:
        self._marked ^= {self._choices[index][0]}
        self.refresh()
        self.post_message(self.Changed())
