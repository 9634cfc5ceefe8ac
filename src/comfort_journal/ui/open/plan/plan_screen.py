"""The plan at a glance: the gate's own answer, drawn. No bar, no fraction; what counts stands under "why?" alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import getters, on, work
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from comfort_journal.plan.ladder import FIRST_SIZE, Ladder, kind_of_step
from comfort_journal.text.plain import one_line, plain_lines, shown
from comfort_journal.ui import actions
from comfort_journal.ui.open.core.note_to_self import find_note
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.plan.before_step import before_step
from comfort_journal.ui.open.plan.messages import (
    HERE,
    OPEN,
    SIZES,
    WAITING,
    answer_lines,
    mark_of,
    marks_said,
    said_day,
    why_lines,
)
from comfort_journal.ui.open.plan.options import change_plan
from comfort_journal.ui.open.plan.plan_keys import PLAN
from comfort_journal.ui.open.plan.questions import PlanQuestions
from comfort_journal.ui.open.plan.sizes import ask_ready, change_sizes
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.text_layout import fit
from comfort_journal.ui.widgets.wrapped_static import WrappedStatic, hung

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from comfort_journal.records import Partner
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.widgets.wrapped_static import Lay

SELECTED = "▸"
PRIVATE_PAGE = "a opens the private page"
RECENT = 4
"""Easy days shown beside a rung."""
_SIGN, _REST = 1, 4
_DOORS = {SIZES: "your sizes", "partner": "together"}
"""What Enter leads to from the rungs that open a page of their own, whatever the gate says."""
LOW, FEW = 18, 3
"""A window lower than so many lines shows so many rungs."""


class PlanScreen(OpenScreen[None]):
    """The ladder of steps, and one pane about the step that is selected."""

    CSS_PATH = "../core/question_screen.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-tall")]  # noqa: RUF012  Textual declares the type
    place = "plan"
    BINDINGS: ClassVar = actions.bindings(PLAN)

    ladder = getters.query_one("#ladder", WrappedStatic)
    pane = getters.query_one("#pane", WrappedStatic)

    def __init__(self, session: Workspace) -> None:
        """Show the plan of an open journal, its current step selected."""
        super().__init__(session)
        self.flow = PlanQuestions(self)
        self._found = session.practice.assess()
        self._closes: list[Partner] = []
        self.selected = self._found.step
        self._why = False

    def compose(self) -> ComposeResult:
        """Lay out the answer, the ladder, and the pane."""
        with Vertical(id="column"):
            yield Static(id="title", markup=False)
            with VerticalScroll(id="reading", can_focus=False):
                yield WrappedStatic(id="ladder")
                yield WrappedStatic(id="pane")
            yield KeysFooter()

    def on_mount(self) -> None:
        """Draw what the gate says."""
        self.look_again()

    def on_screen_resume(self) -> None:
        """Ask the gate again: time has passed, and records may be new."""
        self.look_again()

    @on(OpenScreen.JournalChanged)
    def _records_came(self) -> None:
        self.look_again()

    @property
    def steps(self) -> tuple[str, ...]:
        """All steps of this owner, gentlest first; where there are no sizes, a rung stands for them."""
        sizes = self.session.practice.sizes
        order = Ladder.of(sizes).order
        return order if sizes else (*order[:FIRST_SIZE], SIZES, *order[FIRST_SIZE:])

    def look_again(self) -> None:
        """Ask the gate and draw its answer."""
        self._found = self.session.practice.assess()
        self._closes = self.session.practice.open_closes()
        self._easy = self.session.practice.easy_days()
        if self.selected not in self.steps:
            self.selected = self._found.step
        said = self.session.practice.library.sentences
        outcome = getattr(said.outcomes, self._found.outcome)
        self.query_one("#title", Static).update(
            Content.assemble(outcome, (f"   ! {said.before.something_new}", "$muted"))
        )
        self.ladder.show(self._rungs())
        self.pane.show(hung(self._why_pane() if self._why else self._step_pane()))
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Show as much of the ladder as the window has room for."""
        self.look_again()

    def _rungs(self) -> Lay:
        rungs = [(step, self._easy.get(step, ())[-RECENT:]) for step in self.steps[self._rungs_shown]]
        return lambda width: Content("\n").join(self._rung(step, days, width) for step, days in rungs)

    def _rung(self, step: str, days: Sequence[date], width: int) -> Content:
        """Return a rung on one line, with as many of its latest easy days as there is room for."""
        name, mark = one_line(self._called(step)), mark_of(self._found, step)
        style = {HERE: "$accent bold", OPEN: "$text"}.get(mark, "$muted")
        edge = f"{SELECTED if step == self.selected else ' '} {mark} "
        easy = self.session.practice.library.sentences.outcomes.easy
        tails = [f"  {easy} " + ", ".join(map(said_day, days[first:])) for first in range(len(days))]
        room = width - cell_len(edge)
        tail = next((each for each in tails if cell_len(name + each) <= room), "")
        return Content.assemble((edge + fit(name, room), style), (tail, "$muted"))

    def _marks(self) -> Content:
        """Return what the marks on the ladder mean."""
        return Content.styled(
            marks_said({mark_of(self._found, step) for step in self.steps}, self.flow.words), "$muted"
        )

    @property
    def _rungs_shown(self) -> slice:
        """All rungs, or in a low window the selected one and its neighbours."""
        at = self.steps.index(self.selected)
        if self.app.size.height >= LOW:
            return slice(None)
        first = max(0, min(at - 1, len(self.steps) - FEW))
        return slice(first, first + FEW)

    def _step_pane(self) -> Content:
        found, step = self._found, self.selected
        text = self.session.practice.library.step("dilator" if step == SIZES else kind_of_step(step))
        parts = [Content(each) for each in answer_lines(found, step, self._called)]
        if found.row in WAITING and (found.waits or found.row != _REST):
            parts.append(Content.styled(WAITING[found.row], "$muted"))
        elif self._closes and step == "partner":
            parts.append(Content.styled(PRIVATE_PAGE, "$muted"))
        elif self._asks_for_ready and step in {"movement", "partner"}:
            parts.append(Content.styled(self.flow.words.ready_key, "$muted"))
        if step == SIZES:
            parts.append(Content(self.flow.words.sizes_none))
        if found.outcome == "rest":
            parts += self._rest()
        if found.row == _SIGN:
            return Content("\n\n").join([*parts, self._marks()])
        how = "\n".join(f"· {line}" for line in text.how)
        name = Content.styled(one_line(self._called(step)), "$accent bold")
        return Content("\n\n").join(
            [*parts, Content("\n").join([name, Content(text.what)]), Content(how), Content(text.target), self._marks()]
        )

    def _rest(self) -> list[Content]:
        library, note = self.session.practice.library, find_note(self.session)
        parts = []
        for card in map(library.card, self._found.cards):
            # The first is about this rest as a whole; its title is the reason above, in other words.
            title = [] if card.id == "SPIKE" else [Content.styled(card.title, "$accent")]
            parts.append(
                Content("\n").join([*title, Content(card.text), *(Content(f"· {each}") for each in card.items)])
            )
        if note is not None:
            said = library.sentences.session.note_to_self
            parts.append(Content("\n".join([said, *plain_lines(shown(note.text))])))
        return parts

    def _why_pane(self) -> Content:
        return Content("\n\n").join([Content(line) for line in why_lines(self._found, self._called)])

    @property
    def _asks_for_ready(self) -> bool:
        return self.flow.asks_for_ready(self._easy)

    def _called(self, step: str) -> str:
        if step == SIZES:
            return self.flow.words.sizes_rung
        return self.session.practice.step_name(step) if step in self.steps else step

    def _move(self, by: int) -> None:
        steps = self.steps
        self.selected = steps[max(0, min(len(steps) - 1, steps.index(self.selected) + by))]
        self._why = False
        self.look_again()
        self._show_rung()

    def _show_rung(self) -> None:
        """Bring the selected rung into view."""
        at = self.steps[self._rungs_shown].index(self.selected)
        rung = Region(0, at, self.ladder.content_size.width, 1)
        self.query_one("#reading").scroll_to_region(rung, animate=False, force=True, immediate=True)

    def action_rung_down(self) -> None:
        self._move(1)

    def action_rung_up(self) -> None:
        self._move(-1)

    def action_plan_further(self) -> None:
        self.query_one("#reading").scroll_page_down(animate=False)

    def action_plan_back_up(self) -> None:
        self.query_one("#reading").scroll_page_up(animate=False)

    def action_plan_why(self) -> None:
        """Show what stands behind the answer, or the step again."""
        self._why = not self._why
        self.look_again()

    @work(exclusive=True, group="plan", description="open a step")
    async def action_practise_step(self) -> None:
        """Ask what comes before, then open the step if the gate has it open."""
        step = self.selected
        if step == SIZES:
            await change_sizes(self.flow)
            self.look_again()
            return
        if kind_of_step(step) == "partner":
            from comfort_journal.ui.open.together.readiness_screen import ReadinessScreen  # noqa: PLC0415  its own room

            await self.app.push_screen(ReadinessScreen(self.session))
            return
        if await before_step(self.flow, step):
            from comfort_journal.ui.open.practice.step_intro_screen import StepIntroScreen  # noqa: PLC0415  its own room

            await self.app.push_screen(StepIntroScreen(self.session, step))
        else:
            self.look_again()

    @work(exclusive=True, group="plan", description="answer the plan")
    async def action_plan_answer(self) -> None:
        found = self._found
        if found.row == 0:
            await self.flow.agree()
        elif found.row == 1:
            await self.flow.seen()
        elif found.row == 3:  # noqa: PLR2004  the rows are cited by number
            await self.flow.care()
        elif found.row == 5:  # noqa: PLR2004  as above
            await self.flow.next_day()
        elif found.row in {2, 4}:
            await self.flow.number("now", self.flow.words.now)
        elif self._closes:
            from comfort_journal.ui.open.together.debrief_screen import open_close  # noqa: PLC0415  its own room

            open_close(self, self._closes[0])
            return
        elif self._asks_for_ready:
            await ask_ready(self.flow)
        self.look_again()

    @work(exclusive=True, group="plan", description="note something new")
    async def action_plan_new_sign(self) -> None:
        await self.flow.something_new()
        self.look_again()

    @work(exclusive=True, group="plan", description="change the plan")
    async def action_plan_changes(self) -> None:
        await change_plan(self.flow)
        self.look_again()

    def why_not(self, action_id: str) -> str | None:
        """Say that nothing is waited for, where nothing is, and why the selected step is closed."""
        found, step = self._found, self.selected
        waits = found.row in WAITING or self._closes or self._asks_for_ready
        if action_id == "plan-answer" and not waits:
            return self.flow.words.nothing
        if action_id == "practise-step" and found.row != 0 and step not in _DOORS and not found.may(step):
            return next((each.reason for each in found.closed if each.what == step), found.reason)
        return None

    def footer_word(self, action_id: str) -> str | None:
        """Call Enter what it does on this rung; the word at together is one, whatever the gate says."""
        if action_id != "practise-step":
            return None
        return _DOORS.get(self.selected, "" if self.why_not(action_id) else None)

    def action_plan_circuit(self) -> None:
        """Open the circuit, whatever the gate says."""
        from comfort_journal.ui.open.practice.circuit_screen import CircuitScreen  # noqa: PLC0415  its own room

        self.app.push_screen(CircuitScreen(self.session))
