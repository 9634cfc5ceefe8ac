"""Notes in Markdown: a folder or zip of them as Obsidian, Logseq and Zettlr keep it, or a single one with front matter.

A note is one entry of one day, which its front matter, its name or its first heading says; our own come back exactly,
and one with the headings of several days is read as the diary that it is. Of many notes, one whose day is not
understood is left out and named; a single one is refused by its line.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput
from comfort_journal.interchange import diary, note_day, note_words, yaml_text
from comfort_journal.interchange.export import notes as our_notes
from comfort_journal.interchange.gathering import Gathering
from comfort_journal.interchange.importer import Imported, Importer, ReadOptions, Sure
from comfort_journal.interchange.native import utf8
from comfort_journal.interchange.note_day import NotDatedError
from comfort_journal.records import tags_once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from comfort_journal.interchange.sources import Source
    from comfort_journal.interchange.yaml_text import Placed
    from comfort_journal.records import AnyRecord

UNDATED = "a note without a day"
OTHER = "a file that is no note"
LOGSEQ = "a copy or a setting of Logseq's own"
UNREADABLE = "front matter that cannot be read was kept as words"
TWO_DAYS = "the front matter and the note's name say different days; the front matter counts"
AGAIN = "an entry that stands in an earlier note too"
_ENDINGS = (".md", ".markdown")
_LOOKED_AT = 200
"""Notes of a tree that are looked into where none is named by a day."""
_OPENING = re.compile(r"---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*[^\W\d][\w .-]*:(?:\s|\Z)")
_PROPERTIES = re.compile(r"\s*(?:tags|title|date|type)::", re.IGNORECASE)
_LINE_ENDS = re.compile("[\r\x85\u2028\u2029]")
"""What YAML counts as the end of a line and a note does not."""
_STARS = frozenset({"starred", "star", "favorite", "favourite"})
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


def recognise(source: Source) -> Sure:
    """Tell whether a note begins with front matter or is named by a day, or a tree has such notes."""
    names = source.ending_with(*_ENDINGS)
    if len(source.names) == 1:
        return _of_one(source.names[0], _head(source, source.names[0]))
    if any(map(note_day.is_named_by_a_day, names)):
        return Sure.CERTAIN
    for name in names[:_LOOKED_AT]:
        head = _head(source, name)
        if _OPENING.match(head) or any(map(diary.is_a_day, head.split("\n"))):
            return Sure.FITS
    return Sure.RESEMBLES if names else Sure.NO


def _head(source: Source, name: str) -> str:
    return source.head(name).decode("utf-8", "replace").replace("\r\n", "\n")


def _of_one(name: str, head: str) -> Sure:
    if _OPENING.match(head) and re.search(r"^(?:---|\.\.\.)[ \t]*$", head[3:], re.MULTILINE):
        return Sure.CERTAIN
    if name.lower().endswith(_ENDINGS) and note_day.is_named_by_a_day(name):
        days = [line for line in head.split("\n") if diary.is_a_day(line)]
        return Sure.CERTAIN if len(days) <= 1 else Sure.FITS
    return Sure.FITS if _PROPERTIES.match(head) else Sure.NO


def read(source: Source, options: ReadOptions) -> Imported:
    """Return the entries of every note; raises BadInput with its name and the line."""
    reading = _Reading(source, options)
    if len(source.names) == 1:
        name = source.names[0]
        try:
            reading.note(name, "", utf8(source.read(name)))
        except NotDatedError as fault:
            raise BadInput(f"line {fault.line}: {fault}") from None
        return reading.imported()
    logseq = tuple(name.removesuffix("config.edn") for name in source.names if name.endswith("logseq/config.edn"))
    for done, name in enumerate(source.names):
        options.hear(done, len(source.names))
        if name.startswith(logseq):
            reading.found.leave_out(name, LOGSEQ)
        elif not name.lower().endswith(_ENDINGS):
            reading.found.leave_out(name, OTHER)
        else:
            _one_of_many(reading, name, source.read(name))
    return reading.imported()


def _one_of_many(reading: _Reading, name: str, data: bytes) -> None:
    try:
        text = utf8(data)
    except BadInput as fault:
        raise BadInput(f"{name}: {fault}") from None
    try:
        reading.note(name, f"{name}, ", text)
    except NotDatedError as fault:
        undated = str(fault) == note_day.NO_DATE
        reading.found.leave_out(name if undated else f"{name}, line {fault.line}", UNDATED if undated else str(fault))


class _Reading:
    """The notes of one source as they are read: our own, diaries, and entries that are gathered from the others."""

    def __init__(self, source: Source, options: ReadOptions) -> None:
        self.options = options
        self.found = Gathering("notes", options, source.left_out)
        self.ours: dict[str, AnyRecord] = {}
        self.of_diaries: dict[str, AnyRecord] = {}

    def imported(self) -> Imported:
        gathered = self.found.imported()
        foreign = [*gathered.records, *self.of_diaries.values()]
        return replace(gathered, records=[*self.ours.values(), *foreign], elsewhere=bool(foreign))

    def note(self, name: str, where: str, text: str) -> None:
        """Take in one note; raises NotDatedError with the line where its day is not found."""
        if self._is_ours(where, text):
            return
        lines = text.replace("\r\n", "\n").split("\n")
        fields, begin, readable = _front_matter(lines)
        of_page, behind = note_words.properties(lines, begin)
        fenced = diary.fenced(lines)
        days = [n for n in range(begin, len(lines)) if n not in fenced and diary.is_a_day(lines[n])]
        if len(days) > 1 and note_day.says_no_day(fields | of_page, name):
            self._diary(where, [""] * begin + lines[begin:])
            return
        dated = note_day.of_note(fields | of_page, name, lines[days[0]] if days else "", (days or [0])[0] + 1)
        if not readable:
            self.found.decide(f"{where}line 1", UNREADABLE)
        if dated.also_named:
            self.found.decide(f"{where}line 1", TWO_DAYS)
        said = note_words.words(lines, behind, fenced)
        tags, starred, kept = self._fields(where, lines[:behind], fields | of_page)
        for place, what in said.left_out:
            self.found.leave_out(where + place, what)
        first = _title(fields | of_page, dated.words, said.text)
        text = "\n\n".join(part for part in (first, said.text, kept) if part.strip())
        self.found.add(f"{where}line 1", dated.at, text, tags=tags_once([*tags, *said.tags]), starred=starred)

    def _is_ours(self, where: str, text: str) -> bool:
        """Take in a note of our own, and tell whether it is one."""
        try:
            found = our_notes.load(text.encode())
        except BadInput as fault:
            raise BadInput(f"{where}{fault}") from None
        for record in found or ():
            if record.id in self.ours:
                raise BadInput(f"{where}line 1: an entry of this note stands in an earlier note too")
            self.ours[record.id] = record
        return found is not None

    def _diary(self, where: str, lines: Sequence[str]) -> None:
        try:
            read = diary.read(lines, self.options)
        except BadInput as fault:
            line, _, why = str(fault).removeprefix("line ").partition(": ")
            raise NotDatedError(int(line), why) from None
        for record in read.records:
            if record.id in self.of_diaries:
                self.found.leave_out(f"{where}line 1", AGAIN)
            self.of_diaries[record.id] = record
        for place, what in read.left_out:
            self.found.leave_out(where + place, what)
        for place, what in read.decided:
            self.found.decide(where + place, what)

    def _fields(self, where: str, lines: Sequence[str], fields: Mapping[str, Placed]) -> tuple[list[str], bool, str]:
        """Return the tags and the star that fields say, and as words the lines of those that say something else."""
        tags: list[str] = []
        starred = False
        kept: set[int] = set()
        begins = sorted({*(field.line for field in fields.values()), len(lines) + 1})
        for name, field in fields.items():
            plain = note_words.plain_name(name)
            own_tags = _tags(field) if plain in note_words.TAGS else None
            if own_tags is not None:
                tags += own_tags
            elif plain in _STARS and isinstance(field.value, str) and field.value.lower() in _TRUTH:
                starred = starred or _TRUTH[field.value.lower()]
            elif note_words.is_for_programs(name) and field.value:
                self.found.leave_out(f"{where}line {field.line}", note_words.KEPT_BY_A_PROGRAM)
            elif field.value and plain not in note_day.DAYS and not (plain == "title" and isinstance(field.value, str)):
                kept.update(range(field.line - 1, begins[begins.index(field.line) + 1] - 1))
        return tags, starred, "\n".join(lines[n] for n in sorted(kept) if lines[n] not in ("---", "...")).strip("\n")


def _front_matter(lines: Sequence[str]) -> tuple[dict[str, Placed], int, bool]:
    """Return the fields of a note's front matter, the line behind it, and whether it can be read."""
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() in ("---", "...")), None)
    if lines[0].rstrip() != "---" or end is None:
        return {}, 0, True
    matter = "\n".join(lines[1:end])
    if _LINE_ENDS.search(matter):
        return {}, 0, False
    try:
        fields = yaml_text.load(matter, first=2).value
    except BadInput:
        return {}, 0, False
    if fields is None:
        return {}, end + 1, True
    return (fields, end + 1, True) if isinstance(fields, dict) else ({}, 0, True)


def _tags(field: Placed) -> list[str] | None:
    """Return the tags that a field lists, None where it holds something else."""
    if field.value is None or isinstance(field.value, str):
        return note_words.split_tags(field.value or "")
    if isinstance(field.value, list):
        tags = [each.value or "" for each in field.value if isinstance(each.value, str | None)]
        return [tag for tag in map(note_words.as_tag, tags) if tag] if len(tags) == len(field.value) else None
    return None


def _title(fields: Mapping[str, Placed], of_name: str, text: str) -> str:
    """Return the title that is to stand before the words: the note's own or its name's, unless they begin with it."""
    titles = [field.value for name, field in fields.items() if note_words.plain_name(name) == "title"]
    title = next((each.strip() for each in titles if isinstance(each, str) and each.strip()), of_name)
    begins = text.lstrip("\n").partition("\n")[0].strip("# \t")
    return "" if title == begins or note_day.is_only_a_day(title) else title


IMPORTER = Importer("notes", "notes in Markdown (Obsidian, Logseq, Zettlr)", recognise, read)
