"""What is heard is started and never waited for: whoever asks for it goes on at once, and ``hush`` ends all of it.

A player or a voice is found once. One that refuses is not asked again; where none is left it is silent. Only the
program's own words are spoken, so nothing secret is handed to another program.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Final

from comfort_journal.ui.sound.programs import FILE, PLAYERS, voices
from comfort_journal.ui.sound.tones import TONES, as_wave

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comfort_journal.ui.sound.programs import Player, Voice
    from comfort_journal.ui.sound.tones import Tone, ToneName

LONGEST: Final = {False: 10.0, True: 120.0}
"""Seconds after which a player, or a voice, is ended that hangs."""
EARLY: Final = 0.15
"""Seconds before its moment at which a player is handed a tone."""
PATIENCE: Final = 0.2
"""Seconds in which a program that is just being started can be ended with the rest."""


class Sounds:
    """The tones and the voice of one process; ``find`` and ``start`` are the system's, or a test's."""

    def __init__(
        self,
        find: Callable[[str], str | None] = shutil.which,
        start: Callable[..., subprocess.Popen[bytes]] = subprocess.Popen,
    ) -> None:
        """Begin silent; nothing is looked for before it is wanted."""
        self._find, self._start = find, start
        self._players: list[Player] | None = None
        self._voice: str | None = None
        self._looked_for_voice = False
        self._silences: tuple[str, ...] = ()
        self._silencing: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._heard: set[_Heard] = set()
        self._said: _Heard | None = None

    @property
    def plays(self) -> bool:
        """Whether something here plays tones, as far as is known."""
        return bool(self._found_players())

    @property
    def speaks(self) -> bool:
        """Whether something here speaks, as far as is known."""
        return self._found_voice() is not None

    def tone(self, name: ToneName, after: float = 0.0) -> bool:
        """Let a tone be heard in so many seconds, beside whatever else is; False where nothing here plays one."""
        if not self.plays:
            return False
        at = time.monotonic() + after
        self._begin(lambda heard: self._play(heard, TONES[name]), at)
        return True

    def say(self, words: str, *, speed: str, volume: str, after: bool = False) -> None:
        """Speak words of the program's own, in place of what is being spoken; ``after`` leaves them out instead."""
        name = self._found_voice()
        if name is None or not words or (after and self._said is not None and not self._said.over):
            return
        if self._said is not None:
            self._said.end()
        voice = voices(speed, volume)[name]
        self._silences = voice.silences
        self._said = self._begin(lambda heard: self._speak(heard, voice, words))

    def end(self) -> None:
        """End all of it, also what a thread is just starting: call it before the process ends or is replaced."""
        self.hush()
        if self._lock.acquire(timeout=PATIENCE):
            self._lock.release()
        self.hush()

    def hush(self, *, words_only: bool = False) -> None:
        """End what is heard, or the words alone, and what is still to come; waits for nothing."""
        speaking = self._said is not None and not self._said.over
        for each in self._heard.copy():
            if not words_only or each is self._said or each.to_come:
                each.end()
        if speaking and self._silences:
            with contextlib.suppress(OSError):
                self._silencing = self._started(self._silences)

    # -- what there is

    def _found_players(self) -> list[Player]:
        if self._players is None:
            self._players = [player for player in PLAYERS if self._find(player[0])]
        return self._players

    def _found_voice(self) -> str | None:
        if not self._looked_for_voice:
            self._looked_for_voice = True
            self._voice = next((name for name in voices("usual", "usual") if self._find(name)), None)
        return self._voice

    # -- in a thread of its own

    def _begin(self, work: Callable[[_Heard], None], at: float = 0.0) -> _Heard:
        heard = _Heard(at)
        self._heard.add(heard)

        def run() -> None:
            try:
                work(heard)
            finally:
                heard.over = True
                self._heard.discard(heard)

        threading.Thread(target=run, daemon=True, name="sound").start()
        return heard

    def _play(self, heard: _Heard, tone: Tone) -> None:
        """Ask the players in their order until one does not refuse.

        What is to come is handed to a player that has begun by then, and a little early, behind silence: it keeps time
        better than a thread of a busy program.
        """

        def file() -> bytes:
            heard.wait_until(heard.at - EARLY)
            return as_wave(tone, max(0.0, heard.at - time.monotonic()))

        for player in tuple(self._found_players()):
            if self._run(heard, player, file):
                return
            with contextlib.suppress(ValueError):  # another tone found out as well
                self._found_players().remove(player)

    def _speak(self, heard: _Heard, voice: Voice, words: str) -> None:
        if not self._run(heard, voice.command, f"{voice.before}{words}\n".encode, words=True):
            self._voice = None

    def _run(self, heard: _Heard, command: Sequence[str], made: Callable[[], bytes], *, words: bool = False) -> bool:
        """Run a program on what it is to let be heard; False where it cannot, True also where it was ended."""
        with contextlib.ExitStack() as stack:
            if FILE in command:
                named = stack.enter_context(tempfile.NamedTemporaryFile(suffix=".wav"))
                named.write(made())
                named.flush()
                command, made = [named.name if each == FILE else each for each in command], bytes
            try:
                with self._lock:
                    if heard.cut:
                        return True
                    program = heard.program = self._started(command)
                if heard.cut:  # while it was being started
                    heard.end()
                return _ended_well(program, made(), LONGEST[words]) or heard.cut
            except OSError:
                return False

    def _started(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        nothing = subprocess.DEVNULL
        return self._start(list(command), stdin=subprocess.PIPE, stdout=nothing, stderr=nothing)


class _Heard:
    """One thing that is heard ``at`` a moment of ``time.monotonic()``, by its program once that runs."""

    def __init__(self, at: float) -> None:
        """Begin with no program."""
        self.at = at
        self.program: subprocess.Popen[bytes] | None = None
        self.over = False
        self._ended = threading.Event()

    @property
    def cut(self) -> bool:
        """Whether it was ended."""
        return self._ended.is_set()

    def wait_until(self, moment: float) -> None:
        """Wait, unless it is ended."""
        self._ended.wait(max(0.0, moment - time.monotonic()))

    @property
    def to_come(self) -> bool:
        """Whether its moment is still to come."""
        return time.monotonic() < self.at

    def end(self) -> None:
        """End it; one without a program ends as soon as it has one."""
        self._ended.set()
        if self.program is not None and not self.over:
            with contextlib.suppress(OSError):
                self.program.kill()


def _ended_well(program: subprocess.Popen[bytes], data: bytes, seconds: float) -> bool:
    """Hand a program what is to be heard, wait for its end, and tell whether it said that it was."""
    try:
        program.communicate(data, seconds)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
    return program.returncode == 0
