"""What a guided session is made of: its terms, what can happen in it, and where it stands; nothing is assumed felt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from comfort_journal.plan.numbers import SPIKE_AFTER, SPIKE_DURING, SPIKE_UNSETTLED
from comfort_journal.records.steps import STEPS

if TYPE_CHECKING:
    from comfort_journal.records import Hold
    from comfort_journal.records.steps import StepKind, StepTraits

Phase: TypeAlias = Literal[
    "ready", "placing", "start", "holding", "faded", "during", "breathing", "again", "waiting", "after", "more", "over"
]
Ended: TypeAlias = Literal["complete", "short", "pain", "burning", "clench", "stop", "flag", "early"]
Faded: TypeAlias = Literal["none", "yes", "partly", "no"]

ENDED_ABOVE: Final = frozenset({"pain", "burning", "clench"})
"""The ends of a session that count as above the line, whatever its numbers."""
FADED: Final[tuple[Faded, ...]] = ("none", "yes", "partly", "no")
"""The answers about a tender place, the quietest first; a session's is the least quiet of its places."""
NUMBERS: Final = ("start", "during", "again", "after")
"""The phases that wait for a number."""


@dataclass(frozen=True)
class Terms:
    """What one session goes by; lengths in seconds. ``holds`` None: as many places as there are.

    Where ``size`` is new, ``known`` is the size that the first hold is at, for at most ``known_most``.
    """

    step: str
    kind: StepKind
    line: int
    least: int
    most: int
    holds: int | None
    place: int
    breathe: int
    wait: int
    still: int = 20
    small: int = 10
    size: str | None = None
    tool: str | None = None
    known: str | None = None
    known_most: int = 0

    @property
    def traits(self) -> StepTraits:
        """What this kind of step has of its own."""
        return STEPS[self.kind]


@dataclass(frozen=True)
class Pressed:
    """Any key without a meaning of its own: it begins, and it ends a hold."""


@dataclass(frozen=True)
class Tick:
    """Nothing but time has passed."""


@dataclass(frozen=True)
class NumberGiven:
    """A number 0..10, or None for one that is not known."""

    value: int | None


@dataclass(frozen=True)
class Said:
    """How a tender place was, or where it is on the face of a clock."""

    faded: Faded | None = None
    spot: int | None = None


@dataclass(frozen=True)
class Felt:
    """A sensation with a key of its own; ``in_rest`` has it noted while breath or rest goes on too, as lines do."""

    tag: Literal["burning", "clench", "sharp"]
    in_rest: bool = False


@dataclass(frozen=True)
class End:
    """A stop, or a sign that wants to be looked at."""

    why: Literal["stop", "flag"]


@dataclass(frozen=True)
class More:
    """Another hold or place, where there may be one."""


@dataclass(frozen=True)
class Finish:
    """Enough."""


@dataclass(frozen=True)
class Still:
    """Back to stillness, and stay there."""


Event: TypeAlias = Pressed | Tick | NumberGiven | Said | Felt | End | More | Finish | Still


@dataclass(frozen=True)
class StepState:
    """Where a session stands; ``since`` is when its phase began, ``worst`` the highest number given in it.

    ``at_known`` says that it has not come to its new size yet. ``sharp`` belongs to the number that comes next: felt in
    the hold it stays, and marked since it can be taken back until the number is given.
    """

    terms: Terms
    phase: Phase = "ready"
    since: float = 0.0
    most: int = 0
    holds: tuple[Hold, ...] = ()
    worst: int | None = None
    start: int | None = None
    after: int | None = None
    settled: bool | None = None
    faded: Faded | None = None
    tags: tuple[str, ...] = ()
    cause: Literal["pain", "burning", "clench"] | None = None
    ended: Ended | None = None
    asked: tuple[str, ...] = ()
    still: bool = False
    shorter: bool = False
    ceiling: bool = False
    touched: bool = False
    at_known: bool = False
    sharp: Literal["held", "asked"] | None = None

    @property
    def felt(self) -> tuple[str, ...]:
        """The sensations so far, with one that is only marked yet."""
        return self.tags if self.sharp is None or "sharp" in self.tags else (*self.tags, "sharp")

    @property
    def size(self) -> str | None:
        """The size it is at now, if any."""
        return self.terms.known if self.at_known else self.terms.size

    @property
    def reached(self) -> bool:
        """Whether a hold at the size it is at was as long as the step asks."""
        return any(hold.seconds >= self.terms.least and hold.size == self.size for hold in self.holds)

    @property
    def hurt(self) -> bool:
        """Whether a minute of breath has been needed; then nothing but a shorter hold of the same follows."""
        return self.settled is not None or self.cause is not None

    @property
    def too_much(self) -> bool:
        """Whether the session itself, without the next day, was too much by the plan's terms."""
        highest = max((n for n in (self.worst, self.after) if n is not None), default=-1)
        return (
            self.alarming
            or (self.worst == SPIKE_UNSETTLED and self.settled is False)
            or (self.after is not None and self.after >= SPIKE_AFTER)
            or ("sharp" in self.felt and highest > self.terms.line)
        )

    @property
    def alarming(self) -> bool:
        """Whether a number of 4 or more was given while touching."""
        return any(n is not None and n >= SPIKE_DURING for n in (self.worst, self.start, self.after))

    @property
    def hard(self) -> bool:
        """Whether nothing more may be asked: too much, a stop or a sign."""
        return self.too_much or self.ended in {"stop", "flag"}

    @property
    def may_more(self) -> bool:
        """Whether another hold may follow from here; one that was cut short may be done once more."""
        if self.phase != "more":
            return False
        if self.terms.holds is None:
            return not (self.hurt and self.shorter)
        own = sum(hold.size == self.terms.size for hold in self.holds)
        again = self.hurt or not self.reached
        return not self.shorter and own < (max(2, self.terms.holds) if again else self.terms.holds)
