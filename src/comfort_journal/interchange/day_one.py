"""Day One's JSON: a file a journal, alone or in the zip that it comes in, beside the pictures that stay out.

An entry stands at the clock of its own zone. Its text is Markdown, in which a backslash before a sign is not seen; our
writer and this reader are inverse. What the app sets among rich words by itself, a mark for a picture or a sign without
width, is left out and told of; an entry without any of that, as ours are, is read to the letter.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from comfort_journal.errors import BadInput
from comfort_journal.interchange import local_time
from comfort_journal.interchange.diary import NOON
from comfort_journal.interchange.gathering import Gathering, entry_of
from comfort_journal.interchange.importer import Imported, Importer, ReadOptions, Sure
from comfort_journal.interchange.native import not_whole, utf8
from comfort_journal.records import path_and_fault

if TYPE_CHECKING:
    from comfort_journal.interchange.sources import Source

OTHER = "a file that is none of Day One's"
MARK = "the mark of a picture, recording or file in the words"
WIDTHLESS = "invisible signs, which Day One sets by itself"
AROUND = "where it was written, the weather, and what its device noted"
ALL_DAY = "an entry of a whole day; it stands at noon"
NO_ZONE = "its zone is not known here; it stands at the clock of this import's zone"
JOURNALS = "one of several journals; its name is a tag of its entries"
_FILES = {"photos": "a picture", "videos": "a video", "audios": "a recording", "pdfs": "a PDF"}

_HEAD = re.compile(rb'\s*\{(?=[^\0]*"entries"\s*:\s*\[)(?:\s*"metadata"\s*:\s*\{\s*"version"|(?=[^\0]*"creationDate"))')
_LIKE = re.compile(rb'\s*[{\[][^\0]*"creationDate"\s*:')
_MARK = re.compile(r"!\[(?P<words>[^\[\]\n]*)\]\(dayone-moment:[^()\s]*\)")
_MARKS_ALONE = re.compile(r"^[ \t]*(?:!\[\]\(dayone-moment:[^()\s]*\)[ \t]*)+(?:\n\n?|\Z)", re.MULTILINE)
_WIDTHLESS = re.compile("[\u200b\ufeff\ufffc]")
_SIGN = r"[!-/:-@\[-`{-~]"
_CODE = r"^```.*?^```"
"""Between such lines every sign is seen as it stands, a backslash too."""
_SEEN_AS_IT_IS = re.compile(rf"(?P<code>{_CODE})|\\(?P<sign>{_SIGN})", re.MULTILINE | re.DOTALL)
_UNSEEN = re.compile(rf"(?P<code>{_CODE})|\\(?={_SIGN})", re.MULTILINE | re.DOTALL)
_OF_GREENWICH = re.compile(r"(?:GMT|UTC)(?P<offset>[+-]\d\d:?\d\d)", re.ASCII)
_GREENWICH = timezone(timedelta(), "GMT")
"""Not ``UTC`` itself, which stands for an instant of no zone."""


class _Found(msgspec.Struct, rename="camel"):
    """What is read of an entry; of the rest it only matters whether it is there."""

    creation_date: str
    text: str | None = None
    time_zone: str | None = None
    is_all_day: bool | None = None
    tags: tuple[str, ...] | None = None
    starred: bool | None = None
    uuid: str | None = None
    rich_text: msgspec.Raw = msgspec.Raw()
    photos: msgspec.Raw = msgspec.Raw()
    videos: msgspec.Raw = msgspec.Raw()
    audios: msgspec.Raw = msgspec.Raw()
    pdf_attachments: msgspec.Raw = msgspec.Raw()
    location: msgspec.Raw = msgspec.Raw()
    weather: msgspec.Raw = msgspec.Raw()
    user_activity: msgspec.Raw = msgspec.Raw()
    music: msgspec.Raw = msgspec.Raw()

    def is_rich(self) -> bool:
        """Tell whether Day One has set more than words in it."""
        return any(map(bytes, (self.rich_text, self.photos, self.videos, self.audios, self.pdf_attachments)))

    def has_surroundings(self) -> bool:
        """Tell whether it says more than words, tags and a time."""
        return any(map(bytes, (self.location, self.weather, self.user_activity, self.music)))


class _Journal(msgspec.Struct):
    entries: tuple[_Found, ...]


class _Piece(msgspec.Struct):
    text: str = ""


class _RichText(msgspec.Struct):
    contents: tuple[_Piece, ...] = ()


def as_written(text: str) -> str:
    """Return words as Day One's Markdown has them: a backslash that would not be seen stands twice."""
    return _UNSEEN.sub(lambda met: met["code"] or r"\\", text)


def as_seen(text: str) -> str:
    """Return the words that are seen of Day One's Markdown; everything else of it is as it was written."""
    return _SEEN_AS_IT_IS.sub(lambda met: met["code"] or met["sign"], text)


def recognise(source: Source) -> Sure:
    """Tell whether a file, or one of a tree's, begins as a journal of Day One's."""
    names = source.ending_with(".json") if source.is_tree else source.names
    return max((_of_head(source.head(name)) for name in names), default=Sure.NO)


def _of_head(head: bytes) -> Sure:
    if _HEAD.match(head):
        return Sure.CERTAIN if b'"creationDate"' in head else Sure.FITS  # long words may stand before it
    return Sure.RESEMBLES if _LIKE.match(head) else Sure.NO


def read(source: Source, options: ReadOptions) -> Imported:
    """Return the entries of every journal; raises BadInput with the entry's path, in a tree with its file before it."""
    found = Gathering("dayone", options, source.left_out)
    journals = [
        name
        for name in source.names
        if not source.is_tree or (name.lower().endswith(".json") and _of_head(source.head(name)) >= Sure.FITS)
    ]
    if not journals:
        raise BadInput("There is no journal of Day One's here; nothing was changed.")
    for name in source.names:
        if name not in journals:
            found.leave_out(name, _FILES.get(PurePosixPath(name).parent.name.lower(), OTHER))
    for name in journals:
        where = f"{name}, " if source.is_tree else ""
        entries = _entries(source.read(name), where)
        tag = PurePosixPath(name).stem if len(journals) > 1 else None
        if tag:
            found.decide(name, JOURNALS)
        for n, entry in enumerate(entries):
            options.hear(n, len(entries))
            at, said = _moment(f"{where}entries[{n}]", entry, options)
            place = entry_of(where, at)
            for each in said:
                found.decide(place, each)
            _add(found, place, at, entry, tag)
    return found.imported()


def _entries(data: bytes, where: str) -> tuple[_Found, ...]:
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Journal).entries
    except msgspec.ValidationError as fault:
        raise BadInput(f"{where}{path_and_fault(fault, _Journal)}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        utf8(data)
    raise not_whole(where)


def _add(found: Gathering, place: str, at: datetime, entry: _Found, journal: str | None) -> None:
    text = _rich_words(found, place, entry) if entry.is_rich() else as_seen(entry.text or "")
    if entry.has_surroundings():
        found.leave_out(place, AROUND)
    tags = [*(entry.tags or ()), *([journal] if journal else [])]
    found.add(place, at, text, tags=tags, starred=entry.starred is True, key=entry.uuid or None)


def _moment(path: str, entry: _Found, options: ReadOptions) -> tuple[datetime, list[str]]:
    """Return when an entry was written, and what was decided about that.

    It is aware, at the clock of its own zone, or as the file has it without one. Raises BadInput with the ``path``.
    """
    said: list[str] = []
    try:
        at, timed = local_time.read(entry.creation_date)
    except BadInput as fault:
        raise BadInput(f"{path}.creationDate: {fault}") from None
    if not timed:
        return datetime.combine(at, NOON), said
    if at.tzinfo is None:
        return at, said
    try:
        at = options.local(at) if not entry.time_zone else _in_zone(at, entry.time_zone)
    except BadInput:
        said.append(NO_ZONE)
        at = options.local(at)
    except (OverflowError, ValueError, OSError):
        raise BadInput(f"{path}.creationDate: this moment is too far away for a calendar") from None
    if entry.is_all_day:
        said.append(ALL_DAY)
        at = at.replace(hour=NOON.hour, minute=0, second=0)
    return at.replace(tzinfo=_GREENWICH) if at.tzinfo is UTC else at, said


def _in_zone(at: datetime, name: str) -> datetime:
    """Return an instant at a zone's clock; raises BadInput where there is no zone of that name."""
    of_greenwich = _OF_GREENWICH.fullmatch(name)
    return local_time.zone(of_greenwich["offset"] if of_greenwich else name)(at)


def _rich_words(found: Gathering, place: str, entry: _Found) -> str:
    """Return the words of an entry from Day One's editor, without what is no words; also where they are only there."""
    alone, marks = _MARKS_ALONE.subn("", entry.text or "")
    text, more = _MARK.subn(r"\g<words>", alone)
    text, widthless = _WIDTHLESS.subn("", text)
    if marks + more:
        found.leave_out(place, MARK)
    if widthless:
        found.leave_out(place, WIDTHLESS)
    return as_seen(text.replace("\u2028", "\n")) if text.strip() else _from_pieces(entry.rich_text)


def _from_pieces(rich_text: msgspec.Raw) -> str:
    try:
        written = msgspec.json.decode(rich_text, type=str)
        pieces = msgspec.json.decode(written, type=_RichText).contents
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return ""
    return _WIDTHLESS.sub("", "".join(piece.text for piece in pieces))


IMPORTER = Importer("dayone", "Day One", recognise, read)
