"""Writing in lines beside the words: questions and templates, the list of them, what else a page can do, and drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.entries import new_entry
from tests.ui.plain.conftest import visit_of

from comfort_journal.errors import NotSaved
from comfort_journal.ui.open.core.prompts import questions
from comfort_journal.ui.plain.open.write.unfinished import say_unfinished
from comfort_journal.ui.plain.open.write.write import new_page, note
from comfort_journal.ui.plain.ways import Back, LockNow, Way

if TYPE_CHECKING:
    from tests.ui.open.conftest import MemoryVault
    from tests.ui.plain.conftest import Lines

    from comfort_journal.ui.open.core.workspace import Workspace

EVENING = "Evening: What was gentle? | What can wait?"


def written(session: Workspace) -> list[tuple[str | None, str]]:
    """Return question and text of every entry, newest first."""
    return [(entry.prompt, entry.text) for entry in session.journal.entries()]


def test_under_a_template_each_answer_stands_below_its_question(lines: Lines, session: Workspace) -> None:
    """The questions are said one by one; a full stop goes on, and after the last one saves."""
    session.journal.set_prompts([EVENING])
    lines.press("The bath.\nTwice.\n.\n", "All of it.\n.\n")
    new_page(visit_of(lines, session))
    assert written(session) == [
        ("Evening", "What was gentle?\nThe bath.\nTwice.\n\nWhat can wait?\nAll of it."),
    ]
    assert "Question 1 of 2: What was gentle?" in lines.said


def test_a_template_without_an_answer_is_nothing_written(lines: Lines, session: Workspace) -> None:
    """Only full stops save nothing."""
    session.journal.set_prompts([EVENING])
    lines.press(".\n.\n")
    lines.until_over(lambda: new_page(visit_of(lines, session)))
    assert (written(session), session.journal.drafts()) == ([], [])
    assert "Nothing is written yet." in lines.said


def test_another_question_or_none_is_chosen(lines: Lines, session: Workspace) -> None:
    """Ctrl+O lists a blank page and the questions; what is written stays."""
    session.journal.set_prompts(["One?", "Two?"])
    lines.press("Warm.\n{ctrl+o}3\nFeet.\n.\n", "{ctrl+o}1\nNone.\n.\n")
    visit = visit_of(lines, session)
    new_page(visit)
    new_page(visit)
    assert sorted(written(session), key=str) == [("Two?", "Warm.\nFeet."), (None, "None.")]


def test_the_list_of_questions_is_changed_while_one_writes(lines: Lines, session: Workspace) -> None:
    """With e the list is changed line by line, it is kept, and the choice is offered again."""
    session.journal.set_prompts(["One?", "Two?"])
    lines.press("{ctrl+o}e\na\nThree?\n.\ns\n", "4\nYes.\n.\n")
    new_page(visit_of(lines, session))
    assert questions(session) == ["One?", "Two?", "Three?"]
    assert written(session) == [("Three?", "Yes.")]


@pytest.mark.parametrize("leaving", ["{ctrl+c}", "plan\n", "{ctrl+l}"])
def test_the_list_is_kept_however_it_is_left(lines: Lines, session: Workspace, leaving: str) -> None:
    """Stepping back, going elsewhere and a lock keep the questions as they stand."""
    session.journal.set_prompts(["One?", "Two?"])
    lines.press("{ctrl+o}e\nD1\n", leaving, "{ctrl+c}{ctrl+c}")
    with pytest.raises(Way):
        new_page(visit_of(lines, session))
    session.seal()
    assert session.journal.prompts() == ["Two?"]


def test_what_else_a_page_can_do(lines: Lines, session: Workspace) -> None:
    """Ctrl+P counts the words, changes lines by number, and takes the question away."""
    lines.press("Warm feet.\n{ctrl+p}count\n{ctrl+p}c\nw 1\nfeet\nhands\ng\n{ctrl+p}b\nMore.\n.\n")
    new_page(visit_of(lines, session))
    assert "2 words on this page." in lines.said
    assert written(session) == [(None, "Warm hands.\nMore.")]


def test_an_entry_of_earlier_today_is_changed_from_the_page(lines: Lines, session: Workspace) -> None:
    """It opens for a change, and the page goes on where it was."""
    session.journal.save(new_entry(session.clock(), "Bread."))
    lines.press("Warm.\n{ctrl+p}e\n1\nw\nBread\nTea\ns\nFeet.\n.\n")
    new_page(visit_of(lines, session))
    assert sorted(text for _, text in written(session)) == ["Tea.", "Warm.\nFeet."]


def test_a_page_is_copied_only_after_leave(lines: Lines, session: Workspace) -> None:
    """Where it goes is said first; once agreed to, it is not asked again until the next unlock."""
    copied: list[str] = []
    lines.console.to_clipboard = copied.append
    lines.press("Warm.\n{ctrl+p}C\n1\n{ctrl+p}C\n2\n{ctrl+p}C\n.\n")
    new_page(visit_of(lines, session))
    assert copied == ["Warm.", "Warm."]
    assert lines.said.count("A copy leaves the journal") == 2


def test_a_terminal_without_a_clipboard_is_said_to_be(lines: Lines, session: Workspace) -> None:
    """Nothing is asked, and nothing is written into it."""
    lines.press("Warm.\n{ctrl+p}C\n.\n")
    new_page(visit_of(lines, session))
    assert "This terminal takes no copy." in lines.said


def test_a_page_that_was_left_is_gone_on_with(lines: Lines, session: Workspace) -> None:
    """Write offers the page that waits; a new one leaves it waiting."""
    lines.press("Warm.\n{ctrl+c}", "n\nOther.\n.\n", "g\nFeet.\n.\n")
    visit = visit_of(lines, session)
    with pytest.raises(Back):
        new_page(visit)
    new_page(visit)
    assert [draft.text for draft in session.journal.drafts()] == ["Warm."]
    new_page(visit)
    assert sorted(text for _, text in written(session)) == ["Other.", "Warm.\nFeet."]
    assert session.journal.drafts() == []


def test_a_page_that_cannot_be_sealed_is_not_left(
    lines: Lines, session: Workspace, vault: MemoryVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where neither a save nor a draft can be kept, Ctrl+C says so and goes on, for the words are only here."""
    visit = visit_of(lines.press("Warm.\n{ctrl+c}feet.\n"), session)
    monkeypatch.setattr(session.journal, "save_draft", _full)
    vault.why_read_only = NotSaved("There is no room on the disk.")
    lines.until_over(lambda: new_page(visit))
    assert "nowhere else yet" in lines.said
    assert [buffer.text for buffer in session.unsaved()] == ["Warm.\nfeet."]


def _full(_draft: object) -> None:
    raise NotSaved("There is no room on the disk.")


def test_a_lock_in_the_middle_of_a_line_keeps_it(lines: Lines, session: Workspace) -> None:
    """When nobody is there any more, what stands in the half line is sealed with the page."""
    with pytest.raises(LockNow):
        new_page(visit_of(lines.press("Warm.\nfee", 3600.0), session))
    session.seal()
    assert [draft.text for draft in session.journal.drafts()] == ["Warm.\nfee"]


def test_tags_that_are_being_typed_are_no_line_of_the_text(lines: Lines, session: Workspace) -> None:
    """A pause at the question for tags seals the words alone."""
    lines.press("Warm.\n{ctrl+t}bath", 3.0)
    lines.until_over(lambda: new_page(visit_of(lines, session)))
    session.keep_all()
    assert [draft.text for draft in session.journal.drafts()] == ["Warm."]


def test_what_was_left_unsaved_goes_on_where_it_belongs(lines: Lines, session: Workspace) -> None:
    """A later note is a later note again, and a change of an entry a change of it."""
    entry = new_entry(session.clock(), "Bread.")
    session.journal.save(entry)
    visit = visit_of(lines, session)
    lines.press("Still warm.{ctrl+c}")
    with pytest.raises(Back):
        note(visit, entry)
    lines.press("g\n.\n")
    say_unfinished(visit)
    first, second = session.journal.entries()
    assert {first.text, second.text} == {"Bread.", "Still warm."}
    assert (first.about or second.about) == entry.id


def test_a_question_mark_says_the_page_again_only_by_its_key(lines: Lines, session: Workspace) -> None:
    """F1 says question and words so far; a question mark alone is a line like any other."""
    lines.press("Warm.\n{f1}?\n.\n")
    new_page(visit_of(lines, session))
    assert "So far: Warm." in lines.said
    assert session.journal.entries()[0].text == "Warm.\n?"


def test_a_template_behind_what_is_written_is_answered_too(lines: Lines, session: Workspace) -> None:
    """Its questions stand after the text, and each answer below its own."""
    session.journal.set_prompts(["One?", EVENING])
    lines.press("Warm.\n{ctrl+o}3\nThe bath.\n.\nAll of it.\n.\n")
    new_page(visit_of(lines, session))
    assert written(session) == [
        ("Evening", "Warm.\n\nWhat was gentle?\nThe bath.\n\nWhat can wait?\nAll of it."),
    ]


def test_questions_that_cannot_be_kept_are_not_left(lines: Lines, session: Workspace, vault: MemoryVault) -> None:
    """The disk is full: that is said, the list stays as it was changed, and is kept by a later try."""
    session.journal.set_prompts(["One?", "Two?"])
    vault.why_read_only = NotSaved("There is no room on the disk.")
    visit = visit_of(lines.press("{ctrl+o}e\nD1\ns\n{ctrl+c}"), session)
    lines.until_over(lambda: new_page(visit))
    assert lines.said.count("There is no room on the disk.") == 2
    vault.why_read_only = None
    session.seal()
    assert session.journal.prompts() == ["Two?"]


def test_help_in_the_midst_of_a_page_opens_no_line_that_was_ended(lines: Lines, session: Workspace) -> None:
    """A line stays ended by its Enter, and one that is half typed is gone on with, below a template's question too."""
    lines.press("Warm feet\n{f1}Te{f1}a\n.\n")
    new_page(visit_of(lines, session))
    session.journal.set_prompts([EVENING])
    lines.press("The b{ctrl+d}ath.\n.\n", "All.\n.\n")
    new_page(visit_of(lines, session))
    texts = sorted(text for _, text in written(session))
    assert texts == ["Warm feet\nTea", "What was gentle?\nThe bath.\n\nWhat can wait?\nAll."]


def test_back_is_heard_where_a_day_was_asked_for(lines: Lines, session: Workspace) -> None:
    """It is no day, so it steps back to the page."""
    lines.press("Warm.\n{ctrl+g}back\n.\n")
    new_page(visit_of(lines, session))
    assert written(session)[0][1] == "Warm."
    assert "Go on writing." in lines.said


def test_what_is_left_says_so(lines: Lines, session: Workspace) -> None:
    """No copy, by its answer and by a step back; and g, which leads back to writing from the page and its lines."""
    lines.console.to_clipboard = _nowhere
    lines.press("Warm.\n{ctrl+p}copy\n1\n{ctrl+p}C\nback\n")
    lines.press("{ctrl+p}g\n", "{ctrl+p}c\ng\n", "{ctrl+p}c\nback\n", ".\n")
    new_page(visit_of(lines, session))
    assert lines.said.count("Nothing was copied. Go on writing.") == 2
    assert lines.said.count("Go on writing. ") == 5


def test_what_is_done_with_the_page_leads_back_to_writing_and_says_so(lines: Lines, session: Workspace) -> None:
    """What is typed next stands on the page, so it is not to be taken for a question still."""
    lines.press("Warm feet.\n.more\ncount\n", ".more\ne\n", ".more\nb\n", ".\n")
    new_page(visit_of(lines, session))
    assert "2 words on this page. Go on writing." in lines.said
    assert "Nothing was written earlier today. Go on writing." in lines.said
    assert "A blank page. Go on writing." in lines.said


def _nowhere(_text: str) -> None:
    raise AssertionError
