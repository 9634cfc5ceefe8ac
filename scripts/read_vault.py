"""Opens a journal of Comfort Journal without Comfort Journal: ``python read_vault.py FOLDER_OR_FILE``.

It needs Python 3.9 or newer and ``pip install "cryptography>=48"``, and imports nothing of the program: it was written
from docs/vault-format.md alone. It asks for the passphrase without showing it (or takes the first line of a pipe),
changes nothing, writes nothing to the disk, and prints every record as text, or with ``--json`` as one JSON object
a line. ``--code`` asks for the recovery code. FILE is a journal or a backup. What a terminal shows may stay there.
"""
# Two pages' worth of code, kept at their shortest: what the bytes are, with the format's own figures; what they mean.
# ruff: noqa: ANN001, ANN201, ANN202, D101, D103, PLR2004

import argparse
import getpass
import hashlib
import hmac
import json
import re
import struct
import sys
import uuid
import zlib
from datetime import datetime
from pathlib import Path
from unicodedata import category, normalize

try:
    from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF
except ImportError:
    sys.exit('This reader needs the Python library cryptography, 48 or newer: pip install "cryptography>=48"')

MAGIC = b"\x89JV1\r\n\x1a\n"
CODE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTHS = {1024 << power for power in range(7)} | set(range(65536, 2**26 + 1, 65536))
OPS = {"put": "op table id at rev past doc", "del": "op table id at rev past", "seen": "op items"}
OPS = {name: set(names.split()) for name, names in (OPS | {"seed": "op key_id seed"}).items()}
SHAPES = {"rev": "[0-9a-f]{16}", "past": "[0-9a-f]{16}", "items": "[0-9a-f]{32}", "table": "[a-z_]+-[0-9]{4}"}
SHAPES |= {"id": "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "key_id": "[0-9a-f]{16}", "seed": "[0-9a-f]{64}"}


class Fault(Exception):
    pass


def need(condition, word="damaged"):
    if not condition:
        raise Fault(word)


def hkdf(key, salt, info):
    return HKDF(hashes.SHA256(), 32, salt, info).derive(key)


def passphrase(raw):
    text = raw.decode("utf-8", "surrogateescape")
    normal = normalize("NFKC", text).encode("utf-8", "surrogateescape")
    need(raw and max(len(raw), len(normal)) <= 1024 and not {"Cc", "Cn", "Cs"} & set(map(category, text)), "refused")
    return normal


def recovery_code(raw):
    text = raw.upper().translate(bytes.maketrans(b"ILO", b"110"), b" -").decode("latin-1")
    check = int.from_bytes(hashlib.sha256(b"jv1 code" + text[:30].encode()).digest()[:2], "big") >> 6
    need(re.fullmatch(f"[{CODE}]{{30}}{CODE[check >> 5]}{CODE[check & 31]}", text), "refused")
    return text.encode()


def argon2(secret, salt, m, t, p):
    return Argon2id(salt=salt, length=32, iterations=t, lanes=p, memory_cost=m).derive(secret)


def good(copy):
    return copy[:8] == MAGIC and copy[4064:] == hashlib.sha256(copy[:4064]).digest()


def checked(copy):
    need(copy[8:16] == b"\1\0\1\0\0\0\0\0" and any(copy[48:56]) and any(copy[56:64]) and not any(copy[256:4032]))
    for at, kind in (64, 1), (160, 2):
        slot, (m, t, p) = copy[at : at + 96], struct.unpack_from("<III", copy, at + 4)
        fits = 2**16 <= m <= 2**21 and 3 <= t <= 16 and 1 <= p <= 16 and m * t <= 2**23
        need(fits if kind == 1 else m == t == p == 0)
        need((kind == 2 and not any(slot)) or (slot[:4] == bytes([kind, 0, 0, 0]) and not any(slot[92:])))


def open_header(data, secret, derive, at=64):
    need(len(data) >= 8192)
    a, b = data[:4096], data[4096:8192]
    whole = [copy for copy in dict.fromkeys((a, b)) if good(copy)]
    formats = {int.from_bytes(copy[8:10], "little") if copy[:8] == MAGIC else 0 for copy in whole[:1] or (a, b)}
    need(len(formats) > 1 or formats.pop() <= 1, "newer")
    words = []
    for copy in whole:
        try:
            checked(copy)
            vault_id, slot, cost = copy[16:32], copy[at : at + 96], struct.unpack_from("<III", copy, at + 4)
            by_code = at == 160 and hkdf(secret, slot[16:32], b"jv1 recovery" + vault_id)
            aad = b"jv1 slot" + vault_id + slot[:1] + slot[4:32]
            vk = AESGCMSIV(by_code or derive(secret, slot[16:32], *cost)).decrypt(slot[32:44], slot[44:92], aad)
            words.append("changed")
            need(hmac.digest(hkdf(vk, vault_id, b"jv1 header mac"), copy[:4032], "sha256") == copy[4032:4064])
            return copy, vk, "same" if a == b else "differ" if len(whole) == 2 else "one bad"
        except InvalidTag:
            words.append("wrong passphrase")
        except Fault:
            continue
    raise Fault("wrong passphrase" if words and "changed" not in words else "damaged")


def unpad(plain):
    end = 4 + int.from_bytes(plain[:4], "little")
    need(end <= len(plain) and not any(plain[end:]))
    return plain[4:end]


def head_at(data, x):
    head, n = data[x : x + 48], int.from_bytes(data[x + 4 : x + 8], "little")
    whole = head[:4] == b"JVF1" and zlib.crc32(head[:44]).to_bytes(4, "little") == head[44:]
    return n if whole and n in LENGTHS else None


def read_journal(data, raw, pinned_seq=None, derive=argon2, *, recovery=False):
    secret, at = (recovery_code(raw), 160) if recovery else (passphrase(raw), 64)
    copy, vk, copies = open_header(data, secret, derive, at)
    return {"copies": copies} | read_log(data, copy, vk, pinned_seq)


def read_log(data, copy, vk, pinned_seq=None):
    key, x, seq, tag, found = AESGCMSIV(hkdf(vk, copy[32:48], b"jv1 log")), 8192, 0, copy[4032:4048], []
    said = {"transactions": found}
    while x < len(data):
        n, left, head = head_at(data, x), len(data) - x, data[x : x + 48]
        try:
            need(n and left >= n + 64 and head[8:32] == seq.to_bytes(8, "little") + tag)
            plain = key.decrypt(head[32:44], data[x + 48 : x + n + 64], copy[32:48] + head)
        except (Fault, InvalidTag):
            later = next((y for y in range(x + 64, len(data), 64) if head_at(data, y)), None)
            if later or left > (n + 64 if n else 65_600) or (pinned_seq is not None and pinned_seq >= seq):
                return said | {"end": ["damage", x, later or len(data), seq]}
            return said | {"end": ["torn", x, left]}
        try:
            text = unpad(plain)
        except Fault:
            return said | {"end": ["damage", x, x + n + 64, seq]}
        found.append(read_transaction(text))
        x, seq, tag = x + n + 64, seq + 1, data[x + n + 48 : x + n + 64]
    return said | {"end": "clean"}


def strict(text):
    def refuse(_):
        raise ValueError

    def once(pairs):
        return dict(pairs) if len(dict(pairs)) == len(pairs) else refuse(pairs)

    def integer(digits):
        return int(digits) if len(digits) < 18 and abs(int(digits)) < 2**53 else refuse(digits)

    hooks = {"object_pairs_hook": once, "parse_float": refuse, "parse_constant": refuse, "parse_int": integer}
    try:
        json.dumps(value := json.loads(text.decode(), **hooks), ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Fault("damaged") from None
    return value


def newer(value, names):
    return isinstance(value, dict) and ((type(value.get("v")) is int and value["v"] > 1) or value.keys() - names)


def shaped(listed, shape):
    need(isinstance(listed, list) and all(isinstance(x, str) and re.fullmatch(shape, x) for x in listed))


def read_transaction(text):
    value = strict(text)
    need(not newer(value, {"v", "ops"}), "newer")
    ops = value.get("ops") if isinstance(value, dict) else None
    named = [op for op in ops or () if isinstance(op, dict) and isinstance(op.get("op"), str)]
    need(all(op["op"] in OPS and op.keys() <= OPS[op["op"]] for op in named), "newer")
    need(isinstance(ops, list) and len(named) == len(ops) and repr(value.get("v")) == "1")
    for op in ops:
        need(op.keys() == OPS[op["op"]] and type(op.get("at", 0)) is int and isinstance(op.get("doc", {}), dict))
        for name in op.keys() & SHAPES.keys():
            shaped(op[name] if name in {"past", "items"} else [op[name]], SHAPES[name])
    return ops


def read_item(data, vault_id, item_id, seed):
    need(data[:4] != b"JVI1" or int.from_bytes(data[4:6], "little") <= 1, "newer")
    raw = hashlib.shake_256(seed).digest(96)
    kem, dh = mlkem.MLKEM768PrivateKey.from_seed_bytes(raw[:64]), x25519.X25519PrivateKey.from_private_bytes(raw[64:])
    public = kem.public_key().public_bytes_raw() + dh.public_key().public_bytes_raw()
    need(data[:32] == b"JVI1\1\0\1\0" + vault_id + hashlib.sha256(public).digest()[:8])
    need(len(data) - 32 - 1120 - 16 in LENGTHS and len(data) <= 2**20 + 1168)
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    try:
        plain = suite.decrypt(data[32:], MLKEM768X25519PrivateKey(kem, dh), b"jv1 inbox" + data[:32] + item_id)
    except InvalidTag:
        raise Fault("damaged") from None
    value = strict(unpad(plain))
    need(not newer(value, {"v", "past", "doc"}), "newer")
    need(isinstance(value, dict) and len(value) == 3 and repr(value.get("v")) == "1" and isinstance(value["doc"], dict))
    shaped(value["past"], SHAPES["past"])
    return {"past": value["past"], "doc": value["doc"]}


def read_pub(data, vault_id):
    need(len(data) == 1268 and data[:20] == b"JVP1" + vault_id and hashlib.sha256(data[:1236]).digest() == data[1236:])
    return {"public": data[20:1236].hex()}


HIDDEN = [*range(9), *range(11, 32), *range(127, 160), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F)]
MARKS = dict.fromkeys([*HIDDEN, *range(0x2066, 0x206A)], "\N{REPLACEMENT CHARACTER}")
UNTOLD = {"id", "kind", "at", "started_at", "text"}
FAULTS = {
    "refused": (2, "That cannot be a passphrase or a recovery code; look for a typing error."),
    "wrong passphrase": (3, "This does not open the journal (or somebody changed the file's first bytes)."),
    "damaged": (4, "The journal is damaged. Give a file in its folder backups/ instead."),
    "newer": (6, "A newer version of Comfort Journal wrote this; look for a newer reader."),
    "memory": (1, "There is too little memory to open this here."),
    "old": (1, "The OpenSSL behind this Python's cryptography is too old: 3.5 or newer is needed."),
}


def say(sentence):
    print(sentence, file=sys.stderr)


def open_with(data, raw, *, recovery):
    if recovery:
        return open_header(data, recovery_code(raw), argon2, 160)
    text, refusal = raw.decode("utf-8", "surrogateescape"), Fault("refused")
    bare = text.strip("\u200b\u2060\ufeff" + "".join(each for each in set(text) if each.isspace()))
    for way in dict.fromkeys((raw, bare.encode("utf-8", "surrogateescape"))):
        try:
            return open_header(data, passphrase(way), argon2)
        except Fault as fault:
            need(str(fault) in {"refused", "wrong passphrase"}, str(fault))
            refusal = fault
    raise refusal


def apply(state, op):
    here = state.setdefault(op["id"], [])
    if not any(op["rev"] == each["rev"] or op["rev"] in each["past"] for each in here):
        here[:] = [each for each in here if each["rev"] not in op["past"]] + [op]


def shown(versions):
    live = sorted(
        (each for each in versions if "doc" in each), key=lambda each: (each["at"], each["rev"]), reverse=True
    )
    for each in live[:1]:
        yield each["doc"]
    for each in live[1:]:
        if each["doc"] != live[0]["doc"]:
            made_of = b"jv1 copy" + uuid.UUID(each["id"]).bytes + bytes.fromhex(each["rev"])
            made = bytearray(hashlib.sha256(made_of).digest()[:16])
            made[6], made[8] = made[6] & 0x0F | 0x80, made[8] & 0x3F | 0x80
            yield each["doc"] | {"id": str(uuid.UUID(bytes=bytes(made))), "conflict_of": each["id"]}


def time_of(doc):
    return doc.get("at") or doc.get("started_at") or ""


def milliseconds(doc):
    return round(datetime.fromisoformat(time_of(doc)).timestamp() * 1000)


def open_item(path, vault_id, seeds):
    words = []
    for seed in seeds:
        try:
            return read_item(path.read_bytes(), vault_id, bytes.fromhex(path.stem), seed)
        except Fault as fault:
            words.append(str(fault))
    say(f"inbox/{path.name} {'is of a newer version' if 'newer' in words else 'does not open'}, and is left out.")
    return None


def records(folder, transactions, vault_id, vk):
    state, seen, seeds, drafts = {}, set(), [hkdf(vk, vault_id, b"jv1 inbox")], []
    for op in (op for ops in transactions for op in ops):
        if op["op"] == "seen":
            seen.update(op["items"])
        elif op["op"] == "seed":
            seeds.append(bytes.fromhex(op["seed"]))
        else:
            apply(state, op)
    for path in sorted(folder.glob("inbox/*")) if folder else ():
        if re.fullmatch(r"[0-9a-f]{32}\.(seal|draft)", path.name) and path.stem not in seen:
            item = open_item(path, vault_id, seeds)
            doc = item["doc"] if item else {}
            if path.suffix == ".draft":
                drafts += [doc] if doc else []
            elif doc.get("kind") in {"entry", "rating", "partner"}:
                apply(state, item | {"id": doc["id"], "rev": path.stem[:16], "at": milliseconds(doc)})
    found = [doc for versions in state.values() for doc in shown(versions)]
    return sorted(found, key=time_of) + drafts


def as_text(doc):
    lines = [f"{time_of(doc)}  {doc.get('kind', '')}".strip(), *([doc["text"]] if doc.get("text") else [])]
    for name, value in doc.items():
        if name not in UNTOLD and value not in (None, False, "", [], {}):
            lines.append(f"    {name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines).translate(MARKS) + "\n"


def ask(what):
    if not sys.stdin.isatty():
        return sys.stdin.buffer.readline().rstrip(b"\r\n")
    return getpass.getpass(f"{what}: ").encode("utf-8", "surrogateescape")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("journal", type=Path, help="the vault's folder, a journal file, or a backup")
    parser.add_argument("--code", action="store_true", help="ask for the recovery code instead of the passphrase")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    options = parser.parse_args()
    folder = options.journal if options.journal.is_dir() else None
    try:
        data = (folder / "journal" if folder else options.journal).read_bytes()
        raw = ask("Recovery code" if options.code else "Passphrase")
        copy, vk, _ = open_with(data, raw, recovery=options.code)
        log = read_log(data, copy, vk)
    except OSError as fault:
        say(f"There is no journal to read there ({fault.strerror}).")
        return 7
    except (Fault, MemoryError, UnsupportedAlgorithm) as fault:
        word = {MemoryError: "memory", UnsupportedAlgorithm: "old"}.get(type(fault), str(fault))
        code, sentence = FAULTS[word]
        say(sentence)
        return code
    for doc in records(folder, log["transactions"], copy[16:32], vk):
        print(json.dumps(doc) if options.json else as_text(doc))
    if log["end"][0] == "torn":
        say(f"The last {log['end'][2]} bytes are a save that was never finished, or is on its way; they are left out.")
    if log["end"][0] == "damage":
        say(f"Bytes {log['end'][1]} to {log['end'][2]} are damaged. What was saved before them is above.")
    return 4 if log["end"][0] == "damage" else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (KeyboardInterrupt, EOFError):
        sys.exit(130)
