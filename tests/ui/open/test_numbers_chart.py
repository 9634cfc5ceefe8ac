"""Claims about what the chart of Numbers is given: every number in the column of its day, and none that was not."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programmes import PROGRAMME
from stories import day, story

from comfort_journal.plan.case import work_out
from comfort_journal.plan.numbers_given import NumbersGiven, numbers_given
from comfort_journal.ui.open.rating import numbers_chart, numbers_day, numbers_screen
from comfort_journal.ui.open.rating.numbers_chart import (
    SPANS,
    chart_of,
    column_of,
    columns_between,
    window,
)
from comfort_journal.ui.open.rating.numbers_day import NOTHING_THEN, columns_said, day_blocks

if TYPE_CHECKING:
    from comfort_journal.ui.widgets.dot_chart import Chart

TODAY = day(20).date
STEPS = ("mapping", "entrance", "shallow")
SPIKY = story(
    day(8).mapping(during=2, after=1),
    day(9, "10:00").rating(0),
    day(10).entrance(during=4),
    day(12, "22:00").now(1),
    day(15, "10:00").mapping(during=0),
    day(15, "20:00").entrance(during=2, ended="stop"),
    day(16).flag(),
)
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


def drawn(records: list, at: date, span: int = 0, room: int = 14) -> tuple[NumbersGiven, Chart]:
    """Return what was given, and the chart of a span around a day."""
    found = numbers_given(work_out(records, PROGRAMME, day(20, "12:00").moment()))
    return found, chart_of(found, window(SPANS[span], at, found, room, 0), at, STEPS, str.upper)


def test_each_number_stands_in_its_day_and_a_day_without_one_is_blank() -> None:
    """Two weeks up to today, a column a day; a number of no session is a kind of its own."""
    _, chart = drawn(SPIKY, day(15).date)
    assert chart.here == 8
    given = {n: column.numbers for n, column in enumerate(chart.columns) if any(column.numbers)}
    assert {n: [sorted(each) for each in numbers] for n, numbers in given.items()} == {
        1: [[2], [1], [0], []],
        3: [[4], [], [], []],
        5: [[], [], [], [1]],
        8: [[0, 2], [], [], []],
    }
    assert [column.label for column in chart.columns][:3] == ["11", "12", "13"]
    assert {column.within for column in chart.columns} == {"Jan"}


def test_steps_spikes_rest_and_signs_are_words_along_the_bottom() -> None:
    """A step where it was practised, the gentlest first; too much on its day, rest up to the number that ended it."""
    _, chart = drawn(SPIKY, day(15).date)
    assert [(band.name, sorted(band.columns)) for band in chart.bands] == [
        ("MAPPING", [1, 8]),
        ("ENTRANCE", [3, 8]),
        ("too much", [3]),
        ("rest", [4, 5]),
        ("a sign", [9]),
    ]


@given(DAYS, st.integers(0, 4000), st.integers(1, 40), st.integers(0, 6))
def test_columns_hold_every_day_once_and_no_more_than_there_is_room_for(
    first: date, length: int, room: int, first_weekday: int
) -> None:
    """They follow each other without a gap, from the first day or before it to the last or after it."""
    last = first + timedelta(days=length)
    grain, columns = columns_between(first, last, room, first_weekday)
    assert len(columns) <= room
    assert columns[0].first <= first
    assert columns[-1].last >= last
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(columns))
    assert all(each.first <= each.last for each in columns)
    if grain.days % 7 == 0 and grain.days:
        assert all(each.first.weekday() == first_weekday for each in columns)
    if grain.months:
        assert all(each.first.day == 1 for each in columns)


@given(DAYS, st.integers(0, 8000), st.integers(1, 40), st.sampled_from(SPANS))
def test_the_chosen_day_stands_in_one_of_the_columns(
    today: date, back: int, room: int, span: numbers_chart.Span
) -> None:
    """However far back it lies."""
    at = today - timedelta(days=back)
    given_ = NumbersGiven(today, 2, signs=())
    _, columns = window(span, at, given_, room, 0)
    here = columns[column_of(columns, at)]
    assert here.first <= at <= here.last


@pytest.mark.parametrize(("span", "grain"), [(0, "a day"), (1, "a week"), (2, "a month"), (3, "a year")])
def test_a_longer_span_has_coarser_columns_that_say_so(span: int, grain: str) -> None:
    """Fourteen columns, as an 80 columns wide window has; each says which days it stands for."""
    old = [day(1 - 365 * 9).mapping(), *SPIKY]
    found, chart = drawn(old, day(15).date, span)
    laid, columns = window(SPANS[span], day(15).date, found, 14, 0)
    assert laid.name == grain
    assert (columns_said(laid, columns[chart.here]) != "") is (span > 0)
    assert {0, 2} <= chart.columns[chart.here].numbers[0]


def said(at: date) -> list[str]:
    """Return a day in words."""
    found = numbers_given(work_out(SPIKY, PROGRAMME, day(20, "12:00").moment()))
    return [block.text.replace("\u00a0", " ") for block in day_blocks(found, at, (), str.upper)]


def test_a_day_is_told_with_every_number_by_what_it_is_for() -> None:
    """What was not given is not named, and a day without anything says just that."""
    assert said(day(8).date) == ["Monday 12 January", "MAPPING · 45 s", "during 2, after 1, next day 0", "An easy day."]
    assert said(day(10).date) == ["Wednesday 14 January", "ENTRANCE · 45 s", "during 4", "Too much."]
    rest = "Rest after Wed 14 Jan, when it was too much. On Fri 16 Jan a number up to your line ended it."
    assert said(day(12).date) == ["Friday 16 January", "A number at another time: 1.", rest]
    assert said(day(15).date)[3:] == ["ENTRANCE · 45 s", "during 2", "Stopped."]
    assert said(day(16).date) == ["Tuesday 20 January", "A sign was noted on this day."]
    assert said(day(17).date) == ["Wednesday 21 January", NOTHING_THEN]
    assert said(day(20).date)[0] == "Saturday 24 January, today"


WORKED_OUT = ("average", "mean", "median", "trend", "percent", "%", "streak", "in a row", "better than", "worse than")


@pytest.mark.parametrize("module", [numbers_chart, numbers_day, numbers_screen])
def test_no_sentence_of_numbers_works_anything_out(module: object) -> None:
    """No mean, trend, share or row of days is named anywhere in what the page may say."""
    texts = [each for name, each in vars(module).items() if isinstance(each, str) and name.isupper()]
    assert not [text for text in texts for word in WORKED_OUT if word in text.lower()]
