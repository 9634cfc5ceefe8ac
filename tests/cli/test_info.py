"""``paths``, ``themes``, ``completion``, colour: what the program says about itself."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Program


def test_paths_name_the_vault_in_use(bare: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--vault`` comes before the environment, which comes before the default."""
    assert json.loads(bare("paths", "--json").out)["vault"] == str(bare.vault)
    monkeypatch.setenv("COMFORT_JOURNAL_VAULT", "/elsewhere")
    assert json.loads(bare("paths", "--json").out)["vault"] == "/elsewhere"
    assert json.loads(bare("--vault", "/named", "paths", "--json").out)["vault"] == "/named"
    assert bare("paths").out.splitlines()[0].split() == ["vault", "/elsewhere"]


def test_paths_makes_nothing(bare: Program) -> None:
    """Asking where things are leaves no folder behind."""
    before = list(bare.home.rglob("*"))
    bare("paths")
    assert list(bare.home.rglob("*")) == before


def test_themes_mark_the_one_in_use(bare: Program) -> None:
    """The program's four, and a bad one of the owner's is one sentence."""
    (bare.home / ".config/comfort-journal/themes").mkdir(parents=True)
    (bare.home / ".config/comfort-journal/themes/odd.toml").write_text("not toml")
    told = bare("themes", "--json")
    assert [each["id"] for each in json.loads(told.out) if each["in_use"]] == ["lamplight"]
    assert len(json.loads(told.out)) >= 4
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("name", ["comfort-journal", "cj"])
def test_a_shell_can_complete_the_name_it_was_called_by(
    bare: Program, monkeypatch: pytest.MonkeyPatch, shell: str, name: str
) -> None:
    """A shell loads a script by the program's name, so each script serves one."""
    monkeypatch.setattr(sys, "argv", [f"/somewhere/{name}"])
    told = bare("completion", shell)
    assert (told.code, told.err) == (0, "")
    asked = {each for each in ("_COMFORT_JOURNAL_COMPLETE", "_CJ_COMPLETE") if each in told.out}
    assert asked == {f"_{name.replace('-', '_').upper()}_COMPLETE"}


def test_bash_completes(bare: Program) -> None:
    """The script really works in the shell: commands, options, kinds, and nothing of the journal."""
    (bare.home / "cj").write_text(f"#!{sys.executable}\nfrom comfort_journal.cli import main\nmain()\n")
    (bare.home / "cj").chmod(0o755)
    ask = (
        "source <(cj completion bash)\n"
        'asked() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _cj_completion cj; '
        'echo "${COMPREPLY[*]}"; }\n'
        "asked cj sh; asked cj list --li; asked cj list --kind pro; asked cj show ''\n"
    )
    path = f"{bare.home}:{bare.environment['PATH']}"
    done = subprocess.run(
        ["/bin/bash", "--norc", "-c", ask],
        env=bare.environment | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.splitlines(), done.stderr) == (["show", "--limit", "profile", ""], "")


def test_completion_knows_commands_and_kinds(bare: Program) -> None:
    """What the script asks the program for."""
    asked = {"_COMFORT_JOURNAL_COMPLETE": "bash_complete", "COMP_CWORD": "1", "COMP_WORDS": "comfort-journal se"}
    assert bare.process(**asked).out == "plain,search\n"
    asked |= {"COMP_WORDS": "comfort-journal list --kind ra", "COMP_CWORD": "3"}
    assert bare.process(**asked).out == "plain,rating\n"


def test_no_colour_leaves_the_terminal(program: Program) -> None:
    """A pipe gets none."""
    program("add", "warm feet")
    assert "\x1b" not in program("list").out


def test_environment_gives_no_passphrase(program: Program) -> None:
    """Only an option or the terminal does; a variable of that name is not looked at."""
    told = program.process("list", COMFORT_JOURNAL_PASSPHRASE="correct horse")
    assert told.code == 2
