"""What is long is said in parts: a text up to a good screen of words, a list some lines at a time; ``n`` says more.

No part is said before the one in front of it was heard out, so a text of any length costs no more than its first part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from comfort_journal.ui.plain.questions import NamedChoice, answered, choose, general, named, no_other
from comfort_journal.ui.plain.ways import Back, Breathed, Repeat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from comfort_journal.ui.plain.console import Console

PART: Final = 8
"""Lines of a list that are said at once."""
LETTERS: Final = 1500
"""Characters of a text that are said at once, about two minutes of a voice."""
MORE: Final = NamedChoice("n", "More")
BEFORE: Final = NamedChoice("N", "Before this part")
ENOUGH: Final = NamedChoice("x", "Leave the rest")
KNOWN: Final = "A question mark says the list and the choices."
THERE_IS_MORE: Final = "There is more."


@dataclass
class Listed:
    """A numbered list; ``said`` gives the line of a place, ``at`` is where the part begins that is said next.

    ``also`` understands an answer that is no number, and makes a choice of it; ``sooner`` does so before the general
    words: where days are listed, today is a day. What was ``heard`` last is not said again unasked.
    """

    count: int
    said: Callable[[int], str]
    at: int = 0
    also: Callable[[str], NamedChoice | None] = no_other
    sooner: Callable[[str], NamedChoice | None] = no_other
    heard: Sequence[str] = ()

    def lines(self) -> list[str]:
        """Return the lines of the part, each with its number, under which part this is where there are others."""
        self.at = max(0, min(self.at, self.count - 1))
        last = min(self.at + PART, self.count)
        which = [f"{self.at + 1:,} to {last:,} of {self.count:,}:"] if self.count > PART else []
        return [*which, *(f"{place + 1}  {self.said(place)}" for place in range(self.at, last))]

    @property
    def ways(self) -> list[NamedChoice]:
        """The ways to other parts, where there are some."""
        return [*([MORE] if self.at + PART < self.count else []), *([BEFORE] if self.at else [])]

    def meant(self, said: str) -> NamedChoice | None:
        """Understand the number of any line, also of a part that was said before."""
        there = said.isascii() and said.isdigit() and 1 <= int(said) <= self.count
        return NamedChoice(said, "") if there else self.also(said)


def choose_in_list(
    console: Console, question: str, listed: Listed, actions: Sequence[NamedChoice] = (), *, known: bool = False
) -> NamedChoice | int:
    """Say a list in parts and ask; returns the place in it that was chosen, or one of the actions.

    Raises the way that is gone.
    """
    while True:
        lines, choices = listed.lines(), [*listed.ways, *actions]
        heard = known and lines == listed.heard
        console.say(*([] if heard else lines), f"{question} {KNOWN}" if known else question)
        if not known:
            console.say(*named(choices))
        listed.heard, known = lines, True
        taken = _taken(console, question, listed, choices)
        if taken is MORE:
            listed.at += PART
        elif taken is BEFORE:
            listed.at -= PART
        elif not taken.name and taken.key.isdigit():
            return int(taken.key) - 1
        else:
            return taken


def _taken(console: Console, question: str, listed: Listed, choices: Sequence[NamedChoice]) -> NamedChoice:
    """Return what is chosen; a question mark says the part of the list again, with all choices."""
    while True:
        try:
            found = answered(console, choices, listed.meant, sooner=listed.sooner)
        except Breathed:
            console.say(f"{question} {KNOWN}")
            continue
        except Repeat:
            console.say(general(console))
            found = None
        if found is not None:
            return found
        console.say(*listed.lines(), question, *named(choices))


def say_in_parts(console: Console, pieces: Iterable[str]) -> bool:
    """Say pieces of a text, asking before each further part; False where the rest was left."""
    heard = lines = 0
    for piece in _cut(pieces):
        if (heard and heard + len(piece) > LETTERS) or lines >= 2 * PART:
            if not _goes_on(console):
                return False
            heard = lines = 0
        console.say(piece)
        heard += len(piece)
        lines += 1
    return True


def _goes_on(console: Console) -> bool:
    try:
        return choose(console, THERE_IS_MORE, (MORE, ENOUGH)) is MORE
    except Back:
        return False


def _cut(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces line by line, one that is longer than a part cut at blanks."""
    for piece in pieces:
        for line in piece.split("\n"):
            begin = 0
            while len(line) - begin > LETTERS:
                end = line.rfind(" ", begin + 1, begin + LETTERS) + 1 or begin + LETTERS
                yield line[begin:end]
                begin = end
            yield line[begin:]
