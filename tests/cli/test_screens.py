"""The app and the demo as a person starts them: in a real terminal, and nothing left behind."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from comfort_journal.cli.screens import _quickest_folder

if TYPE_CHECKING:
    from conftest import Program


def spawn(program: Program, *arguments: str) -> pexpect.spawn[bytes]:
    """Start the program in a terminal of its own, its temporary folder in its home."""
    environment = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "TMPDIR": str(program.home)}
    return pexpect.spawn(
        sys.executable,
        ["-m", "comfort_journal", *arguments],
        env=program.environment | environment,  # type: ignore[arg-type]
        timeout=60,
        dimensions=(24, 80),
    )


def demo_folders() -> set[str]:
    """Return the demo folders there are now."""
    kept = _quickest_folder()
    return {name for name in os.listdir(kept or "/tmp") if name.startswith("comfort-journal-demo-")}  # noqa: PTH208, S108


@pytest.mark.parametrize("how", ["\x0c", "\x11", signal.SIGTERM, signal.SIGHUP, "kill the child"])
def test_the_demo_leaves_nothing_behind(bare: Program, how: str | signal.Signals) -> None:
    """Locked, quit, hung up, terminated or killed: its folder is gone, and the home was never written to."""
    before, at_home = demo_folders(), {path.name for path in bare.home.rglob("*")}
    child = spawn(bare, "demo")
    child.expect_exact("What felt safe today?")
    assert demo_folders() - before
    if how == "kill the child":
        (inner,) = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
        os.kill(int(inner), signal.SIGKILL)
    elif isinstance(how, str):
        child.send(how)
    else:
        child.kill(how)
    child.expect(pexpect.EOF)
    child.close()
    assert demo_folders() == before
    assert {path.name for path in bare.home.rglob("*")} == at_home


def test_no_command_opens_the_lock_screen(program: Program) -> None:
    """Under its discreet title, in a real terminal, and Ctrl+Q leaves."""
    child = spawn(program)
    child.expect_exact("\x1b[?1049h")
    child.expect_exact("Notes")
    child.send("\x11")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


@pytest.mark.parametrize("arguments", [(), ("demo",)])
def test_without_a_terminal_it_says_so(program: Program, arguments: tuple[str, ...]) -> None:
    """A pipe is no place for screens."""
    told = program.process(*arguments)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("The app needs a terminal.")
