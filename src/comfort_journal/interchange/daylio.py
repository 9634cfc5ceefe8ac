"""Daylio's CSV, in each of its generations: a row a note, with activities that are tags and a mood that is a word.

A mood is never a number here. A row that has no note has its activities as its words; one that has only a mood is left
out and told of. Whatever language Daylio was set to, a time is the one it says or is refused by its line.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput
from comfort_journal.interchange import csv_rows, headings, local_time
from comfort_journal.interchange.gathering import Gathering
from comfort_journal.interchange.importer import Imported, Importer, ReadOptions, Sure

if TYPE_CHECKING:
    from comfort_journal.interchange.sources import Source

BACKUP = "This is a backup that only Daylio reads. Export a CSV file there (More, Export Entries), and import that."
OTHER = "a file that is no table of Daylio's"
COLUMN = "a column that is not known here"
MOOD_TAGS = "each mood word is a tag of its entry; import --mood leave leaves them out"
MOOD_LEFT = "mood words, as was asked; import --mood tag keeps them as tags"
ONLY_ACTIVITIES = "no note; its activities are its words too"
SCALES = "its scales stand below its words"
FORMATTED = "bold, lists and the like became plain words"
ONLY_MOOD = "a mood alone, which is no entry"
NO_DAY = "expected a day such as 18 May; export it again from a newer Daylio, which writes it in numbers"
NO_TIME = "expected a time such as 21:40 or 9:40 PM"

_ALWAYS = frozenset({"mood", "activities", "time", "note"})
_READ = _ALWAYS | {"full_date", "year", "date", "weekday", "note_title", "scales"}
_BETWEEN = " | "
_CLOCK = re.compile(
    r"(?P<before>[^\d:]*)(?P<hour>\d{1,2})(?:[:.]| ?h ?)(?P<minute>\d\d)(?:[:.](?P<second>\d\d))?(?P<behind>\D*)"
)
_SIGNS = re.compile(r"[\s.]+")
_MORNING = frozenset(
    "am dop de ap fm πμ öö sa 오전 午前 上午 ص قظ дп pg priešpiet priekšp pd fh ก่อนเที่ยง".split()  # noqa: SIM905  one line
)
_AFTERNOON = frozenset(
    "pm odp pop du ip em μμ ös ch 오후 午後 下午 م بظ пп ptg popiet pēcp md eh หลังเที่ยง".split()  # noqa: SIM905  as above
)
"""What a clock of twelve hours says in the languages of CLDR that do not say am and pm, without blanks and dots."""
_WHOLE_DAY = frozenset({"", "uhr", "h", "ч", "น"})
_BREAK = re.compile(r"<br ?/?>|</(?:p|div|ul|ol|h[1-6])>(?!$)|</li>(?=<li>)", re.IGNORECASE)
_ITEM = re.compile(r"<li>", re.IGNORECASE)
_FORMAT = re.compile(
    r"</?(?:b|i|u|s|p|em|strong|strike|del|div|span|font|ul|ol|li|h[1-6])(?: [a-z-]+=\"[^\"<>]*\")*>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?P<name>#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)")


def recognise(source: Source) -> Sure:
    """Tell whether a file, or one of a tree's, has Daylio's columns."""
    if _backup(source):
        return Sure.CERTAIN
    names = source.ending_with(".csv") if source.is_tree else source.names
    return Sure.CERTAIN if any(_is_table(source.head(name)) for name in names) else Sure.NO


def read(source: Source, options: ReadOptions) -> Imported:
    """Return the entries of every row; raises BadInput with the line, in a tree with its file before it."""
    if _backup(source):
        raise BadInput(BACKUP)
    found = Gathering("daylio", options, source.left_out)
    read_any = False
    for name in source.names:
        if source.is_tree and not _is_table(source.head(name)):
            found.leave_out(name, OTHER)
            continue
        where = f"{name}, " if source.is_tree else ""
        _table(found, where, source.read(name), options)
        read_any = True
    if not read_any:
        raise BadInput("There is no table of Daylio's here; nothing was changed.")
    return found.imported()


def _backup(source: Source) -> bool:
    return source.is_tree and bool(source.ending_with("backup.daylio"))


def _is_table(head: bytes) -> bool:
    found = csv_rows.begun(head)
    return bool(found) and _is_daylio({*_names(found[0])})


def _names(cells: list[str]) -> list[str]:
    return [cell.strip().lower() for cell in cells]


def _is_daylio(names: set[str]) -> bool:
    return names >= _ALWAYS and ("full_date" in names or {"year", "date"} <= names)


def _table(found: Gathering, where: str, data: bytes, options: ReadOptions) -> None:
    try:
        table = list(csv_rows.rows(data, csv_rows.sign(data)))
    except BadInput as fault:
        raise BadInput(f"{where}{fault}") from None
    names = _names(table.pop(0).cells) if table else []
    if not _is_daylio({*names}):
        raise BadInput(f"{where}line 1: expected the columns of Daylio's export, such as full_date, mood, activities")
    if len({*names}) < len(names):
        raise BadInput(f"{where}line 1: expected each column once")
    moods, unknown = 0, set()
    for done, (line, row) in enumerate(table):
        options.hear(done, len(table))
        place = f"{where}line {line}"
        if len(row) != len(names):
            raise BadInput(f"{place}: expected {len(names)} values")
        cells = dict(zip(names, row, strict=True))
        unknown |= {name for name, cell in cells.items() if name not in _READ and cell.strip()}
        moods += _add(found, place, cells, options)
    for name in sorted(unknown):
        found.leave_out(f"{where}column {name}", COLUMN)
    if moods and options.mood == "tag":
        found.decide(f"{where}column mood", MOOD_TAGS)
    elif moods:
        found.leave_out(f"{where}column mood", MOOD_LEFT)


def _add(found: Gathering, place: str, cells: dict[str, str], options: ReadOptions) -> bool:
    """Take one row in, and tell whether there was a mood beside its words."""
    at = _moment(place, cells)
    mood = cells["mood"].strip()
    activities = [each.strip() for each in cells["activities"].split(_BETWEEN) if each.strip()]
    parts = [part for name in ("note_title", "note") if (part := _plain(found, place, cells.get(name, ""))).strip()]
    if not parts and activities:
        parts = [", ".join(activities)]
        found.decide(place, ONLY_ACTIVITIES)
    if scales := cells.get("scales", "").replace("\u00a0", " ").strip():
        parts.append(scales.replace(_BETWEEN, ", "))
        found.decide(place, SCALES)
    if mood and not parts:
        found.leave_out(place, ONLY_MOOD)
        return False
    found.add(place, at, "\n".join(parts), tags=[*activities, mood] if options.mood == "tag" else activities)
    return bool(mood)


def _moment(place: str, cells: dict[str, str]) -> datetime:
    """Return when a row was written, naive as Daylio has it; raises BadInput with the place."""
    try:
        return datetime.combine(_day(cells), _clock(cells["time"]))
    except BadInput as fault:
        raise BadInput(f"{place}: {fault}") from None


def _day(cells: dict[str, str]) -> date:
    if "full_date" in cells:
        return local_time.read(cells["full_date"].strip())[0].date()
    try:
        said = headings.read(f"{cells['date'].strip()} {cells['year'].strip()}")
    except headings.NotUnderstoodError:
        said = None
    if not isinstance(said, headings.HeadingMoment) or said.day is None or said.words:
        raise BadInput(NO_DAY)
    return said.day


def _clock(words: str) -> time:
    """Return a time as a telephone says it in its language; raises BadInput for what is none."""
    match = _CLOCK.fullmatch(words.strip())
    if match is None:
        raise BadInput(NO_TIME)
    said = _SIGNS.sub("", match["before"] + match["behind"]).replace("\u200f", "").lower()
    hour = int(match["hour"])
    try:
        if said in _MORNING or said in _AFTERNOON:
            hour = local_time.hour_of(hour or 12, "p" if said in _AFTERNOON else "a")
        elif said not in _WHOLE_DAY:
            raise BadInput(NO_TIME)
        return time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        raise BadInput("there is no such time") from None


def _plain(found: Gathering, place: str, note: str) -> str:
    """Return a note without the HTML that newer versions of Daylio put around its words."""
    words, formats = _FORMAT.subn("", _ITEM.sub("- ", _BREAK.sub("\n", note)))
    if formats:
        found.decide(place, FORMATTED)
    return _ENTITY.sub(lambda met: unescape(met[0]) if met["name"][0] == "#" or met["name"] in html5 else met[0], words)


IMPORTER = Importer("daylio", "Daylio", recognise, read)
