"""A passphrase typed here is never a string: it lives in one buffer that does not move and is wiped after use.

Textual's ``Input`` would leave the passphrase and every prefix of it in memory. Here each key goes into a buffer of
fixed size; only a letter beyond ASCII, and a paste, pass through a short string on the way, because Textual hands them
over as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

LIMIT = 1024
"""Bytes, as the vault allows."""
DOT = "•"
_CONTINUATION, _LEAD_BITS = 0x80, 0xC0


class PassphraseField(Widget, can_focus=True):
    """One line of dots over a wiped buffer; Enter posts ``PassphraseField.Submitted``."""

    DEFAULT_CSS = """
    PassphraseField {
        width: 100%; height: 2; color: $text; border-bottom: solid $faint;
        &:focus { border-bottom: solid $accent; }
    }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar = [
        Binding("enter", "submit", show=False),
        Binding("backspace", "rub_out", show=False),
        Binding("ctrl+u,ctrl+w", "clear", show=False),
    ]

    class Submitted(Message):
        """Enter was pressed; ``field.take()`` hands the passphrase over."""

        def __init__(self, field: PassphraseField) -> None:
            """Say in which field."""
            super().__init__()
            self.field = field

        @property
        def control(self) -> PassphraseField:
            """The field, for ``@on`` selectors."""
            return self.field

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Begin empty."""
        super().__init__(id=id)
        self._buffer = bytearray(LIMIT)
        self._length = 0

    def __len__(self) -> int:
        """Return how many bytes were typed."""
        return self._length

    def __bool__(self) -> bool:
        """Be a widget like any other, also when empty."""
        return True

    def take(self) -> bytearray:
        """Return the passphrase in a buffer of its own, which the caller wipes, and forget it here."""
        taken = bytearray(memoryview(self._buffer)[: self._length])
        self.wipe()
        return taken

    def holds(self, other: PassphraseField) -> bool:
        """Tell whether the same was typed in both fields."""
        return self._length == other._length and self._buffer == other._buffer

    def wipe(self) -> None:
        """Overwrite what was typed."""
        self._buffer[:] = bytes(LIMIT)
        self._length = 0
        self.refresh()

    def render(self) -> Content:
        """Draw one dot a letter, the last ones where they do not fit, and the cursor."""
        typed = sum(byte & _LEAD_BITS != _CONTINUATION for byte in memoryview(self._buffer)[: self._length])
        shown = min(typed, max(0, self.content_size.width - 1))
        dots = Content(DOT * shown)
        if not self.has_focus:
            return dots
        self.app.cursor_position = Offset(self.content_region.x + shown, self.content_region.y)
        return Content.assemble(dots, Content.styled(" ", "$input-cursor-foreground on $input-cursor-background"))

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002  Textual's signature
        """Keep every printable key for the passphrase, so that no plain key means anything else here."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Add a printable key."""
        if event.character is not None and event.is_printable:
            event.stop()
            event.prevent_default()
            self._add(event.character.encode("utf-8", "ignore"))

    def on_paste(self, event: events.Paste) -> None:
        """Add the first line of what is pasted."""
        event.stop()
        event.prevent_default()
        first = event.text.splitlines()[0] if event.text else ""
        self._add(first.encode("utf-8", "ignore"))

    def on_unmount(self) -> None:
        """Leave nothing behind with the screen."""
        self._buffer[:] = bytes(LIMIT)
        self._length = 0

    def action_submit(self) -> None:
        """Hand over."""
        self.post_message(self.Submitted(self))

    def action_rub_out(self) -> None:
        """Take back the last letter."""
        while self._length:
            self._length -= 1
            byte = self._buffer[self._length]
            self._buffer[self._length] = 0
            if byte & _LEAD_BITS != _CONTINUATION:
                break
        self.refresh()

    def action_clear(self) -> None:
        """Take everything back."""
        self.wipe()

    def _add(self, data: bytes) -> None:
        if self._length + len(data) <= LIMIT:
            self._buffer[self._length : self._length + len(data)] = data
            self._length += len(data)
            self.refresh()
