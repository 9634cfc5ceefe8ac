"""The passphrase: from a descriptor, file, command or terminal, in one line, and never shown."""

from __future__ import annotations

import os
import signal
import sys
import termios
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from comfort_journal.cli.secret import LONGEST_LINE, Source
from comfort_journal.errors import BadInput

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
        for source in (Source(file=file), Source(command=f"cat '{file}'"), Source(descriptor=descriptor)):
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
    with Source(descriptor=reader).passphrase():
        assert os.read(reader, 100) == b"the words"
    os.close(reader)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (Source(descriptor=1_000_000), "The passphrase cannot be read from descriptor 1000000."),
        (Source(file=Path("/nowhere")), "The passphrase file cannot be read: No such file or directory."),
        (Source(file=Path("/")), "The passphrase file cannot be read: Is a directory."),
        (Source(descriptor=2**40), "The passphrase cannot be read from descriptor"),
        (Source(command="sh -c 'kill -9 $$'"), "The passphrase command ended by signal 9."),
        (Source(command="no-such-program-here"), "The passphrase command cannot be run: No such file or directory."),
        (Source(command="false"), "The passphrase command ended with 1."),
        (Source(command="'open quote"), "The passphrase command cannot be split into words."),
        (Source(command=" "), "The passphrase command cannot be split into words."),
        (Source(command=f"head -c {LONGEST_LINE + 2} /dev/zero"), "The passphrase is too long."),
        (Source(descriptor=0, command="true"), "Give the passphrase in one way only"),
    ],
)
def test_a_source_that_fails_says_why(source: Source, sentence: str) -> None:
    """In one sentence without what was given."""
    with pytest.raises(BadInput) as refused, source.passphrase():
        pass
    assert str(refused.value).startswith(sentence)


def test_a_command_is_run_without_a_shell(tmp_path: Path) -> None:
    """Nothing in it is expanded."""
    with Source(command="echo $HOME; true").passphrase() as given:
        assert given == b"$HOME; true"


def spawn(program: Program, *arguments: str) -> pexpect.spawn[bytes]:
    """Start the program in a terminal of its own."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "comfort_journal", *arguments],
        env=program.environment | {"TERM": "xterm-256color", "LANG": "C.UTF-8"},  # type: ignore[arg-type]
        timeout=30,
        dimensions=(24, 80),
    )


def ended(child: pexpect.spawn[bytes]) -> tuple[int | None, bytes]:
    """Wait for the end and return the exit code and what was last printed."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before or b""


def test_on_a_terminal_it_is_asked_without_an_echo(bare: Program) -> None:
    """Twice for a new vault, once to read it; no character of it is shown, and the terminal echoes again."""
    child = spawn(bare, "init", "--kdf-memory", "64")
    child.expect_exact("for example: ")
    child.expect_exact("New passphrase: ")
    child.sendline("correct horse")
    child.expect_exact("The same again: ")
    child.sendline("correct horse")
    code, shown = ended(child)
    assert code == 0
    assert b"horse" not in shown
    child = spawn(bare, "list")
    child.expect_exact("Passphrase: ")
    assert child.waitnoecho(timeout=5)
    child.sendline("correct horse")
    assert ended(child) == (0, b"\r\n")


def test_two_different_ones_make_nothing(bare: Program) -> None:
    """A slip of the fingers must not become the only way in."""
    child = spawn(bare, "init", "--kdf-memory", "64")
    child.expect_exact("New passphrase: ")
    child.sendline("correct horse")
    child.expect_exact("The same again: ")
    child.sendline("correct hose")
    assert ended(child)[0] == 2
    assert not bare.vault.exists()


def test_ctrl_c_at_the_question_gives_the_echo_back(program: Program) -> None:
    """Interrupted, with the terminal as it was."""
    child = spawn(program, "list")
    child.expect_exact("Passphrase: ")
    assert child.waitnoecho(timeout=5)
    child.sendintr()
    assert ended(child)[0] == 130


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_at_the_question_gives_the_echo_back(program: Program, number: signal.Signals) -> None:
    """Whatever ends it, the shell behind it shows again what is typed."""
    child = spawn(program, "list")
    terminal = os.dup(child.child_fd)
    child.expect_exact("Passphrase: ")
    assert child.waitnoecho(timeout=5)
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
    assert shell.waitnoecho(timeout=5)
    shell.send("\x1a")
    shell.expect_exact("ready> ")
    assert shell.getecho()
    shell.sendline("fg")
    shell.expect_exact("Passphrase: ")
    assert shell.waitnoecho(timeout=5)
    shell.sendline("correct horse")
    shell.expect_exact("ready> ")
    shell.sendline("exit $?")
    assert ended(shell)[0] == 0


def test_what_can_be_no_passphrase_is_said_at_once(bare: Program) -> None:
    """It is not asked for a second time first."""
    child = spawn(bare, "init", "--kdf-memory", "64")
    child.expect_exact("New passphrase: ")
    child.sendline("")
    code, shown = ended(child)
    assert (code, b"again" in shown, b"The passphrase is empty." in shown) == (2, False, True)


def test_a_command_may_say_more_than_one_line() -> None:
    """What follows the first line is not looked at, and is no reason for its command to fail."""
    with Source(command="sh -c 'echo correct horse; sleep 0.2; seq 20000'").passphrase() as given:
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
