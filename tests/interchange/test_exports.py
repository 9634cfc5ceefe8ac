"""The forms for other programs: what each looks like, and what of ours is refused on its way back."""

from __future__ import annotations

import csv
import io
import json

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.interchange import csv_table, jrnl
from comfort_journal.interchange.csv_columns import columns, guarded, header, unguarded
from comfort_journal.interchange.export import csv_files, day_one, jrnl_text, notes
from comfort_journal.interchange.exporters import EXPORTERS
from comfort_journal.interchange.importer import ReadOptions
from comfort_journal.interchange.names import Names
from comfort_journal.interchange.sources import of_bytes
from comfort_journal.records import KINDS, Entry, Hold, Session


def entry(number: int, at: str, text: str, *tags: str, starred: bool = False, prompt: str | None = None) -> Entry:
    """Return an entry."""
    return Entry(
        id=f"00000000-0000-4000-8000-{number:012}",
        at=at,
        prompt=prompt,
        text=text,
        tags=tags,
        starred=starred,
        session=None,
        source="app",
    )


MORNING = entry(2, "2026-01-05T08:00:30+05:30", "Sun.\n[today] is a word.", "sleep", "warm bath!", starred=True)
EVENING = entry(1, "2026-01-05T21:40:00+01:00", "The blanket.\n\n## 22:00 is late", "sleep", prompt="What felt safe?")


def test_jrnl_gets_a_stamp_the_words_and_a_line_of_tags() -> None:
    """By wall clock; a line in brackets is not one of its stamps, and a tag is one word."""
    assert jrnl_text.page([EVENING, MORNING]).decode() == (
        "[2026-01-05 08:00:30 +05:30] Sun. *\n [today] is a word.\n\n@sleep @warm-bath\n\n"
        "[2026-01-05 21:40 +01:00] What felt safe?\nThe blanket.\n\n## 22:00 is late\n\n@sleep\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Sun.",
        "Warm feet.\nAnd tea.\n\nThe end.",
        "one *\ntwo",
        "a@b @ c\n@",
        "# 2026-01-05\n## 21:40",
        "é😀\n- [ ] todo\n\n\nx",
    ],
)
@pytest.mark.parametrize("starred", [True, False])
def test_jrnls_text_comes_in_again(text: str, *, starred: bool) -> None:
    """Moment, words, tags and star, whatever the zone of this computer is."""
    written = [
        msgspec.structs.replace(EVENING, prompt=None, text=text, starred=starred or text.startswith("one")),
        entry(3, "2026-07-05T08:00:30-03:30", "Next.", "sleep"),
    ]
    found = jrnl.read(of_bytes(jrnl_text.page(written)), ReadOptions()).records
    assert [(each.at, each.text, each.tags, each.starred) for each in found if isinstance(each, Entry)] == [
        (each.at, each.text, each.tags, each.starred) for each in written
    ]


@given(
    text=st.text(st.sampled_from("ab.[@*# \n"), min_size=1).map(str.strip).filter(bool),
    tags=st.lists(st.sampled_from(["a", "b", "warm bath"]), unique=True),
    starred=st.booleans(),
)
@example(text="Went to\n\n@anna @bob", tags=[], starred=False)
@example(text="Went to\n\n @a", tags=["a"], starred=True)
@example(text="Star at end of line *\nmore", tags=[], starred=False)
@example(text="**\n[a]\n  [b]", tags=["a"], starred=False)
def test_no_words_are_lost_on_the_way_through_jrnls_text(text: str, tags: list[str], *, starred: bool) -> None:
    """The text comes back to its last character, the star as it was, and no tag is missing; an @ in it is a tag."""
    written = entry(3, "2026-07-05T08:00:30-03:30", text, *tags, starred=starred)
    (found,) = jrnl.read(of_bytes(jrnl_text.page([written])), ReadOptions()).records
    assert isinstance(found, Entry)
    assert (found.text, found.starred) == (text, starred)
    assert set(found.tags) == {tag.replace(" ", "-") for tag in tags} | set(jrnl_text.TAG.findall(text))


def test_a_tag_that_stands_in_the_words_is_not_added_to_them() -> None:
    """A tag in the words is one to jrnl already."""
    written = entry(3, "2026-01-05T08:00:00+01:00", "Tea with @Anna.", "anna", "rain")
    assert jrnl_text.page([written]).decode() == "[2026-01-05 08:00 +01:00] Tea with @Anna.\n\n@rain\n"


@pytest.mark.parametrize(
    ("offset", "utc", "zone"),
    [
        ("+01:00", "2026-01-05T20:40:00Z", "Etc/GMT-1"),
        ("-11:00", "2026-01-06T08:40:00Z", "Etc/GMT+11"),
        ("+00:00", "2026-01-05T21:40:00Z", "Etc/UTC"),
        ("-03:30", "2026-01-06T01:10:00Z", "GMT-0330"),
        ("+15:00", "2026-01-05T06:40:00Z", "GMT+1500"),
    ],
)
def test_day_one_gets_the_instant_and_a_zone_of_that_offset(offset: str, utc: str, zone: str) -> None:
    """So that it shows the clock that was written."""
    written = json.loads(day_one.page([entry(1, f"2026-01-05T21:40:00{offset}", r"a \* b", "tea")]))
    assert written["entries"] == [
        {
            "uuid": "00000000000040008000000000000001",
            "creationDate": utc,
            "modifiedDate": utc,
            "isAllDay": False,
            "isPinned": False,
            "timeZone": zone,
            "text": r"a \\* b",
            "tags": ["tea"],
            "starred": False,
        }
    ]


NOTE = """\
---
date: 2026-01-05
tags: ["sleep","warm bath!"]
entries:
  - {"id":"00000000-0000-4000-8000-000000000002","at":"2026-01-05T08:00:30+05:30","prompt":null,\
"tags":["sleep","warm bath!"],"starred":true,"folded":false,"session":null,"about":null,"source":"app"}
  - {"id":"00000000-0000-4000-8000-000000000001","at":"2026-01-05T21:40:00+01:00","prompt":"What felt safe?",\
"tags":["sleep"],"starred":false,"folded":false,"session":null,"about":null,"source":"app"}
---

# Monday 5 January 2026

## 08:00 ★

Sun.
[today] is a word.

## 21:40 · What felt safe?

The blanket.

\\## 22:00 is late
"""


def test_a_day_of_notes_reads_like_one() -> None:
    """Front matter, the day, and a heading with its time for each entry."""
    assert {name: data.decode() for name, data in notes.files([EVENING, MORNING]).items()} == {"2026-01-05.md": NOTE}


def test_words_of_a_note_may_be_changed_by_hand() -> None:
    """They come in as they were changed; a note of somebody else's is none of ours."""
    changed = notes.load(NOTE.replace("The blanket.", "The blanket,\nand the tea.").replace("\n", "\r\n").encode())
    assert changed is not None
    assert [each.text for each in changed if isinstance(each, Entry)] == [
        MORNING.text,
        "The blanket,\nand the tea.\n\n## 22:00 is late",
    ]
    assert notes.load(b"---\ndate: 2026-01-05\n---\n\nSlept.\n") is None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("## 08:00", "## 09:00", "line 11: this heading does not say"),
        ("\n## 21:40", "\n## 21:40 canary", "line 16: this heading does not say"),
        ("Sun.", "Sun.\n\n## 20:00\n\ncanary", "line 7: expected as many entries below"),
        ("# Monday 5 January 2026", "canary", "line 9: expected a heading with a time"),
        ("# Monday 5 January 2026", "# canary", "line 9: expected a heading with a time"),
        ('- {"id"', "- {canary", "line 7: the front matter above lists an entry that cannot be read"),
        ('"starred":true', '"starred":"canary"', "entries[0].starred: expected true or false"),
    ],
)
def test_a_note_whose_facts_were_changed_is_refused_by_its_place(old: str, new: str, sentence: str) -> None:
    """Nothing that a person wrote is passed over."""
    with pytest.raises(BadInput) as refused:
        notes.load(NOTE.replace(old, new, 1).encode())
    assert str(refused.value).startswith(sentence)
    assert "canary" not in str(refused.value)


SESSION = Session(
    id="00000000-0000-4000-8000-000000000003",
    step="dilator:a",
    started_at="2026-01-06T02:00:00+01:00",
    ended_at="2026-01-06T02:10:00+01:00",
    holds=(Hold(seconds=60, during=1, after=None, size="a"), Hold(seconds=30, during=2, after=0, size=None, spot=6)),
    asked=("fear",),
    during=2,
    after=None,
    settled=None,
    faded=None,
    tags=("warm bath", "a, b"),
    masked=False,
    ended="complete",
    spike=False,
    fear=None,
    stretch=None,
    tool=None,
)
NAMES = Names({"dilator": "4 Size {label}"}, {}, {"a": "the lilac one"})


def test_a_further_hold_takes_a_row_that_counts_nothing_twice() -> None:
    """The record's id and day, the item's number and the item; unknown is empty, never 0, and a day turns at four."""
    lines = csv_files.table("session", [SESSION], NAMES).decode().split("\r\n")
    assert lines[1:] == [
        '"00000000-0000-4000-8000-000000000003","2026-01-05","dilator:a","4 Size the lilac one",'  # noqa: ISC004  one row
        '"2026-01-06T02:00:00+01:00","2026-01-06T02:10:00+01:00",1,60,1,,"a","the lilac one",,"fear",,2,,,,'
        '"warm bath, a\\, b",false,,,,"complete",false,,,,',
        '"00000000-0000-4000-8000-000000000003","2026-01-05",,,,,2,30,2,0,,,6' + "," * 17,
        "",
    ]


def test_a_table_of_an_older_version_comes_back_without_its_newer_columns() -> None:
    """What a record may leave out, its table may too: this one is of before marks and conflicts were in it."""
    rows = csv.reader(io.StringIO(csv_files.table("session", [SESSION], NAMES).decode(), newline=""))
    older = [column.name for column in columns("session") if column.required]
    first, *others = rows
    out = io.StringIO(newline="")
    csv.writer(out).writerows([older, *([row[first.index(name)] for name in older] for row in others)])
    assert csv_table.load(out.getvalue().encode()) == [msgspec.structs.replace(SESSION, asked=())]


def test_rows_may_be_sorted_and_columns_moved() -> None:
    """As in a spreadsheet: the records are the same."""
    first, *rows = csv_files.table("session", [SESSION], NAMES).decode().strip().split("\r\n")
    turned = "\n".join([first, *reversed(rows)]).encode()
    assert csv_table.load(turned) == [SESSION]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"id",', '"canary",', "This table has not the columns of an export of ours."),
        ('"conflict_of"', '"conflict_of","canary"', "line 1: expected the columns of the export, each once"),
        ('"conflict_of"', '"day"', "line 1: expected the columns of the export, each once"),
        (",1,60,", ",1,canary,", "line 2: hold_seconds: expected a whole number"),
        (",2,30,", ",,30,", "line 3: expected an id that no other record of the file has"),
        (",false,", ",canary,", "records[0].masked: expected true or false"),
        ('"complete"', '"complete', "line 3: this is no CSV"),
        (",6,", ",6,canary,", "line 3: expected 30 values"),
    ],
)
def test_a_spoiled_table_is_refused_by_its_place(old: str, new: str, sentence: str) -> None:
    """Nothing of it comes in, and no word of it is repeated."""
    data = csv_files.table("session", [SESSION], NAMES).decode()
    assert old in data
    with pytest.raises(BadInput) as refused:
        csv_table.load(data.replace(old, new, 1).encode())
    assert str(refused.value).startswith(sentence)
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "'=", "''-"])
def test_no_text_is_a_formula(sign: str) -> None:
    """It gets an apostrophe in front, which goes again on the way back; other apostrophes are words."""
    assert guarded(f"{sign}1") == f"'{sign}1"
    assert unguarded(f"'{sign}1") == f"{sign}1"
    assert unguarded("'quoted'") == guarded("'quoted'") == "'quoted'"


def test_every_form_says_what_it_is() -> None:
    """By its own name, in a phrase for the help and a line for the app; and something writes it."""
    for name, form in EXPORTERS.items():
        assert name == form.name
        assert form.label
        assert form.purpose
        assert form.page or form.files
        assert form.page is None or form.ending


def test_no_kind_has_two_columns_of_one_name() -> None:
    """Else a value would be lost."""
    for kind in KINDS:
        assert len(set(header(kind))) == len(header(kind))
