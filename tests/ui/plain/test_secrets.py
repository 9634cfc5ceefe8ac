"""What is typed as a secret leaves nothing behind, whichever way it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.plain.conftest import visit_of

from comfort_journal.ui.plain.open.care.asking import LineAsking
from comfort_journal.ui.plain.open.care.secrets import EMPTY, ask_secret, ask_secrets
from comfort_journal.ui.plain.open.plan.asks import at_once
from comfort_journal.ui.plain.ways import Back, LockNow

if TYPE_CHECKING:
    from tests.ui.plain.conftest import Lines

    from comfort_journal.ui.open.core.workspace import Workspace


@pytest.mark.parametrize("way", [Back, LockNow])
def test_the_first_of_two_is_wiped_when_the_second_is_left(
    lines: Lines, monkeypatch: pytest.MonkeyPatch, way: type[Exception]
) -> None:
    """Neither a step back nor a lock leaves what was typed before it."""
    typed = bytearray(b"amber kettle")
    coming = iter([typed])

    def secret(_prompt: str) -> bytearray:
        for each in coming:
            return each
        raise way

    monkeypatch.setattr(lines.console, "secret", secret)
    with pytest.raises(way):
        ask_secrets(lines.console, ("One", "Two"))
    assert not any(typed)


@pytest.mark.parametrize("key", ["{ctrl+c}", "{ctrl+l}"])
def test_the_passphrase_of_today_is_wiped_when_no_new_one_is_chosen(
    lines: Lines, session: Workspace, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Leaving the choice of a new one leaves neither."""
    typed: list[bytearray] = []
    secret = lines.console.secret

    def kept(prompt: str) -> bytearray:
        typed.append(secret(prompt))
        return typed[-1]

    monkeypatch.setattr(lines.console, "secret", kept)
    asking = LineAsking(visit_of(lines, session))
    lines.press("amber kettle\n", key)
    try:
        assert at_once(asking.new_passphrase("Change", "Told.", "a", "b", "c")) is None
    except LockNow:
        assert key == "{ctrl+l}"
    assert len(typed) == 1
    assert not any(typed[0])


def test_an_empty_secret_is_asked_for_again(lines: Lines) -> None:
    """F1 says the question again, Enter alone says what is missing; nothing of the secret is written."""
    assert ask_secret(lines.press("\n{f1}abc\n").console, "Secret: ") == b"abc"
    assert EMPTY in lines.said
    assert "abc" not in lines.said
