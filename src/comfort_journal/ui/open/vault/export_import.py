"""Records out to a file that anybody can read, and in from one: asked first, and all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.records import kind_of
from comfort_journal.text.counts import many
from comfort_journal.text.plain import one_line
from comfort_journal.ui.locked.vault_place import place
from comfort_journal.ui.open.core.dialogs import Choose
from comfort_journal.ui.open.vault.questions import VaultQuestions

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from comfort_journal.journal.importing import Found, Sorted
    from comfort_journal.records import AnyRecord

    Hear: TypeAlias = Callable[[int, int], None]

FORMS = {
    "A page to read (Markdown)": ("markdown", "~/journal.md"),
    "Everything, exactly (JSON)": ("native", "~/journal.json"),
}
"""What the app calls each format, the command's name for it, and a file as an example."""
WRITE = "Write it, readable by anyone"
DELETED = "deleted here since"
UNDO = "Until this locks, u takes them out again."


class ExportImport(VaultQuestions):
    """The two ways in which records go in and out as a file; each returns what to say, nothing when it was left."""

    async def export(self) -> str:
        """Write every record into a new file."""
        from comfort_journal.journal import exchange  # noqa: PLC0415  loaded when it is done

        path = None
        while path is None:
            chosen = await self._app.push_screen_wait(Choose(self._session, "Export as what?", tuple(FORMS)))
            if chosen is None:
                return ""
            form, example = FORMS[chosen]
            path = await self.path("Export to which new file?", new=True, example=example)
        if not await self.agreed(exchange.PLAIN, WRITE):
            return ""

        def write(_care: object, hear: Hear) -> list[AnyRecord]:
            records = self._session.journal.records()
            hear(1, 3)
            data = exchange.rendered(records, form)
            hear(2, 3)
            exchange.write_new(path, data)
            return records

        written = say_written(await self.work("Writing the file.", write))
        return f"{written} written to {one_line(place(path))}. Whoever has that file can read it."

    async def import_(self) -> str:
        """Take in what a file, folder or zip holds, after showing what that is."""
        from comfort_journal.interchange.importer import ReadOptions  # noqa: PLC0415  as above
        from comfort_journal.journal import importing  # noqa: PLC0415  as above
        from comfort_journal.ui.open.vault.import_screen import ImportScreen  # noqa: PLC0415  as above

        path = await self.path("Import which file, folder or zip?", new=False, example="~/diary.md")
        if path is None:
            return ""
        journal = self._session.journal

        def look(_care: object, hear: Hear) -> tuple[Found, Sorted]:
            found = importing.read_source(path, ReadOptions(hear=hear))
            return found, importing.sort(journal, found.imported)

        found, sorted_out = await self.work("Reading it.", look)
        chosen = await self._app.push_screen_wait(ImportScreen(self._session, found, sorted_out))
        if chosen is None:
            return ""

        def take(_care: object, _hear: Hear) -> tuple[Sorted, int]:
            now = importing.sort(journal, found.imported)
            taken = [*now.new, *(now.deleted if chosen == "all" else ())]
            mark = importing.take_in(journal, taken)
            self._session.imports += [mark] if mark else []
            return now, len(taken)

        now, count = await self.work("Taking it in. This may take a little.", take)
        told = importing.say_sorted(now, count, only_looked=False, deleted="" if chosen == "all" else DELETED)
        return f"Records: {told}" + (f" {UNDO}" if count else "")

    async def take_out(self) -> str:
        """Remove again what the last import since unlocking brought, but for what was changed meanwhile."""
        from comfort_journal.journal import importing  # noqa: PLC0415  as above

        def remove(_care: object, _hear: Hear) -> tuple[int, int]:
            records, changed = importing.taken_in(self._session.journal, self._session.imports.pop())
            self._session.journal.delete_together([record.id for record in records])
            return len(records), changed

        removed, changed = await self.work("Taking it out again.", remove)
        return f"Records: {removed:,} taken out again. {importing.say_left(changed)}".rstrip()


def say_written(records: list[AnyRecord]) -> str:
    """Return how many entries there are, and how many records beside them."""
    entries = sum(kind_of(record) == "entry" for record in records)
    others = len(records) - entries
    said = many(entries, "entry", "entries")
    return f"{said} and {many(others, 'other record')}" if others else said
