"""Lines in and lines out without a terminal: keys by script, a clock that waiting moves on, and all that was said."""

from __future__ import annotations

import contextlib
import re
from collections import deque
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from tests.ui.open.conftest import session, vault, wall
from textual import events

from comfort_journal.ui import key_names
from comfort_journal.ui.plain.console import Console
from comfort_journal.ui.plain.host import PlainHost
from comfort_journal.ui.plain.open.visit import OpenLines
from comfort_journal.ui.plain.ways import BecomePartner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from comfort_journal.partner import Setup
    from comfort_journal.settings import Settings
    from comfort_journal.ui.open.core.workspace import Workspace

__all__ = ["session", "vault", "wall"]  # the open journal of the pages' tests

ALLOWED = re.compile(r"[\n\b\a\x20-\x7e\xa0-\U0010ffff]*")
"""What lines are made of: no control sequence, and nothing that moves the cursor but a key that is rubbed out."""
NAMED_BYTES = {"\n": b"\r"}


class ScriptOver(BaseException):
    """The script has no more keys, and something still waits for one."""


class Script:
    """Keys in their order; a number in the script is so many seconds in which nothing is pressed."""

    digits_by_place = False

    def __init__(self, clock: Clock) -> None:
        """Begin empty."""
        self._clock = clock
        self._coming: deque[events.Key | float] = deque()
        self.meanwhile: deque[events.Key] = deque()

    def press(self, *keys: str | float) -> None:
        """Add keys: text is typed character by character, ``{ctrl+s}`` is a key by its name, a number a wait."""
        for key in keys:
            if isinstance(key, int | float):
                self._coming.append(float(key))
                continue
            for named, typed in re.findall(r"\{([a-z0-9+_]+)\}|(.)", key, re.DOTALL):
                pressed = events.Key(named, None) if named else key_names.key(NAMED_BYTES.get(typed, typed.encode()))
                self._coming.append(pressed)

    def next(self, seconds: float) -> events.Key | None:
        """Return the next key, or let so many seconds go by."""
        if not self._coming:
            raise ScriptOver
        if isinstance(self._coming[0], float):
            wait = min(seconds, self._coming[0])
            self._coming[0] -= wait
            self._clock.now += wait
            if self._coming[0] <= 0:
                self._coming.popleft()
            return None
        return self._coming.popleft()

    def pressed_by_now(self) -> events.Key | None:
        """Return none: a script's keys are pressed when they are asked for, but for those in ``meanwhile``."""
        return self.meanwhile.popleft() if self.meanwhile else None


class Clock:
    """Monotonic seconds that move only when somebody waits."""

    def __init__(self) -> None:
        """Begin at a made-up moment."""
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.now


class Lines:
    """A console with its script, and what it wrote."""

    def __init__(self, columns: int = 80) -> None:
        """Begin with nothing written."""
        self.clock = Clock()
        self.keys = Script(self.clock)
        self.columns = columns
        self.pieces: list[str] = []
        self.console = Console(self.keys, self._write, columns=lambda: self.columns, clock=self.clock)

    def _write(self, text: str) -> None:
        assert ALLOWED.fullmatch(text), f"no line may hold {text!r}"
        self.pieces.append(text)

    @property
    def written(self) -> str:
        """All that was written."""
        return "".join(self.pieces)

    @property
    def said(self) -> str:
        """All that was written, with wrapped lines as one."""
        return " ".join(self.written.split())

    def press(self, *keys: str | float) -> Lines:
        """Add keys to the script."""
        self.keys.press(*keys)
        return self

    def until_over(self, run: Callable[[], Any]) -> str:
        """Run until the script is over or the flow ends; returns what was said."""
        with contextlib.suppress(ScriptOver):
            run()
        return self.said


class QuietHost(PlainHost):
    """A process without a reminder or a way to another; what it was told of both is remembered."""

    def __init__(self, console: Console, chosen: Settings) -> None:
        """Begin locked."""
        super().__init__(console, chosen)
        self.numbers: list[str] = []
        self.handed: list[tuple[Setup | None, dict[str, str]]] = []

    def hand_over(self, setup: Setup | None, phrases: Mapping[str, str] | None = None) -> NoReturn:
        """Remember what is handed over, and go."""
        self.handed.append((setup, dict(phrases or {})))
        raise BecomePartner(b"")

    def number_given(self, at: str, now: datetime) -> None:
        """Remember it."""
        del now
        self.numbers.append(at)


@pytest.fixture
def lines() -> Lines:
    """Return a console of 80 columns."""
    return Lines()


def visit_of(lines: Lines, session: Workspace, chosen: Settings | None = None) -> OpenLines:
    """Return an open journal in lines; ``session`` as ``tests.ui.every.furnished`` makes one."""
    host = QuietHost(lines.console, chosen or session.settings)
    host.opened(session)
    return OpenLines(host, session)
