"""Numbers that were sealed while the journal was locked: they count for nothing until their owner keeps them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from comfort_journal.ui.open.rating.pending_screen import number_from
from comfort_journal.ui.plain.questions import choice, choose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.records import RatingRecord
    from comfort_journal.ui.plain.open.visit import OpenLines


def decide(visit: OpenLines) -> None:
    """Ask about each in turn, the oldest first; a step back leaves the rest waiting. Raises Back."""
    said = visit.library.sentences.today
    for sealed in visit.practice.unkept():
        value = said.left_out if sealed.value is None else str(sealed.value)
        question = said.sealed.format(when=number_from(sealed, visit.session.today), value=value)
        decided = False
        while not decided:
            taken = choose(visit.console, question, [choice("keep-sealed", key="k"), choice("let-sealed-go")])
            decided = visit.done(partial(DOES[taken.does], visit, sealed))


def _keep(visit: OpenLines, sealed: RatingRecord) -> None:
    visit.practice.keep(replace(sealed, kept=True))
    visit.say("Kept.")


def _let_go(visit: OpenLines, sealed: RatingRecord) -> None:
    visit.practice.keep(replace(sealed, kept=False))
    visit.say("Let go.")


DOES: Final[Mapping[str, Callable[[OpenLines, RatingRecord], None]]] = {"keep-sealed": _keep, "let-sealed-go": _let_go}
