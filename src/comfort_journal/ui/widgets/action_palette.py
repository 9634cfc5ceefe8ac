"""The palette finds our actions by name, and nothing else: Textual's own commands never appear."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from comfort_journal.ui import actions
from comfort_journal.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

NARROW = 60
"""Columns below which no margin is left; the app's stylesheets know it as ``-narrow``."""
WIDEST, MARGINS, EDGES = 68, 4, 5
"""Columns of the palette, beside it, and of what stands around an action in it: paddings and a scrollbar."""

IN_PALETTE = actions.declare(
    "Find an action",
    actions.Action(
        "close-palette",
        "escape,ctrl+p",
        "Close",
        "Go back without doing anything.",
        run="dismiss",
        palette=False,
        sense="find an action",
    ),
    actions.Action("palette-down", "down", "Next", "Go to the next action.", palette=False),
    actions.Action("palette-up", "up", "Previous", "Go to the previous action.", palette=False),
)


class ActionPalette(ModalScreen["actions.Usable | None"]):
    """Type a few letters, choose an action; the screen's result is the action, or None."""

    DEFAULT_CSS = """
    ActionPalette {
        background: $background 70%; align: center top;
        &:ansi { background: $background; }
        &.-narrow #palette { margin: 0; }
        #palette { width: 100%; max-width: 68; height: auto; max-height: 90%; margin: 2 2; background: $surface; }
        Input, Input:focus {
            border: none; height: 1; margin: 1 2; padding: 0; background: $surface; background-tint: $surface 0%;
            color: $text;
        }
        OptionList, OptionList:focus {
            border: none; height: auto; max-height: 16; padding: 0 1; margin: 0 0 1 0; background: $surface;
            scrollbar-size-vertical: 1;
        }
        OptionList > .option-list--option { padding: 0 1; color: $text; }
        OptionList > .option-list--option-disabled { color: $muted; }
        OptionList > .option-list--option-highlighted {
            background: $selection; color: $block-cursor-foreground; text-style: none;
        }
    }
    """
    BINDINGS: ClassVar = actions.bindings(IN_PALETTE)

    def __init__(self, offered: Sequence[actions.Usable]) -> None:
        """Take what the page behind can do."""
        super().__init__()
        self._offered = [item for item in offered if item.action.palette]

    def compose(self) -> ComposeResult:
        """Lay out a line to type in, over the actions."""
        with Vertical(id="palette"):
            yield LineInput(placeholder="What would you like to do?")
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Offer everything before a letter is typed."""
        self.query_one(OptionList).can_focus = False
        self._offer("")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._offer(event.value)

    @on(Input.Submitted)
    def _take(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(next(item for item in self._offered if item.action.id == event.option.id))

    def action_palette_down(self) -> None:
        self.query_one(OptionList).action_cursor_down()

    def action_palette_up(self) -> None:
        self.query_one(OptionList).action_cursor_up()

    def on_resize(self) -> None:
        """Lay the actions out for the width there is."""
        options = self.query_one(OptionList)
        before = options.highlighted
        self._offer(self.query_one(Input).value)
        options.highlighted = before

    def _offer(self, words: str) -> None:
        around = 0 if self.app.size.width < NARROW else MARGINS
        width = min(WIDEST, self.app.size.width - around) - EDGES
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(_option(item, width) for item in matching(self._offered, words))
        options.action_first()


def matching(offered: Sequence[actions.Usable], words: str) -> list[actions.Usable]:
    """Return the actions whose name or help has all the words, those that begin with them first."""
    wanted = words.casefold().split()
    found = [item for item in offered if all(word in _searched(item.action) for word in wanted)]
    return sorted(found, key=lambda item: not item.action.name.casefold().startswith(tuple(wanted[:1]) or ""))


def _searched(action: actions.Action) -> str:
    return f"{action.name} {action.help} {action.words}".casefold()


def _option(item: actions.Usable, width: int) -> Option:
    key = item.keys[0] if item.keys else ""
    told = f"{item.action.name} · {item.reason}" if item.reason else item.action.name
    room = max(8, width - len(key) - 2)
    text = told if len(told) <= room else told[: room - 1] + "…"
    line = Content.assemble(text.ljust(room), "  ", Content.styled(key, "$muted"))
    return Option(line, id=item.action.id, disabled=item.reason is not None)
