"""A page that is written line by line: nothing typed is only on the screen for longer than a moment.

The page lies on the workspace's desk with every key that was typed, so whatever seals the journal seals it too; in a
pause it is sealed as a draft by itself.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError
from comfort_journal.ui.open.core import edit_buffer as buffers
from comfort_journal.ui.open.core.edit_buffer import seal_after
from comfort_journal.ui.plain.open.write.text_lines import TextLines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.plain.open.visit import OpenLines


class Writing(TextLines):
    """One buffer under way: ``lines`` are whole, and the line that is being typed counts too."""

    def __init__(self, visit: OpenLines, buffer: EditBuffer) -> None:
        """Go on with a buffer where its text ends."""
        super().__init__(visit.console, buffer.text)
        self._visit, self.buffer = visit, buffer
        self._seen = buffer.text
        self._first_key: float | None = None
        self._last_key = 0.0

    def read(self) -> EditBuffer:
        """Return the buffer as it stands at this moment; may be called from any thread."""
        now = self._visit.session.clock()
        self.buffer = buffers.changed(
            self.buffer, now, text=self.text, tags=self.buffer.tags, starred=self.buffer.starred
        )
        return self.buffer

    def lay_open(self, buffer: EditBuffer) -> None:
        """Go on with another text, tags and star in its place."""
        self.buffer = buffer
        self.change(buffer.text.split("\n") if buffer.text else [])

    @contextmanager
    def laid(self) -> Iterator[None]:
        """Have it on the desk; it stays there when something ends the evening, for that saves or seals it."""
        session, looks = self._visit.session, self._visit.console.looks
        session.lay(self.read)
        looks.append(self._look)
        try:
            yield
        finally:
            looks.remove(self._look)

    def take_away(self) -> None:
        """Leave the page: what is not saved is sealed; raises NotSaved, and then it stays on the desk."""
        self._visit.session.keep_all()
        self._visit.session.take_away(self.read)

    def _look(self) -> None:
        """Seal the draft when the last key is a second ago, or the first unsealed one five."""
        now, text = self._visit.console.clock(), self.read().text
        if text != self._seen:
            self._seen, self._last_key = text, now
            self._first_key = now if self._first_key is None else self._first_key
        if self._first_key is not None and now >= seal_after(self._first_key, self._last_key):
            self._first_key = None
            try:
                self._visit.session.keep_all()
            except ComfortError:
                return  # it is tried again with the next key, and said when it is left or saved
