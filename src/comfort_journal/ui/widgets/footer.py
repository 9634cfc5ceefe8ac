"""The footer names at most six keys, those nearest to where the person is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from comfort_journal.settings import DEFAULTS
from comfort_journal.ui import actions

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.screen import Screen

GAP, SMALL_GAP = "   ", "  "
LIMIT = 6


class KeysFooter(Widget):
    """One quiet line of keys, built from the actions that the screen offers now; a click does the same as the key."""

    DEFAULT_CSS = """
    KeysFooter { dock: bottom; height: 1; padding: 0 2; background: $background; color: $muted; }
    """
    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follow what the screen offers."""
        self.screen.bindings_updated_signal.subscribe(self, self._offers_changed)

    def render(self) -> Content:
        """Draw as many keys as fit into the width, the help key always among them."""
        parts: list[Content | str] = []
        offered = self._fitting()
        for index, item in enumerate(offered):
            tone = "$muted" if item.reason else "$accent"
            word = f" {item.action.footer}".rstrip()
            parts += [_gap(offered) if index else "", Content.styled(item.keys[0], tone), word]
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the word under the pointer says."""
        offered = self._fitting()
        start = self.gutter.left
        if self.styles.text_align == "center":
            start += (self.content_size.width - _total(offered)) // 2
        for item in offered:
            end = start + _width(item)
            if start <= event.x < end:
                await actions.perform(self.app, item)
                return
            start = end + len(_gap(offered))

    def _fitting(self) -> list[actions.Usable]:
        return for_footer(self.screen, lambda offered: _total(offered) <= self.content_size.width)

    def _offers_changed(self, _screen: Screen[object]) -> None:
        self.refresh()


def for_footer(
    screen: Screen[object], fits: Callable[[list[actions.Usable]], bool] = lambda _: True
) -> list[actions.Usable]:
    """Return at most six actions for the footer that fit: Enter, what the page is for, the way back, and help.

    Where there is little room, what nobody is stuck without goes first; help, Enter and Esc stay the longest. With one
    hand so does the key that finds everything; it and help then go without their words before one of them goes.
    """
    offered = actions.usable(screen)
    one_hand = getattr(screen.app, "settings", DEFAULTS).one_hand
    if one_hand:
        offered = [_with_one_hand(item, guided=getattr(screen, "guides", False)) for item in offered]
    shown = [item for item in map(_worded, offered) if item.action.footer]
    shown.sort(key=_place)
    while len(shown) > LIMIT or (len(shown) > 1 and not fits(shown)):
        last = max(reversed(shown), key=lambda item: _spared(item, one_hand=one_hand))
        if one_hand and _spared(last, one_hand=True) <= 1 and fits(bare := [_bare(item) for item in shown]):
            return bare
        shown.remove(last)
    return shown


def _bare(item: actions.Usable) -> actions.Usable:
    """Leave the key of help, and the one that finds everything, without its word."""
    known = item.action.id in {"help", actions.FINDER}
    return item._replace(action=item.action._replace(footer="")) if known else item


def _with_one_hand(item: actions.Usable, *, guided: bool) -> actions.Usable:
    """Name the key that finds everything, but where it ends a hold, and none that takes two hands and can be found."""
    if item.action.id == actions.FINDER and not guided:
        return item._replace(action=item.action._replace(footer="find"))
    if item.keys and item.keys[0].startswith(actions.HELD_TOGETHER) and item.action.palette:
        return item._replace(action=item.action._replace(footer=""))
    return item


def _place(item: actions.Usable) -> tuple[bool, bool, bool, bool]:
    """Return where in the footer: Enter first, the way back after what the page is for, and help at the end."""
    keys = item.action.keys.split(",")
    goes_on, goes_back = "enter" in keys, keys[0] == "escape"
    return item.action.where == actions.EVERYWHERE, item.action.id == "help", goes_back, not goes_on


def _spared(item: actions.Usable, *, one_hand: bool) -> int:
    """Return how soon the footer does without the action."""
    if item.action.id == "help":
        return 0
    if (one_hand and item.action.id == actions.FINDER) or set(item.action.keys.split(",")) & {"enter", "escape"}:
        return 1
    return 3 if item.action.where == actions.EVERYWHERE else 2


def _worded(item: actions.Usable) -> actions.Usable:
    node = item.namespace
    word = node.footer_word(item.action.id) if isinstance(node, actions.Rewords) and item.action.footer else None
    return item if word is None else item._replace(action=item.action._replace(footer=word))


def _width(item: actions.Usable) -> int:
    return len(f"{item.keys[0]} {item.action.footer}".rstrip())


def _gap(offered: list[actions.Usable]) -> str:
    """Return what stands between two keys: less where some have lost their words."""
    return GAP if all(item.action.footer for item in offered) else SMALL_GAP


def _total(offered: list[actions.Usable]) -> int:
    return sum(_width(item) for item in offered) + len(_gap(offered)) * (len(offered) - 1)
