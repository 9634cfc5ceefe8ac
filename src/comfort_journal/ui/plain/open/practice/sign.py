"""A sign that wants to be looked at: picked from the signs in plain words, and kept as a flag at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from comfort_journal.ui.open.practice.red_flags import flag_of, noted, sign_of, sign_question
from comfort_journal.ui.plain.questions import one_of
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from comfort_journal.ui.plain.open.visit import OpenLines


def ask_sign(visit: OpenLines) -> str | None:
    """Ask which sign it is; None for none after all."""
    question, labels = sign_question(visit.session)
    try:
        return sign_of(visit.session, one_of(visit.console, question, [(label, label) for label in labels]))
    except Back:
        return None


def note_sign(visit: OpenLines, sign: str) -> None:
    """Keep a sign and say what follows from it, whatever the disk does."""
    visit.done(partial(visit.practice.keep, flag_of(visit.session, sign)))
    visit.say_text(noted(visit.library, sign))
