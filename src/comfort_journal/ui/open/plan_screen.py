"""The plan at a glance: the gate's own answer, drawn. No bar, no fraction; what counts stands under "why?" alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import getters, on, work
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from comfort_journal.content import load_programme
from comfort_journal.plain_text import one_line, plain_lines, shown
from comfort_journal.plan import ASKED_KINDS
from comfort_journal.plan.allowed import easy_days
from comfort_journal.plan.ladder import Ladder, kind_of_step
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.base import OpenScreen
from comfort_journal.ui.open.checkin_door import TO_CHECKIN, CheckinDoor
from comfort_journal.ui.open.column import fit
from comfort_journal.ui.open.fitted import Fitted, hung
from comfort_journal.ui.open.note_to_self import find_note
from comfort_journal.ui.open.plan_flow import Flow
from comfort_journal.ui.open.plan_private import change_plan
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.records import Partner
    from comfort_journal.ui.open.fitted import Lay
    from comfort_journal.ui.open.session import OpenSession

HERE, OPEN, SHUT, SELECTED = "◆", "○", "·", "▸"
WAITING = {
    0: "n reads the page",
    1: "n says that you have been seen",
    2: "n gives one number",
    3: "n says what you have, or choose",
    4: "n gives one number",
    5: "n answers",
}
"""What the answering key does, by the gate's row."""
PRIVATE_PAGE = "n opens the private page"
RECENT = 4
"""Easy days shown beside a rung."""
_SIGN = 1
LOW, FEW = 18, 3
"""A window lower than so many lines shows so many rungs."""

PLAN = actions.declare(
    "Plan",
    Action("practise-step", "enter", "Practise", "Open the step that is selected.", "practise"),
    Action("plan-why", "w", "Why?", "Show the dates, and what is still to come.", "why?"),
    Action("plan-circuit", "c", "Circuit", "Open the circuit.", "circuit"),
    Action("plan-library", "l", "Library", "Read the cards."),
    Action("plan-answer", "n", "Answer", "Give the number, or say what the plan waits for."),
    Action("plan-new-sign", "exclamation_mark", "Something new", "Note a sign that wants to be looked at."),
    Action("plan-changes", "o", "Your own plan", "Change line, sizes, rest, calendar, or open a step.", "change"),
    Action("rung-down", "down,j", "Next step", "Select the step below.", palette=False),
    Action("rung-up", "up,k", "Step before", "Select the step above.", palette=False),
    Action("plan-further", "pagedown,space", "Further down", "Read on below.", palette=False),
    Action("plan-back-up", "pageup", "Back up", "Read again above.", palette=False),
    Action("leave-plan", "escape,q", "Back", "Go back."),
)


class PlanScreen(OpenScreen[None]):
    """The ladder of steps, and one pane about the step that is selected."""

    CSS_PATH = "plan_screen.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012  Textual declares the type
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-tall")]  # noqa: RUF012  as above
    BINDINGS: ClassVar = actions.bindings((*PLAN, *TO_CHECKIN))

    ladder = getters.query_one("#ladder", Fitted)
    pane = getters.query_one("#pane", Fitted)

    def __init__(self, session: OpenSession) -> None:
        """Show the plan of an open journal, its current step selected."""
        super().__init__(session)
        self.flow = Flow(self)
        self._found = session.practice.assess()
        self._closes: list[Partner] = []
        self.selected = self._found.step
        self._why = False

    def compose(self) -> ComposeResult:
        """Lay out the answer, the ladder, and the pane."""
        with Vertical(id="column"):
            yield Static(id="title", markup=False)
            with VerticalScroll(id="reading", can_focus=False):
                yield Fitted(id="ladder")
                yield Fitted(id="pane")
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
        """All steps of this owner, gentlest first."""
        return Ladder.of(self.session.practice.sizes).order

    def look_again(self) -> None:
        """Ask the gate and draw its answer."""
        self._found = self.session.practice.assess()
        self._closes = self.session.practice.open_closes()
        if self.selected not in self.steps:
            self.selected = self._found.step
        said = self.session.practice.library.sentences
        outcome = getattr(said.outcome, self._found.outcome)
        self.query_one("#title", Static).update(
            Content.assemble(outcome, (f"   ! {said.before.something_new}", "$muted"))
        )
        self.ladder.show(self._rungs())
        self.pane.show(hung(self._why_pane() if self._why else self._step_pane()))

    def on_resize(self) -> None:
        """Show as much of the ladder as the window has room for."""
        self.look_again()

    def _rungs(self) -> Lay:
        records = [record for kind in ASKED_KINDS for record in self.session.journal.records(kind)]
        easy = easy_days(records, load_programme(), self.session.practice.now())
        rungs = [(step, easy.get(step, ())[-RECENT:]) for step in self.steps[self._rungs_shown]]
        return lambda width: Content("\n").join(self._rung(step, days, width) for step, days in rungs)

    def _rung(self, step: str, days: Sequence[date], width: int) -> Content:
        """Return a rung on one line, with as many of its latest easy days as there is room for."""
        found, name = self._found, one_line(self.session.practice.step_name(step))
        mark = HERE if step == found.step else OPEN if found.may(step) else SHUT
        style = "$accent bold" if step == found.step else "$text" if found.may(step) else "$muted"
        edge = f"{SELECTED if step == self.selected else ' '} {mark} "
        easy = self.session.practice.library.sentences.outcome.easy
        tails = [f"  {easy} " + ", ".join(map(_said, days[first:])) for first in range(len(days))]
        room = width - cell_len(edge)
        tail = next((each for each in tails if cell_len(name + each) <= room), "")
        return Content.assemble((edge + fit(name, room), style), (tail, "$muted"))

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
        text = self.session.practice.library.step(kind_of_step(step))
        shut = [each.reason for each in found.closed if each.what == step]
        full = [each.reason for each in found.closed if each.what == found.step and found.outcome == "stay"]
        parts = [Content(full[0] if full else found.reason)]
        if found.offered:
            onward = [self.session.practice.step_name(each) for each in found.offered]
            said = (f"Move on: {', '.join(onward)}", f"Stay: {self._called(found.step)}")
            parts.append(Content("   ".join(map(one_line, said))))
        if found.row in WAITING:
            parts.append(Content.styled(WAITING[found.row], "$muted"))
        elif self._closes and step == "partner":
            parts.append(Content.styled(PRIVATE_PAGE, "$muted"))
        parts += [Content(each) for each in shut if each not in full]
        if found.outcome == "rest":
            parts += self._rest()
        if found.row == _SIGN:
            return Content("\n\n").join(parts)
        how = "\n".join(f"· {line}" for line in text.how)
        name = Content.styled(one_line(self._called(step)), "$accent bold")
        return Content("\n\n").join(
            [*parts, Content("\n").join([name, Content(text.what)]), Content(how), Content(text.target)]
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
        found = self._found
        days = ", ".join(_said(date.fromisoformat(day)) for day in found.dates)
        lines = [found.reason, *found.why, *(f"{self._called(c.what)}: {c.reason}" for c in found.closed), days]
        return Content("\n\n").join([Content(line) for line in lines if line])

    def _called(self, step: str) -> str:
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
        """Select the step below."""
        self._move(1)

    def action_rung_up(self) -> None:
        """Select the step above."""
        self._move(-1)

    def action_plan_further(self) -> None:
        """Read on below."""
        self.query_one("#reading").scroll_page_down(animate=False)

    def action_plan_back_up(self) -> None:
        """Read again above."""
        self.query_one("#reading").scroll_page_up(animate=False)

    def action_plan_why(self) -> None:
        """Show what stands behind the answer, or the step again."""
        self._why = not self._why
        self.look_again()

    @work(exclusive=True, group="plan", description="open a step")
    async def action_practise_step(self) -> None:
        """Ask what comes before, then open the step if the gate has it open."""
        step = self.selected
        if kind_of_step(step) == "partner":
            from comfort_journal.ui.open.readiness import Readiness  # noqa: PLC0415  its own room

            await self.app.push_screen(Readiness(self.session))
            return
        if self._found.row != 0 and not self._found.may(step):
            self.say(next((each.reason for each in self._found.closed if each.what == step), self._found.reason))
            return
        if await self.flow.before(step):
            from comfort_journal.ui.open.step_before import BeforeStep  # noqa: PLC0415  its own room

            await self.app.push_screen(BeforeStep(self.session, step))
        else:
            self.look_again()

    @work(exclusive=True, group="plan", description="answer the plan")
    async def action_plan_answer(self) -> None:
        """Give what this outcome waits for: agreement, a number, that one was seen, or care."""
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
            from comfort_journal.ui.open.partner_close import open_close  # noqa: PLC0415  its own room

            open_close(self, self._closes[0])
            return
        self.look_again()

    @work(exclusive=True, group="plan", description="note something new")
    async def action_plan_new_sign(self) -> None:
        """Note a sign without opening a step."""
        await self.flow.something_new()
        self.look_again()

    @work(exclusive=True, group="plan", description="change the plan")
    async def action_plan_changes(self) -> None:
        """Change what is the owner's to change."""
        await change_plan(self.flow)
        self.look_again()

    def why_not(self, action_id: str) -> str | None:
        """Say that nothing is waited for, where nothing is."""
        if action_id == "plan-answer" and self._found.row not in WAITING and not self._closes:
            return self.flow.words.nothing
        return None

    def action_plan_circuit(self) -> None:
        """Open the circuit, whatever the gate says."""
        from comfort_journal.ui.open.circuit import CircuitScreen  # noqa: PLC0415  its own room

        self.app.push_screen(CircuitScreen(self.session))

    def action_to_check_in(self) -> None:
        """Go to the check-in timer by its private page, whatever the gate says."""
        self.app.push_screen(CheckinDoor(self.session))

    def action_plan_library(self) -> None:
        """Read the cards."""
        from comfort_journal.ui.open.library_screen import LibraryScreen  # noqa: PLC0415  its own room

        self.app.push_screen(LibraryScreen(self.session))

    def action_leave_plan(self) -> None:
        """Go back."""
        self.dismiss(None)


def _said(day: date) -> str:
    words = load_programme().words
    return f"{words.weekdays[day.weekday()]} {day.day} {words.months[day.month - 1]}"
