"""The terminal is handed on, or given back, exactly as it was found.

Textual's driver holds two threads and the attributes the terminal had before. Here they are let go of without
``App.run()`` returning, because that would show the shell in between. A terminal may also stop reading, or be gone:
then its writer stands still for as long as that lasts, and nothing here waits for it.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from base64 import b64encode
from typing import TYPE_CHECKING, Any

from rich.console import COLOR_SYSTEMS
from textual.color import Color

from comfort_journal.process import CLEAR, CLEAR_SCROLLBACK, LEAVE, Terminal, as_found
from comfort_journal.ui.upstream import (
    driver_of,
    followed_by,
    stop_writer,
    wait_without_limit,
    writer_of,
    writes_waiting,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.drivers.linux_driver import LinuxDriver
    from textual.geometry import Offset

LAST_FRAME = 0.5
"""Seconds in which the writer may finish what it has before the terminal is handed on."""
BEHIND = 24
"""Writes waiting for the terminal from which on nothing more is painted; a page takes about three."""
TURN = 0.0005
"""Seconds for which a thread may work on while another waits; much less would cost both of them."""
LOOK_EVERY = 0.5
GRACE = 0.5
"""Seconds that the loop has to end the process after a hang-up."""
HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
SAVE_TITLE, RESTORE_TITLE = "\x1b[22;2t", "\x1b[23;2t"
_lent = threading.Lock()
"""Held while the terminal is not this process's own: a writer that was let go of is not one that could not write."""


def held_by(app: App[int]) -> Terminal | None:
    """Stop the driver's writer and return the terminal it held, or None when the app runs without one.

    A writer that does not stop is held up by a terminal that takes nothing more; ``Terminal.frozen`` says so.
    """
    driver = driver_of(app)
    if driver is None or driver.attrs_before is None:
        return None
    writer = writer_of(driver)
    if writer is None:
        return Terminal(driver.fileno, 2, as_found(driver.attrs_before))
    stop_writer(writer, LAST_FRAME)
    return Terminal(driver.fileno, writer.fileno(), as_found(driver.attrs_before), frozen=writer.is_alive())


def hand_on(app: App[int]) -> Terminal | None:
    """Return what ``held_by`` does for the process that comes in place of this one."""
    _lent.acquire()  # and never released
    return held_by(app)


def is_lost(app: App[int]) -> bool:
    """Tell whether the terminal's other end was closed; a screen without one would spin for ever."""
    driver = driver_of(app)
    if driver is None:
        return False
    poll = select.poll()
    poll.register(driver.fileno, 0)
    return bool(poll.poll(0))


def let_it_wait(app: App[int]) -> None:
    """Let nobody stand in line behind a terminal that takes nothing: Textual's writer has room for 30 writes only."""
    if (writer := writer_of(driver_of(app))) is not None:
        wait_without_limit(writer)


def let_it_write(app: App[int]) -> None:
    """Let what is painted be written at once: by itself a thread that works on keeps the writer from it for 5 ms."""
    if writer_of(driver_of(app)) is not None:
        sys.setswitchinterval(TURN)


def lend(app: App[int], last: str) -> None:
    """Give the terminal to the shell, stop the process, and take the terminal again when the process goes on.

    ``last`` empties the page before. Call it on the event loop: Textual does the same in a signal's handler, which may
    wait for ever for what it interrupted.
    """
    driver = driver_of(app)
    if driver is None:
        return
    with _lent:
        driver.disable_input()
        if (held := held_by(app)) is not None:
            held.give_back(last + LEAVE)
        os.kill(os.getpid(), signal.SIGSTOP)
        driver.resume_application_mode()
        while not _can_write(driver) and not is_lost(app):
            driver.resume_application_mode()  # woken in the background, where it stopped once more
    let_it_wait(app)
    app.refresh(layout=True)


def is_behind(app: App[int]) -> bool:
    """Tell whether so much waits to be written that painting more would only make the terminal later."""
    writer = writer_of(driver_of(app))
    return writer is not None and writes_waiting(writer) >= BEHIND


def watch(app: App[int], lost: Callable[[], object], last_resort: Callable[[], object]) -> None:
    """Call ``lost`` from a thread of its own once the terminal is gone, then ``last_resort`` if that did not end it.

    The thread needs neither the loop nor the writer: either may stand still for good.
    """
    driver = driver_of(app)
    if driver is not None:
        threading.Thread(target=_watch, args=(app, driver, lost, last_resort), name="hang-up", daemon=True).start()


def _watch(app: App[int], driver: LinuxDriver, lost: Callable[[], object], last_resort: Callable[[], object]) -> None:
    poll = select.poll()
    poll.register(driver.fileno, 0)
    while not poll.poll(LOOK_EVERY * 1000):
        if _lent.acquire(blocking=False):
            alone = app.is_running and not _can_write(driver)
            _lent.release()
            if alone:
                break  # there is nobody to write for
    lost()
    threading.Event().wait(GRACE)
    last_resort()


def _can_write(driver: LinuxDriver) -> bool:
    writer = writer_of(driver)
    return writer is None or writer.is_alive()


def write_now(app: App[int], sequence: str) -> None:
    """Put a control sequence on the terminal ahead of Textual's next frame."""
    driver = driver_of(app)
    if driver is not None:
        writer = writer_of(driver)
        if writer is not None and writer.is_alive():
            driver.write(sequence)


def blank(app: App[int], *, scrollback: bool) -> str:
    """Return the sequence that leaves nothing but the theme's ground on the screen, and no cursor to be seen.

    ``scrollback`` also wipes what the terminal had scrolled away, which holds the person's own shell as well.
    """
    ground = Color.parse(app.theme_variables["background"])
    system = COLOR_SYSTEMS.get(app.console.color_system or "")
    if ground.ansi is not None or system is None:
        paint = ""
    else:
        paint = f"\x1b[{';'.join(ground.rich_color.downgrade(system).get_ansi_codes(foreground=False))}m"
    return f"{HIDE_CURSOR}\x1b[0m{paint}{CLEAR}{CLEAR_SCROLLBACK if scrollback else ''}\x1b[0m"


def with_cursor(frame: Any, at: Offset, seen: bool) -> Any:  # noqa: ANN401, FBT001  Textual's own type; a place's two halves
    """Return a frame after which the cursor stands at a place, and is seen there or is not."""
    return followed_by(HIDE_CURSOR, frame, put_cursor(at) + (SHOW_CURSOR if seen else ""))


def put_cursor(at: Offset) -> str:
    """Return the sequence that puts the cursor at a place."""
    return f"\x1b[{at.y + 1};{at.x + 1}H"


def clipboard(text: str) -> str:
    """Return the sequence (OSC 52) that asks the terminal to put a text on the system's clipboard."""
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\x1b\\"


def window_title(title: str) -> str:
    """Return the sequence that names the window, remembering the name it had."""
    plain = "".join(letter for letter in title if letter.isprintable())
    return f"{SAVE_TITLE}\x1b]2;{plain}\x1b\\"
