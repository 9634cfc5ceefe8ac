"""How the commands speak: results on standard output, everything else on standard error, colour only on a terminal.

Output that cannot be written ends no command: what it does is done, and what it has to say on standard error is said.
``lost_output`` tells of it at the end.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from comfort_journal.text.plain import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO


WIDEST = 80
"""Columns of the longest line that is folded for a terminal."""
_lost: list[OSError] = []


def say(line: str = "") -> bool:
    """Print one line of a result; False where it could not be written."""
    return _written(lambda: _echo(line, color=_colour()))


def say_bytes(data: bytes) -> None:
    """Print what is for machines or files, as UTF-8 whatever the terminal's own encoding is."""

    def put() -> None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    _written(put)


def lost_output() -> OSError | None:
    """Return, once, why output could not be written; None where all of it was."""
    lost = _lost[:1]
    _lost.clear()
    return lost[0] if lost else None


def complain(sentence: str) -> None:
    """Print one sentence on standard error, if there still is one; a path in it may hold any character.

    A terminal gets it ``folded``.
    """
    columns, said = _columns(sys.stderr), shown(sentence)
    if columns is not None:
        said = folded(said, columns)
    try:
        _echo(said, err=True, color=False)
    except OSError:
        return


def folded(said: str, columns: int = WIDEST) -> str:
    """Return a text in lines that end at words; a path or an id stays whole."""
    import textwrap

    fold = textwrap.TextWrapper(columns, break_long_words=False, break_on_hyphens=False)
    return "\n".join(map(fold.fill, said.split("\n")))


def ask(question: str) -> None:
    """Put a question to whoever sits at the terminal; the answer stands behind it."""
    _echo(question, nl=False, err=True)


def tell(sentence: str) -> None:
    """Say to a person that something went well; a script has the exit code, and hears nothing."""
    if sys.stderr.isatty():
        complain(sentence)


@contextmanager
def progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what hears ``(done, total)``; only a terminal shows it, in one line that is gone afterwards."""
    watched = sys.stderr.isatty()
    told: list[str] = []

    def hear(done: int, total: int) -> None:
        line = words + "." * (done * 10 // max(total, 1))
        if watched and line not in told:
            told[:] = [line]
            _echo(f"\r{line}", err=True, nl=False)

    try:
        yield hear
    finally:
        if told:
            _echo(f"\r{' ' * len(told[0])}\r", err=True, nl=False)


def quiet(words: str) -> str:
    """Return words that step back: ids and the like."""
    import click

    return click.style(words, dim=True)


def strong(words: str) -> str:
    """Return words that lead: a day above its entries."""
    import click

    return click.style(words, bold=True)


def width() -> int | None:
    """Return the columns a line may take on a terminal, at most 80; None where the output is no terminal."""
    return _columns(sys.stdout)


def _columns(stream: TextIO) -> int | None:
    if not stream.isatty():
        return None
    try:
        return min(os.get_terminal_size(stream.fileno()).columns, WIDEST) or None
    except OSError:
        return None


def _echo(words: str, **how: bool | None) -> None:
    """Print as click does, which is loaded for that: what is sealed in silence says no more than an id."""
    import click

    click.echo(words, **how)  # type: ignore[arg-type]


def _written(put: Callable[[], None]) -> bool:
    """Write, unless an earlier line was lost: half an answer with a hole in it would be worse than its beginning."""
    if not _lost:
        try:
            put()
        except OSError as fault:
            _lost.append(fault)
    return not _lost


def _colour() -> bool | None:
    return False if os.environ.get("NO_COLOR") else None
