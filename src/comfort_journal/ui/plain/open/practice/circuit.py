"""The circuit in lines: what is chosen, its parts one after another, and its one question; nobody needs a key in it.

A part is said before its time begins, with its cue lines once; its middle, its last ten seconds and each change are
said too. What was done is kept from the second part on, and once more at the very moment the journal closes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.core.sound_check import try_once
from comfort_journal.ui.open.practice.circuit_choice import CircuitChoice
from comfort_journal.ui.open.practice.circuit_end_screen import note_dry
from comfort_journal.ui.open.practice.circuit_parts import OPENERS, WARMTH
from comfort_journal.ui.plain.open.practice.circuit_run import go_through, keys_in_words
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose, heard
from comfort_journal.ui.plain.ways import Back, Repeat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.records import Circuit
    from comfort_journal.ui.plain.open.visit import OpenLines

DRY: Final = "Were you dry? y or n notes it, Enter alone leaves."
CHOSEN: Final = "Chosen: {names}."
NONE_CHOSEN: Final = "None is chosen yet."
IN_PLACE_OF: Final = "{new} takes the place of {old}."


def circuit(visit: OpenLines, parts: tuple[str, ...] | None = None) -> Circuit | None:
    """Go through the whole circuit, or only some parts; return it as it was kept, None where nothing was done.

    Raises Back before it has begun.
    """
    chosen = CircuitChoice(visit.session, parts)
    begun = chosen.nothing_to_choose
    if not begun:
        visit.ask_heard(try_once(visit.host, visit.session))
        _say_before(visit, chosen)
    known, told = False, chosen.about()
    visit.say(told, keys_in_words())
    while not begun:
        told, before = chosen.about(), told
        said = [*_state(visit, chosen), *([told] if told != before else [])]
        taken = choose(visit.console, " ".join(said) or told, _choices(visit, chosen), known=known)
        begun = DOES[taken.does](visit, chosen)
        known = True
    stations = chosen.stations()
    record = go_through(visit, stations) if stations else None
    return None if record is None else _end(visit, record, whole=chosen.was_whole(record))


def _say_before(visit: OpenLines, chosen: CircuitChoice) -> None:
    library = visit.library
    visit.say(library.circuit.whole.title, *chosen.left_out())
    if chosen.openers:
        visit.say(library.part(OPENERS).set_up)


def _state(visit: OpenLines, chosen: CircuitChoice) -> list[str]:
    """Return what is chosen so far."""
    names = [each.title for each in chosen.openers if each.key in chosen.chosen]
    said = [CHOSEN.format(names=", ".join(names)) if names else NONE_CHOSEN] if chosen.openers else []
    if chosen.no_touch:
        said.append(f"{visit.library.sentences.circuit.no_touch}.")
    return said


def _choices(visit: OpenLines, chosen: CircuitChoice) -> list[NamedChoice]:
    openers = [
        choice(action, name=f"{opener.title}: {_how(opener.set_up)}")
        for action, opener in zip(PLACES, chosen.openers, strict=False)
    ]
    touch = [choice("circuit-no-touch", name=visit.library.sentences.circuit.no_touch)] if chosen.warms else []
    return [*openers, *touch, choice("circuit-begin", key="b")]


def _how(set_up: str) -> str:
    """Return the first sentence of what to do, as it stands behind a name."""
    first = f"{set_up.partition('. ')[0].rstrip('.')}."
    return f"{first[:1].lower()}{first[1:]}"


def _opener(place: int) -> Callable[[OpenLines, CircuitChoice], bool]:
    def take(visit: OpenLines, chosen: CircuitChoice) -> bool:
        before, called = chosen.chosen, {each.key: each.title for each in chosen.openers}
        chosen.take(place)
        new, gone = chosen.openers[place].key, [key for key in before if key not in chosen.chosen]
        if gone and new in chosen.chosen:
            visit.say(IN_PLACE_OF.format(new=called[new], old=called[gone[0]]))
        return False

    return take


def _no_touch(_visit: OpenLines, chosen: CircuitChoice) -> bool:
    chosen.no_touch = not chosen.no_touch
    return False


def _begin(visit: OpenLines, chosen: CircuitChoice) -> bool:
    """Begin, once the openers are chosen."""
    if not chosen.ready:
        visit.say(visit.library.sentences.circuit.two)
    return chosen.ready


PLACES: Final = ("circuit-first-opener", "circuit-second-opener", "circuit-third-opener")
DOES: Final[Mapping[str, Callable[[OpenLines, CircuitChoice], bool]]] = {
    **{action: _opener(place) for place, action in enumerate(PLACES)},
    "circuit-no-touch": _no_touch,
    "circuit-begin": _begin,
}
"""What is chosen before it; each tells whether it begins."""


def _end(visit: OpenLines, record: Circuit, *, whole: bool) -> Circuit:
    """Say that it is over, and note whether it was dry for whoever wants to."""
    said = visit.library.sentences.circuit
    visit.say(said.ended if whole else said.some)
    while any(part.part == WARMTH for part in record.parts):
        visit.say(DRY)
        try:
            answer = heard(visit.console).strip().casefold()
        except Repeat:
            continue
        except Back:
            break
        if answer == "?":
            continue
        if answer not in {"y", "n", "yes", "no"}:
            break
        noted, often = replace(record, dry=answer.startswith("y")), []
        if visit.done(lambda: often.append(note_dry(visit.session, noted))):  # noqa: B023  called at once
            visit.say(one_line(visit.library.part(WARMTH).card) if often[0] else "Noted.")
            return noted
    return record
