"""Today: after the unlock the cursor is in tonight's question, and nothing stands before it.

One quiet line above says what waits; it never takes the cursor, and one key answers it. Below the page stands what was
written earlier today.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Vertical
from textual.widgets import Static

from comfort_journal.errors import ComfortError, Damaged
from comfort_journal.journal import Filter
from comfort_journal.text.dates import day_until, say_moment
from comfort_journal.text.limits import too_long_to_edit
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.prompts import fresh_page
from comfort_journal.ui.open.core.screen import leads_to_vault
from comfort_journal.ui.open.home.earlier_entries import EarlierEntries
from comfort_journal.ui.open.home.reminder_line import QUIET, ReminderLine
from comfort_journal.ui.open.home.reminders import Reminder
from comfort_journal.ui.open.write.editor_screen import EditorScreen, edit, note
from comfort_journal.ui.open.write.prompts_screen import Chosen, PromptsScreen
from comfort_journal.ui.open.write.saved_screen import SavedScreen
from comfort_journal.ui.open.write.writing_screen import UNFINISHED, WritingScreen
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.open.core.workspace import Workspace

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
    Action("to-earlier", "down", "Earlier today", "After the last line, go to what was written today.", palette=False),
)
(BLANK,) = actions.declare(
    "Today", Action("blank-page", "", "Blank page", "Write without a question.", words="empty new")
)


class TodayScreen(WritingScreen, ReminderLine):  # the first base gives the stylesheet its name
    """The first screen of the open journal; ``unfinished`` are the buffers that were left unsaved, oldest first."""

    CSS_PATH: ClassVar = ["../write/writing_screen.tcss", "today_screen.tcss"]
    place = "today"
    BINDINGS: ClassVar = actions.bindings((*ACTIONS, *QUIET))
    UNBOUND: ClassVar = (*WritingScreen.UNBOUND, BLANK)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-middle"), (34, "-high"), (46, "-highest")]  # noqa: RUF012  as above

    earlier = getters.query_one(EarlierEntries)
    day_line = getters.query_one("#day", Static)

    def __init__(self, session: Workspace, unfinished: Sequence[EditBuffer] = ()) -> None:
        """Open on the newest new page that was left unfinished, else on an empty one."""
        self._long = [buffer for buffer in unfinished if too_long_to_edit(buffer.text)]
        short = [buffer for buffer in unfinished if buffer not in self._long]
        pages = [buffer for buffer in short if buffer.entry is None and buffer.about is None]
        self._reopened = pages[-1] if pages else None
        self._others = [buffer for buffer in short if buffer is not self._reopened]
        super().__init__(session, self._reopened or fresh_page(session))

    def compose(self) -> ComposeResult:
        """Lay out the day, the page, and quietly what was written earlier today."""
        with Vertical(id="column"):
            yield Static(id="day", markup=False)
            yield Static(id="quiet", markup=False)
            yield self.page
            yield Static(id="said", markup=False, classes="-empty")
            with Vertical(id="earlier"):
                yield Static("Earlier today", id="earlier-title", markup=False)
                yield EarlierEntries()
            yield KeysFooter()

    def on_mount(self) -> None:
        """Say what must be said, once; keep what is too long for an editor."""
        self._said_first = self._to_say()
        self.say(" ".join(self._said_first))
        self.draw_heading()
        self._draw_earlier()
        for buffer in self._long:
            self._save_long(buffer)

    def take_question(self, prompt: str) -> None:
        """Stand under this question, "" for none, or leave what is being written here as it is."""
        if not self.page.buffer.unsaved:
            self.page.ask(prompt or None)

    def on_screen_resume(self) -> None:
        """Draw the day, its entries and the keys anew: the day, records and settings may have changed elsewhere."""
        self._draw_day()
        self.page.name_keys()

    def _look_if_seen(self) -> None:
        """Draw the day too: at midnight it says until when it lasts, and at four it turns under the words."""
        if self.is_current:
            self._draw_day()

    def saved(self, entry: Entry) -> None:
        """Show only tonight's sentence for a moment; behind it an empty page is ready."""
        self.page.lay_open(fresh_page(self.session))
        self.app.push_screen(SavedScreen(self.session, entry))

    def action_questions(self) -> None:
        self.app.push_screen(PromptsScreen(self.session), self._ask)

    def action_blank_page(self) -> None:
        """Take the question away."""
        self.page.ask(None)

    def action_to_earlier(self) -> None:
        """Go below the page, where anything stands there."""
        if self.earlier.items:
            self.add_class("-among")
            self.call_after_refresh(self.earlier.focus)

    def on_descendant_focus(self) -> None:
        """In a low window, show what was written earlier while the cursor is there."""
        self.set_class(self.earlier.has_focus, "-among")

    def on_earlier_entries_chosen(self, event: EarlierEntries.Chosen) -> None:
        """Change an entry of today in the editor."""
        self.app.push_screen(edit(self.session, event.entry))

    def on_earlier_entries_left(self) -> None:
        """Go back to the page."""
        self.page.area.focus()

    def unfinished_words(self) -> Reminder | None:
        """Return the line about the newest words that were left unsaved before and not seen since."""
        self._others = [each for each in self._others if self.session.waits(each.id)]
        if not self._others:
            return None
        buffer, today = self._others[-1], self.session.today
        about = buffer.entry or self.session.entry_about(buffer)
        when = say_moment(about.at if about else buffer.at or self.session.clock(), today)
        what = "changes to the entry of" if buffer.entry else "a later note about" if about else "a page from"
        return Reminder("unfinished", f"Not saved yet: {what} {when}.")

    def open_unfinished(self) -> None:
        """Open those words in an editor; where they are left again, what is said tells where they are."""
        buffer = self._others.pop()
        about = self.session.entry_about(buffer)
        if buffer.entry is not None:
            editor = edit(self.session, buffer.entry)
        elif about is not None:
            editor = note(self.session, about)
        else:
            editor = EditorScreen(self.session, buffer)
        self.app.push_screen(editor, partial(self._left, buffer))

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
            said.append(self.way_to_vault)
        return list(dict.fromkeys([*said, *self.app.refused_keys]))

    @on(WritingScreen.SavedApart)
    @on(WritingScreen.JournalChanged)
    def _draw_day(self) -> None:
        self.draw_heading()
        self._draw_earlier()
        self.look_again()

    def draw_heading(self) -> None:
        """Say which day it is, for which moment the page is written, or since when it is unfinished."""
        today, buffer, left = self.session.today, self.page.buffer, self._reopened
        if buffer.written_for:
            self.day_line.update(f"Written for {say_moment(buffer.written_for, today)}")
        elif left is not None and left.at is not None and left.id == buffer.id:
            self.day_line.update(UNFINISHED.format(say_moment(left.at, today)))
        else:
            self.day_line.update(day_until(self.session.clock()))

    def _draw_earlier(self) -> None:
        day = self.session.today
        today = self.session.journal.entries(Filter(since=day, until=day))
        self.earlier.show(today, self.session.waiting())
        self.set_class(bool(today), "-some")

    @work(thread=True, group="save", description="save a long text")
    def _save_long(self, buffer: EditBuffer) -> None:
        try:
            entry = self.session.save(buffer)
        except ComfortError:
            return  # it stays the sealed draft that it is
        self.post_message(self.SavedApart(entry))
