"""What one frame says: puts, deletions, import marks and old inbox seeds, in strict JSON.

Documents stay bytes here (canonical JSON), so that opening a journal of 10,000 entries does not keep 10,000
dictionaries. An op or a name that is unknown was written by a newer program; anything else amiss is damage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta, Raw, Struct

from comfort_journal.errors import BadInput, ComfortError, Damaged, NewerFormat
from comfort_journal.vault import strict_json
from comfort_journal.vault.strict_json import LARGEST_INT

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = 1
NEWER = "This was written by a newer version of Comfort Journal. Install that version to open it."

Rev: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
RecordId: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")]
Table: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z_]+-[0-9]{4}\Z")]
Moment: TypeAlias = Annotated[int, Meta(ge=-LARGEST_INT, le=LARGEST_INT)]
"""Milliseconds since 1970 UTC."""
ItemId: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]


class _Op(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op"):
    """Hides what it holds from tracebacks, logs and pretty printers."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []


class Put(_Op, frozen=True, kw_only=True):
    """A version of a record: its document as canonical JSON, and every revision it replaces, newest first."""

    table: str
    id: str
    at: int
    rev: str
    past: tuple[str, ...]
    doc: bytes


class Del(_Op, frozen=True, kw_only=True, tag="del"):
    """A version that says the record is deleted."""

    table: Table
    id: RecordId
    at: Moment
    rev: Rev
    past: tuple[Rev, ...]


class Seen(_Op, frozen=True, kw_only=True, tag="seen"):
    """Inbox items that are imported."""

    items: tuple[ItemId, ...]


class Seed(_Op, frozen=True, kw_only=True, tag="seed"):
    """An inbox private key of an earlier vault key; items sealed to it can still be opened."""

    key_id: Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
    seed: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


Op: TypeAlias = Put | Del | Seen | Seed


class _Put(_Op, frozen=True, kw_only=True, tag="put"):
    table: Table
    id: RecordId
    at: Moment
    rev: Rev
    past: tuple[Rev, ...]
    doc: Raw


class _Transaction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    v: Literal[1]
    ops: tuple[_Put | Del | Seen | Seed, ...]


_decoder = msgspec.json.Decoder(_Transaction)
_encoder = msgspec.json.Encoder(order="sorted")
_NAMES = {kind.__struct_config__.tag: frozenset(kind.__struct_fields__) | {"op"} for kind in (_Put, Del, Seen, Seed)}


def encode(ops: Iterable[Op]) -> bytes:
    """Return the canonical JSON of one transaction; BadInput if it could not be read back."""
    text = _encoder.encode(_Transaction(v=1, ops=tuple(_to_wire(op) for op in ops)))
    try:
        decode(text)
    except ComfortError:
        raise BadInput("This change holds a value that the vault cannot keep.") from None
    return text


def decode(payload: bytes) -> tuple[Op, ...]:
    """Return the ops of a verified frame's JSON, their documents in canonical form.

    Raises NewerFormat for an unknown version, name or op, Damaged for anything else that is not exactly as specified.
    """
    if not strict_json.is_canonical(payload):
        payload = _canonical(payload)
    try:
        transaction = _decoder.decode(payload)
    except msgspec.MsgspecError:
        raise _fault(payload) from None
    ops = tuple(_from_wire(op) for op in transaction.ops)
    if any(type(op) is Put and not op.doc.startswith(b"{") for op in ops):
        raise Damaged("A verified transaction holds a document that is none.")
    return ops


def is_newer(value: object, names: set[str]) -> bool:
    """Tell whether a JSON object of ours has a higher version ``v`` than 1 or a name that we do not know."""
    if not isinstance(value, dict):
        return False
    version = value.get("v")
    return (type(version) is int and version > VERSION) or bool(value.keys() - names)


def _to_wire(op: Op) -> _Put | Del | Seen | Seed:
    if not isinstance(op, Put):
        return op
    return _Put(table=op.table, id=op.id, at=op.at, rev=op.rev, past=op.past, doc=Raw(op.doc))


def _from_wire(op: _Put | Del | Seen | Seed) -> Op:
    if not isinstance(op, _Put):
        return op
    # A copy: the view would keep the frame's whole plaintext alive.
    return Put(table=op.table, id=op.id, at=op.at, rev=op.rev, past=op.past, doc=bytes(op.doc))


def _canonical(payload: bytes) -> bytes:
    """Return a strict text that another writer spelled its own way in our spelling."""
    return _encoder.encode(strict_json.parse(payload))


def _fault(payload: bytes) -> ComfortError:
    """Return why a strict text is no transaction: newer comes before damaged, as a newer writer may change all else."""
    value = strict_json.parse(payload)
    ops = value.get("ops") if isinstance(value, dict) else None
    if is_newer(value, {"v", "ops"}) or (isinstance(ops, list) and any(_is_newer_op(op) for op in ops)):
        return NewerFormat(NEWER)
    return Damaged("A verified transaction is not as the format has it.")


def _is_newer_op(op: object) -> bool:
    name = op.get("op") if isinstance(op, dict) else None
    if not isinstance(op, dict) or not isinstance(name, str):
        return False
    return name not in _NAMES or bool(op.keys() - _NAMES[name])
