"""What one number is kept as: a rating of its own, or the number that a session was still waiting for."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from comfort_journal.records import RatingRecord, Session, moment, programme_day
from comfort_journal.ui.open.core.plan_service import latest
from comfort_journal.ui.open.rating.pending_screen import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from comfort_journal.records import AnyRecord, Partner
    from comfort_journal.ui.open.core.workspace import Workspace

AFTER_FROM = timedelta(minutes=5)
"""The number for afterwards is given no sooner than this after the last contact."""
_LOOKED_AT = 8
"""Sessions of a day that are looked at; the plan has fewer."""


def rating(
    session: Workspace, about: Literal["next_day", "now"], value: int | None, asked_at: datetime, *, skipped: bool
) -> RatingRecord:
    """Return a number as it is given now."""
    now = session.practice.now()
    # The night's number is about a day: asked before the day turned and given after, it is still of that day.
    of_its_day = about == "now" or programme_day(now) == programme_day(asked_at)
    at = session.practice.stamp(now if of_its_day else asked_at)
    return RatingRecord(id=str(uuid.uuid4()), at=at, about=about, value=value, skipped=skipped)


def afterwards(session: Workspace) -> Iterator[tuple[Session | Partner, datetime]]:
    """Yield what still has its number for afterwards to come or to be given, newest first, and from when it can be."""
    practice = session.practice
    sessions = [each for each in practice.sessions()[:_LOOKED_AT] if LEFT_OUT not in each.asked]
    for_later = practice.for_later and [each for each in practice.partners() if each.id in practice.for_later]
    for each in (*sessions, *for_later):
        if (since := after_from(each, session)) is not None:
            yield each, since


def after_from(of: Session | Partner, session: Workspace) -> datetime | None:
    """Return from when a number is the one for afterwards; None where that was given, or its day is over."""
    after = of.after if isinstance(of, Session) else of.close.after if of.close else None
    over = programme_day(of.ended_at) != programme_day(session.clock())
    return None if after is not None or over else moment(of.ended_at) + AFTER_FROM


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
