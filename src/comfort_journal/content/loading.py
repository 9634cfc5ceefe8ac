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

    from comfort_journal.content.models import StepText


def gather(source: Callable[[str], bytes]) -> Library:
    """Return the library made of the files that ``source`` gives by name, with the numbers put into the texts.

    Raises BadContent.
    """
    raw = decoded(source)
    check_items(raw)
    check_reasons(raw)
    steps = tuple(_with_number(step, place) for place, step in enumerate(raw.steps.step, 1))
    raw = msgspec.structs.replace(raw, steps=msgspec.structs.replace(raw.steps, step=steps))
    numbers = {f"{item.id}.{name}": each for _, item in raw.homes() for name, each in item.numbers.items()}
    library = filled(raw, {**numbers, **{step.id: step.title for step in steps}})
    check_texts(library)
    return library


def _with_number(step: StepText, place: int) -> StepText:
    """Return the step called by its number and its name, and so for one of its sizes."""
    short = f"{place} {step.short}" if step.short else ""
    return msgspec.structs.replace(step, title=f"{place} {step.title}", short=short)


def decoded(source: Callable[[str], bytes]) -> Library:
    """Return the files as they are written, each of its shape, before they are checked against each other."""
    shapes = {field.name: field.type for field in msgspec.structs.fields(Library)}
    return Library(**{name: decode(f"{name}.toml", source(f"{name}.toml"), shape) for name, shape in shapes.items()})


@cache
def load_library() -> Library:
    """Return the content that ships with the program; BadContent is a fault of this copy of it."""
    return gather(read)
