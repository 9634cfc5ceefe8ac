"""A guided session in lines: the machine decides, and this says each change, hears keys, and keeps what happened.

A line says when a hold begins, its middle, its last ten seconds and its end; any key ends it, and what ended is said
before it is heard or kept. A key that locks or quits leaves an early end behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from textual import events

from comfort_journal.plan.practice import (
    FADED,
    NUMBERS,
    End,
    Felt,
    Finish,
    NumberGiven,
    Pressed,
    Said,
    Tick,
    left,
    moves,
)
from comfort_journal.text.plain import one_line
from comfort_journal.ui.keyboards import named
from comfort_journal.ui.open.practice.step_words import StepWords
from comfort_journal.ui.plain.console import ENDS_LINE
from comfort_journal.ui.plain.open.practice import hold_keys as keys
from comfort_journal.ui.plain.open.practice.lasting import Marks, from_to, lasting
from comfort_journal.ui.plain.open.rating.rate import NumberAsked, ask_value
from comfort_journal.ui.plain.questions import NamedChoice, choose
from comfort_journal.ui.plain.ways import BACK, Back, GoTo
from comfort_journal.ui.widgets.pacer import Breathing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.plan.practice import Event, StepState
    from comfort_journal.ui.open.practice.session_recorder import SessionRecorder
    from comfort_journal.ui.plain.open.visit import OpenLines

AWAKE: Final = 15 * 60.0
"""Seconds for which a running session keeps idle time from locking, from each of its changes on."""
TIMED: Final = frozenset({"placing", "holding", "breathing", "waiting"})
HELP: Final = frozenset({"f1", "question_mark"})
ENDED: Final = "The hold is over: {time}."
STAYS_NOTED: Final = "It stays noted; what you write about this evening can say more."
NOTED: Final = {
    "burning": "Burning is noted.",
    "clench": "That it clenched is noted.",
    "sharp": "Sharp is noted.",
}
UNDER_WAY: Final = "The session is under way; s stops it, and other places are open then."
BACK_STOPS: Final = "A step back from here ends the session, as a stop does."


def guide(visit: OpenLines, sitting: SessionRecorder) -> bool:
    """Go through a session until it is over; return whether a sign was noticed. It is kept however one leaves."""
    taken_back = visit.session.before_sealing(sitting.keep_at_sealing)
    session = Guided(visit, sitting)
    over = False
    try:
        session.run()
        over = True
    finally:
        visit.host.hush(words_only=True)
        visit.host.lookout.as_usual(session)
        if over:
            taken_back()  # else it is asked for once more, when the journal closes
    return sitting.state.ended == "flag"


class Guided:
    """One session as it goes on."""

    def __init__(self, visit: OpenLines, sitting: SessionRecorder) -> None:
        """Begin where it stands."""
        self.visit, self.sitting = visit, sitting
        self._said = visit.library.sentences.session
        self._words = StepWords(visit.practice, sitting.state.terms)
        chosen = visit.session.settings
        self._breathing = Breathing(chosen.breath_in, chosen.breath_out, visit.host.clock)
        self._line = self._word = ""
        self._asked_help = False

    @property
    def state(self) -> StepState:
        """Where the session stands."""
        return self.sitting.state

    def run(self) -> None:
        """Do what each phase asks for, until it is over."""
        self.visit.say(keys.in_words(self.state), self._cue)
        while self.state.phase != "over":
            phase = self.state.phase
            if phase in TIMED:
                self._follow()
            elif phase == "ready":
                self._wait()
            else:
                self._asked(DOES["give-asked"] if phase in NUMBERS else ASKS[phase])

    @property
    def _now(self) -> float:
        return self.visit.host.clock()

    @property
    def _cue(self) -> str:
        """What the page says of this moment, without its empty lines."""
        said = self._words.moment(self.state, self._now, self._breathing).cue
        return "\n".join(line for line in said.split("\n") if line.strip())

    def happen(self, event: Event) -> None:
        """Let something happen: say it, let it be heard, and keep it, in this order."""
        before = self.state
        changed = self.sitting.advance(event)
        if self.state.phase != before.phase:
            self._breathing.begin(self.state.since)
            self.visit.host.lookout.stay_awake(self, AWAKE)
            self._say_change(before, event)
            self.visit.host.hush(words_only=True)
            self._let_be_heard(before.phase, event)
        elif isinstance(event, Felt) and self.state.phase in {"breathing", "waiting"}:
            self._say_noted(event, before)
        if changed:
            self.visit.done(self.sitting.keep)

    # -- what is said and heard

    def _say_change(self, before: StepState, event: Event) -> None:
        state = self.state
        if before.phase == "holding" and not state.ceiling:
            self.visit.say(ENDED.format(time=lasting(state.holds[-1].seconds)))
        if isinstance(event, Felt):
            self._say_noted(event, before)
        if state.phase == "holding":
            self._line = self._word = ""
            self.visit.say(f"{_sentence(self._spoken)} {self._planned}")
        elif before.phase == "ready":
            self.visit.say(self._cue)  # how long it is was said just before
        elif state.phase in TIMED:
            self.visit.say(f"{self._cue} {lasting(round(left(state, self._now))).capitalize()}.")
        elif state.phase == "during" and self._cue:
            self.visit.say(self._cue)

    def _say_noted(self, felt: Felt, before: StepState) -> None:
        self.visit.say(NOTED[felt.tag], *([] if before.tags else [STAYS_NOTED]))

    @property
    def _spoken(self) -> str:
        return self._words.spoken(self.state, self._breathing)

    @property
    def _planned(self) -> str:
        """How long the hold is meant to be, and what ends it."""
        state, said = self.state, self._said
        time = from_to(state.terms.least, state.most)
        any_key = said.hold_moving if state.terms.traits.takes_turns else said.hold
        return f"{time.capitalize()} {said.planned}. {keys.with_exceptions(any_key)}"

    def _let_be_heard(self, before: str, event: Event) -> None:
        """Let a change be heard that came by itself, ended a hold or the session; it is said by now."""
        host, phase = self.visit.host, self.state.phase
        if isinstance(event, Tick):
            host.sound("change", bell=self.visit.session.settings.bell)
        elif before == "holding" or phase == "over":
            host.sound("stop")
        if phase not in {"holding", "over"}:
            host.speak(self._spoken)

    # -- time that runs

    def _wait(self) -> None:
        """Wait for any key that begins; Enter behind a question mark belongs to that, and only repeats."""
        pressed = self.visit.console.wait()
        self.visit.console.leave_by(pressed)
        key = self._name(pressed)
        action = keys.BY_KEY.get(key)
        asked, self._asked_help = self._asked_help, key in HELP
        if key in HELP:
            self.visit.say(keys.in_words(self.state), self._cue)
        elif asked and key in ENDS_LINE:
            self.visit.say(self._cue)
        elif key in BACK:
            self.happen(End("stop"))
        elif action in keys.ENDS:
            keys.DOES[action](self)
        else:
            self.happen(Pressed())

    def _follow(self) -> None:
        """Follow a phase that ends by itself, and say what falls due in it."""
        state = self.state
        ends = self._now + left(state, self._now)
        marks = Marks(state.since, ends, self._said.so_far, self.visit.library.sentences.heard.ten_left)
        turn = self._breathing.breath().phase
        while (self.state.phase, self.state.since) == (state.phase, state.since):
            for line, spoken in marks.due(self._now):
                self.visit.say(line)
                if spoken and state.phase == "holding":
                    self.visit.host.speak(line)
            turn = self._breathe(turn, ends)
            pressed = self.visit.console.hear_until(min(ends, marks.next, self._next_turn))
            if pressed is None:
                self.happen(Tick())
            else:
                self._press(pressed)

    @property
    def _next_turn(self) -> float:
        """When a breath turns, or stillness and movement do."""
        state, terms, now = self.state, self.state.terms, self._now
        breath = now + self._breathing.breath().left
        if state.phase != "holding" or not terms.traits.takes_turns or state.still:
            return breath
        gone = (now - state.since) % (terms.still + terms.small)
        return min(breath, now - gone + (terms.still if gone < terms.still else terms.still + terms.small))

    def _breathe(self, turn: Literal["in", "out"], ends: float) -> Literal["in", "out"]:
        """Let a breath that has begun be heard, and say stillness and movement as they take turns."""
        state, phase = self.state, self._breathing.breath().phase
        if state.phase not in {"holding", "breathing"}:
            return phase
        if phase != turn and ends - self._now > 1:
            self.visit.host.sound(phase)
        if state.phase == "holding":
            if (line := self._spoken) != self._line:
                self._line = line
                self.visit.host.speak(line, after=True)
            if state.terms.traits.takes_turns:
                self._say_turn(
                    self.visit.library.step(state.terms.kind).word if moves(state, self._now) else self._said.still
                )
        return phase

    def _say_turn(self, word: str) -> None:
        if word != self._word:
            self._word = word
            self.visit.say(f"{word}.")

    def _press(self, pressed: events.Key | events.Paste) -> None:
        """Let a key do what it does while time runs: in a hold any key without a meaning of its own ends it."""
        self.visit.console.leave_by(pressed)
        key = self._name(pressed)
        action = keys.BY_KEY.get(key)
        if key in HELP and (key == "f1" or self.state.phase != "holding"):
            self.visit.say(keys.in_words(self.state))
        elif action is not None:
            keys.DOES[action](self)
        elif self.state.phase == "holding":
            self.happen(Pressed())
        elif key in BACK:
            self.happen(End("stop"))

    def _name(self, pressed: events.Key | events.Paste) -> str:
        """Return the key that is meant, whatever Caps Lock and the keyboard make of it."""
        return named(pressed, self.visit.host.settings.keyboard) if isinstance(pressed, events.Key) else ""

    # -- questions

    def _asked(self, question: Callable[[Guided], None]) -> None:
        """Ask something of a session under way; what leads elsewhere waits until it is over."""
        try:
            question(self)
        except keys.SessionKey as way:
            keys.DOES[way.action](self)
        except Back:
            self.visit.say(BACK_STOPS)
            self.happen(End("stop"))
        except GoTo:
            self.visit.say(UNDER_WAY)

    def give(self) -> None:
        """Ask for the number of this phase; a question mark says the session's keys too."""
        said, phase = self.visit.library.sentences, self.state.phase
        questions = {"start": said.session.at_first, "again": said.session.now, "after": said.session.after_hold}
        question = questions.get(phase, said.scale.question)
        asked = NumberAsked(
            question, said.scale, self.state.terms.line, on_asking=[keys.in_words(self.state)], also=keys.ways()
        )
        value = ask_value(self.visit, asked)
        self.happen(NumberGiven(value if isinstance(value, int) else None))

    def faded(self) -> None:
        """Ask what became of a tender place."""
        outcomes = self.visit.library.step(self.state.terms.kind).outcomes
        places = [NamedChoice(str(place), each.label) for place, each in enumerate(outcomes, 1)]
        taken = choose(
            self.visit.console, self._cue, [*places, *keys.as_choices(*keys.FELT), *keys.as_choices(*keys.ENDS)]
        )
        if taken.does:
            keys.DOES[taken.does](self)
        else:
            self.happen(Said(FADED[places.index(taken)]))

    def offered(self) -> None:
        """Ask for enough, or what else there may be."""
        offer = self._words.offer(self.state)
        choices = [NamedChoice("e", self._said.enough)]
        choices += [NamedChoice("m", offer.more, "step-more")] if offer.more else []
        choices += [NamedChoice("o", offer.spot, "step-clock")] if offer.spot else []
        choices += [*keys.as_choices(*keys.FELT), *keys.as_choices(*keys.ENDS)]
        taken = choose(self.visit.console, "\n".join(offer.lines), choices)
        if taken.does:
            keys.DOES[taken.does](self)
        else:
            self.happen(Finish())


def _sentence(said: str) -> str:
    said = one_line(said)
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '!', '?')) else '.'}"


DOES: Final[Mapping[str, Callable[[Guided], None]]] = {"give-asked": Guided.give}
ASKS: Final[Mapping[str, Callable[[Guided], None]]] = {"faded": Guided.faded, "more": Guided.offered}
