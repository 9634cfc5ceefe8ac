"""Sealed items and ``.pub`` files: what is sealed comes back, and one changed bit never does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given, settings
from hypothesis import strategies as st

from comfort_journal.errors import BadInput, ComfortError, Damaged
from comfort_journal.vault import frames, sealed, strict_json
from comfort_journal.vault.keys import inbox_private, inbox_public

if TYPE_CHECKING:
    from tests.conftest import Figure

VAULT_ID, ITEM_ID = b"v" * 16, b"i" * 16
SEED, OLD_SEED = b"s" * 32, b"o" * 32
PUBLIC = inbox_public(SEED)
DOC = strict_json.canonical({"kind": "entry", "text": "A cool room."})
ITEM = sealed.seal(PUBLIC, VAULT_ID, ITEM_ID, DOC, ["ab" * 8])


def test_an_item_has_the_sizes_of_the_format() -> None:
    """Head 32, encapsulation 1,120, padded text 1,024, tag 16; a ``.pub`` file 1,268 bytes."""
    assert len(ITEM) == 32 + 1120 + 1024 + 16
    assert len(sealed.encode_pub(VAULT_ID, PUBLIC)) == 1268


@settings(max_examples=30)
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 9) | st.none(), max_size=3))
def test_what_is_sealed_comes_back(document: dict[str, int | None]) -> None:
    """An item opens with its seed, also one among several."""
    doc = strict_json.canonical(document)
    data = sealed.seal(PUBLIC, VAULT_ID, ITEM_ID, doc, ["ab" * 8])
    assert sealed.open_sealed([OLD_SEED, SEED], VAULT_ID, ITEM_ID, data) == (("ab" * 8,), doc)


def test_two_items_of_the_same_words_look_different() -> None:
    """Sealing draws fresh randomness each time."""
    assert sealed.seal(PUBLIC, VAULT_ID, ITEM_ID, DOC)[32:64] != sealed.seal(PUBLIC, VAULT_ID, ITEM_ID, DOC)[32:64]


@pytest.mark.parametrize("step", [61, pytest.param(1, marks=pytest.mark.soak)])
def test_a_flipped_bit_never_opens(step: int, figure: Figure) -> None:
    """No single changed bit anywhere in the file is accepted."""
    for at in range(0, len(ITEM) * 8, step):
        changed = bytearray(ITEM)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(ComfortError):
            sealed.open_sealed([SEED], VAULT_ID, ITEM_ID, bytes(changed))
    figure("bits of a sealed item flipped", flips=len(range(0, len(ITEM) * 8, step)), accepted=0)


@pytest.mark.parametrize("step", [37, pytest.param(1, marks=pytest.mark.soak)])
def test_a_cut_item_never_opens(step: int, figure: Figure) -> None:
    """No beginning of an item is an item."""
    for size in range(0, len(ITEM), step):
        with pytest.raises(Damaged):
            sealed.open_sealed([SEED], VAULT_ID, ITEM_ID, ITEM[:size])
    figure("sealed item cut", cuts=len(range(0, len(ITEM), step)), accepted=0)


def test_each_reason_to_leave_an_item_alone_is_told_apart() -> None:
    """Another vault's, an unknown key's and a broken one have their own sentences."""
    for seeds, vault_id, item_id, said in (
        ([SEED], b"w" * 16, ITEM_ID, "another vault"),
        ([OLD_SEED], VAULT_ID, ITEM_ID, "does not know"),
        ([SEED], VAULT_ID, b"j" * 16, "broken"),
    ):
        with pytest.raises(Damaged, match=said):
            sealed.open_sealed(seeds, vault_id, item_id, ITEM)


def test_one_note_holds_at_most_a_mebibyte() -> None:
    """Padded, 1 MiB is the most; the next byte is refused before sealing."""
    most = 2**20 - 4 - len(b'{"doc":{"t":""},"past":[],"v":1}')
    full = sealed.seal(PUBLIC, VAULT_ID, ITEM_ID, b'{"t":"' + b"x" * most + b'"}')
    assert len(full) == 32 + 1120 + 2**20 + 16
    assert sealed.open_sealed([SEED], VAULT_ID, ITEM_ID, full)[1].count(b"x") == most
    with pytest.raises(BadInput):
        sealed.seal(PUBLIC, VAULT_ID, ITEM_ID, b'{"t":"' + b"x" * (most + 1) + b'"}')


def test_a_larger_item_is_refused_before_it_is_opened() -> None:
    """An honest seal around more than 1 MiB is no item; its length alone says so."""
    plain = frames.pad(b'{"doc":{},"past":[],"v":1}'.ljust(2**20))
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    data = ITEM[:32] + suite.encrypt(plain, inbox_private(SEED).public_key(), b"jv1 inbox" + ITEM[:32] + ITEM_ID)
    with pytest.raises(Damaged, match="not a sealed note"):
        sealed.open_sealed([SEED], VAULT_ID, ITEM_ID, data)


@pytest.mark.parametrize("doc", [b'{"a":1,"a":2}', b"[]", b"{", b'{"a":0.5}'])
def test_nothing_is_sealed_that_could_not_be_imported(doc: bytes) -> None:
    """A capture that cannot be kept fails at once, not at the next unlock."""
    with pytest.raises(BadInput):
        sealed.seal(PUBLIC, VAULT_ID, ITEM_ID, doc)
