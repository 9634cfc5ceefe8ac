"""The check-in timer's one question: all filled in, nothing to type, and Enter begins."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from comfort_journal.content.session import load_session_words
from comfort_journal.partner.numbers import PAUSE_MOST
from comfort_journal.settings import DEFAULTS
from comfort_journal.ui.partner.around import new_id, wall_now
from comfort_journal.ui.partner.screens.checkin_form import Choosing, ready, setup
from comfort_journal.ui.partner.screens.view_model import MINUTE
from comfort_journal.ui.partner.words import words_at
from comfort_journal.ui.plain.partner.asking import (
    ask_code,
    bell_said,
    change_bell,
    change_interval,
    change_word,
    interval_said,
    word_said,
)
from comfort_journal.ui.plain.partner.telling import answers
from comfort_journal.ui.plain.questions import ENTER, NamedChoice, choice, choose
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.partner import Setup
    from comfort_journal.settings import Settings
    from comfort_journal.ui.plain.console import Console

BEGIN, CODE = "checkin-begin", "checkin-code"
INTERVAL, WORD = "i", "w"


def set_up(console: Console, settings: Settings, *, interval: int | None, record: bool, kept: bool = True) -> Setup:
    """Return the session that was chosen. Raises the way that leaves it.

    ``record`` is whether one is kept, ``kept`` whether interval and bell are.
    """
    words = words_at(settings.keyboard)
    chosen = Choosing(settings.checkin_seconds if interval is None else interval, settings.checkin_bell)
    silence = words.session.pauses.format(most=PAUSE_MOST // MINUTE)
    console.say(words.checkin.title, words.checkin.fine_today)
    console.say(f"{answers(words)} {silence}")
    console.say(*([words.lines.kept] if kept else []), *([] if record else [words.checkin.not_kept]))
    does: dict[str, Callable[[Console, Choosing], Choosing]] = {
        **DOES,
        CODE: partial(_code, keyboard=settings.keyboard),
    }
    while True:
        taken = choose(console, words.lines.here, _choices(chosen))
        if taken.does == BEGIN:
            chosen = ready(chosen)
            if not chosen.note:
                return setup(chosen, id=new_id(), now=wall_now())
        try:
            chosen = does.get(taken.does, OTHERS.get(taken.key, _as_it_is))(console, chosen)
        except Back:
            continue


def _choices(chosen: Choosing) -> list[NamedChoice]:
    said = load_session_words().lines
    return [
        choice(BEGIN, key=ENTER),
        NamedChoice(INTERVAL, interval_said(chosen)),
        choice("checkin-bell", name=bell_said(chosen)),
        NamedChoice(WORD, word_said(chosen)),
        choice(CODE, name=said.code_none if chosen.code is None else said.code_there),
    ]


def _as_it_is(_console: Console, chosen: Choosing) -> Choosing:
    return chosen


def _code(console: Console, chosen: Choosing, keyboard: str = DEFAULTS.keyboard) -> Choosing:
    """Have a code, or none; one that is not whole is asked for again."""
    words = load_session_words()
    if chosen.code is not None:
        return replace(chosen, code=None)
    console.say(words.lines.code)
    while True:
        code = ask_code(console, words.checkin.code, keyboard)
        found = replace(chosen, code=code or None)
        if not ready(found).note:
            return found
        console.say(words.checkin.four)


DOES: Final[Mapping[str, Callable[[Console, Choosing], Choosing]]] = {
    BEGIN: _as_it_is,
    "checkin-bell": change_bell,
    CODE: _code,
}
"""What changes what is chosen, by its action; beginning changes nothing."""
OTHERS: Final[Mapping[str, Callable[[Console, Choosing], Choosing]]] = {INTERVAL: change_interval, WORD: change_word}
