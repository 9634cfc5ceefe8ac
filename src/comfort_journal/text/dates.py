"""Days in words, both ways. Pure: what day it is comes in; a day is a programme day, which turns at 04:00.

Words are English and name one day or the first day of a span. What could mean two days (``12.3.2025``) is no day.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput
from comfort_journal.records import DAY_BEGINS, moment, programme_day

if TYPE_CHECKING:
    from collections.abc import Callable

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "few": 3,
}  # fmt: skip
_DAY_BEFORE = {"today": 0, "tonight": 0, "now": 0, "yesterday": 1, "day before yesterday": 2, "last night": 1}
_MONTHS_A_YEAR = 12


def _short(names: tuple[str, ...], *, extra: str = "") -> str:
    whole = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > len("May") else name for name in names).lower()
    return f"(?:{whole}{extra})"


_MONTH = _short(MONTHS, extra="|sept")
_WEEKDAY = _short(WEEKDAYS, extra="|tues|weds|thur|thurs")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_NOISE = re.compile(r"\b(?:the|on|of|in|from|back|to|go|since|until)\b|,")


def parse_day(words: str, today: date) -> date | None:
    """Return the day that words name, seen from ``today``; None if they name none, or more than one.

    A name without a year is the latest such day that is not after today; a month or year is its first day.
    """
    plain = " ".join(_NOISE.sub(" ", words.lower()).split())
    try:
        if plain in _DAY_BEFORE:
            return today - timedelta(days=_DAY_BEFORE[plain])
        for pattern, read in _FORMS:
            match = pattern.fullmatch(plain)
            if match:
                return read(match, today)
    except (ValueError, OverflowError):
        return None
    return None


def parse_cli_day(words: str, today: date) -> date:
    """Return the day of a command's option: ``YYYY-MM-DD``, ``today``, ``yesterday`` or ``7d`` for seven days ago.

    Raises BadInput.
    """
    plain = words.strip().lower()
    try:
        if plain in ("today", "yesterday"):
            return today - timedelta(days=_DAY_BEFORE[plain])
        ago = re.fullmatch(r"([0-9]{1,6})d", plain)
        if ago:
            return today - timedelta(days=int(ago[1]))
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", plain):
            return date.fromisoformat(plain)
    except (ValueError, OverflowError):
        pass
    raise BadInput("A day is written as YYYY-MM-DD, today, yesterday, or 7d for seven days ago.")


def say_day(day: date, today: date) -> str:
    """Return a day as a person says it: ``today``, ``yesterday``, ``Monday 5 January 2026``."""
    days_ago = (today - day).days
    if days_ago in (0, 1):
        return "yesterday" if days_ago else "today"
    return f"{day_in_words(day)} {day.year}"


def day_in_words(day: date) -> str:
    """Return a day of about now, the same in every locale: ``Monday 23 November``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def day_until(now: datetime) -> str:
    """Return the day of a moment, after midnight with the hour of its end: ``Monday 23 November, until 04:00``."""
    day = programme_day(now)
    ends = datetime.combine(day, time(), now.tzinfo) + DAY_BEGINS
    return day_in_words(day) + (f", until {ends:%H:%M}" if now.date() != day else "")


def short_day(day: date) -> str:
    """Return a day in little room: ``Sun 29 Nov``."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def say_month(day: date) -> str:
    """Return the month of a day: ``January 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def say_moment(at: str | datetime, today: date) -> str:
    """Return a moment with its own clock: ``today, 21:40``; before 04:00 it still belongs to the day before.

    So half past two on a Tuesday morning is ``Monday 5 January 2026, 02:30 at night``.
    """
    when = moment(at) if isinstance(at, str) else at
    night = " at night" if timedelta(hours=when.hour) < DAY_BEGINS else ""
    return f"{say_day(programme_day(when), today)}, {when:%H:%M}{night}"


def months_before(day: date, months: int) -> date:
    """Return the day so many months before (or after), on the month's last day where the number is too high.

    Raises ValueError, OverflowError at the ends of the calendar.
    """
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 - months, _MONTHS_A_YEAR)
    return end_of_month(date(year, month + 1, 1), at_most=day.day)


def end_of_month(day: date, at_most: int = 31) -> date:
    """Return the last day of a day's month, or an earlier one of that number."""
    return day.replace(day=min(at_most, calendar.monthrange(day.year, day.month)[1]))


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name[:3]))


def _weekday(name: str) -> int:
    return next(number for number, day in enumerate(WEEKDAYS) if day.lower().startswith(name[:3]))


def _ago(match: re.Match[str], today: date) -> date:
    many, unit = match["many"], match["unit"]
    number = int(many) if many.isdigit() else _NUMBERS[many]
    if unit[0] in "dw":
        return today - timedelta(days=number * (1 if unit[0] == "d" else 7))
    return months_before(today, number * (1 if unit[0] == "m" else _MONTHS_A_YEAR))


def _span(match: re.Match[str], today: date) -> date:
    last = match["which"] == "last"
    if match["unit"] == "week":
        return today - timedelta(days=7 if last else today.weekday())
    if match["unit"] == "month":
        return months_before(today, 1 if last else 0).replace(day=1)
    return date(today.year - last, 1, 1)


def _latest_weekday(match: re.Match[str], today: date) -> date:
    back = (today.weekday() - _weekday(match["weekday"])) % 7
    return today - timedelta(days=back or (7 if match["last"] else 0))


def _latest_month(match: re.Match[str], today: date) -> date:
    month = _month(match["month"])
    this_year = month < today.month or (month == today.month and not match["last"])
    return date(today.year if this_year else today.year - 1, month, 1)


def _month_and_year(match: re.Match[str], _: date) -> date:
    month = match["month"]
    return date(int(match["year"]), int(month) if month.isdigit() else _month(month), 1)


def _day_of_month(match: re.Match[str], today: date) -> date:
    month, number = _month(match["month"]), int(match["day"])
    day = date(int(match["year"]), month, number) if match["year"] else _latest(month, number, today)
    if match["weekday"] is not None and _weekday(match["weekday"]) != day.weekday():
        raise ValueError("that day is another day of the week")
    return day


def _latest(month: int, number: int, today: date) -> date:
    for year in range(today.year, today.year - 9, -1):  # 1896 to 1904 is the longest wait for a 29 February
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day <= today:
            return day
    raise ValueError("no such day")


def _written(match: re.Match[str], _: date) -> date:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _first_of_year(match: re.Match[str], _: date) -> date:
    return date(int(match["year"]), 1, 1)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = tuple(
    (re.compile(form, re.ASCII), read)
    for form, read in (
        (rf"{_YEAR}([-/])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})", _written),
        (rf"{_YEAR}-(?P<month>\d{{1,2}})", _month_and_year),
        (_YEAR, _first_of_year),
        (
            rf"(?:a )?(?P<many>\d{{1,6}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s? ago",
            _ago,
        ),
        (r"(?P<many>\d{1,6}) ?(?P<unit>[dwmy])(?: ago)?", _ago),
        (r"(?P<which>last|this) (?P<unit>week|month|year)", _span),
        (rf"(?:this )?(?P<last>(?:last|past) )?(?P<weekday>{_WEEKDAY})", _latest_weekday),
        (rf"(?:this )?(?P<last>(?:last|past) )?(?P<month>{_MONTH})", _latest_month),
        (rf"(?P<month>{_MONTH}) {_YEAR}", _month_and_year),
        (rf"(?:(?P<weekday>{_WEEKDAY}) )?{_DAY} (?P<month>{_MONTH})(?: {_YEAR})?", _day_of_month),
        (rf"(?:(?P<weekday>{_WEEKDAY}) )?(?P<month>{_MONTH}) {_DAY}(?: {_YEAR})?", _day_of_month),
    )
)


_LONG_NAMES = re.compile(r"\b(?:" + "|".join((*WEEKDAYS, *MONTHS)) + r")\b")


def moment_in_words(at: str, today: date) -> str:
    """Return an entry's time as it begins a line: ``Today, 21:40``."""
    said = say_moment(at, today)
    return said[:1].upper() + said[1:]


def shortened(said: str) -> str:
    """Return a moment in words with its weekday and month as three letters, for a narrow list."""
    return _LONG_NAMES.sub(lambda name: name[0][:3], said)
