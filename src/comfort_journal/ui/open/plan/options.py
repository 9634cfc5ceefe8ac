"""What is the owner's to change: offered is only what ``plan.allowed`` names, and every change is a new record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from comfort_journal.records import Partner
from comfort_journal.text.dates import day_in_words
from comfort_journal.ui.open.plan.sizes import ask_ready, change_sizes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.ui.open.plan.questions import PlanQuestions

TYPE_IT = "in my own words"


async def change_plan(flow: PlanQuestions) -> None:
    """Offer what may be changed now, and change one thing."""
    profile = flow.practice.profile()
    if profile is None or not (profile.adult and profile.agreed):
        await flow.agree()
        return
    may = flow.allowed()
    answers = []
    if may.once:
        answers.append(("once", "Open one step, once"))
    if may.placements:
        answers.append(("placement", "A clinician says where to begin"))
    answers += [("line", "My line"), ("sizes", "My sizes")]
    if may.ready_sizes:
        answers.append(("ready", flow.words.ready_title))
    answers += [("rest", "Longer rest"), ("calendar", "Sample calendar")]
    if may.reopen:
        answers.append(("reopen", "Open together again"))
    answer = await flow.ask("Changes", flow.words.changes, answers)
    if answer is not None:
        await _CHANGES[answer[0]](flow)


async def _choose(flow: PlanQuestions, question: str, texts: Sequence[str]) -> int | None:
    """Return the place of the chosen text."""
    chosen = await flow.asks.choose(question, texts)
    return None if chosen is None else list(texts).index(chosen)


def _now(text: str, chosen: bool) -> str:  # noqa: FBT001  a fact about the text, not a mode
    """Return what is chosen from, with a word where it is so now."""
    return f"{text}, as it is now" if chosen else text


async def _step(flow: PlanQuestions, question: str, steps: Sequence[str]) -> str | None:
    place = await _choose(flow, question, [flow.practice.step_name(step) for step in steps])
    return None if place is None else steps[place]


async def _once(flow: PlanQuestions) -> None:
    step = await _step(flow, flow.words.once, flow.allowed().once)
    if step is None:
        return
    words = flow.words
    reasons = (words.why_body, words.why_easy, words.why_clinician, TYPE_IT)
    reason = await flow.asks.choose(words.why, reasons)
    if reason == TYPE_IT:
        reason = await flow.asks.write(words.why, "", lambda text: text.strip() or None, "")
    if reason and step in flow.allowed().once:
        await flow.override("once", step, reason)


async def _placement(flow: PlanQuestions) -> None:
    step = await _step(flow, flow.words.placement, flow.allowed().placements)
    if step is not None and step in flow.allowed().placements:
        await flow.override("placement", step, "clinician")


async def _line(flow: PlanQuestions) -> None:
    lines = flow.allowed().lines
    place = await _choose(flow, flow.words.line, [_now(str(each), each == flow.practice.line) for each in lines])
    if place is not None:
        await flow.keep(flow.changed(line=lines[place]))


async def _rest(flow: PlanQuestions) -> None:
    rests, profile = flow.allowed().rest_hours, flow.practice.profile()
    chosen = profile.rest_hours if profile else None
    place = await _choose(flow, flow.words.rest, [_now(f"{hours} hours", hours == chosen) for hours in rests])
    if place is not None:
        await flow.keep(flow.changed(rest_hours=rests[place]))


async def _calendar(flow: PlanQuestions) -> None:
    calendar, profile = flow.practice.library.calendar, flow.practice.profile()
    start = profile.calendar_start if profile else None
    lines = [calendar.text]
    begun = flow.session.today if start is None else date.fromisoformat(start)
    for period in calendar.period:
        day = begun + timedelta(days=period.from_.value - 1)
        lines.append(f"{day_in_words(day)}: {period.text}")
    if (flow.session.today - begun).days >= calendar.period[-1].to.value:
        lines.append(calendar.after)
    answers = [("on", "Begin today"), ("day", "Begin on another day")] + ([("off", "No calendar")] if start else [])
    answer = await flow.ask(calendar.title, "\n\n".join(lines), answers)
    if answer == ("on",):
        await flow.keep(flow.changed(calendar_start=flow.session.today.isoformat()))
    elif answer == ("off",):
        await flow.keep(flow.changed(calendar_start=None))
    elif answer == ("day",):
        day_given = await flow.asks.write("Begin on", "2026-01-05", _day, flow.words.calendar_day)
        if day_given:
            await flow.keep(flow.changed(calendar_start=day_given))


def _day(written: str) -> str | None:
    try:
        return date.fromisoformat(written.strip()).isoformat()
    except ValueError:
        return None


async def _reopen(flow: PlanQuestions) -> None:
    at, may = flow.practice.stamp(), flow.allowed().reopen
    found = [each for each in flow.session.journal.records("partner") if isinstance(each, Partner)]
    await flow.keep(*(msgspec.structs.replace(each, reopened_at=at) for each in found if each.id in may))


_CHANGES = {
    "once": _once,
    "placement": _placement,
    "line": _line,
    "sizes": change_sizes,
    "ready": ask_ready,
    "rest": _rest,
    "calendar": _calendar,
    "reopen": _reopen,
}
