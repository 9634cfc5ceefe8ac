"""Keys: the KDF's limits, one key per use, and X-Wing against its draft."""

import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from comfort_journal.errors import BadInput, ComfortError
from comfort_journal.vault import keys, sealed
from comfort_journal.vault.keys import KdfCost, Memory

DRAFT = json.loads(Path(__file__).with_name("xwing.json").read_bytes())
MIB = 1024
GIB = 1024 * MIB


@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(64 * MIB - 1),
        KdfCost(2 * GIB + 1),
        KdfCost(64 * MIB, passes=2),
        KdfCost(64 * MIB, passes=17),
        KdfCost(64 * MIB, lanes=0),
        KdfCost(64 * MIB, lanes=17),
        KdfCost(2 * GIB, passes=5),
    ],
)
def test_a_cost_out_of_limits_is_refused_before_any_work(cost: KdfCost, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a cheap nor a monstrous cost reaches Argon2id."""

    def no_work(**_: object) -> None:
        raise AssertionError("the key derivation was started")

    monkeypatch.setattr(keys, "Argon2id", no_work)
    with pytest.raises(BadInput):
        keys.derive_slot_key(b"x", bytes(16), cost)


@pytest.mark.parametrize("cost", [KdfCost(64 * MIB, 3, 1), KdfCost(64 * MIB, 16, 16), KdfCost(2 * GIB, 4)])
def test_the_limits_themselves_are_allowed(cost: KdfCost) -> None:
    """Both ends of every range belong to it."""
    cost.check()


@pytest.mark.parametrize(
    ("memory", "mib"),
    [
        (Memory(16 * GIB, 8 * GIB), 256),
        (Memory(16 * GIB, 300 * MIB), 128),
        (Memory(16 * GIB, 200 * MIB), 64),
        (Memory(16 * GIB, 0), 64),
        (Memory(2 * GIB - 1, 2 * GIB - 1), 64),
        (Memory(2 * GIB, 2 * GIB), 256),
    ],
)
def test_a_new_slot_fits_the_machine(memory: Memory, mib: int) -> None:
    """256 MiB usually, 64 on small machines, halved until it takes at most 60 % of what is available."""
    assert keys.default_cost(memory) == KdfCost(mib * MIB, 3, 4)


def test_a_wish_steps_down_to_what_fits_and_never_below_the_floor() -> None:
    """``--kdf-memory`` is kept where it fits; its passes and lanes stay."""
    assert keys.fitting(KdfCost(1 * GIB, 4, 2), Memory(8 * GIB, 8 * GIB)) == KdfCost(1 * GIB, 4, 2)
    assert keys.fitting(KdfCost(100 * MIB, 4, 2), Memory(8 * GIB, 100 * MIB)) == KdfCost(64 * MIB, 4, 2)
    with pytest.raises(BadInput):
        keys.fitting(KdfCost(32 * MIB), Memory(8 * GIB, 8 * GIB))


def test_opening_says_when_it_may_be_slow() -> None:
    """More than 60 % of the available memory may be slow; exactly 60 % is not."""
    assert keys.may_be_slow(KdfCost(61 * MIB), Memory(GIB, 100 * MIB))
    assert not keys.may_be_slow(KdfCost(60 * MIB), Memory(GIB, 100 * MIB))


def test_the_machine_tells_its_memory() -> None:
    """There is some, and not more available than there is."""
    memory = keys.machine_memory()
    assert 0 < memory.available_kib <= memory.total_kib


def test_too_little_memory_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed allocation is no crash, and the passphrase's copy is wiped all the same."""
    given: list[bytearray] = []

    class Starved:
        def __init__(self, **_: object) -> None:
            pass

        def derive(self, secret: bytearray) -> bytes:
            given.append(secret)
            raise MemoryError

    monkeypatch.setattr(keys, "Argon2id", Starved)
    with pytest.raises(ComfortError, match="free memory"):
        keys.derive_slot_key(b"secret", bytes(16), KdfCost(64 * MIB))
    assert given == [bytearray(6)]


def test_no_two_uses_share_a_key() -> None:
    """The header's, the log's and the inbox's keys differ, and another vault or file changes them."""
    vk, here, there = bytes(32), b"a" * 16, b"b" * 16
    made = [derive(vk, where) for derive in (keys.header_key, keys.log_key, keys.inbox_seed) for where in (here, there)]
    assert len({vk, *made}) == 7


def test_hkdf_is_rfc_5869() -> None:
    """Test case 1 of RFC 5869, its first 32 bytes."""
    salt, info = bytes(range(13)), bytes(range(0xF0, 0xFA))
    assert (
        keys.hkdf(b"\x0b" * 22, salt, info).hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
    )


def xwing_decapsulate(seed: bytes, enc: bytes) -> bytes:
    """Return the shared secret as the draft's section 5.4 combines it."""
    mlkem, x25519 = keys._halves(seed)
    theirs = enc[1088:]
    secret = mlkem.decapsulate(enc[:1088]) + x25519.exchange(X25519PublicKey.from_public_bytes(theirs))
    own = x25519.public_key().public_bytes_raw()
    return hashlib.sha3_256(secret + theirs + own + b"\\.//^\\").digest()


@pytest.mark.parametrize("vector", DRAFT)
def test_the_key_expansion_is_the_drafts(vector: dict[str, str]) -> None:
    """Seed, public key, ciphertext and shared secret are those of draft-connolly-cfrg-xwing-kem."""
    seed = bytes.fromhex(vector["seed"])
    assert keys.inbox_public(seed).hex() == vector["pk"]
    assert xwing_decapsulate(seed, bytes.fromhex(vector["ct"])).hex() == vector["ss"]


def test_a_sealed_item_is_hpke_with_kem_0x647a() -> None:
    """A sealed item opens by RFC 9180's key schedule done by hand, so another library can read it."""
    seed, vault_id, item_id = b"s" * 32, b"v" * 16, b"i" * 16
    data = sealed.seal(keys.inbox_public(seed), vault_id, item_id, b'{"a":1}')
    head, enc, body = data[:32], data[32 : 32 + 1120], data[32 + 1120 :]
    suite = b"HPKE" + bytes.fromhex("647a00010002")

    def extract(salt: bytes, label: bytes, value: bytes) -> bytes:
        return HKDF.extract(hashes.SHA256(), salt, b"HPKE-v1" + suite + label + value)

    def expand(key: bytes, label: bytes, context: bytes, size: int) -> bytes:
        info = size.to_bytes(2, "big") + b"HPKE-v1" + suite + label + context
        return HKDFExpand(hashes.SHA256(), size, info).derive(key)

    context = b"\0" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", b"jv1 inbox" + head + item_id)
    secret = extract(xwing_decapsulate(seed, enc), b"secret", b"")
    key, nonce = expand(secret, b"key", context, 32), expand(secret, b"base_nonce", context, 12)
    plain = AESGCM(key).decrypt(nonce, body, b"")
    assert plain[4:].rstrip(b"\0") == b'{"doc":{"a":1},"past":[],"v":1}'
