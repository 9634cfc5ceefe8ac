"""In a real terminal: from nothing to the first entry, and back to it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CTRL_L, CTRL_Q, CTRL_S, ENTER = "\x0c", "\x11", "\x13", "\r"


def test_a_first_run_leads_straight_to_the_first_entry_which_is_there_after_unlocking(
    start: Callable[..., object], vault: Path
) -> None:
    """Welcome, passphrase twice typed in one go, a sentence, lock, unlock, and quit."""
    terminal = start()
    terminal.until("Welcome")
    terminal.press(ENTER)
    terminal.until("Once more")
    terminal.press("slow riber\x7f\x7f\x7fver by the mill" + ENTER + "slow river by the mill" + ENTER)
    terminal.until("felt safe")
    assert stat.S_IMODE(vault.stat().st_mode) == 0o700
    assert stat.S_IMODE((vault / "journal").stat().st_mode) == 0o600
    terminal.press("The first evening" + CTRL_S)
    terminal.until("The first evening")
    terminal.press(CTRL_L)
    terminal.until(lambda text: "breathe" in text and "evening" not in text)
    terminal.press("slow river by the mill" + ENTER)
    terminal.until("felt safe")
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
    assert terminal.attributes == terminal.before
    assert b"slow" not in terminal.written


def test_a_vault_that_is_gone_is_said_and_nothing_is_made(locked: Callable[..., object], vault: Path) -> None:
    """A machine that remembers a vault at this place never shows a first run there."""
    vault.rename(vault.with_name("moved"))
    terminal = locked(ready="gone")
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
    assert not vault.exists()


def test_a_second_window_says_that_it_is_open_elsewhere_and_still_takes_a_line(locked: Callable[..., object]) -> None:
    """The second app is for capture only."""
    first = locked()
    first.press("amber kettle slow river" + ENTER)
    first.until("felt safe")
    second = locked()
    second.press("amber kettle slow river" + ENTER)
    second.until("open in another")
    assert str(first.child.pid) in second.text
    second.press("\x1bOQ")
    second.until("One line")
    second.press("from the second window" + ENTER)
    second.until("Kept.")
