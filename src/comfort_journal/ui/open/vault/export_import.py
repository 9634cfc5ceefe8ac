"""Records out to a file that anybody can read, and in from one: asked first, and all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.records import kind_of
from comfort_journal.text.counts import many
from comfort_journal.text.plain import one_line
from comfort_journal.ui.locked.vault_place import place
from comfort_journal.ui.open.core.dialogs import Choose
from comfort_journal.ui.open.vault.messages import NOT_NOW
from comfort_journal.ui.open.vault.questions import VaultQuestions

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from comfort_journal.journal.importing import Sorted
    from comfort_journal.records import AnyRecord

    Hear: TypeAlias = Callable[[int, int], None]

FORMS = {
    "A page to read (Markdown)": ("markdown", "~/journal.md"),
    "Everything, exactly (JSON)": ("native", "~/journal.json"),
}
"""What the app calls each format, the command's name for it, and a file as an example."""
WRITE, TAKE, TAKE_ALL = "Write it, readable by anyone", "Take them in", "Take them in, the deleted ones too"
DELETED = "deleted here since"


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
        """Take in the records of a file, after saying what they are."""
        from comfort_journal.interchange.importer import ReadOptions  # noqa: PLC0415  as above
        from comfort_journal.journal import importing  # noqa: PLC0415  as above

        path = await self.path("Import which file? An export, or a diary.", new=False, example="~/diary.md")
        if path is None:
            return ""

        def look(_care: object, hear: Hear) -> tuple[list[AnyRecord], Sorted]:
            records = list(importing.read_source(path, ReadOptions(hear=hear)).imported.records)
            return records, importing.sort(self._session.journal, records)

        records, found = await self.work("Reading the file.", look)
        told = importing.say_sorted(found, len(found.new), only_looked=True, deleted=DELETED)
        answers = [*([TAKE] if found.new else []), *([TAKE_ALL] if found.deleted else [])]
        if not answers:
            return f"Records: {told}"
        question = " ".join(
            [f"Records: {told}", *([f"These are {importing.say_what(found.new)}"] if found.new else [])]
        )
        chosen = await self._app.push_screen_wait(Choose(self._session, question, (NOT_NOW, *answers)))
        if chosen not in answers:
            return ""

        def take(_care: object, hear: Hear) -> tuple[Sorted, int]:
            now = importing.sort(self._session.journal, records)
            taken = [*now.new, *(now.deleted if chosen == TAKE_ALL else ())]
            hear(1, 2)
            if taken:
                self._session.journal.save(*taken)
            return now, len(taken)

        now, count = await self.work("Taking the records in.", take)
        told = importing.say_sorted(now, count, only_looked=False, deleted="" if chosen == TAKE_ALL else DELETED)
        return f"Records: {told}"


def say_written(records: list[AnyRecord]) -> str:
    """Return how many entries there are, and how many records beside them."""
    entries = sum(kind_of(record) == "entry" for record in records)
    others = len(records) - entries
    said = many(entries, "entry", "entries")
    return f"{said} and {many(others, 'other record')}" if others else said
