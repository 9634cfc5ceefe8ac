"""The programme as the gate is handed it, made of nothing but the content files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from comfort_journal.content.loading import load_library
from comfort_journal.content.toml_file import BadContent
from comfort_journal.plan import Cap, Programme, Step
from comfort_journal.records.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.content.library import Library
    from comfort_journal.content.models import StepText


def programme_of(library: Library) -> Programme:
    """Return the steps, caps, words and reasons that the gate decides and speaks with. Raises BadContent."""
    days = _earliest(library)
    try:
        return Programme(
            steps=tuple(_step(step, days) for step in library.steps.step),
            caps=tuple(_caps(library)),
            words=library.sentences.days,
            reasons={key: text for key, (_, text) in library.reasons().items()},
        )
    except ValueError as fault:
        raise BadContent(f"content: {fault}") from None


@cache
def load_programme() -> Programme:
    """Return the programme that ships with the program."""
    return programme_of(load_library())


def _caps(library: Library) -> Iterator[Cap]:
    """Yield the caps of the steps that are counted alone, then that of all that share one."""
    for (kind, traits), step in zip(STEPS.items(), library.steps.step, strict=False):  # Programme refuses another order
        if traits.cap == "own":
            sessions = library.number(step.id, "sessions_a_day").value
            yield Cap(steps=(kind,), sessions=sessions, most=sessions)
    shared = tuple(kind for kind, traits in STEPS.items() if traits.cap == "shared")
    sessions, most = (library.number("ST-0", name).value for name in ("sessions_a_day", "sessions_setting"))
    yield Cap(steps=shared, sessions=sessions, most=most)


def _step(step: StepText, days: dict[str, int]) -> Step:
    """Return what the gate and the timers ask of a step; one that goes by what faded has no floor."""
    least, most, holds = (step.numbers.get(name) for name in ("hold_least", "hold_most", "holds"))
    traits = STEPS[step.key]
    assert least is not None  # noqa: S101  the loader has seen to it
    return Step(
        kind=step.key,
        id=step.id,
        name=step.short or step.title,
        floor=0 if traits.asks_fading else least.seconds,
        hold_least=least.seconds,
        hold_most=most.seconds if most else None,
        holds=holds.value if holds else None,
        earliest_day=days["first_size" if traits.rungs else step.key],
        earliest_next=days["next_size"] if traits.rungs else None,
    )


def _earliest(library: Library) -> dict[str, int]:
    """Return the sample calendar's first day for each of its steps."""
    days: dict[str, int] = {step: period.from_.value for period in library.calendar.period for step in period.steps}
    return {**days, "partner": library.number("RESET", "together").value}
