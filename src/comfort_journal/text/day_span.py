"""Days in words, both ways: one day, a month, a year, or from one to another. Pure: what day it is comes in.

A name without a year is the newest such that has begun. What could mean two days (``5.3.2025``) is never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput
from comfort_journal.text.dates import MONTHS, WEEKDAYS, end_of_month, months_before

if TYPE_CHECKING:
    from collections.abc import Callable

UNDERSTOOD = "Days are written like yesterday, last month, March 2025, 5 March, May to July, since May, or 2025-03-05."
LONGEST = 80
"""Characters that may still be days; what is longer is not looked at."""


@dataclass(frozen=True)
class DaySpan:
    """Programme days from ``first`` to ``last``, both in; None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class UnclearDays(BadInput):
    """Words that name no days, or, by the order of day and month, two spans: ``readings`` are those."""

    def __init__(self, readings: tuple[DaySpan, ...] = ()) -> None:
        """Say what is understood, or what it could be."""
        either = " or ".join(map(say_span, readings))
        super().__init__(f"That could be {either}. Write the month as a word." if readings else UNDERSTOOD)
        self.readings = readings


def parse_days(words: str, today: date, first_weekday: int = 0) -> DaySpan:
    """Return the days that words name, seen from ``today``, weeks beginning on ``first_weekday`` (0 is Monday).

    A month, year or week is all of it, and only ``since`` and ``until`` leave an end open. Raises UnclearDays.
    """
    names = words.lower().translate(_SIGNS).split() if len(words) <= LONGEST else ()
    plain = " ".join(name for name in names if name not in _NOISE)
    seen = (_View(today, today, first_weekday, month_first) for month_first in (False, True))
    readings = tuple(dict.fromkeys(span for view in seen if (span := _span(plain, view))))
    if len(readings) != 1:
        raise UnclearDays(readings)
    return readings[0]


def say_span(span: DaySpan) -> str:
    """Return the words that name a span from any day: ``October 2025``, ``1 to 3 May 2025``, ``since 1 May 2025``."""
    first, last = span.first, span.last
    if first is None or last is None:
        return f"since {_day(first)}" if first else f"until {_day(last)}" if last else _ALL
    whole_months = first.day == 1 and last == end_of_month(last)
    whole_years = whole_months and (first.month, last.month) == (1, len(MONTHS))
    say = _year if whole_years else _month if whole_months else _day
    begin, end = say(first), say(last)
    if begin == end:
        return end
    if first.year == last.year:
        begin = str(first.day) if not whole_months and first.month == last.month else begin.rpartition(" ")[0]
    return f"{begin} to {end}"


def _year(day: date) -> str:
    return f"{day.year:04}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {_year(day)}"


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


@dataclass(frozen=True)
class _View:
    """From where days are seen: a bare name is the newest that begins no later than ``by``, mostly today."""

    today: date
    by: date
    first_weekday: int
    month_first: bool


_ALL = "all days"
_SIGNS = str.maketrans({",": " ", "\N{EN DASH}": " - ", "\N{EM DASH}": " - "})
_NOISE = ("the", "of")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "few": 3,
}  # fmt: skip
_NEAR = {"today": 0, "tonight": 0, "now": 0, "yesterday": 1, "last night": 1, "day before yesterday": 2}
_WEEK = 7


def _short(names: tuple[str, ...], extra: str) -> str:
    whole = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > len("May") else name for name in names).lower()
    return f"(?:{whole}|{extra})"


_MONTH = rf"(?P<month>{_short(MONTHS, 'sept')})"
_WEEKDAY = rf"(?P<weekday>{_short(WEEKDAYS, 'tues|weds|thur|thurs')})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_MANY = rf"(?:a )?(?P<many>\d{{1,6}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s?"

_OPEN = re.compile(r"(?P<side>since|until|till|up to) (?P<named>.+)")
_TO = re.compile(r" (?:to|until|till|-) ")
_AND = re.compile(r" (?:and|to|-) ")
_FROM = re.compile(r"(?:from|since|between) ")
_LEAD = re.compile(r"(?:in|on|from|during) ")
_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_DAY_OF_MONTH = re.compile(rf"{_DAY} {_MONTH}(?: \d{{4}})?", re.ASCII)
_NO_YEAR = re.compile(rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?", re.ASCII)


def _span(plain: str, seen: _View) -> DaySpan | None:
    if plain == _ALL:
        return DaySpan()
    try:
        return _named(plain, seen) or _open(plain, seen) or _range(plain, seen)
    except (ValueError, OverflowError):
        return None


def _open(plain: str, seen: _View) -> DaySpan | None:
    match = _OPEN.fullmatch(plain)
    named = match and _named(match["named"], seen)
    if not match or not named:
        return None
    return DaySpan(first=named.first) if match["side"] == "since" else DaySpan(last=named.last)


def _range(plain: str, seen: _View) -> DaySpan | None:
    first, *others = (_AND if plain.startswith("between ") else _TO).split(plain, maxsplit=1)
    last = "".join(others)
    end = _named(last, seen)
    if not end or not end.last:
        return None
    begins = _FROM.match(first)
    first = first[begins.end() :] if begins else first
    number, day = _NUMBER.fullmatch(first), _DAY_OF_MONTH.fullmatch(last)
    if number and day and int(number[1]) <= int(day["day"]):
        first += f" {day['month']}"
    begin = _named(first, replace(seen, by=end.last))
    if begin and begin.first and re.search(r"\d{4}", first) and _NO_YEAR.fullmatch(last):
        end = _named(last, replace(seen, by=months_before(begin.first, -len(MONTHS)) - timedelta(days=1)))
    days = [day for span in (begin, end) if span for day in (span.first, span.last) if day]
    return DaySpan(min(days), max(days)) if begin and end else None


def _named(plain: str, seen: _View) -> DaySpan | None:
    words = _LEAD.sub("", plain, count=1) if _LEAD.match(plain) else plain
    if words in _NEAR:
        return _one(seen.today - timedelta(days=_NEAR[words]))
    match, read = next(((match, read) for form, read in _FORMS if (match := form.fullmatch(words))), (None, None))
    return read(match, seen) if match and read else None


def _one(day: date) -> DaySpan:
    return DaySpan(day, day)


def _month_of(day: date) -> DaySpan:
    return DaySpan(day.replace(day=1), end_of_month(day))


def _year_of(year: int) -> DaySpan:
    return DaySpan(date(year, 1, 1), date(year, 12, 31))


def _place(name: str, names: tuple[str, ...]) -> int:
    return next(place for place, each in enumerate(names) if each.lower().startswith(name[:3]))


def _month_number(name: str) -> int:
    return _place(name, MONTHS) + 1


def _back(match: re.Match[str], today: date) -> date:
    many, unit = match["many"], match["unit"][0]
    number = int(many) if many.isdigit() else _NUMBERS[many]
    if unit in "dw":
        return today - timedelta(days=number * (1 if unit == "d" else _WEEK))
    return months_before(today, number * (1 if unit == "m" else len(MONTHS)))


def _ago(match: re.Match[str], seen: _View) -> DaySpan:
    return _one(_back(match, seen.today))


def _up_to_today(match: re.Match[str], seen: _View) -> DaySpan | None:
    first = _back(match, seen.today) + timedelta(days=1)
    return DaySpan(first, seen.today) if first <= seen.today else None


def _this_or_last(match: re.Match[str], seen: _View) -> DaySpan:
    today, last = seen.today, match["which"] == "last"
    if match["unit"] == "week":
        first = today - timedelta(days=(today.weekday() - seen.first_weekday) % _WEEK + (_WEEK if last else 0))
        return DaySpan(first, first + timedelta(days=_WEEK - 1))
    if match["unit"] == "month":
        return _month_of(today.replace(day=1) - timedelta(days=1) if last else today)
    return _year_of(today.year - last)


def _latest_weekday(match: re.Match[str], seen: _View) -> DaySpan:
    by = seen.today - timedelta(days=1) if match["last"] else seen.by
    return _one(by - timedelta(days=(by.weekday() - _place(match["weekday"], WEEKDAYS)) % _WEEK))


def _latest_month(match: re.Match[str], seen: _View) -> DaySpan:
    by = seen.today.replace(day=1) - timedelta(days=1) if match["last"] else seen.by
    month = _month_number(match["month"])
    return _month_of(date(by.year - (month > by.month), month, 1))


def _month_and_year(match: re.Match[str], _: _View) -> DaySpan:
    month = match["month"]
    return _month_of(date(int(match["year"]), int(month) if month.isdigit() else _month_number(month), 1))


def _day_and_month(match: re.Match[str], seen: _View) -> DaySpan | None:
    month, number = _month_number(match["month"]), int(match["day"])
    day = date(int(match["year"]), month, number) if match["year"] else _latest(month, number, seen.by)
    if match["weekday"] is not None and _place(match["weekday"], WEEKDAYS) != day.weekday():
        return None
    return _one(day)


def _latest(month: int, number: int, by: date) -> date:
    for year in range(by.year, by.year - 9, -1):  # 1896 to 1904 is the longest wait for a 29 February
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day <= by:
            return day
    raise ValueError("no such day")


def _numbered(match: re.Match[str], seen: _View) -> DaySpan:
    one, other = int(match["one"]), int(match["other"])
    month, day = (one, other) if seen.month_first else (other, one)
    return _one(date(int(match["year"]), month, day))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _View], DaySpan | None]], ...] = tuple(
    (re.compile(form, re.ASCII), read)
    for form, read in (
        (
            rf"{_YEAR}(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})",
            lambda match, _: _one(date(*map(int, match.group("year", "month", "day")))),
        ),
        (rf"(?P<one>\d{{1,2}})(?P<sign>[-/.])(?P<other>\d{{1,2}})(?P=sign){_YEAR}", _numbered),
        (rf"{_YEAR}-(?P<month>\d{{1,2}})", _month_and_year),
        (_YEAR, lambda match, _: _year_of(int(match["year"]))),
        (rf"{_MANY} ago(?: today)?", _ago),
        (r"(?P<many>\d{1,6}) ?(?P<unit>[dwmy])(?: ago)?", _ago),
        (rf"(?:last|past) {_MANY}", _up_to_today),
        (r"(?P<which>last|this) (?P<unit>week|month|year)", _this_or_last),
        (rf"(?:this |(?P<last>last|past) )?{_WEEKDAY}", _latest_weekday),
        (rf"(?:this |(?P<last>last|past) )?{_MONTH}", _latest_month),
        (rf"{_MONTH} {_YEAR}", _month_and_year),
        (rf"(?:{_WEEKDAY} )?{_DAY} {_MONTH}(?: {_YEAR})?", _day_and_month),
        (rf"(?:{_WEEKDAY} )?{_MONTH} {_DAY}(?: {_YEAR})?", _day_and_month),
    )
)
