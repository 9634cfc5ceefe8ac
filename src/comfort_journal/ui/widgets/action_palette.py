"""The palette finds our actions by their names and by what people call them; Textual's own commands never appear."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from comfort_journal.settings import DEFAULTS
from comfort_journal.ui import actions
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.line_input import LineInput
from comfort_journal.ui.widgets.marked_list import MarkedList
from comfort_journal.ui.widgets.no_higher import NoHigher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

NARROW = 60
"""Columns below which no margin is left; the app's stylesheets know it as ``-narrow``."""
WIDEST, MARGINS, EDGES = 72, 4, 6
"""Columns of the palette, beside it, and of what stands around an action in it: paddings and a scrollbar."""
NOTHING_YET = "Type a word for what you would like to do, or go to it with ↓."
NOTHING = "Nothing here is called that. Another word may find it, like backup, pain, dark or quit."
SHORT = 2
"""Letters of a word that is not looked for beside longer ones: a, to, my."""
_WORD = re.compile(r"\w+")

IN_PALETTE = actions.declare(
    "Find an action",
    actions.Action(
        "close-palette",
        "escape,ctrl+p",
        "Close",
        "Go back without doing anything.",
        footer="back",
        run="dismiss",
        palette=False,
        sense="find an action",
    ),
    actions.Action("palette-down", "down", "Next", "Go to the next action.", palette=False),
    actions.Action("palette-up", "up", "Previous", "Go to the previous action.", palette=False),
)
ON_LINE = actions.declare(
    "Find an action",
    actions.Action("do-found", "enter", "Do it", "Do what is marked.", "do it", run="submit", palette=False),
)


class _Line(LineInput):
    """What is looked for; its footer says which key does it.

    Nothing is marked before a word is typed: whoever opens the palette and presses Enter has chosen nothing.
    """

    BINDINGS: ClassVar = actions.bindings(ON_LINE)

    def why_not(self, action_id: str) -> str | None:
        """Say how an action is chosen where none is yet."""
        return NOTHING_YET if action_id == "do-found" and not self._marks() else None

    def footer_word(self, action_id: str) -> str | None:
        """Name Enter once it does something."""
        return "" if action_id == "do-found" and not self._marks() else None

    def _marks(self) -> bool:
        return self.screen.query_one(_Found).highlighted is not None


class _Found(NoHigher, MarkedList):
    """The actions that were found."""

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Have the footer name what the keys do now."""
        super().watch_highlighted(highlighted)
        if self.is_attached:
            self.screen.refresh_bindings()


class ActionPalette(Screen["actions.Usable | None"]):
    """Type a few letters, choose an action; the screen's result is the action, or None."""

    about_page = True  # of the page under it, whose keys and place stay those that count

    DEFAULT_CSS = """
    ActionPalette {
        background: $background; align: center top;
        &.-narrow #palette { margin: 0; }
        #palette { width: 100%; max-width: 72; height: auto; max-height: 100%; margin: 2 2; background: $surface; }
        Input, Input:focus {
            border: none; height: 1; margin: 1 2; padding: 0; background: $surface; background-tint: $surface 0%;
            color: $text;
        }
        OptionList, OptionList:focus {
            border: none; height: auto; max-height: 60vh; padding: 0 1; margin: 0; background: $surface;
            scrollbar-size-vertical: 1;
        }
        Static { height: auto; margin: 0 2; color: $muted; display: none; }
        KeysFooter { dock: none; margin: 1 0; padding: 0 2; background: $surface; }
        &.-low KeysFooter { margin: 0; }
        &.-low Input, &.-low Input:focus { margin: 0 2; }
        &.-nothing Static { display: block; }
        &.-nothing OptionList { display: none; }
        OptionList > .option-list--option { color: $text; }
        OptionList > .option-list--option-disabled { color: $muted; }
        OptionList > .option-list--option-highlighted {
            background: $selection; color: $block-cursor-foreground; text-style: none;
        }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]  # noqa: RUF012  Textual declares the type
    BINDINGS: ClassVar = actions.bindings(IN_PALETTE)

    _list = getters.query_one(_Found)

    def __init__(self, offered: Sequence[actions.Usable]) -> None:
        """Take what the page behind can do."""
        super().__init__()
        self._offered = [item for item in offered if item.action.palette]

    def compose(self) -> ComposeResult:
        """Lay out a line to type in, over the actions."""
        with Vertical(id="palette"):
            yield _Line(placeholder="What would you like to do?")
            yield _Found(markup=False)
            yield Static(NOTHING, markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Offer everything before a letter is typed."""
        self._list.can_focus = False
        self._offer("")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._offer(event.value)

    @on(Input.Submitted)
    def _take(self) -> None:
        self._list.action_select()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(next(item for item in self._offered if item.action.id == event.option.id))

    def action_palette_down(self) -> None:
        self._list.action_cursor_down()
        self.query_one(_Line).gone_to = self._list

    def action_palette_up(self) -> None:
        self._list.action_cursor_up()
        self.query_one(_Line).gone_to = self._list

    def on_resize(self) -> None:
        """Lay the actions out for the width there is."""
        options = self._list
        before = options.highlighted
        self._offer(self.query_one(Input).value)
        options.highlighted = before

    def _offer(self, words: str) -> None:
        around = 0 if self.app.size.width < NARROW else MARGINS
        width = min(WIDEST, self.app.size.width - around) - EDGES
        options = self._list
        found = matching(self._offered, words)
        options.clear_options()
        one_hand = getattr(self.app, "settings", DEFAULTS).one_hand
        options.add_options(_option(item, _key(item, one_hand=one_hand), width) for item in found)
        options.highlighted = None
        if words.strip():
            options.action_first()
        self.set_class(not found, "-nothing")


def matching(offered: Sequence[actions.Usable], words: str) -> list[actions.Usable]:
    """Return the actions in which the most of the words begin a word.

    Those that are called so come first, and of them those that can be done now.
    """
    wanted = _WORD.findall(words.casefold())
    wanted = [word for word in wanted if len(word) > SHORT] or wanted
    if not wanted:
        return list(offered)
    found = [(_called(item, wanted), item) for item in offered]
    most = max((whole for (whole, _), _ in found), default=0)
    best = [(near, item) for (whole, near), item in found if whole == most > 0]
    return [item for _, item in sorted(best, key=lambda each: each[0], reverse=True)]


def _called(item: actions.Usable, wanted: Sequence[str]) -> tuple[int, tuple[int, bool, bool, bool, int]]:
    """Return how many of the words begin a word of an action, and what puts it before others with as many."""
    action = item.action
    told, other = (_WORD.findall(text.casefold()) for text in (action.help, action.words))
    name = _WORD.findall(f"{action.name} {action.sense}".casefold())
    keys = [key.casefold() for key in item.keys]
    whole = sum(_begins(word, [*name, *other, *told, *keys]) for word in wanted)
    by_name, by_words = (sum(_begins(word, said) for word in wanted) for said in (name, other))
    can = item.reason is None
    return whole, (by_name, can, name[0].startswith(wanted[0]), by_name > 0 and not _place(action), by_words)


def _begins(wanted: str, words: Sequence[str]) -> bool:
    return any(word.startswith(wanted) for word in words)


def _key(item: actions.Usable, *, one_hand: bool) -> str:
    """Return the key to be named beside an action; with one hand none that is held together with another."""
    named = (key for key in item.keys if not (one_hand and key.startswith(actions.HELD_TOGETHER)))
    return next(named, "")


def _option(item: actions.Usable, key: str, width: int) -> Option:
    beside = item.reason or _place(item.action)
    told = f"{item.action.name} · {beside}" if beside else item.action.name
    room = max(8, width - len(key) - 2)
    text = Content(told if len(told) <= room else told[: room - 1] + "…")
    text = text.stylize("$muted", len(item.action.name)).pad_right(room - len(text))
    return Option(Content.assemble(text, "  ", Content.styled(key, "$muted")), item.action.id, item.reason is not None)


def _place(action: actions.Action) -> str:
    """Return where an action belongs, unless it is to be had everywhere."""
    if action.at:
        going = actions.REGISTRY.get(f"go-{action.at}")
        return going.name if going else action.at.capitalize()
    return "" if action.where in {actions.EVERYWHERE, actions.ELSEWHERE} else action.where
