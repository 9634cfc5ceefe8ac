"""What the owner may change, when: a table, and the easy days beside each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from programmes import PROGRAMME
from stories import day, story

from comfort_journal.plan import assess
from comfort_journal.plan.allowed import allowed, asks_for_ready, easy_days, sizes_for_movement
from comfort_journal.plan.case import work_out

if TYPE_CHECKING:
    from stories import Day

    from comfort_journal.records import Record, Size

PLACES = ("mapping", "entrance", "shallow", "dilator:a", "dilator:b", "dilator:c", "movement")
EASY = [day(1).easy(), day(2).easy(), day(3).easy()]
NO = day(2).checkin({"respected": "no"})
SICK = day(1).profile(history=("endometriosis",))
BLED = day(4, "09:30").flag()
LATER_SIGN = day(3).flag()

TABLE = {
    "nothing agreed: no step once": (story(day(1).profile(agreed=False)), day(4), (), PLACES),
    "first day": (story(), day(4), ("entrance",), PLACES),
    "row 9": (story(EASY), day(4), ("entrance",), PLACES),
    "at entrance both next steps": (story(day(1).easy("entrance")), day(2), ("shallow", "dilator:a"), PLACES),
    "at movement never partner": (story(day(1).easy("movement")), day(2), (), PLACES),
    "a stop today": (story(EASY, day(4, "10:00").mapping(ended="stop")), day(4), (), PLACES),
    "a stop yesterday": (story(EASY, day(4).mapping(ended="stop"), day(5).rating(0)), day(5), ("entrance",), PLACES),
    "a sign": (story(EASY, LATER_SIGN), day(4), (), ()),
    "rest": (story(day(1).mapping(during=4)), day(2), (), ()),
    "not settled": (story(day(1).mapping(during=4), day(3, "22:00").now(5)), day(4), (), ()),
    "a question waits": (story(day(1).mapping()), day(2), (), PLACES),
    "history without care": (story(SICK), day(2), (), PLACES),
    "history and rest": (story(SICK, day(1).mapping(during=4)), day(2), (), ()),
    "days away": (story(day(1).easy("entrance")), day(20), ("entrance",), PLACES),
}


@pytest.mark.parametrize(("records", "at", "once", "placements"), TABLE.values(), ids=TABLE)
def test_what_may_be_opened_beside_the_pace(
    records: list[Record], at: Day, once: tuple[str, ...], placements: tuple[str, ...]
) -> None:
    """A step once from row 7 on; a placement unless a sign stands, rest goes on or it has not settled."""
    may = allowed(records, PROGRAMME, at.moment())
    assert (may.once, may.placements) == (once, placements)


def test_a_slip_can_be_taken_back_on_its_own_day_only() -> None:
    """A sign of today may be a slip; one of yesterday can only be seen to."""
    may = allowed(story(LATER_SIGN, BLED), PROGRAMME, day(4).moment())
    assert set(may.seen) == {LATER_SIGN.id, BLED.id}
    assert may.slips == (BLED.id,)


def test_only_a_partner_session_closed_by_its_owner_is_reopened() -> None:
    """The one with a no, and no other."""
    assert allowed(story(NO, day(1).checkin({})), PROGRAMME, day(4).moment()).reopen == (NO.id,)


def test_the_informed_choice_is_offered_once_and_not_in_rest() -> None:
    """Before it was made, and only in row 3 without a rest window."""
    assert allowed(story(SICK), PROGRAMME, day(2).moment()).informed
    assert not allowed(story(SICK, day(1).informed()), PROGRAMME, day(2).moment()).informed
    assert not allowed(story(SICK, day(1).mapping(during=4)), PROGRAMME, day(2).moment()).informed


def test_easy_days_are_dates_under_their_step() -> None:
    """Days that were not easy are not there."""
    found = easy_days(
        work_out(story(EASY, day(4).easy("entrance"), day(5).entrance(during=3)), PROGRAMME, day(6).moment())
    )
    assert found == {"mapping": (day(1).date, day(2).date, day(3).date), "entrance": (day(4).date,)}


def test_rest_is_never_made_shorter_while_it_goes_on() -> None:
    """Lengthened to 48 hours, it may only become longer until it is over."""
    longer = day(1).profile(rest_hours=48)
    assert allowed(story(longer, day(1).mapping(during=4)), PROGRAMME, day(2).moment()).rest_hours == (48, 60, 72)
    assert allowed(story(longer), PROGRAMME, day(2).moment()).rest_hours == (24, 36, 48, 60, 72)
    without = allowed([day(1).mapping(during=4)], PROGRAMME, day(2).moment())
    assert without.rest_hours == (24, 36, 48, 60, 72), "where no profile says how long, it is the shortest"


def test_a_step_that_is_enough_for_today_is_not_opened_once() -> None:
    """It would stay closed, so it is not among what may be opened."""
    told = story(day(1).easy("shallow"), day(2, "10:00").shallow())
    assert allowed(told, PROGRAMME, day(2, "20:00").moment()).once == ()


SIZES = day(1).profile().sizes


@pytest.mark.parametrize(
    ("easy", "sizes", "ready", "asked"),
    [
        (("movement",), SIZES, None, True),
        (("movement",), SIZES, "gone", True),
        (("movement",), SIZES, "b", False),
        (("movement",), (), None, False),
        (("shallow",), SIZES, None, False),
    ],
)
def test_the_ready_size_is_asked_for_once_movement_was_easy(
    easy: tuple[str, ...], sizes: tuple[Size, ...], ready: str | None, *, asked: bool
) -> None:
    """Where there are sizes, and none of them is chosen."""
    assert asks_for_ready(easy, sizes, ready) is asked


def test_movement_is_with_an_open_size_or_the_smallest() -> None:
    """Never with one that is only offered; with none only where there is none."""
    offered = assess(story([day(n).easy("shallow") for n in (1, 2, 3)]), PROGRAMME, day(4).moment())
    assert "dilator:a" in offered.offered
    assert sizes_for_movement(offered, SIZES) == SIZES[:1]
    second = assess(story([day(n).easy("dilator:b") for n in (1, 2, 3)]), PROGRAMME, day(4).moment())
    assert sizes_for_movement(second, SIZES) == SIZES[:2]
    assert sizes_for_movement(second, ()) == ()


def test_a_ready_size_is_chosen_once_movement_has_opened() -> None:
    """Not before; then any size of the ladder."""
    assert allowed(story(EASY), PROGRAMME, day(4).moment()).ready_sizes == ()
    assert allowed(story(day(1).easy("movement")), PROGRAMME, day(2).moment()).ready_sizes == ("a", "b", "c")
