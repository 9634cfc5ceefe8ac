"""The registry: what a source is in is found from its content, and what fits nothing is told what there is."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.interchange import diary
from comfort_journal.interchange.gathering import EMPTY, Gathering
from comfort_journal.interchange.importer import ReadOptions
from comfort_journal.interchange.importers import FORMS, IMPORTERS, importer, labels
from comfort_journal.interchange.local_time import read, zone
from comfort_journal.interchange.native import NO_TEXT
from comfort_journal.interchange.sources import Remark, of_bytes, opened
from comfort_journal.records import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

UTC = ReadOptions(local=zone("UTC"))
WHOSE = {
    b'{"format": "comfort-journal", "version": 1, "records": []}': "native",
    b'\xef\xbb\xbf\n{"format":"comfort-journal"': "native",
    b"# My diary\r\n\r\n## 2026-01-05\r\nRain.": "markdown",
    b"words before\n## 12.01.2026\nRain.": "markdown",
    b"[2026-01-05 21:40] ## 2026-01-05": "jrnl",
    b"# 2026\n\n## January\n\n### 2026-01-05 21:40 Rain.\n": "jrnl",
}


@pytest.mark.parametrize("name", ["", "diary.txt", "diary.md", "diary.json", "diary"])
@pytest.mark.parametrize("data", WHOSE)
def test_the_content_decides(data: bytes, name: str) -> None:
    """Whatever the file is called, and in a zip alone too."""
    assert importer(of_bytes(data, name)).name == WHOSE[data]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name or "x", data)
    packed.seek(0)
    with opened(packed) as source:
        assert importer(source).name == WHOSE[data]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"canary", f"This is in no form that is known here. The forms are {labels()}"),
        (b"# canary\nwords", "This is in no form that is known here. It looks most like a Markdown diary"),
        (b"2010-06-10 15:00 canary", "This is in no form that is known here. It looks most like jrnl"),
        (b"2010-06-10 canary", "This looks like a diary in plain text, which comes in when each day begins with"),
        (b"canary\n5 March 2025: slept well", "This looks like a diary in plain text"),
        (b"12.01.2026\ncanary", "This looks like a diary in plain text"),
        (b"\x89PNG\r\n\x1a\n canary", NO_TEXT),
        (b"\xff\xd8\xff canary", NO_TEXT),
        (b"%PDF-1.7\ncanary", NO_TEXT),
        (b"{\\rtf1 canary", NO_TEXT),
        (b"\x7fELF\0 canary", NO_TEXT),
        (
            "canary sch\xf6n".encode("latin-1"),
            "This file is not UTF-8: the first wrong byte is at offset 10. Save it as UTF-8",
        ),
        ("canary".encode("utf-16"), "This file is not UTF-8: the first wrong byte is at offset 0. Save it as UTF-8"),
        (b" \n", "There is nothing in this file"),
    ],
)
def test_what_fits_nothing_is_told_what_there_is(data: bytes, sentence: str) -> None:
    """And what it looks most like; no word of it is repeated."""
    with pytest.raises(BadInput) as refused:
        importer(of_bytes(data))
    assert str(refused.value).startswith(sentence)
    assert "canary" not in str(refused.value)
    assert ("looks like a diary" in sentence or "no form" in sentence) is ("## 5 March 2025" in str(refused.value))


def test_a_document_is_told_to_become_text() -> None:
    """It is a zip to the eye, and its words are in no form of a journal's."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<canary/>")
    packed.seek(0)
    with opened(packed) as source, pytest.raises(BadInput, match=f"^{NO_TEXT}$"):
        importer(source)


def test_words_before_the_first_date_are_told_how_to_keep_them() -> None:
    """In the two forms that can have some."""
    for data in (b"canary\n## 2026-01-05\nx", b"canary\n[2026-01-05 21:40] x"):
        with pytest.raises(
            BadInput, match=r"before these words; import --preface keep makes them an entry of their own$"
        ):
            importer(of_bytes(data)).read(of_bytes(data), UTC)


def test_a_form_can_be_said() -> None:
    """Then its reader is asked, and says what is wrong by the place."""
    assert [importer(of_bytes(b"canary"), form).name for form in FORMS] == list(FORMS)
    with pytest.raises(BadInput, match=r"^line 1: "):
        importer(of_bytes(b"canary"), "jrnl").read(of_bytes(b"canary"), UTC)


def test_no_two_forms_share_a_name() -> None:
    """Neither in a command nor in a sentence."""
    assert len({each.name for each in IMPORTERS}) == len({each.label for each in IMPORTERS}) == len(IMPORTERS)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_recognising_never_stumbles(data: bytes) -> None:
    """Whatever a file begins with, each form says how sure it is."""
    for each in IMPORTERS:
        each.recognise(of_bytes(data, "x"))


def test_a_tree_of_something_else_is_nobodys(tmp_path: Path) -> None:
    """Pictures in a folder are no journal."""
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    with opened(tmp_path) as source, pytest.raises(BadInput, match="no form that is known"):
        importer(source)


JRNL, DIARY = "[2026-01-05 21:40] canary", "## 2026-01-05\ncanary"
NATIVE = '{"format": "comfort-journal", "version": 1, "records": []}'


@pytest.mark.parametrize(
    ("files", "kinds"),
    [
        ({"a.txt": JRNL, "b.bin": NATIVE}, "jrnl (a.txt) and our own JSON (b.bin)"),
        ({"a.txt": JRNL, "b.txt": DIARY, "c.txt": JRNL},
         "jrnl (a.txt and others) and a Markdown diary with dates as headings (b.txt)"),
        ({"2026-01-05.md": "canary", "b.txt": JRNL, "c.json": NATIVE}, "jrnl (b.txt) and our own JSON (c.json)"),
    ],
)  # fmt: skip
def test_several_kinds_in_one_tree_are_told_to_come_one_by_one(
    tmp_path: Path, files: dict[str, str], kinds: str
) -> None:
    """With what is there: none of them is left out as somebody else's."""
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with opened(tmp_path) as source, pytest.raises(BadInput, match=r"^One kind at a time: here are ") as refused:
        importer(source)
    assert str(refused.value).endswith(f"{kinds}. Import these one by one; nothing was changed.")
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("files", "form"),
    [
        ({"2026-01-05.md": "x", "days.md": DIARY, "log.md": JRNL, "w.csv": "Day,Rain\n2026-01-05,3\n"}, "notes"),
        ({"a.txt": JRNL, "b.txt": "no date", "c.json": '{"title": "x", "body": "y"}', "d.png": "x"}, "jrnl"),
    ],
)
def test_data_beside_a_journal_is_no_second_kind(tmp_path: Path, files: dict[str, str], form: str) -> None:
    """A table among notes, or notes that look like another program's, do not keep the notes from coming in."""
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with opened(tmp_path) as source:
        assert importer(source).name == form


def gathered(*added: tuple[str, str, str | None]) -> Sequence[Entry]:
    """Return entries that were added by stamp, text and key."""
    found = Gathering("form", UTC)
    for stamp, text, key in added:
        found.add("line 1", read(stamp)[0], text, key=key)
    return [each for each in found.imported().records if isinstance(each, Entry)]


def test_an_id_stays_and_is_nobody_elses() -> None:
    """The same words at the same time again are one more entry, in whatever file they stand."""
    one, two, other = ("2026-01-05 21:40", "x", None), ("2026-01-05 21:40", "y", None), ("2026-01-06 21:40", "x", None)
    ids = [each.id for each in gathered(one, two, other, one)]
    assert len(set(ids)) == 4
    assert [each.id for each in gathered(one, one, other)] == [ids[0], ids[3], ids[2]]


def test_an_id_of_its_own_is_kept() -> None:
    """A UUID as it is; another name makes one, whatever the words are."""
    key = "0123456789ABCDEF0123456789ABCDEF"
    own, named = gathered(("2026-01-05", "x", key), ("2026-01-05", "x", "7"))
    assert own.id == "01234567-89ab-cdef-0123-456789abcdef"
    assert named.id == gathered(("2026-01-06", "y", "7"))[0].id


def test_what_holds_no_words_is_told() -> None:
    """An empty entry does not come in, and line ends are one kind."""
    found = Gathering("form", UTC, [Remark("a", "b")])
    found.add("line 3", read("2026-01-05")[0], " \r\n")
    found.add("line 4", read("2026-01-05")[0], "\r\none\r\n two\n", tags=[" Sleep", "sleep ", "", "walk"])
    imported = found.imported()
    assert imported.left_out == (("a", "b"), ("line 3", EMPTY))
    assert [(each.text, each.tags) for each in imported.records if isinstance(each, Entry)] == [
        ("one\n two", ("Sleep", "walk"))
    ]


def test_words_before_the_first_date_are_an_entry_of_their_own_when_asked() -> None:
    """A title among them goes with them; a title alone is nobody's words."""
    keep = ReadOptions(local=UTC.local, preface="keep")
    source = of_bytes(b"# My diary\n\nFor me.\n\n## 2026-01-05\nx")
    found = importer(source).read(source, keep)
    assert [(each.at, each.text) for each in found.records if isinstance(each, Entry)] == [
        ("2026-01-05T12:00:00+00:00", "# My diary\n\nFor me."),
        ("2026-01-05T12:00:00+00:00", "x"),
    ]
    assert found.decided == (("line 3", diary.PREFACE),)
    source = of_bytes(b"# My diary\n\n## 2026-01-05\nx")
    assert len(importer(source).read(source, keep).records) == 1
