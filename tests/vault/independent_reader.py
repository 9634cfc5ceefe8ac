"""A second reader of JV1, written from docs/vault-format.md alone; it imports nothing of the program."""
# A page's worth of code, kept at its shortest.
# ruff: noqa: ANN001, ANN201, ANN202, D101, D103

import hashlib
import hmac
import json
import re
import struct
import zlib
from unicodedata import category, normalize

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

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
    key, x, seq, tag, found = AESGCMSIV(hkdf(vk, copy[32:48], b"jv1 log")), 8192, 0, copy[4032:4048], []
    said = {"copies": copies, "transactions": found}
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
