"""Claims about Today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comfort_journal.ui.open.kept import Kept
from comfort_journal.ui.open.today import Today

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.open.session import OpenSession


async def test_typing_and_one_key_save(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: OpenSession
) -> None:
    """After the unlock the first key already writes, and Ctrl+S saves it under tonight's question."""
    async with run_open() as (app, pilot):
        await pilot.press(*"The bath.")
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        entry = session.journal.entries()[0]
        assert (entry.text, entry.prompt, entry.at) == (
            "The bath.",
            "What felt safe today?",
            "2026-11-23T21:40:00+01:00",
        )
        assert isinstance(app.screen, Kept)
        await pilot.press("x")
        assert isinstance(app.screen, Today)
        assert app.screen.page.area.text == ""
