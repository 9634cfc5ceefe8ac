"""A new passphrase in lines: six words to take, or one's own, typed twice; what is the matter with it is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.errors import BadInput
from comfort_journal.ui.choose_passphrase import DIFFER
from comfort_journal.ui.plain.console import SHOWN
from comfort_journal.ui.plain.questions import NamedChoice, choose, yes
from comfort_journal.ui.plain.ways import Back
from comfort_journal.vault.guessing import doubt
from comfort_journal.vault.passphrase import BLANKS_AROUND, SIX_WORDS, chosen, has_blanks_around, suggest, wipe

if TYPE_CHECKING:
    from comfort_journal.ui.plain.console import Console

OWN: Final = NamedChoice("o", "One of my own")
TAKE: Final = NamedChoice("t", "Take these six words")
OTHERS: Final = NamedChoice("n", "Six other words")
THEY_STAY: Final = (
    "What is said here stays in this window's lines until the window is closed; a passphrase of your own is never "
    "said. Answer by one letter first: what you type here is shown."
)
FIRST: Final = "The new passphrase; nothing is shown, and Enter alone steps back: "
AGAIN: Final = "Once more; here too Enter alone steps back: "
TYPE_WORDS: Final = "Write them down, then type them once, so that they are known to be right; nothing is shown: "
USE_IT: Final = "Use it all the same?"
NOT_USED: Final = "It is not used. Choose another one."
NOT_THESE: Final = "These are not the six words."


def choose_passphrase(console: Console) -> bytearray:
    """Return a new passphrase in a buffer that the caller wipes. Raises the way that a key leads to."""
    words = suggest()
    while True:
        taken = choose(console, f"{SIX_WORDS}\n{words}\n{THEY_STAY}", (TAKE, OTHERS, OWN))
        if taken is OTHERS:
            words = suggest()
        elif (found := _words(console, words) if taken is TAKE else _own(console)) is not None:
            return found


def _words(console: Console, words: str) -> bytearray | None:
    """Have the six words typed once; None where they were typed otherwise, or not."""
    try:
        typed = console.secret(TYPE_WORDS)
    except Back:
        return None
    try:
        fits = bytes(chosen(typed)) == words.encode() if typed else False
    except BadInput:
        fits = False
    if not fits:
        wipe(typed)
        console.say(NOT_THESE, SHOWN)
        return None
    return typed


def _own(console: Console) -> bytearray | None:
    """Have one's own typed twice, and again where the two differ or it is not to be used; None where it is left."""
    while True:
        try:
            one = console.secret(FIRST)
        except Back:
            return None
        if not one:
            console.say(SHOWN)
            return None
        two = bytearray()
        try:
            two = console.secret(AGAIN, then_shown=False)
            if two:
                return _used(console, one, two)
        except BadInput as fault:  # the next line is unseen too: a passphrase typed at a menu could be read
            console.say(str(fault))
        except Back:  # one step: to the line before, which is unseen too
            continue
        finally:
            wipe(one)
            wipe(two)


def _used(console: Console, one: bytearray, two: bytearray) -> bytearray:
    """Return what both say. Raises BadInput where it cannot be used, or is not to be."""
    blanks = has_blanks_around(one) or has_blanks_around(two)
    first, second = chosen(one), chosen(two)
    same, weak = first == second, doubt(first)
    wipe(second)
    if blanks and same:
        console.say(BLANKS_AROUND)
    if same and (not weak or yes(console, f"{weak} {SHOWN} {USE_IT}")):
        return first
    wipe(first)
    raise BadInput(NOT_USED if same else DIFFER)
