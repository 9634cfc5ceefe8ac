"""What the open screens ask of the plan and keep for it; no screen decides by itself what is open.

Every answer comes from the one gate, over the records as the journal has them at that moment. They are read and judged
once, and again as soon as the journal, a setting that counts or the day is another, or one of them begins only now.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from comfort_journal.content import load_library, load_programme
from comfort_journal.content.around import around_counts, offered_marks, shipped_marks
from comfort_journal.content.gate import gate_case
from comfort_journal.plan import ASKED_KINDS, sizes_known, step_name
from comfort_journal.plan.allowed import easy_days
from comfort_journal.plan.around import marks_of, with_marks
from comfort_journal.plan.case import later
from comfort_journal.plan.counting import today_counts
from comfort_journal.plan.gate import assessment_of
from comfort_journal.plan.numbers_given import numbers_given
from comfort_journal.plan.opening import openings
from comfort_journal.records import Partner, Profile, RatingRecord, Session, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from comfort_journal.content import Library
    from comfort_journal.journal import Journal
    from comfort_journal.plan import Assessment
    from comfort_journal.plan.around import AroundCount
    from comfort_journal.plan.case import Case
    from comfort_journal.plan.counting import Counting
    from comfort_journal.plan.numbers_given import NumbersGiven
    from comfort_journal.plan.opening import Opening
    from comfort_journal.records import AnyRecord, Size
    from comfort_journal.settings import Settings

USUAL_LINE = 2


class OpenJournal(Protocol):
    """What the plan needs of the workspace: the journal, its settings, the clock, and records kept."""

    journal: Journal
    settings: Settings
    clock: Callable[[], datetime]

    def keep_records(self, *records: AnyRecord) -> None:
        """Keep records, new or changed, in one transaction; raises NotSaved."""


@dataclass(frozen=True, repr=False)
class _Kept:
    """A case with what it holds for: the journal's ``version``, and the one setting that the gate is handed."""

    version: object
    sessions_a_day: int
    case: Case

    @cached_property
    def numbers(self) -> NumbersGiven:
        """The numbers given, which are the same for every later moment that the case holds for."""
        return numbers_given(self.case)


@dataclass(frozen=True, repr=False)
class GateAnswers:
    """What the gate says at one moment: whoever needs several of its answers asks once, and all are of the same one."""

    _kept: _Kept
    _case: Case

    @cached_property
    def found(self) -> Assessment:
        """What may be practised."""
        return assessment_of(self._case)

    @cached_property
    def easy(self) -> dict[str, tuple[date, ...]]:
        """The easy days at each step, oldest first."""
        return easy_days(self._case)

    @cached_property
    def openings(self) -> dict[str, Opening]:
        """For each step what would open it, and for the current one what it opens."""
        return openings(self._case)

    @cached_property
    def today(self) -> Counting | None:
        """What today is as a practice day; None on a day without a session."""
        return today_counts(self._case)

    @property
    def numbers(self) -> NumbersGiven:
        """Every number by the day and step it is about, with rests and signs."""
        return self._kept.numbers


class PlanService:
    """The plan as one open journal has it. Reading is quick enough for the screen; ``keep`` blocks."""

    def __init__(self, session: OpenJournal) -> None:
        """Speak for an open session."""
        self._session = session
        self._kept: _Kept | None = None
        self._sizes_known: tuple[object, tuple[Size, ...]] | None = None
        self.for_later: set[str] = set()
        """Closed partner sessions whose number for afterwards was too early; known until the lock and no longer."""
        self.intake_on: date | None = None
        """The day on which what a clinician should know was answered last; known until the lock and no longer."""

    @property
    def library(self) -> Library:
        """All words and numbers that ship with the program."""
        return load_library()

    def now(self) -> datetime:
        """Return the present moment with its offset."""
        return self._session.clock()

    def answers(self) -> GateAnswers:
        """Ask the gate about now, for a page that shows more than one of its answers."""
        return GateAnswers(*self._known())

    def assess(self) -> Assessment:
        """Ask the gate about now."""
        return self.answers().found

    def _case(self) -> Case:
        """Return what the gate knows now."""
        return self._known()[1]

    def _known(self) -> tuple[_Kept, Case]:
        """Return what is kept and its case as of now, worked out anew where anything may have changed since."""
        # The version first: what is saved while the records are read makes another of it, and they are read again.
        version, sessions, now = self._session.journal.version, self._session.settings.sessions_a_day, self.now()
        kept = self._kept
        if kept is not None and kept.version is version and kept.sessions_a_day == sessions:
            case = later(kept.case, now)
            if case is not None:
                return kept, case
        kept = self._kept = _Kept(version, sessions, self._worked_out(self._records(), now))
        return kept, kept.case

    def _worked_out(self, records: Iterable[AnyRecord], now: datetime) -> Case:
        return gate_case(records, now, sessions_a_day=self._session.settings.sessions_a_day)

    def _records(self) -> list[AnyRecord]:
        return self._session.journal.unsorted(ASKED_KINDS)

    def today_counts(self, just: Session | None) -> tuple[Counting | None, bool]:
        """Return what today is as a practice day with a session just had, and whether its step is still open."""
        if just is None:
            return self.answers().today, False
        case = self._worked_out([*(each for each in self._records() if each.id != just.id), just], self.now())
        return today_counts(case), assessment_of(case).may(just.step)

    def easy_days(self) -> dict[str, tuple[date, ...]]:
        """Return the easy days at each step, oldest first."""
        return self.answers().easy

    def openings(self) -> dict[str, Opening]:
        """Return for each step what would open it, and for the current one what it opens."""
        return self.answers().openings

    def numbers_given(self) -> NumbersGiven:
        """Return every number by the day and step it is about, with rests and signs."""
        return self.answers().numbers

    def around_counts(self) -> tuple[AroundCount, ...]:
        """Return how many of the days with each word for what was around were easy."""
        return around_counts(self._case())

    def offered_marks(self) -> tuple[str, ...]:
        """Return the words to choose from for what was around, the owner's most used first."""
        return offered_marks([*self.sessions(), *self.partners()])

    def marks_of(self, session: Session) -> tuple[str, ...]:
        """Return the words for what was around a session."""
        return marks_of(session, shipped_marks())

    def mark_around(self, session_id: str, marks: Iterable[str]) -> None:
        """Keep what was around a session as the journal has it now; raises NotFound, NotSaved. Blocks."""
        found = self._session.journal.get(session_id)
        if isinstance(found, Session):
            self.keep(with_marks(found, marks, shipped_marks()))

    def profile(self) -> Profile | None:
        """Return what the plan knows of its owner: the latest profile, or None before the first step's page."""
        found = [record for record in self._session.journal.records("profile", limit=1) if isinstance(record, Profile)]
        return found[0] if found else None

    def profiles(self) -> list[Profile]:
        """Return the profiles, newest first."""
        return [record for record in self._session.journal.records("profile") if isinstance(record, Profile)]

    @property
    def line(self) -> int:
        """The owner's line, 0..2."""
        profile = self.profile()
        return profile.line if profile else USUAL_LINE

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The owner's ladder of sizes, the smallest first."""
        profile = self.profile()
        return profile.sizes if profile else ()

    @property
    def sizes_known(self) -> tuple[Size, ...]:
        """The sizes of every profile, those that are on the ladder no more by their last label."""
        version, known = self._session.journal.version, self._sizes_known
        if known is None or known[0] is not version:
            known = self._sizes_known = version, sizes_known(self.profiles())
        return known[1]

    def step_name(self, step: str) -> str:
        """Return what a step is called, a size by the owner's own label, also one that is gone."""
        return step_name(load_programme(), self.sizes_known, step)

    def sessions(self) -> list[Session]:
        """Return the practice sessions, newest first."""
        return [record for record in self._session.journal.records("session") if isinstance(record, Session)]

    def partners(self) -> list[Partner]:
        """Return the partner sessions and check-in timers, newest first."""
        return [record for record in self._session.journal.records("partner") if isinstance(record, Partner)]

    def open_closes(self) -> list[Partner]:
        """Return those whose private page was neither given nor left out, newest first; of the timers the newest."""
        found = self.partners()
        timer = next((each for each in found if each.mode == "checkin"), None)
        return [
            each
            for each in found
            if each.close is None and not each.close_skipped and (each.mode == "step" or each is timer)
        ]

    def phrase(self, key: str, shipped: str) -> str:
        """Return the owner's own words for ``key`` (an id such as WORDS-1), else the shipped ones."""
        own = self._session.journal.phrase(key)
        return own.text if own else shipped

    def keep(self, *records: AnyRecord) -> None:
        """Keep records, new or changed, in one transaction; raises NotSaved. Blocks: call it in a worker."""
        self._session.keep_records(*records)

    def stamp(self, at: datetime | None = None) -> str:
        """Return a moment (else now) as a record writes it."""
        return (at or self.now()).isoformat(timespec="seconds")

    def unkept(self) -> list[RatingRecord]:
        """Return the numbers sealed while locked that the owner has neither kept nor discarded, oldest first."""
        given = [each for each in self._session.journal.records("rating") if isinstance(each, RatingRecord)]
        return sorted((each for each in given if each.kept is None), key=lambda each: moment(each.at))

    def proposed(self, found: Assessment) -> RatingRecord | None:
        """Return the sealed number that answers what the gate asks for, if there is one."""
        return next((each for each in self.unkept() if each.id == found.proposed), None)


def latest(session: OpenJournal, record: Partner) -> Partner:
    """Return the record as the journal has it now."""
    found = session.journal.get(record.id)
    return found if isinstance(found, Partner) else record
