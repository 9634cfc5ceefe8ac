"""Things that may be marked, none of them beforehand; the arrows move, Space marks, and every other key passes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Marks(Widget, can_focus=True):
    """A column of words; ``marked`` are the keys of the chosen ones, in their order."""

    DEFAULT_CSS = """
    Marks { width: 100%; height: auto; color: $muted; }
    """
    ALLOW_SELECT = False
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
        mark = "✓" if key in self._marked else "·"
        tone = "$accent" if self.has_focus and index == self.here else "$text" if key in self._marked else "$muted"
        return Content.styled(f"{mark} {words}", tone)

    def on_key(self, event: events.Key) -> None:
        """Move or mark."""
        if event.key in {"up", "down"}:
            self.here = max(0, min(len(self._choices) - 1, self.here + (1 if event.key == "down" else -1)))
            self.screen.scroll_to_widget(self, animate=False)
        elif event.key == "space":
            self._toggle(self.here)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Mark what is under the pointer."""
        if 0 <= event.y < len(self._choices):
            self.here = event.y
            self._toggle(event.y)

    def _toggle(self, index: int) -> None:
        self._marked ^= {self._choices[index][0]}
        self.refresh()
        self.post_message(self.Changed())
