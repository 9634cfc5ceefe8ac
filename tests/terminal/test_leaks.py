"""After use, lock and crash, what was written and typed is found nowhere but in the sealed vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PASSPHRASE = "amber kettle slow river"
CANARY = "heliotropecanary"
CTRL_L, CTRL_S, ENTER = "\x0c", "\x13", "\r"


def write_the_canary(terminal: object) -> None:
    """Unlock, write and save one entry."""
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("felt safe")
    terminal.press(f"a {CANARY} morning")
    terminal.until(CANARY)
    terminal.press(CTRL_S)
    terminal.until("morning")


def memory_of(pid: int) -> Iterator[bytes]:
    """Give every writable region of a process's memory."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            span, rights, *_ = line.split()
            start, end = (int(edge, 16) for edge in span.split("-"))
            if rights.startswith("rw"):
                try:
                    memory.seek(start)
                    yield memory.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue


def holds(folder: Path, word: str) -> list[Path]:
    """Return the files under a folder that hold a word, in any encoding a program would write by mistake."""
    needles = [word.encode(), word.encode("utf-16-le"), word.encode("utf-32-le")]
    return [
        path for path in folder.rglob("*") if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def test_words_and_passphrase_are_in_no_file_after_use_and_lock(
    locked: Callable[..., object], environment: dict[str, str], home: Path
) -> None:
    """Not in the vault, settings, state or temporary folder, also when Textual is asked to log and take pictures."""
    (home / "tmp").mkdir()
    environment |= {
        "TMPDIR": str(home / "tmp"),
        "TEXTUAL_LOG": str(home / "textual.log"),
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(home),
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_DEBUG": "1",
    }
    terminal = locked()
    write_the_canary(terminal)
    terminal.press(f" {CANARY} unsaved")
    terminal.press(CTRL_L)
    terminal.until(lambda text: "breathe" in text and CANARY not in text)
    assert not (home / "textual.log").exists()
    assert holds(home, CANARY) == []
    assert holds(home, "kettle") == []
    assert any(home.rglob("journal"))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="memory can be read on Linux only")
def test_neither_words_nor_passphrase_are_in_memory_after_a_lock(locked: Callable[..., object]) -> None:
    """While open the words are in memory; after the exec into the lock screen not one copy is."""
    terminal = locked()
    write_the_canary(terminal)
    pid = terminal.child.pid
    try:
        open_copies = sum(region.count(CANARY.encode()) for region in memory_of(pid))
    except PermissionError:
        pytest.skip("this user may not read the memory of a hardened process")
    assert open_copies > 0
    terminal.press(CTRL_L)
    terminal.until(lambda text: "breathe" in text and CANARY not in text)
    assert terminal.child.pid == pid
    for secret in (CANARY, "kettle slow"):
        assert sum(region.count(secret.encode()) for region in memory_of(pid)) == 0


def test_no_descriptor_of_the_open_journal_survives_a_lock(locked: Callable[..., object], vault: Path) -> None:
    """After the exec only the terminal is open, and nothing of the vault."""
    terminal = locked()
    write_the_canary(terminal)
    descriptors = Path(f"/proc/{terminal.child.pid}/fd")
    if not descriptors.exists():
        pytest.skip("descriptors can be listed on Linux only")
    terminal.press(CTRL_L)
    terminal.until(lambda text: "breathe" in text and CANARY not in text)
    targets = [path.readlink() for path in descriptors.iterdir() if path.is_symlink()]
    assert not [target for target in targets if target.is_relative_to(vault)]


def test_escape_sequences_in_a_text_do_not_reach_the_terminal(locked: Callable[..., object]) -> None:
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
