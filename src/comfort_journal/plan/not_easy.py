"""What kept a practice day from being easy, each by the term that it is judged by; it decides nothing.

``visits`` judges, and this names what it looked at. What was too much is told where the rest is told, and what came of
a session together on its private pages: neither is named here. Where it was cut short, that is the reason, and not
what would have been asked after that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.plan.visits import after_of
from comfort_journal.records import Session
from comfort_journal.records.steps import traits_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.plan.case import Case
    from comfort_journal.plan.visits import Day, Visit

_ENDS = {"pain": "hurt", **{each: each for each in ("burning", "clench", "stop", "early", "flag")}}
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
    to_its_end = record.ended not in _ENDS
    asked_fading = to_its_end and traits.asks_fading and "sharp" not in record.tags
    said = [
        ("masked", None, record.masked),
        (_ENDS.get(record.ended, ""), None, not to_its_end),
        ("during", record.during, record.during is not None and record.during > line),
        ("open", None, to_its_end and record.during is None),
        ("fading", None, traits.asks_fading and record.faded in _NOT_FADED),
        ("unsaid", None, asked_fading and record.faded is None),
        ("after", after, after is not None and after > line),
        ("after_open", None, to_its_end and traits.after_each_hold and after is None),
        ("sore", visit.next_day, visit.next_day is not None and visit.next_day > line),
        ("short", None, not traits.asks_fading and all(hold.seconds < floor for hold in record.holds)),
    ]
    yield from ((key, value) for key, value, lacks in said if lacks)
