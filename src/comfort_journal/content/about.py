"""What the program says of itself, from one small file: the first page waits for no other content."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from comfort_journal.content.models import Text
from comfort_journal.content.toml_file import load


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """The first page in its order, ``kept`` before the place of the vault; ``honest`` also where a sign was noted."""

    title: Text
    what: Text
    reflex: Text
    words: Text
    honest: Text
    first: Text
    kept: Text


@cache
def load_about() -> About:
    """Return the words of the first page; no other content file is read for them."""
    return load("about.toml", About)
