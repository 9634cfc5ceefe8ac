"""What was practised in one line: the step, how long, and the number where one was given; without a verdict."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from rich.cells import cell_len

from comfort_journal.interchange.sentences import duration
from comfort_journal.records import Circuit, Partner, Session, Strength, moment
from comfort_journal.ui.widgets.text_layout import fit

Practised: TypeAlias = Session | Circuit | Strength | Partner
StepName: TypeAlias = Callable[[str], str]
BETWEEN = " · "


def line_of(record: Practised, name: StepName, width: int | None = None) -> str:
    """Return the line of one record, ``1 Outside · 45 s · discomfort 1``; in little room the name is cut, no number."""
    number = record.during if isinstance(record, (Session, Strength)) else _felt(record)
    numbers = [duration(_seconds(record)), "" if number is None else f"discomfort {number}"]
    rest = "".join(f"{BETWEEN}{each}" for each in numbers if each)
    said = _what(record, name)
    return (said if width is None else fit(said, max(1, width - cell_len(rest)))) + rest


def facts_of(record: Practised, name: StepName, time: Callable[[float], str]) -> tuple[str, str, str]:
    """Return what was practised, how long, as ``time`` says it, and the number; nothing for one not given."""
    number = record.during if isinstance(record, (Session, Strength)) else _felt(record)
    return _what(record, name), time(_seconds(record)), "" if number is None else f"discomfort {number}"


def _felt(record: Practised) -> int | None:
    return record.close.during if isinstance(record, Partner) and record.close else None


def _what(record: Practised, name: StepName) -> str:
    match record:
        case Session():
            return name(record.step)
        case Circuit():
            return "circuit"
        case Strength():
            return "strength"
    return "check-in timer" if record.mode == "checkin" else name("partner")


def _seconds(record: Practised) -> float:
    if isinstance(record, Session) and record.holds:
        return sum(hold.seconds for hold in record.holds)
    return max(0.0, (moment(record.ended_at) - moment(record.started_at)).total_seconds())
