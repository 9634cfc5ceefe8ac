"""The library out of its files: decoded, checked as a whole, with the numbers put into the texts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from comfort_journal.content.checking import check_items, check_reasons, check_texts
from comfort_journal.content.library import Library
from comfort_journal.content.templates import filled
from comfort_journal.content.toml_file import decode, read

if TYPE_CHECKING:
    from collections.abc import Callable


def gather(source: Callable[[str], bytes]) -> Library:
    """Return the library made of the files that ``source`` gives by name, with the numbers put into the texts.

    Raises BadContent.
    """
    raw = decoded(source)
    check_items(raw)
    check_reasons(raw)
    library = filled(raw, {f"{item.id}.{name}": each for _, item in raw.homes() for name, each in item.numbers.items()})
    check_texts(library)
    return library


def decoded(source: Callable[[str], bytes]) -> Library:
    """Return the files as they are written, each of its shape, before they are checked against each other."""
    shapes = {field.name: field.type for field in msgspec.structs.fields(Library)}
    return Library(**{name: decode(f"{name}.toml", source(f"{name}.toml"), shape) for name, shape in shapes.items()})


@cache
def load_library() -> Library:
    """Return the content that ships with the program; BadContent is a fault of this copy of it."""
    return gather(read)
