"""The page for a clinician is chosen here, line by line, and written once two questions are answered.

Nothing private is ticked beforehand, nothing that is chosen is kept, and no line is written anywhere but in that file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from comfort_journal.content.report import load_report_words
from comfort_journal.errors import BadInput
from comfort_journal.report import ReportChoice, chosen_days
from comfort_journal.text.day_span import parse_days
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.locked.vault_place import place
from comfort_journal.ui.open.core.dialogs import Ask, Choose
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.history.day_questions import OTHER, ask_days
from comfort_journal.ui.open.report.page_choice import (
    TOO_LONG,
    entries_of,
    of_days,
    short_words,
    ticked,
    write_chosen,
)
from comfort_journal.ui.open.report.page_lines import DAYS, NAME, TITLE, WRITE, PageLine, page_lines
from comfort_journal.ui.open.vault.message_screen import MessageScreen
from comfort_journal.ui.open.vault.page_asking import PageAsking
from comfort_journal.ui.open.vault.questions import VaultQuestions
from comfort_journal.ui.widgets.cursor_list import CursorList
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.panes import Panes
from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult

    from comfort_journal.records import Entry
    from comfort_journal.text.day_span import DaySpan
    from comfort_journal.ui.open.core.workspace import Workspace

COMMON_DAYS = ("Last 2 weeks", "Last 4 weeks", "Last 12 weeks")
EXAMPLE_DAYS, EXAMPLE_FILE = "September to November", "~/notes.html"
ANOTHER, WITHOUT = "Write another one", "Go without"
LEADS = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"

CHOOSING = actions.declare(
    "Page for a clinician",
    Action(
        "page-line-choose", "enter,space", "Tick or open", "Tick the line, or open it.", "tick or open", palette=False
    ),
    Action("page-line-up", "up,k", "One up", "Go to the line above.", palette=False),
    Action("page-line-down", "down,j", "One down", "Go to the line below.", palette=False),
    Action(
        "write-page",
        "ctrl+s",
        "Write the page",
        "Write the page to a new file; asks first.",
        "write it",
        words="save print pdf html file export",
        sense="save",
    ),
    Action("leave-page", "escape,q", "Back", "Go back; nothing is kept.", "back", run="dismiss", palette=False),
)


class PageLines(CursorList["PageLine"]):
    """The lines, ticked or leading on."""

    def group(self, item: PageLine) -> str:
        """Return the group that the line belongs to."""
        return item.group

    def draw(self, item: PageLine, *, under: bool) -> Content:
        """Draw its tick and what it says."""
        back = " on $panel" if under else ""
        said = f"{item.said} {LEADS}" if item.ticked is None else f"[{'x' if item.ticked else ' '}] {item.said}"
        room = max(1, self.room - 2)
        return Content.assemble(
            Content.styled("▌ " if under else "  ", f"$accent{back}"),
            Content.styled(
                fit(one_line(said), room).ljust(room), f"{'$muted' if item.ticked is False else '$text'}{back}"
            ),
        )


class ReportScreen(OpenScreen[None]):
    """What stands on the page, what the line under the cursor puts there, and the way to the file."""

    CSS_PATH = "report_screen.tcss"
    AUTO_FOCUS = "PageLines"
    BINDINGS: ClassVar = actions.bindings(CHOOSING)

    app: getters.app[HostApp] = getters.app(HostApp)
    lines = getters.query_one(PageLines)

    @dataclass
    class Written(Message):
        """The page is in a file."""

        path: Path

    def __init__(self, session: Workspace) -> None:
        """Begin with the last four weeks and what is usually on it."""
        super().__init__(session)
        self._words = load_report_words()
        self._choice = ReportChoice(span=chosen_days(None, None, session.clock()))
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """Lay out the lines, and beside or below them what the one under the cursor means."""
        told = VerticalScroll(Static(id="name", markup=False), Static(id="told", markup=False), can_focus=False)
        with Vertical(id="report"):
            yield Static(self._words.screen.title, id="title", markup=False)
            yield Static(self._words.screen.about, id="about", markup=False)
            yield Panes(PageLines(self._lines()), told, narrow="stacked")
            yield KeysFooter()

    def on_mount(self) -> None:
        """Say what the first line means."""
        self.watch(self.lines, "cursor", self._tell_line)

    @on(OpenScreen.JournalChanged)
    def look_again(self) -> None:
        """Show the lines as they are now."""
        cursor = self.lines.cursor
        self.lines.items = self._lines()
        self.lines.cursor = cursor
        self.lines.refresh(layout=True)
        self._tell_line()

    def _lines(self) -> tuple[PageLine, ...]:
        self._entries = entries_of(self.session, self._choice)
        return page_lines(self._choice, self._entries, self._words, self.session.today)

    def _tell_line(self) -> None:
        line = self.lines.item
        self.query_one("#name", Static).update(one_line(line.said))
        self.say(line.about)
        self.refresh_bindings()

    def footer_word(self, action_id: str) -> str | None:
        """Call Enter what it does to the line under the cursor."""
        line = self.lines.item
        return ("open" if line.ticked is None else "tick") if action_id == "page-line-choose" else None

    def say(self, sentence: str) -> None:
        """Say it beside or below the lines."""
        self.query_one("#told", Static).update(sentence)

    def action_page_line_up(self) -> None:
        self.lines.cursor -= 1

    def action_page_line_down(self) -> None:
        self.lines.cursor += 1

    @on(PageLines.Clicked)
    def action_page_line_choose(self) -> None:
        said, line_id = self._words.screen, self.lines.item.id
        if line_id == DAYS:
            self._ask_days()
        elif line_id == TITLE:
            self._ask_words(said.heading_ask, self._choice.title, lambda words: replace(self._choice, title=words))
        elif line_id == NAME:
            self._ask_words(said.name_ask, self._choice.name, lambda words: replace(self._choice, name=words))
        elif line_id == WRITE:
            self.action_write_page()
        else:
            self._tick(line_id)

    def _tick(self, line_id: str) -> None:
        self._choose(ticked(self._choice, line_id, self._entries))

    def _choose(self, choice: ReportChoice) -> None:
        self._choice = choice
        self.look_again()

    def _ask_days(self) -> None:
        question = self._words.screen.days_ask

        def chosen(name: str | None) -> None:
            if name == OTHER:
                ask_days(self, question, EXAMPLE_DAYS, self._take_days)
            elif name is not None:
                self._take_days(parse_days(name, self.session.today))

        self.app.push_screen(Choose(self.session, question, (*COMMON_DAYS, OTHER), numbered=True), chosen)

    def _take_days(self, span: DaySpan) -> None:
        """Take the days, and let go of the entries that are not of them."""
        try:
            self._choose(of_days(self.session, self._choice, span))
        except BadInput as none:
            self.say(str(none))

    def _ask_words(self, question: str, now: str, take: Callable[[str], ReportChoice]) -> None:
        """Ask for the words of a line; where there are some, also whether to go without."""

        def taken(words: str | None) -> None:
            if words is not None:
                self._choose(take(words))

        def ask(answer: str | None) -> None:
            if answer == ANOTHER:
                self.app.push_screen(Ask(self.session, question, "", short_words, TOO_LONG, offered=now), taken)
            elif answer == WITHOUT:
                taken("")

        if now:
            self.app.push_screen(Choose(self.session, question, (ANOTHER, WITHOUT)), ask)
        else:
            ask(ANOTHER)

    @work(group="write page", description="write the page")
    async def action_write_page(self) -> None:
        """Ask where, and whether; then write."""
        said, asking = self._words.screen, VaultQuestions(PageAsking(self.app, self.session), self.session)
        path = await asking.path(said.where, new=True, example=EXAMPLE_FILE)
        if path is not None and await asking.agreed(said.plain, said.agree):
            self.save(lambda: write_chosen(self.session, self._choice, path), self.Written(path))

    @on(Written)
    def _tell_written(self, event: Written) -> None:
        said = self._words.screen
        written = said.written.format(place=one_line(place(event.path)))
        self.app.push_screen(MessageScreen(self.session, said.written_title, (written, said.printing, said.readable)))
