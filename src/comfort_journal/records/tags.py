"""One tag is one tag however it is spelt: capitals and the two forms of an accented letter make no other.

An accent does: ``schon`` and ``schön`` are two words, and neither may vanish because the other stands beside it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def tag_key(tag: str) -> str:
    """Return what is the same for every spelling of a tag; Unicode's canonical caseless match."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", tag).casefold())


def tags_once(tags: Iterable[str]) -> tuple[str, ...]:
    """Return each tag once, as it was first written, in the order given."""
    first: dict[str, str] = {}
    for tag in tags:
        first.setdefault(tag_key(tag), tag)
    return tuple(first.values())


def renamed(tags: Iterable[str], old: str, new: str) -> tuple[str, ...]:
    """Return the tags with ``new`` in the place of ``old``, each once."""
    key = tag_key(old)
    return tags_once(new if tag_key(tag) == key else tag for tag in tags)
