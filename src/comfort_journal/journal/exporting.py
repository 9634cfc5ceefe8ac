"""Records go out to a file, or a folder of files, that anybody can read: the same way for screens and commands."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.errors import BadInput, NotSaved
from comfort_journal.interchange.exporters import EXPORTERS, Exporter, Occasion
from comfort_journal.records import kind_of
from comfort_journal.vault.disk import REAL_DISK
from comfort_journal.vault.new_file import beside, make_new, make_new_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from comfort_journal.interchange.names import Names
    from comfort_journal.journal.repository import Journal
    from comfort_journal.records import AnyRecord

PLAIN = "An export is not encrypted: whoever has it can read it. Go on?"
_REFUSED = "The disk refused the write ({}). Nothing of it was left behind."
_TO_FOLDER = "This format is a folder of files: name a new one with -o FOLDER, without the ending of a file."
_TO_TABLES = (
    "Tables go into a new folder: name it with -o FOLDER, without the ending of a file. With --kind it is one table, "
    "for a file or standard output."
)
_NOTHING = "There is nothing to export, so nothing was written."
_OF_FILES = frozenset({".csv", ".json", ".md", ".txt", ".zip"})
"""Endings of which nobody thinks a folder would come."""


class Wanted(NamedTuple):
    """Which records are to go out; None is no condition, and days are programme days, both in."""

    kind: str | None = None
    since: date | None = None
    until: date | None = None
    tag: str | None = None


class Export(NamedTuple):
    """What goes out: the ``records``, how many were ``left_out``, and the bytes of the file, or of each in a folder."""

    records: list[AnyRecord]
    left_out: int
    made: bytes | Mapping[str, bytes]


def check(form: str, wanted: Wanted, output: Path | None) -> Exporter:
    """Return the format of that name if it can go there (None: standard output). Raises BadInput with what to do."""
    exporter = EXPORTERS[form]
    if not exporter.holds(wanted.kind):
        raise BadInput(f"The format {form} holds entries only. native, markdown and csv hold every kind.")
    is_like_a_file = output is None or output.suffix.lower() in _OF_FILES
    if is_like_a_file and exporter.is_folder(wanted.kind):
        raise BadInput(_TO_TABLES if exporter.page else _TO_FOLDER)
    return exporter


def made(journal: Journal, exporter: Exporter, wanted: Wanted, names: Names) -> Export:
    """Return the wanted records as the bytes of a file or a folder. Raises BadInput where a folder would be empty."""
    kind, since, until, tag = wanted
    found = journal.records(kind, since=since, until=until, tag=tag)
    records = [each for each in found if exporter.holds(kind_of(each))]
    occasion = Occasion(datetime.now().astimezone(), names, kind)
    write = exporter.files if exporter.is_folder(kind) else exporter.page
    assert write is not None  # noqa: S101  a form is one or the other
    data = write(records, occasion)
    if not data and exporter.is_folder(kind):
        raise BadInput(_NOTHING)
    return Export(records, len(found) - len(records), data)


def say_written(path: str) -> str:
    """Return what is said of a new file or folder that anybody can read."""
    return f"Written, and not encrypted: {path}"


def write_new(path: Path, data: bytes | Mapping[str, bytes], what: str = "export") -> None:
    """Write a private file or folder that did not exist, whole or not at all; ``what`` is what a refusal calls it.

    Raises BadInput or NotSaved.
    """

    def fill(descriptor: int) -> None:
        assert isinstance(data, bytes)  # noqa: S101  else a folder is made
        REAL_DISK.write_all(descriptor, data, 0)
        REAL_DISK.sync(descriptor)

    with beside(path, what) as folder:
        try:
            if isinstance(data, bytes):
                make_new(folder, path.name, REAL_DISK, fill)
            else:
                make_new_folder(folder, path.name, REAL_DISK, data)
        except OSError as fault:
            raise NotSaved(_REFUSED.format(os.strerror(fault.errno or 0))) from None


def say_left_out(export: Export) -> str:
    """Return what did not go out although it was asked for; nothing where all did."""
    if not export.left_out:
        return ""
    what = "record that is no entry is" if export.left_out == 1 else "records that are no entries are"
    return f"{export.left_out:,} {what} not in it: this format has no place for them."
