"""The partner process in a window of any size: it survives, and where no key is named each of them stops."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from evenings import CODE, at, checkin, setup
from tests.ui.every.test_sizes import JUMPS, on_a_terminal, resized, steps
from tests.ui.partner.test_app import INBOX, Evening
from textual import events

from comfort_journal.content.session import load_session_words
from comfort_journal.partner import HandOver
from comfort_journal.ui.partner.screens.checkin_screen import CheckinPage
from comfort_journal.ui.partner.screens.time_bar import BAR

if TYPE_CHECKING:
    from collections.abc import Callable

SAID = load_session_words()
LEADS_ON = {
    "agreement": CODE[0],
    "circuit": "space",
    "arousal": "d",
    "choice": "enter",
    "touch": "1",
    "still": "r",
    "movement": "2",
    "code": CODE[0],
    "pause": CODE[0],
}
"""A key of each place that leads on where there is room to name it."""
PLACES = list(LEADS_ON)


def at_place(make_clock: Callable[[], Any], place: str) -> Evening:
    """Return the app that will show a session at that place; put it there with ``begin_at``."""
    evening = Evening(make_clock(), HandOver(setup=(checkin() if place == "touch" else setup()), inbox=INBOX))
    evening.place = place  # type: ignore[attr-defined]
    return evening


def begin_at(evening: Evening) -> None:
    """Let the app's session be where a whole evening led."""
    led = at(evening.place)  # type: ignore[attr-defined]
    evening.clock.now = led.now
    evening.app.state = led.state
    evening.app._draw(led.now)


@pytest.mark.parametrize("place", ["first page", *PLACES])
async def test_its_pages_survive_jumps_and_a_walk_of_sizes(make_clock: Callable[[], Any], place: str) -> None:
    """A change of size is no press: it ends nothing and stops nothing."""
    evening = at_place(make_clock, place) if place != "first page" else Evening(make_clock(), HandOver(inbox=INBOX))
    async with evening.app.run_test(size=(10, 3)) as pilot:
        if place != "first page":
            begin_at(evening)
        page = evening.app.screen
        phase = place == "first page" or evening.phase
        for size in [*JUMPS, *steps(random.Random(place), 6), (80, 24)]:  # noqa: S311  sizes, not secrets
            await resized(pilot, size)
            assert evening.app.screen is page, size
            assert phase == (place == "first page" or evening.phase), size


@pytest.mark.parametrize("size", [(10, 3), (39, 24), (80, 11)], ids=str)
@pytest.mark.parametrize("place", PLACES)
async def test_a_key_that_the_page_has_no_room_to_name_stops(
    make_clock: Callable[[], Any], size: tuple[int, int], place: str
) -> None:
    """The page says that any key stops, and so does the one that leads on in a larger window."""
    evening = at_place(make_clock, place)
    async with evening.app.run_test(size=size) as pilot:
        await pilot.pause()
        begin_at(evening)
        await pilot.press(LEADS_ON[place])
        assert evening.phase == "stop"


@pytest.mark.parametrize("key", ["ctrl+l", "ctrl+q"])
async def test_lock_and_leave_are_heard_at_every_size(make_clock: Callable[[], Any], key: str) -> None:
    """Stopped, sealed and gone at once, also where nothing can be seen."""
    evening = at_place(make_clock, "still")
    async with evening.app.run_test(size=(10, 3)) as pilot:
        begin_at(evening)
        await pilot.press(key)
        await evening.app._going
        assert evening.phase == "locked"


async def test_a_window_too_small_for_a_page_says_how_it_stops_and_what_is_left(make_clock: Callable[[], Any]) -> None:
    """The countdown is a line, with its seconds at the end; before a session it says the other sentence."""
    evening = at_place(make_clock, "touch")
    async with evening.app.run_test(size=(20, 5)) as pilot:
        assert evening.app.in_few_words() == SAID.agreement.small
        begin_at(evening)
        whole = evening.app.in_few_words()
        assert whole == f"{BAR * 20}\n{SAID.keys.any}"
        await evening.pass_time(pilot, 38)
        line, words = evening.app.in_few_words().splitlines()
        assert (line, words) == (BAR * 3, f"7 {SAID.keys.any}")


async def test_nothing_begins_from_a_first_page_that_nobody_can_see(make_clock: Callable[[], Any]) -> None:
    """Neither Enter nor a click nor a paste; larger again, the page is as it was."""
    evening = Evening(make_clock(), HandOver(inbox=INBOX))
    async with evening.app.run_test(size=(10, 3)) as pilot:
        await pilot.press("enter", "b", "escape", "c")
        evening.app.post_message(events.Paste("x"))
        await pilot.pause()
        assert evening.app.state is None
        assert isinstance(evening.app.screen, CheckinPage)
        assert evening.app.in_few_words() == SAID.agreement.smallest
        await resized(pilot, (80, 24))
        await pilot.press("enter")
        assert evening.phase == "agreement"


async def test_the_small_words_are_written_again_as_time_passes(
    make_clock: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the last ten seconds each second is to be seen, in a window of any size."""
    written: list[str] = []
    monkeypatch.setattr("comfort_journal.ui.terminal.write_now", lambda _app, what: written.append(what))
    evening = at_place(make_clock, "touch")
    async with evening.app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        begin_at(evening)
        await evening.pass_time(pilot, 40)
        await pilot.pause()
        assert f"5 {SAID.keys.any}" in on_a_terminal(written[-1], (20, 5))
        await evening.pass_time(pilot, 3)
        await pilot.pause()
        assert f"2 {SAID.keys.any}" in on_a_terminal(written[-1], (20, 5))
