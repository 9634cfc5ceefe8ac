"""A diary written by hand in Markdown: headings with a date begin a day, headings with a time begin an entry.

The same file gives the same ids on every machine, so importing it twice adds nothing. Nothing a person wrote is put
under another day: words below a heading for a month or a year are refused by their line, and so are those before the
first date, unless they are to be kept as an entry of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from comfort_journal.errors import BadInput
from comfort_journal.interchange import headings, local_time
from comfort_journal.interchange.headings import Group, HeadingMoment, NotUnderstoodError, heading
from comfort_journal.interchange.importer import Imported, ReadOptions
from comfort_journal.interchange.sources import Remark
from comfort_journal.records import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

NOON = time(12)
"""The clock of an entry whose heading names only a day."""
PREFACE = "words before the first date are an entry of their own, at the moment of the first"
KEEP_PREFACE = "; import --preface keep makes them an entry of their own"

_IDS = UUID("3b0e5f6c-0c53-4d0f-9a3b-6b1d4a4a7c11")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}+|~{3,}+)(?P<rest>.*)\Z")


@dataclass
class _Page:
    """One entry as it grows; ``n`` is its heading's line, ``rest`` what that says beside the moment."""

    n: int
    at: datetime
    rest: str
    lines: list[str] = field(default_factory=list)
    preface: bool = False

    def text(self) -> str:
        body = "\n".join(line.rstrip("\r") for line in self.lines).strip("\n")
        return "\n\n".join(part for part in (self.rest, body) if part.strip())


def read(lines: Sequence[str], options: ReadOptions) -> Imported:
    """Return an entry per heading with a date or a time; raises BadInput with a line's number."""
    met: Counter[tuple[datetime, str]] = Counter()
    found: list[Entry] = []
    decided: list[Remark] = []
    pages = _pages(lines, keep_preface=options.preface == "keep")
    if pages[0].preface:
        decided.append(Remark(f"line {pages[0].n}", PREFACE))
    for page in pages:
        text = page.text()
        if not text:
            continue
        met[page.at, text] += 1
        try:
            moment = local_time.written(page.at, options.local)
        except BadInput as fault:
            raise BadInput(f"line {page.n}: {fault}") from None
        if moment.said:
            decided.append(Remark(f"line {page.n}", moment.said))
        name = f"{page.at.isoformat()} {met[page.at, text]}\n{text}"
        found.append(
            Entry(
                id=str(uuid5(_IDS, name)),
                at=moment.at,
                prompt=None,
                text=text,
                tags=(),
                starred=False,
                session=None,
                source="import",
            )
        )
    naive = any(page.at.tzinfo is None for page in pages)
    return Imported(found, decided=tuple(decided), elsewhere=True, naive=naive)


def _pages(lines: Sequence[str], *, keep_preface: bool) -> list[_Page]:
    pages: list[_Page] = []
    open_day, preface = False, 0
    hidden = fenced(lines)
    for n, line in enumerate(lines, start=1):
        begins = None if n - 1 in hidden else _begins(n, line)
        if isinstance(begins, HeadingMoment):
            if begins.day is None and not open_day:
                raise BadInput(f"line {n}: expected a heading with a date, such as ## 2026-01-05, before a time")
            day = begins.day or pages[-1].at.date()
            pages.append(_Page(n, datetime.combine(day, begins.clock or NOON), begins.words))
            open_day = True
        elif isinstance(begins, Group):
            open_day = False
        elif open_day:
            pages[-1].lines.append(line)
        elif line.strip() and not pages and keep_preface:
            preface = preface or (n if heading(line) is None else 0)
        elif line.strip() and (pages or heading(line) is None):
            keep = "" if pages else KEEP_PREFACE
            raise BadInput(f"line {n}: expected a heading with a date, such as ## 2026-01-05, before these words{keep}")
    if not pages:
        raise BadInput("This file has no heading with a date, such as ## 2026-01-05; nothing was changed.")
    if preface:
        words = list(lines[: pages[0].n - 1])
        pages.insert(0, _Page(preface, pages[0].at, "", words, preface=True))
    return pages


def _begins(n: int, line: str) -> HeadingMoment | Group | None:
    words = heading(line)
    try:
        return None if words is None else headings.read(words)
    except NotUnderstoodError as fault:
        raise BadInput(f"line {n}: {fault}") from None


def fenced(lines: Sequence[str]) -> set[int]:
    """Return the lines that stand in a fence of backticks or tildes.

    A fence that is never closed is none, nor are two rules of tildes with a day between them: they hide no day.
    """
    found: set[int] = set()
    opened, fence = 0, ""
    for n, line in enumerate(lines):
        match = _FENCE.match(line)
        if fence and match and match["fence"].startswith(fence) and not match["rest"].strip():
            found.update(range(opened, n + 1))
            fence = ""
        elif fence.startswith("~") and is_a_day(line):
            fence = ""
        elif not fence and match:
            opened, fence = n, str(match["fence"])
    return found


def is_a_day(line: str) -> bool:
    """Tell whether a line is a heading that begins a day, or looks like one."""
    words = heading(line)
    try:
        found = None if words is None else headings.read(words)
    except NotUnderstoodError:
        return True
    return isinstance(found, HeadingMoment) and found.day is not None
