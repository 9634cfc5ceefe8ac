"""What was left unfinished the last time: said once after the unlock, and gone on with where its owner wants to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.text.limits import too_long_to_edit
from comfort_journal.ui.open.write.writing_screen import OWN_ENTRY
from comfort_journal.ui.plain.open.write.unsaved import goes_on
from comfort_journal.ui.plain.questions import NamedChoice
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.plain.open.visit import OpenLines

LATER = NamedChoice("n", "Later; it waits, sealed")


def say_unfinished(visit: OpenLines) -> None:
    """Offer to go on with what was left unsaved, the newest first; what is too long to be changed is kept as it is."""
    for buffer in reversed(visit.session.unfinished()):
        if too_long_to_edit(buffer.text):
            _save_long(visit, buffer)
            continue
        try:
            if goes_on(visit, buffer, LATER):
                _go_on(visit, buffer)
        except Back:
            continue


def _go_on(visit: OpenLines, buffer: EditBuffer) -> None:
    """Open it where it belongs: as a change of its entry, as a later note, or as a page."""
    from comfort_journal.ui.plain.open.write.edit import edit  # noqa: PLC0415  as every place
    from comfort_journal.ui.plain.open.write.write import note, write  # noqa: PLC0415  as every place

    about = visit.session.entry_about(buffer)
    if buffer.entry is not None:
        edit(visit, buffer.entry)
    elif about is not None:
        note(visit, about)
    else:
        write(visit, buffer)


def _save_long(visit: OpenLines, buffer: EditBuffer) -> None:
    if visit.done(lambda: visit.session.save(buffer)):
        visit.say(OWN_ENTRY)
