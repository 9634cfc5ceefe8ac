"""How every benchmark measures and tells: runs of a thing beside its peer in the same run, printed as a ratio."""

from __future__ import annotations

import os
import platform
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Sample:
    """Seconds of several runs of one thing."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle run, in seconds."""
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """The run that 95 of 100 do not exceed, in seconds."""
        return sorted(self.seconds)[max(0, -(-len(self.seconds) * 95 // 100) - 1)]

    def __str__(self) -> str:
        """Say the median and the fastest run in milliseconds."""
        return f"{self.name:<44} median {self.median * 1e3:9.2f} ms   fastest {min(self.seconds) * 1e3:9.2f} ms"


def timed(name: str, runs: int, work: Callable[[], object]) -> Sample:
    """Run ``work`` several times and keep the wall-clock seconds of each."""
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return Sample(name, tuple(seconds))


def interleaved(runs: int, works: dict[str, Callable[[], object]]) -> list[Sample]:
    """Run the peers in turn, so that a busy moment of the machine falls on all of them alike."""
    kept: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            kept[name] += timed(name, 1, work).seconds
    return [Sample(name, tuple(seconds)) for name, seconds in kept.items()]


def tell(title: str, *samples: Sample, target: str = "") -> None:
    """Print the samples, and each one's ratio to the last, which is the peer."""
    print(f"\n{title}" + (f"   (target: {target})" if target else ""))
    peer = samples[-1]
    for sample in samples:
        print(f"  {sample}" + ("" if sample is peer else f"   {_beside(sample.median / peer.median)} {peer.name}"))


def _beside(ratio: float) -> str:
    return f"{ratio:.2f} x" if ratio >= 0.1 else f"{1 / ratio:,.0f} x faster than"


def machine() -> str:
    """Return one line about the machine, for the table that the figures go into."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
