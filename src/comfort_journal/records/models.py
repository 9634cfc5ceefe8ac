"""The kinds of record: one frozen struct each, holding only values the record contract knows.

Unknown is ``None``, never 0; an unknown field or value is refused. Discomfort is 0..10 and lower is better.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, date
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import force_setattr

from comfort_journal.records.fields import Count, Day, Id, Marks, Rating, SessionStep, StepKey, Time
from comfort_journal.records.tags import tags_once
from comfort_journal.records.times import moment, programme_day

_EDGES = (MINYEAR, MAXYEAR)
"""Only here can an offset or the 04:00 carry a moment off the calendar; opening a journal looks at every moment."""


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False, tag_field="kind"):
    """What all kinds share: an id, and the id of the record it stands in conflict with, if any.

    Nothing that a record holds can lead back to it, so the cycle collector need not know of any.
    """

    times: ClassVar[tuple[str, ...]] = ()
    id: Id
    conflict_of: Id | msgspec.UnsetType | None = msgspec.UNSET

    def __post_init__(self) -> None:
        """Refuse moments that no calendar has, and write ``Z`` as ``+00:00``.

        Raises ValueError whose text starts with the field's name: ``at: expected ...``.
        """
        for name in self.times:
            written = getattr(self, name)
            if written is None:
                continue
            try:
                at = moment(written)
                if at.year in _EDGES:
                    at.astimezone(UTC)
                    programme_day(at)
            except (ValueError, OverflowError):
                raise ValueError(f"{name}: expected a time like 2026-01-05T21:40:00+01:00") from None
            if written[-1] == "Z":
                force_setattr(self, name, written[:-1] + "+00:00")


class Entry(Record, frozen=True, kw_only=True, gc=False, tag="entry"):
    """A journal entry; ``about`` makes it a later note under an older one."""

    times = ("at",)
    at: Time
    prompt: str | None
    text: str
    tags: tuple[str, ...]
    starred: bool
    folded: bool = False
    session: Id | None
    about: Id | None = None
    source: Literal["app", "capture", "import"]


class Hold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One hold inside a session; ``spot`` is a place on the clock face."""

    seconds: Count
    during: Rating | None
    after: Rating | None
    size: str | None = None
    spot: Annotated[int, Meta(ge=1, le=12)] | None = None


class Session(Record, frozen=True, kw_only=True, gc=False, tag="session"):
    """One practice session at a graded step.

    ``around`` are the owner's own words for what was around, each once. Without one the field is left out, so that a
    session is the same bytes as before there were any, and every version reads it.
    """

    times = ("started_at", "ended_at")
    step: SessionStep
    started_at: Time
    ended_at: Time
    holds: tuple[Hold, ...]
    asked: tuple[str, ...] = ()
    start: Rating | None = None
    during: Rating | None
    after: Rating | None
    settled: bool | None
    faded: Literal["none", "yes", "partly", "no"] | None
    tags: tuple[str, ...]
    masked: bool
    around: Marks | msgspec.UnsetType = msgspec.UNSET
    size: str | None = None
    ended: Literal["complete", "short", "pain", "burning", "clench", "stop", "flag", "early"]
    spike: bool
    fear: Rating | None
    stretch: Rating | None
    tool: str | None

    def __post_init__(self) -> None:
        """Refuse a session that says less discomfort than one of its holds, or a mark twice."""
        super().__post_init__()
        if self.around is not msgspec.UNSET:
            if len(tags_once(self.around)) < len(self.around):
                raise ValueError("around: expected each mark once")
            if not self.around:
                force_setattr(self, "around", msgspec.UNSET)
        worst = max((hold.during for hold in self.holds if hold.during is not None), default=None)
        if worst is not None and (self.during is None or self.during < worst):
            raise ValueError("during: expected at least the highest value of its holds")


class RatingRecord(Record, frozen=True, kw_only=True, gc=False, tag="rating"):
    """One number; ``kept`` None means sealed while locked and not yet kept by the owner."""

    times = ("at",)
    at: Time
    about: Literal["next_day", "now"]
    value: Rating | None
    skipped: bool
    kept: bool | None = True


class Flag(Record, frozen=True, kw_only=True, gc=False, tag="flag"):
    """A sign that wants to be looked at first."""

    times = ("at", "cleared_at")
    at: Time
    sign: Literal["bleeding", "fever", "odour", "infection", "bulge", "pressure", "sharp_pain"]
    cleared_at: Time | None
    taken_back: bool = False


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One part of a relaxation circuit."""

    part: Literal["RC-1", "RC-2", "RC-3:child", "RC-3:happy", "RC-3:figure4", "RC-4", "RC-5", "RC-3"]
    seconds: Count
    breaths: Count | None
    done: bool


class Circuit(Record, frozen=True, kw_only=True, gc=False, tag="circuit"):
    """A relaxation circuit as it was done."""

    times = ("started_at", "ended_at")
    started_at: Time
    ended_at: Time
    parts: tuple[Part, ...]
    attested: bool
    dry: bool | None


class Size(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One rung of the owner's own ladder of sizes."""

    id: str
    label: str
    mm: Count | None


class Profile(Record, frozen=True, kw_only=True, gc=False, tag="profile"):
    """What the plan knows of its owner; the latest one holds."""

    times = ("at",)
    at: Time
    adult: bool
    agreed: bool
    history: tuple[str, ...]
    in_care: bool | None
    line: Annotated[int, Meta(ge=0, le=2)]
    sizes: tuple[Size, ...]
    ready_size: str | None = None
    calendar_start: Day | None
    start_step: StepKey | None
    rest_hours: Annotated[int, Meta(ge=24, le=72)] = 24

    def __post_init__(self) -> None:
        """Refuse a calendar that starts on a day no calendar has."""
        super().__post_init__()
        if self.calendar_start is not None:
            try:
                date.fromisoformat(self.calendar_start)
            except ValueError:
                raise ValueError("calendar_start: expected a day like 2026-01-05") from None


class Override(Record, frozen=True, kw_only=True, gc=False, tag="override"):
    """A step the owner or a clinician opened beside the plan; ``reason`` is a word or the owner's text."""

    times = ("at",)
    at: Time
    step: StepKey | None
    reason: str
    scope: Literal["once", "placement", "informed"]


class Answers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """How many check-ins were answered in which way."""

    comfortable: Count
    slower: Count
    none: Count


class Close(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """The owner's private words after a partner session."""

    respected: Literal["yes", "no", "none", "unsaid"]
    ended_as: Literal["done", "slower", "hurt", "unsaid"]
    during: Rating | None
    after: Rating | None
    settled: bool | None
    tags: tuple[str, ...]
    fear: Rating | None


class Partner(Record, frozen=True, kw_only=True, gc=False, tag="partner"):
    """A check-in timer or partner step, minimal as recorded."""

    times = ("started_at", "ended_at", "reopened_at")
    mode: Literal["checkin", "step"]
    started_at: Time
    ended_at: Time
    seconds: dict[str, Count]
    answers: Answers
    ended: Literal["key", "no_answer", "technical", "early"]
    close: Close | None
    close_skipped: bool = False
    reopened_at: Time | None = None


class Exercise(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One strength exercise as it was done."""

    id: Annotated[str, Meta(pattern=r"^STR-[1-4]\Z", description="STR-1..STR-4")]
    sets: Count
    reps: Count


class Strength(Record, frozen=True, kw_only=True, gc=False, tag="strength"):
    """A strength session."""

    times = ("started_at", "ended_at")
    started_at: Time
    ended_at: Time
    exercises: tuple[Exercise, ...]
    during: Rating | None
    after: Rating | None


class Phrase(Record, frozen=True, kw_only=True, gc=False, tag="phrase"):
    """Words of the program that the owner changed; private, so never in the settings file."""

    key: str
    text: str


class Draft(Record, frozen=True, kw_only=True, gc=False, tag="draft"):
    """The open editor's text: a sealed file, never in the log, never exported."""

    times = ("at",)
    at: Time
    of: Id
    base: Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z", description="a revision of 16 hex digits")] | None
    text: str
    tags: tuple[str, ...]
    starred: bool
    prompt: str | None = None
    about: Id | None = None
