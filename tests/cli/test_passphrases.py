"""What opens the vault is changed from the command line, and what is printed once is all there is of it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from comfort_journal.text.counts import say_size
from comfort_journal.vault.folder import Folder
from comfort_journal.vault.lock import VaultLock
from comfort_journal.vault.recovery import CODE_OPENS, make_code

if TYPE_CHECKING:
    from conftest import Program, Told

OLD, NEW = "correct horse", "quite other words"
CODE = re.compile(r"([0-9A-HJKMNP-TV-Z]{4} ){7}[0-9A-HJKMNP-TV-Z]{4}")


def new_words(program: Program, words: str = NEW) -> tuple[str, str]:
    """Return the option that gives a new passphrase."""
    file = program.home / "new"
    file.write_text(f"{words}\n")
    return "--new-passphrase-file", str(file)


def by(program: Program, secret: str, *arguments: str) -> Told:
    """Run a command whose passphrase option gives this secret."""
    file = program.home / "secret"
    file.write_text(f"{secret}\n")
    return program("--passphrase-file", str(file), *arguments, key=False)


@pytest.fixture
def with_code(bare: Program) -> tuple[Program, str]:
    """Return the program beside a vault that has a recovery code, and the code."""
    told = bare("init", "--kdf-memory", "64", "--recovery")
    assert told.code == 0
    return bare, told.out.strip()


def test_a_passphrase_is_changed(program: Program) -> None:
    """The old one opens nothing any more, the new one everything; copies elsewhere are named in words."""
    assert program("add", "-", stdin=b"before", key=False).code == 0
    told = program("passphrase", *new_words(program))
    assert (told.code, told.out) == (0, "")
    assert "Copies elsewhere still open with the old passphrase" in told.err
    assert by(program, OLD, "list").code == 3
    listed = by(program, NEW, "list")
    assert (listed.code, listed.err) == (0, "")
    assert "before" in listed.out
    assert by(program, NEW, "verify").code == 0


def test_a_wrong_passphrase_changes_nothing(program: Program) -> None:
    """Nor does a new one against the rules, or one that is given in two ways."""
    before = (program.vault / "journal").read_bytes()
    assert by(program, "another", "passphrase", *new_words(program)).code == 3
    assert program("passphrase", *new_words(program, "")).code == 2
    two_ways = program("passphrase", *new_words(program), "--new-passphrase-fd", "0")
    assert two_ways.code == 2
    assert (program.vault / "journal").read_bytes() == before


def test_init_prints_a_code_only_when_asked(with_code: tuple[Program, str], tmp_path: Path) -> None:
    """In 8 groups of 4 on standard output, with the sentence about paper beside it."""
    program, code = with_code
    assert CODE.fullmatch(code)
    told = program("--vault", str(tmp_path / "other.vault"), "init", "--kdf-memory", "64", "--recovery")
    assert "Whoever finds the paper can open the journal" in told.err
    plain = program("--vault", str(tmp_path / "third.vault"), "init", "--kdf-memory", "64")
    assert (plain.out, "paper" in plain.err) == ("", False)


def test_a_rehearsal_does_not_use_the_code_up(with_code: tuple[Program, str]) -> None:
    """However it is typed; a typing error is exit 2, another code exit 3, and nothing is written by any of them."""
    program, code = with_code
    before = (program.vault / "journal").read_bytes()
    for typed in (code, code.lower(), code.replace(" ", ""), code.replace(" ", "-"), code.replace("0", "o")):
        told = by(program, typed, "recovery", "test")
        assert (told.code, told.out, told.err) == (
            0,
            f"{CODE_OPENS}\n",
            "",
        )
    for mistyped in (code[:-1], code + "0", "U" + code[1:], "", code[1] + code[0] + code[2:]):
        if mistyped != code:
            assert by(program, mistyped, "recovery", "test").code == 2
    other = by(program, make_code(), "recovery", "test")
    assert other.code == 3
    assert (program.vault / "journal").read_bytes() == before


def test_a_forgotten_passphrase_is_replaced_by_the_code(with_code: tuple[Program, str]) -> None:
    """A new passphrase is set, a new code printed once, and the old two open nothing."""
    program, code = with_code
    assert program("add", "-", stdin=b"before", key=False).code == 0
    told = by(program, code, "unlock", "--recovery", *new_words(program))
    assert told.code == 0
    second = told.out.strip()
    assert CODE.fullmatch(second)
    assert second != code
    assert by(program, OLD, "list").code == 3
    assert by(program, code, "recovery", "test").code == 3
    assert by(program, second, "recovery", "test").code == 0
    assert "before" in by(program, NEW, "list").out
    last = by(program, second, "unlock", "--recovery", "--no-recovery", *new_words(program, "third"))
    assert (last.code, last.out) == (0, "")
    assert by(program, second, "recovery", "test").code == 2
    assert by(program, "third", "list").code == 0


def test_the_code_follows_the_passphrase(with_code: tuple[Program, str]) -> None:
    """Where there was one a change prints another, or leaves none; where there was none it makes none."""
    program, code = with_code
    told = program("passphrase", *new_words(program))
    second = told.out.strip()
    assert CODE.fullmatch(second)
    assert by(program, code, "recovery", "test").code == 3
    told = by(program, NEW, "passphrase", "--no-recovery", *new_words(program, OLD))
    assert (told.code, told.out) == (0, "")
    assert by(program, second, "recovery", "test").code == 2
    told = by(program, OLD, "passphrase", *new_words(program))
    assert (told.code, told.out) == (0, "")


def test_a_code_is_made_and_taken_away(program: Program) -> None:
    """The passphrase stays what it was; off without a code is refused before anything is asked."""
    assert program("recovery", "off", key=False).code == 2
    first = program("recovery", "new")
    assert first.code == 0
    assert "Copies elsewhere" not in first.err
    second = program("recovery", "new")
    assert "Copies elsewhere still open with the old recovery code" in second.err
    assert by(program, first.out.strip(), "recovery", "test").code == 3
    assert by(program, second.out.strip(), "recovery", "test").code == 0
    off = program("recovery", "off")
    assert (off.code, off.out) == (0, "")
    assert by(program, second.out.strip(), "recovery", "test").code == 2
    assert program("list").code == 0


def test_no_code_is_asked_for_in_vain(program: Program) -> None:
    """Without a recovery slot it is said at once; without --recovery unlock says what it is for."""
    for command in (("recovery", "test"), ("unlock", "--recovery")):
        told = program.process(*command)
        assert (told.code, told.out) == (2, "")
        assert "no recovery code" in told.err
    told = program.process("unlock")
    assert told.code == 2
    assert "--recovery" in told.err


def test_the_new_passphrase_can_come_by_descriptor(program: Program) -> None:
    """In a script: the old one from a file, the new one from standard input."""
    file = str(program.key_file)
    told = program.process("--passphrase-file", file, "passphrase", "--new-passphrase-fd", "0", stdin=NEW.encode())
    assert told.code == 0
    assert by(program, NEW, "list").code == 0
    refused = program.process("--passphrase-file", str(program.home / "secret"), "passphrase")
    assert refused.code == 2
    assert "--new-passphrase-fd or --new-passphrase-file" in refused.err


def test_a_vault_in_use_is_left_alone(program: Program) -> None:
    """Another process holds it: exit 5, and nothing changes."""
    before = (program.vault / "journal").read_bytes()
    with Folder.open(program.vault) as folder:
        lock = VaultLock.take(folder)
        try:
            for command in (("passphrase", *new_words(program)), ("recovery", "new"), ("compact",)):
                assert program(*command).code == 5
        finally:
            lock.release()
    assert (program.vault / "journal").read_bytes() == before


def test_compact_says_what_it_gave_back(program: Program) -> None:
    """And keeps everything; --purge asks first and removes older backups."""
    for _ in range(3):
        told = program("add", "-", stdin=b"words " * 2000, key=False)
        assert program("delete", told.out.strip()[:8], "--yes").code == 0
    before = (program.vault / "journal").stat().st_size
    told = program("compact")
    given = before - (program.vault / "journal").stat().st_size
    assert (told.code, told.out) == (0, f"The journal takes {say_size(given)} less.\n")
    assert program("compact", "--purge").code == 2
    backups = {each.name for each in (program.vault / "backups").iterdir()}
    assert program("compact", "--purge", "--yes").code == 0
    assert len(list((program.vault / "backups").iterdir())) == 1
    assert backups.isdisjoint(each.name for each in (program.vault / "backups").iterdir())
    assert program("verify").code == 0


def on_terminal(program: Program, *arguments: str) -> pexpect.spawn:
    """Run a command with a terminal of its own."""
    command = ["-m", "comfort_journal", *arguments]
    return pexpect.spawn(sys.executable, command, env=program.environment, encoding="utf-8", timeout=30)


def test_on_a_terminal_a_mistyped_code_is_asked_again(with_code: tuple[Program, str]) -> None:
    """Nothing that is typed is shown; the new passphrase is asked twice."""
    program, code = with_code
    child = on_terminal(program, "unlock", "--recovery")
    child.expect("Recovery code: ")
    child.sendline(code[:-1])
    child.expect("mistyped or missing")
    child.expect("Recovery code: ")
    child.sendline(code)
    child.expect("New passphrase: ")
    child.sendline(NEW)
    child.expect("The same again: ")
    child.sendline(NEW)
    child.expect("Whoever finds the paper")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert NEW not in str(child.before)
    assert by(program, NEW, "list").code == 0


def test_two_different_new_passphrases_change_nothing(program: Program) -> None:
    """It is said, with exit 2."""
    before = (program.vault / "journal").read_bytes()
    child = on_terminal(program, "--passphrase-file", str(program.key_file), "passphrase")
    child.expect("New passphrase: ")
    child.sendline(NEW)
    child.expect("The same again: ")
    child.sendline(OLD)
    child.expect("Nothing was changed")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert (program.vault / "journal").read_bytes() == before


@pytest.mark.parametrize("name", ["newer-format", "newer-save", "newer-op"])
def test_a_newer_vault_ends_with_6_and_names_what_it_needs(bare: Program, name: str) -> None:
    """Reading and writing commands alike; no byte of it changes."""
    vaults = Path(__file__).parents[1] / "vectors" / "vaults"
    expected = json.loads((vaults / "index.json").read_bytes())[name]
    vault = bare.home / "newer.vault"
    shutil.copytree(vaults / f"{name}.vault", vault)
    before = (vault / "journal").read_bytes()
    bare.key_file.write_bytes(bytes.fromhex(expected["passphrase"]))
    for command in (("list",), ("passphrase", *new_words(bare)), ("recovery", "new"), ("compact",)):
        told = bare("--vault", str(vault), *command)
        assert told.code == 6
        assert expected["newer"] in told.err
    assert (vault / "journal").read_bytes() == before
