"""The terms under the table: easy days, the next-day window, overrides, sizes, partner sessions, caps and strength."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from programmes import PROGRAMME
from stories import Day, day, story

from comfort_journal.plan import assess, with_sessions_a_day
from comfort_journal.plan.allowed import easy_days
from comfort_journal.plan.case import work_out
from comfort_journal.records import Hold

if TYPE_CHECKING:
    from stories import Told

    from comfort_journal.plan import Assessment


def ask(at: Day, *told: Told) -> Assessment:
    """Return the answer on a day, at 12:00 unless it has a time, to what is told."""
    return assess(story(*told), PROGRAMME, at.moment())


def days(first: int, last: int, step: str, **told: Any) -> list[Told]:  # noqa: ANN401  the record checks the fields
    """Return easy days at a step, one after the other."""
    return [day(number).easy(step, **told) for number in range(first, last + 1)]


# Easy days: three such days advance, so one odd one as the third tells


@pytest.mark.parametrize(
    ("step", "told", "easy"),
    [
        ("mapping", {"faded": "none"}, True),
        ("mapping", {"faded": "partly"}, False),
        ("mapping", {"faded": "no"}, False),
        ("mapping", {"faded": None}, False),
        ("mapping", {"start": 3}, True),
        ("mapping", {"masked": True}, False),
        ("entrance", {"holds": [30]}, True),
        ("entrance", {"holds": [29, 29]}, False),
        ("entrance", {"during": 2}, True),
        ("entrance", {"during": None, "holds": [Hold(seconds=40, during=None, after=None)]}, False),
        ("entrance", {"after": 2}, True),
        ("entrance", {"after": None}, True),
        ("entrance", {"ended": "short"}, True),
        ("entrance", {"ended": "stop"}, False),
        ("entrance", {"ended": "early"}, False),
        ("entrance", {"ended": "clench"}, False),
        ("entrance", {"ended": "flag"}, False),
        ("shallow", {"holds": [20]}, True),
        ("shallow", {"holds": [19]}, False),
        ("shallow", {"after": None}, False),
        ("dilator:a", {"holds": [60]}, True),
        ("dilator:a", {"holds": [59]}, False),
        ("dilator:b", {"holds": [Hold(seconds=120, during=1, after=None, size="a")]}, False),
        ("dilator:b", {"holds": [Hold(seconds=60, during=1, after=None)]}, True),
        ("movement:a", {"holds": [60]}, True),
        ("movement:a", {"holds": [59]}, False),
    ],
)
def test_what_an_easy_day_needs(step: str, told: dict[str, Any], *, easy: bool) -> None:
    """The minimum hold at the session's own size, numbers at most the line, and an end of its own accord."""
    answer = ask(day(4), days(1, 2, step), day(3).easy(step, **told))
    assert (answer.dates[-1:] == ("2026-01-07",)) is easy


def test_every_session_of_the_day_must_be_easy() -> None:
    """One session that is not easy is enough."""
    answer = ask(day(4), days(1, 3, "entrance"), day(3, "10:00").entrance(ended="stop"))
    assert answer.row == 10
    assert ask(day(4), days(1, 3, "entrance"), day(3, "10:00").entrance()).row == 9


CUT_SHORT: list[tuple[str, dict[str, Any], bool]] = [
    ("entrance", {"holds": [4]}, True),
    ("entrance", {"holds": [29], "ended": "short"}, True),
    ("entrance", {"holds": [30], "ended": "early"}, True),
    ("entrance", {"holds": []}, True),
    ("entrance", {"holds": [4], "after": 2}, True),
    ("entrance", {"holds": [4], "during": 2}, True),
    ("entrance", {"holds": [4], "tags": ("sharp",)}, True),
    ("entrance", {"holds": [4], "start": 3}, True),
    ("entrance", {"holds": [4], "during": None}, False),
    ("entrance", {"holds": [4], "during": 3, "settled": True}, False),
    ("entrance", {"holds": [4], "after": 3}, False),
    ("entrance", {"holds": [4], "start": 4}, False),
    ("entrance", {"holds": [4], "masked": True}, False),
    ("entrance", {"holds": [4], "spike": True}, False),
    ("entrance", {"holds": [4], "ended": "stop"}, False),
    ("entrance", {"holds": [4], "ended": "pain"}, False),
    ("entrance", {"holds": [4], "ended": "burning"}, False),
    ("entrance", {"holds": [4], "ended": "clench"}, False),
    ("entrance", {"holds": [4], "ended": "flag"}, False),
    ("mapping", {"holds": [4], "faded": None}, True),
    ("mapping", {"faded": "yes", "ended": "early"}, True),
    ("mapping", {"holds": [4], "faded": "partly"}, False),
    ("mapping", {"holds": [4], "faded": "no"}, False),
    ("shallow", {"holds": [4]}, True),
    ("shallow", {"holds": [4], "after": None}, True),
    ("shallow", {"holds": [20], "after": None}, False),
    ("dilator:a", {"holds": [59]}, True),
    ("dilator:b", {"holds": [Hold(seconds=120, during=1, after=None, size="a")]}, True),
    ("movement:a", {"holds": [59]}, True),
]


@pytest.mark.parametrize(("step", "told", "nothing"), CUT_SHORT)
def test_a_session_cut_short_without_discomfort_decides_nothing(
    step: str, told: dict[str, Any], *, nothing: bool
) -> None:
    """A full hold later makes the day easy all the same; discomfort, a stop or an unknown number spoils it."""
    evening = story(_of(day(3, "10:00"), step, told), day(3).easy(step))
    easy = easy_days(work_out(evening, PROGRAMME, day(4).moment()))
    assert easy == ({step.removesuffix(":a") if step == "movement:a" else step: (day(3).date,)} if nothing else {})


@pytest.mark.parametrize(("step", "told", "nothing"), CUT_SHORT)
def test_a_day_with_nothing_else_is_not_looked_at(step: str, told: dict[str, Any], *, nothing: bool) -> None:
    """It neither makes nor breaks the three easy days before it."""
    ready = day(1, "07:00").profile(ready_size="a")
    answer = ask(day(6), ready, days(1, 3, step), _of(day(4), step, told))
    assert (answer.outcome == "advance") is nothing


def test_it_is_a_session_at_its_step_all_the_same() -> None:
    """Whoever went there has gone there, or a worse number in it would leave more open."""
    assert ask(day(3), days(1, 1, "mapping"), day(2).entrance(holds=[4])).step == "entrance"


@pytest.mark.parametrize(("step", "told", "nothing"), CUT_SHORT)
def test_one_such_session_a_day_leaves_the_cap(step: str, told: dict[str, Any], *, nothing: bool) -> None:
    """The second of them uses it up, and so does a full one."""
    if step in {"mapping", "entrance"}:
        return
    key = "movement" if step == "movement:a" else step
    evening = [days(1, 1, step), _of(day(3, "10:00"), step, told)]
    assert (key in ask(day(3, "23:00"), evening).open) is (nothing and told.get("ended") not in _TS_3)
    assert key not in ask(day(3, "23:00"), evening, _of(day(3, "12:00"), step, told)).open
    assert key not in ask(day(3, "23:00"), evening, _of(day(3), step, {})).open


_TS_3 = {"pain", "burning", "clench"}


def _of(on: Day, step: str, told: dict[str, Any]) -> Told:
    """Return one session at a step, without its number."""
    name, _, size = step.partition(":")
    make = getattr(on, name)
    return make(size, **told) if size else make(**told)  # type: ignore[no-any-return]


def test_of_entrance_a_fourth_is_open_where_one_was_cut_short() -> None:
    """Three that count are the cap; of two that were cut short only one is left out."""
    clocks = ("09:00", "11:00", "13:00", "15:00")
    full = [day(3, clock).entrance() for clock in clocks[:2]]
    short = [day(3, clock).entrance(holds=[4]) for clock in clocks[2:]]
    assert "entrance" in ask(day(3, "23:00"), full, short[:1]).open
    assert "entrance" not in ask(day(3, "23:00"), full, short).open


def test_days_above_the_line_are_counted_over_days_that_decide_nothing() -> None:
    """Two of the last three days that are looked at, and the answer stands until the next such day."""
    above = {"during": 3, "settled": True}
    told = [days(1, 1, "entrance"), days(2, 2, "shallow"), [_of(day(3), "shallow", above), day(4, "09:00").rating(0)]]
    told += [[_of(day(n), "shallow", {"holds": [4]}), day(n + 1, "09:00").rating(0)] for n in (4, 5)]
    told += [[_of(day(6), "shallow", above), day(7, "09:00").rating(0)]]
    assert ask(day(7), told).row == 8
    told += [[day(7).mapping(faded=None), day(8, "09:00").rating(0)]]
    assert (ask(day(8), told).row, ask(day(8), told).step) == (8, "entrance")


def test_a_next_day_number_is_asked_for_the_sessions_that_count() -> None:
    """One cut short late at night does not put the question off, and alone it is asked about itself."""
    late = day(1, "02:00").entrance(holds=[4])
    assert ask(day(2, "05:00"), day(1).entrance(), late).row == 5
    assert ask(day(2, "05:00"), day(1).entrance(), late, day(2, "04:30").rating(0)).row == 10
    assert ask(day(2, "07:00"), late).row == 10
    assert ask(day(2, "08:10"), late).row == 5


def test_a_sore_morning_after_a_session_cut_short_is_too_much() -> None:
    """Its numbers count as those of any other session."""
    assert ask(day(2), day(1).entrance(holds=[4]), day(2, "09:00").rating(3)).row == 4


def test_a_day_that_is_easy_by_another_step_is_no_easy_day_here() -> None:
    """What was cut short has no part in it: not the step, not the size, not strength."""
    told = [days(1, 2, "entrance"), day(3, "10:00").entrance(holds=[4]), day(3).easy("mapping")]
    assert ask(day(4), told).row == 10
    easy = easy_days(work_out(story(told), PROGRAMME, day(4).moment()))
    assert (len(easy["entrance"]), len(easy["mapping"])) == (2, 1)
    four = [days(n, n, "movement:a") for n in (1, 5, 10, 15)]
    assert ask(day(17), four, [day(16).movement("a", holds=[4]), day(17, "09:00").rating(0)]).strength


@pytest.mark.parametrize(
    ("close", "told", "nothing"),
    [
        ({}, {"ended": "early"}, True),
        ({}, {"ended": "technical", "seconds": {"still": 59}}, True),
        ({}, {"ended": "technical", "seconds": {"still": 60}}, False),
        ({}, {"ended": "key", "seconds": {"still": 59}}, False),
        ({}, {"ended": "no_answer", "seconds": {"still": 59}}, False),
        ({"ended_as": "hurt"}, {"ended": "early"}, False),
        ({"during": 3, "settled": True}, {"ended": "early"}, False),
        ({"during": None}, {"ended": "early"}, False),
    ],
)
def test_a_partner_session_that_broke_off_decides_nothing(
    close: dict[str, Any], told: dict[str, Any], *, nothing: bool
) -> None:
    """One that ended by itself too soon; a key and no answer are stops, whatever the private close says."""
    evening = [
        PARTNER,
        day(4).partner(close={}),
        day(5, "09:00").rating(0),
        day(6, "18:00").partner(close=close, **told),
    ]
    assert ("partner" in ask(day(6, "23:00"), evening).open) is nothing
    refused = [*evening[:3], day(6, "18:00").partner(close={"respected": "no"}, ended="early")]
    assert "partner" not in ask(day(6, "23:00"), refused).open


def test_the_highest_number_in_the_window_counts() -> None:
    """Several numbers in the window: the worst one; after a new session none counts any more."""
    told = days(1, 3, "mapping")
    assert ask(day(4), told, day(4, "11:00").now(3)).row == 4
    assert ask(day(4, "16:00"), told, day(4, "14:00").mapping(), day(4, "15:00").now(3)).row == 10
    assert ask(day(5), told, day(5, "09:00").now(3)).row == 9, "two days later it is another number"


def test_the_day_turns_at_four_by_its_own_clock() -> None:
    """A number at 03:59 is of the same programme day, and an offset of its own decides for each moment."""
    early = [*days(1, 2, "mapping"), day(3).mapping()]
    assert ask(day(4, "05:00"), early, day(3, "03:59").rating(0)).row == 5
    assert ask(day(4, "05:00"), early, day(4, "04:00").rating(0)).row == 9


def test_a_lowered_line_holds_for_earlier_days() -> None:
    """What was comfortable by a higher line opens nothing by a lower one."""
    assert ask(day(4), days(1, 3, "mapping", during=2)).row == 9
    assert ask(day(4), days(1, 3, "mapping", during=2), day(3).profile(line=1)).dates == ()


# Where practice stands


@pytest.mark.parametrize(
    ("history", "step"),
    [
        ([("mapping", 1), ("entrance", 1), ("shallow", 4)], "entrance"),
        ([("mapping", 1), ("entrance", 3), ("shallow", 4)], "mapping"),
        ([("entrance", 1), ("dilator:b", 1), ("movement:b", 4)], "dilator:b"),
        ([("dilator:c", 1), ("mapping", 4)], "mapping"),
        ([("entrance", 1), ("dilator:gone", 1)], "entrance"),
        ([("entrance", 1), ("dilator:gone", 4)], "mapping"),
    ],
)
def test_a_spike_moves_back(history: list[tuple[str, int]], step: str) -> None:
    """To the previous easy step or one lower, whichever is lower; a size off the ladder is no place to stand."""
    told = [day(number).easy(where, during=during, settled=True) for number, (where, during) in enumerate(history, 1)]
    assert ask(day(len(history) + 1, "09:30"), told).step == step


def test_one_under_a_once_only_override_does_not_move_it_up() -> None:
    """Once opens one step for one session of that day, and moves nothing."""
    told = [days(1, 2, "mapping"), day(3, "13:00").once("entrance")]
    assert ask(day(3, "12:30"), told).open == ("circuit", "mapping")
    assert ask(day(3, "14:00"), told).open == ("circuit", "mapping", "entrance")
    used = [told, day(3).entrance()]
    assert ask(day(3, "22:00"), used).open == ("circuit", "mapping")
    assert ask(day(3, "22:00"), used).step == "mapping"
    assert ask(day(4, "05:00"), told).open == ("circuit", "mapping")
    assert ask(day(3, "14:00"), told[:1], day(3, "13:00").once("shallow")).open[-1] == "mapping", (
        "no step is passed over"
    )


def test_once_opens_nothing_on_the_day_of_a_stop_nor_under_rest_nor_into_partner() -> None:
    """The conditions of a pace override."""
    told = [days(1, 2, "mapping")]
    assert (
        ask(day(3, "22:00"), told, day(3).mapping(ended="stop"), day(3, "21:30").once("entrance")).open[-1] == "mapping"
    )
    assert ask(day(3, "22:00"), told, day(3).mapping(4), day(3, "21:30").once("entrance")).open == ("circuit",)
    assert ask(day(3, "22:00"), told, day(3, "21:30").once("partner")).open[-1] == "mapping"


def test_a_placement_sets_the_step_at_any_time() -> None:
    """A clinician's, not the owner's; never into partner, and no higher when given during rest or under a sign."""
    told = days(1, 2, "mapping")
    assert ask(day(3), told, day(3, "10:00").placement("dilator:b")).step == "dilator:b"
    assert ask(day(3), day(2).placement("shallow")).open == ("circuit", "mapping", "entrance", "shallow")
    assert ask(day(3), told, day(3, "10:00").override("dilator:b", "placement")).step == "mapping"
    assert ask(day(3), told, day(3, "10:00").placement("partner")).step == "mapping"
    assert ask(day(6), told, day(2, "22:00").mapping(4), day(3).placement("shallow"), day(5).now(0)).step == "mapping"
    assert ask(day(3), told, day(2).flag(cleared=day(3).at()), day(2, "22:00").placement("shallow")).step == "mapping"


@pytest.mark.parametrize("during", [1, 4])
def test_a_placement_lower_holds_also_when_given_during_rest(during: int) -> None:
    """However the evening before it was, practice goes on at the step that the clinician said."""
    told = [day(1).easy(), day(2).easy("entrance"), day(3).easy("dilator:a"), day(4).easy("dilator:b")]
    told += [[day(5).dilator("b", during), day(6, "09:00").rating(0)], day(6, "10:00").placement("entrance")]
    answer = ask(day(8), told, day(7, "22:00").now(0))
    assert (answer.step, answer.open[-1]) == ("entrance", "entrance")


def test_a_placement_under_a_sign_opens_no_larger_size() -> None:
    """For whoever is at movement the sizes above the largest one used stay closed."""
    told = [days(1, 1, "movement:a"), day(3).flag(cleared=day(5).at()), day(4).placement("dilator:c")]
    assert ask(day(7), told, days(6, 6, "movement:a")).open[4:] == ("dilator:a", "movement")


def test_a_placement_ends_a_pause() -> None:
    """Given when the days away had passed, it holds as it was given."""
    answer = ask(day(21), days(1, 2, "entrance"), day(20).placement("entrance"))
    assert (answer.row, answer.step) == (10, "entrance")
    assert ask(day(35), days(1, 2, "entrance"), day(20).placement("entrance")).row == 7


def test_a_move_begins_a_new_count() -> None:
    """Easy days before a step was left do not count when practice is back at it."""
    told = [days(1, 3, "entrance"), [day(4).shallow(3, settled=True), day(4).easy()[1]]]
    told += [[day(5).shallow(3, settled=True), day(6, "09:00").rating(0)]]
    answer = ask(day(6), told)
    assert (answer.row, answer.step) == (8, "entrance")
    assert ask(day(7), told, day(6).easy("entrance")).row == 10
    assert ask(day(9), told, days(6, 8, "entrance")).row == 9


# Sizes, movement and partner


def test_what_opens_what() -> None:
    """Easy on shallow opens the first size and movement; easy on a size the next size and movement."""
    assert ask(day(4), days(1, 3, "entrance")).offered == ("dilator:a", "shallow")
    assert ask(day(4), days(1, 3, "shallow")).offered == ("dilator:a", "movement")
    assert ask(day(4), days(1, 3, "dilator:a")).offered == ("dilator:b", "movement")
    assert ask(day(4), days(1, 3, "dilator:c")).offered == ("movement",)
    ladder = day(1, "07:00").profile(sizes=())
    assert ask(day(4), days(1, 3, "entrance"), ladder).offered == ("shallow",)
    assert ask(day(4), days(1, 3, "shallow"), ladder).offered == ("movement",)


def test_movement_opens_partner_only_at_the_ready_size() -> None:
    """At the ready size or a later one, and never from shallow alone."""
    moved = days(1, 3, "movement:b")
    for ready, offered in (("a", ("partner",)), ("b", ("partner",)), ("c", ()), (None, ()), ("gone", ())):
        answer = ask(day(4), moved, day(1, "07:00").profile(ready_size=ready))
        assert answer.offered == offered
    assert answer.why == ("why.ready_none",)
    answer = ask(day(4), moved, day(1, "07:00").profile(ready_size="c"))
    assert answer.why == ("why.none | more=3 | step=movement | steps=partner", "why.ready_size")
    without = [[day(n).movement(None), day(n + 1, "09:00").rating(0)] for n in (1, 2, 3)]
    assert ask(day(4), without, day(1, "07:00").profile(ready_size="a")).offered == ()


def test_a_lowered_ready_size_holds_from_the_next_day() -> None:
    """Raised at any time, lowered only tomorrow."""
    told = [days(1, 3, "movement:b"), day(1, "07:00").profile(ready_size="c"), day(4, "10:00").profile(ready_size="b")]
    assert ask(day(4), told).offered == ()
    assert ask(day(5), told).offered == ("partner",)
    raised = [
        days(1, 3, "movement:b"),
        day(1, "07:00").profile(ready_size="b"),
        day(4, "10:00").profile(ready_size="c"),
    ]
    assert ask(day(4), raised).offered == ()


def test_at_movement_only_the_sizes_practised_are_open() -> None:
    """Standing at movement opens no size that was never reached; the next one follows its own easy days."""
    moved = [days(1, 3, "dilator:a"), days(4, 4, "movement:a", ended="stop")]
    assert ask(day(5), moved).open[-2:] == ("dilator:a", "movement")
    assert ask(day(8), moved, days(5, 7, "movement:a")).open[-3:] == ("dilator:a", "dilator:b", "movement")


PARTNER = days(1, 3, "movement:a")


@pytest.mark.parametrize(
    ("close", "told", "easy"),
    [
        ({}, {}, True),
        ({"ended_as": "slower"}, {}, True),
        ({"ended_as": "hurt"}, {}, False),
        ({"during": None}, {}, False),
        ({"during": 3, "settled": True}, {}, False),
        ({}, {"ended": "technical"}, False),
        ({}, {"ended": "early"}, False),
        ({}, {"seconds": {"still": 59}}, False),
        ({}, {"seconds": {"still": 60}}, True),
        ({}, {"seconds": {"still": 61}}, True),
        ({}, {"seconds": {"touch": 600}}, False),
    ],
)
def test_an_easy_partner_session(close: dict[str, Any], told: dict[str, Any], *, easy: bool) -> None:
    """By its private close, its still phase and the way it ended."""
    answer = ask(day(5), PARTNER, day(4).partner(close=close, **told), day(5, "09:00").rating(0))
    assert answer.step == "partner"
    assert (answer.dates == ("2026-01-08",)) is easy


def test_partner_is_closed_until_its_close() -> None:
    """Without a close partner waits, the day is not easy, and the next-day question is still asked."""
    answer = ask(day(5), PARTNER, day(4).partner())
    assert (answer.row, answer.step, "partner" in answer.open) == (5, "partner", False)
    answer = ask(day(6), PARTNER, day(4).partner())
    assert (answer.row, "partner" in answer.open) == (10, False)
    assert [(each.what, each.id, each.reason) for each in answer.closed] == [("partner", "ST-6", "closed.close")]
    assert "partner" in ask(day(6), PARTNER, day(4).partner(close_skipped=True)).open
    assert "partner" not in ask(day(5), PARTNER, day(4).partner(close_skipped=True)).open, "row 5 comes first"


@pytest.mark.parametrize("mode", ["step", "checkin"])
def test_a_no_closes_partner_until_it_is_reopened(mode: str) -> None:
    """Only the owner's reopening ends it."""
    told = [PARTNER, day(4).partner(close={}), day(4, "23:00").partner(mode, close={"respected": "no"})]
    assert "partner" not in ask(day(6), told).open
    reopened = day(4, "23:00").partner(mode, close={"respected": "no"}, reopened_at=day(6, "10:00").at())
    assert "partner" not in ask(day(6, "09:00"), told[:2], reopened).open
    assert "partner" in ask(day(6), told[:2], reopened).open


def test_a_check_in_is_no_practice_day() -> None:
    """It feeds spike, rest and next-day numbers only."""
    assert ask(day(5), days(1, 3, "mapping"), day(4).checkin()).row == 9
    assert ask(day(2), day(1).checkin()).row == 10
    spiked = ask(day(5), days(1, 3, "entrance"), day(4).checkin(close={"during": 4}))
    assert (spiked.row, spiked.step) == (4, "mapping")
    assert ask(day(5), days(1, 3, "mapping"), day(4).checkin(), day(5, "09:00").now(3)).row == 4


def test_the_circuit_comes_before_partner() -> None:
    """RC-6: a whole circuit within the hour; partner stays where it was."""
    told = [PARTNER, day(4).partner(close={})]
    asked = day(6, "21:00")
    assert [each.id for each in ask(asked, told).closed] == ["RC-6"]
    assert "partner" in ask(asked, told).open
    assert [each.id for each in ask(asked, told, day(6, "19:00").circuit()).closed] == ["RC-6"]
    assert ask(asked, told, day(6, "20:00").circuit()).closed == ()


@pytest.mark.parametrize(("seconds", "within"), [(0, True), (3599, True), (3600, True), (3601, False), (7200, False)])
@pytest.mark.parametrize("attested", [False, True])
def test_a_circuit_is_before_partner_for_60_minutes(*, attested: bool, seconds: int, within: bool) -> None:
    """Counted from its end, the sixtieth minute included; of a circuit that the owner attested, too."""
    circuit = day(6, "20:00").circuit(minutes=12, done=0 if attested else 6, attested=attested)
    records = story(PARTNER, day(4).partner(close={}), circuit)
    answer = assess(records, PROGRAMME, day(6, "20:12").moment() + timedelta(seconds=seconds))
    assert [each.id for each in answer.closed] == ([] if within else ["RC-6"])


@pytest.mark.parametrize(
    ("during", "settled", "verdict"),
    [
        (2, True, "easy"),
        (2, False, "easy"),
        (2, None, "easy"),
        (3, True, "not easy"),
        (3, False, "too much"),
        (3, None, "not easy"),
        (4, True, "too much"),
        (4, False, "too much"),
        (4, None, "too much"),
    ],
)
def test_a_three_that_did_not_settle_within_60_seconds(during: int, settled: bool | None, verdict: str) -> None:  # noqa: FBT001  parametrised
    """Only at 3 does it matter, and only a known "no" is too much; of a partner step's close as of a session."""
    session = day(3).entrance(during, settled=settled), day(4, "09:00").rating(0)
    close = day(4).partner(close={"during": during, "settled": settled}), day(5, "09:00").rating(0)
    for answer, on in (
        (ask(day(4), days(1, 2, "entrance"), *session), "2026-01-07"),
        (ask(day(5), PARTNER, *close), "2026-01-08"),
    ):
        told = "too much" if answer.row == 4 else "easy" if on in answer.dates else "not easy"
        assert told == verdict


# Numbers that only an odd history shows


def test_without_a_profile_the_line_is_2() -> None:
    """Two days at 2 leave practice where it is, two at 3 do not."""
    for during, step in ((2, "entrance"), (3, "mapping")):
        told = [each for n in (1, 2) for each in day(n).easy("entrance", during=during, settled=True)]
        answer = assess(told, PROGRAMME, day(3).moment())
        assert (answer.row, answer.step) == (0, step)


def test_rest_lasts_24_hours_where_no_profile_says_how_long() -> None:
    """A profile made long after the spike says nothing about its rest."""
    answer = ask(day(6), day(1).mapping(4), day(5).profile())
    assert (answer.row, answer.until) == (4, day(2, "21:10").at())


def test_the_fifth_day_back_does_not_count() -> None:
    """Three easy days of the last five are not three of the last four."""
    missing = [day(n).mapping() for n in (3, 4)]
    assert ask(day(6), days(1, 2, "mapping"), missing, day(5).easy()).row == 10
    assert ask(day(6), days(1, 2, "mapping"), missing[:1], day(5).easy()).row == 9


# What else is closed


def closed(answer: Assessment) -> list[tuple[str, str, str | None]]:
    """Return what is closed, by which rule and until when."""
    return [(each.what, each.id, each.until) for each in answer.closed]


def test_three_sessions_of_entrance_a_day() -> None:
    """The third closes entrance until the day ends."""
    told = [day(3, clock).entrance() for clock in ("10:00", "14:00", "18:00")]
    assert closed(ask(day(3, "20:00"), told[:2])) == []
    answer = ask(day(3, "20:00"), told)
    assert closed(answer) == [("entrance", "ST-2", day(4, "04:00").at())]
    assert answer.open == ("circuit", "mapping")
    assert closed(ask(day(4, "04:00"), told)) == []


def test_one_session_a_day_from_shallow_on() -> None:
    """All steps from shallow on share one session, or two by the setting."""
    told = [days(1, 1, "dilator:a"), day(3).shallow()]
    until = day(4, "04:00").at()
    answer = ask(day(3, "22:00"), told)
    assert closed(answer) == [("dilator:a", "ST-4", until), ("shallow", "ST-3", until)]
    assert answer.open == ("circuit", "mapping", "entrance")
    two = with_sessions_a_day(PROGRAMME, 2)
    assert assess(story(told), two, day(3, "22:00").moment()).closed == ()
    assert with_sessions_a_day(PROGRAMME, 9) == two


def test_one_rule_closes_a_step_once() -> None:
    """A partner step that waits for its close says so, and not also that it was had today."""
    told = [PARTNER, day(4).partner(close={}), day(5, "09:00").rating(0), day(5, "20:00").partner()]
    answer = ask(day(5, "23:00"), told)
    assert [each.reason for each in answer.closed if each.what == "partner"] == ["closed.close"]


@pytest.mark.parametrize("ended", ["pain", "burning", "clench"])
def test_movement_that_hurt_is_closed_until_a_gentler_session(ended: str) -> None:
    """TS-3."""
    told = [days(1, 1, "dilator:a"), day(2).movement("a", ended=ended), day(3, "09:00").rating(0)]
    answer = ask(day(3), told)
    assert (answer.step, closed(answer), "movement" in answer.open) == ("movement", [("movement", "TS-3", None)], False)
    assert closed(ask(day(4), told, day(3).entrance())) == []
    assert closed(ask(day(4), told, day(3).movement("a"))) == [("movement", "TS-3", None)]


def test_a_gentler_session_opens_movement_again_only_where_it_came_later() -> None:
    """Begun before, on a day that is later by the clock of another place, it says nothing of what hurt since."""
    hurt = [days(1, 1, "dilator:a"), day(7, "21:00").movement("a", ended="pain"), day(8, "09:00").rating(0)]
    answer = ask(day(9), hurt, day(8, "04:00", "+13:00").mapping())
    assert closed(answer) == [("movement", "TS-3", None)]


# Strength


def moved(*numbers: int) -> list[Told]:
    """Return easy days of movement."""
    return [day(number).easy("movement:a") for number in numbers]


def test_strength_needs_four_easy_days_with_movement_over_14_days() -> None:
    """STR-0, with its edges."""
    assert ask(day(16), moved(1, 5, 10, 15)).strength
    assert not ask(day(15), moved(1, 5, 10, 14)).strength, "spread over 13 days"
    assert not ask(day(16), moved(1, 5, 15)).strength, "three days"
    assert not ask(
        day(17), moved(1, 5, 10, 15), [day(16).movement("a", ended="stop"), day(17, "09:00").rating(0)]
    ).strength
    assert ask(day(17), moved(1, 5, 10, 15), day(16).easy()).strength, "a gentler easy evening takes nothing"
    assert not ask(day(17), moved(1, 5, 10, 15), day(16).mapping()).strength
    assert not ask(day(16), moved(1, 5, 10, 15), day(15, "22:30").flag("bulge")).strength


def test_strength_needs_14_days_without_a_spike() -> None:
    """A spike within 14 days closes it, at whatever step."""
    spike = [day(2).mapping(4), day(4).now(0)]
    assert not ask(day(16), moved(1, 5, 10, 15), spike).strength
    assert ask(day(17), moved(1, 5, 10, 15), spike).strength


def test_a_check_in_that_was_too_much_moves_back_what_was_placed_before_it() -> None:
    """A placement holds from when it was given: what comes after it counts, also on a day without practice."""
    told = [day(1).easy(), day(3).placement("dilator:b")]
    assert ask(day(4), told).step == "dilator:b"
    rested = [told, day(4).checkin(close={"after": 5}), day(6, "20:00").now(0)]
    assert (ask(day(6, "21:00"), rested).row, ask(day(6, "21:00"), rested).step) == (6, "mapping")
    assert ask(day(7, "23:00"), rested, day(7).mapping()).step == "mapping"
    assert ask(day(8), rested, day(7).placement("dilator:b")).step == "dilator:b"
