"""What Today's one quiet line has to say: what waits for the owner, and else what is there. It only reads.

Nothing here asks twice: what was given, left out or offered once does not come back that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec.structs import replace

from comfort_journal.plan import CIRCUIT
from comfort_journal.plan.session_state import ENDED_ABOVE
from comfort_journal.records import Circuit, Partner, RatingRecord, Session, moment, programme_day
from comfort_journal.records.steps import kind_of_step
from comfort_journal.text.dates import WEEKDAYS, say_day
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.rating.one_number import after_from, afterwards
from comfort_journal.ui.open.rating.pending_screen import number_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.content.sentences import Today as Said
    from comfort_journal.plan import Assessment
    from comfort_journal.ui.open.core.workspace import Workspace

Kind: TypeAlias = Literal[
    "next_day", "now", "close", "unkept", "cut_off", "after", "card", "unfinished", "first", "free"
]

OFFERED = "cut_off"
EVENINGS = ("entry", "circuit", "session", "partner")
"""The kinds of record of which any makes an evening no longer the first one."""
_STEPS_FROM_ROW = 6
"""The gate's rows below it close or ask something first; then the line names no step."""


@dataclass(frozen=True)
class Reminder:
    """One line; ``due`` lines wait for the owner, the others only say what is there."""

    kind: Kind
    text: str
    step: str = ""
    of: Session | None = None
    together: Partner | None = None
    proposed: RatingRecord | None = None
    card: str = ""

    @property
    def due(self) -> bool:
        """Whether the line waits for something, and is shown on a low screen too."""
        return self.kind not in {"first", "free"}


def next_reminder(session: Workspace, held: str | None = None) -> Reminder:
    """Return the line for this moment; ``held`` is a cut-off session that this unlock has offered already.

    Reads the journal and asks the gate: call it in a worker.
    """
    said = session.practice.library.sentences.today
    answer = session.practice.assess()
    return next((found for found in _waiting(session, said, answer, held)), None) or _free(session, said, answer)


def note_asked(session: Workspace, session_id: str, word: str) -> None:
    """Keep of a session that something about it was offered; raises NotFound, NotSaved. Blocks."""
    found = session.journal.get(session_id)
    if isinstance(found, Session) and word not in found.asked:
        session.practice.keep(replace(found, asked=(*found.asked, word)))


def after_is_open(of: Session | Partner, session: Workspace) -> bool:
    """Whether a number given now is the session's number for afterwards."""
    since = after_from(of, session)
    return since is not None and since <= session.clock()


def _waiting(session: Workspace, said: Said, answer: Assessment, held: str | None) -> Iterator[Reminder]:
    practice = session.practice
    unkept = practice.unkept()
    if answer.outcome == "ask" and not _answered(session, "next_day"):
        day = WEEKDAYS[date.fromisoformat(answer.dates[-1]).weekday()]
        question = said.number.format(day=day)
        yield Reminder("next_day", question, proposed=practice.proposed(answer))
    if answer.outcome == "rest" and _rest_wants(session, answer):
        yield Reminder("now", said.rest)
    if unkept:
        yield Reminder("unkept", said.unkept.format(when=number_from(unkept[0], session.today)))
    sessions = practice.sessions()
    yield from _afterwards(session, said, sessions, held)
    for each in practice.open_closes()[:1]:
        day = _day(session, programme_day(each.started_at).isoformat())
        yield Reminder("close", practice.library.sentences.closing.offer.format(day=day), together=each)
    for of, card in (*_rest_cards(session, answer, sessions), *_cards(session, sessions[:8])):
        if f"card:{card}" not in of.asked:
            day = _day(session, programme_day(of.started_at).isoformat())
            yield Reminder("card", said.card.format(day=day), of=of, card=card)


def _afterwards(session: Workspace, said: Said, sessions: list[Session], held: str | None) -> Iterator[Reminder]:
    """Yield the numbers promised for afterwards: of this evening alone, so they come before a page that can wait."""
    practice = session.practice
    for last in sessions[:1]:
        if last.ended == "early" and (OFFERED not in last.asked or last.id == held):
            yield Reminder("cut_off", practice.library.sentences.session.cut_off, of=last)
    for each, since in afterwards(session):
        if since <= session.clock():
            alone, together = (each, None) if isinstance(each, Session) else (None, each)
            yield Reminder("after", said.after, of=alone, together=together)


def _rest_cards(session: Workspace, answer: Assessment, sessions: list[Session]) -> Iterator[tuple[Session, str]]:
    """Yield what the gate gives to read in rest, from the day after the last session that was too much.

    SPIKE itself stands on the plan for as long as rest lasts, and is not offered.
    """
    days = [day for day in map(date.fromisoformat, answer.dates) if day < session.today]
    of = next((each for each in sessions if days and programme_day(each.started_at) == days[-1]), None)
    if of is not None:
        yield from ((of, card) for card in answer.cards if card != "SPIKE")


def _cards(session: Workspace, sessions: list[Session]) -> Iterator[tuple[Session, str]]:
    """Yield the cards that yesterday's hard sessions bring up."""
    practice = session.practice
    yesterday = session.today - timedelta(days=1)
    for of in sessions:
        if programme_day(of.started_at) == yesterday and _hard(of, practice.line):
            hurt_at = kind_of_step(of.step) if of.ended in ENDED_ABOVE else None
            yield from ((of, card.id) for card in practice.library.cards_after((*of.tags, of.ended), hurt_at))


def _hard(of: Session, line: int) -> bool:
    over = any(value is not None and value > line for value in (of.during, of.after))
    return over or of.spike or of.ended in ENDED_ABOVE


def _answered(session: Workspace, about: str, since: str = "") -> bool:
    """Whether the question was answered today, with a number or without one."""
    return any(
        rating.about == about
        and rating.kept
        and programme_day(rating.at) == session.today
        and (not since or moment(rating.at) >= moment(since))
        for rating in _ratings(session)
    )


def _rest_wants(session: Workspace, answer: Assessment) -> bool:
    """Whether a value would open something: none was given since, or the least rest has passed."""
    if not answer.waits or any(
        rating.about == "now" and rating.skipped and _is_today(session, rating) for rating in _ratings(session)
    ):
        return False
    if answer.until is not None and moment(answer.until) <= session.clock():
        return not _answered(session, "now", answer.until)
    since = max((moment(each.ended_at) for each in session.practice.sessions()[:1]), default=None)
    return not any(
        rating.kept and (since is None or moment(rating.at) >= since)
        for rating in _ratings(session)
        if rating.value is not None or _is_today(session, rating)
    )


def _is_today(session: Workspace, rating: RatingRecord) -> bool:
    return programme_day(rating.at) == session.today


def _ratings(session: Workspace) -> list[RatingRecord]:
    found = session.journal.records("rating", since=session.today - timedelta(days=5))
    return [record for record in found if isinstance(record, RatingRecord)]


def _free(session: Workspace, said: Said, answer: Assessment) -> Reminder:
    """Return what is there; on a day with a circuit or a session, which is complete as it is, the last of them.

    Where nothing was ever written or practised, it is the first evening.
    """
    if not any(map(session.journal.records, EVENINGS)):
        return Reminder("first", "")
    since = session.today
    done = [*session.journal.records("circuit", since=since), *session.journal.records("session", since=since)]
    today = [each for each in done if isinstance(each, (Circuit, Session)) and programme_day(each.started_at) == since]
    if today:
        last = max(today, key=lambda each: moment(each.ended_at))
        name = session.practice.step_name(last.step) if isinstance(last, Session) else "circuit"
        return Reminder("free", said.practised.format(time=f"{moment(last.ended_at):%H:%M}", step=one_line(name)))
    step = answer.step if answer.row >= _STEPS_FROM_ROW and answer.step in answer.open else ""
    text = said.step.format(step=session.practice.step_name(step)) if step and step != CIRCUIT else ""
    return Reminder("free", said.circuit if answer.may(CIRCUIT) else "", step=text)


def _day(session: Workspace, written: str) -> str:
    return say_day(date.fromisoformat(written), session.today)
