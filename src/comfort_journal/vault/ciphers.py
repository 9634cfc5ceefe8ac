"""Everything the vault takes from ``cryptography``, in one place, so that a version without it is named and not met.

A distribution's own build may be older, or bound to an OpenSSL that lacks a cipher. Both are found when this is
imported, before anything is read or made, and said in one sentence.
"""

from __future__ import annotations

from typing import Final

from comfort_journal.errors import ComfortError

NEEDED: Final = "48"
_MISSING = (
    "The vault needs the Python library cryptography {needed} or newer with OpenSSL 3.5 or newer, and here is {found}. "
    "Nothing was changed."
)


def _found() -> str:
    """Return which library there is."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  asked only where something is missing

    try:
        library = f"cryptography {version('cryptography')}"
    except PackageNotFoundError:
        return "none"
    try:
        from cryptography.hazmat.backends.openssl import backend  # noqa: PLC0415  as above

        return f"{library} with {' '.join(backend.openssl_version_text().split()[:2])}"
    except (ImportError, AttributeError):
        return library


try:
    from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
    from cryptography.hazmat.primitives.hpke import (
        AEAD,
        KDF,
        KEM,
        MLKEM768X25519PrivateKey,
        MLKEM768X25519PublicKey,
        Suite,
    )
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF
except ImportError:
    raise ComfortError(_MISSING.format(needed=NEEDED, found=_found())) from None

__all__ = [
    "AEAD",
    "AESGCMSIV",
    "HKDF",
    "KDF",
    "KEM",
    "Argon2id",
    "InvalidTag",
    "MLKEM768PrivateKey",
    "MLKEM768PublicKey",
    "MLKEM768X25519PrivateKey",
    "MLKEM768X25519PublicKey",
    "Suite",
    "X25519PrivateKey",
    "X25519PublicKey",
    "hashes",
]


def _try_each() -> None:
    """Make one of each that the OpenSSL behind the library may lack."""
    AESGCMSIV(bytes(32))
    Argon2id(salt=bytes(16), length=32, iterations=3, lanes=1, memory_cost=64 * 1024)
    MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(bytes(64)), X25519PrivateKey.from_private_bytes(bytes(32))
    )
    Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


try:
    _try_each()
except UnsupportedAlgorithm:
    raise ComfortError(_MISSING.format(needed=NEEDED, found=_found())) from None
