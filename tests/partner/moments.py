"""Moments of a session by their names: every state whose page differs from another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evenings import CODE, Evening, at, checkin, setup

if TYPE_CHECKING:
    from collections.abc import Callable

WORD = "lantern"
"""The stop word, where a test looks for it."""


def halted(place: str) -> Evening:
    """Return a session that waits."""
    evening = at(place)
    evening.press("space")
    return evening


def ended(mode: str = "step") -> Evening:
    """Return a stopped session."""
    evening = Evening(checkin(word=WORD) if mode == "checkin" else setup(word=WORD))
    evening = evening.start() if mode == "checkin" else evening.to_still()
    evening.press("q")
    return evening


def after(evening: Evening, seconds: float = 0.0, *keys: str) -> Evening:
    """Return the session some seconds and keys on."""
    evening.wait(seconds)
    evening.press(*keys)
    return evening


def resumed(evening: Evening) -> Evening:
    """Return a session that went on from its pause, by the code."""
    return after(after(evening, 0, *CODE), 62, "1")


MOMENTS: dict[str, Callable[[], Evening]] = {
    "rehearse": lambda: Evening(setup(word=WORD)),
    "shown": lambda: after(Evening(setup(word=WORD)), 0, "x"),
    "bell": lambda: after(after(Evening(setup(word=WORD)), 0, "x"), 2),
    "ready": lambda: Evening(setup(word=WORD)).rehearse(),
    "ready, three digits": lambda: after(Evening(setup(word=WORD)).rehearse(), 0, *CODE[:3]),
    "ready, no code": lambda: Evening(checkin(word=WORD)).rehearse(),
    "circuit": lambda: at("circuit"),
    "circuit, done before": lambda: after(at("circuit", circuit_age=60.0), 0, *CODE[:2]),
    "circuit, last minute": lambda: after(at("circuit"), 545),
    "circuit, waits": lambda: halted("circuit"),
    "lubrication": lambda: at("lubrication"),
    "arousal": lambda: at("arousal"),
    "arousal, waits": lambda: halted("arousal"),
    "arousal, ten minutes": lambda: after(at("arousal"), 601),
    "choice": lambda: at("choice"),
    "choice, three digits": lambda: after(at("choice"), 0, *CODE[:3]),
    "choice, on top": lambda: after(at("choice"), 0, "right"),
    "choice, at the edge": lambda: after(at("choice"), 0, "left"),
    "choice, waits": lambda: halted("choice"),
    "touch": lambda: at("touch"),
    "still": lambda: at("still"),
    "still, asked": lambda: after(at("still"), 37),
    "still, rung": lambda: after(at("still"), 41),
    "still, offered": lambda: at("still").answer(3),
    "still, code": lambda: after(at("code"), 0, *CODE[:3]),
    "movement": lambda: at("movement"),
    "pause": lambda: at("pause"),
    "pause, silent": lambda: after(at("still"), 46),
    "pause, no code": lambda: after(at("touch"), 0, "2"),
    "pause, no code, silent": lambda: after(at("touch"), 46),
    "pause, no code, a while": lambda: after(after(at("touch"), 0, "2"), 21),
    "touch, after a pause": lambda: after(after(after(at("touch"), 0, "2"), 21), 0, "1"),
    "touch, after a silence": lambda: after(after(at("touch"), 66), 0, "1"),
    "touch, asked": lambda: after(at("touch"), 41),
    "pause, last seconds": lambda: after(at("pause"), 172),
    "pause, silent, last seconds": lambda: after(after(at("still"), 46), 172),
    "pause, no code, last seconds": lambda: after(after(at("touch"), 0, "2"), 172),
    "pause, no code, silent, last seconds": lambda: after(after(at("touch"), 46), 172),
    "timer with a code, after a pause": lambda: resumed(Evening(checkin(code=CODE, word=WORD)).to("pause")),
    "timer with a code, pause": lambda: Evening(checkin(code=CODE, word=WORD)).to("pause"),
    "still, after a pause": lambda: resumed(at("pause")),
    "still, after a pause, asked": lambda: after(resumed(at("pause")), 37),
    "movement, after a pause": lambda: after(resumed(at("pause")).answer(3), 0, "3", *CODE),
    "pause, code": lambda: after(at("pause"), 0, *CODE),
    "pause, a minute": lambda: after(at("pause"), 62),
    "pause, may end": lambda: after(after(at("pause"), 0, *CODE), 62),
    "stop": ended,
    "stop, timer": lambda: ended("checkin"),
    "aftercare": lambda: after(ended(), 11),
}
