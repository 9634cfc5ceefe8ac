"""What a timer of the system is for the reminder: the same five things of each, whichever system it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.errors import ComfortError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import time

    from comfort_journal.reminder.machine import Machine


class Timer(NamedTuple):
    """One system's timer: ``name`` in a sentence, and what can be asked of it.

    ``is_here``: can it be used now. ``hour``: the one it is set to, None where ours is not in it. ``runs``: does the
    system know of it. ``put_in``: set it to an hour and a command, in place of an earlier one of ours; raises
    ComfortError with nothing of it left. ``take_out``: leave nothing of it behind. The last four raise BadInput where
    another's file has the name.
    """

    name: str
    is_here: Callable[[Machine], bool]
    hour: Callable[[Machine], time | None]
    runs: Callable[[Machine], bool]
    put_in: Callable[[Machine, time, Sequence[str]], None]
    take_out: Callable[[Machine], None]


def need(who: str, code: int) -> None:
    """Raise ComfortError unless a program of the system took what it was given."""
    if code:
        raise ComfortError(f"{who} did not take this (it ended with {code}). See 'comfort-journal remind show'.")
