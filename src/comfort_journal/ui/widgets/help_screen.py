"""The help page: every key of the page it was opened on, the places, and how to reach the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.ui import actions
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.panes import WIDE

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

IN_TEXT = "Letters are your text here. These keys work beside it."
THE_REST = "The rest"
BY_NAME = "finds everything else by its name, or by your own word for it."
BY_MOUSE = "The words at the top and at the foot can be clicked."
ROOM_FOR_NAMES = 60
"""Columns from which names and what they do stand in columns of their own."""


class HelpScreen(Screen[None]):
    """Every key of one page, one line each."""

    about_page = True  # of the page under it, whose keys and place stay those that count

    DEFAULT_CSS = """
    HelpScreen {
        background: $background; align: left top;
        #sheet { width: 100%; max-width: 80; height: 1fr; padding: 1 4 0 4; }
        &.-narrow #sheet { padding: 1 2 0 2; }
        #keys { width: 100%; height: 1fr; margin-bottom: 1; scrollbar-size-vertical: 1; }
        #both { width: 100%; height: auto; layout: vertical; }
        #far { margin-top: 1; }
        KeysFooter { padding: 0; }
        Static { width: 100%; height: auto; }
        &.-beside #sheet { max-width: 140; }
        &.-beside #both { layout: horizontal; }
        &.-beside Static { width: 1fr; }
        &.-beside #far { margin: 0 0 0 4; }
    }
    """
    BINDINGS: ClassVar = actions.bindings(IN_HELP)

    def __init__(self, offered: Sequence[actions.Usable], *, in_text: bool = False) -> None:
        """Take the actions of the page that help was asked for; ``in_text`` says that letters are written there."""
        super().__init__()
        self._offered = offered
        self._in_text = in_text

    def compose(self) -> ComposeResult:
        """Lay out the keys by the place they belong to."""
        with Vertical(id="sheet"):
            with VerticalScroll(id="keys"), Horizontal(id="both"):
                yield Static(id="here")
                yield Static(id="far")
            yield KeysFooter()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the keys out for the width there is."""
        beside = event.size.width >= WIDE
        self.set_class(beside, "-beside")
        edges = 9 if event.size.width >= ROOM_FOR_NAMES else 5
        room = min(140 if beside else 80, event.size.width) - edges
        width = (room - 4) // 2 if beside else room
        self.query_one("#here", Static).update(keys_here(self._offered, width=width, in_text=self._in_text))
        self.query_one("#far", Static).update(keys_elsewhere(self._offered, width=width))


def help_text(offered: Sequence[actions.Usable], *, width: int, in_text: bool = False) -> Content:
    """Return the whole page as one column of text."""
    parts = (keys_here(offered, width=width, in_text=in_text), keys_elsewhere(offered, width=width))
    return Content("\n\n").join(part for part in parts if part)


def keys_here(offered: Sequence[actions.Usable], *, width: int, in_text: bool = False) -> Content:
    """Return the keys of the page itself, those that only move the cursor last."""
    here = [item for item in offered if item.keys and item.action.where not in _FAR]
    heads = dict.fromkeys(item.action.where for item in here)
    groups = [(where, [item for item in here if item.action.where == where]) for where in heads]
    groups.sort(key=lambda group: all(set(item.action.keys.split(",")) <= actions.STEPS for item in group[1]))
    said = [Content.styled(IN_TEXT, "$muted").wrap(width)] if in_text else []
    return _sections([*said, *(_section(where, items, offered, width) for where, items in groups)])


def keys_elsewhere(offered: Sequence[actions.Usable], *, width: int) -> Content:
    """Return the keys of the places and those that work everywhere, and how all else is found."""
    places, everywhere = (
        [item for item in offered if item.keys and item.action.where == where]
        for where in (actions.ELSEWHERE, actions.EVERYWHERE)
    )
    sections = []
    reasons = {item.reason for item in places}
    if places and len(reasons) == 1 and (reason := reasons.pop()):
        section = _section(actions.ELSEWHERE, [item._replace(reason=None) for item in places], offered, width)
        sections.append([section[0], *Content.styled(reason, "$muted").wrap(width), *section[1:]])
    elif places:
        sections.append(_section(actions.ELSEWHERE, places, offered, width))
    if everywhere:
        sections.append(_section(actions.EVERYWHERE, everywhere, offered, width))
    finder = next((item for item in everywhere if item.action.id == "palette" and item.reason is None), None)
    if finder is not None:
        by_name = Content.assemble((finder.keys[0], "$accent"), " ", BY_NAME)
        sections.append([Content.styled(THE_REST, _HEAD), *by_name.wrap(width), *Content(BY_MOUSE).wrap(width)])
    return _sections(sections)


_FAR = frozenset({actions.ELSEWHERE, actions.EVERYWHERE})
_HEAD = "$accent bold"


def _sections(sections: Sequence[Sequence[Content]]) -> Content:
    return Content("\n\n").join(Content("\n").join(lines) for lines in sections)


def _section(
    where: str, items: Sequence[actions.Usable], offered: Sequence[actions.Usable], width: int
) -> list[Content]:
    """Return a head over its keys; keys and names stand in columns that are as wide on the whole page."""
    wide = width >= ROOM_FOR_NAMES
    key = max((len(_keys(item, wide=wide)) for item in offered), default=0) + 2
    name = max((len(_name(item)) for item in offered if item.keys), default=0) + 2 if wide else 0
    lines = [Content.styled(where, _HEAD)]
    for item in items:
        lines += _entry(item, key, name, width)
    return lines


def _entry(item: actions.Usable, key: int, name: int, width: int) -> list[Content]:
    keys = Content.styled(_keys(item, wide=bool(name)).ljust(key), "$accent")
    told = " ".join(part for part in (item.action.help, item.reason) if part)
    wrapped = Content.styled(told, "$muted").wrap(max(12, width - key - name))
    called = Content.styled(_name(item).ljust(name), "$muted" if item.reason else "")
    indent = " " * (key + name)
    if not name:
        names = called.wrap(max(12, width - key))
        head = [Content.assemble(keys, names[0]), *(Content.assemble(" " * key, line) for line in names[1:])]
        return [*head, *(Content.assemble(indent, line) for line in wrapped)]
    return [
        Content.assemble(keys, called, wrapped[0]),
        *(Content.assemble(indent, line) for line in wrapped[1:]),
    ]


def _name(item: actions.Usable) -> str:
    return item.action.name.rstrip("?")


def _keys(item: actions.Usable, *, wide: bool) -> str:
    return "  ".join(item.keys[: 2 if wide else 1])
