"""Today's quiet line: drawn when its worker has looked, never before the page, and it never takes the cursor.

A look runs in a thread; what an older look says after a newer one began is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.records import Entry
from comfort_journal.ui import actions
from comfort_journal.ui.actions import REGISTRY, Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.home.reminders import OFFERED, Reminder, after_is_open, next_reminder, note_asked
from comfort_journal.ui.open.rating.pending_screen import PendingRatingsScreen
from comfort_journal.ui.open.rating.rating_screen import AfterRatingScreen, RatingScreen

if TYPE_CHECKING:
    from comfort_journal.records import Partner, Session

LOOK_EVERY = 60.0
"""Seconds between two looks while Today stands there: the day turns, and five minutes pass."""

FIRST_EVENING = (
    ("save-entry", "saves what you write here."),
    ("go-plan", "leads to the plan and its timer."),
    ("lock-now", "hides everything."),
)
"""What a newcomer is told, each with its key, until something was written or practised."""

QUIET = actions.declare(
    "Today",
    Action(
        "what-waits",
        "ctrl+n",
        "What waits, or a number",
        "Open what the line above the page says; where nothing waits, give a number.",
        words="one number day after next day afterwards discomfort private page waits due",
    ),
)


class ReminderLine(OpenScreen[Entry | None]):
    """A screen with a quiet line; its ``#quiet`` is where it stands."""

    quiet_line = getters.query_one("#quiet", Static)
    _quiet = Reminder("free", "")
    _look = 0
    _held: str | None = None

    @dataclass
    class Looked(Message):
        """A look has been taken."""

        look: int
        quiet: Reminder

    def on_mount(self) -> None:
        """Look again now and then."""
        self.set_interval(LOOK_EVERY, self._look_if_seen)

    def unfinished_words(self) -> Reminder | None:
        """Return the line about words that were left unsaved, which come before all else; None without any."""
        raise NotImplementedError

    def open_unfinished(self) -> None:
        """Open those words."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Find out what the line says now, beside everything else."""
        self._look += 1
        self._take_look(self._look, self._held)

    def action_what_waits(self) -> None:
        """Open what the line says; where nothing waits, a number is welcome all the same."""
        quiet = self._quiet
        if quiet.kind == "unfinished":
            self.open_unfinished()
        elif quiet.kind == "next_day":
            self.app.push_screen(RatingScreen(self.session, "next_day", quiet.text, quiet.proposed))
        elif quiet.kind == "unkept":
            self.app.push_screen(PendingRatingsScreen(self.session))
        elif quiet.together is not None:
            self._open_together(quiet, quiet.together)
        elif quiet.of is not None:
            self._open_session(quiet, quiet.of)
        else:
            question = quiet.text if quiet.due else ""
            self.app.push_screen(RatingScreen(self.session, "now", question))

    def _open_together(self, quiet: Reminder, of: Partner) -> None:
        from comfort_journal.ui.open.rating.rating_screen import AfterTogether  # noqa: PLC0415  as above
        from comfort_journal.ui.open.together.debrief_screen import open_close  # noqa: PLC0415  as above

        if quiet.kind == "after":
            self.app.push_screen(AfterTogether(self.session, of, quiet.text))
        else:
            open_close(self, of)

    def _open_session(self, quiet: Reminder, of: Session) -> None:
        if quiet.kind == "card":
            from comfort_journal.ui.open.library.card_screen import CardScreen  # noqa: PLC0415  as above

            self._mark(of.id, f"card:{quiet.card}")
            self.app.push_screen(CardScreen(self.session, quiet.card))
            return
        self._held = None
        if after_is_open(of, self.session):
            self.app.push_screen(AfterRatingScreen(self.session, of, quiet.text))
        else:
            self.app.push_screen(RatingScreen(self.session, "now", quiet.text))

    def _look_if_seen(self) -> None:
        if self.is_current:
            self.look_again()

    @work(thread=True, group="look", description="look what waits")
    def _take_look(self, look: int, held: str | None) -> None:
        try:
            quiet = self.unfinished_words() or next_reminder(self.session, held)
        except ComfortError:
            return  # whatever it is, the page says it; the line stays as it was
        self.post_message(self.Looked(look, quiet))

    @on(Looked)
    def _draw_quiet(self, event: Looked) -> None:
        if event.look != self._look:
            return
        quiet = self._quiet = event.quiet
        self.quiet_line.update(self._drawn(quiet))
        self.quiet_line.set_class(quiet.due, "-due")
        self.quiet_line.set_class(quiet.kind == "first", "-first")
        if quiet.kind == "cut_off" and quiet.of is not None and self._held is None:
            self._held = quiet.of.id
            self._mark(quiet.of.id, OFFERED)

    @work(thread=True, group="save", description="keep what was offered")
    def _mark(self, session_id: str, word: str) -> None:
        try:
            note_asked(self.session, session_id, word)
        except ComfortError:
            return  # then it is offered once more

    def _drawn(self, quiet: Reminder) -> Content:
        """Return the line with the key that answers it, where it says anything; on the first evening, three lines."""
        if quiet.kind == "first":
            return Content("\n").join(self._with_key(*each) for each in FIRST_EVENING)
        if not quiet.text:
            return Content("")
        if quiet.due:
            return self._with_key("what-waits", quiet.text)
        return self._with_key("go-plan", f"{REGISTRY['go-plan'].name}. {quiet.step or quiet.text}")

    def _with_key(self, action_id: str, text: str) -> Content:
        return Content.assemble((f"{self.app.shown_key(action_id)} ", "$accent"), (text, "$muted"))
