"""A word that can be reached by Tab and chosen with Enter, for people who do not know the keys yet.

A click chooses it without moving the focus, and no key that writes something does: whoever types a passphrase blindly
after coming back must not open a page with the blank in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from textual import events


class Word(Static, can_focus=True):
    """A focusable word with its key before it; choosing it posts ``Word.Chosen``."""

    DEFAULT_CSS = """
    Word { width: auto; height: 1; padding: 0 1; color: $muted; }
    Word:hover { color: $text; }
    Word:focus { background: $selection; color: $block-cursor-foreground; }
    """
    ALLOW_SELECT = False
    FOCUS_ON_CLICK = False
    BINDINGS: ClassVar = [Binding("enter", "choose", show=False)]

    class Chosen(Message):
        """The word was chosen."""

        def __init__(self, word: Word) -> None:
            """Say which."""
            super().__init__()
            self.word = word

        @property
        def control(self) -> Word:
            """The word, for ``@on`` selectors."""
            return self.word

    def __init__(self, text: str, *, key: str = "", id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Show the word, after its key when it has one."""
        label = Content.assemble(Content.styled(key, "$accent"), f" {text}") if key else Content(text)
        super().__init__(label, id=id)

    def action_choose(self) -> None:
        """Choose it."""
        self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Choose it with the pointer."""
        event.stop()
        self.action_choose()
