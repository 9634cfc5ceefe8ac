"""Every form in which records can leave, in one table: commands, screens and the page about commands read it from here.

A form is one file, a folder of files, or, for a table a kind, either. A writer is given records and knows no journal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from comfort_journal.interchange import markdown, native
from comfort_journal.interchange.export import csv_files, day_one, jrnl_text, notes
from comfort_journal.records import AnyRecord, Entry

if TYPE_CHECKING:
    from datetime import datetime

    from comfort_journal.interchange.names import Names


@dataclass(frozen=True)
class Occasion:
    """What a writer knows beside the records: when it is (aware), what things are called, and the one kind, if one."""

    now: datetime
    names: Names
    kind: str | None = None


Page: TypeAlias = Callable[[Sequence[AnyRecord], Occasion], bytes]
Files: TypeAlias = Callable[[Sequence[AnyRecord], Occasion], Mapping[str, bytes]]


@dataclass(frozen=True)
class Exporter:
    """A form: its ``name`` in commands and ``label`` in the app, what it is ``for``, and what writes it.

    ``page`` makes one file, ``files`` what lies in a folder, by name; ``page_kind`` tells that one file takes one kind.
    """

    name: str
    label: str
    purpose: str
    ending: str
    page: Page | None = None
    files: Files | None = None
    page_kind: bool = False
    entries_only: bool = False

    def is_folder(self, kind: str | None) -> bool:
        """Tell whether records of that kind (None: of all) become a folder."""
        return self.page is None or (self.page_kind and kind is None)

    def holds(self, kind: str | None) -> bool:
        """Tell whether the form has a place for a kind."""
        return not self.entries_only or kind in (None, "entry")


def _entries(records: Sequence[AnyRecord]) -> list[Entry]:
    return [record for record in records if isinstance(record, Entry)]


EXPORTERS: Mapping[str, Exporter] = {
    each.name: each
    for each in (
        Exporter(
            "markdown",
            "A page to read (Markdown)",
            "a page to read, day by day",
            ".md",
            page=lambda records, at: markdown.dump(records, at.now.date(), at.names),
        ),
        Exporter(
            "native",
            "Everything, exactly (JSON)",
            "everything exactly as it is kept, as JSON",
            ".json",
            page=lambda records, at: native.dump(records, at.now),
        ),
        Exporter(
            "csv",
            "Tables for a spreadsheet (CSV)",
            "tables for a spreadsheet, one a kind",
            ".csv",
            page=lambda records, at: csv_files.table(at.kind or "entry", records, at.names),
            files=lambda records, at: csv_files.files(records, at.names),
            page_kind=True,
        ),
        Exporter(
            "notes",
            "Notes, a file a day (Markdown)",
            "the entries as a folder of notes, a Markdown file a day with front matter",
            "",
            files=lambda records, _: notes.files(_entries(records)),
            entries_only=True,
        ),
        Exporter(
            "jrnl",
            "A journal for jrnl (text)",
            "the entries as the text that jrnl keeps",
            ".txt",
            page=lambda records, _: jrnl_text.page(_entries(records)),
            entries_only=True,
        ),
        Exporter(
            "dayone",
            "A journal for Day One (JSON)",
            "the entries as Day One's JSON",
            ".json",
            page=lambda records, _: day_one.page(_entries(records)),
            entries_only=True,
        ),
    )
}
"""By their names in commands, in the order in which the app offers them."""
