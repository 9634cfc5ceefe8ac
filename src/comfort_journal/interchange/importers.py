"""The registry of importers: which forms there are, and which of them a source is in; its content decides.

A new form is one file beside this one that ends in an ``IMPORTER``, and its line in ``IMPORTERS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput
from comfort_journal.interchange import csv_table, day_one, daylio, jrnl, markdown, native, notes, rednotebook
from comfort_journal.interchange.importer import Sure
from comfort_journal.interchange.native import utf8

if TYPE_CHECKING:
    from comfort_journal.interchange.importer import Importer
    from comfort_journal.interchange.sources import Source

IMPORTERS: tuple[Importer, ...] = (
    native.IMPORTER,
    markdown.IMPORTER,
    day_one.IMPORTER,
    daylio.IMPORTER,
    jrnl.IMPORTER,
    rednotebook.IMPORTER,
    notes.IMPORTER,
    csv_table.IMPORTER,
)
"""Every form, the surest signs first: of two that are equally sure the first is taken."""

FORMS = tuple(each.name for each in IMPORTERS)


def labels() -> str:
    """Return what the forms are called, as a list in a sentence."""
    *most, last = (each.label for each in IMPORTERS)
    return f"{', '.join(most)} and {last}"


def importer(source: Source, form: str | None = None) -> Importer:
    """Return the importer of that name, or else the one that is surest of the source.

    Raises BadInput where the source fits none: with what it looks most like, and which forms there are.
    """
    if form is not None:
        return next(each for each in IMPORTERS if each.name == form)
    if not source.is_tree and not source.head().strip():
        raise BadInput("There is nothing in this file; nothing was changed.")
    best = max(IMPORTERS, key=lambda each: each.recognise(source))
    sure = best.recognise(source)
    if sure >= Sure.FITS:
        return best
    if not source.is_tree and not sure:
        utf8(source.only())
    like = f"It looks most like {best.label}, but is not. " if sure else ""
    raise BadInput(
        f"This is in no form that is known here. {like}The forms are {labels()}. "
        "Plain text comes in with a line such as ## 2020-03-01 above each day; nothing was changed."
    )
