"""A new recovery code in lines: said one group a line, letter by letter, to be written down; and typed once from there.

A line that was said stays in its window, so it is pushed out of sight at the end, and that is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.errors import ComfortError
from comfort_journal.ui.open.vault.recovery_code_screen import HOW, TRY_IT, TRYING, trying
from comfort_journal.ui.plain.locked.app import ROWS
from comfort_journal.ui.plain.open.care.secrets import ask_secret
from comfort_journal.ui.plain.open.care.work import done_to_vault
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose
from comfort_journal.ui.plain.ways import Back
from comfort_journal.vault.recovery import ABOUT_CODE, CODE_OPENS, in_groups

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.ui.plain.open.visit import OpenLines

HERE: Final = "The new recovery code is in force."
SIGNS: Final = (
    "Eight groups of four. 0 is zero and 1 is one: the letters I, L, O and U do not occur. Capitals do not matter, nor "
    "do the blanks between groups."
)
STAYS: Final = (
    "The code stays in this window's lines until the window is closed: close it once the code is on paper. It is not "
    "said again."
)
ON_PAPER: Final = "The code on your paper; nothing is shown: "
AGAIN: Final = NamedChoice("s", "Say the code again")
DONE: Final = NamedChoice("d", "Done")


def show_code(visit: OpenLines, code: str, *, said_before: bool = False) -> None:
    """Say a code that is in force, and let it be typed from the paper."""
    visit.say(HERE)
    if not said_before:
        say_code(visit, code)
    try:
        while (taken := choose(visit.console, TRY_IT, (choice("practise-code", key="t"), AGAIN, DONE))) is not DONE:
            if taken is AGAIN:
                say_code(visit, code)
            elif said := DOES[taken.does](visit):
                visit.say(said)
    except Back:
        pass
    finally:
        visit.console.push_out_of_sight(ROWS)
    visit.say(STAYS)


def say_code(visit: OpenLines, code: str) -> None:
    """Say it, four letters a line, and what to know about it."""
    groups = in_groups(code).split()
    visit.say(SIGNS, *(f"Group {place}: {', '.join(group)}." for place, group in enumerate(groups, 1)))
    visit.say(ABOUT_CODE)


def try_code(visit: OpenLines) -> str:
    """Ask for the code until it opens the journal; returns what to say, nothing when it was left out."""
    visit.say(HOW)
    while True:
        try:
            typed = ask_secret(visit.console, ON_PAPER)
        except Back:
            return ""
        try:
            done_to_vault(visit, TRYING, trying(typed))
        except ComfortError as fault:
            visit.say(str(fault))
        else:
            return CODE_OPENS


DOES: Final[Mapping[str, Callable[[OpenLines], str]]] = {"practise-code": try_code}
"""What can be done with a code, by its action."""
