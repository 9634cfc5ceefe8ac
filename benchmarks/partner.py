"""A press to its painted stop, a check-in to its moment, and what waiting costs, in a real pty.

python benchmarks/partner.py [--presses N] [--real MINUTES] [--load] [--heard] [--lines]

A press is timed from ``write()`` of its bytes to the ``read()`` that holds the painted stop. One process takes all the
presses of a kind: after each stop it is told, by a signal, to begin a session anew, in a running phase and on a fresh
page. All between terminal and machine, and the sealing, is the program's own. ``--real`` runs a session for so many
minutes and times the bell of every check-in; ``--load`` keeps two processes busy meanwhile; ``--heard`` has tones and
the voice on, as far as there are players here. ``--lines`` has all of it in plain lines.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import pty
import random
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from comfort_journal.process import harden

harden()

from comfort_journal import paths  # noqa: E402
from comfort_journal.partner import HandOver, Inbox, Key, Prompt, Setup, Tick, advance, begin, next_due, record_of  # noqa: E402
from comfort_journal.settings import Settings  # noqa: E402
from comfort_journal.ui.partner import app  # noqa: E402
from comfort_journal.ui.plain.console import Console, write_out  # noqa: E402
from comfort_journal.ui.plain.ending import hold  # noqa: E402
from comfort_journal.ui.plain.keyboard import Keyboard  # noqa: E402
from comfort_journal.ui.plain.partner.app import PartnerLines, run  # noqa: E402
from comfort_journal.ui.plain.partner.telling import standing  # noqa: E402
from comfort_journal.vault.inbox import address  # noqa: E402
from measure import machine  # noqa: E402  Textual reads the environment when it is imported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.partner import State

PRESSES = {
    "Space": b" ",
    "letter": b"x",
    "Enter": b"\r",
    "Escape": b"\x1b",
    "mouse click": b"\x1b[<0;10;5M\x1b[<0;10;5m",
}
PAINTED, RUNNING, BELL = b"gently", b"slower", b"\x07"
INTERVAL, BELL_BEFORE = 30, 5
LOST_AFTER = 2.0
TARGET_MS, TARGET_DEADLINE_MS, TARGET_CPU = 50, 50, 3.0


class Session:
    """One partner process in a pty of its own."""

    def __init__(self, folder: Path, motion: str, *, heard: bool) -> None:
        """Start it; it is in a running phase when this returns."""
        environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        environment |= {"COLORTERM": "truecolor", "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
        environment |= {name: os.environ[name] for name in ("PULSE_SERVER", "XDG_RUNTIME_DIR") if name in os.environ}
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            own = [sys.executable, __file__, "--child", str(folder), "--motion", motion]
            own += (["--heard"] if heard else []) + (["--lines"] if "--lines" in sys.argv else [])
            os.execve(sys.executable, own, environment)  # noqa: S606  our own program
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.until(RUNNING, 20)
        self.rest(0.3)

    def until(self, shown: bytes, seconds: float) -> float | None:
        """Return when the bytes came, or None when they did not within so many seconds."""
        seen = b""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                seen = seen[-64:] + os.read(self.terminal, 65536)
                if shown in seen:
                    return time.monotonic()
        return None

    def rest(self, quiet: float) -> None:
        """Take what comes until nothing has for so long, or a second is over: a screen may move."""
        deadline = time.monotonic() + 1
        while time.monotonic() < deadline and select.select([self.terminal], [], [], quiet)[0]:
            os.read(self.terminal, 65536)

    def again(self) -> None:
        """Have a session begin anew."""
        os.kill(self.pid, signal.SIGUSR1)
        assert self.until(RUNNING, 10)
        self.rest(0.04)

    def press(self, data: bytes) -> float | None:
        """Return the seconds from the press to the painted stop, or None if there was none."""
        os.write(self.terminal, data)
        written = time.monotonic()
        painted = self.until(PAINTED, LOST_AFTER)
        return None if painted is None else painted - written

    @property
    def cpu(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


@contextmanager
def session(motion: str = "full") -> Iterator[Session]:
    """Give a session on a vault of its own, and remove both; it is heard where this one was asked for that."""
    with tempfile.TemporaryDirectory() as home:
        Path(home, "words").write_text("six plain words for the test\n")
        ours = [sys.executable, "-m", "comfort_journal", "--vault", f"{home}/vault", "--passphrase-file"]
        subprocess.run(
            [*ours, f"{home}/words", "init", "--kdf-memory", "64"], env=os.environ | {"HOME": home}, check=True
        )
        running = Session(Path(home), motion, heard="--heard" in sys.argv)
        try:
            yield running
        finally:
            running.end()


@contextmanager
def load() -> Iterator[None]:
    """Keep two processes busy."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    try:
        yield
    finally:
        for each in busy:
            each.kill()
            each.wait()


def presses(count: int) -> None:
    """Time every kind of press."""
    head = f"{'key to painted stop':<24}{'median':>10}{'p99':>10}{'longest':>10}{'lost':>8}"
    print(f"{head}   target p99 < {TARGET_MS} ms, lost 0")
    chance = random.Random(1)
    for name, data in PRESSES.items():
        taken, lost = [], 0
        with session() as running:
            for _ in range(count):
                time.sleep(chance.uniform(0, 0.1))  # no press waits for a tick
                seconds = running.press(data)
                if seconds is None:
                    lost += 1
                else:
                    taken.append(seconds * 1e3)
                running.again()
        taken.sort()
        p99 = taken[max(0, -(-len(taken) * 99 // 100) - 1)]
        middle = statistics.median(taken)
        print(f"{name:<24}{middle:>7.1f} ms{p99:>7.1f} ms{taken[-1]:>7.1f} ms{lost:>8}")


def simulated(minutes: int = 60) -> None:
    """Let the machine be told the time when the app would, some of it late, and compare with what was due."""
    chance = random.Random(2)
    now = 1000.0
    state, answered = running_state(now), now
    late, prompts = [], 0
    while now < 1000.0 + minutes * 60:
        due = next_due(state)
        now += min(app.TICK, max(1e-4, due - now) if due else app.TICK)
        now += (chance.random() < 0.05) * chance.uniform(0, 0.02)
        state, effects = advance(state, Tick(), now)
        if any(isinstance(effect, Prompt) for effect in effects):
            late.append((now - (answered + INTERVAL - 10)) * 1e3)
            prompts += 1
        if now - answered >= INTERVAL - 4:
            state, _ = advance(state, Key("1"), now)
            answered = now
    print(
        f"check-ins on a clock of {minutes} simulated min: {prompts}, late by {statistics.median(late):.1f} ms in the "
        f"median, {max(late):.1f} ms at most   target < {TARGET_DEADLINE_MS} ms"
    )


def real(minutes: float) -> None:
    """Answer every check-in at its bell, for so many minutes, and time the bells; also what waiting costs."""
    late = []
    with session() as running:
        running.again()
        began, cpu = time.monotonic(), running.cpu
        os.write(running.terminal, b"1")
        answered = time.monotonic()
        while time.monotonic() < began + minutes * 60:
            rung = running.until(BELL, INTERVAL + 5)
            assert rung, "no bell"
            late.append((rung - answered - (INTERVAL - BELL_BEFORE)) * 1e3)
            os.write(running.terminal, b"1")
            answered = time.monotonic()
        share = 100 * (running.cpu - cpu) / (time.monotonic() - began)
    print(
        f"check-ins of a real {minutes:g} min: {len(late)}, late by {statistics.median(late):.1f} ms in the median, "
        f"{max(late):.1f} ms at most   target < {TARGET_DEADLINE_MS} ms"
    )
    print(f"processor while waiting: {share:.2f} % of a core   target < {TARGET_CPU:g} %")


def waiting(motion: str, seconds: float = 18) -> None:
    """Measure what waiting costs, with nothing pressed and nothing due."""
    with session(motion) as running:
        running.again()
        began, cpu = time.monotonic(), running.cpu
        running.until(b"\x00never", seconds)
        share = 100 * (running.cpu - cpu) / (time.monotonic() - began)
    print(f"processor while waiting, motion {motion}: {share:.2f} % of a core   target < {TARGET_CPU:g} %")


def running_state(now: float) -> State:
    """Return a session in touch."""
    state = begin(a_setup(), now - 4)
    for event, at in ((Key("x"), now - 3), (Tick(), now - 1), (Key("enter"), now)):
        state, _ = advance(state, event, at)
    assert state.phase == "touch"
    return state


def a_setup() -> Setup:
    """Return a check-in of the shortest interval, with a bell."""
    began = datetime.now().astimezone().isoformat(timespec="seconds")
    return Setup(id=str(uuid4()), mode="checkin", began_at=began, interval=INTERVAL)


class Anew(app.PartnerApp):
    """The app of a session; SIGUSR1 begins one anew, and takes the one before away."""

    CSS_PATH = Path(app.__file__).with_name("partner.tcss")

    async def on_ready(self) -> None:
        """Begin the first one, and listen."""
        await self.anew()
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self.call_later, self.anew)

    async def anew(self) -> None:
        """Begin in touch, on a page of its own."""
        if self._page is not None:
            self._page = None
            await self.pop_screen()
        await self._begin(a_setup())
        assert self._page is not None
        self._page.stopped(rehearsal=True)  # every session begins with it
        while self._page._ready.posing:  # noqa: ASYNC110, SLF001  painting tells nobody
            await asyncio.sleep(0.01)
        self.state = running_state(self.clock())
        self._keeping.keep(record_of(self.state))
        self._draw(self.clock())


class LinesAnew(PartnerLines):
    """The same in plain lines."""

    def _begin(self, setup: Setup) -> None:
        """Begin in touch, and once more with every SIGUSR1."""
        super()._begin(setup)
        self._anew()
        signal.signal(signal.SIGUSR1, lambda *_signal: self._anew())

    def _anew(self) -> None:
        self.state = running_state(self.clock())
        self._keeping.keep(record_of(self.state))
        self.console.say(*standing(self.state, self.words))


def child(folder: Path, motion: str, *, heard: bool, lines: bool) -> None:
    """Be the partner process."""
    found = address(folder / "vault", paths.state_dir())
    inbox = Inbox(vault=str(folder / "vault"), vault_id=found.vault_id, public=found.public)
    told, chosen = HandOver(setup=a_setup(), inbox=inbox), Settings(motion=motion, sounds=heard, speech=heard)
    if lines:
        hold()
        keyboard = Keyboard()
        run(LinesAnew(Console(keyboard, write_out), told, chosen), keyboard)
        return
    Anew(told, chosen).run()


def main() -> None:
    """Measure what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--presses", type=int, default=1000)
    asked.add_argument("--real", type=float, metavar="MINUTES")
    asked.add_argument("--load", action="store_true", help="keep two processes busy meanwhile")
    asked.add_argument("--heard", action="store_true", help="with tones and the voice")
    asked.add_argument("--lines", action="store_true", help="in plain lines; a mouse is not asked for there")
    asked.add_argument("--motion", default="full", help=argparse.SUPPRESS)
    asked.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.child:
        child(given.child, given.motion, heard=given.heard, lines=given.lines)
        return
    print(machine())
    with ExitStack() as stack:
        if given.load:
            stack.enter_context(load())
            print("with two processes busy")
        if given.presses:
            presses(given.presses)
        simulated()
        waiting("full")
        waiting("none")
        if given.real:
            real(given.real)


if __name__ == "__main__":
    main()
