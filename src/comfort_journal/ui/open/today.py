"""Today: after the unlock the cursor is in tonight's question, and nothing stands before it.

One quiet line above is kept for what the plan has to say; it never takes the cursor, and nothing is drawn there yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from comfort_journal.journal import Filter
from comfort_journal.plain_text import one_line
from comfort_journal.records import moment
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.days import day_in_words
from comfort_journal.ui.open.kept import Kept
from comfort_journal.ui.open.writing_screen import WritingScreen

if TYPE_CHECKING:
    from datetime import datetime

    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.session import OpenSession
    from comfort_journal.ui.open.sheet import Sheet

TONIGHT = "What felt safe today?"
"""The first prompt; the owner's list may put another in its place."""

ACTIONS = actions.declare(
    "Today",
    Action("prompts", "f2", "Other questions", "Choose another question, or change the list.", "questions"),
    Action("blank-page", "f3", "Blank page", "Write without a question."),
)


class Today(WritingScreen):
    """The first screen of the open journal."""

    CSS_PATH = "today.tcss"
    BINDINGS: ClassVar = actions.bindings(ACTIONS)

    earlier = getters.query_one("#earlier", Static)
    day_line = getters.query_one("#day", Static)

    def __init__(self, session: OpenSession, unfinished: Sheet | None = None) -> None:
        """Open on an empty page, or on the one that was left unfinished."""
        super().__init__(session, unfinished or session.new_sheet(prompt=first_prompt(session)))
        self._day = session.today

    def compose(self) -> ComposeResult:
        """Lay out the day, the page, and quietly what was written earlier today."""
        with Vertical(id="column"):
            yield Static(day_in_words(self._day), id="day", markup=False)
            yield self.page
            yield Static(id="said", markup=False)
            yield Static(id="earlier", markup=False)
        yield from self.compose_footer()

    def on_mount(self) -> None:
        """Say what must be said, once."""
        sheet = self.page.sheet
        if sheet.at is not None:
            self.say(f"Not finished yet, from {_when(sheet.at, self.session.clock())}.")
        self._draw_earlier()

    def on_screen_resume(self) -> None:
        """Draw the day and its entries anew: the day may have turned, and records may have changed elsewhere."""
        self._day = self.session.today
        self.day_line.update(day_in_words(self._day))
        self._draw_earlier()
        self.page.area.focus()

    @on(WritingScreen.JournalChanged)
    def _captures_came(self) -> None:
        self._draw_earlier()

    def saved(self, entry: Entry) -> None:
        """Show only tonight's sentence for a moment; behind it an empty page is ready."""
        self.page.lay_open(self.session.new_sheet(prompt=first_prompt(self.session)))
        self.say("")
        self.app.push_screen(Kept(entry))

    def action_blank_page(self) -> None:
        """Take the question away."""
        self.page.ask(None)

    def _draw_earlier(self) -> None:
        today = self.session.journal.entries(Filter(since=self._day, until=self._day))
        lines = [
            Content.assemble((f"{moment(entry.at):%H:%M}  ", "$muted"), one_line(entry.text[:200])) for entry in today
        ]
        title = Content.styled("Earlier today", "$muted")
        self.earlier.update(Content("\n").join([title, *lines]) if lines else "")
        self.earlier.set_class(not lines, "-empty")

    def on_resize(self, event: events.Resize) -> None:
        """Leave the page alone in a low window."""
        self.set_class(event.size.height < 16, "-low")  # noqa: PLR2004  rows: the page needs ten to breathe


def first_prompt(session: OpenSession) -> str:
    """Return the question that stands on a fresh page: the first of the owner's list, else ours."""
    prompts = session.journal.prompts()
    return prompts[0] if prompts else TONIGHT


def _when(at: datetime, now: datetime) -> str:
    written = f"{at:%H:%M}"
    return written if at.date() == now.date() else f"{day_in_words(at.date())}, {written}"
