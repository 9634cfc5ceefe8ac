"""The open journal in lines, from the unlock to the lock: one place after another, each left by a word or a key.

At the first question a place has the number of its function key: 3 is History here as F3 is on a page.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import ComfortError, Damaged
from comfort_journal.text.dates import day_until
from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.home.reminder_line import FIRST_EVENING
from comfort_journal.ui.open.home.reminders import Reminder, next_reminder
from comfort_journal.ui.open.home.today_screen import READ_ONLY
from comfort_journal.ui.places import PLACES, TODAY, place_of
from comfort_journal.ui.plain.breath import breathe
from comfort_journal.ui.plain.matching import with_word
from comfort_journal.ui.plain.open.visit import OpenLines
from comfort_journal.ui.plain.open.write.unfinished import say_unfinished
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose, named
from comfort_journal.ui.plain.ways import EVERYWHERE, OPEN, Back, Breathe, GoTo
from comfort_journal.ui.widgets.demo_line import DEMO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from comfort_journal.journal import Journal
    from comfort_journal.ui.plain.host import PlainHost

VISITS: Final = {
    TODAY: "write.write.new_page",
    "history": "history.history.history",
    "plan": "plan.plan.plan",
    "check-in": "together.check_in.before_check_in",
    "numbers": "rating.numbers.numbers",
    "library": "library.library",
    "settings": "settings.settings",
    "vault": "care.vault.look_after_vault",
    "circuit": "elsewhere.circuit",
}
"""Where each place is, by its name; one is loaded when it is gone to."""
MENU: Final = "menu"
WHAT_NOW: Final = "What now?"
KEPT_IN_WINDOW: Final = "What is read here stays in this window's lines until the window is closed."
WRITE_HERE: Final = "2 opens a page to write on."
WAITS: Final = "what-waits"
GIVE: Final = "Give a number"
"""What it is called while nothing waits; it is taken by that name always."""
TO_PLACE: Final = "go-"
ELSEWHERE: Final = "elsewhere"
ALONE: Final = ("history", "plan", "check-in")
"""The places that have a line of their own beside the page to write on."""


def enter(opened: Journal, host: PlainHost, code: str | None = None) -> None:
    """Go through the open journal; it ends by raising the way out of it. A new recovery ``code`` is told first."""
    visit = OpenLines(host, Workspace(opened, host.settings))
    host.opened(visit.session)
    host.unsaved_words = lambda: [buffer.text for buffer in visit.session.unsaved()]
    place, known = _greeted(visit, code), False
    while True:
        try:
            if place == MENU:
                said_before, known = known, True
                place = _menu(visit, known=said_before)
            place = _visited(visit, place)
        except GoTo as way:
            place = way.place
        except Breathe:
            breathe(host)
        except Back:
            place = MENU


def _visited(visit: OpenLines, place: str) -> str:
    """Be at a place, and return where to be next."""
    if place == MENU:
        return MENU
    module, _, name = VISITS[place].rpartition(".")
    visiting: Callable[[OpenLines], None] = getattr(import_module(f"comfort_journal.ui.plain.open.{module}"), name)
    visiting(visit)
    return MENU


def _greeted(visit: OpenLines, code: str | None) -> str:
    """Say what must be said once, and return the place that was asked for then."""
    try:
        _greet(visit, code)
    except GoTo as way:
        return way.place
    except Breathe:
        breathe(visit.host)
    except Back:
        pass
    return MENU


def _greet(visit: OpenLines, code: str | None) -> None:
    """Say what must be said once."""
    if code is not None:
        from comfort_journal.ui.plain.open.care.recovery_code import show_code  # noqa: PLC0415  hardly ever needed

        show_code(visit, code)
    visit.say(*([DEMO] if visit.host.demo else []), *([] if visit.host.opened_before else [KEPT_IN_WINDOW]))
    visit.host.opened_before = True
    refused = visit.session.journal.why_read_only
    visit.tell_news()
    if refused is not None:
        visit.say(str(refused), READ_ONLY, *(["Settings, then Vault."] if isinstance(refused, Damaged) else []))
    visit.say(*visit.host.refused_keys)
    say_unfinished(visit)


def _menu(visit: OpenLines, *, known: bool) -> str:
    """Say the day and what waits, and ask where to go; the choices are said the first time, and when asked for."""
    visit.tell_news()
    waiting = _waiting(visit)
    about = [day_until(visit.session.clock()), *([] if waiting.due else _said(waiting))]
    visit.say(*about, *(_said(waiting) if known and waiting.due else []))
    choices = _choices(waiting)
    taken = choose(
        visit.console,
        WHAT_NOW,
        choices,
        known=known,
        about=about,
        unsaid=[NamedChoice("", GIVE, WAITS)] if waiting.due else [],
        also=lambda said: _elsewhere(said, choices),
    )
    if taken.does == ELSEWHERE:
        from comfort_journal.ui.plain.open.elsewhere import do_one_of, found_by  # noqa: PLC0415  as every place

        do_one_of(visit, found_by(taken.key))
        return MENU
    if taken.does in DOES:
        DOES[taken.does](visit, waiting)
        return MENU
    if taken.does.startswith(TO_PLACE):
        return taken.does.removeprefix(TO_PLACE)
    way = {**EVERYWHERE, **OPEN}[taken.does]
    raise way()


def _elsewhere(said: str, choices: Sequence[NamedChoice]) -> NamedChoice | None:
    """Understand the name of what another place can do, where no choice here has the word."""
    if with_word(said, choices):
        return None
    from comfort_journal.ui.plain.open.elsewhere import found_by  # noqa: PLC0415  as every place

    return NamedChoice(said, "", ELSEWHERE) if found_by(said) else None


def _answer(visit: OpenLines, waiting: Reminder) -> None:
    from comfort_journal.ui.plain.open.rating.waiting import answer_waiting  # noqa: PLC0415  as every place

    answer_waiting(visit, waiting)


def _waiting(visit: OpenLines) -> Reminder:
    try:
        return next_reminder(visit.session)
    except ComfortError:
        return Reminder("free", "")


def _said(waiting: Reminder) -> list[str]:
    """Return the line about what waits or what is there; on the first evening, what a newcomer is told."""
    if waiting.kind == "first":
        keys = {"go-plan": "4", "lock-now": "l"}
        return [WRITE_HERE, *(f"{keys[action]} {said}" for action, said in FIRST_EVENING if action in keys)]
    if waiting.due:
        return named([_answers(waiting)])
    return [line for line in (waiting.step or waiting.text,) if line]


def _answers(waiting: Reminder) -> NamedChoice:
    """Return what is answered first: the question itself where one waits."""
    return choice(WAITS, key="0", name=waiting.text if waiting.due else GIVE)


def _choices(waiting: Reminder) -> list[NamedChoice]:
    """Return the choices in seven lines at most: what waits, each main place, and two lines for all others."""
    place = {place_of(each): choice(each.id, key=each.keys.split(",")[0].removeprefix("f")) for each in PLACES}
    answers = [_answers(waiting)]
    return [
        *(answers if waiting.due else []),
        replace(place[TODAY], name="Write"),
        *(place[each] for each in ALONE),
        choice("breathe", key="6"),
        *_beside(place[each] for each in place if each not in {TODAY, *ALONE}),
        *_beside([] if waiting.due else answers),
        choice("enough-for-today", key="9"),
        *_beside([choice("lock-now", key="l"), choice("save-and-quit", key="q")]),
    ]


def _beside(choices: Iterable[NamedChoice]) -> list[NamedChoice]:
    return [replace(each, beside=True) for each in choices]


DOES: Final[Mapping[str, Callable[[OpenLines, Reminder], None]]] = {WAITS: _answer}
"""What is done at the first question itself, by its action."""
