"""A journal with something of every kind in it, and what single pages need to be opened in the middle."""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.entries import new_entry

from comfort_journal.content import sample_entries, sample_practice
from comfort_journal.errors import NotSaved
from comfort_journal.journal.maintenance import VaultStatus
from comfort_journal.plan.circuit import Leg
from comfort_journal.plan.practice import Pressed, Tick
from comfort_journal.records import (
    Circuit,
    Override,
    Part,
    Partner,
    Profile,
    RatingRecord,
    Session,
    Size,
    from_document,
)
from comfort_journal.ui.open.practice.circuit_parts import Station
from comfort_journal.ui.open.practice.session_recorder import SessionRecorder, terms_of

if TYPE_CHECKING:
    from comfort_journal.plan.practice import Event
    from comfort_journal.records import Entry
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

STARTED = "2026-11-23T20:00:00+01:00"
LONG = "The lamp, the warm stone, and nobody asked. [/x] " * 12


@dataclass
class LookedAfter:
    """A vault looked after of which only how it stands is seen; work on it goes on until it is ``over``."""

    over: threading.Event = field(default_factory=threading.Event)

    def standing(self) -> VaultStatus:
        """Return how it stands."""
        now = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
        return VaultStatus(
            path=Path("/home/me/journal.vault"),
            size=74_000,
            dead=0,
            entries=62,
            records=100,
            saves=9,
            memory_mib=256,
            has_recovery=False,
            last_verified=now,
            last_backup=now,
        )

    def conflict_copies(self) -> tuple[()]:
        """Return none."""
        return ()

    def back_up_daily(self) -> bool:
        """Make none."""
        return False

    def __getattr__(self, door: str) -> object:
        """Refuse whatever else is asked of a vault."""

        def refuses(*_given: object, **_named: object) -> None:
            raise NotSaved(f"There is no vault to {door}.")

        return refuses


def new_id() -> str:
    """Return an id."""
    return str(uuid.uuid4())


def furnish(session: Workspace) -> None:
    """Fill a journal with the samples, a plan that has begun, a number that waits, and long tags."""
    sizes = (Size(id="a", label="little", mm=10), Size(id="b", label="the next one, with a long name", mm=14))
    profile = Profile(
        id=new_id(),
        at=STARTED,
        adult=True,
        agreed=True,
        history=(),
        in_care=None,
        line=2,
        sizes=sizes,
        calendar_start=None,
        start_step=None,
    )
    session.journal.save(
        *sample_entries(session.clock(), new_id),
        *sample_practice(session.clock(), new_id),
        new_entry(session.clock(), LONG, tags=["a-very-long-tag-" * 6, "sleep", "眠り"]),
        profile,
        Override(id=new_id(), at=STARTED, step="movement", reason="clinician", scope="placement"),
        RatingRecord(id=new_id(), at=STARTED, about="now", value=1, skipped=False, kept=None),
    )
    session.journal.care = LookedAfter()  # type: ignore[assignment]


def entry_of(session: Workspace) -> Entry:
    """Return the newest entry."""
    return session.journal.entries()[0]


def session_of(session: Workspace) -> Session:
    """Return the newest session at a step."""
    return session.practice.sessions()[0]


def sitting(app: MainApp, session: Workspace, step: str, *moments: Event | float) -> SessionRecorder:
    """Return a session at a step after some events; each number lets so much time pass before the next."""
    late = [0.0]
    size = "a" if step == "movement" else step.partition(":")[2] or None
    made = SessionRecorder(
        session, terms_of(session, step, size=size, tool=None, low=False), lambda: app.clock() + late[0]
    )
    for moment in moments:
        late[0] += moment if isinstance(moment, float) else 0.0
        made.advance(Tick() if isinstance(moment, float) else moment)
    return made


def hold(app: MainApp, session: Workspace, step: str) -> SessionRecorder:
    """Return a session in the middle of a hold."""
    return sitting(app, session, step, Pressed(), 15.0)


def number(app: MainApp, session: Workspace, step: str) -> SessionRecorder:
    """Return a session that asks for the number after a hold."""
    return sitting(app, session, step, Pressed(), 15.0, 40.0, Pressed())


def stations() -> tuple[Station, Station]:
    """Return two parts of a circuit, with more to read than fits."""
    leg = Leg(part="RC-1", seconds=120.0, least=60.0, breath=10.0, breaths=9)
    return (
        Station(
            leg, "Breathe low", "Breathe", "Lie down, and let the floor hold you. " * 9, ("in",), ("out",), "a sea"
        ),
        Station(leg, "Once more", "Again", "As before.", ("in",), ("out",)),
    )


def circuit() -> Circuit:
    """Return a circuit that was done."""
    part = Part(part="RC-1", seconds=60, breaths=None, done=True)
    return Circuit(id=new_id(), started_at=STARTED, ended_at=STARTED, parts=(part,), attested=False, dry=None)


def together(session: Workspace) -> Partner:
    """Return a session with another person that is in the journal."""
    found = from_document(
        {
            "kind": "partner",
            "id": new_id(),
            "mode": "step",
            "started_at": STARTED,
            "ended_at": STARTED,
            "seconds": {},
            "answers": {"comfortable": 3, "slower": 0, "none": 0},
            "ended": "key",
            "close": None,
        }
    )
    session.journal.save(found)
    assert isinstance(found, Partner)
    return found
