"""A fault shows one plain sentence, never a word of what the app held; the side doors are shut."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

import comfort_journal
from comfort_journal.errors import NotSaved
from comfort_journal.ui import private_app
from comfort_journal.ui.locked.app import MainApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from comfort_journal.ui.locked.services import LockServices

CANARY = "canary-7f3a words nobody may read"


class Failing(Screen[None]):
    """A page that fails in the way it is told to, with private words in its hands."""

    def __init__(self, where: str) -> None:
        """Fail there."""
        super().__init__()
        self.where = where

    def compose(self) -> ComposeResult:
        """Lay out the words."""
        yield Static(CANARY, markup=False)

    def on_key(self) -> None:
        """Fail."""
        words = CANARY
        if self.where == "handler":
            raise ValueError(words)
        if self.where == "worker":
            self.run_worker(self._fail, thread=True, description="fail")
        elif self.where == "async worker":
            self.run_worker(self._fail_soon(), description="fail")
        elif self.where == "timer":
            self.set_timer(0.001, self._fail)
        elif self.where == "callback":
            self.call_later(self._fail)
        elif self.where == "loop":
            asyncio.get_running_loop().call_soon(self._fail)
        elif self.where == "style":
            self.query_one(Static).styles.background = words  # type: ignore[assignment]

    def _fail(self) -> None:
        words = CANARY
        raise ValueError(words)

    async def _fail_soon(self) -> None:
        self._fail()


async def crashed(run_screen: Callable[..., Any], where: str, unsealed: NotSaved | None = None) -> MainApp:
    """Return the app after a fault at this place; Pilot raises the fault once more, and that is not the claim here."""
    apps: list[MainApp] = []
    with contextlib.suppress(Exception):
        async with run_screen(lambda _app: Failing(where)) as (app, pilot):
            apps.append(app)
            app.session.fault = unsealed
            await pilot.press("x")
            await app._exception_event.wait()
            await pilot.pause()
    return apps[0]


@pytest.mark.parametrize("where", ["handler", "worker", "async worker", "timer", "callback", "loop", "style"])
async def test_a_fault_anywhere_ends_with_one_sentence_and_exit_code_1(
    run_screen: Callable[..., Any], capfd: pytest.CaptureFixture[str], where: str
) -> None:
    """The draft is sealed first; neither the message nor the words of the fault are shown."""
    app = await crashed(run_screen, where)
    out, err = capfd.readouterr()
    assert err.strip() == private_app.SEALED
    assert CANARY not in out
    assert app.return_code == 1
    assert app.session.sealed == 1


async def test_a_fault_with_a_draft_that_cannot_be_sealed_says_so(
    run_screen: Callable[..., Any], capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing is promised that did not happen."""
    await crashed(run_screen, "handler", NotSaved("The disk is full."))
    assert capfd.readouterr().err.strip() == private_app.UNSEALED


def test_a_fault_of_the_demo_promises_nothing(make_services: Callable[..., LockServices]) -> None:
    """Nothing of it is kept for a next time."""
    assert MainApp(make_services(throw_away=True)).ENDS == (private_app.DEMO_END, private_app.DEMO_END)


async def test_no_screenshot_can_be_made_and_nothing_reaches_the_clipboard(
    run_screen: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by action nor by method; copied text stays inside the app."""
    monkeypatch.chdir(tmp_path)
    async with run_screen(lambda _app: Failing("nowhere")) as (app, pilot):
        before = os.listdir()  # noqa: PTH208  ruff refuses Path methods in async code
        written: list[str] = []
        monkeypatch.setattr(app._driver, "write", written.append)
        app.deliver_screenshot()
        app.save_screenshot()
        await app.run_action("screenshot")
        app.copy_to_clipboard(CANARY)
        await pilot.pause()
        assert os.listdir() == before  # noqa: PTH208  as above
        assert not any("52;" in sequence for sequence in written)
        assert app.clipboard == CANARY


async def test_a_note_shows_markup_as_text(run_screen: Callable[..., Any]) -> None:
    """``[/x] [b`` in a note is text."""
    async with run_screen(lambda _app: Failing("nowhere")) as (app, pilot):
        app.notify("[/x] [b kept", timeout=30)
        await pilot.pause()
        toast = app.screen.query("Toast").first()
        assert "[/x] [b kept" in str(toast.render())


def test_every_way_of_textual_to_run_a_system_command_is_closed() -> None:
    """The palette of Textual is off, and its provider list is empty."""
    assert private_app.PrivateApp.ENABLE_COMMAND_PALETTE is False
    assert set() == private_app.PrivateApp.COMMANDS
    inherited = {binding.key for binding in App.BINDINGS} - {"ctrl+q", "ctrl+c"}  # type: ignore[union-attr]
    assert inherited == set()


SCRIPT = """
import sys, threading
from comfort_journal.ui import private_app
private_app.quiet_hooks()
words = {canary!r}
if sys.argv[1] == "thread":
    thread = threading.Thread(target=lambda: 1 / words)
    thread.start(); thread.join()
elif sys.argv[1] == "main":
    raise ValueError(words)
else:
    class Last:
        def __del__(self): raise ValueError(words)
    Last()
"""


@pytest.mark.parametrize(("where", "code"), [("main", 1), ("thread", 0), ("finaliser", 0)])
def test_python_s_own_traceback_printers_are_replaced(where: str, code: int) -> None:
    """Outside of the app's loop, too, no traceback is printed."""
    source = str(Path(comfort_journal.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(canary=CANARY), where],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": source},
    )
    assert done.returncode == code
    assert "canary" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert ("Something went wrong" in done.stderr) is (where == "main")


def test_textual_s_log_and_devtools_variables_do_nothing_after_harden(tmp_path: Path) -> None:
    """``TEXTUAL_LOG``, ``TEXTUAL_SCREENSHOT`` and devtools are gone from the environment before Textual is imported."""
    source = str(Path(comfort_journal.__file__).parents[1])
    script = (
        "from comfort_journal import process; process.harden(); import os;"
        "print(sorted(n for n in os.environ if n.startswith('TEXTUAL')));"
        "from textual import constants as c; print(c.LOG_FILE, c.SCREENSHOT_DELAY, c.DEBUG, c.PRESS);"
        "from comfort_journal.ui.private_app import PrivateApp; a = PrivateApp(); print(sorted(a.features), a.devtools)"
    )
    log = tmp_path / "log"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "PYTHONPATH": source,
            "TEXTUAL": "debug,devtools",
            "TEXTUAL_LOG": str(log),
            "TEXTUAL_SCREENSHOT": "1",
            "TEXTUAL_DEBUG": "1",
            "TEXTUAL_PRESS": "x",
        },
    )
    assert done.stdout.splitlines() == [
        "['TEXTUAL_DISABLE_KITTY_KEY']",
        "None -1 False ",
        "[] None",
    ]
    assert not log.exists()
