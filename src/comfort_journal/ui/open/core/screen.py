"""What every open screen shares: its session, the keys that hold everywhere, and news of the journal.

"Enough for today" is one of those keys: it saves what is written, asks nothing, says good night and locks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import getters, on, work
from textual.message import Message
from textual.screen import ModalScreen, Screen

from comfort_journal.errors import ComfortError
from comfort_journal.text.dates import short_day
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.lock_notice import GoodNight
from comfort_journal.ui.places import ANYWHERE, FINDING, PLACES
from comfort_journal.ui.widgets.place_row import PlaceRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from comfort_journal.ui.open.core.workspace import Workspace

Result = TypeVar("Result")

REFRESH_EVERY = 30.0
"""Seconds between two looks for captures from another window; a look is also taken when the window gets the focus."""

TO_VAULT = "{settings}, and then {vault}, lead to the page where this can be looked after."
"""Said after a notice about the vault itself, on screens that have those keys."""
_LEADS = {"conflict-copies", "journal", "lost-saves", "header-copy", "copy-replaced", "unreadable-end", "sectors"}

NOT_KEPT = "Your words are still here on the screen, but nowhere else yet."

(ENOUGH,) = EVERYWHERE_OPEN = actions.declare(
    actions.EVERYWHERE,
    Action(
        "enough-for-today",
        "f9",
        "Enough for today",
        "Save what is written, say good night and lock.",
        "enough",
        closes=True,
        words="good night stop finish done tired bed too much pause",
    ),
)


class OpenScreen(Screen[Result]):
    """A screen of the open journal.

    ``session`` is the open journal. A screen that shows records redraws them in ``on_screen_resume`` and when it gets
    ``JournalChanged``.
    """

    DEFAULT_CSS = """
    OpenScreen {
        KeysFooter, PlaceRow { padding: 0 4; }
        #column { width: 100%; max-width: 76; height: 1fr; padding: 1 4 0 4; }
        #column KeysFooter { padding: 0; }
        &.-low #column { padding: 0 4; }
        &.-narrow KeysFooter, &.-narrow PlaceRow { padding: 0 2; }
        &.-narrow #column KeysFooter { padding: 0; }
        &.-narrow #column { padding: 1 2 0 2; }
        &.-narrow.-low #column { padding: 0 2; }
        &.-noted #said { visibility: hidden; }
    }
    """
    ALLOW_SELECT = False
    app = getters.app(HostApp)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]  # noqa: RUF012  Textual declares the type
    BINDINGS: ClassVar = actions.bindings(EVERYWHERE_OPEN)
    place: ClassVar[str] = ""
    """The place that the page belongs to and names in its top row; "" where leaving it takes more than a key."""
    guides: ClassVar[bool] = False
    """Whether the page guides through time that runs, and no other page may lie over it unasked."""

    @dataclass
    class JournalChanged(Message):
        """Records came in from outside this window, or the day turned: what is shown of both is out of date."""

    @dataclass
    class Noticed(Message):
        """The vault has something to say."""

        sentence: str

    @dataclass
    class AllPutAway(Message):
        """Nothing is only on the screen any more: every buffer is saved, or ``sealed`` as a draft where that failed."""

        sealed: bool

    @dataclass
    class SaveFailed(Message):
        """Something could not be saved; ``sentence`` says what and what to do. The words are still on the screen."""

        sentence: str

    def __init__(self, session: Workspace) -> None:
        """Show something of an open session."""
        super().__init__()
        self.session = session
        self._shown_day = session.today

    def on_compose(self) -> None:
        """Have the classes of the window's size before anything is styled: else a page is styled and drawn twice over.

        Textual gives them only with the size of what was laid out already.
        """
        size, app = self.app.size, self.app
        for cells, own, shared in (
            (size.width, self.HORIZONTAL_BREAKPOINTS, app.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS),
        ):
            points = (shared if own is None else own) or ()
            fitting = [point for point in points if point[0] <= cells]
            self.add_class(*(name for _, name in sorted(fitting)[-1:]), update=False)

    def on_mount(self) -> None:
        """Name the place; look for captures from other windows, and for the turn of the day, now and then."""
        if self.place:
            self.mount(PlaceRow(self.place, short_day(self.session.today)))
        self.set_interval(REFRESH_EVERY, self.look_around)
        self.watch(self.app, "app_focus", self._focus_came, init=False)

    def action_enough_for_today(self) -> None:
        self._put_all_away()

    @on(AllPutAway)
    def _say_good_night(self, event: AllPutAway) -> None:
        self.app.push_screen(GoodNight(waiting=event.sealed))

    @on(SaveFailed)
    def _say_why(self, event: SaveFailed) -> None:
        self.say(event.sentence)

    @on(Noticed)
    def _tell(self, event: Noticed) -> None:
        self.say(event.sentence)

    def say(self, sentence: str) -> None:
        """Tell one plain sentence, or nothing; a screen with a line for it shows it there instead."""
        if sentence:
            self.notify(sentence, markup=False, timeout=8)

    @property
    def way_to_vault(self) -> str:
        """The sentence that leads to the vault's page, by the keys in force."""
        key = self.app.shown_key
        return TO_VAULT.format(settings=key("go-settings"), vault=key("look-after-vault"))

    def _focus_came(self, focused: bool) -> None:  # noqa: FBT001  Textual calls it
        if focused:
            self.look_around()

    @work(thread=True, group="save", description="save")
    def save(self, write: Callable[[], object], done: Message | None = None, *, or_else: str = "") -> None:
        """Write in a thread of its own and post ``done``; where that fails say why, and ``or_else`` after it."""
        try:
            write()
        except ComfortError as fault:
            self.post_message(self.SaveFailed(f"{fault} {or_else}".rstrip()))
            return
        if done is not None:
            self.post_message(done)

    def look_around(self) -> None:
        """Take in what came from other windows, and the new day when it has turned."""
        if not self.is_current:
            return
        self._refresh_journal()
        if self._shown_day != self.session.today:
            self._shown_day = self.session.today
            for row in self.query(PlaceRow):
                row.show_day(short_day(self._shown_day))
            self.post_message(self.JournalChanged())

    @work(thread=True, exclusive=True, group="refresh", description="refresh")
    def _refresh_journal(self) -> None:
        try:
            changed = self.session.refresh()
        except ComfortError as fault:
            self.post_message(self.SaveFailed(str(fault)))
            return
        if changed:
            self.post_message(self.JournalChanged())
        if news := self.session.news():
            way = [self.way_to_vault] if leads_to_vault(news) and self.place else []
            self.post_message(self.Noticed(" ".join([*news, *way])))

    @work(thread=True, group="save", description="save everything")
    def _put_all_away(self) -> None:
        sealed = False
        for buffer in self.session.unsaved():
            try:
                self.session.save(buffer)
            except ComfortError as fault:
                if not self.session.is_kept(buffer):
                    self.post_message(self.SaveFailed(f"{fault} {NOT_KEPT}"))
                    return
                sealed = True
        self.post_message(self.AllPutAway(sealed))


class OverPage(OpenScreen[Result], ModalScreen[Result]):
    """A question over the page that is still seen; the keys that work everywhere work there, or say why not."""

    BINDINGS: ClassVar = actions.bindings((*PLACES, *ANYWHERE, *FINDING), of_app=True)


def leads_to_vault(news: Iterable[str]) -> bool:
    """Tell whether something that the vault says can be looked after on its page."""
    return any(getattr(notice, "code", "") in _LEADS for notice in news)
