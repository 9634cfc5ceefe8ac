"""A hostile file ends in an answer or in one of our own errors, whichever reader it meets."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import ComfortError
from comfort_journal.interchange import markdown, native
from comfort_journal.records import from_document
from comfort_journal.vault import pin, strict_json, transaction
from comfort_journal.vault.frames import first_tip, read_frames
from comfort_journal.vault.header import COPY_BYTES, peek
from comfort_journal.vault.keys import inbox_public, inbox_seed
from comfort_journal.vault.sealed import decode_pub, encode_pub, open_sealed, seal
from comfort_journal.vault.transaction import Del, Put, Seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Place

BAD = (b"\x00", b"\xff", b"{", b"}", b'"', b"\\", b"\xed\xa0\x80", b"null", b"1e999", b"-0", b"[" * 200, b"9" * 40)
ID = bytes(16)
EACH = 1_250
PARTS = 100
"""Eight readers, so many inputs each in one part: 10^6 in all the parts of the long form."""


def changed(good: bytes, chance: random.Random) -> bytes:
    """Return bytes that began as good ones: flipped, cut, doubled, spliced with what parsers stumble over."""
    data = bytearray(good)
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0 if data:
                data[at % len(data)] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:]
            case 2:
                data[at:at] = data[: chance.randrange(64)]
            case 3:
                data[at:at] = chance.choice(BAD)
            case _:
                data[at : at + 8] = chance.randbytes(chance.randrange(12))
    return bytes(data)


def rehashed(data: bytes) -> bytes:
    """Return a header copy whose hash is right again, so that what stands in it is really read."""
    copy = data[: COPY_BYTES - 32].ljust(COPY_BYTES - 32, b"\0")
    return copy + hashlib.sha256(copy).digest()


def readers(place: Place, entry: dict[str, object], chance: random.Random) -> dict[str, Callable[[], object]]:
    """Return one call per reader, each on a freshly changed input."""
    journal = place.journal.read_bytes()
    vk, vault_id = place.key.reveal(), place.key.vault_id
    seed = inbox_seed(vk, vault_id)
    public = inbox_public(seed)
    doc = strict_json.canonical(entry)
    rev = "00" * 8
    ops = (
        Put(table="entry-2026", id=str(entry["id"]), at=1, rev=rev, past=(), said=doc),
        Del(table="entry-2026", id=str(entry["id"]), at=1, rev=rev, past=(rev,)),
        Seen(items=("00" * 16,)),
    )
    record = from_document(entry)
    good = {
        "header": journal[:COPY_BYTES],
        "frames": journal[2 * COPY_BYTES :] or bytes(2048),
        "transaction": transaction.encode(ops),
        "sealed": seal(public, vault_id, ID, doc),
        "pub": encode_pub(vault_id, public),
        "pin": next(place.state_dir.glob("*.pin")).read_bytes(),
        "native": native.dump([record], datetime(2026, 1, 5, tzinfo=UTC)),
        "markdown": markdown.dump([record], datetime(2026, 1, 5, tzinfo=UTC).date()),
    }

    def of(name: str) -> bytes:
        return changed(good[name], chance)

    return {
        "header": lambda: peek(rehashed(of("header")) * 2),
        "frames": lambda: read_frames(vk, ID, of("frames"), first_tip(bytes(32))),
        "transaction": lambda: transaction.decode(of("transaction")),
        "sealed": lambda: open_sealed([seed], vault_id, ID, of("sealed")),
        "pub": lambda: decode_pub(of("pub"), vault_id),
        "pin": lambda: pin._decode(of("pin")),
        "native": lambda: native.load(of("native")),
        "markdown": lambda: markdown.load(of("markdown"), lambda moment: moment.replace(tzinfo=UTC)),
    }


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.soak) for part in range(1, PARTS))])
def test_no_input_crashes_a_reader(place: Place, new_entry: NewEntry, figure: Figure, part: int) -> None:
    """Ten thousand changed headers, logs, transactions, sealed items, keys, pins and imports: an answer each."""
    opened = place.open()
    opened.save(new_entry("SECRET words"))
    opened.vault.close()
    chance = random.Random(part)  # noqa: S311  inputs, not secrets
    calls = readers(place, new_entry("SECRET words\n\n> quoted"), chance)
    accepted = 0
    for call in calls.values():
        for _ in range(EACH):
            try:
                call()
                accepted += 1
            except (ComfortError, pin.UnreadablePin) as fault:
                assert "SECRET" not in str(fault)  # noqa: PT017  any of our errors is fine, but not with words in it
    figure("fuzz", inputs=EACH * len(calls), crashes=0)
    assert 0 < accepted < EACH * len(calls), "some inputs are still good, and most are not"
