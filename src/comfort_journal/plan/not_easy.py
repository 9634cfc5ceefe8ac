"""What kept a practice day from being easy, each by the term that it is judged by; it decides nothing.

``visits`` judges, and this names what it looked at. What was too much is told where the rest is told, and what came of
a session together on its private pages: neither is named here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.plan.session_state import ENDED_ABOVE
from comfort_journal.plan.visits import after_of
from comfort_journal.records import Session
from comfort_journal.records.steps import traits_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.plan.case import Case
    from comfort_journal.plan.visits import Day, Visit

_ENDS = {"stop": "stop", "early": "early", "flag": "flag", **dict.fromkeys(ENDED_ABOVE, "hurt")}
_NOT_FADED = frozenset({"partly", "no"})


def missing(case: Case, day: Day) -> tuple[tuple[str, int | None], ...]:
    """Return what the sessions of a day lacked, in the order of a session: a key, and the number where it was one."""
    sittings = [each.record for each in case.facts.sittings if each.day == day.number]
    found: dict[tuple[str, int | None], None] = {}
    for record, visit in zip(sittings, day.visits, strict=True):
        if isinstance(record, Session) and visit.counts and not visit.easy_but_for_number:
            found |= dict.fromkeys(_lacks(case, record, visit))
    return tuple(found)


def _lacks(case: Case, record: Session, visit: Visit) -> Iterator[tuple[str, int | None]]:
    line, traits, after = case.facts.line, traits_of(record.step), after_of(record)
    floor = case.programme.step(traits.kind).floor
    said = [
        ("masked", None, record.masked),
        (_ENDS.get(record.ended, ""), None, record.ended in _ENDS),
        ("during", record.during, record.during is not None and record.during > line),
        ("open", None, record.during is None),
        ("fading", None, traits.asks_fading and record.faded in _NOT_FADED),
        ("unsaid", None, traits.asks_fading and record.faded is None and record.ended not in _ENDS),
        ("after", after, after is not None and after > line),
        ("after_open", None, traits.after_each_hold and after is None),
        ("sore", visit.next_day, visit.next_day is not None and visit.next_day > line),
        ("short", None, not traits.asks_fading and all(hold.seconds < floor for hold in record.holds)),
    ]
    yield from ((key, value) for key, value, lacks in said if lacks)
