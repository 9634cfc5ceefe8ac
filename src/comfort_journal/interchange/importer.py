"""What every importer is: a name, how sure it is of a source, and a reader that takes all of it or names why not.

A reader returns records and says what it left out and what it had to decide, each by its place in the source. It
refuses by a place too, and never repeats a word that a person wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from comfort_journal.interchange import local_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from comfort_journal.interchange.sources import Remark, Source
    from comfort_journal.records import AnyRecord


class Sure(IntEnum):
    """How sure an importer is that a source is in its form; what only resembles it is not read."""

    NO = 0
    RESEMBLES = 1
    FITS = 2
    CERTAIN = 3


@dataclass(frozen=True)
class Imported:
    """What a source holds: its records, what was left out of it, and what was decided on the way.

    ``elsewhere`` says that another program's entries came without ids of this one: known is then what says the same at
    the same minute too. ``naive`` says that some times named no zone, and were read by ``ReadOptions.local``.
    """

    records: Sequence[AnyRecord]
    left_out: tuple[Remark, ...] = ()
    decided: tuple[Remark, ...] = ()
    elsewhere: bool = False
    naive: bool = False


def unheard(_done: int, _total: int) -> None:
    """Tell nobody how far a reader is."""


@dataclass(frozen=True)
class ReadOptions:
    """How a source is to be read.

    ``local`` gives a naive moment its offset and shows an instant at home, ``columns`` names a table's columns by what
    they hold, ``preface`` says what becomes of words before the first date, ``mood`` whether a mood word is kept as a
    tag, and ``hear(done, total)`` is told how far the reader is. A mood word is kept unless asked
    otherwise, since leaving it out would lose a word; either way the report says so.
    """

    local: Callable[[datetime], datetime] = local_time.machine
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    preface: Literal["refuse", "keep"] = "refuse"
    mood: Literal["tag", "leave"] = "tag"
    hear: Callable[[int, int], None] = unheard


@dataclass(frozen=True)
class Importer:
    """One form that can be read: its ``name`` for commands, what it is called in a sentence, and its two functions."""

    name: str
    label: str
    recognise: Callable[[Source], Sure]
    read: Callable[[Source, ReadOptions], Imported]
