"""The circuit's first page: two openers, whether touch follows, and Enter; from there on no key is needed.

The gate says which parts are left out; a circuit without anything to choose begins at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.core.sound_check import try_once
from comfort_journal.ui.open.practice.circuit_choice import CircuitChoice
from comfort_journal.ui.open.practice.circuit_end_screen import CircuitEndScreen
from comfort_journal.ui.open.practice.circuit_parts import OPENERS
from comfort_journal.ui.open.practice.circuit_run_screen import CircuitRunScreen
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.records import Circuit
    from comfort_journal.ui.open.core.workspace import Workspace

BEFORE = actions.declare(
    "The circuit",
    Action("circuit-begin", "enter", "Begin the circuit", "Begin; from here on no key is needed.", "begin"),
    Action("circuit-first-opener", "1", "First opener", "Take the first opener or leave it.", run="opener(0)"),
    Action("circuit-second-opener", "2", "Second opener", "Take the second opener or leave it.", run="opener(1)"),
    Action("circuit-third-opener", "3", "Third opener", "Take the third opener or leave it.", run="opener(2)"),
    Action("circuit-no-touch", "4", "Without warmth", "Leave the warmth out, or put it back."),
    Action("circuit-back", "escape", "Back", "Go back without a circuit.", "back", run="dismiss", palette=False),
)
OPENER_KEYS = ("circuit-first-opener", "circuit-second-opener", "circuit-third-opener")
ON, OFF = "●", "○"


class ToggleLine(Static):
    """A line with a mark that its key or a click turns on and off."""

    def __init__(self, run: str, **named: str) -> None:
        """Do the screen's action ``run`` at a click."""
        super().__init__(markup=False, **named)  # type: ignore[arg-type]
        self._run = run

    async def on_click(self) -> None:
        """Do what the key does."""
        await self.screen.run_action(self._run)


class CircuitScreen(OpenScreen["Circuit | None"]):
    """The whole circuit, or only ``parts`` of it; the result is the saved record, or None where nothing was done."""

    CSS_PATH = "circuit_screen.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012  Textual declares the type
    place = "plan"
    BINDINGS: ClassVar = actions.bindings(BEFORE)

    said = getters.query_one("#said", Static)

    def __init__(self, session: Workspace, parts: tuple[str, ...] | None = None) -> None:
        """Ask the gate which of the parts may be done now."""
        super().__init__(session)
        self._words = session.practice.library.sentences.circuit
        self._choice = CircuitChoice(session, parts)

    def compose(self) -> ComposeResult:
        """Lay out what there is to choose, and how it begins."""
        if self._choice.nothing_to_choose:
            return
        library = self.session.practice.library
        with Vertical(id="column"):
            yield Static(library.circuit.whole.title, id="title", markup=False)
            with VerticalScroll(id="page"):
                for line in self._choice.left_out():
                    yield Static(line, classes="left-out", markup=False)
                if self._choice.openers:
                    yield Static(library.part(OPENERS).set_up, classes="text", markup=False)
                for place in range(len(self._choice.openers)):
                    yield ToggleLine(f"opener({place})", id=f"opener-{place}", classes="pick")
                if self._choice.warms:
                    yield ToggleLine("circuit_no_touch", id="no-touch", classes="pick")
                yield Static(id="about", markup=False)
                if self._choice.parts:
                    yield Static(self._words.first, id="first", markup=False)
                    yield Static(library.part(self._choice.parts[0]).set_up, classes="text", markup=False)
            yield Static(id="said", markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Begin where there is nothing to choose."""
        if self._choice.nothing_to_choose:
            self.action_circuit_begin()
        else:
            self._draw()
            self.say(try_once(self.app, self.session) or self._said_chosen())

    def say(self, sentence: str) -> None:
        """Say it under the page."""
        if self._choice.nothing_to_choose:
            super().say(sentence)
        else:
            self.said.update(sentence)

    def action_opener(self, place: int) -> None:
        """Take an opener or leave it; one more than needed takes the place of the one taken first."""
        if place < len(self._choice.openers):
            self._choice.take(place)
            self.say(self._said_chosen())
            self._draw()

    def action_circuit_no_touch(self) -> None:
        if self._choice.warms:
            self._choice.no_touch = not self._choice.no_touch
            self._draw()

    def action_circuit_begin(self) -> None:
        """Begin, once the openers are chosen."""
        if not self._choice.ready:
            self.say(self._words.two)
        elif made := self._choice.stations():
            self.app.push_screen(CircuitRunScreen(self.session, made), self._ended)
        else:
            self.dismiss(None)

    def _ended(self, record: Circuit | None) -> None:
        if record is None:
            self.dismiss(None)
            return
        whole = self._choice.was_whole(record)
        self.app.push_screen(CircuitEndScreen(self.session, record, whole=whole), self.dismiss)

    def _said_chosen(self) -> str:
        """Say which openers are chosen, those of the last time too, and what their keys do; nothing where none is."""
        chosen = " and ".join(one_line(each.title) for each in self._choice.openers if each.key in self._choice.chosen)
        return self._words.chosen.format(openers=chosen) if chosen else ""

    def _draw(self) -> None:
        choice = self._choice
        for place, opener in enumerate(choice.openers):
            self._mark(f"#opener-{place}", OPENER_KEYS[place], opener.title, on=opener.key in choice.chosen)
        if choice.warms:
            self._mark("#no-touch", "circuit-no-touch", self._words.no_touch, on=choice.no_touch)
        self.query_one("#about", Static).update(choice.about())

    def _mark(self, selector: str, does: str, text: str, *, on: bool) -> None:
        tone = "$text" if on else "$muted"
        key = self.app.shown_key(does)
        mark = Content.styled(f"{ON if on else OFF} ", "$accent" if on else "$muted")
        self.query_one(selector, ToggleLine).update(Content.assemble(mark, (f"{key}  ", "$accent"), (text, tone)))
