"""In a real terminal: the passphrase is changed in the app, and a lost one is got round by the recovery code."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from terminal.conftest import Terminal

OLD, NEW, NEWER = "amber kettle slow river", "quetzal zwieback lantern", "walnut harbour nightjar"
CTRL_L, CTRL_R, ENTER, ESCAPE, DOWN, F8 = "\x0c", "\x12", "\r", "\x1b", "\x1b[B", "\x1b[19~"
CODE = re.compile(r"(?:[0-9A-Z]{4} +){3}[0-9A-Z]{4}")


def open_vault_page(terminal: Terminal) -> None:
    """Go to the page and wait until it knows how the vault stands."""
    terminal.press(F8)
    terminal.until("Week begins")
    terminal.press("v")
    terminal.until("The journal is the file")


def lock(terminal: Terminal) -> None:
    """Lock, and wait for the lock screen."""
    terminal.press(CTRL_L)
    terminal.until("write one line")


@pytest.mark.skipif(os.geteuid() != 0, reason="reading another process's memory needs root")
def test_a_changed_passphrase_opens_the_vault_with_its_drafts_and_leaves_the_memory(
    locked: Callable[..., Terminal],
) -> None:
    """After the lock neither is in memory; the old one does not fit, and the new one brings the unfinished page."""
    terminal = locked()
    terminal.press(OLD + ENTER)
    terminal.until("felt safe")
    terminal.press("half a thought")
    terminal.until("half a thought")
    open_vault_page(terminal)
    terminal.press(DOWN * 8)
    terminal.until("▌ Change the passphrase")
    terminal.press(ENTER)
    terminal.until("Your passphrase now")
    terminal.press(OLD + ENTER)
    terminal.until("The new one once more")
    terminal.press(NEW + ENTER + NEW + ENTER)
    terminal.until("Copies elsewhere")
    terminal.press(ENTER)
    terminal.until("The passphrase is changed.")
    lock(terminal)
    held = b"".join(terminal.memory())
    for secret in (OLD, NEW):
        assert secret.encode() not in held
        assert secret.encode("utf-32-le") not in held
    terminal.press(OLD + ENTER)
    terminal.until("does not fit")
    terminal.press(NEW + ENTER)
    terminal.until("half a thought")
    assert NEW.encode() not in terminal.written


def test_a_recovery_code_made_in_the_app_opens_it_under_a_new_passphrase(locked: Callable[..., Terminal]) -> None:
    """The code is shown once; with it a new passphrase is set on the lock screen, and a new code is shown inside."""
    terminal = locked()
    terminal.press(OLD + ENTER)
    terminal.until("felt safe")
    open_vault_page(terminal)
    terminal.press(DOWN * 9)
    terminal.until("▌ New recovery code")
    terminal.press(ENTER)
    terminal.until("Your passphrase now")
    terminal.press(OLD + ENTER)
    terminal.until("Write it down now")
    terminal.press(ENTER)
    code = " ".join(CODE.findall(terminal.until("It is in force now")))
    assert len(code.replace(" ", "")) == 32
    terminal.press(ESCAPE)
    terminal.until("The new recovery code is in force")
    lock(terminal)
    terminal.press(CTRL_R)
    terminal.until("The code")
    terminal.press(code.lower() + ENTER)
    terminal.until("Once more")
    terminal.press(NEWER + ENTER + NEWER + ENTER)
    again = " ".join(CODE.findall(terminal.until("It is in force now")))
    assert again != code
    terminal.press(ESCAPE)
    terminal.until("felt safe")
    lock(terminal)
    terminal.press(NEWER + ENTER)
    terminal.until("felt safe")
