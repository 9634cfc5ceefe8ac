"""Something is done to the whole vault: a line at the start, one at a quarter where that is long in coming, no more.

It is never cut in half: what is pressed meanwhile answers nothing, and a lock comes when it is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.open.vault.asking import Act
    from comfort_journal.ui.plain.open.visit import OpenLines

LONG: Final = 4.0
"""Seconds without a word before a quarter is worth a line."""
QUARTERS: Final = ("", "A quarter is done.", "Half is done.", "Three quarters are done.")


def done_to_vault(visit: OpenLines, doing: str, act: Act, *, seal_first: bool = False) -> Any:  # noqa: ANN401  each door returns its own
    """Have it done, and return what it returns. Raises the ComfortError it ends with, and a lock that was pressed."""
    visit.say(*([doing] if doing else []))
    hear = _telling(visit)
    try:
        return visit.session.look_after(lambda care: act(care, hear), seal_first=seal_first)
    finally:
        visit.host.lookout.begin()
        visit.console.let_presses_go()


def _telling(visit: OpenLines) -> Callable[[int, int], None]:
    """Return what is told how far it is."""
    clock = visit.host.clock
    spoken, reached = clock(), 0

    def hear(done: int, total: int) -> None:
        nonlocal spoken, reached
        quarter = min(len(QUARTERS) - 1, len(QUARTERS) * done // total) if total else 0
        if quarter > reached and clock() - spoken >= LONG:
            spoken, reached = clock(), quarter
            visit.say(QUARTERS[quarter])

    return hear
