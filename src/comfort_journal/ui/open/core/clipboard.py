"""The one way out of the journal by the system's clipboard: asked for, and agreed to once after every unlock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comfort_journal.text.plain import plain_lines, shown
from comfort_journal.ui import terminal
from comfort_journal.ui.open.core.dialogs import Choose

if TYPE_CHECKING:
    from comfort_journal.ui.open.core.screen import OpenScreen

LONGEST = 74_994
"""Bytes; they become 100,000 characters, and many terminals take no more in one sequence."""
WHERE_IT_GOES = (
    "A copy leaves the journal: other programs can read the clipboard, keep it, or send it to your other devices, and "
    "locking does not clear it."
)
LEAVE, COPY = "Do not copy", "Copy"
HANDED_OVER = "Copied, if your terminal allows it; pasting shows whether it did. Locking does not clear it."
TOO_LONG = f"Nothing was copied: a terminal's clipboard takes about {LONGEST // 1000},000 letters, and this is longer."


def copy_out(screen: OpenScreen[Any], text: str) -> None:
    """Hand a text to the terminal's clipboard, after the first question only if its owner agrees."""
    session, plain = screen.session, handed_over(text)
    if plain is None:
        screen.say(TOO_LONG)
        return

    def hand_over(chosen: str | None) -> None:
        if chosen != COPY:
            return
        session.may_copy = True
        terminal.write_now(screen.app, terminal.clipboard(plain))
        screen.say(HANDED_OVER)

    if session.may_copy:
        hand_over(COPY)
    else:
        screen.app.push_screen(Choose(session, WHERE_IT_GOES, (LEAVE, COPY)), hand_over)


def handed_over(text: str) -> str | None:
    """Return a text as the clipboard gets it, None where it is too long for that."""
    plain = shown("\n".join(plain_lines(text)))
    return plain if len(plain.encode()) <= LONGEST else None
