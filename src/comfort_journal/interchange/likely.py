"""Which format a file most likely has, from its first bytes: said beside a refusal, so that one knows what to do."""

from __future__ import annotations

import re

LOOKED_AT = 65_536
"""Bytes that are looked at."""

_SIGNS = (
    ("Day One", re.compile(rb'\s*\{.*"creationDate"', re.DOTALL)),
    ("jrnl's JSON", re.compile(rb'\s*\{(?=[^\0]*"entries")(?=[^\0]*"title")[^\0]*"body"')),
    ("jrnl's text", re.compile(rb"\[\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?(?: [AP]M)?\] ")),
    ("Daylio", re.compile(rb"full_date,date,weekday,time,mood")),
    ("a note with front matter", re.compile(rb"---[ \t]*\r?\n")),
    ("RedNotebook", re.compile(rb"\d{1,2}:[ \t]*(?:\{|\r?\n[ \t]+text:)")),
)


def likely_format(data: bytes) -> str | None:
    """Return the name of the program or form that a file's beginning looks like, None where it looks like none."""
    head = data[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    return next((name for name, sign in _SIGNS if sign.match(head)), None)


def is_json(data: bytes) -> bool:
    """Tell whether a file begins like JSON, as a native export does."""
    return data[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
