"""In a real terminal: the row of digits without Shift, on pages that take a number or name a digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.terminal.conftest import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from terminal.conftest import Terminal

CTRL_N, ENTER, ESCAPE, F4 = "\x0e", "\r", "\x1b", "\x1bOS"


@pytest.fixture
def azerty(home: Path, locked: Callable[..., Terminal]) -> Terminal:
    """Return the lock screen of somebody whose digits need Shift."""
    file = home / "config" / "comfort-journal" / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('keyboard = "azerty"\n')
    return locked()


def test_a_number_needs_no_shift_locked_or_open(azerty: Terminal) -> None:
    """One press after another and two at once; the key beside the row is "I don't know"."""
    azerty.press(F4)
    azerty.until("Number 0-10")
    for pressed, shown in (("é", "[2]"), ("-", "[6]"), ("à", "[0]"), ("&à", "[10]"), (")", "?")):
        azerty.press(pressed)
        azerty.until(lambda text, shown=shown: shown in text.split("Enter keeps")[0])
    azerty.press(ESCAPE)
    azerty.until("breathe")
    azerty.press(PASSPHRASE + ENTER)
    azerty.until("felt safe")
    azerty.press(CTRL_N)
    azerty.until("How much discomfort?")
    for pressed, shown in (("(", "[5]"), ("-", "[6]"), (")", "I don't know")):
        azerty.press(pressed)
        azerty.until(lambda text, shown=shown: shown in text)
