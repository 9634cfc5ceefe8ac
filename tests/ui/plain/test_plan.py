"""The plan in lines: each step with what is open and why, its questions one at a time, and its private pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from stories import day, story
from tests.ui.plain.conftest import visit_of

from comfort_journal.errors import NotSaved
from comfort_journal.records import Override, Session
from comfort_journal.ui.plain.open.plan.plan import plan
from comfort_journal.ui.plain.ways import Back, GoTo, LockNow, SaveAndQuit

if TYPE_CHECKING:
    from collections.abc import Callable

    from stories import Day
    from tests.ui.open.conftest import Wall
    from tests.ui.plain.conftest import Lines

    from comfort_journal.records import Profile
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.plain.open.visit import OpenLines
    from conftest import TransactionalMemory

BEGUN = day(1, "06:00").profile(history=("none",), sizes=("a", "b"))
EASY = [each for number in (1, 2, 3) for each in day(number).easy()]
MOVING = day(1, "06:30").placement("movement")


@pytest.fixture
def told(lines: Lines, session: Workspace, wall: Wall) -> Callable[..., OpenLines]:
    """Return what tells a history up to a day."""

    def tell(at: Day, *records: Any) -> OpenLines:  # noqa: ANN401  records, and lists of them
        wall.now = at.moment()
        if records:
            session.keep_records(*story(*records))  # type: ignore[arg-type]
        return visit_of(lines, session)

    return tell


def profile(visit: OpenLines) -> Profile:
    """Return what the plan knows of its owner."""
    found = visit.practice.profile()
    assert found is not None
    return found


def test_each_step_has_its_number_how_it_stands_its_time_and_its_easy_days(
    lines: Lines, told: Callable[..., OpenLines]
) -> None:
    """A step is one line that makes sense alone; several sizes have a letter behind their number."""
    said = lines.until_over(lambda: plan(told(day(4, "20:00"), BEGUN, EASY)))
    assert "1 Outside: open today, and where you are; 30 to 60 seconds. Easy days: 5, 6 and 7 January." in said
    assert "3 A fingertip inside: comes after 2 Entrance; three times 20 to 30 seconds." in said
    assert "4a Size size a: comes after 2 Entrance; 1 to 3 minutes. 4b Size size b:" in said
    assert "6 Together: comes after 5 Small movements." in said


def test_a_closed_step_says_what_would_open_it(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """Its reason stands in sentences, and nothing offers to practise it."""
    said = lines.press("3\n").until_over(lambda: plan(told(day(2, "20:00"), BEGUN)))
    assert "What would open it:" in said
    assert "p Practise" not in said


def test_before_the_first_page_only_the_step_that_it_opens_is_offered(
    lines: Lines, told: Callable[..., OpenLines]
) -> None:
    """Another one says after what it comes, and then the plan asks again."""
    said = lines.press("2\n").until_over(lambda: plan(told(day(1, "20:00"))))
    assert "p Practise" not in said
    assert said.endswith("Which step, by its number, or what else? A question mark says the choices. You:")
    assert "p Practise" in lines.press("1\n").until_over(lambda: plan(told(day(1, "20:00"))))


def test_a_step_is_read_once_and_then_only_what_is_new_of_it(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """A question that was left leads back to the plan, and whoever comes again hears only how the step stands."""
    visit = told(day(2, "20:00"), BEGUN)
    what = visit.library.step("mapping").what
    said = lines.press("1\n", "p\n", "back\n", "1\n").until_over(lambda: plan(visit))
    assert said.count(what) == 1
    assert said.endswith(
        "1 Outside: open today, and where you are; 30 to 60 seconds. This step: A question mark says the choices. You:"
    )


def test_a_question_mark_at_a_step_that_is_known_reads_it_again(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """With its choices."""
    visit = told(day(2, "20:00"), BEGUN)
    said = lines.press("1\n", "back\n", "1\n", "?\n").until_over(lambda: plan(visit))
    assert said.count(visit.library.step("mapping").what) == 2
    assert said.endswith("This step: p Practise w Why You:")


def test_what_was_ticked_stays_when_its_page_is_left_and_is_not_named(
    lines: Lines, told: Callable[..., OpenLines]
) -> None:
    """Coming back, nothing has to be ticked again, and who else is in the room hears none of it."""
    visit = told(day(1, "20:00"))
    lines.press("1\n", "p\n", "1\n", "1\n", "4\n", "back\n", "1\n", "p\n", "1\n", "6\n")
    said = lines.until_over(lambda: plan(visit))
    assert profile(visit).history == ("lichen_sclerosus",)
    assert said.count("Ticked: lichen sclerosus.") == 1
    assert said.count("What you ticked before is ticked still.") == 1


def test_going_on_with_nothing_ticked_says_so_and_asks_again(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """Nobody is taken back to the plan without a word, and "none of these" is still an answer there."""
    visit = told(day(1, "20:00"))
    said = lines.press("1\n", "p\n", "1\n", "1\n", "6\n", "1\n").until_over(lambda: plan(visit))
    assert said.count("Nothing is ticked.") == 1
    assert profile(visit).history == ("none",)


def test_why_is_said(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """The letter of the page says what lies behind the answer."""
    said = lines.press("w\n").until_over(lambda: plan(told(day(2, "20:00"), BEGUN, day(1).flag())))
    assert "Warmth and lubricant: This rests until what you noted has been looked at." in said


def test_asked_why_after_a_burning_only_what_was_told_is_said(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """The tender place was not asked about any more, so that nothing was said of it is no reason."""
    visit = told(day(2, "20:00"), BEGUN, day(1).mapping(1, settled=True, faded=None, ended="burning"), day(2).rating(0))
    said = lines.press("w\n").until_over(lambda: plan(visit))
    assert "does not count as an easy day: it burned. Another one may." in said
    assert "tender place" not in said


def test_the_first_step_asks_for_the_agreement_and_what_a_clinician_should_know(
    lines: Lines, told: Callable[..., OpenLines]
) -> None:
    """Each question once, each answer kept before the next; then the page before the session is there."""
    visit = told(day(1, "20:00"))
    said = lines.press("1\n", "p\n", "1\n", "1\n", "4\n", "2\n", "6\n").until_over(lambda: plan(visit))
    assert "Ticked: lichen sclerosus." in said
    assert (profile(visit).adult, profile(visit).agreed) == (True, True)
    assert set(profile(visit).history) == {"endometriosis", "lichen_sclerosus"}


@pytest.mark.parametrize("before", [(), ("1\n",), ("1\n", "1\n")], ids=["agreement", "clinician", "history"])
def test_a_step_back_from_a_question_leads_to_the_plan(
    before: tuple[str, ...], lines: Lines, told: Callable[..., OpenLines]
) -> None:
    """What was answered by then is kept; the question that was left is asked again the next time."""
    visit = told(day(1, "20:00"))
    said = lines.press("1\n", "p\n", *before, "{ctrl+c}", "?\n").until_over(lambda: plan(visit))
    assert said.endswith("! A new symptom You:")
    assert (visit.practice.profile() is not None) is bool(before)


def test_a_question_mark_says_a_page_of_the_plan_again(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """The answers are said once more, and nothing is answered."""
    visit = told(day(1, "20:00"))
    said = lines.press("1\n", "p\n", "?\n").until_over(lambda: plan(visit))
    assert said.count("1 I am an adult, I have read this") == 2
    assert visit.practice.profile() is None


@pytest.mark.parametrize("asked", ["?\n", "help\n"])
def test_a_question_mark_says_the_question_about_health_again(
    asked: str, lines: Lines, told: Callable[..., OpenLines]
) -> None:
    """All of it with its choices, also once something is ticked: without the question no choice makes sense."""
    visit = told(day(1, "20:00"))
    said = lines.press("1\n", "p\n", "1\n", asked, "1\n", "2\n", asked).until_over(lambda: plan(visit))
    ask, history = visit.library.card("ASK"), visit.library.card("RF-4")
    assert said.count(f"{ask.title} {ask.text} pregnant") == 2
    assert said.count("1 No 2 Yes 3 Answer later") == 2
    assert said.count(f"{history.title} {' '.join(history.text.split())} Type one number.") == 2


@pytest.mark.parametrize(
    ("keys", "heard"),
    [
        ("a clinician\n", "3 A fingertip inside 4a Size size a 4b Size size b 5 Small movements"),
        ("once\n", "today? 2 Entrance"),
        ("my line\n", "0 1 2 as it is now"),
        ("longer\n", "24 hours, as it is now 36 hours"),
    ],
)
def test_what_begins_with_a_number_is_chosen_by_that_and_heard_with_one(
    keys: str, heard: str, lines: Lines, told: Callable[..., OpenLines]
) -> None:
    """Nobody hears "one two Entrance", and whoever answers with the number that was heard gets that."""
    said = lines.press("e\n", keys).until_over(lambda: plan(told(day(4, "20:00"), BEGUN, EASY)))
    assert f"{heard} " in said


@pytest.mark.parametrize("key", ["{ctrl+l}", "lock\n"])
def test_a_lock_passes_through_every_question(key: str, lines: Lines, told: Callable[..., OpenLines]) -> None:
    """In the middle of a private page the journal locks at once."""
    with pytest.raises(LockNow):
        plan(told_and_pressed(lines, told, "e\n", key))


def told_and_pressed(lines: Lines, told: Callable[..., OpenLines], *keys: str) -> OpenLines:
    """Return a begun plan with keys to come."""
    lines.press(*keys)
    return told(day(2, "20:00"), BEGUN)


@pytest.mark.parametrize(
    ("key", "way"), [("back\n", Back), ("{ctrl+c}", Back), ("history\n", GoTo), ("q\n", SaveAndQuit)]
)
def test_the_plan_is_left_by_a_word_or_a_key(
    key: str, way: type[Exception], lines: Lines, told: Callable[..., OpenLines]
) -> None:
    """One step back, another place, or out, by the letter that quits at the first question."""
    with pytest.raises(way):
        plan(told_and_pressed(lines, told, key))


def changed(lines: Lines, told: Callable[..., OpenLines], *keys: str) -> OpenLines:
    """Return the visit after a change on the private page of a plan that is at movement."""
    visit = told(day(4, "20:00"), BEGUN, EASY, MOVING)
    lines.press("e\n", *keys).until_over(lambda: plan(visit))
    return visit


@pytest.mark.parametrize(
    ("keys", "field", "value"),
    [
        (("my line\n", "1\n"), "line", 1),
        (("longer\n", "48\n"), "rest_hours", 48),
        (("sample\n", "1\n"), "calendar_start", "2026-01-08"),
        (("sample\n", "2\n", "soon\n", "2026-01-02\n"), "calendar_start", "2026-01-02"),
        (("the size\n", "2\n"), "ready_size", "b"),
    ],
)
def test_what_is_changed_on_the_private_page_is_one_record(
    keys: tuple[str, ...], field: str, value: object, lines: Lines, told: Callable[..., OpenLines]
) -> None:
    """The change holds from now on, and the plan is said as it is then."""
    assert getattr(profile(changed(lines, told, *keys)), field) == value


def test_sizes_are_added_renamed_moved_and_taken_away(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """The list is said again after each change."""
    visit = changed(
        lines, told, "my sizes\n", "add\n", "lilac, 19 mm\n", "1\n", "1\n", "tiny\n", "2\n", "2\n", "3\n", "4\n"
    )
    assert [(size.label, size.mm) for size in profile(visit).sizes] == [("size b", None), ("tiny", None)]


def test_one_step_back_leads_one_question_back(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """From one size to the list of them, from the list to the plan, and from a step to the plan."""
    visit = told(day(4, "20:00"), BEGUN, EASY)
    lines.press("e\n", "my sizes\n", "1\n", "{ctrl+c}", "{ctrl+c}", "1\n", "{ctrl+c}", "w\n")
    said = lines.until_over(lambda: plan(visit))
    assert said.count("The smallest first, in your own words.") == 2
    assert said.count("Which step, by its number, or what else? A question mark says the choices.") == 3


def test_one_step_is_opened_once_with_a_reason(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """The reason is picked or typed, and the step may be practised today."""
    visit = told(day(2, "20:00"), BEGUN, day(1).easy())
    lines.press("e\n", "open one\n", "2\n", "4\n", "\n", "a warm evening\n").until_over(lambda: plan(visit))
    (found,) = [each for each in visit.session.journal.records("override") if isinstance(each, Override)]
    assert (found.scope, found.reason) == ("once", "a warm evening")


def test_a_placement_is_what_a_clinician_says(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """It sets the step that practice stands at."""
    visit = told(day(2, "20:00"), BEGUN, day(1).easy())
    lines.press("e\n", "a clinician\n", "2\n").until_over(lambda: plan(visit))
    assert visit.practice.assess().step == "entrance"


def test_a_sign_is_noted_and_cleared_again(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """Whatever the gate says a sign can be noted; a clinician's word and its day clear it."""
    visit = told(day(2, "20:00"), BEGUN)
    lines.press("!\n", "1\n", "a\n", "1\n", "2\n", "next week\n", "today\n")
    said = lines.until_over(lambda: plan(visit))
    assert said.count("a Say that a clinician has seen you") == 1
    assert "A day since it was noted, like: yesterday, or last Monday." in said
    (flag,) = visit.session.journal.records("flag")
    assert flag.cleared_at is not None  # type: ignore[attr-defined]


def test_a_slip_is_taken_back(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """On its own day a sign that was a slip leaves no closure."""
    visit = told(day(2, "20:00"), BEGUN)
    lines.press("!\n", "1\n", "a\n", "2\n").until_over(lambda: plan(visit))
    assert visit.practice.assess().row != 1


def test_the_number_of_the_next_day_is_given_where_the_plan_waits_for_it(
    lines: Lines, told: Callable[..., OpenLines]
) -> None:
    """It is asked with the scale, kept, and a reminder hears of it."""
    visit = told(day(2, "20:00"), BEGUN, day(1).mapping())
    said = lines.press("a\n", "1\n").until_over(lambda: plan(visit))
    assert "a Give the number, or leave it out" in said
    (rating,) = visit.session.journal.records("rating")
    assert (rating.about, rating.value) == ("next_day", 1)  # type: ignore[attr-defined]
    assert visit.host.numbers == [rating.at]  # type: ignore[attr-defined]


def test_rest_and_what_it_gives_to_read_are_said(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """After what was too much the plan says until when, and asks how it is now."""
    visit = told(day(2, "12:00"), BEGUN, day(1).mapping(during=5))
    said = lines.press("a\n", "1\n", "1\n").until_over(lambda: plan(visit))
    assert visit.practice.assess().outcome == "rest"
    assert visit.library.card("SPIKE").text in said


def test_a_step_is_practised_from_the_plan_and_the_evening_goes_on_with_a_sentence(
    lines: Lines, told: Callable[..., OpenLines]
) -> None:
    """What was just done is said, and the evening's question is offered, not opened."""
    visit = told(day(2, "20:00"), BEGUN)
    lines.press("1\n", "p\n", "r\n", "x", 10.0, "1\n", 40.0, "x", "2\n", "1\n", "e\n", "g\n", "w\n", "Warm feet.\n.\n")
    said = lines.until_over(lambda: plan(visit))
    assert "Just now: 1 Outside, 40 seconds, discomfort 1." in said
    assert "w Write n Not now" in said
    assert isinstance(visit.practice.sessions()[0], Session)
    assert [entry.text for entry in visit.session.journal.entries()] == ["Warm feet."]


def test_a_change_that_the_disk_refuses_is_said_and_changes_nothing(
    lines: Lines, told: Callable[..., OpenLines], memory: TransactionalMemory
) -> None:
    """The plan stands as it stood."""
    visit = told(day(4, "20:00"), BEGUN)
    memory.refuse = NotSaved("The disk is full.")
    said = lines.press("e\n", "my line\n", "1\n").until_over(lambda: plan(visit))
    assert "The disk is full." in said
    assert profile(visit).line == 2


def test_the_calendar_is_said_in_days(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """Its ranges are words, and the one that holds today says so."""
    visit = told(day(5, "20:00"), day(1, "06:00").profile(history=("none",), calendar_start="2026-01-05"))
    said = lines.until_over(lambda: plan(visit))
    assert "Days 4 to 6: Resting at the entrance" in said
    assert "Today." in said


def test_the_step_together_begins_with_its_own_questions(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """They are private, and the word for the way in is one, whatever the gate says."""
    visit = told(day(2, "20:00"), BEGUN)
    said = lines.press("6\n", "p\n").until_over(lambda: plan(visit))
    assert "p Together" in said


def test_what_waits_stands_first_by_what_is_done_with_it(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """One sentence has one name: it is a choice, said once, and said again only when it is another one."""
    said = lines.press("w\n", "?\n").until_over(lambda: plan(told(day(1, "20:00"))))
    assert "or what else? a Read the first page 1 Outside" in said
    assert said.count("a Read the first page") == 2
    assert "opens the page" not in said


def test_a_new_question_is_said_though_the_choices_are_known(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """A sign that was just noted waits for its answer, which nothing else would tell."""
    said = lines.press("!\n", "1\n").until_over(lambda: plan(told(day(2, "20:00"), BEGUN)))
    assert said.endswith(
        "a Say that a clinician has seen you Which step, by its number, or what else? "
        "A question mark says the choices. You:"
    )


def test_a_closed_step_says_after_what_it_comes(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """Before the first page it is that page, and the rung for sizes says its one thing once."""
    said = lines.until_over(lambda: plan(told(day(1, "20:00"))))
    assert "1 Outside: opens when you have read the first page; 30 to 60 seconds." in said
    assert "2 Entrance: comes after 1 Outside; 30 to 60 seconds." in said
    assert "4 Sizes: add yours. 5 Small movements" in said


def test_where_one_is_can_be_closed_today(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """Then it says both, in words that make sense alone."""
    said = lines.until_over(lambda: plan(told(day(2, "20:00"), BEGUN, day(1).flag())))
    assert "1 Outside: where you are, and not open today; 30 to 60 seconds." in said


def test_what_is_ticked_by_number_is_named_by_its_numbers(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """Which numbers tick stands before the list of them."""
    said = lines.press("1\n", "p\n", "1\n", "1\n").until_over(lambda: plan(told(day(1, "20:00"))))
    assert "Type one number. 2 to 5 tick something; the same number again takes that back. 1 None of these" in said
    assert "5 a trauma that my body remembers 6 Go on" in said


def test_a_breath_leads_back_to_a_question_of_the_plan(lines: Lines, told: Callable[..., OpenLines]) -> None:
    """Also in the middle of a private page: its question is there again, and nothing is answered."""
    visit = told(day(1, "20:00"))
    said = lines.press("1\n", "p\n", "{f6}", 3.0, "x", "1\n").until_over(lambda: plan(visit))
    assert said.count("breathe in") == 1
    assert profile(visit).agreed
