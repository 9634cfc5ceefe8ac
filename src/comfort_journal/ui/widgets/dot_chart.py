"""A chart of numbers from 0 to 10 over columns of days: every number that is given is a mark, and nothing else is.

A mark stands in the place of its own kind, so that none hides another; no line joins two of them, what is not there
stays blank, and nothing is worked out of them. Kinds differ by shape, bands by the word in front of them: it reads the
same without colour. It knows no journal. The terminal's cursor stands under the column that is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual import events
    from textual.geometry import Size

HIGHEST = 10
ROWS = HIGHEST + 1
AXIS = 3
"""Cells of a number on the axis, with the blank before it."""
LIKELY_WIDTH = 72
WIDEST = 8
"""Cells of a column at most: wider ones would tear the marks of a day apart from those of the next."""
LINE, HERE, BAND = "┄", "┊", "━"
REVERSED = "reverse"
"""How the label is chosen in a terminal's own colours, which promise no contrast but of its text on its ground."""
CHOSEN = "$accent bold"
NONE, WORST, OWN_LINE = "none", "worst", "your line"


class Kind(NamedTuple):
    """A kind of number: its word, its mark of one cell, and the theme's colour for it."""

    name: str
    mark: str
    tone: str


class Column(NamedTuple):
    """What stands over one label: for each kind the numbers that were given, in no order and each once.

    ``within`` is the month or the year that the label is of; it is written where it is another than before.
    """

    label: str
    numbers: tuple[frozenset[int], ...]
    within: str = ""


class Band(NamedTuple):
    """A word along the bottom, and the columns it holds for."""

    name: str
    columns: frozenset[int]


@dataclass(frozen=True)
class Chart:
    """What is drawn: kinds in the order of their places in a column, ``line`` as a rule, ``here`` the chosen column.

    A kind without a place of its own (beyond ``lanes``) is drawn in the first where that is free.
    """

    kinds: tuple[Kind, ...]
    lanes: int
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    line: int
    here: int

    def at(self, column: int, lane: int, value: int) -> Kind | None:
        """Return the kind whose mark stands there; None where nothing was given."""
        numbers = self.columns[column].numbers
        kinds = (lane, *range(self.lanes, len(self.kinds))) if lane == 0 else (lane,)
        return next((self.kinds[kind] for kind in kinds if value in numbers[kind]), None)


class DotChart(Widget, can_focus=True):
    """Draws a chart into the width it has."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "DotChart { width: 100%; height: auto; text-wrap: nowrap; }"

    _laid_for = 0

    @dataclass
    class Clicked(Message):
        """A column was clicked; ``twice`` says that it was the chosen one already."""

        column: int
        twice: bool

    class Widened(Message):
        """There is other room for columns."""

    def __init__(self, chart: Chart, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Begin with this chart."""
        super().__init__(id=id)
        self.chart = chart

    def show(self, chart: Chart) -> None:
        """Draw another chart."""
        higher = len(chart.bands) != len(self.chart.bands)
        self.chart = chart
        self.refresh(layout=higher)

    @property
    def room(self) -> int:
        """How many columns have room; a likely number as long as it is not laid out, so that its height is right."""
        width = self.size.width or LIKELY_WIDTH
        return max(1, (width - names_width(width) - AXIS - 1) // self.chart.lanes)

    @property
    def height(self) -> int:
        """The lines that it needs: the numbers' rows, that of the labels, and one for each band."""
        return ROWS + 1 + len(self.chart.bands)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """Ask for them."""
        return self.height

    def on_resize(self) -> None:
        """Tell of another width; another height comes of what is drawn."""
        if self.size.width != self._laid_for:
            self._laid_for = self.size.width
            self.post_message(self.Widened())

    def stands_at(self) -> Offset:
        """Return where the label of the column under the cursor is drawn."""
        width = self.content_size.width
        return Offset(names_width(width) + AXIS + 1 + self.chart.here * column_width(self.chart, width), ROWS)

    def render(self) -> Content:
        """Draw it."""
        width = self.content_size.width
        ground = "on $selection" if self.has_focus else "on $surface"
        if self.app.current_theme.ansi:
            return Content("\n").join(drawn(self.chart, width, label=REVERSED if self.has_focus else CHOSEN))
        return Content("\n").join(drawn(self.chart, width, ground))

    def on_click(self, event: events.Click) -> None:
        """Tell which column is under the pointer."""
        width = self.content_size.width
        x = event.x - self.gutter.left - names_width(width) - AXIS - 1
        column = x // column_width(self.chart, width)
        if 0 <= column < len(self.chart.columns):
            self.post_message(self.Clicked(column, twice=event.chain > 1))


def names_width(width: int) -> int:
    """Return the cells before the axis, for the words of bands and marks."""
    return max(12, min(20, width // 6))


def column_width(chart: Chart, width: int) -> int:
    """Return the cells of one column."""
    room = width - names_width(width) - AXIS - 1
    return max(chart.lanes, min(WIDEST, room // max(1, len(chart.columns))))


def drawn(chart: Chart, width: int, under: str = "", *, label: str = CHOSEN) -> list[Content]:
    """Return the chart's lines, the highest number first; ``under`` and ``label`` are how the chosen column looks."""
    cells = column_width(chart, width)
    rows = [_row(chart, value, names_width(width), cells, under) for value in range(HIGHEST, -1, -1)]
    bands = [_band(chart, band, names_width(width), cells) for band in chart.bands]
    return [*rows, _labels(chart, names_width(width), cells, label), *bands]


def _row(chart: Chart, value: int, names: int, cells: int, under: str) -> Content:
    head = _head(chart, value)
    axis = Content.styled(f"{value:>{AXIS - 1}}", "$text" if value == chart.line else "$muted")
    gap = " " * max(1, names - head.cell_length + 1)
    return Content.assemble(head, gap, axis, " ", *_runs(_cells(chart, value, cells, under)))


def _head(chart: Chart, value: int) -> Content:
    """Say what the ends of the axis and the line are; the marks are told where both leave room."""
    word = OWN_LINE if value == chart.line else {HIGHEST: WORST, 0: NONE}.get(value)
    if word is not None:
        return Content.styled(word, "$muted")
    place = HIGHEST - 1 - value
    kinds = chart.kinds[place : place + 1]
    return Content.assemble(*((f"{kind.mark} ", kind.tone) for kind in kinds), *(kind.name for kind in kinds))


def _cells(chart: Chart, value: int, cells: int, under: str) -> Iterator[tuple[str, str]]:
    """Yield what stands in a row, cell by cell, with its style."""
    blank = LINE if value == chart.line else " "
    left = (cells - chart.lanes) // 2
    for column in range(len(chart.columns)):
        chosen = column == chart.here
        ground = f" {under}" if chosen else ""
        yield blank * left, f"$muted{ground}"
        for lane in range(chart.lanes):
            kind = chart.at(column, lane, value)
            if kind is None:
                here = chosen and lane == chart.lanes // 2
                yield HERE if here else blank, f"{'$accent' if here else '$muted'}{ground}"
            else:
                yield kind.mark, f"{kind.tone}{ground}"
        yield blank * (cells - chart.lanes - left), f"$muted{ground}"


def _runs(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the parts with those of one style that follow each other as one: an empty row is drawn in few pieces."""
    for style, run in groupby((part for part in parts if part[0]), key=itemgetter(1)):
        yield "".join(text for text, _ in run), style


def _labels(chart: Chart, names: int, cells: int, look: str) -> Content:
    """Draw labels at even distances from the last column on, and those of the last and of the chosen one always.

    Where these two are too near to each other, they go without their month, the chosen one first.
    """
    if not chart.columns:
        return Content("")
    even = next(found for each in count(1) if _apart(found := list(_placed(chart, cells, each))))
    last, bare = even[-1], [_label(chart, cells, number) for number in (chart.here, len(chart.columns) - 1)]
    whole = _label(chart, cells, chart.here, with_month=True)
    if chart.here == last.column:
        here, always = whole, [whole]
    else:
        pairs = ((whole, last), (bare[0], last), (bare[0], bare[1]))
        here, last = next((pair for pair in pairs if _apart(pair)), pairs[0])
        always = [here, last] if _apart((here, last)) else [here]
    others = [each for each in even if all(_apart(sorted((each, one), key=_begin)) for one in always)]
    line, at = [Content(" " * (names + AXIS + 1))], 0
    for label in sorted([*others, *always], key=_begin):
        tone = look if label is here else "$muted"
        line += [Content(" " * (label.begin - at)), Content.styled(label.text, tone)]
        at = label.stop
    return Content.assemble(*line)


class _Label(NamedTuple):
    """Words under a column, and the cells after the axis from where to where they stand."""

    column: int
    text: str
    begin: int
    stop: int


def _placed(chart: Chart, cells: int, every: int) -> Iterator[_Label]:
    """Yield the label of every so manieth column up to the last, each with the month or year where that is another."""
    within = ""
    for number in range((len(chart.columns) - 1) % every, len(chart.columns), every):
        yield _label(chart, cells, number, with_month=chart.columns[number].within != within)
        within = chart.columns[number].within


def _label(chart: Chart, cells: int, number: int, *, with_month: bool = False) -> _Label:
    column = chart.columns[number]
    text = f"{column.label} {column.within}".rstrip() if with_month else column.label
    length, end = cell_len(text), len(chart.columns) * cells
    begin = max(0, min(number * cells + (cells - chart.lanes) // 2, end - length))
    return _Label(number, text, begin, begin + length)


def _begin(label: _Label) -> int:
    return label.begin


def _apart(labels: Sequence[_Label]) -> bool:
    return all(one.stop < other.begin for one, other in pairwise(labels))


def _band(chart: Chart, band: Band, names: int, cells: int) -> Content:
    name = fit(band.name, names + AXIS)
    filled = max(1, cells - 1)
    marks = "".join(
        (BAND * filled + " " * (cells - filled)) if number in band.columns else " " * cells
        for number in range(len(chart.columns))
    )
    return Content.assemble((name, "$muted"), " " * (names + AXIS + 1 - cell_len(name)), (marks.rstrip(), "$text"))
