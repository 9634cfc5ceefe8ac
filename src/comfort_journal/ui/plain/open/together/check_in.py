"""The way to the check-in timer from the open journal: what it is and how it will ask; the plan's line on request only.

Open under every answer of the gate. Somebody may listen by now, so what is said first is the same for everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

from comfort_journal.content.session import load_session_words
from comfort_journal.ui.open.together.checkin_intro_screen import as_it_asks, how_it_asks
from comfort_journal.ui.plain.questions import ENTER, choice, choose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.ui.plain.open.visit import OpenLines

BEGIN, CHANGE, UNCOVER = "begin-check-in", "change-check-in", "uncover-plan"
WHAT: Final = "What now?"
FOR_YOU: Final = "What the plan says today; for you alone"
CHANGE_CLOSES: Final = "Change how it asks; the journal closes first"


def before_check_in(visit: OpenLines) -> None:
    """Say what it is, and begin or change it; either closes the journal and raises the way."""
    said = visit.library.sentences.checkin
    begin = f"{said.begin} {said.begin_demo}" if visit.host.demo else said.begin
    visit.say(
        said.about, how_it_asks(visit.session, visit.host.shown_key(CHANGE)), load_session_words().checkin.fine_today
    )
    visit.say(begin)
    choices = (choice(BEGIN, key=ENTER), choice(CHANGE, name=CHANGE_CLOSES), choice(UNCOVER, name=FOR_YOU))
    known = False
    while True:
        taken = choose(visit.console, WHAT, choices, known=known)
        known = True
        DOES[taken.does](visit)


def _begin(visit: OpenLines) -> NoReturn:
    visit.host.hand_over(as_it_asks(visit.session))


def _change(visit: OpenLines) -> NoReturn:
    """Let the timer's own question come first."""
    visit.host.hand_over(None)


def _uncover(visit: OpenLines) -> None:
    """Say what only the owner is told."""
    visit.say(visit.practice.assess().reason)


DOES: Final[Mapping[str, Callable[[OpenLines], None]]] = {BEGIN: _begin, CHANGE: _change, UNCOVER: _uncover}
"""What is done before the timer, by its action."""
