"""A session in lines: each change is said once, any key ends a hold, and whatever ends it leaves a record behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stories import day, story
from tests.ui.plain.conftest import ScriptOver, visit_of

from comfort_journal.errors import NotSaved
from comfort_journal.ui.open.practice.before import BeforeStep
from comfort_journal.ui.plain.open.practice.hold import guide
from comfort_journal.ui.plain.open.practice.practise import practise
from comfort_journal.ui.plain.ways import Back, EnoughForToday, LockNow, SaveAndQuit

if TYPE_CHECKING:
    from tests.ui.open.conftest import Wall
    from tests.ui.plain.conftest import Lines

    from comfort_journal.records import Session
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.plain.open.visit import OpenLines
    from conftest import TransactionalMemory

PLACED = 10.0
READY = "r\n"
BEGUN = day(1, "06:00").profile(history=("none",), sizes=("a", "b"))
MOVING = day(1, "06:30").placement("movement")


@pytest.fixture
def visit(lines: Lines, session: Workspace, wall: Wall) -> OpenLines:
    """Return a journal in which every step up to movement may be practised."""
    wall.now = day(2, "21:00").moment()
    session.keep_records(*story(BEGUN, MOVING))
    return visit_of(lines, session)


def kept(session: Workspace) -> Session:
    """Return the one session of the journal."""
    (found,) = session.practice.sessions()
    return found


def test_a_hold_says_its_beginning_its_middle_its_last_ten_seconds_and_its_end(lines: Lines, visit: OpenLines) -> None:
    """Nothing is said between those four; the first has the breath, and how long it is meant to be."""
    lines.press(READY, " ", PLACED, 60.0, "1\n", "g\n")
    practise(visit, "entrance")
    _, _, hold = lines.said.partition("Get in place, slowly. ")
    assert hold.startswith(
        "Breathe in, then contact. 30 to 60 seconds planned. Any key ends it: b if it burns, c if it clenches, "
        "p if it is sharp. 30 seconds so far. Ten seconds left. "
        "That is long enough. Let go slowly. How much discomfort?"
    )
    found = kept(visit.session)
    assert ([each.seconds for each in found.holds], found.during, found.ended) == ([60], 1, "complete")


@pytest.mark.parametrize("key", ["x", "z", "{ctrl+c}", "{escape}", "{enter}", " ", "{f5}", "{up}", "9"])
def test_any_key_ends_a_hold(key: str, lines: Lines, visit: OpenLines) -> None:
    """A key without a meaning of its own ends the hold where it is; its seconds are said, then comes the number."""
    lines.press(READY, "x", PLACED, 41.0, key, "2\n", "g\n")
    practise(visit, "entrance")
    assert "The hold is over: 41 seconds. How much discomfort?" in lines.said
    assert [each.seconds for each in kept(visit.session).holds] == [41]


@pytest.mark.parametrize(
    ("key", "ended", "said"),
    [
        ("s", "stop", "You stopped, and that is enough."),
        ("d", "stop", "Feel your feet."),
        ("!", "stop", "You stopped, and that is enough."),
    ],
)
def test_a_key_stops_the_session_at_once(key: str, ended: str, said: str, lines: Lines, visit: OpenLines) -> None:
    """Nothing is asked after it; a sign that is not named in the end was a stop."""
    lines.press(READY, "x", PLACED, 12.0, key, *(["{ctrl+c}"] if key == "!" else []), "g\n")
    practise(visit, "entrance")
    assert said in lines.said
    assert "How much discomfort?" not in lines.said
    assert kept(visit.session).ended == ended


def test_a_sign_ends_the_session_and_is_kept_with_it(lines: Lines, visit: OpenLines) -> None:
    """The sign is chosen at once; then there is nothing but to have it looked at, and breath."""
    lines.press(READY, "x", PLACED, 12.0, "!", "1\n", "g\n")
    practise(visit, "entrance")
    assert kept(visit.session).ended == "flag"
    assert [each.sign for each in visit.session.journal.records("flag")] == ["bleeding"]  # type: ignore[attr-defined]
    assert "Please have it looked at soon." in lines.said
    assert "How much fear?" not in lines.said


@pytest.mark.parametrize(("key", "tag"), [("b", "burning"), ("c", "clench")])
def test_burning_and_a_clench_lead_to_a_minute_of_breath_and_one_more_number(
    key: str, tag: str, lines: Lines, visit: OpenLines
) -> None:
    """A number up to the line lets it go on shorter; enough ends it, above the line."""
    lines.press(READY, "x", PLACED, 12.0, key, 60.0, "1\n", "e\n", "g\n")
    practise(visit, "entrance")
    assert "Breathe, and then one more number. 1 minute. 30 seconds so far. Ten seconds left. And now?" in lines.said
    assert (kept(visit.session).ended, kept(visit.session).tags) == (tag, (tag,))


def test_sharp_is_marked_beside_a_number_and_taken_back(lines: Lines, visit: OpenLines) -> None:
    """Its letter is a mark while a number is asked; its word takes it back, and nothing of it is kept."""
    lines.press(READY, "x", PLACED, 40.0, "x", "p\n", "sharp\n", "1\n", "g\n")
    practise(visit, "entrance")
    assert "Marked as sharp; p takes it back." in lines.said
    assert "The mark is taken back." in lines.said
    assert kept(visit.session).tags == ()


@pytest.mark.parametrize("typed", ["banana\n", "help\n", "?\n", "bc\n", "burn\n", "spc", "b"])
def test_at_a_number_a_word_that_is_no_choice_changes_nothing(typed: str, lines: Lines, visit: OpenLines) -> None:
    """No letter of it acts by itself: neither a sensation nor an end is noted, and the number is asked for still."""
    rubbed_out = "" if typed.endswith("\n") else "\b" * len(typed)
    lines.press(READY, "x", PLACED, 40.0, "x", typed, rubbed_out, "1\n", "g\n")
    practise(visit, "entrance")
    found = kept(visit.session)
    assert (found.tags, found.during, found.ended) == ((), 1, "complete")
    assert "noted" not in lines.said
    assert "Marked" not in lines.said


@pytest.mark.parametrize("typed", ["b", "B", "burning", "it burns"])
def test_at_a_number_burning_is_a_whole_answer_and_said_to_be_noted(typed: str, lines: Lines, visit: OpenLines) -> None:
    """With Enter the letter, the word and the name all mean it; it is said at once, then comes the minute."""
    lines.press(READY, "x", PLACED, 40.0, "x", f"{typed}\n", 60.0, "1\n", "e\n", "g\n")
    practise(visit, "entrance")
    assert kept(visit.session).tags == ("burning",)
    assert (
        "0 to 10: "
        + typed
        + " Burning is noted. It stays noted; what you write about this evening can say more. Come to stillness,"
        in lines.said
    )


def test_with_sharp_noted_nothing_is_said_to_have_settled(lines: Lines, visit: OpenLines) -> None:
    """Up to the line the plan lets it end here or go on shorter; what was just said to be sharp is not talked away."""
    lines.press(READY, "x", PLACED, 12.0, "b", 60.0, "p\n", "1\n", "e\n", "g\n")
    practise(visit, "entrance")
    assert "The number is up to your line, and sharp is noted. You may finish here" in lines.said
    assert "It has settled" not in lines.said
    assert kept(visit.session).tags == ("burning", "sharp")


@pytest.mark.parametrize(
    ("key", "said"), [("b", "Burning is noted."), ("c", "That it clenched is noted."), ("p", "Sharp is noted.")]
)
def test_what_ends_a_hold_is_said_to_be_noted(key: str, said: str, lines: Lines, visit: OpenLines) -> None:
    """In a hold its letter ends it at once, without Enter, and then says so."""
    lines.press(READY, "x", PLACED, 31.0, key)
    lines.until_over(lambda: practise(visit, "entrance"))
    assert f"The hold is over: 31 seconds. {said}" in lines.said


@pytest.mark.parametrize(("typed", "way"), [("quit\n", SaveAndQuit), ("lock\n", LockNow)])
def test_at_a_number_the_general_words_are_heard(
    typed: str, way: type[BaseException], lines: Lines, visit: OpenLines
) -> None:
    """As their keys they leave an early end behind."""
    lines.press(READY, "x", PLACED, 40.0, "x", typed)
    with pytest.raises(way):
        practise(visit, "entrance")
    assert kept(visit.session).ended == "early"


def test_at_a_number_back_is_the_stop_that_ctrl_c_is(lines: Lines, visit: OpenLines) -> None:
    """The word steps back as everywhere, and out of a session that is its stop."""
    lines.press(READY, "x", PLACED, 40.0, "x", "back\n", "g\n")
    practise(visit, "entrance")
    assert kept(visit.session).ended == "stop"


@pytest.mark.parametrize("asked", ["?", "?\n", "?\n?\n", "{f1}\n"])
def test_before_a_hold_a_question_mark_only_repeats(asked: str, lines: Lines, visit: OpenLines) -> None:
    """Enter behind it begins nothing either; the next key does."""
    lines.press(READY, asked, 30.0)
    lines.until_over(lambda: practise(visit, "entrance"))
    assert "Get in place" not in lines.said
    assert lines.said.count("Any key begins.") == 1 + len(asked.replace("{f1}", "?"))


def test_after_a_question_mark_enter_begins_the_second_time(lines: Lines, visit: OpenLines) -> None:
    """Only the one Enter behind it is part of it, and any other key begins at once."""
    lines.press(READY, "?\n", "\n", 1.0)
    lines.until_over(lambda: practise(visit, "entrance"))
    assert lines.said.count("Get in place") == 1


def test_stillness_and_movement_are_said_as_they_take_turns(lines: Lines, visit: OpenLines) -> None:
    """Each turn is one word; Space is stillness, and from there on no turn is said."""
    lines.press(READY, "x", PLACED, 55.0, " ", 20.0, "x", "1\n", "g\n")
    practise(visit, "movement")
    turns = [line for line in lines.written.split("\n") if line in {"Still.", f"{_word(visit)}."}]
    assert turns == ["Still.", f"{_word(visit)}.", "Still.", f"{_word(visit)}.", "Still."]
    assert kept(visit.session).size == "a"


def _word(visit: OpenLines) -> str:
    return visit.library.step("movement").word


def test_a_tender_place_has_its_answer_its_number_and_its_spot(lines: Lines, visit: OpenLines) -> None:
    """Outside, a number comes before the breath, and then what became of the place."""
    lines.press(READY, "x", PLACED, "2\n", 45.0, "x", "2\n", "1\n", "o\n12\n", "e\n", "g\n")
    practise(visit, "mapping")
    found = kept(visit.session)
    assert (found.start, found.faded, found.during, found.holds[0].spot) == (2, "yes", 1, 12)


def test_no_number_is_ever_assumed(lines: Lines, visit: OpenLines) -> None:
    """An empty line, a word and a number beyond ten are none; not knowing is an answer of its own."""
    lines.press(READY, "x", PLACED, 40.0, "x", "\n11\n-\n", "g\n")
    practise(visit, "entrance")
    assert lines.said.count("A whole number from 0 to 10, please.") == 2
    assert (kept(visit.session).during, kept(visit.session).asked) == (None, ("during",))


def test_a_question_mark_says_the_scale_again(lines: Lines, visit: OpenLines) -> None:
    """What the numbers mean is said once more, and nothing is given."""
    lines.press(READY, "x", PLACED, 40.0, "x", "?\n1\n", "g\n")
    practise(visit, "entrance")
    assert lines.said.count("0 none. 1 barely there.") == 2


@pytest.mark.parametrize(
    "before",
    [("x",), ("x", PLACED, 40.0, "x"), ("x", PLACED, 12.0, "b"), ("x", PLACED, 12.0, "b", 60.0)],
    ids=["placing", "number", "breathing", "again"],
)
def test_a_step_back_from_what_is_no_hold_is_a_stop(
    before: tuple[str | float, ...], lines: Lines, visit: OpenLines
) -> None:
    """Ctrl+C ends the session and nothing more is asked; before the first touch nothing is kept."""
    lines.press(READY, *before, "{ctrl+c}", *(["g\n"] if len(before) > 1 else []))
    practise(visit, "entrance")
    assert [each.ended for each in visit.practice.sessions()] == (["stop"] if len(before) > 1 else [])


@pytest.mark.parametrize(("key", "way"), [("{ctrl+l}", LockNow), ("{ctrl+q}", SaveAndQuit), ("{f9}", EnoughForToday)])
@pytest.mark.parametrize("at", [(), ("x",)], ids=["hold", "number"])
def test_what_locks_or_quits_leaves_an_early_end_behind(
    key: str, way: type[BaseException], at: tuple[str, ...], lines: Lines, visit: OpenLines
) -> None:
    """The hold counts up to that moment, also before the journal is sealed and after it."""
    lines.press(READY, "x", PLACED, 33.0, *at, key)
    with pytest.raises(way):
        practise(visit, "entrance")
    visit.session.seal()
    found = kept(visit.session)
    assert (found.ended, [each.seconds for each in found.holds]) == ("early", [33])


def test_idle_time_locks_nothing_in_a_hold(lines: Lines, visit: OpenLines) -> None:
    """Three minutes at a size are longer than the shortest idle time, and nobody can touch a key in them."""
    visit.host.lookout.idle = 60.0
    lines.press(READY, "x", PLACED, 180.0, "1\n", "g\n")
    practise(visit, "dilator:a")
    assert [each.seconds for each in kept(visit.session).holds] == [180]


def test_keys_keep_the_journal_open_and_their_absence_locks_it(lines: Lines, visit: OpenLines) -> None:
    """Idle time counts from the last key, also before a session."""
    visit.host.lookout.idle = 60.0
    lines.press(50.0, "z\n", 50.0, "z\n", 61.0)
    with pytest.raises(LockNow):
        practise(visit, "entrance")
    assert lines.clock() == pytest.approx(1160.0, abs=1)


def test_a_place_can_not_be_gone_to_in_a_session(lines: Lines, visit: OpenLines) -> None:
    """The key of another place is said to wait; the question is there still."""
    lines.press(READY, "x", PLACED, 40.0, "x", "{f3}", "1\n", "g\n")
    practise(visit, "entrance")
    assert "The session is under way; s stops it, and other places are open then." in lines.said
    assert kept(visit.session).during == 1


def test_a_full_disk_loses_nothing(lines: Lines, visit: OpenLines, memory: TransactionalMemory) -> None:
    """It is said, the session goes on, and with room again all of it is kept at the end."""
    lines.press(READY, "x", PLACED, 40.0)
    memory.refuse = NotSaved("The disk is full.")
    sitting = BeforeStep(visit.session, "entrance").sitting(visit.host.clock)
    with pytest.raises(ScriptOver):
        guide(visit, sitting)
    assert "The disk is full." in lines.said
    memory.refuse = None
    lines.press("x", "1\n")
    guide(visit, sitting)
    assert (kept(visit.session).during, kept(visit.session).ended) == (1, "complete")


def test_the_stop_is_said_before_it_is_heard_and_kept(
    lines: Lines, visit: OpenLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads along has the line first; the tone and the disk come after it."""
    order: list[str] = []
    monkeypatch.setattr(visit.host, "sound", lambda tone, *_args, **_kept: order.append(tone))
    keep = visit.practice.keep
    monkeypatch.setattr(visit.practice, "keep", lambda *records: (order.append("kept"), keep(*records)))
    say = visit.console.say
    monkeypatch.setattr(visit.console, "say", lambda *said: (order.append(said[0] if said else ""), say(*said)))
    lines.press(READY, "x", PLACED, 40.0, "x", "1\n", "g\n")
    practise(visit, "entrance")
    at = order.index("The hold is over: 40 seconds.")
    assert order[at + 1 : at + 3] == ["stop", "kept"]


def test_the_breath_is_heard_in_a_hold(lines: Lines, visit: OpenLines, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tone for each turn of the breath, at its very moment; at the end of the hold the change alone."""
    heard: list[tuple[str, float]] = []
    monkeypatch.setattr(visit.host, "sound", lambda tone, *_args, **_kept: heard.append((tone, lines.clock())))
    lines.press(READY, "x", PLACED, 60.0, "1\n", "g\n")
    practise(visit, "entrance")
    began = next(at for tone, at in heard if tone == "change")
    turns = [(tone, round(at - began)) for tone, at in heard if tone in {"in", "out"}]
    assert turns[:4] == [("out", 4), ("in", 10), ("out", 14), ("in", 20)]
    assert ("in", 60) not in turns


def test_the_page_before_asks_once_a_day(lines: Lines, visit: OpenLines) -> None:
    """The second session of a day has the one question, whether anything is new."""
    lines.press(READY, "x", PLACED, 40.0, "x", "1\n", "g\n", READY, "x", PLACED, 40.0, "x", "1\n", "g\n")
    practise(visit, "entrance")
    assert "plenty of lubricant is within reach" in lines.said
    lines.pieces.clear()
    practise(visit, "entrance")
    assert "Anything new since the last time?" in lines.said
    assert "plenty of lubricant" not in lines.said


def test_the_tool_is_chosen_before(lines: Lines, visit: OpenLines) -> None:
    """What it will be with is said, and another can be taken."""
    lines.press("t\n", "2\n", READY, "x", PLACED, 40.0, "x", "1\n", "g\n")
    practise(visit, "entrance")
    assert "With: cotton swab." in lines.said
    assert kept(visit.session).tool == "swab"


def test_a_sign_before_a_session_is_kept_and_nothing_is_practised(lines: Lines, visit: OpenLines) -> None:
    """It is said what follows from it; the way leads back to the plan."""
    lines.press("!\n", "1\n")
    with pytest.raises(Back):
        practise(visit, "entrance")
    assert "Please have it looked at soon." in lines.said
    assert visit.practice.sessions() == []


def test_a_closed_step_is_its_reason_and_nothing_else(lines: Lines, visit: OpenLines) -> None:
    """Nothing is asked where the gate says no."""
    visit.session.keep_records(*story(BEGUN, day(2, "20:00").flag()))
    assert practise(visit, "entrance") is None
    assert "Please let a clinician look at it soon." in lines.said


def test_breath_and_circuit_come_first_where_that_is_wanted(lines: Lines, visit: OpenLines) -> None:
    """Some minutes of breath end by themselves, and the question is there again."""
    lines.press("b\n", 181.0, "{ctrl+c}")
    with pytest.raises(Back):
        practise(visit, "entrance")
    assert lines.said.count("How would you like to begin?") == 2


def test_all_that_may_be_given_afterwards_is_kept_as_it_is_given(lines: Lines, visit: OpenLines) -> None:
    """Marks, what was around, fear and stretch: each by its letter, and all may stay open."""
    lines.press(READY, "x", PLACED, 40.0, "x", "1\n")
    lines.press("t\n", "1 3\n", "back\n", "e\n", "1\n", "warm bath\n", "\n", "f\n", "3\n", "h\n", "-\n")
    with pytest.raises(ScriptOver):
        practise(visit, "entrance")
    found = kept(visit.session)
    assert found.masked
    assert len(found.tags) == 1
    assert found.around == ("door locked", "warm bath")
    assert (found.fear, found.stretch) == (3, None)


def test_the_number_for_afterwards_is_there_after_five_minutes(lines: Lines, visit: OpenLines) -> None:
    """Until then it is said that Today asks for it."""
    lines.press(READY, "x", PLACED, 40.0, "x", "1\n", "f\n", 301.0, "2\n", "a\n", "2\n", "g\n")
    practise(visit, "entrance")
    assert "In some minutes Today asks how it is then, if you like." in lines.said
    assert kept(visit.session).after == 2


def test_after_what_was_too_much_there_is_one_sentence_and_one_offer(lines: Lines, visit: OpenLines) -> None:
    """Neither marks nor numbers are asked for; a sharp pain that grows can be noted."""
    lines.press(READY, "x", PLACED, 40.0, "x", "5\n", "y\n", "g\n")
    practise(visit, "entrance")
    assert "That was too much. What you have gained stays yours." in lines.said
    assert "How much fear?" not in lines.said
    assert [each.sign for each in visit.session.journal.records("flag")] == ["sharp_pain"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("at", [(), ("x",)], ids=["hold", "number"])
def test_caps_lock_changes_no_key(at: tuple[str, ...], lines: Lines, visit: OpenLines) -> None:
    """A capital is the letter that is named, in a hold and beside a number."""
    lines.press(READY, "x", PLACED, 33.0, *at, "S\n" if at else "S", "g\n")
    practise(visit, "entrance")
    assert kept(visit.session).ended == "stop"


@pytest.mark.parametrize(("typed", "during"), [("&\n", 1), ("é\n", 2), (")\n", None), ("2\n", 2)])
def test_on_azerty_a_number_needs_no_shift(typed: str, during: int | None, lines: Lines, visit: OpenLines) -> None:
    """A digit is given by its key; the key beside the row is "I don't know", and is named so."""
    visit.host.settings = visit.host.settings._replace(keyboard="azerty")
    lines.press(READY, "x", PLACED, 40.0, "x", typed, "g\n")
    practise(visit, "entrance")
    assert ") or unknown means I don't know." in lines.said
    assert kept(visit.session).during == during


def test_nothing_is_wider_than_a_narrow_window(lines: Lines, visit: OpenLines) -> None:
    """In thirty columns each line still fits."""
    lines.columns = 30
    lines.press(READY, "x", PLACED, 40.0, "x", "1\n", "g\n")
    practise(visit, "entrance")
    assert max(map(len, lines.written.split("\n"))) <= 30


def test_the_scale_is_said_whole_once_in_a_visit_and_short_from_then_on(lines: Lines, visit: OpenLines) -> None:
    """Its two ends and the line remind of it, also before the next session; a question mark says it whole."""
    session = (READY, "x", PLACED, 40.0, "x", "1\n", "g\n")
    lines.press(*session, *session[:-2], "?\n1\n", "g\n")
    practise(visit, "entrance")
    practise(visit, "entrance")
    assert lines.said.count("0 none. 1 barely there.") == 2
    short = (
        "How much discomfort? 0 none, 10 the worst I can imagine. Your line is 2. A question mark says more. 0 to 10: "
    )
    assert lines.said.count(short) == 1
    assert lines.said.index(short) > lines.said.index("0 none. 1 barely there.")


def test_another_scale_is_said_whole_as_well(lines: Lines, visit: OpenLines) -> None:
    """Fear has other words, which were not heard yet; stretch has those of fear."""
    lines.press(READY, "x", PLACED, 40.0, "x", "1\n", "f\n1\n", "h\n1\n", "g\n")
    practise(visit, "entrance")
    assert lines.said.count("0 none. 1 a little.") == 1
    assert "How much stretch? 0 none, 10 the most I can imagine. A question mark says more." in lines.said


def test_the_keys_are_said_before_a_session_and_to_whoever_asks(lines: Lines, visit: OpenLines) -> None:
    """Not again with each number."""
    lines.press(READY, "x", PLACED, 40.0, "x", "?\n1\n", "g\n")
    practise(visit, "entrance")
    keys = "At any time: s stop, d dizzy or far away, ! a new symptom. Also b it burns, c it clenches by itself, "
    assert lines.said.count(keys) == 2
    assert lines.said.index(keys) < lines.said.index("Any key begins.")


@pytest.mark.parametrize("asked", ["{f6}", "breathe\n"])
def test_a_breath_leads_back_to_the_question_of_a_session(asked: str, lines: Lines, visit: OpenLines) -> None:
    """No time runs at a question: the number is asked for again, and after the session it is the same."""
    lines.press(READY, "x", PLACED, 40.0, "x", asked, "x", "1\n", "{f6}", "x", "g\n")
    practise(visit, "entrance")
    assert lines.said.count("How much discomfort?") == 2
    assert lines.said.count("breathe in") == 2
    assert (kept(visit.session).during, kept(visit.session).ended) == (1, "complete")
    assert lines.said.endswith("Anything to add? All of it may stay open. A question mark says the choices. You: g")


def test_a_breath_comes_back_from_the_words_for_what_was_around(lines: Lines, visit: OpenLines) -> None:
    """Words that were marked by then are kept, and more can be."""
    lines.press(READY, "x", PLACED, 40.0, "x", "1\n", "e\n1\n", "breathe\n", "x", "2\n", "\n", "g\n")
    practise(visit, "entrance")
    assert kept(visit.session).around == ("door locked", "warm")


def test_what_comes_before_a_touch_has_its_heading(lines: Lines, visit: OpenLines) -> None:
    """Four things in a row would be a riddle without it."""
    lines.press("{ctrl+c}")
    with pytest.raises(Back):
        practise(visit, "entrance")
    assert "Before you touch: there is time, nobody is waiting" in lines.said


def test_what_always_ends_a_session_is_one_line_of_choices(lines: Lines, visit: OpenLines) -> None:
    """After a hold nobody hears ten of them, and each still has its key."""
    lines.press(READY, "x", PLACED, "2\n", 45.0, "x", "2\n", "1\n", "e\n", "g\n")
    practise(visit, "mapping")
    assert "\nb  It burns, c It clenches by itself, p It is sharp\ns  Stop, d Dizzy or far away, ! A new symptom\n" in (
        lines.written
    )


@pytest.mark.parametrize("typed", ["b", "burning", "it burns"])
def test_burning_is_heard_at_enough_or_once_more(typed: str, lines: Lines, visit: OpenLines) -> None:
    """It is noted as in the hold, said to stay noted once, and one more number is asked for."""
    lines.press(READY, "x", PLACED, 12.0, "x", "1\n", f"{typed}\n", 60.0, "1\n", "c\n", 60.0, "1\n", "e\n", "g\n")
    practise(visit, "entrance")
    assert (
        f"You: {typed} Burning is noted. It stays noted; what you write about this evening can say more." in lines.said
    )
    assert "You: c That it clenched is noted. Come to" in lines.said
    assert (kept(visit.session).tags, kept(visit.session).ended) == (("burning", "clench"), "clench")


@pytest.mark.parametrize(
    ("key", "tags"), [("b", ("burning",)), ("c", ("burning", "clench")), ("p", ("burning", "sharp"))]
)
def test_said_once_in_the_minute_of_breath_it_is_noted_and_the_minute_goes_on(
    key: str, tags: tuple[str, ...], lines: Lines, visit: OpenLines
) -> None:
    """It need not be said again with the number, and is kept though the journal locks before that."""
    lines.press(READY, "x", PLACED, 12.0, "b", 5.0, key, 55.0, "{ctrl+l}")
    with pytest.raises(LockNow):
        practise(visit, "entrance")
    noted = {"b": "Burning is noted.", "c": "That it clenched is noted.", "p": "Sharp is noted."}[key]
    assert f"1 minute. {noted} 30 seconds so far. Ten seconds left. And now?" in lines.said
    assert "Say it again" not in lines.said
    assert kept(visit.session).tags == tags


def test_said_once_while_it_rests_after_a_hold_it_is_noted_and_a_minute_of_breath_follows(
    lines: Lines, visit: OpenLines
) -> None:
    """As with the number that would have come, and as after a hold."""
    lines.press(READY, "x", PLACED, 25.0, "x", "1\n", 5.0, "b", 60.0, "1\n", "e\n", "g\n")
    practise(visit, "shallow")
    assert "Burning is noted. It stays noted;" in lines.said
    assert "1 minute. 30 seconds so far. Ten seconds left. And now?" in lines.said
    assert (kept(visit.session).tags, kept(visit.session).ended) == (("burning",), "burning")


@pytest.mark.parametrize("key", ["b", "c", "p"])
def test_a_sensation_that_is_not_noted_now_is_answered(key: str, lines: Lines, visit: OpenLines) -> None:
    """Before anything is touched its key is told when it counts; nothing said is passed over in silence."""
    lines.press(READY, "x", 5.0, key, 5.0, 12.0, "b", 60.0, "1\n", "e\n", "g\n")
    practise(visit, "entrance")
    assert "That is noted in a hold, or with the number that comes. Say it again then." in lines.said
    assert kept(visit.session).tags == ("burning",)


def test_back_at_the_first_number_says_what_it_does(lines: Lines, visit: OpenLines) -> None:
    """A step back out of a session is a stop, and that is said before what a stop says."""
    lines.press(READY, "x", PLACED, "back\n", "g\n")
    practise(visit, "mapping")
    assert "You: back" not in lines.said.partition("A step back from here ends the session, as a stop does.")[2]
    assert "as a stop does. You stopped, and that is enough." in lines.said
    assert kept(visit.session).ended == "stop"


def test_where_a_spot_is_asked_stop_is_heard(lines: Lines, visit: OpenLines) -> None:
    """The words of the session mean the same at every question of it."""
    lines.press(READY, "x", PLACED, "1\n", 30.0, "x", "1\n", "1\n", "o\n", "stop\n", "g\n")
    practise(visit, "mapping")
    assert kept(visit.session).ended == "stop"


@pytest.mark.parametrize(("answer", "said"), [("y\n", ""), ("n\n", "It goes on without sound all the same")])
def test_whether_it_was_heard_is_asked_before_the_step(
    answer: str, said: str, lines: Lines, visit: OpenLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question with yes and no, in front of everything else that belongs to the step."""
    tried = visit.library.sentences.heard.tried
    monkeypatch.setattr("comfort_journal.ui.plain.open.practice.practise.try_once", lambda _host, _session: tried)
    lines.press(answer).until_over(lambda: practise(visit, "entrance"))
    before, called, after = lines.said.partition("2 Entrance Before you touch:")
    assert called
    assert before.startswith("A tone or a voice was played. Did you hear it? y or n: ")
    assert said in before
    assert "hear it" not in after
