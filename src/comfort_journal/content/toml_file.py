"""A content file is read whole or refused, and the refusal names the file and the path in it."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TypeVar

import msgspec

Shape = TypeVar("Shape")

_COMPLAINT = re.compile(r"(?P<what>.*?)(?: - at `(?:key in `)?\$\.?(?P<path>[^`]*)`)?\Z", re.DOTALL)


class BadContent(ValueError):
    """A content file is not of its shape: a fault of this copy of the program, told as ``file: path: what``."""


def read(name: str) -> bytes:
    """Return the bytes of a file beside this module."""
    return files(__package__).joinpath(name).read_bytes()


def decode(name: str, data: bytes, shape: type[Shape]) -> Shape:
    """Return a TOML file's bytes as ``shape``; BadContent says where a name or value is not of it."""
    try:
        return msgspec.toml.decode(data, type=shape)
    except msgspec.ValidationError as fault:
        complaint = _COMPLAINT.match(str(fault))
        assert complaint is not None  # noqa: S101  the pattern takes any text
        where = f"{name}: {complaint['path']}" if complaint["path"] else name
        raise BadContent(f"{where}: {complaint['what']}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise BadContent(f"{name}: {fault}") from None


def load(name: str, shape: type[Shape]) -> Shape:
    """Return one of the files beside this module as its shape; BadContent if it is not of that shape."""
    return decode(name, read(name), shape)
