"""Lines go out and lines come in: nothing is repainted, no line is longer than the window, no control sequence leaves.

Whatever waits for a key does so here, so here it is also seen that nobody is there any more, that a draft is due, and
that something has to end: ``looks`` are called about four times a second while a key is waited for.
"""

from __future__ import annotations

import os
import re
import time
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import wcwidth
from textual import events

from comfort_journal.text.plain import shown
from comfort_journal.ui.plain.keyboard import Lost
from comfort_journal.ui.plain.line_editor import LineEditor, SecretLine
from comfort_journal.ui.plain.ways import Back, EnoughForToday, LockNow, SaveAndQuit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.ui.plain.keyboard import Presses
    from comfort_journal.ui.plain.ways import Way

LOOK_EVERY: Final = 0.25
USUAL: Final = 80
PROMPT: Final = "You: "
"""Before what is typed: a word, for a sign has a name that is read aloud each time."""
NO_OTHERS: Final[Mapping[str, Callable[[], Way]]] = MappingProxyType({})
ENDS_LINE: Final = frozenset({"enter", "ctrl+j"})
SHOWN: Final = "What you type from here on is shown."
_TO_A_BLANK = re.compile(r"[\t\n]")


class Console:
    """One window of lines; ``write`` takes text, ``columns`` says how wide it is now, ``clock`` is in seconds.

    ``ways`` says which keys leave any question, and where to. ``to_clipboard`` asks the terminal to put a text on the
    system's clipboard, None where it cannot be asked: that takes a control sequence, the only one, and only by leave.
    """

    def __init__(
        self,
        keys: Presses,
        write: Callable[[str], None],
        *,
        columns: Callable[[], int] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with no way out; whoever runs the process gives them."""
        self.keys, self._write, self._columns, self.clock = keys, write, columns or window_columns, clock
        self.ways: Mapping[str, Callable[[], Way]] = {}
        self.to_clipboard: Callable[[str], None] | None = None
        self.keyboard = ""
        """Which keyboard this is by the settings: on some a digit is typed with Shift, and taken without it too."""
        self.breath: Callable[[], None] | None = None
        """What breathes for a while, where a question may be left for that; None where it may not."""
        self.looks: list[Callable[[], None]] = []
        self.heard: Callable[[], None] = _nothing
        """Called with every press, before any look: somebody is there."""
        self._editor: LineEditor | SecretLine | None = None
        self._last = ""

    @property
    def columns(self) -> int:
        """How many columns a line may take."""
        return max(10, self._columns())

    @property
    def typed(self) -> str:
        """What stands in the line that is being typed, or stood in the last one however that ended; no secret ever.

        It is there without a gap, for whatever ends the process asks for it from a thread of its own.
        """
        editor = self._editor
        return self._last if editor is None else editor.text

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the line that is being typed, a secret neither."""
        return self._editor is None or self._editor.is_empty

    def forget_typed(self) -> None:
        """Have nothing stand where a line was typed; whoever opens the next one calls it."""
        self._last = ""

    def say(self, *paragraphs: str) -> None:
        """Write paragraphs, each on lines of its own; every line feed in one begins a new line."""
        for paragraph in paragraphs:
            for line in shown(paragraph).split("\n"):
                self._write("\n".join(folded(line, self.columns)) + "\n")

    def sound_bell(self) -> None:
        """Ring the terminal's bell."""
        self._write("\a")

    def push_out_of_sight(self, rows: int) -> None:
        """Write so many empty lines: what was read goes up, but a window can be scrolled back."""
        self._write("\n" * rows)

    def line(self, prompt: str = PROMPT, begun: str = "", also: Mapping[str, Callable[[], Way]] = NO_OTHERS) -> str:
        """Return one line that is typed. Raises the way that a key leads to; ``also`` are keys of this line alone."""
        return self._typed(LineEditor(self._prompt(prompt) if prompt else "", self.columns, begun), also)

    def secret(self, prompt: str, *, then_shown: bool = True) -> bytearray:
        """Return one line of which nothing is shown, in a buffer that the caller wipes. Raises as ``line`` does.

        A step back leads to where what is typed is shown, which is said; not so where ``then_shown`` is False.
        """
        secret = SecretLine(self._prompt(prompt))
        try:
            self._typed(secret)
        except BaseException as way:
            secret.wipe()
            if then_shown and isinstance(way, Back):
                self.say(SHOWN)
            raise
        return secret.bytes

    def press(self, seconds: float) -> events.Key | events.Paste | None:
        """Return the next press, or None when so many seconds are over; no look is taken and no way is gone."""
        return self._next(seconds)

    def hear_until(self, at: float) -> events.Key | events.Paste | None:
        """Return the next press, taking looks, or None once the clock has come so far. Raises what a look raises."""
        while (left := at - self.clock()) > 0:
            pressed = self._next(min(left, LOOK_EVERY))
            for look in tuple(self.looks):
                look()
            if pressed is not None:
                return pressed
        return None

    def leave_by(self, pressed: events.Key | events.Paste | None) -> None:
        """Go the way of a press that locks or quits, where it was any key that somewhere else ends something."""
        way = self.ways.get(pressed.key) if isinstance(pressed, events.Key) else None
        if way is not None and isinstance(made := way(), LockNow | SaveAndQuit | EnoughForToday):
            raise made

    def let_presses_go(self) -> None:
        """Have what was pressed meanwhile answer nothing; a key that locks or quits does it now."""
        while pressed := self.keys.pressed_by_now():
            self.leave_by(pressed)

    def wait(self) -> events.Key | events.Paste:
        """Return the next press, taking looks until it comes. Raises what a look raises."""
        while True:
            pressed = self._next(LOOK_EVERY)
            for look in tuple(self.looks):
                look()
            if pressed is not None:
                return pressed

    def _next(self, seconds: float) -> events.Key | events.Paste | None:
        pressed = self.keys.next(seconds)
        if pressed is not None:
            self.heard()
        return pressed

    def _typed(self, editor: LineEditor | SecretLine, also: Mapping[str, Callable[[], Way]] = NO_OTHERS) -> str:
        self._editor, ways = editor, {**self.ways, **also}
        self._write(editor.opening)
        try:
            while True:
                pressed = self.wait()
                if isinstance(pressed, events.Paste):
                    continue
                if pressed.key in ENDS_LINE:
                    return editor.text
                if pressed.key in ways:
                    way = ways[pressed.key]()
                    way.typed = editor.text
                    raise way
                self._write(editor.press(pressed))
        finally:
            self._last = editor.text
            self._editor = None
            self._write("\n")

    def _prompt(self, prompt: str) -> str:
        """Return a prompt that leaves room to type behind it, its beginning on lines of its own where it must."""
        *lines, last = folded(_TO_A_BLANK.sub(" ", shown(prompt)), self.columns - 1)
        for line in lines:
            self._write(f"{line}\n")
        return last if last.endswith(" ") else f"{last} "


def _nothing() -> None:
    pass


def folded(line: str, columns: int) -> list[str]:
    """Return a line as lines of at most so many columns, broken at blanks where there are some."""
    line = line.replace("\t", "    ")
    if wcwidth.width(line) <= columns:
        return [line]
    kept = line[: len(line) - len(line.lstrip(" "))][: columns // 2]
    return wcwidth.wrap(line.lstrip(" "), columns, initial_indent=kept, subsequent_indent=kept) or [""]


def window_columns() -> int:
    """Return how wide the terminal's window is, or what is usual where it does not say."""
    try:
        return os.get_terminal_size(1).columns or USUAL
    except OSError:
        return USUAL


def clipboard_of_terminal() -> Callable[[str], None] | None:
    """Return what asks the terminal to put a text on the clipboard; None where it says that it takes no sequences."""
    if os.environ.get("TERM", "dumb") in {"dumb", "unknown"}:
        return None
    from comfort_journal.ui.terminal import clipboard  # noqa: PLC0415  hardly ever needed, and it knows Textual's driver

    return lambda text: write_out(clipboard(text))


def write_out(text: str) -> None:
    """Write to standard output, all of it; a terminal that cannot show a character shows a question mark.

    Raises Lost when nobody is there to take it.
    """
    data = memoryview(text.encode(_encoding(), "replace"))
    try:
        while data:
            data = data[os.write(1, data) :]
    except OSError:
        raise Lost from None


def _encoding() -> str:
    import sys  # noqa: PLC0415  read when it is asked: a test may have another standard output

    return sys.__stdout__.encoding if sys.__stdout__ is not None else "utf-8"
