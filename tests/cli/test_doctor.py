"""``doctor``: each fact is told in one finding, with what to do and the code a command would meet; nothing private."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.cli.doctor import line
from comfort_journal.cli.findings import LEAST_COLUMNS, LEAST_ROWS, NO_VAULT, Finding, exit_code, findings
from comfort_journal.cli.machine_facts import (
    AroundFacts,
    ComputerFacts,
    MachineFacts,
    ProgramFacts,
    TerminalFacts,
    VaultFacts,
    screen_readers,
)
from comfort_journal.reminder.machine import Machine, Reply
from comfort_journal.reminder.timers import SetTimer
from comfort_journal.ui.locked.vault_place import VaultPlace
from comfort_journal.ui.too_small import LEAST
from comfort_journal.vault.keys import KdfCost, Memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Program

GIB = 1024 * 1024
LIBRARIES = (("click", "8.5"), ("textual", "8.2"))
NOW = datetime(2026, 1, 5, 21, 40, tzinfo=UTC)
TMUX = (("focus-events", "on"), ("set-clipboard", "on"))
WELL = MachineFacts(
    ProgramFacts("1.0", "3.14.0", "Linux 6 x86_64", LIBRARIES, "", "", 0),
    VaultFacts(VaultPlace.HERE, KdfCost(256 * 1024), journal_bytes=1000),
    ComputerFacts(Memory(16 * GIB, 8 * GIB), 10**10, "", "", 0, NOW, loose_state=False),
    TerminalFacts(os.terminal_size((80, 24)), "xterm-256color", "truecolor", "en_GB.UTF-8", TMUX),
    AroundFacts(
        players=("paplay",),
        voices=("espeak-ng",),
        reminder=SetTimer("cron", time(8, 30), runs=True),
        reminder_fault=False,
        timer_here="cron",
        readers=("orca",),
    ),
)
"""A machine on which nothing is missing."""

TABLE: list[tuple[str, dict[str, Any], str, str, int]] = [
    ("program", {"libraries": (("click", ""),)}, "Libraries", "mend", 1),
    ("program", {"cipher_fault": "The vault needs more."}, "Ciphers", "mend", 1),
    ("program", {"screens_fault": "ImportError"}, "Pages", "mend", 1),
    ("program", {"unusable_settings": 2}, "Settings", "note", 0),
    ("vault", {"place": VaultPlace.NEW}, "Vault", "fine", 0),
    ("vault", {"place": VaultPlace.GONE}, "Vault", "mend", 7),
    ("vault", {"place": VaultPlace.OTHER}, "Vault", "mend", 7),
    ("vault", {"place": VaultPlace.CLOSED}, "Vault", "mend", 1),
    ("vault", {"fault": 1}, "Vault", "mend", 1),
    ("vault", {"fault": 4}, "Vault", "mend", 4),
    ("vault", {"fault": 6}, "Vault", "mend", 6),
    ("vault", {"held_by": 4711}, "In use", "note", 0),
    ("vault", {"links": ("journal",)}, "Links", "mend", 4),
    ("vault", {"others": ("",)}, "Owner", "mend", 1),
    ("vault", {"loose": ("", "journal")}, "Permissions", "note", 0),
    ("vault", {"copies": 1}, "Copies", "note", 0),
    ("vault", {"journal_bytes": 10**10}, "Disk", "mend", 1),
    ("computer", {"free_bytes": 1000}, "Disk", "mend", 1),
    ("computer", {"sync_fault": "Input/output error"}, "Saving", "mend", 1),
    ("computer", {"lock_fault": "No locks available"}, "Locks", "mend", 5),
    ("computer", {"loose_state": True}, "State", "note", 0),
    ("computer", {"core_limit": -1}, "Core dumps", "note", 0),
    ("computer", {"memory": Memory(GIB, 100_000)}, "Memory", "mend", 1),
    ("computer", {"memory": Memory(GIB, 300_000)}, "Memory", "note", 0),
    ("terminal", {"size": None}, "Terminal", "note", 0),
    ("terminal", {"size": os.terminal_size((29, 24))}, "Terminal", "note", 0),
    ("terminal", {"name": "dumb"}, "Terminal", "note", 0),
    ("terminal", {"locale": "C"}, "Letters", "note", 0),
    ("terminal", {"tmux": (("focus-events", "off"), ("set-clipboard", "on"))}, "Windows", "note", 0),
    ("terminal", {"tmux": (("focus-events", "on"), ("set-clipboard", "external"))}, "Clipboard", "note", 0),
    ("around", {"players": ()}, "Tones", "note", 0),
    ("around", {"voices": ()}, "Voice", "note", 0),
    ("around", {"reminder": None}, "Reminder", "fine", 0),
    ("around", {"reminder": None, "timer_here": ""}, "Reminder", "note", 0),
    ("around", {"reminder": SetTimer("cron", time(8, 30), runs=False)}, "Reminder", "note", 0),
    ("around", {"reminder": None, "reminder_fault": True}, "Reminder", "note", 0),
    ("around", {"readers": ()}, "Screen reader", "fine", 0),
]


def test_where_nothing_is_missing_all_of_it_is_fine() -> None:
    """And the exit code says so."""
    found = findings(WELL)
    assert {each.stands for each in found} == {"fine"}
    assert exit_code(found) == 0


@pytest.mark.parametrize(("part", "changed", "what", "stands", "code"), TABLE)
def test_each_fact_has_its_finding(part: str, changed: dict[str, Any], what: str, stands: str, code: int) -> None:
    """The one that the fact is about stands as it should, says what to do where something can be done, and no other."""
    facts = replace(WELL, **{part: replace(getattr(WELL, part), **changed)})
    found = findings(facts)
    about = [each for each in found if each.what == what and each not in findings(WELL)]
    assert [each.stands for each in about] == [stands]
    assert exit_code(found) == code
    assert stands != "mend" or about[0].do
    assert {each.what for each in found if each.stands != "fine"} <= {what}


def test_nothing_is_said_of_locks_where_none_could_be_tried() -> None:
    """A place that takes no write has no file to lock."""
    facts = replace(WELL, computer=replace(WELL.computer, sync_fault="Permission denied"))
    assert "Locks" not in {each.what for each in findings(facts)}


def test_every_standing_of_a_place_without_a_vault_is_told() -> None:
    """A new one here could otherwise end the command."""
    assert set(NO_VAULT) | {VaultPlace.HERE} == set(VaultPlace)


def test_a_window_is_small_for_it_where_it_is_for_the_app() -> None:
    """One figure, told in two rooms."""
    assert (LEAST_COLUMNS, LEAST_ROWS) == LEAST


def test_a_line_says_how_it_stands_first_and_fits() -> None:
    """A screen reader hears the word before the rest; no line is wider than it may be."""
    told = line(Finding("Voice", "note", "No voice is here. " * 9, "Install espeak-ng."), 40)
    assert told.startswith("note  Voice: No voice")
    assert told.splitlines()[-1] == "      To do: Install espeak-ng."
    assert all(len(each) <= 40 for each in told.splitlines())


def test_a_screen_reader_is_known_by_its_process(tmp_path: Path) -> None:
    """On Linux by what the kernel lists, on a Mac by what ``ps`` lists."""
    for number, name in ((1, "systemd"), (77, "orca"), (78, "bash")):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "comm").write_text(f"{name}\n")
    mac = b"launchd\nVoiceOver\n"
    linux = Machine("linux", tmp_path, 1, {}, lambda *_: Reply(0), processes=tmp_path)
    assert screen_readers(linux) == ("orca",)
    assert screen_readers(Machine("darwin", tmp_path, 1, {}, lambda *_: Reply(0, mac))) == ("voiceover",)


# -- on this machine


def test_it_leaves_everything_as_it_is_and_names_no_place(program: Program) -> None:
    """No mode is mended, no file made, no passphrase asked for; no path and no name of a home is said."""
    (program.vault / "journal").chmod(0o644)
    before = standing(program.home)
    told = program.process("doctor")
    assert told.code == 0
    assert told.err == ""
    assert standing(program.home) == before
    assert "note  Permissions: Others on this computer may look at: journal." in told.out
    assert str(program.home) not in told.out
    assert program.home.name not in told.out
    assert max(map(len, told.out.splitlines())) <= 80


def standing(home: Path) -> set[tuple[str, int, int, int]]:
    """Return each name below a home with its mode, size and last change."""
    return {
        (str(each), status.st_mode, status.st_size, status.st_mtime_ns)
        for each in home.rglob("*")
        for status in [each.lstat()]
    }


def test_it_is_the_same_for_machines(program: Program) -> None:
    """The same findings, an object each."""
    found = [Finding(**each) for each in json.loads(program("doctor", "--json", key=False).out)]
    assert {"Program", "Vault", "Saving", "Memory", "Clock"} <= {each.what for each in found}
    assert all(f"{each.what}: " in program("doctor", key=False).out for each in found)


def test_a_place_where_no_vault_was_made_is_fine(bare: Program) -> None:
    """And nothing is made there by asking."""
    before = standing(bare.home)
    told = bare("doctor", key=False)
    assert told.code == 0
    assert "fine  Vault: There is none yet." in told.out
    assert standing(bare.home) == before


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda vault: (vault / "journal").write_bytes(b"not a journal"), 4),
        (lambda vault: (vault / "journal").write_bytes(_newer((vault / "journal").read_bytes())), 6),
        (lambda vault: vault.rename(vault.with_name("elsewhere")), 7),
        (lambda vault: (vault / "journal").rename(vault / "kept") and (vault / "journal").symlink_to("kept"), 4),
    ],
)
def test_what_stands_in_the_way_ends_it_with_the_code_of_other_commands(
    program: Program, spoil: Callable[[Path], object], code: int
) -> None:
    """Damaged, written by a newer version, gone; the rest is told all the same."""
    spoil(program.vault)
    told = program("doctor", key=False)
    assert told.code == code
    assert "mend  " in told.out
    assert "To do: " in told.out
    assert "fine  Clock: " in told.out


def _newer(journal: bytes) -> bytes:
    body = journal[:8] + (2).to_bytes(2, "little") + journal[10 : 4096 - 32]
    copy = body + hashlib.sha256(body).digest()
    return copy + copy + journal[8192:]


def test_it_knows_who_has_the_journal_open(program: Program) -> None:
    """By the process id, where the system tells."""
    with (program.vault / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = program("doctor", key=False).out
    if Path("/proc/locks").exists():
        assert f"note  In use: The journal is open in process {os.getpid()}." in told
