"""The terminal is handed on, or given back, exactly as it was found.

Textual's driver holds two threads and the attributes the terminal had before. Here they are let go of without
``App.run()`` returning, because that would show the shell in between.
"""

from __future__ import annotations

import asyncio
import select
import threading
from typing import TYPE_CHECKING

from textual.color import Color
from textual.drivers.linux_driver import LinuxDriver

from comfort_journal.process import CLEAR, CLEAR_SCROLLBACK, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

SAVE_TITLE, RESTORE_TITLE = "\x1b[22;2t", "\x1b[23;2t"


def held_by(app: App[int]) -> Terminal | None:
    """Stop the driver's writer and return the terminal it held, or None when the app runs without one."""
    driver = app._driver  # noqa: SLF001  Textual has no public way to let go of a terminal
    if not isinstance(driver, LinuxDriver) or driver.attrs_before is None:
        return None
    writer = driver._writer_thread  # noqa: SLF001  as above
    if writer is not None and writer.is_alive():
        writer._queue.put(None)  # noqa: SLF001  ``stop`` would wait for ever on a terminal that is gone
        writer.join(0.5)
    return Terminal(driver.fileno, writer.fileno() if writer is not None else 2, driver.attrs_before)


def is_lost(app: App[int]) -> bool:
    """Tell whether the terminal's other end was closed; a screen without one would spin for ever."""
    driver = app._driver  # noqa: SLF001  as above
    if not isinstance(driver, LinuxDriver):
        return False
    poll = select.poll()
    poll.register(driver.fileno, 0)
    return bool(poll.poll(0))


def when_lost(app: App[int], end: Callable[[], None]) -> None:
    """Call ``end`` when the driver's writer dies of a terminal that is gone.

    The loop may by then stand still in the writer's full queue, so after a second the dying thread calls it itself.
    """
    driver = app._driver  # noqa: SLF001  as above
    before, loop = threading.excepthook, asyncio.get_running_loop()

    def on_fault(fault: threading.ExceptHookArgs) -> None:
        if not isinstance(driver, LinuxDriver) or fault.thread is not driver._writer_thread:  # noqa: SLF001  as above
            before(fault)
            return
        loop.call_soon_threadsafe(end)
        threading.Event().wait(1.0)
        end()

    threading.excepthook = on_fault


def write_now(app: App[int], sequence: str) -> None:
    """Put a control sequence on the terminal ahead of Textual's next frame."""
    driver = app._driver  # noqa: SLF001  as above
    if isinstance(driver, LinuxDriver):
        writer = driver._writer_thread  # noqa: SLF001  as above
        if writer is not None and writer.is_alive():
            driver.write(sequence)


def blank(app: App[int], *, scrollback: bool) -> str:
    """Return the sequence that leaves nothing but the theme's ground on the screen.

    ``scrollback`` also wipes what the terminal had scrolled away, which holds the person's own shell as well.
    """
    ground = Color.parse(app.theme_variables["background"])
    system = app.console._color_system  # noqa: SLF001  the public property is a name without its depth
    if ground.ansi is not None or system is None:
        paint = ""
    else:
        paint = f"\x1b[{';'.join(ground.rich_color.downgrade(system).get_ansi_codes(foreground=False))}m"
    return f"\x1b[0m{paint}{CLEAR}{CLEAR_SCROLLBACK if scrollback else ''}\x1b[0m"


def window_title(title: str) -> str:
    """Return the sequence that names the window, remembering the name it had."""
    plain = "".join(letter for letter in title if letter.isprintable())
    return f"{SAVE_TITLE}\x1b]2;{plain}\x1b\\"
