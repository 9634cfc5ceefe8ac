"""The committed vectors: the program and an independent reader must both say what stands in the index."""

from __future__ import annotations

import ast
import functools
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.errors import BadInput, Damaged, NewerFormat, WrongPassphrase
from comfort_journal.vault import frames, header, keys, recovery, sealed, strict_json, transaction
from comfort_journal.vault.passphrase import normalise

if TYPE_CHECKING:
    from tests.conftest import Figure

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "vectors"
INDEX = json.loads((FOLDER / "index.json").read_bytes())
WORDS = {BadInput: "refused", Damaged: "damaged", NewerFormat: "newer", WrongPassphrase: "wrong passphrase"}

_spec = importlib.util.spec_from_file_location("read_vault", ROOT / "scripts" / "read_vault.py")
reader = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(reader)

argon2 = functools.cache(reader.argon2)
derive_slot_key = functools.cache(keys.derive_slot_key)


def ops_of(payload: bytes) -> list[dict[str, Any]]:
    """Return a transaction's ops as plain JSON values."""
    return [op_of(op) for op in transaction.decode(payload)]


def op_of(op: transaction.Op) -> dict[str, Any]:
    """Return one op as it stands in the JSON."""
    value = {name: getattr(op, name) for name in op.__struct_fields__ if name != "said"}
    value = {name: list(part) if isinstance(part, tuple) else part for name, part in value.items()}
    if isinstance(op, transaction.Put):
        value["doc"] = strict_json.parse(op.doc)
    return value | {"op": type(op).__name__.lower()}


def program_journal(data: bytes, vector: dict[str, Any]) -> dict[str, Any]:
    """Return what the program says of a journal file."""
    if "code" in vector:
        opened = recovery.open_with_code(data[:8192], bytes.fromhex(vector["code"]))
    else:
        opened = header.open_header(data[:8192], bytes.fromhex(vector["passphrase"]))
    k_log = keys.log_key(opened.vk, opened.header.file_id)
    tip = frames.first_tip(opened.mac)
    log = frames.read_frames(k_log, opened.header.file_id, data[8192:], tip, pinned_seq=vector.get("pinned_seq"))
    end = "clean"
    if isinstance(log.end, frames.TornTail):
        end = ["torn", log.end.offset, log.end.remaining]
    elif isinstance(log.end, frames.DamagedRange):
        end = ["damage", log.end.start, log.end.end, log.end.seq]
    return {"copies": opened.copies, "transactions": [ops_of(one.payload) for one in log.frames], "end": end}


def program(vector: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return what the program says of a vector."""
    vault_id, item_id = (bytes.fromhex(vector.get(name, "")) for name in ("vault_id", "item_id"))
    match vector["kind"]:
        case "journal":
            return program_journal(data, vector)
        case "transaction":
            return {"ops": ops_of(data)}
        case "item":
            past, doc = sealed.open_sealed([bytes(32), bytes.fromhex(vector["seed"])], vault_id, item_id, data)
            return {"past": list(past), "doc": strict_json.parse(doc)}
        case "pub":
            return {"public": sealed.decode_pub(data, vault_id).hex()}
        case "passphrase":
            return {"normal": normalise(data).hex()}
        case "code":
            return {"normal": recovery.read_code(data).hex()}


def independent(vector: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return what the independent reader says of a vector."""
    vault_id, item_id = (bytes.fromhex(vector.get(name, "")) for name in ("vault_id", "item_id"))
    match vector["kind"]:
        case "journal":
            by_code = "code" in vector
            secret = bytes.fromhex(vector["code" if by_code else "passphrase"])
            return reader.read_journal(data, secret, vector.get("pinned_seq"), derive=argon2, recovery=by_code)
        case "transaction":
            return {"ops": reader.read_transaction(data)}
        case "item":
            return reader.read_item(data, vault_id, item_id, bytes.fromhex(vector["seed"]))
        case "pub":
            return reader.read_pub(data, vault_id)
        case "passphrase":
            return {"normal": reader.passphrase(data).hex()}
        case "code":
            return {"normal": reader.recovery_code(data).hex()}


@pytest.fixture
def derived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the same passphrase, salt and cost be derived once for all vectors."""
    monkeypatch.setattr(header, "derive_slot_key", lambda secret, *rest: derive_slot_key(bytes(secret), *rest))


@pytest.mark.parametrize("vector", INDEX, ids=lambda vector: f"{vector['kind']}-{vector['name']}")
def test_the_program_and_an_independent_reader_say_what_the_index_says(
    vector: dict[str, Any], derived_once: None
) -> None:
    """Both readers give the expected content or the expected error for every vector."""
    data = (FOLDER / vector["file"]).read_bytes()
    try:
        said = program(vector, data)
    except tuple(WORDS) as fault:
        said = {"error": WORDS[type(fault)]}
    assert said == vector["expect"]
    try:
        said = independent(vector, data)
    except reader.Fault as fault:
        said = {"error": str(fault)}
    assert said == vector["expect"]


def test_most_vectors_must_fail(figure: Figure) -> None:
    """At least 70 % of at least 100 vectors hold a fault that a reader must name."""
    faulty = [
        vector for vector in INDEX if "error" in vector["expect"] or vector["expect"].get("end", "clean") != "clean"
    ]
    assert len(INDEX) >= 100
    assert len(faulty) / len(INDEX) >= 0.7
    figure("vectors", committed=len(INDEX), must_fail=len(faulty))


def test_the_independent_reader_is_short_and_knows_nothing_of_the_program() -> None:
    """The reader that is given away has at most 300 lines of code and imports nothing from here."""
    text = Path(reader.__file__).read_text(encoding="utf-8")
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {getattr(node, "module", None) or each.name for node in imports for each in node.names}
    assert {name.partition(".")[0] for name in names} - sys.stdlib_module_names == {"cryptography"}
    assert len([line for line in text.splitlines() if line.strip() and not line.startswith(("#", '"""'))]) <= 300


def test_the_formats_page_has_whole_tables_and_counts_right() -> None:
    """Every table of offsets leaves no gap, and the page names the number of vectors there are."""
    page = (ROOT / "docs" / "vault-format.md").read_text(encoding="utf-8")
    assert f"holds {len(INDEX)} small" in " ".join(page.split())
    end = 0
    for offset, size in re.findall(r"^\| ([\d,]+) \| ([\d,]+) \|", page, re.MULTILINE):
        assert int(offset.replace(",", "")) in {0, end}
        end = int(offset.replace(",", "")) + int(size.replace(",", ""))


def test_the_generator_makes_exactly_the_committed_vectors() -> None:
    """``scripts/make_vectors.py --check`` finds no difference."""
    command = [sys.executable, ROOT / "scripts" / "make_vectors.py", "--check"]
    environment = {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
