"""The one control for a number of discomfort: 0..10, lower is better, nothing chosen beforehand.

It works without colour: the owner's line is drawn as a mark between two numbers, the chosen number stands in brackets.
While the journal is locked it has no words, and no line: both would say what the number is about.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from comfort_journal.settings import DEFAULTS
from comfort_journal.ui.keyboards import row_named, unknown_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.css.styles import RulesMap
    from textual.geometry import Size

    from comfort_journal.content.sentences import Scale

MOST = 10
WIDE, MIDDLE = 45, 35
"""Columns from which every number has a cell of four, or of three; below, the numbers share the space between them."""
_LINE = "│"
_UNKNOWN = -1


class RatingRow(Widget, can_focus=True):
    """A question, the numbers, what the chosen one means; Enter gives it.

    Digits choose, ``t`` (or 1 and then 0) chooses ten, ``-`` "I don't know", Backspace takes the choice back; Left and
    Right move a choice that was made. ``chosen`` is None while nothing was chosen, -1 for "I don't know".
    """

    DEFAULT_CSS = """
    RatingRow { width: 100%; height: auto; color: $muted; }
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

    class Unchosen(Chosen):
        """Enter was pressed where nothing is chosen: nothing was given."""

    def __init__(
        self,
        scale: Scale | None,
        *,
        line: int | None,
        question: str = "",
        id: str | None = None,  # noqa: A002  Textual's name
    ) -> None:
        """Ask ``question`` (else the scale's own); ``line`` is the owner's, 0..2. Without a scale, bare numbers."""
        super().__init__(id=id)
        self._scale, self._line = scale, line
        self._question = question or (scale.question if scale else "")
        self._heights: dict[int, int] = {}

    @property
    def value(self) -> int | None:
        """The chosen number, or None where none was chosen or it is not known."""
        return None if self.chosen is None or self.chosen < 0 else self.chosen

    def render(self) -> Content:
        """Draw the question, the numbers with the line, and what they mean."""
        return self._drawn(self.chosen, self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's
        """Return the height of the longest meaning, so that no choice moves anything."""
        width = max(1, width)  # Textual measures a widget that has no room, and cannot wrap into none
        if width not in self._heights:  # it is asked at every layout, and each answer wraps all the meanings
            rules: RulesMap = {}
            choices: tuple[int | None, ...] = (None, *range(_UNKNOWN, MOST + 1))
            self._heights[width] = max(self._drawn(chosen, width).get_height(rules, width) for chosen in choices)
        return self._heights[width]

    def stands_at(self) -> Offset:
        """Return where the chosen number is drawn, or what is said in its place; the question while none is chosen."""
        width = self.content_size.width
        above = self._height_of_question(width)
        if self.chosen is None:
            return Offset(0, 0)
        if self.chosen < 0:
            return Offset(0, above + 1)
        cells = takewhile(lambda cell: cell[0] != self.chosen, self._cells(self.chosen, width))
        return Offset(sum(part.cell_length for _, part in cells) + 1, above)

    def on_resize(self) -> None:
        """Draw the numbers anew: they stand closer on a narrow screen."""
        self.refresh(layout=True)

    def _drawn(self, chosen: int | None, width: int) -> Content:
        numbers = Content.assemble(*(part for _, part in self._cells(chosen, width)))
        asked = [Content.styled(self._question, "$text")] if self._question else []
        meaning = [Content.styled(line, "$muted") for line in self._meaning(chosen, width)]
        return Content("\n").join([*asked, numbers, *meaning])

    def _cells(self, chosen: int | None, width: int) -> Iterator[tuple[int | None, Content]]:
        """Yield the row from left to right: each number with its cell, and what stands between them."""
        if width < MIDDLE:
            yield from self._close_cells(chosen)
            return
        for number in range(MOST + 1):
            here = number == chosen
            yield number, self._word(f"[{number}]" if here else f" {number} ", here=here)
            if number == self._line:
                yield None, Content.styled(_LINE, "$accent")
            elif width >= WIDE:
                yield number, Content(" ")

    def _close_cells(self, chosen: int | None) -> Iterator[tuple[int | None, Content]]:
        for number in range(MOST + 1):
            here, after = number == chosen, chosen is not None and chosen >= 0 and number == chosen + 1
            closes = after and chosen != self._line
            yield number, self._word("[" if here else "]" if closes else " ", here=here or closes)
            yield number, self._word(str(number), here=here)
            if number == self._line:
                yield number, self._word("]" if here else " ", here=here)
                yield None, Content.styled(_LINE, "$accent")
        yield MOST, self._word("]" if chosen == MOST else " ", here=chosen == MOST)

    def _word(self, word: str, *, here: bool) -> Content:
        return Content.styled(word, "$accent bold" if here else "$text" if self.has_focus else "$muted")

    def _meaning(self, chosen: int | None, width: int) -> list[str]:
        scale = self._scale
        row = row_named(self._keyboard)
        if scale is None:
            return ["?" if chosen == _UNKNOWN else row if chosen is None else ""]
        if chosen is None:
            anchors = [f"0 {scale.none}", f"1 {scale.barely}", f"2 {scale.mild}", f"3+ {scale.more}"]
            anchors += [f"{MOST} {scale.worst}", f"{unknown_key(self._keyboard)} {scale.unknown}"]
            line = f"{_LINE} {scale.line}" if self._line is not None else ""
            return _packed([*anchors, *filter(None, (line, row))], width)
        if chosen < 0:
            return [scale.unknown]
        said = {0: scale.none, 1: scale.barely, 2: scale.mild, MOST: scale.worst}
        return [said.get(chosen, scale.more)]

    @property
    def _keyboard(self) -> str:
        return getattr(self.app, "settings", DEFAULTS).keyboard

    def on_key(self, event: events.Key) -> None:
        """Choose, take back, or give."""
        done = True
        if event.key == "enter":
            done = self.chosen is not None  # with nothing chosen the page may have a use for Enter too
            self.give()
        elif event.character is not None and event.character in "0123456789":
            ten = self.chosen == 1 and event.character == "0"
            self._choose(MOST if ten else int(event.character))
        elif event.character == "t":
            self._choose(MOST)
        elif event.character == "-":
            self._choose(_UNKNOWN)
        elif event.key == "backspace":
            self._choose(None)
        elif event.key in {"left", "right"} and self.value is not None:
            self._choose(max(0, min(MOST, self.value + (1 if event.key == "right" else -1))))
        else:
            done = False
        if done:
            event.stop()
            event.prevent_default()

    def give(self) -> None:
        """Give what is chosen; where nothing is, say only that."""
        given = self.Given(self, self.value) if self.chosen is not None else self.Unchosen(self)
        self.post_message(given)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:  # noqa: ARG002  Textual's signature
        """Tell Textual and the footer that these characters stay here."""
        return character is not None and character in "0123456789t-"

    def on_click(self, event: events.Click) -> None:
        """Choose the number under the pointer."""
        width = self.content_size.width
        above = self._height_of_question(width)
        if event.y - self.gutter.top != above:
            return
        x = event.x - self.gutter.left
        for number, part in self._cells(self.chosen, width):
            if x < part.cell_length:
                if number is not None:
                    self._choose(number)
                return
            x -= part.cell_length

    def _height_of_question(self, width: int) -> int:
        return Content(self._question).get_height({}, width) if self._question else 0

    def _choose(self, number: int | None) -> None:
        self.chosen = number
        self.post_message(self.Chosen(self))


def _packed(items: list[str], width: int) -> list[str]:
    """Return the items in lines of at most ``width`` columns; one that is longer stands alone, and wraps."""
    lines = [items[0]]
    for item in items[1:]:
        longer = f"{lines[-1]} · {item}"
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(item)
    return lines
