"""A session driven by hand: presses, and time that passes in ticks as a screen would give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.partner import Event, Key, Setup, Tick, advance, begin

if TYPE_CHECKING:
    from comfort_journal.partner import Effect, Effects, State

CODE = "4071"
ID = "00000000-0000-4000-8000-000000000001"
BEGAN = "2026-01-05T21:40:00+01:00"


def setup(**changes: object) -> Setup:
    """Return a partner step as it is set up in these tests."""
    return Setup(**({"id": ID, "mode": "step", "began_at": BEGAN, "code": CODE} | changes))


def checkin(**changes: object) -> Setup:
    """Return a check-in timer as it is set up in these tests."""
    return Setup(**({"id": ID, "mode": "checkin", "began_at": BEGAN} | changes))


class Evening:
    """A session, the clock it is given, and every effect so far."""

    def __init__(self, chosen: Setup, now: float = 1000.0) -> None:
        """Begin at the agreement."""
        self.now = now
        self.state: State = begin(chosen, now)
        self.effects: list[Effect] = []

    def meet(self, event: Event, after: float = 0.0) -> Effects:
        """Let one event happen, some seconds on, and return what it does."""
        self.now += after
        self.state, effects = advance(self.state, event, self.now)
        self.effects.extend(effects)
        return effects

    def press(self, *names: str, after: float = 0.1) -> Effects:
        """Press keys one after another; return what the last one does."""
        effects: Effects = ()
        for name in names:
            effects = self.meet(Key(name), after)
        return effects

    def wait(self, seconds: float, step: float = 1.0) -> list[Effect]:
        """Let time pass in ticks and return what it does."""
        before, until = len(self.effects), self.now + seconds
        while self.now < until:
            self.meet(Tick(), min(step, until - self.now))
        return self.effects[before:]

    def rehearse(self) -> Evening:
        """Go through the agreement up to where it can be started."""
        self.press("x")
        self.wait(2)
        if self.state.stage == "bell":
            self.press("y")
        return self

    def start(self) -> Evening:
        """Start, with the code where there is one."""
        self.rehearse()
        self.press(*(self.state.setup.code or ["enter"]))
        return self

    def to_arousal(self) -> Evening:
        """Let circuit and lubrication pass."""
        self.start()
        self.wait(self.state.setup.circuit + self.state.setup.lubrication)
        return self

    def to_choice(self) -> Evening:
        """Let arousal have its ten minutes and open the choice."""
        self.to_arousal()
        self.wait(600)
        self.press("enter")
        return self

    def to_still(self) -> Evening:
        """Go on to stillness."""
        self.to_choice()
        self.press(*CODE)
        return self

    def answer(self, times: int = 1, apart: float = 20) -> Evening:
        """Answer comfortable, several times."""
        for _ in range(times):
            self.wait(apart)
            self.meet(Key("1"))
        return self

    def to_movement(self) -> Evening:
        """Go on to small movement."""
        self.to_still().answer(3)
        self.press("3", *CODE)
        return self

    def to(self, place: str) -> Evening:
        """Go to a place by its name."""
        return {
            "agreement": self.rehearse,
            "circuit": self.start,
            "touch": self.start,
            "lubrication": self.to_lubrication,
            "arousal": self.to_arousal,
            "choice": self.to_choice,
            "still": self.to_still,
            "movement": self.to_movement,
            "pause": self.to_pause,
            "code": self.to_code,
        }[place]()

    def to_lubrication(self) -> Evening:
        """Let the circuit pass."""
        self.start()
        self.wait(self.state.setup.circuit)
        return self

    def to_pause(self) -> Evening:
        """Go slower, to a pause."""
        if self.state.setup.mode == "checkin":
            self.start()
        else:
            self.to_still()
        self.press("2")
        return self

    def to_code(self) -> Evening:
        """Open the four places inside stillness."""
        self.to_still().answer(3)
        self.press("3")
        return self


def at(place: str, **changes: object) -> Evening:
    """Return a session at a place; ``touch`` is the check-in timer's."""
    return Evening(checkin(**changes) if place == "touch" else setup(**changes)).to(place)
