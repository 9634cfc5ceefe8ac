"""The one way out by the system's clipboard, in lines: agreed to once after every unlock, where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.ui.open.core.clipboard import COPY, HANDED_OVER, LEAVE, TOO_LONG, WHERE_IT_GOES, handed_over
from comfort_journal.ui.plain.questions import one_of
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from comfort_journal.ui.plain.open.visit import OpenLines

NOT_COPIED: Final = "Nothing was copied."
NONE_HERE: Final = "This terminal takes no copy. What was said can be copied in its window."


def copy_out(visit: OpenLines, text: str) -> None:
    """Hand a text to the terminal's clipboard, after the first question only if its owner agrees."""
    plain, to_clipboard = handed_over(text), visit.console.to_clipboard
    if to_clipboard is None:
        visit.say(NONE_HERE)
        return
    if plain is None:
        visit.say(TOO_LONG)
        return
    if not visit.session.may_copy and not _agreed(visit):
        visit.say(NOT_COPIED)
        return
    visit.session.may_copy = True
    to_clipboard(plain)
    visit.say(HANDED_OVER)


def _agreed(visit: OpenLines) -> bool:
    try:
        return one_of(visit.console, WHERE_IT_GOES, ((LEAVE, LEAVE), (COPY, COPY))) == COPY
    except Back:
        return False
