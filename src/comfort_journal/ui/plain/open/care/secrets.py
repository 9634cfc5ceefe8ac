"""A passphrase or a code is asked for line by line, and leaves only as bytes that whoever asked wipes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.ui.plain.console import SHOWN
from comfort_journal.ui.plain.ways import Back, Repeat
from comfort_journal.vault.passphrase import wipe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.ui.plain.console import Console

UNSEEN: Final = "What you type is not shown, and a question mark is part of it. Enter alone steps back."


def ask_secret(console: Console, prompt: str) -> bytearray:
    """Return what is typed. Raises the way that a key leads to, and Back for an empty line."""
    while True:
        try:
            typed = console.secret(prompt)
        except Repeat:
            continue
        if not typed:
            console.say(SHOWN)
            raise Back
        return typed


def ask_secrets(console: Console, labels: Sequence[str]) -> tuple[bytearray, ...]:
    """Return one for each label. Raises as ``ask_secret``, and then nothing of the others is left."""
    typed: list[bytearray] = []
    try:
        typed.extend(ask_secret(console, f"{label}; nothing is shown: ") for label in labels)
    except BaseException:
        for each in typed:
            wipe(each)
        raise
    return tuple(typed)
