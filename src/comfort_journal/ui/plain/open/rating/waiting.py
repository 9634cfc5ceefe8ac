"""What waits for an answer, answered in lines: what was given, left out or read waits no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.ui.open.home.reminders import OFFERED, Reminder, after_is_open, note_asked
from comfort_journal.ui.plain.open.rating.rate import give, give_after
from comfort_journal.ui.plain.open.rating.sealed import decide

if TYPE_CHECKING:
    from comfort_journal.records import Partner, Session
    from comfort_journal.ui.plain.open.visit import OpenLines


def answer_waiting(visit: OpenLines, waiting: Reminder) -> None:
    """Answer what waits; where nothing does, a number is welcome all the same. Raises Back."""
    if waiting.kind == "next_day":
        give(visit, "next_day", waiting.text, waiting.proposed)
    elif waiting.kind == "unkept":
        decide(visit)
    elif waiting.together is not None:
        _together(visit, waiting, waiting.together)
    elif waiting.of is not None:
        _session(visit, waiting, waiting.of)
    else:
        give(visit, "now", waiting.text if waiting.due else "")


def _together(visit: OpenLines, waiting: Reminder, of: Partner) -> None:
    if waiting.kind == "after":
        give_after(visit, of, waiting.text)
    else:
        from comfort_journal.ui.plain.open.together.debrief import close  # noqa: PLC0415  as every place

        close(visit, of)


def _session(visit: OpenLines, waiting: Reminder, of: Session) -> None:
    if waiting.kind == "card":
        visit.done(lambda: note_asked(visit.session, of.id, f"card:{waiting.card}"))
        from comfort_journal.ui.plain.open.library import read_card  # noqa: PLC0415  as every place

        read_card(visit, waiting.card)
        return
    if waiting.kind == "cut_off":
        visit.done(lambda: note_asked(visit.session, of.id, OFFERED))
    if after_is_open(of, visit.session):
        give_after(visit, of, waiting.text)
    else:
        give(visit, "now", waiting.text)
