"""Some of a list are marked by number, each change told and kept at once; an empty line goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.ui.keyboards import with_digits
from comfort_journal.ui.plain.questions import ASK_AGAIN, NO_SUCH, go_general, heard
from comfort_journal.ui.plain.ways import Repeat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from comfort_journal.ui.plain.console import Console

HOW_MARKED: Final = "A number marks one, and once more takes that back; 0 takes all back."
MARKED: Final = "Marked: {words}."
NONE_MARKED: Final = "Nothing is marked."
IS_MARKED: Final = ", marked"
LEAVES: Final = "Enter alone leaves."


def no_keeping(_marked: tuple[int, ...]) -> None:
    """Wait until all is marked."""


def several(
    console: Console,
    question: str,
    names: Sequence[str],
    marked: Iterable[int] = (),
    keep: Callable[[tuple[int, ...]], object] = no_keeping,
) -> tuple[int, ...]:
    """Have some of a numbered list marked until an empty line; ``keep`` is told of each change at once.

    A number marks, as ``3`` or ``1 3``, and once more takes that back; ``0`` takes all of it back.
    """
    kept = tuple(marked)
    console.say(question, HOW_MARKED, *_said_marked(names, kept))
    while True:
        console.say(f"{MARKED.format(words='; '.join(names[each] for each in kept)) if kept else NONE_MARKED} {LEAVES}")
        try:
            said = with_digits(heard(console), console.keyboard).replace(",", " ").split()
            go_general(" ".join(said), console)
        except Repeat:
            said = [ASK_AGAIN]
        if not said:
            return kept
        if said == [ASK_AGAIN]:
            console.say(question, HOW_MARKED, *_said_marked(names, kept))
        elif all(each.isascii() and each.isdigit() and int(each) <= len(names) for each in said):
            kept = () if said == ["0"] else tuple(sorted({*kept} ^ {int(each) - 1 for each in said if int(each)}))
            keep(kept)
        else:
            console.say(NO_SUCH)


def _said_marked(names: Sequence[str], kept: tuple[int, ...]) -> Iterator[str]:
    for place, name in enumerate(names):
        yield f"{place + 1}  {name}{IS_MARKED if place in kept else ''}"
