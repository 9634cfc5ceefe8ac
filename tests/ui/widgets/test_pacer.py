"""The breath follows from the clock alone: it opens for the in-breath, closes for the out-breath, and never ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App

from comfort_journal.ui.widgets.pacer import Pacer, breath_at, glow
from comfort_journal.ui.widgets.wait_bar import PERIOD, light_at

if TYPE_CHECKING:
    from textual.app import ComposeResult

SECONDS = st.integers(2, 12)


@given(st.floats(0, 1e6), SECONDS, SECONDS)
def test_a_breath_is_always_somewhere_between_out_and_in(seconds: float, breath_in: int, breath_out: int) -> None:
    """Openness stays within 0..1 and the time left within its phase."""
    breath = breath_at(seconds, breath_in, breath_out)
    assert 0 <= breath.open <= 1
    assert 0 <= breath.left <= (breath_in if breath.phase == "in" else breath_out)


def test_four_in_and_six_out_without_a_hold() -> None:
    """It begins out, is open at four seconds, and out again at ten."""
    assert breath_at(0, 4, 6).open == 0
    assert breath_at(3.999, 4, 6).phase == "in"
    assert breath_at(4, 4, 6) == breath_at(14, 4, 6)
    assert breath_at(4, 4, 6).phase == "out"
    assert breath_at(4, 4, 6).open == 1
    assert breath_at(2, 4, 6).open == pytest.approx(0.5)
    assert breath_at(9.999, 4, 6).open == pytest.approx(0, abs=1e-6)


@given(st.floats(0, 1), st.integers(10, 60), st.integers(3, 11))
def test_the_shape_is_even_on_both_sides(openness: float, width: int, rows: int) -> None:
    """Every half row reads the same from both ends, and the lower half mirrors the upper."""
    shape = glow(openness, width=width, rows=rows)
    assert len(shape) == rows
    halves = [half for row in shape for half in row]
    assert all(half == half[::-1] for half in halves)
    assert halves == halves[::-1]


def test_the_shape_widens_with_the_breath() -> None:
    """More of the screen is lit the more open the breath is."""
    shapes = [glow(share / 10, width=52, rows=9) for share in range(11)]
    lit = [sum(light > 0 for row in shape for half in row for light in half) for shape in shapes]
    assert lit == sorted(lit)
    assert lit[-1] > 4 * lit[0]


class Alone(App[None]):
    """The pacer on a clock that stands where a test puts it."""

    now = 0.0

    def __init__(self, *, moves: bool) -> None:
        """Move or not."""
        super().__init__()
        self.moves = moves

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the pacer its meanings."""
        return {"muted": "grey"}

    def compose(self) -> ComposeResult:
        """Lay out the pacer."""
        yield Pacer(breath_in=4, breath_out=6, clock=lambda: self.now, moves=self.moves)


async def test_without_motion_words_and_dots_say_the_same() -> None:
    """One word for the phase, one dot for each second left."""
    app = Alone(moves=False)
    async with app.run_test(size=(40, 12)):
        pacer = app.query_one(Pacer)
        assert str(pacer.render()).split() == ["breathe", "in", "·", "·", "·", "·"]
        app.now = 3.5
        assert str(pacer.render()).split() == ["breathe", "in", "·"]
        app.now = 4.0
        assert str(pacer.render()).split() == ["breathe", "out", *"······"]


async def test_begun_anew_it_breathes_in_whatever_it_did_before() -> None:
    """The moment may be past: a late look finds the breath where it would have been."""
    app = Alone(moves=False)
    async with app.run_test(size=(40, 12)):
        pacer = app.query_one(Pacer)
        for app.now, at, phase in ((7.0, 7.0, "in"), (18.0, 17.0, "in"), (33.0, 28.0, "out")):
            pacer.begin(at)
            assert (pacer.breath().phase, pacer.breaths) == (phase, 0)
            assert pacer.breath().left == pytest.approx((4 if phase == "in" else 10) - (app.now - at))


async def test_lines_take_turns_with_the_breaths() -> None:
    """One list on the way in, the other on the way out, each from its first line on."""
    app = Alone(moves=False)
    async with app.run_test(size=(40, 12)):
        pacer, told = app.query_one(Pacer), []
        for app.now in range(0, 40, 5):
            told.append(pacer.line(("a", "b"), ("x", "y", "z")))
        assert "".join(told) == "axbyazbx"


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40), (20, 5)], ids=str)
async def test_the_shape_and_its_word_fit_every_screen(size: tuple[int, int]) -> None:
    """Nothing is wider or higher than the screen."""
    app = Alone(moves=True)
    app.now = 3.9
    async with app.run_test(size=size):
        lines = str(app.query_one(Pacer).render()).split("\n")
        assert len(lines) <= size[1]
        assert max(map(len, lines)) <= size[0]
        assert lines[-1].strip() == "breathe in"


def test_the_waiting_light_wanders_there_and_back() -> None:
    """From one end to the other and home within its period."""
    assert light_at(0, 35) == 0
    assert light_at(PERIOD / 2, 35) == 35
    assert light_at(PERIOD, 35) == 0
