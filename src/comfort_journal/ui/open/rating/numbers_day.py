"""One day of Numbers in words: each number by what it is for, and nothing said of what was not given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.content import load_library
from comfort_journal.content.around import say_count, shipped_marks
from comfort_journal.content.numbers_words import EASY, size_in_words
from comfort_journal.content.numbers_words import noted as how_it_went
from comfort_journal.interchange.sentences import duration
from comfort_journal.plan.around import marks_of
from comfort_journal.records import moment, tags_once
from comfort_journal.text.counts import units_held
from comfort_journal.text.dates import day_in_words, say_day, say_month, short_day
from comfort_journal.text.plain import one_line
from comfort_journal.ui.widgets.text_layout import BLANK, Block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from comfort_journal.plan.around import AroundCount
    from comfort_journal.plan.numbers_given import DayAtStep, NumbersGiven, PracticeNumbers
    from comfort_journal.records import Size
    from comfort_journal.ui.open.rating.numbers_chart import Days, Grain

AROUND = "Around: {marks}."
NOTHING_THEN = "Nothing was given on this day."
BY_ITSELF = "A number at another time: {values}."
SIGN_NOTED = "A sign was noted on this day."
TOO_MUCH_CHECKIN = "That was too much."
RESTED = "Rest after {spike}, when it was too much"
SETTLED = "{rested}. On {day} a number up to your line ended it."
RESTING = "{rested}. A number up to your line ends it."


def day_blocks(given: NumbersGiven, day: date, sizes: Sequence[Size], called: Callable[[str], str]) -> list[Block]:
    """Return everything of a day, to be read: heading, a paragraph a step, then rests, signs and other numbers."""
    seen = given.between(day, day)
    said = say_day(day, given.today)
    heading = said[:1].upper() + said[1:] if day.year != given.today.year else _near(day, given.today)
    parts = [*_lines(seen.days, sizes, called), *_beside(seen, day)]
    return [Block("heading", heading), *(parts or [Block("quiet", NOTHING_THEN)])]


def around_blocks(counts: Sequence[AroundCount]) -> list[Block]:
    """Return how many of the days with each word were easy, to stand below any day; nothing while there is none."""
    if not counts:
        return []
    said = load_library().sentences.around
    counted = [units_held(say_count(count)) for count in counts]
    return [BLANK, *(Block("quiet", each) for each in (said.beside, *counted, said.left_out))]


def _near(day: date, today: date) -> str:
    """Return a day of this year with its weekday, and that it is today or yesterday."""
    said = say_day(day, today)
    return day_in_words(day) + (f", {said}" if said in {"today", "yesterday"} else "")


def _lines(days: Sequence[DayAtStep], sizes: Sequence[Size], called: Callable[[str], str]) -> Iterator[Block]:
    for line in days:
        facts = (called(line.step), size_in_words(line, sizes), duration(line.seconds) if line.seconds else "")
        yield Block("body", " · ".join(units_held(fact) for fact in facts if fact))
        several = len(line.sessions) > 1
        for session in line.sessions:
            if felt := _felt(session):
                yield Block("body", f"{_clock(session)}  {felt}" if several else felt)
        if went := how_it_went(line):
            yield Block("quiet", f"{went[:1].upper()}{went[1:]}.")
        if marks := tags_once(mark for each in line.sessions for mark in marks_of(each.record, shipped_marks())):
            yield Block("quiet", AROUND.format(marks=one_line(", ".join(marks))))
    if days and days[0].easy:
        yield Block("quiet", f"{EASY[:1].upper()}{EASY[1:]}.")


def _felt(session: PracticeNumbers) -> str:
    named = (
        ("before", session.before),
        ("during", session.during),
        ("after", session.after),
        ("next\u00a0day", session.next_day),
    )
    return ", ".join(f"{name}\u00a0{value}" for name, value in named if value is not None)


def _clock(session: PracticeNumbers) -> str:
    return f"{moment(session.record.started_at):%H:%M}"


def _beside(seen: NumbersGiven, day: date) -> Iterator[Block]:
    if seen.others:
        yield Block("body", BY_ITSELF.format(values=", ".join(str(other.value) for other in seen.others)))
    for rest in seen.rests:
        if rest.spike == day and not any(line.too_much for line in seen.days):
            yield Block("body", TOO_MUCH_CHECKIN)
        if rest.first <= day:
            rested = RESTED.format(spike=short_day(rest.spike))
            if rest.last is None:
                yield Block("quiet", RESTING.format(rested=rested))
            elif day <= rest.last:
                yield Block("quiet", SETTLED.format(rested=rested, day=short_day(rest.last)))
    if seen.signs:
        yield Block("body", SIGN_NOTED)


def columns_said(grain: Grain, days: Days) -> str:
    """Return what a column of several days is; "" where it is the day itself."""
    if days.first == days.last:
        return ""
    first, last = (say_month(day) if grain.months else short_day(day) for day in days)
    where = first if first == last else f"{first} to {last}"
    return f"Each column is {grain.name}, with every number given in it. This one: {where}."
