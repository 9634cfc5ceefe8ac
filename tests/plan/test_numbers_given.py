"""What Numbers is made of: every number that was given, by the day it is about, and nothing that was not given."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from histories import histories
from hypothesis import given, settings
from msgspec.structs import replace as changed
from programmes import PROGRAMME
from stories import day, story

from comfort_journal.content import load_programme, record_names
from comfort_journal.plan import sizes_known, step_name
from comfort_journal.plan.case import work_out
from comfort_journal.plan.numbers_given import OtherNumber, Rest, SignNoted, numbers_given
from comfort_journal.records import Size

if TYPE_CHECKING:
    from histories import History

LATE = day(30)


def test_a_number_of_the_next_day_is_told_by_the_session_that_the_gate_counts_it_for() -> None:
    """Of several the highest, and none that came too early, too late, or was not kept."""
    given = [
        (day(1).mapping(), 2, [day(2, "09:00").rating(1), day(2, "12:00").rating(2)]),
        (day(3).entrance(), None, [day(3, "23:30").rating(3), day(5, "09:00").rating(1)]),
        (day(6).shallow(during=None), None, [day(7).rating(1, kept=None)]),
        (day(8).partner(), None, []),
    ]
    records = story(*([made, numbers] for made, _, numbers in given))
    found = [
        each for line in numbers_given(work_out(records, PROGRAMME, day(9).moment())).days for each in line.sessions
    ]
    assert [(each.record.id, each.next_day) for each in found] == [(made.id, told) for made, told, _ in given]
    assert [(each.during, each.after) for each in found][:-1] == [(1, None), (1, None), (None, 1)]


def test_a_line_is_a_day_at_a_step_with_a_size_and_its_highest_numbers_lead() -> None:
    """Sessions alike are one line, other steps and sizes of the same day lines of their own; the day is easy or not."""
    records = story(
        day(1, "10:00").entrance(during=1, after=2),
        day(1, "15:00").entrance(during=2),
        day(1, "20:00").mapping(during=0),
        day(2, "09:00").rating(1),
        day(3).movement("b", start=3, masked=True, ended="stop"),
    )
    found = numbers_given(work_out(records, PROGRAMME, LATE.moment()))
    assert [(each.day, each.step, each.size, len(each.sessions), each.easy) for each in found.days] == [
        (day(1).date, "entrance", None, 2, True),
        (day(1).date, "mapping", None, 1, True),
        (day(3).date, "movement", "b", 1, False),
    ]
    first, second, third = found.days
    assert (first.before, first.during, first.after, first.next_day, first.seconds) == (None, 2, 2, 1, 90)
    assert (second.during, second.after, second.next_day) == (0, None, 1)
    assert (third.before, third.ended, third.masked) == (3, ("stop",), True)


def test_a_spike_has_its_rest_up_to_the_number_that_ended_it() -> None:
    """From the day after it, by the gate's own windows; one that goes on has no last day, and a check-in no step."""
    records = story(
        day(1).entrance(during=4),
        day(3, "22:00").now(1),
        day(10).checkin({"during": 5}),
    )
    found = numbers_given(work_out(records, PROGRAMME, day(12).moment()))
    assert found.rests == (
        Rest(day(1).date, "entrance", day(2).date, day(3).date),
        Rest(day(10).date, None, day(11).date, None),
    )
    assert [each.too_much for each in found.days] == [True]
    assert found.between(day(3).date, day(9).date).rests == found.rests[:1]
    assert found.between(day(4).date, day(9).date).rests == ()


def test_a_number_of_no_session_stands_by_its_own_day() -> None:
    """One given in a rest, too early, or after the next session began; not one that is a session's next day."""
    records = story(
        day(1).mapping(),
        day(2, "09:00").rating(1),
        day(3, "22:00").now(0),
        day(4, "10:00").mapping(),
        day(5, "08:00").mapping(),
        day(5, "10:00").now(2),
        day(6, "09:00").rating(3, kept=False),
    )
    found = numbers_given(work_out(records, PROGRAMME, LATE.moment()))
    assert found.others == (OtherNumber(day(3).date, 0), OtherNumber(day(5).date, 2))


def test_signs_are_told_but_for_slips() -> None:
    """With their day and whether they were seen to."""
    records = story(day(1).flag(cleared=day(2).at()), day(2).flag(taken_back=True), day(3).flag("fever"))
    found = numbers_given(work_out(records, PROGRAMME, LATE.moment()))
    assert found.signs == (
        SignNoted(day(1).date, "bleeding", cleared=True),
        SignNoted(day(3).date, "fever", cleared=False),
    )
    assert found.first_day == day(1).date
    assert numbers_given(work_out(story(), PROGRAMME, LATE.moment())).first_day is None


def test_between_takes_whole_days_and_one_step() -> None:
    """Both ends belong to it; what is at no step goes where one step is asked for."""
    records = story(day(1).mapping(), day(2).entrance(), day(3).mapping(), day(4).now(1))
    found = numbers_given(work_out(records, PROGRAMME, LATE.moment()))
    assert [each.day for each in found.between(day(2).date, day(3).date).days] == [day(2).date, day(3).date]
    only = found.between(None, None, "mapping")
    assert [each.day for each in only.days] == [day(1).date, day(3).date]
    assert only.others == ()
    assert found.between(None, None) == found


@given(histories())
@settings(max_examples=50, deadline=None)
def test_every_number_is_there_and_none_that_was_not_given(history: History) -> None:
    """Each kept number is a session's next day or stands by itself; what a line says is one of its own numbers."""
    facts = work_out(history.records, PROGRAMME, history.now).facts
    found = numbers_given(work_out(history.records, PROGRAMME, history.now))
    sessions = [each for line in found.days for each in line.sessions]
    assert sorted(each.record.id for each in sessions) == sorted(each.record.id for each in facts.sittings)
    kept = Counter((number.day, number.value) for number in facts.numbers)
    alone = Counter((each.day.toordinal(), each.value) for each in found.others)
    assert alone <= kept
    next_days = {(each.day.toordinal() + 1, each.next_day) for each in sessions if each.next_day is not None}
    assert all(any(on == day and value <= told for on, told in next_days) for day, value in kept - alone)
    assert next_days <= set(kept - alone)
    for line in found.days:
        for kind in ("before", "during", "after", "next_day"):
            own = {getattr(each, kind) for each in line.sessions} - {None}
            assert getattr(line, kind) == (max(own) if own else None)


def test_a_size_that_is_on_the_ladder_no_more_keeps_its_last_name_for_page_tables_and_app() -> None:
    """Also where it came in with older settings than the owner's; of one that was renamed the newest name holds."""
    older = changed(
        day(1).profile(sizes=("a", "b")),
        sizes=(Size(id="a", label="small", mm=None), Size(id="b", label="old", mm=None)),
    )
    own = changed(day(3).profile(sizes=("b",)), sizes=(Size(id="b", label="new", mm=None),))
    for profiles in ([older, own], [own, older]):
        known = sizes_known(profiles)
        assert [size.label for size in known] == ["new", "small"]
        names = record_names(profiles)
        for step in ("dilator:a", "dilator:b", "dilator:c", "mapping"):
            assert step_name(load_programme(), known, step) == names.step(step)
