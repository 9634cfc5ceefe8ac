"""Days in words, both ways, seen from a Sunday: 29 November 2026."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.text.dates import say_day
from comfort_journal.text.day_span import LONGEST, UNDERSTOOD, DaySpan, UnclearDays, parse_days, say_span

TODAY = date(2026, 11, 29)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
NAMES = st.sampled_from(
    ["monday", "friday", "last sunday", "May", "November", "last december", "29 feb", "12 march", "Sept 5", "last week"]
)


def span(written: str) -> DaySpan:
    """Return the span of ``first..last`` in ISO days, either side open; a single day is both."""
    first, dots, last = written.partition("..")
    days = [date.fromisoformat(day) if day else None for day in (first, last if dots else first)]
    return DaySpan(*days)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("today", "2026-11-29"),
        ("  Tonight ", "2026-11-29"),
        ("yesterday", "2026-11-28"),
        ("last night", "2026-11-28"),
        ("the day before yesterday", "2026-11-27"),
        ("3 days ago", "2026-11-26"),
        ("0 days ago", "2026-11-29"),
        ("2 weeks ago", "2026-11-15"),
        ("three weeks ago", "2026-11-08"),
        ("a couple of days ago", "2026-11-27"),
        ("a month ago", "2026-10-29"),
        ("9 months ago", "2026-02-28"),
        ("a year ago today", "2025-11-29"),
        ("7d", "2026-11-22"),
        ("2 w ago", "2026-11-15"),
        ("last 30 days", "2026-10-31..2026-11-29"),
        ("the last two weeks", "2026-11-16..2026-11-29"),
        ("past 3 months", "2026-08-30..2026-11-29"),
        ("this week", "2026-11-23..2026-11-29"),
        ("last week", "2026-11-16..2026-11-22"),
        ("this month", "2026-11-01..2026-11-30"),
        ("in the last month", "2026-10-01..2026-10-31"),
        ("this year", "2026-01-01..2026-12-31"),
        ("LAST YEAR", "2025-01-01..2025-12-31"),
        ("2024", "2024-01-01..2024-12-31"),
        ("in 2024", "2024-01-01..2024-12-31"),
        ("October", "2026-10-01..2026-10-31"),
        ("in oct", "2026-10-01..2026-10-31"),
        ("sept", "2026-09-01..2026-09-30"),
        ("from May", "2026-05-01..2026-05-31"),
        ("November", "2026-11-01..2026-11-30"),
        ("last November", "2025-11-01..2025-11-30"),
        ("December", "2025-12-01..2025-12-31"),
        ("Feb 2024", "2024-02-01..2024-02-29"),
        ("March 2025", "2025-03-01..2025-03-31"),
        ("2025-03", "2025-03-01..2025-03-31"),
        ("Monday", "2026-11-23"),
        ("on sun", "2026-11-29"),
        ("last Sunday", "2026-11-22"),
        ("last Friday", "2026-11-27"),
        ("5 March", "2026-03-05"),
        ("on the 5th of March", "2026-03-05"),
        ("March 25", "2026-03-25"),
        ("March 5, 2025", "2025-03-05"),
        ("5 December", "2025-12-05"),
        ("29 February", "2024-02-29"),
        ("Sunday 29 November 2026", "2026-11-29"),
        ("2025-03-05", "2025-03-05"),
        ("2025/3/5", "2025-03-05"),
        ("13.5.2025", "2025-05-13"),
        ("5/13/2025", "2025-05-13"),
        ("5.5.2025", "2025-05-05"),
        ("since May", "2026-05-01.."),
        ("since 2 weeks ago", "2026-11-15.."),
        ("until 5 March", "..2026-03-05"),
        ("up to May", "..2026-05-31"),
        ("until 13.5.2025", "..2025-05-13"),
        ("May to July 2025", "2025-05-01..2025-07-31"),
        ("from May until July", "2026-05-01..2026-07-31"),
        ("since May until yesterday", "2026-05-01..2026-11-28"),
        ("May 2024 to March 2025", "2024-05-01..2025-03-31"),
        ("May 2024 to March", "2024-05-01..2025-03-31"),
        ("November to March", "2025-11-01..2026-03-31"),
        ("between 1 May and 3 May 2025", "2025-05-01..2025-05-03"),
        ("1 May - 3 May", "2026-05-01..2026-05-03"),
        ("1 to 3 May 2025", "2025-05-01..2025-05-03"),
        ("1–3 May", "2026-05-01..2026-05-03"),  # noqa: RUF001  as a phone writes it
        ("1 May 2025 to 3 June", "2025-05-01..2025-06-03"),
        ("24 December to 2 January 2026", "2025-12-24..2026-01-02"),
        ("Monday to Friday", "2026-11-23..2026-11-27"),
        ("5 May 2025 to 1 March 2025", "2025-03-01..2025-05-05"),
        ("2025-03-05 to 2025-04", "2025-03-05..2025-04-30"),
        ("12.5.2025 to 13.5.2025", "2025-05-12..2025-05-13"),
        ("all days", ".."),
    ],
)  # fmt: skip
def test_words_name_these_days(words: str, written: str) -> None:
    """A named day, week, month or year is that span exactly; only since and until leave an end open."""
    assert parse_days(words, TODAY) == span(written)


@pytest.mark.parametrize(
    ("first_weekday", "words", "written"),
    [
        (6, "this week", "2026-11-29..2026-12-05"),
        (6, "last week", "2026-11-22..2026-11-28"),
        (5, "this week", "2026-11-28..2026-12-04"),
    ],
)
def test_a_week_begins_where_the_owner_likes(first_weekday: int, words: str, written: str) -> None:
    """On the day of the setting, which is Monday unless it says otherwise."""
    assert parse_days(words, TODAY, first_weekday) == span(written)


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("5.3.2025", ("5 March 2025", "3 May 2025")),
        ("on 5/3/2025", ("5 March 2025", "3 May 2025")),
        ("05-03-2025", ("5 March 2025", "3 May 2025")),
        ("since 5.3.2025", ("since 5 March 2025", "since 3 May 2025")),
        ("5.3.2025 to 6.3.2025", ("5 to 6 March 2025", "3 May to 3 June 2025")),
    ],
)
def test_a_date_that_two_countries_read_differently_is_asked_about(words: str, readings: tuple[str, str]) -> None:
    """Both readings come with the refusal, day before month first, and its sentence names them."""
    with pytest.raises(UnclearDays) as refused:
        parse_days(words, TODAY)
    assert tuple(map(say_span, refused.value.readings)) == readings
    assert " or ".join(readings) in str(refused.value)


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "0", "12", "31 April", "April 31", "30 Feb 2024", "29 February 2025", "2025-13-01", "2025-02-30",
        "32.13.2025", "5.3.25", "12-03-25", "5 March 25", "0 May", "0000", "20250203", "-7d", "christmas", "soon",
        "tomorrow", "ago", "Monday 29 November 2026", "28 to 3 June", "last 0 days", "999999 years ago",
        "99999 months ago", "999999 days ago", "٣ weeks ago", "²025", "since", "until", "between May",
        "from soon to May", "since since May", "May to", "to to to", "since 31 April", "since May\0", "\ud800",
    ],
)  # fmt: skip
def test_what_names_no_days_is_refused_with_what_is_understood(words: str) -> None:
    """In one sentence, without what was typed and without a guess."""
    with pytest.raises(BadInput) as refused:
        parse_days(words, TODAY)
    assert (str(refused.value), refused.value.readings) == (UNDERSTOOD, ())  # type: ignore[attr-defined]


@given(st.none() | DAYS, st.none() | DAYS, DAYS, st.integers(0, 6))
def test_the_words_of_a_span_name_it_from_every_day(
    one: date | None, other: date | None, today: date, first_weekday: int
) -> None:
    """Whatever span it is, and wherever it is read."""
    if one and other:
        one, other = sorted((one, other))
    said = DaySpan(one, other)
    assert parse_days(say_span(said), today, first_weekday) == said


@given(DAYS, st.integers(0, 40), st.integers(0, 40), st.sampled_from("dmy"))
def test_whole_months_and_years_and_close_days_are_read_back_too(day: date, back: int, on: int, unit: str) -> None:
    """The forms that leave out a year or a month leave out nothing that is needed."""
    first, last = day - timedelta(days=back), day + timedelta(days=on)
    if unit == "m":
        first, last = (
            first.replace(day=1),
            (last.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1),
        )
    if unit == "y":
        first, last = date(first.year, 1, 1), date(last.year, 12, 31)
    assert parse_days(say_span(DaySpan(first, last)), TODAY) == DaySpan(first, last)


@given(DAYS, st.integers(-3, 3) | st.integers(-60_000, 60_000))
def test_a_day_as_it_stands_over_an_entry_is_read_back(day: date, away: int) -> None:
    """The words for any day name that day, from near and from far."""
    today = day + timedelta(days=away)
    assert parse_days(say_day(day, today), today) == parse_days(day.isoformat(), today) == DaySpan(day, day)


def test_a_leap_day_is_found_over_a_century_without_one() -> None:
    """The day before that of 1904 the newest one is of 1896, eight years before."""
    assert parse_days("29 February", date(1904, 2, 28)) == DaySpan(date(1896, 2, 29), date(1896, 2, 29))


@given(st.dates(date(1700, 1, 1)), NAMES)
def test_a_name_without_a_year_has_begun(today: date, words: str) -> None:
    """Journals look back: the newest such that begins no later than today, less than nine years away."""
    found = parse_days(words, today).first
    assert found is not None
    assert today - timedelta(days=9 * 366) < found <= today


TOKENS = st.sampled_from(
    [
        "since", "until", "between", "to", "and", "-", "last", "this", "3", "31", "2025", "days", "weeks", "ago", "May",
        "sept", "monday", "5.3.2025", "2025-03", "a", "the", "in", "today", "0",
    ]
)  # fmt: skip


@given(st.text() | st.lists(TOKENS, max_size=8).map(" ".join), st.dates(), st.integers(0, 6))
def test_whatever_is_typed_is_days_in_order_or_the_one_refusal(words: str, today: date, first_weekday: int) -> None:
    """Nothing else comes out, at the ends of the calendar too, and no reading ends before it begins."""
    try:
        spans: tuple[DaySpan, ...] = (parse_days(words, today, first_weekday),)
    except UnclearDays as refused:
        spans = refused.readings
    for each in spans:
        assert (each.first or date.min) <= (each.last or date.max)
        assert say_span(each)


@pytest.mark.parametrize("piece", ["1", "a to ", "since ", "between and ", "last ", " ", "\N{EN DASH}", "İ"])
def test_length_costs_nothing(piece: str) -> None:
    """What is longer than days can be is not looked at, and what is not is refused in a moment."""
    for words in (piece * 1_000_000, (piece * LONGEST)[:LONGEST]):
        began = time.process_time()
        with pytest.raises(UnclearDays):
            parse_days(words, TODAY)
        assert time.process_time() - began < 0.1
