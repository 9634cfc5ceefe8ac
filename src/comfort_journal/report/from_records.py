"""The page made of the records and of nothing else.

Every number on it is one that the owner gave, or a count of days, sessions or minutes; nothing is a mean, a share or a
comparison. Sessions with another person, and what they brought, are in the part about them alone.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from comfort_journal.content import load_library, load_programme, record_names
from comfort_journal.plan.around import counts
from comfort_journal.plan.case import work_out
from comfort_journal.plan.gate import assessment_of
from comfort_journal.plan.numbers_given import numbers_given
from comfort_journal.plan.visits import close_of
from comfort_journal.records import DAY_BEGINS, Circuit, Entry, Partner, Profile, moment, programme_day
from comfort_journal.report import sections
from comfort_journal.report.choice import ReportDays
from comfort_journal.report.days_said import day_and_month, number, span_said
from comfort_journal.report.names import PageNames
from comfort_journal.report.numbers_part import numbers_given_on
from comfort_journal.report.sections import ReportPage
from comfort_journal.report.sources import Sources
from comfort_journal.report.standing import where_it_stands
from comfort_journal.report.too_much import TooMuch, times_too_much
from comfort_journal.text.counts import many
from comfort_journal.text.plain import one_line, plain_lines, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from comfort_journal.content import Library
    from comfort_journal.content.report import Part, ReportWords
    from comfort_journal.records import AnyRecord
    from comfort_journal.report.choice import ReportChoice

_WEEK = 7


def make_report(records: Sequence[AnyRecord], choice: ReportChoice, now: datetime, words: ReportWords) -> ReportPage:
    """Return the page as it is at ``now``, from records of every kind and the entries that may come along."""
    library = load_library()
    case = work_out(records, load_programme(), now)
    given, profile = numbers_given(case), case.facts.profile
    called = record_names(each for each in records if isinstance(each, Profile))
    names = PageNames(called, library, profile.sizes if profile else (), given.today)
    too_much = tuple(times_too_much(given, records, together="together" in choice.parts))
    of = Sources(tuple(records), choice, given, too_much, names, words, case)
    parts: dict[str, Any] = {part.replace("-", "_"): make(of) for part, make in _MAKE.items() if part in choice.parts}
    return ReportPage(
        title=one_line(choice.title) or words.page.title,
        name=one_line(choice.name),
        said=span_said(choice.span),
        made=span_said(ReportDays(given.today, given.today)),
        line=given.line,
        scale=_scale(library),
        sizes=names.millimetres(),
        standing_title=_standing_title(of),
        entries=_entries(of),
        **parts,
    )


def _scale(library: Library) -> tuple[tuple[str, str], ...]:
    said = library.sentences.scale
    return ("0", said.none), ("1", said.barely), ("2", said.mild), ("3+", said.more), ("10", said.worst)


def _standing_title(of: Sources) -> str:
    """Return the heading, with the day where that is not the day on which the page is made."""
    last = of.choice.span.last
    if last == of.given.today:
        return of.words.parts["standing"].title
    return of.words.standing.stood.format(day=of.day(last))


def _standing(of: Sources) -> tuple[str, ...]:
    """Return it as it was at the end of the chosen days, by what had happened until then."""
    case, last = of.case, of.choice.span.last
    if last < of.given.today:
        case = work_out(of.records, case.programme, _last_moment(last, case.now))
    return where_it_stands(case, assessment_of(case), of.names, of.words.standing, together=of.together)


def _last_moment(day: date, now: datetime) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), now.tzinfo) + DAY_BEGINS - timedelta(seconds=1)


def _too_much(of: Sources) -> tuple[sections.TooMuchRow, ...]:
    return tuple(
        sections.TooMuchRow(
            of.day(each.day),
            of.words.parts["together"].title if each.at is None else of.step(each.at),
            number(each.before),
            number(each.during),
            number(each.after),
            number(each.next_day),
            _settled(of, each),
        )
        for each in of.too_much
        if each.day in of.choice.span
    )


def _settled(of: Sources, each: TooMuch) -> str:
    heads = of.words.heads
    if each.settled is None:
        return heads.not_settled
    return heads.settled_on.format(day=of.day(each.settled), days=many((each.settled - each.day).days, "day"))


def _signs(of: Sources) -> tuple[sections.SignRow, ...]:
    """Return the signs of the chosen days, and those from before them that still stand."""
    span = of.choice.span
    return tuple(
        sections.SignRow(of.day(each.day), of.names.sign(each.sign), each.cleared)
        for each in of.given.signs
        if each.day in span or (each.day < span.first and not each.cleared)
    )


def _circuit(of: Sources) -> tuple[sections.CircuitRow, ...]:
    """Return the weeks of the chosen days, counted from the first of them, in which the circuit was done."""
    span = of.choice.span
    done: dict[int, list[tuple[date, Circuit]]] = {}
    for each in of.records:
        if isinstance(each, Circuit) and (day := programme_day(each.started_at)) in span:
            done.setdefault((day - span.first).days // _WEEK, []).append((day, each))
    return tuple(_week(span, week, done[week]) for week in sorted(done))


def _week(span: ReportDays, week: int, done: list[tuple[date, Circuit]]) -> sections.CircuitRow:
    said = day_and_month(span.first + timedelta(days=week * _WEEK))
    seconds = sum(part.seconds for _, circuit in done for part in circuit.parts)
    days = len({day for day, _ in done})
    return sections.CircuitRow(said, str(days), str(round(seconds / 60) or ""))


def _around(of: Sources) -> tuple[sections.AroundRow, ...]:
    """Return the marks of sessions; what was around one with another person is not told by its marks here."""
    span, shipped = of.choice.span, of.names.circumstances()
    records = [_without_marks(each, shipped) if isinstance(each, Partner) else each for each in of.records]
    found = counts(work_out(records, of.case.programme, of.case.now), shipped, (span.first, span.last))
    return tuple(sections.AroundRow(one_line(each.mark), each.days, each.easy) for each in found)


def _without_marks(record: Partner, shipped: Mapping[str, str]) -> Partner:
    if record.close is None:
        return record
    kept = tuple(tag for tag in record.close.tags if tag not in shipped)
    return replace(record, close=replace(record.close, tags=kept))


def _sensations(of: Sources) -> tuple[sections.FeltRow, ...]:
    names = of.names.sensations()
    felt: dict[str, Counter[str]] = {}
    for _, session in of.sessions():
        tags = [tag for tag in session.tags if tag in names]
        if tags:
            felt.setdefault(of.names.called(session.step), Counter()).update(tags)
    return tuple(
        sections.FeltRow(step, tuple((names[tag], counted[tag]) for tag in names if tag in counted))
        for step, counted in felt.items()
    )


def _fear(of: Sources) -> tuple[sections.FearRow, ...]:
    return tuple(
        sections.FearRow(of.day(day), of.names.called(each.step, each.size), number(each.fear), number(each.stretch))
        for day, each in of.sessions()
        if each.fear is not None or each.stretch is not None
    )


def _together(of: Sources) -> tuple[sections.TogetherRow, ...]:
    """Return the sessions at that step, and the check-ins for which numbers were given."""
    found = []
    for each in of.records:
        if isinstance(each, Partner) and (day := programme_day(each.started_at)) in of.choice.span:
            close = close_of(each)
            if each.mode == "step" or close.during is not None or close.after is not None:
                found.append((day, moment(each.started_at), each.id, close))
    return tuple(
        sections.TogetherRow(of.day(day), number(close.during), number(close.after))
        for day, *_, close in sorted(found, key=lambda each: each[:3])
    )


def _entries(of: Sources) -> tuple[sections.EntryWords, ...]:
    """Return the ticked entries, oldest first."""
    ticked = [each for each in of.records if isinstance(each, Entry) and each.id in of.choice.entries]
    return tuple(
        sections.EntryWords(of.day(programme_day(each.at)), tuple(plain_lines(shown(each.text.strip()))))
        for each in sorted(ticked, key=lambda each: (moment(each.at), each.id))
    )


_MAKE: dict[Part, Callable[[Sources], Any]] = {
    "standing": _standing,
    "numbers": numbers_given_on,
    "too-much": _too_much,
    "signs": _signs,
    "circuit": _circuit,
    "around": _around,
    "sensations": _sensations,
    "fear": _fear,
    "together": _together,
}
