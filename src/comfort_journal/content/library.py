"""All content together: whole and consistent, or refused with the file and the path of what is not.

Every id has one home, every number that the program reads stands in its item under its name and unit, and no text
keeps a brace that nothing fills.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from comfort_journal.content.about import About
from comfort_journal.content.models import (
    Calendar,
    Card,
    Choice,
    ExerciseText,
    Item,
    PartText,
    PhraseText,
    Position,
    ProgrammeNumber,
    RowText,
    StepText,
    Text,
)
from comfort_journal.content.schema import EACH_SIGN, reason_key
from comfort_journal.content.sentences import Sentences
from comfort_journal.content.templates import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comfort_journal.records.steps import StepKind


class Framing(Struct, frozen=True, forbid_unknown_fields=True):
    """What the plan rests on."""

    card: tuple[Card, ...]


class CircuitCards(Struct, frozen=True, forbid_unknown_fields=True):
    """The circuit as a whole, its parts in order, and the choice before a touch session."""

    whole: Card
    part: tuple[PartText, ...]
    before: Card


class Steps(Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for all steps, and the steps from the gentlest on."""

    all: Card
    step: tuple[StepText, ...]


class Troubles(Struct, frozen=True, forbid_unknown_fields=True):
    """Cards for when something hurts or closes."""

    card: tuple[Card, ...]


class TogetherCards(Struct, frozen=True, forbid_unknown_fields=True):
    """Arousal, words to say, positions."""

    card: tuple[Card, ...]
    phrase: tuple[PhraseText, ...]
    position: tuple[Position, ...]


class Signs(Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be looked at first, what is asked once, who can help."""

    card: tuple[Card, ...]

    def all(self) -> tuple[Choice, ...]:
        """Return every sign that can be noted, in order."""
        return tuple(choice for card in self.card for choice in card.choices if choice.said)


class StrengthCards(Struct, frozen=True, forbid_unknown_fields=True):
    """When strength opens, and its exercises."""

    card: tuple[Card, ...]
    exercise: tuple[ExerciseText, ...]


class Gate(Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for every answer, the rows in order, and what is said to a "why?", of a step and of what is closed."""

    all: Card
    row: tuple[RowText, ...]
    why: dict[str, Text]
    missing: dict[str, Text]
    opens: dict[str, Text]
    closed: dict[str, Text]


class Library(Struct, frozen=True, forbid_unknown_fields=True):
    """Every file, under the name that it has on disk."""

    about: About
    framing: Framing
    circuit: CircuitCards
    steps: Steps
    calendar: Calendar
    troubles: Troubles
    together: TogetherCards
    signs: Signs
    strength: StrengthCards
    gate: Gate
    sentences: Sentences

    def homes(self) -> Iterator[tuple[str, Item]]:
        """Give every item with the file it lives in, in the order of the files."""
        for name in self.__struct_fields__:
            for item in _items(getattr(self, name)):
                yield f"{name}.toml", item

    def item(self, item_id: str) -> Item:
        """Return the item with this id; KeyError when there is none."""
        for _, item in self.homes():
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def card(self, item_id: str) -> Card:
        """Return the card with this id; KeyError when the id is of no card."""
        found = self.item(item_id)
        if not isinstance(found, Card):
            raise KeyError(item_id)
        return found

    def part(self, item_id: str) -> PartText:
        """Return the part of the circuit with this id; KeyError when there is none."""
        return {part.id: part for part in self.circuit.part}[item_id]

    def step(self, kind: StepKind) -> StepText:
        """Return the step of this kind, whatever its size."""
        return next(step for step in self.steps.step if step.key == kind)

    def number(self, item_id: str, name: str) -> ProgrammeNumber:
        """Return one of an item's numbers; KeyError for a name that ``expected.NUMBERS`` does not have."""
        return self.item(item_id).numbers[name]

    def cards_after(self, tags: Iterable[str], hurt_at: StepKind | None) -> tuple[Card, ...]:
        """Return the cards that a session brings up, each once: by its tags, and by a step that had to end for pain."""
        keys = [*tags, *((hurt_at,) if hurt_at else ())]
        cards = [item for _, item in self.homes() if isinstance(item, Card)]
        found = {card.id: card for key in keys for card in cards if key in card.shown_for}
        return tuple(found.values())

    def reasons(self) -> dict[str, tuple[str, str]]:
        """Return the path and the text of every sentence of the gate, by the key the gate asks for it.

        The one sentence about a sign becomes one for each sign.
        """
        said = [(row.id, *says) for row in self.gate.row for says in row.says.items()]
        found = {reason_key(row, variant): (f"{row}.says.{variant}", text) for row, variant, text in said}
        gate = self.gate
        for section in ("why", "missing", "opens", "closed"):
            said_here: dict[str, str] = getattr(gate, section)
            found |= {f"{section}.{name}": (f"{section}.{name}", text) for name, text in said_here.items()}
        if EACH_SIGN in found:
            path, text = found.pop(EACH_SIGN)
            for sign in self.signs.all():
                found[f"1.{sign.key}"] = (path, text.replace("{sign}", sign.said))
        return found

    def texts(self) -> Iterator[tuple[str, str]]:
        """Give every text that a person may read, with its file and path: ``steps.toml: ST-2.how[0]``."""
        for name in self.__struct_fields__:
            for path, text in texts(getattr(self, name)):
                yield f"{name}.toml: {path}", text


def _items(thing: object) -> Iterator[Item]:
    if isinstance(thing, Item):
        yield thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _items(each)
    elif isinstance(thing, Struct):
        for name in thing.__struct_fields__:
            yield from _items(getattr(thing, name))
