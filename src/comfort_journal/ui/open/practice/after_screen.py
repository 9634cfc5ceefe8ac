"""What the pages after touch share: each answer is kept as it is given, all may stay open, and one key leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import VerticalScroll
from textual.message import Message

from comfort_journal.errors import ComfortError
from comfort_journal.text.plain import plain_lines, shown
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.note_to_self import find_note
from comfort_journal.ui.open.core.prompts import questions
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.practice.breath_screen import StepBreathScreen
from comfort_journal.ui.open.practice.red_flags import SHARP_PAIN, flag_of
from comfort_journal.ui.widgets.checklist import Checklist

if TYPE_CHECKING:
    from comfort_journal.records import Flag
    from comfort_journal.ui.open.core.workspace import Workspace

LOOK_EVERY = 1.0

AFTER = actions.declare(
    "After a session",
    Action(
        "leave-after",
        "enter,escape",
        "Done",
        "Leave; everything here may stay open.",
        "done",
        run="leave",
        palette=False,
    ),
    Action("after-breathe", "b", "Breathe", "Breathe with the screen.", "breathe", run="breathe", palette=False),
    Action("after-worse", "y", "It is getting worse", "Note a sharp pain that grows.", run="worse", palette=False),
)


class AfterScreen(OpenScreen[str]):
    """A page after touch; its result is the question for the page of the evening."""

    AUTO_FOCUS = None
    FOCUS_FIRST = "Checklist"
    BINDINGS: ClassVar = actions.bindings(AFTER)

    checklist = getters.query_one(Checklist)

    class Left(Message):
        """Everything is in the journal."""

    def __init__(self, session: Workspace) -> None:
        """Begin with no sign noted."""
        super().__init__(session)
        self._library = session.practice.library
        self._flags: list[Flag] = []
        self._failed = False

    def on_mount(self) -> None:
        """Keep what is given, and what comes to it also when the journal closes in the middle."""
        self._taken_back = self.session.before_sealing(self.keep_at_sealing)
        self.keep_and_look()
        self.set_interval(LOOK_EVERY, self.look)
        if not self.hard:
            self.query_one(self.FOCUS_FIRST).focus(scroll_visible=False)

    def on_unmount(self) -> None:
        """Stop being asked; it is kept by now."""
        self._taken_back()

    @property
    def hard(self) -> bool:
        """Whether it was too much: then there is one sentence and one offer."""
        raise NotImplementedError

    @property
    def may_worsen(self) -> bool:
        """Whether a sharp pain that grows can be noted."""
        raise NotImplementedError

    def keep(self) -> None:
        """Keep all as it stands; raises NotSaved. Blocks."""

    def keep_at_sealing(self) -> None:
        """Keep all as it stands while the journal is being sealed; raises NotSaved."""

    def look(self) -> None:
        self.set_class(self.hard, "-hard")
        self.draw(hard=self.hard)
        if self.hard:
            self.query_one(VerticalScroll).focus(scroll_visible=False)

    def draw(self, *, hard: bool) -> None:
        """Draw what the moment has."""

    def tags(self, card: str) -> list[tuple[str, str]]:
        """Return what can be marked of a card, each with its key."""
        return [(choice.key, choice.label) for choice in self._library.card(card).choices]

    def offer(self, *, note: bool) -> list[str]:
        """Return the lines of the one offer; with ``note`` the note to oneself is below them."""
        said = self._library.sentences.session
        lines = [f"{said.breathe}  {self.app.shown_key('after-breathe')}"]
        if self.may_worsen:
            lines += ["", f"{said.worse}  {self.app.shown_key('after-worse')}"]
        found = find_note(self.session) if note else None
        if found is not None:
            lines += ["", said.note_to_self, "", *plain_lines(shown(found.text))]
        return lines

    def keep_and_look(self) -> None:
        self.save(self.keep)
        self.look()

    def note_sign(self, sign: str) -> None:
        self._flags.append(flag_of(self.session, sign))
        self.keep_and_look()

    def _keep_to_leave(self) -> None:
        try:
            self.keep()
        except ComfortError:
            self._failed = True
            raise

    @on(Left)
    def _leave_now(self) -> None:
        self.leave(hard=self.hard)

    def leave(self, *, hard: bool) -> None:
        """Leave with the question that fits."""
        self.dismiss(self._library.sentences.session.after_hard if hard else questions(self.session)[0])

    def action_leave(self) -> None:
        """Leave once all is kept; where that failed, the second time all the same."""
        if self._failed:
            self._leave_now()
        else:
            self.save(self._keep_to_leave, self.Left())

    def action_breathe(self) -> None:
        self.app.push_screen(StepBreathScreen(self.session))

    def action_worse(self) -> None:
        if self.may_worsen:
            self.note_sign(SHARP_PAIN)
