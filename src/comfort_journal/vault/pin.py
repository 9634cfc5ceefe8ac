"""The pin is this machine's memory of the last frame it accepted: it may lag behind the vault, it never leads.

It lies in the user's state folder, not in the vault, so that whoever can change the vault's files cannot take
saved changes away unnoticed. It holds no secret.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct

from comfort_journal.errors import ComfortError, NotFound
from comfort_journal.vault.folder import Folder
from comfort_journal.vault.transaction import Del, Put

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from comfort_journal.vault.frames import Tip
    from comfort_journal.vault.header import OpenedHeader
    from comfort_journal.vault.state import VaultState, Version
    from comfort_journal.vault.transaction import Op

_LIMIT = 1 << 16
_NAME = re.compile(r"[0-9a-f]{32}\.pin")

_Tag = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
_Rev = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$")]


class Pin(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last accepted frame of one vault; ``seq`` and ``tag`` are None while it has no frame yet.

    ``path`` is the folder's resolved path, ``file_id`` and ``tag`` are hex, ``id`` and ``rev`` name the last put or
    del that was accepted (None before the first).
    """

    v: Annotated[int, Meta(ge=1, le=1)] = 1
    path: str
    file_id: _Tag
    generation: int
    key_number: int
    seq: Annotated[int, Meta(ge=0)] | None
    tag: _Tag | None
    id: str | None
    rev: _Rev | None


class UnreadablePin(ValueError):
    """The pin's file holds something else; it is said once and treated as none."""


def read_pin(state_dir: Path, vault_id: bytes) -> Pin | None:
    """Return the pin of a vault, or None where this machine has none. Raises UnreadablePin."""
    try:
        with Folder.open(state_dir) as folder:
            data = folder.read_file(_name(vault_id), _LIMIT)
    except NotFound:
        return None
    except (ComfortError, OSError):
        raise UnreadablePin from None
    return _decode(data)


def write_pin(state_dir: Path, vault_id: bytes, pin: Pin, *, durable: bool = False) -> None:
    """Replace the pin as a whole; synced to the medium only where ``durable``. Raises NotSaved."""
    with Folder.make(state_dir) as folder:
        folder.replace_file(_name(vault_id), msgspec.json.encode(pin), durable=durable)


def pinned_path(state_dir: Path, path: Path) -> Path | None:
    """Return the file of a pin that names ``path`` as a vault's place: there was a vault here."""
    wanted = _written(path)
    try:
        with Folder.open(state_dir) as folder:
            for name in filter(_NAME.fullmatch, folder.names()):
                try:
                    pin = _decode(folder.read_file(name, _LIMIT))
                except (UnreadablePin, ComfortError, OSError):  # it names no place
                    continue
                if pin.path == wanted:
                    return state_dir / name
    except (NotFound, OSError):
        return None
    return None


def make_pin(path: Path, opened: OpenedHeader, tip: Tip, last: Version | None) -> Pin:
    """Return the pin for a journal accepted up to ``tip``, whose last put or del is ``last``."""
    header = opened.header
    return Pin(
        path=_written(path),
        file_id=header.file_id.hex(),
        generation=header.generation,
        key_number=header.key_number,
        seq=tip.seq - 1 if tip.seq else None,
        tag=tip.previous_tag.hex() if tip.seq else None,
        id=last.id if last else None,
        rev=last.rev if last else None,
    )


def pinned_seq(pin: Pin | None, opened: OpenedHeader) -> int | None:
    """Return the last frame the pin counts in this very file, or None."""
    return pin.seq if pin is not None and pin.file_id == opened.header.file_id.hex() else None


def lacks(pin: Pin, opened: OpenedHeader, tags: list[bytes], state: VaultState) -> bool:
    """Tell whether a copy misses changes that the pin accepted: rolled back, or another branch."""
    header = opened.header
    if pin.file_id == header.file_id.hex():
        if pin.seq is None:
            return False
        return pin.seq >= len(tags) or tags[pin.seq].hex() != pin.tag
    if header.generation < pin.generation:
        return True
    return pin.id is not None and pin.rev is not None and not state.knows_revision(pin.id, pin.rev)


def replaces_pinned(ops: Sequence[Op], pin: Pin) -> bool:
    """Tell whether ops hold the last version that a pin accepted, or one that replaced it."""
    versions = (op for op in ops if isinstance(op, Put | Del) and op.id == pin.id)
    return pin.rev is None or any(pin.rev == each.rev or pin.rev in each.past for each in versions)


def resolved(path: Path) -> Path:
    """Return the one name under which a vault's place is remembered."""
    return path.absolute().resolve()


def _written(path: Path) -> str:
    """Return the place's name as text: a name may hold bytes that are not UTF-8."""
    return os.fsencode(resolved(path)).decode("utf-8", "backslashreplace")


def _name(vault_id: bytes) -> str:
    return f"{vault_id.hex()}.pin"


def _decode(data: bytes | None) -> Pin:
    try:
        return msgspec.json.decode(data or b"", type=Pin)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise UnreadablePin from None
