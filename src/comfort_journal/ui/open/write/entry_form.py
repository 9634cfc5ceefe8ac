"""A page is what a buffer looks like: its question, the area one writes in, its tags and its star.

The page answers ``buffer`` from what stands in its widgets at that moment, so nothing typed is ever only on its way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from comfort_journal.text.plain import one_line
from comfort_journal.ui.actions import FINDER
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core import edit_buffer as buffers
from comfort_journal.ui.open.core.prompts import begun, template_in
from comfort_journal.ui.widgets.plain_text_area import PlainTextArea
from comfort_journal.ui.widgets.tag_input import TagLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.events import Key

    from comfort_journal.ui.open.core.edit_buffer import EditBuffer

STAR = "\N{BLACK STAR}"
HINTS: Final = {"tags": "tags", "another day": "set-moment"}
"""What a page has besides its text, by the word for it; only a new page has another day."""


class EntryForm(Vertical):
    """One buffer, open for writing."""

    DEFAULT_CSS = """
    EntryForm {
        height: 1fr;
        #head { height: auto; margin-bottom: 1; }
        #head.-empty { display: none; }
        #prompt { width: 1fr; color: $accent; text-style: bold; }
        #star { width: auto; color: $accent; }
        PlainTextArea { height: 1fr; background: transparent; padding: 0; border: none; scrollbar-size-vertical: 1; }
        TagLine { background: transparent; height: 1; padding: 0; border: none; color: $muted; margin-top: 1; }
        TagLine:focus { color: $text; }
        TagLine > .input--placeholder, TagLine > .input--suggestion { color: $muted; }
    }
    """
    app = getters.app(HostApp)
    prompt_line = getters.query_one("#prompt", Static)
    star_mark = getters.query_one("#star", Static)

    @dataclass
    class Changed(Message):
        """Something was written, tagged or starred."""

        page: EntryForm

    def __init__(
        self, buffer: EditBuffer, *, known_tags: Callable[[], Sequence[str]], clock: Callable[[], datetime]
    ) -> None:
        """Lay a buffer open; ``clock`` dates its changes, ``known_tags`` are the tags in use."""
        super().__init__()
        self._buffer = buffer
        self._starred = buffer.starred
        self._questions = _lines(buffer.laid)
        self._clock = clock
        # Held by name, not looked up: the words must be found also while the screen is being taken down.
        self.area = PlainTextArea(buffer.text)
        self.tag_line = TagLine(buffers.write_tags(buffer.tags), known_tags)

    @property
    def buffer(self) -> EditBuffer:
        """The buffer with everything that stands on the page now."""
        written = self.tag_line.value
        tags = self._buffer.tags
        if written != buffers.write_tags(tags):
            tags = buffers.parse_tags(written, self.tag_line.known)
        self._buffer = buffers.changed(
            self._buffer, self._clock(), text=self.area.text, tags=tags, starred=self._starred
        )
        return self._buffer

    def compose(self) -> ComposeResult:
        """Lay out the question, the area and the tags."""
        with Horizontal(id="head"):
            yield Static(id="prompt", markup=False)
            yield Static(id="star", markup=False)
        yield self.area
        yield self.tag_line

    def on_mount(self) -> None:
        """Draw what is not typed."""
        self._begin_below()
        self._draw()

    def lay_open(self, buffer: EditBuffer) -> None:
        """Show another buffer, the cursor at its end, or below the first question of a template."""
        self._buffer = buffer
        self._starred = buffer.starred
        self._questions = _lines(buffer.laid)
        self.area.replace_all(buffer.text)
        self._begin_below()
        self.tag_line.value = buffers.write_tags(buffer.tags)
        self._draw()
        self.area.focus()

    def _begin_below(self) -> None:
        """Begin below the first question of a template that nothing was answered of yet."""
        if self._buffer.laid and self._buffer.blank:
            self.area.move_cursor((1, 0))

    def go_on_with(self, saved: EditBuffer) -> None:
        """Leave the page as it is; what differs from the buffer just saved is a change of its entry from now on."""
        self._buffer = saved

    def ask(self, prompt: str | None) -> None:
        """Put another question above what is written, or none; those of a template stand in the text, after it."""
        before = self.buffer
        after = begun(before, prompt)
        if before.blank:
            self.lay_open(after)
            return
        self._buffer = replace(after, text=before.text)
        if added := after.text.removeprefix(before.text):
            end = self.area.document.end
            self.area.insert(added, end, maintain_selection_offset=False)
            self.area.move_cursor((end[0] + 3, 0))
            template = template_in(prompt or "")
            self._questions = template.questions if template else ()
        self._draw()
        self.area.focus()

    def date(self, when: datetime) -> None:
        """Give a new entry a moment of its own."""
        self._buffer = replace(self.buffer, written_for=when)

    def toggle_star(self) -> None:
        """Give or take the star."""
        self._starred = not self._starred
        self._draw()
        self.post_message(self.Changed(self))

    def toggle_tags(self) -> None:
        """Go from the text to the tags, or back."""
        if self.tag_line.has_focus:
            self.area.focus()
        else:
            self.tag_line.focus()

    def on_key(self, event: Key) -> None:
        """Have Tab go from question to question of a template, and only from the last one on to the tags."""
        if self.area.has_focus and event.key in {"tab", "shift+tab"}:
            row = self.area.cursor_location[0]
            asked = [number for number in range(self.area.document.line_count) if self._is_question(number)]
            ahead = [number for number in asked if number > row]
            behind = [number for number in asked if number < row][:-1]
            if there := ahead[:1] if event.key == "tab" else behind[-1:]:
                self.area.move_cursor(self._end_of_answer(there[0], asked))
                event.stop()
                event.prevent_default()

    def _is_question(self, number: int) -> bool:
        return self.area.document.get_line(number) in self._questions

    def _end_of_answer(self, question: int, asked: Sequence[int]) -> tuple[int, int]:
        """Return the place after the last word below a question, or the line below it where there is none yet."""
        document = self.area.document
        last = next((number for number in asked if number > question), document.line_count) - 1
        row = next((number for number in range(last, question, -1) if document.get_line(number).strip()), question + 1)
        row = min(row, document.line_count - 1)
        return row, len(document.get_line(row))

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _written(self, event: Message) -> None:
        event.stop()
        self.tag_line.set_class(not self.tag_line.value, "-empty")
        self.post_message(self.Changed(self))

    @on(TagLine.Done)
    def _tags_done(self, event: TagLine.Done) -> None:
        event.stop()
        self.area.focus()

    def _draw(self) -> None:
        prompt = self._buffer.prompt
        self.prompt_line.update(one_line(prompt) if prompt else "")
        self.query_one("#head").set_class(not prompt and not self._starred, "-empty")
        self.star_mark.update(STAR if self._starred else "")
        self.name_keys()

    def name_keys(self) -> None:
        """Name in the empty line of tags the keys as they are in force now: a setting may have changed them."""
        hints = {word: action for word, action in HINTS.items() if self._buffer.entry is None or action == "tags"}
        keys = "   ".join(f"{self.app.shown_key(action)}: {word}" for word, action in hints.items())
        found = f"{self.app.shown_key(FINDER)} finds " + ", ".join(f'"{word}"' for word in hints)
        self.tag_line.hint = found if self.app.takes_two("tags") else keys
        if not self.tag_line.has_focus:
            self.tag_line.placeholder = self.tag_line.hint
        self.tag_line.set_class(not self.tag_line.value, "-empty")


def _lines(laid: str) -> tuple[str, ...]:
    return tuple(line for line in laid.split("\n") if line)
