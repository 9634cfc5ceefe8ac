"""Texts and the braces in them: a number is written once, and every text that needs it says it from there.

``{holds}`` is a number of the text's own item, ``{ST-3.holds}`` one of another; ``{holds in words}`` spells it out.
``{ST-3}`` is what that step is called.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from comfort_journal.content.models import Item, ProgrammeNumber
from comfort_journal.text.counts import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_Thing = TypeVar("_Thing")

NOT_PROSE = frozenset(
    ("id", "key", "source", "unit", "links", "shown_for", "closes", "steps", "outcome", "numbers", "from_", "to")
)


def texts(thing: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every text that a person may read, with its path: ``ST-2.how[0]``, ``session.above``."""
    match thing:
        case str() if thing:
            yield path, thing
        case tuple():
            for place, each in enumerate(thing):
                yield from texts(each, f"{path}[{place}]")
        case dict():
            for name, each in thing.items():
                yield from texts(each, f"{path}.{name}")
        case Item():
            path = thing.id
    if isinstance(thing, Struct):
        for field in msgspec.structs.fields(thing):
            value = getattr(thing, field.name)
            if field.name not in NOT_PROSE:
                yield from texts(value, f"{path}.{field.name}".lstrip("."))


BRACES = re.compile(r"\{([^{}]*?)( in words)?\}")


def filled(thing: _Thing, numbers: Mapping[str, ProgrammeNumber | str]) -> _Thing:
    """Return the thing with each text's braces filled from the numbers of the items around it and the steps' names."""
    made: Any = thing
    if isinstance(thing, str):
        made = BRACES.sub(lambda brace: _said(brace, numbers), thing)
    elif isinstance(thing, tuple):
        made = tuple(filled(each, numbers) for each in thing)
    elif isinstance(thing, dict):
        made = {name: filled(each, numbers) for name, each in thing.items()}
    elif isinstance(thing, Struct):
        around = {**numbers, **getattr(thing, "numbers", {})}
        made = msgspec.structs.replace(
            thing, **{name: filled(getattr(thing, name), around) for name in thing.__struct_fields__}
        )
    return made  # type: ignore[no-any-return]


def _said(brace: re.Match[str], numbers: Mapping[str, ProgrammeNumber | str]) -> str:
    found = numbers.get(brace[1])
    if found is None:
        return brace[0]
    if isinstance(found, str):
        return found
    value = found.value
    return in_words(value) if brace[2] else str(value)
