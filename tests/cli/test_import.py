"""``import`` from elsewhere: looked at first, all of it or nothing, and out again as one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comfort_journal.interchange.diary import PREFACE

if TYPE_CHECKING:
    from conftest import Program

JOURNAL = "[2026-01-05 21:40] Warm feet.\nThen a walk. @sleep\n\n[2026-10-25 02:30] Sun. *\n"


def mark(out: str) -> str:
    """Return the mark that an import said."""
    found = re.search(r"import --undo (\S+)", out)
    assert found
    return found[1]


def texts(program: Program) -> list[str]:
    """Return what every entry begins with, newest first."""
    return [each["text"].partition("\n")[0] for each in json.loads(program("list", "--json").out)]


def test_a_dry_run_says_what_would_come(program: Program) -> None:
    """A line each, how many and of which days, and what was decided; nothing is changed."""
    (program.home / "journal").write_text(f"preface\n{JOURNAL}")
    told = program("import", str(program.home / "journal"), "--dry-run", "--zone", "Europe/Berlin", "--preface", "keep")
    assert told.out.splitlines() == [
        "2026-01-05  21:40  preface",
        "2026-01-05  21:40  Warm feet.",
        "2026-10-25  02:30  ★ Sun.",
        "3 would be added.",
        "3 entries, from 5 January 2026 to 25 October 2026.",
        "Good to know:",
        f"  {PREFACE}: line 1",
        "  the clocks showed this time twice; the first is taken: line 5",
    ]
    assert texts(program) == []
    pictures = Path(__file__).parents[1] / "interchange" / "samples" / "dayone-app.json"
    assert "Left out:" in program("import", str(pictures), "--dry-run").out.splitlines()


def test_a_table_is_told_how_and_whose_clock_was_read(program: Program) -> None:
    """It comes in by the columns that were named; without --zone the zone that was taken is said."""
    (program.home / "notes.csv").write_text("When,Note\n2026-01-05 21:40,Warm feet.\n")
    arguments = ("import", str(program.home / "notes.csv"))
    told = program(*arguments)
    assert told.code == 2
    assert "--column date=When --column text=Note" in told.err
    arguments += ("--column", "date=When", "--column", "text=Note")
    said = "Times that name no zone are read by this computer's clock"
    assert said in program(*arguments, "--dry-run").out
    assert said not in program(*arguments, "--dry-run", "--zone", "Europe/Berlin").out
    assert program(*arguments).out.startswith("1 added.\n")
    assert texts(program) == ["Warm feet."]
    assert program(*arguments).out == "0 added; 1 skipped: the journal has them.\n"


def test_an_import_is_taken_out_again_as_one(program: Program) -> None:
    """But for what was changed since; and the file then brings nothing back by itself."""
    source = program.home / "journal"
    source.write_text(JOURNAL)
    program("add", "Mine.")
    program("import", str(source), "--zone", "Europe/Berlin")
    grown = JOURNAL + "\n[2026-10-26 09:00] Rain.\n"
    source.write_text(grown)
    out = program("import", str(source), "--zone", "Europe/Berlin").out
    assert out.startswith("1 added; 2 skipped: the journal has them.\n")
    assert program("import", "--undo", mark(out), "--yes").out == "1 removed.\n"
    assert sorted(texts(program)) == ["Mine.", "Sun.", "Warm feet."]
    assert program("import", "--undo", mark(out), "--yes").code == 7
    again = program("import", str(source), "--zone", "Europe/Berlin")
    assert again.out.startswith("0 added; 2 skipped: the journal has them; 1 skipped: deleted since")
    assert "--undo" not in again.out


def test_what_was_changed_since_stays(program: Program) -> None:
    """It has another moment of saving, and is counted."""
    source = program.home / "journal"
    source.write_text(JOURNAL)
    out = program("import", str(source)).out
    entry = json.loads(program("list", "--json").out)[0]
    program("delete", entry["id"], "--yes")
    native = {"format": "comfort-journal", "version": 1, "exported_at": entry["at"], "records": [entry]}
    program("import", "-", "--restore-deleted", stdin=json.dumps(native).encode())
    program("compact")
    assert program("import", "--undo", mark(out), "--yes").out == (
        "1 removed.\n1 record of it was changed or deleted since and left alone.\n"
    )
    assert texts(program) == ["Sun."]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("--undo", "canary"), 2, "The mark of an import looks like"),
        (("--undo", "19b8f3a2c41-2"), 7, "No import of that mark is here"),
        (("--undo", "19b8f3a2c41-2", "x"), 2, "--undo takes an import's mark and no file"),
        ((), 2, "Name a file, a folder or a zip"),
        (("x", "--zone", "Nowhere"), 2, "There is no zone of that name"),
        (("x", "--column", "date"), 2, "A column is given as WHAT=NAME"),
        (("x", "--column", "date=a", "--column", "date=b"), 2, "A column is given as WHAT=NAME"),
    ],
)
def test_what_cannot_be_done_is_said(program: Program, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    """With the way to say it."""
    told = program("import", *arguments)
    assert told.code == code
    assert told.err.startswith(sentence)


def test_one_save_that_was_no_import_is_not_undone_by_a_guess(program: Program) -> None:
    """A mark names how many came; more than that were saved together by something else."""
    source = program.home / "journal"
    source.write_text(JOURNAL)
    at = mark(program("import", str(source)).out).partition("-")[0]
    assert program("import", "--undo", f"{at}-1", "--yes").code == 7
    assert len(texts(program)) == 2


def test_the_same_words_in_another_form_are_known(program: Program) -> None:
    """What our own export to another program brings back is in the journal already, with its question too."""
    at = "2026-01-05T21:40:30+01:00"
    mine = {"kind": "entry", "at": at, "tags": [], "starred": False, "session": None, "source": "app"}
    asked = mine | {"id": "00000000-0000-4000-8000-000000000001", "prompt": "What felt safe?", "text": "[x]\nThe lamp."}
    plain = mine | {"id": "00000000-0000-4000-8000-000000000002", "prompt": None, "text": "Warm feet."}
    plain["tags"] = ["warm bath"]
    native = {"format": "comfort-journal", "version": 1, "exported_at": at, "records": [asked, plain]}
    program("import", "-", stdin=json.dumps(native).encode())
    out = program("export", "--format", "jrnl", "--yes").out + "\n[2026-01-05 21:40] Other.\n"
    assert program("import", "-", "--zone", "Europe/Berlin", stdin=out.encode()).out.startswith(
        "1 added; 2 skipped: the journal has them.\n"
    )
    rewritten = out.replace(" +01:00]", "]")  # as jrnl itself writes it
    assert program("import", "-", "--zone", "Europe/Berlin", stdin=rewritten.encode()).out.startswith(
        "0 added; 3 skipped: the journal has them.\n"
    )
    out = program("export", "--format", "dayone", "--yes").out  # ids and all, but none of what Day One does not know
    assert program("import", "-", stdin=out.encode()).out.startswith("0 added; 3 skipped: the journal has them.\n")
    other = out.replace("Warm feet.", "Cold feet.")
    differing = program("import", "-", stdin=other.encode()).out
    assert differing.startswith("0 added; 2 skipped: the journal has them; 1 skipped: the journal has them with other")


def test_the_same_words_by_another_clock_differ_in_their_time_only(program: Program) -> None:
    """A second import by another zone is told as that, and not as other words."""
    source = program.home / "journal.txt"
    source.write_text("[2026-01-05 21:40] Warm feet.\n\n[2026-01-06 09:00] Sun.\n")
    program("import", str(source), "--zone", "Europe/Berlin")
    out = program("import", str(source), "--zone", "Asia/Kolkata").out
    assert out.startswith("0 added; 2 skipped: the journal has them with another time.\n")


def test_a_zip_and_a_folder_come_in_and_nothing_is_unpacked(program: Program) -> None:
    """A folder journal of jrnl, as it lies there and packed."""
    folder = program.home / "journal"
    (folder / "2026/01").mkdir(parents=True)
    (folder / "2026/01/05.txt").write_text("[21:40] Warm feet.\n")
    (folder / "2026/01/06.txt").write_text("[09:00] Sun.\n")
    with zipfile.ZipFile(program.home / "journal.zip", "w") as archive:
        for path in sorted(folder.rglob("*.txt")):
            archive.write(path, path.relative_to(folder))
    before = {path for path in program.home.rglob("*") if program.vault not in path.parents}
    assert program("import", str(program.home / "journal.zip")).out.startswith("2 added.\n")
    assert program("import", str(folder)).out == "0 added; 2 skipped: the journal has them.\n"
    assert {path for path in program.home.rglob("*") if program.vault not in path.parents} == before


KILLED = """
import os, signal, sys
from comfort_journal import cli
from comfort_journal.vault import disk, replica

replica.MAX_PLAIN = int(sys.argv[1])
left = [int(sys.argv[2])]

def write(descriptor, data, offset):
    left[0] -= 1
    if left[0] == 0:
        os.pwrite(descriptor, data[: len(data) // 2], offset)
        os.kill(os.getpid(), signal.SIGKILL)
    return os.pwrite(descriptor, data, offset)

object.__setattr__(disk.REAL_DISK, "write", write)
sys.exit(cli.run(sys.argv[3:]))
"""


@pytest.mark.parametrize(
    "most", [pytest.param(2**26, id="in a frame"), pytest.param(1, id="in a rewrite", marks=pytest.mark.soak)]
)
def test_kill_9_leaves_all_or_none(program: Program, most: int) -> None:
    """Killed in the middle of each of its writes in turn, nothing came in or all, and the journal is sound."""
    source = program.home / "journal"
    source.write_text("".join(f"[2026-01-05 21:{n:02}] Words {n}.\n\n" for n in range(60)))
    program("add", "Mine.")
    program("list")
    for writes in count(1):
        arguments = [str(most), str(writes), f"--passphrase-file={program.key_file}", "import", str(source)]
        done = subprocess.run(
            [sys.executable, "-c", KILLED, *arguments],
            env=os.environ | program.environment,
            check=False,
            capture_output=True,
        )
        assert done.returncode in {0, -9}, done.stderr
        assert (entries := len(texts(program))) in {1, 61}
        assert program("verify").code == 0
        if done.returncode == 0:
            break
    assert (writes, entries) > (1, 60), "it was killed at least once, and at last all came in"
