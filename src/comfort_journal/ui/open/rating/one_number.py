"""What one number is kept as: a rating of its own, or the number that a session was still waiting for."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from comfort_journal.records import RatingRecord, Session, programme_day
from comfort_journal.ui.open.core.plan_service import latest
from comfort_journal.ui.open.rating.pending_screen import LEFT_OUT

if TYPE_CHECKING:
    from datetime import datetime

    from comfort_journal.records import AnyRecord, Partner
    from comfort_journal.ui.open.core.workspace import Workspace


def rating(
    session: Workspace, about: Literal["next_day", "now"], value: int | None, asked_at: datetime, *, skipped: bool
) -> RatingRecord:
    """Return a number as it is given now."""
    now = session.practice.now()
    # The night's number is about a day: asked before the day turned and given after, it is still of that day.
    of_its_day = about == "now" or programme_day(now) == programme_day(asked_at)
    at = session.practice.stamp(now if of_its_day else asked_at)
    return RatingRecord(id=str(uuid.uuid4()), at=at, about=about, value=value, skipped=skipped)


def after_session(session: Workspace, of: Session, value: int | None) -> tuple[AnyRecord, ...]:
    """Return the session with its number, as the journal has it now; unknown counts as left out."""
    now = session.journal.get(of.id)
    of = now if isinstance(now, Session) else of
    if value is None:
        return (replace(of, asked=(*of.asked, LEFT_OUT)),)
    return (replace(of, after=value),)


def after_together(session: Workspace, of: Partner, value: int | None) -> tuple[AnyRecord, ...]:
    """Return the session with its number, as the journal has it now; unknown counts as left out."""
    session.practice.for_later.discard(of.id)
    of = latest(session, of)
    if value is None or of.close is None:
        return ()
    return (replace(of, close=replace(of.close, after=value)),)
