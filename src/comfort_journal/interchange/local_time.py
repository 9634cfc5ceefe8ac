"""From a wall clock to a moment: every written time is exact, or refused for a reason that can be told by its place.

The rules are these. A time that a clock was put forward over counts from the offset before it, and one that a clock
showed twice is the first of the two; both are said. An offset of old years that has seconds is rounded to the minute,
since ISO 8601 has no place for them. A year of two digits, a leap second and a day that no calendar has are refused.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo
    from typing import TypeAlias

    Local: TypeAlias = Callable[[datetime], datetime]

SKIPPED = "the clocks were put forward over this time; it counts from before"
TWICE = "the clocks showed this time twice; the first is taken"
FIRST_YEAR = 1000
FOUR_DIGITS = f"a year is written with four digits, from {FIRST_YEAR} on"
NO_DATE = "expected a date like 2026-01-05, perhaps with a time like 21:40"
NO_TIME = "expected a time like 21:40 or 7:30 pm"
_NOON = 12
_DIGITS = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=T|\Z)(?:T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?"
)
_SIGNS = re.compile(
    r"(?P<year>\d+)[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})"
    r"(?:(?:T|,? +)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"(?:[ \u202f]?(?P<half>[AaPp])\.?[Mm]\.?)?(?: ?(?P<zone>[Zz]|[+-]\d\d:?\d\d))?)?",
    re.ASCII,
)
_DATED = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:T|,? )", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}(?P<sign>[./-])\d{1,2}(?P=sign)\d\d(?!\d)", re.ASCII)


class Written(NamedTuple):
    """A moment as records keep it, and what there is to say about it, if anything."""

    at: str
    said: str = ""


def machine(at: datetime) -> datetime:
    """Return a naive moment as this machine's clock showed it, or an instant as it shows it."""
    return datetime.fromtimestamp(at.timestamp(), UTC).astimezone()


def machine_zone() -> str:
    """Return what the zone of this machine's clock is called, such as Europe/Berlin; "" where nothing tells."""
    name = os.environ.get("TZ", "").lstrip(":") or os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2]
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return ""


def zone(name: str) -> Local:
    """Return what gives a naive moment the offset of a zone (``Europe/Berlin``, ``+05:30``, ``UTC``).

    Raises BadInput where there is no such zone.
    """
    info = _offset(name) or _named(name)

    def local(at: datetime) -> datetime:
        return at.replace(tzinfo=info) if at.tzinfo is None else at.astimezone(info)

    return local


def written(at: datetime, local: Local) -> Written:
    """Return a moment as it is kept: a naive one by ``local``, one in UTC as at home, another with its own offset.

    Raises BadInput where the calendar ends.
    """
    said = ""
    try:
        if at.tzinfo is UTC:
            at = local(at)
        elif at.tzinfo is None:
            first, second = (at - _instant(at.replace(fold=fold), local) for fold in (0, 1))
            said = "" if first == second else SKIPPED if first < second else TWICE
            at = at.replace(tzinfo=timezone(first))
    except (OverflowError, ValueError, OSError):
        raise BadInput("this moment is too far away for this machine's clock") from None
    offset = at.utcoffset() or timedelta()
    minutes = timedelta(minutes=round(offset / timedelta(minutes=1)))
    return Written(at.replace(tzinfo=timezone(minutes)).isoformat(timespec="seconds"), said)


def read(words: str) -> tuple[datetime, bool]:
    """Return the moment that a stamp says, naive where it names no offset, and whether it names a time of the day.

    A stamp is a date like ``2026-01-05``, ``2026/1/5`` or ``20260105``, with a time like ``21:40``, ``21:40:30.5``,
    ``9:40 PM`` or ``9pm`` behind it, and perhaps an offset. Raises BadInput with the reason, without a word of it.
    """
    match = _DIGITS.fullmatch(words) or _SIGNS.fullmatch(words)
    if match is None:
        raise BadInput(FOUR_DIGITS if has_short_year(words) else NO_TIME if _DATED.match(words) else NO_DATE)
    said = {"half": None, "zone": None} | match.groupdict()
    if len(match["year"]) != 4 or int(match["year"]) < FIRST_YEAR:  # noqa: PLR2004  digits of a year
        raise BadInput(FOUR_DIGITS)
    if said["second"] == "60":
        raise BadInput("a leap second has no place in this calendar; write the second before or after it")
    try:
        day = datetime(int(match["year"]), int(match["month"]), int(match["day"]))  # noqa: DTZ001  naive as it is written
    except ValueError:
        raise BadInput("there is no such day") from None
    if match["hour"] is None:
        return day, False
    if said["minute"] is None and said["half"] is None:
        raise BadInput(NO_TIME)  # a bare number is none
    try:
        hour, minute, second = int(match["hour"]), int(said["minute"] or 0), int(said["second"] or 0)
        clock = day.replace(hour=hour_of(hour, said["half"]), minute=minute, second=second)
    except ValueError:
        raise BadInput("there is no such time") from None
    return clock.replace(tzinfo=_offset(said["zone"]) if said["zone"] else None), True


def has_short_year(words: str) -> bool:
    """Tell whether words begin with a date in numbers whose year has two digits, wherever it stands."""
    return _SHORT_YEAR.match(words) is not None


def hour_of(hour: int, half: str | None) -> int:
    """Return an hour of the day from one of its two halves (``a``, ``P``); raises ValueError where there is none."""
    if not half:
        return hour
    if not 1 <= hour <= _NOON:
        raise ValueError("no such hour")
    return hour % _NOON + (_NOON if half in "pP" else 0)


def _instant(at: datetime, local: Local) -> datetime:
    return local(at).astimezone(UTC).replace(tzinfo=None)


def _named(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise BadInput("There is no zone of that name; write it like Europe/Berlin or +01:00.") from None


def _offset(written: str) -> tzinfo | None:
    """Return ``Z`` as UTC and ``+05:30`` as that offset; None for what is neither."""
    if written in ("Z", "z", "UTC"):
        return UTC
    match = re.fullmatch(r"(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>[0-5]\d)", written, re.ASCII)
    if match is None or int(match["hours"]) > 23:  # noqa: PLR2004  hours of a day
        return None
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
    return timezone(-offset if match["sign"] == "-" else offset)
