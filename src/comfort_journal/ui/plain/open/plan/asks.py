"""The plan's questions in lines: the same flows as on the pages, each question answered before it returns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from comfort_journal.errors import BadInput
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.core.dialogs import NOTHING_TYPED
from comfort_journal.ui.open.plan.clinician import GO_ON
from comfort_journal.ui.plain.open.plan.plan_words import by_own_number
from comfort_journal.ui.plain.open.rating.rate import give
from comfort_journal.ui.plain.questions import BACK_LEAVES, NamedChoice, choose, line
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from comfort_journal.records import AnyRecord, RatingRecord
    from comfort_journal.ui.plain.open.visit import OpenLines

Answer = TypeVar("Answer")
BULLET: Final = re.compile(r"(?m)^· ")
LEAVES: Final = "back"
FOR_EXAMPLE: Final = "For example: {example}."
TICKED: Final = "Ticked: {names}."
NOTHING_TICKED: Final = "Nothing is ticked."
STILL_TICKED: Final = "What you ticked before is ticked still."
"""Without its names: somebody else may be in the room by now."""


def at_once(asking: Coroutine[Any, Any, Answer]) -> Answer:
    """Return what a flow comes to whose questions are answered in place: it never has to wait for anything."""
    try:
        asking.send(None)
    except StopIteration as over:
        return over.value  # type: ignore[no-any-return]
    raise RuntimeError


class InLines:
    """Asks in one visit; a step back is no answer, and the ways that lead elsewhere pass through."""

    def __init__(self, visit: OpenLines) -> None:
        """Ask there."""
        self._visit = visit
        self._left: dict[str, list[str]] = {}
        """What was ticked on a page that was left without its answer, until it is given."""

    async def page(
        self, title: str, text: str, answers: Sequence[tuple[str, str]], ticks: Sequence[tuple[str, str]]
    ) -> tuple[str, ...] | None:
        """Say a text, and ask for its answer; where there is only one way on, it is gone without a question."""
        about = [line for line in f"{title}\n{BULLET.sub('', text)}".split("\n") if line.strip()]
        self._visit.say(*about)
        if len(answers) == 1 and not ticks and answers[0][0] == "back":
            return (answers[0][0],)
        lines = [*answers[:1], *ticks, *answers[1:]]
        named = [NamedChoice(str(place), one_line(label), key) for place, (key, label) in enumerate(lines, 1)]
        ticked = self._left.pop(title, [])
        if ticked:
            self._visit.say(STILL_TICKED)
        known = False
        asked = (
            CHOOSE_OR_TICK.format(first=2, last=len(ticks) + 1) if ticks else ANSWER if title.endswith("?") else CHOOSE
        )
        while True:
            try:
                taken = choose(self._visit.console, asked, named, known=known, about=about)
            except Back:
                if ticked:
                    self._left[title] = ticked
                return None
            if taken.does == GO_ON and not ticked:
                self._visit.say(NOTHING_TICKED)
                known = True
                continue
            if taken.does not in dict(ticks):
                return (*(key for key, _ in ticks if key in ticked), taken.does)
            ticked = [each for each in ticked if each != taken.does] + [taken.does] * (taken.does not in ticked)
            names = "; ".join(one_line(label) for key, label in ticks if key in ticked)
            self._visit.say(TICKED.format(names=names) if names else NOTHING_TICKED)
            known = True

    async def choose(self, question: str, texts: Sequence[str]) -> str | None:
        """Ask for one of some texts."""
        try:
            listed = by_own_number(list(map(one_line, texts)))
            return texts[listed.index(choose(self._visit.console, question, listed))]
        except Back:
            return None

    async def write(
        self, question: str, example: str, read: Callable[[str], Answer | None], sorry: str
    ) -> Answer | None:
        """Ask for a line until it is understood."""
        stop = "" if question.endswith(("?", ".")) else "."
        asked = f"{question}{stop} {FOR_EXAMPLE.format(example=example)}" if example else question
        while True:
            try:
                said = line(self._visit.console, asked)
            except Back:
                return None
            if said.strip().casefold() == LEAVES:
                return None
            try:
                answer = read(said) if said.strip() else None
            except BadInput as unclear:
                self._visit.say(str(unclear))
                continue
            if answer is not None:
                return answer
            self._visit.say(sorry if said.strip() else f"{NOTHING_TYPED} {BACK_LEAVES}")

    async def number(self, about: Literal["next_day", "now"], question: str, proposed: RatingRecord | None) -> bool:
        """Ask for a number."""
        try:
            return give(self._visit, about, question, proposed)
        except Back:
            return False

    async def keep(self, *records: AnyRecord) -> bool:
        """Keep records; where that fails, say why and return False."""
        return self._visit.done(lambda: self._visit.practice.keep(*records))


CHOOSE: Final = "Choose one:"
ANSWER: Final = "Your answer:"
"""Behind a text whose first line is the question: it is not said twice."""
CHOOSE_OR_TICK: Final = "Type one number. {first} to {last} tick something; the same number again takes that back."
