"""Nothing private leaves through a fault or a side door: no locals, no text, no screenshot, no system clipboard.

``PrivateApp`` is what the app of every process builds on. A fault in a handler, worker or timer ends it with one plain
sentence and exit code 1; ``quiet_hooks`` does the same for what happens outside of the app's own loop.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from typing import TYPE_CHECKING, Any, ClassVar

from comfort_journal.process import CLEAR
from comfort_journal.ui.upstream import UpstreamApp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from textual.app import SystemCommand
    from textual.screen import Screen

SAFE_END = "Something went wrong, and the journal closed itself. Your saved words are safe"
SEALED = f"{SAFE_END}, and what was still on the screen is kept for the next time you open it."
UNSEALED = f"{SAFE_END}. What was typed in the last moments may be missing."
DEMO_END = "Something went wrong, and the demo closed itself."


class PrivateApp(UpstreamApp, inherit_bindings=False):
    """An app whose faults and side doors show nothing of what it holds.

    ``ENDS`` is what a fault says at the end: when everything could be sealed, and when not.
    """

    ALLOW_SELECT = False
    COMMANDS: ClassVar = set()
    ENABLE_COMMAND_PALETTE = False
    ENDS: tuple[str, str] = (SEALED, UNSEALED)

    def seal_before_ending(self) -> bool:
        """Keep what is on the screen before a fault ends the app; True when nothing is left unsaved."""
        return True

    def end_sound(self) -> None:
        """Let nothing be heard any more, also not of what has only begun; here nothing is."""

    @property
    def blank(self) -> str:
        """The control sequence for an empty page."""
        return CLEAR

    def panic(self, *renderables: object) -> None:
        """End the app without showing what it was given to show."""
        del renderables
        self.fail()

    def last_sentence(self) -> str:
        """Seal what is open, and say whether that went well."""
        sealed, unsealed = self.ENDS
        return sealed if self.seal_before_ending() else unsealed

    def say_last(self, sentence: str) -> None:
        """Write it to standard error."""
        say(sentence)

    def deliver_screenshot(self, *_args: object, **_options: object) -> str | None:
        """Deliver no screenshot: a picture of the journal would be a copy in the clear."""
        return None

    def save_screenshot(self, *_args: object, **_options: object) -> str:
        """Save no screenshot; see ``deliver_screenshot``."""
        return ""

    def action_screenshot(self, *_args: object, **_options: object) -> None:
        """Take no screenshot; see ``deliver_screenshot``."""

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer none of Textual's own commands."""
        del screen
        return ()

    def notify(self, message: str, **options: Any) -> None:  # noqa: ANN401  Textual's own options
        """Show a passing note, as plain text whatever it holds."""
        super().notify(message, **{**options, "markup": False})

    def watch_loop(self) -> None:
        """Take over what asyncio says about faults that nobody awaited; call once inside the loop."""
        asyncio.get_running_loop().set_exception_handler(self._on_loop_fault)

    def _on_loop_fault(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        fault = context.get("exception")
        self.fail(fault if isinstance(fault, Exception) else RuntimeError("asyncio"))


def quiet_hooks() -> None:
    """Replace Python's traceback printers for the main thread, other threads and finalisers by plain sentences."""
    sys.excepthook = _on_main_fault
    threading.excepthook = lambda _args: None
    sys.unraisablehook = lambda _args: None


def say(sentence: str) -> None:
    """Write one line to standard error, if there still is one."""
    try:
        os.write(2, f"{sentence}\n".encode())
    except OSError:
        return


def _on_main_fault(kind: type[BaseException], _fault: BaseException, _trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        say(f"{SAFE_END}.")
