"""The gate's table: every row, every reference row, and a smooth course by the sample calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from programmes import PROGRAMME
from stories import Day, day, story

from comfort_journal.plan import assess, to_answer
from comfort_journal.records import Hold

if TYPE_CHECKING:
    from stories import Told

    from comfort_journal.plan import Assessment

EASY = [day(1).easy(), day(2).easy(), day(3).easy()]


def ask(at: Day, *told: Told) -> Assessment:
    """Return the answer on a day, at 12:00 unless it has a time, to what is told."""
    return assess(story(*told), PROGRAMME, at.moment())


def reached(step: str) -> list[Told]:
    """Return one easy day at a step, which moves practice there."""
    return [day(1).easy(step)]


def said(answer: Assessment) -> tuple[int, str, str]:
    """Return row, outcome and step."""
    return answer.row, answer.outcome, answer.step


# Row 0 .. 3


@pytest.mark.parametrize("told", [{"adult": False}, {"agreed": False}])
def test_row_0_until_the_page_is_confirmed(told: dict[str, bool]) -> None:
    """Without adult and agreed nothing but the circuit is open, whatever else is recorded."""
    answer = ask(day(4), EASY, day(1).profile(**told), day(2).flag())
    assert (said(answer), answer.open, answer.strength) == ((0, "closed", "mapping"), ("circuit",), False)
    assert answer.reason == "0"


def test_row_0_without_any_record() -> None:
    """An empty journal is closed, too."""
    assert said(assess([], PROGRAMME, day(1).moment())) == (0, "closed", "mapping")


def test_a_withdrawn_agreement_holds() -> None:
    """The latest profile decides."""
    assert ask(day(3), day(1).profile(), day(2).profile(agreed=False)).row == 0


@pytest.mark.parametrize("sign", ["bleeding", "fever", "odour", "infection", "bulge", "pressure", "sharp_pain"])
def test_row_1_while_a_sign_stands(sign: str) -> None:
    """A sign closes all steps, names its day, and closes its parts of the circuit, never RC-1 or RC-2."""
    answer = ask(day(4), EASY, day(3, "22:00").flag(sign))
    assert (said(answer), answer.open) == ((1, "evaluate", "mapping"), ("circuit",))
    assert answer.dates == ("2026-01-07",)
    assert answer.reason == f"1.{sign} | day=Wed"
    parts = {
        "bulge": [("RC-3", "RF-2"), ("RC-4", "RF-2"), ("STR", "RF-2")],
        "pressure": [("RC-3", "RF-2"), ("RC-4", "RF-2"), ("STR", "RF-2")],
        "sharp_pain": [],
    }.get(sign, [("RC-5", "RF-1")])
    assert [(each.what, each.id) for each in answer.closed] == parts


def test_a_sign_taken_back_closes_nothing() -> None:
    """A slip leaves no trace in the answer."""
    assert ask(day(4), EASY, day(3, "22:00").flag(taken_back=True)).row == 9


def test_a_sign_cleared_later_still_stands() -> None:
    """Asked about a moment before it was cleared, the sign stands."""
    assert ask(day(4), EASY, day(3).flag(cleared=day(5).at())).row == 1


SPIKE = day(1).entrance(4)
"""From 21:00 to 21:10 on day 1."""


@pytest.mark.parametrize(
    ("clock", "value", "row"),
    [
        (day(3, "21:10"), 3, 2),
        (day(3, "21:09"), 3, 4),
        (day(3, "21:10"), None, 4),
    ],
)
def test_row_2_needs_48_hours_and_a_number(clock: Day, value: int | None, row: int) -> None:
    """Row 2 begins 48 h after the first trigger, and silence is unknown, not above."""
    number = [] if value is None else [day(3, "20:00").now(value)]
    answer = ask(clock, SPIKE, number)
    assert answer.row == row
    assert answer.open == ("circuit",)
    assert answer.dates == ("2026-01-05",)


def test_row_2_looks_at_numbers_6_hours_after_and_at_the_latest() -> None:
    """A number given sooner says nothing about settling; one at most the line ends the row."""
    asked = day(4)
    assert ask(asked, SPIKE, day(1, "23:00").now(5)).row == 4
    assert ask(asked, SPIKE, day(2, "04:00").now(5)).row == 2
    assert ask(asked, SPIKE, day(2, "04:00").now(5), day(2, "12:00").now(2)).row == 4


def test_row_2_counts_from_the_first_trigger_and_rest_from_the_last() -> None:
    """A next-day number of 3 begins the rest anew, not the 48 hours."""
    told = [SPIKE, day(2, "10:00").rating(3)]
    assert ask(day(2, "23:00"), told).until == day(3, "10:00").at()
    assert ask(day(3, "21:10"), told).row == 2


def test_row_2_holds_a_lowered_line() -> None:
    """With the line at 1, a 2 is above it here, too."""
    told = [SPIKE, day(3).now(2)]
    assert ask(day(4), told, day(1, "07:00").profile(line=1)).row == 2
    assert ask(day(4), told).row == 6


@pytest.mark.parametrize("in_care", [None, False])
def test_row_3_history_without_care(*, in_care: bool | None) -> None:
    """History without care closes the steps; the informed choice opens mapping alone."""
    told = [EASY, day(3).profile(history=("vestibulodynia",), in_care=in_care)]
    assert (ask(day(4), told).row, ask(day(4), told).open) == (3, ("circuit",))
    answer = ask(day(4), told, day(3, "13:00").informed())
    assert (said(answer), answer.open) == ((3, "evaluate", "mapping"), ("circuit", "mapping"))
    assert answer.reason == "3.informed"


def test_row_3_passes_with_care_or_no_history() -> None:
    """Care, or an answer that names nothing, closes nothing."""
    assert ask(day(4), EASY, day(1).profile(history=("trauma",), in_care=True)).row == 9
    assert ask(day(4), EASY, day(1).profile(history=("unsaid",))).row == 9


def test_the_informed_choice_does_not_open_mapping_during_its_rest() -> None:
    """Row 3 comes first, and still rest is rest."""
    told = [day(1).profile(history=("trauma",)), day(1).informed(), day(2).mapping(5)]
    assert ask(day(3), told).open == ("circuit",)


# Row 4: rest


def test_row_4_opens_the_gentler_steps_once_settled() -> None:
    """Unknown and above: circuit only; settled: mapping and entrance, where gentler than what was too much."""
    told = [reached("entrance"), day(2).dilator("a", 4)]
    noon = day(3)
    assert (ask(noon, told).open, ask(noon, told).reason[:9]) == (("circuit",), "4.unknown")
    above = ask(noon, told, day(3, "08:00").now(3))
    assert (above.open, above.reason[:7]) == (("circuit",), "4.above")
    settled = ask(noon, told, day(3, "08:00").now(3), day(3, "09:00").now(1))
    assert (settled.row, settled.outcome, settled.step) == (4, "rest", "entrance")
    assert settled.open == ("circuit", "mapping", "entrance")
    assert settled.reason == "4.settled | days=Tue | steps=mapping or entrance | until=Thu 08:00"
    assert settled.until == day(4, "08:00").at()


def test_row_4_after_mapping_or_a_check_in_leaves_the_circuit() -> None:
    """Nothing is gentler than mapping, and a check-in is at no step."""
    for told in (day(1).mapping(4), day(1).checkin(close={"during": 4})):
        answer = ask(day(2), reached("entrance"), told, day(2, "08:00").now(0))
        assert (answer.row, answer.open, answer.reason[:9]) == (4, ("circuit",), "4.circuit")


def test_row_4_tells_of_the_steps_that_a_number_given_now_opens_by_ending_an_earlier_rest() -> None:
    """Mapping's least rest is over and the entrance's is not: one number ends the first, and mapping is open again."""
    told = [day(1).mapping(4), day(2, "20:00").entrance(4)]
    at, opened = day(3, "09:00"), ("circuit", "mapping")
    for number, key in ((None, "4.unknown"), (3, "4.above"), (1, "4.once_more")):
        given = [] if number is None else [day(2, "20:30").now(number)]
        answer = ask(at, told, given)
        assert (answer.open, answer.waits) == (("circuit",), True)
        assert answer.reason.startswith(f"{key} | days=Mon and Tue | steps=mapping | until="), answer.reason
        assert ask(at, told, given, day(3, "08:59").now(0)).open == opened


def test_rest_needs_one_number_after_its_minimum_however_late() -> None:
    """Without a number rest goes on; the first one at most the line ends it."""
    answer = ask(day(9), SPIKE)
    assert (answer.row, answer.reason) == (4, "4.number | days=Mon 5 Jan")
    assert ask(day(9), SPIKE, day(9, "11:00").now(2)).row == 6
    assert ask(day(3), SPIKE, day(2, "21:09").now(0)).row == 4
    assert ask(day(3), SPIKE, day(2, "21:10").now(0)).row == 6
    assert ask(day(9), SPIKE, day(9, "11:00").now(0, kept=None)).row == 4
    assert ask(day(9), SPIKE, day(9, "11:00").now(0, kept=False)).row == 4


@pytest.mark.parametrize(("earlier", "hours"), [((), 24), ((15,), 24), ((16,), 48), ((16, 20), 72), ((16, 18, 20), 72)])
def test_each_spike_within_14_days_lengthens_rest(earlier: tuple[int, ...], hours: int) -> None:
    """24, 48 and 72 hours, counted in the 14 days up to the spike."""
    told = [[day(n).mapping(4), day(n + 4).now(0)] for n in earlier]
    answer = ask(day(30, "23:00"), told, day(30, "20:50").mapping(4))
    assert answer.until == day(30 + hours // 24, "21:00").at()


@pytest.mark.parametrize("during", [1, 3, 4])
def test_spikes_told_by_one_number_lengthen_the_rest_of_each_other(during: int) -> None:
    """Of two in one evening neither is the first, so that one felt worse opens nothing that was closed."""
    told = [day(1, "21:00").entrance(), day(1, "23:45").mapping(during, settled=True)]
    answer = ask(day(4, "09:00"), told, day(2, "21:00").rating(3), day(3, "21:00").now(0))
    assert (answer.row, answer.open, answer.until) == (4, ("circuit",), day(4, "21:00").at())


def test_the_day_s_spikes_move_back_alike_whichever_was_told_first() -> None:
    """The same steps too much on the same day leave practice at the same step, also when one was felt at once."""
    steps = [day(1).easy(), day(2).easy("entrance"), day(3).easy("shallow")]
    steps += [day(4).easy("dilator:a"), day(5).easy("dilator:b")]
    for during in (1, 4):
        evening = [day(6, "20:00").shallow(), day(6, "22:00").dilator("b", during)]
        answer = ask(day(7), steps, evening, day(7, "09:00").rating(3))
        assert (answer.row, answer.step) == (4, "mapping")


def test_the_owner_may_lengthen_rest_and_not_shorten_it() -> None:
    """rest_hours counts from 24 to 72; what the spikes ask for stays the least."""
    spikes = [day(1).mapping(4), day(3).now(0), day(4).mapping(4)]
    assert ask(day(5), spikes, day(1, "07:00").profile(rest_hours=24)).until == day(6, "21:10").at()
    assert ask(day(5), spikes, day(4, "22:00").profile(rest_hours=72)).until == day(7, "21:10").at()


def test_a_later_spike_never_ends_an_earlier_rest() -> None:
    """Rest lasts until every window is closed, and steps must be gentler than all of them."""
    told = [reached("dilator:a"), day(2).movement("a", 4), day(3, "20:00").entrance(4)]
    answer = ask(day(4, "21:30"), told, day(4, "21:20").now(0))
    assert (answer.row, answer.open) == (4, ("circuit", "mapping"))


@pytest.mark.parametrize(
    ("told", "spikes"),
    [
        ({"during": 4}, True),
        ({"during": 3}, False),
        ({"during": 3, "settled": True}, False),
        ({"during": 3, "settled": False}, True),
        ({"after": 3}, True),
        ({"after": 2}, False),
        ({"tags": ("sharp",), "during": 3, "settled": True}, True),
        ({"tags": ("sharp",), "during": 2}, False),
        ({"spike": True}, True),
        ({"start": 4}, True),
        ({"start": 3}, False),
        ({"ended": "pain"}, False),
        ({"ended": "stop"}, False),
        ({"holds": [Hold(seconds=40, during=1, after=3)]}, True),
    ],
)
def test_what_was_too_much(told: dict[str, object], *, spikes: bool) -> None:
    """Every trigger of a spike, and what comes near without being one."""
    assert (ask(day(2, "04:00"), day(1).entrance(**told)).row == 4) is spikes  # type: ignore[arg-type]


def test_spikes_are_absolute() -> None:
    """A lowered line makes 1 above the line and no spike."""
    answer = ask(day(2), day(1, "07:00").profile(line=0), day(1).mapping(1), day(2, "09:00").rating(2))
    assert answer.row == 10


# Row 5 .. 8


def test_row_5_asks_after_6_hours_on_the_next_day_only() -> None:
    """The question waits six hours, is asked on the next programme day, and leaves the steps open."""
    late = day(1, "23:30").mapping()
    assert ask(day(2, "05:39"), late).row == 10
    answer = ask(day(2, "05:40"), late)
    assert (said(answer), answer.dates) == ((5, "ask", "mapping"), ("2026-01-05",))
    assert answer.open == ("circuit", "mapping")
    assert ask(day(2, "23:00"), late).row == 5
    assert ask(day(3, "04:00"), late).row == 10
    assert ask(day(2), late, day(2, "11:00").skip()).row == 10
    assert ask(day(2), late, day(2, "11:00").rating(1)).row == 10
    assert ask(day(2), late, day(2, "05:00").rating(1)).row == 5, "too early to count"
    assert ask(day(2), late, day(2, "11:00").mapping()).row == 10, "practised again: too late for the number"


def test_row_5_proposes_the_sealed_number() -> None:
    """A number sealed in time counts for nothing until it is kept, and is the proposed answer."""
    sealed = day(2, "07:00").rating(1, kept=None)
    answer = ask(day(2), day(1).mapping(), day(2, "04:01").rating(5, kept=None), sealed)
    assert (answer.row, answer.proposed) == (5, sealed.id)
    assert ask(day(2), day(1, "23:00").mapping(), day(2, "04:01").rating(5, kept=None)).proposed is None


@pytest.mark.parametrize(
    ("at", "told", "cards"),
    [
        (day(1, "22:00"), [day(1).mapping(during=4)], ("SPIKE",)),
        (day(2), [day(1).mapping(), day(2, "09:00").rating(3)], ("SPIKE", "TS-5")),
        (day(2), [day(1).mapping(during=3), day(2, "09:00").rating(2)], ()),
        (day(1, "22:00"), [day(1, "07:00").profile(rest_hours=72), day(1).mapping(during=4)], ("SPIKE",)),
        (day(6, "22:00"), [day(number).mapping(during=4) for number in (1, 6)], ("SPIKE",)),
        (day(9, "22:00"), [day(number).mapping(during=4) for number in (1, 5, 9)], ("SPIKE", "PT-1")),
        (day(15, "22:00"), [day(1).mapping(during=4), day(15).mapping(during=4)], ("SPIKE",)),
        (day(20, "22:00"), [[day(n).mapping(during=4), day(n + 4).now(0)] for n in (1, 8, 20)], ("SPIKE",)),
    ],
)
def test_row_4_has_its_cards(at: Day, told: list[Told], cards: tuple[str, ...]) -> None:
    """Rest has its own card, a sore next day another, and the third within two weeks the physiotherapist's."""
    answer = ask(at, *told)
    assert answer.cards == cards
    assert (answer.row == 4) is bool(cards)


def test_row_6_after_a_sign_was_seen_to() -> None:
    """Practice resumes at the previous easy step, timers low, until the next session."""
    told = [
        reached("mapping"),
        day(3).easy("entrance"),
        day(5).easy("dilator:a"),
        day(6, "22:00").flag(cleared=day(8).at()),
    ]
    answer = ask(day(9), told)
    assert (said(answer), answer.timers, answer.open[-1]) == ((6, "resume", "entrance"), "low", "entrance")
    assert answer.reason == "6.flag | step=entrance"
    after = ask(day(10), told, day(9).easy())
    assert (after.row, after.step, after.timers) == (10, "dilator:a", "full")


def test_row_6_not_when_away() -> None:
    """After more than 14 days, days away come first; the first session is a gentle one still."""
    told = [reached("mapping"), day(2).entrance(4), day(4).now(0)]
    assert ask(day(16), told).row == 6
    away = ask(day(17), told)
    assert (away.row, away.timers) == (7, "low")


def test_row_7_one_lower_and_one_easy_day_returns() -> None:
    """15 days away: one gentler; the first easy day there is where it was."""
    told = [reached("entrance"), day(2).easy("shallow")]
    assert ask(day(16), told).row == 10
    answer = ask(day(17), told)
    assert (said(answer), answer.dates) == ((7, "step_back", "entrance"), ("2026-01-06",))
    hard = [day(17).entrance(3, settled=True)]
    assert ask(day(18), told, hard, day(18, "09:00").rating(0)).step == "entrance"
    assert ask(day(18), told, hard, day(18).easy("entrance"), day(19).skip()).step == "entrance"
    assert ask(day(19), told, hard, day(18).easy("entrance")).step == "shallow"


def test_row_7_away_again_before_the_easy_day_lowers_nothing_more() -> None:
    """A stop at the gentler step ends no pause and moves nothing back; one easy day there still returns."""
    told = [day(1).easy(), day(2).easy("entrance"), day(3).easy("dilator:a"), day(30).entrance(ended="stop")]
    assert said(ask(day(29), told)) == (7, "step_back", "entrance")
    assert said(ask(day(60), told)) == (7, "step_back", "entrance")
    assert ask(day(62), told, day(60).easy("entrance")).step == "dilator:a"


def test_row_8_two_of_three_above_the_line() -> None:
    """Two of three move one gentler, and those days are used up."""
    told = [reached("entrance"), day(2).easy("shallow"), day(3).shallow(3, settled=True), day(4, "09:00").rating(0)]
    assert ask(day(4), told).row == 10
    told += [day(4).easy("shallow"), day(5).shallow(1, ended="burning"), day(6, "09:00").rating(0)]
    answer = ask(day(6), told)
    assert (said(answer), answer.dates) == ((8, "step_back", "entrance"), ("2026-01-07", "2026-01-09"))
    told += [day(6).entrance(3, settled=True), day(7, "09:00").rating(0)]
    assert said(ask(day(7), told)) == (10, "stay", "entrance")


def test_row_8_at_mapping_stays_there() -> None:
    """Nothing is gentler than mapping: it stays, shorter."""
    told = [[day(n).mapping(3, settled=True), day(n + 1, "09:00").rating(0)] for n in (1, 2)]
    answer = ask(day(3), told)
    assert (said(answer), answer.open, answer.reason) == (
        (8, "step_back", "mapping"),
        ("circuit", "mapping"),
        "8.mapping | days=Mon and Tue",
    )


# Row 9 and 10: the reference rows


def test_three_of_three() -> None:
    """3 easy of 3: advance, with its days, its reason and everything else of the contract."""
    answer = ask(day(4), EASY)
    assert to_answer(answer) == {
        "at": "2026-01-08T12:00:00+01:00",
        "row": 9,
        "outcome": "advance",
        "step": "mapping",
        "offered": ["entrance"],
        "open": ["circuit", "mapping"],
        "reason": "9 | days=Mon, Tue and Wed | step=mapping | steps=entrance",
        "dates": ["2026-01-05", "2026-01-06", "2026-01-07"],
        "until": None,
        "closed": [],
        "strength": False,
        "timers": "full",
    }


def test_what_was_opened_once_stays_open_when_easy_days_offer_it() -> None:
    """Having asked for it sooner closes nothing; whoever goes there today has not moved on by it."""
    answer = ask(day(4), EASY, day(4, "08:00").once("entrance"))
    assert (answer.row, answer.offered, answer.open) == (9, ("entrance",), ("circuit", "mapping", "entrance"))
    assert ask(day(5), EASY, day(4, "08:00").once("entrance"), day(4).easy("entrance")).step == "mapping"


def test_two_of_two_stay() -> None:
    """2 of 2: stay, and only under why? what is missing."""
    answer = ask(day(3), EASY[:2])
    assert said(answer) == (10, "stay", "mapping")
    assert answer.reason == "10 | step=mapping"
    assert answer.why == ("why.days | days=Mon and Tue | more=1 | step=mapping | steps=entrance",)


def test_a_missing_next_day_between() -> None:
    """Easy, easy, missing, easy: advance."""
    assert ask(day(5), EASY[:2], day(3).mapping(), day(4).easy()).row == 9


def test_the_latest_next_day_missing() -> None:
    """Easy x3 with the latest next-day number missing: ask, then stay."""
    told = [*EASY[:2], day(3).mapping()]
    assert ask(day(4), told).outcome == "ask"
    left_out, later = ask(day(4), told, day(4, "10:00").skip()), ask(day(5), told)
    assert said(left_out) == said(later) == (10, "stay", "mapping")
    assert (left_out.why[1], later.why[1]) == ("why.left_out | day=Wed", "why.number | day=Wed")
    assert ask(day(3, "23:00"), told).why[1] == "why.waiting | day=Wed"


def test_the_latest_above_the_line() -> None:
    """Easy x3, then 3 settled: stay."""
    told = [*EASY, day(4).mapping(3, settled=True), day(5, "09:00").rating(0)]
    answer = ask(day(5), told)
    assert (said(answer), answer.why[1]) == (
        (10, "stay", "mapping"),
        "why.because | day=Thu | missing=missing.during | value=3",
    )


@pytest.mark.parametrize(
    ("durings", "row", "outcome"),
    [
        ((1, 3, 1, 1), 9, "advance"),
        ((1, 3, 1, 3), 8, "step_back"),
        ((1, 1, 3, 1), 9, "advance"),
        ((3, 1, 1, 3), 10, "stay"),
    ],
)
def test_days_in_a_row(durings: tuple[int, ...], row: int, outcome: str) -> None:
    """Easy and settled threes in turn, at entrance."""
    told = [
        [day(n).entrance(during, settled=True), day(n + 1, "09:00").rating(0)] for n, during in enumerate(durings, 1)
    ]
    answer = ask(day(len(durings) + 1), told)
    assert (answer.row, answer.outcome) == (row, outcome)


def test_next_day_three_is_rest() -> None:
    """A next-day number of 3 is a spike, and rest counts from when it was given."""
    answer = ask(day(2), day(1).mapping(), day(2, "09:00").rating(3))
    assert (answer.row, answer.until) == (4, day(3, "09:00").at())


def test_thirty_hours_after_a_spike() -> None:
    """30 h after, settled: resume at the previous easy step with low timers."""
    told = [reached("mapping"), day(2).easy("entrance"), day(3).shallow(4), day(4, "03:10").now(1)]
    answer = ask(day(4, "03:30"), told)
    assert (said(answer), answer.timers) == ((6, "resume", "entrance"), "low")
    assert answer.open == ("circuit", "mapping", "entrance")


def test_a_mapping_evening_leaves_the_size_current() -> None:
    """A gentler evening moves nothing."""
    answer = ask(day(4), reached("entrance"), day(2).easy("dilator:a"), day(3).easy("mapping"))
    assert (answer.step, answer.open) == ("dilator:a", ("circuit", "mapping", "entrance", "shallow", "dilator:a"))


def test_two_stops_without_discomfort() -> None:
    """A stop counts neither way."""
    told = [[day(n).entrance(ended="stop"), day(n + 1, "09:00").rating(0)] for n in (1, 2)]
    assert said(ask(day(3), told)) == (10, "stay", "entrance")


def test_once_a_week() -> None:
    """Once a week, all easy: advance in week 3."""
    told = [day(1).easy(), day(8).easy(), day(15).easy()]
    assert ask(day(9), told[:2]).row == 10
    assert ask(day(16), told).row == 9


def test_old_days_open_nothing() -> None:
    """A day counts until it is 28 days old."""
    told = [day(1).easy(), day(15).easy(), day(28).easy()]
    assert ask(day(29), told).row == 9
    assert ask(day(30), told).row == 10


def test_days_up_to_a_spike_do_not_count() -> None:
    """After a spike the count begins behind the day of its last trigger."""
    told = [day(2).mapping(4), day(4).now(0), day(4).easy(), day(5).easy()]
    assert ask(day(6), day(1).easy(), told).row == 10
    assert ask(day(7), day(1).easy(), told, day(6).easy()).row == 9


def smooth(calendar: str | None, third: str) -> list[tuple[int, str, tuple[str, ...]]]:
    """Practise every day at the latest step that opened; return each first day with what was then offered."""
    told: list[Told] = [day(1, "07:00").profile(calendar_start=calendar)]
    step, found = "mapping", [(1, "mapping", ())]
    for number in range(1, 14):
        answer = ask(day(number), told)
        wanted = [each for each in answer.offered if each in {"entrance", third, "dilator:b", "movement"}]
        if wanted:
            step = wanted[0]
            found.append((number, step, answer.offered))
        told.append(day(number).easy(step))
    return found


def test_a_smooth_course_with_the_calendar() -> None:
    """Mapping on day 1, entrance 4, shallow or the first size 7, movement or the next size 11."""
    both = ("dilator:a", "shallow")
    assert smooth("2026-01-05", "shallow") == [
        (1, "mapping", ()),
        (4, "entrance", ("entrance",)),
        (7, "shallow", both),
        (11, "movement", ("dilator:a", "movement")),
    ]
    course = smooth("2026-01-05", "dilator:a")
    assert course[2:] == [(7, "dilator:a", both), (11, "dilator:b", ("dilator:b", "movement"))]


def test_without_the_calendar_the_gate_alone_decides() -> None:
    """The calendar only ever delays."""
    assert [number for number, _, _ in smooth(None, "dilator:a")] == [1, 4, 7, 10, 13]


def test_the_calendar_says_its_day_under_why() -> None:
    """Where only the calendar holds a step back, why? names the day."""
    answer = ask(day(4), EASY, day(1, "07:00").profile(calendar_start="2026-01-06"))
    assert (answer.row, answer.why) == (10, ("why.calendar | day=Fri | steps=entrance",))
