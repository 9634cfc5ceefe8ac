"""The private way into the step with another person: yes and yes closes the journal, everything else is one refusal.

The gate is asked before the questions and again after them. Whatever the reason, the refusal is the same sentence after
the same time, and no answer, word or code given here is kept anywhere.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NoReturn

from comfort_journal.partner import is_code
from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.together.readiness_screen import (
    ASKS_FIRST,
    LONGEST_WORD,
    STEP,
    STOP_WORD,
    phrases_of,
    step_setup,
    why_no_code,
)
from comfort_journal.ui.open.together.refusal_screen import DELAY
from comfort_journal.ui.partner.screens.checkin_form import Choosing
from comfort_journal.ui.plain.breath import breathe
from comfort_journal.ui.plain.console import LOOK_EVERY
from comfort_journal.ui.plain.open.rating.rate import give
from comfort_journal.ui.plain.open.visit import OpenLines
from comfort_journal.ui.plain.partner.asking import (
    ask_code,
    bell_said,
    change_bell,
    change_interval,
    change_word,
    interval_said,
    word_said,
)
from comfort_journal.ui.plain.questions import ENTER, NamedChoice, choice, choose
from comfort_journal.ui.plain.ways import Back, Breathe, GoTo, LockNow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.journal import Journal
    from comfort_journal.ui.plain.console import Console
    from comfort_journal.ui.plain.host import PlainHost

GIVE, NOT_TODAY = "give-line", "not-today"
INTERVAL, BELL, WORD = "i", "b", "w"


class _Refused(Exception):
    """It is not today; whoever asks learns no more. ``since`` is when the key was pressed that asked."""

    def __init__(self, since: float) -> None:
        """Refuse what was asked then."""
        super().__init__()
        self.since = since


def enter(opened: Journal, host: PlainHost) -> NoReturn:
    """Ask at the door, before anything of the journal is seen: every way but yes and yes locks."""
    visit = OpenLines(host, Workspace(opened, host.settings))
    host.opened(visit.session)
    while True:
        try:
            before_together(visit)
        except Breathe:
            breathe(host)
        except (Back, GoTo):
            raise LockNow from None
        else:
            raise LockNow


def before_together(visit: OpenLines) -> None:
    """Ask what is asked before the step, and hand it over; returns after the refusal, whatever its reason."""
    try:
        _let_the_gate_decide(visit)
        chosen = _asked(visit)
        code = _code(visit)
        _ask_gate(visit)
        setup = step_setup(visit.session, interval=chosen.interval, bell=chosen.bell, word=chosen.stop_word, code=code)
        visit.host.hand_over(setup, phrases_of(visit.session))
    except _Refused as refused:
        _refuse(visit, refused.since)
    except Back:
        _refuse(visit, visit.host.clock())


def _let_the_gate_decide(visit: OpenLines) -> None:
    """Ask the gate, after the one number that it may ask for first. Raises _Refused."""
    found = visit.practice.assess()
    if found.row == ASKS_FIRST:
        give(visit, "next_day", found.reason, visit.practice.proposed(found))
    _ask_gate(visit)


def _ask_gate(visit: OpenLines) -> None:
    since = visit.host.clock()
    if not visit.practice.assess().may(STEP):
        raise _Refused(since)


def _asked(visit: OpenLines) -> Choosing:
    """Ask both questions, and how it will ask; anything but yes and yes raises _Refused."""
    said, settings = visit.library.sentences.readiness, visit.session.settings
    visit.say(said.title, *([said.begin_demo] if visit.host.demo else []))
    answers = (NamedChoice("y", said.yes), NamedChoice("s", said.unsure), NamedChoice("n", said.no))
    for question in (said.want, said.free):
        if choose(visit.console, question, answers).key != "y":
            raise _Refused(visit.host.clock())
    chosen = Choosing(settings.checkin_seconds, settings.checkin_bell, word=STOP_WORD)
    while True:
        taken = choose(visit.console, f"{said.signal}: {said.signal_is}.", _choices(chosen))
        if taken.does:
            return DOES[taken.does](visit, chosen)
        with suppress(Back):
            chosen = OTHERS[taken.key](visit.console, chosen)


def _choices(chosen: Choosing) -> tuple[NamedChoice, ...]:
    return (
        choice(GIVE, key=ENTER),
        NamedChoice(WORD, word_said(chosen)),
        NamedChoice(INTERVAL, interval_said(chosen)),
        NamedChoice(BELL, bell_said(chosen)),
        choice(NOT_TODAY, key="n"),
    )


def _code(visit: OpenLines) -> str:
    """Ask for the owner's four digits until they are some; nothing of them is shown."""
    said = visit.library.sentences.readiness
    visit.say(said.code_is)
    while not is_code(code := ask_code(visit.console, said.code, visit.host.settings.keyboard)):
        visit.say(why_no_code(visit.session, code))
    return code


def _refuse(visit: OpenLines, since: float) -> None:
    """Say the one sentence when its time has come, and leave by any key; before it a key does nothing."""
    said, clock = visit.library.sentences.together, visit.host.clock
    visit.say(said.refusal_wait)
    while (left := since + DELAY - clock()) > 0:
        visit.console.leave_by(visit.console.press(min(LOOK_EVERY, left)))
    visit.say(said.refusal, said.refusal_key)
    visit.console.leave_by(visit.console.wait())


def _give(_visit: OpenLines, chosen: Choosing) -> Choosing:
    return chosen


def _not_today(visit: OpenLines, _chosen: Choosing) -> NoReturn:
    raise _Refused(visit.host.clock())


def _word(console: Console, chosen: Choosing) -> Choosing:
    return change_word(console, chosen, LONGEST_WORD)


DOES: Final[Mapping[str, Callable[[OpenLines, Choosing], Choosing]]] = {GIVE: _give, NOT_TODAY: _not_today}
"""What is done before the step, by its action."""
OTHERS: Final[Mapping[str, Callable[[Console, Choosing], Choosing]]] = {
    WORD: _word,
    INTERVAL: change_interval,
    BELL: change_bell,
}
