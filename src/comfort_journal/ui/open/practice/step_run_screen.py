"""The guided session on the screen: word, time and breath, to be read from across the bed, or a row of numbers.

The machine decides; this draws it. Every change is kept at once, so whatever ends the program leaves an early end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from comfort_journal.plan.practice import (
    FADED,
    NUMBERS,
    End,
    Event,
    Felt,
    Finish,
    More,
    NumberGiven,
    Pressed,
    Said,
    Still,
    Tick,
    left,
)
from comfort_journal.ui import actions
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.key_names import FUNCTION_KEYS
from comfort_journal.ui.open.core.dialogs import Ask
from comfort_journal.ui.open.core.screen import ENOUGH, OpenScreen
from comfort_journal.ui.open.practice.asked_row import AskedRow
from comfort_journal.ui.open.practice.step_keys import RUNNING
from comfort_journal.ui.open.practice.step_words import SHARP, StepWords
from comfort_journal.ui.open.practice.ten_left import TenLeft
from comfort_journal.ui.upstream import keys_of
from comfort_journal.ui.widgets.answer_list import AnswerList
from comfort_journal.ui.widgets.big_text import BigText
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.pacer import Pacer
from comfort_journal.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.ui.open.practice.session_recorder import SessionRecorder

LOOK_EVERY = 0.25
AWAKE = 15 * 60.0
"""Seconds for which a running session keeps idle time from locking, from each of its changes on."""
HOURS = 12

NOTHING_FELT = frozenset({"ready", "placing", "breathing", "waiting"})
"""Phases in which nothing is said of a hold, and the keys that say what is felt are not named."""

KEYS_OF_SESSION = {key for action in RUNNING for key in action.keys.split(",")}
KEPT_IN_HOLD = {*KEYS_OF_SESSION, *actions.RESERVED.values(), "ctrl+c"}
"""Keys that nobody can change and that do in a hold what the page says, or close the program."""


class StepRunScreen(OpenScreen[bool]):
    """A session as it goes on; its result is whether a sign was noticed."""

    CSS_PATH = "step.tcss"
    guides = True
    stands_on = ("#cue", "KeysFooter")
    BINDINGS: ClassVar = actions.bindings(RUNNING)
    AUTO_FOCUS = ""  # None would be the app's: the first row, hidden, and it would keep the digits
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-middle"), (34, "-high")]  # noqa: RUF012  Textual declares the type

    app = getters.app(HostApp)
    pacer = getters.query_one(Pacer)
    faded = getters.query_one(AnswerList)

    def __init__(self, sitting: SessionRecorder) -> None:
        """Guide a session that has not begun."""
        super().__init__(sitting.session)
        self._sitting = sitting
        self._library = self.session.practice.library
        self._large = self.session.settings.large_text
        self.set_class(self._large, "-larger")
        self._words = StepWords(self.session.practice, sitting.state.terms)

    def compose(self) -> ComposeResult:
        """Lay out everything; what the moment does not need is hidden."""
        chosen, said = self.session.settings, self._library.sentences
        line = self._sitting.state.terms.line
        questions = {"start": said.session.at_first, "during": "", "again": said.session.now}
        with Vertical(id="column"):
            yield BigText(id="word")
            with Horizontal(id="clock"):
                yield BigText(id="time")
                yield BigText(id="target")
            with Horizontal(id="times"):
                yield Static(said.session.so_far, markup=False)
                yield Static(said.session.planned, markup=False)
            yield Pacer(
                breath_in=chosen.breath_in,
                breath_out=chosen.breath_out,
                clock=self.app.clock,
                moves=chosen.moves,
                coming=self._let_breath_be_heard,
            )
            yield Static(id="cue", markup=False)
            yield BigText(id="says")
            outcomes = self._library.step(self._sitting.state.terms.kind).outcomes
            yield AnswerList(*(Option(Content(each.label)) for each in outcomes), markup=False)
            for phase, question in (questions | {"after": said.session.after_hold}).items():
                yield AskedRow(said.scale, line=line, question=question, id=phase)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Follow the clock, and have the session kept when the journal closes in the middle."""
        self._taken_back = self.session.before_sealing(self._sitting.keep_at_sealing)
        self._shown = self._line = ""
        self._ten_left = TenLeft(self)
        self._happen(Tick())
        self._draw()
        self.set_interval(LOOK_EVERY, self.look)

    def on_unmount(self) -> None:
        """Whoever comes next keeps the rest."""
        self.app.hush(words_only=True)
        self._taken_back()
        self.app.lookout.as_usual(self)

    def look(self) -> None:
        """Let what ended by itself end, and draw."""
        if self.is_current:
            self._happen(Tick())

    def _happen(self, event: Event) -> None:
        if not isinstance(event, Tick):
            self._happen(Tick())  # what has ended by its time ended before the key
        before = self._sitting.state.phase
        if self._sitting.advance(event):
            self.save(self._sitting.keep)
        phase = self._sitting.state.phase
        if phase != before:
            self.app.hush(words_only=True)
            self.pacer.begin(self._sitting.state.since)
            self.app.lookout.stay_awake(self, AWAKE)
        if phase == "over":
            self.dismiss(self._sitting.state.ended == "flag")
        else:
            self._draw()
        if phase != before:
            self.app.call_after_refresh(self._let_be_heard, before, event)
        if phase == "holding":
            self._ten_left.look(self._sitting.state.since, left(self._sitting.state, self.app.clock()))

    def _let_be_heard(self, before: str, event: Event) -> None:
        """Let a change be heard that came by itself, ended a hold or the session; it is on the screen by now."""
        phase = self._sitting.state.phase
        if isinstance(event, Tick):
            self.app.sound("change", bell=self.session.settings.bell)
        elif before == "holding" or phase == "over":
            self.app.sound("stop")
        if phase not in {"holding", "over"}:
            self.app.speak(self._words.spoken(self._sitting.state, self.pacer))

    def _let_breath_be_heard(self, phase: Literal["in", "out"], seconds: float) -> None:
        """Let a breath be heard when it begins; where a hold ends just then, that is heard instead."""
        ends = left(self._sitting.state, self.app.clock())
        if not ends or ends > seconds + 1:
            self.app.sound(phase, seconds)

    def _draw(self) -> None:
        phase = self._sitting.state.phase
        moment = self._words.moment(self._sitting.state, self.app.clock(), self.pacer)
        for large, text in (("#word", moment.word), ("#time", moment.time), ("#target", moment.target)):
            self.query_one(large, BigText).text = text
            self.query_one(large).display = bool(text)
        self.query_one("#clock").display = bool(moment.time)
        self.set_class(bool(moment.time), "-timed")
        self.set_class(bool(moment.target), "-two-times")
        cue = self.query_one("#cue", Static)
        words = self._words.beside(self._sitting.state, moment.cue) if self._large else moment.cue
        cue.update(words)
        cue.display = bool(words)
        if phase == "holding" and (line := self._words.spoken(self._sitting.state, self.pacer)) != self._line:
            self._line = line
            self.app.speak(line, after=True)
        if phase == self._shown:
            return
        self._shown = phase
        self.refresh_bindings()
        self._enlarge()
        self.set_class(phase in {"faded", "more"}, "-listing")
        self.set_class(phase == "ready", "-told")
        self.pacer.display = phase in {"holding", "breathing"}
        for row in self.query(RatingRow):
            row.display = row.id == phase
            row.chosen = None
            if row.display:
                row.focus()
        self.faded.display = phase == "faded"
        if phase == "faded":
            self.faded.highlighted = None  # an Enter out of habit says nothing about the place
            self.faded.focus()
        elif phase not in NUMBERS:
            self.set_focus(None)

    @on(RatingRow.Chosen)
    def _enlarge(self) -> None:
        """Have the key, the question or the chosen number large, where the owner wants that."""
        state, says = self._sitting.state, self.query_one("#says", BigText)
        chosen = next((row.value for row in self.query(AskedRow) if row.id == state.phase), None)
        says.text = self._words.large(state, chosen)
        says.display = self._large and bool(says.text)

    @on(RatingRow.Given)
    def _given(self, event: RatingRow.Given) -> None:
        event.stop()
        self._happen(NumberGiven(event.value))

    @on(OptionList.OptionSelected)
    def _said(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._happen(Said(FADED[event.option_index]))

    @on(AskedRow.Sharp)
    def _marked(self, event: AskedRow.Sharp) -> None:
        event.stop()
        self._happen(Felt(SHARP))

    def on_key(self, event: events.Key) -> None:
        """Begin, end a hold, or answer; keys that the page names go on to what they name.

        A digit that comes when a hold's time is over, and its page not drawn yet, is the number that is asked now.
        """
        if self._sitting.state.phase == "holding":
            self.look()
            if self._row_takes(event):
                event.stop()
                self.app.give_to_next_page(event)
                return
        phase = self._sitting.state.phase
        own = event.key in {*keys_of(self), *FUNCTION_KEYS, *self._told_below} or event.key.startswith("ctrl+")
        if own and not self._ends_hold(event.key):
            return
        if phase == "faded" and event.key in keys_of(self.faded):
            return
        event.stop()
        if phase == "more" and event.key == "enter":
            self._happen(Finish())
        elif phase in {"ready", "placing"} and event.key == "escape":
            self._happen(End("stop"))
        elif phase in {"ready", "holding"}:
            self._happen(Pressed())

    def _row_takes(self, event: events.Key) -> bool:
        """Whether a row of numbers has come to the key that was on its way to a hold."""
        phase = self._sitting.state.phase
        return phase in NUMBERS and self.query_one(f"#{phase}", RatingRow).check_consume_key(event.key, event.character)

    def footer_word(self, action_id: str) -> str | None:
        """Name the keys for what is felt where they say it."""
        felt = action_id in {"step-burning", "step-clench", "step-sharp"}
        return "" if felt and self._sitting.state.phase in NOTHING_FELT else None

    def stops(self, key: str) -> bool:
        """Say that any key ends a hold, and one key the session, also where this page has no room to name one."""
        holding = self._sitting.state.phase == "holding"
        return key == "s" or self._ends_hold(key) or (holding and key in KEYS_OF_SESSION)

    def _ends_hold(self, key: str) -> bool:
        """Whether the key ends the hold that is under way: every one that does nothing else here."""
        return self._sitting.state.phase == "holding" and key not in KEPT_IN_HOLD and key not in self._told_below

    @property
    def _told_below(self) -> tuple[str, ...]:
        """The keys by which the footer has help and the end of the evening, as they are in force."""
        return (*self.app.keys_in_force(ENOUGH.id), self.app.keys_in_force("help")[0])

    def on_click(self) -> None:
        """Begin or end with the pointer too."""
        if self._sitting.state.phase in {"ready", "holding"}:
            self._happen(Pressed())

    def action_step_stop(self) -> None:
        self._happen(End("stop"))

    def action_step_dizzy(self) -> None:
        self.notify(self._library.sentences.session.dizzy, markup=False, timeout=60)
        self._happen(End("stop"))

    def action_step_sign(self) -> None:
        """End; what is new is asked on the next page."""
        self._happen(End("flag"))

    def action_step_burning(self) -> None:
        self._named(Felt("burning"))

    def action_step_clench(self) -> None:
        self._named(Felt("clench"))

    def action_step_sharp(self) -> None:
        """End the hold, give a number; where one is asked, mark it or take the mark back."""
        self._named(Felt(SHARP))

    def _named(self, felt: Felt) -> None:
        if self._sitting.state.phase == "ready":
            self._happen(Pressed())
        else:
            self._happen(felt)

    def action_step_still(self) -> None:
        """Be still, or where there is no movement do what any key does; a place before the breath may stay open."""
        state = self._sitting.state
        if state.phase == "start":
            self._happen(NumberGiven(None))
        elif state.phase == "holding" and state.terms.traits.takes_turns:
            self._happen(Still())
        elif state.phase in {"ready", "holding"}:
            self._happen(Pressed())

    def action_step_more(self) -> None:
        """Go once more, or what any key does."""
        self._happen(More() if self._sitting.state.phase == "more" else Pressed())

    def action_step_clock(self) -> None:
        """Ask for the hour, or what any key does."""
        state, said = self._sitting.state, self._library.sentences.session
        if state.phase == "more" and state.terms.traits.asks_fading:
            asking = Ask(self.session, said.where, "6", _hour, said.hour)
            self.app.push_screen(asking, self._placed)
        else:
            self._happen(Pressed())

    def _placed(self, hour: int | None) -> None:
        if hour is not None:
            self._happen(Said(spot=hour))


def _hour(written: str) -> int | None:
    hour = int(written) if written.strip().isascii() and written.strip().isdigit() else 0
    return hour if 1 <= hour <= HOURS else None
