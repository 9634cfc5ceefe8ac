"""Markdown: a page that reads well, and a diary written by hand that comes in whole."""

from datetime import UTC, date, datetime

import pytest

from comfort_journal.errors import BadInput, NewerFormat
from comfort_journal.interchange import markdown
from comfort_journal.interchange.names import Names
from comfort_journal.records import AnyRecord, Circuit, Entry, Part, RatingRecord

ID = "00000000-0000-4000-8000-00000000000"
PAGE = """\
# Journal

*Exported on Tuesday 6 January 2026. Anyone who has this file can read it.*

## Monday 5 January 2026

### 21:40 · What felt safe today? ★

*Starred. Tags: evening, rain.*

The blanket.

# not a heading of ours

#### Sunday 1 March 2026 · 09:00

*A later note.*

Still true.

## Tuesday 6 January 2026

*08:00 · The next-day number: 1.*

*20:30 · Relaxation circuit: Child's pose 90 s.*

<!-- comfort-journal file 2: what "import" needs besides the page above. Please leave it as it is.
5f90c8ad 3f794c41 c8a496ae 357e3e55 1e867240 {"kind":"entry",\
"id":"00000000-0000-4000-8000-000000000001",\
"at":"2026-01-05T21:40:00+01:00",\
"prompt":"What felt safe today?",\
"tags":["evening",\
"rain"],"starred":true,"folded":false,"session":null,"about":null,"source":"app"}
380ccf40 47899b10 {"kind":"entry",\
"id":"00000000-0000-4000-8000-000000000002",\
"at":"2026-03-01T09:00:00+01:00",\
"prompt":null,"tags":[],"starred":false,"folded":false,"session":null,"about":"00000000-0000-4000-8000-000000000001",\
"source":"app"}
df3acdf7 2ac92f89 {"kind":"rating",\
"id":"00000000-0000-4000-8000-000000000003",\
"at":"2026-01-06T08:00:00+01:00",\
"about":"next_day",\
"value":1,"skipped":false,"kept":true}
bd0cce1f {"kind":"circuit",\
"id":"00000000-0000-4000-8000-000000000004",\
"started_at":"2026-01-06T20:30:00+01:00",\
"ended_at":"2026-01-06T20:40:00+01:00",\
"parts":[{"part":"RC-3:child",\
"seconds":90,"breaths":null,"done":true}],"attested":false,"dry":null}
-->
"""
OLDER = """\
<!-- comfort-journal file 1 -->

# Journal

*Exported on Tuesday 6 January 2026. Anyone who has this file can read it.*

## Monday 5 January 2026

### 21:40 · What felt safe today? ★

*Starred. Tags: evening, rain.*

<!-- comfort-journal {"kind":"entry","id":"00000000-0000-4000-8000-000000000001","at":"2026-01-05T21:40:00+01:00",\
"prompt":"What felt safe today?","tags":["evening","rain"],"starred":true,"folded":false,"session":null,"about":null,\
"source":"app"} -->

The blanket.

# not a heading of ours

<!-- comfort-journal end -->

#### Sunday 1 March 2026 · 09:00

*A later note.*

<!-- comfort-journal {"kind":"entry","id":"00000000-0000-4000-8000-000000000002","at":"2026-03-01T09:00:00+01:00",\
"prompt":null,"tags":[],"starred":false,"folded":false,"session":null,\
"about":"00000000-0000-4000-8000-000000000001","source":"app"} -->

Still true.

<!-- comfort-journal end -->

## Tuesday 6 January 2026

<!-- comfort-journal {"kind":"rating","id":"00000000-0000-4000-8000-000000000003","at":"2026-01-06T08:00:00+01:00",\
"about":"next_day","value":1,"skipped":false,"kept":true} -->
*08:00 · The next-day number: 1.*
"""


NAMES = Names({}, {"RC-3:child": "Child's pose"}, {})


def utc(naive: datetime) -> datetime:
    """Stand for the machine's own offset."""
    return naive.replace(tzinfo=UTC)


def sample() -> list[AnyRecord]:
    """Return an entry with a later note, a number, and a circuit."""
    entry = Entry(
        id=ID + "1",
        at="2026-01-05T21:40:00+01:00",
        prompt="What felt safe today?",
        text="The blanket.\n\n# not a heading of ours",
        tags=("evening", "rain"),
        starred=True,
        session=None,
        source="app",
    )
    note = Entry(
        id=ID + "2",
        at="2026-03-01T09:00:00+01:00",
        prompt=None,
        text="Still true.",
        tags=(),
        starred=False,
        session=None,
        about=ID + "1",
        source="app",
    )
    number = RatingRecord(id=ID + "3", at="2026-01-06T08:00:00+01:00", about="next_day", value=1, skipped=False)
    circuit = Circuit(
        id=ID + "4",
        started_at="2026-01-06T20:30:00+01:00",
        ended_at="2026-01-06T20:40:00+01:00",
        parts=(Part(part="RC-3:child", seconds=90, breaths=None, done=True),),
        attested=False,
        dry=None,
    )
    return [circuit, note, number, entry]


def load(text: str) -> list[tuple[str, str]]:
    """Return a diary's entries as (at, text)."""
    return [(e.at, e.text) for e in markdown.load(text.encode(), utc) if isinstance(e, Entry)]


def test_the_page_reads_like_a_journal() -> None:
    """Days in order, a heading an entry, later notes under theirs, numbers and parts in plain sentences."""
    assert markdown.dump(sample(), date(2026, 1, 6), NAMES).decode() == PAGE
    assert set(markdown.load(PAGE.encode(), utc)) == set(sample())


def test_an_older_page_comes_back_too() -> None:
    """The one with a mark before each record."""
    assert set(markdown.load(OLDER.encode(), utc)) == set(sample()[1:])


@pytest.mark.parametrize("page", [PAGE, OLDER], ids=["page", "older"])
def test_an_editors_line_ends_are_no_fault(page: str) -> None:
    """A file that was saved with CRLF gives the same records, to the last blank."""
    page = page.replace("The blanket.", "The blanket.  ")
    assert markdown.load(page.replace("\n", "\r\n").encode(), utc) == markdown.load(page.encode(), utc)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (
            "The blanket.",
            "The blanket,\n\n## and the tea.",
            "The blanket,\n\n## and the tea.\n\n# not a heading of ours",
        ),
        ("\nStill true.\n\n##", "\n##", ""),
        ("true.\n\n", "true.\n\n\\### 21:40 is a time\n", "Still true.\n\n### 21:40 is a time"),
    ],
)
def test_words_changed_by_hand_come_in_as_they_were_changed(old: str, new: str, text: str) -> None:
    """An entry's words are read from the page; every other field is as it was."""
    changed = PAGE.replace(old, new, 1)
    assert changed != PAGE
    before = {record.id: record for record in sample()}
    after = [each for each in markdown.load(changed.encode(), utc) if before[each.id] != each]
    assert [each.text for each in after if isinstance(each, Entry)] == [text]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("### 21:40", "### 21:45", 7),
        ("evening, rain", "evening, canary", 9),
        ("## Monday 5", "## Sunday 4", 5),
        ("#### Sunday 1 March 2026 · 09:00\n", "canary\n\n### 22:00 canary\n", 17),
        ("number: 1", "number: 3", 23),
        ("*08:00", "canary\n\n*08:00", 23),
        ("*20:30", "*20:30 · canary*\n\n*20:30", 25),
        ("*08:00 · The next-day number: 1.*\n\n", "", 23),
        ("pose 90 s.*\n", "pose 90 s.*\n\ncanary\n", 27),
        ("# Journal", "canary\n\n# Journal", 1),
        ('{"kind":"rating"', '{"kind":canary', 30),
        ("\n-->", "\n-->\ncanary", 33),
        ("\n-->", "", 31),
    ],
)
def test_what_the_fields_would_not_follow_is_refused_by_its_line(old: str, new: str, line: int) -> None:
    """A time, a fact, a number, a heading added or taken away: nothing comes in, and no word is repeated."""
    assert old in PAGE
    with pytest.raises(BadInput, match=rf"^line {line}: ") as refused:
        markdown.load(PAGE.replace(old, new, 1).encode(), utc)
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("# Journal", "canary", "line 3: expected a mark, a heading or a line between asterisks"),
        ("Still true.\n\n<!-- comfort-journal end -->", "Still true.", "line 31: expected the end mark of the entry"),
        ('"id":"', '"id":canary"', "line 13: the mark holds no readable record"),
        ('"starred":true', '"starred":"canary"', "records[0].starred: expected true or false"),
        ("000003", "000002", "records[2].id: expected an id that no other record of the file has"),
        ('"prompt":null', '"text":"canary"', "line 25: expected the entry's words under its mark"),
        ("{", "canary", "line 13: expected a mark"),
        ("<!-- comfort-journal file 1 -->", "canary", "The first line of this export is missing"),
    ],
)
def test_a_spoiled_older_page_is_refused_by_its_place(old: str, new: str, sentence: str) -> None:
    """Nothing is taken from it, and no word of it is repeated."""
    with pytest.raises(BadInput) as refused:
        markdown.load(OLDER.replace(old, new).encode(), utc)
    assert str(refused.value).startswith(sentence)
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (PAGE[: PAGE.index("Still true")], "The end of this export is missing"),
        (PAGE[PAGE.index("<!--") :], "The first line of this export is missing"),
        (OLDER[: OLDER.index("# not a")], "line 13: the end mark of this entry is missing"),
    ],
)
def test_a_cut_export_is_refused(page: str, sentence: str) -> None:
    """It may have lost words."""
    with pytest.raises(BadInput, match=sentence):
        markdown.load(page.encode(), utc)


@pytest.mark.parametrize("page", [PAGE.replace("file 2", "file 3"), "<!-- comfort-journal file 3 -->\n"])
def test_a_later_version_is_not_bad_input(page: str) -> None:
    """A file of a newer program is told apart from a spoiled one."""
    with pytest.raises(NewerFormat):
        markdown.load(page.encode(), utc)


DIARY = """\
# My diary

## 2026-01-05
Rain all day.

### A walk
It was short.

### 21:40
Warm feet.

## Tuesday, 6 January 2026 - a good one
```
## 2026-01-07
```

## January 8th, 2026, 07:15 early
## 2026-01-09

"""


def test_a_hand_written_diary_comes_in_by_its_dates() -> None:
    """A date begins a day, a time an entry, other headings and fences are words; a day without words is no entry."""
    assert load(DIARY) == [
        ("2026-01-05T12:00:00+00:00", "Rain all day.\n\n### A walk\nIt was short."),
        ("2026-01-05T21:40:00+00:00", "Warm feet."),
        ("2026-01-06T12:00:00+00:00", "- a good one\n\n```\n## 2026-01-07\n```"),
        ("2026-01-08T07:15:00+00:00", "early"),
    ]


def test_the_same_diary_gives_the_same_ids() -> None:
    """Importing it twice adds nothing; the same words twice on one day are two entries."""
    twice = "## 2026-01-05 08:00\nYes.\n## 2026-01-05 08:00\nYes.\n"
    first, second = markdown.load(twice.encode(), utc), markdown.load(twice.encode(), utc)
    assert first == second
    assert first[0].id != first[1].id


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("canary\n## 2026-01-05\nx", "line 1: expected a heading with a date"),
        ("# My diary\n\ncanary", "line 3: expected a heading with a date"),
        ("# My diary", "This file has no heading with a date"),
        ("## 2026-02-30\ncanary", "line 1: there is no such day"),
        ("", "This file has no heading with a date"),
    ],
)
def test_words_without_a_date_are_refused_not_dropped(text: str, sentence: str) -> None:
    """Every word of the file is in an entry, or nothing is."""
    with pytest.raises(BadInput) as refused:
        load(text)
    assert str(refused.value).startswith(sentence)
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    "heading", ["# 5 Jan 2026", "## Mon 2026-01-05", "### Jan 5, 2026", "#### Monday 5th January 2026"]
)
def test_a_date_may_be_written_in_several_ways(heading: str) -> None:
    """Day, month and year in words or as ISO, with or without the weekday."""
    assert load(f"{heading} at 8:05\nx")[0] == ("2026-01-05T08:05:00+00:00", "x")
