"""``backup``, ``restore``, ``merge`` and ``salvage`` as a person and a script meet them."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_passphrase_source import ended, spawn

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program


def texts(program: Program, *vault: str) -> list[str]:
    """Return the first sentences of the entries that a vault shows."""
    listed = program(*vault, "list", "--json")
    assert listed.code == 0, listed.err
    return sorted(line.split('"text":"')[1].split('"')[0] for line in listed.out.splitlines() if '"text":"' in line)


def taken_in(program: Program, *words: str, vault: tuple[str, ...] = ()) -> list[str]:
    """Add entries, each in a save of its own, and return their ids."""
    ids = []
    for each in words:
        ids.append(program(*vault, "add", each).out.strip())
        assert program(*vault, "list").code == 0
    return ids


def other_machine(program: Program) -> Path:
    """Copy the vault's folder as a sync tool would."""
    return shutil.copytree(program.vault, program.home / "other.vault")


def damage(program: Program, save: int) -> None:
    """Change one bit in a save, from 0."""
    journal = program.vault / "journal"
    data = bytearray(journal.read_bytes())
    data[8192 + save * (1024 + 64) + 300] ^= 1
    journal.write_bytes(data)


def test_a_backup_is_quiet_private_and_never_over_a_file(program: Program) -> None:
    """Nothing is said, the file is the owner's alone, and a second one of that name is refused before any question."""
    taken_in(program, "warm feet")
    target = program.home / "my backup"
    told = program("backup", "-o", str(target))
    assert (told.code, told.out, told.err) == (0, "", "")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    before = target.read_bytes()
    again = program("backup", "-o", str(target), key=False)
    assert (again.code, again.out, again.err) == (2, "", "There is a file of that name already; it was not touched.\n")
    assert target.read_bytes() == before
    assert b"warm" not in before


def test_on_a_terminal_a_backup_says_that_it_was_checked(program: Program) -> None:
    """In one sentence; a script has the exit code."""
    child = spawn(program, "--passphrase-file", str(program.key_file), "backup", "-o", str(program.home / "copy"))
    code, shown = ended(child)
    assert (code, b" ".join(shown.split()).count(b"read back and sound.")) == (0, 1)


def test_a_backup_is_made_while_the_app_is_open(program: Program) -> None:
    """It needs no lock; a note that was sealed since then is not in it, and that is said."""
    taken_in(program, "warm feet")
    assert program("add", "sealed").code == 0
    with (program.vault / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = program("backup", "-o", str(program.home / "copy"))
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith("Not in it yet: 1 sealed note; one made after the next unlock has them.")
    assert (program.home / "copy").stat().st_size > 8192


def test_a_backup_needs_its_file_named(program: Program) -> None:
    """It never goes to a terminal."""
    assert program("backup").code == 2


def test_restore_says_first_whose_passphrase_applies(program: Program) -> None:
    """On standard error, before anything is asked; then what it did, and where the journal until now is."""
    kept, gone = taken_in(program, "warm feet", "cold hands")
    assert program("backup", "-o", str(program.home / "copy")).code == 0
    assert program("delete", gone, "--yes").code == 0
    taken_in(program, "written since")
    told = program("restore", str(program.home / "copy"))
    assert told.code == 0
    assert told.err.startswith("After a restore the journal opens with the passphrase that the backup has")
    first, second, third = told.out.splitlines()
    assert first == "Restored: 2 records; 1 of them over a later change."
    assert second.startswith(f"The journal until now is kept as {program.vault}/set-aside/")
    assert third.startswith("It holds 1 record beyond the backup; comfort-journal merge")
    assert texts(program) == ["cold hands", "warm feet"]
    aside = next((program.vault / "set-aside").iterdir())
    assert program("merge", str(aside)).out == "Records: 1 added.\n"
    assert texts(program) == ["cold hands", "warm feet", "written since"]
    assert program("show", kept[:8]).code == 0


def test_restore_brings_a_vault_back_that_is_gone(program: Program) -> None:
    """The place is remembered, and the backup goes there."""
    taken_in(program, "warm feet")
    assert program("backup", "-o", str(program.home / "copy")).code == 0
    shutil.rmtree(program.vault)
    assert program("list", key=False).code == 7
    assert program("restore", str(program.home / "copy")).code == 0
    assert texts(program) == ["warm feet"]
    assert program("verify").code == 0


def test_two_machines_are_merged(program: Program) -> None:
    """What was done on either is there, the other folder is as it was, and a second time nothing is new."""
    first, second = taken_in(program, "warm feet", "cold hands")
    other = other_machine(program)
    taken_in(program, "here")
    taken_in(program, "there", vault=("--vault", str(other)))
    assert program("--vault", str(other), "verify", "--accept").code == 0
    assert program("--vault", str(other), "delete", first, "--yes").code == 0
    before = (other / "journal").read_bytes()
    assert program("verify", "--accept").code == 0
    told = program("merge", str(other))
    assert (told.code, told.out, told.err) == (0, "Records: 1 added, 1 removed.\n", "")
    assert texts(program) == ["cold hands", "here", "there"]
    assert (other / "journal").read_bytes() == before
    assert program("merge", str(other)).out == "The other copy holds no record that is not here.\n"
    assert program("show", second).code == 0


def test_a_copy_with_another_passphrase_needs_it(program: Program) -> None:
    """Exit 3 with the way to give it; given, the newer key stays and that is said."""
    taken_in(program, "warm feet")
    other = other_machine(program)
    new = program.home / "new passphrase"
    new.write_text("another horse\n")
    assert program("passphrase", "--new-passphrase-file", str(new), "--no-recovery").code == 0
    told = program("--vault", str(other), "merge", str(program.vault))
    assert told.code == 3
    assert "--other-passphrase-file" in told.err
    program("--vault", str(other), "verify", "--accept")
    told = program("--vault", str(other), "merge", str(program.vault), "--other-passphrase-file", str(new))
    assert told.code == 0
    assert "from now on its passphrase opens this journal" in told.err
    assert program("--vault", str(other), "list").code == 3
    program.key_file.write_text("another horse\n")
    assert texts(program, "--vault", str(other)) == ["warm feet"]


def test_a_conflict_copy_is_offered_and_merged(program: Program) -> None:
    """Any command that reads says it lies there; after the merge it is quiet, and verify says it is not needed."""
    taken_in(program, "warm feet")
    other = other_machine(program)
    taken_in(program, "there", vault=("--vault", str(other)))
    copy = program.vault / "journal.sync-conflict-20260105-214000-ABCDEFG"
    shutil.copy(other / "journal", copy)
    assert program("verify", "--accept").code == 0
    assert str(copy) in program("list").err
    told = program("merge", str(copy))
    assert (told.code, told.err) == (0, "")
    assert program("list").err == ""
    assert f"{copy} holds nothing that is not here too" in program("verify").err
    assert copy.exists()


def test_a_damaged_vault_is_salvaged(program: Program) -> None:
    """The readers name the command; what verifies is in the new vault; the old one is as it was."""
    taken_in(program, "warm feet", "cold hands", "soft rain")
    damage(program, 1)
    assert "salvage" in program("list").err
    before = (program.vault / "journal").read_bytes()
    new = program.home / "new.vault"
    told = program("salvage", "-o", str(new))
    assert told.code == 0
    assert told.out == "2 records from 2 saves are in the new vault.\n"
    assert told.err.startswith("Save number 2 could not be read.\n")
    assert "cold" not in told.err
    assert (program.vault / "journal").read_bytes() == before
    assert texts(program, "--vault", str(new)) == ["soft rain", "warm feet"]
    assert program("salvage", "-o", str(new), key=False).code == 2


def test_merging_a_damaged_copy_ends_with_4(program: Program) -> None:
    """What verifies was taken in all the same."""
    taken_in(program, "warm feet")
    other = other_machine(program)
    taken_in(program, "cold hands", "soft rain")
    damage(program, 1)
    told = program("--vault", str(other), "merge", str(program.vault / "journal"))
    assert told.code == 4
    assert program("--vault", str(other), "verify", "--accept").code == 0
    assert texts(program, "--vault", str(other)) == ["soft rain", "warm feet"]


@pytest.mark.parametrize("command", ["restore", "merge"])
def test_what_is_no_copy_of_this_vault_is_refused(program: Program, command: str) -> None:
    """Another vault, a holiday picture, nothing: nothing is changed, and no name is said but the path given."""
    taken_in(program, "warm feet")
    before = {path: path.read_bytes() for path in program.vault.rglob("*") if path.is_file()}
    foreign = program.home / "foreign.vault"
    assert program("--vault", str(foreign), "init", "--kdf-memory", "64").code == 0
    (foreign / "Letters to Anna.txt").write_text("mine")
    (program.home / "holiday.jpg").write_bytes(b"\xff\xd8" * 9000)
    for other, code in (("foreign.vault", 2), ("holiday.jpg", 2), ("nothing", 7)):
        told = program(command, str(program.home / other))
        assert (told.code, told.out) == (code, "")
        assert "Anna" not in told.err
    assert {path: path.read_bytes() for path in program.vault.rglob("*") if path.is_file()} == before


def test_restore_and_merge_wait_for_nobody(program: Program) -> None:
    """In use by another process is exit 5, and a wrong passphrase exit 3."""
    taken_in(program, "warm feet")
    assert program("backup", "-o", str(program.home / "copy")).code == 0
    with (program.vault / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        codes = [program(command, str(program.home / "copy")).code for command in ("restore", "merge")]
    assert codes == [5, 5]
    program.key_file.write_text("wrong horse\n")
    assert program("restore", str(program.home / "copy")).code == 3


def test_verify_keeps_a_backup_once_a_day(program: Program) -> None:
    """After a clean check, and not after one that found damage."""
    taken_in(program, "warm feet", "cold hands")
    damaged = program.vault / "backups"
    assert program("verify").code == 0
    (made,) = damaged.iterdir()
    assert made.name == "1.journal"
    first = made.stat().st_mtime_ns
    assert program("verify").code == 0
    assert made.stat().st_mtime_ns == first
    made.unlink()
    damage(program, 0)
    assert program("verify").code == 4
    assert not list(damaged.iterdir())


def test_a_full_disk_is_exit_1_and_nothing_is_left(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words, for every command that writes."""
    taken_in(program, "warm feet")
    other = other_machine(program)
    taken_in(program, "there", vault=("--vault", str(other)))
    assert program("verify", "--accept").code == 0
    assert program("backup", "-o", str(program.home / "copy")).code == 0
    before = (program.vault / "journal").read_bytes()

    def full(*_: object) -> int:
        raise OSError(28, "canary")

    with monkeypatch.context() as patched:
        patched.setattr("comfort_journal.vault.disk.Disk.write_all", full)
        told = [
            program("backup", "-o", str(program.home / "new")),
            program("restore", str(program.home / "copy")),
            program("merge", str(other)),
            program("salvage", "-o", str(program.home / "new.vault")),
        ]
    assert [each.code for each in told] == [1] * 4
    assert all("No space left on device" in each.err and "canary" not in each.err for each in told)
    assert not (program.home / "new").exists()
    assert (program.vault / "journal").read_bytes() == before
    assert not os.path.lexists(program.vault / "journal.new")
    assert not os.path.lexists(program.home / "new.vault" / "journal")
