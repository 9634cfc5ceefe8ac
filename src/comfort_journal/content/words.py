"""Words that stand in TOML files beside this module, read once and checked against the shape that is asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

Shape = TypeVar("Shape")


class _Prompts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    prompts: tuple[str, ...]


def load(name: str, shape: type[Shape]) -> Shape:
    """Return one of the files beside this module, as its shape; msgspec.ValidationError if it is not of that shape."""
    return msgspec.toml.decode(files(__package__).joinpath(name).read_bytes(), type=shape)


@cache
def default_prompts() -> tuple[str, ...]:
    """Return the questions an entry may begin with; the first is the one of Today."""
    return load("prompts.toml", _Prompts).prompts
