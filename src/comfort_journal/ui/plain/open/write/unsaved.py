"""What is not saved, in one sentence, and whether to go on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.text.dates import say_moment
from comfort_journal.ui.places import TODAY
from comfort_journal.ui.plain.breath import breathe
from comfort_journal.ui.plain.questions import NamedChoice, choose
from comfort_journal.ui.plain.ways import Breathe, GoTo

if TYPE_CHECKING:
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.plain.open.visit import OpenLines

GO_ON: Final = NamedChoice("g", "Go on with it")


def goes_on(visit: OpenLines, buffer: EditBuffer, other: NamedChoice) -> bool:
    """Ask whether to go on with it; who asks for Write goes on with a page. Raises the way that is gone."""
    a_page = buffer.entry is None and buffer.about is None
    while True:
        try:
            return choose(visit.console, _say_about(visit, buffer), (GO_ON, other)) is GO_ON
        except Breathe:
            breathe(visit.host)
        except GoTo as way:
            if way.place != TODAY or not a_page:
                raise
            return True


def _say_about(visit: OpenLines, buffer: EditBuffer) -> str:
    """Return the sentence that says what is not saved."""
    about, today = buffer.entry or visit.session.entry_about(buffer), visit.session.today
    when = say_moment(about.at if about else buffer.at or visit.session.clock(), today)
    what = "changes to the entry of" if buffer.entry else "a later note about" if about else "a page from"
    return f"Not saved yet: {what} {when}."
