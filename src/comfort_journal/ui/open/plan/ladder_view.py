"""The ladder: a rung on a line, with its number and name, what it asks for, and its easy days as dots and dates."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from comfort_journal.ui.open.plan.messages import DOT, HERE, OPEN, mark_of, said_days, target_of
from comfort_journal.ui.widgets.cursor_list import CursorList
from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from comfort_journal.ui.open.plan.plan_page import PlanPage

SELECTED = "▸"
RECENT = 4
"""Easy days shown beside a rung."""
_GAP = "  "
_NAME, _LEAST_NAME = 22, 12
"""Cells of a name before what is asked for is left out, and before the dots are."""


class LadderView(CursorList[str]):
    """All rungs, or in a low window the selected one and its neighbours."""

    def __init__(self, page: PlanPage) -> None:
        """Draw what a page has, its current step selected."""
        super().__init__(page.steps)
        self._have(page)
        self.select(page.found.step)

    @property
    def _scrolls(self) -> bool:
        """Whether it has a bar of its own: that of the page is the only one."""
        return False

    def show(self, page: PlanPage) -> None:
        """Draw what another moment has; the selected rung stays selected while it is there."""
        before = self.item
        self._have(page)
        self.select(before if before in page.steps else page.found.step)
        self.refresh(layout=True)

    def _have(self, page: PlanPage) -> None:
        self.page, self.items = page, page.steps
        self._rung = cache(partial(rung, page))

    def select(self, step: str) -> None:
        """Go to a rung."""
        self.cursor = self.items.index(step)

    def draw(self, item: str, *, under: bool) -> Content:
        """Draw a rung over the whole width."""
        return self._rung(item, self.room, under=under)


def rung(page: PlanPage, step: str, width: int, *, under: bool) -> Content:
    """Return a rung on one line: what there is no room for is left out, dates first and then what is asked for."""
    mark = mark_of(page.found, step)
    style = {HERE: "$accent bold", OPEN: "$text"}.get(mark, "$muted")
    back = " on $panel" if under else ""
    edge = f"{SELECTED if under else ' '} {mark} "
    dots, dates = _easy(page.easy.get(step, ())[-RECENT:])
    names, targets, days = page.widest
    most = min(RECENT, days)
    dots_room = 2 * most - 1 + len(_GAP) if most else 0
    room = width - cell_len(edge) - dots_room
    target = room >= min(names, _NAME) + len(_GAP) + targets
    if target:
        room -= len(_GAP) + targets
    name_room = max(min(names, room), min(_LEAST_NAME, width - cell_len(edge)))
    name = fit(page.called(step), name_room)
    parts = [
        Content.styled(f"{edge}{name}{' ' * (name_room - cell_len(name))}", style + back),
        Content.styled(f"{_GAP}{target_of(step):{targets}}" if target else "", "$muted" + back),
        Content.styled(f"{_GAP}{dots:{2 * most - 1}}" if most else "", "$good" + back),
    ]
    left = width - sum(part.cell_length for part in parts)
    if dates and left >= len(_GAP) + cell_len(dates):
        parts.append(Content.styled(_GAP + dates, "$muted" + back))
    used = sum(part.cell_length for part in parts)
    return Content("").join([*parts, Content.styled(" " * max(0, width - used), "$text" + back)])


def _easy(days: Sequence[date]) -> tuple[str, str]:
    return " ".join(DOT for _ in days), said_days(days)
