"""Claims about the chart: every number given is a mark in its own place, and nothing else stands where marks do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content

from comfort_journal.ui.followed import place_on
from comfort_journal.ui.widgets.dot_chart import (
    AXIS,
    HERE,
    HIGHEST,
    LINE,
    Band,
    Chart,
    Column,
    DotChart,
    Kind,
    column_width,
    drawn,
    names_width,
)

KINDS = (Kind("during", "●", ""), Kind("after", "○", ""), Kind("next day", "▲", ""), Kind("other time", "+", ""))
NUMBERS = st.frozensets(st.integers(0, HIGHEST), max_size=4)
LABELS = st.sampled_from(("9", "10", "2026", "Jan", ""))
WITHIN = st.sampled_from(("Nov", "2026", ""))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Return charts of up to thirty columns."""
    count = draw(st.integers(1, 30))
    columns = st.builds(Column, LABELS, st.tuples(*[NUMBERS] * len(KINDS)), WITHIN)
    bands = st.builds(
        Band, st.sampled_from(("1 Outside", "too much", "rest")), st.frozensets(st.integers(0, count - 1))
    )
    return Chart(
        KINDS,
        3,
        tuple(draw(st.lists(columns, min_size=count, max_size=count))),
        tuple(draw(st.lists(bands, max_size=3))),
        draw(st.integers(0, 2)),
        draw(st.integers(0, count - 1)),
    )


@given(charts(), st.integers(112, 160))
@settings(max_examples=25, deadline=None)
def test_every_number_is_a_mark_in_its_own_place_and_nothing_is_joined_or_worked_out(chart: Chart, width: int) -> None:
    """Where nothing was given stands a blank, the line or the guide of the chosen column, and no other sign."""
    left, cells = names_width(width) + AXIS + 1, column_width(chart, width)
    rows = [line.plain for line in drawn(chart, width)]
    assert len(rows) == HIGHEST + 2 + len(chart.bands)
    for value, row in zip(range(HIGHEST, -1, -1), rows, strict=False):
        plot = row[left:].ljust(cells * len(chart.columns))
        assert row[names_width(width) + 1 : left - 1].strip() == str(value)
        expected = ""
        for number, column in enumerate(chart.columns):
            blank = LINE if value == chart.line else " "
            cell = [blank] * cells
            begin = (cells - 3) // 2
            if number == chart.here:
                cell[begin + 1] = HERE
            for lane in range(3):
                if value in column.numbers[lane]:
                    cell[begin + lane] = KINDS[lane].mark
            if value in column.numbers[3] and value not in column.numbers[0]:
                cell[begin] = KINDS[3].mark
            expected += "".join(cell)
        assert plot == expected


@given(charts(), st.integers(112, 160))
@settings(max_examples=25, deadline=None)
def test_a_band_holds_only_under_its_own_columns(chart: Chart, width: int) -> None:
    """A gap of a column is a gap in the band, and two columns beside each other are not joined either."""
    left, cells = names_width(width) + AXIS + 1, column_width(chart, width)
    rows = [line.plain for line in drawn(chart, width)][HIGHEST + 2 :]
    for band, row in zip(chart.bands, rows, strict=True):
        assert row.startswith(band.name)
        plot = row[left:].ljust(cells * len(chart.columns))
        filled = {n for n in range(len(chart.columns)) if plot[n * cells : (n + 1) * cells].strip()}
        assert filled == band.columns
        assert all(plot[(n + 1) * cells - 1] == " " for n in range(len(chart.columns)))


@given(charts(), st.integers(112, 160))
@settings(max_examples=25, deadline=None)
def test_labels_never_run_into_each_other_and_the_chosen_one_is_there(chart: Chart, width: int) -> None:
    """Those without room are left out; the widths of the rows stay within the window."""
    lines = drawn(chart, width)
    said = lines[HIGHEST + 1].plain.split()
    labels = " ".join(f"{column.label} {column.within}" for column in chart.columns).split()
    assert all(word in labels for word in said)
    assert all(word in said for word in chart.columns[chart.here].label.split())
    assert all(line.cell_length <= width for line in lines)


class OneChart(App[None]):
    """A chart alone."""

    def compose(self) -> ComposeResult:
        """Show it."""
        columns = (Column("9", (frozenset({1}),) * 3), Column("10", (frozenset(),) * 3))
        yield DotChart(Chart(KINDS[:3], 3, columns, (), 2, 1))


def test_labels_stand_at_even_distances_and_name_a_month_once() -> None:
    """As many as have room, up to the last; the first, and the first of another month, say which it is."""
    days = [(str(day), "Nov") for day in range(24, 31)] + [(str(day), "Dec") for day in range(1, 8)]
    columns = tuple(Column(label, (frozenset(),) * 3, within) for label, within in days)
    chart = Chart(KINDS[:3], 3, columns, (), 2, 13)
    said = drawn(chart, 78)[HIGHEST + 1].plain
    assert said.split() == ["25", "Nov", "27", "29", "1", "Dec", "3", "5", "7", "Dec"]
    places = [said.index(f" {word}") for word in ("25", "27", "29", "1 ", "3 ", "5 ")]
    assert {after - before for before, after in pairwise(places)} == {8}


@pytest.mark.parametrize(
    ("here", "said"),
    [
        (13, ["29", "1", "Dec"]),
        (12, ["29", "30", "1", "Dec"]),
        (11, ["27", "29", "Nov", "1", "Dec"]),
        (0, ["18", "Nov", "21", "23", "25", "27", "29", "1", "Dec"]),
    ],
)
def test_the_last_column_says_its_day_whichever_is_chosen(here: int, said: list[str]) -> None:
    """That is today, and one looks for it there; the chosen one beside it goes without its month."""
    days = [(str(day), "Nov") for day in range(18, 31)] + [("1", "Dec")]
    columns = tuple(Column(label, (frozenset(),) * 3, within) for label, within in days)
    assert drawn(Chart(KINDS[:3], 3, columns, (), 2, here), 78)[HIGHEST + 1].plain.split()[-len(said) :] == said


async def test_the_terminals_cursor_stands_under_the_chosen_column() -> None:
    """On the row of the labels, so that a magnifier follows."""
    app = OneChart()
    async with app.run_test(size=(60, 20)) as pilot:
        chart = app.query_one(DotChart)
        chart.focus()
        await pilot.pause()
        x = names_width(60) + AXIS + 1 + column_width(chart.chart, 60)
        assert place_on(app).at == (x, HIGHEST + 1)
        assert isinstance(chart.render(), Content)
