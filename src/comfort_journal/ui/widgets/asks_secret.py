"""A page that asks for a passphrase: the focus is in its field, and nothing that is written goes anywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from comfort_journal.text.plain import is_text
from comfort_journal.ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from textual import events

DOES_NOT_FIT = "That passphrase does not fit."


class AsksSecret(Screen[Any]):
    """What every page with a ``PassphraseField`` shares: what is typed goes into the field, wherever the focus rests.

    Whoever comes back to the page types the passphrase without looking. While the field is hidden it goes nowhere.
    """

    def on_screen_resume(self) -> None:
        """Have the cursor in the field after every return."""
        self._to_field()

    def on_screen_suspend(self) -> None:
        """Hide what was shown before another page covers it."""
        for field in self.query(PassphraseField):
            field.show(shown=False)

    def on_resize(self) -> None:
        """Keep the line that is being written in view."""
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    def on_key(self, event: events.Key) -> None:
        """Take a letter that was typed elsewhere; it opens nothing."""
        if is_text(event.character):
            event.stop()
            event.prevent_default()
            if (field := self._to_field()) is not None:
                field.on_key(event)

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted elsewhere."""
        event.stop()
        if (field := self._to_field()) is not None:
            field.on_paste(event)

    def _to_field(self) -> PassphraseField | None:
        field = next(iter(self.query(PassphraseField)), None)
        if field is None or not all(node.display for node in field.ancestors_with_self):
            return None
        self.set_focus(field)
        return field
