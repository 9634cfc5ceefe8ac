"""What was around a session, in words, and how many of the days with a word were easy: counts, and no cause.

The owner's own words stand in ``around``; the words that ship with the program may stand in ``tags`` by their key. Here
both are words, and one word is one however it is spelt.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from comfort_journal.plan.counting import counting
from comfort_journal.plan.numbers import AROUND_DAYS
from comfort_journal.records import Partner, Session, tag_key, tags_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from comfort_journal.plan.case import Case

_DECIDED = frozenset({"easy", "not_easy", "unnumbered"})
"""A day of which nothing can come any more; one that waits for its number would be told as not easy before its time."""


class AroundCount(NamedTuple):
    """Of ``days`` practice days with a word, ``easy`` were easy days."""

    mark: str
    easy: int
    days: int


def marks_of(record: Session | Partner, shipped: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words for what was around; ``shipped`` has the program's own by the key they have as a tag."""
    if isinstance(record, Session):
        tags, own = record.tags, record.around or ()
    else:
        tags, own = record.close.tags if record.close else (), ()
    return tags_once([*(shipped[tag] for tag in tags if tag in shipped), *own])


def with_marks(session: Session, marks: Iterable[str], shipped: Mapping[str, str]) -> Session:
    """Return the session with these words and no others; they are the owner's from then on, shipped ones too."""
    return replace(session, tags=tuple(tag for tag in session.tags if tag not in shipped), around=tags_once(marks))


def marks_used(records: Iterable[Session | Partner], shipped: Mapping[str, str]) -> tuple[str, ...]:
    """Return every word once, as it is written in the first of the records: the most used first, then by name."""
    spelt: dict[str, str] = {}
    used: Counter[str] = Counter()
    for record in records:
        for mark in marks_of(record, shipped):
            spelt.setdefault(tag_key(mark), mark)
            used[tag_key(mark)] += 1
    return tuple(spelt[key] for key in sorted(used, key=lambda key: (-used[key], key)))


def counts(case: Case, shipped: Mapping[str, str], period: tuple[date, date] | None = None) -> tuple[AroundCount, ...]:
    """Return for each word the practice days with it and how many were easy, from ``AROUND_DAYS`` days on.

    The gate says which session counts, what an easy day is and by which line. A day that is not decided yet, and one on
    which every session was cut short, are left out. Most days first, then by name, so that nothing is ranked by how
    easy it was. A ``period`` is its first and last programme day.
    """
    sittings = sorted(case.facts.sittings, key=lambda sitting: sitting.day)
    visits = [(day, visit) for day in case.days for visit in day.visits]
    days_with: dict[str, dict[int, bool]] = {}
    spelt: dict[str, str] = {}
    for (day, visit), sitting in zip(visits, sittings, strict=True):
        marks = marks_of(sitting.record, shipped)
        asked = period is None or period[0].toordinal() <= day.number <= period[1].toordinal()
        if marks and asked and visit.counts and counting(case, day) in _DECIDED:
            for mark in marks:
                days_with.setdefault(spelt.setdefault(tag_key(mark), mark), {})[day.number] = day.easy
    found = [AroundCount(mark, sum(days.values()), len(days)) for mark, days in days_with.items()]
    return tuple(
        sorted(
            (each for each in found if each.days >= AROUND_DAYS),
            key=lambda each: (-each.days, tag_key(each.mark)),
        )
    )
