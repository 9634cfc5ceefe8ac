"""The soft tones, made of numbers alone: quiet, each rising slowly from silence and sinking back, so that none clicks.

Each is short enough for a pipe that nobody has read from yet.
"""

from __future__ import annotations

import io
import math
import wave
from array import array
from functools import cache
from sys import byteorder
from typing import Final, Literal, NamedTuple, TypeAlias

ToneName: TypeAlias = Literal["in", "out", "change", "ask", "due", "stop"]

RATE: Final = 16_000
"""Samples in a second: more than enough for a tone below 1 kHz."""
LOUDEST: Final = 32_767
"""The largest sample, which is 0 dB."""
ATTACK: Final = 0.04
"""Seconds in which a note rises; one that began at once would be heard as a click."""
HELD: Final = 0.3
"""The share of a note after which it begins to sink."""
MOST_BYTES: Final = 16_384
"""The smallest pipe of a system that this runs on."""


class Tone(NamedTuple):
    """Notes in Hz, one after the other, each ``seconds`` long, at most ``level`` dB below the loudest there is."""

    notes: tuple[float, ...]
    seconds: float
    level: float = -20.0


TONES: Final[dict[ToneName, Tone]] = {
    "in": Tone((440.0,), 0.45, -24.0),
    "out": Tone((349.2,), 0.45, -24.0),
    "change": Tone((523.3, 659.3), 0.22),
    "ask": Tone((587.3,), 0.4),
    "due": Tone((659.3, 587.3), 0.22),
    "stop": Tone((523.3, 392.0, 329.6), 0.16),
}


def as_wave(tone: Tone, silence: float = 0.0) -> bytes:
    """Return a tone, after so many seconds of silence, as a WAV file of 16 bits and one channel."""
    file = io.BytesIO()
    with wave.open(file, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(RATE)
        made.writeframes(bytes(2 * round(silence * RATE)) + _samples(tone))
    return file.getvalue()


@cache
def _samples(tone: Tone) -> bytes:
    samples = array("h", [sample for note in tone.notes for sample in _note(note, tone.seconds, tone.level)])
    if byteorder == "big":
        samples.byteswap()
    return samples.tobytes()


def _note(frequency: float, seconds: float, level: float) -> list[int]:
    peak = LOUDEST * 10 ** (level / 20)
    step = 2 * math.pi * frequency / RATE
    return [
        int(peak * _shape(at / RATE, seconds) * math.sin(step * at))  # towards zero, so never above the level
        for at in range(round(seconds * RATE))
    ]


def _shape(at: float, seconds: float) -> float:
    """Return how much of a note is there, 0..1: along half a cosine up, a little of it whole, and down to its end."""
    sinking = max(ATTACK, HELD * seconds)
    if at < ATTACK:
        return (1 - math.cos(math.pi * at / ATTACK)) / 2
    if at < sinking:
        return 1.0
    return (1 + math.cos(math.pi * (at - sinking) / (seconds - sinking))) / 2
