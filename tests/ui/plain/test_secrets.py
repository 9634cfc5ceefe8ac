"""What is typed as a secret leaves nothing behind, whichever way it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.open.test_vault_page import OLD, cheap_keys, folder, real, state_dir
from tests.ui.plain.conftest import visit_of

from comfort_journal.ui.open.vault.tasks import VaultTasks
from comfort_journal.ui.plain.console import SHOWN
from comfort_journal.ui.plain.locked.new_passphrase import USE_IT, choose_passphrase
from comfort_journal.ui.plain.open.care.asking import LineAsking
from comfort_journal.ui.plain.open.care.secrets import ask_secret, ask_secrets
from comfort_journal.ui.plain.open.plan.asks import at_once
from comfort_journal.ui.plain.ways import Back, LockNow, ways_by_key
from comfort_journal.vault.passphrase import SIX_WORDS

if TYPE_CHECKING:
    from tests.ui.plain.conftest import Lines

    from comfort_journal.ui.open.core.workspace import Workspace

__all__ = ["cheap_keys", "folder", "real", "state_dir"]


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
    lines: Lines, real: Workspace, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Leaving the choice of a new one leaves neither."""
    typed: list[bytearray] = []
    secret = lines.console.secret

    def kept(prompt: str) -> bytearray:
        typed.append(secret(prompt))
        return typed[-1]

    monkeypatch.setattr(lines.console, "secret", kept)
    tasks = VaultTasks(LineAsking(visit_of(lines, real)), real)
    lines.press(f"{OLD}\n", key)
    try:
        assert at_once(tasks.passphrase()) == ""
    except LockNow:
        assert key == "{ctrl+l}"
    assert len(typed) == 1
    assert not any(typed[0])


OWN = b"a long enough line of my own, never sung"


@pytest.mark.parametrize(
    "left", [f"{OWN.decode()}\n{{ctrl+c}}", f"{OWN.decode()}\n\n", "abc\nabc\n{ctrl+c}", "abc\nabc\nno\n"]
)
def test_a_step_back_from_a_new_passphrase_leads_to_a_line_that_is_unseen_too(lines: Lines, left: str) -> None:
    """From the second line, by Enter alone too, or from the doubt about a weak one: what is typed on is never shown."""
    lines.console.ways = ways_by_key({}, is_open=False)
    lines.press("o\n", left, f"{OWN.decode()}\n", f"{OWN.decode()}\n")
    assert choose_passphrase(lines.console) == OWN
    assert SHOWN not in lines.said.replace(f"{SHOWN} {USE_IT}", "")
    assert "sung" not in lines.written


@pytest.mark.parametrize("way", ["o\n", "t\n"])
@pytest.mark.parametrize("key", ["{ctrl+c}", "\n"])
def test_a_step_back_to_where_typing_is_shown_says_so(lines: Lines, way: str, key: str) -> None:
    """One step: the choice comes again, and that what is typed can be read from there on is said before it."""
    lines.console.ways = ways_by_key({}, is_open=False)
    said = lines.press(way, key).until_over(lambda: choose_passphrase(lines.console))
    assert f"{SHOWN} {SIX_WORDS}" in said


def test_an_empty_secret_is_a_step_back(lines: Lines) -> None:
    """F1 says the question again, Enter alone leaves and says that typing is shown; no secret is written."""
    assert ask_secret(lines.press("{f1}abc\n").console, "Secret: ") == b"abc"
    assert "abc" not in lines.said
    with pytest.raises(Back):
        ask_secret(lines.press("\n").console, "Secret: ")
    assert lines.said.endswith(SHOWN)
