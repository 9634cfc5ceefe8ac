"""What a content file may hold: frozen structs that refuse a name they do not know and a value of another kind.

Every item carries the id under which the programme, the tests and the review page cite it. A number is never written
inside a sentence: it stands in the item's ``numbers`` with its unit and its source, and a text names it in braces.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct, field

from comfort_journal.records.steps import StepKind

Source: TypeAlias = Literal["plan", "ours"]
Text: TypeAlias = Annotated[str, Meta(min_length=1)]
Lines: TypeAlias = Annotated[tuple[Text, ...], Meta(min_length=1)]
ItemId: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Z]+(-[0-9]+)?\Z")]
Key: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\Z")]
Unit: TypeAlias = Literal[
    "seconds",
    "minutes",
    "hours",
    "days",
    "weeks",
    "day",
    "o'clock",
    "of ten",
    "times",
    "breaths",
    "sets",
    "metres",
    "centimetres",
    "millimetres",
]
CalendarStep: TypeAlias = Literal["mapping", "entrance", "shallow", "first_size", "movement", "next_size"]
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600}


class ProgrammeNumber(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole number, its unit, and whose it is: the plan's, or ours with the reason where it needs one."""

    value: Annotated[int, Meta(ge=0, le=366)]
    unit: Unit
    source: Source
    why: str = ""

    @property
    def seconds(self) -> int:
        """The same length of time in seconds; KeyError for a number that is no time on a clock."""
        return self.value * _SECONDS[self.unit]


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every item has: its id, a title, its numbers by name, and whose words' facts it carries."""

    id: ItemId
    title: Text
    numbers: dict[Key, ProgrammeNumber] = {}
    source: Source = "plan"


class Choice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to pick: ``key`` is recorded, ``label`` is read, ``said`` completes "You noted ..."."""

    key: Key
    label: Text
    said: str = ""


class Card(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card to read: paragraphs, short lines, things to pick, cards beside it.

    ``shown_for`` names the session tags that bring it up, and steps that bring it up where they had to end for pain,
    burning or a clench; ``closes`` is what rests while its sign stands.
    """

    text: Text
    items: tuple[Text, ...] = ()
    choices: tuple[Choice, ...] = ()
    links: tuple[ItemId, ...] = ()
    shown_for: tuple[Key, ...] = ()
    closes: tuple[ItemId, ...] = ()


class PhraseText(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words to say to another person; the owner may rewrite them (a ``phrase`` record under the id)."""

    text: Text


class Position(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A position; without a key it is described and not offered."""

    text: Text
    key: Key | None = None


class Opener(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the hip openers, recorded as ``RC-3:<key>``; counted in breaths where it has such numbers."""

    key: Key
    title: Text
    set_up: Text
    cue_in: Lines
    cue_out: Lines
    numbers: dict[Key, ProgrammeNumber] = {}


class PartText(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the circuit; with ``choice`` it is made of some of those.

    The owner may replace an ``image``; a ``card`` comes up when the part asks for it (RC-5: dry again and again).
    """

    word: Text
    set_up: Text
    cue_in: Lines
    cue_out: Lines
    choice: tuple[Opener, ...] = ()
    image: str = ""
    card: str = ""


class StepText(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A graded step: what it is, how it is done, what a good one is, and the lines that go with the breath.

    ``title`` is its one name, ``short`` that of one size; loaded, both have the step's number before them. ``word``
    stands large in a guided session; the step with another person has its own in ``session.toml``.
    """

    key: StepKind
    short: str = ""
    word: str = ""
    what: Text
    how: Lines
    target: Text
    cue_in: Lines
    cue_out: Lines
    tools: tuple[Choice, ...] = ()
    outcomes: tuple[Choice, ...] = ()


class ExerciseText(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A strength exercise; ``unit`` is what each round is counted in."""

    set_up: Text
    cue_in: Lines
    cue_out: Lines
    unit: Literal["times", "metres"]


class Period(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Some days of the sample calendar and what may open from the first of them."""

    from_: ProgrammeNumber = field(name="from")
    to: ProgrammeNumber
    steps: tuple[CalendarStep, ...]
    text: Text


class Calendar(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sample calendar and the sentence after its last day."""

    text: Text
    after: Text
    period: tuple[Period, ...]


class RowText(Item, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of the gate: its outcome, a headline, and its sentences by variant (``plain`` where there is one only)."""

    outcome: Literal["closed", "evaluate", "rest", "ask", "resume", "step_back", "advance", "stay"]
    says: dict[str, Text]
