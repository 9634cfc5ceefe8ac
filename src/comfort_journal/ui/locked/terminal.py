"""The terminal is handed on, or given back, exactly as it was found.

Textual's driver holds two threads and the attributes the terminal had before. Here they are let go of without
``App.run()`` returning, because that would show the shell in between.
"""

from __future__ import annotations

import select
from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

from comfort_journal.process import Terminal

if TYPE_CHECKING:
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


def write_now(app: App[int], sequence: str) -> None:
    """Put a control sequence on the terminal ahead of Textual's next frame."""
    driver = app._driver  # noqa: SLF001  as above
    if isinstance(driver, LinuxDriver) and driver._writer_thread is not None:  # noqa: SLF001  as above
        driver.write(sequence)


def window_title(title: str) -> str:
    """Return the sequence that names the window, remembering the name it had."""
    plain = "".join(letter for letter in title if letter.isprintable())
    return f"{SAVE_TITLE}\x1b]2;{plain}\x1b\\"
