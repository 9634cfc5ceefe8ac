"""The hour of the reminder: which ones there are, and which moments still belong to one."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.records import programme_day
from comfort_journal.reminder.hour import EVENING, PUNCTUAL, hour_of, is_due

HOURS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(year=2024))


@given(HOURS)
def test_every_minute_of_the_day_can_be_said(hour: time) -> None:
    """With or without the first zero."""
    assert hour_of(f"{hour:%H:%M}") == hour_of(f"{hour.hour}:{hour:%M}") == hour


@pytest.mark.parametrize(
    "written",
    [
        "24:00",
        "8:61",
        "08:60",
        "8",
        "0830",
        "08.30",
        "8:3",
        "-1:00",
        "08:30:00",
        "8:30 pm",
        " 08:30",
        "08:30\n",
        "",
        "٠٨:٣٠",
    ],
)
def test_what_is_no_hour_is_refused(written: str) -> None:
    """With what to give instead, and never with what was written."""
    with pytest.raises(BadInput, match=r"HH:MM, from 00:00 to 23:59"):
        hour_of(written)


@pytest.mark.parametrize(
    ("hour", "now", "due"),
    [
        ("08:30", "2026-01-05 08:30", True),
        ("08:30", "2026-01-05 08:29", True),  # the clock was set back a little
        ("08:30", "2026-01-05 14:00", True),  # the computer was off
        ("08:30", "2026-01-05 21:59", True),
        ("08:30", "2026-01-05 22:00", False),
        ("08:30", "2026-01-06 01:00", False),
        ("08:30", "2026-01-06 07:00", False),  # another day begins; its own hour comes
        ("23:00", "2026-01-05 23:14", True),  # asked for, so it comes
        ("23:00", "2026-01-05 23:40", False),
        ("23:55", "2026-01-06 00:05", True),
        ("23:00", "2026-01-06 04:30", False),
        ("02:00", "2026-01-06 02:00", True),
        ("02:00", "2026-01-06 09:00", False),  # the day it was for is over
    ],
)
def test_a_moment_of_an_hour(hour: str, now: str, due: bool) -> None:  # noqa: FBT001  a table
    """On time it is due; later on the same day too, and in no evening or night that it was not set to."""
    assert is_due(hour_of(hour), datetime.fromisoformat(f"{now}+01:00")) is due


@given(HOURS, MOMENTS)
def test_what_is_late_is_of_the_same_day_and_before_the_evening(hour: time, now: datetime) -> None:
    """Whatever the hour and the moment."""
    meant = datetime.combine(now.date(), hour, UTC)
    near = min(abs(now - meant - timedelta(days=days)) for days in (-1, 0, 1))
    if is_due(hour, now) and near > PUNCTUAL:
        assert programme_day(meant) == programme_day(now)
        assert time(4) <= now.time() < EVENING
