"""``completion``: the script of each shell is run in that shell, where it is installed, as a person has it there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program

ASKED = {"cj sh": "show", "cj list --li": "--limit", "cj list --kind pro": "profile", "cj doc": "doctor"}
"""What is typed, and the word that completes it: commands, an option, a kind."""


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("name", ["comfort-journal", "cj"])
def test_a_shell_can_complete_the_name_it_was_called_by(
    bare: Program, monkeypatch: pytest.MonkeyPatch, shell_name: str, name: str
) -> None:
    """A shell loads a script by the program's name, so each script serves one."""
    monkeypatch.setattr(sys, "argv", [f"/somewhere/{name}"])
    told = bare("completion", shell_name)
    assert (told.code, told.err) == (0, "")
    asked = {each for each in ("_COMFORT_JOURNAL_COMPLETE", "_CJ_COMPLETE") if each in told.out}
    assert asked == {f"_{name.replace('-', '_').upper()}_COMPLETE"}


def shell(name: str) -> str:
    """Return where a shell is; skip where it is not."""
    place = shutil.which(name)
    if place is None:
        pytest.skip(f"{name} is not installed here")
    return place


@pytest.fixture
def at_hand(bare: Program) -> dict[str, str]:
    """Return an environment in which a shell finds the program as ``cj``."""
    program = bare.home / "bin" / "cj"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom comfort_journal.cli import main\nmain()\n")
    program.chmod(0o755)
    return bare.environment | {"PATH": f"{program.parent}:{bare.environment['PATH']}", "TERM": "dumb"}


def lines(command: list[str], environment: dict[str, str]) -> list[str]:
    """Return what a shell printed; it has nothing to complain of."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_bash_completes(at_hand: dict[str, str]) -> None:
    """Commands, options, kinds, and nothing of the journal."""
    asked = "".join(f"asked {words}\n" for words in ASKED)
    ask = (
        "source <(cj completion bash)\n"
        'asked() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _cj_completion cj; '
        f"echo \"${{COMPREPLY[*]}}\"; }}\n{asked}asked cj show ''\n"
    )
    assert lines([shell("bash"), "--norc", "-c", ask], at_hand) == [*ASKED.values(), ""]


def test_fish_completes(at_hand: dict[str, str]) -> None:
    """As the shell itself answers, with the line of help beside a command."""
    ask = "source (cj completion fish | psub)\n" + "".join(f"complete -C '{words}'\n" for words in ASKED)
    told = lines([shell("fish"), "--no-config", "-c", ask], at_hand)
    assert [each.split("\t")[0] for each in told] == list(ASKED.values())
    assert told[0] == "show\tShow one record in full."


def test_zsh_completes(at_hand: dict[str, str], tmp_path: Path) -> None:
    """Typed at its prompt, with the script in a folder of its search path: the second Tab answers as the first."""
    folder = tmp_path / "functions"
    folder.mkdir()
    (folder / "_cj").write_text("\n".join(lines(["cj", "completion", "zsh"], at_hand)))
    zsh = pexpect.spawn(shell("zsh"), ["-f", "-i"], env=at_hand, encoding="utf-8", timeout=30, dimensions=(24, 200))
    zsh.sendline(f"PS1='ready> '; fpath=({folder} $fpath); autoload -U compinit; compinit -u -D; print -r set''up")
    zsh.expect_exact("setup\r\n")
    for typed, completed in ASKED.items():
        zsh.expect_exact("ready> ")
        zsh.send(f"{typed}\t\x01print -r -- got \n")  # then to the line's beginning: it is printed, not run
        zsh.expect(r"\ngot cj [^\r\n]*\r\n")  # what it printed, not the line as it is drawn while it is typed
        assert str(zsh.after).split()[-1] == completed
    zsh.close(force=True)


def test_completion_knows_commands_and_kinds(bare: Program) -> None:
    """What the script asks the program for."""
    asked = {"_COMFORT_JOURNAL_COMPLETE": "bash_complete", "COMP_CWORD": "1", "COMP_WORDS": "comfort-journal se"}
    assert bare.process(**asked).out == "plain,search\n"
    asked |= {"COMP_WORDS": "comfort-journal list --kind ra", "COMP_CWORD": "3"}
    assert bare.process(**asked).out == "plain,rating\n"
