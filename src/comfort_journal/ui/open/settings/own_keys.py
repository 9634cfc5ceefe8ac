"""What Settings says of the owner's own keys: which differ, which could not be used, and how one is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from comfort_journal import paths
from comfort_journal.text.counts import many
from comfort_journal.text.plain import one_line
from comfort_journal.ui.key_words import key_name
from comfort_journal.ui.keymap import ONE_HAND, known_actions, why_kept
from comfort_journal.ui.locked.vault_place import place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from comfort_journal.settings import Settings
    from comfort_journal.ui.keymap import Known

HOW = "Another key is written into the file {file}, under [keys], by the action's id, and holds from the next start:"
EXAMPLE = '[keys]\ngo-plan = "alt+p"'


class HasKeys(Protocol):
    """The process whose keys they are."""

    settings: Settings

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The keys that differ, by action."""

    @property
    def refused_keys(self) -> Sequence[str]:
        """What cannot be used, a sentence each."""

    def shown_key(self, action_id: str) -> str:
        """Return the key of an action as a person reads it."""


def say_briefly(app: HasKeys) -> str:
    """Return how many keys differ from the shipped ones."""
    own = _written(app)
    differ = f"{many(len(own), 'key')} of your own." if own else "All keys are the shipped ones."
    wrong = " Something in [keys] cannot be used." if app.refused_keys else ""
    return f"{differ}{wrong} Enter says more, and how to choose another key."


def say_keys(app: HasKeys) -> list[str]:
    """Return the same as paragraphs: each key that differs or was refused, and how one is written."""
    own = _written(app)
    known = known_actions() if own else {}
    differing = [
        f"{known[name].name}: {app.shown_key(name)} in the place of {key_name(known[name].keys[0])}" for name in own
    ]
    first = "\n".join(["Your own keys:", *differing]) if differing else "All keys are the shipped ones."
    return [first, *app.refused_keys, HOW.format(file=one_line(place(paths.settings_file()))), EXAMPLE]


def _written(app: HasKeys) -> list[str]:
    """Return the actions whose keys the owner wrote; the single keys for one hand have a line of their own."""
    written = dict(app.settings.keys)
    return [name for name in app.own_keys if name in written or name not in ONE_HAND]


def changeable() -> list[Known]:
    """Return every action that can have another key."""
    return [each for each in known_actions().values() if not why_kept(each)]


def say_ids() -> str:
    """Return every action that can have another key: its id, and its first key as shipped."""
    rows = [(each.id, key_name(each.keys[0])) for each in changeable()]
    column = max(len(name) for name, _ in rows) + 2
    return "\n".join(["The ids, with the shipped key:", *(f"{name.ljust(column)}{key}" for name, key in rows)])
