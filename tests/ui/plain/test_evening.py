"""An evening in lines: written, saved, and read back by its sentence; the ways out lead out of every question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.plain.conftest import QuietHost

from comfort_journal.ui.plain.open.evening import enter
from comfort_journal.ui.plain.ways import EnoughForToday, LockNow, SaveAndQuit

if TYPE_CHECKING:
    from tests.ui.plain.conftest import Lines

    from comfort_journal.ui.open.core.workspace import Workspace


def evening(lines: Lines, session: Workspace) -> None:
    """Go through an evening over the session's journal."""
    enter(session.journal, QuietHost(lines.console, session.settings))


def test_a_sentence_is_written_and_saved(lines: Lines, session: Workspace) -> None:
    """What is typed up to a full stop alone becomes an entry with its tags, and is said with its day."""
    lines.press("2\nWarm feet.\n{ctrl+t}bath, sleep\nA long breath.\n.\nquit\n")
    with pytest.raises(SaveAndQuit):
        evening(lines, session)
    (entry,) = session.journal.entries()
    assert (entry.text, entry.tags) == ("Warm feet.\nA long breath.", ("bath", "sleep"))
    assert "Saved." in lines.said


@pytest.mark.parametrize(
    ("keys", "way"), [("{ctrl+l}", LockNow), ("lock\n", LockNow), ("9\n", EnoughForToday), ("{ctrl+q}", SaveAndQuit)]
)
def test_every_evening_ends_in_a_way_out(lines: Lines, session: Workspace, keys: str, way: type[BaseException]) -> None:
    """Locking, quitting and enough for today are heard by whoever closes the journal."""
    with pytest.raises(way):
        evening(lines.press(keys), session)


def test_a_page_that_is_left_waits_as_a_sealed_draft(lines: Lines, session: Workspace) -> None:
    """Ctrl+C leaves the page, also with half a line on it, and nothing of it is lost."""
    lines.press("2\nWarm feet.\nand a lo{ctrl+c}")
    lines.until_over(lambda: evening(lines, session))
    assert [draft.text for draft in session.journal.drafts()] == ["Warm feet.\nand a lo"]


def test_a_draft_is_sealed_in_a_pause(lines: Lines, session: Workspace) -> None:
    """A second after the last key the words are on the disk, sealed, though nothing was saved."""
    lines.press("2\nWarm fe", 1.6)
    lines.until_over(lambda: evening(lines, session))
    assert [draft.text for draft in session.journal.drafts()] == ["Warm fe"]


def test_the_choices_are_said_once_and_when_asked_for(lines: Lines, session: Workspace) -> None:
    """The first question names its choices; later ones are short, and a question mark says them."""
    lines.press("back\n", "?\n")
    lines.until_over(lambda: evening(lines, session))
    assert lines.said.count("10 Library") == 2
