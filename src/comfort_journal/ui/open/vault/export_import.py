"""Records out to a file that anybody can read, and in from one: asked first, and all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comfort_journal.interchange.exporters import EXPORTERS
from comfort_journal.records import kind_of
from comfort_journal.text.counts import many
from comfort_journal.text.day_span import UNDERSTOOD, DaySpan, parse_days
from comfort_journal.text.plain import one_line
from comfort_journal.ui.locked.vault_place import place
from comfort_journal.ui.open.vault.asking import LineToWrite
from comfort_journal.ui.open.vault.questions import VaultQuestions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    from comfort_journal.interchange.csv_named import ColumnsWanted
    from comfort_journal.interchange.exporters import Exporter
    from comfort_journal.journal.exporting import Wanted
    from comfort_journal.journal.importing import Found, Sorted
    from comfort_journal.records import AnyRecord

    Hear: TypeAlias = Callable[[int, int], None]

FORMS = {each.label: each for each in EXPORTERS.values()}
"""The formats of an export, by what the app calls them."""
EVERYTHING, ENTRIES = "Everything", "Entries only"
DAYS = ("All days", "This month", "Last month", "This year", "Last year")
OTHER_DAYS = "Other days, in words"
WRITE = "Write it, readable by anyone"
DELETED = "deleted here since"
WHICH_ZONE = "By the clock of which zone were its times written?"
COLUMNS = {
    "date": "Which column of this table holds the date?",
    "text": "Which one holds the words?",
    "time": "Which one holds the time, beside the date?",
    "title": "Which one holds a title?",
    "tags": "Which one holds tags?",
}
NO_COLUMN = "None of them"
UNDO = "Until this locks, {key} takes them out again; later, in the shell: cj import --undo {mark}"


class ExportImport(VaultQuestions):
    """The two ways in which records go in and out as a file; each returns what to say, nothing when it was left."""

    async def export(self) -> str:
        """Write what was asked for into a new file or folder."""
        from comfort_journal.content import record_names  # noqa: PLC0415  loaded when it is done
        from comfort_journal.journal import exporting as out  # noqa: PLC0415  as above

        asked = await self._what_goes_out()
        if asked is None or not await self.agreed(out.PLAIN, WRITE):
            return ""
        exporter, wanted, path = asked

        def write(_care: object, hear: Hear) -> list[AnyRecord]:
            journal = self._session.journal
            found = out.made(journal, exporter, wanted, record_names(journal.records("profile")))
            hear(2, 3)
            out.write_new(path, found.made)
            return found.records

        written = say_written(await self._asking.work("Writing the file.", write))
        what = "folder" if exporter.is_folder(wanted.kind) else "file"
        return f"{written} written to {one_line(place(path))}. Whoever has that {what} can read it."

    async def _what_goes_out(self) -> tuple[Exporter, Wanted, Path] | None:
        """Ask for the format, the records and the place; Escape goes back to the question before."""
        from comfort_journal.journal.exporting import Wanted  # noqa: PLC0415  as above

        while (label := await self._asking.chosen("Export as what?", tuple(FORMS))) is not None:
            exporter = FORMS[label]
            while (goes := await self._what_goes_in(exporter)) is not None:
                kind = "entry" if goes == ENTRIES else None
                while (days := await self._days()) is not None:
                    folder = exporter.is_folder(kind)
                    example = f"~/journal-{exporter.name}" if folder else f"~/journal{exporter.ending}"
                    question = f"Export to which new {'folder' if folder else 'file'}?"
                    path = await self.path(question, new=True, example=example)
                    if path is not None:
                        return exporter, Wanted(kind, days.first, days.last), path
                if exporter.entries_only:
                    break
        return None

    async def _what_goes_in(self, exporter: Exporter) -> str | None:
        """Ask for it, where there is a choice."""
        return ENTRIES if exporter.entries_only else await self._asking.chosen("What goes in?", (EVERYTHING, ENTRIES))

    async def _days(self) -> DaySpan | None:
        """Ask for the days; None where that was left."""
        today, begins = self._session.today, self._session.settings.week_starts
        while True:
            said = await self._asking.chosen("Of which days?", (*DAYS, OTHER_DAYS))
            if said is None:
                return None
            if said != OTHER_DAYS:
                return parse_days(said, today, begins)
            days = await self._asking.written(
                LineToWrite(
                    "Of which days?", "May to July 2025", lambda words: parse_days(words, today, begins), UNDERSTOOD
                )
            )
            if days is not None:
                return days

    async def import_(self) -> str:
        """Take in what a file, folder or zip holds, after showing what that is."""
        from comfort_journal.journal import importing  # noqa: PLC0415  as above

        path = await self.path("Import which file, folder or zip?", new=False, example="~/diary.md")
        agreed = await self._what_comes_in(path) if path else None
        if agreed is None:
            return ""
        journal, (found, chosen) = self._session.journal, agreed

        def take(_care: object, _hear: Hear) -> tuple[Sorted, int, str, str]:
            own, now = importing.plan_that_holds(journal), importing.sort(journal, found.imported)
            taken = [*now.new, *(now.deleted if chosen == "all" else ())]
            mark = importing.take_in(journal, taken)
            self._session.imports += [mark] if mark else []
            return now, len(taken), mark, importing.say_plan(own, taken)

        now, count, mark, plan = await self._asking.work("Taking it in. This may take a little.", take)
        told = importing.say_sorted(now, count, only_looked=False, deleted="" if chosen == "all" else DELETED)
        undo = UNDO.format(key=self._asking.shown_key("take-out-import"), mark=mark) if mark else ""
        return " ".join(part for part in (f"Records: {told}", plan, undo) if part)

    async def _what_comes_in(self, path: Path) -> tuple[Found, str] | None:
        """Show what it would bring until that is agreed to, anew for another zone or by the columns of a table."""
        from comfort_journal.interchange import csv_named, local_time  # noqa: PLC0415  as above
        from comfort_journal.interchange.importer import ReadOptions  # noqa: PLC0415  as above
        from comfort_journal.journal import importing  # noqa: PLC0415  as above

        journal, options, zone = self._session.journal, ReadOptions(preface="keep"), ""
        while True:

            def look(_care: object, hear: Hear, options: ReadOptions = options) -> tuple[Found, Sorted]:
                found = importing.read_source(path, replace(options, hear=hear))
                return found, importing.sort(journal, found.imported)

            try:
                found, sorted_out = await self._asking.work("Reading it.", look)
            except csv_named.ColumnsWanted as wanted:
                columns = await self._columns(wanted)
                if columns is None:
                    return None
                options = replace(options, columns=columns)
                continue
            chosen = await self._asking.would_come_in(found, sorted_out, zone)
            if chosen != "zone":
                return (found, chosen) if chosen else None
            said = await self._asking.written(LineToWrite(WHICH_ZONE, "Europe/Berlin", _zone_of, "", zone))
            zone = said or zone
            options = replace(options, local=local_time.zone(zone) if zone else local_time.machine)

    async def _columns(self, wanted: ColumnsWanted) -> dict[str, str] | None:
        """Ask what the columns of a table hold whose names do not say it; None where that was left."""
        columns = dict(wanted.plain)
        first = dict(zip(("date", "text"), wanted.guess, strict=True))
        for what, question in COLUMNS.items():
            if what in columns:
                continue
            left = [name for name in wanted.names if name not in columns.values()]
            if what in first:
                answers = sorted(left, key=lambda name, what=what: name != first[what])  # type: ignore[misc]
            else:
                answers = [NO_COLUMN, *left] if left else []
            chosen = await self._asking.chosen(question, answers) if answers else NO_COLUMN
            if chosen is None:
                return None
            if chosen != NO_COLUMN:
                columns[what] = chosen
        return columns

    async def take_out(self) -> str:
        """Remove again what the last import since unlocking brought, but for what was changed meanwhile."""
        from comfort_journal.journal import importing  # noqa: PLC0415  as above

        def remove(_care: object, _hear: Hear) -> tuple[int, int]:
            mark = self._session.imports[-1]
            records, changed = importing.taken_in(self._session.journal, mark)
            self._session.journal.delete_together([record.id for record in records])
            self._session.imports.remove(mark)
            return len(records), changed

        removed, changed = await self._asking.work("Taking it out again.", remove)
        return f"Records: {removed:,} taken out again. {importing.say_left(changed)}".rstrip()


def _zone_of(words: str) -> str:
    """Return the name of a zone that there is; raises BadInput."""
    from comfort_journal.interchange import local_time  # noqa: PLC0415  as above

    local_time.zone(words.strip())
    return words.strip()


def say_written(records: list[AnyRecord]) -> str:
    """Return how many entries there are, and how many records beside them."""
    entries = sum(kind_of(record) == "entry" for record in records)
    others = len(records) - entries
    said = many(entries, "entry", "entries")
    return f"{said} and {many(others, 'other record')}" if others else said
