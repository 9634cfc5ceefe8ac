"""Light strength in lines: open only when the gate says so, never more than the plan's rounds, and nothing to beat.

What was done is kept however it is left; a number that was not given is unknown.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import ComfortError
from comfort_journal.records import Strength
from comfort_journal.ui.open.library.strength import (
    OPENS,
    exercises_done,
    one_more,
    say_kept,
    say_round,
    why_closed,
)
from comfort_journal.ui.plain.open.rating.rate import LEAVES_OUT, NumberAsked, ask_value
from comfort_journal.ui.plain.questions import LEFT_OUT, NamedChoice, choice, choose
from comfort_journal.ui.plain.ways import Back, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.content.models import ExerciseText
    from comfort_journal.ui.plain.open.visit import OpenLines

ANY_TIME: Final = "You can leave one out, and you can end at any time; what was done is kept."
AGAIN: Final = "Give the last number again, and it is tried once more."
END: Final = NamedChoice("d", "End here")


@dataclass
class Doing:
    """The exercises under way: the rounds of each, the place of the one that is next, and the two numbers."""

    visit: OpenLines
    exercises: tuple[ExerciseText, ...]
    began: str
    place: int = 0
    rounds: list[int] = field(default_factory=list)
    numbers: dict[str, int | None] = field(default_factory=dict)
    record_id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def record(self) -> Strength:
        """What was done so far."""
        return Strength(
            id=self.record_id,
            started_at=self.began,
            ended_at=self.visit.practice.stamp(),
            exercises=exercises_done(self.exercises, self.rounds),
            during=self.numbers.get("during"),
            after=self.numbers.get("after"),
        )

    def keep_now(self) -> None:
        """Keep it, if anything was done; raises NotSaved."""
        if any(self.rounds):
            self.visit.session.journal.save(self.record)


def strength(visit: OpenLines, read_card: Callable[[OpenLines, str], None]) -> None:
    """Go through the exercises, and ask for two numbers; where they are not open, say why, and read their card."""
    reasons = why_closed(visit.practice.assess())
    if reasons is not None:
        visit.say(*reasons)
        read_card(visit, OPENS)
        return
    exercises = visit.library.strength.exercise
    doing = Doing(visit, exercises, visit.practice.stamp(), rounds=[0] * len(exercises))
    taken_back = visit.session.before_sealing(doing.keep_now)
    try:
        _exercises(doing)
        if any(doing.rounds):
            _numbers(doing)
    except Way:
        with suppress(ComfortError):
            doing.keep_now()
            taken_back()
        raise
    taken_back()


def _exercises(doing: Doing) -> None:
    """Ask after each round until the last exercise is left, or all of them are."""
    doing.visit.say("Light strength.", ANY_TIME)
    while doing.place < len(doing.exercises):
        _say_exercise(doing)
        at = doing.place
        while doing.place == at:
            exercise, done = doing.exercises[at], doing.rounds[at]
            can = (
                *([choice("round-done", key="r")] if one_more(exercise, done) else []),
                choice(
                    "next-exercise", key="n", name="The next exercise" if at + 1 < len(doing.exercises) else "Go on"
                ),
                END,
            )
            said = say_round(exercise, done, doing.visit.library.sentences.strength)
            try:
                taken = choose(doing.visit.console, f"{exercise.title}. {said}", can, known=bool(done))
            except Back:
                return
            if taken is END:
                return
            DOES[taken.does](doing)


def _say_exercise(doing: Doing) -> None:
    exercise = doing.exercises[doing.place]
    cues = (("With the in-breath", exercise.cue_in), ("With the out-breath", exercise.cue_out))
    doing.visit.say(exercise.title, exercise.set_up, *(f"{way}: {', '.join(said)}" for way, said in cues if said))


def _round_done(doing: Doing) -> None:
    doing.rounds[doing.place] += 1


def _next(doing: Doing) -> None:
    doing.place += 1


def _numbers(doing: Doing) -> None:
    """Ask for both numbers, and keep what was done; where it cannot be kept, the last one is asked for again."""
    visit, said = doing.visit, doing.visit.library.sentences.strength
    doing.numbers["during"] = _asked(visit, said.during)
    while True:
        doing.numbers["after"] = _asked(visit, said.after)
        if visit.done(lambda: visit.practice.keep(doing.record), AGAIN):
            break
    visit.say(say_kept(doing.numbers.values(), visit.practice.line, said))


def _asked(visit: OpenLines, question: str) -> int | None:
    asked = NumberAsked(
        question, visit.library.sentences.scale, visit.practice.line, (LEAVES_OUT,), words={LEFT_OUT: LEFT_OUT}
    )
    try:
        given = ask_value(visit, asked)
    except Back:
        return None
    return given if isinstance(given, int) else None


DOES: Final[Mapping[str, Callable[[Doing], None]]] = {"round-done": _round_done, "next-exercise": _next}
"""What is done between two rounds, by its action."""
