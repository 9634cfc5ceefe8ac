"""The app and the demo as a person starts them: in a real terminal, and nothing left behind."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from comfort_journal.cli.app import OVER, OVER_BEFORE

if TYPE_CHECKING:
    from conftest import Program


def spawn(program: Program, *arguments: str) -> pexpect.spawn[bytes]:
    """Start the program in a terminal of its own, what lives in memory in a folder of its home."""
    run = program.home / "run"
    run.mkdir(exist_ok=True)
    environment = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(run)}
    return pexpect.spawn(
        sys.executable,
        ["-m", "comfort_journal", *arguments],
        env=program.environment | environment,  # type: ignore[arg-type]
        timeout=60,
        dimensions=(24, 80),
    )


@pytest.mark.parametrize("how", ["\x0c", "\x11", signal.SIGTERM, signal.SIGHUP, "kill the child"])
def test_the_demo_leaves_nothing_behind(bare: Program, how: str | signal.Signals) -> None:
    """Locked, quit, hung up, terminated or killed: its folder is gone, the home was left alone, and it says so."""
    child = spawn(bare, "demo")
    child.expect_exact("What felt safe today?")
    assert len(list((bare.home / "run").iterdir())) == 1
    if how == "kill the child":
        (inner,) = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
        os.kill(int(inner), signal.SIGKILL)
    elif isinstance(how, str):
        child.send(how)
    else:
        child.kill(how)
    child.expect(pexpect.EOF)
    assert " ".join(child.before.decode().split()).endswith(OVER_BEFORE)
    child.close()
    assert sorted(bare.home.rglob("*")) == [bare.key_file, bare.home / "run"]


def test_the_demo_ends_with_a_word_about_ones_own_journal(program: Program) -> None:
    """Where there is one, it was never touched."""
    before = {path: path.read_bytes() for path in program.vault.rglob("*") if path.is_file()}
    child = spawn(program, "demo")
    child.expect_exact("Demo: nothing here is kept.")
    child.expect_exact("What felt safe today?")
    child.send("\x11")
    child.expect(pexpect.EOF)
    assert " ".join(child.before.decode().split()).endswith(OVER)
    child.close()
    assert {path: path.read_bytes() for path in program.vault.rglob("*") if path.is_file()} == before


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
