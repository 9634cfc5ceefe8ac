"""One entry in lines: it is read whole, in parts where it is long, and each thing that the page does is done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.entries import new_entry
from tests.ui.plain.conftest import visit_of

from comfort_journal.errors import NotSaved
from comfort_journal.ui.plain.open.history.entry import read_entries
from comfort_journal.ui.plain.open.in_parts import LETTERS, say_in_parts
from comfort_journal.ui.plain.ways import LockNow

if TYPE_CHECKING:
    from tests.ui.open.conftest import MemoryVault
    from tests.ui.plain.conftest import Lines

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.workspace import Workspace


@pytest.fixture
def entry(session: Workspace) -> Entry:
    """Return an entry in the journal."""
    made = new_entry(session.clock() - timedelta(days=1), "Warm feet.\nA long breath.", "What felt safe?", tags=["tea"])
    session.journal.save(made)
    return made


def read(lines: Lines, session: Workspace, *keys: str) -> str:
    """Return what is said from the newest entry on until the keys are over."""
    ids = [each.id for each in session.journal.entries()]
    return lines.press(*keys).until_over(lambda: read_entries(visit_of(lines, session), ids, 0))


def now(session: Workspace, entry: Entry) -> Entry:
    """Return the entry as the journal has it."""
    return next(each for each in session.journal.entries() if each.id == entry.id)


def test_an_entry_is_read_with_its_later_notes(lines: Lines, session: Workspace, entry: Entry) -> None:
    """When it is from, star and tags in words, the question, the text, and the note below under its own day."""
    session.journal.save(new_entry(session.clock(), "Still warm.", about=entry.id))
    ids = [entry.id]
    lines.press("*\n", "r\n")
    said = lines.until_over(lambda: read_entries(visit_of(lines, session), ids, 0))
    assert said.count("Tags: tea. What felt safe? Warm feet. A long breath. Today, 21:40 Still warm.") == 2
    assert "Yesterday, 21:40 Star. Tags: tea." in said


@pytest.mark.parametrize(
    ("keys", "field", "value"),
    [
        ("*\n", "starred", True),
        ("*\n*\n", "starred", False),
        ("f\n", "folded", True),
        ("f\nf\n", "folded", False),
        ("h\n", "tags", ("tea", "for-hard-days")),
        ("h\nh\n", "tags", ("tea",)),
        ("t\n, bath\n", "tags", ("tea", "bath")),
        ("t\n{ctrl+u}\n", "tags", ()),
        ("day and\nyesterday 8:15\n", "at", "2026-11-22T08:15:00+00:00"),
    ],
)
def test_what_is_changed_is_in_the_journal(  # noqa: PLR0913, PLR0917  a table
    lines: Lines, session: Workspace, entry: Entry, keys: str, field: str, value: object
) -> None:
    """Star, fold, the tag for hard days, tags, day and hour: each letter does what it does on the page."""
    read(lines, session, keys)
    assert getattr(now(session, entry), field) == value


def test_words_of_a_folded_entry_are_said_only_once_it_is_opened(
    lines: Lines, session: Workspace, entry: Entry
) -> None:
    """Folded, nothing of it is said, found or copied; o says it this once."""
    session.change(entry.id, lambda before: new_entry(session.clock(), before.text, id=entry.id, folded=True))
    said = read(lines, session, "/\n", "C\n", "count\n")
    assert "Warm" not in said
    assert said.count("That is none of the choices.") == 3
    assert "Warm feet." in read(lines, session, "o\n")
    assert read(lines, session).count("Folded. o opens it this once.") == 3  # read three times


def test_it_is_deleted_only_when_that_is_meant_and_comes_back(lines: Lines, session: Workspace, entry: Entry) -> None:
    """No and stepping back keep it, and say so; yes deletes it, and u brings it back while the journal is open."""
    said = read(lines, session, "D\nn\n", "D\n{ctrl+c}", "delete\nback\n")
    assert said.count("Nothing was changed.") == 3
    assert now(session, entry) == entry
    read(lines, session, "D\ny\n")
    assert session.journal.entries() == []
    session.journal.save(new_entry(session.clock(), "Other."))
    read(lines, session, "u\n")
    assert entry in session.journal.entries()


def test_a_later_note_is_written_under_it(lines: Lines, session: Workspace, entry: Entry) -> None:
    """A note is written with n and leaving it says where it waits."""
    said = read(lines, session, "n\nStill warm.{ctrl+c}", "n\n\n.\n")
    assert "A later note, about yesterday, 21:40." in said
    assert "History opens them at their entry." in said
    (note,) = session.journal.notes_about(entry.id)
    assert note.text.strip() == "Still warm."


def test_an_entry_is_changed_and_read_again(lines: Lines, session: Workspace, entry: Entry) -> None:
    """With e it is changed line by line, and what is read then is what the journal has."""
    said = read(lines, session, "e\nc 1\n too\ns\n", "r\n")
    assert said.count("Warm feet. too A long breath.") == 1
    assert now(session, entry).text == "Warm feet. too\nA long breath."


def test_words_are_found_by_their_line(lines: Lines, session: Workspace, entry: Entry) -> None:
    """Each line with them is said, of later notes too; words that are not there are said not to be."""
    session.journal.save(new_entry(session.clock() - timedelta(days=2), "Out of breath.", about=entry.id))
    said = read(lines, session, "/\nBREATH\n", "/\nbread\n")
    assert "Line 2: A long breath. Note of Saturday 21 November 2026, 21:40, line 1: Out of breath." in said
    assert "Not found." in said


def test_it_is_copied_after_leave_and_counted(lines: Lines, session: Workspace, entry: Entry) -> None:
    """The clipboard gets the words alone, and only once it was agreed to."""
    copied: list[str] = []
    lines.console.to_clipboard = copied.append
    said = read(lines, session, "C\n{ctrl+c}", "C\n2\n", "count\n")
    assert copied == [entry.text]
    assert "This entry has 5 words." in said


@pytest.mark.parametrize("key", ["e", "n", "*", "t", "h", "f", "D", "day and"])
def test_a_journal_that_can_only_be_read_says_so(
    lines: Lines, session: Workspace, vault: MemoryVault, entry: Entry, key: str
) -> None:
    """Whatever would change the entry says why it cannot, and nothing is asked."""
    vault.why_read_only = NotSaved("There is no room on the disk.")
    assert "There is no room on the disk." in read(lines, session, f"{key}\n")
    assert now(session, entry) == entry


def test_change_names_the_words_and_the_moment(lines: Lines, session: Workspace, entry: Entry) -> None:
    """Both are a change, so neither is begun by that word alone."""
    said = read(lines, session, "change\n")
    both = "e Edit: change the words Day and hour: change them"
    assert f"More than one has that; type more of one: {both} You:" in said
    assert now(session, entry) == entry


@pytest.mark.parametrize("question", ["t\n", "D\n", "/\n", "C\n", "day and\n", "n\n", "e\n"])
def test_every_question_about_it_can_be_left(lines: Lines, session: Workspace, entry: Entry, question: str) -> None:
    """F1 says it again, and Ctrl+C leads back to the entry as it was."""
    lines.console.to_clipboard = [].append
    read(lines, session, question, "{f1}", "{ctrl+c}", "*\n")
    assert now(session, entry) == now(session, entry).__class__(**{**_fields(entry), "starred": True})


def _fields(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in entry.__struct_fields__}


def test_nobody_there_locks_from_an_entry(lines: Lines, session: Workspace, entry: Entry) -> None:
    """Reading is left by the idle lock like everything else."""
    del entry
    visit = visit_of(lines.press(3600.0), session)
    with pytest.raises(LockNow):
        read_entries(visit, [session.journal.entries()[0].id], 0)


def test_a_long_entry_is_said_in_parts(lines: Lines, session: Workspace) -> None:
    """Of a text of 256 KB only the first part is said until n asks for more, and x leaves the rest."""
    session.journal.save(new_entry(session.clock(), "so many words " * 18_000))
    said = read(lines, session, "n\n", "x\n")
    assert said.count("There is more.") == 2
    assert len(said) < 3 * LETTERS


@given(st.lists(st.text(alphabet="ab \n", max_size=4000), max_size=4))
def test_parts_lose_no_letter(pieces: list[str]) -> None:
    """All parts together have every letter, in its order."""
    from tests.ui.plain.conftest import Lines  # noqa: PLC0415  a name for one test

    lines = Lines()
    lines.press("n\n" * 100)
    assert say_in_parts(lines.console, pieces)
    said = "".join(each for each in lines.written.split("\n") if not each.startswith(("There", "n  ", "x  ", "You:")))
    assert said.replace(" ", "") == "".join(pieces).replace(" ", "").replace("\n", "")


def test_what_was_opened_closes_when_another_is_read(lines: Lines, session: Workspace) -> None:
    """A folded entry that was opened once stays opened only until it is left."""
    session.journal.save(
        *(new_entry(session.clock() - timedelta(days=day), f"Entry {day}.", folded=True) for day in (1, 2))
    )
    said = read(lines, session, "o\n", "]\n", "[\n")
    assert said.count("Entry 1.") == 1
    assert "Entry 2." not in said
    assert said.count("Folded.") == 3
