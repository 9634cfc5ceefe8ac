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

from textual.app import App

from comfort_journal.process import CLEAR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from textual.app import SystemCommand
    from textual.screen import Screen

SAFE_END = "Something went wrong, and the journal closed itself. Your saved words are safe"
SEALED = f"{SAFE_END}, and what was still on the screen is kept for the next time you open it."
UNSEALED = f"{SAFE_END}. What was typed in the last moments may be missing."
DEMO_END = "Something went wrong, and the demo closed itself."


class PrivateApp(App[int], inherit_bindings=False):
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

    @property
    def blank(self) -> str:
        """The control sequence for an empty page."""
        return CLEAR

    def clear_screen(self) -> None:
        """Take what is shown off the terminal, also from the buffer that it keeps behind the shell's."""

    def panic(self, *renderables: object) -> None:
        """End the app without showing what it was given to show."""
        del renderables
        self._return_code = 1
        self._fatal_error()

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._fatal_error()

    def _fatal_error(self) -> None:
        if self._exit_renderables:
            return
        sealed, unsealed = self.ENDS
        self._exit_renderables.append(sealed if self.seal_before_ending() else unsealed)
        self.clear_screen()
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        for sentence in self._exit_renderables[:1]:
            say(str(sentence))
        self._exit_renderables.clear()

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

    def copy_to_clipboard(self, text: str) -> None:
        """Keep copied text inside the app: the system's clipboard is read by everything on the machine."""
        self._clipboard = text

    def notify(self, message: str, **options: Any) -> None:  # noqa: ANN401  Textual's own options
        """Show a passing note, as plain text whatever it holds."""
        super().notify(message, **{**options, "markup": False})

    def watch_loop(self) -> None:
        """Take over what asyncio says about faults that nobody awaited; call once inside the loop."""
        asyncio.get_running_loop().set_exception_handler(self._on_loop_fault)

    def _on_loop_fault(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        fault = context.get("exception")
        self._handle_exception(fault if isinstance(fault, Exception) else RuntimeError("asyncio"))


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
