"""Where practice stands, in sentences for somebody who does not know the app; every answer in them is the gate's own.

A history (RF-4) is named nowhere, so that a sentence about steps that rest says no reason. Without the part about
sessions with another person, nothing here tells of that step: practice alone stands at the last one before it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from comfort_journal.plan.closures import closures
from comfort_journal.plan.counting import counting
from comfort_journal.plan.progress import progress
from comfort_journal.plan.still_to_come import StillToCome, still_to_come
from comfort_journal.records import moment, programme_day
from comfort_journal.report.days_said import dated
from comfort_journal.text.counts import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.content.report import StandingWords
    from comfort_journal.plan import Assessment
    from comfort_journal.plan.case import Case
    from comfort_journal.plan.progress import Progress
    from comfort_journal.plan.visits import Day
    from comfort_journal.report.names import PageNames

_NOT_BEGUN, _REST, _LASTING, _AWAY, _BACK = 0, 4, 2, 7, 8
_RESTS = frozenset({1, 2, 3})
_COUNTS_FROM = 5


def where_it_stands(
    case: Case, answer: Assessment, names: PageNames, words: StandingWords, *, together: bool
) -> tuple[str, ...]:
    """Return where practice stands at the moment of the case, a sentence for each thing to say."""
    if answer.row == _NOT_BEGUN or not case.days:
        return (words.none,)
    ladder = case.facts.ladder
    alone = min(case.standing.rank, ladder.partner if together else ladder.movement)
    step = ladder.order[alone]
    size = ladder.order[case.standing.largest] if case.standing.largest and step == "movement" else ""
    shown = names.called(step, size.partition(":")[2] or None)
    since = _since(case) if alone == case.standing.rank else None
    day = dated(since, names.made) if since else ""
    said = [
        words.since.format(step=shown, day=day) if day else words.at.format(step=shown),
        *_outcome(answer, names, words),
        *(_next(case, answer, names, words, together=together) if together or alone < ladder.movement else ()),
    ]
    return tuple(said)


def _since(case: Case) -> date | None:
    """Return the day from which practice stands there: that of the last move, else the first day of all."""
    at = case.standing.count_from
    return programme_day(case.at_own_clock(at)) if at > 0 else date.fromordinal(case.days[0].number)


def _outcome(answer: Assessment, names: PageNames, words: StandingWords) -> Iterator[str]:
    if answer.row in _RESTS:
        yield words.lasting if answer.row == _LASTING else words.rests
    elif answer.row == _REST and answer.until is not None:
        yield words.resting.format(day=dated(moment(answer.until).date(), names.made))
    elif answer.row in {_AWAY, _BACK}:
        yield words.away if answer.row == _AWAY else words.back


def _next(case: Case, answer: Assessment, names: PageNames, words: StandingWords, *, together: bool) -> Iterator[str]:
    """Yield what counts towards a next step, what is offered, and what is missing; nothing while the steps rest."""
    ladder, forward = case.facts.ladder, progress(case)
    if answer.row < _COUNTS_FROM or not ladder.following(case.standing.rank):
        return
    to_come = still_to_come(case, forward)
    days = ", ".join(_dated(day, names) for day in to_come.easy)
    yield words.easy.format(days=days) if days else words.none_easy
    if answer.offered:
        yield words.offered.format(
            steps=" or ".join(names.called(step) for step in sorted(answer.offered, key=ladder.ranks.__getitem__))
        )
    if to_come.returns:
        yield words.returns
    elif to_come.more is not None:
        yield words.missing.format(days=many(to_come.more, "more easy day"))
    yield from _not_easy(case, to_come, names, words, together=together)
    yield from _waits(case, forward, to_come, names, words)


def _not_easy(
    case: Case, to_come: StillToCome, names: PageNames, words: StandingWords, *, together: bool
) -> Iterator[str]:
    """Yield why a latest day is in the way; one of a session that the page is silent about has no date here."""
    partner = case.facts.ladder.partner
    for day in dict.fromkeys(each for each in (to_come.here, to_come.latest) if each is not None):
        said = words.last_here if day is to_come.here else words.last_of_all
        how = counting(case, day)
        if not (together or any(visit.rank != partner for visit in day.visits)):
            said = words.last_untold
        elif how == "waiting":
            said = words.waiting
        elif how in {"left_out", "unnumbered"}:
            said = words.unnumbered
        yield said.format(day=_dated(day, names))


def _waits(
    case: Case, forward: Progress, to_come: StillToCome, names: PageNames, words: StandingWords
) -> Iterator[str]:
    """Yield what a next step waits for beside easy days; what closes the step with another person is not told."""
    ladder = case.facts.ladder
    for rank, earliest in forward.later:
        step, day = names.called(ladder.order[rank]), dated(date.fromordinal(earliest), names.made)
        yield words.calendar.format(step=step, day=day)
    if to_come.ready:
        yield words.ready if to_come.ready == "none" else words.ready_size
    shut = {each.what for each in closures(case) if each.key != "closed.cap"}
    for step in map(ladder.order.__getitem__, ladder.following(case.standing.rank)):
        if step in shut and step != "partner":
            yield words.shut.format(step=names.called(step))


def _dated(day: Day, names: PageNames) -> str:
    return dated(date.fromordinal(day.number), names.made)
