"""Every action a person can take is declared once: its id, key, palette name and help line.

Bindings, footer, help screen, palette and ``docs/keys.md`` are built from the same declaration, so they cannot
disagree. Ctrl+L (lock now) and Ctrl+Q (save and quit) are reserved: nothing else may take them.

A screen says what it can do and binds it in two lines::

    ACTIONS = declare("History", Action("find", "slash", "Find", "Search as you type.", footer="find"))
    class History(Screen[None]):
        BINDINGS = bindings(ACTIONS)
        def action_find(self) -> None: ...

When an action is not possible right now, ``why_not(action_id)`` on the screen (or widget, or app) returns the reason as
one short sentence; the key then says it instead of doing nothing.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from textual.binding import Binding, BindingType

from comfort_journal.settings import DEFAULTS
from comfort_journal.ui.key_words import key_name
from comfort_journal.ui.keyboards import without_shift
from comfort_journal.ui.upstream import keys_of, tried_in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import App
    from textual.dom import DOMNode
    from textual.screen import Screen

RESERVED = {"lock-now": "ctrl+l", "save-and-quit": "ctrl+q"}
EVERYWHERE = "Everywhere"
ELSEWHERE = "Places"
"""Where an action belongs that leads to a place; a locked screen does not name them."""
STEPS = frozenset(
    [
        "enter",
        "escape",
        "space",
        "up",
        "down",
        "left",
        "right",
        "ctrl+left",
        "ctrl+right",
        "home",
        "end",
        "pageup",
        "pagedown",
        "tab",
        "shift+tab",
        "j",
        "k",
        "q",
        "left_square_bracket",
        "right_square_bracket",
        "1",
        "2",
        "3",
        "4",
    ]
)
"""Keys of one meaning everywhere that each page calls by its own name: choose or go on, one step back, and movement."""
IN_SESSIONS = frozenset({"In a session", "The number", "The circuit, under way", "Check-in timer"})
"""Where a session or a hold is under way: there the page names the few keys that do not stop it."""
FINDER = "palette"
"""The action that finds every other one by its name; with one hand it is the key to what two keys do otherwise."""
HELD_TOGETHER = ("Ctrl+", "Alt+")
"""How the name of a key begins that takes two hands."""
EXCEPTIONS = {
    "f4": "Locked, there is no plan to go to; what the plan needs most can be given there: a number.",
    "ctrl+y": "Where a passphrase is chosen nothing is redone; there it takes the words that are proposed.",
}
"""Keys with a second meaning, and why."""
OF_APP = "app."
"""Before a Textual action that the app carries out, whoever binds its key."""
ENDS_DEMO = "Ends the demo; what was written in it is gone."


class Action(NamedTuple):
    """One thing a person can do.

    ``keys`` are Textual key names, comma separated, the first one shown; "" for what the palette alone leads to.
    ``name`` is what the palette calls it, and ``words`` what else people call it; ``help`` is one line; ``footer`` is
    the word in the footer (empty: not there). ``run`` is the Textual action, by default ``action_<id with
    underscores>`` of the node that binds it. ``palette`` False keeps it out of the palette. ``closes`` says that it
    closes the journal, which in the demo keeps nothing, so that help says that there instead. ``sense`` is what its
    keys mean on every page, by default its name. ``at`` is the place whose first page can do it: the palette leads
    there from everywhere.
    """

    id: str
    keys: str
    name: str
    help: str
    footer: str = ""
    run: str = ""
    palette: bool = True
    closes: bool = False
    where: str = ""
    words: str = ""
    sense: str = ""
    at: str = ""

    @property
    def method(self) -> str:
        """The Textual action string."""
        return self.run or self.id.replace("-", "_")

    @property
    def key_names(self) -> tuple[str, ...]:
        """The keys as a person reads them."""
        return tuple(key_name(key) for key in self.keys.split(",") if key)


@runtime_checkable
class Explains(Protocol):
    """A screen, widget or app that can say why an action is not possible right now."""

    def why_not(self, action_id: str) -> str | None:
        """Return the reason in one short sentence, or None when the action is possible."""


@runtime_checkable
class HasUnbound(Protocol):
    """A screen with actions that no key leads to; the palette does."""

    UNBOUND: tuple[Action, ...]


@runtime_checkable
class Rewords(Protocol):
    """A screen or widget on which a key does something else from place to place."""

    def footer_word(self, action_id: str) -> str | None:
        """Return the footer's word for it here: None for the declared one, empty for none at all."""


REGISTRY: dict[str, Action] = {}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def declare(where: str, *actions: Action) -> tuple[Action, ...]:
    """Enter actions into the one registry under the place they belong to; raises ValueError for a clash.

    Declaring exactly the same action again (a module that is imported twice) changes nothing.
    """
    placed = tuple(action._replace(where=where) for action in actions)
    for action in placed:
        if not _ID.fullmatch(action.id):
            raise ValueError(f"{action.id}: an action's id is kebab-case")
        if REGISTRY.get(action.id, action) != action:
            raise ValueError(f"{action.id}: declared twice")
        for key in action.keys.split(","):
            if key in RESERVED.values() and RESERVED.get(action.id) != key:
                raise ValueError(f"{action.id}: {key} is reserved")
        REGISTRY[action.id] = action
    return placed


def bindings(actions: Iterable[Action], *, of_app: bool = False) -> list[BindingType]:
    """Return Textual bindings for declared actions; reserved ones work under every screen and dialog.

    A dialog hides the app's own keys, so it binds with ``of_app`` those that the app is to carry out there too.
    """
    return [
        Binding(
            action.keys,
            f"{OF_APP}{action.method}" if of_app else action.method,
            action.name,
            id=action.id,
            show=bool(action.footer),
            priority=action.id in RESERVED,
        )
        for action in actions
        if action.keys
    ]


class Usable(NamedTuple):
    """An action as the current screen offers it; ``reason`` says why it is not possible right now.

    ``keys`` are the ones that reach it from where the focus is: a letter does not while a text is being written, and
    no key does that something nearer has taken.
    """

    action: Action
    keys: tuple[str, ...]
    run: str
    namespace: DOMNode
    reason: str | None


def usable(screen: Screen[object]) -> list[Usable]:
    """Return the registry's actions that the screen, its focused widget and the app bind, nearest first."""
    keys: dict[str, list[str]] = {}
    nodes: dict[str, DOMNode] = {}
    taken: dict[str, str | None] = {}
    locked = getattr(screen.app, "session", None) is None
    keyboard = getattr(screen.app, "settings", DEFAULTS).keyboard
    for node, binding in _bound(screen):
        if _is_written(screen, binding.key) or taken.setdefault(binding.key, binding.id) != binding.id:
            continue
        if locked and binding.id in REGISTRY and REGISTRY[binding.id].where == ELSEWHERE:
            continue
        if binding.id in REGISTRY and nodes.setdefault(binding.id, node) is node:
            name = key_name(binding.key)
            keys.setdefault(binding.id, []).extend(dict.fromkeys((without_shift(name, keyboard), name)))
    if isinstance(screen, HasUnbound):
        nodes.update((action.id, screen) for action in screen.UNBOUND)
    demo = getattr(screen.app, "demo", False)
    return [
        Usable(
            _told(REGISTRY[name], demo),
            tuple(keys.get(name, ())),
            REGISTRY[name].method,
            node,
            reason_against(node, name),
        )
        for name, node in nodes.items()
    ]


def elsewhere(here: Iterable[Usable]) -> list[Action]:
    """Return the actions that are not to be had ``here``, and that another place has."""
    near = {item.action.id for item in here}
    return [action for action in REGISTRY.values() if action.at and action.id not in near]


def _told(action: Action, demo: bool) -> Action:  # noqa: FBT001  a fact about the app, not a mode
    """Return the action as it is told here."""
    return action._replace(help=ENDS_DEMO) if demo and action.closes else action


def reason_against(node: object, action_id: str) -> str | None:
    """Return why the node's action is not possible right now, or None."""
    return node.why_not(action_id) if isinstance(node, Explains) else None


async def perform(app: App[Any], item: Usable) -> None:
    """Do what the action's key would do."""
    await app.run_action(item.run, item.namespace)


def why_not(node: object, run: str) -> str | None:
    """Return why the node's Textual action is not possible right now, or None."""
    reasons = (reason_against(node, action.id) for action in REGISTRY.values() if action.method == run)
    return next((reason for reason in reasons if reason), None)


def letters_are_text(screen: Screen[object]) -> bool:
    """Return whether a letter that is typed now stands in a text, so that no letter is a key."""
    return _is_written(screen, "a")


def _is_written(screen: Screen[object], key: str) -> bool:
    """Whether the key is a character that the focused widget keeps; Textual does not know all of them by name."""
    name = key_name(key)
    return (
        name.isascii() and len(name) == 1 and screen.focused is not None and screen.focused.check_consume_key(key, name)
    )


def _bound(screen: Screen[object]) -> Iterator[tuple[DOMNode, Binding]]:
    for node, bindings_map in tried_in_order(screen):
        shipped = [each.id for each in chain.from_iterable(keys_of(node).values())]
        bound = chain.from_iterable(bindings_map.key_to_bindings.values())
        for binding in sorted(bound, key=lambda each: shipped.index(each.id)):  # a key of one's own moves no action
            yield screen.app if binding.action.startswith(OF_APP) else node, binding
