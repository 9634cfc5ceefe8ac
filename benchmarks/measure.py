"""How every benchmark measures and tells: a thing and its peer in turn, in one run, as rows of the docs' table."""

from __future__ import annotations

import os
import platform
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable


@runtime_checkable
class Closes(Protocol):
    """Something open."""

    def close(self) -> None:
        """Close it."""


@dataclass(frozen=True)
class Sample:
    """Several runs of one thing, in seconds, or of another ``unit`` that ``scale`` makes of them."""

    name: str
    values: tuple[float, ...]
    unit: str = "ms"
    scale: float = 1e3

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """The run that 95 of 100 do not exceed."""
        return sorted(self.values)[max(0, -(-len(self.values) * 95 // 100) - 1)]

    def less(self, part: float, name: str) -> Sample:
        """Return the same runs without a part that they all have, such as starting up."""
        return Sample(name, tuple(max(value - part, 0.0) for value in self.values), self.unit, self.scale)

    def plus(self, part: float, name: str) -> Sample:
        """Return the same runs with a part that was measured by itself."""
        return Sample(name, tuple(value + part for value in self.values), self.unit, self.scale)

    def __str__(self) -> str:
        """Say the median and, behind it, the best run: on a busy machine the two lie far apart."""
        return f"{self.name}: {self._said(self.median)} {self.unit} ({self._said(min(self.values))})"

    def _said(self, value: float) -> str:
        return f"{value * self.scale:,.{2 if value * self.scale < 10 else 0}f}"


def timed(name: str, runs: int, work: Callable[[], object]) -> Sample:
    """Run ``work`` several times and keep the wall-clock seconds of each; what it leaves open is closed uncounted."""
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - begun)
        if isinstance(result, Closes):
            result.close()
    return Sample(name, tuple(seconds))


def interleaved(runs: int, works: dict[str, Callable[[], object]]) -> list[Sample]:
    """Run the peers in turn, so that a busy moment of the machine falls on all of them alike."""
    kept: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            kept[name] += timed(name, 1, work).values
    return [Sample(name, tuple(seconds)) for name, seconds in kept.items()]


def machine() -> str:
    """Return one line about the machine."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def head() -> None:
    """Print the machine and the head of the table; every figure is a median, the best run stands behind it."""
    print(f"{machine()}\n\n| what | beside | ratio | target | |\n|---|---|---|---|---|")


def compare(what: Sample, peer: Sample, *, at_most: float = 0.0, faster: float = 0.0) -> None:
    """Print one row: ``at_most`` is the largest ratio to the peer that will do, ``faster`` the least speed-up."""
    times = what.median / peer.median
    if faster:
        _row(what, peer, f"{1 / times:,.1f} x faster", f">= {faster:g} x faster", met=1 / times >= faster)
    elif at_most:
        _row(what, peer, f"{times:.2f} x", f"<= {at_most:g} x", met=times <= at_most)
    else:
        _row(what, peer, f"{times:.2f} x" if times >= 1 else f"{1 / times:,.1f} x faster")


def within(what: Sample, most: float) -> None:
    """Print one row for what has a bound of its own: 95 of 100 runs are to keep to ``most``."""
    said = f"p95 {what.p95 * what.scale:,.1f} {what.unit}"
    _row(what, None, said, f"p95 <= {most * what.scale:g} {what.unit}", met=what.p95 <= most)


def _row(what: Sample, peer: Sample | None, ratio: str, target: str = "", *, met: bool | None = None) -> None:
    verdict = "" if met is None else "met" if met else "**missed**"
    print(f"| {what} | {peer or ''} | {ratio} | {target} | {verdict} |", flush=True)
