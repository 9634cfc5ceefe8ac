"""A circuit under way in lines: the machine decides by deadlines, and this says each change of it, once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from textual import events

from comfort_journal.plan import circuit as machine
from comfort_journal.ui.keyboards import named
from comfort_journal.ui.keymap import known_actions
from comfort_journal.ui.open.practice.circuit_recorder import CircuitRecorder
from comfort_journal.ui.plain.open.practice.lasting import Marks, lasting
from comfort_journal.ui.plain.questions import choice, yes
from comfort_journal.ui.plain.ways import BACK, Back
from comfort_journal.ui.widgets.pacer import IN, OUT, Breathing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.records import Circuit
    from comfort_journal.ui.open.practice.circuit_parts import Station
    from comfort_journal.ui.plain.open.visit import OpenLines

MARGIN: Final = 30.0
"""Seconds beyond the circuit's end for which it alone keeps the journal open."""
TRY_AGAIN: Final = "Try once more to keep it?"
SETTLING: Final = "It begins in {time}."
BREATHS: Final = "{breaths} breaths."
SKIPPED: Final = "Skipped: {part}."
ENDED: Final = "Ended."
NO_MARKS: Final = Marks(0.0, 0.0, "", "")


def go_through(visit: OpenLines, stations: tuple[Station, ...]) -> Circuit | None:
    """Go through at least one part; return the record that was kept, or None where nothing was done or kept."""
    run = CircuitLines(visit, stations)
    taken_back = visit.session.before_sealing(run.recorder.keep_at_sealing)
    try:
        run.follow()
        visit.host.lookout.touch()  # from its end on idle time counts anew
        record = run.kept()
        taken_back()
    finally:
        visit.host.hush(words_only=True)
        visit.host.lookout.as_usual(run)
    return record


class CircuitLines:
    """Parts one after another."""

    def __init__(self, visit: OpenLines, stations: tuple[Station, ...]) -> None:
        """Begin with the first part."""
        self.visit, self._stations = visit, stations
        self._words = visit.library.sentences.circuit
        self.recorder = CircuitRecorder(visit.session, stations, visit.host.clock)
        chosen = visit.session.settings
        self._breathing = Breathing(chosen.breath_in, chosen.breath_out, lambda: machine.spent(self._run, self._now))
        self._breathing.begin(0.0)
        self._marks = NO_MARKS
        self._line, self._turn, self._counted, self._cues = "", "in", True, 0

    @property
    def _run(self) -> machine.Run:
        return self.recorder.run

    @property
    def _now(self) -> float:
        return self.visit.host.clock()

    def follow(self) -> None:
        """Say each change as it comes, until the end."""
        self._say_place(new_part=True)
        while not self._run.over:
            if self._run.paused_at is not None:
                pressed: events.Key | events.Paste | None = self.visit.console.wait()
            else:
                self._stay_awake()
                self._let_run()
                pressed = self.visit.console.hear_until(self._next)
            if pressed is None:
                self.happen("tick")
            else:
                self._press(pressed)

    def kept(self) -> Circuit | None:
        """Keep what was done, as often as that is tried; None where nothing was done, or it could not be kept."""
        record: list[Circuit | None] = []
        while not self.visit.done(lambda: record.append(self.recorder.keep())):
            try:
                if not yes(self.visit.console, TRY_AGAIN):
                    return None
            except Back:
                return None
        return record[0]

    def happen(self, event: machine.Event) -> None:
        """Let something happen: say it, let it be heard, and keep what is done, in this order."""
        before = self._run
        self.recorder.advance(event)
        run = self._run
        if event == "skip":
            self.visit.say(SKIPPED.format(part=self._stations[before.at].title))
        if run.place != before.place:
            if run.over and event == "end":
                self.visit.say(ENDED)
            elif not run.over:
                self._say_place(new_part=run.at != before.at)
            self.visit.host.sound("change", bell=self.visit.session.settings.bell)
            if run.behind != before.behind and not run.over:
                self.visit.done(self.recorder.keep)
        elif event == "pause":
            self.visit.say(self._words.paused)
            self.visit.host.hush(words_only=True)
            self.visit.host.lookout.touch()
            self.visit.host.lookout.as_usual(self)
        elif event == "resume":
            time = lasting(math.ceil(machine.left(run, self._now)))
            on = SETTLING.format(time=time) if run.phase == "settling" else f"{IN.capitalize()}. {time} left."
            self.visit.say(f"{self._stations[run.at].title}. {on}")
            self._set_marks()

    # -- what is said and heard

    def _say_place(self, *, new_part: bool) -> None:
        """Say the part that settles, or that its time begins."""
        run, station = self._run, self._stations[self._run.at]
        time = lasting(math.ceil(machine.left(run, self._now)))
        if run.phase == "settling" or new_part:
            image = [_whole(station.image)] if station.image else []
            begins = f" {SETTLING.format(time=time)}" if run.phase == "settling" else ""
            self.visit.say_text(f"{station.title}.{begins}", station.set_up, *image)
            self.visit.host.hush(words_only=True)
            self.visit.host.speak(station.set_up)
        if run.phase != "settling":
            breaths = [BREATHS.format(breaths=station.leg.breaths)] if station.leg.breaths else []
            self.visit.say(" ".join([f"{station.word}. {time.capitalize()}.", *breaths]))
        self._line, self._turn, self._counted, self._cues = "", "in", not station.leg.breaths, 0
        self._set_marks()

    def _say_cues(self, station: Station) -> None:
        """Say with each breath the lines that go with it, until all of them were said."""
        breath, said = self._breathing.breaths, max(len(station.cue_in), len(station.cue_out))
        if self._cues <= breath < said:
            self._cues = breath + 1
            self.visit.say(
                *(
                    _whole(f"{way.capitalize()}: {cues[breath % len(cues)]}")
                    for way, cues in ((IN, station.cue_in), (OUT, station.cue_out))
                )
            )

    def _set_marks(self) -> None:
        run, now = self._run, self._now
        said = self.visit.library.sentences
        begins, ends = now - machine.gone(run, now), now + machine.left(run, now)
        if run.phase == "running":
            self._marks = Marks(begins, ends, said.session.so_far, said.heard.ten_left)
            self._marks.leave_out(now)
        else:
            self._marks = NO_MARKS

    def _let_run(self) -> None:
        """Say and let be heard what is due in a part that runs."""
        run, now, host = self._run, self._now, self.visit.host
        if run.phase != "running":
            return
        for line, spoken in self._marks.due(now):
            self.visit.say(line)
            if spoken:
                host.speak(line)
        phase, station = self._breathing.breath().phase, self._stations[run.at]
        self._say_cues(station)
        if phase != self._turn and machine.left(run, now) > 1:
            host.sound(phase)
        self._turn = phase
        line = self._breathing.line(station.cue_in, station.cue_out)
        if line != self._line:
            self._line = line
            host.speak(line, after=True)
        if not self._counted and not machine.breath_number(run, now):
            self._counted = True
            self.visit.say(self._words.counted)

    @property
    def _next(self) -> float:
        """When something is due."""
        run, now = self._run, self._now
        ends = now + machine.left(run, now)
        return ends if run.phase != "running" else min(ends, self._marks.next, now + self._breathing.breath().left)

    def _stay_awake(self) -> None:
        """Keep idle time from locking until the end."""
        self.visit.host.lookout.stay_awake(self, machine.to_come(self._run, self._now) + MARGIN)

    # -- keys

    def _press(self, pressed: events.Key | events.Paste) -> None:
        """Do what a key does; every other one does nothing here."""
        self.visit.console.leave_by(pressed)
        key = named(pressed, self.visit.host.settings.keyboard) if isinstance(pressed, events.Key) else ""
        action = BY_KEY.get(key)
        if key in BACK:
            DOES["circuit-end"](self)
        elif action is not None:
            DOES[action](self)
        elif key in {"f1", "question_mark"}:
            self.visit.say(keys_in_words(), f"{self._stations[self._run.at].title}.")

    def pause(self) -> None:
        """Let it wait, or go on."""
        self.happen("pause" if self._run.paused_at is None else "resume")

    def skip(self) -> None:
        """Go on to the next part."""
        self.happen("skip")

    def settle(self) -> None:
        """Begin the part before its settling time is over."""
        self.happen("begin")

    def end(self) -> None:
        """End here; what was done is kept."""
        self.happen("end")


DOES: Final[Mapping[str, Callable[[CircuitLines], None]]] = {
    "circuit-pause": CircuitLines.pause,
    "circuit-skip": CircuitLines.skip,
    "circuit-settled": CircuitLines.settle,
    "circuit-end": CircuitLines.end,
}
KEYS: Final = {"circuit-pause": "Space", "circuit-settled": "Enter"}
DOING: Final = {
    "circuit-pause": "pauses and goes on",
    "circuit-skip": "skips a part",
    "circuit-settled": "begins a part at once",
    "circuit-end": "ends the circuit",
}
BY_KEY: Final = {key: action for action in DOES for key in known_actions()[action].keys}


def keys_in_words() -> str:
    """Return what the keys do, in one line."""
    said = [f"{KEYS.get(action) or choice(action).key} {does}" for action, does in DOING.items()]
    return f"{', '.join(said)}."


def _whole(said: str) -> str:
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."
