"""The man pages, made of the commands as click knows them: one for the program, one for each command, under both names.

``scripts/docs.py`` writes them to ``man/man1`` and holds them there. They tell the program's version and a day that
stands here; no clock is read, so that two builds of one source are the same.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from comfort_journal import __version__, paths
from comfort_journal.cli.program import COMMANDS, EPILOG, program

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parent.parent / "man" / "man1"
NAMES: Final = ("comfort-journal", "cj")
DATED: Final = "2026-11-30"
"""The day of this edition; it goes up with the version."""
ESCAPES: Final = str.maketrans(
    {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", '"': "\\(dq"}
)
"""What roff would read or change, so that a line can be copied out of the page as it is typed."""
WIDTH: Final = 66
SENTENCE: Final = re.compile(r"(?<=[.?]) (?=[A-Z'])")
"""Each begins a line: roff tells by that where one ends."""
EXIT_CODE: Final = re.compile(r"(\d+) (.+?)[,.]\s*(?=\d|$)", re.DOTALL)
AROUND: Final = (
    (paths.VAULT_VARIABLE, "The vault's folder, where --vault names none."),
    ("NO_COLOR", "If it is set, nothing is coloured."),
)


def pages() -> dict[Path, str]:
    """Return each page by its file; under the short name a line leads to the page of the long one."""
    root = click.Context(program, info_name=NAMES[0], **program.context_settings)
    shown = [command for name in COMMANDS if (command := program.get_command(root, name)) and not command.hidden]
    made = {NAMES[0]: "\n".join(_program_page(root, shown))}
    for command in shown:
        context = click.Context(command, info_name=command.name, parent=root, **command.context_settings)
        made[f"{NAMES[0]}-{command.name}"] = "\n".join(_command_page(context))
    found = {FOLDER / f"{name}.1": f"{page}\n" for name, page in made.items()}
    for name in made:
        found[FOLDER / f"{name.replace(*NAMES)}.1"] = f".so man1/{name}.1\n"
    return found


def _program_page(root: click.Context, shown: list[click.Command]) -> Iterator[str]:
    yield from _head(NAMES[0], "a private, encrypted journal in the terminal")
    yield from _usage(root)
    yield from _section("DESCRIPTION", _text(program.help))
    yield from _options(root)
    yield ".SH COMMANDS"
    for command in shown:
        yield from _item(f"\\fB{_plain(f'{NAMES[0]}-{command.name}')}\\fR(1)", _text(command.short_help))
    yield ".SH ENVIRONMENT"
    for name, meaning in AROUND:
        yield from _item(_bold(name), _text(meaning))
    yield from _section("FILES", _text(f"'{NAMES[0]} paths' says where the vault, the settings and the themes are."))
    yield ".SH EXIT STATUS"
    for code, meaning in EXIT_CODE.findall(EPILOG):
        yield from _item(_bold(code), _text(meaning))


def _command_page(context: click.Context) -> Iterator[str]:
    command = context.command
    yield from _head(f"{NAMES[0]}-{command.name}", command.get_short_help_str(limit=200).rstrip("."))
    yield from _usage(context)
    yield from _section("DESCRIPTION", _text(command.help))
    yield from _options(context)
    if isinstance(command, click.Group):
        yield ".SH COMMANDS"
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from _below(click.Context(below, info_name=name, parent=context))
    status = f"As {NAMES[0]}(1) has them: 0 is done."
    yield from _section("EXIT STATUS", _text(status))
    yield from _section("SEE ALSO", [f"\\fB{_plain(NAMES[0])}\\fR(1)"])


def _below(context: click.Context) -> Iterator[str]:
    yield from _item(_synopsis(context), _text(context.command.help))
    for switch, meaning in _records(context):
        yield ".RS"
        yield from _item(_bold(switch), _text(meaning))
        yield ".RE"


def _head(name: str, purpose: str) -> Iterator[str]:
    yield '.\\" Made by scripts/docs.py from the help of the command; change that, not this page.'
    yield f'.TH {name.upper()} 1 {DATED} "Comfort Journal {__version__}" "Comfort Journal"'
    both = [name, name.replace(*NAMES)]
    yield from _section("NAME", [f"{', '.join(map(_plain, both))} \\- {_plain(purpose)}"])


def _usage(context: click.Context) -> Iterator[str]:
    yield from _section("SYNOPSIS", [_synopsis(context)])


def _synopsis(context: click.Context) -> str:
    pieces = " ".join(context.command.collect_usage_pieces(context))
    return f"{_bold(context.command_path)} {_plain(pieces)}"


def _records(context: click.Context) -> list[tuple[str, str]]:
    """Return each option's switches and meaning, but for the help that every command has."""
    options = [each for each in context.command.get_params(context) if isinstance(each, click.Option)]
    records = [each.get_help_record(context) for each in options if context.parent is None or "--help" not in each.opts]
    return [each for each in records if each is not None]


def _options(context: click.Context) -> Iterator[str]:
    records = _records(context)
    if records:
        yield ".SH OPTIONS"
    for switch, meaning in records:
        yield from _item(_bold(switch), _text(meaning))


def _section(name: str, lines: list[str]) -> list[str]:
    return [f".SH {name}", *lines]


def _item(head: str, lines: list[str]) -> list[str]:
    return [".TP", head, *(".IP" if line == ".PP" else line for line in lines)]  # one of its own keeps the indent


def _text(said: str | None) -> list[str]:
    """Return paragraphs as roff: filled, but for those that click leaves as they are, which begin with a backspace."""
    lines: list[str] = []
    for each in re.split(r"\n\s*\n", textwrap.dedent(f"    {said or ''}").strip()):
        if lines:
            lines.append(".PP")
        kept = each.strip().startswith("\b")
        rows = textwrap.dedent(each.replace("\b", "").strip("\n")).splitlines()
        if kept:
            lines += [".nf", *(_line(row.rstrip()) for row in rows), ".fi"]
        else:
            for sentence in SENTENCE.split(" ".join(rows)):
                lines += map(_line, textwrap.wrap(sentence, WIDTH, break_long_words=False, break_on_hyphens=False))
    return lines


def _line(row: str) -> str:
    plain = _plain(row)
    return f"\\&{plain}" if plain.startswith(".") else plain


def _plain(words: str) -> str:
    return words.translate(ESCAPES)


def _bold(words: str) -> str:
    return f"\\fB{_plain(words)}\\fR"
