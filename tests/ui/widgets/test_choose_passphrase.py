"""What is to be said of a new passphrase is said once; a key takes the six words, and a key shows what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual import events, on
from textual.widgets import Static

from comfort_journal.settings import Settings
from comfort_journal.ui.choose_passphrase import (
    ALL_THE_SAME as BY_KEY,
)
from comfort_journal.ui.choose_passphrase import (
    DIFFER,
    SHOWN_FOR,
    TAKEN,
    WITHOUT,
    ChoosePassphrase,
)
from comfort_journal.ui.choose_passphrase import (
    NOTHING as NOTHING_BY_KEY,
)
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.widgets.secret import LIMIT
from comfort_journal.vault.passphrase import BLANKS_AROUND

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.pilot import Pilot

GOOD = "slow river by the mill"
ALL_THE_SAME, NOTHING = (said.format(take="Ctrl+Y") for said in (BY_KEY, NOTHING_BY_KEY))


class Page(HostApp):
    """An app with one choice; ``chosen`` and ``said`` are what came of it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with nothing chosen."""
        super().__init__(Settings(), clock=clock)
        self.chosen: list[tuple[bytes, ...]] = []
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out the choice."""
        yield ChoosePassphrase("One", "Two", clock=self.clock)

    @on(ChoosePassphrase.Chosen)
    def _take(self, event: ChoosePassphrase.Chosen) -> None:
        self.chosen.append(tuple(map(bytes, event.lines)))

    @on(ChoosePassphrase.Said)
    def _hear(self, event: ChoosePassphrase.Said) -> None:
        self.said.append(event.sentence)

    @property
    def drawn(self) -> str:
        """What stands in the lines."""
        return str(self.query_one(ChoosePassphrase).field.render())

    @property
    def suggestion(self) -> str:
        """The six words."""
        return str(self.query_one("#suggestion", Static).visual)


@pytest.fixture
def page(make_clock: Callable[[], Callable[[], float]]) -> Page:
    """Return a page with a clock that a test moves."""
    return Page(make_clock())


async def write(pilot: Pilot[None], *lines: str) -> None:
    """Type each line and Enter."""
    for line in lines:
        await pilot.press(*line, "enter")
    await pilot.pause()


async def test_a_good_one_is_taken_at_once(page: Page) -> None:
    """Nothing is said, and no word of the suggestion is left in a widget."""
    async with page.run_test() as pilot:
        await write(pilot, GOOD, GOOD)
        assert page.suggestion == ""
    assert (page.chosen, page.said) == ([(GOOD.encode(),) * 2], [])


async def test_a_weak_one_is_asked_about_once(page: Page) -> None:
    """Enter uses it all the same; a change of it is looked at anew."""
    async with page.run_test() as pilot:
        await write(pilot, "zq", "zq")
        assert len(page.said) == 1
        assert page.said[0].endswith(f"within a minute. {ALL_THE_SAME}")
        assert page.chosen == []
        await pilot.press("x", "up", "x", "enter", "enter")
        await pilot.pause()
        assert page.said[1] == ""
        assert page.said[2].endswith(ALL_THE_SAME)
        assert (len(page.said), page.chosen) == (3, [])
        await pilot.press("enter")
        await pilot.pause()
    assert (len(page.said), page.chosen) == (3, [(b"zqx", b"zqx")])


@pytest.mark.parametrize("change", ["backspace", "x", "ctrl+o"])
async def test_what_was_said_of_other_lines_does_not_stay(page: Page, change: str) -> None:
    """The judgement goes with the first change and with other words, and Enter never counts on one that is gone."""
    async with page.run_test() as pilot:
        await write(pilot, "zq", "zq")
        assert page.said[-1].endswith(ALL_THE_SAME)
        await pilot.press(change)
        await pilot.pause()
        assert page.said[-1] == ""
        await pilot.press("enter")
        await pilot.pause()
        assert page.said[-1]
    assert page.chosen == []


@pytest.mark.parametrize("around", ["              {}", "{} ", "\t{}\u3000", "\u00a0{}"])
async def test_blanks_around_are_named_before_anything_is_made(page: Page, around: str) -> None:
    """Also where only one of the two lines has them: they are the same."""
    async with page.run_test() as pilot:
        page.post_message(events.Paste(around.format(GOOD)))
        await pilot.press("enter", *GOOD, "enter")
        await pilot.pause()
        assert (page.said, page.chosen) == ([f"{BLANKS_AROUND} {WITHOUT}"], [])
        await pilot.press("enter")
        await pilot.pause()
    assert page.chosen == [(around.format(GOOD).encode(), GOOD.encode())]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [((GOOD, "other"), DIFFER), ((GOOD, ""), DIFFER), (("  ", "  "), "The passphrase is empty.")],
)
async def test_what_can_be_none_empties_the_lines(page: Page, lines: tuple[str, str], sentence: str) -> None:
    """And says why."""
    async with page.run_test() as pilot:
        await write(pilot, *lines)
        assert page.query_one(ChoosePassphrase).field.typed == (0, 0)
    assert (page.said, page.chosen) == ([sentence], [])


async def test_an_empty_first_line_keeps_the_cursor_and_says_so(page: Page) -> None:
    """Enter there makes nothing and does not go on to the second line."""
    async with page.run_test() as pilot:
        await pilot.press("enter", *GOOD, "enter", *GOOD, "enter")
        await pilot.pause()
    assert (page.said[0], page.chosen) == (NOTHING, [(GOOD.encode(),) * 2])


async def test_the_six_words_are_taken_with_one_key(page: Page) -> None:
    """Nothing is made before Enter; other words take them out of the lines again, for nobody could read them."""
    async with page.run_test() as pilot:
        await pilot.press("ctrl+y")
        words = page.suggestion.strip()
        assert page.query_one(ChoosePassphrase).field.typed == (len(words),) * 2
        await pilot.press("ctrl+o")
        assert page.query_one(ChoosePassphrase).field.typed == (0, 0)
        assert page.suggestion.strip() != words
        await pilot.press("ctrl+y")
        words = page.suggestion.strip()
        await pilot.press("enter")
        await pilot.pause()
    assert (page.said, page.chosen) == ([TAKEN, "", TAKEN], [(words.encode(),) * 2])


async def test_what_was_typed_is_shown_by_a_key_and_hides_itself(page: Page) -> None:
    """After its time, by the same key, by Enter, and when the focus goes; a blank around it can be seen."""
    async with page.run_test() as pilot:
        choice = page.query_one(ChoosePassphrase)
        await pilot.press(*" caf", "ctrl+e")
        page.post_message(events.Paste("\u00e9\u3000"))
        await pilot.pause()
        assert "␣café␣" in page.drawn
        page.clock.now += SHOWN_FOR - 0.01  # type: ignore[attr-defined]
        choice.tick()
        assert "café" in page.drawn
        page.clock.now += 0.01  # type: ignore[attr-defined]
        choice.tick()
        assert "caf" not in page.drawn
        for hide in ("ctrl+e", "enter", "blur"):
            await pilot.press("ctrl+e")
            assert "café" in page.drawn
            if hide == "blur":
                page.post_message(events.AppBlur())
            else:
                await pilot.press("down", hide)
            await pilot.pause()
            assert "caf" not in page.drawn
            choice.field.wipe()
            await pilot.press(*"café")


async def test_a_shown_one_never_leaves_its_line(page: Page) -> None:
    """The end of it is shown where it does not fit, wide letters too, at the longest there is."""
    async with page.run_test(size=(30, 20)) as pilot:
        page.post_message(events.Paste("\u6e29" * (LIMIT // 3 - 1) + "end"))
        await pilot.press("ctrl+e")
        await pilot.pause()
        line = page.drawn.split("\n")[1]
        assert line.endswith("\u6e29end ")
        assert cell_len(line) <= 30
