"""One question at a time, with its choices named; "?" says it again, Ctrl+C steps back.

A choice is taken by its key, by its number or by the beginning of its name, two letters at least: one letter alone is
a key, and where that does nothing now it shall do nothing else. A word from the midst of what is said of it takes it
too, where no other choice has that word. One whose key is Enter is taken by Enter alone. At a choice the general words
work as well, for keyboards without function keys: ``history``, ``lock``, ``quit``; only the whole first word of a name
comes before them, and before those that hide not even that.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from comfort_journal.ui.key_words import key_name
from comfort_journal.ui.keyboards import with_digits
from comfort_journal.ui.keymap import known_actions
from comfort_journal.ui.places import PLACES, TODAY, place_of
from comfort_journal.ui.plain.console import PROMPT
from comfort_journal.ui.plain.matching import begun_with, whole_word, with_first_word, with_word
from comfort_journal.ui.plain.ways import (
    Back,
    Breathe,
    Breathed,
    EnoughForToday,
    GoTo,
    LockNow,
    Repeat,
    SaveAndQuit,
    Way,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from comfort_journal.ui.plain.console import Console

Value = TypeVar("Value")
ASK_AGAIN: Final = "?"
ASKS_AGAIN: Final = (ASK_AGAIN, "help")
_LEAST, _MOST = 0, 10
_MANY: Final = 8
"""Choices that are said where several are meant."""
LEFT_OUT: Final = "x"
NO_OTHERS: Final[Mapping[str, Way]] = MappingProxyType({})
ENTER: Final = "Enter"
"""The key of a choice that an empty line takes."""
GENERAL: Final = (
    "A choice is taken by its letter or number, or by words of its name. Everywhere at a choice: {places}back, lock, "
    "quit. Ctrl+C is back too."
)
INNER_PLACES: Final = ("vault", "circuit")
"""What is gone to by its name too, although it lies within another place; a choice with the word comes before it."""
NAMED_PLACES: Final = "the name of a place, as history or plan; breathe, "
KNOWN: Final = "A question mark says the choices."
SEVERAL: Final = "More than one has that; type more of one:"
AND_MORE: Final = "and {} more."
STANDS: Final = "It stands there already. Backspace takes back, Ctrl+U takes it all."
NOTHING_YET: Final = "Enter alone chooses nothing here. There is:"
NO_SUCH: Final = "That is none of the choices. A question mark says them again."
BACK_LEAVES: Final = "The word back leaves."
NO_NUMBER: Final = "A whole number from {least} to {most}, please."
YES: Final = ("y", "yes")
NO: Final = ("n", "no")
AS_IT_WAS: Final = "Nothing was changed."
SAY_YES_OR_NO: Final = "Yes or no, please: y or n."


@dataclass(frozen=True)
class NamedChoice:
    """One answer: ``key`` is typed for it, ``name`` says what it is, ``does`` names the action that it is, if one.

    ``words`` are what else it may be asked for by; they are never said.
    One that is ``beside`` is said on the line of the choice before it.
    """

    key: str
    name: str
    does: str = ""
    words: str = ""
    beside: bool = False


def choice(action_id: str, *, key: str = "", name: str = "") -> NamedChoice:
    """Return an action of the registry as a choice: its own key, where that types a letter, and its own name."""
    known = known_actions()[action_id]
    typed = [key_name(each) for each in known.keys]
    return NamedChoice(key or next((each for each in typed if len(each) == 1), ""), name or known.name, action_id)


def no_other(_said: str) -> None:
    """Understand nothing but the choices."""


def choose(  # noqa: PLR0913  each by its name
    console: Console,
    question: str,
    choices: Sequence[NamedChoice],
    *,
    known: bool = False,
    about: Sequence[str] = (),
    unsaid: Sequence[NamedChoice] = (),
    also: Callable[[str], NamedChoice | None] = no_other,
) -> NamedChoice:
    """Ask until one of the choices is taken. Raises the way that a key or a general word leads to.

    ``known`` choices were said before, and are said again only when they are asked for, ``about`` before them: what the
    place has said by then. ``unsaid`` choices are taken by their names alone. ``also`` understands what is none of
    them, as the number of something in a list.
    """
    again = False
    while True:
        if known:
            console.say(f"{question} {KNOWN}")
        else:
            console.say(*(about if again else ()), question, *named(choices))
        known, again = False, True
        try:
            found = answered(console, choices, also, unsaid)
        except Breathed:
            known = True
            continue
        except Repeat:
            console.say(general(console))
            continue
        if found is not None:
            return found


def heard(console: Console, prompt: str = PROMPT, begun: str = "") -> str:
    """Return the line that answers a question. Raises the ways, and Breathed once a breath in between is over."""
    try:
        return console.line(prompt, begun)
    except Breathe as way:
        raise _gone(console, way) from None


def _gone(console: Console, way: Way) -> Way:
    """Return where a way leads: after a breath, where that is possible here, to the question again."""
    if not isinstance(way, Breathe) or console.breath is None:
        return way
    console.breath()
    return Breathed(way.typed)


def general(console: Console) -> str:
    """Return the words that lead on from every choice; a place only where the process has one."""
    places = any(isinstance(way(), GoTo) for way in console.ways.values())
    return GENERAL.format(places=NAMED_PLACES if places else "")


def named(choices: Sequence[NamedChoice], among: Sequence[NamedChoice] = ()) -> list[str]:
    """Return the lines that say what there is to choose; ``among`` are all choices there are, where these are some."""
    lines: list[str] = []
    for each in choices:
        key = _heard_key(each, among or choices)
        said = [each.name] if not key or _begins_with(each.name, key) else [key, each.name]
        if each.beside and lines:
            lines[-1] += f", {' '.join(said)}"
        else:
            lines.append("  ".join(said))
    return lines


def _begins_with(name: str, key: str) -> bool:
    """Whether a name begins with the number that is its key, as 30 minutes for 30: it would be heard twice."""
    return key.isdigit() and name.split()[:1] == [key]


def _heard_key(of: NamedChoice, choices: Sequence[NamedChoice]) -> str:
    """Return what is said to be typed: in place of a capital, which sounds as its small letter, that or a word.

    It is the small letter where no other choice has it, else as much of the name as is no other's.
    """
    small = of.key.lower()
    if small == of.key or not any(each.key == small for each in choices):
        return small if len(of.key) == 1 else of.key
    words = of.name.casefold().split()
    begun = (" ".join(words[:count]) for count in range(1, len(words) + 1))
    return next((each for each in begun if begun_with(each, choices) is of), of.key)


def answered(
    console: Console,
    choices: Sequence[NamedChoice],
    also: Callable[[str], NamedChoice | None],
    unsaid: Sequence[NamedChoice] = (),
    *,
    sooner: Callable[[str], NamedChoice | None] = no_other,
) -> NamedChoice | None:
    """Return what is chosen; None where the question is to be said again. Raises Repeat where all is.

    ``sooner`` understands what is to come before the general words, ``also`` what comes after them.
    """
    while True:
        said = heard(console).strip()
        if said == ASK_AGAIN:
            return None
        if not said and not _keyed(said, choices):
            console.say(*([NOTHING_YET, *named(choices)] if choices else [KNOWN]))
            continue
        if not _keyed(said, choices):
            said = with_digits(said, console.keyboard)
        is_own = said.casefold() in INNER_PLACES and with_word(said, [*choices, *unsaid])
        way = None if is_own else general_way(said, console)
        if found := _keyed(said, choices) or sooner(said):
            return found
        if isinstance(way, LockNow | SaveAndQuit | EnoughForToday):
            raise way
        if found := begun_with(said, choices if way is None else with_first_word(said, choices)):
            return found
        if way:
            raise _gone(console, way)
        if (
            found := begun_with(said, unsaid)
            or also(said)
            or whole_word(said, choices)
            or _by_word(console, said, choices, unsaid)
        ):
            return found


def _by_word(
    console: Console, said: str, choices: Sequence[NamedChoice], unsaid: Sequence[NamedChoice]
) -> NamedChoice | None:
    """Return the one choice that has the words that were typed; else say which have them, or that none has."""
    found = with_word(said, [*choices, *unsaid])
    if len(found) == 1:
        return found[0]
    there, more = named(found[:_MANY], choices), len(found) - _MANY
    console.say(SEVERAL if found else NO_SUCH, *there, *([AND_MORE.format(more)] if more > 0 else []))
    return None


def _keyed(said: str, choices: Sequence[NamedChoice]) -> NamedChoice | None:
    """Return what a key or a whole name means."""
    for each in choices:
        if (said or ENTER) == each.key:
            return each
    folded = said.casefold()
    exact = [each for each in choices if len(folded) > 1 and each.name.casefold() == folded]
    keyed = [each for each in choices if folded and folded == each.key.casefold()]
    return next((found[0] for found in (exact, keyed) if len(found) == 1), None)


def go_general(said: str, console: Console) -> None:
    """Go the way that a general word leads to, where it is one. Raises it, and what follows a breath."""
    if way := general_way(said, console):
        raise _gone(console, way)


def general_way(said: str, console: Console) -> Way | None:
    """Return the way that a general word leads to, where the process has it."""
    words: dict[str, Callable[[], Way]] = {
        "back": Back,
        "lock": LockNow,
        "l": LockNow,
        "quit": SaveAndQuit,
        "q": SaveAndQuit,
        "exit": SaveAndQuit,
        "enough": EnoughForToday,
        "breathe": Breathe,
        "help": Repeat,
        "write": lambda: GoTo(TODAY),
        "menu": lambda: GoTo("menu"),
    }
    words |= {each.name.casefold(): _place(place_of(each)) for each in PLACES}
    words |= {each: _place(each) for each in INNER_PLACES}
    made = words.get(said.casefold())
    way = made() if made else None
    known = {type(each()) for each in console.ways.values()} | {Back}
    return way if type(way) in known else None


def hear_general(console: Console, said: str) -> None:
    """Go the way of a general word that was typed where no other answer has it. Raises that way.

    Help is none: whoever asks says the question again.
    """
    way = general_way(said.strip(), console)
    if way is not None and not isinstance(way, Repeat):
        raise way


def _place(name: str) -> Callable[[], Way]:
    return lambda: GoTo(name)


def yes(console: Console, question: str) -> bool:
    """Ask until it is yes or no. Raises the way that a key or a general word leads to."""
    while True:
        console.say(question)
        try:
            said = heard(console, "y or n: ").strip().casefold()
        except Repeat:
            continue
        if said in YES:
            return True
        if said in NO:
            return False
        if said in ASKS_AGAIN:
            continue
        hear_general(console, said)
        console.say(SAY_YES_OR_NO)


def number(  # noqa: PLR0913  each by its name
    console: Console,
    question: str,
    *,
    least: int = _LEAST,
    most: int = _MOST,
    may_skip: str = "",
    also: Mapping[str, Way] = NO_OTHERS,
) -> int | None:
    """Ask for a whole number; nothing is proposed. ``may_skip`` says what ``x`` does, which answers None.

    ``also`` are whole answers that lead away.
    """
    while True:
        console.say(f"{question} {BACK_LEAVES}", *([f"{LEFT_OUT}  {may_skip}"] if may_skip else []))
        try:
            said = with_digits(heard(console, f"{least} to {most}: ").strip().casefold(), console.keyboard)
        except Repeat:
            continue
        if said in also:
            raise also[said]
        if said == LEFT_OUT and may_skip:
            return None
        if said.isascii() and said.isdigit() and least <= int(said) <= most:
            return int(said)
        if said in ASKS_AGAIN:
            continue
        hear_general(console, said)
        console.say(NO_NUMBER.format(least=least, most=most))


def line(console: Console, question: str, begun: str = "") -> str:
    """Ask for a line, which may be empty; ``begun`` stands there already, which is said."""
    while True:
        console.say(question, *([STANDS] if begun else []))
        try:
            said = heard(console, begun=begun)
        except Repeat as again:
            begun = again.typed or begun
            continue
        if said.strip() != ASK_AGAIN:
            return said


def one_of(console: Console, question: str, values: Iterable[tuple[str, Value]]) -> Value:
    """Ask for one of a numbered list, and return its value."""
    numbered = {NamedChoice(str(place), name): value for place, (name, value) in enumerate(values, 1)}
    return numbered[choose(console, question, list(numbered))]
