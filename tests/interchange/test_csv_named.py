"""Tables of other programs come in by plain names of their columns, or once it was said which holds what."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.interchange import column_dates, csv_rows, csv_table, local_time
from comfort_journal.interchange.csv_named import BY_NAME, DAY_FIRST, MONTH_FIRST, NOT_NAMED, ColumnsWanted
from comfort_journal.interchange.gathering import EMPTY
from comfort_journal.interchange.importer import ReadOptions, Sure
from comfort_journal.interchange.sources import of_bytes, opened
from comfort_journal.records import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from comfort_journal.interchange.importer import Imported

BERLIN = ReadOptions(local=local_time.zone("Europe/Berlin"))
EVERY = {"date": "Day", "time": "Clock", "title": "Title", "text": "Note", "tags": "Labels", "star": "Best"}
HEAD = ["Day", "Clock", "Mood", "Title", "Note", "Labels", "Best"]
ROW = ["2026-01-05", "9:40 PM", "good", "Evening", 'Warm feet, "at last".\nThen; a\twalk. ', "sleep, Warm bath", "yes"]


def table(*rows: list[str], between: str = ",") -> bytes:
    """Return rows as a spreadsheet writes them."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=between).writerows(rows)
    return file.getvalue().encode()


def read(data: bytes, **columns: str) -> Imported:
    """Return what the reader makes of a table."""
    return csv_table.read(of_bytes(data), replace(BERLIN, columns=columns))


def told(imported: Imported) -> list[tuple[str, str, tuple[str, ...], bool]]:
    """Return entries as (at, text, tags, starred)."""
    return [(each.at, each.text, each.tags, each.starred) for each in imported.records if isinstance(each, Entry)]


def dated(*dates: str) -> bytes:
    """Return a table with these dates, its words "x"."""
    return table(["Day", "Note"], *([each, "x"] for each in dates))


@pytest.mark.parametrize("between", csv_rows.SIGNS)
@pytest.mark.parametrize("before", ["", "\ufeff"])
@pytest.mark.parametrize("said", [False, True], ids=["", "sep="])
def test_a_table_comes_in_by_its_columns(between: str, before: str, said: bool) -> None:  # noqa: FBT001  a table
    """Whichever sign stands between its cells, with a byte order mark or without."""
    data = before.encode() + (f"sep={between}\r\n".encode() if said else b"") + table(HEAD, ROW, between=between)
    imported = read(data, **EVERY)
    words = 'Evening\n\nWarm feet, "at last".\nThen; a\twalk. '
    assert told(imported) == [("2026-01-05T21:40:00+01:00", words, ("sleep", "Warm bath"), True)]
    assert imported.left_out == (("Mood", NOT_NAMED),)
    assert [each.id for each in imported.records] == [each.id for each in read(data, **EVERY).records]


@pytest.mark.parametrize(
    ("dates", "at", "said"),
    [
        (["2026-01-05"], "2026-01-05T12:00:00+01:00", ()),
        (["2026-01-05T20:40:00.000Z"], "2026-01-05T21:40:00+01:00", ()),
        (["2026-01-05 21:40:10 +05:30"], "2026-01-05T21:40:10+05:30", ()),
        (["05.01.2026 21:40"], "2026-01-05T21:40:00+01:00", ()),
        (["5/1/2026, 9:40 PM", "25/1/2026"], "2026-01-05T21:40:00+01:00", (("Day", DAY_FIRST),)),
        (["1/5/2026 9:40 PM", "1/25/2026"], "2026-01-05T21:40:00+01:00", (("Day", MONTH_FIRST),)),
        (["2026-01-05 7:30pm"], "2026-01-05T19:30:00+01:00", ()),
        (["05.01.2026 7.30 pm"], "2026-01-05T19:30:00+01:00", ()),
        (["5 January 2026 7.30pm"], "2026-01-05T19:30:00+01:00", ()),
        (["2026-01-05 9pm"], "2026-01-05T21:00:00+01:00", ()),
        (["January 5, 2026 9:40 PM"], "2026-01-05T21:40:00+01:00", ()),
        (["Mon, 5 Jan 2026"], "2026-01-05T12:00:00+01:00", ()),
        (["1935-05-05 10:00"], "1935-05-05T10:00:00+01:00", ()),
        (["2026-10-25 02:30"], "2026-10-25T02:30:00+02:00", (("line 2", local_time.TWICE),)),
        (["2026-03-29 02:30"], "2026-03-29T02:30:00+01:00", (("line 2", local_time.SKIPPED),)),
    ],
)
def test_a_date_is_what_its_column_tells(dates: list[str], at: str, said: tuple[tuple[str, str], ...]) -> None:
    """And what had to be decided is said."""
    imported = read(dated(*dates), date="Day", text="Note")
    assert told(imported)[0][0] == at
    assert imported.decided == said


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (dated("2026-01-05", "05/01/2026"), "line 3: this date can be read in two ways"),
        (dated("25/01/2026", "01/25/2026"), "line 2: this date can be read in two ways"),
        (dated("25/01/2026", "02/30/2026"), "line 2: this date can be read in two ways"),
        (dated("30/02/2026"), "line 2: there is no such day"),
        (dated("2026-01-05", "canary"), "line 3: expected a date like"),
        (dated("2026-01-05", ""), "line 3: expected a date like"),
        (dated("26-01-05"), "line 2: a year is written with four digits"),
        (dated("01/05/26"), "line 2: a year is written with four digits"),
        (dated("5.3.25"), "line 2: a year is written with four digits"),
        (dated("5 March 25"), "line 2: a year is written with four digits"),
        (dated("2026-01-05 canary"), "line 2: expected a time like 21:40 or 7:30 pm"),
        (dated("05.01.2026 half 8"), "line 2: expected a time like 21:40 or 7:30 pm"),
        (dated("2026-01-05 24:00"), "line 2: there is no such time"),
        (dated("2026-01-05 23:59:60"), "line 2: a leap second"),
        (dated("Tue, 5 Jan 2026"), "line 2: 2026-01-05 is a Monday"),
        (b'Day,Note\n2026-01-05,"one\ntwo"\n2026-13-05,canary', "line 4: there is no such day"),
        (b"Day,Note\n2026-01-05,canary,more", "line 2: expected 2 values"),
        (b"Day,Note\n2026-01-05", "line 2: expected 2 values"),
        (b'Day,Note\n2026-01-05,"canary', "line 2: this is no CSV"),
        (b"Day,Note\n2026-01-05,canary \xff", "This file is not UTF-8: the first wrong byte is at offset 27."),
        ("Day,Note\n2026-01-05,x".encode("utf-16"), "This file is not UTF-8: the first wrong byte is at offset 0."),
        (b"canary\n", "There is no table here"),
        (b"", "There is no table here"),
    ],
)
def test_what_is_wrong_is_refused_by_its_line(data: bytes, sentence: str) -> None:
    """The line on which its row begins; no word of the file is repeated."""
    with pytest.raises(BadInput) as refused:
        read(data, date="Day", text="Note")
    assert str(refused.value).startswith(sentence)
    assert "canary" not in str(refused.value)


def test_stars_and_tags_are_read_in_many_ways() -> None:
    """A star that is neither yes nor no is refused."""
    rows = [["2026-01-05", "x", tags, star] for tags, star in (
        ("sleep | Warm, soft", "TRUE"), ("#sleep #walk", "no"), ("a; b", ""), ("warm bath", "★"), ("", "0")
    )]  # fmt: skip
    found = told(read(table(["d", "n", "t", "s"], *rows), date="d", text="n", tags="t", star="s"))
    assert [(tags, starred) for _, _, tags, starred in found] == [
        (("sleep", "Warm, soft"), True), (("sleep", "walk"), False), (("a", "b"), False), (("warm bath",), True),
        ((), False),
    ]  # fmt: skip
    with pytest.raises(BadInput, match=r"^line 2: expected a star as yes or no"):
        read(table(["d", "n", "s"], ["2026-01-05", "x", "canary"]), date="d", text="n", star="s")


def test_a_row_without_words_is_told_of() -> None:
    """It is no entry, and an empty line between rows is nothing."""
    imported = read(b"Day,Note\n2026-01-05,\n\n2026-01-06,x,,\n", date="day", text="Note")
    assert imported.left_out == (("line 2", EMPTY),)
    assert [text for _, text, _, _ in told(imported)] == ["x"]


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({}, "It is not known which of its columns holds the date and which holds the text."),
        ({"date": "Day"}, "It is not known which of its columns holds the text."),
        ({"date": "Day", "text": "Words"}, "No column has the name given for text."),
        ({"date": "Day", "text": "My note", "mood": "Mood"}, "A column can hold date, time, title, text, tags, star"),
    ],
)
def test_a_table_without_names_for_its_columns_is_told_how(columns: dict[str, str], why: str) -> None:
    """Which columns it has, and one way to name them that a shell takes as it stands."""
    data = table(["Mood", "Day", "My note"], ["good", "5 January 2026", "canary and more"])
    with pytest.raises(BadInput) as refused:
        read(data, **columns)
    assert str(refused.value).startswith(why)
    assert (
        "The columns of this table are: Mood, Day, My note. Say which holds what, such as "
        "--column date=Day --column 'text=My note'; time=, title=, tags= and star= too." in str(refused.value)
    )
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("head", "said", "columns"),
    [
        (["date", "text", "mood"], {}, "date as date, text as text"),
        ([" DATE", "Body", "mood"], {}, "DATE as date, Body as text"),
        (["Date", "Entry", "Title"], {}, "Date as date, Entry as text, Title as title"),
        (["Date", "Note", "Tags"], {}, "Date as date, Note as text, Tags as tags"),
        (["When", "Content", "Title"], {"date": "When"}, "Content as text"),
    ],
)
def test_plain_names_are_taken_unasked(head: list[str], said: dict[str, str], columns: str) -> None:
    """And said in the report; what was named stays as it was named, and nothing but the needed comes beside it."""
    imported = read(table(head, ["2026-01-05", "Warm feet", "sleep"]), **said)
    words = "sleep\n\nWarm feet" if "Title as title" in columns else "Warm feet"
    tags = ("sleep",) if "Tags" in columns else ()
    assert told(imported) == [("2026-01-05T12:00:00+01:00", words, tags, False)]
    assert imported.decided == ((columns, BY_NAME),)


@pytest.mark.parametrize(
    ("head", "plain"),
    [
        (["Date", "Note", "Content"], {"date": "Date"}),
        (["Date", "Title", "Description"], {"date": "Date"}),
        (["Day", "Text", "Tags"], {"text": "Text", "tags": "Tags"}),
    ],
)
def test_what_names_do_not_say_is_asked(head: list[str], plain: dict[str, str]) -> None:
    """Two that could hold the words, or a title without them, are never chosen from; what is plain is known."""
    with pytest.raises(ColumnsWanted) as refused:
        read(table(head, ["2026-01-05", "x", "y"]))
    assert refused.value.plain == plain


def test_a_table_of_ours_without_a_column_is_told_which() -> None:
    """It is not taken for another program's, whose ids would be made anew."""
    with pytest.raises(BadInput, match=r"^line 1: this table of an export of ours lacks source, starred$"):
        read(b"id,at,prompt,text,tags,session\n")


@pytest.mark.parametrize(
    ("data", "sure"),
    [
        (b"Day;Note\n05.01.2026;x\n", Sure.FITS),
        (b",Day,Note\n0,2026-01-05 21:40:00,x\n1,,y\n", Sure.FITS),
        (b"Milk, eggs\nBread, butter\n", Sure.RESEMBLES),
        (b"Date,Text\nnever,x\n", Sure.FITS),
        (b"2026-01-05, rain\n2026-01-06, sun\n", Sure.NO),
        (b"Day,Note\n2026-01-05,x\nand, more, of it\n", Sure.NO),
        (b'{"a": 1, "b": 2}\n', Sure.NO),
        (b"words\nwords\n", Sure.NO),
        (b"id,at,prompt,text,tags,starred,session,source\n", Sure.CERTAIN),
        (b'\xef\xbb\xbf"id";"at";"prompt";"text";"tags";"starred";"session";"source"\n', Sure.CERTAIN),
        (b"", Sure.NO),
    ],
)
def test_how_sure_it_is(data: bytes, sure: Sure) -> None:
    """Names, rows as long as they are, and dates; lines of a list with a comma each are only alike."""
    assert csv_table.recognise(of_bytes(data)) is sure


def test_a_folder_gives_the_tables_that_have_the_columns(tmp_path: Path) -> None:
    """What has not is told of; where none has, the first says which columns there are."""
    (tmp_path / "2025.csv").write_bytes(dated("2025-01-05"))
    (tmp_path / "2026.csv").write_bytes(table(["Note", "Day"], ["y", "2026-01-05"], between=";"))
    (tmp_path / "habits.csv").write_bytes(table(["Day", "Water"], ["2026-01-05", "3"]))
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    options = replace(BERLIN, columns={"date": "Day", "text": "Note"})
    with opened(tmp_path) as source:
        assert csv_table.recognise(source) is Sure.FITS
        imported = csv_table.read(source, options)
        assert [(at[:4], text) for at, text, _, _ in told(imported)] == [("2025", "x"), ("2026", "y")]
        assert [place for place, _ in imported.left_out] == ["habits.csv", "photo.jpg"]
        with pytest.raises(BadInput, match="The columns of this table are: Day, Note"):
            csv_table.read(source, BERLIN)
        (tmp_path / "2025.csv").write_bytes(dated("x"))
        with pytest.raises(BadInput, match=r"^2025.csv, line 2: expected a date"):
            csv_table.read(source, options)
    (tmp_path / "plain.csv").write_bytes(table(["Date", "Text"], ["2026-01-05", "z"]))
    with opened(tmp_path) as source:
        assert [text for _, text, _, _ in told(csv_table.read(source, BERLIN))] == ["z"]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.datetimes().filter(lambda at: 1000 < at.year < 9999), st.text()), max_size=5),
    st.sampled_from(csv_rows.SIGNS),
)
def test_words_come_in_whole(rows: list[tuple[object, str]], between: str) -> None:
    """To the last character, whatever stands in them."""
    data = table(["when", "what"], *([str(at), text] for at, text in rows), between=between)
    found = told(read(data, date="when", text="what"))
    assert [text for _, text, _, _ in found] == [
        text.replace("\r\n", "\n").strip("\n") for _, text in rows if text.strip()
    ]


@given(st.text(st.sampled_from("0123456789/.-: APMZ+janT,"), max_size=30), st.sampled_from(["day", "month", ""]))
def test_no_date_makes_it_stumble(stamp: str, first: column_dates.First) -> None:
    """It is read, or refused in a sentence."""
    try:
        column_dates.read(stamp, first)
    except BadInput as fault:
        assert len(str(fault)) < 150  # noqa: PT017  a refusal is one of two right answers
