"""What another place can do, asked for at the first question by its name, as the palette finds it on a page.

It is done there. Who leaves it without having it done is where the name was said.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from comfort_journal.ui.open.settings.options import VAULT, choices
from comfort_journal.ui.open.vault.menu import LINES
from comfort_journal.ui.plain.matching import with_word
from comfort_journal.ui.plain.open import library, settings
from comfort_journal.ui.plain.open.care import vault
from comfort_journal.ui.plain.open.history import history
from comfort_journal.ui.plain.open.plan import plan
from comfort_journal.ui.plain.open.report import write_page
from comfort_journal.ui.plain.questions import NamedChoice, choice, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from comfort_journal.ui.plain.open.visit import OpenLines

WHICH: Final = "Which of these?"
WORDS: Final = {settings.TO_VAULT.does: "backup passphrase recovery copies"} | {
    vault.ACTIONS[each.id]: each.words for each in LINES
}
"""What else some of it is asked for by; a setting has words of its own."""


def found_by(said: str) -> list[NamedChoice]:
    """Return what is called so, or else what has the words; there may be several, or none."""
    named = [choice(action) for action in DOES]
    exact = [each for each in named if each.name.casefold() == said.casefold()]
    words = {
        settings.action_of(each): f"{each.explanation} {each.words}" for each in choices({}) if each.field != VAULT
    }
    return exact[:1] or with_word(
        said, [NamedChoice("", each.name, each.does, {**words, **WORDS}.get(each.does, "")) for each in named]
    )


def do_one_of(visit: OpenLines, found: Sequence[NamedChoice]) -> None:
    """Do what was found, asked for where it is several. Raises Back."""
    taken = found[0] if len(found) == 1 else one_of(visit.console, WHICH, [(each.name, each) for each in found])
    DOES[taken.does](visit)


OF_PLAN: Final = ("plan-circuit", "plan-changes", "plan-new-sign")
OF_HISTORY: Final = ("on-this-day", "find", "only-days", "practice-lines", "month", "only-safe", "rename-tag")
DOES: Final[Mapping[str, Callable[[OpenLines], None]]] = {
    **{action: partial(plan.plan, first=action) for action in OF_PLAN},
    **{action: partial(history.history, first=action) for action in OF_HISTORY},
    "find-card": lambda visit: library.DOES["find-card"](visit, ""),
    "page-for-clinician": write_page,
    **settings.DOES,
    **{action: partial(vault.look_after_vault, first=action) for action in vault.DOES if action.startswith("vault-")},
}
"""What does it, by its action."""


def circuit(visit: OpenLines) -> None:
    """Go to the circuit, a place of its own by its name."""
    DOES["plan-circuit"](visit)
