"""The circuit in lines: said part by part, by deadlines, and kept as far as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stories import day, story
from tests.ui.plain.conftest import ScriptOver, visit_of

from comfort_journal.errors import NotSaved
from comfort_journal.records import Circuit
from comfort_journal.ui.plain.open.practice.circuit import circuit
from comfort_journal.ui.plain.ways import Back, LockNow

if TYPE_CHECKING:
    from tests.ui.open.conftest import Wall
    from tests.ui.plain.conftest import Lines

    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.plain.open.visit import OpenLines
    from conftest import TransactionalMemory

TWO_AND_BEGIN = ("1\n", "2\n", "b\n")
WHOLE = 60 * 60.0


@pytest.fixture
def visit(lines: Lines, session: Workspace) -> OpenLines:
    """Return a journal in which nothing was practised yet, open for as long as a test waits."""
    visit = visit_of(lines, session)
    visit.host.lookout.idle = 2 * WHOLE
    return visit


def kept(session: Workspace) -> Circuit:
    """Return the one circuit of the journal."""
    (found,) = session.journal.records("circuit")
    assert isinstance(found, Circuit)
    return found


def test_from_its_beginning_to_its_end_no_key_is_needed(lines: Lines, visit: OpenLines) -> None:
    """Each part is said before its time, then how long it is, its cue lines once with a breath each, and its middle."""
    lines.press(*TWO_AND_BEGIN, WHOLE).until_over(lambda: circuit(visit))
    assert [each.part for each in kept(visit.session).parts] == [
        "RC-1", "RC-2", "RC-3:child", "RC-3:happy", "RC-4", "RC-5",
    ]  # fmt: skip
    assert all(each.done for each in kept(visit.session).parts)
    assert (
        "Breathe. 3 minutes. Breathe in: the ribs widen all round. Breathe out: slowly, through narrow lips. "
        "Breathe in: the belly rises by itself. Breathe out: the belly sinks. Breathe in: wide. Breathe out: between "
        "the sit bones it grows soft. 1 minute and 30 seconds so far. Ten seconds left. Jaw and pelvic floor."
    ) in lines.said
    assert lines.said.count("the ribs widen all round") == 1
    assert "8 breaths." in lines.said
    assert "A day with this and nothing else is a complete day." in lines.said


def test_it_begins_only_with_two_openers(lines: Lines, visit: OpenLines) -> None:
    """One alone is too few; a third takes the place of the first."""
    said = lines.press("1\n", "b\n", "2\n", "3\n", "?\n").until_over(lambda: circuit(visit))
    assert "Please choose two of the three first." in said
    assert "Happy baby, Figure four." not in said.partition("Figure four takes the place of Child's pose.")[0]
    assert "Figure four takes the place of Child's pose. Chosen: Happy baby, Figure four." in said


def test_a_way_to_open_the_hips_says_what_it_is_before_it_is_chosen(lines: Lines, visit: OpenLines) -> None:
    """A name alone tells nobody how to lie."""
    said = lines.press("?\n").until_over(lambda: circuit(visit))
    assert "1 Child's pose: on your knees, knees wide, big toes close. 2 Happy baby: on your back," in said


def test_taking_one_back_takes_nothing_else_out(lines: Lines, visit: OpenLines) -> None:
    """Nothing is said to have its place then."""
    said = lines.press("1\n", "2\n", "1\n").until_over(lambda: circuit(visit))
    assert "takes the place" not in said
    assert said.endswith("Chosen: Happy baby. A question mark says the choices. You:")


def test_warmth_is_left_out_and_put_back(lines: Lines, visit: OpenLines) -> None:
    """Where no touch follows there is one part less."""
    lines.press("4\n", "4\n", "4\n", *TWO_AND_BEGIN, WHOLE).until_over(lambda: circuit(visit))
    assert "RC-5" not in {each.part for each in kept(visit.session).parts}


def test_it_waits_and_goes_on_with_an_in_breath(lines: Lines, visit: OpenLines) -> None:
    """However long it waits, the part is as long as it was."""
    lines.press(*TWO_AND_BEGIN, "\n", 60.0, " ", 300.0, " ", 121.0, 3.0)
    lines.until_over(lambda: circuit(visit))
    assert "It waits for you. Space goes on. Breath with the legs up. Breathe in. 2 minutes left." in lines.said
    assert "Jaw and pelvic floor." in lines.said


def test_going_on_before_a_part_has_begun_says_which_part_begins_and_when(lines: Lines, visit: OpenLines) -> None:
    """Nothing is breathed yet, and seconds alone would be of nobody knows what."""
    lines.press(*TWO_AND_BEGIN, 4.0, " ", 300.0, " ", 1.0).until_over(lambda: circuit(visit))
    assert lines.said.endswith("It waits for you. Space goes on. Breath with the legs up. It begins in 11 seconds.")


def test_a_part_is_passed_over_and_the_rest_ended(lines: Lines, visit: OpenLines) -> None:
    """What was done is kept, what was not begun is not named."""
    lines.press(*TWO_AND_BEGIN, "\n", 60.0, "s", "\n", 130.0, "{ctrl+c}", "x\n")
    record = circuit(visit)
    assert record == kept(visit.session)
    assert [(each.part, each.seconds) for each in record.parts] == [("RC-1", 60), ("RC-2", 120)]
    assert "What you did is kept." in lines.said


def test_keys_that_it_does_not_name_do_nothing(lines: Lines, visit: OpenLines) -> None:
    """A hand on the keyboard ends no circuit."""
    lines.press(*TWO_AND_BEGIN, "\n", "xyz5{f3}{up}", 180.0, 5.0).until_over(lambda: circuit(visit))
    assert "Jaw and pelvic floor." in lines.said


def test_a_lock_keeps_what_was_done_up_to_then(lines: Lines, visit: OpenLines) -> None:
    """The part that runs counts as far as it came."""
    lines.press(*TWO_AND_BEGIN, "\n", 42.0, "{ctrl+l}")
    with pytest.raises(LockNow):
        circuit(visit)
    visit.session.seal()
    assert [(each.part, each.seconds) for each in kept(visit.session).parts] == [("RC-1", 42)]


def test_idle_time_locks_nothing_before_its_end_and_counts_from_there(
    lines: Lines, visit: OpenLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lying on the back nobody touches a key; a question that is left at the end locks in the usual time."""
    visit.host.lookout.idle = 120.0
    ended: list[float] = []
    say = visit.console.say
    monkeypatch.setattr(visit.console, "say", lambda *said: (ended.append(lines.clock()), say(*said)))
    lines.press(*TWO_AND_BEGIN, WHOLE)
    with pytest.raises(LockNow):
        circuit(visit)
    assert "Were you dry?" in lines.said
    assert lines.clock() - ended[-1] == pytest.approx(120.0, abs=1)


@pytest.mark.parametrize(("answer", "dry"), [("y\n", True), ("n\n", False), ("\n", None), ("?\ny\n", True)])
def test_dryness_is_noted_by_whoever_wants_to(answer: str, *, dry: bool | None, lines: Lines, visit: OpenLines) -> None:
    """Anything but yes and no leaves it open."""
    lines.press(*TWO_AND_BEGIN, *["\n", "s"] * 5, "\n", 181.0, answer)
    circuit(visit)
    assert kept(visit.session).dry is dry


def test_a_full_disk_is_said_and_tried_again(lines: Lines, visit: OpenLines, memory: TransactionalMemory) -> None:
    """At the end it is asked whether to try once more, and nothing of it is lost by then."""
    lines.press(*TWO_AND_BEGIN, "\n", 60.0, "{ctrl+c}")
    memory.refuse = NotSaved("The disk is full.")
    with pytest.raises(ScriptOver):
        circuit(visit)
    assert "The disk is full. Try once more to keep it?" in lines.said
    memory.refuse = None
    visit.session.seal()
    assert [(each.part, each.seconds) for each in kept(visit.session).parts] == [("RC-1", 60)]


def test_what_the_gate_lets_rest_is_left_out_with_its_reason(lines: Lines, visit: OpenLines, wall: Wall) -> None:
    """Breath and jaw are open whatever the gate says."""
    wall.now = day(2, "20:00").moment()
    visit.session.keep_records(*story(day(1).flag("bulge")))
    lines.press("b\n", WHOLE).until_over(lambda: circuit(visit))
    assert "Left out for now: Two ways to open the hips, The reverse of a squeeze." in lines.said
    assert [each.part for each in kept(visit.session).parts] == ["RC-1", "RC-2", "RC-5"]


@pytest.mark.parametrize("key", ["{ctrl+c}", "back\n"])
def test_before_it_begins_a_step_back_leaves_it(key: str, lines: Lines, visit: OpenLines) -> None:
    """Nothing is kept of it."""
    with pytest.raises(Back):
        circuit(lines_pressed(lines, key, visit))
    assert visit.session.journal.records("circuit") == []


def lines_pressed(lines: Lines, key: str, visit: OpenLines) -> OpenLines:
    """Return the visit with a key to come."""
    lines.press(key)
    return visit


def test_each_change_is_heard_after_it_is_said(lines: Lines, visit: OpenLines, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tone of a change follows its line; the breath is heard at each turn."""
    order: list[str] = []
    monkeypatch.setattr(visit.host, "sound", lambda tone, *_args, **_kept: order.append(tone))
    say = visit.console.say
    monkeypatch.setattr(visit.console, "say", lambda *said: (order.append(said[0] if said else ""), say(*said)))
    lines.press(*TWO_AND_BEGIN, 30.0).until_over(lambda: circuit(visit))
    at = order.index("Breathe. 3 minutes.")
    heard = [each for each in order[at:] if each in {"change", "in", "out"}]
    assert heard[:4] == ["change", "out", "in", "out"]
    assert order[at + 1] == "change"


def test_a_part_says_when_it_begins_before_what_it_is(lines: Lines, visit: OpenLines) -> None:
    """A voice needs as long for the rest as it takes until then, so nothing that is late by then stands behind it."""
    lines.press(*TWO_AND_BEGIN, 14.0).until_over(lambda: circuit(visit))
    assert "Breath with the legs up. It begins in 15 seconds. Lie on your back" in lines.said
    assert lines.said.endswith("nothing is held.")


def test_each_breath_has_its_own_lines_as_it_begins(lines: Lines, visit: OpenLines) -> None:
    """What goes with one breath is said in it, and the next one is not said before."""
    said: list[tuple[float, str]] = []
    say = visit.console.say
    lines.press(*TWO_AND_BEGIN)
    visit.console.say = lambda *told: (said.extend((lines.clock(), each) for each in told), say(*told))  # type: ignore[assignment, func-returns-value]
    lines.press(100.0).until_over(lambda: circuit(visit))
    begun = next(at for at, told in said if told == "Breathe. 3 minutes.")
    ins = [(round(at - begun), told) for at, told in said if told.startswith("Breathe in: ")]
    assert [at for at, _ in ins] == [0, 10, 20]
    assert len({told for _, told in ins}) == 3


def test_the_keys_and_the_time_are_said_once_before_it_begins(lines: Lines, visit: OpenLines) -> None:
    """Not again with each choice, and not while the first part is waited for."""
    said = lines.press(*TWO_AND_BEGIN, 5.0).until_over(lambda: circuit(visit))
    assert said.count("About 15 minutes") == 1
    keys = "Space pauses and goes on, s skips a part, Enter begins a part at once, e ends the circuit."
    assert said.index(keys) < said.index("1 Child's pose")
    assert said.count("Enter") == 1


def test_the_time_is_said_anew_where_a_choice_changes_it(lines: Lines, visit: OpenLines) -> None:
    """Without warmth it is shorter."""
    said = lines.press("4\n").until_over(lambda: circuit(visit))
    assert "No touch follows: warmth and lubricant are left out. About 12 minutes" in said


def test_a_part_that_is_skipped_is_said_to_be(lines: Lines, visit: OpenLines) -> None:
    """Then what comes; e ends it as Esc does."""
    said = lines.press(*TWO_AND_BEGIN, 20.0, "s", 2.0, "e").until_over(lambda: circuit(visit))
    assert "Skipped: Breath with the legs up. Jaw and pelvic floor. It begins in 15 seconds." in said
    assert "Ended." in said
