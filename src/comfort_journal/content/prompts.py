"""The questions an entry may begin with."""

from __future__ import annotations

from functools import cache

import msgspec

from comfort_journal.content.toml_file import load


class _Prompts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    prompts: tuple[str, ...]


@cache
def default_prompts() -> tuple[str, ...]:
    """Return the questions an entry may begin with; the first is the one of Today."""
    return load("prompts.toml", _Prompts).prompts
