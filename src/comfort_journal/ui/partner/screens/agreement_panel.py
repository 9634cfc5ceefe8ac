"""What both read before anything begins: words to say, how it stops, and what the program cannot know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from comfort_journal.partner.numbers import PAUSE_MOST
from comfort_journal.ui.partner.screens.view_model import MINUTE
from comfort_journal.ui.widgets.big_text import BigText
from comfort_journal.ui.widgets.wrapped_static import WrappedStatic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from comfort_journal.content.session import SessionWords


class AgreementPanel(Vertical, can_focus=False):
    """The upper part of the agreement's page; what is to be done now stands below it."""

    ALLOW_SELECT = False

    def __init__(self, said: SessionWords, phrases: Mapping[str, str], *, record: bool) -> None:
        """Hold the owner's phrases in their order, and say whether a record is kept."""
        super().__init__()
        self._said, self._phrases, self._record = said.agreement, phrases, record
        yes, slower = said.digits.yes, said.digits.slower
        short = f"{yes.split()[0]} {said.keys.yes}   {slower.split()[0]} {said.keys.slower}"
        self._keys = (f"{yes} {said.keys.comfortable}   {slower} {said.keys.slower}", short)
        self._word = ""
        self._silence = said.session.pauses.format(most=PAUSE_MOST // MINUTE)

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        said = self._said
        yield BigText(id="ready")
        yield Static(id="title", markup=False)
        if self._phrases:
            yield Static(Content("\n").join(map(Content, self._phrases.values())), id="phrases", markup=False)
            yield Static(said.larger, id="larger", markup=False)
        yield WrappedStatic(id="signs")
        yield Static(f"{said.rules} {self._silence}\n{said.finger}", id="rules", markup=False)
        yield Static(said.kept if self._record else said.not_kept, id="record", markup=False)

    def fill(self, word: str, ready: str) -> None:
        """Show the stop word, the sign that needs no voice and the keys of the time; ``ready`` above them at large."""
        said = self._said
        begins = self.query_one("#ready", BigText)
        begins.text, begins.display = ready, bool(ready)
        self.query_one("#title", Static).update(said.over if ready else said.title)
        self._word = word
        self.query_one("#signs", WrappedStatic).show(self._signs)

    def _signs(self, width: int) -> Content:
        """Return them in two columns; where there is little room the keys stand in as few signs as say the same."""
        said = self._said
        wide = max(map(len, (said.stop_word, said.signal, said.keys))) + 3
        keys = next((each for each in self._keys if wide + len(each) <= width), self._keys[-1])
        rows = ((said.stop_word, self._word), (said.signal, said.taps), (said.keys, keys))
        lines = [Content.assemble(Content.styled(name.ljust(wide), "$muted"), value) for name, value in rows]
        return Content("\n").join(lines)
