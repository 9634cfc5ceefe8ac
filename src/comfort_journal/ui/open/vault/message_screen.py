"""What came of something, on a page that waits until it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

ON_TOLD = actions.declare(
    "What came of it",
    Action("told-read", "enter,escape,space", "Go on", "Go on.", "go on", run="dismiss", palette=False),
)


class MessageScreen(OpenScreen[None]):
    """Some sentences, each a paragraph."""

    CSS_PATH = "vault_screen.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar = actions.bindings(ON_TOLD)

    def __init__(self, session: Workspace, title: str, sentences: Sequence[str]) -> None:
        """Say it under a title."""
        super().__init__(session)
        self._title, self._sentences = title, sentences

    def compose(self) -> ComposeResult:
        """Lay out the sentences."""
        with VerticalScroll(id="page"):
            yield Static(self._title, id="title", markup=False)
            for sentence in self._sentences:
                yield Static(str(sentence), classes="paragraph", markup=False)
            yield KeysFooter()
