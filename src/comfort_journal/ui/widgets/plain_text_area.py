"""The area one writes in: any text may be pasted without cost for the next key, and none can steer the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.message import Message
from textual.widgets import TextArea

from comfort_journal.text.limits import too_large, too_long_to_paste
from comfort_journal.text.plain import is_text, plain_lines
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.paste_parser import is_pasted
from comfort_journal.ui.upstream import unbind
from comfort_journal.ui.widgets import graphemes
from comfort_journal.ui.widgets.plain_document import PlainDocument, WholeLine, WholeNavigator, WholeWrapped

if TYPE_CHECKING:
    from rich.text import Text
    from textual import events
    from textual.widgets.text_area import EditResult, Location


AREA = actions.declare(
    "Writing",
    Action("select-everything", "alt+a", "Select everything", "Select the whole text.", palette=False),
    Action("undo-typing", "ctrl+z,super+z", "Undo", "Take back what was typed last.", run="undo"),
    Action(
        "redo-typing",
        "ctrl+y,ctrl+shift+z,super+y",
        "Redo",
        "Put back what was taken back.",
        run="redo",
        palette=False,
    ),
)

NOTHING_TYPED = "Nothing was typed here that could be taken back."


class PlainTextArea(TextArea):
    """A calm multi-line editor: soft wrap, undo, no boxes, no clipboard outside this window."""

    DEFAULT_CSS = """
    PlainTextArea .text-area--cursor {
        background: $input-cursor-background !important; color: $input-cursor-foreground !important;
        text-style: $input-cursor-text-style !important;
    }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(AREA)
    wrapped_document: WholeWrapped

    @dataclass
    class TooLong(Message):
        """A text that is too large to be edited was pasted; it is not in the area."""

        area: PlainTextArea
        text: str

        @property
        def control(self) -> PlainTextArea:
            """The area it was pasted into."""
            return self.area

    def __init__(self, text: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002  Textual's
        """Start with a text, the cursor after its last character."""
        super().__init__(
            placeholder=placeholder, id=id, compact=True, highlight_cursor_line=False, tab_behavior="focus"
        )
        self._set_document(text, None)  # handed on, Textual would take it apart in two documents before this one
        self._clip = ""
        # In Textual two of them select and one deletes, as Del does; here they belong to the screen, as on every page.
        unbind(self, "f6", "f7", "ctrl+d")

    def on_mount(self) -> None:
        """Hold the cursor still: a blinking one is motion nobody asked for."""
        self.cursor_blink = False
        self.to_end()

    def why_not(self, action_id: str) -> str | None:
        """Say that nothing was typed here that could be taken back."""
        return NOTHING_TYPED if action_id == "undo-typing" and not self.history.undo_stack else None

    def to_end(self) -> None:
        """Put the cursor after the last character."""
        self.move_cursor(self.document.end)

    def replace_all(self, text: str) -> None:
        """Show another text, with a history of its own."""
        self.load_text(text)
        self.to_end()

    def check_consume_key(self, key: str, character: str | None = None) -> bool:  # noqa: ARG002  Textual's signature
        """Take every character that is text; Textual leaves out joiners, wide blanks and letters newer than Python."""
        return not self.read_only and is_text(character)

    async def on_key(self, event: events.Key) -> None:
        """Take the Tab and the line feed of a paste that the terminal did not mark as one; else as Textual does."""
        character = {"tab": "\t" if is_pasted(event) else None, "ctrl+j": "\n"}.get(event.key)
        if character and not self.read_only:
            event.stop()
            event.prevent_default()
            self.replace(character, *self.selection, maintain_selection_offset=False)

    def get_line(self, line_index: int) -> Text:
        """Return a line in which the cursor is as wide as the written character it stands on."""
        line = super().get_line(line_index)
        return line if graphemes.plain(line.plain) else WholeLine(line.plain, end="", no_wrap=True)

    def move_cursor(
        self,
        location: Location,
        select: bool = False,  # noqa: FBT001, FBT002  Textual's signature
        center: bool = False,  # noqa: FBT001, FBT002
        record_width: bool = True,  # noqa: FBT001, FBT002
    ) -> None:
        """Move the cursor, never into the middle of a written character."""
        row, column = self.clamp_visitable(location)
        whole = (row, graphemes.start_of(self.document.get_line(row), column))
        super().move_cursor(whole, select, center, record_width)

    def get_cursor_word_right_location(self) -> Location:
        """Return the end of the next word, with the accent of its last letter."""
        return self._past(super().get_cursor_word_right_location())

    def _delete_via_keyboard(self, start: Location, end: Location) -> EditResult | None:
        """Delete from the cursor to ``end``, and no half of a written character."""
        return super()._delete_via_keyboard(start, self._past(end) if end > start else end)

    def _past(self, location: Location) -> Location:
        row, column = location
        if row >= self.document.line_count:
            return location
        return row, graphemes.end_of(self.document.get_line(row), column)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:  # noqa: ARG002
        """Leave brackets alone: prose has few pairs, and looking for one reads the whole text at every key."""
        return None

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002  Textual's signature
        """Go a line down; after the last character that key is the screen's."""
        if not select and self.cursor_at_end_of_text and self.selection.is_empty:
            raise SkipAction
        super().action_cursor_down(select)

    def action_select_everything(self) -> None:
        self.select_all()

    def action_select_line(self) -> None:
        """Leave F6 to the screen."""
        raise SkipAction

    def action_select_all(self) -> None:
        """Leave F7 to the screen."""
        raise SkipAction

    def action_copy(self) -> None:
        """Copy inside this area only; the terminal's clipboard would outlive the lock."""
        self._clip = self.selected_text or self._clip

    def action_cut(self) -> None:
        """Cut inside this area only."""
        if self.selected_text and not self.read_only:
            self._clip = self.selected_text
            self.delete(*self.selection)

    def action_paste(self) -> None:
        """Put in what was last cut or copied here, or hand it on when it would make the text too large."""
        if not self._clip or self.read_only:
            return
        if too_large(self._with(self._clip)):
            self._hand_on(self._clip)
        else:
            self.replace(self._clip, *self.selection, maintain_selection_offset=False)

    async def on_paste(self, event: events.Paste) -> None:
        """Take what the terminal pastes, or hand it on whole when it would make every later key slow."""
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        (row, column), (last_row, last_column) = sorted(self.selection)
        around = self.document.get_line(row)[:column] + event.text + self.document.get_line(last_row)[last_column:]
        if too_long_to_paste(around) or too_large(self._with(event.text)):
            self._hand_on(event.text)
            return
        self.replace(event.text, *self.selection, maintain_selection_offset=False)
        self.history.checkpoint()

    def _with(self, text: str) -> str:
        """Return what would stand here with ``text`` in the place of what is selected."""
        start, end = sorted(self.selection)
        before = self.document.get_text_range((0, 0), start)
        return before + text + self.document.get_text_range(end, self.document.end)

    def _hand_on(self, text: str) -> None:
        self.post_message(self.TooLong(self, "\n".join(plain_lines(text))))

    def _watch_language(self, language: str | None) -> None:
        """Leave the text as it is: it has no language, and Textual would take it apart and wrap it again."""

    def _rewrap_and_refresh_virtual_size(self) -> None:
        """Wrap the text only for another width: Textual does at every step of a layout, and each reads all of it."""
        if self.wrapped_document.is_wrapped_at(self.wrap_width, self.indent_width):
            self._refresh_size()
        else:
            super()._rewrap_and_refresh_virtual_size()

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002  Textual's signature
        """Hold the text in a document that keeps every character."""
        self.document = PlainDocument(text)
        self.wrapped_document = WholeWrapped(self.document, tab_width=self.indent_width)
        self.navigator = WholeNavigator(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()
