"""The page of a running session, read from two metres by one person or two: a word, a line that shrinks, a border.

It draws what the machine decided and decides nothing; no key reaches anything on it. A stop, once painted, stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual import getters
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.partner import LATCHED
from comfort_journal.ui.partner.screens.agreement_panel import AgreementPanel
from comfort_journal.ui.partner.screens.glow_border import SIDES, STILL, Edge, Glow, glow, solid
from comfort_journal.ui.partner.screens.key_row import KeyRow, LargeKeys, key_column, key_row, least_rows, places
from comfort_journal.ui.partner.screens.ready_stop import ReadyStop
from comfort_journal.ui.partner.screens.time_bar import BAR, TimeBar
from comfort_journal.ui.partner.screens.view_model import EMPTY, Picture, picture, stop_picture
from comfort_journal.ui.partner.words import words_at
from comfort_journal.ui.widgets.big_text import BigText
from comfort_journal.ui.widgets.demo_line import DemoLine
from comfort_journal.ui.widgets.pacer import breath_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from comfort_journal.partner import State
    from comfort_journal.settings import Settings
    from comfort_journal.ui.partner.screens.view_model import KeyWord

TONES: Final = {
    "calm": "accent",
    "waiting": "muted",
    "answer": "text",
    "pause": "good",
    "stop": "muted",
    "rest": "good",
}
"""The colour of each meaning, by the theme's name for it; the word says the same without it."""
_BREATH_STEPS: Final = 16
"""The border changes so often in half a breath: finer steps cost more and are not seen."""
ROWS_OF_WORD: Final = 4
"""Rows of the large word, and of the digits, where everything else is large too."""
_REMINDED: Final = 2
"""So many breaths are shown in words when somebody asked for the reminder."""


class SessionPage(Screen[None]):
    """The session as it goes on; ``show`` is called about ten times a second and after each event."""

    CSS_PATH = "session_screen.tcss"
    AUTO_FOCUS = None
    stands_on = ("KeyRow", "#lines", "#brief", "#word")
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (40, "-narrow"), (60, "-wide"), (110, "-broad")]  # noqa: RUF012  Textual declares the type
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-low"), (20, "-middle"), (34, "-high")]  # noqa: RUF012  Textual declares the type

    word = getters.query_one("#word", BigText)
    digits = getters.query_one("#digits", BigText)
    line = getters.query_one(TimeBar)

    def __init__(
        self,
        *,
        settings: Settings,
        phrases: Mapping[str, str],
        record: bool,
        clock: Callable[[], float],
        to_lock: bool = False,
    ) -> None:
        """Begin empty; ``phrases`` are the words to be said beforehand, ``record`` whether one is kept.

        ``to_lock``: whether the lock screen comes after the last page.
        """
        super().__init__()
        self._settings, self._phrases, self._record, self._clock = settings, phrases, record, clock
        self._said = words_at(settings.keyboard)
        self._to_lock = to_lock
        self._since = clock()
        self._reminded_until = self._since
        self._alone = False
        self._stopped = False
        self._state: State | None = None
        self._shown: Picture | None = None
        self._now = self._since
        self._cue: tuple[str, tuple[KeyWord, ...]] = ("", ())
        self._smaller: tuple[KeyWord, ...] = ()
        self._moment: set[str] = set()
        self._ready = ReadyStop(self)

    def compose(self) -> ComposeResult:
        """Lay out everything; what the moment does not need is hidden."""
        for side in SIDES:
            yield Edge(side)
        yield AgreementPanel(self._said, self._phrases, record=self._record)
        with Vertical(id="room"):
            yield BigText(id="word")
            yield TimeBar()
            yield BigText(id="digits")
            yield Static(id="lines", markup=False)
            yield Static(id="places", markup=False)
            yield Static(id="offers", markup=False)
            yield LargeKeys()
        yield Static(id="quiet", markup=False)
        yield Static(id="cue", markup=False)
        yield KeyRow()
        yield Static(id="brief", markup=False)

    def on_mount(self) -> None:
        """Draw what was shown before there was anything to draw it on."""
        self._redraw()

    def on_resize(self) -> None:
        """Draw again: a small window has room for less."""
        self.remove_class("-tight")
        self.call_after_refresh(self._redraw)

    def show(self, state: State, now: float) -> None:
        """Show a state at a time of the clock; after a stop, nothing but what follows a stop."""
        self._state, self._now = state, now
        self._alone = state.setup.mode == "checkin"
        if self._ready.posing or (self._stopped and state.phase not in LATCHED):
            return
        self._draw(picture(state, now, self._said, to_lock=self._to_lock))

    def stopped(self, *, rehearsal: bool) -> None:
        """Show the stop at once, and unless it was rehearsed keep to it.

        The rehearsed one is the real one for a moment, and is remembered as it stood on the terminal.
        """
        self._stopped = self._stopped or not rehearsal
        if not rehearsal:
            self._ready.show()
        self._draw(stop_picture(self._said, alone=self._alone))
        if rehearsal:
            self._ready.pose(self._rehearsed)

    def _rehearsed(self) -> None:
        """Say after the rehearsed stop what it was."""
        if not self._stopped:
            self._draw(stop_picture(self._said, alone=self._alone, rehearsal=True))

    @property
    def is_small(self) -> bool:
        """Whether there is room for the countdown and how it stops, and no more."""
        return self.has_class("-slim") or self.has_class("-flat")

    def in_few_words(self, width: int) -> str:
        """Return the same for a window with no room for a page; nothing where nothing is shown."""
        shown = self._shown
        if shown is None or not shown.brief or shown.agreement:
            return ""
        line = BAR * round(width * shown.share) if shown.share is not None else ""
        return "\n".join(filter(None, (line, f"{shown.digits} {shown.brief}".strip())))

    def breathe(self) -> None:
        """Show the breath in words for a little; the timer runs on."""
        self._reminded_until = self._clock() + _REMINDED * (self._settings.breath_in + self._settings.breath_out)

    def say(self, sentence: str) -> None:
        """Show one quiet sentence above the keys from now on: what became of the record."""
        quiet = self.query_one("#quiet", Static)
        quiet.update(sentence)
        quiet.add_class("-said")
        self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        shown, self._shown = self._shown, None
        if self._state is None:
            self._draw(shown or EMPTY)
        elif shown is not None and shown.meaning == "stop":
            self._draw(shown)
        else:
            self.show(self._state, self._now)

    def _draw(self, shown: Picture) -> None:
        before, self._shown = self._shown, shown
        if not self.is_mounted or not self.query(KeyRow):  # not there yet, or being taken away
            return
        if before is None or _timeless(shown) != _timeless(before):
            with self.app.batch_update():
                self._lay_out(shown)
        if shown.share is not None:
            self.line.keep(shown.share)
        self._follow_breath(shown)

    def _lay_out(self, shown: Picture) -> None:
        self._classify(
            {
                f"-{shown.meaning}": True,
                "-agreement": shown.agreement,
                "-asked": shown.agreement and not shown.keys,
                "-ready": shown.agreement and bool(shown.word),
                "-timed": shown.share is not None,
                "-coded": shown.places is not None,
                "-counting": bool(shown.digits),
                "-question": shown.word == self._said.words.answer,
            }
        )
        small = self.is_small
        shown = self._enlarged(shown)
        given_way = self._give_way(shown)
        if given_way is None and self._prefers_large:
            shorter = replace(shown, large=tuple((key.partition(" or ")[0], does) for key, does in shown.large))
            given_way = self._give_way(shorter)
            shown = shown if given_way is None else shorter
        self.set_class(given_way is not None, "-large")
        self.set_class("#cue" in (given_way or ()), "-cueless")
        self.word.text, self.word.display = shown.word, bool(shown.word) and not small and not shown.agreement
        self.digits.text, self.digits.display = shown.digits, bool(shown.digits)
        self.line.display = shown.share is not None
        keys = self.query_one(KeyRow)
        keys.keys = shown.keys
        keys.display = bool(shown.keys) and not small and "keys" not in (given_way or ())
        large = self.query_one(LargeKeys)
        large.keys, large.display = shown.large, bool(shown.large) and not small
        large.beside = keys.display
        self._smaller = _not_among(shown.large, shown.keys) if "keys" in (given_way or ()) else ()
        for name, content in {
            "#lines": Content("\n").join([Content(line) for line in shown.lines]),
            "#places": Content("" if shown.places is None else places(shown.places)),
            "#offers": key_column(shown.offers),
            "#brief": Content(shown.brief),
        }.items():
            part = self.query_one(name, Static)
            part.update(content)
            part.display = bool(content.plain) and (name == "#brief") == small and name not in (given_way or ())
        if shown.agreement and self._state is not None:
            self.query_one(AgreementPanel).fill(self._state.setup.word, shown.word)
            self.call_after_refresh(self._make_room)

    def _make_room(self) -> None:
        """Where the agreement is taller than the window, leave out what is not needed to stop or to go on."""
        lowest = max(self.query_one(part).region.bottom for part in ("#lines", "#places"))
        if lowest > self.query_one("#room").region.bottom or self.query_one(KeyRow).region.bottom >= self.size.height:
            self.add_class("-tight")

    @property
    def _prefers_large(self) -> bool:
        return self._settings.large_text and self.has_class("-middle") and not self.is_small

    def _enlarged(self, shown: Picture) -> Picture:
        """Return the large keys in fewer letters, where they stand before everything else."""
        if not self._prefers_large:
            return shown
        said = self._said.keys
        short = {said.others: said.others_short, said.comfortable: said.yes}
        return replace(shown, large=tuple((key, short.get(does, does)) for key, does in shown.large))

    def _give_way(self, shown: Picture) -> set[str] | None:
        """Return the small lines for which there is no room beside large keys; None where no key stands large."""
        if not (self._prefers_large and shown.large):
            return None
        quiet, height = self.query_one("#quiet", Static), self.size.height - len(self.query(DemoLine))
        width, room = self.size.width - 8, height - 2 - quiet.has_class("-said") * max(1, quiet.size.height)
        least = least_rows(shown.large, width, room)
        need = ROWS_OF_WORD + 1 + ROWS_OF_WORD * bool(shown.digits) + least
        need += sum(2 for each in (shown.offers, shown.places is not None) if each)
        if not least or need > room:
            return None
        kept = bool(_not_among(shown.large, shown.keys)) and need < room
        need += kept
        gone: set[str] = set()
        keys = len(key_row(shown.keys, width - 4).split("\n"))
        lines = sum(1 + len(line) // (width - 6) for line in shown.lines)
        for name, rows in (("#lines", lines), ("keys", keys), ("#cue", not kept)):
            if need + rows > room:
                gone.add(name)
            else:
                need += rows
        return gone

    def _classify(self, wanted: Mapping[str, bool]) -> None:
        """Take the classes of a moment at once: each change by itself would style the whole page anew, 14 ms a time."""
        new = {name for name, applies in wanted.items() if applies}
        classes = (self.classes - self._moment) | new
        self._moment = new
        if classes != self.classes:
            self.set_classes(classes)

    def _follow_breath(self, shown: Picture) -> None:
        """Let the border breathe, or stand solid while the bell is to be seen; without motion, say it in words."""
        breath = breath_at(max(0.0, self._now - self._since), self._settings.breath_in, self._settings.breath_out)
        openness = round(breath.open * _BREATH_STEPS) / _BREATH_STEPS if self._settings.moves else STILL
        depth = 1 if self.has_class("-narrow") else 4 if self.has_class("-high") else 2
        light: Glow = () if shown == EMPTY else solid(depth) if shown.rings else glow(openness, depth)
        for edge in self.query(Edge):
            edge.shine(light, TONES[shown.meaning])
        words = self._said.session
        asked = not self._settings.moves or self._now < self._reminded_until
        breathes = shown != EMPTY and shown.meaning != "stop" and not shown.agreement
        breathes = breathes and not self.has_class("-cueless")
        cue = (words.breathe_in if breath.phase == "in" else words.breathe_out) if asked and breathes else ""
        if (cue, self._smaller) != self._cue:
            self._cue = (cue, self._smaller)
            self.set_class(bool(cue), "-worded")
            beside = (*self._smaller, *((("", cue),) if cue else ()))
            self.query_one("#cue", Static).update(key_row(beside, self.size.width))


def _not_among(large: tuple[KeyWord, ...], keys: tuple[KeyWord, ...]) -> tuple[KeyWord, ...]:
    """Return the keys that stand nowhere large: they share the row of the breath where there is no row of keys."""
    named = {key.partition(" or ")[0] for key, _ in large}
    return tuple(each for each in keys if each[0].partition(" or ")[0] not in named)


def _timeless(shown: Picture) -> Picture:
    """Return a picture without the one thing that changes all the time."""
    return shown if shown.share is None else replace(shown, share=1.0)
