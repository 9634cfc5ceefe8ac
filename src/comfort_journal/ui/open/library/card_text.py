"""Every item of the content files as a card to read: pure, from items to blocks, and in which group it is found.

Nothing on a card is written for the card: it is what the files say, in their order, under a few short headings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.content import load_library
from comfort_journal.content.models import (
    Calendar,
    Card,
    ExerciseText,
    PartText,
    PhraseText,
    Position,
    RowText,
    StepText,
)
from comfort_journal.ui.widgets.text_layout import BLANK, Block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from comfort_journal.content import Library
    from comfort_journal.content.models import Choice, Item

    OwnWords = Callable[[str, str], str]
    """Given an id and the shipped words, the owner's own words or else those."""

DRY = "RC-5:card"
"""The id under which the card about being dry again and again is asked for by itself."""
LAST = "BL-1"
NAMES = "NAMES"
GATE = "GATE"
POINT = "· "
_TIMES = ("least", "most")
_EXAMPLE = {"day": "Mon", "days": "Mon and Wed", "until": "Thu 21:00", "more": "1"}
"""What stands in the gate's sentences here, where no answer was given."""
EXAMPLES = "These are its answers. Days and steps stand here as examples."
YOURS = "e puts your own words here."
_ALSO = {
    "STR-0": ("FR-6", "FR-8"),
    "ST-0": ("FR-5", GATE),
    "ST-6": ("AR-1", "WORDS-1", "POS-1"),
    "RF-5": ("PT-1",),
    "RESET": (GATE,),
}
"""Cards beside those that a file's own links do not reach."""


def groups(library: Library) -> list[tuple[str, tuple[Item, ...]]]:
    """Return the groups' titles and items: first what things are called, last what to keep if only one page is."""
    circuit, steps, together, strength = library.circuit, library.steps, library.together, library.strength
    by_id = {card.id: card for card in library.framing.card}
    first, last = (by_id.pop(NAMES),), (by_id.pop(LAST),)
    return [
        ("To find your way", first),
        ("What the plan rests on", tuple(by_id.values())),
        ("The circuit", (circuit.whole, *circuit.part, circuit.before)),
        ("The steps", (steps.all, *steps.step, library.calendar, library.gate.all)),
        ("When something hurts or closes", library.troubles.card),
        ("Together: arousal", together.card),
        ("Together: words to say", together.phrase),
        ("Together: positions", together.position),
        ("What wants to be seen first", library.signs.card),
        ("Light strength", (*strength.card[:1], *strength.exercise, *strength.card[1:])),
        ("To keep", last),
    ]


def names(library: Library) -> str:
    """Return the words of the card that says what each is called here."""
    return ", ".join(item.partition(":")[0] for item in library.card(NAMES).items)


def card_words(library: Library, item_id: str, own: OwnWords) -> str:
    """Return all that a card says, the titles of the cards beside it left out."""
    return "\n".join(block.text for block in card_blocks(library, item_id, own) if not block.of)


def title_of(library: Library, item_id: str) -> str:
    """Return a card's title; KeyError when there is no such card."""
    return "Being dry again and again" if item_id == DRY else library.item(item_id).title


def shipped_words(item: Item) -> str | None:
    """Return the words of a card that the owner may replace, as they ship; None where there are none."""
    if isinstance(item, PhraseText):
        return item.text
    return (item.image or None) if isinstance(item, PartText) else None


def card_blocks(library: Library, item_id: str, own: OwnWords) -> list[Block]:
    """Return a card as it is read, with the cards beside it at its end; KeyError when there is no such card."""
    blocks = [Block("heading", title_of(library, item_id))]
    if item_id == DRY:
        return [*blocks, BLANK, Block("body", library.part("RC-5").card), *_links(library, ("RC-5",))]
    item = library.item(item_id)
    if item.source == "ours":
        blocks.append(Block("quiet", "from the makers of this app"))
    blocks += _said(item, own)
    if item_id == GATE:
        blocks += _rows(library.gate.row)
    named = item.links if isinstance(item, Card) else ()
    beside = (GATE,) if isinstance(item, RowText) else (DRY,) if item_id == "RC-5" else _ALSO.get(item_id, ())
    return [*blocks, *_links(library, tuple(dict.fromkeys((*named, *beside))))]


def _said(item: Item, own: OwnWords) -> Iterator[Block]:
    match item:
        case Card():
            yield from _paragraph(item.text)
            yield from _points((*item.items, *_labels(item.choices)))
        case PartText():
            yield from _part(item, own)
        case StepText():
            yield from _step(item)
        case PhraseText():
            yield from _paragraph(own(item.id, item.text))
            yield from (BLANK, Block("quiet", YOURS))
        case Position():
            yield from _paragraph(item.text)
        case ExerciseText():
            yield from _paragraph(item.set_up)
            yield from _cues(item)
        case Calendar():
            yield from _calendar(item)
        case RowText():
            yield from (BLANK, Block("quiet", EXAMPLES))
            yield from _answers(item)


def _part(part: PartText, own: OwnWords) -> Iterator[Block]:
    least, most = (part.numbers[name].seconds // 60 for name in _TIMES)
    minutes = f"{most} minutes" if least == most else f"{least} to {most} minutes"
    yield Block("quiet", minutes)
    yield from _paragraph(part.set_up)
    yield from _cues(part)
    for opener in part.choice:
        yield from (BLANK, Block("date", opener.title), Block("body", opener.set_up))
        yield from _cues(opener)
    if part.image:
        yield from _under("A picture for it", (own(part.id, part.image),))
        yield Block("quiet", YOURS)


def _step(step: StepText) -> Iterator[Block]:
    yield from _paragraph(step.what)
    yield from _under("How", step.how)
    yield from _under("A good one", (step.target,))
    yield from _cues(step)
    if step.tools:
        yield from _under("With", _labels(step.tools))
    if step.outcomes:
        yield from _under("Afterwards, one of these", _labels(step.outcomes))


def _calendar(calendar: Calendar) -> Iterator[Block]:
    yield from _paragraph(calendar.text)
    yield BLANK
    for period in calendar.period:
        days = f"Days {period.from_.value} to {period.to.value}"
        yield Block("body", period.text, len("Days 11 to 14") + 2, days)
    yield from _paragraph(calendar.after)


def _rows(rows: Iterable[RowText]) -> Iterator[Block]:
    yield from (BLANK, Block("quiet", EXAMPLES))
    for row in rows:
        yield from (BLANK, Block("date", row.title))
        yield from _answers(row, apart=False)


def _answers(row: RowText, *, apart: bool = True) -> Iterator[Block]:
    for text in row.says.values():
        if apart:
            yield BLANK
        yield Block("body", with_examples(text, row.outcome), len(POINT), POINT)


def with_examples(text: str, outcome: str) -> str:
    """Return one of the gate's sentences with an example in the place of each day and step."""
    three_days = {"days": "Mon, Wed and Thu"} if outcome == "advance" else {}
    library = load_library()
    steps = {"step": library.step("mapping").title, "steps": library.step("entrance").title}
    return text.format_map(_EXAMPLE | steps | {"sign": library.signs.all()[0].said} | three_days)


def _paragraph(text: str) -> tuple[Block, Block]:
    return BLANK, Block("body", text)


def _under(title: str, lines: Sequence[str]) -> Iterator[Block]:
    yield from (BLANK, Block("date", title))
    if len(lines) == 1:
        yield Block("body", lines[0])
    else:
        yield from _points(lines, apart=False)


def _points(lines: Sequence[str], *, apart: bool = True) -> Iterator[Block]:
    if lines and apart:
        yield BLANK
    for line in lines:
        yield Block("body", line, len(POINT), POINT)


def _cues(item: PartText | StepText | ExerciseText | object) -> Iterator[Block]:
    for title, name in (("With the in-breath", "cue_in"), ("With the out-breath", "cue_out")):
        yield from _under(title, getattr(item, name))


def _labels(choices: Iterable[Choice]) -> tuple[str, ...]:
    return tuple(choice.label for choice in choices)


def _links(library: Library, ids: Sequence[str]) -> list[Block]:
    if not ids:
        return []
    return [
        BLANK,
        Block("quiet", "Beside this"),
        *(Block("body", title_of(library, item_id), of=item_id) for item_id in ids),
    ]
