"""Who asks for plain lines gets them, and nothing that is typed before the first line is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comfort_journal.cli import partner, start
from comfort_journal.cli.context import CliContext
from comfort_journal.cli.passphrase_source import PassphraseSource
from comfort_journal.cli.plain_lines import in_lines

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("asked", "environment", "lines"),
    [
        (True, {}, True),
        (False, {"ACCESSIBLE": "1", "TERM": "dumb"}, False),
        (None, {}, False),
        (None, {"TERM": "xterm"}, False),
        (None, {"TERM": "dumb"}, True),
        (None, {"ACCESSIBLE": "1"}, True),
        (None, {"ACCESSIBLE": "yes", "TERM": "xterm"}, True),
        (None, {"ACCESSIBLE": "0", "TERM": "dumb"}, False),
        (None, {"ACCESSIBLE": ""}, False),
    ],
)
def test_what_is_asked_for_comes_before_what_the_environment_says(
    asked: bool | None,  # noqa: FBT001  a case of the table
    environment: dict[str, str],
    lines: bool,  # noqa: FBT001  as above
) -> None:
    """The option first, then ``ACCESSIBLE``, then a terminal that shows lines alone."""
    assert in_lines(asked, environment) is lines


def test_the_echo_is_off_before_anything_is_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A passphrase may be typed at once, and what a window of lines has shown it keeps."""
    happened: list[str] = []
    monkeypatch.setattr("comfort_journal.process.hide_typing", lambda: happened.append("hidden"))
    for module in (start, partner):
        monkeypatch.setattr(module, "need_terminal", lambda: None)
    monkeypatch.setattr(start, "run_in_lines", lambda *_way: happened.append("lines") or 0)
    monkeypatch.setattr(partner, "_run", lambda *_told, **_how: happened.append("lines") or 0)
    context = CliContext(tmp_path / "vault", PassphraseSource(None, None, None), True)  # noqa: FBT003  what was asked for
    start.open_app(context.vault, lines=context.in_lines)
    assert partner.checkin.callback is not None
    with partner.checkin.make_context("checkin", [], obj=context) as made:
        made.invoke(partner.checkin)
    assert happened == ["hidden", "lines"] * 2
