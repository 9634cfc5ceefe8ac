"""A text as lines of which one is being typed: what is typed counts as its line from the first key on.

Whatever ends the line, a lock or a lost terminal too, what was typed of it stays in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.text.plain import plain_lines
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.ui.plain.console import Console
    from comfort_journal.ui.plain.ways import Way

PROMPT: Final = "> "
END: Final = "."
"""Alone on a line it ends what is added to a text."""


class TextLines:
    """The whole lines, and the place of the one that is open; ``before`` are the texts that it had."""

    def __init__(self, console: Console, text: str) -> None:
        """Begin with a text."""
        self.console = console
        self.lines = plain_lines(text) if text else []
        self.before: list[list[str]] = []
        self._open: tuple[int, bool] | None = None

    @property
    def text(self) -> str:
        """The text as it stands at this moment, with what is typed; may be asked for from any thread."""
        lines, place, typed = list(self.lines), self._open, self.console.typed
        if place is not None and typed:
            _put(lines, place, typed)
        return "\n".join(lines)

    def add(self, also: Mapping[str, Callable[[], Way]], at: int | None = None) -> bool:
        """Take one more line, behind all or before the line ``at``; False where a full stop ends it.

        Raises the way that a key leads to, with what was typed by then kept.
        """
        place = (len(self.lines) if at is None else at, False)
        self._open = place
        try:
            said = self.console.line("", also=also)
        except BaseException:
            self._keep(place)
            raise
        finally:
            self._open = None
        if said != END:
            _put(self.lines, place, said)
        return said != END

    def retype(self, at: int, *, instead: bool = False, begun: str = "") -> None:
        """Have a line typed before the one ``at``, or ``instead`` of it; an empty line instead leaves it as it is.

        What is ``begun`` stands there already, and then all of it can be taken back. Raises Back, and then the text is
        as it was.
        """
        before, place = list(self.lines), (at, instead)
        self._open = place
        try:
            said = self.console.line(PROMPT, begun)
        except Back:
            raise
        except BaseException:
            self._keep(place)
            raise
        finally:
            self._open = None
        if said or begun or not instead:
            _put(self.lines, place, said)
            self.before.append(before)

    def change(self, lines: list[str]) -> None:
        """Have other lines."""
        self.before.append(self.lines)
        self.lines = lines

    def undo(self) -> bool:
        """Have the lines as they were before the last change; False where there was none."""
        if not self.before:
            return False
        self.lines = self.before.pop()
        return True

    def _keep(self, place: tuple[int, bool]) -> None:
        typed = self.console.last
        if typed not in ("", END):
            _put(self.lines, place, typed)


def _put(lines: list[str], place: tuple[int, bool], typed: str) -> None:
    at, instead = place
    lines[at : at + instead] = [typed]
