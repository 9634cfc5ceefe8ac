"""Something new that wants to be looked at: picked from the signs in plain words, and kept as a flag at once."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from comfort_journal.records import Flag
from comfort_journal.ui.open.core.dialogs import Choose
from comfort_journal.ui.open.core.question_screen import QuestionScreen

if TYPE_CHECKING:
    from comfort_journal.content import Library
    from comfort_journal.ui.open.core.workspace import Workspace

SHARP_PAIN = "sharp_pain"
TO_PLAN = ("back", "Back to the plan")
"""The one answer of a page that only says something."""


def sign_question(session: Workspace) -> tuple[str, list[str]]:
    """Return the question about signs and its labels, of which one is for ``sign_of``."""
    library = session.practice.library
    return library.sentences.before.something_new, [sign.label for sign in library.signs.all()]


def choose_sign(session: Workspace) -> Choose:
    """Return the choice of signs; its result is a label for ``sign_of``, or None."""
    return Choose(session, *sign_question(session))


def sign_of(session: Workspace, label: str) -> str:
    """Return the key of the sign with this label."""
    return next(sign.key for sign in session.practice.library.signs.all() if sign.label == label)


def noted(library: Library, sign: str) -> str:
    """Return what is said first after a sign: that it wants to be seen, what rests, and when it is urgent."""
    said = library.sentences.session
    named = next(each.said for each in library.signs.all() if each.key == sign)
    return f"{said.flag.format(sign=named)} {said.flag_rests}\n\n{said.urgent}"


def sign_noted(session: Workspace, sign: str) -> QuestionScreen:
    """Return the page that says so; nothing to practise is offered on it."""
    library = session.practice.library
    return QuestionScreen(session, library.gate.row[1].title, noted(library, sign), [TO_PLAN])


def flag_of(session: Workspace, sign: str) -> Flag:
    """Return the flag for a sign noted now."""
    return Flag(id=str(uuid.uuid4()), at=session.practice.stamp(), sign=sign, cleared_at=None)  # type: ignore[arg-type]
