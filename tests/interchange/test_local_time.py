"""From a wall clock to a moment: a year of daylight saving, old years and odd stamps, each exact or refused."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.interchange.local_time import SKIPPED, TWICE, machine, read, written, zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.interchange.local_time import Local

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine stand in Berlin."""
    monkeypatch.setenv("TZ", BERLIN)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("stamp", "where", "at", "said"),
    [
        ("2026-03-29 01:59", BERLIN, "2026-03-29T01:59:00+01:00", ""),
        ("2026-03-29 02:30", BERLIN, "2026-03-29T02:30:00+01:00", SKIPPED),
        ("2026-03-29 03:00", BERLIN, "2026-03-29T03:00:00+02:00", ""),
        ("2026-10-25 01:59", BERLIN, "2026-10-25T01:59:00+02:00", ""),
        ("2026-10-25 02:30", BERLIN, "2026-10-25T02:30:00+02:00", TWICE),
        ("2026-10-25 02:30+01:00", BERLIN, "2026-10-25T02:30:00+01:00", ""),
        ("2026-10-25 03:00", BERLIN, "2026-10-25T03:00:00+01:00", ""),
        ("2026-03-08 02:30", NEW_YORK, "2026-03-08T02:30:00-05:00", SKIPPED),
        ("2026-04-05 01:45", LORD_HOWE, "2026-04-05T01:45:00+11:00", TWICE),
        ("2026-07-05 21:40Z", BERLIN, "2026-07-05T23:40:00+02:00", ""),
        ("2026-07-05T21:40:30.5+05:30", BERLIN, "2026-07-05T21:40:30+05:30", ""),
        ("1966-08-01 09:00", BERLIN, "1966-08-01T09:00:00+01:00", ""),
        ("1890-01-05 09:00", BERLIN, "1890-01-05T09:00:00+00:53", ""),  # local mean time, +00:53:28
        ("1935-05-05 10:00", "Europe/Amsterdam", "1935-05-05T10:00:00+00:20", ""),  # +00:19:32
        ("2026-01-05 9:40 PM", "+05:30", "2026-01-05T21:40:00+05:30", ""),
        ("2026/1/5 12:05 a.m.", "UTC", "2026-01-05T00:05:00+00:00", ""),
        ("20260105T214030", BERLIN, "2026-01-05T21:40:30+01:00", ""),
    ],
)
def test_a_stamp_is_the_moment_that_it_says(stamp: str, where: str, at: str, said: str) -> None:
    """Also where a clock showed it never or twice, which is told; a journey's own offset is kept."""
    assert written(read(stamp)[0], zone(where)) == (at, said)


@pytest.mark.parametrize(
    ("stamp", "why"),
    [
        ("26-01-05 21:40", "a year is written with four digits"),
        ("05/01/26", "a year is written with four digits"),
        ("0026-01-05", "a year is written with four digits"),
        ("2016-12-31 23:59:60", "a leap second has no place"),
        ("2016-12-31T23:59:60Z", "a leap second has no place"),
        ("2026-02-29", "there is no such day"),
        ("2026-01-05 24:00", "there is no such time"),
        ("2026-01-05 21:60", "there is no such time"),
        ("2026-01-05 13:00 PM", "there is no such time"),
        ("2026-01-05 13:00 AM", "there is no such time"),
        ("5 January 2026", "expected a date like 2026-01-05"),
        ("05/01/2026", "expected a date like 2026-01-05"),
        ("5.3.25", "a year is written with four digits"),
        ("2026-01-05 canary", "expected a time like 21:40 or 7:30 pm"),
        ("2026-01-05 21", "expected a time like 21:40 or 7:30 pm"),
        ("2026-01-05 13pm", "there is no such time"),
        ("", "expected a date like 2026-01-05"),
    ],
)
def test_what_is_no_moment_is_refused(stamp: str, why: str) -> None:
    """With the reason, and without a word of what stood there."""
    with pytest.raises(BadInput) as refused:
        read(stamp)
    assert str(refused.value).startswith(why)
    assert "canary" not in str(refused.value)


def test_a_day_alone_says_so() -> None:
    """Its time of the day is the reader's to give."""
    assert read("2026-01-05") == (datetime(2026, 1, 5), False)  # noqa: DTZ001  naive as it is written
    assert read("2026-01-05 00:00")[1]


@pytest.mark.parametrize("name", ["Europe/Nowhere", "", "../../etc/passwd", "/etc/localtime", "+25:00", "Berlin\0"])
def test_a_zone_that_there_is_not_is_refused(name: str) -> None:
    """A misspelt one must not silently become the machine's."""
    with pytest.raises(BadInput, match="no zone of that name"):
        zone(name)


@given(st.datetimes(datetime(1500, 1, 1), datetime(9998, 12, 31)))  # noqa: DTZ001  as clocks show them
def test_a_clock_is_kept_as_it_was_written(at: datetime) -> None:
    """Whatever the zone's rules are, the wall clock of the moment is the one that was written."""
    at = at.replace(microsecond=0)
    kept = datetime.fromisoformat(written(at, zone(BERLIN)).at)
    assert kept.replace(tzinfo=None) == at
    offset = kept.utcoffset()
    assert offset is not None
    assert not offset % timedelta(minutes=1)


@pytest.mark.usefixtures("in_berlin")
def test_the_machines_own_zone_follows_the_same_rules() -> None:
    """Every quarter of an hour around both changes of a year is what the zone by name says."""
    assert os.environ["TZ"] == BERLIN
    for begin in (datetime(2026, 3, 28, 22), datetime(2026, 10, 24, 22), datetime(1945, 5, 24)):  # noqa: DTZ001  as above
        for quarter in range(32):
            at = begin + timedelta(minutes=15 * quarter)
            assert written(at, machine) == written(at, zone(BERLIN))
    assert written(datetime(2026, 7, 5, 21, 40, tzinfo=UTC), machine).at == "2026-07-05T23:40:00+02:00"


@pytest.mark.parametrize("local", [machine, zone(NEW_YORK)], ids=["machine", "named"])
def test_where_the_calendar_ends_is_refused(local: Local) -> None:
    """The last hours of the last year are no fault of the program."""
    with pytest.raises(BadInput, match="too far away"):
        written(datetime(9999, 12, 31, 23, 59), local)  # noqa: DTZ001  as clocks show it
