"""``paths``, ``themes``, colour: what the program says about itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

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


def test_no_colour_leaves_the_terminal(program: Program) -> None:
    """A pipe gets none."""
    program("add", "warm feet")
    assert "\x1b" not in program("list").out


def test_environment_gives_no_passphrase(program: Program) -> None:
    """Only an option or the terminal does; a variable of that name is not looked at."""
    told = program.process("list", COMFORT_JOURNAL_PASSPHRASE="correct horse")
    assert told.code == 2
