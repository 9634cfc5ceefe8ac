"""What is settled before a session begins. Stop word and code live here only: they are never shown, nor recorded."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from comfort_journal.partner.numbers import CODE_DIGITS, INTERVAL, INTERVAL_LEAST, INTERVAL_MOST, LUBRICATION
from comfort_journal.records import moment

Mode: TypeAlias = Literal["checkin", "step"]
DIGITS: Final = "0123456789"


def is_code(text: str) -> bool:
    """Tell whether a text may be a session code: four digits, not all the same, since a held key is never a code."""
    return len(text) == CODE_DIGITS and set(text) <= set(DIGITS) and len(set(text)) > 1


class Setup(Struct, frozen=True, kw_only=True):
    """One session as it was set up; raises ValueError for what the table does not allow.

    ``began_at`` is the wall time at which ``begin`` is called; all later moments are counted from it. ``circuit`` is
    the length of a whole circuit and ``circuit_age`` how many seconds ago one was done, or None. The step always has
    a code, the check-in timer only where one is wanted.
    """

    id: str
    mode: Mode
    began_at: str
    interval: int = INTERVAL
    bell: bool = True
    word: str = "stop"
    code: str | None = None
    circuit: int = 600
    lubrication: int = LUBRICATION[0]
    circuit_age: float | None = None

    def __post_init__(self) -> None:
        """Refuse what would make the session less safe than the table says."""
        began = moment(self.began_at)
        if began.tzinfo is None or began.year in {MINYEAR, MAXYEAR}:
            raise ValueError("began_at: expected a time like 2026-01-05T21:40:00+01:00")
        if not INTERVAL_LEAST <= self.interval <= INTERVAL_MOST:
            raise ValueError("interval: expected 30 to 60 seconds")
        if not self.word.strip():
            raise ValueError("word: expected at least one letter")
        if self.code is None and self.mode == "step":
            raise ValueError("code: expected four digits")
        if self.code is not None and not is_code(self.code):
            raise ValueError("code: expected four digits, not all the same")
        if not LUBRICATION[0] <= self.lubrication <= LUBRICATION[1]:
            raise ValueError("lubrication: expected 60 to 180 seconds")
        if self.circuit <= 0:
            raise ValueError("circuit: expected at least a second")
        if self.circuit_age is not None and not self.circuit_age >= 0:
            raise ValueError("circuit_age: expected seconds from 0")

    def __repr__(self) -> str:
        """Say the mode and nothing that was chosen in private."""
        return f"Setup({self.mode})"
