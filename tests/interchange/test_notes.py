"""Notes come in as the entries of their days: words whole, tags from where they stand, our own without a difference."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.interchange import local_time, note_day, note_words, notes
from comfort_journal.interchange.export import notes as our_notes
from comfort_journal.interchange.importer import ReadOptions, Sure
from comfort_journal.interchange.importers import importer
from comfort_journal.interchange.sources import of_bytes, opened
from comfort_journal.records import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comfort_journal.interchange.importer import Imported

HERE = Path(__file__).parent
BERLIN = ReadOptions(local=local_time.zone("Europe/Berlin"))
Told = list[tuple[str, str, tuple[str, ...], bool]]


def read(text: str, name: str = "2026-01-05.md") -> Imported:
    """Return what the reader makes of a single note."""
    return notes.read(of_bytes(text.encode(), name), BERLIN)


def read_all(files: Mapping[str, bytes | str]) -> Imported:
    """Return what the reader makes of a zip of notes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    packed.seek(0)
    with opened(packed) as source:
        assert importer(source).name == "notes"
        return notes.read(source, BERLIN)


def told(imported: Imported) -> Told:
    """Return entries as (at, text, tags, starred)."""
    return [(e.at, e.text, e.tags, e.starred) for e in imported.records if isinstance(e, Entry)]


def sample(name: str) -> Imported:
    """Return what the reader makes of a sample."""
    with opened(HERE / name) as source:
        assert importer(source).name == "notes"
        return notes.read(source, BERLIN)


def test_a_vault_of_obsidian_comes_in() -> None:
    """A note without a day is named, a template too; a file that the words show stays in them and is named."""
    imported = sample("samples/notes-obsidian")
    assert told(imported) == [
        ("2026-01-07T08:30:00+01:00", "A walk\n\nBy the river.", (), True),
        (
            "2026-01-05T21:40:00+01:00",
            (
                "# Monday\n\n- [x] walk with Kim\n- slept #deep, see 2026-01-04 and `#code`\n- ![[feet.png]]\n\n"
                "```\n#notatag [[left|alone]]\n```\n\n#123 is a number; #y1984 is a tag.\n\n"
                'weather: "rain, later snow"'
            ),
            ("sleep", "body/feet", "deep", "y1984"),
            False,
        ),
        ("2026-01-06T12:00:00+01:00", "Sun #sun/noon", ("sun/noon",), False),
    ]
    assert imported.left_out == (
        ("Daily/2026-01-05.md, line 7", note_words.KEPT_BY_A_PROGRAM),
        ("Daily/2026-01-05.md, line 13", note_words.PICTURE),
        ("Recipe.md", notes.UNDATED),
        ("Template.md", notes.UNDATED),
    )


def test_a_graph_of_logseq_comes_in() -> None:
    """Bullets as they stand, properties as tags, and none of the copies that Logseq keeps."""
    imported = sample("samples/notes-logseq")
    assert told(imported) == [
        (
            "2026-01-05T12:00:00+01:00",
            "- Warm feet\n\t- then tea #green tea\n- weather:: rain",
            ("warm bath", "sleep", "green tea"),
            False,
        ),
        ("2026-01-06T12:00:00+01:00", "- Sun", (), False),
    ]
    assert [place for place, what in imported.left_out if what == notes.LOGSEQ] == [
        "logseq/bak/journals/2026_01_05.md",
        "logseq/config.edn",
    ]
    assert ("pages/Tea.md", notes.UNDATED) in imported.left_out


def test_notes_of_zettlr_come_in() -> None:
    """An id of fourteen digits is a day and an hour."""
    assert told(sample("samples/notes-zettlr")) == [
        ("2026-01-05T21:40:00+01:00", "Evening\n\nWarm feet. ID: 20260105214000", ("sleep", "warm bath"), False),
        ("2026-01-06T09:00:00+01:00", "# Morning\n\nSun.", (), False),
    ]


@pytest.mark.parametrize(
    ("name", "front", "at"),
    [
        ("x.md", "date: 2026-01-05", "2026-01-05T12:00:00+01:00"),
        ("x.md", "Date: '2026-01-05 21:40'", "2026-01-05T21:40:00+01:00"),
        ("x.md", "date: 2026-07-05T21:40:30.123Z", "2026-07-05T23:40:30+02:00"),
        ("x.md", "date: 2026-01-05T21:40:00+05:30", "2026-01-05T21:40:00+05:30"),
        ("x.md", 'date: "[[2026-01-05]]"', "2026-01-05T12:00:00+01:00"),
        ("x.md", "date: Monday, January 5th, 2026", "2026-01-05T12:00:00+01:00"),
        ("x.md", "date: 2026-01-05\ntime: 9:40 pm", "2026-01-05T21:40:00+01:00"),
        ("x.md", "created: 2026-01-05T21:40\nupdated: 2026-01-09", "2026-01-05T21:40:00+01:00"),
        ("x.md", "created_at: 2026-01-04\ndate: 2026-01-05", "2026-01-05T12:00:00+01:00"),
        ("2026-01-05.md", "created: 2026-01-04T23:59", "2026-01-05T12:00:00+01:00"),
        ("2026-01-05.md", "created: 2026-01-05T07:15", "2026-01-05T07:15:00+01:00"),
        ("2026-01-05.md", 'created: "<% tp.date.now() %>"', "2026-01-05T12:00:00+01:00"),
        ("2026-01-05.md", "a: b", "2026-01-05T12:00:00+01:00"),
        ("a/b/2026_01_05.markdown", "a: b", "2026-01-05T12:00:00+01:00"),
        ("2026.01.05.md", "a: b", "2026-01-05T12:00:00+01:00"),
        ("20260105.md", "a: b", "2026-01-05T12:00:00+01:00"),
        ("202601052140.md", "a: b", "2026-01-05T21:40:00+01:00"),
        ("2026-01-05 21-40.md", "a: b", "2026-01-05T21:40:00+01:00"),
        ("2026-01-05T21.40.30.md", "a: b", "2026-01-05T21:40:30+01:00"),
        ("Mon 5 January 2026.md", "a: b", "2026-01-05T12:00:00+01:00"),
        ("Jan 5th, 2026.md", "a: b", "2026-01-05T12:00:00+01:00"),
    ],
)
def test_a_note_says_its_day(name: str, front: str, at: str) -> None:
    """The front matter's own date before the name, that before what a program says, and an hour of that day."""
    imported = read(f"---\n{front}\n---\nWarm feet.", name)
    assert [entry[0] for entry in told(imported)] == [at]


def test_two_days_of_one_note_are_told() -> None:
    """The front matter counts."""
    assert read("---\ndate: 2026-01-06\n---\nx").decided == (("line 1", notes.TWO_DAYS),)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("2026-01-05 Warm feet.md", "x", "Warm feet\n\nx"),
        ("2026-01-05-warm-feet.md", "x", "warm-feet\n\nx"),
        ("2026-01-05 Monday.md", "x", "x"),
        ("2026-01-05 Warm feet.md", "# Warm feet\nx", "# Warm feet\nx"),
        ("2026-01-05 2026 begins.md", "x", "2026 begins\n\nx"),
        ("Warm feet.md", "---\ndate: 2026-01-05\n---\nx", "Warm feet\n\nx"),
        ("slug.md", "---\ndate: 2026-01-05\ntitle: Warm feet\n---\nx", "Warm feet\n\nx"),
        ("2026-01-05.md", "---\ntitle: 2026-01-05\n---\nx", "x"),
        (
            "2026-01-05.md",
            "---\nmood: calm\nwith:\n  - Kim\n  - 7\nempty:\n---\nx",
            "x\n\nmood: calm\nwith:\n  - Kim\n  - 7",
        ),
        ("2026-01-05.md", "---\n---\nx", "x"),
        ("2026-01-05.md", "---\nwords\n---\nx", "---\nwords\n---\nx"),
        ("2026-01-05.md", "---\nx", "---\nx"),
        ("2026-01-05.md", "[[a|b]] [[a]] [[a#b]] ![[a]] `[[a]]` ``[[`a]]`` [[ ]", "b a a#b a `[[a]]` ``[[`a]]`` [[ ]"),
        ("2026-01-05.md", "\r\n  indented\r\n\r\nend  \r\n", "  indented\n\nend  "),
    ],
)
def test_words_are_whole(name: str, text: str, words: str) -> None:
    """To the last character, with the title that stands in the name, and with fields that say something else."""
    assert [entry[1] for entry in told(read(text, name))] == [words]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#a, (#b) c#d #e/f. #g-h_i #\U0001f375", ("a", "e/f", "g-h_i", "\U0001f375")),
        ("# a\n## b #c\n#d", ("d",)),
        ("#1984 #1/2 #- ##a #a#b", ("a",)),
        ("`#a` ``#b ` #c`` `#d #e", ("d", "e")),
        ("~~~\n#a\n~~~\n#b", ("b",)),
        ("https://x.org/#a [x](#b) [[#c]] [[d#e]]", ()),
        ("#[[two words]] #Sleep #sleep", ("two words", "Sleep")),
        ("---\ntags: a, b c, '#d'\n---\nx", ("a", "b c", "'#d'")),
        ("---\ntags: 'a, b c, #d'\n---\nx", ("a", "b c", "d")),
        ("---\ntags: a b\n---\nx", ("a", "b")),
        ("---\ntags: ['#a', b c, 2026, no, null]\ntag: e\n---\nx", ("a", "b c", "2026", "no", "e")),
        ("---\ntags:\n---\nx", ()),
        ("tags:: #a, [[b c]]\n- x\n  tags:: d e", ("b c", "a", "d", "e")),
    ],
)
def test_tags_are_found_where_they_stand(text: str, tags: tuple[str, ...]) -> None:
    """In the front matter, in properties and in the words, and not in code, headings, links or numbers."""
    (entry,) = told(read(text))
    assert sorted(entry[2]) == sorted(tags)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("---\ntitle: canary\n---\nx", "line 1: expected a day in the front matter"),
        ("---\ntitle: canary\ndate: 2026-13-05\n---\nx", "line 3: there is no such day"),
        ("---\ndate: 05/01/2026\n---\ncanary", "line 2: this looks like a date"),
        ("---\ndate: canary\n---\nx", "line 2: expected a date like 2026-01-05"),
        ("---\ndate: [2026-01-05, canary]\n---\nx", "line 2: expected a date like 2026-01-05 as one text"),
        ("---\ndate: 2026-01-05\ntime: canary\n---\nx", "line 3: expected a time like 21:40"),
        ("---\ndate: 26-01-05\n---\ncanary", "line 2: a year is written with four digits"),
        ("---\na: b\n---\n\n# 12.01.2026\ncanary", "line 5: this looks like a date"),
        ("---\na: b\n---\n# 2026-01-05\nx\n# 2026-01-35\ncanary", "line 6: there is no such day"),
        ("---\ndate: 2026-01-05\nentries:\n  - canary\n---\n", "line 5: expected as many entries"),
    ],
)
def test_a_single_note_is_refused_by_its_line(text: str, sentence: str) -> None:
    """And no word of it is repeated."""
    with pytest.raises(BadInput) as refused:
        read(text, "x.md")
    assert str(refused.value).startswith(sentence)
    assert "canary" not in str(refused.value)


def test_one_of_many_notes_is_left_out_by_its_line() -> None:
    """A template or a slip does not keep a whole folder away."""
    imported = read_all(
        {
            "2026-01-05.md": "Warm feet.",
            "12.01.2026.md": "canary",
            "x.md": "---\ndate: soon\n---\nx",
            "photo.jpg": b"\xff\xd8",
        }
    )
    assert [entry[1] for entry in told(imported)] == ["Warm feet."]
    assert [place for place, _ in imported.left_out] == ["12.01.2026.md, line 1", "photo.jpg", "x.md, line 2"]
    assert "canary" not in str(imported.left_out)


@pytest.mark.parametrize(
    "front",
    [
        "title: a: b",
        "a: &x [1]\nb: *x",
        "{{date}}: x",
        "a: !!python/name:os.system x",
        'a: "b\u2028c"',
        "a: 1\na: 2",
        "\ta: b",
    ],
)
def test_front_matter_that_cannot_be_read_stays_words(front: str) -> None:
    """Nothing in it refers, expands or is built; nothing is lost, and it is told."""
    imported = read(f"---\n{front}\n---\nx")
    assert [entry[1] for entry in told(imported)] == [f"---\n{front}\n---\nx"]
    assert imported.decided == (("line 1", notes.UNREADABLE),)


def test_a_note_of_several_days_is_a_diary() -> None:
    """As a month that lies among days; the same page twice comes in once."""
    month = "---\ncreated: 2026-01-01\n---\n# January\n\n## 2026-01-05\nWarm feet.\n\n## 2026-01-06\nSun.\n"
    imported = read_all({"January.md": month, "copy/January.md": month, "2026-01-07.md": "Rain."})
    assert sorted(entry[:2] for entry in told(imported)) == [
        ("2026-01-05T12:00:00+01:00", "Warm feet."),
        ("2026-01-06T12:00:00+01:00", "Sun."),
        ("2026-01-07T12:00:00+01:00", "Rain."),
    ]
    assert [what for _, what in imported.left_out] == [notes.AGAIN] * 2
    assert [entry[1] for entry in told(read(month, "January.md"))] == ["Warm feet.", "Sun."]


def test_our_own_notes_come_back_beside_others() -> None:
    """Without a difference, ids and moments and all."""
    own = [
        Entry(
            id=f"00000000-0000-4000-8000-{n:012}",
            at=f"2026-01-0{n}T21:40:30.5+05:30",
            prompt="What felt safe?",
            text="Warm #feet\n\n## 21:40 [[x|y]]\n\n",
            tags=("sleep", "a, b"),
            starred=True,
            folded=True,
            session=None,
            source="app",
        )
        for n in range(5, 8)
    ]
    files = our_notes.files(own)
    imported = read_all(files)
    assert list(imported.records) == own
    assert (imported.elsewhere, imported.left_out, imported.decided) == (False, (), ())
    assert [notes.read(of_bytes(data), BERLIN).records for data in files.values()] == [[each] for each in own]
    both = read_all(files | {"2026-01-09.md": b"Rain."})
    assert list(both.records)[:3] == own
    assert len(both.records) == 4
    with pytest.raises(BadInput, match=r"^b.md, line 1: an entry of this note stands in an earlier note too"):
        read_all({"2026-01-05.md": files["2026-01-05.md"], "b.md": files["2026-01-05.md"]})


def test_a_wrong_note_of_ours_is_refused_by_its_name() -> None:
    """What may not be changed by hand keeps all away, as in a single file."""
    with pytest.raises(BadInput, match=r"^2026-01-05.md, line 4: expected as many entries"):
        read_all({"2026-01-05.md": '---\nentries:\n  - {"id": 1}\n---\n', "b.md": "x"})
    with pytest.raises(BadInput, match=r"^2026-01-05.md: This file is not UTF-8"):
        read_all({"2026-01-05.md": b"\xff", "b.md": "x"})


@pytest.mark.parametrize(
    ("name", "text", "sure"),
    [
        ("", "---\ntags: [a]\n---\nx", Sure.CERTAIN),
        ("", "---\r\n\r\n# what\r\nThe day: x\r\n---\r\nx", Sure.CERTAIN),
        ("", "---\ntags: [a]\nx", Sure.NO),
        ("", "---\n\nwords\n\n---\n", Sure.NO),
        ("2026-01-05.md", "words", Sure.CERTAIN),
        ("2026-01-05.md", "# 2026-01-05\nwords", Sure.CERTAIN),
        ("2026-01-05.md", "# 2026-01-05\nwords\n# 2026-01-06\n", Sure.FITS),
        ("2026-01-05.txt", "words", Sure.NO),
        ("diary.md", "# 2026-01-05\nwords", Sure.NO),
        ("", "tags:: a\n\n- x", Sure.FITS),
    ],
)
def test_how_sure_it_is(name: str, text: str, sure: Sure) -> None:
    """Front matter, or a day as the name of a Markdown file; a diary with headings is left to its own reader."""
    assert notes.recognise(of_bytes(text.encode(), name)) is sure


@given(st.text(st.sampled_from("-#[]|`:! \n\tab0126/.&*{}")), st.sampled_from(["", "2026-01-05.md", "26.1.2.md"]))
def test_no_text_makes_it_stumble(text: str, name: str) -> None:
    """It is read, or refused in a sentence."""
    try:
        read(f"---\n{text}\n---\n{text}", name)
        read(text, name)
    except BadInput as fault:
        assert len(str(fault)) < 150  # noqa: PT017  a refusal is one of two right answers


@given(st.text(st.sampled_from("20126-_. T:Janth5,")))
def test_no_name_makes_it_stumble(name: str) -> None:
    """It says a day, or none."""
    assert note_day.is_named_by_a_day(name) in (True, False)
