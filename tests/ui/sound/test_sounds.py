"""What is heard is started by other threads, ends at once when told to, and takes no word into its arguments."""

from __future__ import annotations

import subprocess
import threading
from typing import Any

import pytest

from comfort_journal.ui.sound.programs import FILE, PLAYERS, SPD_LOWER, WORDS_A_MINUTE, voices
from comfort_journal.ui.sound.sounds import EARLY, Sounds
from comfort_journal.ui.sound.tones import RATE, TONES, as_wave

PATIENCE = 5.0
HEADER = 44
"""Bytes of a WAV file before its samples."""
USUAL = {"speed": "usual", "volume": "usual"}


class Program:
    """A program that takes what it is given and runs until it is let go, or ended."""

    def __init__(self, command: list[str], code: int | None) -> None:
        """``code`` is how it ends by itself at once, None for one that goes on."""
        self.command, self.given, self.returncode = command, b"", code
        self.fed, self._gone = threading.Event(), threading.Event()

    def communicate(self, data: bytes, timeout: float) -> None:
        """Take it, and run on."""
        del timeout
        self.given = data
        self.fed.set()
        if self.returncode is None:
            assert self._gone.wait(PATIENCE)

    def kill(self) -> None:
        """End."""
        self.returncode = -9
        self._gone.set()


class Room:
    """A computer with some programs, of which ``refusing`` end with a fault at once."""

    def __init__(self, *there: str, refusing: tuple[str, ...] = (), code: int | None = None) -> None:
        """Have nothing running; ``code`` is how the others end, None for not by themselves."""
        self.there, self.refusing, self.code = there, refusing, code
        self.looked: list[str] = []
        self.started: list[Program] = []
        self.begun = threading.Semaphore(0)
        self.sounds = Sounds(self.find, self.start)

    def find(self, name: str) -> str | None:
        """Look for a program."""
        self.looked.append(name)
        return name if name in self.there else None

    def start(self, command: list[str], **options: Any) -> Program:  # noqa: ANN401  Popen's own
        """Start one; nothing of it may reach the terminal."""
        assert (options.pop("stdout"), options.pop("stderr")) == (subprocess.DEVNULL, subprocess.DEVNULL)
        assert options == {"stdin": subprocess.PIPE}
        program = Program(command, 1 if command[0] in self.refusing else self.code)
        self.started.append(program)
        self.begun.release()
        return program

    def next(self) -> Program:
        """Return the newest program, once it was started and fed."""
        assert self.begun.acquire(timeout=PATIENCE)
        assert self.started[-1].fed.wait(PATIENCE)
        return self.started[-1]

    def rest(self) -> None:
        """Wait until no thread of it runs."""
        for thread in threading.enumerate():
            if thread.name == "sound":
                thread.join(PATIENCE)
                assert not thread.is_alive()


@pytest.fixture
def alone() -> Any:  # noqa: ANN401  a fixture that only looks
    """Have every thread ended that the test before began."""
    yield
    Room().rest()


pytestmark = pytest.mark.usefixtures("alone")


def test_a_player_is_found_once_and_reads_the_tone() -> None:
    """The first that is there; the tone goes to its standard input."""
    room = Room("aplay", "paplay", code=0)
    assert room.sounds.tone("in")
    assert room.next().given == as_wave(TONES["in"])
    assert room.sounds.tone("out")
    assert room.next().command[0] == "paplay"
    assert room.looked == [player[0] for player in PLAYERS]


def test_one_that_refuses_is_not_asked_again() -> None:
    """The same tone is tried with the next; where none is left nothing plays, and that is said."""
    room = Room("paplay", "aplay", refusing=("paplay", "aplay"))
    assert room.sounds.tone("in")
    room.rest()
    assert [program.command[0] for program in room.started] == ["paplay", "aplay"]
    assert not room.sounds.tone("in")
    assert not room.sounds.plays
    assert len(room.started) == 2


def test_a_player_of_files_gets_the_name_of_one_that_is_gone_afterwards(tmp_path: Any, monkeypatch: Any) -> None:  # noqa: ANN401
    """It holds the tone as long as it plays."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    room = Room("afplay")
    room.sounds.tone("due")
    program = room.next()
    assert program.command[0] == "afplay"
    (file,) = tmp_path.iterdir()
    assert program.command[1] == str(file)
    assert file.read_bytes() == as_wave(TONES["due"])
    room.sounds.hush()
    room.rest()
    assert not list(tmp_path.iterdir())


def test_a_tone_to_come_is_played_behind_silence_and_can_be_taken_back() -> None:
    """The player keeps the time; what ends the words ends that too."""
    room = Room("paplay")
    room.sounds.tone("out", EARLY)
    waiting = room.next()
    silence = len(waiting.given) - len(as_wave(TONES["out"]))
    assert 0 <= silence <= EARLY * 2 * RATE
    assert not any(waiting.given[HEADER : HEADER + silence])
    room.sounds.hush()
    room.sounds.tone("in", PATIENCE)
    room.begun.acquire(timeout=PATIENCE)
    room.sounds.hush(words_only=True)
    room.rest()
    assert room.started[-1].returncode == -9


def test_where_nothing_is_it_is_silent() -> None:
    """Nothing is started, and it says so."""
    room = Room()
    assert not room.sounds.tone("stop")
    room.sounds.say("Stop", **USUAL)
    assert not room.sounds.plays
    assert not room.sounds.speaks
    assert not room.started


def test_words_take_the_place_of_words_or_wait_for_none() -> None:
    """A line that can be left out is, while something is being said; any other ends what is said."""
    room = Room("espeak-ng", "paplay")
    room.sounds.say("one", **USUAL)
    first = room.next()
    room.sounds.say("two", after=True, **USUAL)
    assert room.started == [first]
    room.sounds.say("three", **USUAL)
    assert room.next().given == b"three\n"
    assert first.returncode == -9
    room.sounds.hush()


def test_hush_ends_the_words_alone_or_everything() -> None:
    """A tone rings on when only the words are to end."""
    room = Room("espeak-ng", "paplay")
    room.sounds.tone("stop")
    tone = room.next()
    room.sounds.say("Stop", **USUAL)
    words = room.next()
    room.sounds.hush(words_only=True)
    assert (tone.returncode, words.returncode) == (None, -9)
    room.sounds.hush()
    assert tone.returncode == -9


def test_what_is_only_being_started_is_ended_too() -> None:
    """``end`` waits until it can be: the process is about to go, and with it the thread that would have seen to it."""
    room = Room("paplay")
    starting, may_start = threading.Event(), threading.Event()
    start = room.start

    def slowly(command: list[str], **options: Any) -> Program:  # noqa: ANN401
        starting.set()
        assert may_start.wait(PATIENCE)
        return start(command, **options)

    room.sounds = Sounds(room.find, slowly)
    room.sounds.tone("in")
    assert starting.wait(PATIENCE)
    threading.Timer(0.02, may_start.set).start()
    room.sounds.end()
    assert [program.returncode for program in room.started] == [-9]


def test_a_voice_that_hands_words_on_is_told_to_be_silent() -> None:
    """Ending the program that handed them on would not end the speaking."""
    room = Room("spd-say")
    room.sounds.say("the ribs widen", **USUAL)
    room.next()
    room.sounds.hush()
    assert room.started[-1].command == ["spd-say", "--cancel"]


@pytest.mark.parametrize("speed", WORDS_A_MINUTE)
@pytest.mark.parametrize("volume", ["usual", "soft", "softer"])
def test_no_word_is_an_argument(speed: str, volume: str) -> None:
    """Anyone on the computer can read arguments; slower and softer are numbers there."""
    for name in voices(speed, volume):
        room = Room(name, code=0)
        room.sounds.say("Breathe in, then contact.", speed=speed, volume=volume)
        program = room.next()
        assert not {"Breathe", "contact."} & set(" ".join(program.command).split())
        assert program.given.endswith(b"Breathe in, then contact.\n")
        room.rest()
    assert list(WORDS_A_MINUTE.values()) == sorted(WORDS_A_MINUTE.values(), reverse=True)
    assert list(SPD_LOWER.values()) == sorted(SPD_LOWER.values(), reverse=True)
    assert all(FILE not in voice.command for voice in voices(speed, volume).values())
