"""Every key of JV1 has one origin and one use, and the cost of deriving it is checked before any work is done.

The vault key VK is 32 random bytes and stands nowhere but wrapped in a slot. From it come the header's MAC key, one
log key per file and the inbox's private key, each with its own label, so that none of them tells of another.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput, ComfortError
from comfort_journal.vault.ciphers import (
    HKDF,
    Argon2id,
    MLKEM768PrivateKey,
    MLKEM768X25519PrivateKey,
    X25519PrivateKey,
    hashes,
)
from comfort_journal.vault.passphrase import normalise, wipe

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY_BYTES = 32
SALT_BYTES = 16
PUBLIC_KEY_BYTES = 1216
KEY_ID_BYTES = 8

_MIB = 1024
_GIB = 1024 * _MIB
MIN_MEMORY_KIB = 64 * _MIB
MAX_MEMORY_KIB = 2 * _GIB
MIN_PASSES = 3
MAX_PASSES = 16
MAX_LANES = 16
MAX_WORK_KIB = 8 * _GIB
"""Memory times passes. Each limit alone would still allow a header to demand minutes of work."""

_SMALL_MACHINE_KIB = 2 * _GIB
_SHARE_OF_MEMORY = 0.6
_MLKEM_SEED_BYTES = 64


@dataclass(frozen=True)
class KdfCost:
    """What one Argon2id derivation costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int = 3
    lanes: int = 4

    def check(self) -> None:
        """Refuse a cost outside the format's limits: too cheap for its owner, or made to stall the machine."""
        if not MIN_MEMORY_KIB <= self.memory_kib <= MAX_MEMORY_KIB:
            raise BadInput("The key derivation's memory must lie between 64 MiB and 2 GiB.")
        if not MIN_PASSES <= self.passes <= MAX_PASSES:
            raise BadInput(f"The key derivation's passes must lie between {MIN_PASSES} and {MAX_PASSES}.")
        if not 1 <= self.lanes <= MAX_LANES:
            raise BadInput(f"The key derivation's lanes must lie between 1 and {MAX_LANES}.")
        if self.memory_kib * self.passes > MAX_WORK_KIB:
            raise BadInput("The key derivation's memory times its passes must not exceed 8 GiB.")


@dataclass(frozen=True)
class Memory:
    """The machine's memory in KiB: all of it, and what is available now."""

    total_kib: int
    available_kib: int


def machine_memory() -> Memory:
    """Return this machine's memory; where the system does not tell what is available, half of it counts as that."""
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:  # noqa: PTH123  a kernel file, not a path of ours
            return memory_from({name: int(rest.split()[0]) for name, rest in (line.split(":") for line in lines)})
    except (OSError, ValueError, KeyError, IndexError):
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024
        return Memory(total, total // 2)


def memory_from(meminfo: Mapping[str, int]) -> Memory:
    """Return the memory that Linux's figures (KiB, by name) tell of."""
    return Memory(meminfo["MemTotal"], meminfo["MemAvailable"])


def default_cost(memory: Memory) -> KdfCost:
    """Return the cost for a new slot on this machine: 256 MiB, or 64 MiB where it has under 2 GiB."""
    usual = 64 * _MIB if memory.total_kib < _SMALL_MACHINE_KIB else 256 * _MIB
    return fitting(KdfCost(usual), memory)


def fitting(cost: KdfCost, memory: Memory) -> KdfCost:
    """Return the cost with its memory halved until it takes at most 60 % of what is available, never under 64 MiB."""
    cost.check()
    kib = cost.memory_kib
    while kib > MIN_MEMORY_KIB and may_be_slow(KdfCost(kib, cost.passes, cost.lanes), memory):
        kib = max(MIN_MEMORY_KIB, kib // 2)
    return KdfCost(kib, cost.passes, cost.lanes)


def may_be_slow(cost: KdfCost, memory: Memory) -> bool:
    """Tell whether a derivation wants more than 60 % of the memory that is available now."""
    return cost.memory_kib > memory.available_kib * _SHARE_OF_MEMORY


def derive_slot_key(passphrase: bytes | bytearray, salt: bytes, cost: KdfCost) -> bytes:
    """Return the 32-byte key that a passphrase slot is wrapped with (Argon2id 1.3, no associated data).

    Blocks for the time the cost takes and releases the interpreter's lock meanwhile. Raises BadInput for a cost out
    of limits, before any work, or a passphrase against the rules.
    """
    cost.check()
    secret = normalise(passphrase)
    try:
        return Argon2id(
            salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
        ).derive(secret)  # type: ignore[arg-type]  # the stub says bytes; any buffer is taken
    except MemoryError:
        raise ComfortError("There is not enough free memory to open the vault. Close other programs first.") from None
    finally:
        wipe(secret)


def hkdf(key: bytes | bytearray, salt: bytes, info: bytes) -> bytes:
    """Return 32 bytes of HKDF-SHA256 (RFC 5869)."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(key)


def header_key(vk: bytes, vault_id: bytes) -> bytes:
    """Return the key of the header's MAC."""
    return hkdf(vk, vault_id, b"jv1 header mac")


def log_key(vk: bytes, file_id: bytes) -> bytes:
    """Return the key of this file's frames; a rewrite draws a new file_id and so never meets an old nonce."""
    return hkdf(vk, file_id, b"jv1 log")


def inbox_seed(vk: bytes, vault_id: bytes) -> bytes:
    """Return the inbox's X-Wing private key, 32 bytes."""
    return hkdf(vk, vault_id, b"jv1 inbox")


def inbox_private(seed: bytes) -> MLKEM768X25519PrivateKey:
    """Return the usable form of an X-Wing private key (expanded as draft-connolly-cfrg-xwing-kem has it)."""
    mlkem, x25519 = _halves(seed)
    return MLKEM768X25519PrivateKey(mlkem, x25519)


def inbox_public(seed: bytes) -> bytes:
    """Return the X-Wing public key, 1,216 bytes: ML-KEM-768's 1,184, then X25519's 32."""
    mlkem, x25519 = _halves(seed)
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def key_id(public: bytes) -> bytes:
    """Return the 8 bytes by which a sealed item names the key it was sealed to."""
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES]


def _halves(seed: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    if len(seed) != KEY_BYTES:
        raise ValueError("an X-Wing seed is 32 bytes")
    expanded = hashlib.shake_256(seed).digest(_MLKEM_SEED_BYTES + KEY_BYTES)
    return (
        MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_BYTES]),
        X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_BYTES:]),
    )
