"""How the commands speak: results on standard output, everything else on standard error, colour only on a terminal."""

from __future__ import annotations

import os
import sys

import click

from comfort_journal.errors import BadInput


def say(line: str = "") -> None:
    """Print one line of a result."""
    click.echo(line, color=_colour())


def say_bytes(data: bytes) -> None:
    """Print what is for machines or files, as UTF-8 whatever the terminal's own encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def complain(sentence: str) -> None:
    """Print one sentence on standard error, if there still is one."""
    try:
        click.echo(sentence, err=True, color=False)
    except OSError:
        return


def quiet(words: str) -> str:
    """Return words that step back: ids and the like."""
    return click.style(words, dim=True)


def strong(words: str) -> str:
    """Return words that lead: a day above its entries."""
    return click.style(words, bold=True)


def confirm(question: str, *, yes: bool) -> None:
    """Ask first; a no ends the program with nothing changed. Raises BadInput where nobody can answer."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise BadInput("This asks first, and there is no terminal to ask on. Add --yes to go on. Nothing was changed.")
    if not click.confirm(question, err=True):
        complain("Nothing was changed.")
        raise click.exceptions.Exit(0)


def width() -> int | None:
    """Return the columns a line may take on a terminal, at most 80; None where the output is no terminal."""
    if not sys.stdout.isatty():
        return None
    try:
        return min(os.get_terminal_size(sys.stdout.fileno()).columns, 80)
    except OSError:
        return None


def _colour() -> bool | None:
    return False if os.environ.get("NO_COLOR") else None
