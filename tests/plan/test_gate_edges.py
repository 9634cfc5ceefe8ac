"""The gate's edges: what holds at the very instant, in the very row and for the very step that the page names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from programmes import PROGRAMME
from stories import day, story

from comfort_journal.plan import assess, step_name
from comfort_journal.plan.case import work_out
from comfort_journal.plan.counting import today_counts
from comfort_journal.records import Hold, Size

if TYPE_CHECKING:
    from stories import Day, Told

    from comfort_journal.plan import Assessment


def ask(at: Day, *told: Told) -> Assessment:
    """Return the answer on a day, at 12:00 unless it has a time, to what is told."""
    return assess(story(*told), PROGRAMME, at.moment())


def days(first: int, last: int, step: str, **told: Any) -> list[Told]:  # noqa: ANN401  the record checks the fields
    """Return easy days at a step, one after the other."""
    return [day(number).easy(step, **told) for number in range(first, last + 1)]


def closed(answer: Assessment) -> list[tuple[str, str]]:
    """Return what is closed, and by which rule."""
    return [(each.what, each.id) for each in answer.closed]


SHORT_SHALLOW = [
    days(1, 3, "entrance"),
    day(4, "09:00").once("shallow"),
    *(day(4, clock).shallow(holds=[4]) for clock in ("10:00", "11:00")),
]
"""Easy days that would open shallow, and today's one session of it used up without moving there."""


# The rows


def test_a_step_for_once_is_open_from_row_7_on() -> None:
    """After days away it is open beside the gentler step; before the first session after rest it is not."""
    away = ask(day(20), days(1, 1, "entrance"), day(20, "08:00").once("entrance"))
    assert (away.row, away.step, away.open) == (7, "mapping", ("circuit", "mapping", "entrance"))
    told = [days(1, 1, "mapping"), day(2).mapping(4), day(4, "08:00").now(0), day(4, "09:00").once("entrance")]
    rested = ask(day(4), told)
    assert (rested.row, rested.open) == (6, ("circuit", "mapping"))


def test_a_step_for_once_is_used_up_by_a_session_of_its_own_from_then_on() -> None:
    """One begun in the same minute uses it up; one at another step does not."""
    told = [days(1, 2, "mapping"), day(3, "21:00").once("entrance")]
    assert ask(day(3, "23:00"), told, day(3, "21:00").entrance()).open == ("circuit", "mapping")
    assert ask(day(3, "23:00"), told, day(3, "21:10").mapping()).open == ("circuit", "mapping", "entrance")


def test_strength_holds_while_a_number_is_asked_for() -> None:
    """Row 5 closes nothing: not strength either, where yesterday's session was cut short and decides nothing."""
    told = [days(n, n, "movement:a") for n in (1, 5, 10, 15)]
    answer = ask(day(17), told, day(16).movement("a", holds=[4]))
    assert (answer.row, answer.strength) == (5, True)


def test_what_begins_at_the_very_moment_is_seen() -> None:
    """A sign, a session and a number of this very second count; what begins a second later does not."""
    noon, later = day(4, "12:00:00"), day(4, "12:00:01")
    for at, row in ((noon, 1), (later, 10)):
        assert ask(noon, at.flag()).row == row
    for at, step in ((noon, "entrance"), (later, "mapping")):
        assert ask(noon, at.entrance()).step == step
    for at, row in ((noon, 10), (later, 5)):
        assert ask(noon, day(3).mapping(), at.rating(0)).row == row
    for at, row in ((noon, 0), (later, 10)):
        assert ask(noon, day(1).profile(), at.profile(agreed=False)).row == row


def test_what_is_missing_is_said_only_to_whoever_stays() -> None:
    """Where moving on is offered and while a number is asked for there is no "why"; in rest it is about the rest."""
    assert ask(day(4), days(1, 3, "mapping")).why == ()
    assert not any("more" in line for line in ask(day(2), day(1).mapping(4)).why)
    assert ask(day(2), day(1).mapping()).why == ()


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (day(1).mapping(4), "why.felt | day=Mon | value=4"),
        (day(1).mapping(1, start=5, ended="pain"), "why.felt | day=Mon | value=5"),
        (day(1).mapping(3, settled=False), "why.unsettled | day=Mon | value=3"),
        (day(1).shallow(after=3), "why.after | day=Mon | value=3"),
        (day(1).mapping(5, tags=("sharp",)), "why.sharp | day=Mon | value=5"),
        (day(1).mapping(1, spike=True), "why.own | day=Mon"),
        ([day(1).mapping(), day(2, "09:00").rating(4)], "why.sore | day=Mon | value=4"),
        (day(1).partner(mode="checkin", close={"during": 6}), "why.felt | day=Mon | value=6"),
    ],
)
def test_asked_why_it_rests_the_plan_says_what_was_felt_on_that_day(told: Told, why: str) -> None:
    """Her own number of that day and what it was, and what follows from it; the same once the rest is over."""
    assert ask(day(2, "10:00"), told).why == (why, "why.rests")
    assert ask(day(5), told, day(5, "11:00").now(0)).why == (why,)


@pytest.mark.parametrize("tag", ["burning", "clench"])
def test_asked_why_it_rests_the_plan_says_what_it_was_said_to_feel_like(tag: str) -> None:
    """Before the number that came after it, alone and together; where nothing was said there is no such line."""
    said, number = f"why.{tag} | day=Mon", "why.unsettled | day=Mon | value=3"
    hurt = {"during": 3, "settled": False, "tags": (tag,)}
    assert ask(day(2, "10:00"), day(1).mapping(**hurt, ended=tag)).why == (said, number, "why.rests")
    assert ask(day(2, "10:00"), day(1).partner(close=hurt)).why[:2] == (said, number)


def test_asked_why_after_a_pause_the_plan_says_since_when() -> None:
    """The day of the last practice has words with it."""
    assert ask(day(20), day(1).easy("entrance")).why == ("why.away | day=Mon 5 Jan",)


def test_a_next_step_that_is_enough_for_today_is_named_closed() -> None:
    """What easy days would offer and a cap holds back is said; under a sign, which closes it anyway, it is not."""
    answer = ask(day(4), SHORT_SHALLOW)
    assert (answer.row, answer.step, answer.offered) == (10, "entrance", ())
    assert closed(answer) == [("dilator:a", "ST-4"), ("shallow", "ST-3")]
    assert closed(ask(day(4), SHORT_SHALLOW, day(4, "11:30").flag())) == [("RC-5", "RF-1")]


def test_a_reason_calls_no_closed_step_open() -> None:
    """The day's session of a size was had: staying is told of the steps that are left."""
    answer = ask(day(3, "22:00"), days(1, 1, "dilator:a"), day(3).shallow())
    assert (answer.step, answer.reason) == ("dilator:a", "10 | step=entrance")


def test_a_circuit_without_warmth_is_a_whole_one() -> None:
    """Warmth, the last of its parts, may be skipped; none of the others."""
    told = [days(1, 3, "movement:a"), day(4).partner(close={})]
    assert closed(ask(day(6, "21:00"), told, day(6, "20:00").circuit(done=5))) == []
    assert closed(ask(day(6, "21:00"), told, day(6, "20:00").circuit(done=4))) == [("partner", "RC-6")]


def test_days_away_at_mapping_take_nothing() -> None:
    """Nothing is gentler, so there is nothing to return to, and the first easy day counts like those after it."""
    away = ask(day(20), days(1, 1, "mapping"))
    assert (away.row, away.step, away.reason) == (7, "mapping", "7.some | day=Mon 5 Jan | steps=mapping")
    assert ask(day(23), days(1, 1, "mapping"), days(20, 22, "mapping")).row == 9
    assert ask(day(20), days(1, 1, "entrance")).reason == "7 | day=Mon 5 Jan | step=mapping"


def test_a_placement_under_a_sign_that_stands_raises_nothing() -> None:
    """While it stands, and not after; in the minute in which it was seen to, it stands no more."""
    told = days(1, 1, "mapping")
    assert ask(day(5), told, day(2).flag(), day(3).placement("shallow")).step == "mapping"
    seen_to = [told, day(2).flag(cleared=day(5).at()), day(6).mapping()]
    assert ask(day(7), seen_to, day(2).placement("shallow")).step == "mapping"
    assert ask(day(7), seen_to, day(5).placement("shallow")).step == "shallow"
    assert ask(day(7), seen_to, day(5, "11:59").placement("shallow")).step == "mapping"


# Easy, above the line, too much


@pytest.mark.parametrize(("tags", "row"), [(("sharp",), 4), ((), 5)])
def test_a_sharp_close_above_the_line_is_too_much(tags: tuple[str, ...], row: int) -> None:
    """Of a partner session as of any other."""
    close = {"during": 3, "settled": True, "tags": tags}
    assert ask(day(5), days(1, 3, "movement:a"), day(4).partner(close=close)).row == row


def test_the_latest_sealed_number_is_proposed_whatever_its_offset() -> None:
    """Later by the instant, not by how the hour is written."""
    east, west = day(4, "13:00", "+02:00").rating(1, kept=None), day(4, "11:30", "+00:00").rating(2, kept=None)
    for told in ((east, west), (west, east)):
        assert ask(day(4, "14:00"), day(3).mapping(), *told).proposed == west.id


@pytest.mark.parametrize(("ended", "row"), [("pain", 8), ("burning", 8), ("clench", 8), ("stop", 10), ("flag", 10)])
def test_which_ends_count_as_above_the_line(ended: str, row: int) -> None:
    """Two such days of three move one gentler, whatever the numbers; a stop or a sign does not."""
    told = [day(n).easy("entrance", ended=ended) for n in (1, 2)]
    assert ask(day(3), told).row == row


def test_a_next_day_at_the_line_is_comfortable() -> None:
    """At most the line, on the morning after as in the session."""
    for line, row in ((2, 9), (1, 10)):
        told = [day(1, "07:00").profile(line=line), days(1, 2, "mapping"), day(3).mapping(), day(4, "09:00").rating(2)]
        assert ask(day(4), told).row == row


def test_a_day_of_several_sessions_is_a_day_that_decides() -> None:
    """At another step, too: the latest such day has to be an easy one."""
    told = [days(1, 3, "entrance"), day(4, "10:00").mapping(ended="stop"), day(4).easy("mapping")]
    assert ask(day(5), told).row == 10


def test_what_today_is_is_said_of_today_only() -> None:
    """What waits for its number today; nothing of a day without a session."""
    told = story(day(4).mapping())
    assert today_counts(work_out(told, PROGRAMME, day(4, "22:00").moment())) == "waiting"
    assert today_counts(work_out(told, PROGRAMME, day(5).moment())) is None
    assert (
        today_counts(work_out(story(day(4).mapping(ended="stop")), PROGRAMME, day(4, "22:00").moment())) == "not_easy"
    )
    assert today_counts(work_out(story(), PROGRAMME, day(4).moment())) is None


@pytest.mark.parametrize("ended", ["pain", "burning", "clench", "stop", "flag", "early"])
def test_no_such_end_is_easy(ended: str) -> None:
    """However low its numbers were and however long it was held."""
    assert len(ask(day(4), days(1, 2, "entrance"), day(3).easy("entrance", ended=ended)).dates) <= 2


def test_a_number_given_as_the_next_session_begins_comes_too_late() -> None:
    """It has to be given before any new session."""
    told = [days(1, 2, "mapping"), day(3).mapping(), day(4, "11:00").mapping()]
    assert len(ask(day(4), told, day(4, "10:59").rating(0)).dates) == 3
    assert len(ask(day(4), told, day(4, "11:00").rating(0)).dates) == 2


def test_a_size_is_judged_at_its_own_step() -> None:
    """Where the session itself was at another size, its holds are not of the step, whatever they do not name."""
    held = [Hold(seconds=120, during=1, after=None)]
    for size, dates in (("b", 3), (None, 3), ("a", 2)):
        odd = [day(3).session("dilator:b", size=size, holds=held), day(4, "09:00").rating(0)]
        assert len(ask(day(4), days(1, 2, "dilator:b"), odd).dates) == dates


@pytest.mark.parametrize(("line", "value", "row"), [(2, 3, 4), (1, 2, 4), (0, 1, 4), (2, 2, 10)])
def test_a_sharp_session_is_too_much_by_a_next_day_above_the_line(line: int, value: int, row: int) -> None:
    """Sharp and above the owner's own line, also on the morning after."""
    told = [day(1, "07:00").profile(line=line), day(1).mapping(0, tags=("sharp",)), day(2, "09:00").rating(value)]
    assert ask(day(2), told).row == row


@pytest.mark.parametrize("numbers", [{"during": 2}, {"during": 1, "after": 2}])
def test_a_sharp_session_at_the_line_is_too_much_only_from_the_morning_on(numbers: dict[str, int]) -> None:
    """The 48 hours are counted from the number that told of it."""
    told = [day(1).entrance(tags=("sharp",), **numbers), day(2, "09:00").rating(3), day(3, "20:00").now(3)]
    assert ask(day(3, "23:00"), told).row == 4
    assert ask(day(4, "09:00"), told).row == 2


# Rest


def test_a_number_counts_from_six_hours_on_to_the_second() -> None:
    """For what lasts as for the next day: one given sooner says nothing yet, and nothing is asked sooner."""
    for clock, row in (("03:09:59", 4), ("03:10:00", 2)):
        assert ask(day(4), day(1).entrance(4), day(1, clock).now(5)).row == row
    for clock, row in (("05:39:59", 10), ("05:40:00", 5)):
        assert ask(day(2, clock), day(1, "23:30").mapping()).row == row


def test_a_number_before_the_latest_spike_opens_nothing() -> None:
    """Settled after the first of two is not settled after the second."""
    told = [days(1, 1, "entrance"), day(2).dilator("a", 4), day(3, "08:00").now(0), day(3, "20:00").dilator("a", 4)]
    answer = ask(day(3, "23:00"), told)
    assert (answer.row, answer.open, answer.reason.split(" | ")[0]) == (4, ("circuit",), "4.unknown")


def test_the_next_day_is_asked_about_six_hours_after_the_last_session() -> None:
    """Of two that count it is the later one."""
    told = [day(1).entrance(), day(1, "02:00").entrance()]
    assert [ask(day(2, clock), told).row for clock in ("08:09", "08:10")] == [10, 5]


def test_what_rest_waits_for_is_said() -> None:
    """Settled and its minimum over, one more number ends it; one above the line says that it is not settled still."""
    told = [days(1, 1, "entrance"), day(2).dilator("a", 4), day(3, "20:00").now(1)]
    assert ask(day(3, "21:10"), told).reason.split(" | ")[0] == "4.ready"
    assert ask(day(3, "21:09"), told).reason.split(" | ")[0] == "4.settled"
    low = [day(2).mapping(4), day(3, "20:00").now(1)]
    assert ask(day(3, "21:10"), low).reason.split(" | ")[0] == "4.number"
    above = [days(1, 1, "entrance"), day(2).dilator("a", 4), day(4, "20:00").now(3)]
    assert ask(day(4, "21:00"), above).reason.split(" | ")[0] == "4.still"


def test_what_was_rested_from_is_named_where_practice_resumes() -> None:
    """By its day; a sign that was seen to is said instead, with its day among them."""
    told = [days(1, 1, "mapping"), day(2).mapping(4), day(4, "09:00").now(0)]
    rested = ask(day(4), told)
    assert (rested.row, rested.reason, rested.dates) == (6, "6.rest | days=Tue | step=mapping", ("2026-01-06",))
    both = ask(day(4), told, day(3).flag(cleared=day(4, "10:00").at()))
    assert (both.reason, both.dates) == ("6.flag | step=mapping", ("2026-01-06", "2026-01-07"))


def test_the_same_sign_told_twice_in_a_minute_stands_until_both_were_seen_to() -> None:
    """One of the two being seen to ends nothing."""
    seen_to = day(3).flag("bulge", cleared=day(4, "09:00").at())
    assert ask(day(4), seen_to, day(3).flag("bulge")).row == 1
    assert ask(day(4), day(3).flag("bulge"), seen_to).row == 1


def test_a_session_in_the_minute_of_the_settling_number_does_not_follow_it() -> None:
    """Timers start low for the first session after rest, and that one is still to come."""
    told = [day(1).mapping(4), day(3, "09:00").now(0)]
    same = ask(day(3), told, day(3, "09:00").mapping())
    assert (same.row, same.timers) == (6, "low")
    assert ask(day(3), told, day(3, "09:01").mapping()).timers == "full"


def test_a_number_at_the_line_settles() -> None:
    """At most the line is settled: the gentler steps open, and the rest is over with its minimum."""
    told = [days(1, 1, "entrance"), day(2).dilator("a", 4)]
    settled = ask(day(3), told, day(3, "09:00").now(2))
    assert (settled.row, settled.open) == (4, ("circuit", "mapping", "entrance"))
    assert ask(day(4), told, day(4, "09:00").now(2)).row == 6


@pytest.mark.parametrize(
    ("profiles", "hours"),
    [
        ([day(1, "07:00").profile(), day(4, "21:09").profile(rest_hours=72)], 72),
        ([day(1, "07:00").profile(), day(4, "21:10").profile(rest_hours=72)], 24),
        ([day(1, "07:00").profile(rest_hours=72), day(1, "20:00").profile(rest_hours=24)], 24),
        ([day(1, "07:00").profile(rest_hours=72), day(1, "21:10").profile(rest_hours=24)], 24),
        ([day(1, "07:00").profile(rest_hours=72), day(1, "21:11").profile(rest_hours=24)], 72),
        ([day(1, "07:00").profile(rest_hours=48), day(2).profile(rest_hours=36)], 48),
    ],
)
def test_the_longest_rest_chosen_while_it_could_be_counts(profiles: list[Told], hours: int) -> None:
    """What held when the window opened, or was chosen within the longest rest there is; nothing before or after."""
    answer = ask(day(6), profiles, day(1).mapping(4))
    assert answer.until == day(1 + hours // 24, "21:10").at()


def test_a_check_in_and_a_session_that_were_too_much_are_two() -> None:
    """On one evening or on two, each lengthens the rest of the other and the step is the gentler one."""
    told = [days(1, 3, "entrance")]
    answer = ask(day(5), told, day(4, "20:00").checkin({"during": 4}), day(4, "22:00").entrance(4))
    assert (answer.row, answer.until) == (4, day(6, "22:10").at())
    lower = [days(1, 1, "dilator:b"), day(2).dilator("b", 4), day(6).now(0), day(7).mapping(4)]
    assert ask(day(8), lower).until == day(9, "21:10").at()


def test_the_count_begins_on_the_day_after_a_sore_next_day() -> None:
    """The day of the number belongs to the spike, and no later day does."""
    told = [day(1).mapping(), day(2, "09:00").rating(3), day(3, "09:30").now(0)]
    assert ask(day(6), told, days(3, 5, "mapping")).row == 9
    early = [day(1).mapping(), day(2, "09:00").rating(3), day(2).easy()]
    assert ask(day(5), early, day(3, "09:30").now(0), days(3, 4, "mapping")).row == 10


# The ladder


@pytest.mark.parametrize(
    ("step", "lower"),
    [
        ("mapping", "mapping"),
        ("entrance", "mapping"),
        ("shallow", "entrance"),
        ("dilator:a", "entrance"),
        ("dilator:b", "dilator:a"),
        ("dilator:c", "dilator:b"),
        ("movement:a", "shallow"),
    ],
)
def test_days_away_lower_to_the_step_before_where_nothing_gentler_was_practised(step: str, lower: str) -> None:
    """In the order in which steps open: before shallow and the first size entrance, before movement shallow."""
    assert ask(day(20), days(1, 1, step)).step == lower


def test_a_size_that_left_the_ladder_stands_between_shallow_and_the_first() -> None:
    """Where it was too much, the previous easy step is shallow."""
    steps = ("entrance", "shallow", "dilator:a", "dilator:b")
    told = [day(number).easy(step) for number, step in enumerate(steps, 1)]
    assert ask(day(6), told, day(5).dilator("gone", 4)).step == "shallow"


def test_days_away_without_a_size_lower_movement_to_shallow() -> None:
    """Where there is no ladder, movement stands in the place of the first size."""
    told = [day(1, "07:00").profile(sizes=()), day(1).movement(None), day(2, "09:00").rating(0)]
    assert ask(day(20), told).step == "shallow"


def test_every_size_opens_the_next_and_movement() -> None:
    """The last but one opens the last, too."""
    assert ask(day(4), days(1, 3, "dilator:b")).offered == ("dilator:c", "movement")


@pytest.mark.parametrize(
    ("step", "offered", "earliest"),
    [
        ("mapping", ("entrance",), 4),
        ("entrance", ("dilator:a", "shallow"), 7),
        ("dilator:a", ("dilator:b", "movement"), 11),
        ("movement:a", ("partner",), 15),
    ],
)
def test_each_step_waits_for_its_own_day_of_the_calendar(step: str, offered: tuple[str, ...], earliest: int) -> None:
    """Nothing on the day before it, all of it on the day; where only the calendar holds it back, "why" says so."""

    def on(calendar_day: int) -> Assessment:
        start = day(4 - (calendar_day - 1)).date.isoformat()
        return ask(day(4), day(1, "07:00").profile(calendar_start=start, ready_size="a"), days(1, 3, step))

    assert on(earliest).offered == offered
    early = on(earliest - 1)
    assert (early.row, early.offered) == (10, ())
    assert [each.split(" | ")[:2] for each in early.why] == [["why.calendar", "day=Fri"]] * len(offered)


def test_a_size_once_used_stays_open_at_movement() -> None:
    """Also where movement itself has only been with a smaller one."""
    assert ask(day(3), days(1, 1, "dilator:b"), days(2, 2, "movement:a")).open[-3:] == (
        "dilator:a",
        "dilator:b",
        "movement",
    )


def test_a_size_is_called_by_the_owners_label() -> None:
    """Where an id stands twice its first place counts; one that is no longer on the ladder is called by its id."""
    sizes = [Size(id="a", label="small", mm=None), Size(id="a", label="other", mm=None)]
    assert step_name(PROGRAMME, sizes, "dilator:a") == "size small"
    assert step_name(PROGRAMME, sizes, "dilator:gone") == "size gone"
