"""Histories that bring about every sentence of the gate, each with the moment at which it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from histories import SIGNS
from reference_rows import REFERENCE
from stories import day, story

if TYPE_CHECKING:
    from datetime import datetime

    from stories import Day, Told

    from comfort_journal.records import Record

READY = day(1, "06:00").profile(sizes=("a", "b"), ready_size="a")
LOWER = day(1, "06:00").profile(line=1)
LARGER = day(1, "06:00").profile(sizes=("a", "b"), ready_size="b")
CALENDAR = day(1, "06:00").profile(calendar_start=day(3).date.isoformat())
MOVED = [day(number).easy("movement:a") for number in (1, 2, 3)]
ABOVE: dict[str, Any] = {"during": 3, "settled": True}


def _placed(step: str) -> Record:
    return day(1, "06:30").placement(step)


def _easy(step: str, *numbers: int, **told: Any) -> list[list[Record]]:  # noqa: ANN401  fields of a session
    return [day(number).easy(step, **told) for number in numbers]


_LACKING: list[tuple[str, Record]] = [
    ("entrance", day(1).entrance(masked=True)),
    ("entrance", day(1).entrance(ended="clench")),
    ("entrance", day(1).entrance(ended="burning")),
    ("entrance", day(1).entrance(ended="stop")),
    ("entrance", day(1).entrance(None, ended="early")),
    ("entrance", day(1).entrance(None, holds=[10])),
    ("mapping", day(1).mapping(3, settled=True, faded=None)),
    ("mapping", day(1).mapping(faded="partly")),
    ("shallow", day(1).shallow(after=None)),
    ("entrance", day(1).entrance(None)),
]
"""A session on a day that was not easy, and the step it was at."""
_TOLD: list[tuple[Day, list[Told]]] = [
    (day(2), [day(1).mapping(during=4)]),
    (day(2), [_placed("shallow"), day(1).shallow(during=4), day(2, "09:00").now(1)]),
    (day(2), [day(1).mapping(during=4), day(2, "09:00").now(1)]),
    (day(3), [day(1).mapping(during=4), day(3, "09:00").now(3)]),
    (day(4), [_placed("dilator:a"), day(1).dilator(during=4), day(2, "09:00").now(1)]),
    (day(3, "09:00"), [day(1).mapping(during=4), day(2, "20:00").entrance(during=4), day(2, "20:30").now(1)]),
    (day(2), [day(1).mapping(**ABOVE)]),
    (day(17), [day(1).easy()]),
    (day(3), [_placed("shallow"), _easy("shallow", 1, 2, **ABOVE)]),
    (day(2, "23:00"), [_placed("dilator:b"), _easy("dilator:b", 1, 2, **ABOVE)]),
    (
        day(4, "20:00"),
        [_easy("entrance", 1, 2, 3), [day(4, f"1{hour}:00").entrance(holds=[4]) for hour in range(4)]],
    ),
    (day(1), []),
    (day(22), [day(1).easy("entrance"), day(20).mapping(**ABOVE)]),
    (day(1, "23:00"), [day(1).mapping()]),
    (day(4), [CALENDAR, _easy("mapping", 1, 2, 3)]),
    (day(2), [_placed("movement"), day(1).easy("movement:a")]),
    (day(4), [LARGER, _placed("movement"), MOVED]),
    (day(5), [READY, MOVED, day(4).partner(close={}), day(5, "09:00").rating(0)]),
    (day(1, "23:00"), [_placed("shallow"), day(1).shallow()]),
    (day(4), [READY, MOVED]),
    (day(4), [READY, MOVED[:2], day(3).movement(**ABOVE, ended="pain"), day(4, "09:00").rating(0)]),
    (day(4), [READY, MOVED, day(4, "10:00").checkin({"respected": "no"})]),
    (day(5), [READY, MOVED, day(4).partner(), day(5, "09:00").rating(0)]),
    (day(3), [day(1, "06:00").profile(sizes=()), day(1).easy()]),
    (day(3), [day(1).easy("entrance"), day(2).easy("shallow"), day(2, "22:00").flag(cleared=day(3, "09:30").at())]),
    *((day(4), [day(3).flag(sign)]) for sign in SIGNS),
    *((day(2, "22:00"), [_placed(at), lacking, day(2, "09:00").rating(0)]) for at, lacking in _LACKING),
    *(
        (day(2, "22:00"), [LOWER, _placed("entrance"), day(1).entrance(after=after), day(2, "09:00").rating(value)])
        for after, value in ((2, 0), (1, 2))
    ),
    (day(2, "22:00"), [_placed("entrance"), day(1).entrance(ended="flag"), day(2, "09:00").rating(0)]),
    (
        day(4),
        [day(1).entrance(spike=True), day(2, "22:00").now(1), day(3).entrance(holds=[4]), day(4, "09:00").rating(0)],
    ),
]

ASKED: list[tuple[list[Record], datetime]] = [
    *((records, at) for records, at, _ in REFERENCE.values()),
    *((story(*told), at.moment()) for at, told in _TOLD),
]
"""What was recorded, and when the plan is asked."""
