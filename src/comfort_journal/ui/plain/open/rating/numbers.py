"""Numbers in lines: what was given, day by day and newest first; it compares nothing, and is opened on purpose only."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from comfort_journal.content.numbers_words import EASY, noted, size_in_words
from comfort_journal.text.dates import say_date
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.rating.numbers_chart import SPANS
from comfort_journal.ui.open.rating.numbers_day import around_blocks, day_blocks
from comfort_journal.ui.open.rating.numbers_screen import ABOUT_NUMBERS, EXPLAINED, NOTHING
from comfort_journal.ui.plain.open.history.days import read_days
from comfort_journal.ui.plain.open.in_parts import Listed, choose_in_list
from comfort_journal.ui.plain.open.plan.plan_words import by_own_number, given_in_words
from comfort_journal.ui.plain.open.practice.lasting import lasting
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from comfort_journal.plan.numbers_given import DayAtStep, NumbersGiven
    from comfort_journal.ui.plain.open.visit import OpenLines

AT_A_TIME: Final = 10
MORE: Final = NamedChoice("n", "Says more, from earlier")
SAYS_MORE: Final = "n says more, from earlier."
OTHER_SPAN: Final = "Nothing was given in that time."
ONLY: Final = "Only {step}."
ALL_STEPS: Final = "All steps."
WHICH_DAY: Final = "Which day? Its number, or a day in words, like yesterday."
NOTHING_THEN: Final = "Nothing was given then."
AROUND: Final = NamedChoice("o", "What was around")


@dataclass
class OnNumbers:
    """The numbers with what is chosen of them; ``said`` is how many lines of it were said."""

    visit: OpenLines
    given: NumbersGiven
    span: int = 0
    step: str = ""
    said: int = 0

    @property
    def lines(self) -> list[DayAtStep]:
        """The lines of the span, the newest first."""
        last = self.given.today
        first = SPANS[self.span].first(last, self.given.first_day or last)
        return list(reversed(self.given.between(first, last, self.step or None).days))

    def called(self, step: str) -> str:
        """Return what a step is called."""
        return one_line(self.visit.practice.step_name(step))


def numbers(visit: OpenLines) -> None:
    """Say what was given, and what is asked for of it. Ends by raising a way out of it."""
    on = OnNumbers(visit, visit.practice.numbers_given())
    about = [each.format(line=on.given.line) for each in EXPLAINED[:ABOUT_NUMBERS]]
    if not _dates(on):
        about.append(NOTHING)
    visit.say(*about)
    if _dates(on):
        _say_part(on)
    known = False
    while True:
        taken = choose(visit.console, _state(on), _choices(on), known=known, about=about)
        known = True
        with suppress(Back):
            (DOES.get(taken.does) or ASKED[taken.key])(on)


def _dates(on: OnNumbers) -> list[date]:
    kinds = (on.given.days, on.given.others, on.given.signs)
    return sorted({each.day for kind in kinds for each in kind})


def _state(on: OnNumbers) -> str:
    """Return which numbers are said: of how long a time, and of which step."""
    only = ONLY.format(step=on.called(on.step)) if on.step else ALL_STEPS
    return f"{SPANS[on.span].name.capitalize()}. {only}"


def _choices(on: OnNumbers) -> list[NamedChoice]:
    more = [MORE] if on.said < len(on.lines) else []
    if not _dates(on):
        return [choice("page-for-clinician")]
    return [
        *more,
        *(choice(f"span-{place}") for place in range(1, len(SPANS) + 1)),
        choice("one-step"),
        DAY,
        choice("open-day", key="h", name="A day in the history"),
        AROUND,
        choice("page-for-clinician"),
    ]


DAY: Final = NamedChoice("d", "A day in words")


def _say_part(on: OnNumbers) -> None:
    """Say the next lines, ten at a time."""
    lines = on.lines
    part = lines[on.said : on.said + AT_A_TIME]
    on.said += len(part)
    on.visit.say(*([_line(on, each) for each in part] or [OTHER_SPAN]))
    if on.said < len(lines):
        on.visit.say(SAYS_MORE)


def _line(on: OnNumbers, line: DayAtStep) -> str:
    """Return a day at a step: when, what, how long, the numbers, and how it went."""
    size = size_in_words(line, on.visit.practice.sizes_known)
    what = ", ".join(
        each for each in (on.called(line.step), size, lasting(line.seconds) if line.seconds else "") if each
    )
    went = "; ".join(each for each in (given_in_words(line), noted(line), EASY if line.easy else "") if each)
    return f"{say_date(line.day)}: {what}. {went[:1].upper()}{went[1:]}{'.' if went else ''}".rstrip()


def _span(place: int, on: OnNumbers) -> None:
    on.span, on.said = place, 0
    _say_part(on)


def _one_step(on: OnNumbers) -> None:
    """Say one step only, or all again."""
    if on.step:
        on.step = ""
    else:
        steps = list(dict.fromkeys(line.step for line in reversed(on.given.days)))
        if not steps:
            on.visit.say(OTHER_SPAN)
            return
        listed = by_own_number(list(map(on.called, steps)))
        on.step = steps[listed.index(choose(on.visit.console, "Which step?", listed))]
    on.said = 0
    _say_part(on)


def _ask_day(on: OnNumbers) -> date:
    """Ask for one of the days with something given, the newest first. Raises Back."""
    days = [*reversed(_dates(on))]
    listed = Listed(len(days), lambda place: say_date(days[place]), sooner=partial(_in_words, on.visit, days))
    known = False
    while not isinstance(taken := choose_in_list(on.visit.console, WHICH_DAY, listed, known=known), int):
        on.visit.say(NOTHING_THEN)
        known = True
    return days[taken]


def _in_words(visit: OpenLines, days: Sequence[date], said: str) -> NamedChoice | None:
    """Take a day in words, as today: the number of its line, or of the newest that is meant."""
    spans = () if said.isdigit() else read_days(visit, said)
    if not spans:
        return None
    place = next((place for place, day in enumerate(days, 1) if any(span.holds(day) for span in spans)), None)
    return NamedChoice("", said) if place is None else NamedChoice(str(place), "")


def _day(on: OnNumbers) -> None:
    """Say everything of a day."""
    blocks = day_blocks(on.given, _ask_day(on), on.visit.practice.sizes_known, on.called)
    on.visit.say(*(block.text.replace(" · ", ", ") for block in blocks if block.text))


def _around(on: OnNumbers) -> None:
    """Say how many of the days with each word for what was around were easy."""
    blocks = around_blocks(on.visit.practice.around_counts())
    on.visit.say(*([block.text for block in blocks if block.text] or [NO_WORDS]))


NO_WORDS: Final = "No word for what was around is marked yet."


def _history(on: OnNumbers) -> None:
    from comfort_journal.ui.plain.open.history.history import history_of_day  # noqa: PLC0415  as every place

    history_of_day(on.visit, _ask_day(on))


def _page(on: OnNumbers) -> None:
    from comfort_journal.ui.plain.open.report import write_page  # noqa: PLC0415  as every place

    write_page(on.visit)


DOES: Final[Mapping[str, Callable[[OnNumbers], None]]] = {
    **{f"span-{place}": partial(_span, place - 1) for place in range(1, len(SPANS) + 1)},
    "one-step": _one_step,
    "open-day": _history,
    "page-for-clinician": _page,
}
ASKED: Final[Mapping[str, Callable[[OnNumbers], None]]] = {MORE.key: _say_part, DAY.key: _day, AROUND.key: _around}
"""What stands on the page by itself there, by the letter that it has here."""
