"""One line to write in: a text of several lines comes onto it whole, and no line end in it acts as a key.

A paste that the terminal did not mark as one is a burst of keys. Its first Enter would leave the field, and the page
behind it would take the rest for commands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from textual.geometry import Offset
from textual.widgets import Input

from comfort_journal.ui.paste_parser import is_pasted

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer
    from textual.widget import Widget

REST: Final = 0.1
"""Seconds without a key after which an Enter at the heels of text was one that somebody pressed."""
_BREAKS = re.compile(r"[\t\n\r\v\f\u0085\u2028\u2029]+")


class Field(Input):
    """Textual's field, whose cursor is where it is drawn; at the end of a text Textual's own stands a cell too far."""

    DEFAULT_CSS = """
    Field > .input--cursor {
        background: $input-cursor-background !important; color: $input-cursor-foreground !important;
        text-style: $input-cursor-text-style !important;
    }
    """

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the next letter comes."""
        return super().cursor_screen_offset - Offset(int(self.cursor_at_end), 0)


class LineInput(Field):
    """A field for one line; ``BETWEEN`` stands on it where a pasted text has a line end or a tab."""

    DEFAULT_CSS = """
    LineInput:ansi > .input--placeholder, LineInput:ansi > .input--suggestion { text-style: none; }
    """
    BETWEEN: ClassVar[str] = " "
    gone_to: Widget | None = None
    """The list through which one goes by its arrows from here, until something is written or the cursor moves."""
    _resting: Timer | None = None

    def watch_selection(self) -> None:
        """Be here again."""
        self.gone_to = None

    async def on_key(self, event: events.Key) -> None:
        """Take the line ends and tabs of a burst as text; an Enter that nothing follows does what it does."""
        if self._resting is not None:
            self._resting.stop()
        if is_pasted(event) and event.key in {"enter", "tab", "ctrl+j"}:
            event.stop()
            event.prevent_default()
            self._put(self.BETWEEN)
            if event.key == "enter":
                self._resting = self.set_timer(REST, self._enter)

    def on_paste(self, event: events.Paste) -> None:
        """Take every line; Textual takes the first."""
        event.stop()
        event.prevent_default()
        self._put(_BREAKS.sub(self.BETWEEN, event.text.strip("\r\n")))

    def _enter(self) -> None:
        if self.screen.focused is self and self.screen.is_active:
            self.app.simulate_key("enter")

    def _put(self, text: str) -> None:
        self.replace(text, *self.selection)
