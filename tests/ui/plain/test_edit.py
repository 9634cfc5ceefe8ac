"""An entry is changed by the numbers of its lines, and nothing that is typed or changed is lost on any way out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.entries import new_entry
from tests.ui.plain.conftest import visit_of

from comfort_journal.errors import NotSaved
from comfort_journal.ui.plain.open.write.edit import edit
from comfort_journal.ui.plain.ways import GoTo, LockNow

if TYPE_CHECKING:
    from tests.ui.open.conftest import MemoryVault
    from tests.ui.plain.conftest import Lines

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.workspace import Workspace

TEXT = "Warm feet.\nA long breath.\nThen tea."


@pytest.fixture
def entry(session: Workspace) -> Entry:
    """Return an entry of three lines in the journal."""
    made = new_entry(session.clock() - timedelta(days=1), TEXT, tags=["tea"])
    session.journal.save(made)
    return made


def now(session: Workspace, entry: Entry) -> str:
    """Return the text that the journal has."""
    found = session.journal.get(entry.id)
    return getattr(found, "text", "")


def drafts(session: Workspace) -> list[str]:
    """Return the texts that wait, sealed."""
    return [draft.text for draft in session.journal.drafts()]


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("a\nAnd bread.\n.\ns\n", f"{TEXT}\nAnd bread."),
        ("c\n2\n{ctrl+u}A short breath.\ns\n", "Warm feet.\nA short breath.\nThen tea."),
        ("3\n too\ns\n", "Warm feet.\nA long breath.\nThen tea. too"),
        ("c 3\n too\ns\n", "Warm feet.\nA long breath.\nThen tea. too"),
        ("i\n1\nHome.\ns\n", f"Home.\n{TEXT}"),
        ("D\n2\ns\n", "Warm feet.\nThen tea."),
        ("D2\nu\nD3\ns\n", "Warm feet.\nA long breath."),
        ("w\nlong\nslow\ns\n", "Warm feet.\nA slow breath.\nThen tea."),
        ("w\ne\n3\nE\nno\ns\n", "Warm feet.\nA long breath.\nThEn tea."),
        ("w\ne\n3\nE\ny\ns\n", "Warm feet.\nA long breath.\nThEn tEa."),
        ("w 2\nlong \n\ns\n", "Warm feet.\nA breath.\nThen tea."),
        ("w\nnothing of this\nr\nD1\ns\n", "A long breath.\nThen tea."),
    ],
)
def test_a_line_is_changed_by_its_number(lines: Lines, session: Workspace, entry: Entry, keys: str, text: str) -> None:
    """Lines are added, typed anew, inserted, deleted, taken back, and words in them changed; s saves."""
    edit(visit_of(lines.press(keys), session), entry)
    assert now(session, entry) == text
    assert drafts(session) == []


def test_what_is_said_of_a_text_has_its_numbers(lines: Lines, session: Workspace, entry: Entry) -> None:
    """Every line is said with its number, the empty ones too."""
    session.journal.save(new_entry(session.clock(), "One.\n\nThree.", id=entry.id))
    lines.press("{ctrl+c}")
    edit(visit_of(lines, session), session.journal.entries()[0])
    assert "1 One. 2 empty 3 Three." in lines.said


@pytest.mark.parametrize("question", ["c\n", "c 2\n", "i\n2\n", "D\n", "w\n", "w\nlong\n", "t\n", "a\n"])
def test_stepping_back_from_a_question_leaves_the_text(
    lines: Lines, session: Workspace, entry: Entry, question: str
) -> None:
    """Ctrl+C at any question of the editing leads back to the choices, and nothing is another than before."""
    lines.press(question, "?\n" if question in ("c\n", "D\n") else "", "{ctrl+c}", "a\nMore.\n.\ns\n")
    edit(visit_of(lines, session), entry)
    assert now(session, entry) == f"{TEXT}\nMore."


def test_leaving_keeps_the_change_as_a_draft_and_coming_back_goes_on(
    lines: Lines, session: Workspace, entry: Entry
) -> None:
    """Ctrl+C saves nothing and loses nothing: the change waits, and opens with the entry again."""
    lines.press("D1\n{ctrl+c}", "s\n")
    edit(visit_of(lines, session), entry)
    assert (now(session, entry), drafts(session)) == (TEXT, ["A long breath.\nThen tea."])
    edit(visit_of(lines, session), entry)
    assert (now(session, entry), drafts(session)) == ("A long breath.\nThen tea.", [])


def test_going_elsewhere_keeps_the_change_too(lines: Lines, session: Workspace, entry: Entry) -> None:
    """Another place is gone to, and the change waits behind it."""
    with pytest.raises(GoTo):
        edit(visit_of(lines.press("D1\nplan\n"), session), entry)
    assert drafts(session) == ["A long breath.\nThen tea."]


def test_a_lock_in_the_middle_of_a_line_loses_no_letter_of_it(lines: Lines, session: Workspace, entry: Entry) -> None:
    """Nobody is there any more while a line is half typed anew: what stands there is sealed with the rest."""
    with pytest.raises(LockNow):
        edit(visit_of(lines.press("c 2\n{ctrl+u}A sho", 3600.0), session), entry)
    session.seal()
    assert drafts(session) == ["Warm feet.\nA sho\nThen tea."]


def test_a_number_that_is_asked_for_is_no_part_of_the_text(lines: Lines, session: Workspace, entry: Entry) -> None:
    """What is typed at a question of the editing is not sealed as a line."""
    lines.press("D1\nc\n2", 3.0)
    lines.until_over(lambda: edit(visit_of(lines, session), entry))
    session.keep_all()
    assert drafts(session) == ["A long breath.\nThen tea."]


def test_letting_go_asks_and_then_forgets(lines: Lines, session: Workspace, entry: Entry) -> None:
    """The first answer keeps the change; the second lets it go for good."""
    lines.press("D1\n", "x\n1\n", "x\n?\n{ctrl+c}", "x\n2\n")
    edit(visit_of(lines, session), entry)
    assert (now(session, entry), drafts(session)) == (TEXT, [])


def test_tags_and_star_are_changed_with_the_text(lines: Lines, session: Workspace, entry: Entry) -> None:
    """They are saved with the words, in one save."""
    edit(visit_of(lines.press("t\n, bath\n*\ns\n"), session), entry)
    (found,) = session.journal.entries()
    assert (found.tags, found.starred, found.text) == (("tea", "bath"), True, TEXT)


def test_a_save_that_fails_keeps_the_page(lines: Lines, session: Workspace, vault: MemoryVault, entry: Entry) -> None:
    """The disk is full: that is said, the change stays where it is, and a later save has it."""
    vault.why_read_only = NotSaved("There is no room on the disk.")
    lines.press("D1\ns\n")
    lines.until_over(lambda: edit(visit_of(lines, session), entry))
    assert "There is no room on the disk." in lines.said
    assert drafts(session) == ["A long breath.\nThen tea."]
    vault.why_read_only = None
    edit(visit_of(lines.press("s\n"), session), entry)
    assert now(session, entry) == "A long breath.\nThen tea."


def test_a_long_line_is_not_written_into_one_that_is_typed(lines: Lines, session: Workspace) -> None:
    """What does not fit the window is said folded and typed anew; Enter alone leaves it as it is."""
    long = "so many words of the same kind " * 9
    session.journal.save(new_entry(session.clock(), long))
    lines.press("c\n\n", "c\nshorter\n", "s\n")
    edit(visit_of(lines, session), session.journal.entries()[0])
    assert session.journal.entries()[0].text == "shorter"
    assert max(map(len, lines.written.split("\n"))) <= lines.columns


def test_a_text_too_long_to_be_changed_is_said_to_be(lines: Lines, session: Workspace) -> None:
    """Over 256 KB an entry is only read; a later note can be added."""
    session.journal.save(new_entry(session.clock(), "words " * 60_000))
    edit(visit_of(lines, session), session.journal.entries()[0])
    assert "too long to be changed here" in lines.said


def test_the_choice_says_that_a_number_alone_changes_its_line(lines: Lines, session: Workspace, entry: Entry) -> None:
    """A number that no line has is none of the choices."""
    lines.press("?\n", "4\n").until_over(lambda: edit(visit_of(lines, session), entry))
    assert "c Change a line; its number alone does it too" in lines.said
    assert "That is none of the choices." in lines.said
