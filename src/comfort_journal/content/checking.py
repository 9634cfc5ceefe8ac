"""What makes the files one programme: each id has one home, each number its place, each link and field an end.

Every refusal is a BadContent that names the file and the path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from comfort_journal.content.models import Calendar, CalendarStep, Card, Item, PartText, ProgrammeNumber, StepText
from comfort_journal.content.schema import FIELDS, NUMBERS, OUR_IDS, PINNED, PROGRAMME_IDS, WHOLE_IDS
from comfort_journal.content.templates import BRACES
from comfort_journal.content.toml_file import BadContent
from comfort_journal.plan import REASON_FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.content.library import Library


def check_items(library: Library) -> None:
    """Refuse ids, numbers, keys and links that do not make one programme."""
    _check_ids(library)
    _check_calendar(library.calendar)
    tags = {choice.key for item_id in ("FR-2", "FR-3") for choice in library.card(item_id).choices}
    known = {item.id for _, item in library.homes()}
    for file, item in library.homes():
        _check_item(file, item)
        if isinstance(item, Card):
            _check_names(
                f"{file}: {item.id}.shown_for", item.shown_for, tags | {step.key for step in library.steps.step}
            )
            _check_names(f"{file}: {item.id}.links", item.links, known)
            _check_names(f"{file}: {item.id}.closes", item.closes, known)


def _check_ids(library: Library) -> None:
    homes: dict[str, str] = {}
    for file, item in library.homes():
        if item.id in homes:
            raise BadContent(f"{file}: {item.id}: this id has a home already, in {homes[item.id]}")
        if item.id not in (*PROGRAMME_IDS, *WHOLE_IDS, *OUR_IDS):
            raise BadContent(f"{file}: {item.id}: the programme has no such id")
        homes[item.id] = file
    for wanted in (*PROGRAMME_IDS, *WHOLE_IDS, *OUR_IDS):
        if wanted not in homes:
            raise BadContent(f"content: {wanted}: missing; no file has it")


def _check_item(file: str, item: Item) -> None:
    _check_numbers(f"{file}: {item.id}", item.numbers, NUMBERS.get(item.id, {}))
    if isinstance(item, PartText):
        for opener in item.choice:
            name = f"{item.id}:{opener.key}"
            _check_numbers(f"{file}: {name}", opener.numbers, NUMBERS.get(name, {}))
        _check_distinct(f"{file}: {item.id}.choice", [opener.key for opener in item.choice])
    if isinstance(item, Card):
        _check_distinct(f"{file}: {item.id}.choices", [choice.key for choice in item.choices])
    if isinstance(item, StepText):
        _check_distinct(f"{file}: {item.id}.tools", [choice.key for choice in item.tools])
        _check_distinct(f"{file}: {item.id}.outcomes", [choice.key for choice in item.outcomes])
    for (item_id, name), value in PINNED.items():
        if item.id == item_id and item.numbers[name].value != value:
            raise BadContent(f"{file}: {item.id}.numbers.{name}: the rule in the program has {value} here")


def _check_calendar(calendar: Calendar) -> None:
    path = "calendar.toml: RESET.period"
    steps = [step for period in calendar.period for step in period.steps]
    _check_distinct(path, steps)
    _check_names(path, get_args(CalendarStep), steps, "missing")
    last = 0
    for place, period in enumerate(calendar.period):
        if period.from_.value != last + 1 or period.to.value < period.from_.value:
            raise BadContent(f"{path}[{place}]: expected to begin the day after the one before, and to end no earlier")
        last = period.to.value


def _check_numbers(path: str, numbers: dict[str, ProgrammeNumber], expected: dict[str, str]) -> None:
    _check_names(f"{path}.numbers", numbers, expected)
    _check_names(f"{path}.numbers", expected, numbers, "missing")
    for name, unit in expected.items():
        number = numbers[name]
        units = ("seconds", "minutes", "hours") if unit == "time" else (unit,)
        if number.unit not in units:
            raise BadContent(f"{path}.numbers.{name}.unit: expected {' or '.join(units)}")
        largest = numbers.get(f"{name.removesuffix('least')}most") if name.endswith("least") else None
        if largest is not None and _size(number) > _size(largest):
            raise BadContent(f"{path}.numbers.{name}: expected no more than the most")


def _size(number: ProgrammeNumber) -> int:
    return number.seconds if number.unit in ("seconds", "minutes", "hours") else number.value


def _check_names(path: str, names: Any, known: Any, fault: str = "unknown") -> None:  # noqa: ANN401  any names
    for name in names:
        if name not in known:
            raise BadContent(f"{path}.{name}: {fault}")


def _check_distinct(path: str, keys: Sequence[str]) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise BadContent(f"{path}.{key}: twice")


def check_texts(library: Library) -> None:
    """Refuse a text with a brace that nothing fills; to be asked once the numbers stand in the texts."""
    allowed = {f"gate.toml: {path}": REASON_FIELDS[key] for key, (path, _) in library.reasons().items()} | FIELDS
    for path, text in library.texts():
        for brace in BRACES.finditer(text):
            if brace[2] or brace[1] not in allowed.get(path, ()):
                raise BadContent(f"{path}: nothing fills {brace[0]}")
        if set(BRACES.sub("", text)) & set("{}"):
            raise BadContent(f"{path}: a brace without its other half")


def check_reasons(library: Library) -> None:
    """Refuse a gate that lacks a sentence the rule may give, or has one that it never gives."""
    reasons = library.reasons()
    for key, (path, _) in reasons.items():
        if key not in REASON_FIELDS:
            raise BadContent(f"gate.toml: {path}: unknown")
    for key in REASON_FIELDS:
        if key not in reasons:
            raise BadContent(f"gate.toml: {key}: missing")
