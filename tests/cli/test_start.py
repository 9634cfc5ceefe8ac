"""A start that asks for nothing goes past click, and does what click would have done."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from comfort_journal import cli
from comfort_journal.cli import add, one_line, program, start

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"COMFORT_JOURNAL_VAULT": "/somewhere/else.vault"},
        {"COMFORT_JOURNAL_VAULT": "here.vault"},
        {"COMFORT_JOURNAL_VAULT": ""},
        {"ACCESSIBLE": "1"},
        {"ACCESSIBLE": "0", "TERM": "dumb"},
        {"TERM": "dumb"},
    ],
)
def test_a_bare_start_opens_what_click_would_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: dict[str, str]
) -> None:
    """The same vault, the same way, the same arguments for the process after a lock."""
    monkeypatch.chdir(tmp_path)
    for name in ("COMFORT_JOURNAL_VAULT", "ACCESSIBLE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": str(tmp_path), "TERM": "xterm", **environment}.items():
        monkeypatch.setenv(name, value)
    opened: list[tuple[Path, bool, tuple[str, ...]]] = []

    def note(vault: Path, *, lines: bool, arguments: tuple[str, ...] = ()) -> int:
        opened.append((vault, lines, arguments))
        return 7

    monkeypatch.setattr(start, "open_app", note)
    monkeypatch.setattr(program, "open_app", note)
    assert cli.run([]) == 7
    assert program.program.main([], prog_name="cj", standalone_mode=False) == 7
    assert opened[0] == opened[1]


def test_a_shell_that_asks_how_a_line_goes_on_asks_click(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its question comes in the environment, with no arguments."""
    monkeypatch.setattr(sys, "argv", ["cj"])
    monkeypatch.setattr(start, "open_app", lambda *_asked, **_how: pytest.fail("the app was opened"))
    monkeypatch.setenv("_CJ_COMPLETE", "zsh_source")
    with pytest.raises(SystemExit):
        cli.run([])
    assert "_CJ_COMPLETE=zsh_complete" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["-"], ["Warm feet."], ["Warm", "feet.", ""], ["-", "-"]])
def test_an_entry_without_options_is_taken_as_click_would_take_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str]
) -> None:
    """For the same vault, with the same words."""
    monkeypatch.setenv("COMFORT_JOURNAL_VAULT", str(tmp_path))
    taken: list[tuple[object, ...]] = []

    def note(vault: Path, state_dir: Path, text: tuple[str, ...], *, at: str | None = None, tags: object = ()) -> None:
        taken.append((vault, state_dir, text, at, tags))

    monkeypatch.setattr(one_line, "add_entry", note)
    monkeypatch.setattr(add, "add_entry", note)
    assert cli.run(["add", *words]) == 0
    program.program.main(["add", *words], prog_name="cj", standalone_mode=False)
    assert taken[0] == taken[1]


@pytest.mark.parametrize(
    "options", [["--tag", "sleep"], ["--at", "2026-01-05T21:40:00+01:00"], ["--", "-warm"], ["-h"]]
)
def test_an_entry_with_an_option_is_read_by_click(monkeypatch: pytest.MonkeyPatch, options: list[str]) -> None:
    """Also the help, and what only begins as an option does."""
    asked: list[list[str]] = []
    monkeypatch.setattr(one_line, "add_bare", lambda _words: pytest.fail("an option was taken for a word"))
    monkeypatch.setattr(program.program, "main", lambda arguments, **_how: asked.append(arguments))
    assert cli.run(["add", *options]) == 0
    assert asked == [["add", *options]]
