"""What was around beside easy days: counted as the gate counts, never from few days, never in an order of success."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programmes import PROGRAMME
from stories import day, story

from comfort_journal.plan.around import AroundCount, counts, marks_of, marks_used, with_marks
from comfort_journal.plan.case import work_out
from comfort_journal.plan.numbers import AROUND_DAYS
from comfort_journal.records import programme_day, tag_key

if TYPE_CHECKING:
    from comfort_journal.records import Record

SHIPPED = {"rushing": "in a hurry", "dryness": "dry"}
DOOR: dict[str, Any] = {"around": ("door locked",)}
FIVE = [[day(n).mapping(**DOOR), day(n + 1, "09:00").rating(0)] for n in range(1, 5)]


def counted(*told: Any, at: int = 40) -> list[tuple[str, int, int]]:  # noqa: ANN401  what a story takes
    """Return what is counted of a story some days later."""
    return [tuple(each) for each in counts(work_out(story(*told), PROGRAMME, day(at).moment()), SHIPPED)]  # type: ignore[misc]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([(), ("door locked",), ("Door locked", "warm"), ("warm", "a")]),
            st.sampled_from([{}, {}, {"during": 3}, {"masked": True}, {"ended": "stop"}, {"faded": None}]),
            st.sampled_from([0, 0, 3, None]),
            st.integers(0, 1),
        ),
        max_size=20,
    )
)
def test_counts_begin_at_five_days_and_no_day_is_easy_that_the_gate_does_not_call_so(
    told: list[tuple[tuple[str, ...], dict[str, Any], int | None, int]],
) -> None:
    """Whatever was practised and marked, and in whatever order the records come."""
    sessions, ratings, on = [], [], 1
    for minute, (around, felt, number, later) in enumerate(told):
        on += later
        sessions.append(day(on, f"21:{minute:02}").mapping(around=around, **felt))
        ratings += [day(on + 1, f"09:{minute:02}").rating(number)] if number is not None else []
    records, now = story(sessions, ratings), day(30).moment()
    found = counts(work_out(records, PROGRAMME, now), SHIPPED)
    easy = {each.number for each in work_out(records, PROGRAMME, now).days if each.easy}
    for mark, easy_on, days in found:
        with_it = {
            programme_day(each.started_at).toordinal()
            for each in sessions
            if tag_key(mark) in map(tag_key, each.around or ())
        }
        assert AROUND_DAYS <= days <= len(with_it)
        assert easy_on <= min(days, len(with_it & easy))
    assert list(found) == sorted(found, key=lambda each: (-each.days, tag_key(each.mark)))
    assert counts(work_out(records[::-1], PROGRAMME, now), SHIPPED) == found


@pytest.mark.parametrize(
    ("fifth", "expected"),
    [
        ([], []),
        ([day(5).mapping(), day(6, "09:00").rating(0)], []),
        ([day(5).mapping(**DOOR), day(6, "09:00").rating(0)], [("door locked", 5, 5)]),
        ([day(5).mapping(around=("Door locked",)), day(6, "09:00").rating(0)], [("door locked", 5, 5)]),
        ([day(5).mapping(**DOOR), day(6, "09:00").rating(3)], [("door locked", 4, 5)]),
        ([day(5).mapping(**DOOR)], [("door locked", 4, 5)]),
        ([day(5).mapping(**DOOR, masked=True), day(6, "09:00").rating(0)], [("door locked", 4, 5)]),
        ([day(5).mapping(**DOOR, ended="stop"), day(6, "09:00").rating(0)], [("door locked", 4, 5)]),
        ([day(5).mapping(**DOOR, ended="short", faded=None), day(6, "09:00").rating(0)], []),
        ([day(5, "20:00").mapping(**DOOR, faded=None), day(5).mapping(), day(6, "09:00").rating(0)], []),
        ([day(4, "22:00").mapping(**DOOR)], []),
    ],
    ids=[
        "four",
        "a fifth without it",
        "a fifth",
        "spelt otherwise",
        "too much the next day",
        "no number came",
        "something dulling",
        "a stop",
        "cut short: decides nothing",
        "cut short, and then a session without it",
        "twice on a day",
    ],
)
def test_the_fifth_day_decides(fifth: list[Record], expected: list[tuple[str, int, int]]) -> None:
    """Each word of an easy day's definition, and what decides nothing, as the gate has them."""
    assert counted(FIVE, fifth) == expected


def test_a_day_that_waits_for_its_number_is_not_counted_yet() -> None:
    """On its own day and the next one it is neither easy nor not; once the number did not come it is not easy."""
    told = (FIVE, day(5, "20:00").mapping(**DOOR))
    assert counted(*told, at=6) == []
    assert counted(*told, at=7) == [("door locked", 4, 5)]


def test_what_was_there_on_more_days_comes_first_however_few_were_easy() -> None:
    """And of as many days, by name: the order says nothing about what helped."""
    tired = [day(n).mapping(during=3, around=("tired", "bath", "tea")) for n in range(11, 17)]
    assert counted(FIVE, day(5).mapping(**DOOR), day(6, "09:00").rating(0), tired) == [
        ("bath", 0, 6),
        ("tea", 0, 6),
        ("tired", 0, 6),
        ("door locked", 5, 5),
    ]


def test_the_line_is_the_owners() -> None:
    """A 1 is above a line of 0, and no such day is easy."""
    lower = day(1, "06:00").profile(line=0)
    assert counted(lower, FIVE, day(5).mapping(**DOOR), day(6, "09:00").rating(0)) == [("door locked", 0, 5)]


def test_the_programs_own_words_and_hers_are_one() -> None:
    """What was a tag by its key before is the word that it is read as, and once she chooses words they are all hers."""
    before = day(1).mapping(tags=("stretch", "rushing"), around=("In a hurry", "warm"))
    assert marks_of(before, SHIPPED) == ("in a hurry", "warm")
    after = with_marks(before, ("in a hurry", "tea"), SHIPPED)
    assert (after.tags, after.around) == (("stretch",), ("in a hurry", "tea"))
    assert marks_of(with_marks(before, (), SHIPPED), SHIPPED) == ()


def test_the_words_used_most_come_first() -> None:
    """Each once, as it was written first, and ties by name."""
    sessions = [day(1).mapping(around=("Warm", "tea")), day(2).mapping(around=("warm", "bath"), tags=("dryness",))]
    assert marks_used(sessions, SHIPPED) == ("Warm", "bath", "dry", "tea")


def test_a_period_is_counted_by_itself() -> None:
    """Days before and after it are left out; the gate still reads all of them."""
    told = story(FIVE, [[day(n).mapping(**DOOR), day(n + 1, "09:00").rating(0)] for n in range(5, 9)])
    [found] = counts(work_out(told, PROGRAMME, day(40).moment()), SHIPPED, (day(3).date, day(7).date))
    assert found == AroundCount("door locked", 5, 5)
