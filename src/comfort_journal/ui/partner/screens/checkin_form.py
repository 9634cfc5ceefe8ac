"""How the check-in timer is set up, as a value that every key changes: it is whole at any moment and Enter begins it.

Letters belong to the stop word on its own line only; elsewhere ``b`` is the bell and ``c`` the code.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from comfort_journal.partner import is_code
from comfort_journal.partner.numbers import CODE_DIGITS, INTERVAL_LEAST, INTERVAL_MOST
from comfort_journal.partner.setup import DIGITS, Setup

if TYPE_CHECKING:
    from datetime import datetime

Row: TypeAlias = Literal["interval", "bell", "word", "code"]
Note: TypeAlias = Literal["", "typing", "four", "here"]

STEP: Final = 5
"""Seconds that one arrow makes the interval longer or shorter."""
WORD: Final = "stop"
WORD_LIMIT: Final = 20
_BY: Final = {"left": -STEP, "right": STEP}
_TURN: Final = {"tab": 1, "down": 1, "shift+tab": -1, "up": -1}


@dataclass(frozen=True)
class Choosing:
    """What is chosen so far; ``code`` is None while none is wanted, ``note`` is what is to be said."""

    interval: int
    bell: bool
    word: str = WORD
    code: str | None = None
    row: Row = "interval"
    typed: bool = False
    note: Note = ""

    def __repr__(self) -> str:
        """Say nothing that was chosen in private."""
        return f"Choosing({self.row})"

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines of the page; the code has one only where it is wanted."""
        return ("interval", "bell", "word") if self.code is None else ("interval", "bell", "word", "code")

    @property
    def stop_word(self) -> str:
        """The word that stops: the usual one where none was left."""
        return " ".join(self.word.split()) or WORD


def press(chosen: Choosing, key: str) -> Choosing:  # noqa: PLR0911  one return for each kind of key
    """Return what is chosen after a key by its Textual name; a key that means nothing here changes nothing."""
    chosen = replace(chosen, note="")
    if key in _TURN:
        rows = chosen.rows
        row = rows[(rows.index(chosen.row) + _TURN[key]) % len(rows)]
        return replace(chosen, row=row, typed=False, word=chosen.stop_word)
    match chosen.row:
        case "word" if key == "backspace" or (letter := _letter(key)):
            return _type_word(chosen, "" if key == "backspace" else letter)
        case "code" if key == "backspace" or (len(key) == 1 and key in DIGITS):
            return _type_code(chosen, key)
        case "interval" if key in _BY:
            interval = min(INTERVAL_MOST, max(INTERVAL_LEAST, chosen.interval + _BY[key]))
            return replace(chosen, interval=interval)
        case "bell" if key == "space" or key in _BY:
            return replace(chosen, bell=not chosen.bell)
    if key == "b":
        return replace(chosen, bell=not chosen.bell)
    if key == "c":
        return _want_code(chosen)
    if key[:1] == "f" and key[1:].isdigit():
        return replace(chosen, note="here")
    return replace(chosen, note="typing") if _letter(key).strip() else chosen


def ready(chosen: Choosing) -> Choosing:
    """Return the same, or the line and the note that keep it from beginning."""
    if chosen.code and not is_code(chosen.code):
        return replace(chosen, row="code", note="four")
    return replace(chosen, note="")


def setup(chosen: Choosing, *, id: str, now: datetime) -> Setup:  # noqa: A002  the record's name
    """Return the session that was chosen, begun now; an empty code is none."""
    return Setup(
        id=id,
        mode="checkin",
        began_at=now.isoformat(timespec="seconds"),
        interval=chosen.interval,
        bell=chosen.bell,
        word=chosen.stop_word,
        code=chosen.code or None,
    )


def _letter(key: str) -> str:
    """Return the letter or space that a key types, or nothing."""
    letter = " " if key == "space" else key
    return letter if len(letter) == 1 and (letter.isalpha() or letter == " ") else ""


def _type_word(chosen: Choosing, letter: str) -> Choosing:
    """Return the word with one more letter, the first one in place of the whole, or one less."""
    if not letter:
        return replace(chosen, word=chosen.word[:-1], typed=True)
    word = chosen.word + letter if chosen.typed else letter
    return replace(chosen, word=word[:WORD_LIMIT].lstrip(), typed=True)


def _type_code(chosen: Choosing, key: str) -> Choosing:
    code = chosen.code or ""
    return replace(chosen, code=code[:-1] if key == "backspace" else (code + key)[:CODE_DIGITS])


def _want_code(chosen: Choosing) -> Choosing:
    """Return the page with a line for the code, or without it."""
    if chosen.code is None:
        return replace(chosen, code="", row="code")
    return replace(chosen, code=None, row="interval" if chosen.row == "code" else chosen.row)
