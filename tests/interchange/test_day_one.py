"""Day One's journals come in at the clock of their own zone, with the words that are seen there."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.interchange import day_one, local_time
from comfort_journal.interchange.day_one import as_seen, as_written
from comfort_journal.interchange.export import day_one as writer
from comfort_journal.interchange.gathering import EMPTY
from comfort_journal.interchange.importer import ReadOptions, Sure
from comfort_journal.interchange.importers import importer
from comfort_journal.interchange.sources import of_bytes, opened
from comfort_journal.records import Entry, tags_once

if TYPE_CHECKING:
    from comfort_journal.interchange.importer import Imported

HERE = Path(__file__).parent
BERLIN = ReadOptions(local=local_time.zone("Europe/Berlin"))
RICH = {"richText": json.dumps({"contents": [{"text": "Rich words."}]})}


def entry(**fields: Any) -> dict[str, Any]:  # noqa: ANN401  any field
    """Return an entry as Day One has it."""
    return {"uuid": "0" * 31 + "1", "creationDate": "2026-01-05T20:40:00Z", "timeZone": "Europe/Berlin"} | fields


def journal(*entries: dict[str, Any]) -> bytes:
    """Return a journal's file."""
    return json.dumps({"metadata": {"version": "1.0"}, "entries": entries}).encode()


def read(data: bytes) -> Imported:
    """Return what Day One's reader makes of a file."""
    assert importer(of_bytes(data)).name == "dayone"
    return day_one.read(of_bytes(data), BERLIN)


def told(imported: Imported) -> list[tuple[str, str, tuple[str, ...], bool]]:
    """Return entries as (at, text, tags, starred)."""
    return [(e.at, e.text, e.tags, e.starred) for e in imported.records if isinstance(e, Entry)]


def test_what_the_app_exports_comes_in() -> None:
    """Words, tags, star, the clock of each place; and what stays out has its reason."""
    imported = read((HERE / "samples/dayone-app.json").read_bytes())
    assert told(imported) == [
        (
            "2026-01-05T21:40:00+01:00",
            "# Warm feet...\n\nA walk (short), then tea - at last!",
            ("sleep", "Warm bath"),
            True,
        ),
        ("2026-03-08T01:59:30-05:00", "- one\n- two\n\n```\nC:\\.tea\n```\n\nEnd.", (), False),
        ("2024-04-17T12:00:00+01:00", "A day by the sea.", (), False),
    ]
    assert sorted(imported.left_out) == [
        ("the entry of 21 April 2024, 23:45", EMPTY),
        ("the entry of 21 April 2024, 23:45", day_one.MARK),
        ("the entry of 5 January 2026, 21:40", day_one.MARK),
        ("the entry of 5 January 2026, 21:40", day_one.AROUND),
        ("the entry of 8 March 2026, 01:59", day_one.WIDTHLESS),
    ]
    assert imported.decided == (("the entry of 17 April 2024, 12:00", day_one.ALL_DAY),)


def test_an_export_from_before_rich_text_comes_in() -> None:
    """Without a zone an instant is told at home."""
    assert told(read((HERE / "samples/dayone-2016.json").read_bytes())) == [
        ("2016-03-01T03:30:00+05:30", "Tea & rain", ("rain",), False),
        ("2012-07-01T12:00:00+02:00", "No zone was kept then.", (), True),
    ]


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("Europe/Berlin", "2026-01-05T21:40:00+01:00"),
        ("Asia/Kolkata", "2026-01-06T02:10:00+05:30"),
        ("GMT+0530", "2026-01-06T02:10:00+05:30"),
        ("GMT-03:00", "2026-01-05T17:40:00-03:00"),
        ("Etc/GMT+5", "2026-01-05T15:40:00-05:00"),
        ("UTC", "2026-01-05T20:40:00+00:00"),
        ("GMT", "2026-01-05T20:40:00+00:00"),
        ("Etc/UTC", "2026-01-05T20:40:00+00:00"),
        ("GMT+0000", "2026-01-05T20:40:00+00:00"),
        (None, "2026-01-05T21:40:00+01:00"),
        ("Nowhere/Canary", "2026-01-05T21:40:00+01:00"),
        ("../../etc/passwd", "2026-01-05T21:40:00+01:00"),
    ],
)
def test_an_entry_stands_at_its_own_clock(zone: str | None, at: str) -> None:
    """A zone that is not known keeps the instant, at home, and is told of."""
    imported = read(journal(entry(text="x", timeZone=zone)))
    assert told(imported)[0][0] == at
    unknown = zone in ("Nowhere/Canary", "../../etc/passwd")
    assert imported.decided == ((("the entry of 5 January 2026, 21:40", day_one.NO_ZONE),) if unknown else ())


@pytest.mark.parametrize(
    ("text", "rich", "words"),
    [
        (r"Warm feet\. \(Tea\) \- at last\! a\_b \# \* \\ x", True, r"Warm feet. (Tea) - at last! a_b # * \ x"),
        (r"C:\tea and \n stay", True, r"C:\tea and \n stay"),
        ("```\na\\.b\n```\nc\\.d", True, "```\na\\.b\n```\nc.d"),
        ("```\na\\.b", True, "```\na.b"),
        ("One\\.\n\n![](dayone-moment://AB)\n\nTwo\\.", True, "One.\n\nTwo."),
        ("One\\.![](dayone-moment:/audio/AB)\\. Two", True, "One.. Two"),
        ("![the sea](dayone-moment://AB)", True, "the sea"),
        ("![](dayone-moment://AB)\n![](dayone-moment:/pdfAttachment/CD)\nTwo", True, "Two"),
        (r"\!\[\](dayone-moment://AB)", True, "![](dayone-moment://AB)"),
        ("![](dayone-moment://AB) \u200b\ufffc", False, "![](dayone-moment://AB) \u200b\ufffc"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f469\u200d\U0001f469\u200b",
            True,
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f469\u200d\U0001f469",
        ),
        ("one\u2028two", True, "one\ntwo"),
        ("[words](dayone://view?entryId=AB)", True, "[words](dayone://view?entryId=AB)"),
        ("", True, "Rich words."),
        ("  last line  ", True, "  last line  "),
    ],
)
def test_words_are_what_is_seen(text: str, rich: bool, words: str) -> None:  # noqa: FBT001  a table
    """Backslashes, marks and signs without width go where the app has set them, and nothing else does."""
    assert told(read(journal(entry(text=text, **(RICH if rich else {})))))[0][1] == words


@pytest.mark.parametrize(
    "text",
    [
        "![](dayone-moment://AB)  " * 40 + "x",
        "![](dayone-moment:" * 20_000,
        "![" * 60_000,
        "```\n" * 9_999,
        "\\" * 99_999,
    ],
)
def test_no_words_take_more_than_their_length_in_time(text: str) -> None:
    """Each of these would take minutes if a pattern went over it again and again."""
    assert len(told(read(journal(entry(text=text, **RICH))))) == 1


def test_several_journals_of_a_zip_keep_their_names() -> None:
    """Each as a tag of its entries; one alone has none; pictures and strange files are named."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Journal.json", journal(entry(text="a", tags=["x"])))
        archive.writestr("photos/abc.jpeg", b"\xff\xd8")
        archive.writestr("audios/abc.m4a", b"x")
        archive.writestr("other.json", b'{"a": 1}')
    packed.seek(0)
    with opened(packed) as source:
        assert importer(source).name == "dayone"
        imported = day_one.read(source, BERLIN)
    assert told(imported) == [("2026-01-05T21:40:00+01:00", "a", ("x",), False)]
    assert imported.left_out == (
        ("audios/abc.m4a", "a recording"),
        ("other.json", day_one.OTHER),
        ("photos/abc.jpeg", "a picture"),
    )
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("Sea.json", journal(entry(text="b"), entry(text="c", uuid="0" * 31 + "2")))
    packed.seek(0)
    with opened(packed) as source:
        several = day_one.read(source, BERLIN)
    assert [each[1:3] for each in told(several)] == [("a", ("x", "Journal")), ("b", ("Sea",)), ("c", ("Sea",))]
    assert several.decided == (("Journal.json", day_one.JOURNALS), ("Sea.json", day_one.JOURNALS))
    assert len({each.id for each in several.records}) == 3  # also where two journals say the same id


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (journal(entry(text="x"), entry(text=3)), "entries[1].text: expected text"),
        (journal(entry(tags="canary")), "entries[0].tags: expected a list"),
        (journal(entry(starred="canary")), "entries[0].starred: expected true or false"),
        (journal({"text": "canary", "x": "creationDate"}), "entries[0].creationDate: missing, expected text"),
        (journal(entry(text="x", creationDate="canary")), "entries[0].creationDate: expected a date"),
        (
            journal(entry(text="x", creationDate="2026-02-30T20:40:00Z")),
            "entries[0].creationDate: there is no such day",
        ),
        (journal(entry(text="x", creationDate="26-02-03T20:40:00Z")), "entries[0].creationDate: a year is written"),
        (journal(entry(text="x", creationDate="2026-06-30T23:59:60Z")), "entries[0].creationDate: a leap second"),
        (
            journal(entry(text="x", creationDate="9999-12-31T23:59:59Z")),
            "entries[0].creationDate: this moment is too far away",
        ),
        (journal(entry(text="canary"))[:-4], "This file is not whole"),
        (
            journal(entry(text="canary")).replace(b"canary", b"canary \xff"),
            "This file is not UTF-8: the first wrong byte",
        ),
        (journal(entry(text="canary \\ud800")).replace(b"\\\\u", b"\\u"), "This file is not whole"),
        (b'{"metadata": {"version": "1.0"}, "entries": [[' + b"[" * 90_000, "entries[0]: expected an object"),
        (b'{"metadata": {"version": "1.0"}, "entries": [{"location":' + b"[" * 90_000, "This file is not whole"),
    ],
)
def test_what_is_wrong_is_refused_by_its_place(data: bytes, sentence: str) -> None:
    """Nothing is swallowed, and no word is repeated."""
    with pytest.raises(BadInput) as refused:
        read(data)
    assert str(refused.value).startswith(sentence)
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (b'{"metadata":{"version":"1.0"},"entries":[{"text":"' + b"x" * 70_000, Sure.FITS),
        (b'{ "entries" : [ {"creationDate":"2026', Sure.CERTAIN),
        (b'[{"creationDate": "2026-01-05"}]', Sure.RESEMBLES),
        (b'{"format": "comfort-journal", "version": 1, "records": [{"text": "\\"creationDate\\""}]}', Sure.NO),
        (b'{"entries": [{"title": "x", "body": "y", "date": "2026-01-05"}]}', Sure.NO),
        (b"", Sure.NO),
        (b"\xff\xfe\0", Sure.NO),
    ],
)
def test_how_sure_it_is(head: bytes, sure: Sure) -> None:
    """What only resembles a journal of Day One's is not read as one."""
    assert day_one.recognise(of_bytes(head)) is sure


ODD = ["\\", "\\.", "```", "`", "\n", ".", "a", "![](dayone-moment://AB)", "\u200b", "\\\\", "*", "\ufffc", "\u2028"]
WORDS = st.lists(st.sampled_from(ODD), max_size=12).map("".join) | st.text()


@given(WORDS)
def test_what_is_written_is_seen(text: str) -> None:
    """The writer's and the reader's ways with backslashes are inverse."""
    assert as_seen(as_written(text)) == text


ENTRIES = st.builds(
    Entry,
    id=st.uuids().map(str),
    at=st.builds(
        lambda at, offset: at.isoformat(timespec="seconds") + offset,
        st.datetimes().filter(lambda at: 1001 <= at.year <= 9998),
        st.sampled_from(["+00:00", "+01:00", "-12:00", "+14:00", "+13:45", "-11:30", "-00:44"]),
    ),
    prompt=st.none(),
    text=WORDS.map(lambda text: text.replace("\r\n", "\n").strip("\n")).filter(str.strip),
    tags=st.lists(WORDS.map(str.strip).filter(bool), max_size=3).map(tags_once),
    starred=st.booleans(),
    session=st.none(),
    source=st.just("import"),
)


@settings(max_examples=60)
@given(st.lists(ENTRIES, min_size=1, max_size=4, unique_by=lambda each: each.id))
def test_our_own_file_comes_back_without_a_difference(entries: list[Entry]) -> None:
    """Ids, times with their offset, words to the last character, tags and stars; nothing is left out or decided."""
    imported = read(writer.page(entries))
    assert sorted(imported.records, key=lambda each: each.id) == sorted(entries, key=lambda each: each.id)
    assert (imported.left_out, imported.decided) == ((), ())
