"""What holds on every way through a session, drawn at random: silence and anything unknown stop, and a stop stays."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

import msgspec
import pytest
from evenings import BEGAN, CODE, ID
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from comfort_journal.partner import (
    LATCHED,
    PREPARING,
    RUNNING,
    Event,
    FocusLost,
    Key,
    Lock,
    PaintStop,
    Paste,
    Press,
    Scroll,
    Seal,
    Setup,
    Slept,
    State,
    Tick,
    advance,
    begin,
    record_of,
)
from comfort_journal.records import Partner

if TYPE_CHECKING:
    from collections.abc import Iterator

BRIEF = 120
SOAK = 5000
STEPS = 30
DIGITS = frozenset("0123456789")
CODE_KEYS = DIGITS | {"backspace"}
KEYS = (
    *sorted(DIGITS), "j", "r", "d", "y", "n", "x", "s", "J", "enter", "space", "backspace", "left", "right", "up",
    "escape", "tab", "ctrl+c", "ctrl+z", "ctrl+l", "ctrl+q", "f1",
)  # fmt: skip
OTHERS = (Press(), Scroll(), Paste())
ORDER = ("agreement", "circuit", "lubrication", "arousal", "choice", "touch", "still", "movement", "pause")


def place(state: State) -> str:
    """Name where a state is, as finely as its keys differ."""
    if state.phase == "agreement":
        return f"agreement:{state.stage}"
    marks = {
        "code": state.code_until is not None,
        "offered": state.movement_offered and state.code_until is None,
        "halted": state.halted,
        "enough": state.phase == "arousal" and state.arousal_enough,
        "skip": state.phase == "circuit" and state.circuit_may_be_skipped,
        "given": state.code_given,
        "open": state.pause_may_end,
        "asked": state.prompted and state.phase in RUNNING,
    }
    return ":".join([state.phase, *(mark for mark, holds in marks.items() if holds)])


def mapped(state: State) -> frozenset[str]:
    """Return the keys that do not stop in a state, written from the tables and not from the code."""
    code = CODE_KEYS if state.setup.code else frozenset()
    match state.phase:
        case "agreement":
            here = {
                "rehearse": frozenset(KEYS),
                "shown": frozenset(KEYS),
                "bell": frozenset("yn"),
                "ready": code or frozenset({"enter"}),
            }[state.stage]
        case "circuit":
            age = state.setup.circuit_age
            recent = age is not None and age + state.now - state.origin <= 3600
            here = frozenset({"space", "d"}) | (code if recent else frozenset())
        case "lubrication":
            here = frozenset({"space", "d"})
        case "arousal":
            enough = state.seconds.get("arousal", 0) >= 600 - 1e-6
            here = frozenset({"space", "d"}) | (frozenset({"enter"}) if enough else frozenset())
        case "choice":
            here = frozenset({"space", "d", "enter", "left", "right"}) | code
        case "still" if state.code_until is not None:
            here = code
        case "touch" | "still" | "movement":
            here = frozenset("12r") | (frozenset("3") if state.phase == "still" and state.row >= 3 else frozenset())
        case "pause":
            here = code or frozenset("1")
        case _:
            here = frozenset(KEYS)
    return here


class Session(RuleBasedStateMachine):
    """A session and its watcher, which keeps its own books about answers, presses and time."""

    seen: ClassVar[Counter[str]] = Counter()
    ways: ClassVar[Counter[tuple[str, str, str]]] = Counter()
    pause_began = 0.0
    paused = 0

    @initialize(
        mode=st.sampled_from(["checkin", "step"]),
        interval=st.sampled_from([30, 45, 60]),
        bell=st.booleans(),
        coded=st.booleans(),
        age=st.sampled_from([None, 0.0, 3500.0, 4000.0]),
        word=st.sampled_from(["stop", "stop", "red", "1r"]),
        steps=st.integers(0, 18),
    )
    def begins(  # noqa: PLR0913  what is drawn for one set-up
        self, *, mode: str, interval: int, bell: bool, coded: bool, age: float | None, word: str, steps: int
    ) -> None:
        """Set up one session and let it go well for a while, so that chance begins in every phase."""
        code = CODE if coded or mode == "step" else None
        self.now = 500.0
        self.state = begin(
            Setup(
                id=ID, mode=mode, began_at=BEGAN, interval=interval, bell=bell, word=word, code=code, circuit=60,
                circuit_age=age,
            ),
            self.now,
        )  # fmt: skip
        self.anchor = self.now  # when the answer was last given, or touch last began
        self.presses: list[tuple[float, str]] = []
        self.sealed: Partner | None = None
        for _ in range(steps):
            self.one_step_on()

    # The watcher

    def meet(self, event: Event, after: float = 0.0) -> None:
        """Let an event happen, first the time and then the event itself, and hold every rule to it."""
        if after and not isinstance(event, Tick):
            self.meet(Tick(), after)
            after = 0.0
        before, at = self.state, self.now + after
        kept = record_of(before)
        self.state, effects = advance(before, event, at)
        again = advance(before, event, at)
        assert again == (self.state, effects) or not math.isfinite(at), "the same twice"
        self.now = at if math.isfinite(at) and at > self.now else self.now
        if isinstance(event, Key):
            self.presses.append((self.now, event.name))
        for effect in effects:
            if isinstance(effect, Seal):
                self.sealed = effect.record
        self._count(before, event)
        self._latches(before, kept, effects)
        self._unknown_stops(before, event, effects)
        self._code_rules(before, event)
        self._answers_are_fresh(before, event)
        self._silence_ends(before)
        self._is_whole(before)

    def _count(self, before: State, event: Event) -> None:
        name = event.name if isinstance(event, Key) else type(event).__name__
        kind = "digit" if name in DIGITS - set("123") else name
        Session.seen[place(self.state)] += 1
        Session.ways[(place(before), kind, place(self.state))] += 1

    def _latches(self, before: State, kept: Partner, effects: tuple[object, ...]) -> None:
        """No way leads from a stop back, the record does not change after it, and lock is told once."""
        if before.phase in LATCHED:
            assert self.state.phase in LATCHED
            assert ("stop", "aftercare", "locked").index(self.state.phase) >= (
                "stop", "aftercare", "locked",
            ).index(before.phase)  # fmt: skip
            assert record_of(self.state) == kept
            assert not any(isinstance(each, PaintStop | Seal) for each in effects)
        assert (self.state.phase == "locked" != before.phase) is any(isinstance(each, Lock) for each in effects)
        if before.phase == "locked":
            assert (self.state, effects) == (before, ())
        if self.state.phase == "stop" != before.phase:
            stops = [index for index, each in enumerate(effects) if each == PaintStop()]
            seals = [index for index, each in enumerate(effects) if isinstance(each, Seal)]
            assert stops
            assert not seals or stops[0] < seals[-1]

    def _unknown_stops(self, before: State, event: Event, effects: tuple[object, ...]) -> None:
        if isinstance(event, Tick | FocusLost | Slept) or before.phase in LATCHED:
            return
        if before.phase == "agreement" and before.stage in {"rehearse", "shown"}:
            assert self.state.phase in {"agreement", "locked"}
            return
        name = event.name if isinstance(event, Key) else None
        if name in {"ctrl+l", "ctrl+q"}:
            assert self.state.phase == "locked"
        elif name is None or name not in mapped(before):
            assert self.state.phase == "stop"
            assert PaintStop() in effects

    def _code_rules(self, before: State, event: Event) -> None:
        """Only the whole code, typed last, leads on; and movement is reached from stillness alone."""
        old, new = before.phase, self.state.phase
        if old == new:
            return
        if new in RUNNING and (old, new) != ("movement", "still") and before.setup.code:
            assert isinstance(event, Key)
            digits = self._code_typed(drop_answer=old == "pause")
            assert digits == before.setup.code
        if new == "movement":
            assert old == "still"
            assert before.row >= 3
            assert self.state.due == before.due
        if old == "pause" and new in RUNNING:
            assert (60 if before.setup.code else 20) <= self.now - before.since < 180
            assert before.pauses == 1 or not before.setup.code
        if new == "touch":
            assert before.setup.mode == "checkin"
        if new in {"still", *PREPARING}:
            assert before.setup.mode == "step"
        if new == "choice":
            assert before.seconds["arousal"] >= 600 - 1e-6

    def _code_typed(self, *, drop_answer: bool) -> str:
        """Return the last four digits as they stood when the last of them was typed."""
        names = [name for _, name in self.presses]
        if drop_answer:
            # What was typed after the right code is no part of it: find the code anywhere since the pause began.
            text = ""
            for at, name in self.presses:
                if at < self.pause_began:
                    continue
                text = text[:-1] if name == "backspace" else text + (name if name in DIGITS else "")
                if text.endswith(CODE):
                    return CODE
            return text
        text = ""
        for name in names:
            text = text[:-1] if name == "backspace" else text + (name if name in DIGITS else "")
        return text[-4:]

    def _answers_are_fresh(self, before: State, event: Event) -> None:
        more = self.state.comfortable - before.comfortable
        assert more in {0, 1}
        if more:
            assert isinstance(event, Key)
            assert event.name == "1"
            others = self.presses[:-1]
            assert not [at for at, name in others if name == "1" and self.now - at < 2]
        if more or self.state.slower > before.slower:
            self.anchor = self.now
        if self.state.phase == "pause" != before.phase:
            self.pause_began = self.now - 5
            self.paused += 1
            assert self.paused == 1 or not self.state.setup.code, "a second pause"

    def _silence_ends(self, before: State) -> None:
        """No more than T passes in touch without an answer, and one missed answer at most."""
        if before.phase not in RUNNING and self.state.phase in RUNNING:
            self.anchor = self.now
        if self.state.phase in RUNNING:
            assert self.now - self.anchor < self.state.interval + 1e-9
        if self.state.phase not in LATCHED:
            assert self.state.missed <= 1
            assert self.state.pauses <= 1 or not self.state.setup.code
            assert self.state.ended == "early"

    def _is_whole(self, before: State) -> None:
        """Hold that a cut now leaves a whole record, and that what was sealed last says as much."""
        del before
        record = record_of(self.state)
        raw = msgspec.json.encode(record)
        assert msgspec.json.decode(raw, type=Partner) == record
        assert (record.ended == "early") is (self.state.phase not in LATCHED)
        assert "agree" not in raw.decode()
        if self.state.started is not None:
            assert self.sealed is not None
            assert self.sealed.ended == record.ended
            assert self.sealed.answers.comfortable == record.answers.comfortable
            if self.state.phase in LATCHED:
                assert self.sealed == record

    # What may happen

    @rule(key=st.sampled_from(KEYS), after=st.floats(0, 4.9))
    def any_key(self, key: str, after: float) -> None:
        """Press any key there is, one that stops not too often, since that ends everything."""
        if key not in mapped(self.state) and after > 1:
            return
        self.meet(Key(key), after)

    @rule(data=st.data(), after=st.floats(0, 4.9))
    def a_mapped_key(self, data: st.DataObject, after: float) -> None:
        """Press one that does not stop."""
        self.meet(Tick(), after)
        if here := sorted(mapped(self.state) - {"ctrl+l", "ctrl+q"}):
            self.meet(Key(data.draw(st.sampled_from(here))))

    @precondition(lambda self: self.state.phase != "locked")
    @rule(event=st.sampled_from(OTHERS), after=st.floats(0, 4.9))
    def another_press(self, event: Event, after: float) -> None:
        """Click, scroll or paste."""
        self.meet(event, after)

    @precondition(lambda self: self.state.phase != "locked")
    @rule(after=st.floats(0, 4.9))
    def the_focus_goes(self, after: float) -> None:
        """Lose the focus."""
        self.meet(FocusLost(), after)

    @precondition(lambda self: self.state.phase != "locked")
    @rule(key=st.sampled_from(["1", "2", "3", "enter"]), times=st.integers(2, 80))
    def a_key_is_held(self, key: str, times: int) -> None:
        """Hold a key down; of a comfortable one only the first press may answer."""
        before = self.state.comfortable
        for _ in range(times):
            self.meet(Key(key), 0.05)
        assert self.state.comfortable <= before + 1

    @rule(
        seconds=st.sampled_from([1.0, 2.0, 12.0, 25.0, 61.0, 181.0, 620.0]), step=st.sampled_from([0.9, 1.0, 4.7, 5.0])
    )
    def time_passes(self, seconds: float, step: float) -> None:
        """Let time pass in ticks, some of them late."""
        until = self.now + seconds
        while self.now < until and self.state.phase != "locked":
            self.meet(Tick(), min(step, until - self.now))

    @rule(data=st.data(), jump=st.sampled_from([5.01, 44.0, 90.0, 36000.0, -0.01, -100.0, math.nan, math.inf]))
    def the_clock_jumps(self, data: st.DataObject, jump: float) -> None:
        """Wake from sleep, or be told of it, or have a clock that is wrong; rarely, since it ends everything."""
        if data.draw(st.integers(0, 9)):
            return
        event = data.draw(st.sampled_from([Tick(), Key("1"), Slept()]))
        before, was = self.state, self.now
        if isinstance(event, Tick):
            self.meet(event, jump)
        else:
            self.state, effects = advance(before, event, self.now + jump)
            assert any(isinstance(each, Lock) for each in effects) is (before.phase != "locked")
            self.sealed = next((each.record for each in effects if isinstance(each, Seal)), self.sealed)
            self._count(before, event)
        self.now = max(was, self.now)
        assert self.state.phase == "locked"

    @precondition(lambda self: self.state.phase not in LATCHED)
    @rule(code=st.sampled_from([CODE, CODE, CODE, "9999", "1111"]), after=st.floats(0, 4))
    def a_code(self, code: str, after: float) -> None:
        """Type a code, right or wrong, where digits mean one."""
        for digit in code:
            if digit in mapped(self.state) and self.state.phase not in RUNNING - {"still"}:
                self.meet(Key(digit), after / 4)

    @precondition(lambda self: self.state.phase in RUNNING)
    @rule(step=st.sampled_from([0.7, 1.0, 4.9]))
    def nobody_answers(self, step: float) -> None:
        """Say nothing for a minute: whatever touch this was, it is over."""
        for _ in range(int(61 / step) + 1):
            self.meet(Tick(), step)
        assert self.state.phase not in RUNNING

    @precondition(lambda self: self.state.phase == "pause")
    @rule(code=st.sampled_from([CODE, CODE, "9999"]), wait=st.sampled_from([0, 2, 21, 35, 55, 61, 100]))
    def a_way_back(self, code: str, wait: int) -> None:
        """Type the code where there is one, and then, sooner or later, that it is comfortable."""
        for digit in code if self.state.setup.code else "":
            self.meet(Key(digit), 0.3)
        for _ in range(wait):
            self.meet(Tick(), 1.0)
        self.meet(Key("1"), 0.1)

    @precondition(lambda self: self.state.phase == "arousal")
    @rule(wait=st.sampled_from([0, 100, 118, 125]))
    def on_to_the_choice(self, wait: int) -> None:
        """Press Enter in arousal, sometimes too early."""
        for _ in range(wait):
            self.meet(Tick(), 5.0)
        self.meet(Key("enter"))

    @precondition(lambda self: self.state.phase != "locked")
    @rule(after=st.floats(0, 1))
    def the_stop_word(self, after: float) -> None:
        """Type the stop word: whatever its letters are mapped to, it is over then."""
        rehearses = self.state.phase == "agreement" and self.state.stage in {"rehearse", "shown"}
        for letter in self.state.setup.word:
            self.meet(Key(letter), after / 10)
        assert rehearses or self.state.phase in LATCHED

    @precondition(lambda self: self.state.phase not in LATCHED)
    @rule()
    def one_step_on(self) -> None:
        """Do what a session that goes well does next, so that every phase is reached often."""
        for event, after in self._next():
            self.meet(event, after)

    def _next(self) -> Iterator[tuple[Event, float]]:
        state, code = self.state, [(Key(digit), 0.3) for digit in self.state.setup.code or ""]
        match state.phase:
            case "agreement":
                yield from {
                    "rehearse": [(Key("x"), 0.3)],
                    "shown": [(Tick(), 2.1)],
                    "bell": [(Key("y"), 0.3)],
                    "ready": code or [(Key("enter"), 0.3)],
                }[state.stage]
            case "circuit" | "lubrication":
                yield from [(Tick(), 5.0)] * 13
            case "arousal":
                yield from [(Tick(), 5.0)] * 121
                yield Key("enter"), 0.3
            case "choice":
                yield from code
            case "pause":
                yield from code
                yield from [(Tick(), 5.0)] * 13
                yield Key("1"), 0.3
            case "still" if state.movement_offered and state.code_until is None:
                yield Key("3"), 0.3
                yield from code
            case "touch" | "still" | "movement":
                yield from [(Tick(), 4.0)] * 3
                yield Key("1"), 0.3
            case _:
                pass


def hold(examples: int) -> None:
    """Run the sessions and say how much of the tables they walked."""
    Session.seen.clear()
    Session.ways.clear()
    run_state_machine_as_test(
        Session,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=examples == BRIEF,
            suppress_health_check=list(HealthCheck),
        ),
    )
    moves = {(old, new) for old, _, new in Session.ways}
    print(  # noqa: T201  the figures are wanted with -s
        f"\n{len(Session.seen)} states, {len(moves)} transitions between them, "
        f"{len(Session.ways)} by kind of event, {sum(Session.ways.values())} events"
    )
    phases = {name.split(":")[0] for name in Session.seen}
    assert phases == {*ORDER, "stop", "aftercare", "locked"}, "a phase was never reached"


def test_every_way_through_a_session_is_safe() -> None:
    """The short form: it reaches every phase, and the rules hold on every way."""
    hold(BRIEF)


@pytest.mark.soak
def test_very_many_ways_through_a_session_are_safe() -> None:
    """The long form."""
    hold(SOAK)
