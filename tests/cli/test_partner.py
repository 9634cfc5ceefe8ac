"""``checkin``, ``partner`` and the hidden ``session``: what they need, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal import paths, settings
from comfort_journal.cli import partner
from comfort_journal.partner import HandOver
from comfort_journal.settings import Settings, as_written
from comfort_journal.ui.partner.app import PartnerApp
from comfort_journal.ui.plain.partner import app as in_lines

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program


@pytest.mark.parametrize("command", ["checkin", "partner"])
def test_without_a_terminal_nothing_is_opened(bare: Program, command: str) -> None:
    """With the same words and exit code as the app."""
    told = bare.process(command)
    assert told.code == 2
    assert "needs a terminal" in told.err


@pytest.mark.parametrize("seconds", ["29", "61", "45.5", "often"])
def test_an_interval_out_of_range_is_refused(bare: Program, seconds: str) -> None:
    """30 to 60, whole."""
    told = bare("checkin", "--interval", seconds, key=False)
    assert told.code == 2
    assert "--interval" in told.err


@pytest.mark.parametrize("arguments", [(), ("2",), ("x",), ("250",), ("99999999999999999999",)])
def test_a_session_comes_from_the_app_alone(bare: Program, arguments: tuple[str, ...]) -> None:
    """A number that is no pipe of ours is bad input."""
    told = bare.process("session", *arguments)
    assert told.code == 2
    assert told.out == ""


def test_help_shows_the_two_commands_and_not_the_hidden_one(bare: Program) -> None:
    """What only the app uses is not offered."""
    words = bare("--help", key=False).out
    assert "checkin" in words
    assert "partner" in words
    assert "session" not in words.split()


@pytest.mark.parametrize("lines", [False, True])
def test_the_demos_session_has_the_demos_settings_and_any_other_its_owners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, lines: bool
) -> None:
    """What was chosen in the demo holds in its check-in, and nothing of the owner's file is known or told there."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings.save(paths.settings_file(), Settings(title="Lists", keyboard="any"))
    with paths.settings_file().open("a") as file:
        file.write('titel = "x"\n')
    ran: list[Any] = []

    def run(app: Any, *_keyboard: Any) -> int:  # noqa: ANN401  either of the two apps
        ran.append(app)
        return 0

    monkeypatch.setattr(PartnerApp, "run", run)
    monkeypatch.setattr("comfort_journal.ui.private_app.quiet_hooks", lambda: None)
    monkeypatch.setattr(in_lines, "run", run)
    monkeypatch.setattr("comfort_journal.ui.plain.keyboard.Keyboard", Keys)
    monkeypatch.setattr("comfort_journal.ui.plain.ending.hold", lambda: None)
    chosen = Settings(keyboard="azerty")
    partner._run(HandOver(demo=True, settings=as_written(chosen)), lines=lines)
    partner._run(HandOver(), lines=lines)
    demo, own = ran
    assert (demo.settings, demo.messages) == (chosen, ())
    assert (own.settings.title, own.settings.keyboard) == ("Lists", "any")
    assert "titel" in own.messages[0]


class Keys:
    """No keyboard."""

    digits_by_place = False
