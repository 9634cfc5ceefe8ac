"""The tones are soft: never above their level, short, and without a click at either end."""

from __future__ import annotations

import io
import math
import wave
from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comfort_journal.ui.sound.tones import ATTACK, LOUDEST, MOST_BYTES, RATE, TONES, Tone, as_wave


def samples(tone: Tone) -> array[int]:
    """Return the samples of what is made of a tone."""
    with wave.open(io.BytesIO(as_wave(tone))) as made:
        assert (made.getnchannels(), made.getsampwidth(), made.getframerate()) == (1, 2, RATE)
        return array("h", made.readframes(made.getnframes()))


def decibels(sample: int) -> float:
    """Return how far below the loudest a sample is."""
    return 20 * math.log10(abs(sample) / LOUDEST)


@pytest.mark.parametrize("name", TONES)
def test_a_tone_is_quiet_and_short_and_fits_a_pipe(name: str) -> None:
    """Its peak is at most its level, which is 20 dB below the loudest or lower, and close to it."""
    tone = TONES[name]  # type: ignore[index]  its own key
    heard = samples(tone)
    peak = decibels(max(heard, key=abs))
    assert tone.level - 0.5 < peak <= tone.level <= -20
    assert len(heard) == round(tone.seconds * RATE) * len(tone.notes)
    assert 0.3 <= len(heard) / RATE <= 0.5
    assert len(as_wave(tone)) <= MOST_BYTES


def test_no_two_of_them_are_the_same() -> None:
    """Each says one thing."""
    assert len({as_wave(tone) for tone in TONES.values()}) == len(TONES) == 6


@given(note=st.floats(200, 1000), seconds=st.floats(0.15, 0.5), level=st.floats(-40, -20), times=st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_no_note_clicks(note: float, seconds: float, level: float, times: int) -> None:
    """It begins and ends in silence, rises for its whole attack, and no step is larger than the sine's own."""
    heard = samples(Tone((note,) * times, seconds, level))
    peak = LOUDEST * 10 ** (level / 20)
    length = len(heard) // times
    steepest = peak * (2 * math.pi * note / RATE + math.pi / (2 * ATTACK * RATE)) + 2
    assert all(abs(after - before) <= steepest for before, after in pairwise(heard))
    for begin in range(0, len(heard), length):
        one = heard[begin : begin + length]
        assert abs(one[0]) <= 1
        assert max(abs(each) for each in one[: round(0.1 * ATTACK * RATE)]) <= 0.05 * peak + 1
        assert max(abs(each) for each in one[-10:]) <= 0.05 * peak + 1
