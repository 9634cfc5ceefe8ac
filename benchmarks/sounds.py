"""How quiet the tones are, how long, and how late after the moment at which they are due.

python benchmarks/sounds.py [--tones N] [--load]

The peak and the length are read back from the file that a player gets. A tone is due when a breath turns: a page with
nothing else on it follows the real clock, and a program in the player's place notes when it was given the tone, and how
much silence is before it. Beside it stands the same program, started at its moment by nothing but a loop that sleeps.
"""

from __future__ import annotations

import argparse
import array
import asyncio
import io
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from comfort_journal.process import harden

harden()

from comfort_journal.settings import Settings  # noqa: E402  Textual reads the environment when it is imported
from comfort_journal.ui.sound.programs import PLAYERS  # noqa: E402
from comfort_journal.ui.sound.sounds import Sounds  # noqa: E402
from comfort_journal.ui.sound.tones import LOUDEST, RATE, TONES, as_wave  # noqa: E402
from comfort_journal.ui.themed_app import ThemedApp  # noqa: E402
from comfort_journal.ui.widgets.pacer import Pacer  # noqa: E402
from measure import machine  # noqa: E402
from partner import load  # noqa: E402

if TYPE_CHECKING:
    from textual.app import ComposeResult

TARGET_MS = 60
BREATH = 0.8
"""Seconds in and seconds out: faster than anybody breathes, so that there are many."""
PLAYER = """#!{python} -IS
import os, time
tone = os.read(0, 65536)
at = time.time()
while more := os.read(0, 65536):
    tone += more
samples = tone[44:]
with open("{noted}", "a") as noted:
    noted.write(f"{{at + (len(samples) - len(samples.lstrip(bytes(1)))) / 2 / {rate}}}\\n")
"""


class Breathing(ThemedApp):
    """A page that breathes and lets every turn be heard."""

    def __init__(self, sounds: Sounds, turns: int) -> None:
        """Breathe for so many turns."""
        super().__init__(Settings(sounds=True))
        self.sounds, self.turns, self.due = sounds, turns, list[float]()
        self.began = time.monotonic()

    def compose(self) -> ComposeResult:
        """Show the pacer alone."""
        yield Pacer(breath_in=BREATH, breath_out=BREATH, clock=time.monotonic, moves=True, coming=self.coming)

    def on_mount(self) -> None:
        """Begin anew, so that the moments are known."""
        self.began = time.monotonic()
        self.query_one(Pacer).begin(self.began)

    def coming(self, phase: Literal["in", "out"], seconds: float) -> None:
        """Let it be heard, and note when it is due."""
        turns = round((time.monotonic() + seconds - self.began) / BREATH)
        self.due.append(time.time() + self.began + turns * BREATH - time.monotonic())
        self.sound(phase, seconds)
        if len(self.due) > self.turns:
            self.exit()


def tones() -> None:
    """Measure what each tone is made of."""
    print(f"{'tone':<10}{'peak':>10}{'length':>10}{'bytes':>8}")
    for name, tone in TONES.items():
        with wave.open(io.BytesIO(as_wave(tone))) as made:
            samples = array.array("h", made.readframes(made.getnframes()))
        peak = 20 * math.log10(max(map(abs, samples)) / LOUDEST)
        print(f"{name:<10}{peak:>7.1f} dB{1000 * len(samples) / made.getframerate():>7.0f} ms{len(as_wave(tone)):>8}")


def jitter(count: int) -> None:
    """Time tones against the turns of a breath, and the bare start of the same program beside them."""
    with tempfile.TemporaryDirectory() as folder:
        noted, player = Path(folder, "noted"), Path(folder, PLAYERS[0][0])
        player.write_text(PLAYER.format(noted=noted, python=sys.executable, rate=RATE))
        player.chmod(0o700)
        os.environ["PATH"] = f"{folder}:{os.environ['PATH']}"
        app = Breathing(Sounds(), count)
        asyncio.run(app.run_async(headless=True))
        time.sleep(0.5)
        told("tones", [float(line) - due for line, due in zip(noted.read_text().split(), app.due, strict=True)][1:])
        noted.unlink()
        due = []
        for _ in range(count):
            due.append(time.time() + 0.1)
            time.sleep(0.1)
            subprocess.run([player], input=b"RIFF", check=True)
        told("bare start", [float(line) - at for line, at in zip(noted.read_text().split(), due, strict=True)])


def told(name: str, late: list[float]) -> None:
    """Print how late they were."""
    late = sorted(each * 1e3 for each in late)
    p99 = late[max(0, -(-len(late) * 99 // 100) - 1)]
    print(
        f"{name:<10} {len(late)}, late by {statistics.median(late):.1f} ms in the median, p99 {p99:.1f} ms, "
        f"{late[-1]:.1f} ms at most   target p99 < {TARGET_MS} ms"
    )


def main() -> None:
    """Measure."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tones", type=int, default=200)
    asked.add_argument("--load", action="store_true", help="keep two processes busy meanwhile")
    given = asked.parse_args()
    print(machine())
    tones()
    with ExitStack() as stack:
        if given.load:
            stack.enter_context(load())
            print("with two processes busy")
        jitter(given.tones)


if __name__ == "__main__":
    main()
