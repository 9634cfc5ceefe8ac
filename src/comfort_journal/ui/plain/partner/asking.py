"""How a session asks and stops, changed line by line: interval, bell, stop word and code, in the words of the page.

A code is typed unseen, and nothing is said of it but whether there is one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from comfort_journal.content.session import load_session_words
from comfort_journal.partner.numbers import INTERVAL_LEAST, INTERVAL_MOST
from comfort_journal.ui.keyboards import digit
from comfort_journal.ui.partner.screens.checkin_form import WORD_LIMIT, Choosing
from comfort_journal.ui.plain.console import SHOWN
from comfort_journal.ui.plain.questions import line, number
from comfort_journal.ui.plain.ways import Back, Repeat

if TYPE_CHECKING:
    from comfort_journal.ui.plain.console import Console

LEAVES: Final = b"back"
"""No code is a word."""


def interval_said(chosen: Choosing) -> str:
    """Return how often it asks."""
    said = load_session_words().checkin
    return f"{said.every} {said.seconds.format(seconds=chosen.interval)}"


def bell_said(chosen: Choosing) -> str:
    """Return whether the bell is on."""
    said = load_session_words().checkin
    return f"{said.bell} {said.on if chosen.bell else said.off}"


def word_said(chosen: Choosing) -> str:
    """Return the word that stops."""
    return f"{load_session_words().checkin.word}: {chosen.stop_word}"


def change_interval(console: Console, chosen: Choosing) -> Choosing:
    """Ask for the seconds between two questions."""
    question = load_session_words().lines.interval.format(seconds=chosen.interval)
    found = number(console, question, least=INTERVAL_LEAST, most=INTERVAL_MOST)
    return chosen if found is None else replace(chosen, interval=found)


def change_bell(_console: Console, chosen: Choosing) -> Choosing:
    """Turn the bell on or off."""
    return replace(chosen, bell=not chosen.bell)


def change_word(console: Console, chosen: Choosing, longest: int = WORD_LIMIT) -> Choosing:
    """Ask for a word that stops; an empty line is the usual one."""
    return replace(chosen, word=line(console, f"{load_session_words().checkin.word}:", chosen.stop_word)[:longest])


def ask_code(console: Console, question: str, keyboard: str) -> str:
    """Ask for a code of which nothing is shown; its digits are typed as the keyboard has them."""
    while True:
        try:
            typed = console.secret(f"{question}; nothing is shown, and back leaves: ")
        except Repeat:
            continue
        if typed.strip().lower() == LEAVES:
            console.say(SHOWN)
            raise Back
        try:
            return "".join(digit(each, keyboard) or each for each in typed.decode())
        finally:
            typed[:] = bytes(len(typed))
