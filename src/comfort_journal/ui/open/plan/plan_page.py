"""Everything that the plan's page says at one moment, as the gate and the journal had it then; the screen draws it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from comfort_journal.content.numbers_words import noted
from comfort_journal.plan.allowed import asks_for_ready
from comfort_journal.plan.ladder import FIRST_SIZE, Ladder
from comfort_journal.plan.opening import Opening
from comfort_journal.records.steps import SIZED, kind_of_step, traits_of
from comfort_journal.text.dates import short_day
from comfort_journal.text.plain import one_line, plain_lines, shown
from comfort_journal.ui.open.core.note_to_self import find_note
from comfort_journal.ui.open.core.practice_line import line_of
from comfort_journal.ui.open.plan.messages import (
    DOT,
    PRIVATE_PAGE,
    SIZES,
    WAITING,
    answer_lines,
    calendar_lines,
    calendar_place,
    mark_of,
    marks_said,
    next_line,
    state_of,
    target_of,
    why_lines,
)
from comfort_journal.ui.widgets.text_layout import fit
from comfort_journal.ui.widgets.wrapped_static import hung

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comfort_journal.content.models import StepText
    from comfort_journal.plan.numbers_given import DayAtStep
    from comfort_journal.records import Circuit, Session
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.widgets.wrapped_static import Lay

DOORS = {SIZES: "your sizes", "partner": "together"}
"""What Enter leads to from the rungs that open a page of their own, whatever the gate says."""
OPENS, ONWARD, LAST, HOW, WHY = "What would open it", "What it opens", "Last days here", "How", "Why"
_HEADS = {"during": 8, "after": 7, "next day": 10}
"""The heads of the table, and the cells of their columns."""
_SIGN, _REST, _ROWS_SHOWN, _DAY = 1, 4, 5, 10


class PlanPage:
    """The ladder, where things stand, and a text about each step."""

    def __init__(self, session: Workspace, shown_key: Callable[[str], str]) -> None:
        """Ask the gate, and read what the page shows beside its answer; ``shown_key`` names an action's key."""
        self._key = shown_key
        practice = session.practice
        self._session, self._library = session, practice.library
        self._words = practice.library.sentences.plan
        self._answers = practice.answers()
        self.found, self.easy = self._answers.found, self._answers.easy
        self.closes = practice.open_closes()
        profile = practice.profile()
        self.asks_for_ready = asks_for_ready(self.easy, practice.sizes, profile.ready_size if profile else None)
        order = Ladder.of(practice.sizes).order
        self.steps = order if practice.sizes else (*order[:FIRST_SIZE], SIZES, *order[FIRST_SIZE:])
        """All steps of this owner, gentlest first; where there are no sizes, a rung stands for them."""

    def called(self, step: str) -> str:
        """Return what a step is called on the page."""
        if step == SIZES:
            return self._words.sizes_rung
        return one_line(self._session.practice.step_name(step)) if step in self.steps else step

    def closed(self, step: str) -> bool:
        """Whether Enter opens nothing at a rung, and leads to what would open it instead."""
        return self.found.row != 0 and step not in DOORS and not self.found.may(step)

    def withheld(self, step: str) -> bool:
        """Whether Enter leads to a page that says no more than that it is not today, whoever looks on."""
        return step != SIZES and traits_of(step).together and not self.found.may(step)

    @cached_property
    def widest(self) -> tuple[int, int, int]:
        """The cells of the widest name and of the widest time that is asked for, and the most easy days of a step."""
        return (
            max(cell_len(self.called(each)) for each in self.steps),
            max(cell_len(target_of(each)) for each in self.steps),
            max(map(len, self.easy.values()), default=0),
        )

    @property
    def waits(self) -> bool:
        """Whether the answering key has something to answer."""
        return self.found.row in WAITING or bool(self.closes) or self.asks_for_ready

    @property
    def waits_for(self) -> str:
        """What the answering key does, where it is worth saying."""
        found = self.found
        if found.row in WAITING and (found.waits or found.row != _REST):
            return WAITING[found.row]
        if self.closes:
            return PRIVATE_PAGE
        return self._words.ready_key if self.asks_for_ready else ""

    # -- the plan as a whole

    @property
    def headline(self) -> str:
        """The title of the gate's answer; none where all goes on as it is."""
        return "" if self.found.outcome == "stay" else self._library.gate.row[self.found.row].title

    @property
    def next_number(self) -> str:
        """Which number is expected next, if one is."""
        if self.found.row > max(WAITING) and self._answers.today == "waiting":
            return next_line(self._session.practice.now(), self._session.today, self._words)
        return ""

    @property
    def calendar(self) -> str:
        """Which day of the sample calendar it is, where that is on."""
        start = self._calendar_start
        return "" if start is None else calendar_place(self._library.calendar, start, self._session.today, self._words)

    def calendar_said(self) -> list[tuple[str, bool]]:
        """Return the sample calendar where it is on, each line with whether today is in it."""
        start = self._calendar_start
        if start is None or self.found.row == _SIGN:
            return []
        return list(calendar_lines(self._library.calendar, start, self._session.today))

    @property
    def _calendar_start(self) -> date | None:
        profile = self._session.practice.profile()
        return date.fromisoformat(profile.calendar_start) if profile and profile.calendar_start else None

    def standing(self) -> Content:
        """Return the gate's answer, what comes next, the calendar, and what the marks mean."""
        found = self.found
        reason, *offered = map(Content, answer_lines(found, self.called))
        headline = [Content.styled(self.headline, "bold")] if self.headline else []
        parts = [Content("\n").join([*headline, reason]), *offered]
        parts += [Content.styled(line, "$muted") for line in self._next()]
        calendar = [Content.styled(line, "$text bold" if here else "$muted") for line, here in self.calendar_said()]
        parts += [Content("\n").join(calendar)] if calendar else []
        marks = {mark_of(found, step) for step in self.steps} | ({DOT} if self.easy else set())
        return Content("\n\n").join([*parts, Content.styled(marks_said(marks, self._words), "$muted")])

    def _next(self) -> Iterator[str]:
        """Yield what waits for an answer, and which number is expected next."""
        if self.waits_for:
            yield self._by_key("plan-answer", self.waits_for)
        if self.next_number:
            yield self.next_number

    def just_now(self, record: Session | Circuit) -> Content:
        """Return what was just practised, as a line of the history has it."""
        return Content(self._words.just_now.format(what=line_of(record, self.called)))

    # -- one step

    def opening(self, step: str) -> Opening:
        """Return what would open a step, or what the current one opens."""
        return self._answers.openings.get(step, Opening())

    def opening_head(self, step: str) -> str:
        """Return the heading of that."""
        return ONWARD if self.found.may(step) else OPENS

    def last_days(self, step: str) -> list[DayAtStep]:
        """Return the last days at a step, the newest first."""
        return list(reversed(self._answers.numbers.between(None, None, step).days[-_ROWS_SHOWN:]))

    def text_of(self, step: str) -> StepText:
        """Return what the programme says of a step; of the sizes for the rung that stands for them."""
        return self._library.step(SIZED if step == SIZES else kind_of_step(step))

    @property
    def sign_stands(self) -> bool:
        """Whether a sign lets every step rest; then nothing is said of how one is done."""
        return self.found.row == _SIGN

    def step_pane(self, step: str, *, asked: bool = False) -> Lay:
        """Return the text about a step; ``asked`` says that Enter just led to what would open it."""
        name = Content.styled(self.called(step), "$accent bold")
        state = Content.styled(state_of(self.found, step, self._words), "$good" if self.found.may(step) else "$muted")
        rest = hung(Content("\n\n").join(self._about(step, asked=asked)))

        def lay(width: int) -> Content:
            room = width - state.cell_length - 2
            head = name if name.cell_length <= room else Content.styled(fit(name.plain, max(1, width)), "$accent bold")
            gap = " " * (width - head.cell_length - state.cell_length) if head.cell_length <= room else "\n"
            return Content.assemble(head, gap, state, "\n\n", rest(width))

        return lay

    def _about(self, step: str, *, asked: bool) -> Iterator[Content]:
        found, text = self.found, self.text_of(step)
        if step == SIZES:
            yield Content(self._words.sizes_none)
        if self.sign_stands:
            yield from self._opening(step, asked=asked)
            return
        if self.withheld(step):
            yield from self._opening(step, asked=asked)
            yield Content.styled(self._words.withheld, "$muted")
            yield Content(text.what)
        else:
            yield Content(text.what)
            yield from self._opening(step, asked=asked)
        if found.outcome == "rest":
            yield from self._rest()
        yield from self._last_days(step)
        yield Content.styled(self._keys(step), "$muted")
        how = [Content(f"· {line}") for line in text.how]
        yield Content("\n").join([Content.styled(HOW, "bold"), *how])
        yield Content(text.target)

    def _opening(self, step: str, *, asked: bool) -> Iterator[Content]:
        opening = self.opening(step)
        if not opening.lines:
            return
        style = "$mark bold underline" if asked else "bold"
        yield Content("\n").join([Content.styled(self.opening_head(step), style), *map(Content, opening.lines)])
        if opening.through:
            yield Content.styled(self._words.easy_day.format(line=self._session.practice.line), "$muted")

    def _last_days(self, step: str) -> Iterator[Content]:
        rows = self.last_days(step)
        if not rows:
            return
        head = Content.styled(f"{'':{_DAY}}" + "".join(f"{each:>{room}}" for each, room in _HEADS.items()), "$muted")
        lines = (f"{short_day(row.day):{_DAY}}{_numbers(row)}" for row in rows)
        yield Content("\n").join([Content.styled(LAST, "bold"), head, *map(Content, lines)])

    def _keys(self, step: str) -> str:
        """Return what the keys do at this rung."""
        if step in DOORS:
            why = f"\n{self._by_key('plan-why', 'why it is so today')}" if self.withheld(step) else ""
            return f"Enter  {DOORS[step]}{why}"
        if self.found.row == 0:
            return self._by_key("plan-answer", WAITING[self.found.row])
        if self.closed(step):
            return self._by_key("plan-why", "why it is so today")
        return f"Enter  practise\n{self._by_key('plan-why', 'why this is open')}"

    def _by_key(self, action_id: str, does: str) -> str:
        return f"{self._key(action_id)}  {does}"

    def _rest(self) -> Iterator[Content]:
        library, note = self._library, find_note(self._session)
        for card in map(library.card, self.found.cards):
            # The first is about this rest as a whole; its title is the reason, in other words.
            title = [] if card.id == "SPIKE" else [Content.styled(card.title, "$accent")]
            yield Content("\n").join([*title, Content(card.text), *(Content(f"· {each}") for each in card.items)])
        if note is not None:
            said = library.sentences.session.note_to_self
            yield Content("\n".join([said, *plain_lines(shown(note.text))]))

    def why_pane(self, step: str) -> Content:
        """Return what lies behind the answer; of the rung of sizes what it is for, of a closed step what opens it."""
        lines = [self._words.sizes_none] if step == SIZES else [] if self.found.may(step) else self.opening(step).lines
        lines = [line for line in (*lines, *why_lines(self.found, self.called)) if line != self.found.reason]
        told = dict.fromkeys(lines or [self.found.reason])
        head = Content.styled(f"{WHY}: {self.called(step)}", "$accent bold")
        return Content("\n\n").join([head, *map(Content, told)])


def _numbers(row: DayAtStep) -> str:
    """Return a day's numbers under their heads; where none was given, a word for how it went."""
    given = (row.during, row.after, row.next_day)
    if given == (None, None, None):
        return f"  {noted(row)}"
    cells = ("" if each is None else str(each) for each in given)
    return "".join(f"{each:>{room}}" for each, room in zip(cells, _HEADS.values(), strict=True))
