"""``export`` and ``import``: plaintext only when meant, and all or nothing on the way in."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.errors import BadInput, NotSaved
from comfort_journal.journal import exporting
from comfort_journal.journal.exporting import write_new
from comfort_journal.journal.importing import PLAN_STAYS
from comfort_journal.vault.disk import Disk

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program

AT = "2026-01-05T21:40:00+01:00"


def native(*records: dict[str, Any]) -> bytes:
    """Return a native file."""
    return json.dumps({"format": "comfort-journal", "version": 1, "exported_at": AT, "records": records}).encode()


def entry(number: int, **changed: object) -> dict[str, Any]:
    """Return an entry's document."""
    fields: dict[str, Any] = {
        "kind": "entry",
        "id": f"00000000-0000-4000-8000-{number:012}",
        "at": AT,
        "prompt": None,
        "text": f"words {number}",
        "tags": [],
        "starred": False,
        "folded": False,
        "session": None,
        "about": None,
        "source": "app",
    }
    return fields | changed


def rating(number: int) -> dict[str, Any]:
    """Return a number's document."""
    return {
        "kind": "rating",
        "id": f"00000000-0000-4000-8000-{number:012}",
        "at": AT,
        "about": "now",
        "value": 1,
        "skipped": False,
        "kept": True,
    }


@pytest.mark.parametrize("form", ["native", "markdown", "csv"])
def test_out_and_in_again(program: Program, form: str) -> None:
    """A second vault holds the same records afterwards, and the same file adds nothing twice."""
    source = program.home / "in.json"
    source.write_bytes(native(entry(1), entry(2, about=entry(1)["id"]), rating(3)))
    assert program("import", str(source)).out.startswith("3 added.\n")
    out = program.home / "out"
    assert program("export", "--yes", "--format", form, "-o", str(out)).code == 0
    assert out.stat().st_mode & 0o777 == (0o700 if form == "csv" else 0o600)
    other = ("--vault", str(program.home / "other.vault"))
    assert program(*other, "init", "--kdf-memory", "64").code == 0
    assert program(*other, "import", str(out)).out.startswith("3 added.\n")
    assert program(*other, "import", str(out)).out == "0 added; 3 skipped: the journal has them.\n"
    for kind in ("entry", "rating"):
        assert json.loads(program(*other, "list", "--kind", kind, "--json").out) == json.loads(
            program("list", "--kind", kind, "--json").out
        )
    assert program(*other, "verify").code == 0


def fill(program: Program) -> None:
    """Take in two entries of different days and tags, a number, a session with a size, and who names it."""
    session = {
        "kind": "session", "id": entry(5)["id"], "step": "dilator:a", "started_at": "2026-01-06T20:00:00+01:00",
        "ended_at": "2026-01-06T20:10:00+01:00", "during": 2, "after": None, "settled": None, "faded": None, "tags": [],
        "holds": [{"seconds": 60, "during": 2, "after": None, "size": "a"}] * 2, "masked": False, "ended": "complete",
        "spike": False, "fear": None, "stretch": None, "tool": None,
    }  # fmt: skip
    profile = {
        "kind": "profile", "id": entry(6)["id"], "at": AT, "adult": True, "agreed": True, "history": [],
        "in_care": None, "line": 2, "sizes": [{"id": "a", "label": "the lilac one", "mm": 15}], "calendar_start": None,
        "start_step": None,
    }  # fmt: skip
    other = entry(2, at="2026-02-05T21:40:00+01:00", tags=["sleep"], text="- walked\nand slept")
    source = program.home / "in.json"
    source.write_bytes(native(entry(1, tags=["tea"]), other, rating(3), session, profile))
    assert program("import", str(source)).out.startswith("5 added.\n")


def names(folder: Path) -> list[str]:
    """Return what lies in a folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


def test_tables_are_a_private_folder_with_a_file_a_kind(program: Program) -> None:
    """It is the owner's alone under any umask, and the sizes and steps have the owner's own names."""
    fill(program)
    out = program.home / "tables"
    before = os.umask(0o777)
    try:
        assert program("export", "--yes", "--format", "csv", "-o", str(out)).code == 0
    finally:
        os.umask(before)
    assert names(out) == ["entry.csv", "profile.csv", "rating.csv", "session.csv"]
    assert [name for name in names(program.home) if "unfinished" in name] == []
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    rows = list(csv.DictReader(io.StringIO((out / "session.csv").read_text("utf-8"), newline=""), strict=True))
    assert [(row["id"], row["step_name"], row["hold"], row["hold_size_name"]) for row in rows] == [
        (entry(5)["id"], "4 Size the lilac one", "1", "the lilac one"),
        (entry(5)["id"], "", "2", "the lilac one"),
    ]


def test_lists_call_a_size_by_its_owners_name(program: Program) -> None:
    """As exports do."""
    fill(program)
    for told in (program("list", "--kind", "session").out, program("show", entry(5)["id"]).out):
        assert "Practice: 4 Size the lilac one, 10 min." in told


def test_one_kind_is_one_table(program: Program) -> None:
    """On standard output or in a file; all kinds need a folder, which is said before a passphrase is asked for."""
    fill(program)
    told = program("export", "--yes", "--format", "csv", "--kind", "entry").out
    rows = list(csv.DictReader(io.StringIO(told, newline="")))
    assert [(row["at"], row["text"], row["tags"]) for row in rows] == [
        (AT, "words 1", "tea"),
        ("2026-02-05T21:40:00+01:00", "'- walked\nand slept", "sleep"),
    ]
    file = program.home / "entry.csv"
    program("export", "--yes", "--format", "csv", "--kind", "entry", "-o", str(file))
    assert file.read_bytes().decode() == told
    for where in ((), ("-o", "-"), ("-o", str(program.home / "all.csv"))):
        refused = program("export", "--yes", "--format", "csv", *where, key=False)
        assert (refused.code, refused.out) == (2, "")
        assert "-o FOLDER" in refused.err
    assert not (program.home / "all.csv").exists()


@pytest.mark.parametrize(
    ("conditions", "numbers"),
    [
        (("--tag", "SLEEP"), [2]),
        (("--kind", "rating"), [3]),
        (("--kind", "entry", "--to", "2026-01-05"), [1]),
        (("--from", "2026-01-06", "--to", "2026-01-31"), [5]),
    ],
)
def test_conditions_hold_for_an_export(program: Program, conditions: tuple[str, ...], numbers: list[int]) -> None:
    """Kind, tag and days choose what goes out."""
    fill(program)
    records = json.loads(program("export", "--yes", *conditions).out)["records"]
    assert [each["id"] for each in records] == [entry(number)["id"] for number in numbers]


@pytest.mark.parametrize("form", ["jrnl", "dayone", "notes"])
def test_what_a_form_has_no_place_for_is_counted(program: Program, form: str) -> None:
    """Entries go out, the others are named by their number; asked for alone they are refused."""
    fill(program)
    out = program.home / "out"
    told = program("export", "--yes", "--format", form, "-o", str(out))
    assert (told.code, told.err) == (
        0, "3 records that are no entries are not in it: this format has no place for them.\n",
    )  # fmt: skip
    if form == "notes":
        assert names(out) == ["2026-01-05.md", "2026-02-05.md"]
    assert program("export", "--yes", "--format", form, "--kind", "rating", key=False).code == 2
    assert program("export", "--yes", "--format", form, "--kind", "entry", "-o", str(program.home / "more")).err == ""


def test_an_existing_file_is_never_overwritten(program: Program) -> None:
    """Neither a file nor a folder, nor what a link points to."""
    (program.home / "there").write_text("mine")
    (program.home / "folder").mkdir()
    (program.home / "link").symlink_to("nowhere")
    for name in ("there", "link", "folder"):
        for form in ("native", "csv"):
            assert program("export", "--yes", "--format", form, "-o", str(program.home / name)).code == 2
    assert (program.home / "there").read_text() == "mine"
    assert not (program.home / "nowhere").exists()
    assert names(program.home / "folder") == []


@pytest.mark.parametrize("fails", ["write", "rename"])
def test_a_folder_is_there_whole_or_not_at_all(program: Program, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    """Where the disk refuses a file, or the name, nothing of it is left."""
    (place := program.home / "place").mkdir()

    def refused(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "no")

    if fails == "rename":
        monkeypatch.setattr(os, "rename", refused)
    else:
        monkeypatch.setattr(exporting, "REAL_DISK", Disk(write=lambda *call: refused() if call[2] else 1))
    with pytest.raises(NotSaved, match="No space left"):
        write_new(place / "out", {"a": b"one", "b": b"two"})
    assert names(place) == []


def test_what_came_meanwhile_under_the_name_stays(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that somebody made while ours was written is not touched."""
    (place := program.home / "place").mkdir()
    real = os.rename

    def late(*args: object, **more: object) -> None:
        (place / "out" / "theirs").touch()
        real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "rename", late)
    with pytest.raises(NotSaved):
        write_new(place / "out", {"a": b"one"})
    assert [names(place), names(place / "out")] == [["out"], ["theirs"]]


@pytest.mark.parametrize("nameless", [True, False], ids=["nameless files", "none"])
def test_where_files_have_no_second_names_an_export_is_the_same(
    program: Program, monkeypatch: pytest.MonkeyPatch, *, nameless: bool
) -> None:
    """It is whole, for its owner alone, the only file made, and overwrites nothing, also what came meanwhile."""

    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no")

    program("add", "warm feet")
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    monkeypatch.setattr(os, "link", no_links)
    (stick := program.home / "stick").mkdir()
    assert program("export", "--yes", "-o", str(stick / "out")).code == 0
    assert "warm feet" in (stick / "out").read_text()
    assert stat.S_IMODE((stick / "out").stat().st_mode) == 0o600
    with pytest.raises(BadInput):
        write_new(stick / "out", b"other")
    assert [path.name for path in stick.iterdir()] == ["out"]
    assert "warm feet" in (stick / "out").read_text()


def test_an_export_may_be_of_some_days(program: Program) -> None:
    """--from and --to choose by programme day, and a record without a day is then left out."""
    source = program.home / "in.json"
    phrase = {"kind": "phrase", "id": entry(9)["id"], "key": "prompts", "text": "x"}
    source.write_bytes(native(entry(1), entry(2, at="2026-02-05T21:40:00+01:00"), phrase))
    program("import", str(source))
    some = json.loads(program("export", "--yes", "--from", "2026-02-01").out)["records"]
    assert [record["id"] for record in some] == [entry(2)["id"]]
    assert len(json.loads(program("export", "--yes").out)["records"]) == 3


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (native(entry(1), entry(2, starred="canary")), "in.json", "records[1].starred: expected true or false"),
        (native(entry(1), rating(2) | {"value": 11}), "in", "records[1].value: expected 0..10"),
        (b"canary", "in.json", "This is in no form that is known here. The forms are our own JSON,"),
        (b"# canary", "in", "This is in no form that is known here. It looks most like a Markdown diary"),
        (b"canary\n## 2026-01-05", "in.md", "line 1: expected a heading with a date"),
        (b"[2026-13-05 21:40] canary", "in.txt", "line 1: there is no such day"),
        (b"canary \xff", "in.markdown", "This file is not UTF-8: the first wrong byte is at offset 7"),
    ],
)
def test_one_wrong_record_and_nothing_changes(program: Program, data: bytes, name: str, sentence: str) -> None:
    """It is refused by its path before a passphrase is asked for, and its words are not repeated."""
    (program.home / name).write_bytes(data)
    told = program("import", str(program.home / name), key=False)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(sentence)
    assert "canary" not in told.err
    assert json.loads(program("list", "--json").out) == []


def test_deleted_records_come_back_only_when_asked(program: Program) -> None:
    """Importing an old export does not undo a deletion by itself."""
    source = program.home / "in.json"
    source.write_bytes(native(entry(1), entry(2)))
    program("import", str(source))
    program("delete", entry(1)["id"], "--yes")
    assert program("import", str(source)).out == (
        "0 added; 1 skipped: the journal has them; 1 skipped: deleted since (--restore-deleted brings them back).\n"
    )
    dry = program("import", str(source), "--restore-deleted", "--dry-run").out
    assert dry.splitlines() == [
        "2026-01-05  21:40  words 1",
        "1 would be added; 1 skipped: the journal has them.",
        "1 entry, from 5 January 2026.",
    ]
    assert len(json.loads(program("list", "--json").out)) == 1
    program("import", str(source), "--restore-deleted")
    assert len(json.loads(program("list", "--json").out)) == 2


def test_a_changed_record_is_not_overwritten(program: Program) -> None:
    """What the journal holds under an id stays as it is."""
    source = program.home / "in.json"
    source.write_bytes(native(entry(1)))
    program("import", str(source))
    source.write_bytes(native(entry(1, text="other")))
    program("import", str(source))
    assert json.loads(program("list", "--json").out)[0]["text"] == "words 1"


def test_a_tag_in_two_spellings_comes_in_once(program: Program) -> None:
    """As it was first written, and the same file adds nothing twice."""
    source = program.home / "in.json"
    source.write_bytes(native(entry(1, tags=["Sleep", "caf\u00e9", "sleep", "cafe\u0301"])))
    program("import", str(source))
    assert json.loads(program("list", "--json").out)[0]["tags"] == ["Sleep", "caf\u00e9"]
    assert program("import", str(source)).out == "0 added; 1 skipped: the journal has them.\n"


def test_a_version_in_conflict_comes_in_as_its_own_record(program: Program) -> None:
    """A conflict belongs to the copies of one vault, not to the words."""
    source = program.home / "in.json"
    source.write_bytes(native(entry(1), entry(2, conflict_of=entry(1)["id"])))
    assert program("import", str(source)).out.startswith("2 added.\n")
    assert all("conflict_of" not in record for record in json.loads(program("list", "--json").out))


def test_a_diary_comes_in(program: Program, tmp_path: Path) -> None:
    """A hand-written Markdown file with dates as headings."""
    diary = tmp_path / "diary.md"
    diary.write_text("# Diary\n\n## 2026-01-05\nRain.\n\n## 2026-01-06, 08:00\nSun.\n")
    assert program("import", str(diary)).out.startswith("2 added.\n")
    assert program("import", str(diary)).out == "0 added; 2 skipped: the journal has them.\n"
    kept = json.loads(program("list", "--json").out)
    assert [(each["text"], each["source"]) for each in kept] == [("Sun.", "import"), ("Rain.", "import")]


def test_a_folder_that_nothing_would_be_in_is_not_made(program: Program) -> None:
    """It says so and exits 2, whatever left it empty; a file of no records is a file that comes back."""
    fill(program)
    for form in ("csv", "notes"):
        out = program.home / form
        ran = program("export", "--yes", "--format", form, "--tag", "nobody", "-o", str(out))
        assert (ran.code, ran.err) == (2, "There is nothing to export, so nothing was written.\n")
        assert not out.exists()
    assert program("export", "--yes", "--tag", "nobody", "-o", str(program.home / "empty.json")).code == 0


@pytest.mark.parametrize("command", [("export", "--yes"), ("report", "--yes"), ("backup",)])
def test_a_place_that_is_a_folder_is_called_one_and_a_missing_one_is_named(
    program: Program, command: tuple[str, ...]
) -> None:
    """What is to be put there has its own name."""
    fill(program)
    there = program.home / "there"
    there.mkdir()
    taken = program(*command, "-o", str(there))
    assert (taken.code, taken.err) == (2, "There is a folder of that name already; it was not touched.\n")
    lost = program(*command, "-o", str(program.home / "lost" / "x"))
    what = {"report": "page"}.get(command[0], command[0])
    assert lost.err == f"There is no folder {program.home / 'lost'} to put the {what} in.\n"


def test_settings_of_the_plan_that_are_older_than_ones_own_are_said_to_stay_behind(program: Program) -> None:
    """The latest hold, whatever file they came from; newer ones come into force without a word."""
    fill(program)
    older, newer = (
        {
            "kind": "profile", "id": entry(number)["id"], "at": f"2026-0{month}-05T21:40:00+01:00", "adult": True,
            "agreed": True, "history": [], "in_care": None, "line": 1, "sizes": [], "calendar_start": None,
            "start_step": None,
        }
        for number, month in ((7, 1), (8, 3))
    )  # fmt: skip
    older["at"] = "2026-01-01T21:40:00+01:00"
    source = program.home / "other.json"
    for profile, said in ((older, True), (newer, False)):
        source.write_bytes(native(profile))
        assert (PLAN_STAYS in program("import", str(source), "--dry-run").out) is said
        assert (PLAN_STAYS in program("import", str(source)).out) is said
