"""The row asks for a number of discomfort and chooses none itself; it is whole without colour, also when narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App

from comfort_journal.content import load_library
from comfort_journal.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from textual.app import ComposeResult

SCALE = load_library().sentences.scale
SIZES = [(80, 24), (40, 12), (30, 12)]


class Asking(App[None]):
    """One row; what it gave, and how often it said that nothing is chosen."""

    def __init__(self, *, line: int | None = 2, bare: bool = False) -> None:
        """Ask with a line."""
        super().__init__()
        self.given: list[int | None] = []
        self.unchosen = 0
        self.row = RatingRow(None if bare else SCALE, line=line)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the row its meanings."""
        return {"muted": "grey"}

    def compose(self) -> ComposeResult:
        """Lay out the row."""
        yield self.row

    def on_rating_row_given(self, event: RatingRow.Given) -> None:
        """Note it."""
        self.given.append(event.value)

    def on_rating_row_unchosen(self) -> None:
        """Count."""
        self.unchosen += 1


def drawn(app: App[Any]) -> list[str]:
    """Return the lines of the row, as plain text: colours are not looked at."""
    lines = app.screen._compositor.render_strips(app.size)
    return ["".join(segment.text for segment in line).rstrip() for line in lines]


async def test_nothing_is_chosen_beforehand_and_enter_then_gives_nothing() -> None:
    """Unanswered is unknown, never 0: no number stands in brackets."""
    app = Asking()
    async with app.run_test() as pilot:
        assert app.row.chosen is None
        assert "[" not in "".join(drawn(app))
        await pilot.press("enter", "left", "right", "enter")
        assert (app.given, app.unchosen, app.row.chosen) == ([], 2, None)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        *((str(digit), digit) for digit in range(10)),
        ("t", 10),
        ("10", 10),
        ("20", 0),
        ("1-0", 0),
        ("-", None),
        ("57", 7),
    ],
)
async def test_digits_choose_and_enter_gives(keys: str, value: int | None) -> None:
    """T, or 1 and then 0, is ten; a minus is "I don't know"; the last choice holds."""
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press(*("minus" if key == "-" else key for key in keys))
        assert app.given == []
        await pilot.press("enter")
        assert app.given == [value]


async def test_backspace_takes_the_choice_back_and_arrows_stay_within_the_numbers() -> None:
    """Then nothing is chosen again, and Enter gives nothing."""
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press("9", "right", "right")
        assert app.row.value == 10
        await pilot.press("0", "left")
        assert app.row.value == 0
        await pilot.press("backspace", "enter")
        assert (app.row.chosen, app.given) == (None, [])


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("line", [0, 1, 2])
async def test_the_line_stands_between_its_number_and_the_next(line: int, size: tuple[int, int]) -> None:
    """It is a mark, not a colour, and it stays where it is while a number beside it is chosen."""
    app = Asking(line=line)
    async with app.run_test(size=size) as pilot:
        for keys in ((), (str(line),), (str(line + 1),)):
            await pilot.press(*keys)
            await pilot.pause()
            before, after = drawn(app)[1].split("│")
            assert before.strip(" []").endswith(str(line))
            assert after.strip(" []").startswith(str(line + 1))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_choice_is_readable_without_colour(size: tuple[int, int]) -> None:
    """It stands in brackets, every number on one line at every width, and nothing below moves."""
    app = Asking()
    async with app.run_test(size=size) as pilot:
        height = app.row.size.height
        for number in range(11):
            await pilot.press("t" if number == 10 else str(number))
            await pilot.pause()
            numbers = drawn(app)[1]
            assert f"[{number}]" in numbers
            assert numbers.replace("[", " ").replace("]", " ").replace("│", " ").split() == [*map(str, range(11))]
            assert app.row.size.height == height


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_all_anchors_are_readable_at_every_width(size: tuple[int, int]) -> None:
    """They wrap and are never cut, also where the window was another one before."""
    app = Asking()
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        said = " ".join(" ".join(line.strip() for line in drawn(app)).split())
        for text in (SCALE.question, SCALE.none, SCALE.barely, SCALE.mild, SCALE.more, SCALE.worst, SCALE.unknown):
            assert text in said


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_click_chooses_the_number_under_the_pointer(size: tuple[int, int]) -> None:
    """At every width, on either side of the line; a click on the words chooses nothing."""
    app = Asking()
    async with app.run_test(size=size) as pilot:
        await pilot.click(RatingRow, offset=(1, 0))
        assert app.row.chosen is None
        for number in (0, 2, 3, 9, 10):
            row = drawn(app)[1]
            await pilot.click(
                RatingRow, offset=(row.replace("10", "tt").index("t" if number == 10 else str(number)), 1)
            )
            assert app.row.value == number


async def test_without_a_scale_it_says_nothing_of_what_the_number_is() -> None:
    """Locked, there are bare numbers: no question, no anchors, no line."""
    app = Asking(bare=True, line=None)
    async with app.run_test() as pilot:
        assert "".join(drawn(app)).split() == [*map(str, range(11))]
        await pilot.press("3")
        await pilot.pause()
        assert "".join(drawn(app)).split() == [*map(str, range(3)), "[3]", *map(str, range(4, 11))]
