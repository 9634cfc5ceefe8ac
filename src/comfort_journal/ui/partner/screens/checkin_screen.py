"""The check-in timer's one page: all filled in, nothing to type, and Enter begins.

It needs no passphrase and knows nothing of the journal. A code shows as filled places, never as digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.partner import Setup
from comfort_journal.partner.numbers import PAUSE_MOST
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.key_names import FUNCTION_KEYS
from comfort_journal.ui.keyboards import named
from comfort_journal.ui.partner.screens.checkin_form import Choosing, Row, press, ready, setup
from comfort_journal.ui.partner.screens.glow_border import SIDES, STILL, Edge, glow
from comfort_journal.ui.partner.screens.key_row import KeyRow, key_row, places
from comfort_journal.ui.partner.screens.view_model import MINUTE
from comfort_journal.ui.partner.words import words_at
from comfort_journal.ui.upstream import keys_of
from comfort_journal.ui.widgets.wrapped_static import WrappedStatic

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.settings import Settings
    from comfort_journal.ui.partner.screens.view_model import KeyWord

MARK: Final = "›"  # noqa: RUF001  it points at the line

ON_CHECKIN = actions.declare(
    "Check-in timer",
    Action("checkin-begin", "enter", "Begin", "Begin with what the page says.", palette=False),
    Action("checkin-shorter", "left", "Ask sooner", "Five seconds less between two questions, from 30.", palette=False),
    Action("checkin-longer", "right", "Ask later", "Five seconds more between two questions, up to 60.", palette=False),
    Action("checkin-next", "tab,down", "Next line", "Go to the next line of the page.", palette=False),
    Action("checkin-before", "shift+tab,up", "Line before", "Go to the line before.", palette=False),
    Action("checkin-bell", "b", "Bell", "Turn the bell on or off.", palette=False),
    Action(
        "checkin-code",
        "c",
        "Code",
        "Have a code that a pause asks for before it goes on; again for none.",
        palette=False,
    ),
    Action("checkin-leave", "escape,ctrl+c", "Leave", "Go without a timer.", run="dismiss", palette=False),
)


class Lines(Static):
    """What is chosen, a line each; the keys change the one ``at``."""

    at = 0

    def stands_at(self) -> Offset:
        """Return where that line begins."""
        return Offset(0, self.at)


class CheckinPage(Screen[Setup | None]):
    """The page before the timer; its result is the session to run, or None."""

    CSS_PATH = "checkin_screen.tcss"
    BINDINGS: ClassVar = actions.bindings(ON_CHECKIN)
    AUTO_FOCUS = None
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide"), (110, "-broad")]  # noqa: RUF012  Textual declares the type
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (34, "-high")]  # noqa: RUF012  Textual declares the type
    stands_on = ("Lines",)

    def __init__(
        self,
        settings: Settings,
        *,
        interval: int | None = None,
        record: bool,
        new_id: Callable[[], str],
        now: Callable[[], datetime],
    ) -> None:
        """Begin as the settings have it; ``now`` is aware wall time, ``record`` whether one will be kept."""
        super().__init__()
        self._record, self._new_id, self._now = record, new_id, now
        self._said = words_at(settings.keyboard)
        self._keyboard = settings.keyboard
        self._chosen = Choosing(settings.checkin_seconds if interval is None else interval, settings.checkin_bell)

    def compose(self) -> ComposeResult:
        """Lay out the lines, what holds for every timer, and the keys."""
        said = self._said.checkin
        silence = self._said.session.pauses.format(most=PAUSE_MOST // MINUTE)
        for side in SIDES:
            yield Edge(side)
        with Vertical(id="page"):
            yield Static(said.title, id="title", markup=False)
            yield Lines(id="rows", markup=False)
            yield Static(id="hint", markup=False)
            with VerticalScroll(id="more", can_focus=False):
                yield WrappedStatic(id="answers")
                yield Static(said.fine_today, id="fine-today", markup=False)
                yield Static(silence, id="silence", markup=False)
                if not self._record:
                    yield Static(said.not_kept, classes="quiet", markup=False)
            yield KeyRow()

    def on_mount(self) -> None:
        """Draw what is chosen."""
        self.query_one("#answers", WrappedStatic).show(self._answers)
        self._draw()

    def on_resize(self) -> None:
        """Draw again: a narrow page says less."""
        self.call_after_refresh(self._draw)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed before a binding does: on its own line a letter is a letter."""
        more = self.query_one("#more")
        word = self._chosen.row == "word"
        key = event.key if word else named(event, self._keyboard)
        if event.key == "pagedown":
            more.scroll_page_down(animate=False)
        elif event.key == "pageup":
            more.scroll_page_up(animate=False)
        elif key in FUNCTION_KEYS | {"space", "backspace"} or (
            len(key) == 1 and (word or key != event.key or key not in keys_of(self))
        ):
            self._take(key)
        else:
            return
        event.stop()
        event.prevent_default()

    def action_checkin_begin(self) -> None:
        """Begin, once what is chosen can begin."""
        self._chosen = ready(self._chosen)
        if self._chosen.note:
            self._draw()
        else:
            self.dismiss(setup(self._chosen, id=self._new_id(), now=self._now()))

    def action_checkin_shorter(self) -> None:
        self._take("left")

    def action_checkin_longer(self) -> None:
        self._take("right")

    def action_checkin_next(self) -> None:
        self._take("down")

    def action_checkin_before(self) -> None:
        self._take("up")

    def action_checkin_bell(self) -> None:
        self._take("b")

    def action_checkin_code(self) -> None:
        self._take("c")

    def _take(self, key: str) -> None:
        self._chosen = press(self._chosen, key)
        self._draw()

    def _draw(self) -> None:
        depth = 1 if self.has_class("-narrow") else 4 if self.has_class("-high") else 2
        for edge in self.query(Edge):
            edge.shine(glow(STILL, depth), "accent")
        rows = self.query_one(Lines)
        rows.update(Content("\n").join([self._row(row) for row in self._chosen.rows]))
        rows.at = self._chosen.rows.index(self._chosen.row)
        self._hint()
        self.query_one(KeyRow).keys = self._keys()

    def _hint(self) -> None:
        """Say what keeps it from beginning, or where there is no room on its own line what changes a line."""
        said, chosen = self._said.checkin, self._chosen
        hint = {"typing": said.typing, "four": f"{said.four} {said.without}", "here": said.here}.get(chosen.note, "")
        if not hint and self.has_class("-narrow") and chosen.code is None:
            hint = self._how(chosen.row)
        shown = self.query_one("#hint", Static)
        shown.update(hint)
        shown.display = bool(hint) or not self.has_class("-low")

    def _keys(self) -> tuple[KeyWord, ...]:
        """Return the keys of the page; on the stop word's line its letters are not among them."""
        said = self._said.checkin
        first, last = (("Enter", said.begin), ("Tab", said.next)), ("Esc", said.leave)
        if self._chosen.row == "word" or self.has_class("-narrow"):
            return (*first, last)
        code = said.wants_code if self._chosen.code is None else said.no_code
        return (*first, ("b", said.bell.casefold()), ("c", code), last)

    def _how(self, row: Row) -> str:
        said = self._said.checkin
        return {"interval": said.interval_how, "bell": said.bell_how, "word": said.word_how, "code": said.code_how}[row]

    def _row(self, row: Row) -> Content:
        said, chosen = self._said.checkin, self._chosen
        names = {"interval": said.every, "bell": said.bell, "word": said.word, "code": said.code}
        value = {
            "interval": said.seconds.format(seconds=chosen.interval),
            "bell": said.on if chosen.bell else said.off,
            "word": chosen.word,
            "code": places(len(chosen.code or "")),
        }[row]
        here = row == chosen.row
        wide = max(map(len, names.values())) + 3
        return Content.assemble(
            Content.styled(f"{MARK if here else ' '} ", "$accent"),
            Content.styled(names[row].ljust(wide), "$muted"),
            Content.styled(value, "bold $accent" if here else "$text"),
            Content.styled(f"   {self._how(row)}", "$muted") if here and not self.has_class("-narrow") else "",
        )

    def _answers(self, width: int) -> Content:
        """Return the question and its keys, none of them broken at the end of a row."""
        keys, digits, question = self._said.keys, self._said.digits, ("", self._said.words.answer)
        return key_row((question, (digits.yes, keys.yes), (digits.slower, keys.slower), ("", keys.others)), width)
