"""What a terminal sends becomes keys, pastes and mouse events; a sequence that means nothing here types nothing.

Textual's own parser knows a key by its whole sequence or not at all: one that it does not know reaches the page as
letters, and takes what is typed behind it along. Here sequences are told apart first, as in a partner session.
"""

from __future__ import annotations

import re
import time
from codecs import getincrementaldecoder
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events
from textual.messages import TerminalSupportsSynchronizedOutput

from comfort_journal.ui import key_names
from comfort_journal.ui.input_filter import InputFilter
from comfort_journal.ui.upstream import XTermParser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.message import Message

    from comfort_journal.ui.input_filter import Heard

SYNCHRONISED: Final = re.compile(rb"\x1b\[\?2026;[123]\$y")
"""The answer of a terminal that can show a frame as a whole."""


class KeyParser(XTermParser):
    """Stands in for Textual's parser: ``feed`` what was read, and ``tick`` now and then; ``clock`` is in seconds."""

    clock: Callable[[], float] = staticmethod(time.monotonic)

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002  Textual's signature
        """Begin between two keys."""
        super().__init__(debug)
        self._filter = InputFilter(for_widgets=True)
        self._begun, self._since = 0, 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Return what this completes; no data means the end of the stream."""
        if not data:
            return self._messages(self._filter.give_up())
        messages = self._messages(self._filter.feed(data.encode(errors="replace")))
        if self._filter.begun != self._begun or self._filter.in_paste:
            self._begun, self._since = self._filter.begun, self.clock()
        return messages

    def tick(self) -> Iterable[Message]:
        """Return what was begun, took too long to become whole, and so was something else: the Escape key, mostly."""
        if not self._filter.under_way or self.clock() < self._since + self._filter.patience:
            return []
        return self._messages(self._filter.give_up())

    def _messages(self, heard: Iterable[Heard]) -> list[Message]:
        return [message for each in heard if (message := self._message(each)) is not None]

    def _message(self, heard: Heard) -> Message | None:
        match heard.kind:
            case "key":
                pressed = key_names.key(heard.text)
                return None if pressed.key == key_names.UNKNOWN and pressed.character is None else pressed
            case "press" | "release" | "scroll" | "move":
                return self.parse_mouse_code(heard.text.decode())
            case "pasted":
                return events.Paste(heard.text.decode(errors="replace").replace("\x00", ""))
            case _:
                return report_of(heard)


def report_of(heard: Heard) -> Message | None:
    """Return what a terminal says by itself: that it lost or got the focus, or that it shows a frame as a whole."""
    match heard.kind:
        case "focus_out":
            return events.AppBlur()
        case "focus_in":
            return events.AppFocus()
        case "mode" if SYNCHRONISED.fullmatch(heard.text):
            return TerminalSupportsSynchronizedOutput()
        case _:
            return None


def lenient_decoder(encoding: str) -> Callable[[], object]:
    """Return a decoder that shows a byte that is no text as a mark; Textual's own ends the app over one."""
    return partial(getincrementaldecoder(encoding), errors="replace")
