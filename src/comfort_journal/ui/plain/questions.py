"""One question at a time, with its choices named; "?" says it again, Ctrl+C steps back.

A choice is taken by its key, by its number or by the beginning of its name, two letters at least: one letter alone is
a key, and where that does nothing now it shall do nothing else. One whose key is Enter is taken by Enter alone. At a
choice the general words work as well, for keyboards without function keys: ``history``, ``lock``, ``quit``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from comfort_journal.ui.key_words import key_name
from comfort_journal.ui.keymap import known_actions
from comfort_journal.ui.places import PLACES, place_of
from comfort_journal.ui.plain.ways import Back, Breathe, EnoughForToday, GoTo, LockNow, Repeat, SaveAndQuit, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from comfort_journal.ui.plain.console import Console

Value = TypeVar("Value")
ASK_AGAIN: Final = "?"
_LEAST, _MOST = 0, 10
LEFT_OUT: Final = "x"
ENTER: Final = "Enter"
"""The key of a choice that an empty line takes."""
GENERAL: Final = "Everywhere at a choice: the name of a place, as history or plan; back, lock, quit. Ctrl+C steps back."
KNOWN: Final = "A question mark says the choices."
NO_SUCH: Final = "That is none of the choices. A question mark says them again."
NO_NUMBER: Final = "A whole number from {least} to {most}, please."
YES: Final = ("y", "yes")
NO: Final = ("n", "no")
SAY_YES_OR_NO: Final = "Yes or no, please: y or n."


@dataclass(frozen=True)
class NamedChoice:
    """One answer: ``key`` is typed for it, ``name`` says what it is, ``does`` names the action that it is, if one."""

    key: str
    name: str
    does: str = ""


def choice(action_id: str, *, key: str = "", name: str = "") -> NamedChoice:
    """Return an action of the registry as a choice: its own key, where that types a letter, and its own name."""
    known = known_actions()[action_id]
    typed = [key_name(each) for each in known.keys]
    return NamedChoice(key or next((each for each in typed if len(each) == 1), ""), name or known.name, action_id)


def no_other(_said: str) -> None:
    """Understand nothing but the choices."""


def choose(
    console: Console,
    question: str,
    choices: Sequence[NamedChoice],
    *,
    known: bool = False,
    also: Callable[[str], NamedChoice | None] = no_other,
) -> NamedChoice:
    """Ask until one of the choices is taken. Raises the way that a key or a general word leads to.

    ``known`` choices were said before, and are said again only when they are asked for. ``also`` understands what is
    none of them, as the number of something in a list.
    """
    while True:
        if known:
            console.say(f"{question} {KNOWN}")
        else:
            console.say(question, *named(choices))
        known = False
        try:
            found = answered(console, choices, also)
        except Repeat:
            console.say(GENERAL)
            continue
        if found is not None:
            return found


def named(choices: Iterable[NamedChoice]) -> list[str]:
    """Return the lines that say what there is to choose."""
    return [f"{each.key}  {each.name}" if each.key else each.name for each in choices]


def answered(
    console: Console, choices: Sequence[NamedChoice], also: Callable[[str], NamedChoice | None]
) -> NamedChoice | None:
    """Return what is chosen; None where the question is to be said again. Raises Repeat where all is."""
    while True:
        said = console.line().strip()
        if said == ASK_AGAIN:
            return None
        found = _meant(said, choices)
        if found is not None:
            return found
        if way := general_way(said, console):
            raise way
        if said and (other := also(said)):
            return other
        if said:
            console.say(NO_SUCH)


def _meant(said: str, choices: Sequence[NamedChoice]) -> NamedChoice | None:
    for each in choices:
        if (said or ENTER) == each.key:
            return each
    folded = said.casefold()
    named = [each for each in choices if len(folded) > 1 and each.name.casefold().startswith(folded)]
    exact = [each for each in named if each.name.casefold() == folded]
    keyed = [each for each in choices if folded and folded == each.key.casefold()]
    for found in (exact, keyed, named):
        if len(found) == 1:
            return found[0]
    return None


def by_name(unsaid: Sequence[NamedChoice]) -> Callable[[str], NamedChoice | None]:
    """Return what understands the beginning of the name of a choice that is not said and has no key."""
    return lambda said: _meant(said, unsaid)


def general_way(said: str, console: Console) -> Way | None:
    """Return the way that a general word leads to, where the process has it."""
    words: Mapping[str, Callable[[], Way]] = {
        "back": Back,
        "lock": LockNow,
        "quit": SaveAndQuit,
        "exit": SaveAndQuit,
        "enough": EnoughForToday,
        "breathe": Breathe,
        "help": Repeat,
        "menu": lambda: GoTo("today"),
    }
    words = {**words, **{each.name.casefold(): _place(place_of(each)) for each in PLACES}}
    made = words.get(said.casefold())
    way = made() if made else None
    known = {type(each()) for each in console.ways.values()} | {Back}
    return way if type(way) in known else None


def _place(name: str) -> Callable[[], Way]:
    return lambda: GoTo(name)


def yes(console: Console, question: str) -> bool:
    """Ask until it is yes or no."""
    while True:
        console.say(question)
        try:
            said = console.line("y or n: ").strip().casefold()
        except Repeat:
            continue
        if said in YES:
            return True
        if said in NO:
            return False
        if said != ASK_AGAIN:
            console.say(SAY_YES_OR_NO)


def number(
    console: Console, question: str, *, least: int = _LEAST, most: int = _MOST, may_skip: str = ""
) -> int | None:
    """Ask for a whole number; nothing is proposed. ``may_skip`` says what ``x`` does, which answers None."""
    while True:
        console.say(question, *([f"{LEFT_OUT}  {may_skip}"] if may_skip else []))
        try:
            said = console.line(f"{least} to {most}: ").strip().casefold()
        except Repeat:
            continue
        if said == LEFT_OUT and may_skip:
            return None
        if said.isascii() and said.isdigit() and least <= int(said) <= most:
            return int(said)
        if said != ASK_AGAIN:
            console.say(NO_NUMBER.format(least=least, most=most))


def line(console: Console, question: str, begun: str = "") -> str:
    """Ask for a line, which may be empty; ``begun`` stands there already."""
    while True:
        console.say(question)
        try:
            said = console.line("> ", begun)
        except Repeat:
            continue
        if said.strip() != ASK_AGAIN:
            return said


def one_of(console: Console, question: str, values: Iterable[tuple[str, Value]]) -> Value:
    """Ask for one of a numbered list, and return its value."""
    numbered = {NamedChoice(str(place), name): value for place, (name, value) in enumerate(values, 1)}
    return numbered[choose(console, question, list(numbered))]


def several(console: Console, question: str, names: Sequence[str], ticked: Iterable[int] = ()) -> tuple[int, ...]:
    """Ask which of a numbered list hold, as ``1 3``; an empty line keeps what is ticked, ``0`` is none of them."""
    kept = tuple(ticked)
    while True:
        console.say(question, *(f"{place}  {name}" for place, name in enumerate(names, 1)))
        if kept:
            console.say(f"Now: {', '.join(names[each] for each in kept)}.")
        try:
            said = console.line("Numbers, 0 for none: ").replace(",", " ").split()
        except Repeat:
            continue
        if not said:
            return kept
        if said == ["0"]:
            return ()
        if all(each.isascii() and each.isdigit() and 1 <= int(each) <= len(names) for each in said):
            return tuple(sorted({int(each) - 1 for each in said}))
        if said != [ASK_AGAIN]:
            console.say(NO_SUCH)
