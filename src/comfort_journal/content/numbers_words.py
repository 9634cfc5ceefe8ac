"""What is said of a line of Numbers beside its numbers: a word for how it went, and the size; no number is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comfort_journal.plan.numbers_given import DayAtStep
    from comfort_journal.records import Size

TOO_MUCH, REST, SIGN = "too much", "rest", "a sign"
EASY = "an easy day"
_ENDED = {
    "short": "short",
    "pain": "ended at pain",
    "burning": "ended at burning",
    "clench": "ended at a clench",
    "stop": "stopped",
    "flag": "ended at a sign",
    "early": "ended early",
}


def noted(line: DayAtStep) -> str:
    """Return the words for how a day at a step went, ``too much, stopped``; "" where its numbers say it all."""
    return ", ".join(_noted(line))


def _noted(line: DayAtStep) -> Iterator[str]:
    if line.too_much:
        yield TOO_MUCH
    yield from map(_ENDED.__getitem__, line.ended)
    if line.masked:
        yield "something dulling"
    if len(line.sessions) > 1:
        yield f"{len(line.sessions)} sessions"


def size_in_words(line: DayAtStep, sizes: Sequence[Size]) -> str:
    """Return the size of a line, ``lilac, 19 mm``; its label is left out where the step is called by it already."""
    found = next((size for size in sizes if size.id == line.size), None)
    if found is None:
        return ""
    label = "" if line.step.endswith(f":{found.id}") else one_line(found.label)
    return ", ".join(part for part in (label, f"{found.mm} mm" if found.mm is not None else "") if part)
