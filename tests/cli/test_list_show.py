"""``list``, ``search``, ``show`` and ``delete``: calm for a person, exact for a machine."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from comfort_journal.cli import formatting
from comfort_journal.cli.list_show import KIND_NAMES
from comfort_journal.records import KINDS, Entry
from comfort_journal.text.first_sentence import first_sentence

if TYPE_CHECKING:
    from conftest import Program


@pytest.fixture
def filled(program: Program) -> tuple[Program, list[str]]:
    """Return the program with three entries, oldest first, and their ids."""
    ids = [
        program("add", text, "--at", at, "--tag", tag).out.strip()
        for text, at, tag in (
            ("Rain. All day.\nMore.", "2026-01-05T21:40:00+01:00", "rain"),
            ("Blåbær after dark", "2026-01-06T02:30:00+01:00", "night"),
            ("\x1b[31mred\x1b[0m \u202e[/x] [b", "2026-01-06T09:00:00+01:00", "rain"),
        )
    ]
    return program, ids


@pytest.mark.parametrize("command", [("list",), ("search", "x"), ("numbers",), ("export", "--yes")])
def test_days_that_end_before_they_begin_are_refused(program: Program, command: tuple[str, ...]) -> None:
    """Everywhere the same, since they hold nothing that anyone could mean."""
    answer = program(*command, "--from", "2026-11-20", "--to", "2026-11-01")
    assert (answer.code, answer.out) == (2, "")
    assert "The first day comes first" in answer.err


def test_a_list_is_days_and_first_sentences(filled: tuple[Program, list[str]]) -> None:
    """Newest first, the day turning at four, and no control character of a text acts."""
    program, ids = filled
    first, second, third = (each[:8] for each in ids)
    assert program("list").out == (
        "Tuesday 6 January 2026\n"
        f"  09:00  {third}  ␛[31mred␛[0m �[/x] [b\n"
        "\n"
        "Monday 5 January 2026\n"
        f"  02:30  {second}  Blåbær after dark\n"
        f"  21:40  {first}  Rain.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "which"),
    [
        (("list",), [2, 1, 0]),
        (("list", "--limit", "1"), [2]),
        (("list", "--tag", "rain"), [2, 0]),
        (("list", "--from", "2026-01-06"), [2]),
        (("list", "--to", "2026-01-05"), [1, 0]),
        (("list", "--from", "January 2026", "--to", "5 January 2026"), [1, 0]),
        (("list", "--from", "2026-01-06", "--to", "january 2026"), [2]),
        (("list", "--from", "last year", "--to", "2025"), []),
        (("list", "--kind", "rating"), []),
        (("search", "blabær"), [1]),
        (("search", "day", "rain"), [0]),
        (("search", '"day rain"'), []),
        (("search", "r", "--to", "2026-01-05"), [1, 0]),
    ],
)
def test_json_is_an_array_of_records(
    filled: tuple[Program, list[str]], arguments: tuple[str, ...], which: list[int]
) -> None:
    """Machines get the records as native export has them."""
    program, ids = filled
    told = program(*arguments, "--json")
    assert [record["id"] for record in json.loads(told.out)] == [ids[n] for n in which]


def test_show_is_one_record(filled: tuple[Program, list[str]]) -> None:
    """In full, by the beginning of its id; marks for controls, JSON for machines."""
    program, ids = filled
    shown = program("show", ids[0][:8]).out
    assert shown == f"Monday 5 January 2026, 21:40\n\nRain. All day.\nMore.\n\nTags: rain.\n\n{ids[0]}\n"
    assert json.loads(program("show", ids[2], "--json").out)["text"].startswith("\x1b[31mred")
    assert "\x1b" not in program("show", ids[2]).out


def test_delete_is_final_here(filled: tuple[Program, list[str]]) -> None:
    """A deleted record is gone from list and search; its words do not come back."""
    program, ids = filled
    assert program("delete", ids[0][:6], "--yes") == type(program("list"))(0, "", "")
    assert program("show", ids[0]).code == 7
    assert ids[0] not in program("list", "--json").out


def test_every_kind_can_be_listed() -> None:
    """The command's own list of kinds, kept light, is the records' list."""
    assert list(KIND_NAMES) == list(KINDS)


def test_a_line_fits_its_terminal() -> None:
    """Wide and combining characters are counted as cells, and what is left out is marked."""
    entry = Entry(
        id="00000000-0000-4000-8000-000000000000",
        at="2026-01-05T21:40:00+01:00",
        prompt=None,
        text="暖かい足" * 20,
        tags=(),
        starred=True,
        session=None,
        source="app",
    )
    *_, line = formatting.listing([entry], date(2026, 1, 6), 40)
    assert line.endswith("…")
    assert formatting.fit("e\u0301" * 10, 10) == "e\u0301" * 10
    assert formatting.fit("暖かい", 5) == "暖か…"
    assert formatting.fit("warm feet", 5) == "warm…"


@pytest.mark.parametrize("text", ["b" * 79 + "e" + "\u0301" * 50_000 + "zz", "!" * 200_000 + "x", "👩\u200d" * 5_000])
def test_each_character_of_a_line_is_measured_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no text, however it was made, keeps a list waiting."""
    cells, left = formatting.get_character_cell_size, iter(text)

    def measured(character: str) -> int:
        assert next(left, None) is not None, "a character was measured again"
        return cells(character)

    monkeypatch.setattr(formatting, "get_character_cell_size", measured)
    line = formatting.fit(first_sentence(text), 80)
    assert sum(map(cells, line)) <= 80


def test_a_folded_entry_stays_folded_in_a_list() -> None:
    """Its words are opened on purpose only."""
    folded = Entry(
        id="00000000-0000-4000-8000-000000000000",
        at="2026-01-05T21:40:00+01:00",
        prompt=None,
        text="canary",
        tags=(),
        starred=False,
        folded=True,
        session=None,
        source="app",
    )
    assert "canary" not in "".join(formatting.listing([folded], date(2026, 1, 6), None))
