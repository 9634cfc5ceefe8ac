"""Where a command works: which vault, how its passphrase comes, and how its journal is opened and always closed."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from comfort_journal import paths
from comfort_journal.cli.output import complain, tell
from comfort_journal.cli.plain_lines import in_lines
from comfort_journal.errors import ChangesMissing, Damaged, NewerFormat, NotFound, NotSaved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.cli.passphrase_source import PassphraseSource
    from comfort_journal.journal import Journal
    from comfort_journal.vault.opening import VaultKey


def say_tidying() -> None:
    """Say to a person why opening takes longer than it mostly does."""
    tell("Now and then the journal's file is put in order. Some seconds more.")


class Named(click.Path):
    """A path that somebody really named: an empty one, as of a script's unset variable, would mean this folder."""

    def __init__(self) -> None:
        """Take any path, and make it a ``Path``."""
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401  click's own
        """Return the path; refuse the empty one."""
        if value == "":
            self.fail("it is empty.", param, ctx)
        return super().convert(value, param, ctx)


@dataclass(frozen=True)
class CliContext:
    """The vault a command is about; ``named`` is the folder given by ``--vault``, if one was.

    ``lines`` is what was asked for: lines, pages, or neither.
    """

    named: Path | None
    source: PassphraseSource
    lines: bool | None = None

    @property
    def vault(self) -> Path:
        """The vault's folder."""
        return Path(self.named or paths.default_vault()).absolute()

    @property
    def arguments(self) -> tuple[str, ...]:
        """The command line with which a fresh process finds the same vault, and speaks in the same way."""
        way = () if self.lines is None else ("--plain",) if self.lines else ("--no-plain",)
        return way if self.named is None else (*way, "--vault", str(self.vault))

    @property
    def in_lines(self) -> bool:
        """Whether the app speaks in plain lines instead of showing pages."""
        return in_lines(self.lines, os.environ)

    @property
    def state_dir(self) -> Path:
        """This machine's memory of its vaults."""
        return paths.state_dir()

    def unlock(self) -> VaultKey:
        """Ask for the passphrase and return the vault's key; what can be refused without it is refused first."""
        with self.unlocking() as (key, _):
            return key

    @contextmanager
    def unlocking(self) -> Iterator[tuple[VaultKey, bytearray]]:
        """Do the same, and keep the passphrase for as long as the block goes on."""
        from comfort_journal.vault.header import peek
        from comfort_journal.vault.opening import read_header, unlock

        peek(read_header(self.vault, self.state_dir))
        with self.source.passphrase() as secret:
            yield unlock(self.vault, secret, state_dir=self.state_dir), secret

    @contextmanager
    def writing(self, key: VaultKey | None = None) -> Iterator[Journal]:
        """Open the journal for a change, asking for the passphrase unless there is a key.

        Raises why not, if it can only be read.
        """
        with self._open("write", key) as journal:
            if not journal.writable:
                raise journal.why_read_only or NotSaved("This journal can only be read now; nothing was changed.")
            for notice in journal.notices:
                complain(notice)
            yield journal

    @contextmanager
    def merging(self, key: VaultKey) -> Iterator[Journal]:
        """Open the journal to merge another copy in, also where changes are missing: it may bring them.

        What is still to be said is said afterwards; the copy that was merged is not offered again.
        """
        from comfort_journal.vault.copies import offer

        with self._open("write", key) as journal:
            reason = journal.why_read_only
            if reason is not None and not isinstance(reason, ChangesMissing):
                raise reason
            yield journal
            left = offer(journal.care.conflict_copies()) if journal.care else None
            said = [notice for notice in journal.notices if getattr(notice, "code", "") != "conflict-copies"]
            for notice in [*said, *([left] if left else [])]:
                complain(notice)

    @contextmanager
    def reading(self) -> Iterator[Journal]:
        """Open the journal to read; what is to be said about it is said once everything was printed.

        Ends with Damaged or NewerFormat where a part could not be read, after what verified has been printed.
        """
        with self._open("read") as journal:
            missing = None
            try:
                yield journal
            except NotFound as fault:  # it may be in the very part that cannot be read
                missing = fault
            reason = journal.why_read_only
            damaged = isinstance(reason, Damaged | NewerFormat) and not isinstance(reason, ChangesMissing)
            for notice in journal.notices:
                if not (damaged and notice == str(reason)):
                    complain(notice)
            if damaged and reason is not None:
                if missing:
                    complain(str(missing))
                raise reason
            if missing:
                raise missing

    @contextmanager
    def _open(self, want: Literal["read", "write"], key: VaultKey | None = None) -> Iterator[Journal]:
        from comfort_journal.journal import Journal

        key = key or self.unlock()
        journal = Journal.open(self.vault, key, state_dir=self.state_dir, want=want, tidying=say_tidying)
        try:
            yield journal
        finally:
            journal.close()
