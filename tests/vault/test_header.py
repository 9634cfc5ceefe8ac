"""The header: two copies, one MAC, and no bit of them that can change in silence."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import ComfortError, Damaged, WrongPassphrase
from comfort_journal.vault import header, keys
from comfort_journal.vault.header import Header, encode_header, make_passphrase_slot, open_header, peek
from comfort_journal.vault.keys import KdfCost

if TYPE_CHECKING:
    from tests.conftest import Figure

PASSPHRASE = bytearray(b"two warm hands")
VK, VAULT_ID, FILE_ID = b"k" * 32, b"v" * 16, b"f" * 16
COST = KdfCost(64 * 1024, 3, 1)
SLOT = make_passphrase_slot(VK, VAULT_ID, PASSPHRASE, COST, salt=b"s" * 16, nonce=b"n" * 12)
HEADER = Header(VAULT_ID, FILE_ID, 3, 1, SLOT)
COPY = encode_header(HEADER, VK)


@functools.cache
def slot_key(passphrase: bytes, salt: bytes, cost: KdfCost) -> bytes:
    """Return the real key for the real salt and cost; any other costs nothing here and opens nothing."""
    known = (salt, cost) == (SLOT.salt, COST)
    return keys.derive_slot_key(passphrase, salt, cost) if known else keys.hkdf(passphrase, salt, repr(cost).encode())


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive each slot key once, and those of changed salts and costs without Argon2id."""
    monkeypatch.setattr(header, "derive_slot_key", lambda secret, salt, cost: slot_key(bytes(secret), salt, cost))


def flipped(data: bytes, bit: int) -> bytes:
    """Return the data with one bit changed."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def rehashed(copy: bytes) -> bytes:
    """Return a copy with the hash that anyone can compute anew."""
    return copy[:4064] + header.hashlib.sha256(copy[:4064]).digest()


def test_a_header_opens_with_its_passphrase_and_no_other() -> None:
    """What was written comes back with VK and the MAC; a wrong passphrase is told as one."""
    opened = open_header(COPY * 2, PASSPHRASE)
    assert (opened.header, opened.vk, opened.mac, opened.copies) == (HEADER, VK, COPY[4032:4064], "same")
    assert PASSPHRASE == b"two warm hands"
    with pytest.raises(WrongPassphrase):
        open_header(COPY * 2, b"two warm hand")


def test_the_layout_is_the_formats() -> None:
    """Fields stand where the page says, and what is reserved is zero."""
    assert len(COPY) == 4096
    assert COPY[:16] == bytes.fromhex("894a56310d0a1a0a") + b"\1\0\1\0\0\0\0\0"
    assert COPY[16:64] == VAULT_ID + FILE_ID + (3).to_bytes(8, "little") + (1).to_bytes(8, "little")
    assert COPY[64:80] == b"\1\0\0\0" + b"".join(part.to_bytes(4, "little") for part in (65536, 3, 1))
    assert COPY[80:108] == b"s" * 16 + b"n" * 12
    assert not any(COPY[156:4032])


@pytest.mark.parametrize("step", [41, pytest.param(1, marks=pytest.mark.soak)])
def test_a_flipped_bit_in_one_copy_is_survived_and_reported(step: int, cheap: None, figure: Figure) -> None:
    """With one copy good, the header opens unchanged and says that the other is bad."""
    for bit in range(0, 8192 * 8, step):
        opened = open_header(flipped(COPY * 2, bit), PASSPHRASE)
        assert (opened.header, opened.vk, opened.copies) == (HEADER, VK, "one bad")
    figure("bits of one header copy flipped", flips=len(range(0, 8192 * 8, step)), silent=0)


@pytest.mark.parametrize("step", [37, pytest.param(1, marks=pytest.mark.soak)])
def test_a_bit_changed_in_both_copies_is_never_silent(step: int, cheap: None, figure: Figure) -> None:
    """Also with the plain hash made good again, no changed bit passes the slot and the MAC."""
    for bit in range(0, 4064 * 8, step):
        for copy in (flipped(COPY, bit), rehashed(flipped(COPY, bit))):
            with pytest.raises(ComfortError):
                open_header(copy * 2, PASSPHRASE)
    figure("bits of both header copies flipped", flips=2 * len(range(0, 4064 * 8, step)), silent=0)


def test_a_cut_header_is_damage_at_every_length() -> None:
    """A file that ends inside its header is never taken for an empty journal."""
    for size in range(0, 8192, 64):
        with pytest.raises(Damaged):
            open_header((COPY * 2)[:size], PASSPHRASE)


def test_one_derivation_serves_both_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies that differ elsewhere but share the slot do not double the wait."""
    calls: list[bytes] = []

    def count(secret: bytes, salt: bytes, cost: KdfCost) -> bytes:
        calls.append(salt)
        return slot_key(bytes(secret), salt, cost)

    monkeypatch.setattr(header, "derive_slot_key", count)
    changed = rehashed(flipped(COPY, 4040 * 8))
    assert open_header(changed + COPY, PASSPHRASE).copies == "differ"
    assert len(calls) == 1


def test_kdf_figures_out_of_limits_never_reach_the_kdf(monkeypatch: pytest.MonkeyPatch, figure: Figure) -> None:
    """A header that asks for 4 TiB, or for nothing, is refused by its figures alone."""

    def no_work(*_: object) -> bytes:
        raise AssertionError("the key derivation was started")

    monkeypatch.setattr(header, "derive_slot_key", no_work)
    for at, figures in (
        (68, b"\xff\xff\xff\xff"),
        (68, b"\1\0\0\0"),
        (72, b"\1\0\0\0"),
        (72, b"\xff\0\0\0"),
        (76, bytes(4)),
    ):
        with pytest.raises(Damaged):
            open_header(rehashed(COPY[:at] + figures + COPY[at + 4 :]) * 2, PASSPHRASE)
    figure("key derivations out of limits", headers=5, started=0)


def test_a_slot_is_bound_to_its_vault() -> None:
    """A slot moved into another vault's header does not open there."""
    moved = encode_header(Header(b"w" * 16, FILE_ID, 3, 1, SLOT), VK)
    with pytest.raises(WrongPassphrase):
        open_header(moved * 2, PASSPHRASE)


def test_a_peek_needs_no_key_and_proves_nothing() -> None:
    """The vault's id and the KDF's cost can be had before the passphrase is typed."""
    assert peek(COPY * 2).vault_id == VAULT_ID
    assert peek(COPY * 2).passphrase_slot.cost == COST


def test_no_repr_shows_a_key() -> None:
    """An opened header printed by accident tells nothing."""
    opened = open_header(COPY * 2, PASSPHRASE)
    assert repr(VK) not in repr(opened)
    assert "header=" not in repr(opened)
