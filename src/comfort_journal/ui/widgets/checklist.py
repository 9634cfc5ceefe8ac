"""Things that may be marked, none of them unasked; the arrows move, Space marks, and every other key passes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events


MARKING = actions.declare(
    "Words to mark",
    Action("mark-word", "space", "Mark", "Mark this word, or take the mark away.", "mark", palette=False),
    Action("next-word", "down", "Next word", "Go to the word below.", palette=False),
    Action("word-before", "up", "Word before", "Go to the word above.", palette=False),
)


class Checklist(Widget, can_focus=True):
    """A column of words; ``marked`` are the keys of the chosen ones, in their order.

    A choice without a key is a head over those below it: it is passed by, and cannot be marked.
    """

    DEFAULT_CSS = """
    Checklist { width: 100%; height: auto; color: $muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(MARKING)
    here: reactive[int] = reactive(0, layout=False)

    class Changed(Message):
        """Something was marked, or its mark taken away."""

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        *,
        marked: Iterable[str] = (),
        id: str | None = None,  # noqa: A002  Textual's name
    ) -> None:
        """Offer (key, words) pairs; ``marked`` are the keys of those that were marked before."""
        super().__init__(id=id)
        self.choices = tuple(choices)
        self._marked = set(marked)
        self.set_reactive(Checklist.here, next((n for n, (key, _) in enumerate(self.choices) if key), 0))

    @property
    def marked(self) -> tuple[str, ...]:
        """The keys of what is marked."""
        return tuple(key for key, _ in self.choices if key in self._marked)

    def mark(self, choices: Sequence[tuple[str, str]]) -> None:
        """Mark these, putting those that are not on the list yet at its end, and go to the last of them."""
        known = {key for key, _ in self.choices}
        self.choices = (*self.choices, *(each for each in choices if each[0] not in known))
        self._marked |= {key for key, _ in choices}
        self.here = [key for key, _ in self.choices].index(choices[-1][0])
        self.refresh(layout=True)
        self.call_after_refresh(self._go, self.here)
        self.post_message(self.Changed())

    def render(self) -> Content:
        """Draw one line for each."""
        return Content("\n").join(self._line(index) for index in range(len(self.choices)))

    def stands_at(self) -> Offset:
        """Return where the mark of the word under the cursor is drawn."""
        return Offset(2, self.here)

    def _line(self, index: int) -> Content:
        key, words = self.choices[index]
        if not key:
            return Content.styled(words, "$text")
        here = self.has_focus and index == self.here
        mark = "✓" if key in self._marked else "·"
        tone = "$accent" if here else "$text" if key in self._marked else "$muted"
        return Content.styled(f"{'▸' if here else ' '} {mark} {words}", tone)

    def action_next_word(self) -> None:
        self._go(next((n for n in range(self.here + 1, len(self.choices)) if self.choices[n][0]), self.here))

    def action_word_before(self) -> None:
        self._go(next((n for n in range(self.here - 1, -1, -1) if self.choices[n][0]), self.here))

    def action_mark_word(self) -> None:
        self._toggle(self.here)

    def _go(self, index: int) -> None:
        self.here = index
        self.keep_in_view()

    def keep_in_view(self) -> None:
        """Scroll to the word under the cursor, and to the head over it: what stands above may have grown."""
        index = self.here
        top = index - 1 if index and not self.choices[index - 1][0] else index
        row = Region(0, top, self.size.width, index - top + 1).translate(self.virtual_region.offset)
        if isinstance(self.parent, Widget):
            self.parent.scroll_to_region(row, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Mark what is under the pointer."""
        if 0 <= event.y < len(self.choices) and self.choices[event.y][0]:
            self.here = event.y
            self._toggle(event.y)

    def _toggle(self, index: int) -> None:
        self._marked ^= {self.choices[index][0]}
        self.refresh()
        self.post_message(self.Changed())
