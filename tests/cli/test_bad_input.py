"""Bad input loses nothing: a damaged, foreign, missing or odd vault, odd streams, odd places, a full disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comfort_journal.cli import list_show
from comfort_journal.interchange.sources import Limits
from comfort_journal.paths import settings_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Program

WORDS = "canary of warm feet"
BEHIND_THE_HEADER = 8192


def change(at: int) -> Callable[[Path], None]:
    """Return what turns one bit of the journal at a place; behind the end counts from there."""

    def damage(journal: Path) -> None:
        data = bytearray(journal.read_bytes())
        data[at] ^= 1
        journal.write_bytes(data)

    return damage


def cut(size: int) -> Callable[[Path], None]:
    """Return what cuts the journal to a size."""
    return lambda journal: os.truncate(journal, size)


def both(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return several changes as one."""

    def damage(journal: Path) -> None:
        for each in changes:
            each(journal)

    return damage


def replaced(make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Return what puts something else in the journal's place."""

    def damage(journal: Path) -> None:
        journal.rename(journal.parent.parent / "aside")
        make(journal)

    return damage


DAMAGE = {
    "slot of copy A": (change(100), 0),
    "slot of copy B": (change(4196), 0),
    "both slots": (both(change(100), change(4196)), 4),
    "both magics": (both(change(0), change(4096)), 4),
    "first frame's head": (change(BEHIND_THE_HEADER + 4), 4),
    "first frame's words": (change(BEHIND_THE_HEADER + 200), 4),
    "last frame": (change(-20), 4),
    "cut to nothing": (cut(0), 4),
    "cut in the header": (cut(5000), 4),
    "cut behind the header": (cut(BEHIND_THE_HEADER), 0),
    "cut in a frame": (cut(BEHIND_THE_HEADER + 700), 4),
    "a foreign file": (replaced(lambda journal: journal.write_bytes(os.urandom(20_000))), 4),
    "a folder": (replaced(Path.mkdir), 4),
    "a link": (replaced(lambda journal: journal.symlink_to(journal.parent.parent / "aside")), 4),
    "a pipe": (replaced(os.mkfifo), 4),
    "nothing": (replaced(lambda _: None), 7),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_told_and_nothing_is_made_worse(program: Program, name: str) -> None:
    """A reader says what is wrong, a writer changes nothing, ``init`` touches nothing, and no word is repeated."""
    damage, code = DAMAGE[name]
    for words in (WORDS, WORDS):
        added = program("add", words).out.strip()
        assert program("list").code == 0
    journal = program.vault / "journal"
    damage(journal)
    before = journal.read_bytes() if journal.is_file() else None
    listed = program("list", "--json")
    assert listed.code == code
    assert not listed.out or isinstance(json.loads(listed.out), list)
    told = [listed, program("verify"), program("init", key=False)]
    if code:
        told.append(program("delete", added, "--yes"))
    assert all(each.err and WORDS not in each.err and "unexpected" not in each.err for each in told)
    assert [each.code for each in told[2:]] == [2 if os.path.lexists(journal) else 7, *[code] * bool(code)]
    assert (journal.read_bytes() if journal.is_file() else None) == before


def test_a_record_in_the_damaged_part_is_not_simply_missing(program: Program) -> None:
    """That there is no such record is not all that is said: it may be where nothing can be read."""
    program("add", "first")
    program("list")
    gone = program("add", "second").out.strip()
    program("list")
    change(-20)(program.vault / "journal")
    told = program("show", gone)
    assert told.code == 4
    assert [line.split(" ")[0] for line in told.err.splitlines()] == ["There", "The"]


def test_add_without_a_journal_says_what_to_do(program: Program) -> None:
    """The folder alone is no vault."""
    (program.vault / "journal").unlink()
    told = program("add", WORDS)
    assert (told.code, "backup" in told.err, WORDS in told.err) == (7, True, False)


def run(program: Program, script: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell script in which ``cj`` is the program with its passphrase."""
    head = f'cj() {{ "{sys.executable}" -m comfort_journal --passphrase-file "$HOME/passphrase" "$@"; }}\n'
    return subprocess.run(
        ["/bin/bash", "-c", head + script], env=program.environment, capture_output=True, check=False, timeout=60
    )


@pytest.mark.parametrize("stream", [">&-", ">/dev/full"])
@pytest.mark.parametrize("command", ["list", "list --json", "export --yes", "add words", "--help", "verify"])
def test_output_that_cannot_be_written_is_no_success(program: Program, command: str, stream: str) -> None:
    """Exit 1 and one sentence; what was to be kept is kept."""
    program("add", WORDS)
    done = run(program, f"cj {command} {stream}")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"unexpected" not in done.stderr
    assert b"Traceback" not in done.stderr
    assert len(json.loads(program("list", "--json").out)) == 1 + (command == "add words")


@pytest.mark.parametrize(
    "command",
    ["list", "list --json", "search canary", "export --yes", "paths", "completion bash", "--help", "list --help"],
)
def test_a_reader_that_stops_early_is_told_nothing(program: Program, command: str) -> None:
    """As with ``| head``: exit 1, and nobody complains."""
    program("add", WORDS)
    done = run(program, f"cj {command} | :; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_what_was_done_stays_done_where_the_answer_cannot_be_written(program: Program) -> None:
    """An import is kept and a deletion stands; the exit code says that nobody heard."""
    added = program("add", WORDS).out.strip()
    program("export", "--yes", "-o", str(program.home / "out.json"))
    assert run(program, f"cj delete {added} --yes >&-").returncode == 0  # it has no answer
    done = run(program, "cj import --restore-deleted out.json | :; exit ${PIPESTATUS[0]}".replace("out", "$HOME/out"))
    assert (done.returncode, done.stderr) == (1, b"")
    assert [each["id"] for each in json.loads(program("list", "--json").out)] == [added]


@pytest.mark.parametrize("stream", [">&-", ">/dev/full", "| :"])
def test_damage_is_told_where_the_answer_cannot_be_written(program: Program, stream: str) -> None:
    """Exit 4 and the damaged part, as ever."""
    program("add", "first")
    program("list")
    change(-20)(program.vault / "journal")
    done = run(program, f"cj verify {stream}; exit ${{PIPESTATUS[0]}}")
    assert done.returncode == 4
    assert done.stderr.decode() == program("verify").err


@pytest.mark.parametrize("stream", [">&-", "| :"])
def test_a_recovery_code_that_nobody_saw_is_not_passed_over(program: Program, stream: str) -> None:
    """It says how to get one that can be written down, and what else there is to know is said as well."""
    program("recovery", "new")
    done = run(program, f"cj recovery new {stream}; exit ${{PIPESTATUS[0]}}")
    assert done.returncode == 1
    assert b"Make another one: comfort-journal recovery new." in done.stderr
    assert b"Copies elsewhere still open" in done.stderr


def test_closed_streams_end_nothing_and_write_into_nothing(program: Program) -> None:
    """Without standard streams no file of the vault takes their place."""
    program("add", WORDS)
    assert run(program, "cj list <&- >&- 2>&-").returncode == 1
    assert run(program, "cj no-such-command 2>&-").returncode == 2
    empty = run(program, "cj add <&-")
    assert (empty.returncode, empty.stderr) == (2, b"There are no words to keep.\n")
    assert program("verify").out == "All of it is sound: 1 record in 1 save.\n"


def test_a_terminal_that_lacks_a_character(program: Program) -> None:
    """It is shown as a question mark; nothing ends over it."""
    program("add", "warm \N{SEEDLING}")
    done = run(program, "PYTHONIOENCODING=latin-1 cj list")
    assert (done.returncode, b"warm ?" in done.stdout, done.stderr) == (0, True, b"")


@pytest.mark.parametrize("how", ["--passphrase-fd 0 add", "--passphrase-fd 0 add -", "--passphrase-fd 3 add 3<&0"])
def test_a_passphrase_never_becomes_an_entry(program: Program, how: str) -> None:
    """``add`` reads no passphrase, so one on its standard input is refused, not kept as words."""
    done = run(program, f"printf 'correct horse\\nwarm feet\\n' | \"{sys.executable}\" -m comfort_journal {how}")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"horse" not in done.stderr
    assert not list((program.vault / "inbox").iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", ""),
        ("search", ' "" '),
        ("list", "--from", ""),
        ("export", "--yes", "--to", ""),
        ("add", "words", "--tag", " "),
        ("add", "words", "--at", ""),
        ("--vault", "", "list"),
        ("export", "--yes", "-o", ""),
        ("--passphrase-file", "", "list"),
    ],
)
def test_an_empty_value_is_not_taken_for_none(program: Program, arguments: tuple[str, ...]) -> None:
    """A script's empty variable must not choose everything."""
    told = program(*arguments, key="--passphrase-file" not in arguments)
    assert (told.code, told.out) == (2, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "5.3.2025"), "5 March 2025 or 3 May 2025"),
        (("--to", "31 April"), "Days are written like"),
        (("--from", "until May"), "--from needs days that begin"),
        (("--to", "since May"), "--to needs days that end"),
    ],
)
def test_days_that_do_not_say_where_to_begin_or_end_are_refused(
    program: Program, arguments: tuple[str, ...], said: str
) -> None:
    """Two readings are both named, and an open end is not taken for everything."""
    told = program("list", *arguments)
    assert (told.code, told.out, said in told.err) == (2, "", True)


@pytest.mark.parametrize(("first_day", "found"), [("monday", 1), ("sunday", 0)])
def test_a_week_begins_where_the_settings_say(
    program: Program, monkeypatch: pytest.MonkeyPatch, first_day: str, found: int
) -> None:
    """A Saturday is of the week that began before the Sunday after it, or of the one that goes on."""
    assert program("add", "--at", "2026-11-28T21:00:00+00:00", WORDS).code == 0
    monkeypatch.setattr(list_show, "today", lambda: date(2026, 11, 29))
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'first_day_of_week = "{first_day}"\n')
    assert program("list", "--from", "this week").out.count(WORDS) == found


@pytest.mark.parametrize("name", [b"with space", b"new\nline", b"b\xff\xfed", b"esc\x1b]0;x\x07", "ünï🌱".encode()])
def test_any_folder_name_will_do(program: Program, name: bytes) -> None:
    """A vault is made, written, read and remembered there, and a name acts on no terminal."""
    folder = program.home / os.fsdecode(name)
    place = ("--vault", str(folder))
    assert program(*place, "init", "--kdf-memory", "64").code == 0
    assert program(*place, "add", WORDS).code == 0
    assert WORDS in program(*place, "list").out
    folder.rename(program.home / "moved")
    gone = program(*place, "list")
    assert (gone.code, "is gone" in gone.err, "\x1b" in gone.err) == (7, True, False)


def test_where_the_state_cannot_be_kept_no_half_vault_is_made(bare: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """``init`` fails before the journal stands, so that it can be run again."""
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    assert bare("init", "--kdf-memory", "64").code == 1
    assert not (bare.vault / "journal").exists()
    monkeypatch.delenv("XDG_STATE_HOME")
    assert bare("init", "--kdf-memory", "64").code == 0


@pytest.mark.parametrize("kind", ["file", "full", "vault"])
def test_init_refuses_before_it_asks(program: Program, kind: str) -> None:
    """A place where no vault can be made is told before a passphrase is thought of."""
    places = {"file": program.key_file, "full": program.home, "vault": program.vault}
    told = program("--vault", str(places[kind]), "init", key=False)
    assert told.code == 2
    assert str(places[kind]) in told.err
    assert "passphrase" not in told.err.replace("/passphrase", "")


def test_an_endless_file_is_not_read_to_its_end(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no journal's size is refused."""
    monkeypatch.setattr("comfort_journal.interchange.sources.LIMITS", Limits(total=2**20))
    told = program("import", "/dev/zero")
    assert (told.code, "1 GiB" in told.err) == (2, True)


def test_an_export_without_unnamed_files(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file system has none, the file is made under its name, private and whole."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "canary")

    monkeypatch.setattr(os, "link", refuse)
    out = program.home / "out.json"
    assert program("export", "--yes", "-o", str(out)).code == 0
    assert (json.loads(out.read_bytes())["records"], out.stat().st_mode & 0o777) == ([], 0o600)
    assert program("export", "--yes", "-o", str(out)).code == 2


FULL = """
mount -t tmpfs -o size=400k tmpfs "$HOME/small" || exit 99
export HOME="$HOME/small"; echo "correct horse" > "$HOME/passphrase"
cj init --kdf-memory 64 && cj add first >/dev/null && cj list >/dev/null || exit 98
head -c 1000000 /dev/zero > "$HOME/rest" 2>/dev/null
cj add canary; echo "add $?"
cj export --yes -o "$HOME/out"; echo "export $?"
cj --vault "$HOME/other" init --kdf-memory 64; echo "init $?"
ls "$HOME"
rm "$HOME/rest"
cj add second >/dev/null; echo "add $?"
cj list --json; echo "list $?"
cj verify; echo "verify $?"
mount -o remount,ro "$HOME"
cj add canary; echo "add $?"
cj delete 0000 --yes; echo "delete $?"
cj list >/dev/null; echo "list $?"
"""


def test_a_full_disk_and_a_read_only_one(program: Program) -> None:
    """What does not fit is said not to be kept; what was kept stays, and all goes on when there is room."""
    (program.home / "small").mkdir()
    done = subprocess.run(["/usr/bin/env", "unshare", "-Urm", "true"], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this system allows no mounts of one's own")
    program.environment["CJ_SCRIPT"] = FULL
    inside = run(program, 'export -f cj; unshare -Urm bash -c "$CJ_SCRIPT"')
    out = inside.stdout.decode()
    assert [line for line in out.splitlines() if line.split(" ")[0] in {"add", "export", "init", "list", "verify"}] == [
        "add 1", "export 1", "init 1", "add 0", "list 0", "verify 0", "add 1", "list 0",
    ]  # fmt: skip
    assert "delete 1" in out
    assert "first" in out
    assert "second" in out
    assert "\nout\n" not in out
    told = inside.stderr.decode()
    assert "canary" not in told
    assert "unexpected" not in told
    assert "can only be read here" in told
    assert told.count("Nothing of it was left behind.") == 1
