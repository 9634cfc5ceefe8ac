"""Daylio's tables come in with every word of theirs, whatever language they are in; a mood stays a word."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.interchange import daylio, local_time
from comfort_journal.interchange.gathering import EMPTY
from comfort_journal.interchange.importer import ReadOptions, Sure
from comfort_journal.interchange.importers import importer
from comfort_journal.interchange.sources import of_bytes, opened
from comfort_journal.records import Entry

if TYPE_CHECKING:
    from comfort_journal.interchange.importer import Imported

HERE = Path(__file__).parent
BERLIN = ReadOptions(local=local_time.zone("Europe/Berlin"))
HEAD = "full_date,date,weekday,time,mood,activities,note_title,note\n"
OLD = "year,date,weekday,time,mood,activities,note\n"
MOOD = ("column mood", daylio.MOOD_TAGS)


def read(data: bytes | str, options: ReadOptions = BERLIN) -> Imported:
    """Return what Daylio's reader makes of a file."""
    source = of_bytes(data.encode() if isinstance(data, str) else data)
    assert importer(source).name == "daylio"
    return daylio.read(source, options)


def told(imported: Imported) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return entries as (at, text, tags)."""
    return [(e.at, e.text, e.tags) for e in imported.records if isinstance(e, Entry)]


def test_a_mood_stays_out_by_choice() -> None:
    """Said in the report both times; the entry is the same one, so that it does not come in twice."""
    case = (HERE.parent / "cases/daylio.csv").read_bytes()
    without = read(case, replace(BERLIN, mood="leave"))
    assert told(without) == [("2026-01-05T21:40:00+01:00", "Warm feet", ("sleep", "walk"))]
    assert (without.left_out, without.decided) == ((("column mood", daylio.MOOD_LEFT),), ())
    assert without.records[0].id == read(case).records[0].id


@pytest.mark.parametrize(
    ("sample", "entries", "left_out", "decided"),
    [
        (
            "daylio-2018.csv",
            [
                ("2018-05-18T23:54:00+02:00", 'Warm feet, then "tea"', ("clean", "music", "movies / tv", "happy")),
                ("2018-05-17T00:05:00+02:00", "cook, stressed", ("cook", "stressed", "average")),
                ("2018-05-16T23:41:00+02:00", "Rain.", ("horrible",)),
            ],
            (("line 5", daylio.ONLY_MOOD),),
            (("line 3", daylio.ONLY_ACTIVITIES), MOOD),
        ),
        (
            "daylio-2021.csv",
            [
                ("2021-03-28T02:30:00+01:00", "Spring\nThe clock went on", ("sleep", "walk", "good")),
                ("2021-03-27T21:40:00+01:00", "One\ntwo & three <3", ("irritable",)),
            ],
            (),
            (("line 2", local_time.SKIPPED), ("line 3", daylio.FORMATTED), MOOD),
        ),
        (
            "daylio-2026.csv",
            [("2026-01-05T21:40:00+01:00", "Warme Füße\nWärme: 4, Ruhe: 2", ("Schlaf", "Spaziergang", "gut"))],
            (("line 3", daylio.ONLY_MOOD),),
            (("line 2", daylio.SCALES), MOOD),
        ),
        ("daylio-tabs.csv", [("2026-05-20T22:13:00+02:00", "Warm feet \U0001f642", ("good",))], (), (MOOD,)),
    ],
)
def test_every_generation_comes_in(
    sample: str,
    entries: list[tuple[str, str, tuple[str, ...]]],
    left_out: tuple[tuple[str, str], ...],
    decided: tuple[tuple[str, str], ...],
) -> None:
    """Day, hour, words and tags of each, and what there is to say about it."""
    imported = read((HERE / "samples" / sample).read_bytes())
    assert told(imported) == entries
    assert (imported.left_out, imported.decided) == (left_out, decided)


@pytest.mark.parametrize(
    ("clock", "is_"),
    [
        ("21:40", "21:40"),
        ("9:40 PM", "21:40"),
        ("9:40\u202fpm", "21:40"),
        ("09:40 p.\u00a0m.", "21:40"),
        ("12:05 am", "00:05"),
        ("12:05 pm", "12:05"),
        ("21.40", "21:40"),
        ("21 h 40", "21:40"),
        ("21:40 Uhr", "21:40"),
        ("9:40 odp.", "21:40"),
        ("du. 9:40", "21:40"),
        ("9:40 μ.μ.", "21:40"),
        ("오후 9:40", "21:40"),
        ("午後9:40", "21:40"),
        ("午後0:40", "12:40"),
        ("上午9:40", "09:40"),
        ("9:40 ÖS", "21:40"),
        ("٩:٤٠ م", "21:40"),
        ("9:40 SA", "09:40"),
    ],
)
def test_a_time_is_the_one_it_says(clock: str, is_: str) -> None:
    """In each language that has words for the halves of a day."""
    ((at, _, _),) = told(read(HEAD + f'2026-01-05,x,x,{clock},good,"","",x\n'))
    assert at == f"2026-01-05T{is_}:00+01:00"


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("one<br>two<BR/>three<br />four", "one\ntwo\nthree\nfour"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ('<span style=""color: red"">one</span> <b>two</b>', "one two"),
        ("Tea &amp; rain &lt;3 &#228; &#xE4;", "Tea & rain <3 ä ä"),
        ("A & B, &unknown; &notit; &copyx &#99999999;", "A & B, &unknown; &notit; &copyx &#99999999;"),
        ("<3 a<b and c>d <unknown> <https://x>", "<3 a<b and c>d <unknown> <https://x>"),
        ("  blanks  ", "  blanks  "),
        ('say ""it""', 'say "it"'),
        ("line\nbreak", "line\nbreak"),
    ],
)
def test_a_note_is_its_words(note: str, words: str) -> None:
    """What Daylio's editor puts around them goes, and what only looks like that stays."""
    assert told(read(HEAD + f'2026-01-05,x,x,21:40,"","","","{note}"\n'))[0][1] == words


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (HEAD + "2026-01-05,x,x,21:40,good,,,x\n2026-02-30,x,x,21:40,good,,,canary\n", "line 3: there is no such day"),
        (HEAD + "05.01.2026,x,x,21:40,good,,,canary\n", "line 2: expected a date like"),
        (HEAD + "26-01-05,x,x,21:40,good,,,canary\n", "line 2: a year is written with four digits"),
        (HEAD + "2026-01-05,x,x,25:00,good,,,canary\n", "line 2: there is no such time"),
        (HEAD + "2026-01-05,x,x,13:40 pm,good,,,canary\n", "line 2: there is no such time"),
        (HEAD + "2026-01-05,x,x,9:40 canary,good,,,x\n", f"line 2: {daylio.NO_TIME}"),
        (HEAD + "2026-01-05,x,x,,good,,,canary\n", f"line 2: {daylio.NO_TIME}"),
        (HEAD + "2026-01-05,x,x,21:40,good,,canary\n", "line 2: expected 8 values"),
        (HEAD + '2026-01-05,x,x,21:40,good,,,"canary\n', "line 2: this is no CSV"),
        (OLD + "2018,17. Februar,Sonntag,19:05,ok,,canary\n", f"line 2: {daylio.NO_DAY}"),
        (OLD + "2018,canary,Sunday,19:05,ok,,x\n", f"line 2: {daylio.NO_DAY}"),
        (OLD + "18,18 May,Sunday,19:05,ok,,canary\n", f"line 2: {daylio.NO_DAY}"),
        (
            HEAD.replace("weekday", "mood") + "2026-01-05,x,good,21:40,bad,,,canary\n",
            "line 1: expected each column once",
        ),
        ((HEAD + "2026-01-05,x,x,21:40,good,,,").encode() + b"\xff\n", "This file is not UTF-8"),
    ],
)
def test_what_is_wrong_is_refused_by_its_line(data: bytes | str, sentence: str) -> None:
    """Nothing is guessed, and no word is repeated."""
    with pytest.raises(BadInput) as refused:
        read(data)
    assert str(refused.value).startswith(sentence)
    assert "canary" not in str(refused.value)


def test_columns_are_found_by_their_names() -> None:
    """In any order; one that is not known is told of where it holds something."""
    imported = read("note,Mood,activities,time,full_date,color,empty\nx,good,,21:40,2026-01-05,red,\n")
    assert told(imported) == [("2026-01-05T21:40:00+01:00", "x", ("good",))]
    assert imported.left_out == (("column color", daylio.COLUMN),)


def test_a_row_with_nothing_in_it_is_told_of() -> None:
    """It has no words and no mood."""
    assert read(HEAD + "2026-01-05,x,x,21:40,,,,\n").left_out == (("line 2", EMPTY),)


def test_a_tree_names_what_is_no_table() -> None:
    """And a backup is told what to do instead."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("daylio.csv", HEAD + "2026-01-05,x,x,21:40,good,,,x\n")
        archive.writestr("photo.jpg", b"\xff\xd8")
    packed.seek(0)
    with opened(packed) as source:
        assert importer(source).name == "daylio"
        assert daylio.read(source, BERLIN).left_out == (("photo.jpg", daylio.OTHER),)
    backup = io.BytesIO()
    with zipfile.ZipFile(backup, "w") as archive:
        archive.writestr("backup.daylio", b"e30=")
    backup.seek(0)
    with opened(backup) as source, pytest.raises(BadInput, match="Export a CSV file there"):
        importer(source).read(source, BERLIN)


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (HEAD, Sure.CERTAIN),
        ("\ufeff" + HEAD.replace(",", ";"), Sure.CERTAIN),
        ('"full_date","time","mood","activities","note"\r\n', Sure.CERTAIN),
        ("date,time,mood,activities,note\n", Sure.NO),
        ("id,day,at,prompt,text,tags\n", Sure.NO),
        ("", Sure.NO),
    ],
)
def test_how_sure_it_is(head: str, sure: Sure) -> None:
    """By the names of the columns alone."""
    assert daylio.recognise(of_bytes(head.encode())) is sure


NOTES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0<&")).filter(str.strip)


@given(NOTES)
def test_a_note_comes_in_to_its_last_character(note: str) -> None:
    """Whatever it is, short of the editor's own marks and of empty lines around it."""
    quoted = note.replace('"', '""')
    ((_, text, _),) = told(read(HEAD + f'2026-01-05,x,x,21:40,"","","","{quoted}"\n'))
    assert text == note.strip("\n")
