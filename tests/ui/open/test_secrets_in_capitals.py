"""Inside the journal, too, a passphrase in capitals alone is asked about, and a recovery code is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Static

from comfort_journal.ui.open.vault.recovery_code_screen import ask_code
from comfort_journal.ui.open.vault.secret_screen import AskNewPassphrase, AskSecret
from comfort_journal.ui.widgets.passphrase_field import CAPITALS

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.open.core.workspace import Workspace


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda session: AskSecret(session, "Which", "Type it.", "It"), CAPITALS),
        (lambda session: AskNewPassphrase(session, "Anew", "Type it.", "New", "Again"), CAPITALS),
        (ask_code, ""),
    ],
    ids=["a passphrase", "a new one", "a code"],
)
async def test_a_passphrase_is_asked_about_and_a_code_never(
    run_screen: Callable[..., Any], session: Workspace, make: Callable[[Workspace], AskSecret], said: str
) -> None:
    """The question stands under the line, and goes with the first small letter."""
    async with run_screen(lambda _app: make(session), session=session) as (app, pilot):
        await pilot.press(*"WARMER")
        await pilot.pause()
        assert str(app.screen.query_one("#said", Static).visual) == said
        await pilot.press("a")
        await pilot.pause()
        assert str(app.screen.query_one("#said", Static).visual) == ""
