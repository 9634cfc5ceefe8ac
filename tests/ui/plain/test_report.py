"""The page for a clinician in lines: nothing private unless it was ticked, nothing written unless agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.entries import new_entry
from tests.ui.every.furnished import furnish
from tests.ui.plain.conftest import visit_of

from comfort_journal.ui.open.report.page_choice import TOO_LONG
from comfort_journal.ui.plain.open.report import NO_ENTRIES, write_page
from comfort_journal.ui.plain.ways import LockNow

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.plain.conftest import Lines

    from comfort_journal.ui.open.core.workspace import Workspace


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home folder in which nothing has a name that is offered."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def choose(lines: Lines, session: Workspace, *keys: str | float) -> str:
    """Choose by a script, and return what was said."""
    furnish(session)
    return lines.press(*keys).until_over(lambda: write_page(visit_of(lines, session)))


def test_it_is_written_where_it_was_asked_for(lines: Lines, session: Workspace, home: Path) -> None:
    """The file is offered a free name, and is written only after the warning; no entry is in it unasked."""
    said = choose(lines, session, "w\n\n2\n")
    page = (home / "notes.html").read_text()
    assert "Where practice stands" in page
    assert "The lamp, the warm stone" not in page
    assert "whoever has the file can read it" in said


def test_not_now_writes_nothing(lines: Lines, session: Workspace, home: Path) -> None:
    """Neither a refusal nor a step back leaves a file."""
    choose(lines, session, "w\n\n1\n", "w\n{ctrl+c}", "w\n\n{ctrl+c}")
    assert not (home / "notes.html").exists()


def test_parts_and_entries_are_ticked_one_by_one(lines: Lines, session: Workspace, home: Path) -> None:
    """A number ticks, once more takes it off; only what is ticked is on the page."""
    said = choose(lines, session, "2\n1\n1\n1\n?\nd\n", "3\n1\nd\n", "?\n", "w\n\n2\n")
    page = (home / "notes.html").read_text()
    assert "Where practice stands" not in page
    assert "The lamp, the warm stone" in page
    assert "1 entry along." in said


def test_a_sentence_that_has_its_full_stop_gets_no_second_one(lines: Lines, session: Workspace) -> None:
    """An entry to tick is said as it was written."""
    session.journal.save(new_entry(session.clock(), "Warm feet."))
    said = choose(lines, session, "3\n1\n?\n")
    assert "  Warm feet.\n" in lines.written
    assert not {"..", "…."} & {each[-2:] for each in lines.written.splitlines()}
    assert "(on the page)." in said


def test_title_and_name_are_short_and_may_be_left_out(lines: Lines, session: Workspace, home: Path) -> None:
    """Too many words are told, and stand there to be shortened; an empty line goes without."""
    said = choose(
        lines, session, "5\nA. B.\n", "5\n{ctrl+u}\n", f"4\n{'x' * 90}\n{{ctrl+u}}For the visit\n", "w\n\n2\n"
    )
    page = (home / "notes.html").read_text()
    assert TOO_LONG in said
    assert "For the visit" in page
    assert "A. B." not in page


def test_other_days_are_said_in_words(lines: Lines, session: Workspace) -> None:
    """What is not understood is asked for again; days without entries have none to tick."""
    said = choose(lines, session, "1\n3\n", "1\n4\nsome day\n{ctrl+u}January 1999\n", "3\n")
    assert "Days: 1 to 31 January 1999" in said or "January 1999" in said
    assert NO_ENTRIES in said


def test_each_question_is_left_by_a_step_back(lines: Lines, session: Workspace) -> None:
    """Ctrl+C leaves a question as it was, and at the last the page."""
    furnish(session)
    lines.press(*(f"{number}\n{{ctrl+c}}" for number in range(1, 6)), "{ctrl+c}")
    write_page(visit_of(lines, session))
    assert "Days: 27 October to 23 November 2026" in lines.said


def test_a_lock_leads_out_at_once(lines: Lines, session: Workspace, home: Path) -> None:
    """Nothing that was chosen is kept anywhere."""
    furnish(session)
    with pytest.raises(LockNow):
        write_page(visit_of(lines.press("w\n{ctrl+l}"), session))
    assert list(home.iterdir()) == []
