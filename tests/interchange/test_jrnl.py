"""jrnl's journals come in whole, the same entry under the same id from each of its forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.interchange import diary, jrnl, local_time
from comfort_journal.interchange.importer import ReadOptions, Sure
from comfort_journal.interchange.importers import importer
from comfort_journal.interchange.sources import of_bytes, opened
from comfort_journal.records import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from comfort_journal.interchange.importer import Imported

BERLIN = ReadOptions(local=local_time.zone("Europe/Berlin"))
FORMS = {
    "text": "[2026-01-05 21:40] Warm feet. *\nThen a walk. @sleep @Warm/Bath\n\n[2026-01-06 09:00] Sun.\n",
    "twelve hours": (
        "[2026-01-05 09:40 PM] Warm feet. *\nThen a walk. @sleep @Warm/Bath\n\n[2026-01-06 09:00 AM] Sun.\n"
    ),
    "day first": "[05.01.2026 21:40] Warm feet. *\nThen a walk. @sleep @Warm/Bath\n\n[06.01.2026 09:00] Sun.\n",
    "named": (
        "[Mon, 5 January 2026, 21:40] Warm feet. *\nThen a walk. @sleep @Warm/Bath\n\n"
        "[Tuesday, Jan 6, 2026 at 9:00 am] Sun.\n"
    ),
    "by locale": (
        "[Mon Jan  5 21:40:00 2026] Warm feet. *\r\nThen a walk. @sleep @Warm/Bath\r\n\r\n"
        "[Tue Jan  6 09:00:00 2026] Sun.\r\n"
    ),
    "json": json.dumps(
        {
            "tags": {"@sleep": 1, "@warm/bath": 1},
            "entries": [
                {
                    "title": "Warm feet.",
                    "body": "Then a walk. @sleep @Warm/Bath",
                    "date": "2026-01-05",
                    "time": "21:40",
                    "tags": ["@warm/bath", "@sleep"],
                    "starred": True,
                },
                {"title": "Sun.", "body": "", "date": "2026-01-06", "time": "09:00", "tags": [], "starred": False},
            ],
        }
    ),
    "xml": (
        '<?xml version="1.0" ?>\n<journal>\n\t<entries>\n\t\t<entry date="2026-01-05T21:40:00" starred="True">\n'
        '\t\t\t<tag name="@sleep"/>\n\t\t\t<tag name="@warm/bath"/>\n\t\t\tWarm feet. Then a walk. @sleep @Warm/Bath\n'
        '\t\t</entry>\n\t\t<entry date="2026-01-06T09:00:00" starred="">\n\t\t\tSun. \n\t\t</entry>\n\t</entries>\n'
        '\t<tags>\n\t\t<tag name="@sleep">1</tag>\n\t</tags>\n</journal>\n'
    ),
    "markdown": (
        "# 2026\n\n## January\n\n### 2026-01-05 21:40 Warm feet.\n\nThen a walk. @sleep @Warm/Bath\n \n"
        "### 2026-01-06 09:00 Sun.\n\n "
    ),
}
"""One journal of two entries, in every form that jrnl writes."""


def read(data: bytes | str, name: str = "") -> Imported:
    """Return what jrnl's reader makes of a file."""
    source = of_bytes(data.encode() if isinstance(data, str) else data, name)
    assert importer(source).name == "jrnl"
    return jrnl.read(source, BERLIN)


def told(imported: Imported) -> list[tuple[str, str, tuple[str, ...], bool]]:
    """Return entries as (at, text, tags, starred)."""
    return [(e.at, e.text, e.tags, e.starred) for e in imported.records if isinstance(e, Entry)]


def ids(imported: Imported) -> Sequence[str]:
    """Return the entries' ids."""
    return [each.id for each in imported.records]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_entries(form: str) -> None:
    """Moment, words, tags without the sign, star; and the same ids, so that a second import adds nothing."""
    imported = read(FORMS[form])
    (at, text, tags, starred), sun = told(imported)
    assert (at, " ".join(text.split())) == ("2026-01-05T21:40:00+01:00", "Warm feet. Then a walk. @sleep @Warm/Bath")
    assert (tags, starred) == (("sleep", "Warm/Bath"), form != "markdown")  # its Markdown has no star
    assert sun == ("2026-01-06T09:00:00+01:00", "Sun.", (), False)
    assert ids(imported) == ids(read(FORMS["text"]))


@pytest.mark.parametrize(
    ("text", "words", "tags", "starred"),
    [
        (
            "Subject\n[1] a footnote\n[x] done\n[Tuesday] tea",
            "Subject\n[1] a footnote\n[x] done\n[Tuesday] tea",
            (),
            False,
        ),
        ("First\n [2026-01-05 21:40] no entry", "First\n[2026-01-05 21:40] no entry", (), False),
        ("First\n[[2026-01-05]] linked", "First\n[[2026-01-05]] linked", (), False),
        ("**Bold**\nx", "**Bold**\nx", (), True),  # to jrnl too a star at the end is one
        ("*\nx", "x", (), True),
        ("mail me@home, @OS/2. (@no) @c++", "mail me@home, @OS/2. (@no) @c++", ("OS/2", "c++"), False),
        ("Words\n\n@sleep @Rain", "Words\n\n@sleep @Rain", ("sleep", "Rain"), False),
        ("Went to\n@anna @bob @Anna", "Went to\n@anna @bob @Anna", ("anna", "bob"), False),
        ("@sleep", "@sleep", ("sleep",), False),
        ("Words at 21:40\n\n\n  indented\n", "Words at 21:40\n\n\n  indented", (), False),
    ],
)
def test_words_stay_words(text: str, words: str, tags: tuple[str, ...], starred: bool) -> None:  # noqa: FBT001  a table
    """Brackets, stars and signs inside of an entry; a last line of tags is words and tags."""
    assert told(read(f"[2026-01-05 21:40] {text}\n")) == [("2026-01-05T21:40:00+01:00", words, tags, starred)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("[2026-01-05 21:40] x\n\n[2026-13-05 21:40] canary", "line 3: there is no such day"),
        ("[2026-01-05 21:40] x\n[2019-07 14:23] canary", "line 2: this looks like a date"),
        ("[2026-01-05 21:40] x\n[31.02.2026 14:23] canary", "line 2: there is no such day"),
        ("[2026-01-05 21:40] x\n[05/01/26 14:23] canary", "line 2: a year is written with four digits"),
        ("[2026-01-05 21:40] x\n[2026-01-06 21:40 canary] x", "line 2: expected nothing but a date and a time"),
        ("[2026-01-05 23:59:60] canary", "line 1: there is no such time"),
        ("canary\n[2026-01-05 21:40] x", "line 1: expected a date in brackets"),
        ("[2026-01-05 21:40] canary \ud800".encode("utf-8", "surrogatepass"), "This file is not UTF-8"),
        (FORMS["json"][:-2], "This file is not whole: its JSON breaks off or was changed. Export it once more"),
        (FORMS["json"].replace('"21:40"', "21"), "entries[0]: expected title, body, date, time and tags as text"),
        (FORMS["json"].replace("01-05", "02-30"), "entries[0]: there is no such day"),
        (FORMS["json"].replace("Sun.", "canary \\ud800"), "the entry of 6 January 2026, 09:00: expected UTF-8 text"),
        (FORMS["xml"].replace("</journal>", ""), "line 17: this is not XML"),
        (FORMS["xml"].replace("2026-01-05T", "26-01-05T"), "entries[0]: a year is written with four digits"),
        (FORMS["markdown"].replace("01-06", "01-32"), "line 9: there is no such day"),
        (b"JRNLv3\x00\x10canary", jrnl.DECRYPT),
        (b"gAAAAABVIHB7canary", jrnl.DECRYPT),
    ],
)
def test_what_is_wrong_is_refused_by_its_place(data: bytes | str, sentence: str) -> None:
    """Nothing is swallowed into the entry before, and no word is repeated."""
    with pytest.raises(BadInput) as refused:
        read(data)
    assert str(refused.value).startswith(sentence)
    assert "canary" not in str(refused.value)


def test_a_folder_journal_has_its_dates_by_name(tmp_path: Path) -> None:
    """A stamp without a day takes it from the folder, and one with another day too, as jrnl does."""
    (tmp_path / "2026/01").mkdir(parents=True)
    (tmp_path / "2026/01/05.txt").write_text("[21:40] Warm feet.\n\n[2020-01-01 22:00] Tea.\n")
    (tmp_path / "2026/01/06.txt").write_text("[09:00] Sun. *\n")
    (tmp_path / "2026/01/other.txt").write_text("words")
    with opened(tmp_path) as source:
        assert importer(source).name == "jrnl"
        imported = jrnl.read(source, BERLIN)
        assert imported.left_out == (("2026/01/other.txt", jrnl.OTHER),)
        assert told(imported) == [
            ("2026-01-05T21:40:00+01:00", "Warm feet.", (), False),
            ("2026-01-05T22:00:00+01:00", "Tea.", (), False),
            ("2026-01-06T09:00:00+01:00", "Sun.", (), True),
        ]
        (tmp_path / "2026/01/06.txt").write_text("[09:00] Sun.\n[25:00] canary\n")
        with pytest.raises(BadInput, match=r"^2026/01/06.txt, line 2: there is no such time"):
            jrnl.read(source, BERLIN)


def test_a_preface_is_an_entry_of_its_own_when_asked() -> None:
    """At the first one's moment, and told of."""
    options = ReadOptions(local=BERLIN.local, preface="keep")
    imported = jrnl.read(of_bytes(b"My diary\n\n[2026-01-05 21:40] x"), options)
    assert [entry[:2] for entry in told(imported)] == [
        ("2026-01-05T21:40:00+01:00", "My diary"),
        ("2026-01-05T21:40:00+01:00", "x"),
    ]
    assert imported.decided == (("line 1", diary.PREFACE),)


def test_a_clock_that_was_shown_twice_is_told_of() -> None:
    """The entry comes in, and the report has its line."""
    imported = read("[2026-10-25 01:30] x\n\n[2026-10-25 02:30] y\n")
    assert imported.decided == (("line 3", local_time.TWICE),)


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (b"2010-06-10 15:00 A life", Sure.RESEMBLES),
        (b"words\n[2026-01-05 21:40] x", Sure.FITS),
        (b"[link](x)\n[1] y\n", Sure.NO),
        (b'{"entries":[{"creationDate":"x","title":"","body":"","date":""}]}', Sure.NO),
        (b'{"entries":[{"title":"x","body":"' + b"x" * 70_000 + b'","date":"2026-01-05"}]}', Sure.FITS),
        (b"", Sure.NO),
        (b"\xff\xfe\0", Sure.NO),
    ],
)
def test_how_sure_it_is(head: bytes, sure: Sure) -> None:
    """What only resembles a journal of jrnl is not read as one."""
    assert jrnl.recognise(of_bytes(head)) is sure


@given(st.text(st.sampled_from("[]0123456789-:. @*#\n\rabPM")))
def test_no_text_makes_it_stumble(text: str) -> None:
    """It is read, or refused in a sentence."""
    try:
        imported = jrnl.read(of_bytes(text.encode()), BERLIN)
    except BadInput as fault:
        assert len(str(fault)) < 150  # noqa: PT017  a refusal is one of two right answers
    else:
        assert len(set(ids(imported))) == len(imported.records)
