"""RedNotebook's months come in whole: a day is an entry, its categories are tags, what stands under one stays words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import BadInput
from comfort_journal.interchange import local_time, rednotebook
from comfort_journal.interchange.gathering import EMPTY
from comfort_journal.interchange.importer import ReadOptions, Sure
from comfort_journal.interchange.importers import importer
from comfort_journal.interchange.sources import of_bytes, opened
from comfort_journal.records import Entry

if TYPE_CHECKING:
    from comfort_journal.interchange.importer import Imported

HERE = Path(__file__).parent
BERLIN = ReadOptions(local=local_time.zone("Europe/Berlin"))


def read(text: str, name: str = "2026-01.txt") -> Imported:
    """Return what the reader makes of a month."""
    return rednotebook.read(of_bytes(text.encode(), name), BERLIN)


def told(imported: Imported) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return entries as (at, text, tags)."""
    return [(e.at, e.text, e.tags) for e in imported.records if isinstance(e, Entry)]


def test_what_the_program_wrote_comes_in() -> None:
    """A folder of months: words, categories and hashtags, and a day that is nothing but its tag."""
    with opened(HERE / "samples/rednotebook") as source:
        imported = rednotebook.read(source, BERLIN)
    assert told(imported) == [
        (
            "2025-12-31T12:00:00+01:00",
            "Tea \u2013 \U0001f375 in bed: #evening, #123 and #ff0000.",
            ("evening",),
        ),
        (
            "2026-01-05T12:00:00+01:00",
            (
                "Warm feet after the bath. #sleep\nA long line that goes on so that the file has to fold it somewhere "
                'in the middle: rain on the roof all evening.\n\n[""/home/x/bath"".jpg]\nThe end.\n\n'
                "Walks: by the river\nWalks: home: uphill"
            ),
            ("Walks", "rain", "sleep"),
        ),
        ("2026-01-06T12:00:00+01:00", "Sun", ()),
        ("2026-01-07T12:00:00+01:00", "#no", ("no",)),
    ]
    assert imported.left_out == (("2026-01.txt, line 1", rednotebook.PICTURE),)
    assert not imported.decided


@pytest.mark.parametrize(
    ("text", "words", "tags"),
    [
        ("5: {text: x, Tags: null}", "x", ()),
        ("5: {text: x, Tags: {}, Ideas: {}}", "x", ("Ideas",)),
        ("5: {text: !!python/unicode 'x'}", "x", ()),
        ("5: {text: 2026-01-05}", "2026-01-05", ()),
        ("5: {text: no}", "no", ()),
        (
            "5: {text: '#a_b &#39; c#d #include #\u00fcber (#e)'}",
            "#a_b &#39; c#d #include #\u00fcber (#e)",
            ("a_b", "\u00fcber", "e"),
        ),
        ("5:\r\n  text: |-\r\n    one\r\n\r\n      two\r\n", "one\n\n  two", ()),
        ("5: {text: '', Ideas: {'a walk': null}}", "Ideas: a walk", ("Ideas",)),
    ],
)
def test_a_day_is_what_was_written(text: str, words: str, tags: tuple[str, ...]) -> None:
    """No value changes its type, and nothing that stands under a category is lost."""
    assert told(read(text)) == [("2026-01-05T12:00:00+01:00", words, tags)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("5: {text: x}\n6: canary", "line 2: expected a day with its text"),
        ("5: {text: x}\n32: {text: canary}", "line 2: there is no such day in this month"),
        ("5: {text: x}\ncanary: {text: x}", "line 2: there is no such day in this month"),
        ("5: {text: x}\n5: {text: canary}", "line 2: this name is given twice"),
        ("5:\n  text:\n    canary: x", "line 2: expected the day's text"),
        ("5:\n  text: x\n  Ideas: canary", "line 3: expected what stands under a category"),
        ("5:\n  text: x\n  Ideas: {x: canary}", "line 3: expected what stands under a category"),
        ("5:\n  text: 'canary", "line "),
        ("- canary", "line 1: expected the days of a month"),
        ("5: &a {text: canary}\n6: *a", "line 2: this refers to another place"),
        ("5: !!python/object/apply:os.system [canary]", "line 1: this names a type of its own"),
        ("5: {text: !!binary canary}", "line 1: this names a type of its own"),
        ("5: {text: x}\n---\n5: {text: canary}", "line 3: expected one document"),
        ("5: " + "[" * 20 + "]" * 20, "line 1: this is nested too deeply"),
        ("5: " + "[" * 100_000, "line 1: this is "),
        ("5: {text: x}\n6: {text: \x01}", "line 2: this is not YAML"),
        ("? [canary]\n: x", "line 1: expected a name"),
    ],
)
def test_what_is_wrong_is_refused_by_its_line(text: str, sentence: str) -> None:
    """Nothing refers, expands or is built, and no word is repeated."""
    with pytest.raises(BadInput) as refused:
        read(text)
    assert str(refused.value).startswith(sentence)
    assert "canary" not in str(refused.value)


def test_a_month_without_its_name_is_refused() -> None:
    """As from standard input: the sentence says what is missing."""
    source = of_bytes(b'5:\n  text: "canary"\n')
    assert importer(source).name == "rednotebook"
    with pytest.raises(BadInput, match=r"expected a name like 2026-01\.txt"):
        rednotebook.read(source, BERLIN)


def test_only_months_of_a_folder_are_read(tmp_path: Path) -> None:
    """A copy that the program put aside is left out by its name; a fault says in which month it is."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/2026-01.txt").write_text("5: {text: Warm feet}")
    (tmp_path / "data/2026-01.old.txt").write_text("5: {text: Warm}")
    (tmp_path / "data/copy-2026-01.txt").write_text("5: {text: Warm}")
    (tmp_path / "data/2026-02.txt").write_text("{}")
    with opened(tmp_path) as source:
        assert importer(source).name == "rednotebook"
        imported = rednotebook.read(source, BERLIN)
        assert told(imported) == [("2026-01-05T12:00:00+01:00", "Warm feet", ())]
        assert [place for place, _ in imported.left_out] == ["data/2026-01.old.txt", "data/copy-2026-01.txt"]
        (tmp_path / "data/2026-02.txt").write_text("30: {text: canary}")
        with pytest.raises(BadInput, match=r"^data/2026-02.txt, line 1: there is no such day"):
            rednotebook.read(source, BERLIN)


def test_a_day_without_words_and_tags_is_told() -> None:
    """It does not come in."""
    assert read("5: {text: ''}\n6:\n").left_out == (("line 1", EMPTY),)


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (b"\n---\n05:\n    Ideas:\n        x: null\n    text: y", Sure.CERTAIN),
        (b"'5': {text: x}", Sure.CERTAIN),
        (b"5: a list\n6: text", Sure.NO),
        (b"21:40\ntext", Sure.NO),
        (b"text: x", Sure.NO),
        (b"\xff\xfe\0", Sure.NO),
    ],
)
def test_how_sure_it_is(head: bytes, sure: Sure) -> None:
    """A month begins with a day that has something inside."""
    assert rednotebook.recognise(of_bytes(head)) is sure
