"""The one control for a number of discomfort: 0..10, lower is better, nothing chosen beforehand.

It works without colour: the owner's line is drawn as a mark between two numbers, the chosen number stands in brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

    from comfort_journal.content.sentences import Scale

MOST = 10
CELL = 4
_LINE = "│"


class RatingRow(Widget, can_focus=True):
    """A question, the numbers, what the chosen one means; Enter gives it.

    Digits choose, ``t`` (or 1 and then 0) chooses ten, ``-`` "I don't know", Backspace takes the choice back; Left and
    Right move a choice that was made. ``chosen`` is None while nothing was chosen, -1 for "I don't know".
    """

    DEFAULT_CSS = """
    RatingRow { width: 100%; height: auto; min-height: 4; color: $muted; }
    """
    ALLOW_SELECT = False
    chosen: reactive[int | None] = reactive(None, layout=False)

    class Given(Message):
        """A number was given; ``value`` is 0..10, or None for "I don't know"."""

        def __init__(self, row: RatingRow, value: int | None) -> None:
            """Say which."""
            super().__init__()
            self.row, self.value = row, value

        @property
        def control(self) -> RatingRow:
            """The row, for ``@on`` selectors."""
            return self.row

    class Chosen(Message):
        """A number was chosen or taken back, and not given yet."""

        def __init__(self, row: RatingRow) -> None:
            """Say where."""
            super().__init__()
            self.row = row

        @property
        def control(self) -> RatingRow:
            """The row, for ``@on`` selectors."""
            return self.row

    def __init__(self, scale: Scale, *, line: int, question: str = "", id: str | None = None) -> None:  # noqa: A002
        """Ask ``question`` (else the scale's own); ``line`` is the owner's, 0..2."""
        super().__init__(id=id)
        self._scale, self._line = scale, line
        self._question = question or scale.question

    @property
    def value(self) -> int | None:
        """The chosen number, or None where none was chosen or it is not known."""
        return None if self.chosen is None or self.chosen < 0 else self.chosen

    def render(self) -> Content:
        """Draw the question, the numbers with the line, and what they mean."""
        return Content("\n").join([Content.styled(self._question, "$text"), self._numbers(), self._meaning()])

    def _numbers(self) -> Content:
        wide = self.content_size.width >= (MOST + 1) * CELL + 1
        parts: list[Content] = []
        for number in range(MOST + 1):
            here = number == self.chosen
            word = f"[{number}]" if here else f" {number} "
            parts.append(Content.styled(word, "$accent bold" if here else "$text" if self.has_focus else "$muted"))
            if number == self._line:
                parts.append(Content.styled(_LINE, "$accent"))
            elif wide:
                parts.append(Content(" "))
        return Content.assemble(*parts)

    def _meaning(self) -> Content:
        scale = self._scale
        if self.chosen is None:
            return Content.styled(f"{_LINE} {scale.line} · 0 {scale.none} · {MOST} {scale.worst}", "$muted")
        if self.chosen < 0:
            return Content.styled(scale.unknown, "$muted")
        said = {0: scale.none, 1: scale.barely, 2: scale.mild, MOST: scale.worst}
        return Content.styled(said.get(self.chosen, scale.more), "$muted")

    def on_key(self, event: events.Key) -> None:
        """Choose, take back, or give."""
        done = True
        if event.key == "enter" and self.chosen is not None:
            self.post_message(self.Given(self, self.value))
        elif event.character is not None and event.character in "0123456789":
            ten = self.chosen == 1 and event.character == "0"
            self._choose(MOST if ten else int(event.character))
        elif event.character == "t":
            self._choose(MOST)
        elif event.character == "-":
            self._choose(-1)
        elif event.key == "backspace":
            self._choose(None)
        elif event.key in {"left", "right"} and self.value is not None:
            self._choose(max(0, min(MOST, self.value + (1 if event.key == "right" else -1))))
        else:
            done = False
        if done:
            event.stop()
            event.prevent_default()

    def check_consume_key(self, key: str, character: str | None = None) -> bool:  # noqa: ARG002  Textual's signature
        """Tell Textual and the footer that these characters stay here."""
        return character is not None and character in "0123456789t-"

    def on_click(self, event: events.Click) -> None:
        """Choose the number under the pointer."""
        if event.y - self.gutter.top != 1:
            return
        wide = self.content_size.width >= (MOST + 1) * CELL + 1
        x = event.x - self.gutter.left
        for number in range(MOST + 1):
            width = 3 + (number == MOST) + (wide or number == self._line)
            if x < width:
                self._choose(number)
                return
            x -= width

    def _choose(self, number: int | None) -> None:
        self.chosen = number
        self.post_message(self.Chosen(self))
