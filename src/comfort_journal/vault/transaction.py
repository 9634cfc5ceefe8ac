"""What one frame says: puts, deletions, import marks and old inbox seeds, in strict JSON.

A document is the record that reading made of it, or else its bytes (canonical JSON): never both, and never a
dictionary. An op or a name that is unknown was written by a newer program; anything else amiss is damage.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta, Raw, Struct, field, structs

from comfort_journal.errors import BadInput, ComfortError, Damaged, NewerFormat
from comfort_journal.records import AnyRecord, Record
from comfort_journal.vault import strict_json
from comfort_journal.vault.strict_json import LARGEST_INT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comfort_journal.vault.frames import Frame

VERSION = 1
_READ_BACK = 1000
"""Ops that are read back together before they are saved: an import of many would be in memory thrice."""
NEWER = "This was written by a newer version of Comfort Journal. Install that version to open it."

Moment: TypeAlias = Annotated[int, Meta(ge=-LARGEST_INT, le=LARGEST_INT)]
"""Milliseconds since 1970 UTC."""

_table_shape = cache(re.compile(r"[a-z_]+-[0-9]{4}").fullmatch)
"""A journal of ten thousand versions has a handful of tables."""
_id_shape = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch
_hex_16 = re.compile(r"[0-9a-f]{16}").fullmatch
_hex_32 = re.compile(r"[0-9a-f]{32}").fullmatch
_hex_64 = re.compile(r"[0-9a-f]{64}").fullmatch


class _Op(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op"):
    """Hides what it holds from tracebacks, logs and pretty printers."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []


if TYPE_CHECKING:
    Document: TypeAlias = AnyRecord | bytes
else:
    Document = AnyRecord
    """What a decoder may make of a document: msgspec would take a JSON text for bytes in base64."""


class Put(_Op, frozen=True, kw_only=True, gc=False, tag="put"):
    """A version of a record, and every revision it replaces, newest first.

    ``said`` is its document: the record that reading made of it, or canonical JSON, which no decoder ever puts there.
    """

    table: str
    id: str
    at: Moment
    rev: str
    past: tuple[str, ...]
    said: Document = field(name="doc")

    @property
    def doc(self) -> bytes:
        """The document as canonical JSON."""
        return self.said if isinstance(self.said, bytes) else _encoder.encode(self.said)

    @property
    def record(self) -> AnyRecord | None:
        """What the document holds, if that was found out already."""
        return None if isinstance(self.said, bytes) else self.said


class Del(_Op, frozen=True, kw_only=True, gc=False, tag="del"):
    """A version that says the record is deleted."""

    table: str
    id: str
    at: Moment
    rev: str
    past: tuple[str, ...]


class Seen(_Op, frozen=True, kw_only=True, tag="seen"):
    """Inbox items that are imported, by their names."""

    items: tuple[str, ...]


class Seed(_Op, frozen=True, kw_only=True, tag="seed"):
    """An inbox private key of an earlier vault key; items sealed to it can still be opened."""

    key_id: str
    seed: str


Op: TypeAlias = Put | Del | Seen | Seed


class _Put(_Op, frozen=True, kw_only=True, tag="put"):
    table: str
    id: str
    at: Moment
    rev: str
    past: tuple[str, ...]
    doc: Raw


class _Transaction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    v: Literal[1]
    ops: tuple[_Put | Del | Seen | Seed, ...]


class _RecordTransaction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    v: Literal[1]
    ops: tuple[Put | Del | Seen | Seed, ...]


class _PutTransaction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    v: Literal[1]
    ops: tuple[Put, ...]


_decoder = msgspec.json.Decoder(_Transaction)
_record_decoders = (msgspec.json.Decoder(_PutTransaction), msgspec.json.Decoder(_RecordTransaction))
"""Nearly every frame has puts alone; where others may be among them, all of ``doc`` is passed to find ``op``."""
_encoder = msgspec.json.Encoder(order="sorted")
_NAMES = {kind.__struct_config__.tag: frozenset(kind.__struct_fields__) | {"op"} for kind in (_Put, Del, Seen, Seed)}


def encode(ops: Iterable[Op]) -> bytes:
    """Return the canonical JSON of one transaction; BadInput if it could not be read back."""
    wire = tuple(_to_wire(op) for op in ops)
    try:
        for start in range(0, len(wire), _READ_BACK):
            decode(_text(wire[start : start + _READ_BACK]))
    except ComfortError:
        raise BadInput("This change holds a value that the vault cannot keep.") from None
    return _text(wire)


def length(op: Op) -> int:
    """Return how many bytes an op takes inside a transaction, the comma behind it included; nothing is proved by it."""
    return len(_encoder.encode(_to_wire(op))) + 1


def decode(payload: bytes, *, prove: bool = True) -> tuple[Op, ...]:
    """Return the ops of a verified frame's JSON, their documents in canonical form.

    Without ``prove`` it is not looked at whether a record's JSON gives a name twice (the last one counts) or leaves
    ``op`` out: an opening is quicker by a tenth, and only the key's holder can have written such a frame.
    Raises NewerFormat for an unknown version, name or op, Damaged for anything else that is not exactly as specified.
    """
    ops = _read_records(payload, prove=prove) or _read(payload, strict=False)
    if ops is not None:
        return ops
    value = strict_json.parse(payload)
    if is_newer(value, {"v", "ops"}) or any(_is_newer_op(op) for op in _listed(value)):
        raise NewerFormat(_newer(value))
    ops = _read(_encoder.encode(value), strict=True)
    if ops is None:
        raise Damaged("A verified transaction is not as the format has it.")
    return ops


class Understood:
    """What verified frames say: their ops in order, and ``faults``, which of them make no sense and why.

    ``proven`` tells whether each was decoded with its proof.
    """

    def __init__(self, *, prove: bool = True) -> None:
        """Begin with nothing."""
        self.proven = prove
        self.ops: list[Op] = []
        self.faults: list[tuple[int, ComfortError]] = []

    def take(self, frames: Iterable[Frame]) -> None:
        """Take in what further frames say; none of them is needed afterwards."""
        for frame in frames:
            try:
                self.ops += decode(frame.payload, prove=self.proven)
            except (Damaged, NewerFormat) as fault:  # a raised exception keeps the frame's JSON alive
                self.faults.append((frame.seq, type(fault)(str(fault))))


def without_records(ops: Iterable[Op]) -> tuple[Op, ...]:
    """Return ops that hold each document as its JSON, the smaller form: a whole file is compared in memory."""
    return tuple([structs.replace(op, said=op.doc) if isinstance(op, Put) else op for op in ops])


def is_revision(name: str) -> bool:
    """Tell whether a name has the form of a revision: 16 hexadecimal digits."""
    return _hex_16(name) is not None


def is_newer(value: object, names: set[str]) -> bool:
    """Tell whether a JSON object of ours has a higher version ``v`` than 1 or a name that we do not know."""
    if not isinstance(value, dict):
        return False
    version = value.get("v")
    return (type(version) is int and version > VERSION) or bool(value.keys() - names)


def _newer(value: object) -> str:
    """Say which version of a save is needed, where it names one."""
    version = value.get("v") if isinstance(value, dict) else None
    if type(version) is int and version > VERSION:
        return f"A save in this vault has version {version}; this version of Comfort Journal reads {VERSION}. " + NEWER
    return NEWER


def _text(ops: tuple[Op | _Put, ...]) -> bytes:
    return _encoder.encode({"ops": ops, "v": VERSION})


def _to_wire(op: Op) -> Op | _Put:
    if not (isinstance(op, Put) and isinstance(op.said, bytes)):
        return op
    return _Put(table=op.table, id=op.id, at=op.at, rev=op.rev, past=op.past, doc=Raw(op.said))


def _read_records(text: bytes, *, prove: bool) -> tuple[Op, ...] | None:
    """Return the ops of a text whose documents are all records of this version, or None for any doubt.

    One decoding and one encoding ``prove`` it: a text that equals its own re-encoding holds no name twice and no other
    spelling of anything, and no record holds a number that another reader would round.
    """
    for decoder in _record_decoders:
        try:
            transaction = decoder.decode(text)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            continue
        if prove:
            written = bytearray(len(text))
            _encoder.encode_into(transaction, written)
            if written != text:
                return None
        return transaction.ops if _are_well_shaped(transaction.ops) else None
    return None


def _read(text: bytes, *, strict: bool) -> tuple[Op, ...] | None:
    """Return the ops of a text in canonical form, or None for any doubt; ``strict``: its JSON is checked already."""
    if not (strict or strict_json.is_canonical(text)):
        return None
    try:
        transaction = _decoder.decode(text)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    ops = tuple([_from_wire(op) for op in transaction.ops])
    return ops if _are_well_shaped(ops) else None


def _are_well_shaped(ops: Iterable[Op]) -> bool:
    """Tell whether every name has its form, in one go: an opening asks it of all that was ever saved."""
    good: object
    revs: list[str] = []
    for op in ops:
        if isinstance(op, Put):
            said = op.said
            if isinstance(said, Record):
                good = op.id == said.id or _id_shape(op.id)
            else:
                good = said.startswith(b"{") and _id_shape(op.id)
        elif isinstance(op, Del):
            good = _id_shape(op.id)
        elif isinstance(op, Seen):
            if not all(map(_hex_32, op.items)):
                return False
            continue
        elif _hex_16(op.key_id) and _hex_64(op.seed):
            continue
        else:
            return False
        if not (good and _table_shape(op.table)):
            return False
        revs.append(op.rev)
        revs += op.past
    return all(map(_hex_16, revs))


def _from_wire(op: _Put | Del | Seen | Seed) -> Op:
    if not isinstance(op, _Put):
        return op
    # A copy: the view would keep the frame's whole plaintext alive.
    return Put(table=op.table, id=op.id, at=op.at, rev=op.rev, past=op.past, said=bytes(op.doc))


def _listed(value: object) -> list[object]:
    ops = value.get("ops") if isinstance(value, dict) else None
    return ops if isinstance(ops, list) else []


def _is_newer_op(op: object) -> bool:
    name = op.get("op") if isinstance(op, dict) else None
    if not isinstance(op, dict) or not isinstance(name, str):
        return False
    return name not in _NAMES or bool(op.keys() - _NAMES[name])


def last_version(ops: Sequence[Op]) -> Put | Del | None:
    """Return the last put or del among ops, which is what a pin names; None where there is none."""
    return next((op for op in reversed(ops) if isinstance(op, Put | Del)), None)
