"""The terminal of a session: what its input filter lets through becomes events, and no parser of Textual's is asked.

The mouse is asked for its buttons and wheel only, the keyboard for nothing: every terminal sends plain keys as it is.
"""

from __future__ import annotations

import os
import select
import signal
import time
from typing import TYPE_CHECKING, Final

from textual import events

from comfort_journal.ui import key_names
from comfort_journal.ui.input_filter import InputFilter
from comfort_journal.ui.key_parser import report_of
from comfort_journal.ui.upstream import ButtonsDriver, XTermParser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

    from comfort_journal.ui.input_filter import Heard

ROUND: Final = 0.1
"""Seconds after which the thread looks whether it is to end."""


class PartnerDriver(ButtonsDriver):
    """A Linux or macOS terminal whose input is filtered before anything else sees it."""

    def run_input_thread(self) -> None:
        """Read until told to end; a terminal that is gone ends the process as a hang-up does."""
        heard = InputFilter()
        mouse = XTermParser()
        begun, since = 0, 0.0
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        while not self.exit_event.is_set():
            left = since + heard.patience - time.monotonic() if heard.under_way else ROUND
            if poll.poll(max(0.0, min(left, ROUND)) * 1000):
                try:
                    data = os.read(self.fileno, 4096)
                except OSError:
                    data = b""
                if not data:
                    os.kill(os.getpid(), signal.SIGHUP)
                    return
                self._pass_on(heard.feed(data), mouse)
                if heard.begun != begun or heard.in_paste:
                    begun, since = heard.begun, time.monotonic()
            elif heard.under_way and time.monotonic() >= since + heard.patience:
                self._pass_on(heard.give_up(), mouse)

    def _pass_on(self, heard: Iterable[Heard], mouse: XTermParser) -> None:
        for each in heard:
            message = _event(each, mouse)
            if message is not None:
                self.process_message(message)


def _event(heard: Heard, mouse: XTermParser) -> Message | None:
    match heard.kind:
        case "key":
            return key_names.key(heard.text, digits_by_place=True)
        case "press" | "release" | "scroll":
            event = mouse.parse_mouse_code(heard.text.decode())
            return event or (_press_anywhere() if heard.kind == "press" else None)
        case "paste":
            return events.Paste("")
        case _:
            return report_of(heard)


def _press_anywhere() -> events.MouseDown:
    """Return a press whose place the terminal got wrong; where it was makes no difference."""
    return events.MouseDown(None, 0, 0, 0, 0, 1, shift=False, meta=False, ctrl=False)
