"""The owner's own keys, from ``[keys]`` of the settings file: each is used, or refused in one sentence.

What all actions are is read from a table that ``scripts/docs.py`` writes, and only where there is a key of one's own,
so that no page is loaded for it. In a session and in the partner process every key stays as it is.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from comfort_journal.settings import nearest, shown
from comfort_journal.ui.actions import IN_SESSIONS, RESERVED, STEPS
from comfort_journal.ui.key_names import key as key_of
from comfort_journal.ui.key_words import key_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from comfort_journal.ui.actions import Action

TABLE: Final = "action_keys.tsv"
_NAMED = re.compile(r"f(?:[1-9]|1[0-2])|ctrl\+[a-z]|alt\+[a-z0-9]|delete|insert")
"""Keys that every terminal sends as themselves, besides those that type a character."""
_OWN_MEANING: Final = {
    "ctrl+c": "leaves the program",
    "ctrl+h": "is what a terminal sends for Backspace",
    "ctrl+i": "is what a terminal sends for Tab",
    "ctrl+j": "is what a terminal sends for Enter",
    "ctrl+m": "is what a terminal sends for Enter",
    **dict.fromkeys(
        ("ctrl+a", "ctrl+e", "ctrl+f", "ctrl+k", "ctrl+u", "ctrl+v", "ctrl+w", "ctrl+x", "ctrl+z"),
        "moves, deletes or undoes while you write",
    ),
    **dict.fromkeys(RESERVED.values(), "is reserved"),
    **dict.fromkeys(STEPS, "chooses, goes back or moves on every page"),
}

ONE_HAND: Final = {
    "save-entry": "f11",
    "write-page": "f11",
    "take-words": "f11",
    "lock-now": "f12",
    "palette": "insert",
}
"""Single keys beside two that are held together, for one hand; from the palette everything else can be done."""


class Known(NamedTuple):
    """An action as the table has it; ``sense`` is what its keys mean on every page."""

    id: str
    keys: tuple[str, ...]
    name: str
    sense: str
    in_session: bool


def table_of(actions: Iterable[Action]) -> str:
    """Return the table's text."""
    rows = (
        "\t".join((each.id, each.keys, each.name, (each.sense or each.name).casefold(), str(each.where in IN_SESSIONS)))
        for each in sorted(actions, key=lambda each: each.id)
    )
    return "\n".join(rows) + "\n"


def known_actions() -> dict[str, Known]:
    """Return every action of the program by its id."""
    lines = (line.split("\t") for line in files(__package__).joinpath(TABLE).read_text("utf-8").splitlines())
    return {
        name: Known(name, tuple(keys.split(",")) if keys else (), called, sense, in_session == "True")
        for name, keys, called, sense, in_session in lines
    }


def why_kept(action: Known) -> str:
    """Return why no other key can lead to an action, whichever it is; nothing where one can."""
    if action.id in RESERVED:
        return f"it keeps {key_name(RESERVED[action.id])}."
    if action.in_session:
        return "in a session every key stays as it is."
    if not action.keys:
        return "no key leads to it; the palette does."
    if all(each.isdigit() for each in action.keys):
        return "its keys are the numbers it chooses by."
    return ""


def read_keys(written: Iterable[tuple[str, str]]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return Textual's keymap for the keys that can be used, and a sentence for each that cannot.

    A key of one's own stands in the place of the action's first one; Enter, Esc and the like, and any others, stay.
    """
    known = known_actions()
    wanted: dict[str, str] = {}
    refused: list[str] = []
    for name, said in written:
        key = _parsed(said)
        reason = _why_not(name, key, known)
        if reason or key is None:
            refused.append(_refusal(name, said if key is None else key_name(key), reason))
        else:
            wanted[name] = key
    while clash := _clash(wanted, known):
        name, holder = clash
        refused.append(_refusal(name, key_name(wanted.pop(name)), f"is taken: it is {holder.name} ({holder.id})"))
    others = {name: key for name, key in wanted.items() if key != known[name].keys[0]}
    return {name: ",".join(_with_own(known[name], key)) for name, key in others.items()}, tuple(refused)


def with_single_keys(own: Mapping[str, str]) -> dict[str, str]:
    """Return the keymap with a single key before the shipped ones, unless it is the owner's own for something else."""
    taken = {key for keys in own.values() for key in keys.split(",")}
    known = known_actions()
    single = {
        name: ",".join((key, *(own[name].split(",") if name in own else known[name].keys)))
        for name, key in ONE_HAND.items()
        if key not in taken
    }
    return {**own, **single}


def _parsed(said: str) -> str | None:
    """Return Textual's name of a key as people write it, or None."""
    said = said.strip()
    if len(said) == 1 and said.isprintable():
        return key_of(said.encode()).key
    return said.lower() if _NAMED.fullmatch(said.lower()) else None


def _why_not(name: str, key: str | None, known: Mapping[str, Known]) -> str:
    """Return why the action cannot have the key, whatever else is written; nothing where it can."""
    action = known.get(name)
    if action is None:
        meant = nearest(name, tuple(known))
        return f"there is no such action; did you mean {meant}?" if meant else "there is no such action."
    if reason := why_kept(action):
        return reason
    if key is None:
        return 'this is no key; write it like "x", "f5", "ctrl+g" or "alt+g".'
    if key in _OWN_MEANING:
        return _OWN_MEANING[key]
    if _types(key) and not any(map(_types, action.keys)):
        return "types a letter where this is needed while you write; take a key with Ctrl or Alt, or F1 to F12"
    return ""


def _refusal(name: str, key: str, reason: str) -> str:
    if reason.endswith((".", "?")):
        return f"In [keys], {shown(name)}: {reason}"
    return f"In [keys], {shown(name)}: {shown(key)} {reason}."


def _types(key: str) -> bool:
    """Whether a key types a character where a text is written."""
    return len(key_name(key)) == 1


def _clash(wanted: Mapping[str, str], known: Mapping[str, Known]) -> tuple[str, Known] | None:
    """Return the first action whose key another one has, and that other one; of two that want it, the first gets it."""
    order = list(wanted)
    by_own_name = sorted(known.values(), key=lambda each: each.name.casefold() != each.sense)
    for place, name in enumerate(order):
        mine = known[name]
        for other in by_own_name:
            own = wanted.get(other.id)
            if other.id == name or (other.sense == mine.sense and not other.in_session):
                continue
            if own == wanted[name] and order.index(other.id) > place:
                continue
            if wanted[name] in (_with_own(other, own) if own else other.keys):
                return name, other
    return None


def _with_own(action: Known, key: str) -> tuple[str, ...]:
    """Return the action's keys with one's own in the place of the first."""
    return (key, *(each for number, each in enumerate(action.keys) if each != key and (number or each in STEPS)))
