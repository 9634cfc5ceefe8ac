"""The programme's reference rows as hand-written histories: what was recorded, when it is asked, and the answer.

Each is told at `entrance` where the page names no step, with the day before everything as day 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stories import day, story

if TYPE_CHECKING:
    from datetime import datetime

    from comfort_journal.records import Record

MON = "09:30"
"""When the plan is asked unless told: half past nine, after the next-day number."""


def _missing(number: int) -> Record:
    return day(number).entrance()


def _over(number: int) -> list[Record]:
    """Return a day of 3 that settled, with an easy next day."""
    return [day(number).entrance(during=3, settled=True), day(number + 1).rating(1)]


def _easy(*numbers: int, step: str = "entrance") -> list[list[Record]]:
    return [day(number).easy(step) for number in numbers]


def _last_spiked(value: int = 4) -> list[list[Record] | Record]:
    """Return two easy days at mapping and one of `value` at entrance, on day 3 from 21:00 to 21:10."""
    return [*_easy(1, 2, step="mapping"), day(3).entrance(during=value)]


_weekly = _easy(1, 8, 15)

REFERENCE: dict[str, tuple[list[Record], datetime, dict[str, object]]] = {
    "3 easy of 3": (story(_easy(1, 2, 3)), day(4).moment(MON), {"row": 9, "outcome": "advance", "step": "entrance"}),
    "2 of 2": (story(_easy(1, 2)), day(3).moment(MON), {"row": 10, "outcome": "stay"}),
    "easy, easy, missing next-day, easy": (
        story(_easy(1, 2), _missing(3), _easy(4)),
        day(5).moment(MON),
        {"row": 9, "outcome": "advance"},
    ),
    "easy x3 with the latest next-day missing": (
        story(_easy(1, 2), _missing(3)),
        day(4).moment(MON),
        {"row": 5, "outcome": "ask"},
    ),
    "the same, skipped": (
        story(_easy(1, 2), _missing(3), day(4).skip()),
        day(4).moment(MON),
        {"row": 10, "outcome": "stay"},
    ),
    "the same, a day later": (
        story(_easy(1, 2), _missing(3)),
        day(5).moment(MON),
        {"row": 10, "outcome": "stay"},
    ),
    "easy x3, latest during 3 settled": (
        story(_easy(1, 2), _over(3)),
        day(4).moment(MON),
        {"row": 10, "outcome": "stay"},
    ),
    "easy, 3 settled, easy, easy": (
        story(_easy(1), _over(2), _easy(3, 4)),
        day(5).moment(MON),
        {"row": 9, "outcome": "advance"},
    ),
    "easy, 3, easy, 3": (
        story(_easy(1), _over(2), _easy(3), _over(4)),
        day(5).moment(MON),
        {"row": 8, "outcome": "step_back", "step": "mapping"},
    ),
    "next-day 3": (
        story(_easy(1, step="mapping"), day(2).entrance(), day(3).rating(3)),
        day(3).moment(MON),
        {"row": 4, "outcome": "rest", "open": ["circuit"]},
    ),
    "30 h after a spike, settled": (
        story(_last_spiked(), day(5, "03:10").now(1)),
        day(5, "03:10").moment(),
        {"row": 6, "outcome": "resume", "step": "mapping", "timers": "low"},
    ),
    "50 h after a spike with a value above 2": (
        story(_last_spiked(), day(4).rating(3)),
        day(5, "23:10").moment(),
        {"row": 2, "outcome": "evaluate"},
    ),
    "50 h after a spike with silence": (
        story(_last_spiked()),
        day(5, "23:10").moment(),
        {"row": 4, "outcome": "rest", "open": ["circuit"]},
    ),
    "14 days away": (story(_easy(1, step="mapping")), day(15).moment(), {"row": 10, "outcome": "stay"}),
    "15 days away": (
        story(_easy(1, step="mapping"), _easy(2)),
        day(17).moment(),
        {"row": 7, "outcome": "step_back", "step": "mapping"},
    ),
    "a mapping evening at a dilator size": (
        story(_easy(1, step="dilator:a"), _easy(2, step="mapping")),
        day(3).moment(MON),
        {"row": 10, "outcome": "stay", "step": "dilator:a"},
    ),
    "two stops without discomfort": (
        story([day(n).entrance(ended="stop") for n in (1, 2)], [day(n).rating(0) for n in (2, 3)]),
        day(3).moment(MON),
        {"row": 10, "outcome": "stay", "step": "entrance"},
    ),
    "a hold of four seconds, then a full one": (
        story(_easy(1, 2), day(3, "20:00").entrance(holds=[4]), _easy(3)),
        day(4).moment(MON),
        {"row": 9, "outcome": "advance"},
    ),
    "easy x3, then only a hold of four seconds": (
        story(_easy(1, 2, 3), day(4).entrance(holds=[4])),
        day(4, "23:00").moment(),
        {"row": 9, "outcome": "advance"},
    ),
    "once a week, all easy, in week 2": (story(_weekly[:2]), day(9).moment(MON), {"row": 10, "outcome": "stay"}),
    "once a week, all easy, in week 3": (story(_weekly), day(16).moment(MON), {"row": 9, "outcome": "advance"}),
    "not an adult who agreed": (
        story(day(1).profile(agreed=False), _easy(1, 2, 3)),
        day(4).moment(MON),
        {"row": 0, "outcome": "closed", "open": ["circuit"]},
    ),
    "a sign": (story(_easy(1, 2, 3), day(3).flag()), day(4).moment(MON), {"row": 1, "outcome": "evaluate"}),
    "history without care": (
        story(day(1).profile(history=("endometriosis",)), _easy(1, 2, 3)),
        day(4).moment(MON),
        {"row": 3, "outcome": "evaluate", "open": ["circuit"]},
    ),
    "history and an informed choice": (
        story(day(1).profile(history=("endometriosis",)), day(1).informed()),
        day(4).moment(MON),
        {"row": 3, "outcome": "evaluate", "open": ["circuit", "mapping"]},
    ),
    "a sign cleared": (
        story(_easy(1, 2, step="mapping"), _easy(3), day(4).flag(cleared=day(5).at())),
        day(6).moment(),
        {"row": 6, "outcome": "resume", "step": "mapping", "timers": "low"},
    ),
}


SMOOTH_COURSE = {"mapping": 1, "entrance": 4, "shallow": 7, "movement": 11}
"""The first day of each step when every day is easy and the sample calendar is on."""
