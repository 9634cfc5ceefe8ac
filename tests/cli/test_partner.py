"""``checkin``, ``partner`` and the hidden ``session``: what they need, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
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
