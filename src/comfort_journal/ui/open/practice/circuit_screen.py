"""The circuit's first page: two openers, whether touch follows, and Enter; from there on no key is needed.

The gate says which parts are left out; a circuit without anything to choose begins at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.core.sound_check import try_once
from comfort_journal.ui.open.practice.circuit_choice import CircuitChoice
from comfort_journal.ui.open.practice.circuit_end_screen import CircuitEndScreen
from comfort_journal.ui.open.practice.circuit_parts import OPENERS
from comfort_journal.ui.open.practice.circuit_run_screen import CircuitRunScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.wrapped_static import WrappedStatic, hung

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
CHOOSING = actions.declare(
    "The circuit, what to choose",
    Action("take-choice", "space", "Choose", "Take what the mark is on, or leave it.", "choose", palette=False),
    Action("choice-below", "down,j", "Next choice", "Go to the choice below, or read on.", palette=False),
    Action("choice-above", "up,k", "Choice before", "Go to the choice above, or read again above.", palette=False),
)
OPENER_KEYS = ("circuit-first-opener", "circuit-second-opener", "circuit-third-opener")
HERE, ON, OFF = "▸", "●", "○"


class ToggleLine(WrappedStatic, can_focus=True):
    """A line with a mark that its key, a click, or Space turns on and off; the arrows lead from one to another."""

    BINDINGS: ClassVar = actions.bindings(CHOOSING)

    def __init__(self, run: str, *, id: str) -> None:  # noqa: A002  Textual's name
        """Do the screen's action ``run``."""
        super().__init__(id=id)
        self._run = run

    def mark(self, key: str, text: str, *, on: bool) -> None:
        """Stand there with this key and text, chosen or not."""
        mark = (f"  {ON if on else OFF} ", "$accent" if on else "$muted")
        self.show(hung(Content.assemble(mark, (f"{key}  ", "$accent"), (text, "$text" if on else "$muted"))))

    def render(self) -> Content:
        """Draw it, with a mark of its own where the focus is."""
        line = super().render()
        return Content.assemble((HERE, "$accent"), line[len(HERE) :]) if self.has_focus else line

    def footer_word(self, action_id: str) -> str | None:
        """Name the key only where Enter does something else."""
        screen = self.screen
        taken = isinstance(screen, CircuitScreen) and screen.footer_word("circuit-begin")
        return "" if action_id == "take-choice" and taken else None

    async def on_click(self) -> None:
        """Do what the key does."""
        await self.action_take_choice()

    async def action_take_choice(self) -> None:
        await self.screen.run_action(self._run)

    def action_choice_below(self) -> None:
        self._go(1)

    def action_choice_above(self) -> None:
        self._go(-1)

    def _go(self, by: int) -> None:
        lines = [*self.screen.query(ToggleLine)]
        place = lines.index(self) + by
        if 0 <= place < len(lines):
            lines[place].focus()
        else:
            self.screen.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


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
                    yield ToggleLine(f"opener({place})", id=f"opener-{place}")
                if self._choice.warms:
                    yield ToggleLine("circuit_no_touch", id="no-touch")
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
            here = next(iter(self.query(ToggleLine)), None) or self.query_one(VerticalScroll)
            self.set_focus(here, scroll_visible=False)
            self.say(try_once(self.app, self.session) or self._choice.said())

    def on_resize(self) -> None:
        """Keep the choice that the mark is on in view."""
        self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        if isinstance(self.focused, ToggleLine):
            self.focused.scroll_visible(animate=False, immediate=True)

    def say(self, sentence: str) -> None:
        """Say it under the page."""
        if self._choice.nothing_to_choose:
            super().say(sentence)
        else:
            self.said.update(sentence)

    def action_opener(self, place: int) -> None:
        """Take an opener or leave it; one more than needed takes the place of the one taken first."""
        if place < len(self._choice.openers):
            self.say(self._choice.take(place))
            self._draw()

    def action_circuit_no_touch(self) -> None:
        if self._choice.warms:
            self._choice.no_touch = not self._choice.no_touch
            self._draw()

    def action_circuit_begin(self) -> None:
        """Begin, once the openers are chosen; until then take the one that the mark is on."""
        if (place := self._to_take) is not None:
            self.action_opener(place)
        elif not self._choice.ready:
            self.say(self._words.two)
        elif made := self._choice.stations():
            self.app.push_screen(CircuitRunScreen(self.session, made), self._ended)
        else:
            self.dismiss(None)

    @property
    def _to_take(self) -> int | None:
        """The place of the opener that the mark is on, where another one is wanted and it is not chosen."""
        choice = self._choice
        free = (place for place, each in enumerate(choice.openers) if each.key not in choice.chosen)
        here = self.focused.id if self.focused is not None else None
        return None if choice.ready else next((place for place in free if here == f"opener-{place}"), None)

    def footer_word(self, action_id: str) -> str | None:
        """Call Enter what it does now."""
        return "choose" if action_id == "circuit-begin" and self._to_take is not None else None

    def _ended(self, record: Circuit | None) -> None:
        if record is None:
            self.dismiss(None)
            return
        whole = self._choice.was_whole(record)
        self.app.push_screen(CircuitEndScreen(self.session, record, whole=whole), self.dismiss)

    def _draw(self) -> None:
        choice = self._choice
        for place, opener in enumerate(choice.openers):
            self._mark(f"#opener-{place}", OPENER_KEYS[place], opener.title, on=opener.key in choice.chosen)
        if choice.warms:
            self._mark("#no-touch", "circuit-no-touch", self._words.no_touch, on=choice.no_touch)
        self.query_one("#about", Static).update(choice.about())
        self.refresh_bindings()

    def _mark(self, selector: str, does: str, text: str, *, on: bool) -> None:
        self.query_one(selector, ToggleLine).mark(self.app.shown_key(does), text, on=on)
