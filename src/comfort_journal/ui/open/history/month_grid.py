"""A month by its days, and a year by twelve small months: a quiet mark where there are entries, elsewhere nothing.

Days are programme days, and the week begins where the owner likes. The terminal's cursor goes with the chosen one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from comfort_journal.text.dates import MONTHS, say_month
from comfort_journal.text.month import weekday_names, weeks_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import date

    from textual import events
    from textual.geometry import Size

CELL = 4
MARK = "•"
WEEK = 7
ABOVE = 2
"""Lines over the weeks: the month's name, and those of the weekdays."""
MOST_WEEKS = 6
BAND = 1 + MOST_WEEKS + 1
"""The lines of one small month: its name, its weeks, and a blank one."""
MOST_ACROSS = 6
GAP = 5
"""Cells between two small months at least, so that the longest name has room."""
NUMBERED = 110
"""Cells from which the days of the small months have their numbers; a day then takes three."""


class _Grid(Widget, can_focus=True):
    """What both draw: marked days, and one that is chosen."""

    DEFAULT_CSS = "_Grid { text-wrap: nowrap; }"
    ALLOW_SELECT = False
    lines_of_one: ClassVar[int] = 1
    """The lines that belong to the chosen one."""
    day: reactive[date | None] = reactive(None)

    @dataclass
    class Clicked(Message):
        """A day was clicked; ``twice`` says that it was the chosen one already."""

        day: date
        twice: bool

    def __init__(self, day: date, today: date, marked: AbstractSet[date], first_weekday: int) -> None:
        """Show the days around one; ``marked`` are those that have entries."""
        super().__init__()
        self.set_reactive(_Grid.day, day)
        self.today, self.marked, self.first_weekday = today, marked, first_weekday

    def mark(self, today: date, marked: AbstractSet[date]) -> None:
        """Show another day as today, and a mark on these."""
        self.today, self.marked = today, marked
        self.refresh()

    @property
    def chosen(self) -> date:
        """The chosen day."""
        assert self.day is not None  # noqa: S101  set before it is mounted
        return self.day

    def stands_at(self) -> Offset:
        """Return where the chosen one is drawn."""
        raise NotImplementedError

    def at(self, place: Offset) -> date | None:
        """Return the day that a place stands for, if there is one."""
        raise NotImplementedError

    def watch_day(self) -> None:
        """Keep in view what is chosen."""
        self.call_after_refresh(self._keep_in_view)

    def on_resize(self) -> None:
        """Keep in view what is chosen, wherever it is drawn now."""
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        if isinstance(self.parent, Widget):
            chosen = Region.from_offset(self.virtual_region.offset + self.stands_at(), (1, self.lines_of_one))
            self.parent.scroll_to_region(chosen, animate=False, immediate=True)

    def render(self) -> Content:
        """Draw it."""
        return Content("\n").join(self.draw())

    def draw(self) -> list[Content]:
        """Return its lines."""
        raise NotImplementedError

    @property
    def under(self) -> str:
        """The style of what is chosen: a terminal's own colours promise no contrast but of its text on its ground."""
        return " reverse" if self.app.current_theme.ansi else " on $selection"

    def on_click(self, event: events.Click) -> None:
        """Tell which day is under the pointer."""
        day = self.at(event.offset)
        if day is not None:
            self.post_message(self.Clicked(day, twice=event.chain > 1))


class MonthGrid(_Grid):
    """The days of the month that holds ``day``."""

    DEFAULT_CSS = "MonthGrid { width: 28; height: 8; }"

    def stands_at(self) -> Offset:
        """Return where the number of the chosen day is drawn."""
        weeks = weeks_of(self.chosen, self.first_weekday)
        row = next(number for number, week in enumerate(weeks) if self.chosen in week)
        return Offset(weeks[row].index(self.chosen) * CELL + 1, row + ABOVE)

    def at(self, place: Offset) -> date | None:
        """Return the day that is drawn there."""
        weeks, row = weeks_of(self.chosen, self.first_weekday), place.y - ABOVE
        return weeks[row][place.x // CELL] if 0 <= row < len(weeks) and place.x < WEEK * CELL else None

    def draw(self) -> list[Content]:
        """Draw the names of the month and of the weekdays, and the weeks under them."""
        names = "".join(f"{name:>3} " for name in weekday_names(self.first_weekday))
        weeks = weeks_of(self.chosen, self.first_weekday)
        return [
            Content.styled(f" {say_month(self.chosen)}", "$accent bold"),
            Content.styled(names, "$muted"),
            *(Content.assemble(*map(self._cell, week)) for week in weeks),
        ]

    def _cell(self, day: date | None) -> Content:
        if day is None:
            return Content(" " * CELL)
        here = self.under if day == self.day else ""
        weight = " bold" if day == self.today else ""
        has = day in self.marked
        number = Content.styled(f"{day.day:>2}", f"{'$text' if has else '$muted'}{weight}{here}")
        return Content.assemble(" ", number, Content.styled(MARK if has else " ", f"$accent bold{here}"))


class YearGrid(_Grid):
    """The twelve months of the year that holds ``day``: its days by number where there is room, else only the marks."""

    DEFAULT_CSS = "YearGrid { width: 1fr; height: auto; }"
    lines_of_one = BAND

    @property
    def across(self) -> int:
        """How many months stand beside each other."""
        return self._across(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """Ask for as many bands of months as the width needs."""
        return -(-len(MONTHS) // self._across(width)) * BAND

    def stands_at(self) -> Offset:
        """Return where the name of the chosen month is drawn."""
        band, column = divmod(self.chosen.month - 1, self.across)
        return Offset(column * self._width, band * BAND)

    def at(self, place: Offset) -> date | None:
        """Return the first of the month that is drawn there."""
        column, month = place.x // self._width, 0
        if column < self.across:
            month = place.y // BAND * self.across + column + 1
        return self.chosen.replace(month=month, day=1) if 1 <= month <= len(MONTHS) else None

    def draw(self) -> list[Content]:
        """Draw the months band by band."""
        first = self.chosen.replace(month=1, day=1)
        months = [self._month(first.replace(month=number)) for number in range(1, len(MONTHS) + 1)]
        bands = [months[at : at + self.across] for at in range(0, len(months), self.across)]
        return [Content.assemble(*line) for band in bands for line in zip(*band, strict=True)]

    def _month(self, month: date) -> list[Content]:
        weeks = weeks_of(month, self.first_weekday)
        draw = self._number if self._spread > 1 else self._mark
        days = [Content.assemble(*map(draw, week), " " * GAP) for week in weeks]
        blank = [Content(" " * self._width)] * (BAND - 1 - len(days))
        name = MONTHS[month.month - 1]
        here = self.under if month.month == self.chosen.month else ""
        titled = Content.styled(name, f"$text{' bold' if here else ''}{here}")
        return [
            Content.assemble(titled, " " * (self._width - len(name))),
            *days,
            *blank,
        ]

    def _mark(self, day: date | None) -> Content:
        return Content.styled(MARK if day in self.marked else " ", "$accent")

    def _number(self, day: date | None) -> Content:
        if day is None:
            return Content(" " * self._spread)
        has = day in self.marked
        number = Content.styled(
            f"{day.day:>2}", f"{'$text' if has else '$muted'}{' bold' if day == self.today else ''}"
        )
        return Content.assemble(number, Content.styled(MARK if has else " ", "$accent bold"))

    @property
    def _spread(self) -> int:
        return _spread(self.size.width)

    @property
    def _width(self) -> int:
        return self._spread * WEEK + GAP

    def _across(self, width: int) -> int:
        return max(1, min(MOST_ACROSS, width // (_spread(width) * WEEK + GAP)))


def _spread(width: int) -> int:
    """Return the cells of a day in a small month."""
    return 3 if width >= NUMBERED else 1
