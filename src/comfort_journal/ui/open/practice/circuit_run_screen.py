"""A circuit under way, readable from two metres: the machine decides, this page draws it and keeps what was done.

Idle time locks nothing while it runs; a pause, the end and every way out give that back. What was done is kept from
the second part on, and once more at the very moment the journal closes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from comfort_journal.plan import circuit
from comfort_journal.text.counts import minutes_and_seconds
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.practice.circuit_recorder import CircuitRecorder
from comfort_journal.ui.open.practice.ten_left import TenLeft
from comfort_journal.ui.widgets.big_text import BigText
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.pacer import Pacer

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.records import Circuit
    from comfort_journal.ui.host import HostApp
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.open.practice.circuit_parts import Station

LOOK_EVERY = 0.1
CHANGE = 3.0
"""Seconds for which a change is to be seen; a bell may go with it, never alone."""
MARGIN = 30.0
"""Seconds beyond the circuit's end for which it alone keeps the journal open."""
LARGE = {"in": "In", "out": "Out"}
"""What stands large without motion, where no shape can be seen from two metres."""

UNDER_WAY = actions.declare(
    "The circuit, under way",
    Action("circuit-pause", "space", "Pause, go on", "Let it wait, or go on where it was.", "pause"),
    Action("circuit-skip", "s", "Skip a part", "Go on to the next part.", "skip"),
    Action("circuit-end", "escape,e", "End the circuit", "End here; what was done is kept.", "end", sense="stop"),
    Action("circuit-settled", "enter", "Begin now", "Begin the part before its settling time is over."),
)


class CircuitRunScreen(OpenScreen["Circuit | None"]):
    """Parts one after another; the result is the saved record, or None where nothing was done or kept."""

    app: HostApp
    CSS_PATH = "circuit_run_screen.tcss"
    guides = True
    stands_on = ("#cue", "#set-up", "KeysFooter")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high"), (34, "-tall")]  # noqa: RUF012  Textual declares the type
    BINDINGS: ClassVar = actions.bindings(UNDER_WAY)

    word = getters.query_one("#word", BigText)
    time = getters.query_one("#time", BigText)
    cue = getters.query_one("#cue", Static)
    note = getters.query_one("#note", Static)
    pacer = getters.query_one(Pacer)

    @dataclass
    class Kept(Message):
        """The circuit as it stands is in the journal."""

        record: Circuit

    def __init__(self, session: Workspace, stations: tuple[Station, ...]) -> None:
        """Go through at least one part."""
        super().__init__(session)
        self._stations = stations
        self._words = session.practice.library.sentences.circuit
        self._recorder: CircuitRecorder | None = None
        self._leaving: tuple[Circuit | None] | None = None
        self._shown: dict[str, str] = {}
        self._ten_left = TenLeft(self)

    @property
    def run(self) -> circuit.Run | None:
        """Where the circuit stands; None before it begins."""
        return None if self._recorder is None else self._recorder.run

    def compose(self) -> ComposeResult:
        """Lay out the large line, the words before a part, and the breath with its lines."""
        chosen = self.session.settings
        with Vertical(id="room"):
            with Horizontal(id="head"):
                yield BigText(id="word")
                yield BigText(id="time")
            with VerticalScroll(id="before", can_focus=False):
                yield Static(id="title", markup=False)
                yield Static(id="set-up", markup=False)
                yield Static(id="image", markup=False)
            yield Pacer(
                breath_in=chosen.breath_in,
                breath_out=chosen.breath_out,
                clock=self._breathing,
                moves=chosen.moves,
                coming=self._let_breath_be_heard,
            )
            yield Static(id="cue", markup=False)
            yield Static(id="note", markup=False)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Begin."""
        self._recorder = CircuitRecorder(self.session, self._stations, self.app.clock)
        run, now = self._recorder.run, self.app.clock()
        self._taken_back = self.session.before_sealing(self._recorder.keep_at_sealing)
        self._stay_awake(run, now)
        self._lay_out(run)
        self._draw(run, now)
        self.app.speak(self._stations[0].set_up)
        self.set_interval(LOOK_EVERY, self.follow)

    def on_unmount(self) -> None:
        """Let idle time count again."""
        self.app.hush(words_only=True)
        if self.run is not None:
            self._taken_back()
            self.app.lookout.as_usual(self)

    def follow(self) -> None:
        """Do what the clock says."""
        self._do("tick")

    def action_circuit_pause(self) -> None:
        self._do("pause" if self.run is None or self.run.paused_at is None else "resume")

    def action_circuit_skip(self) -> None:
        self._do("skip")

    def action_circuit_settled(self) -> None:
        """Begin the part now; at the end, try once more to keep it."""
        if self.run is not None and self.run.over:
            self.save(self._keep)
        else:
            self._do("begin")

    def action_circuit_end(self) -> None:
        """End here; leave, where the end could not be kept."""
        if self.run is not None and self.run.over:
            self._leave(None)
        else:
            self._do("end")

    def stops(self, key: str) -> bool:
        """Say that the circuit can be ended also where this page has no room."""
        return key in {"escape", "e"}

    def footer_word(self, action_id: str) -> str | None:
        """Call Space what it does."""
        paused = self.run is not None and self.run.paused_at is not None
        return "go on" if paused and action_id == "circuit-pause" else None

    def say(self, sentence: str) -> None:
        """Say it where it is seen; under way it must not cover the words."""
        if self.run is not None and self.run.over:
            self.note.update(sentence)
        else:
            super().say(sentence)

    def _do(self, event: circuit.Event) -> None:
        recorder, before, now = self._recorder, self.run, self.app.clock()
        if recorder is None or before is None or before.over:
            return
        recorder.advance(event)
        run = recorder.run
        if run.place != before.place:
            self._changed(before, run)
        if event != "tick" or run.place != before.place:
            self._stay_awake(run, now)
        if event == "pause":
            self.app.hush(words_only=True)
        if event in {"pause", "resume"}:
            self.refresh_bindings()
        if not run.over:
            self._draw(run, now)
            if run.phase == "running":
                self._ten_left.look(run.at, circuit.left(run, now))

    def _changed(self, before: circuit.Run, run: circuit.Run) -> None:
        self.app.sound("change", bell=self.session.settings.bell)
        if run.over:
            self.app.hush(words_only=True)
            self._finish(run)
            return
        self._lay_out(run)
        if run.at != before.at:
            self.app.speak(self._stations[run.at].set_up)
        if run.behind != before.behind:
            self.save(self._keep)

    def _finish(self, run: circuit.Run) -> None:
        self.add_class("-over")
        if run.behind:
            self.save(self._keep)
        else:
            self._leave(None)

    @on(Kept)
    def _kept(self, event: Kept) -> None:
        if self.run is not None and self.run.over and event.record.parts == self.run.behind:
            self._leave(event.record)

    def _leave(self, record: Circuit | None) -> None:
        """Leave now, or when what covers this page has gone."""
        self._leaving = (record,)
        self.on_screen_resume()

    def on_screen_resume(self) -> None:
        """Leave, if that is what is left to do."""
        if self._leaving is not None and self.is_active:
            (record,), self._leaving = self._leaving, None
            self.dismiss(record)

    def _stay_awake(self, run: circuit.Run, now: float) -> None:
        """Keep idle time from locking until the end; from a pause or the end on it counts anew."""
        if run.over or run.paused_at is not None:
            self.app.lookout.touch()
            self.app.lookout.as_usual(self)
        else:
            self.app.lookout.stay_awake(self, circuit.to_come(run, now) + MARGIN)

    # -- keeping

    def _keep(self) -> None:
        if self._recorder is not None and (record := self._recorder.keep()) is not None:
            self.post_message(self.Kept(record))

    # -- what is heard

    def _let_breath_be_heard(self, phase: Literal["in", "out"], seconds: float) -> None:
        """Let a breath be heard when it begins; where the part ends just then, that is heard instead."""
        if (
            self.run is not None
            and self.run.paused_at is None
            and circuit.left(self.run, self.app.clock()) > seconds + 1
        ):
            self.app.sound(phase, seconds)

    # -- drawing

    def _breathing(self) -> float:
        """Return how long the part has been breathed: the pacer and the lines both follow this."""
        return 0.0 if self.run is None else circuit.spent(self.run, self.app.clock())

    def _lay_out(self, run: circuit.Run) -> None:
        station = self._stations[run.at]
        self.set_class(run.phase == "settling", "-settling")
        self.query_one("#title", Static).update(station.title)
        self.query_one("#set-up", Static).update(station.set_up.strip())
        self.query_one("#image", Static).update(station.image)
        self.query_one("#before").scroll_home(animate=False)

    def _draw(self, run: circuit.Run, now: float) -> None:
        paused = run.paused_at is not None
        new = circuit.gone(run, now) < CHANGE
        self.set_class(new and not paused, "-changed")
        self.set_class(paused, "-paused")
        self.time.text = _clock_face(circuit.left(run, now))
        word = self._stations[run.at].word
        if run.phase == "running":
            station = self._stations[run.at]
            if self._put(self.cue, self.pacer.line(station.cue_in, station.cue_out)):
                self.pacer.refresh()
                self.app.speak(self._shown["cue"], after=True)
            if not (self.session.settings.moves or new):
                word = LARGE[self.pacer.breath().phase]
        self.word.text = word
        self._put(self.note, self._words.paused if paused else self._note(run, now))

    def _put(self, line: Static, text: str) -> bool:
        """Write a line if it says something else by now; ten times a second nothing else should be laid out anew."""
        if self._shown.get(line.id or "") == text:
            return False
        self._shown[line.id or ""] = text
        line.update(text)
        return True

    def _note(self, run: circuit.Run, now: float) -> str:
        station = self._stations[run.at]
        if run.phase == "settling":
            return ""
        if not station.leg.breaths:
            return station.image
        number = circuit.breath_number(run, now)
        return f"breath {number} of {station.leg.breaths}" if number else self._words.counted


def _clock_face(seconds: float) -> str:
    """Return seconds as minutes and seconds, the begun second still in it."""
    return minutes_and_seconds(math.ceil(seconds - 1e-6))
