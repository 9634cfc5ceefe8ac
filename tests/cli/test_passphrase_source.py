"""The passphrase: from a descriptor, file, command or terminal, in one line, and never shown."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import termios
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from comfort_journal.cli.passphrase_source import PassphraseSource
from comfort_journal.cli.secret_line import LONGEST_LINE
from comfort_journal.errors import BadInput
from comfort_journal.vault.header import encode_header, make_passphrase_slot, open_with_key
from comfort_journal.vault.keys import KdfCost
from comfort_journal.vault.opening import create
from comfort_journal.vault.passphrase import BLANKS_AROUND

if TYPE_CHECKING:
    from conftest import Program

GIVEN = [
    (b"correct horse\n", b"correct horse"),
    (b"correct horse", b"correct horse"),
    (b"correct horse\r\nsecond line", b"correct horse"),
    (b" spaces kept \n", b" spaces kept "),
    ("pässword\n".encode(), "pässword".encode()),
    (b"\n", b""),
]


@pytest.mark.parametrize(("data", "secret"), GIVEN)
def test_the_first_line_counts(tmp_path: Path, data: bytes, secret: bytes) -> None:
    """Without its line end, the same from all three sources."""
    file = tmp_path / "passphrase"
    file.write_bytes(data)
    descriptor = os.open(file, os.O_RDONLY)
    try:
        for source in (
            PassphraseSource(file=file),
            PassphraseSource(command=f"cat '{file}'"),
            PassphraseSource(descriptor=descriptor),
        ):
            with source.passphrase() as given:
                assert given == secret
            assert given == bytes(len(secret))
    finally:
        os.close(descriptor)


def test_what_follows_the_line_is_left_to_others() -> None:
    """A script may give the passphrase and the words through one pipe."""
    reader, writer = os.pipe()
    os.write(writer, b"correct horse\nthe words")
    os.close(writer)
    with PassphraseSource(descriptor=reader).passphrase():
        assert os.read(reader, 100) == b"the words"
    os.close(reader)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (PassphraseSource(descriptor=1_000_000), "The passphrase cannot be read from descriptor 1000000."),
        (PassphraseSource(file=Path("/nowhere")), "The passphrase file cannot be read: No such file or directory."),
        (PassphraseSource(file=Path("/")), "The passphrase file cannot be read: Is a directory."),
        (PassphraseSource(descriptor=2**40), "The passphrase cannot be read from descriptor"),
        (PassphraseSource(command="sh -c 'kill -9 $$'"), "The passphrase command ended by signal 9."),
        (
            PassphraseSource(command="no-such-program-here"),
            "The passphrase command cannot be run: No such file or directory.",
        ),
        (PassphraseSource(command="false"), "The passphrase command ended with 1."),
        (PassphraseSource(command="'open quote"), "The passphrase command cannot be split into words."),
        (PassphraseSource(command=" "), "The passphrase command cannot be split into words."),
        (PassphraseSource(command=f"head -c {LONGEST_LINE + 2} /dev/zero"), "The passphrase is too long."),
        (PassphraseSource(descriptor=0, command="true"), "Give the passphrase in one way only"),
    ],
)
def test_a_source_that_fails_says_why(source: PassphraseSource, sentence: str) -> None:
    """In one sentence without what was given."""
    with pytest.raises(BadInput) as refused, source.passphrase():
        pass
    assert str(refused.value).startswith(sentence)


def test_a_command_is_run_without_a_shell(tmp_path: Path) -> None:
    """Nothing in it is expanded."""
    with PassphraseSource(command="echo $HOME; true").passphrase() as given:
        assert given == b"$HOME; true"


def spawn(program: Program, *arguments: str, columns: int = 80) -> pexpect.spawn[bytes]:
    """Start the program in a terminal of its own."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "comfort_journal", *arguments],
        env=program.environment | {"TERM": "xterm-256color", "LANG": "C.UTF-8"},  # type: ignore[arg-type]
        timeout=30,
        dimensions=(24, columns),
    )


def ended(child: pexpect.spawn[bytes]) -> tuple[int | None, bytes]:
    """Wait for the end and return the exit code and what was last printed."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before or b""


def test_on_a_terminal_it_is_asked_without_an_echo(bare: Program) -> None:
    """Twice for a new vault, once to read it; no character of it is shown, and the terminal echoes again."""
    child = spawn(bare, "init", "--kdf-memory", "64")
    child.expect_exact("For example:")
    child.expect_exact("New passphrase: ")
    child.sendline("correct horse battery")
    child.expect_exact("The same again: ")
    child.sendline("correct horse battery")
    code, shown = ended(child)
    assert code == 0
    assert b"horse" not in shown
    child = spawn(bare, "list")
    child.expect_exact("Passphrase: ")
    assert child.waitnoecho(timeout=60)
    child.sendline("correct horse battery")
    assert ended(child) == (0, b"\r\n")


def test_two_different_ones_make_nothing(bare: Program) -> None:
    """A slip of the fingers must not become the only way in."""
    child = spawn(bare, "init", "--kdf-memory", "64")
    child.expect_exact("New passphrase: ")
    child.sendline("correct horse battery")
    child.expect_exact("The same again: ")
    child.sendline("correct hose battery")
    assert ended(child)[0] == 2
    assert not bare.vault.exists()


def test_ctrl_c_at_the_question_gives_the_echo_back(program: Program) -> None:
    """Interrupted, with the terminal as it was."""
    child = spawn(program, "list")
    child.expect_exact("Passphrase: ")
    assert child.waitnoecho(timeout=60)
    child.sendintr()
    assert ended(child)[0] == 130


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_at_the_question_gives_the_echo_back(program: Program, number: signal.Signals) -> None:
    """Whatever ends it, the shell behind it shows again what is typed."""
    child = spawn(program, "list")
    terminal = os.dup(child.child_fd)
    child.expect_exact("Passphrase: ")
    assert child.waitnoecho(timeout=60)
    child.kill(number)
    child.expect(pexpect.EOF)
    child.close()
    echoes = bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
    os.close(terminal)
    assert (child.signalstatus, echoes) == (number, True)


def test_suspended_at_the_question(program: Program) -> None:
    """While it is suspended the shell echoes; brought back, it asks again without an echo and goes on."""
    shell = pexpect.spawn(
        "bash",
        ["--norc", "--noediting", "-i"],
        env=program.environment | {"TERM": "dumb", "PS1": "ready> "},  # type: ignore[arg-type]
        timeout=30,
    )
    shell.expect_exact("ready> ")
    shell.sendline(f"{sys.executable} -m comfort_journal list")
    shell.expect_exact("Passphrase: ")
    assert shell.waitnoecho(timeout=60)
    shell.send("\x1a")
    shell.expect_exact("ready> ")
    assert shell.getecho()
    shell.sendline("fg")
    shell.expect_exact("Passphrase: ")
    assert shell.waitnoecho(timeout=60)
    shell.sendline("correct horse")
    shell.expect_exact("ready> ")
    shell.sendline("exit $?")
    assert ended(shell)[0] == 0


def test_what_can_be_no_passphrase_is_said_at_once(bare: Program) -> None:
    """It is not asked for a second time first; an empty line alone may be one that was pasted along, three are not."""
    child = spawn(bare, "init", "--kdf-memory", "64")
    for _ in range(3):
        child.expect_exact("New passphrase: ")
        child.sendline("")
    code, shown = ended(child)
    assert (code, b"again" in shown, b"The passphrase is empty." in shown) == (2, False, True)


def test_a_command_may_say_more_than_one_line() -> None:
    """What follows the first line is not looked at, and is no reason for its command to fail."""
    with PassphraseSource(command="sh -c 'echo correct horse; sleep 0.2; seq 20000'").passphrase() as given:
        assert given == b"correct horse"


def test_add_on_a_terminal_asks_for_one_line(program: Program) -> None:
    """The form the help shows: nothing of it is left in the shell's memory."""
    child = spawn(program, "add")
    child.expect_exact("What felt safe today? ")
    child.sendline("Warm feet.")
    assert ended(child)[0] == 0
    assert "Warm feet." in program("list").out


def test_delete_asks_on_a_terminal(program: Program) -> None:
    """A no leaves everything as it is."""
    added = program("add", "warm feet").out.strip()
    child = spawn(program, "--passphrase-file", str(program.key_file), "delete", added)
    child.expect_exact("[y/N]")
    child.sendline("n")
    code, shown = ended(child)
    assert (code, b"Nothing was changed." in shown) == (0, True)
    assert added in program("list", "--json").out


def test_a_passphrase_typed_at_a_question_is_neither_shown_nor_repeated(program: Program) -> None:
    """Whoever expects to be asked for it types it there; it counts as a no, and nothing leaves the journal."""
    program("add", "warm feet")
    child = spawn(program, "export", "-o", "-")
    child.expect_exact("Go on? [y/N] ")
    assert child.waitnoecho(timeout=60)
    child.sendline("correct horse")
    code, shown = ended(child)
    assert (code, b"correct horse" in shown, b"warm feet" in shown) == (0, False, False)
    assert b"Nothing was changed." in shown


def test_a_yes_goes_on_to_the_passphrase(program: Program) -> None:
    """One question after the other, neither with an echo."""
    program("add", "warm feet")
    child = spawn(program, "export", "-o", "-")
    child.expect_exact("Go on? [y/N] ")
    assert child.waitnoecho(timeout=60)
    child.sendline("yes")
    child.expect_exact("Passphrase: ")
    assert child.waitnoecho(timeout=60)
    child.sendline("correct horse")
    code, shown = ended(child)
    assert (code, b"warm feet" in shown) == (0, True)


@pytest.mark.parametrize("columns", [80, 30])
def test_a_sentence_on_standard_error_breaks_between_words(program: Program, columns: int) -> None:
    """No word is cut at a terminal's edge; elsewhere a sentence is one line."""
    sentence = program("export", "-o", "/").err
    child = spawn(program, "restore", "/nowhere", columns=columns)
    told = [line.rstrip() for line in ended(child)[1].decode().splitlines() if line.strip()]
    assert sentence.count("\n") == 1
    assert len(told) > 1
    assert all(len(line) <= columns for line in told)
    assert " ".join(told).startswith("After a restore the journal opens with the passphrase that the backup has, also")


PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
CASES = {
    "mark": ("\ufeffwarm feet\r\n", "warm feet"),
    "copied": ("              armored zips blink chaos sphere unbiased\n", "armored zips blink chaos sphere unbiased"),
    "leading": ("\nwarm feet\n", "warm feet"),
    "mark-and-leading": ("\ufeff\r\n\r\nwarm feet\n", "warm feet"),
    "around": (" warm feet \n", "warm feet"),
    "no-break": ("warm\u00a0feet\n", "warm feet"),
    "ideographic": ("\u3000warm\u3000feet\n", "warm feet"),
    "non-joiner": (f"{PERSIAN}\n", PERSIAN),
    "joiner": ("a\u200db\n", "a\u200db"),
    "soft-hyphen": ("warm\u00adfeet\n", "warm\u00adfeet"),
    "line-separator": ("warm\u2028feet\n", "warm\u2028feet"),
}
PASTED = {"mark", "copied", "mark-and-leading", "non-joiner"}
"""What is told from the rest by the way it comes: a mark, blanks, an Enter before it, and many bytes a letter."""
each_case = pytest.mark.parametrize(("given", "meant"), CASES.values(), ids=CASES)


@each_case
def test_a_file_a_command_and_a_descriptor_give_the_same_new_passphrase(tmp_path: Path, given: str, meant: str) -> None:
    """Without a mark, blanks or empty lines around it, and with every character that is within."""
    file = tmp_path / "passphrase"
    file.write_bytes(given.encode())
    descriptor = os.open(file, os.O_RDONLY)
    try:
        for source in (
            PassphraseSource(file=file),
            PassphraseSource(command=f"cat '{file}'"),
            PassphraseSource(descriptor=descriptor),
        ):
            with source.new_passphrase() as chosen:
                assert chosen == meant.encode()
            assert chosen == bytes(len(meant.encode()))
    finally:
        os.close(descriptor)


@pytest.mark.parametrize(
    ("given", "meant"),
    [pytest.param(*case, id=name, marks=[pytest.mark.soak] * (name not in PASTED)) for name, case in CASES.items()],
)
def test_pasted_into_a_terminal_it_opens_what_was_meant(bare: Program, given: str, meant: str) -> None:
    """A terminal that pastes without brackets sends what the clipboard holds, line ends as Enter."""
    create(bare.vault, meant.encode(), state_dir=bare.home / ".local/state/comfort-journal", memory_mib=64)
    child = spawn(bare, "list")
    child.expect_exact("Passphrase: ")
    assert child.waitnoecho(timeout=60)
    child.send(given.replace("\r\n", "\n").replace("\n", "\r"))
    assert ended(child)[0] == 0


def test_an_older_vault_still_opens_by_what_it_was_made_with(bare: Program) -> None:
    """Blanks and a byte order mark were part of the key until now; the same file goes on opening it."""
    for old in (" warm feet ", "\ufeffwarm feet", "   "):
        state = bare.home / ".local/state/comfort-journal"
        key = create(bare.vault, b"x", state_dir=state, memory_mib=64)
        slot = make_passphrase_slot(
            key.reveal(), key.vault_id, old.encode(), KdfCost(65536), salt=bytes(16), nonce=bytes(12)
        )
        header = replace(
            open_with_key((bare.vault / "journal").read_bytes(), key.reveal()).header, passphrase_slot=slot
        )
        copy = encode_header(header, key.reveal())
        with (bare.vault / "journal").open("r+b") as journal:
            journal.write(copy * 2)
        bare.key_file.write_bytes(old.encode() + b"\n")
        assert bare("list").code == 0
        shutil.rmtree(bare.vault)
        shutil.rmtree(state)


def test_blanks_around_a_new_one_are_named_before_the_vault_is_made(bare: Program) -> None:
    """It opens with and without them."""
    bare.key_file.write_text("   armored zips blink chaos sphere unbiased \n")
    made = bare("init", "--kdf-memory", "64")
    assert (made.code, made.err) == (0, f"{BLANKS_AROUND}\n")
    assert bare("list").err == ""
    bare.key_file.write_text("armored zips blink chaos sphere unbiased\n")
    assert bare("list").err == ""


def test_a_weak_one_is_taken_with_a_warning_where_nobody_can_be_asked(bare: Program) -> None:
    """One sentence on standard error; a script goes on."""
    bare.key_file.write_text("a\n")
    made = bare("init", "--kdf-memory", "64")
    assert (made.code, made.out, made.err.count("\n")) == (0, "", 1)
    assert "every passphrase as simple as this within a minute" in made.err


def test_on_a_terminal_a_weak_one_is_asked_about_once(bare: Program) -> None:
    """A no asks for another one; a yes goes on; nothing of either is shown."""
    child = spawn(bare, "init", "--kdf-memory", "64")
    for weak, answer in (("zq", "n"), ("warm zqfeet", "y")):
        child.expect_exact("New passphrase: ")
        assert child.waitnoecho(timeout=60)
        child.sendline(weak)
        child.expect_exact("Whoever has a copy of the files")
        child.expect_exact("Use it all the same? [y/N] ")
        child.sendline(answer)
    child.expect_exact("The same again: ")
    assert child.waitnoecho(timeout=60)
    child.sendline(" warm zqfeet")
    code, shown = ended(child)
    assert (code, b"zq" in shown) == (0, False)
    bare.key_file.write_text("warm zqfeet\n")
    assert bare("list").code == 0
