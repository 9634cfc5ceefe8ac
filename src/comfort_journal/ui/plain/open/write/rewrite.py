"""A text of the owner's to change by its lines: kept as it stands however one leaves, also when the journal closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.ui.open.core.screen import NOT_KEPT
from comfort_journal.ui.plain.open.write.change_lines import change_lines, say_numbered
from comfort_journal.ui.plain.open.write.text_lines import TextLines
from comfort_journal.ui.plain.questions import NamedChoice, choice
from comfort_journal.ui.plain.ways import Back, Breathe, GoTo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.ui.plain.open.visit import OpenLines

KEPT: Final = "Kept."


def rewrite(visit: OpenLines, hint: str, text: str, keep: Callable[[str], None]) -> None:
    """Change a text; ``keep`` puts it into the journal if it is another, blocks, and may raise NotSaved."""
    lines = TextLines(visit.console, text)
    taken_back = visit.session.before_sealing(lambda: keep(lines.text))
    visit.say(hint)
    say_numbered(visit.console, lines)
    while True:
        try:
            taken = change_lines(visit.console, lines, "What shall be changed?", (_DONE,))
            if DOES[taken.does](visit, lines, keep):
                break
        except (Back, GoTo, Breathe):
            if _done(visit, lines, keep):
                taken_back()
                raise
    taken_back()


def _done(visit: OpenLines, lines: TextLines, keep: Callable[[str], None]) -> bool:
    """Keep it; False where it could not be kept, and then it is only here."""
    kept = visit.done(lambda: keep(lines.text), NOT_KEPT)
    if kept:
        visit.say(KEPT)
    return kept


_DONE: Final[NamedChoice] = choice("rewriting-done", key="s")
DOES: Final[Mapping[str, Callable[[OpenLines, TextLines, Callable[[str], None]], bool]]] = {"rewriting-done": _done}
"""What ends it, by its action."""
