"""One of a few words, none chosen beforehand unless it is a setting; arrows choose, Enter gives.

It works without colour: the chosen word stands in brackets, or behind a mark where the words stand below each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from comfort_journal.ui.widgets.wrapped_static import hung

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size


class ChoiceRow(Widget, can_focus=True):
    """A question over (key, word) pairs; ``chosen`` is the place of the chosen one, or None.

    In a row Left and Right choose, in a column Up and Down; the first press chooses the first word. ``letters`` choose
    by a letter, by the words' keys.
    """

    DEFAULT_CSS = """
    ChoiceRow { width: 100%; height: auto; color: $muted; }
    """
    ALLOW_SELECT = False
    chosen: reactive[int | None] = reactive(None, layout=False)

    class Given(Message):
        """A word was given."""

        def __init__(self, row: ChoiceRow, key: str) -> None:
            """Say which."""
            super().__init__()
            self.row, self.key = row, key

        @property
        def control(self) -> ChoiceRow:
            """The widget, for ``@on`` selectors."""
            return self.row

    def __init__(  # noqa: PLR0913  each by its name
        self,
        question: str,
        words: Sequence[tuple[str, str]],
        *,
        chosen: str | None = None,
        column: bool = False,
        letters: Sequence[tuple[str, str]] = (),
        id: str | None = None,  # noqa: A002  Textual's name
    ) -> None:
        """Offer the words."""
        super().__init__(id=id)
        self._question, self._words, self._column = question, tuple(words), column
        self._letters = dict(letters)
        keys = [key for key, _ in words]
        self.set_reactive(ChoiceRow.chosen, None if chosen is None else keys.index(chosen))

    @property
    def key(self) -> str | None:
        """The key of the chosen word, or None."""
        return None if self.chosen is None else self._words[self.chosen][0]

    def render(self) -> Content:
        """Draw the question and the words."""
        return self._drawn(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's own
        """Return how many lines they have in that width."""
        return self._drawn(width).get_height({}, width)

    def stands_at(self) -> Offset:
        """Return where the chosen word is drawn; the question while none is chosen."""
        width, before = self.content_size.width, range(self.chosen or 0)
        above = Content(self._question).get_height({}, width) if self._question else 0
        if self.chosen is None:
            return Offset(0, 0)
        if not self._column:
            return Offset(sum(self._word(place).cell_length + 1 for place in before) + 1, above)
        lines = (hung(self._word(place))(width).plain.count("\n") + 1 for place in before)
        return Offset(2, above + 1 + sum(lines))

    def _drawn(self, width: int) -> Content:
        lines = [Content.styled(self._question, "$text")] if self._question else []
        drawn = [self._word(place) for place in range(len(self._words))]
        lines += [Content(""), *(hung(word)(width) for word in drawn)] if self._column else [Content(" ").join(drawn)]
        return Content("\n").join(lines)

    def _word(self, place: int) -> Content:
        word, here = self._words[place][1], place == self.chosen
        tone = "$accent bold" if here and self.has_focus else "$text" if here or self.has_focus else "$muted"
        if self._column:
            return Content.styled(f"{'▸' if here else ' '} {word}", tone)
        return Content.styled(f"[{word}]" if here else f" {word} ", tone)

    def on_key(self, event: events.Key) -> None:
        """Choose, or give."""
        back, forth = ("up", "down") if self._column else ("left", "right")
        if event.key in {back, forth}:
            self._move(1 if event.key == forth else -1)
        elif event.key in self._letters:
            self.chosen = [key for key, _ in self._words].index(self._letters[event.key])
        elif event.key == "enter" and self.key is not None:
            self.post_message(self.Given(self, self.key))
        else:
            return
        event.stop()
        event.prevent_default()

    def check_consume_key(self, key: str, character: str | None = None) -> bool:  # noqa: ARG002  Textual's signature
        """Tell Textual and the footer that these letters stay here."""
        return character is not None and character in self._letters

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the pointer."""
        above = Content(self._question).get_height({}, self.content_size.width) if self._question else 0
        row, x = event.y - self.gutter.top - above, event.x - self.gutter.left
        if self._column:
            for place in range(len(self._words)):
                lines = hung(self._word(place))(self.content_size.width).plain.count("\n") + 1
                if 1 <= row <= lines:
                    self.chosen = place
                row -= lines
            return
        for place in range(len(self._words)):
            width = self._word(place).cell_length + 1
            if x < width:
                if row == 0:
                    self.chosen = place
                return
            x -= width

    def _move(self, by: int) -> None:
        last = len(self._words) - 1
        if self.chosen is None:
            self.chosen = 0 if by > 0 else last
        else:
            self.chosen = max(0, min(last, self.chosen + by))
