"""An evening in lines: written, saved, and read back by its sentence; the ways out lead out of every question."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from stories import day, story
from tests.entries import new_entry
from tests.ui.plain.conftest import QuietHost, ScriptOver, visit_of

from comfort_journal.ui.plain.open import elsewhere
from comfort_journal.ui.plain.open.evening import KEPT_IN_WINDOW, enter
from comfort_journal.ui.plain.open.write.write import new_page
from comfort_journal.ui.plain.questions import choice
from comfort_journal.ui.plain.ways import Back, EnoughForToday, LockNow, SaveAndQuit

if TYPE_CHECKING:
    from tests.ui.open.conftest import Wall
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


def left_half_written(lines: Lines, session: Workspace, words: str = "Warm feet.\nand a lo") -> None:
    """Leave a page as the evening before did, and lock."""
    lines.press(f"2\n{words}", "{ctrl+c}", "lock\n")
    with pytest.raises(LockNow):
        evening(lines, session)
    lines.pieces.clear()


@pytest.mark.parametrize("words", ["g\n", "write\n", "today\n"])
def test_a_page_is_gone_on_with_where_it_stopped(lines: Lines, session: Workspace, words: str) -> None:
    """In the midst of its last line, which is said to be open; asking for Write goes on with it, too."""
    left_half_written(lines, session)
    with pytest.raises(SaveAndQuit):
        evening(lines.press(words, "ng breath.\nTea.\n.\n", "quit\n"), session)
    assert [entry.text for entry in session.journal.entries()] == ["Warm feet.\nand a long breath.\nTea."]
    assert "So far: Warm feet. and a lo The last line is open to go on with;" in lines.said
    assert session.journal.drafts() == []


def test_the_full_stop_alone_saves_a_page_whose_last_line_is_open(lines: Lines, session: Workspace) -> None:
    """It ends the page the first time, and no line of the answers that follow gets into it."""
    left_half_written(lines, session, "My shoulders went soft #rest")
    with pytest.raises(SaveAndQuit):
        evening(lines.press("g\n", ".\n", "quit\n"), session)
    assert [entry.text for entry in session.journal.entries()] == ["My shoulders went soft #rest"]


def test_a_page_that_ended_with_a_sentence_goes_on_below_it(lines: Lines, session: Workspace) -> None:
    """A new line begins there."""
    left_half_written(lines, session, "Warm feet.\n")
    with pytest.raises(SaveAndQuit):
        evening(lines.press("g\n", "Tea.\n.\n", "quit\n"), session)
    assert [entry.text for entry in session.journal.entries()] == ["Warm feet.\nTea."]


def test_a_place_at_the_unfinished_page_is_gone_to(lines: Lines, session: Workspace) -> None:
    """History is no answer: it leads there, and the page goes on waiting."""
    left_half_written(lines, session)
    lines.press("history\n").until_over(lambda: evening(lines, session))
    assert "No entry yet" in lines.said or "Nothing here yet." in lines.said
    assert "What now?" not in lines.said.split("You: history")[1].split("Nothing here yet.")[0]
    assert len(session.journal.drafts()) == 1


def test_what_is_no_answer_says_so_and_breathing_comes_back_to_the_question(lines: Lines, session: Workspace) -> None:
    """A word of neither choice names them again; the breath ends at the same question."""
    left_half_written(lines, session)
    lines.press("something\n", "breathe\n", "x", "n\n").until_over(lambda: evening(lines, session))
    assert "That is none of the choices. A question mark says them again." in lines.said
    assert lines.said.count("Not saved yet:") == 2
    assert "What now?" in lines.said


def test_a_line_is_gone_on_with_after_a_key_in_its_midst(lines: Lines, session: Workspace) -> None:
    """A star given in the midst of a line does not break the line."""
    lines.press("2\nWarm fe{ctrl+d}et.\nTea{ctrl+t}bath\n.{ctrl+s}quit\n")
    with pytest.raises(SaveAndQuit):
        evening(lines, session)
    (entry,) = session.journal.entries()
    assert (entry.text, entry.starred, entry.tags) == ("Warm feet.\nTea.", True, ("bath",))


def test_menu_leads_to_the_first_question(lines: Lines, session: Workspace) -> None:
    """And to no page to write on."""
    lines.press("history\n", "menu\n").until_over(lambda: evening(lines, session))
    assert lines.said.endswith("What now? A question mark says the choices. You:")


def test_a_first_evening_names_no_key_that_does_nothing_there(lines: Lines, session: Workspace) -> None:
    """What saves is said where one writes, by what is typed for it; the first question says how one comes to write."""
    lines.press("2\n", "Warm.").until_over(lambda: evening(lines, session))
    at_first, writing = lines.said.split("You: 2 ", 1)
    assert "2 opens a page to write on." in at_first
    assert "saves" not in at_first
    assert "A line with only a full stop saves." in writing
    assert "Ctrl+" not in lines.said


def test_a_question_mark_at_the_first_question_says_what_waits_again(lines: Lines, session: Workspace) -> None:
    """The day and its line come before the choices."""
    lines.press("?\n").until_over(lambda: evening(lines, session))
    assert lines.said.count("2 opens a page to write on.") == 2


@pytest.mark.parametrize("way", ["{ctrl+c}", "{ctrl+l}"])
def test_a_line_that_was_gone_on_with_is_kept_once(lines: Lines, session: Workspace, way: str) -> None:
    """Left again in its midst it waits as it stands by then, neither twice nor as it was."""
    left_half_written(lines, session)
    visit = visit_of(lines.press("g\n", f"ng{way}"), session)
    with suppress(Back, LockNow):
        new_page(visit)
    session.seal()
    assert [draft.text for draft in session.journal.drafts()] == ["Warm feet.\nand a long"]


def home(lines: Lines, session: Workspace) -> list[str]:
    """Return the lines that say what there is to do, as they stand in a window of eighty columns."""
    lines.until_over(lambda: evening(lines, session))
    *_, said = lines.written.split("What now?\n")
    return said.removesuffix("You: \n").splitlines()


def test_home_says_what_there_is_to_do_in_seven_short_lines(lines: Lines, session: Workspace) -> None:
    """Every way that it had is still there, by its key."""
    said = home(lines, session)
    assert len(said) <= 6
    assert max(map(len, said)) < 80
    assert all(f"{key} " in " ".join(said) for key in ("0", "2", "3", "4", "5", "6", "7", "8", "9", "10", "l", "q"))


@pytest.fixture
def due(session: Workspace, wall: Wall, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return the journal on the day after a session."""
    wall.now = day(2, "12:00").moment()
    session.keep_records(*story(day(1, "06:00").profile(history=("none",)), day(1).mapping()))
    monkeypatch.setattr("comfort_journal.ui.plain.open.evening.Workspace", lambda *_opened: session)
    return session


def test_the_number_of_the_next_day_comes_first_at_home(lines: Lines, due: Workspace) -> None:
    """Its question is the first choice while it is due, and said once; then the usual ones are there."""
    said = home(lines, due)
    assert said[0] == "0  How is it today, the day after Monday?"
    assert len(said) == 7
    assert lines.said.count("How is it today") == 1
    lines.pieces.clear()
    lines.press("0\n", "1\n", "?\n")
    assert "Give a number" in home(lines, due)[4]


def test_what_waits_is_answered_by_the_name_that_it_has_while_nothing_does(lines: Lines, due: Workspace) -> None:
    """Whoever learned to give a number by its name does so on the one day on which it counts, too."""
    lines.press("give a number\n", "1\n").until_over(lambda: evening(lines, due))
    assert "You: give a number How is it today, the day after Monday? 0 none." in lines.said
    assert "0 to 10: 1 Kept." in lines.said


def test_what_waits_is_said_with_its_key_once_the_choices_are_known(lines: Lines, due: Workspace) -> None:
    """Without them it would be a question that nothing answers."""
    lines.press("back\n").until_over(lambda: evening(lines, due))
    assert lines.said.endswith(
        "0 How is it today, the day after Monday? What now? A question mark says the choices. You:"
    )


def test_a_breath_seals_what_was_written(lines: Lines, session: Workspace) -> None:
    """A question about the page may be left for a breath, and no word is only on the screen meanwhile."""
    lines.press("2\nWarm fe{ctrl+o}", "{f6}", 1.6)
    lines.until_over(lambda: evening(lines, session))
    assert lines.said.endswith("breathe in")
    assert [draft.text for draft in session.journal.drafts()] == ["Warm fe"]


def test_every_name_of_a_page_leads_there_from_the_first_question(lines: Lines, session: Workspace) -> None:
    """As the palette finds them: each by its whole name, and by none is something else begun."""
    for place, action in enumerate(sorted(elsewhere.DOES)):
        found = elsewhere.found_by(choice(action).name)
        assert [each.does for each in found] == [action], place
        assert choice(action).name


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("circuit", "The circuit"),
        ("theme", "Theme. "),
        ("clinician", "What is to be changed, or done?"),
        ("month", "No entry in "),
        ("bell", "Which of these? 1 Bell in practice 2 Bell before it asks"),
    ],
)
def test_a_page_is_gone_to_by_its_name(lines: Lines, session: Workspace, typed: str, heard: str) -> None:
    """One of several is asked for."""
    said = lines.press(f"{typed}\n").until_over(lambda: evening(lines, session))
    assert heard in said.partition(f"You: {typed} ")[2]


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("tags", "Tags, with commas between:"),
        ("star", "Has a star."),
        ("question", "Which question?"),
        ("more", "What with this page?"),
    ],
)
def test_while_one_writes_a_word_behind_a_full_stop_does_what_a_key_does(
    lines: Lines, session: Workspace, word: str, heard: str
) -> None:
    """It is no line of the text, and a page is left by such a word too."""
    lines.press(f"2\nWarm feet.\n.{word}\n", "{ctrl+c}" * (word != "star"), ".back\n")
    lines.until_over(lambda: evening(lines, session))
    assert heard in lines.said
    assert [draft.text for draft in session.journal.drafts()] == ["Warm feet."]


def test_a_word_that_leads_away_leaves_nothing_on_the_page(lines: Lines, session: Workspace) -> None:
    """Also where the half of it was sealed in a pause: no draft has it, and help finds nothing written."""
    lines.press("2\n.hel", 1.6, "p\n", ".bac", 1.6, "k\n")
    lines.until_over(lambda: evening(lines, session))
    assert "So far:" not in lines.said
    assert not session.journal.drafts()


@pytest.mark.parametrize("typed", [". tags", ".Tags"])
def test_a_word_behind_a_full_stop_is_one_with_a_blank_or_a_capital_too(
    lines: Lines, session: Workspace, typed: str
) -> None:
    """As it is said, so it may be typed; it is no line of the text."""
    lines.press(f"2\nWarm feet.\n{typed}\n", "{ctrl+c}", ".back\n")
    lines.until_over(lambda: evening(lines, session))
    assert "Tags, with commas between:" in lines.said
    assert [draft.text for draft in session.journal.drafts()] == ["Warm feet."]


def test_a_word_behind_a_line_that_is_gone_on_with_is_no_part_of_it(lines: Lines, session: Workspace) -> None:
    """The line that was left open stays as it was, and the word leads where it does elsewhere."""
    left_half_written(lines, session)
    lines.press("2\ng\n", ".tags\n", "{ctrl+c}", ".back\n")
    lines.until_over(lambda: evening(lines, session))
    assert "Tags, with commas between:" in lines.said
    assert [draft.text for draft in session.journal.drafts()] == ["Warm feet.\nand a lo"]


@pytest.mark.parametrize("typed", ["month\nback\n", "on this day\n", "search\n{ctrl+c}", "circuit\nback\n"])
def test_a_step_back_leads_to_where_one_came_from(lines: Lines, session: Workspace, typed: str) -> None:
    """What was gone to by its name and is left without anything done is no way into the place around it."""
    lines.press("3\n", "back\n", typed).until_over(lambda: evening(lines, session))
    assert lines.said.endswith("What now? A question mark says the choices. You:")


def test_what_narrows_the_history_leads_into_it(lines: Lines, session: Workspace) -> None:
    """Its list is what was asked for."""
    session.journal.save(*(new_entry(session.clock(), words) for words in ("Warm feet.", "Bread.")))
    lines.press("search\n", "warm\n").until_over(lambda: evening(lines, session))
    assert "You: warm 1 of 2 entries." in lines.said


def test_what_stays_in_the_window_is_said_once_in_it(lines: Lines, session: Workspace) -> None:
    """The first unlock says it, and each lock; a later unlock does not say it again."""
    host = QuietHost(lines.console, session.settings)
    for _ in range(2):
        with pytest.raises(ScriptOver):
            enter(session.journal, host)
    assert lines.said.count(KEPT_IN_WINDOW) == 1
