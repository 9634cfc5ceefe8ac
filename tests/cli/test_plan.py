"""``plan`` and ``rate``: the gate's answer for people and machines, and a number that needs no passphrase."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from reference_rows import REFERENCE
from stories import day, story

from comfort_journal import paths, settings
from comfort_journal.errors import BadInput
from comfort_journal.records import from_document, kind_of, to_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stories import Told

    from comfort_journal.records import Record
    from conftest import Program

FIELDS = [
    "at", "row", "outcome", "step", "offered", "open", "reason", "dates", "until", "closed", "strength", "timers",
]  # fmt: skip


def keep(program: Program, *told: Told) -> None:
    """Import what is told as a native file."""
    keep_documents(program, story(*told))


def keep_documents(program: Program, records: Iterable[Record]) -> None:
    """Import exactly these records as a native file."""
    path = program.home / "told.json"
    documents = [to_document(record) for record in records]
    whole = {"format": "comfort-journal", "version": 1, "exported_at": day(1).at(), "records": documents}
    path.write_text(json.dumps(whole))
    assert program("import", str(path)).code == 0


def plan(program: Program, at: str) -> dict[str, Any]:
    """Return the answer for machines."""
    told = program("plan", "--json", "--at", at)
    assert (told.code, told.err) == (0, "")
    answer: dict[str, Any] = json.loads(told.out)
    return answer


def test_plan_json_is_the_contract(program: Program) -> None:
    """Its fields in their order, and the answer of the moment asked about."""
    keep(program, [day(number).easy() for number in (1, 2, 3)])
    answer = plan(program, day(4).at())
    assert list(answer) == FIELDS
    assert (answer["row"], answer["outcome"], answer["offered"]) == (9, "advance", ["entrance"])
    assert answer["dates"] == ["2026-01-05", "2026-01-06", "2026-01-07"]
    assert plan(program, day(3).at())["outcome"] == "stay"


@pytest.mark.parametrize("row", REFERENCE)
def test_a_reference_row_of_the_page(program: Program, row: str) -> None:
    """Imported into a vault and asked on the command line, each of the page's examples has the page's answer."""
    records, now, expected = REFERENCE[row]
    keep_documents(program, records)
    answer = plan(program, now.isoformat())
    assert {name: answer[name] for name in expected} == expected


ANSWERS = {expected["row"]: (records, at) for records, at, expected in REFERENCE.values() if "row" in expected}


@pytest.mark.parametrize("form", ["native", "markdown"])
@pytest.mark.parametrize("row", range(11))
def test_whatever_the_gate_answers_everything_can_be_taken_out(program: Program, row: int, form: str) -> None:
    """Under every row of the table the export is there and whole."""
    records, at = ANSWERS[row]
    keep_documents(program, records)
    assert plan(program, at.isoformat())["row"] == row
    told = program("export", "--yes", "--format", form)
    assert (told.code, told.err) == (0, "")
    if form == "native":
        out = {record["id"] for record in json.loads(told.out)["records"]}
        assert out == {record.id for record in records}
    else:
        other = ("--vault", str(program.home / "other.vault"))
        (program.home / "out.md").write_text(told.out)
        assert program(*other, "init", "--kdf-memory", "64").code == 0
        assert program(*other, "import", str(program.home / "out.md")).out.startswith(f"{len(records)} added.\n")


def test_plan_goes_by_the_setting_for_sessions_a_day(program: Program) -> None:
    """As in the app: a second session from shallow on is open where they say two, a third never."""
    keep(program, day(1).easy("shallow"), day(2, "10:00").shallow())
    at = day(2, "12:00").at()
    assert "shallow" not in plan(program, at)["open"]
    settings.save(paths.settings_file(), settings.Settings(sessions_a_day=2))
    assert "shallow" in plan(program, at)["open"]
    keep(program, day(2, "11:00").shallow())
    assert "shallow" not in plan(program, at)["open"]


def test_plan_says_it_in_words(program: Program) -> None:
    """The reason first, then what is open, by the owner's own labels; what else is closed below."""
    keep(program, day(1).easy("dilator:a"), day(2).dilator("a"))
    told = program("plan", "--at", day(2, "22:00").at())
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[1:3] == ["", "Open  circuit · 1 Outside · 2 Entrance"]
    assert lines[3].startswith("Closed  4 Size size a ")
    assert lines[4].startswith("Closed  3 A fingertip inside ")


def test_plan_of_an_empty_journal_is_closed(program: Program) -> None:
    """Nothing but the circuit is open before the page of row 0."""
    answer = json.loads(program("plan", "--json").out)
    assert (answer["row"], answer["open"]) == (0, ["circuit"])


@pytest.mark.parametrize("at", ["yesterday", "2026-01-05T21:40:00", "20260105T214000Z"])
def test_plan_needs_an_offset(program: Program, at: str) -> None:
    """Anything else is refused before a passphrase is asked for, and not repeated."""
    told = program("plan", "--at", at, key=False)
    assert (told.code, told.out, told.err) == (2, "", "at: expected a time like 2026-01-05T21:40:00+01:00\n")


def test_rate_seals_a_number_that_waits_to_be_kept(program: Program) -> None:
    """No passphrase, no word; it is there at the next unlock and counts for nothing yet."""
    keep(program, day(1).mapping())
    told = program("rate", "3", "--at", day(2, "09:00").at(), key=False)
    assert (told.code, told.out, told.err) == (0, "", "")
    answer = plan(program, day(2).at())
    assert (answer["row"], answer["outcome"]) == (5, "ask")
    (rating,) = json.loads(program("list", "--kind", "rating", "--json").out)
    assert (rating["value"], rating["about"], rating["kept"], rating["skipped"]) == (3, "next_day", None, False)


def test_rate_can_skip(program: Program) -> None:
    """The answer that leaves the number out is sealed, too."""
    assert program("rate", "--skip", key=False).code == 0
    (rating,) = json.loads(program("list", "--kind", "rating", "--json").out)
    assert (rating["value"], rating["skipped"], rating["kept"]) == (None, True, None)


@pytest.mark.parametrize("arguments", [(), ("3", "--skip"), ("11",), ("3.5",), ("three",), ("٣",), ("",)])
def test_rate_takes_one_whole_number(program: Program, arguments: tuple[str, ...]) -> None:
    """Anything else is refused, without being repeated, and nothing is sealed."""
    told = program("rate", *arguments, key=False)
    assert (told.code, told.out) == (2, "")
    assert not any(word and word in told.err for word in arguments if word not in {"3", "--skip"})
    assert not list((program.vault / "inbox").iterdir())


def test_rate_where_the_vault_was_never_opened(bare: Program) -> None:
    """As add does."""
    assert bare("rate", "3", key=False).code == 7


def test_rate_refuses_a_moment_without_an_offset(program: Program) -> None:
    """By its field, and nothing is sealed."""
    told = program("rate", "3", "--at", "2026-01-05T21:40:00", key=False)
    assert (told.code, told.out, told.err) == (2, "", "at: expected a time like 2026-01-05T21:40:00+01:00\n")
    assert not list((program.vault / "inbox").iterdir())


ODD: list[tuple[Record, dict[str, object], str]] = [
    (day(1).entrance(), {"during": 11}, "during: expected 0..10"),
    (day(1).entrance(), {"step": "dilator"}, "step: expected a step (mapping, entrance, "),
    (day(1).entrance(), {"during": 0}, "during: expected at least the highest value of its holds"),
    (day(1).rating(1), {"value": "canary"}, "value: expected 0..10"),
    (day(1).rating(1), {"about": "canary"}, "about: expected one of next_day, now"),
    (day(1).flag(), {"sign": "canary"}, "sign: expected one of "),
    (day(1).circuit(), {"parts": [{"part": "RC-6"}]}, "parts[0].part: expected one of "),
    (day(1).profile(), {"line": 3}, "line: expected 0..2"),
    (day(1).profile(), {"rest_hours": 23}, "rest_hours: expected 24..72"),
    (day(1).profile(), {"calendar_start": "2026-02-30"}, "calendar_start: expected a day like 2026-01-05"),
    (day(1).once("shallow"), {"scope": "canary"}, "scope: expected one of "),
    (day(1).partner(close={}), {"mode": "canary"}, "mode: expected one of "),
    (day(1).partner(close={}), {"close": {"respected": "canary"}}, "close.respected: expected one of "),
    (day(1).strength(), {"exercises": [{"id": "STR-0"}]}, "exercises[0].id: expected STR-1..STR-4"),
    (day(1).strength(), {"canary": 1}, "canary: unknown field"),
]


@pytest.mark.parametrize(("record", "odd", "fault"), ODD)
def test_an_odd_record_is_refused_by_its_path(
    program: Program, record: Record, odd: dict[str, object], fault: str
) -> None:
    """And the records beside it are not taken in either."""
    documents = [*map(to_document, story(day(1).easy())), to_document(record) | odd]
    path = program.home / "odd.json"
    whole = {"format": "comfort-journal", "version": 1, "exported_at": day(1).at(), "records": documents}
    path.write_text(json.dumps(whole))
    told = program("import", str(path), key=False)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"records[{len(documents) - 1}].{fault}")
    assert "canary" not in told.err.replace("canary: unknown field", "")


MAY_BE_LEFT_OUT = {
    "start", "size", "spot", "about", "ready_size", "reopened_at", "asked", "folded", "taken_back", "close_skipped",
    "kept", "rest_hours", "conflict_of",
}  # fmt: skip


@pytest.mark.parametrize("record", {type(record): record for record, _, _ in ODD}.values(), ids=kind_of)
def test_only_what_the_contract_names_may_be_left_out(record: Record) -> None:
    """Any other field that is missing is named with what it holds."""
    whole = to_document(record)
    for name in whole:
        without = {key: value for key, value in whole.items() if key != name}
        if name in MAY_BE_LEFT_OUT - ({"about"} if whole["kind"] == "rating" else set()):
            from_document(without)
            continue
        with pytest.raises(BadInput) as refused:
            from_document(without, at="records[3]")
        assert str(refused.value).startswith(f"records[3].{name}: ")
        assert "expected" in str(refused.value)
