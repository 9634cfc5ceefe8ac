"""What is chosen before a circuit: two openers, and whether warmth belongs to it; the gate says what rests."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.practice.circuit_parts import (
    OPENERS,
    WARMTH,
    Station,
    all_parts,
    closed_parts,
    last_openers,
    stations,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from comfort_journal.records import Circuit
    from comfort_journal.ui.open.core.workspace import Workspace

_MINUTE = 60


class CircuitChoice:
    """The whole circuit, or only some parts of it; ``chosen`` are the keys of the openers taken so far."""

    def __init__(self, session: Workspace, parts: tuple[str, ...] | None = None) -> None:
        """Ask the gate which of the parts may be done now, and begin with the openers of the last time."""
        practice = session.practice
        self._session, self._library = session, practice.library
        asked = parts or all_parts(practice.library)
        self._whole = parts is None
        self._resting = closed_parts(practice.assess(), asked)
        self.parts = tuple(part for part in asked if part not in self._resting)
        self.openers = practice.library.part(OPENERS).choice if OPENERS in self.parts else ()
        self.needed = practice.library.number(OPENERS, "choose").value if self.openers else 0
        self.chosen = last_openers(session.journal.records("circuit")) if self.openers else ()
        self.no_touch = False

    @property
    def warms(self) -> bool:
        """Whether there is warmth to leave out."""
        return WARMTH in self.parts

    @property
    def nothing_to_choose(self) -> bool:
        """Whether it can begin at once."""
        return not self.openers and not self.warms and not self._resting

    @property
    def ready(self) -> bool:
        """Whether the openers are chosen."""
        return len(self.chosen) == self.needed

    def take(self, place: int) -> str:
        """Take an opener or leave it, and say what follows from that.

        One more than needed takes the place of the one taken first.
        """
        key, before = self.openers[place].key, self.chosen
        kept = tuple(each for each in before if each != key)
        self.chosen = kept if key in before else (*kept, key)[-self.needed :]
        return self.said([each for each in before if each not in (*self.chosen, key)])

    def said(self, left: Collection[str] = ()) -> str:
        """Say which openers are chosen, those of the last time too, and which were ``left`` for another."""
        words, chosen = self._library.sentences.circuit, self._titles(self.chosen)
        if left:
            return words.instead.format(left=self._titles(left), openers=chosen)
        return words.chosen.format(openers=chosen) if chosen else ""

    def _titles(self, keys: Collection[str]) -> str:
        return " and ".join(one_line(each.title) for each in self.openers if each.key in keys)

    def stations(self) -> tuple[Station, ...]:
        """Return the parts as they will follow one another."""
        parts = [part for part in self.parts if part != WARMTH or not self.no_touch]
        return stations(self._session.practice, self._session.settings, parts, self.chosen)

    def left_out(self) -> Iterator[str]:
        """Yield what is left out for now, for each of the gate's reasons."""
        for reason in dict.fromkeys(self._resting.values()):
            parts = ", ".join(self._library.part(part).title for part, why in self._resting.items() if why == reason)
            yield self._library.sentences.circuit.left_out.format(parts=parts, reason=reason)

    def about(self) -> str:
        """Return how long it will be, with openers of the usual length where none are chosen yet."""
        settle = self._session.settings.settle_seconds
        seconds = sum(settle + station.leg.seconds for station in self.stations())
        if missing := self.needed - len(self.chosen):
            seconds += missing * (settle + self._library.number(OPENERS, "each_least").seconds)
        return self._library.sentences.circuit.about.format(minutes=math.ceil(seconds / _MINUTE))

    def was_whole(self, record: Circuit) -> bool:
        """Whether all of it was done."""
        done = {part.part for part in record.parts if part.done}
        return self._whole and all(station.leg.part in done for station in self.stations())
