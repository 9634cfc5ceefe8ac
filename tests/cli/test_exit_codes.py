"""Every exit code of the contract, each reached for real."""

from __future__ import annotations

import fcntl
import hashlib
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from comfort_journal import cli
from comfort_journal.cli import list_show
from comfort_journal.errors import BadInput, ComfortError, NotSaved

if TYPE_CHECKING:
    from conftest import Program


def test_0_done(program: Program) -> None:
    """A command that worked and has nothing to say says nothing."""
    told = program("list")
    assert (told.code, told.out, told.err) == (0, "", "")


def test_1_an_unexpected_fault_shows_no_word(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence with the fault's type; its text, its locals and its trace stay inside."""

    def fail() -> None:
        canary = "warm feet"
        raise RuntimeError(canary)

    monkeypatch.setattr(list_show, "today", fail)
    told = program("list", "--from", "today")
    assert (told.code, told.out) == (1, "")
    assert told.err == "Something unexpected went wrong (RuntimeError). What is saved in the journal is untouched.\n"


def test_1_the_disk_refuses(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told in words, and no half export stays."""

    def full(_: int) -> None:
        raise OSError(28, "canary")

    monkeypatch.setattr(os, "fsync", full)
    told = program("export", "--yes", "-o", str(program.home / "out.json"))
    assert (told.code, told.err) == (
        1,
        "The disk refused the write (No space left on device). Nothing of it was left behind.\n",
    )
    assert not (program.home / "out.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-command",),
        ("list", "--no-such-option"),
        ("list", "--kind", "mood"),
        ("list", "--limit", "0"),
        ("list", "--from", "12.3.2025"),
        ("show", "abc"),
        ("search",),
        ("init",),
        ("delete", "0000"),
        ("export",),
        ("import", "no-such-file"),
        ("init", "--kdf-memory", "8"),
    ],
)
def test_2_wrong_usage_or_input(program: Program, arguments: tuple[str, ...]) -> None:
    """It is said on standard error in a line or two, and nothing was changed."""
    if arguments[0] == "delete":
        arguments = ("delete", program("add", "x").out[:8])
        program("list")  # takes it in
    before = _everything(program)
    told = program(*arguments)
    assert told.code == 2
    assert not told.out
    assert 1 <= len(told.err.splitlines()) <= 2
    assert _everything(program) == before


def test_an_option_behind_its_command_is_told_its_place(program: Program) -> None:
    """One of every command, as for the passphrase; of no other is that said, nor of one that no command has."""
    told = program("init", "--passphrase-file", "x")
    assert told.code == 2
    assert "stands before the command: " in told.err
    assert told.err.splitlines()[0].endswith(" --passphrase-file ... init")
    for other in ("--nonsense", "--kind"):
        assert "stands before" not in program("init", other).err


def _everything(program: Program) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in program.vault.rglob("*") if path.is_file()}


def test_3_wrong_passphrase(program: Program) -> None:
    """Told apart from damage; nothing is limited or destroyed."""
    program.key_file.write_text("wrong horse\n")
    assert program("list").code == 3


def _damage(program: Program) -> None:
    journal = program.vault / "journal"
    data = bytearray(journal.read_bytes())
    data[8192 + 60] ^= 1
    journal.write_bytes(data)


def _fill(program: Program) -> list[str]:
    ids = []
    for words in ("first", "second", "third"):
        ids.append(program("add", words).out.strip())
        assert program("list").code == 0
    return ids


def test_4_damaged(program: Program) -> None:
    """Who writes is refused; a reader prints what verified and ends with 4; verify names it."""
    ids = _fill(program)
    _damage(program)
    listed = program("list", "--json")
    assert listed.code == 4
    assert listed.out == "[\n\n]\n"
    assert listed.err.count("\n") >= 1
    assert program("delete", ids[0], "--yes").code == 4
    assert program("verify").code == 4
    assert program("add", "still possible").code == 0


def test_4_changes_missing(program: Program) -> None:
    """A copy put back from earlier is read with a notice and exit 0, and written only after ``verify --accept``."""
    _fill(program)
    earlier = (program.vault / "journal").read_bytes()
    ids = _fill(program)
    (program.vault / "journal").write_bytes(earlier)
    listed = program("list")
    assert listed.code == 0
    assert "third" in listed.out
    assert listed.err
    kept = program("list", "--json").out
    assert ids[0] not in kept
    here = program("list", "--json", "--limit", "1").out.split('"id":"')[1][:36]
    assert program("delete", here, "--yes").code == 4
    assert program("verify").code == 4
    assert program("verify", "--accept").code == 0
    assert program("delete", here, "--yes").code == 0


def test_5_in_use(program: Program) -> None:
    """Another process holds the lock: reading goes on, writing does not."""
    added = program("add", "warm feet").out.strip()
    with (program.vault / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = program("delete", added, "--yes")
        listed = program("list")
    assert told.code == 5
    assert str(os.getpid()) in told.err
    assert (listed.code, "warm feet" in listed.out) == (0, True)


def test_6_newer(program: Program) -> None:
    """A vault of a later version is told before the passphrase is asked for."""
    journal = program.vault / "journal"
    data = bytearray(journal.read_bytes())
    for copy in (0, 4096):
        data[copy + 8] = 2
        data[copy + 4064 : copy + 4096] = hashlib.sha256(data[copy : copy + 4064]).digest()
    journal.write_bytes(data)
    assert program("list", key=False).code == 6


def test_7_no_such_vault_or_record(bare: Program) -> None:
    """Told before a passphrase is asked for or standard input is read."""
    assert bare("list", key=False).code == 7
    assert bare("add", "-", stdin=b"\xff").code == 7
    assert bare("init", "--kdf-memory", "64").code == 0
    assert bare("show", "00000000").code == 7


def test_130_interrupted(program: Program) -> None:
    """Ctrl-C leaves nothing half-done and says nothing."""
    child = subprocess.Popen(
        [sys.executable, "-m", "comfort_journal", "add", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=program.environment,
    )
    assert child.stdin is not None
    # It blocks in its read once it has taken everything that was written.
    child.stdin.write(b"x" * 200_000)
    child.stdin.flush()
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=30)
    assert (child.returncode, out, err.strip()) == (130, b"", b"")
    assert not list((program.vault / "inbox").iterdir())


def test_a_closed_pipe_is_quiet(program: Program) -> None:
    """Whoever reads may stop early; no complaint follows."""
    program("add", "x" * 300_000)
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as nobody:
        done = subprocess.run(
            [sys.executable, "-m", "comfort_journal", "--passphrase-file", str(program.key_file), "list", "--json"],
            stdout=nobody,
            stderr=subprocess.PIPE,
            env=program.environment,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("fault", [BadInput("so"), NotSaved("so"), *(kind("so") for kind in [ComfortError])])
def test_every_fault_of_ours_is_its_sentence_and_its_code(fault: ComfortError) -> None:
    """The tree of errors is the table of exit codes."""
    assert cli.told(fault) == (fault.exit_code, "so")
