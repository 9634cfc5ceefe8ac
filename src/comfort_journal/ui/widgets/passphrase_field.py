"""A passphrase typed here is never a string: it lives in one buffer that does not move and is wiped after use.

Textual's ``Input`` would leave the passphrase and every prefix of it in memory. Here each key goes into a buffer of
fixed size; only a letter beyond ASCII, and a paste, pass through a short string on the way, because Textual hands them
over as one. What a person asks to see stands in strings for as long as it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from comfort_journal.text.plain import is_text, plain_lines, shown
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.secret import Secret

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from textual import events
    from textual.geometry import Size

TYPING = actions.declare(
    "A passphrase or a code",
    Action("give-secret", "enter", "Go on", "Go to the next line; from the last one, use it.", "go on", palette=False),
)
DOT = "•"
BLANK = "␣"
CAPITALS = "All letters so far are capitals. Is Caps Lock on?"
BYTE_ORDER_MARK = "\ufeff"


class PassphraseField(Widget, can_focus=True):
    """A line of dots over a wiped buffer, or one line for each label; Enter on the last one posts ``Submitted``.

    Two lines are one widget, because keys typed ahead across two widgets would arrive out of order.
    """

    DEFAULT_CSS = """
    PassphraseField { width: 100%; height: auto; color: $text; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(TYPING)
    """For the footer and help, and a click: the key itself is taken by ``on_key``."""

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

    class Typed(Message):
        """Something was typed or taken back by hand: what was said of the lines before is about others."""

    class Refused(Message):
        """Enter was pressed on an empty line that is not the last one, and the cursor stayed there."""

    def __init__(self, *labels: str, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Begin empty, with one line for each label; without a label one bare line."""
        super().__init__(id=id)
        self._labels = labels
        self._lines = tuple(Secret() for _ in labels or ("",))
        self._at = 0
        self._shown = False
        self.changes = 0
        """How often something was typed or taken back."""

    @property
    def typed(self) -> tuple[int, ...]:
        """How many letters stand in each line."""
        return tuple(line.letters for line in self._lines)

    @property
    def about_capitals(self) -> str:
        """What to say where the line that is typed has nothing but capitals, as with Caps Lock; else nothing."""
        return CAPITALS if self._lines[self._at].in_capitals else ""

    @property
    def shows(self) -> bool:
        """Whether what was typed stands there to be read."""
        return self._shown

    def show(self, *, shown: bool) -> None:
        """Show what was typed, or hide it again."""
        if shown is not self._shown:
            self._shown = shown
            self.refresh()

    def seen(self, line: int) -> AbstractContextManager[bytearray]:
        """Give a copy of a line to look at, which is wiped afterwards."""
        return self._lines[line].seen()

    def fill(self, secret: bytes) -> None:
        """Put the same in every line, and go to the last."""
        for line in self._lines:
            line.wipe()
            line.add(secret)
        self._at = len(self._lines) - 1
        self._changed()

    def take_each(self) -> tuple[bytearray, ...]:
        """Return every line's passphrase in a buffer that the caller wipes, and forget them here."""
        taken = tuple(line.take() for line in self._lines)
        self.wipe()
        return taken

    def take(self) -> bytearray:
        """Return the first line's passphrase in a buffer that the caller wipes, and forget every line."""
        taken = self._lines[0].take()
        self.wipe()
        return taken

    def wipe(self) -> None:
        """Overwrite every line and go back to the first."""
        for line in self._lines:
            line.wipe()
        self._at = 0
        self._shown = False
        self._changed()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """Return the rows: dots and a rule for each line, and its label if it has one."""
        return len(self._lines) * (3 if self._labels else 2)

    def render(self) -> Content:
        """Draw one dot a letter, the last ones where they do not fit, and the cursor."""
        rows: list[Content] = []
        for index, line in enumerate(self._lines):
            here = self.has_focus and index == self._at
            if self._labels:
                rows.append(Content.styled(self._labels[index], "$muted"))
            rows.append(self._line(line, here=here))
            rows.append(Content.styled("─" * self.content_size.width, "$accent" if here else "$faint"))
        return Content("\n").join(rows)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the next dot comes."""
        row = self._at * 3 + 1 if self._labels else 0
        return self.content_region.offset + Offset(self._drawn(self._lines[self._at]).cell_length, row)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep every printable key for the passphrase, so that no plain key means anything else here."""
        return is_text(character) and not key.startswith("alt+")

    def on_blur(self) -> None:
        """Hide what was shown: nobody looks at it here any more."""
        self.show(shown=False)

    def action_give_secret(self) -> None:
        self._goes("enter")
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Take one key, in the very order in which it was typed.

        Bindings would be tried only once the key has bubbled up, and then Enter or Backspace would count after letters
        that were typed behind it.
        """
        if self._goes(event.key) or self._writes(event):
            event.stop()
            event.prevent_default()
            self.refresh()

    def _goes(self, key: str) -> bool:
        """Go between the lines, or hand over from the last one."""
        last = len(self._lines) - 1
        if key == "enter" and self._at == last:
            self.post_message(self.Submitted(self))
        elif key == "enter" and not len(self._lines[self._at]):
            self.post_message(self.Refused())
        elif key in ("enter", "tab", "down") and self._at < last:
            self._at += 1
        elif key in ("shift+tab", "up") and self._at:
            self._at -= 1
        else:
            return False
        return True

    def _writes(self, event: events.Key) -> bool:
        """Write, or take back."""
        line = self._lines[self._at]
        if event.key == "backspace":
            line.rub_out()
        elif event.key in ("ctrl+u", "ctrl+w"):
            line.wipe()
        elif event.character is not None and self.check_consume_key(event.key, event.character):
            line.add(event.character.encode())
        else:
            return False
        self.changes += 1
        self.post_message(self.Typed())
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Add the first line of what is pasted that is not empty, as a file's would be."""
        event.stop()
        event.prevent_default()
        first = next((line for line in plain_lines(event.text) if line.strip(BYTE_ORDER_MARK)), "")
        self._lines[self._at].add(first.encode())
        self._changed()
        self.post_message(self.Typed())

    def on_unmount(self) -> None:
        """Leave nothing behind with the screen."""
        for line in self._lines:
            line.wipe()

    def _changed(self) -> None:
        self.changes += 1
        self.refresh()

    def _drawn(self, line: Secret) -> Content:
        """Return dots, or what was typed with a mark for each blank around it; the last of it where it does not fit."""
        room = max(0, self.content_size.width - 1)
        if not self._shown:
            return Content(DOT * min(line.letters, room))
        with line.seen() as typed:
            text = shown(typed.decode("utf-8", "replace"))
        words = text.strip()
        before = len(text) - len(text.lstrip()) if words else 0
        after = len(text) - before - len(words)
        drawn = Content(BLANK * before + words + BLANK * after)
        while drawn.cell_length > room:
            drawn = drawn[1:]
        return drawn

    def _line(self, line: Secret, *, here: bool) -> Content:
        drawn = self._drawn(line)
        cursor = Content.styled(" ", "$input-cursor-foreground $input-cursor-text-style")
        return Content.assemble(drawn, cursor) if here else drawn
