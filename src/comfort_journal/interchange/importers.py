"""The registry of importers: which forms there are, and which of them a source is in; its content decides.

A new form is one file beside this one that ends in an ``IMPORTER``, and its line in ``IMPORTERS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput
from comfort_journal.interchange import csv_table, day_one, daylio, diary, jrnl, markdown, native, notes, rednotebook
from comfort_journal.interchange.importer import Sure
from comfort_journal.interchange.native import NO_TEXT, is_no_text, utf8
from comfort_journal.interchange.sources import of_bytes

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

PLAIN_TEXT = "comes in when each day begins with a line like '## 5 March 2025'; nothing was changed."
_DOCUMENTS = frozenset({"[Content_Types].xml", "META-INF/manifest.xml"})
"""What stands in a zip that is a document of an office program."""
_LOOKED_AT = 200
"""Members of a tree that are looked into to tell whether all are of one kind."""
_NOTES = (".md", ".markdown")
_WRITTEN = (".txt", *_NOTES)
"""How files end that a person writes words in: of others, as data beside notes, only what is certain is a journal."""

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
    _refuse_several_kinds(source)
    best, sure = _surest(source)
    if sure >= Sure.FITS:
        return best
    if not sure:
        _refuse_other_texts(source)
    like = f"It looks most like {best.label}, but is not. " if sure else ""
    raise BadInput(
        f"This is in no form that is known here. {like}The forms are {labels()}. A diary in plain text {PLAIN_TEXT}"
    )


def _surest(source: Source) -> tuple[Importer, Sure]:
    return max(((each, each.recognise(source)) for each in IMPORTERS), key=lambda each: each[1])


def _refuse_several_kinds(source: Source) -> None:
    """Refuse a tree in which several programs kept a journal: all of it comes in, and one form would leave the rest."""
    kinds: dict[str, list[str]] = {}
    for name in source.names[:_LOOKED_AT] if source.is_tree else ():
        found, sure = _surest(of_bytes(source.head(name), name))
        if sure >= (Sure.FITS if name.lower().endswith(_WRITTEN) else Sure.CERTAIN):
            kinds.setdefault((notes.IMPORTER if name.lower().endswith(_NOTES) else found).label, []).append(name)
    if len(kinds) > 1:
        named = [f"{kind} ({many[0] if len(many) == 1 else f'{many[0]} and others'})" for kind, many in kinds.items()]
        raise BadInput(
            f"One kind at a time: here are {', '.join(named[:-1])} and {named[-1]}. "
            "Import these one by one; nothing was changed."
        )


def _refuse_other_texts(source: Source) -> None:
    """Refuse what is no text, is in another encoding, or is a diary whose days are not marked as such."""
    if source.is_tree:
        if not _DOCUMENTS.isdisjoint(source.names):
            raise BadInput(NO_TEXT)
        return
    if is_no_text(source.head()):
        raise BadInput(NO_TEXT)
    utf8(source.only())
    if any(diary.is_a_day(f"# {line.strip()}") for line in source.head().decode("utf-8", "replace").split("\n")):
        raise BadInput(f"This looks like a diary in plain text, which {PLAIN_TEXT}")
