"""What goes out comes back: records of every kind, with the oddest words, through each format that holds them."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from comfort_journal.interchange import csv_table, markdown, native
from comfort_journal.interchange.csv_columns import header, joined, parted
from comfort_journal.interchange.export import csv_files, notes
from comfort_journal.interchange.names import NO_NAMES, Names
from comfort_journal.records import KINDS, AnyRecord, Entry, from_document, kind_of, to_document

NOW = datetime(2026, 1, 5, 21, 40, tzinfo=UTC)

IDS = st.uuids().map(str)
ODD_LINES = [
    "# Journal",
    "## 2026-01-05",
    "```",
    "~~~",
    "<!-- comfort-journal end -->",
    "\\<!-- comfort-journal end -->",
    "<!-- comfort-journal {} -->",
    "<!-- comfort-journal file 1 -->",
    "  trailing  ",
    "",
    "\r",
    "*a*",
    "<!--",
    "-->",
    "\ufeff",
    "\u2028\x85\x0b",
    "[/x] [b",
    "### 21:40",
    "\\### 21:40 x",
    "#### Monday 5 January 2026 · 21:40",
    "## Monday 5 January 2026",
    "## Without a day",
    "*21:40 · x*",
    "*· x*",
    "\\*· x*",
    "## 21:40 · x",
    "---",
    "=1+1",
    "'=1+1",
    "'",
    "-, +",
    '"',
    "a, b",
    "\\,",
    "\\0",
    "\x1b[2J\x00",
]
TEXTS = st.lists(st.sampled_from(ODD_LINES) | st.text(st.characters(exclude_categories=["Cs"])), max_size=6).map(
    "\n".join
)
TIMES = (
    st.datetimes(timezones=st.just(None))
    .filter(lambda at: 2 <= at.year <= 9998)
    .flatmap(lambda at: st.sampled_from(["+00:00", "+13:45", "-11:30"]).map(lambda offset: at.isoformat() + offset))
)
NUMBERS = st.none() | st.integers(0, 10)
TAGS = st.lists(TEXTS, max_size=3)


def _record(kind: str, **fields: Any) -> st.SearchStrategy[AnyRecord]:  # noqa: ANN401  any field
    return st.fixed_dictionaries({"kind": st.just(kind), "id": IDS} | fields).map(from_document)


ENTRIES = _record(
    "entry",
    at=TIMES,
    prompt=st.none() | TEXTS,
    text=TEXTS,
    tags=TAGS,
    starred=st.booleans(),
    folded=st.booleans(),
    session=st.none() | IDS,
    about=st.none() | IDS,
    source=st.sampled_from(["app", "capture", "import"]),
)
OTHERS = st.one_of(
    _record(
        "session",
        step=st.sampled_from(["mapping", "dilator:a -->"]),
        started_at=TIMES,
        ended_at=TIMES,
        holds=st.lists(st.just({"seconds": 60, "during": 2, "after": None, "size": "a", "spot": 3}), max_size=2),
        asked=TAGS,
        start=NUMBERS,
        during=st.integers(2, 10),
        after=NUMBERS,
        settled=st.none() | st.booleans(),
        faded=st.sampled_from([None, "none", "yes", "partly", "no"]),
        tags=TAGS,
        masked=st.booleans(),
        around=st.lists(st.sampled_from(["door locked", "<!-- -->", "*warm*", "Äh", "[/x], #y"]), unique=True),
        size=st.none() | TEXTS,
        ended=st.sampled_from(["complete", "short", "pain", "burning", "clench", "stop", "flag", "early"]),
        spike=st.booleans(),
        fear=NUMBERS,
        stretch=NUMBERS,
        tool=st.none() | TEXTS,
    ),
    _record(
        "rating",
        at=TIMES,
        about=st.sampled_from(["next_day", "now"]),
        value=NUMBERS,
        skipped=st.booleans(),
        kept=st.none() | st.booleans(),
    ),
    _record(
        "flag",
        at=TIMES,
        sign=st.sampled_from(["bleeding", "sharp_pain"]),
        cleared_at=st.none() | TIMES,
        taken_back=st.booleans(),
    ),
    _record(
        "circuit",
        started_at=TIMES,
        ended_at=TIMES,
        parts=st.lists(st.just({"part": "RC-3:child", "seconds": 90, "breaths": None, "done": True}), max_size=2),
        attested=st.booleans(),
        dry=st.none() | st.booleans(),
    ),
    _record(
        "profile",
        at=TIMES,
        adult=st.booleans(),
        agreed=st.booleans(),
        history=TAGS,
        in_care=st.none() | st.booleans(),
        line=st.integers(0, 2),
        sizes=st.lists(st.just({"id": "a", "label": "small", "mm": 12}), max_size=2),
        ready_size=st.none() | TEXTS,
        calendar_start=st.sampled_from([None, "2026-01-05"]),
        start_step=st.sampled_from([None, "mapping", "partner"]),
        rest_hours=st.integers(24, 72),
    ),
    _record(
        "override",
        at=TIMES,
        step=st.sampled_from([None, "partner"]),
        reason=TEXTS,
        scope=st.sampled_from(["once", "placement", "informed"]),
    ),
    _record(
        "partner",
        mode=st.sampled_from(["checkin", "step"]),
        started_at=TIMES,
        ended_at=TIMES,
        seconds=st.dictionaries(TEXTS, st.integers(0, 99), max_size=2),
        answers=st.just({"comfortable": 1, "slower": 0, "none": 2}),
        ended=st.sampled_from(["key", "no_answer", "technical", "early"]),
        close=st.none()
        | st.fixed_dictionaries(
            {
                "respected": st.sampled_from(["yes", "no", "none", "unsaid"]),
                "ended_as": st.sampled_from(["done", "slower", "hurt", "unsaid"]),
                "during": NUMBERS,
                "after": NUMBERS,
                "settled": st.none() | st.booleans(),
                "tags": TAGS,
                "fear": NUMBERS,
            },
        ),
        close_skipped=st.booleans(),
        reopened_at=st.none() | TIMES,
    ),
    _record(
        "strength",
        started_at=TIMES,
        ended_at=TIMES,
        exercises=st.lists(st.just({"id": "STR-1", "sets": 3, "reps": 5}), max_size=2),
        during=NUMBERS,
        after=NUMBERS,
    ),
    _record("phrase", key=TEXTS, text=TEXTS),
)
EVERY_ODD_LINE = from_document(
    {
        "kind": "entry",
        "id": "00000000-0000-4000-8000-000000000000",
        "at": "2026-01-05T21:40:00+01:00",
        "prompt": None,
        "text": "\n".join(ODD_LINES),
        "tags": [],
        "starred": False,
        "session": None,
        "source": "app",
    },
)
RECORDS = st.lists(ENTRIES | OTHERS, max_size=6, unique_by=lambda record: record.id)


def _unused(_: datetime) -> datetime:
    raise AssertionError("our own document names every offset")


def by_id(records: list[AnyRecord]) -> dict[str, AnyRecord]:
    """Return records without their order."""
    return {record.id: record for record in records}


@settings(max_examples=40)
@given(RECORDS)
def test_native_brings_back_every_record(records: list[AnyRecord]) -> None:
    """Export and import are inverse, in order, for every kind."""
    assert native.load(native.dump(records, NOW)) == records


@settings(max_examples=40)
@given(RECORDS)
@example([EVERY_ODD_LINE])
def test_markdown_brings_back_every_record(records: list[AnyRecord]) -> None:
    """A readable document loses nothing, whatever the words look like."""
    document = markdown.dump(records, date(2026, 1, 5))
    assert by_id(markdown.load(document, _unused)) == by_id(records)


@settings(max_examples=40)
@given(st.lists(ENTRIES, max_size=4, unique_by=lambda record: record.id), st.data())
def test_notes_about_each_other_are_each_written_once(entries: list[AnyRecord], data: st.DataObject) -> None:
    """Later notes stand under their entry, also notes of notes, and even those that name each other in a circle."""
    ids = [entry.id for entry in entries]
    tangled = [from_document(_about(entry, data.draw(st.none() | st.sampled_from(ids)))) for entry in entries]
    assert by_id(markdown.load(markdown.dump(tangled, date(2026, 1, 5)), _unused)) == by_id(tangled)


@settings(max_examples=40)
@given(st.lists(OTHERS, min_size=1, unique_by=lambda record: record.id))
def test_no_other_record_spoils_the_page(records: list[AnyRecord]) -> None:
    """What is no entry is one line of sentences without any control character."""
    page = markdown.dump(records, date(2026, 1, 5)).decode()
    said = [line for line in page.split("\n") if line.startswith("*")]
    assert len(said) == len(records) + 1
    assert not [character for line in said for character in line if unicodedata.category(character) == "Cc"]


@settings(max_examples=40)
@given(RECORDS)
def test_the_page_has_one_comment_and_it_is_the_last_thing(records: list[AnyRecord]) -> None:
    """No field of a record can end it, and nothing of it stands among what is read."""
    lines = markdown.dump(records, date(2026, 1, 5)).decode().split("\n")
    begins = [n for n, line in enumerate(lines) if line.startswith("<!-- comfort-journal ")]
    assert len(begins) == 1
    assert len(lines) == begins[0] + len(records) + 3
    assert lines[-2:] == ["-->", ""]
    assert not any("--" in line or ">" in line for line in lines[begins[0] + 1 : -2])


NAMES = Names({"dilator": "4 Size {label}"}, {"RC-3:child": "Child's pose"}, {"a": "small"})


@settings(max_examples=60)
@given(RECORDS, st.sampled_from([NO_NAMES, NAMES]))
@example([EVERY_ODD_LINE], NAMES)
def test_tables_bring_back_every_record(records: list[AnyRecord], names: Names) -> None:
    """A table a kind loses nothing, with or without the words beside the ids."""
    made = csv_files.files(records, names)
    assert by_id([record for data in made.values() for record in csv_table.load(data)]) == by_id(records)
    assert set(made) == {f"{kind_of(record)}.csv" for record in records}


@settings(max_examples=60)
@given(RECORDS, st.sampled_from(",;\t"))
@example([EVERY_ODD_LINE], ";")
def test_tables_are_what_every_reader_of_csv_takes(records: list[AnyRecord], between: str) -> None:
    """Python's own strict reader finds the same columns in each row, and no cell that would be a formula."""
    for name, data in csv_files.files(records, NAMES).items():
        rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
        assert rows[0] == list(header(name.removesuffix(".csv")))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n")]
        again = io.StringIO(newline="")
        csv.writer(again, delimiter=between).writerows(rows)  # as a spreadsheet would: other signs, the same cells
        kept = again.getvalue().encode()
        assert csv_table.load(kept) == csv_table.load(data)


@settings(max_examples=60)
@given(st.lists(ENTRIES, max_size=6, unique_by=lambda record: record.id))
@example([EVERY_ODD_LINE])
def test_notes_bring_back_every_entry(entries: list[AnyRecord]) -> None:
    """A file a day loses nothing."""
    made = notes.files([entry for entry in entries if isinstance(entry, Entry)])
    assert by_id([entry for data in made.values() for entry in notes.load(data) or ()]) == by_id(entries)


@given(TAGS)
def test_joined_texts_come_apart_as_they_were(texts: list[str]) -> None:
    """Commas, backslashes and texts without a character too."""
    assert parted(joined(texts)) == texts


def test_each_kind_has_its_own_columns() -> None:
    """So that a table is told by its first line."""
    for kind in KINDS:
        assert csv_table.kind_of_table(",".join(header(kind)).encode()) == kind


def _about(entry: AnyRecord, other: str | None) -> dict[str, Any]:
    return to_document(entry) | {"about": other}
