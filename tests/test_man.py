"""The man pages say what the commands' own help says, under both names, and roff has nothing to complain of."""

from __future__ import annotations

import shutil
import subprocess

import click
import man
import pytest

from comfort_journal.cli.program import COMMANDS, program

PAGES = {path.stem: page for path, page in man.pages().items()}
ROOT = click.Context(program)
SHOWN = [name for name in COMMANDS if not (command := program.get_command(ROOT, name)) or not command.hidden]


def found(tool: str) -> str:
    """Return where a program of the system is; skip where it is not."""
    place = shutil.which(tool)
    if place is None:
        pytest.skip(f"{tool} is not installed here")
    return place


def test_the_pages_in_the_tree_are_those_of_the_commands() -> None:
    """None is missing, none is old, none is left over."""
    kept = {path.stem: path.read_text("utf-8") for path in man.FOLDER.iterdir()}
    assert kept == PAGES


@pytest.mark.parametrize("name", ["", *(f"-{each}" for each in SHOWN)])
def test_both_names_have_a_page(name: str) -> None:
    """The short one leads to the page of the long one."""
    assert PAGES[f"cj{name}"] == f".so man1/comfort-journal{name}.1\n"
    assert f".TH COMFORT-JOURNAL{name.upper()} 1 " in PAGES[f"comfort-journal{name}"]


@pytest.mark.parametrize("name", SHOWN)
def test_every_option_stands_on_its_page(name: str) -> None:
    """As it is typed: with hyphens that can be copied."""
    command = program.get_command(ROOT, name)
    assert command is not None
    below = list(command.commands.values()) if isinstance(command, click.Group) else []
    params = [param for each in (command, *below) for param in each.params]
    for param in params:
        if isinstance(param, click.Option) and not param.hidden:
            assert all(switch.replace("-", "\\-") in PAGES[f"comfort-journal-{name}"] for switch in param.opts)


def test_a_line_of_help_is_never_a_command_to_roff() -> None:
    """A line that begins with a full stop or a quote, and a backslash, would be read and not shown."""
    lines = man._text(".SH here\n\n'tis a \\back-slash")
    assert lines == ["\\&.SH here", ".PP", "\\(aqtis a \\eback\\-slash"]


def test_no_clock_is_in_a_page() -> None:
    """Two builds of one source are the same: the day is one that stands in the script."""
    assert all(f" {man.DATED} " in page for name, page in PAGES.items() if name.startswith("comfort"))


def test_mandoc_finds_nothing() -> None:
    """No warning and no error; that a line of the source is long is a matter of style."""
    pages = sorted(man.FOLDER.glob("comfort*.1"))
    done = subprocess.run([found("mandoc"), "-Tlint", "-Wwarning", *pages], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", ["cj", "cj-export", "cj-remind"])
def test_groff_shows_the_page_without_a_warning(name: str) -> None:
    """Also through the line that leads from the short name to the long one."""
    done = subprocess.run(
        [found("groff"), "-P-c", "-P-b", "-P-u", "-s", "-man", "-ww", "-Tutf8", f"man1/{name}.1"],
        cwd=man.FOLDER.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert "NAME" in done.stdout
