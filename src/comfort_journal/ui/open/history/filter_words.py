"""Which entries the history shows, in words both ways: pure, and seen from a given day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from comfort_journal.text.dates import MONTHS, end_of_month, parse_day, say_day

if TYPE_CHECKING:
    from comfort_journal.journal import Filter

DAY_EXAMPLES = "That day is not clear to me. “3 weeks ago” or “last May” would work."
SPAN_EXAMPLES = "Those days are not clear to me. “since May” or “from March to 12 June” would work."

_BETWEEN = re.compile(r"(?:from |between )?(?P<since>.+?) (?:to|until|till|and) (?P<until>.+)", re.DOTALL)
_UNTIL = re.compile(r"(?:until|till|to|up to) (?P<until>.+)")
_IN = re.compile(r"(?:in|during) (?P<span>.+)")
_SHORTEST_MONTH = 3


@dataclass(frozen=True)
class Span:
    """Programme days from ``since`` to ``until``, both in; None is open."""

    since: date | None = None
    until: date | None = None


def parse_span(words: str, today: date) -> Span | None:
    """Return the days that words name: ``since May``, ``until 3 June``, ``from March to May``, ``in 2025``; or None.

    A day alone is a beginning. A month or year at the end of a span, or after ``in``, is meant to its last day.
    """
    plain = " ".join(words.lower().split())
    if match := _IN.fullmatch(plain):
        first = parse_day(match["span"], today)
        return Span(first, _last_of(match["span"], first)) if first else None
    if match := _UNTIL.fullmatch(plain):
        last = parse_day(match["until"], today)
        return Span(None, _last_of(match["until"], last)) if last else None
    if match := _BETWEEN.fullmatch(plain):
        since, until = parse_day(match["since"], today), parse_day(match["until"], today)
        if since and until:
            until = _last_of(match["until"], until)
            return Span(min(since, until), max(since, until))
        return None
    since = parse_day(plain, today)
    return Span(since) if since else None


def parse_place(words: str, today: date) -> Span | None:
    """Return the day, month or year that words name, from its first day to its last; or None."""
    plain = " ".join(words.lower().split()).removeprefix("in ").removeprefix("to ")
    first = parse_day(plain, today)
    return Span(first, _last_of(plain, first)) if first else None


def _last_of(words: str, first: date) -> date:
    """Return the last day of what was named: of the year or month where no day was named, else the day itself."""
    names = re.findall(r"[a-z]+|\d+", words)
    if names and all(name.isdigit() and len(name) == len("2026") for name in names):
        return date(first.year, 12, 31)
    month = any(
        len(name) >= _SHORTEST_MONTH and any(each.lower().startswith(name) for each in MONTHS) for name in names
    )
    if month and not any(name.isdigit() and len(name) < len("2026") for name in names):
        return end_of_month(first)
    return first


def say_narrowing(wanted: Filter, today: date) -> str:
    """Return what a filter (but for its search words) lets through: ``with tag sleep, since May``; empty for all."""
    parts: list[str] = []
    if wanted.tag is not None:
        parts.append(f"with tag {wanted.tag}")
    if wanted.starred:
        parts.append("with a star")
    if wanted.since or wanted.until:
        parts.append(_say_span(Span(wanted.since, wanted.until), today))
    return ", ".join(parts)


def _say_span(span: Span, today: date) -> str:
    since, until = span.since, span.until
    if since and until and since.day == 1 and until == end_of_month(since):
        return f"in {_month(since, today)}"
    if since and until and (since.month, since.day, until) == (1, 1, date(since.year, 12, 31)):
        return f"in {since.year}"
    beginning = (_month(since, today) if since.day == 1 else _day(since, today)) if since else ""
    end = (
        ("the end of " + _month(until, today) if until == end_of_month(until) else _day(until, today)) if until else ""
    )
    if since and until:
        return f"from {beginning} to {end}"
    return f"since {beginning}" if since else f"until {end}"


def _month(day: date, today: date) -> str:
    return MONTHS[day.month - 1] + ("" if day.year == today.year else f" {day.year}")


def _day(day: date, today: date) -> str:
    said = say_day(day, today)
    return said if not said[-1].isdigit() else f"{day.day} {_month(day, today)}"
