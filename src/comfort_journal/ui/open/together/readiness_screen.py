"""The private way into the step with another person: yes and yes closes the journal, everything else is one refusal.

The gate is asked before the questions and again after them. No answer, word or code given here is kept anywhere.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual import getters, on, work
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from comfort_journal.partner import Setup, is_code
from comfort_journal.plan.closures import is_whole
from comfort_journal.records import Circuit, moment
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.rating.rating_screen import RatingScreen
from comfort_journal.ui.open.together.refusal_screen import RefusalScreen
from comfort_journal.ui.widgets.choice_row import ChoiceRow
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.line_input import Field

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.widget import Widget

    from comfort_journal.journal import Journal

STEP = "partner"
STOP_WORD = "stop"
LONGEST_WORD = 24
LONGEST_PHRASE = 240
"""Bytes of each phrase that are handed over: what the other process is told has to fit one pipe whole."""
INTERVALS = tuple(range(30, 61, 5))
ASKS_FIRST = 5

READINESS = actions.declare(
    "Before you begin together",
    Action("line-below", "down", "Next line", "Go to the line below.", palette=False),
    Action("line-above", "up", "Line before", "Go to the line above.", palette=False),
    Action(
        "give-line", "enter", "Go on", "Go on to the next line, and from the last one begin.", "go on", palette=False
    ),
    Action("not-today", "escape", "Not today", "Leave it; the plan stays where it is.", "not today", palette=False),
)


def enter(opened: Journal, app: HostApp) -> Screen[Any]:
    """Hand the session to the app and return the readiness page as the first one; every way but yes and yes locks."""
    session = Workspace(opened, app.settings)
    app.session = session
    return ReadinessScreen(session, at_the_door=True)


class ReadinessScreen(OpenScreen[None]):
    """The questions before; ``at_the_door`` says that nothing lies beneath, so that leaving locks."""

    CSS_PATH = "together.tcss"
    AUTO_FOCUS = None
    BINDINGS: ClassVar = actions.bindings(READINESS)

    app = getters.app(HostApp)
    want = getters.query_one("#want", ChoiceRow)
    free = getters.query_one("#free", ChoiceRow)
    word = getters.query_one("#word", Input)
    interval = getters.query_one("#interval", ChoiceRow)
    bell = getters.query_one("#bell", ChoiceRow)
    code = getters.query_one("#code", Input)
    said = getters.query_one("#said", Static)

    def __init__(self, session: Workspace, *, at_the_door: bool = False) -> None:
        """Ask from the plan, or at the door."""
        super().__init__(session)
        self._at_the_door = at_the_door
        self._said = session.practice.library.sentences.readiness
        self._over = False

    def compose(self) -> ComposeResult:
        """Lay out the questions; they are seen once the gate has been asked."""
        said, chosen = self._said, self.session.settings
        answers = [("yes", f"y {said.yes}"), ("unsure", f"u {said.unsure}"), ("no", f"n {said.no}")]
        letters = [("y", "yes"), ("u", "unsure"), ("n", "no"), ("1", "yes"), ("2", "unsure"), ("3", "no")]
        seconds = sorted({*INTERVALS, chosen.checkin_seconds})
        with Vertical(id="column"):
            yield Static(said.title, id="title", markup=False)
            if self.app.demo:
                yield Static(said.begin_demo, id="demo", markup=False)
            with Vertical(id="form"):  # it scrolls without keys of its own: Up and Down go from line to line
                yield ChoiceRow(said.want, answers, letters=letters, id="want")
                yield ChoiceRow(said.free, answers, letters=letters, id="free")
                with Horizontal(classes="line"):
                    yield Static(said.word, markup=False)
                    yield Field(STOP_WORD, id="word", max_length=LONGEST_WORD, compact=True, select_on_focus=True)
                with Horizontal(classes="line"):
                    yield Static(said.signal, markup=False)
                    yield Static(said.signal_is, classes="value", markup=False)
                with Horizontal(classes="line"):
                    yield Static(said.interval, markup=False)
                    words = [(str(each), str(each)) for each in seconds]
                    yield ChoiceRow("", words, chosen=str(chosen.checkin_seconds), id="interval")
                with Horizontal(classes="line"):
                    yield Static(said.bell, markup=False)
                    bell = "on" if chosen.checkin_bell else "off"
                    yield ChoiceRow("", [("on", said.on), ("off", said.off)], chosen=bell, id="bell")
                with Horizontal(classes="line"):
                    yield Static(said.code, markup=False)
                    yield Field(id="code", password=True, restrict="[0-9]*", max_length=4, compact=True)
            yield Static(said.code_is, id="said", markup=False)
            yield Static(self.session.practice.library.sentences.checkin.window, id="window", markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Ask the gate before anything else is seen."""
        self.add_class("-unchecked")
        self._check()

    @work(exclusive=True, group="readiness", description="ask the gate")
    async def _check(self) -> None:
        """Let the gate decide, after the one number that it may ask for first."""
        since = self.app.clock()
        found = self.session.practice.assess()
        if found.row == ASKS_FIRST:
            proposed = self.session.practice.proposed(found)
            await self.app.push_screen_wait(RatingScreen(self.session, "next_day", found.reason, proposed))
            since = self.app.clock()
        if self.session.practice.assess().may(STEP):
            self.remove_class("-unchecked")
            self.want.focus()
        else:
            self._refuse(since)

    # -- from line to line

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Bring the whole line into view, its name too."""
        self._bring_into_view(event.widget)

    def _bring_into_view(self, widget: Widget) -> None:
        line = widget.parent if isinstance(widget.parent, Horizontal) else widget
        self.call_after_refresh(self.query_one("#form").scroll_to_widget, line, animate=False, force=True)

    def action_line_below(self) -> None:
        self.focus_next()

    def action_line_above(self) -> None:
        self.focus_previous()

    def action_give_line(self) -> None:
        """Stay where nothing is chosen yet."""

    def action_not_today(self) -> None:
        self._refuse(self.app.clock())

    @on(ChoiceRow.Given)
    def _given(self, event: ChoiceRow.Given) -> None:
        event.stop()
        if event.row in {self.want, self.free} and event.key != "yes":
            self._refuse(self.app.clock())
        else:
            self.focus_next()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input is self.code:
            self._begin()
        else:
            self.focus_next()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value:  # emptied by the program, the reason stays
            self.say(self._said.code_is)

    def say(self, sentence: str) -> None:
        """Say it under the lines."""
        self.said.set_class(sentence != self._said.code_is, "-told")
        self.said.update(sentence)

    # -- the two ends

    def _begin(self) -> None:
        """Hand over on yes and yes, with a code and a word; with anything else refuse, or say what is still open."""
        since = self.app.clock()
        unanswered = next((row for row in (self.want, self.free) if row.key is None), None)
        if unanswered is not None:
            self._still_open(unanswered, self._said.first)
        elif self.want.key != "yes" or self.free.key != "yes":
            self._refuse(since)
        elif not self.word.value.strip():
            self._still_open(self.word, self._said.wordless)
        elif not is_code(self.code.value):
            why = why_no_code(self.session, self.code.value)
            self.code.value = ""
            self._still_open(self.code, why)
        elif not self.session.practice.assess().may(STEP):
            self._refuse(since)
        elif not self._over:
            self._over = True
            self.app.call_later(self.app.hand_over, self._setup(), phrases_of(self.session))

    def _still_open(self, line: ChoiceRow | Input, sentence: str) -> None:
        self.say(sentence)
        line.focus()
        self._bring_into_view(line)

    def _setup(self) -> Setup:
        return step_setup(
            self.session,
            interval=int(self.interval.key or self.session.settings.checkin_seconds),
            bell=self.bell.key == "on",
            word=self.word.value,
            code=self.code.value,
        )

    def _refuse(self, since: float) -> None:
        if not self._over:
            self._over = True
            self.app.push_screen(RefusalScreen(self.session, since), self._refused)

    async def _refused(self, _nothing: None) -> None:
        if self._at_the_door:
            await self.app.run_action("lock_now")
        else:
            self.dismiss(None)


def step_setup(session: Workspace, *, interval: int, bell: bool, word: str, code: str) -> Setup:
    """Return the step as it was set up, begun now."""
    library = session.practice.library
    return Setup(
        id=str(uuid.uuid4()),
        mode="step",
        began_at=session.practice.stamp(),
        interval=interval,
        bell=bell,
        word=word.strip(),
        code=code,
        circuit=library.number("RC", "least").seconds,
        lubrication=library.number("RC-5", "least").seconds,
        circuit_age=circuit_age(session),
    )


def why_no_code(session: Workspace, typed: str) -> str:
    """Say why what was typed is no code."""
    said = session.practice.library.sentences.readiness
    return said.code_same if len(typed) == len("0000") and typed.isdigit() else said.code_short


def circuit_age(session: Workspace) -> float | None:
    """Return how many seconds ago the latest whole circuit ended, or None without one since yesterday."""
    now, since = session.clock(), session.today - timedelta(days=1)
    ended = [
        moment(circuit.ended_at)
        for circuit in session.journal.records("circuit", since=since)
        if isinstance(circuit, Circuit) and is_whole(circuit)
    ]
    return min(((now - at).total_seconds() for at in ended if at <= now), default=None)


def phrases_of(session: Workspace) -> dict[str, str]:
    """Return the words that both will read, the owner's own where there are any, each on one line and not too long."""
    practice = session.practice
    shipped = {phrase.id: phrase.text for phrase in practice.library.together.phrase}
    return {key: _cut(one_line(practice.phrase(key, text))) for key, text in shipped.items()}


def _cut(text: str) -> str:
    whole = text.encode()
    return text if len(whole) <= LONGEST_PHRASE else whole[:LONGEST_PHRASE].decode(errors="ignore").rstrip() + "…"
