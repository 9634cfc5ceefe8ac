"""What is chosen for the page, changed choice by choice, and written: the same way on a page and in lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from comfort_journal.journal import Filter
from comfort_journal.plan import ASKED_KINDS
from comfort_journal.report import chosen_days, page_of
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.report.page_lines import ENTRY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from comfort_journal.content.report import Part
    from comfort_journal.records import AnyRecord, Entry
    from comfort_journal.report import ReportChoice
    from comfort_journal.text.day_span import DaySpan
    from comfort_journal.ui.open.core.workspace import Workspace

LONGEST = 80
TOO_LONG = f"At most {LONGEST} characters, please."


def entries_of(session: Workspace, choice: ReportChoice) -> list[Entry]:
    """Return the entries of the days that are chosen."""
    return session.journal.entries(Filter(since=choice.span.first, until=choice.span.last))


def ticked(choice: ReportChoice, line_id: str, entries: Sequence[Entry]) -> ReportChoice:
    """Return the choice with a part or an entry ticked, or no longer."""
    if line_id.startswith(ENTRY):
        along = {*choice.entries} ^ {line_id.removeprefix(ENTRY)}
        return replace(choice, entries=tuple(each.id for each in entries if each.id in along))
    return replace(choice, parts=choice.parts ^ {cast("Part", line_id)})


def of_days(session: Workspace, choice: ReportChoice, span: DaySpan) -> ReportChoice:
    """Return the choice of other days, without entries that are not of them. Raises BadInput where there is none."""
    found = replace(choice, span=chosen_days(span.first, span.last, session.clock()))
    kept = {each.id for each in entries_of(session, found)}
    return replace(found, entries=tuple(each for each in choice.entries if each in kept))


def short_words(written: str) -> str | None:
    """Return words for the top of the page as one line, or None where they are too long."""
    words = one_line(written)
    return words if len(words) <= LONGEST else None


def write_chosen(session: Workspace, choice: ReportChoice, path: Path) -> None:
    """Write the page to a new file. Blocks; raises BadInput or NotSaved."""
    from comfort_journal.journal.exporting import write_new  # noqa: PLC0415  loaded when it is done

    journal = session.journal
    kept: list[AnyRecord] = [record for kind in ASKED_KINDS for record in journal.records(kind)]
    along = [each for each in entries_of(session, choice) if each.id in choice.entries]
    write_new(path, page_of([*kept, *along], choice, session.clock()), "page")
