"""Today: after the unlock the cursor is in tonight's question, and nothing stands before it.

One quiet line above says what the plan has to say; it never takes the cursor, and one key answers it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from comfort_journal.errors import ComfortError, Damaged
from comfort_journal.journal import Filter
from comfort_journal.records import moment
from comfort_journal.text.dates import day_until, say_moment
from comfort_journal.text.limits import too_long_to_edit
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.prompts import questions
from comfort_journal.ui.open.core.screen import TO_VAULT, leads_to_vault
from comfort_journal.ui.open.home.reminder_line import QUIET, ReminderLine
from comfort_journal.ui.open.write.editor_screen import EditorScreen
from comfort_journal.ui.open.write.prompts_screen import Chosen, PromptsScreen
from comfort_journal.ui.open.write.saved_screen import SavedScreen
from comfort_journal.ui.open.write.writing_screen import WritingScreen
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.open.core.workspace import Workspace

GLANCE = 160
"""Characters of an earlier entry that are looked at for its one line."""
HISTORY_HAS = "Not saved yet. Those words wait, sealed; History opens them at their entry."
NEXT_TIME = "Not saved yet. That page waits, sealed, and comes back when you unlock next."
READ_ONLY = "You can write all the same: your words wait as a sealed draft."

ACTIONS = actions.declare(
    "Today",
    Action(
        "questions",
        "ctrl+o",
        "Other questions",
        "Choose another question, a blank page, or change the list.",
        "questions",
        sense="others",
    ),
    Action("blank-page", "", "Blank page", "Write without a question."),
)


class TodayScreen(WritingScreen, ReminderLine):  # the first base gives the stylesheet its name
    """The first screen of the open journal; ``unfinished`` are the buffers that were left unsaved, oldest first."""

    CSS_PATH: ClassVar = ["../write/writing_screen.tcss", "today_screen.tcss"]
    place = "today"
    BINDINGS: ClassVar = actions.bindings((*ACTIONS, *QUIET))

    earlier = getters.query_one("#earlier", Static)
    day_line = getters.query_one("#day", Static)

    def __init__(self, session: Workspace, unfinished: Sequence[EditBuffer] = ()) -> None:
        """Open on the newest new page that was left unfinished, else on an empty one."""
        self._long = [buffer for buffer in unfinished if too_long_to_edit(buffer.text)]
        short = [buffer for buffer in unfinished if buffer not in self._long]
        pages = [buffer for buffer in short if buffer.entry is None and buffer.about is None]
        self._reopened = pages[-1] if pages else None
        self._others = [buffer for buffer in short if buffer is not self._reopened]
        super().__init__(session, self._reopened or session.new_buffer(prompt=questions(session)[0]))

    def compose(self) -> ComposeResult:
        """Lay out the day, the page, and quietly what was written earlier today."""
        with Vertical(id="column"):
            yield Static(day_until(self.session.clock()), id="day", markup=False)
            yield Static(id="quiet", markup=False)
            yield self.page
            yield Static(id="said", markup=False, classes="-empty")
            yield Static(id="earlier", markup=False, classes="-empty")
            yield KeysFooter()

    def on_mount(self) -> None:
        """Say what must be said, once; open what else was left unfinished in an editor of its own."""
        self._said_first = self._to_say()
        self.say(" ".join(self._said_first))
        self._draw_earlier()
        for buffer in self._others:
            editor = EditorScreen(self.session, buffer, about=self.session.entry_about(buffer))
            self.app.push_screen(editor, partial(self._left, buffer))
        for buffer in self._long:
            self._save_long(buffer)

    def take_question(self, prompt: str) -> None:
        """Stand under this question, "" for none, or leave what is being written here as it is."""
        if not self.page.buffer.unsaved:
            self.page.ask(prompt or None)

    def on_screen_resume(self) -> None:
        """Draw the day and its entries anew: the day may have turned, and records may have changed elsewhere."""
        self._draw_day()

    def _look_if_seen(self) -> None:
        """Draw the day too: at midnight it says until when it lasts, and at four it turns under the words."""
        if self.is_current:
            self._draw_day()

    def saved(self, entry: Entry) -> None:
        """Show only tonight's sentence for a moment; behind it an empty page is ready."""
        self.page.lay_open(self.session.new_buffer(prompt=questions(self.session)[0]))
        self.app.push_screen(SavedScreen(self.session, entry))

    def action_questions(self) -> None:
        self.app.push_screen(PromptsScreen(self.session), self._ask)

    def action_blank_page(self) -> None:
        """Take the question away."""
        self.page.ask(None)

    def _ask(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self.page.ask(chosen.question)

    def _left(self, buffer: EditBuffer, _saved: Entry | None) -> None:
        """Say where words wait that were left unsaved again, before what this page had to say behind them."""
        if self.session.waits(buffer.id):
            self._said_first.insert(0, HISTORY_HAS if buffer.entry or buffer.about else NEXT_TIME)
            self.say(" ".join(dict.fromkeys(self._said_first)))

    def _to_say(self) -> list[str]:
        said, refused = list(self.session.news()), self.session.journal.why_read_only
        leads = leads_to_vault(said) or isinstance(refused, Damaged)
        if refused is not None:
            said += [str(refused), READ_ONLY]
        if leads:
            said.append(TO_VAULT)
        if self._reopened is not None and self._reopened.at is not None:
            said.append(f"Not finished yet, from {say_moment(self._reopened.at, self.session.today)}.")
        return list(dict.fromkeys(said))

    @on(WritingScreen.SavedApart)
    @on(WritingScreen.JournalChanged)
    def _draw_day(self) -> None:
        self.day_line.update(day_until(self.session.clock()))
        self._draw_earlier()
        self.look_again()

    def _draw_earlier(self) -> None:
        day = self.session.today
        today = self.session.journal.entries(Filter(since=day, until=day))
        lines = [
            Content.assemble((f"{moment(entry.at):%H:%M}  ", "$muted"), one_line(entry.text[:GLANCE]))
            for entry in today
        ]
        self.earlier.update(Content("\n").join([Content.styled("Earlier today", "$muted"), *lines]))
        self.earlier.set_class(not lines, "-empty")

    @work(thread=True, group="save", description="save a long text")
    def _save_long(self, buffer: EditBuffer) -> None:
        try:
            entry = self.session.save(buffer)
        except ComfortError:
            return  # it stays the sealed draft that it is
        self.post_message(self.SavedApart(entry))
