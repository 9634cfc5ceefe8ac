"""The content files with a mark of its own at the end of each text, and which of the marks a page shows.

So a sentence counts as said where its own end stands, and not where another one says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct
from textual.widgets import Input, OptionList, TextArea

from comfort_journal.content.models import Item
from comfort_journal.content.templates import NOT_PROSE
from comfort_journal.content.toml_file import decode
from comfort_journal.ui.partner.screens.key_row import LargeKeys
from comfort_journal.ui.widgets.big_text import BigText
from comfort_journal.ui.widgets.text_view import ColumnView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen
    from textual.widget import Widget

FIRST = 0xAC00
"""The first of the Hangul syllables: one glyph each, and in none of the program's own texts."""
_Shape = TypeVar("_Shape")


class Marked:
    """What was read, by its path, and what of it was said."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.paths: list[str] = []
        self.said: set[str] = set()

    @property
    def unsaid(self) -> list[str]:
        """The texts that were not said, in their order."""
        return [path for path in dict.fromkeys(self.paths) if path not in self.said]

    def decode(self, name: str, data: bytes, shape: type[_Shape]) -> _Shape:
        """Return a file as its shape, its texts marked; the samples are an owner's words and not the program's."""
        made = decode(name, data, shape)
        return made if name.startswith("demo") else self._marked(made, f"{name.removesuffix('.toml')}:")

    def _marked(self, thing: Any, path: str) -> Any:  # noqa: ANN401  any part of a file
        if isinstance(thing, str) and thing:
            self.paths.append(path)
            return thing.rstrip() + chr(FIRST + len(self.paths) - 1)
        if isinstance(thing, tuple):
            return tuple(self._marked(each, f"{path}[{place}]") for place, each in enumerate(thing))
        if isinstance(thing, dict):
            return {name: self._marked(each, f"{path}.{name}") for name, each in thing.items()}
        if isinstance(thing, Struct):
            path = thing.id if isinstance(thing, Item) else path
            told = [name for name in (field.name for field in msgspec.structs.fields(thing)) if name not in NOT_PROSE]
            made = {name: self._marked(getattr(thing, name), f"{path}.{name}") for name in told}
            return msgspec.structs.replace(thing, **made)
        return thing

    def hear(self, *lines: str) -> None:
        """Take in what is said."""
        marks = {ord(letter) - FIRST for line in lines for letter in line}
        self.said.update(self.paths[mark] for mark in marks if 0 <= mark < len(self.paths))

    def look(self, screen: Screen[Any]) -> None:
        """Take in what a page says, as far as it can be scrolled."""
        self.hear(*(line for widget in screen.children if widget.display for line in lines_of(widget)))


def lines_of(widget: Widget) -> Iterable[str]:
    """Yield what a widget and those in it say, where they are displayed."""
    if isinstance(widget, OptionList):
        yield from (str(option.prompt) for option in widget.options)
    elif isinstance(widget, Input):
        yield from (widget.placeholder, widget.value)
    elif isinstance(widget, (ColumnView, TextArea, BigText)):
        yield widget.text
    elif isinstance(widget, LargeKeys):
        yield from (does for _, does in widget.keys)
    elif not widget.children:
        yield str(widget.render())
    for each in widget.children:
        if each.display:
            yield from lines_of(each)
