"""``scripts/read_vault.py`` opens a journal for somebody who has nothing else of this project."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.vault.state import VaultState
from comfort_journal.vault.transaction import Del, Put

if TYPE_CHECKING:
    from random import Random

    from comfort_journal.vault.transaction import Op

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "read_vault.py"
KEPT = ROOT / "tests" / "vectors" / "vaults"
INDEX: dict[str, dict[str, Any]] = json.loads((KEPT / "index.json").read_bytes())
OLD = INDEX["format-1"]
PASSPHRASE = bytes.fromhex(OLD["passphrase"])

_spec = importlib.util.spec_from_file_location("read_vault", SCRIPT)
reader = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(reader)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of a vault that has seen everything, among it notes that still wait in the inbox, and a draft."""
    return Path(shutil.copytree(KEPT / "format-1.vault", tmp_path / "journal.vault"))


def read(*arguments: object, given: bytes = PASSPHRASE) -> tuple[int, str, str]:
    """Run the reader on its own, with a secret in a pipe; return its exit code and both outputs."""
    command = [sys.executable, "-I", SCRIPT, *map(str, arguments)]
    done = subprocess.run(command, input=given + b"\n", capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def texts(printed: str) -> list[str]:
    """Return the texts of JSON lines."""
    return [json.loads(line)["text"] for line in printed.splitlines()]


@pytest.mark.parametrize(
    ("options", "given"), [((), PASSPHRASE), ((), b"  " + PASSPHRASE + b"\t"), (("--code",), OLD["code"].encode())]
)
def test_it_prints_every_record_and_changes_nothing(folder: Path, options: tuple[str, ...], given: bytes) -> None:
    """By passphrase, by one copied with blanks, by recovery code; what waits and a draft are among them."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, printed, said = read(folder, "--json", *options, given=given)
    assert (code, said) == (0, "")
    assert sorted(texts(printed)) == sorted(OLD["texts"] + OLD["drafts"])
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_it_prints_plain_text_of_a_backup_too(folder: Path) -> None:
    """A file of its own is enough; what waits in no folder is not there."""
    (backup,) = (folder / "backups").iterdir()
    code, printed, said = read(backup)
    assert (code, said) == (0, "")
    assert "2026-01-05T21:40:00+00:00  entry\nThe tea was warm.\n" in printed
    assert 'tags: ["rain"]' in printed
    assert "Unsaved words." not in printed


def test_a_text_cannot_move_the_cursor_of_who_reads_it() -> None:
    """Controls and marks that turn the order of reading are replaced; letters of every script, tabs and lines stay."""
    shown = reader.as_text({"kind": "entry", "at": "", "text": "a\x1b[2J\x9b\u202eb\n\tक्‍ष 👩‍👧"})
    assert shown == "entry\na\ufffd[2J\ufffd\ufffdb\n\tक्‍ष 👩‍👧\n"


@pytest.mark.parametrize(
    ("name", "given", "code", "word"),
    [
        ("format-1", b"another one", 3, "does not open"),
        ("format-1", b"", 2, "cannot be"),
        ("newer-format", PASSPHRASE, 6, "newer version"),
        ("newer-save", PASSPHRASE, 6, "newer version"),
        ("newer-op", PASSPHRASE, 6, "newer version"),
        ("no-such", PASSPHRASE, 7, "no journal"),
    ],
)
def test_a_fault_is_one_sentence_with_the_programs_own_exit_code(name: str, given: bytes, code: int, word: str) -> None:
    """And prints nothing else."""
    found, printed, said = read(KEPT / f"{name}.vault", given=given)
    assert (found, printed) == (code, "")
    assert word in said
    assert said.count("\n") == 1


def test_a_mistyped_recovery_code_is_a_typing_error(folder: Path) -> None:
    """As its last two characters tell."""
    code, printed, said = read(folder, "--code", given=OLD["code"].encode()[:-1] + b"2")
    assert (code, printed) == (2, "")
    assert "typing error" in said


def test_damage_is_said_after_what_could_be_read(folder: Path) -> None:
    """A byte changed in a frame with another behind it, a tail that was cut, and a note that does not open."""
    journal = folder / "journal"
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole[8192:8300])
    next(folder.glob("inbox/*.seal")).write_bytes(b"JVI1")
    code, printed, said = read(folder, "--json")
    assert code == 0
    assert "The last 108 bytes are a save that was never finished" in said
    assert "does not open, and is left out." in said
    assert len(texts(printed)) == len(OLD["texts"])
    journal.write_bytes(whole[:9000] + b"?" + whole[9001:] + whole[8192:])
    code, printed, said = read(folder, "--json")
    assert code == 4
    assert "are damaged" in said


def test_it_asks_on_a_terminal_and_shows_nothing_of_the_answer(folder: Path) -> None:
    """The passphrase is no argument, and no letter of it comes back."""
    child = pexpect.spawn(sys.executable, ["-I", str(SCRIPT), str(folder)], encoding="utf-8", timeout=30)
    child.expect_exact("Passphrase: ")
    child.sendline(PASSPHRASE.decode())
    child.expect(pexpect.EOF)
    assert "The tea was warm." in child.before
    assert "a passphrase for ever" not in child.before
    child.close()
    assert child.exitstatus == 0


IDS = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"]


@given(
    st.lists(
        st.tuples(st.sampled_from(IDS), st.integers(0, 3), st.sampled_from([*"abc", None]), st.sets(st.integers(0, 9)))
    ),
    st.randoms(use_true_random=False),
)
def test_what_the_versions_of_a_record_come_to_is_what_the_program_shows(
    said: list[tuple[str, int, str | None, set[int]]], chance: Random
) -> None:
    """Of edits, deletions and copies in conflict, in whatever order they are heard."""
    heard: list[tuple[Op, dict[str, Any]]] = []
    for n, (name, at, text, replaced) in enumerate(said):
        past = tuple(f"{number:016x}" for number in sorted(replaced) if number < n)
        common = {"table": "entry-2026", "id": name, "at": at, "rev": f"{n:016x}", "past": past}
        doc = {"id": name, "text": text}
        op: Op = Del(**common) if text is None else Put(**common, said=msgspec.json.encode(doc))
        heard.append((op, common | ({} if text is None else {"doc": doc})))
    chance.shuffle(heard)
    state, mine = VaultState(), {}
    for op, plain in heard:
        state.apply([op])
        reader.apply(mine, plain)
    theirs = [msgspec.json.decode(each.document()) for each in state.shown()]
    assert [doc for versions in mine.values() for doc in reader.shown(versions)] == theirs


def test_a_note_that_was_taken_in_is_not_looked_at_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its file may come back by a sync tool; what the log says of it holds."""
    asked: list[str] = []
    monkeypatch.setattr(reader, "open_item", lambda path, *_: asked.append(path.stem))
    first, *others = sorted(path.stem for path in folder.glob("inbox/*"))
    reader.records(folder, [[{"op": "seen", "items": [first]}]], bytes(16), bytes(32))
    assert asked == others
