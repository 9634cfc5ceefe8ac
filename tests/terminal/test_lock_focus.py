"""In a real terminal: who comes back to the lock screen and types without looking types the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENTER, ESCAPE, TAB = "\r", "\x1b", "\t"
PASSPHRASE = "amber kettle slow river"


def click(terminal: object, words: str) -> None:
    """Press and let go of the pointer's button on these words."""
    rows = terminal.text.split("\n")
    row = next(at for at, line in enumerate(rows) if words in line)
    at = f"\x1b[<0;{rows[row].index(words) + 1};{row + 1}"
    terminal.press(f"{at}M{at}m")


@pytest.mark.parametrize(("words", "page"), [("F2 write one line", "One line"), ("F4 number", "Number 0-10, lower")])
@pytest.mark.parametrize("pointer", [True, False], ids=["click", "tab"])
def test_the_passphrase_after_a_visit_to_a_page_opens_and_is_never_shown(
    locked: Callable[..., object],
    made: Path,
    words: str,
    page: str,
    pointer: bool,  # noqa: FBT001  a table
) -> None:
    """By click or by Tab and Enter; nothing is sealed."""
    terminal = locked()
    if pointer:
        click(terminal, words)
    else:
        terminal.press(TAB * (1 if "F2" in words else 2) + ENTER)
    terminal.until(lambda text: page in text and "F2" not in text)
    terminal.press(ESCAPE)
    terminal.until("breathe")
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("felt safe")
    assert b"kettle" not in terminal.written
    assert not list((made / "inbox").iterdir())
