"""The plan at a glance: the ladder with where things stand, and beside it the selected step. No bar, no fraction."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Offset, Region
from textual.widgets import Static

from comfort_journal.records import Session
from comfort_journal.records.steps import traits_of
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import REGISTRY
from comfort_journal.ui.followed import row_in_sight
from comfort_journal.ui.open.core.prompts import questions
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.plan.asked_on_pages import OnPages
from comfort_journal.ui.open.plan.before_step import before_step
from comfort_journal.ui.open.plan.ladder_view import LadderView
from comfort_journal.ui.open.plan.messages import SIZES
from comfort_journal.ui.open.plan.options import change_plan
from comfort_journal.ui.open.plan.plan_keys import PLAN
from comfort_journal.ui.open.plan.plan_page import DOORS, OPENS, PlanPage
from comfort_journal.ui.open.plan.questions import PlanQuestions
from comfort_journal.ui.open.plan.sizes import ask_ready, change_sizes
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.panes import Panes
from comfort_journal.ui.widgets.wrapped_static import WrappedStatic, hung

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.records import Circuit
    from comfort_journal.ui.open.core.workspace import Workspace

TO_READ = "begin"
"""What Enter does on any step until the first page was read."""


class _Pane(WrappedStatic):
    """The text about a step; while it is read the cursor stands on its first words in sight."""

    def stands_at(self) -> Offset:
        """Return where these are."""
        return Offset(0, row_in_sight(self, self.render().plain.split("\n")))


class PlanScreen(OpenScreen[None]):
    """The ladder of steps, and one pane about the step that is selected."""

    CSS_PATH = "plan_screen.tcss"
    AUTO_FOCUS = "LadderView"
    place = "plan"
    stands_on = ("#pane", "#standing")
    BINDINGS: ClassVar = actions.bindings(PLAN)

    ladder = getters.query_one(LadderView)
    standing = getters.query_one("#standing", WrappedStatic)
    pane = getters.query_one(_Pane)
    panes = getters.query_one(Panes)

    def __init__(self, session: Workspace) -> None:
        """Show the plan of an open journal, its current step selected."""
        super().__init__(session)
        self.flow = PlanQuestions(OnPages(self), session)
        self.page = PlanPage(session, self._shown_key)
        self._why = False
        self._asked = self._was_shown = False
        self._footer_words: list[str | None] = []

    def compose(self) -> ComposeResult:
        """Lay out the ladder with where things stand, and the pane."""
        with Horizontal(id="head"):
            yield Static(id="sign", markup=False)
            yield Static(id="calendar", markup=False)
        done, standing = WrappedStatic(id="done"), WrappedStatic(id="standing")
        left = VerticalScroll(done, LadderView(self.page), standing, id="left", can_focus=False)
        right = VerticalScroll(_Pane(id="pane"), id="right", can_focus=False)
        yield Panes(left, right, narrow="stacked")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Draw what the gate says, and the pane for each step that is selected."""
        said = self.session.practice.library.sentences.before
        key = self._shown_key("plan-new-sign")
        circuit = REGISTRY["plan-circuit"].name, self._shown_key("plan-circuit")
        keys = ((f"{said.something_new}?", key), circuit)
        parts = [Content.assemble(word, "  ", (key, "$accent")) for word, key in keys]
        self.query_one("#sign", Static).update(Content("    ").join(parts))
        self._show_page()
        self.watch(self.ladder, "cursor", self._selected, init=False)

    def _shown_key(self, action_id: str) -> str:
        return self.app.shown_key(action_id)

    def on_screen_resume(self) -> None:
        """Ask the gate again, except on the first time: time has passed since, and records may be new."""
        if self._was_shown:
            self.look_again()
        self._was_shown = True

    @on(OpenScreen.JournalChanged)
    def _records_came(self) -> None:
        self.look_again()

    @property
    def selected(self) -> str:
        """The step on whose rung the cursor is."""
        return self.ladder.item

    def select(self, step: str) -> None:
        """Put the cursor on a step's rung."""
        self.ladder.select(step)

    def look_again(self) -> None:
        """Ask the gate and draw its answer."""
        self.page = PlanPage(self.session, self._shown_key)
        self._show_page()

    def _show_page(self) -> None:
        self.ladder.show(self.page)
        self.query_one("#calendar", Static).update(self.page.calendar)
        self.standing.show(hung(self.page.standing()))
        self._draw()

    def _draw(self) -> None:
        """Draw the pane, and the footer where it says something else now."""
        page = self.page
        lay = hung(page.why_pane(self.selected)) if self._why else page.step_pane(self.selected, asked=self._asked)
        self.pane.show(lay)
        words = [self.footer_word(action.id) for action in PLAN]
        if words != self._footer_words:
            self._footer_words = words
            self.refresh_bindings()

    def _selected(self) -> None:
        """Show the rung at once; the text about it follows that picture, since it moves all below it.

        What is to follow is asked for once the ladder has asked for its picture: before, Textual calls it first.
        """
        self._why = self._asked = False
        self._show_rung()
        self.ladder.call_next(self.ladder.call_after_refresh, self._draw)

    def _show_rung(self) -> None:
        """Bring the selected rung into view with all that stands above it, and the text about it to its beginning."""
        self.ladder.focus(scroll_visible=False)
        rung = Region(0, self.ladder.virtual_region.y + self.ladder.row, 1, 1)
        if self.panes.beside:
            self.query_one("#right").scroll_home(animate=False, force=True, immediate=True)
            self.query_one("#left").scroll_to_region(rung, animate=False, force=True, immediate=True)
        else:
            self.panes.scroll_home(animate=False, force=True, immediate=True)
            self.panes.scroll_to_region(rung, animate=False, force=True, immediate=True)

    @property
    def _reading(self) -> VerticalScroll | Panes:
        """What scrolls where one reads on."""
        return self.query_one("#right", VerticalScroll) if self.panes.beside else self.panes

    def _show_pane(self) -> None:
        """Bring the text about a step into view, in a low window from what would open it on, and the cursor there."""
        self.set_focus(None)
        if self.panes.beside:
            self._reading.scroll_home(animate=False, force=True, immediate=True)
            return
        lines = self.pane.render().plain.split("\n")
        opens = lines.index(OPENS) if OPENS in lines else 0
        at = opens if opens * 2 > self.panes.size.height else 0
        top = self.query_one("#right").virtual_region.y + self.pane.virtual_region.y
        self.panes.scroll_to(y=top + at, animate=False, force=True, immediate=True)

    def action_rung_down(self) -> None:
        self._go(self.ladder.cursor + 1)

    def action_rung_up(self) -> None:
        self._go(self.ladder.cursor - 1)

    def action_first_rung(self) -> None:
        self._go(0)

    def action_last_rung(self) -> None:
        self._go(len(self.page.steps) - 1)

    def _go(self, place: int) -> None:
        """Go to a rung; from the text one comes back to the ladder also where there is none further on."""
        before = self.ladder.cursor
        self.ladder.cursor = place
        if self.ladder.cursor == before:
            self._selected()

    def action_plan_further(self) -> None:
        self.set_focus(None)
        self._reading.scroll_page_down(animate=False)

    def action_plan_back_up(self) -> None:
        self._reading.scroll_page_up(animate=False, on_complete=self._back_at_ladder)

    def _back_at_ladder(self) -> None:
        """Have the cursor on the ladder again where one came back to the beginning."""
        if not self._reading.scroll_target_y and not self._why:
            self.ladder.focus(scroll_visible=False)

    def action_plan_why(self) -> None:
        """Show what stands behind the answer, or the step again."""
        self._why, self._asked = not self._why, False
        self._draw()
        if self._why:
            self.call_after_refresh(self._show_pane)
        else:
            self._show_rung()

    def action_leave_plan(self) -> None:
        """Go back to the step from what stands behind the answer, and from the step to where one came from."""
        if self._why:
            self.action_plan_why()
        else:
            self.dismiss(None)

    @on(LadderView.Clicked)
    def _clicked(self) -> None:
        self.action_practise_step()

    def action_practise_step(self) -> None:
        """Open the selected step; from a closed one go to what would open it."""
        if self.page.closed(self.selected):
            self._why, self._asked = False, True
            self._draw()
            self.call_after_refresh(self._show_pane)
        else:
            self._practise()

    @work(exclusive=True, group="plan", description="open a step")
    async def _practise(self) -> None:
        """Ask what comes before, then open the step if the gate has it open."""
        step = self.selected
        if step == SIZES:
            await change_sizes(self.flow)
            self.look_again()
            return
        if traits_of(step).together:
            from comfort_journal.ui.open.together.readiness_screen import ReadinessScreen  # noqa: PLC0415  its own room

            await self.app.push_screen(ReadinessScreen(self.session))
            return
        if await before_step(self.flow, step):
            from comfort_journal.ui.open.practice.step_intro_screen import StepIntroScreen  # noqa: PLC0415  its own room

            await self.app.push_screen(StepIntroScreen(self.session, step), self._did)
        else:
            self.look_again()

    @work(exclusive=True, group="plan", description="answer the plan")
    async def action_plan_answer(self) -> None:
        page = self.page
        if page.found.row == 0:
            await self.flow.agree()
        elif page.found.row == 1:
            await self.flow.seen()
        elif page.found.row == 3:  # noqa: PLR2004  the rows are cited by number
            await self.flow.care()
        elif page.found.row == 5:  # noqa: PLR2004  as above
            await self.flow.next_day()
        elif page.found.row in {2, 4}:
            await self.flow.number("now", self.flow.words.now)
        elif page.closes:
            from comfort_journal.ui.open.together.debrief_screen import open_close  # noqa: PLC0415  its own room

            open_close(self, page.closes[0])
            return
        elif page.asks_for_ready:
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
        """Say that nothing is waited for, where nothing is."""
        return self.flow.words.nothing if action_id == "plan-answer" and not self.page.waits else None

    def footer_word(self, action_id: str) -> str | None:
        """Call Enter what it does on this rung; the word at together is one, whatever the gate says."""
        if action_id == "plan-answer":
            return None if self.page.waits else ""
        if action_id == "plan-why":
            return "the step" if self._why else None
        if action_id == "practise-step":
            before = TO_READ if self.page.found.row == 0 else "read on" if self.page.closed(self.selected) else None
            return DOORS.get(self.selected, before)
        return None

    def action_plan_circuit(self) -> None:
        """Open the circuit, whatever the gate says."""
        from comfort_journal.ui.open.practice.circuit_screen import CircuitScreen  # noqa: PLC0415  its own room

        self.app.push_screen(CircuitScreen(self.session), self._did)

    def _did(self, record: Session | Circuit | None) -> None:
        """Say what was just done; after a session also which question waits on Today."""
        if record is None:
            return
        done = self.page.just_now(record)
        if isinstance(record, Session):
            key, question = self._shown_key("go-today"), one_line(questions(self.session)[0])
            done = Content.assemble(done, "\n", (key, "$accent"), f"  {question}")
        self.query_one("#done", WrappedStatic).show(hung(done))
        self.add_class("-done")
