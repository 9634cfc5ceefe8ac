"""The page about commands is true: every command and option is named there, and nothing that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from comfort_journal.cli.program import COMMANDS, program
from comfort_journal.errors import ComfortError
from comfort_journal.interchange.csv_columns import DAY, SAID, header
from comfort_journal.interchange.exporters import EXPORTERS
from comfort_journal.records import KINDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")
RELIABILITY = (ROOT / "docs" / "reliability.md").read_text("utf-8")
COMMON = {"--help", "-h"}


def options(command: click.Command) -> set[str]:
    """Return the long names of a command's options."""
    return {name for each in command.params for name in (*each.opts, *each.secondary_opts) if name.startswith("--")}


def command_called(name: str) -> click.Command:
    """Return the command that the program runs under this name."""
    found = program.get_command(click.Context(program), name)
    assert found is not None
    return found


SHOWN = [name for name in COMMANDS if not command_called(name).hidden]


@pytest.mark.parametrize("name", SHOWN)
def test_every_command_is_on_the_page(name: str) -> None:
    """As it is typed, at the head of a line that says what it does."""
    assert re.search(rf"^\| `{name}[ `]", PAGE, re.MULTILINE)


@pytest.mark.parametrize("name", SHOWN)
def test_every_command_has_its_help(name: str) -> None:
    """Its own name, a line for the list, a text of its own, and a word on each option."""
    command = command_called(name)
    assert command.name == name
    assert command.short_help
    assert command.help
    assert all(each.help for each in command.params if isinstance(each, click.Option))


def test_every_option_is_on_the_page_and_no_other() -> None:
    """Neither a forgotten option nor one that was only thought of."""
    real = options(program).union(*(options(command_called(name)) for name in SHOWN))
    named = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", PAGE))
    assert named - COMMON == real - COMMON


def test_every_form_of_an_export_and_every_column_is_on_the_page() -> None:
    """In the words of the registry, and in the order of the tables; what is only said stands in italics."""
    for form in EXPORTERS.values():
        assert f"| `{form.name}` | {form.purpose} | " in PAGE
    for kind in KINDS:
        said = " ".join(f"*{name}*" if name in {DAY, *SAID.values()} else name for name in header(kind))
        assert f"| `{kind}` | {said} |" in PAGE


def test_every_exit_code_is_on_the_page() -> None:
    """The table is the tree of errors."""
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}
    real = {kind.exit_code for kind in (ComfortError, *_below(ComfortError))}
    assert told == real | {0, 130}


def test_every_test_that_the_page_of_figures_names_exists() -> None:
    """A figure whose command is gone proves nothing."""
    named = re.findall(r"tests/[\w/]+\.py", RELIABILITY)
    assert named
    assert [each for each in named if not (ROOT / each).is_file()] == []


def _below(kind: type[ComfortError]) -> list[type[ComfortError]]:
    return [deeper for each in kind.__subclasses__() for deeper in (each, *_below(each))]
