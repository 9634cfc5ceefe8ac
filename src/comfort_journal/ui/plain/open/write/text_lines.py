"""A text as lines of which one is being typed: what is typed counts as its line from the first key on.

Whatever ends the line, a lock or a lost terminal too, what was typed of it stays in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from comfort_journal.text.plain import plain_lines
from comfort_journal.ui.plain.console import PROMPT
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.ui.plain.console import Console
    from comfort_journal.ui.plain.ways import Way

END: Final = "."
"""Alone on a line it ends what is added to a text."""


class TextLines:
    """The whole lines, and the place of the one that is open; ``before`` are the texts that it had.

    Lines and place are one value, so a thread that asks for the text never finds a line twice, nor missing.
    """

    def __init__(self, console: Console, text: str) -> None:
        """Begin with a text."""
        self.console = console
        self.before: list[list[str]] = []
        self._now: tuple[list[str], _Place | None] = (plain_lines(text) if text else [], None)

    @property
    def lines(self) -> list[str]:
        """The whole lines; not to be changed in place."""
        return self._now[0]

    @property
    def text(self) -> str:
        """The text as it stands at this moment, with what is typed; may be asked for from any thread."""
        lines, place = self._now
        return "\n".join(lines if place is None else _put(lines, place, self.console.typed))

    def add(self, also: Mapping[str, Callable[[], Way]], at: int | None = None, *, on: bool = False) -> bool:
        """Take one more line, behind all or before the line ``at``; False where a full stop ends it.

        A line that is one of the words in ``also`` is no text, and leads where that does. ``on`` goes on with the line
        in front of that place instead; a word, or the full stop, typed behind what stands there is one too. Raises the
        way that a key leads to, with what was typed by then kept.
        """
        before, end = self.lines, len(self.lines) if at is None else at
        place = _Place(end - 1, instead=True) if on else _Place(end)
        self._open(place)
        try:
            said = self.console.line("", before[place.at] if on else "", also)
        except BaseException:
            self._now = (_put(before, place, self.console.typed), None)
            raise
        behind = said.removeprefix(before[place.at]) if on else said
        word = _word(behind)
        is_word = word in also
        ends = END in {behind, said}
        ended = before if on and said != END else [*before[: place.at], *before[place.at + place.instead :]]
        self._now = (ended if ends or is_word else _put(before, place, said, empty=True), None)
        if is_word:
            way = also[word]()
            raise way
        return not ends

    def retype(self, at: int, *, instead: bool = False, begun: str = "") -> None:
        """Have a line typed before the one ``at``, or ``instead`` of it; an empty line instead leaves it as it is.

        What is ``begun`` stands there already, and then all of it can be taken back. Raises Back, and then the text is
        as it was.
        """
        before, place = self.lines, _Place(at, instead=instead)
        self._open(place)
        try:
            said = self.console.line(PROMPT, begun)
        except Back:
            self._now = (before, None)
            raise
        except BaseException:
            self._now = (_put(before, place, self.console.typed), None)
            raise
        self._now = (_put(before, place, said, empty=bool(begun) or not instead), None)
        if self.lines != before:
            self.before.append(before)

    def change(self, lines: list[str]) -> None:
        """Have other lines."""
        self.before.append(self.lines)
        self._now = (lines, None)

    def take_out(self, at: int) -> None:
        """Have one line less; it cannot be taken back."""
        self._now = ([*self.lines[:at], *self.lines[at + 1 :]], None)

    def undo(self) -> bool:
        """Have the lines as they were before the last change; False where there was none."""
        if not self.before:
            return False
        self._now = (self.before.pop(), None)
        return True

    def _open(self, place: _Place) -> None:
        self.console.forget_typed()
        self._now = (self.lines, place)


class _Place(NamedTuple):
    """Where a line is typed: before the one ``at``, or ``instead`` of it."""

    at: int
    instead: bool = False


def _word(said: str) -> str:
    """Return what is typed as a word behind a full stop, with a blank between them or without; else nothing."""
    return END + said[len(END) :].strip().lower() if said.startswith(END) else ""


def _put(lines: list[str], place: _Place, typed: str, *, empty: bool = False) -> list[str]:
    """Return the lines with what is typed among them, an ``empty`` line or the mark of the end only where it counts."""
    if not empty and typed in {"", END}:
        return lines
    return [*lines[: place.at], typed, *lines[place.at + place.instead :]]
