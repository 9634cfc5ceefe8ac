"""The help page shows every key of the page it was opened on, and why a key does nothing right now."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from comfort_journal.ui import actions
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

IN_HELP = actions.declare(
    "Help",
    actions.Action(
        "close-help",
        "escape,f1,question_mark,q",
        "Close help",
        "Go back.",
        footer="back",
        run="dismiss",
        palette=False,
        sense="help",
    ),
)


class HelpScreen(ModalScreen[None]):
    """Every key of one page, one line each."""

    DEFAULT_CSS = """
    HelpScreen {
        background: $background; align: center top;
        #sheet { width: 100%; max-width: 72; height: 1fr; padding: 1 2 0 2; }
        #keys { width: 100%; height: 1fr; margin-bottom: 1; scrollbar-size-vertical: 1; }
        KeysFooter { padding: 0; }
        Static { width: 100%; }
    }
    """
    BINDINGS: ClassVar = actions.bindings(IN_HELP)

    def __init__(self, offered: Sequence[actions.Usable]) -> None:
        """Take the actions of the page that help was asked for."""
        super().__init__()
        self._offered = offered

    def compose(self) -> ComposeResult:
        """Lay out the keys by the place they belong to."""
        with Vertical(id="sheet"):
            with VerticalScroll(id="keys"):
                yield Static()
            yield KeysFooter()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the keys out for the width there is."""
        self.query_one(Static).update(help_text(self._offered, width=min(67, event.size.width - 5)))


def help_text(offered: Sequence[actions.Usable], *, width: int) -> Content:
    """Return the keys as text: what this page offers, the other places, and what works everywhere."""
    near = [item for item in offered if item.action.where != actions.EVERYWHERE]
    far = [item for item in offered if item.action.where == actions.EVERYWHERE]
    column = max((len(_keys(item)) for item in offered), default=0) + 3
    lines: list[Content] = []
    for where, items in groupby([*near, *far], key=lambda item: item.action.where):
        lines += [Content(""), Content.styled(where, "$muted")]
        lines += [line for item in items for line in _entry(item, column, width)]
    return Content("\n").join(lines[1:])


def _entry(item: actions.Usable, column: int, width: int) -> list[Content]:
    name = item.action.name.rstrip("?")
    said = Content.assemble(name, (f"  {item.action.help}", "$muted"))
    if item.reason is not None:
        said = Content.styled(f"{name}  {item.action.help} {item.reason}", "$muted")
    wrapped = said.wrap(max(12, width - column))
    first = Content.assemble(Content.styled(_keys(item).ljust(column), "$accent"), wrapped[0])
    return [first, *(Content.assemble(" " * column, line) for line in wrapped[1:])]


def _keys(item: actions.Usable) -> str:
    return "  ".join(item.keys[:2])
