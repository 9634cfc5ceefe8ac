"""The guided circuit: parts that follow one another by deadlines, so that nothing can drift and nobody needs a key.

Every deadline is made of the one before it, never of the moment at which somebody looked. Times are monotonic seconds.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from comfort_journal.records import Part

PartName: TypeAlias = Literal["RC-1", "RC-2", "RC-3:child", "RC-3:happy", "RC-3:figure4", "RC-4", "RC-5"]
Phase: TypeAlias = Literal["settling", "running", "over"]
Event: TypeAlias = Literal["tick", "begin", "pause", "resume", "skip", "end"]


class Leg(Struct, frozen=True, kw_only=True):
    """One part with its time; it counts as done from ``least`` on.

    Every breath in it takes ``breath`` seconds, 0 where nothing paces it; ``breaths`` of them are counted, 0 for none.
    """

    part: PartName
    seconds: float
    least: float
    breath: float = 0.0
    breaths: int = 0


class Run(Struct, frozen=True, kw_only=True):
    """A circuit under way: ``due`` is when the phase of the leg ``at`` ends; ``behind`` is what was done before it.

    While ``paused_at`` is a time, everything stands as it stood then.
    """

    legs: tuple[Leg, ...]
    settle: float
    due: float
    at: int = 0
    phase: Phase = "settling"
    paused_at: float | None = None
    behind: tuple[Part, ...] = ()

    @property
    def leg(self) -> Leg:
        """The part that is settling or running; after the end, the last one."""
        return self.legs[min(self.at, len(self.legs) - 1)]

    @property
    def over(self) -> bool:
        """Whether nothing comes any more."""
        return self.phase == "over"

    @property
    def place(self) -> tuple[int, Phase]:
        """What changes exactly when something is to be shown large and sounded."""
        return self.at, self.phase


def begin(legs: tuple[Leg, ...], settle: float, now: float) -> Run:
    """Return the circuit of at least one leg at its beginning: settling for so many seconds before each part."""
    return advance(Run(legs=legs, settle=settle, due=now + settle), "tick", now)


def advance(run: Run, event: Event, now: float) -> Run:  # noqa: PLR0911  one line for each event
    """Return the circuit after an event; what fell due in the meantime has happened before it."""
    run = _caught_up(run, now)
    if run.over:
        return run
    match event:
        case "pause" if run.paused_at is None:
            return replace(run, paused_at=now)
        case "resume" if run.paused_at is not None:
            return _resumed(run, now)
        case "begin" if run.phase == "settling":
            return replace(run, phase="running", paused_at=None, due=now + run.leg.seconds)
        case "skip":
            return _caught_up(_after(replace(run, paused_at=None, behind=recorded(run, now)), now), now)
        case "end":
            return replace(run, paused_at=None, phase="over", due=now, behind=recorded(run, now))
    return run


def left(run: Run, now: float) -> float:
    """Return the seconds left in the phase."""
    return min(_length(run), max(0.0, run.due - _seen(run, now)))


def gone(run: Run, now: float) -> float:
    """Return the seconds since the phase began, pauses left out."""
    return _length(run) - left(run, now)


def spent(run: Run, now: float) -> float:
    """Return the seconds that the part has run; 0 while settling."""
    return gone(run, now) if run.phase == "running" else 0.0


def to_come(run: Run, now: float) -> float:
    """Return the seconds until the end, if nothing is paused or skipped from here on."""
    if run.over:
        return 0.0
    later = sum(run.settle + leg.seconds for leg in run.legs[run.at + 1 :])
    return left(run, now) + later + (run.leg.seconds if run.phase == "settling" else 0.0)


def breath_number(run: Run, now: float) -> int:
    """Return which of the part's breaths it is, from 1 on; 0 where none are counted or all were."""
    number = _whole_breaths(run.leg, spent(run, now)) + 1
    return number if run.phase == "running" and number <= run.leg.breaths else 0


def recorded(run: Run, now: float) -> tuple[Part, ...]:
    """Return what was done so far, the part that runs as far as it came; what was not begun is not named."""
    seconds = spent(run, now)
    return (*run.behind, _part(run.leg, seconds)) if seconds >= 1 else run.behind


def pose(breath: float, breaths: tuple[int, int], seconds: tuple[int, int]) -> tuple[int, float]:
    """Return how many breaths to count in a pose and its seconds: as many of the breaths as fit, and never shorter."""
    (fewest, most), (least, longest) = breaths, seconds
    count = max(fewest, min(most, int(longest // breath)))
    return count, min(longest, max(least, count * breath))


def _length(run: Run) -> float:
    return {"settling": run.settle, "running": run.leg.seconds, "over": 0.0}[run.phase]


def _seen(run: Run, now: float) -> float:
    return now if run.paused_at is None else run.paused_at


def _caught_up(run: Run, now: float) -> Run:
    while not run.over and run.paused_at is None and now >= run.due:
        if run.phase == "settling":
            run = replace(run, phase="running", due=run.due + run.leg.seconds)
        else:
            run = _after(replace(run, behind=(*run.behind, _part(run.leg, run.leg.seconds))), run.due)
    return run


def _after(run: Run, then: float) -> Run:
    """Return the run with the next leg settling from ``then`` on, or over."""
    if run.at + 1 == len(run.legs):
        return replace(run, phase="over", due=then)
    return replace(run, at=run.at + 1, phase="settling", due=then + run.settle)


def _resumed(run: Run, now: float) -> Run:
    """Return the run going on with an in-breath: the breath that the pause fell into is breathed once more."""
    again = spent(run, now) % run.leg.breath if run.leg.breath else 0.0
    return replace(run, paused_at=None, due=run.due + now - _seen(run, now) + again)


def _part(leg: Leg, seconds: float) -> Part:
    breaths = min(leg.breaths, _whole_breaths(leg, seconds)) if leg.breaths else None
    return Part(part=leg.part, seconds=int(seconds), breaths=breaths, done=seconds >= leg.least)


def _whole_breaths(leg: Leg, seconds: float) -> int:
    return int(seconds / leg.breath + 1e-9) if leg.breaths else 0
