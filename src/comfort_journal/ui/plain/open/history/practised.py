"""What was practised, as it stands among the entries: it is read, marked by what was around, and deleted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import NotFound
from comfort_journal.records import Circuit, Partner, Session, Strength
from comfort_journal.ui.open.history.practice_rows import practice_blocks
from comfort_journal.ui.plain.open.history.entry_changes import delete
from comfort_journal.ui.plain.open.history.entry_said import said_blocks
from comfort_journal.ui.plain.open.practice.around import mark_around
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from comfort_journal.ui.open.core.practice_line import Practised
    from comfort_journal.ui.plain.open.visit import OpenLines

ASKED: Final = "What with this?"
AGAIN: Final = NamedChoice("r", "Read it again")


def read_practised(visit: OpenLines, record_id: str) -> None:
    """Say what was recorded, and do something with it until it is left."""
    said = False
    while (record := _record(visit, record_id)) is not None:
        if not said:
            visit.say(*said_blocks(practice_blocks(record, visit.session.today, visit.practice.step_name)))
        said = True
        around = [choice("edit-entry", name="What was around")] if isinstance(record, Session) else []
        try:
            taken = choose(visit.console, ASKED, (*around, choice("delete-entry"), AGAIN), known=True)
        except Back:
            return
        said = taken is not AGAIN
        try:
            _do(visit, record, taken)
        except Back:
            continue


def _do(visit: OpenLines, record: Practised, taken: NamedChoice) -> None:
    refused = visit.session.journal.why_read_only
    if taken is AGAIN:
        return
    if refused is not None:
        visit.say(str(refused))
    elif taken.does == "delete-entry":
        delete(visit, record.id)
    elif isinstance(record, Session):
        mark_around(visit, visit.practice.marks_of(record), partial(visit.practice.mark_around, record.id))


def _record(visit: OpenLines, record_id: str) -> Practised | None:
    try:
        found = visit.session.journal.get(record_id)
    except NotFound:
        return None
    return found if isinstance(found, Session | Circuit | Strength | Partner) else None
