"""A terminal that is lost is told from one whose writer was let go of because the program is over."""

from __future__ import annotations

import os
import pty
import sys
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from comfort_journal.ui import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 20.0


class Watched:
    """An app on a terminal of its own whose writer is gone, and how often the watch looked whether it runs."""

    def __init__(self, *, running: bool) -> None:
        """Watch it."""
        self.theirs, self.ours = pty.openpty()
        writer = SimpleNamespace(is_alive=lambda: False)
        self._driver = SimpleNamespace(fileno=self.ours, _writer_thread=writer)
        self._running = running
        self.looked, self.lost = threading.Semaphore(0), threading.Event()
        terminal.watch(self, lost=self.lost.set, last_resort=lambda: None)  # type: ignore[arg-type]

    @property
    def is_running(self) -> bool:
        """Whether it runs, as Textual's app has it."""
        self.looked.release()
        return self._running


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look often, and wait for nobody; the threads are gone before the waits are as they were."""
    before = set(threading.enumerate())
    monkeypatch.setattr(terminal, "LOOK_EVERY", 0.001)
    monkeypatch.setattr(terminal, "GRACE", 0.0)
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE)


@pytest.fixture
def real_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the stand-in for the driver that it stands in for."""
    monkeypatch.setattr(terminal, "driver_of", lambda app: app._driver)


@pytest.mark.usefixtures("real_driver")
def test_a_program_that_is_over_has_not_lost_its_terminal() -> None:
    """Quitting on a slow machine was taken for a hang-up, and ended with 129; a hang-up is still seen then."""
    app = Watched(running=False)
    for _ in range(3):
        assert app.looked.acquire(timeout=PATIENCE)
    assert not app.lost.is_set()
    os.close(app.theirs)
    assert app.lost.wait(PATIENCE)
    os.close(app.ours)


@pytest.mark.usefixtures("real_driver")
def test_a_program_that_runs_without_a_writer_has_lost_it() -> None:
    """Nobody can be written for, though the other end is open."""
    app = Watched(running=True)
    assert app.lost.wait(PATIENCE)
    os.close(app.theirs)
    os.close(app.ours)


@pytest.mark.usefixtures("real_driver")
def test_a_terminal_that_was_handed_on_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the next process takes to come."""
    monkeypatch.setattr(terminal, "_lent", threading.Lock())
    monkeypatch.setattr(terminal, "held_by", lambda _app: None)
    app = SimpleNamespace()
    terminal.hand_on(app)  # type: ignore[arg-type]
    watched = Watched(running=True)
    assert not watched.looked.acquire(timeout=0.05)
    os.close(watched.theirs)
    assert watched.lost.wait(PATIENCE)
    os.close(watched.ours)


@pytest.mark.usefixtures("real_driver")
@pytest.mark.parametrize(("writer", "turns"), [(SimpleNamespace(), [terminal.TURN]), (None, [])])
def test_what_is_painted_is_written_while_the_page_works_on(
    monkeypatch: pytest.MonkeyPatch, writer: object, turns: list[float]
) -> None:
    """The thread that writes gets its turn soon, in a program that has one."""
    asked: list[float] = []
    monkeypatch.setattr(sys, "setswitchinterval", asked.append)
    app = SimpleNamespace(_driver=SimpleNamespace(_writer_thread=writer))
    terminal.let_it_write(app)  # type: ignore[arg-type]
    assert asked == turns
