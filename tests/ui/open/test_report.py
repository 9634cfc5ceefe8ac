"""Choosing the page for a clinician: nothing private is ticked, and two answers come before anything is written."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from stories import day, story
from tests.entries import new_entry
from textual.widgets import Input, Static

from comfort_journal.report import USUAL
from comfort_journal.ui.open.report.page_lines import ENTRY
from comfort_journal.ui.open.report.report_screen import ReportScreen
from comfort_journal.ui.open.vault.message_screen import MessageScreen

if TYPE_CHECKING:
    from pathlib import Path

    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.open.report.report_screen import PageLines

Run = "Callable[..., Any]"
Wait = "Callable[..., Any]"


def ticked_entries(lines: PageLines) -> list[str]:
    """Return what the ticked lines of entries say."""
    return [line.said for line in lines.items if line.ticked and line.id.startswith(ENTRY)]


async def test_a_page_is_chosen_line_by_line_and_written_once_it_was_agreed_to(
    run_open: Run, session: Workspace, settled: Wait, tmp_path: Path
) -> None:
    """Other days let go of entries that are not of them; "not now" writes nothing; the file is for its owner alone."""
    session.clock.now = day(28, "21:00").moment()  # type: ignore[attr-defined]
    session.keep_records(*story(day(2).easy()))  # type: ignore[arg-type]
    session.journal.save(*(new_entry(day(n).moment(), f"canary {n}") for n in (3, 27)))
    new = tmp_path / "visit.html"
    async with run_open(ReportScreen) as (app, pilot):
        lines = app.screen.lines
        assert {line.id for line in lines.items if line.ticked} == USUAL
        lines.cursor = len(lines.items) - 1
        await pilot.press("space")
        assert ticked_entries(lines) == ["7 Jan  canary 3"]
        lines.cursor = 0
        await pilot.press("enter", "1")
        lines.cursor = len(lines.items) - 1
        await pilot.press("space")
        assert ticked_entries(lines) == ["31 Jan  canary 27"]
        await pilot.press("ctrl+s")
        await pilot.pause()
        asking, lost = app.screen, str(tmp_path / "lost" / "visit.html")
        for taken, said in ((lost, "There is no folder"), (str(tmp_path), "There is a folder of that name")):
            asking.query_one(Input).value = taken
            await pilot.press("enter")
            await pilot.pause()
            assert (app.screen, asking.query_one(Input).value) == (asking, taken)
            assert said in str(asking.query_one("#said", Static).content)
        await pilot.press("escape")
        for answers in (("enter",), ("down", "enter")):
            await pilot.press("ctrl+s")
            await pilot.pause()
            app.screen.query_one(Input).value = str(new)
            await pilot.press("enter")
            await pilot.pause()
            assert not new.exists()
            await pilot.press(*answers)
            await settled(app, pilot)
        assert isinstance(app.screen, MessageScreen)
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert "canary 27" in new.read_text("utf-8")
    assert "canary 3<" not in new.read_text("utf-8")
