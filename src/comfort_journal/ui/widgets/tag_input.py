"""The line in which tags are written: commas or number signs between them, completed from those in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.suggester import Suggester

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LIKE = "tags, like sleep, calm"

TAGGING = actions.declare(
    "Tags",
    Action("tags-done", "enter,escape", "Back to the text", "Keep the tags and go back to the text.", palette=False),
)


class TagLine(LineInput):
    """One quiet line of tags; ``known`` are the tags in use when it last got the cursor, the most used first."""

    ALLOW_SELECT = False
    BETWEEN = ", "
    BINDINGS: ClassVar = actions.bindings(TAGGING)

    class Done(Message):
        """The cursor goes back to the text."""

    def __init__(self, written: str, read_known: Callable[[], Sequence[str]]) -> None:
        """Start with a line of tags."""
        super().__init__(
            written,
            compact=True,
            select_on_focus=False,
            suggester=_Completing(lambda: self.known),
        )
        self.hint = ""
        """What stands in the empty line while the cursor is elsewhere."""
        self.known: Sequence[str] = ()
        self._read_known = read_known

    def on_focus(self) -> None:
        """Look up the tags in use, and say how they are written."""
        self.known = self._read_known()
        self.placeholder = LIKE

    def on_blur(self) -> None:
        """Say again how one comes here."""
        self.placeholder = self.hint

    def action_tags_done(self) -> None:
        self.post_message(self.Done())


def completed(written: str, known: Sequence[str]) -> str | None:
    """Return the line with its last, half-written tag completed to the first known one that fits, or None."""
    begun = written[max(written.rfind(","), written.rfind("#")) + 1 :].lstrip()
    if not begun:
        return None
    fits = (tag for tag in known if tag.casefold().startswith(begun.casefold()) and len(tag) > len(begun))
    tag = next(fits, None)
    return written + tag[len(begun) :] if tag else None


class _Completing(Suggester):
    def __init__(self, known: Callable[[], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        return completed(value, self._known())
