"""Whatever ends the process, nothing breaks into the sealing."""

from __future__ import annotations

import signal
import termios
from typing import TYPE_CHECKING, Any, NoReturn

from tests.ui.plain.conftest import QuietHost

from comfort_journal.settings import Settings
from comfort_journal.ui.plain import ending

if TYPE_CHECKING:
    import pytest
    from tests.ui.plain.conftest import Lines


class Gone:
    """A keyboard whose terminal is gone."""

    def take(self) -> NoReturn:
        """Find no terminal."""
        raise termios.error(5, "Input/output error")


def test_a_terminal_that_is_gone_is_not_taken_again(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hangup is followed by SIGCONT: its handler must not raise where the main thread stands, as in a seal."""
    handlers: dict[int, Any] = {}
    monkeypatch.setattr(signal, "signal", handlers.__setitem__)
    monkeypatch.setattr(signal, "pthread_sigmask", lambda *_given: None)
    monkeypatch.setattr(ending.threading, "Thread", lambda **_given: Started())
    host = QuietHost(lines.console, Settings())
    keyboard: Any = Gone()
    ending.listen(host, keyboard, lambda _seconds: None)
    handlers[signal.SIGCONT](signal.SIGCONT, None)
    assert host.woken


class Started:
    """A thread that waits for ever."""

    def start(self) -> None:
        """Do nothing."""
