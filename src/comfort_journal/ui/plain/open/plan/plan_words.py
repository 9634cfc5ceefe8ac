"""What the plan says in lines: the same answers and reasons as on its page, each a sentence that makes sense alone."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from comfort_journal.content import load_programme
from comfort_journal.content.numbers_words import noted
from comfort_journal.records.steps import kind_of_step, traits_of
from comfort_journal.text.counts import in_words
from comfort_journal.text.dates import MONTHS, day_in_words
from comfort_journal.text.plain import plain_lines
from comfort_journal.ui.open.core.note_to_self import find_note
from comfort_journal.ui.open.plan.messages import HERE, SIZES, answer_lines, mark_of, state_of
from comfort_journal.ui.open.plan.plan_page import HOW, LAST
from comfort_journal.ui.plain.open.practice.lasting import from_to
from comfort_journal.ui.plain.questions import NamedChoice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from comfort_journal.plan.numbers_given import DayAtStep
    from comfort_journal.ui.open.plan.plan_page import PlanPage
    from comfort_journal.ui.plain.open.visit import OpenLines

RECENT: Final = 4
"""Easy days that are said of a step."""
EASY: Final = "Easy days: {days}."
COMES_AFTER: Final = "comes after {step}"
AFTER_PAGE: Final = "opens when you have read the first page"
HERE_CLOSED: Final = "where you are, and not open today"
REST: Final = "SPIKE"
OWN_NUMBER: Final = re.compile(r"(\d+)(?:\W+(.+))?", re.DOTALL)
"""The number that a text begins with, and what comes behind it."""
DAYS: Final = re.compile(r"^(\d+)\W(\d+)\s+")
"""The first and the last day of a range of the sample calendar, as a page has them."""


def standing(page: PlanPage) -> list[str]:
    """Return the gate's answer, what is offered and expected, and the sample calendar where that is on."""
    reason, *offered = answer_lines(page.found, page.called)
    calendar = [DAYS.sub(r"Days \1 to \2: ", line) for line, _ in page.calendar_said()]
    head = [f"{page.headline}."] if page.headline else []
    number = [page.next_number] if page.next_number else []
    return [*head, reason, *(" ".join(line.split()) for line in offered), *number, *calendar]


def rungs(visit: OpenLines, page: PlanPage) -> list[NamedChoice]:
    """Return the steps as choices, by the number in their name."""
    found = by_own_number(list(map(page.called, page.steps)))
    return [
        replace(each, name=f"{each.name}." if step == SIZES else f"{each.name}: {_rung(visit, page, step)}", does=step)
        for step, each in zip(page.steps, found, strict=True)
    ]


def by_own_number(texts: Sequence[str]) -> list[NamedChoice]:
    """Return some texts as choices: by the number that each begins with, so that it is heard once, else by its place.

    Where several begin with one number, as sizes do, each has a letter behind it; a number alone is its own name.
    """
    numbered = [OWN_NUMBER.fullmatch(text) for text in texts]
    numbers, letters = [each[1] for each in numbered if each], iter(ascii_lowercase)
    if len(numbers) < len(texts):
        return [NamedChoice(str(place), text) for place, text in enumerate(texts, 1)]
    return [
        NamedChoice(f"{each[1]}{next(letters, '') if numbers.count(each[1]) > 1 else ''}", each[2])
        if each[2]
        else NamedChoice("", each[1])
        for each in numbered
        if each
    ]


def _rung(visit: OpenLines, page: PlanPage, step: str) -> str:
    """Return how a step stands: open or what it comes after, how long a hold is, and its easy days."""
    said = "; ".join(each for each in (_state(visit, page, step), target_in_words(step)) if each)
    days = page.easy.get(step, ())[-RECENT:]
    return f"{said}." + (f" {EASY.format(days=days_in_words(days))}" if days else "")


def _state(visit: OpenLines, page: PlanPage, step: str) -> str:
    """Return whether a step is open, and if not, after what it comes where that is a step or the first page."""
    words, found, through = visit.library.sentences.plan, page.found, page.opening(step).through
    if found.may(step):
        return words.mark_here if mark_of(found, step) == HERE else words.mark_open
    if through:
        return COMES_AFTER.format(step=page.called(through[-1]))
    if found.row == 0:
        return AFTER_PAGE
    return HERE_CLOSED if step == found.step else state_of(found, step, words)


def days_in_words(days: Iterable[date]) -> str:
    """Return some days, each month named once: ``28 and 29 October, 1 November``."""
    grouped = groupby(days, key=lambda day: (day.year, day.month))
    return ", ".join(f"{_listed([str(day.day) for day in each])} {MONTHS[month - 1]}" for (_, month), each in grouped)


def _listed(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def target_in_words(step: str) -> str:
    """Return how long a good session at a step is; nothing for what has no time of its own."""
    if step == SIZES or traits_of(step).together:
        return ""
    known = load_programme().step(kind_of_step(step))
    if not known.hold_most:
        return ""
    return f"{f'{in_words(known.holds)} times ' if known.holds else ''}{from_to(known.hold_least, known.hold_most)}"


def about(visit: OpenLines, page: PlanPage, step: str) -> Iterator[str]:
    """Yield what there is to know about a step; while a sign stands, only what would open it."""
    text, library = page.text_of(step), visit.library
    yield f"{page.called(step)}: {_rung(visit, page, step)}"
    if not page.sign_stands:
        yield text.what
    opening = page.opening(step)
    if opening.lines:
        yield f"{page.opening_head(step)}:"
        yield from opening.lines
        if opening.through:
            yield library.sentences.plan.easy_day.format(line=visit.practice.line)
    if page.sign_stands:
        return
    if page.found.outcome == "rest":
        yield from _rest(visit, page)
    rows = page.last_days(step)
    if rows:
        yield f"{LAST}:"
        yield from map(day_at_step, rows)
    yield f"{HOW}:"
    yield from text.how
    yield text.target


def _rest(visit: OpenLines, page: PlanPage) -> Iterator[str]:
    for card in map(visit.library.card, page.found.cards):
        yield from [*([] if card.id == REST else [card.title]), card.text, *card.items]
    note = find_note(visit.session)
    if note is not None:
        yield from [visit.library.sentences.session.note_to_self, *plain_lines(note.text)]


def day_at_step(row: DayAtStep) -> str:
    """Return a day's numbers in words, and how it went."""
    return f"{day_in_words(row.day)}: {'; '.join(each for each in (given_in_words(row), noted(row)) if each)}."


def given_in_words(row: DayAtStep) -> str:
    """Return the numbers of a day at a step, each by what it is for."""
    named = (("before", row.before), ("during", row.during), ("after", row.after), ("next day", row.next_day))
    return ", ".join(f"{name} {value}" for name, value in named if value is not None)
