"""What is written while the vault is locked is sealed, kept as a file of its own, and never deleted unread.

Sealing needs this machine's public key and nothing else: no passphrase, no lock, nothing of the journal but its
vault_id, whatever the journal's size. Importing takes three kinds of record, each in the one form a locked program may
make; an item leaves the folder only after the frame that holds it is on the medium.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from comfort_journal.errors import BadInput, ComfortError, Damaged, NotFound
from comfort_journal.records import Entry, Partner, RatingRecord, Record, from_document, table_of, to_document, when
from comfort_journal.vault.folder import INBOX, JOURNAL, Folder
from comfort_journal.vault.header import COPY_BYTES, ID_BYTES, MAGIC
from comfort_journal.vault.keys import inbox_public, inbox_seed
from comfort_journal.vault.pin import pinned_path
from comfort_journal.vault.sealed import (
    ENC_BYTES,
    HEAD_BYTES,
    MAX_PADDED,
    PUB_BYTES,
    decode_pub,
    encode_pub,
    open_sealed,
    seal,
)
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.transaction import Put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ITEM = re.compile(r"([0-9a-f]{32})\.seal")
LARGEST_ITEM = HEAD_BYTES + ENC_BYTES + MAX_PADDED + 16
_VAULT_ID_AT = 16


@dataclass(frozen=True, repr=False)
class WaitingItem:
    """What stands in the inbox: ``puts`` by item id, ``done`` imported already, ``left`` that cannot be imported."""

    puts: dict[str, Put] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class Address(NamedTuple):
    """Where sealed items go: a vault's 16-byte id and the public key of its inbox, 1,216 bytes."""

    vault_id: bytes
    public: bytes


def capture(
    folder: Path,
    document: dict[str, Any],
    *,
    state_dir: Path,
    past: Sequence[str] = (),
    random: Callable[[int], bytes] = os.urandom,
) -> str:
    """Seal one record into the inbox and return the item's id (32 hex); it is on the medium when this returns.

    ``past`` names the earlier items that this one replaces (their first 16 hex). Raises NotFound where the vault was
    never opened on this machine, BadInput for a record that no import takes, NotSaved.
    """
    doc = canonical(to_document(_importable(document)))
    with _open(folder, state_dir) as opened:
        vault_id = _vault_id(opened)
        return _put(opened, Address(vault_id, _public_key(state_dir, vault_id)), doc, past, random)


def capture_at(
    folder: Path,
    to: Address,
    document: dict[str, Any],
    *,
    past: Sequence[str] = (),
    random: Callable[[int], bytes] = os.urandom,
) -> str:
    """Seal one record as ``capture`` does, for a process that was told the address and reads neither journal nor .pub.

    Raises NotFound where the vault's folder is gone, BadInput, NotSaved.
    """
    doc = canonical(to_document(_importable(document)))
    with Folder.open(folder) as opened:
        return _put(opened, to, doc, past, random)


def address(folder: Path, state_dir: Path) -> Address:
    """Return what sealing for this vault takes. Raises NotFound where it was never opened on this machine, Damaged."""
    with _open(folder, state_dir) as opened:
        vault_id = _vault_id(opened)
    return Address(vault_id, _public_key(state_dir, vault_id))


def _put(folder: Folder, to: Address, doc: bytes, past: Sequence[str], random: Callable[[int], bytes]) -> str:
    item_id = random(ID_BYTES)
    data = seal(to.public, to.vault_id, item_id, doc, past)
    with folder.subfolder(INBOX) as items:
        items.replace_file(f"{item_id.hex()}.seal", data)
    return item_id.hex()


def can_capture(folder: Path, state_dir: Path) -> None:
    """Raise NotFound (or Damaged) unless ``capture`` can work here."""
    address(folder, state_dir)


def renew_public_key(state_dir: Path, vk: bytes, vault_id: bytes) -> None:
    """Write this machine's ``.pub`` file unless it holds the right key already. Raises NotSaved."""
    wanted = encode_pub(vault_id, inbox_public(inbox_seed(vk, vault_id)))
    with Folder.make(state_dir) as states:
        states.tighten()
        try:
            if states.read_file(_pub_name(vault_id), PUB_BYTES) == wanted:
                return
        except (NotFound, Damaged):
            pass
        states.replace_file(_pub_name(vault_id), wanted)


def look(items: Folder, vault_id: bytes, seeds: Sequence[bytes], seen: set[str]) -> WaitingItem:
    """Open every sealed item that can be imported; one that cannot may yet be on its way through a sync tool."""
    puts, done, left = {}, [], []
    for name in items.names():
        match = ITEM.fullmatch(name)
        if not match:
            continue
        if match[1] in seen:
            done.append(match[1])
            continue
        try:
            puts[match[1]] = _open_item(items, match[1], vault_id, seeds)
        except NotFound:
            continue
        except (ComfortError, OSError):
            left.append(name)
    return WaitingItem(puts, tuple(done), tuple(left))


def _open_item(items: Folder, item: str, vault_id: bytes, seeds: Sequence[bytes]) -> Put:
    data = items.read_file(f"{item}.seal", LARGEST_ITEM)
    if data is None:
        raise Damaged("This is too large for a sealed note.")
    past, doc = open_sealed(seeds, vault_id, bytes.fromhex(item), data)
    record = _importable(msgspec.json.decode(doc))
    return Put(
        table=table_of(record),
        id=record.id,
        at=_milliseconds(when(record)),
        rev=item[:16],
        past=past,
        said=canonical(to_document(record)),
    )


def _importable(document: object) -> Record:
    """Return the record if its kind and form are ones that a locked program may make; BadInput otherwise."""
    record = from_document(document)
    match record:
        case Entry(source="capture") | RatingRecord(kept=None) | Partner(close=None):
            return record
        case _:
            raise BadInput("A locked program may not make this kind of record.")


def _milliseconds(written: str | None) -> int:
    """Return a record's own time: every machine that imports the item must come to the same version."""
    if written is None:
        return 0
    since = datetime.fromisoformat(written) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def _open(folder: Path, state_dir: Path) -> Folder:
    try:
        return Folder.open(folder)
    except NotFound:
        if pinned_path(state_dir, folder) is not None:
            raise NotFound(f"The vault that was at {folder} is gone. Put it back from a backup first.") from None
        raise


def _vault_id(folder: Folder) -> bytes:
    """Return what the header's first good-looking copy names; the item is bound to it, so a lie helps nobody."""
    try:
        descriptor = folder.open_file(JOURNAL, os.O_RDONLY)
    except NotFound:
        raise NotFound(f"There is no journal in {folder.path}. Put it back from a backup first.") from None
    try:
        for start in (0, COPY_BYTES):
            head = os.pread(descriptor, _VAULT_ID_AT + ID_BYTES, start)
            if head.startswith(MAGIC) and len(head) == _VAULT_ID_AT + ID_BYTES:
                return head[_VAULT_ID_AT:]
    finally:
        os.close(descriptor)
    raise Damaged("Both copies of the journal's header are damaged. Restore a backup.")


def _public_key(state_dir: Path, vault_id: bytes) -> bytes:
    try:
        with Folder.open(state_dir) as states:
            data = states.read_file(_pub_name(vault_id), PUB_BYTES)
    except NotFound:
        raise NotFound("Open the vault once on this machine first, then notes can be added without it.") from None
    return decode_pub(data or b"", vault_id)


def _pub_name(vault_id: bytes) -> str:
    return f"{vault_id.hex()}.pub"
