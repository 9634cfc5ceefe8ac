"""In a real terminal that sends its keys in another form: what was meant is what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.journal import Journal
from comfort_journal.vault.opening import unlock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from terminal.conftest import Terminal

PASSPHRASE = "amber kettle slow river"
ENTER = "\r"
CSI_U_S, OTHER_KEY_L = "\x1b[115;5u", "\x1b[27;5;108~"
"""Ctrl+S in the CSI-u form, and Ctrl+L as modifyOtherKeys has it."""


def sentences(vault: Path, home: Path) -> list[str]:
    """Unlock, and return what was kept."""
    state_dir = home / "state" / "comfort-journal"
    journal = Journal.open(
        vault, unlock(vault, bytearray(PASSPHRASE.encode()), state_dir=state_dir), state_dir=state_dir
    )
    try:
        return [entry.text for entry in journal.records("entry")]
    finally:
        journal.close()


def test_extended_keys_are_typed_as_the_keys_they_are(locked: Callable[..., Terminal], vault: Path, home: Path) -> None:
    """In the passphrase and in the writing: Shift and Space, capitals, keys without a letter, cut between two reads."""
    terminal = locked()
    terminal.press(PASSPHRASE.replace(" ", "\x1b[32;2u") + "\x1b[13u")
    terminal.until("felt safe")
    terminal.press("The\x1b[32;2ulamp\x1b[27;2;32~was\x1b[32u\x1b[119;2uarm")
    terminal.press("\x1b[57362u\x1b[200;7X\x1b[99;3u\x1b[13;5u")  # Pause, no key at all, Alt+C, Ctrl+Enter
    terminal.until("The lamp was Warm")
    terminal.press(",\x1b[3")
    terminal.rest(0.1)
    terminal.press("2;2uand\x1b[27;2")
    terminal.rest(0.1)
    terminal.press(";32~still.")
    terminal.until("The lamp was Warm, and still.")
    terminal.press(CSI_U_S)
    terminal.until(lambda text: "The lamp was Warm, and still." in text and "felt safe" not in text)
    terminal.press(OTHER_KEY_L)
    terminal.until("breathe")
    assert sentences(vault, home) == ["The lamp was Warm, and still."]


def test_a_byte_that_is_no_text_ends_nothing(locked: Callable[..., Terminal]) -> None:
    """A terminal that is not set to UTF-8 sends such bytes; the page stays, and the words on it."""
    terminal = locked()
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("felt safe")
    terminal.press("warm ")
    terminal.child.send(b"f\xfc\xdfe")
    terminal.press(" here")
    terminal.until(lambda text: "warm f" in text and "e here" in text)
