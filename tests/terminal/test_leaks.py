"""Nothing written here is found anywhere outside of its ciphertext: not on the disk, not in memory after locking."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Figure

    from terminal.conftest import Terminal

PASSPHRASE = "amber kettle slow river"
CANARY = "quetzalzwieback"
CTRL_L, CTRL_Q, CTRL_S, CTRL_T, ENTER, ESCAPE = "\x0c", "\x11", "\x13", "\x14", "\r", "\x1b"
F2, F3, F6 = "\x1bOQ", "\x1bOR", "\x1b[17~"


def open_up(terminal: Terminal) -> None:
    """Type the passphrase and wait for Today."""
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("felt safe")


def write_everywhere(terminal: Terminal) -> None:
    """Put the canary into a capture, an entry, its tags, a search, and a page that is never saved."""
    terminal.until("breathe")
    terminal.press(F2)
    terminal.until("One line")
    terminal.press(f"{CANARY} captured" + ENTER)
    terminal.until("Kept.")
    open_up(terminal)
    terminal.press(f"{CANARY} saved")
    terminal.until(f"{CANARY} saved")
    row = terminal.cursor_row
    terminal.press(CTRL_T)
    terminal.until(lambda _: terminal.cursor_row != row)
    terminal.press(f"{CANARY}tag")
    terminal.until(f"{CANARY}tag")
    terminal.press(CTRL_S)
    terminal.until(lambda text: "Ctrl+S save" not in text)
    terminal.press(ENTER)
    terminal.until("Earlier today")
    terminal.press(F3)
    terminal.until("History")
    terminal.press("/")
    terminal.until("results")
    terminal.press(CANARY)
    terminal.until(lambda text: any(row.split()[:1] == [CANARY] and "entries" in row for row in text.splitlines()))
    terminal.press(ESCAPE)
    terminal.until("/  search")
    terminal.press(ESCAPE)
    terminal.until("Earlier today")
    terminal.press(f"{CANARY} unfinished")
    terminal.until(f"{CANARY} unfinished")


def hits(*roots: Path) -> list[str]:
    """Return the files below the roots that hold the canary or the passphrase, in UTF-8, UTF-16 or UTF-32."""
    words = [word.encode(code) for word in (CANARY, PASSPHRASE) for code in ("utf-8", "utf-16-le", "utf-32-le")]
    found = []
    for root in roots:
        for path in (path for path in root.rglob("*") if path.is_file()):
            data = path.read_bytes()
            found += [str(path) for word in words if word in data or word.hex().encode() in data]
    return found


@pytest.mark.parametrize("end", ["lock", "quit", "SIGTERM", "SIGKILL", "SIGABRT"])
def test_the_words_are_nowhere_on_the_disk_in_the_clear(
    locked: Callable[..., Terminal], home: Path, environment: dict[str, str], end: str, figure: Figure
) -> None:
    """After a capture, an entry, tags, a search and an unfinished page, however the program ends."""
    temporary = home / "tmp"
    temporary.mkdir()
    environment |= {"TMPDIR": str(temporary), "TEXTUAL_LOG": str(home / "textual.log"), "TEXTUAL": "devtools,debug"}
    environment |= {"TEXTUAL_SCREENSHOT": "1", "TEXTUAL_SCREENSHOT_LOCATION": str(home)}
    terminal = locked()
    write_everywhere(terminal)
    assert hits(home) == []
    if end == "lock":
        terminal.press(CTRL_L)
        terminal.until("breathe")
    else:
        if end == "quit":
            terminal.press(CTRL_Q)
        else:
            terminal.child.kill(getattr(signal, end))
        terminal.ended()
    assert hits(home) == []
    assert not (home / "textual.log").exists()
    assert list(home.rglob("*.svg")) == []
    figure("canary on the disk", evenings=1, hits=0)


def test_the_files_and_folders_are_the_owner_s_alone(locked: Callable[..., Terminal], home: Path) -> None:
    """Under a umask that hides nothing, every file is 0600 and every folder 0700 once the program has written."""
    before = os.umask(0)
    try:
        terminal = locked()
        write_everywhere(terminal)
        terminal.press(CTRL_L)
        terminal.until("breathe")
    finally:
        os.umask(before)
    ours = (home / "data" / "comfort-journal" / "journal.vault", home / "state" / "comfort-journal")
    modes = {path: path.stat().st_mode & 0o777 for folder in ours for path in (folder, *folder.rglob("*"))}
    assert any(path.suffix == ".draft" for path in modes)
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}


@pytest.mark.skipif(os.geteuid() != 0, reason="reading another process's memory needs root")
def test_after_locking_the_process_holds_none_of_the_words(locked: Callable[..., Terminal], figure: Figure) -> None:
    """The lock screen is a process that never had them: neither the words nor the passphrase are in its memory."""
    terminal = locked()
    write_everywhere(terminal)
    held = b"".join(terminal.memory())
    assert CANARY.encode() in held
    terminal.press(CTRL_L)
    terminal.until(lambda text: "breathe" in text and CANARY not in text)
    held = b"".join(terminal.memory())
    for word in (CANARY, PASSPHRASE):
        assert word.encode() not in held
        assert word.encode("utf-32-le") not in held
    figure("canary in memory after a lock", locks=1, copies=0)


def test_no_descriptor_of_the_open_journal_survives_a_lock(locked: Callable[..., Terminal], vault: Path) -> None:
    """After the exec only the terminal is open, and nothing of the vault."""
    terminal = locked()
    write_everywhere(terminal)
    descriptors = Path(f"/proc/{terminal.child.pid}/fd")
    if not descriptors.exists():
        pytest.skip("descriptors can be listed on Linux only")
    terminal.press(CTRL_L)
    terminal.until(lambda text: "breathe" in text and CANARY not in text)
    targets = [path.readlink() for path in descriptors.iterdir() if path.is_symlink()]
    assert not [target for target in targets if target.is_relative_to(vault)]


def test_escape_sequences_in_a_text_do_not_reach_the_terminal(locked: Callable[..., Terminal]) -> None:
    """A pasted sequence that would rename the window or clear the screen is shown as marks, and markup as text."""
    terminal = locked()
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("felt safe")
    terminal.press("\x1b[200~[/x] [b \x1b]2;renamed\x07 \x1b[2Jgone\x1b[201~")
    terminal.until("[/x] [b")
    terminal.press(CTRL_S)
    terminal.until("gone")
    assert "renamed" not in terminal.titles
    assert b"\x1b]2;renamed" not in terminal.written
    assert b"\x1b[2Jgone" not in terminal.written


WATCH_SOCKETS = """
import os, sys

def watch(event, arguments):
    if event.startswith("socket.") and not (event == "socket.__new__" and arguments[1] == 1):
        with open(os.environ["SOCKETS_SEEN"], "a") as file:
            file.write(f"{event} {arguments}\\n")

open(os.environ["SOCKETS_SEEN"], "a").close()
sys.addaudithook(watch)
"""
"""Family 1 is AF_UNIX: the event loop wakes itself by a pair of those, which reach no other machine."""


def test_no_socket_is_opened(
    locked: Callable[..., Terminal], home: Path, environment: dict[str, str], figure: Figure
) -> None:
    """Through an evening of capture, unlocking, writing, searching and locking, nothing reaches for a network."""
    hook = home / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(WATCH_SOCKETS)
    seen = home / "sockets-seen"
    environment |= {"PYTHONPATH": f"{hook}{os.pathsep}{environment['PYTHONPATH']}", "SOCKETS_SEEN": str(seen)}
    terminal = locked()
    write_everywhere(terminal)
    terminal.press(CTRL_L)
    terminal.until("breathe")
    assert seen.exists(), "the hook was there"
    opened = seen.read_text().splitlines()
    figure("sockets", evenings=1, opened=len(opened))
    assert opened == []
