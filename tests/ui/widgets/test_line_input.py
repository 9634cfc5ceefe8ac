"""A field for one line takes a text of many, and no half of it reaches the page behind."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from textual import events, on
from textual.app import App

from comfort_journal.ui.open.core.edit_buffer import parse_tags
from comfort_journal.ui.paste_parser import Key
from comfort_journal.ui.widgets.line_input import LineInput
from comfort_journal.ui.widgets.tag_input import TagLine

if TYPE_CHECKING:
    from textual.app import ComposeResult


class OneField(App[None]):
    """A page with one field and a command on a letter."""

    def __init__(self, field: LineInput) -> None:
        """Show the field."""
        super().__init__()
        self.field = field
        self.seen: list[str] = []
        self.entered = asyncio.Event()

    def compose(self) -> ComposeResult:
        """Lay out the field alone."""
        yield self.field

    @on(LineInput.Submitted)
    @on(TagLine.Done)
    def _entered(self) -> None:
        self.seen.append("enter")
        self.set_focus(None)
        self.entered.set()

    def key_enter(self) -> None:
        """Do what Enter does elsewhere."""
        self.seen.append("enter elsewhere")

    def key_D(self) -> None:  # noqa: N802  Textual finds it by the key
        """Do what must not happen."""
        self.seen.append("D")


def burst(app: App[Any], text: str) -> None:
    """Send a text as the keys that a terminal makes of it."""
    names = {"\r": "enter", "\n": "ctrl+j", "\t": "tab"}
    for character in text:
        app.post_message(Key(names.get(character, character), character, pasted=True))


@pytest.mark.parametrize(
    ("field", "value"), [(LineInput(), "warm feet Drop it "), (TagLine("", list), "warm, feet, Drop it, ")]
)
async def test_a_burst_stays_on_the_line_and_its_last_enter_is_one(field: LineInput, value: str) -> None:
    """Line ends and tabs stand between the words, no letter is a command, and Enter at the end does what it does."""
    app = OneField(field)
    async with app.run_test() as pilot:
        burst(app, "warm\tfeet\rDrop it")
        await pilot.pause()
        assert (app.seen, field.value) == ([], value.rstrip(", "))
        burst(app, "\r")
        await asyncio.wait_for(app.entered.wait(), 30)
        assert (app.seen, field.value) == (["enter"], value)


async def test_an_enter_in_a_burst_does_nothing_once_the_field_was_left() -> None:
    """What was to come after a moment is not done to what has the cursor by then."""
    app = OneField(LineInput())
    async with app.run_test() as pilot:
        app.set_focus(None)
        app.field._enter()
        await pilot.pause()
        assert app.seen == []


async def test_a_paste_of_several_lines_comes_whole() -> None:
    """Also onto the tags, each a tag of its own."""
    for field, value in ((LineInput(), "a  b c d"), (TagLine("", list), "a  b, c, d")):
        app = OneField(field)
        async with app.run_test() as pilot:
            app.post_message(events.Paste("a  b\r\nc\td\n"))
            await pilot.pause()
            assert field.value == value
    assert parse_tags(value) == ("a b", "c", "d")
