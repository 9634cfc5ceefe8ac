"""``export`` and ``import``: plaintext only when meant, and all or nothing on the way in."""

from __future__ import annotations

import errno
import json
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.errors import BadInput
from comfort_journal.journal.exchange import write_new

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


@pytest.mark.parametrize("form", ["native", "markdown"])
def test_out_and_in_again(program: Program, form: str) -> None:
    """A second vault holds the same records afterwards, and the same file adds nothing twice."""
    source = program.home / "in.json"
    source.write_bytes(native(entry(1), entry(2, about=entry(1)["id"]), rating(3)))
    assert program("import", str(source)).out.startswith("3 added.\n")
    out = program.home / f"out.{'md' if form == 'markdown' else 'json'}"
    assert program("export", "--yes", "--format", form, "-o", str(out)).code == 0
    assert out.stat().st_mode & 0o777 == 0o600
    other = ("--vault", str(program.home / "other.vault"))
    assert program(*other, "init", "--kdf-memory", "64").code == 0
    assert program(*other, "import", str(out)).out.startswith("3 added.\n")
    assert program(*other, "import", str(out)).out == "0 added; 3 skipped: the journal has them.\n"
    for kind in ("entry", "rating"):
        assert json.loads(program(*other, "list", "--kind", kind, "--json").out) == json.loads(
            program("list", "--kind", kind, "--json").out
        )
    assert program(*other, "verify").code == 0


def test_an_existing_file_is_never_overwritten(program: Program) -> None:
    """Neither a file nor what a link points to."""
    (program.home / "there").write_text("mine")
    (program.home / "link").symlink_to("nowhere")
    for name in ("there", "link"):
        assert program("export", "--yes", "-o", str(program.home / name)).code == 2
    assert (program.home / "there").read_text() == "mine"
    assert not (program.home / "nowhere").exists()


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
        "1 entry; of 5 January 2026.",
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
