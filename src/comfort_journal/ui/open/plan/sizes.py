"""The owner's own ladder of sizes: the order is theirs, and an id that was ever in use is never given again."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

import msgspec

from comfort_journal.records import Size
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from comfort_journal.ui.open.plan.questions import PlanQuestions

_WRITTEN = re.compile(r"(?P<label>.*?\S)(?: ?, ?(?P<mm>\d{1,3}) ?mm)?")
LONGEST = 40


def read_size(written: str) -> tuple[str, int | None] | None:
    """Return a label and millimetres from ``label`` or ``label, 12 mm``; None where there is no label."""
    found = _WRITTEN.fullmatch(one_line(written))
    if found is None or len(found["label"]) > LONGEST:
        return None
    return found["label"], int(found["mm"]) if found["mm"] else None


def add_size(sizes: tuple[Size, ...], label: str, mm: int | None) -> tuple[Size, ...]:
    """Return the ladder with a new last rung, under an id that no record has ever used."""
    return (*sizes, Size(id=uuid.uuid4().hex[:12], label=label, mm=mm))


def rename_size(sizes: tuple[Size, ...], place: int, label: str, mm: int | None) -> tuple[Size, ...]:
    """Return the ladder with one rung called otherwise; its id stays."""
    renamed = msgspec.structs.replace(sizes[place], label=label, mm=mm)
    return (*sizes[:place], renamed, *sizes[place + 1 :])


def move_size(sizes: tuple[Size, ...], place: int, by: int) -> tuple[Size, ...]:
    """Return the ladder with one rung moved; at either end unchanged."""
    to = place + by
    if not 0 <= to < len(sizes):
        return sizes
    ordered = list(sizes)
    ordered.insert(to, ordered.pop(place))
    return tuple(ordered)


def remove_size(sizes: tuple[Size, ...], place: int) -> tuple[Size, ...]:
    """Return the ladder without one rung."""
    return (*sizes[:place], *sizes[place + 1 :])


async def change_sizes(flow: PlanQuestions) -> None:
    """Show the ladder until the owner leaves it; each change is kept at once."""
    while True:
        sizes = flow.practice.sizes
        answers = [(str(place), _said(size)) for place, size in enumerate(sizes)] + [("add", "Add a size")]
        answer = await flow.ask("Your sizes", flow.words.sizes, answers)
        if answer is None:
            return
        changed = await (_added(flow, sizes) if answer == ("add",) else _one(flow, sizes, int(answer[0])))
        if changed is not None and changed != sizes:
            await _keep(flow, changed)


async def what_with(flow: PlanQuestions) -> bool:
    """Ask what a session of movement is with where there are no sizes: it becomes the first of them."""
    words = flow.words
    answers = [("finger", words.finger), ("size", words.own_size)]
    answer = await flow.ask(words.with_title, words.with_what, answers)
    if answer is None:
        return False
    sizes = add_size((), words.finger, None) if answer == ("finger",) else await _added(flow, ())
    return sizes is not None and await _keep(flow, sizes)


async def ask_ready(flow: PlanQuestions) -> None:
    """Ask for the size that the owner feels ready at; it may stay open."""
    sizes, profile = flow.practice.sizes, flow.practice.profile()
    ready = profile.ready_size if profile else None
    answers = [(size.id, f"{_said(size)}, as it is now" if size.id == ready else _said(size)) for size in sizes]
    later = ("later", flow.practice.library.sentences.before.later)
    answer = await flow.ask(flow.words.ready_title, flow.words.ready, [*answers, later])
    if answer is not None and answer != ("later",):
        await flow.keep(flow.changed(ready_size=answer[0]))


async def _keep(flow: PlanQuestions, sizes: tuple[Size, ...]) -> bool:
    return await flow.keep(flow.changed(sizes=sizes))


async def _asked(flow: PlanQuestions) -> tuple[str, int | None] | None:
    return await flow.asks.write(flow.words.size_name, "small blue one, 12 mm", read_size, flow.words.size_like)


async def _added(flow: PlanQuestions, sizes: tuple[Size, ...]) -> tuple[Size, ...] | None:
    given = await _asked(flow)
    return None if given is None else add_size(sizes, *given)


async def _one(flow: PlanQuestions, sizes: tuple[Size, ...], place: int) -> tuple[Size, ...] | None:
    answers = [("name", "Call it otherwise"), ("up", "Earlier"), ("down", "Later"), ("remove", "Take it off the list")]
    answer = await flow.ask(_said(sizes[place]), flow.words.size, answers)
    if answer == ("name",):
        given = await _asked(flow)
        return None if given is None else rename_size(sizes, place, *given)
    if answer == ("remove",):
        return remove_size(sizes, place)
    return None if answer is None else move_size(sizes, place, -1 if answer == ("up",) else 1)


def _said(size: Size) -> str:
    return one_line(size.label if size.mm is None else f"{size.label}, {size.mm} mm")
