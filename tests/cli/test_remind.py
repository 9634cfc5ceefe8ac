"""``remind``: off unless asked for, neutral, and silent on a day whose number was given."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from comfort_journal import paths, settings
from comfort_journal.reminder.machine import Machine, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from conftest import Program

NOW = f"{datetime.now().astimezone():%H:%M}"


@pytest.fixture
def asked(bare: Program, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is asked of the computer's programs from now on; all goes well."""
    asked: list[str] = []

    def run(command: Sequence[str], given: bytes, environment: Mapping[str, str]) -> Reply:
        asked.append(" ".join(command))
        return Reply(0)

    machine = Machine("linux", bare.home, 1000, {"DBUS_SESSION_BUS_ADDRESS": "here"}, run, bare.home / "proc")
    monkeypatch.setattr("comfort_journal.reminder.machine.this_machine", lambda: machine)
    return asked


def shown(asked: list[str]) -> list[str]:
    """Return what was shown on the desktop."""
    return [each.removeprefix("notify-send ") for each in asked if each.startswith("notify-send")]


def test_it_is_off_until_it_is_asked_for(bare: Program, asked: list[str]) -> None:
    """Then on at that hour, and off again; no vault and no passphrase is needed."""
    for words, answer in (
        (("remind",), "off\n"),
        (("remind", "on", "8:30"), ""),
        (("remind", "show"), "08:30 every day, by a systemd user timer\n"),
        (("remind", "off"), ""),
        (("remind", "show"), "off\n"),
    ):
        told = bare(*words, key=False)
        assert (told.code, told.out, told.err) == (0, answer, "")
    assert not list(bare.home.rglob("*remind*"))


def test_what_is_no_hour_changes_nothing(bare: Program, asked: list[str]) -> None:
    """It is refused before the computer is asked for anything."""
    told = bare("remind", "on", "24:00", key=False)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("Give the hour as HH:MM")
    assert asked == []


def test_the_title_is_all_that_is_shown(bare: Program, asked: list[str]) -> None:
    """The word of the settings; a word there must be, and a try counts for nothing."""
    for title in ("Shopping", ""):
        settings.save(paths.settings_file(), settings.Settings(title=title))
        assert bare("remind", "test", key=False).code == 0
    assert shown(asked) == ["--app-name=Shopping -- Shopping", "--app-name=Notes -- Notes"]


def test_a_number_given_without_a_passphrase_keeps_it_silent(program: Program, asked: list[str]) -> None:
    """From then on that day; before, it is shown; a number of another day does not count."""
    assert program("remind", "on", NOW, key=False).code == 0
    assert program("rate", "3", "--at", "2026-01-05T08:00:00+01:00", key=False).code == 0
    assert program("remind", "test", "--due", NOW, key=False).code == 0
    assert len(shown(asked)) == 1
    assert program("remind", "off", key=False).code == 0
    assert program("remind", "on", NOW, key=False).code == 0
    assert program("rate", "3", key=False).code == 0
    assert program("remind", "test", "--due", NOW, key=False).code == 0
    assert len(shown(asked)) == 1
