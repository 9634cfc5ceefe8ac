"""Writes ``tests/vectors``: JV1 files with one fault each and what a right reader says of them; ``--check`` compares.

Every byte comes from fixed labels, but for sealed items: their encapsulation draws its own randomness, so an item
that exists is kept and its inputs stand in its name. What a reader must say is written here by hand from
``docs/vault-format.md``, never taken from the program.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from comfort_journal.vault import frames, header, keys, sealed
from comfort_journal.vault.recovery import make_recovery_slot

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "vectors"
PASSPHRASE = b"only for vectors"
COST = keys.KdfCost(64 * 1024, 3, 1)
FIELDS = {"format": 8, "suite": 10, "flags": 12, "vault_id": 16, "file_id": 32, "generation": 48}
FIELDS |= {"key_number": 56, "slot": 64, "memory": 68, "passes": 72, "lanes": 76, "salt": 80, "nonce": 96}
FIELDS |= {
    "wrapped": 108,
    "slot_tail": 156,
    "recovery": 160,
    "recovery_salt": 176,
    "recovery_nonce": 192,
    "recovery_wrapped": 204,
    "reserved": 256,
    "last_reserved": 4031,
    "mac": 4032,
    "hash": 4064,
}


def drawn(label: str, size: int) -> bytes:
    """Return bytes that look random and are the same in every run."""
    return hashlib.shake_256(b"jv1 vectors " + label.encode()).digest(size)


def code_of(thirty: str) -> str:
    """Return a recovery code with its two check characters, as the format's page has it."""
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    bits = f"{int.from_bytes(hashlib.sha256(b'jv1 code' + thirty.encode()).digest(), 'big'):0256b}"
    return thirty + digits[int(bits[:5], 2)] + digits[int(bits[5:10], 2)]


CODE = code_of("0123456789ABCDEFGHJKMNPQRSTVWX")
VK, VAULT_ID, FILE_ID = drawn("vk", 32), drawn("vault", 16), drawn("file", 16)
SEED = keys.inbox_seed(VK, VAULT_ID)
ITEM_ID = drawn("item", 16)
RECORD = "5f0c3a52-7c1e-4f5e-9a55-0d2f6f3f9c01"


def put(text: str = "The tea was warm.", rev: str = "00000000000000aa", **more: object) -> dict[str, Any]:
    """Return a put op of a small document."""
    doc = {"id": RECORD, "kind": "entry", "text": text}
    return {
        "op": "put",
        "table": "entry-2026",
        "id": RECORD,
        "at": 1767600000000,
        "rev": rev,
        "past": [],
        "doc": doc,
    } | more


DELETE = {
    "op": "del",
    "table": "entry-2026",
    "id": RECORD,
    "at": 1767600000001,
    "rev": "00000000000000ab",
    "past": ["00000000000000aa"],
}
MARKS = [{"op": "seen", "items": ["0" * 31 + "1"]}, {"op": "seed", "key_id": "ab" * 8, "seed": "cd" * 32}]
THREE = [[put()], [DELETE], MARKS]


def text_of(ops: object, **more: object) -> bytes:
    """Return a transaction's canonical JSON."""
    return json.dumps({"v": 1, "ops": ops} | more, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def copy_of(passphrase: bytes = PASSPHRASE, *, recovery: bool = False) -> bytes:
    """Return one good header copy."""
    slot = header.make_passphrase_slot(VK, VAULT_ID, passphrase, COST, salt=drawn("salt", 16), nonce=drawn("wrap", 12))
    second = make_recovery_slot(VK, VAULT_ID, CODE, salt=drawn("salt 2", 16), nonce=drawn("wrap 2", 12))
    return header.encode_header(header.Header(VAULT_ID, FILE_ID, 7, 2, slot, second if recovery else None), VK)


def edited(  # noqa: PLR0913  each is one way to break a copy
    copy: bytes, where: str, value: bytes | int, size: int = 4, *, sign: bool = False, hashed: bool = True
) -> bytes:
    """Return a header copy with one field changed; an int value of a flip is XORed when ``size`` is 0."""
    at = FIELDS[where]
    new = value if isinstance(value, bytes) else value.to_bytes(size, "little") if size else bytes([copy[at] ^ value])
    body = (copy[:at] + new + copy[at + len(new) :])[:4096]
    if sign:
        body = body[:4032] + hmac.digest(keys.header_key(VK, body[16:32]), body[:4032], "sha256") + body[4064:]
    return body[:4064] + hashlib.sha256(body[:4064]).digest() if hashed else body


def frame(  # noqa: PLR0913  each is one way to break a frame
    seq: int, previous: bytes, plain: bytes, *, file_id: bytes = FILE_ID, key: bytes = b"", crc: int = 0
) -> bytes:
    """Return a frame around any plaintext, right or wrong."""
    nonce = drawn(f"nonce {seq} {len(plain)} {file_id.hex()}", 12)
    head = b"JVF1" + len(plain).to_bytes(4, "little") + seq.to_bytes(8, "little") + previous + nonce
    head += (zlib.crc32(head) ^ crc).to_bytes(4, "little")
    return head + AESGCMSIV(key or keys.log_key(VK, FILE_ID)).encrypt(nonce, plain, file_id + head)


def chain(copy: bytes, payloads: list[bytes]) -> list[bytes]:
    """Return good frames for payloads behind a header copy."""
    previous, made = copy[4032:4048], []
    for seq, payload in enumerate(payloads):
        made.append(frame(seq, previous, frames.pad(payload)))
        previous = made[-1][-16:]
    return made


class Vectors:
    """What will stand in the folder: files by name, and the index."""

    def __init__(self) -> None:
        """Start with nothing but what is sealed already."""
        self.files: dict[str, bytes] = {}
        self.index: list[dict[str, Any]] = []

    def add(self, kind: str, name: str, data: bytes, expect: dict[str, Any], **more: object) -> None:
        """Add a vector; its name says the one thing that is special about it."""
        file = f"{kind}-{name}.bin"
        if file in self.files:
            raise SystemExit(f"two vectors named {file}")
        self.files[file] = data
        self.index.append({"name": name, "kind": kind, "file": file, "expect": expect} | more)

    def journal(
        self, name: str, data: bytes, expect: dict[str, Any] | str, passphrase: bytes = PASSPHRASE, **more: object
    ) -> None:
        """Add a journal file; an expectation that is a word is an error, ``code`` is used instead of a passphrase."""
        secret = more if "code" in more else {"passphrase": passphrase.hex()} | more
        self.add("journal", name, data, {"error": expect} if isinstance(expect, str) else expect, **secret)

    def sealed(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return the item kept under this name, or a new one."""
        kept = FOLDER / f"item-{name}.bin"
        return kept.read_bytes() if kept.exists() else make()


def accepted(transactions: list[Any], copies: str = "same", end: object = "clean") -> dict[str, Any]:
    """Return what a reader says of a journal that opens."""
    return {"copies": copies, "transactions": transactions, "end": end}


def header_vectors(out: Vectors) -> None:
    """Make both header copies: choosing, costs, reserved bytes, what the MAC and the slot protect."""
    good = copy_of()
    log = b"".join(chain(good, [text_of(THREE[0])]))
    one = [THREE[0]]
    newer = edited(good, "format", 2, 2)
    garbled = edited(good, "hash", 1, 0, hashed=False)
    foreign_slot = edited(good, "wrapped", 1, 0)
    ok = {
        "good": (good, good, "same"),
        "copy-a-bad-hash": (garbled, good, "one bad"),
        "copy-b-bad-hash": (good, garbled, "one bad"),
        "copy-a-zeros": (bytes(4096), good, "one bad"),
        "copy-a-slot-changed": (foreign_slot, good, "differ"),
        "copy-a-mac-changed": (edited(good, "mac", 1, 0), good, "differ"),
        "copy-a-cost-out-of-limits": (edited(good, "passes", 2), good, "differ"),
        "copy-a-reserved-byte": (edited(good, "reserved", 1, 1, sign=True), good, "differ"),
        "copies-both-good-and-different": (good, edited(good, "generation", 9, 8, sign=True), "differ"),
        "copy-b-slot-changed": (good, foreign_slot, "differ"),
    }
    for name, (a, b, copies) in ok.items():
        out.journal(f"header-{name}", a + b + log, accepted(one, copies))
    with_recovery = copy_of(recovery=True)
    recovery_log = b"".join(chain(with_recovery, [text_of(THREE[0])]))
    out.journal("header-recovery-slot", with_recovery * 2 + recovery_log, accepted(one))
    composed = copy_of("sch\u00f6ner Tag \u2460".encode())
    composed_log = b"".join(chain(composed, [text_of(THREE[0])]))
    out.journal(
        "header-passphrase-composed", composed * 2 + composed_log, accepted(one), "scho\u0308ner Tag 1".encode()
    )
    faults: dict[str, tuple[bytes, str]] = {
        "both-hashes-bad": (garbled, "damaged"),
        "both-magics-bad": (edited(b"\x88" + good[1:], "generation", 7, 8), "damaged"),
        "newer-format": (newer, "newer"),
        "newer-format-bad-hash": (edited(newer, "hash", 1, 0, hashed=False), "newer"),
        "format-nought": (edited(good, "format", 0, 2, sign=True), "damaged"),
        "unknown-suite": (edited(good, "suite", 2, 2, sign=True), "damaged"),
        "unknown-flag": (edited(good, "flags", 1, sign=True), "damaged"),
        "generation-nought": (edited(good, "generation", 0, 8, sign=True), "damaged"),
        "key-number-nought": (edited(good, "key_number", 0, 8, sign=True), "damaged"),
        "reserved-byte": (edited(good, "reserved", 1, 1, sign=True), "damaged"),
        "last-reserved-byte": (edited(good, "last_reserved", 1, 1, sign=True), "damaged"),
        "slot-reserved-byte": (edited(good, "slot", b"\x01\0\0\x01", sign=True), "damaged"),
        "slot-tail": (edited(good, "slot_tail", 1, sign=True), "damaged"),
        "slot-type": (edited(good, "slot", 2, 1, sign=True), "damaged"),
        "recovery-with-cost": (edited(with_recovery, "recovery", b"\x02\0\0\0\x01", sign=True), "damaged"),
        "recovery-type": (edited(with_recovery, "recovery", 1, 1, sign=True), "damaged"),
        "memory-too-low": (edited(good, "memory", 64 * 1024 - 1), "damaged"),
        "memory-too-high": (edited(good, "memory", 2 * 2**20 + 1), "damaged"),
        "memory-monstrous": (edited(good, "memory", 2**32 - 1), "damaged"),
        "passes-too-few": (edited(good, "passes", 2), "damaged"),
        "passes-too-many": (edited(good, "passes", 17), "damaged"),
        "lanes-none": (edited(good, "lanes", 0), "damaged"),
        "lanes-too-many": (edited(good, "lanes", 17), "damaged"),
        "work-too-much": (edited(edited(good, "memory", 2 * 2**20), "passes", 5), "damaged"),
        "cost-changed": (edited(good, "passes", 4), "wrong passphrase"),
        "salt-changed": (edited(good, "salt", 1, 0), "wrong passphrase"),
        "slot-nonce-changed": (edited(good, "nonce", 1, 0), "wrong passphrase"),
        "wrapped-key-changed": (foreign_slot, "wrong passphrase"),
        "vault-id-changed": (edited(good, "vault_id", 1, 0), "wrong passphrase"),
        "file-id-changed": (edited(good, "file_id", 1, 0), "damaged"),
        "generation-changed": (edited(good, "generation", 8, 8), "damaged"),
        "key-number-changed": (edited(good, "key_number", 3, 8), "damaged"),
        "mac-changed": (edited(good, "mac", 1, 0), "damaged"),
        "recovery-slot-removed": (edited(with_recovery, "recovery", bytes(96)), "damaged"),
    }
    for name, (bad, error) in faults.items():
        out.journal(f"header-{name}", bad + bad + log, error)
    out.journal("header-newer-in-one-copy-only", edited(newer, "hash", 1, 0, hashed=False) + garbled + log, "damaged")
    out.journal("header-wrong-passphrase", good + good + log, "wrong passphrase", b"only for vector")
    out.journal("header-cut-in-copy-b", (good + good)[:8191], "damaged")
    out.journal("header-cut-behind-copy-a", good, "damaged")
    out.journal("header-empty-file", b"", "damaged")


def recovery_vectors(out: Vectors) -> None:
    """Make recovery codes as they may be typed, and headers that one opens or must not open."""
    typed = CODE.encode()
    for name, raw, normal in (
        ("good", typed, typed),
        ("in-groups", b" ".join(typed[at : at + 4] for at in range(0, 32, 4)), typed),
        ("hyphens-and-small", b"-".join(typed[at : at + 4] for at in range(0, 32, 4)).lower() + b" ", typed),
        ("misread-letters", typed.replace(b"0", b"o").replace(b"1", b"l"), typed),
        ("misread-capitals", typed.replace(b"0", b"O").replace(b"1", b"I"), typed),
        ("one-wrong", b"1" + typed[1:], None),
        ("two-swapped", typed[1:2] + typed[:1] + typed[2:], None),
        ("check-wrong", typed[:31] + (b"0" if typed[31:] != b"0" else b"1"), None),
        ("letter-u", b"U" + typed[1:], None),
        ("short", typed[:-1], None),
        ("longer", typed + b"0", None),
        ("empty", b"", None),
        ("tab", typed[:4] + b"\t" + typed[4:], None),
        ("full-width", "\uff10".encode() + typed[1:], None),
    ):
        out.add("code", name, raw, {"error": "refused"} if normal is None else {"normal": normal.hex()})

    good = copy_of(recovery=True)
    log = b"".join(chain(good, [text_of(THREE[0])]))

    def opened(name: str, copies: bytes, expect: dict[str, Any] | str, code: bytes = typed) -> None:
        out.journal(f"header-recovery-{name}", copies + log, expect, code=code.hex())

    changed = edited(good, "recovery_wrapped", 1, 0)
    opened("code-opens", good * 2, accepted([THREE[0]]))
    opened("code-typed-loosely", good * 2, accepted([THREE[0]]), typed.lower().replace(b"0", b"o-"))
    opened("code-second-copy", changed + good, accepted([THREE[0]], "differ"))
    opened("code-wrong", good * 2, "wrong passphrase", code_of("0" * 30).encode())
    opened("code-mistyped", good * 2, "refused", b"1" + typed[1:])
    opened("code-is-the-passphrase", good * 2, "refused", PASSPHRASE)
    opened("code-without-slot", copy_of() * 2, "wrong passphrase")
    opened("salt-changed", edited(good, "recovery_salt", 1, 0) * 2, "wrong passphrase")
    opened("nonce-changed", edited(good, "recovery_nonce", 1, 0) * 2, "wrong passphrase")
    opened("wrapped-key-changed", changed * 2, "wrong passphrase")
    opened("vault-id-changed", edited(good, "vault_id", 1, 0) * 2, "wrong passphrase")
    opened("passphrase-slot-changed", edited(good, "wrapped", 1, 0) * 2, "damaged")
    opened("key-number-changed", edited(good, "key_number", 3, 8) * 2, "damaged")
    out.journal("header-recovery-code-is-no-passphrase", good * 2 + log, "wrong passphrase", typed)


def log_vectors(out: Vectors) -> None:
    """Make frames: the chain, padding, torn tails and damage."""
    good = copy_of()
    top = good + good
    payloads = [text_of(ops) for ops in THREE]
    one, two, three = made = chain(good, payloads)
    size = len(one)
    starts = [8192, 8192 + size, 8192 + 2 * size]
    whole = top + one + two + three

    def journal(name: str, log: bytes, verified: int, end: object, **more: object) -> None:
        out.journal(f"log-{name}", top + log, accepted(THREE[:verified], end=end), **more)

    journal("none", b"", 0, "clean")
    journal("three-frames", one + two + three, 3, "clean")
    exact = text_of([put("x" * (1020 - len(text_of([put("")]))))])
    for name, payload in {"exact": exact, "one-more": exact.replace(b"xx", b"xxx", 1)}.items():
        ops = [json.loads(payload)["ops"]]
        out.journal(f"log-padding-{name}", top + b"".join(chain(good, [payload])), accepted(ops))
    large = [put("".join(chr(0x20 + byte % 0x5B) for byte in drawn("large", 65_600)))]
    out.journal("log-larger-than-64-KiB", top + b"".join(chain(good, [text_of(large)])), accepted([large]))
    spelled = json.dumps({"v": 1, "ops": [put("\u00e9 \U0001f375")]}, indent=1).encode()
    out.journal(
        "log-json-spelled-otherwise", top + b"".join(chain(good, [spelled])), accepted([[put("\u00e9 \U0001f375")]])
    )

    for name, left in {
        "one-byte": 1,
        "part-of-head": 47,
        "head-only": 48,
        "half": size // 2,
        "all-but-one-byte": size - 1,
    }.items():
        journal(f"torn-{name}", one + two + three[:left], 2, ["torn", starts[2], left])
    flipped = three[:-1] + bytes([three[-1] ^ 1])
    journal("torn-last-tag", one + two + flipped, 2, ["torn", starts[2], size])
    journal("torn-last-tag-pin-before", one + two + flipped, 2, ["torn", starts[2], size], pinned_seq=1)
    journal(
        "damage-last-tag-pin-counts-it",
        one + two + flipped,
        2,
        ["damage", starts[2], starts[2] + size, 2],
        pinned_seq=2,
    )
    journal(
        "damage-half-frame-pin-counts-it",
        one + two + three[:99],
        2,
        ["damage", starts[2], starts[2] + 99, 2],
        pinned_seq=2,
    )
    journal(
        "damage-last-tag-and-a-byte", one + two + flipped + b"\0", 2, ["damage", starts[2], starts[2] + size + 1, 2]
    )
    journal("torn-zeros", one + bytes(size), 1, ["torn", starts[1], size])
    journal("torn-zeros-at-most", one + bytes(65_600), 1, ["torn", starts[1], 65_600])
    journal("damage-zeros-one-more", one + bytes(65_601), 1, ["damage", starts[1], starts[1] + 65_601, 1])

    unaligned = three[:100] + three[:48] + bytes(60)
    journal("torn-head-at-no-multiple-of-64", one + two + unaligned, 2, ["torn", starts[2], len(unaligned)])

    changed = {
        "ciphertext": bytes([two[60] ^ 1]).join([two[:60], two[61:]]),
        "head-crc": bytes([two[46] ^ 1]).join([two[:46], two[47:]]),
        "magic": b"JVF2" + two[4:],
        "tag": two[:-1] + bytes([two[-1] ^ 1]),
        "seq-skips": frame(2, one[-16:], frames.pad(payloads[1])),
        "previous-tag": frame(1, bytes(16), frames.pad(payloads[1])),
        "other-file-id": frame(1, one[-16:], frames.pad(payloads[1]), file_id=drawn("other", 16)),
        "other-key": frame(1, one[-16:], frames.pad(payloads[1]), key=drawn("other key", 32)),
        "crc-of-a-sealed-frame": frame(1, one[-16:], frames.pad(payloads[1]), crc=1),
        "length-beyond-plaintext": frame(1, one[-16:], (1021).to_bytes(4, "little").ljust(1024, b"\0")),
        "padding-not-zero": frame(1, one[-16:], frames.pad(payloads[1])[:-1] + b"\x01"),
    }
    for name, bad in changed.items():
        journal(f"damage-{name}", one + bad + three, 1, ["damage", starts[1], starts[2], 1])
    for name in ("length-beyond-plaintext", "padding-not-zero"):
        journal(f"damage-{name}-at-the-end", one + changed[name], 1, ["damage", starts[1], starts[2], 1])
    odd = frame(1, one[-16:], frames.pad(payloads[1]) + bytes(64))
    journal("torn-length-that-no-padding-gives", one + odd, 1, ["torn", starts[1], len(odd)])
    journal("damage-first-frame", bytes(size) + two + three, 0, ["damage", starts[0], starts[1], 0])
    journal("torn-dropped-before-the-last", one + three, 1, ["torn", starts[1], size])
    journal("damage-dropped-before-two", two + three, 0, ["damage", starts[0], starts[1], 0])
    journal("damage-swapped", one + three + two, 1, ["damage", starts[1], starts[2], 1])
    journal("damage-doubled", one + one + two + three, 1, ["damage", starts[1], starts[2], 1])
    journal("torn-doubled-last", one + two + two, 2, ["torn", starts[2], size])
    foreign = edited(good, "file_id", drawn("rewritten", 16), sign=True)
    out.journal(
        "log-damage-log-of-an-older-file",
        foreign * 2 + b"".join(made),
        accepted([], end=["damage", starts[0], starts[1], 0]),
    )
    out.journal("log-cut-behind-a-frame-is-unseen", whole[: starts[2]], accepted(THREE[:2]))
    unknown = chain(good, [payloads[0], text_of([{"op": "fold"}])])
    out.journal("log-unknown-op", top + b"".join(unknown), "newer")


def transaction_vectors(out: Vectors) -> None:
    """Make the JSON inside a verified frame."""
    base = text_of([put()])

    def add(name: str, payload: bytes, error: str = "damaged") -> None:
        out.add("transaction", name, payload, {"error": error})

    def good(name: str, payload: bytes, ops: list[Any]) -> None:
        out.add("transaction", name, payload, {"ops": ops})

    good("canonical", base, [put()])
    good("all-ops", text_of([put(), DELETE, *MARKS]), [put(), DELETE, *MARKS])
    good("no-ops", text_of([]), [])
    good("spaces-and-order", b' {"v" : 1,\n"ops":[' + json.dumps(put()).encode() + b"]} ", [put()])
    good("long-digits-in-text", text_of([put("1234567890123456789")]), [put("1234567890123456789")])
    good("largest-integers", text_of([put(at=2**53 - 1), put(at=1 - 2**53)]), [put(at=2**53 - 1), put(at=1 - 2**53)])
    good("escapes", base.replace(b"tea", b"t\\u0065a"), [put()])
    good("pair-of-surrogates", base.replace(b"tea", b"\\ud83c\\udf75"), [put("The \U0001f375 was warm.")])
    good("empty-document", text_of([put(doc={})]), [put(doc={})])
    for name, old, new in (
        ("name-twice-in-envelope", b'"v":1', b'"v":1,"v":1'),
        ("name-twice-in-op", b'"past":[]', b'"past":[],"past":[]'),
        ("name-twice-in-document", b'"kind":"entry"', b'"kind":"entry","kind":"entry"'),
        ("name-twice-by-escape", b'"kind":"entry"', b'"kind":"entry","\\u006bind":"entry"'),
        ("fraction", b"1767600000000", b"1767600000000.0"),
        ("exponent", b"1767600000000", b"17676e8"),
        ("fraction-in-document", b'"entry"', b"0.5"),
        ("nan-in-document", b'"entry"', b"NaN"),
        ("infinity-in-document", b'"entry"', b"-Infinity"),
        ("integer-too-large", b"1767600000000", b"9007199254740992"),
        ("integer-too-small-in-document", b'"entry"', b"-9007199254740992"),
        ("integer-monstrous", b'"entry"', b"9" * 5000),
        ("leading-nought", b"1767600000000", b"01767600000000"),
        ("lone-surrogate", b"tea", b"\\ud83c"),
        ("lone-surrogate-in-name", b'"kind"', b'"\\udf75"'),
        ("control-character", b"tea", b"t\na"),
        ("not-utf-8", b"tea", b"t\xffa"),
        ("surrogate-as-bytes", b"tea", b"\xed\xa0\x80"),
        ("name-missing", b'"past":[],', b""),
        ("version-missing", b',"v":1', b""),
        ("version-nought", b'"v":1', b'"v":0'),
        ("version-true", b'"v":1', b'"v":true'),
        ("version-text", b'"v":1', b'"v":"1"'),
        ("time-as-text", b"1767600000000", b'"1767600000000"'),
        ("past-not-a-list", b'"past":[]', b'"past":{}'),
        ("past-odd", b'"past":[]', b'"past":["00000000000000AA"]'),
        ("revision-short", b"00000000000000aa", b"0000000000000aa"),
        ("revision-with-newline", b"00000000000000aa", b"00000000000000aa\\n"),
        (
            "id-in-capitals",
            b'"id":"5f0c3a52-7c1e-4f5e-9a55-0d2f6f3f9c01","op"',
            b'"id":"5F0C3A52-7C1E-4F5E-9A55-0D2F6F3F9C01","op"',
        ),
        ("table-without-year", b"entry-2026", b"entry"),
        ("table-hides-an-id", b"entry-2026", b"entry-2026 5f0c3a52"),
        (
            "document-is-a-list",
            b'{"id":"5f0c3a52-7c1e-4f5e-9a55-0d2f6f3f9c01","kind":"entry","text":"The tea was warm."}',
            b"[]",
        ),
    ):
        if base.count(old) < 1:
            raise SystemExit(name)
        add(name, base.replace(old, new, 1))
    add("byte-order-mark", b"\xef\xbb\xbf" + base)
    add("utf-16", base.decode().encode("utf-16-le"))
    add("something-behind", base + b"{}")
    add("cut", base[:-1])
    add("empty", b"")
    add("a-list", b"[]")
    add("ops-missing", b'{"v":1}')
    add("op-without-name", b'{"ops":[{"at":1}],"v":1}')
    add("op-not-an-object", b'{"ops":[1],"v":1}')
    add("nested-too-deep", b'{"ops":' + b"[" * 5_000 + b"]" * 5_000 + b',"v":1}')
    add("seen-odd", text_of([{"op": "seen", "items": ["00"]}]))
    add("seed-odd", text_of([{"op": "seed", "key_id": "ab" * 8, "seed": "cd" * 31}]))
    add("newer-version", text_of([], v=2), "newer")
    add("newer-op", text_of([{"op": "fold", "id": RECORD}]), "newer")
    add("newer-name-in-op", text_of([put(device="b")]), "newer")
    add("newer-name-in-envelope", text_of([put()], by="b"), "newer")
    add("newer-op-that-also-changes-types", text_of([{"op": "fold"}, put(at="soon")]), "newer")


def item_vectors(out: Vectors) -> None:
    """Make sealed items and the ``.pub`` file."""
    public = keys.inbox_public(SEED)
    doc = b'{"id":"5f0c3a52-7c1e-4f5e-9a55-0d2f6f3f9c01","kind":"entry","text":"A cool room."}'
    past = ["00000000000000aa"]

    def item(
        name: str, data: bytes, error: str = "damaged", item_id: bytes = ITEM_ID, vault_id: bytes = VAULT_ID
    ) -> None:
        more = {"item_id": item_id.hex(), "vault_id": vault_id.hex(), "seed": SEED.hex()}
        out.add("item", name, data, {"error": error}, **more)

    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

    def holding(plain: bytes) -> Callable[[], bytes]:
        head = b"JVI1\x01\0\x01\0" + VAULT_ID + hashlib.sha256(public).digest()[:8]
        return lambda: head + suite.encrypt(plain, keys.inbox_private(SEED).public_key(), b"jv1 inbox" + head + ITEM_ID)

    good = out.sealed("good", lambda: sealed.seal(public, VAULT_ID, ITEM_ID, doc, past))
    item("good", good)
    out.index[-1]["expect"] = {"past": past, "doc": json.loads(doc)}
    item("other-name", good, item_id=drawn("other item", 16))
    item("other-vault", good, vault_id=drawn("other vault", 16))
    item("newer-format", good[:4] + b"\x02" + good[5:], "newer")
    for name, at in {
        "magic": 0,
        "suite": 6,
        "vault-id": 8,
        "key-id": 24,
        "mlkem-part": 32,
        "x25519-part": 1120,
    }.items():
        item(f"changed-{name}", good[:at] + bytes([good[at] ^ 2]) + good[at + 1 :])
    item("changed-ciphertext", good[:1152] + bytes([good[1152] ^ 1]) + good[1153:])
    item("changed-tag", good[:-1] + bytes([good[-1] ^ 1]))
    item("cut", good[:-1])
    item("longer", good + b"\0")
    item("empty", b"")
    content = b'{"doc":' + doc + b',"past":[],"v":1}'
    for name, plain, error in (
        ("newer-name", frames.pad(content.replace(b'"v":1', b'"by":1,"v":1')), "newer"),
        ("newer-version", frames.pad(content.replace(b'"v":1', b'"v":2')), "newer"),
        ("document-a-list", frames.pad(b'{"doc":[],"past":[],"v":1}'), "damaged"),
        ("name-twice", frames.pad(content.replace(b'"v":1', b'"v":1,"v":1')), "damaged"),
        ("padding-not-zero", frames.pad(content)[:-1] + b"\x01", "damaged"),
        ("length-beyond-plaintext", (1021).to_bytes(4, "little").ljust(1024, b"\0"), "damaged"),
        ("length-that-no-padding-gives", frames.pad(content) + b"\0", "damaged"),
    ):
        item(name, out.sealed(name, holding(plain)), error)

    def pub(name: str, data: bytes, error: str | None = "damaged") -> None:
        expect = {"error": error} if error else {"public": public.hex()}
        out.add("pub", name, data, expect, vault_id=VAULT_ID.hex())

    good_pub = sealed.encode_pub(VAULT_ID, public)
    pub("good", good_pub, None)
    pub("other-vault", sealed.encode_pub(drawn("other vault", 16), public))
    pub("changed-key", good_pub[:99] + bytes([good_pub[99] ^ 1]) + good_pub[100:])
    pub("cut", good_pub[:-1])
    pub("longer", good_pub + b"\0")


def passphrase_vectors(out: Vectors) -> None:
    """Make what may be typed, and the bytes that go into the key derivation."""
    for name, raw, normal in (
        ("ascii", b"two  spaces ", b"two  spaces "),
        ("decomposed", "e\u0301".encode(), "\u00e9".encode()),
        ("compatibility", "\ufb01\u2160".encode(), b"fiI"),
        ("longest", b"x" * 1024, b"x" * 1024),
        ("empty", b"", None),
        ("too-long", b"x" * 1025, None),
        ("too-long-once-composed", "\ufdfa".encode() * 200, None),
        ("newline", b"a\n", None),
        ("delete", b"a\x7f", None),
        ("c1-control", "a\u0085\u00e9".encode(), None),
        ("control-beside-letters", "\u00e9\t".encode(), None),
        ("unassigned", "a\u0378".encode(), None),
        ("not-utf-8", b"\xff\xfe", None),
        ("surrogate", b"\xed\xa0\x80", None),
    ):
        out.add("passphrase", name, raw, {"error": "refused"} if normal is None else {"normal": normal.hex()})


def main() -> int:
    """Write the vectors, or with ``--check`` say whether those committed are the ones made here."""
    out = Vectors()
    for make in (header_vectors, recovery_vectors, log_vectors, transaction_vectors, item_vectors, passphrase_vectors):
        make(out)
    out.files["index.json"] = json.dumps(out.index, indent=1, ensure_ascii=True).encode() + b"\n"
    if "--check" in sys.argv[1:]:
        kept = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.is_file()}
        wrong = sorted(name for name in kept.keys() | out.files.keys() if kept.get(name) != out.files.get(name))
        print("\n".join(wrong) if wrong else f"{len(out.index)} vectors are as they should be")
        return bool(wrong)
    FOLDER.mkdir(exist_ok=True)
    for stale in {path.name for path in FOLDER.iterdir() if path.is_file()} - out.files.keys():
        (FOLDER / stale).unlink()
    for name, data in out.files.items():
        (FOLDER / name).write_bytes(data)
    print(f"{len(out.index)} vectors, {sum(map(len, out.files.values())):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
