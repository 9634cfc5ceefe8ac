"""``numbers``: what was given, a line for each practice day and step, for people, for JSON and for CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from stories import day, story

from comfort_journal.records import to_document

if TYPE_CHECKING:
    from conftest import Program

TOLD = story(
    day(1).mapping(during=2),
    day(2, "10:00").rating(1),
    day(3).shallow(during=3, after=10, ended="pain"),
    day(5).dilator("b", during=None, ended="stop"),
)


@pytest.fixture
def told(program: Program) -> Program:
    """Return the program over three practice days."""
    path = program.home / "told.json"
    documents = [to_document(record) for record in TOLD]
    whole = {"format": "comfort-journal", "version": 1, "exported_at": day(9).at(), "records": documents}
    path.write_text(json.dumps(whole))
    assert program("import", str(path)).code == 0
    return program


def test_a_line_says_the_day_its_numbers_and_what_they_are_about(told: Program) -> None:
    """The newest first; a blank where nothing was given, and a word for how it went."""
    answer = told("numbers")
    assert (answer.code, answer.err) == (0, "")
    blank, none = " " * len("next day 10"), "  "
    assert answer.out.splitlines() == [
        none.join(["Fri 9 Jan 2026 ", "         ", "        ", blank, "4 Size size b, 2:00, stopped"]),
        none.join(
            ["Wed 7 Jan 2026 ", "during  3", "after 10", blank, "3 A fingertip inside, 0:25, too much, ended at pain"]
        ),
        none.join(["Mon 5 Jan 2026 ", "during  2", "        ", "next day  1", "1 Outside, 0:45"]),
    ]


def test_json_and_csv_hold_the_same_lines(told: Program) -> None:
    """What was not given is null there and blank here; nothing else is added."""
    lines = json.loads(told("numbers", "--json").out)
    assert [(each["day"], each["step"], each["during"], each["next_day"]) for each in lines] == [
        ("2026-01-09", "dilator:b", None, None),
        ("2026-01-07", "shallow", 3, None),
        ("2026-01-05", "mapping", 2, 1),
    ]
    assert (lines[0]["size"], lines[0]["size_label"], lines[0]["ended"]) == ("b", "size b", ["stop"])
    rows = list(csv.DictReader(io.StringIO(told("numbers", "--csv").out)))
    assert [list(row) for row in rows] == [list(each) for each in lines]
    assert [(row["during"], row["next_day"], row["easy"], row["ended"]) for row in rows] == [
        ("", "", "false", "stop"),
        ("3", "", "false", "pain"),
        ("2", "1", "true", ""),
    ]


def test_days_and_a_step_narrow_it(told: Program) -> None:
    """By days as everywhere; a step by its key, all sizes by theirs."""
    assert len(told("numbers", "--from", "2026-01-06", "--to", "2026-01-08").out.splitlines()) == 1
    assert len(told("numbers", "--step", "dilator").out.splitlines()) == 1
    assert len(told("numbers", "--step", "dilator:a").out.splitlines()) == 0
    assert json.loads(told("numbers", "--step", "partner", "--json").out) == []


@pytest.mark.parametrize("said", ["4", "4 Size size b", "size SIZE b", "dilator:b"])
def test_a_step_is_named_as_it_is_listed_too(told: Program, said: str) -> None:
    """By its number, its name or both."""
    assert [line[:5] for line in told("numbers", "--step", said).out.splitlines()] == ["Fri 9"]


def test_the_number_before_stands_first_where_any_day_has_one(program: Program) -> None:
    """It has no place of its own where none was given, as in the app."""
    path = program.home / "told.json"
    records = [to_document(day(3).mapping(start=4, during=1)), to_document(day(1).mapping(during=2))]
    path.write_text(
        json.dumps({"format": "comfort-journal", "version": 1, "exported_at": day(9).at(), "records": records})
    )
    assert program("import", str(path)).code == 0
    lines = program("numbers").out.splitlines()
    assert lines[0].startswith("Wed 7 Jan 2026   before  4  during  1")
    assert lines[1].startswith("Mon 5 Jan 2026              during  2")


@pytest.mark.parametrize("wrong", [("--step", "five"), ("--json", "--csv")])
def test_what_it_does_not_know_is_refused(program: Program, wrong: tuple[str, ...]) -> None:
    """Another step, and two forms at once."""
    answer = program("numbers", *wrong)
    assert (answer.code, answer.out) == (2, "")
