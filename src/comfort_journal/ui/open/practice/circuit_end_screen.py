"""After a circuit: one calm sentence, and whether it was dry for whoever wants to note it; any other key leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import getters, on
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from comfort_journal.records import Circuit, moment
from comfort_journal.ui.open.core.screen import ENOUGH, OpenScreen
from comfort_journal.ui.open.practice.circuit_parts import WARMTH

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.records import AnyRecord
    from comfort_journal.ui.open.core.workspace import Workspace

SCROLLS = frozenset(("up", "down", "pageup", "pagedown"))


class CircuitEndScreen(OpenScreen["Circuit | None"]):
    """The end page of a saved circuit; the result is the record as it is then."""

    CSS_PATH = "circuit_end_screen.tcss"
    AUTO_FOCUS = "#page"

    said = getters.query_one("#said", Static)

    @dataclass
    class Noted(Message):
        """The mark is in the journal; ``often`` says whether the card on dryness is due."""

        record: Circuit
        often: bool

    def __init__(self, session: Workspace, record: Circuit, *, whole: bool) -> None:
        """Say of a whole circuit that it was one."""
        super().__init__(session)
        self._record, self._whole = record, whole
        self._asks = any(part.part == WARMTH for part in record.parts)

    def compose(self) -> ComposeResult:
        """Lay out the sentence and, after warmth, the question."""
        words = self.session.practice.library.sentences.circuit
        with VerticalScroll(id="page"), Vertical():
            yield Static(words.ended if self._whole else words.some, id="ended", markup=False)
            yield Static(words.dry if self._asks else words.leaves, id="said", markup=False)

    def say(self, sentence: str) -> None:
        """Say it under the sentence."""
        self.said.update(sentence)

    def on_key(self, event: events.Key) -> None:
        """Note the answer, or leave."""
        if event.key in self.app.keys_in_force(ENOUGH.id) or event.key in SCROLLS:
            return
        event.stop()
        if self._asks and event.key in {"y", "n"}:
            self._asks = False
            record = replace(self._record, dry=event.key == "y")
            self.save(lambda: self._note(record))
        else:
            self._leave()

    def on_click(self) -> None:
        """Leave with the pointer too."""
        self._leave()

    @on(Noted)
    def _noted(self, event: Noted) -> None:
        library = self.session.practice.library
        self._record = event.record
        self.say(library.part(WARMTH).card.strip() if event.often else library.sentences.circuit.noted)

    @on(OpenScreen.SaveFailed)
    def _ask_again(self) -> None:
        self._asks = True

    def _note(self, record: Circuit) -> None:
        self.post_message(self.Noted(record, note_dry(self.session, record)))

    def _leave(self) -> None:
        if self.is_active:
            self.dismiss(self._record)


def note_dry(session: Workspace, record: Circuit) -> bool:
    """Keep whether it was dry; return whether the card on dryness is due. Raises NotSaved. Blocks."""
    practice = session.practice
    practice.keep(record)
    numbers = practice.library.part(WARMTH).numbers
    marks = dry_marks(session.journal.records("circuit"), practice.now(), numbers["dry_days"].value)
    return bool(record.dry) and marks >= numbers["dry_marks"].value


def dry_marks(records: Iterable[AnyRecord], now: datetime, days: int) -> int:
    """Return how many circuits of the last so many days were noted as dry."""
    since = now - timedelta(days=days)
    return sum(
        isinstance(record, Circuit)
        and record.dry is True
        and not record.conflict_of
        and since <= moment(record.started_at) <= now
        for record in records
    )
