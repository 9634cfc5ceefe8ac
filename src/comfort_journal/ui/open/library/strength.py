"""Light strength as it is counted and told, on a page and in lines: pure, and never more than the plan has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.records import Exercise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comfort_journal.content.models import ExerciseText
    from comfort_journal.content.sentences import StrengthWords
    from comfort_journal.plan import Assessment

OPENS = "STR-0"
"""The card that says when it opens."""
_FIRST_ROW_WITH_STEPS = 6


def why_closed(assessment: Assessment) -> tuple[str, ...] | None:
    """Return the gate's sentences about why strength is not open, none beside its card; None when it is open."""
    by_sign = tuple(each.reason for each in assessment.closed if each.what == "STR")
    if by_sign:
        return by_sign
    if assessment.strength:
        return None
    return (assessment.reason,) if assessment.row < _FIRST_ROW_WITH_STEPS else ()


def one_more(exercise: ExerciseText, rounds: int) -> bool:
    """Whether the plan has another round after so many."""
    return rounds < exercise.numbers["sets_most"].value


def say_round(exercise: ExerciseText, rounds: int, said: StrengthWords) -> str:
    """Return which round is next, and how long it is; or that it is enough."""
    each = f"{exercise.numbers['each'].value} {exercise.unit}"
    return f"Round {rounds + 1}, {each}" if one_more(exercise, rounds) else said.enough


def exercises_done(exercises: Sequence[ExerciseText], rounds: Sequence[int]) -> tuple[Exercise, ...]:
    """Return what was done, an exercise without a round left out."""
    return tuple(
        Exercise(id=each.id, sets=count, reps=each.numbers["each"].value)
        for each, count in zip(exercises, rounds, strict=True)
        if count
    )


def say_kept(numbers: Iterable[int | None], line: int, said: StrengthWords) -> str:
    """Return what is said at the end, by the numbers that were given and the owner's line."""
    given = [value for value in numbers if value is not None]
    return said.above if any(value > line for value in given) else said.within if given else said.unknown
