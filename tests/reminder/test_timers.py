"""The timers of the three systems: what is put in says nothing, keeps to its own, and goes without a trace."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from datetime import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput, ComfortError
from comfort_journal.reminder import cron, launchd, systemd
from comfort_journal.reminder.machine import NOT_THERE, Reply
from comfort_journal.reminder.own_file import OURS
from comfort_journal.reminder.timers import SetTimer, put_in, standing, take_out

if TYPE_CHECKING:
    from pathlib import Path

    from comfort_journal.reminder.machine import Machine
    from conftest import Computer

HALF_PAST = time(8, 30)
COMMAND = [sys.executable, "-P", "-m", "comfort_journal", "remind", "test", "--due", "08:30"]
ODD = """/a "b" $HOME ${X} %h \\x41 'c' ; \\/python"""
NAMES = {"notes-reminder.timer", "notes-reminder.service", "notes-reminder.plist"}
HOURS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
WORDS = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1)


def files(home: Path) -> dict[str, bytes]:
    """Return every file under a home."""
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def as_system(computer: Computer, system: str) -> Machine:
    """Return the computer with this timer as its first."""
    if system == "cron":
        return computer.machine(PATH=computer.without_systemd())
    return computer.machine("darwin" if system == "launchd" else "linux")


@pytest.mark.parametrize("system", ["systemd", "launchd", "cron"])
def test_on_and_off_again_leaves_what_was_there(computer: Computer, system: str) -> None:
    """Put in it stands at its hour, a second time at the other alone; taken out there is nothing of it."""
    computer.table = b"# mine\n5 4 * * * mine" if system == "cron" else None
    machine = as_system(computer, system)
    before, table = files(computer.home), computer.table
    assert standing(machine) is None
    name = put_in(machine, HALF_PAST).timer
    assert put_in(machine, time(23, 5)) == standing(machine) == SetTimer(name, time(23, 5), runs=True)
    take_out(machine)
    take_out(machine)
    assert standing(machine) is None
    assert files(computer.home) == before
    assert (computer.table or b"").rstrip(b"\n") == (table or b"")


def test_what_is_put_in_names_no_vault_and_is_for_its_owner_alone(computer: Computer) -> None:
    """The names, modes and words of every file: neutral, and 0600 under any umask."""
    mask = os.umask(0)
    try:
        for system in ("systemd", "launchd"):
            put_in(as_system(computer, system), HALF_PAST)
            made = [path for path in computer.home.rglob("*reminder*") if path.is_file()]
            assert {path.name for path in made} <= NAMES
            assert {path.stat().st_mode & 0o777 for path in made} == {0o600}
            assert not any("vault" in path.read_text() for path in made)
    finally:
        os.umask(mask)


def test_the_computer_says_where_settings_are_if_its_user_moved_them(computer: Computer) -> None:
    """A timer starts in no shell, so that would else be forgotten there."""
    machine = computer.machine(XDG_STATE_HOME="/of mine/state", PATH="/bin")
    put_in(machine, HALF_PAST)
    unit = (computer.home / ".config/systemd/user/notes-reminder.service").read_text()
    assert f'ExecStart="/usr/bin/env" "XDG_STATE_HOME=/of mine/state" "{sys.executable}" "-P"' in unit


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_a_file_of_another_is_never_touched(computer: Computer, platform: str) -> None:
    """Of the same name: refused with its place, by on, off and show, and a link is not followed."""
    machine = computer.machine(platform)
    put_in(machine, HALF_PAST)
    path = next(path for path in computer.home.rglob("notes-reminder.*") if path.suffix in {".timer", ".plist"})
    path.write_text("mine\n")
    asked = len(computer.asked)
    for attempt in (lambda: put_in(machine, HALF_PAST), lambda: standing(machine), lambda: take_out(machine)):
        with pytest.raises(BadInput, match="not of this program"):
            attempt()
    assert path.read_text() == "mine\n"
    assert {each.split()[2] for each in computer.asked[asked:] if each.startswith("systemctl")} <= {"show"}
    path.rename(computer.home / "elsewhere")
    path.symlink_to(computer.home / "elsewhere")
    with pytest.raises(ComfortError, match="link"):
        put_in(machine, HALF_PAST)
    assert (computer.home / "elsewhere").read_text() == "mine\n"


@pytest.mark.parametrize(
    ("platform", "step"),
    [("linux", "systemctl --user restart"), ("linux", "systemctl --user enable"), ("darwin", "launchctl bootstrap")],
)
def test_a_timer_that_the_system_refuses_leaves_nothing(computer: Computer, platform: str, step: str) -> None:
    """Neither a file nor a claim that it is on."""
    computer.answers[step] = Reply(5)
    machine = computer.machine(platform)
    with pytest.raises(ComfortError, match="ended with 5"):
        put_in(machine, HALF_PAST)
    assert (files(computer.home), standing(machine)) == ({}, None)


def test_a_computer_without_a_timer_says_so(computer: Computer) -> None:
    """Before anything is written."""
    computer.answers["systemctl"] = Reply(NOT_THERE)
    with pytest.raises(ComfortError, match="Install cron"):
        put_in(computer.machine(PATH=""), HALF_PAST)
    assert files(computer.home) == {}


def test_a_timer_put_in_takes_the_others_out(computer: Computer) -> None:
    """As after systemd came to a computer that had cron alone: two would be twice a day."""
    path = computer.without_systemd()
    put_in(computer.machine(PATH=path), HALF_PAST)
    assert computer.table is not None
    computer.answers.clear()
    assert put_in(computer.machine(PATH=path), time(9)).timer == "a systemd user timer"
    assert computer.table is None


def test_a_crontab_that_cannot_be_read_is_not_written(computer: Computer) -> None:
    """What is in it is not known, so whatever was written would stand in its place."""
    machine = computer.machine(PATH=computer.without_systemd())
    computer.answers["crontab -l"] = Reply(1, b"", b"Input/output error")
    for attempt in (lambda: put_in(machine, HALF_PAST), lambda: take_out(machine)):
        with pytest.raises(ComfortError, match="cannot be read"):
            attempt()
    assert {each for each in computer.asked if each.startswith("crontab")} == {"crontab -l"}


def test_who_may_have_no_crontab_has_the_other_timer(computer: Computer) -> None:
    """Where only some people may use cron, nothing of ours can be in it, and nothing is written to it."""
    machine = computer.machine(PATH=computer.without_systemd())
    computer.answers["crontab"] = Reply(1, b"", b"You (me) are not allowed to use this program (crontab)")
    with pytest.raises(ComfortError, match="cron did not take this"):
        put_in(machine, HALF_PAST)
    del computer.answers["systemctl"]
    assert standing(machine) is None
    assert put_in(machine, HALF_PAST) == standing(machine)
    take_out(machine)
    assert standing(machine) is None


@given(st.binary(), HOURS)
def test_every_other_line_of_a_crontab_stays_to_the_byte(table: bytes, hour: time) -> None:
    """Whatever is in it, and however often the line is put in."""
    once = cron.with_line(table, cron.cron_line(time(1, 2), COMMAND))
    twice = cron.with_line(once, cron.cron_line(hour, COMMAND))
    assert twice.count(OURS.encode()) == table.count(OURS.encode()) + 1
    assert cron.without_ours(twice) == table + (b"" if not table or table.endswith(b"\n") else b"\n")


@given(HOURS, st.lists(WORDS, min_size=1))
def test_a_crontab_line_is_the_same_command_to_a_shell(hour: time, command: list[str]) -> None:
    """As cron reads it: five fields, and no per cent sign that is not escaped."""
    line = cron.cron_line(hour, command)
    minute, hours, *_, rest = line.split(" ", 5)
    assert (int(minute), int(hours)) == (hour.minute, hour.hour)
    plain = rest.replace("\\%", "\0")
    assert "%" not in plain
    said = plain.replace("\0", "%").removesuffix(f" >/dev/null 2>&1 # {OURS}")
    assert shlex.split(said) == command


@given(HOURS, st.lists(WORDS, min_size=1))
def test_a_property_list_reads_back(hour: time, command: list[str]) -> None:
    """With its own first line, so that it is one, and ours in the second."""
    text = launchd.agent(hour, command)
    assert text.startswith("<?xml")
    assert OURS in text.splitlines()[1]
    read = plistlib.loads(text.encode())
    assert read["ProgramArguments"] == command
    assert read["StartCalendarInterval"] == {"Hour": hour.hour, "Minute": hour.minute}


def test_a_unit_says_each_word_as_systemd_reads_it() -> None:
    """No specifier, variable, quote or escape is left in it; ``test_user_session.py`` has systemd run such a one."""
    unit = systemd.service_unit(["/usr/bin/env", ODD])
    line = r""" ExecStart="/usr/bin/env" "/a \"b\" $$HOME $${X} %%h \\x41 'c' ; \\/python" """
    assert line.strip() in unit.splitlines()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here to judge the units")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    """Also where the program is in a folder with every sign that means something to it."""
    (tmp_path / "notes-reminder.service").write_text(systemd.service_unit(["/usr/bin/env", ODD, *COMMAND[1:]]))
    (tmp_path / "notes-reminder.timer").write_text(systemd.timer_unit(HALF_PAST))
    units = [str(tmp_path / f"notes-reminder.{kind}") for kind in ("service", "timer")]
    judged = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *units],  # noqa: S607  the system's own
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        timeout=60,
        check=False,
    )
    assert (judged.returncode, judged.stderr) == (0, "")
