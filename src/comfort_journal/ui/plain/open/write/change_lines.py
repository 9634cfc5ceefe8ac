"""A text changed by the numbers of its lines: added to, retyped, inserted before, deleted, and taken back.

The number of a line alone changes it; behind a letter it says which line: ``d 3`` deletes the third.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import wcwidth

from comfort_journal.text.counts import many
from comfort_journal.ui.plain.console import PROMPT
from comfort_journal.ui.plain.open.in_parts import say_in_parts
from comfort_journal.ui.plain.questions import AS_IT_WAS, NamedChoice, choice, choose, line, number, yes
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from comfort_journal.ui.plain.console import Console
    from comfort_journal.ui.plain.open.write.text_lines import TextLines

ADD: Final = NamedChoice("a", "Add at the end")
CHANGE: Final = NamedChoice("c", "Change a line; its number alone does it too")
WORDS: Final = NamedChoice("w", "Change some words")
INSERT: Final = NamedChoice("i", "Insert before a line")
DELETE: Final = NamedChoice("d", "Delete a line")
READ: Final = NamedChoice("r", "Read it again")
TYPE_ON: Final = "Line {}. Type on at its end; Backspace takes back, Ctrl+U takes the whole line."
TYPE_ANEW: Final = "It is long: type it anew. Enter alone leaves it as it is; w changes some of its words."
ADDING: Final = "Write; Enter begins a new line. A line with only a full stop ends it."
EMPTY: Final = "Nothing is written."
_WITH_NUMBER = re.compile(r"([cwid]?) ?([0-9]{1,6})", re.ASCII | re.IGNORECASE)


def change_lines(
    console: Console, text: TextLines, question: str, others: Sequence[NamedChoice], *, known: bool = False
) -> NamedChoice:
    """Change the text until one of the other choices is taken. Raises the way that is gone."""
    while True:
        there = (CHANGE, WORDS, INSERT, DELETE, READ) if text.lines else ()
        undo = [choice("undo-typing", key="u")] if text.before else []
        choices = (ADD, *there, *undo, *others)
        taken = choose(console, question, choices, known=known, also=lambda said: _with_number(said, text))
        known = True
        if taken in others:
            return taken
        try:
            does = DOES.get(taken.does) or _BY_LETTER[taken.key]
            does(console, text, int(taken.name) - 1 if taken.name.isdigit() else None)
        except Back:
            console.say(AS_IT_WAS)


def say_numbered(console: Console, text: TextLines) -> None:
    """Say every line with its number, in parts where they are many."""
    if not text.lines:
        console.say(EMPTY)
        return
    say_in_parts(console, (_said(text, at) for at in range(len(text.lines))))


def _said(text: TextLines, at: int) -> str:
    return f"{at + 1}  {text.lines[at] or 'empty'}"


def _with_number(said: str, text: TextLines) -> NamedChoice | None:
    """Understand the number of a line, alone or behind a letter."""
    found = _WITH_NUMBER.fullmatch(said)
    there = found is not None and 1 <= int(found[2]) <= len(text.lines)
    return NamedChoice(found[1].lower() or CHANGE.key, found[2]) if found is not None and there else None


def _which(console: Console, text: TextLines, at: int | None) -> int:
    """Return a line's place, asked for where there is more than one."""
    if at is not None or len(text.lines) == 1:
        return at or 0
    return (number(console, "Which line?", least=1, most=len(text.lines)) or 1) - 1


def _add(console: Console, text: TextLines, _at: int | None) -> None:
    before = list(text.lines)
    console.say(ADDING)
    try:
        while text.add({}):
            pass
    except Back:
        return  # the line that stood there is kept
    finally:
        if text.lines != before:
            text.before.append(before)


def _retype(console: Console, text: TextLines, at: int | None) -> None:
    at = _which(console, text, at)
    before = text.lines[at]
    if wcwidth.width(before) + len(PROMPT) < console.columns:
        console.say(TYPE_ON.format(at + 1))
        text.retype(at, instead=True, begun=before)
    else:
        console.say(_said(text, at), TYPE_ANEW)
        text.retype(at, instead=True)
    console.say(_said(text, at))


def _insert(console: Console, text: TextLines, at: int | None) -> None:
    at = _which(console, text, at)
    console.say(f"The new line before line {at + 1}:")
    text.retype(at)
    console.say(_said(text, at))


def _delete(console: Console, text: TextLines, at: int | None) -> None:
    at = _which(console, text, at)
    gone = _said(text, at)
    text.change([*text.lines[:at], *text.lines[at + 1 :]])
    console.say(f"Deleted: {gone}", "u brings it back.")


def _words(console: Console, text: TextLines, at: int | None) -> None:
    """Put other words in the place of some, which is shorter than to retype a long line."""
    old = line(console, "Which words, as they stand there?")
    found = [place for place, each in enumerate(text.lines) if old and old in each and at in (None, place)]
    if not found:
        console.say("These words are not there.")
        return
    if len(found) > 1:
        places = ", ".join(str(place + 1) for place in found)
        console.say(f"They stand in lines {places}.")
        place = (number(console, "In which line?", least=1, most=len(text.lines)) or 1) - 1
        found = [place] if place in found else []
    if not found:
        console.say("These words are not there.")
        return
    (place,) = found
    new = line(console, "Which words instead? Enter alone takes them out.")
    times = text.lines[place].count(old)
    every = times > 1 and yes(
        console, f"They stand {many(times, 'time')} in this line. All of them? No changes the first."
    )
    lines = list(text.lines)
    lines[place] = lines[place].replace(old, new, -1 if every else 1)
    text.change(lines)
    console.say(_said(text, place))


def _read(console: Console, text: TextLines, _at: int | None) -> None:
    say_numbered(console, text)


def _undo(console: Console, text: TextLines, _at: int | None) -> None:
    text.undo()
    say_numbered(console, text)


_BY_LETTER: Final[Mapping[str, Callable[[Console, TextLines, int | None], None]]] = {
    ADD.key: _add,
    CHANGE.key: _retype,
    WORDS.key: _words,
    INSERT.key: _insert,
    DELETE.key: _delete,
    READ.key: _read,
}
DOES: Final[Mapping[str, Callable[[Console, TextLines, int | None], None]]] = {"undo-typing": _undo}
"""What takes back, by its action; the other ways to change a text have no page that they would be keys of."""
