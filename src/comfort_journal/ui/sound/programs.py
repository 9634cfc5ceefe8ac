"""The system's own programs that play a tone or speak, and how each is asked: never with a word among its arguments.

What is to be heard goes to their standard input; to those that play only a file, by the name of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE: Final = "FILE"
"""Stands among the arguments of a player that wants a file's name."""
WORDS_A_MINUTE: Final = {"usual": 175, "slow": 140, "slower": 110}
QUARTERS: Final = {"usual": 4, "soft": 2, "softer": 1}
"""How much of its usual loudness a voice has, in quarters."""
SPD_LOWER: Final = {4: 0, 2: -40, 1: -70}
"""The same in the steps of Speech Dispatcher, -100..100."""

Player = tuple[str, ...]

PLAYERS: Final[tuple[Player, ...]] = (
    ("paplay", "--latency-msec=50"),
    ("pw-play", "--latency=50ms", FILE),
    ("aplay", "-q", "-"),
    ("afplay", FILE),
)
"""The first that is there and does not refuse is taken. The first two mix with whatever else can be heard."""


class Voice(NamedTuple):
    """A program that speaks what it reads; ``before`` is set before the words.

    One that only hands them on goes on speaking when it is ended: ``silences`` is the command that ends that.
    """

    command: tuple[str, ...]
    before: str = ""
    silences: tuple[str, ...] = ()


def voices(speed: str, volume: str) -> Mapping[str, Voice]:
    """Return each voice by its program's name, in the order of choice: first those that are silent once ended."""
    pace, quarters = WORDS_A_MINUTE[speed], QUARTERS[volume]
    lower = str(SPD_LOWER[quarters])
    slower = str(round(100 * (pace - WORDS_A_MINUTE["usual"]) / WORDS_A_MINUTE["usual"]))
    spd = ("spd-say", "--pipe-mode", "--wait", "--language", "en", "--rate", slower, "--volume", lower)
    return {
        "espeak-ng": Voice(("espeak-ng", "--stdin", "-v", "en", "-s", str(pace), "-a", str(25 * quarters))),
        "say": Voice(("say", "-r", str(pace), "-f", "-"), before=f"[[volm {quarters / 4}]] "),
        "spd-say": Voice(spd, silences=("spd-say", "--cancel")),
    }
