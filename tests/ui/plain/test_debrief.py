"""The private page in lines: each answer is kept as it is given, and what the gate makes of it is the gate's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stories import day, story
from tests.ui.plain.conftest import Lines, visit_of

from comfort_journal.errors import NotSaved
from comfort_journal.records import Flag, Partner
from comfort_journal.ui.plain.open.together.debrief import close
from comfort_journal.ui.plain.ways import Back, LockNow
from comfort_journal.ui.widgets.pacer import IN, OUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.open.conftest import Wall

    from comfort_journal.records import Close, Record
    from comfort_journal.ui.open.core.workspace import Workspace

BEGUN = (
    day(1, "06:00").profile(history=("none",), sizes=("a", "b"), ready_size="a"),
    *(each for number in (1, 2, 3) for each in day(number).easy("movement:a")),
)


@pytest.fixture
def after(session: Workspace, wall: Wall) -> Callable[..., Partner]:
    """Return what tells of an evening together; it is half past ten on day 4, half an hour after it began."""

    def tell(*records: Record) -> Partner:
        wall.now = day(4, "22:30").moment()
        session.keep_records(*story(*BEGUN, *(records or (day(4, "22:00").partner(),))))  # type: ignore[arg-type]
        return session.practice.partners()[0]

    return tell


def run(lines: Lines, session: Workspace, of: Partner, *keys: str | float) -> str:
    """Go through the page with some keys; returns what was said."""
    return lines.press(*keys).until_over(lambda: close(visit_of(lines, session), of))


def close_of(session: Workspace) -> Close:
    """Return the close as the journal has it."""
    found = session.practice.partners()[0].close
    assert found is not None
    return found


def test_the_whole_page(lines: Lines, session: Workspace, after: Callable[..., Partner]) -> None:
    """Two answers, two numbers, marks, fear, and the question of the evening to write under."""
    said = run(lines, session, after(), "1\n1\n1\n0\n", "1\n\n", "2\n\n", "3\n", "w\n", "Warm.\n.\n")
    found = close_of(session)
    assert (found.respected, found.ended_as, found.during, found.after, found.fear) == ("yes", "done", 1, 0, 3)
    assert len(found.tags) == 2
    assert "What felt safe today?" in said
    assert session.journal.entries()[0].text == "Warm."


def test_everything_may_stay_open(lines: Lines, session: Workspace, after: Callable[..., Partner]) -> None:
    """Nothing is proposed, and x leaves a number open."""
    run(lines, session, after(), "1\n2\n", "\n", "x\nx\n\n\nx\n", "n\n")
    found = close_of(session)
    assert (found.ended_as, found.during, found.after, found.fear, found.tags) == ("slower", None, None, None, ())


def test_ctrl_c_leaves_the_rest_open(lines: Lines, session: Workspace, after: Callable[..., Partner]) -> None:
    """What was given by then is kept."""
    assert "It stays open." in run(lines, session, after(), "1\n1\n1\n", "{ctrl+c}")
    assert close_of(session).during == 1


def test_a_no_is_kept_at_once_and_the_gate_closes(
    lines: Lines, session: Workspace, after: Callable[..., Partner]
) -> None:
    """One card, and nothing more is asked; one key takes back what was pressed amiss."""
    of = after()
    said = run(lines, session, of, "2\n")
    assert close_of(session).respected == "no"
    assert not session.practice.assess().may("partner")
    assert "That is not your doing" in said
    assert session.practice.library.sentences.closing.ended not in said
    run(lines, session, of, "2\nu\n")
    assert session.practice.partners()[0].close is None
    run(lines, session, of, "2\n\n")
    assert close_of(session).respected == "no"


@pytest.mark.parametrize("key", ["l\n", "{ctrl+c}", "1\n{ctrl+c}", "1\nl\n"])
def test_later_leaves_it_as_it_is(lines: Lines, session: Workspace, after: Callable[..., Partner], key: str) -> None:
    """At either question."""
    run(lines, session, after(), key)
    found = session.practice.partners()[0]
    assert (found.close, found.close_skipped) == (None, False)


@pytest.mark.parametrize("key", ["x\n", "1\nx\n"])
def test_never_is_kept(lines: Lines, session: Workspace, after: Callable[..., Partner], key: str) -> None:
    """It is not offered again."""
    run(lines, session, after(), key)
    found = session.practice.partners()[0]
    assert (found.close, found.close_skipped) == (None, True)


def test_never_typed_as_a_word_of_an_answer_leaves_nothing_out(
    lines: Lines, session: Workspace, after: Callable[..., Partner]
) -> None:
    """It is a word of "it never came up" alone."""
    run(lines, session, after(), "never\n")
    assert not session.practice.partners()[0].close_skipped


def test_what_hurt_gets_one_sentence_and_one_offer(
    lines: Lines, session: Workspace, after: Callable[..., Partner]
) -> None:
    """No number is asked after it; breathing comes back to it, and an empty page is offered."""
    said = run(lines, session, after(), "1\n3\n", "b\n", 5.0, "x", "\n", "n\n")
    assert session.practice.library.sentences.closing.during not in said
    assert said.count("That was too much. What you have gained stays yours.") == 2
    assert f"{IN} {OUT}" in said
    assert "Would you like to put something down?" in said
    assert close_of(session).ended_as == "hurt"


def test_a_sharp_pain_that_grows_is_noted(lines: Lines, session: Workspace, after: Callable[..., Partner]) -> None:
    """After a high number it is asked, once, and what it means is said."""
    said = run(lines, session, after(), "1\n1\n5\n", "y\n")
    (flag,) = session.journal.records("flag")
    assert isinstance(flag, Flag)
    assert flag.sign == "sharp_pain"
    assert close_of(session).during == 5
    assert said.count("Is it getting worse?") == 1


def test_a_number_for_which_it_is_too_early_is_asked_later(
    lines: Lines, session: Workspace, after: Callable[..., Partner], wall: Wall
) -> None:
    """It is said, and not asked now."""
    of = after()
    wall.now = day(4, "22:22").moment()
    said = session.practice.library.sentences
    written = run(lines, session, of, "1\n1\n1\n\n\nx\n", "n\n")
    assert said.closing.after not in written
    assert said.session.after_from in written
    assert of.id in session.practice.for_later


def test_a_disk_that_refuses_loses_nothing(
    lines: Lines, session: Workspace, after: Callable[..., Partner], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said; what was given is kept with the next answer, or as the journal closes."""
    of = after()

    def full(*_records: object) -> None:
        raise NotSaved("There is no room on the disk.")

    with monkeypatch.context() as patched:
        patched.setattr(session, "keep_records", full)
        lines.press("1\n1\n1\n", "{ctrl+l}")
        with pytest.raises(LockNow):
            close(visit_of(lines, session), of)
    assert "There is no room on the disk." in lines.said
    session.seal()
    assert close_of(session).during == 1


def test_ctrl_c_at_the_last_question_leads_back(
    lines: Lines, session: Workspace, after: Callable[..., Partner]
) -> None:
    """Everything is kept by then."""
    lines.press("1\n1\nx\nx\n\n\nx\n", "{ctrl+c}")
    with pytest.raises(Back):
        close(visit_of(lines, session), after())
    assert close_of(session).ended_as == "done"
