"""After a session in lines: each answer is kept as it is given, and all may stay open.

After a hard session it is one sentence and one offer; what is asked then is only whether a sharp pain is getting worse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.text.plain import plain_lines
from comfort_journal.ui.open.core.note_to_self import find_note
from comfort_journal.ui.open.core.prompts import questions
from comfort_journal.ui.open.practice.after import MASKED, TOO_MUCH, AfterStep, apart_scale
from comfort_journal.ui.open.practice.red_flags import SHARP_PAIN, flag_of
from comfort_journal.ui.plain.breath import breathe
from comfort_journal.ui.plain.marking import several
from comfort_journal.ui.plain.open.practice.around import mark_around
from comfort_journal.ui.plain.open.practice.sign import ask_sign
from comfort_journal.ui.plain.open.rating.rate import NumberAsked, ask_value
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.records import Flag
    from comfort_journal.ui.open.practice.session_recorder import SessionRecorder
    from comfort_journal.ui.plain.open.visit import OpenLines

DONE: Final = NamedChoice("g", "Go on")
ASKS: Final = "Anything to add? All of it may stay open."
WHEN_YOU_LIKE: Final = "When you like:"


def after(visit: OpenLines, sitting: SessionRecorder, sign: str | None) -> str:
    """Say what is true after a session, and take what is given until it is left; ``sign`` was noted in it.

    Returns the question that the evening goes on with.
    """
    flags = [] if sign is None else [flag_of(visit.session, sign)]
    page = AfterLines(visit, sitting, flags)
    taken_back = visit.session.before_sealing(lambda: sitting.keep_at_sealing(*flags))
    visit.host.lookout.stay_awake(page, visit.library.number("ST-0", "unlocked").seconds)
    try:
        page.run()
        taken_back()
    finally:
        visit.host.lookout.as_usual(page)
    return visit.library.sentences.session.after_hard if page.hard else questions(visit.session)[0]


class AfterLines:
    """The questions after one session, each asked when it is chosen."""

    def __init__(self, visit: OpenLines, sitting: SessionRecorder, flags: list[Flag]) -> None:
        """Begin with what the session itself says."""
        self.visit, self._sitting, self._flags = visit, sitting, flags
        self._after = AfterStep(sitting, flags)
        self._told: list[str] = []
        self._offered: list[NamedChoice] = []

    @property
    def hard(self) -> bool:
        """Whether nothing more is to be asked."""
        return self._after.hard or self._after.called_too_much

    def run(self) -> None:
        """Offer what may be given until it is left, all of it kept; where that fails, the second time all the same."""
        failed = not self.keep()
        while True:
            self._say()
            try:
                taken = self._chosen()
            except Back:
                taken = DONE
            if taken is not DONE:
                try:
                    (DOES.get(taken.does) or ASKED[taken.key])(self)
                except Back:
                    continue
                failed = not self.keep()
                continue
            self._after.left_out()
            if self.keep() or failed:
                return
            failed = True

    def _chosen(self) -> NamedChoice:
        """Ask what is to be given; the choices are said when they are others than just before."""
        choices, before = self._choices(), self._offered
        self._offered = choices
        question = WHEN_YOU_LIKE if self._after.hard else ASKS
        return choose(self.visit.console, question, choices, known=choices == before)

    def keep(self) -> bool:
        """Keep all as it stands."""
        return self.visit.done(lambda: self._sitting.keep(*self._flags))

    # -- what is said

    def _say(self) -> None:
        """Say what there is to say, unless it was said just before."""
        lines = self._hard_lines() if self._after.hard else self._quiet_lines()
        if lines != self._told:
            self._told = lines
            self.visit.say_text(*lines)

    def _hard_lines(self) -> list[str]:
        note = find_note(self.visit.session) if self._sitting.state.too_much and not self._flags else None
        said = self.visit.library.sentences.session.note_to_self
        return [self._after.sentence(), *([said, *plain_lines(note.text)] if note is not None else [])]

    def _quiet_lines(self) -> list[str]:
        said, after = self.visit.library.sentences.session, self._after
        lines = list(dict.fromkeys([after.sentence(), after.counts()]))
        if self._sitting.state.after is None:
            lines.append(said.after_now if after.number_open else said.after_from)
        for card in after.cards:
            lines += [card.title, *card.items]
        return lines

    def _choices(self) -> list[NamedChoice]:
        said, after = self.visit.library.sentences, self._after
        offered = [choice("after-breathe")]
        if after.hard:
            worse = [choice("after-worse", name=said.session.worse)] if after.may_worsen else []
            return [*offered, *worse, DONE]
        number = after.number_open and self._sitting.state.after is None
        return [
            *([choice("after-number", name=said.session.after)] if number else []),
            NamedChoice("t", f"{said.outcomes.own}: {said.outcomes.felt}"),
            *([] if after.called_too_much else [choice("after-around", name=after.around_said())]),
            NamedChoice("f", said.session.fear),
            NamedChoice("h", said.session.stretch),
            choice("after-sign", key="!", name=said.before.something_new),
            *offered,
            DONE,
        ]

    # -- what is asked

    def number(self) -> None:
        """Ask for the number of some minutes later."""
        said = self.visit.library.sentences
        value = ask_value(self.visit, NumberAsked(said.session.after, said.scale, self._sitting.state.terms.line))
        if isinstance(value, int):
            self._sitting.note(after=value)
        else:
            self._after.left_out()

    def felt(self) -> None:
        """Ask what it felt like, and what is true of the session itself."""
        said, after = self.visit.library.sentences.outcomes, self._after
        named = [(MASKED, said.masked), (TOO_MUCH, said.spike), *after.felt]
        marked = (place for place, (key, _) in enumerate(named) if key in after.marked)

        def keep(places: tuple[int, ...]) -> None:
            after.mark(tuple(named[place][0] for place in places))
            self.keep()

        several(self.visit.console, said.felt, [label for _, label in named], marked, keep)

    def apart(self, name: str) -> None:
        """Ask for a number that opens and closes nothing."""
        said = self.visit.library.sentences
        question = said.session.fear if name == "fear" else said.session.stretch
        value = ask_value(self.visit, NumberAsked(question, apart_scale(said), None))
        self._sitting.note(**{name: value})

    def around(self) -> None:
        """Mark what was around."""

        def write(marks: tuple[str, ...]) -> None:
            self._sitting.note(around=marks)
            self._sitting.keep(*self._flags)

        mark_around(self.visit, self._after.around, write)

    def sign(self) -> None:
        """Note something new."""
        sign = ask_sign(self.visit)
        if sign is not None:
            self._flags.append(flag_of(self.visit.session, sign))

    def worse(self) -> None:
        """Note a sharp pain that grows."""
        self._flags.append(flag_of(self.visit.session, SHARP_PAIN))

    def breathe(self) -> None:
        """Breathe for as long as one likes."""
        breathe(self.visit.host)


DOES: Final[Mapping[str, Callable[[AfterLines], None]]] = {
    "after-number": AfterLines.number,
    "after-around": AfterLines.around,
    "after-sign": AfterLines.sign,
    "after-worse": AfterLines.worse,
    "after-breathe": AfterLines.breathe,
}
ASKED: Final[Mapping[str, Callable[[AfterLines], None]]] = {
    "t": AfterLines.felt,
    "f": lambda page: page.apart("fear"),
    "h": lambda page: page.apart("stretch"),
}
"""What is a part of the page itself there, by the letter that it has here."""
