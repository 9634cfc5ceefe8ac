"""The number in the open journal: one quiet line, one key, no word when it is left out, and nothing counts unkept."""

from __future__ import annotations

import sys
import uuid
from datetime import datetime, time, timedelta
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from stories import day
from tests.entries import new_entry

from comfort_journal.errors import NotSaved
from comfort_journal.records import AnyRecord, Circuit, RatingRecord, Session, moment, programme_day
from comfort_journal.reminder import quiet_day
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.home.reminders import next_reminder
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.open.rating.pending_screen import GONE, KEPT, SURE, PendingRatingsScreen
from comfort_journal.ui.open.rating.rating_screen import AfterRatingScreen, RatingScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.open.conftest import Wall

    from comfort_journal.ui.open.core.workspace import Workspace

SIZES = [(80, 24), (120, 40), (40, 12)]
NUMBER = "How is it today, the day after Sunday?"
MAPPING = "Open today: 1 Outside."
AGREED = day(301, "20:00").profile(sizes=())
"""The plan was agreed to some weeks ago."""


def drawn(app: Any) -> str:  # noqa: ANN401  the app under test
    """Return what stands on the screen, as text."""
    lines = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in line) for line in lines)


def line(app: Any) -> str:  # noqa: ANN401  as above
    """Return the quiet line."""
    return str(app.screen.query_one("#quiet").render())


def sat(at: str, **given: Any) -> Session:  # noqa: ANN401
    """Return a session of ten minutes at mapping that began at ``at``."""
    fields: dict[str, Any] = {
        "step": "mapping",
        "holds": (),
        "during": 1,
        "after": 1,
        "settled": None,
        "faded": "none",
        "tags": (),
        "masked": False,
        "ended": "complete",
        "spike": False,
        "fear": None,
        "stretch": None,
        "tool": None,
    }
    ended = (datetime.fromisoformat(at) + timedelta(minutes=10)).isoformat(timespec="seconds")
    return Session(id=str(uuid.uuid4()), started_at=at, ended_at=ended, **fields | given)


def sealed(at: str, value: int | None) -> RatingRecord:
    """Return a number that was given while locked."""
    return RatingRecord(id=str(uuid.uuid4()), at=at, about="next_day", value=value, skipped=value is None, kept=None)


def put(session: Workspace, *records: AnyRecord) -> None:
    """Put records into the journal as if they had been there."""
    session.journal.save(*records)


@pytest.fixture
def asked(session: Workspace) -> Workspace:
    """Return a journal whose plan has one number to ask for: there was a session yesterday."""
    put(session, AGREED, sat("2026-11-22T21:00:00+01:00"))
    assert session.practice.assess().outcome == "ask"
    return session


def ratings(session: Workspace) -> list[RatingRecord]:
    """Return the numbers in the journal."""
    return [record for record in session.journal.records("rating") if isinstance(record, RatingRecord)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_due_number_is_one_key_a_digit_and_enter(
    run_open: Callable[..., Any], settled: Callable[..., Any], asked: Workspace, size: tuple[int, int]
) -> None:
    """It stands above the page at every size; then the gate goes on, the cursor is back, no reminder comes."""
    async with run_open(size=size) as (app, pilot):
        await settled(app, pilot)
        quiet_day.begin(app.services.state_dir)
        assert NUMBER in " ".join(drawn(app).split())
        await pilot.press("ctrl+n")
        assert isinstance(app.screen, RatingScreen)
        await pilot.press("1", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.page.area.has_focus
        assert NUMBER not in line(app)
        (kept,) = ratings(asked)
        assert (kept.about, kept.value, kept.skipped, kept.kept) == ("next_day", 1, False, True)
        assert asked.practice.assess().outcome != "ask"
        assert quiet_day.is_quiet(app.services.state_dir, asked.today)


async def test_a_number_asked_for_before_the_day_turned_is_of_that_day(
    run_open: Callable[..., Any], settled: Callable[..., Any], asked: Workspace, wall: Wall
) -> None:
    """Given after four, it answers the question that stands there, not the next day's."""
    wall.now = datetime.combine(asked.today + timedelta(days=1), time(3, 59), wall.now.tzinfo)
    day = asked.today
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        await pilot.press("ctrl+n")
        wall.now += timedelta(minutes=2)
        assert asked.today == day + timedelta(days=1)
        await pilot.press("1", "enter")
        await settled(app, pilot)
        (kept,) = ratings(asked)
        assert (kept.about, programme_day(kept.at)) == ("next_day", day)


async def test_the_line_never_takes_the_cursor(
    run_open: Callable[..., Any], settled: Callable[..., Any], asked: Workspace
) -> None:
    """What is typed while the line arrives stands in the page, whole; digits are words there."""
    async with run_open() as (app, pilot):
        await pilot.press(*"7 x")
        await settled(app, pilot)
        await pilot.press(*" 3")
        assert app.screen.page.area.text == "7 x 3"
        assert app.screen.page.area.has_focus
        await pilot.press("tab", "shift+tab")
        assert ratings(asked) == []


@pytest.mark.parametrize("key", ["x", "minus"])
async def test_what_was_left_out_does_not_come_back_that_day(
    run_open: Callable[..., Any], settled: Callable[..., Any], asked: Workspace, key: str
) -> None:
    """One key leaves it out, without a word, also for the next unlock; so does "I don't know"."""
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        await pilot.press("ctrl+n", key, *(["enter"] if key == "minus" else []))
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert (ratings(asked)[0].value, ratings(asked)[0].skipped) == (None, key == "x")
        assert NUMBER not in drawn(app)
        assert not app.screen.said.render()
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        assert NUMBER not in drawn(app)


async def test_esc_and_enter_without_a_choice_keep_nothing(
    run_open: Callable[..., Any], settled: Callable[..., Any], asked: Workspace
) -> None:
    """Nothing is chosen beforehand, and going back says nothing; the line still waits."""
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        await pilot.press("ctrl+n", "enter", "enter")
        assert isinstance(app.screen, RatingScreen)
        await pilot.press("5", "backspace", "enter", "escape")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert ratings(asked) == []
        assert NUMBER in line(app)


async def test_a_number_that_cannot_be_kept_stays_and_says_why(
    run_open: Callable[..., Any], settled: Callable[..., Any], asked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The choice is still there for another try."""

    def refuse(*_records: object) -> None:
        raise NotSaved("The disk is full.")

    async with run_open() as (app, pilot):
        await settled(app, pilot)
        await pilot.press("ctrl+n", "2")
        with monkeypatch.context() as broken:
            broken.setattr(asked, "keep_records", refuse)
            await pilot.press("enter")
            await settled(app, pilot)
            assert "The disk is full." in drawn(app)
            assert app.screen.row.value == 2
        await pilot.press("enter")
        await settled(app, pilot)
        assert [rating.value for rating in ratings(asked)] == [2]


async def test_a_sealed_number_counts_for_nothing_until_enter_keeps_it(
    run_open: Callable[..., Any], settled: Callable[..., Any], asked: Workspace
) -> None:
    """Given in its window it is proposed; kept, its own moment decides, and the gate stops asking."""
    put(asked, sealed("2026-11-23T08:10:00+01:00", 1))
    assert asked.practice.assess().outcome == "ask"
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        assert NUMBER in line(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "1, today, 08:10." in drawn(app)
        assert app.screen.row.chosen is None
        await pilot.press("enter")
        await settled(app, pilot)
        (kept,) = ratings(asked)
        assert (kept.value, kept.kept, kept.at) == (1, True, "2026-11-23T08:10:00+01:00")
        assert asked.practice.assess().outcome != "ask"
        assert " ".join(line(app).split()).endswith(f"F4 Plan. Open today: {asked.practice.step_name('mapping')}.")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_page_is_whole_at_every_size(
    run_open: Callable[..., Any], settled: Callable[..., Any], asked: Workspace, size: tuple[int, int]
) -> None:
    """Question, anchors, the proposed number and every key stand there without scrolling."""
    put(asked, sealed("2026-11-23T08:10:00+01:00", 1))
    async with run_open(size=size) as (app, pilot):
        await settled(app, pilot)
        await pilot.press("ctrl+n")
        await pilot.pause()
        seen = " ".join(drawn(app).split())
        scale = asked.practice.library.sentences.scale
        for words in (NUMBER, scale.none, scale.barely, scale.mild, scale.more, scale.worst, scale.line):
            assert words in seen
        for words in ("1, today, 08:10. Enter keeps it.", "Enter keep", "x leave it out", "Esc back"):
            assert words in seen


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_numbers_sealed_while_locked_are_kept_or_let_go_one_by_one(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """Oldest first, told after each; one is let go only after a question, and Esc leaves the rest waiting."""
    put(session, *(sealed(f"2026-11-23T0{hour}:10:00+01:00", hour) for hour in (7, 8, 9)))
    async with run_open(size=size) as (app, pilot):
        await settled(app, pilot)
        assert "A number from today, 07:10 can be kept." in " ".join(drawn(app).split())
        await pilot.press(*"warm", "ctrl+n")
        await pilot.pause()
        assert isinstance(app.screen, PendingRatingsScreen)
        assert "A number for discomfort, from today, 07:10: 7." in " ".join(drawn(app).split())
        await pilot.press("enter")
        await settled(app, pilot)
        seen = " ".join(drawn(app).split())
        assert "A number for discomfort, from today, 08:10: 8." in seen
        assert KEPT in seen
        await pilot.press("x")
        await settled(app, pilot)
        asked = SURE.format(again="x", keep="Enter")
        assert asked in " ".join(drawn(app).split())
        assert {rating.value: rating.kept for rating in ratings(session)} == {7: True, 8: None, 9: None}
        await pilot.press("x")
        await settled(app, pilot)
        seen = " ".join(drawn(app).split())
        assert GONE in seen
        assert asked not in seen
        await pilot.press("x", "escape")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.page.area.text == "warm"
        assert {rating.value: rating.kept for rating in ratings(session)} == {7: True, 8: False, 9: None}
        assert "09:10" in line(app)


@pytest.mark.parametrize(("keys", "said"), [(("enter",), KEPT), (("x", "x"), GONE)])
async def test_what_became_of_the_last_one_is_said_on_the_page_underneath(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, keys: tuple[str, ...], said: str
) -> None:
    """The page of the number is gone by then."""
    put(session, sealed("2026-11-23T07:10:00+01:00", 7))
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        await pilot.press("ctrl+n", *keys)
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert said in drawn(app)


async def test_a_day_with_a_circuit_is_complete(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """Before it the line says what is open; afterwards the line is empty until the day turns at 04:00."""
    put(session, AGREED, new_entry(session.clock(), "warm"))
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        assert MAPPING in line(app)
        put(
            session,
            Circuit(
                id=str(uuid.uuid4()),
                started_at="2026-11-23T20:00:00+01:00",
                ended_at="2026-11-23T20:12:00+01:00",
                parts=(),
                attested=False,
                dry=None,
            ),
        )
        app.screen.look_again()
        await settled(app, pilot)
        assert line(app) == "F4 Plan. Practised at 20:12: circuit."
        wall.now += timedelta(hours=7)
        app.screen.look_again()
        await settled(app, pilot)
        assert MAPPING in line(app)


async def test_on_a_low_screen_only_what_is_due_stands_above_the_page(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """The plan is one key away all the same."""
    put(session, AGREED, new_entry(session.clock(), "warm"))
    async with run_open(size=(40, 12)) as (app, pilot):
        await settled(app, pilot)
        assert line(app) == f"F4 Plan. {MAPPING}"
        assert "1 Outside" not in drawn(app)


async def test_where_nothing_waits_the_key_takes_a_number_for_now(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """A number is welcome at any time, and is kept as one for now."""
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        await pilot.press("ctrl+n", "t", "enter")
        await settled(app, pilot)
        assert [(rating.about, rating.value) for rating in ratings(session)] == [("now", 10)]


def test_in_a_rest_one_number_is_asked_for_and_then_no_more_that_day(session: Workspace, wall: Wall) -> None:
    """While none was given, and once more when the least rest has passed; what is left out does not come back."""
    put(session, AGREED, sat("2026-11-22T21:00:00+01:00", during=5, ended="pain"))
    answer = session.practice.assess()
    assert answer.outcome == "rest"
    assert next_reminder(session).kind == "now"
    number = RatingRecord(id=str(uuid.uuid4()), at=session.practice.stamp(), about="now", value=2, skipped=False)
    wall.now = moment(str(answer.until)) - timedelta(minutes=5)
    put(session, replace(number, at=session.practice.stamp()))
    assert next_reminder(session).kind == "free"
    wall.now = moment(str(answer.until))
    assert next_reminder(session).kind == "now"
    put(session, replace(number, id=str(uuid.uuid4()), at=session.practice.stamp(), value=None, skipped=True))
    assert next_reminder(session).kind == "free"
    put(session, replace(number, id=str(uuid.uuid4()), at=session.practice.stamp()))
    assert session.practice.assess().outcome == "resume"


async def test_a_session_cut_off_is_offered_once(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """The next unlock says so on the line and keeps it there; the one after says nothing."""
    put(session, AGREED, sat("2026-11-20T21:00:00+01:00", ended="early", during=None, after=None))
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        assert "The last session ended early." in line(app)
        app.screen.look_again()
        await settled(app, pilot)
        assert "The last session ended early." in line(app)
        await pilot.press("ctrl+n", "2", "enter")
        await settled(app, pilot)
        assert [(rating.about, rating.value) for rating in ratings(session)] == [("now", 2)]
        assert "early" not in line(app)
    assert session.practice.sessions()[0].asked == ("cut_off",)
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        assert "early" not in line(app)


async def test_the_number_for_afterwards_waits_until_the_day_turns(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """From five minutes after the session; it is kept on the session itself, whatever else stands there."""
    put(session, AGREED, sat("2026-11-23T21:26:00+01:00", after=None))
    assert next_reminder(session).kind == "free"
    wall.now += timedelta(minutes=1)
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        assert "after the session" in line(app)
        await pilot.press("ctrl+n")
        assert isinstance(app.screen, AfterRatingScreen)
        await pilot.press("0", "enter")
        await settled(app, pilot)
        assert "after the session" not in line(app)
    assert session.practice.sessions()[0].after == 0
    assert ratings(session) == []


async def test_the_number_for_afterwards_can_be_left_out(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """It stays unknown and is not asked for again; nor is it after 04:00."""
    put(session, AGREED, sat("2026-11-23T21:00:00+01:00", after=None))
    wall.now += timedelta(hours=7)
    assert next_reminder(session).kind != "after"
    wall.now -= timedelta(hours=7)
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        await pilot.press("ctrl+n", "x")
        await settled(app, pilot)
        assert "after the session" not in line(app)
    assert session.practice.sessions()[0].after is None


class Page(OpenScreen[None]):
    """A page that another screen is asked for by name."""

    def __init__(self, session: Workspace, item: str = "") -> None:
        """Note what was asked for."""
        super().__init__(session)
        self.item = item


async def test_a_card_of_yesterday_waits_and_goes_once_it_was_opened(
    run_open: Callable[..., Any],
    settled: Callable[..., Any],
    session: Workspace,
    wall: Wall,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each card that the hard session's tags bring up, one at a time."""
    cards = ModuleType("card")
    cards.CardScreen = Page  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "comfort_journal.ui.open.library.card_screen", cards)
    hard = sat("2026-11-23T21:00:00+01:00", during=3, settled=True, ended="burning", tags=("burning", "clench"))
    put(session, AGREED, hard)
    assert next_reminder(session).kind == "free"
    wall.now += timedelta(hours=11)
    put(
        session,
        RatingRecord(id=str(uuid.uuid4()), at=session.practice.stamp(), about="next_day", value=1, skipped=False),
    )
    async with run_open() as (app, pilot):
        for card in ("TS-1", "TS-2"):
            await settled(app, pilot)
            assert "To read after yesterday" in line(app)
            await pilot.press("ctrl+n")
            await settled(app, pilot)
            assert app.screen.item == card
            app.screen.dismiss(None)
            await settled(app, pilot)
            app.screen.look_again()
        await settled(app, pilot)
        assert "read" not in line(app)


@pytest.mark.parametrize(
    ("before", "during", "morning", "expected"),
    [
        ((), 4, 2, []),
        ((), 1, 3, ["TS-5"]),
        ((18,), 4, 2, []),
        ((14, 18), 4, 2, ["PT-1"]),
        ((14, 18), 1, 3, ["TS-5", "PT-1"]),
    ],
)
def test_a_sore_day_and_a_third_rest_bring_their_cards(
    session: Workspace, before: tuple[int, ...], during: int, morning: int, expected: list[str]
) -> None:
    """From the day after, each once; what was too much before has been quiet for days."""

    def told(at: str, value: int) -> RatingRecord:
        return RatingRecord(id=str(uuid.uuid4()), at=at, about="next_day", value=value, skipped=False, kept=True)

    put(session, AGREED, told("2026-11-21T09:00:00+01:00", 0))
    for number in before:
        put(session, sat(f"2026-11-{number}T21:00:00+01:00", during=4, after=None))
    put(session, sat("2026-11-22T21:00:00+01:00", during=during, after=None))
    put(session, told("2026-11-23T09:00:00+01:00", morning))
    assert session.practice.assess().outcome == "rest"
    offered = []
    while (quiet := next_reminder(session)).kind == "card":
        assert quiet.text == "To read after yesterday: a page of the Library."
        assert quiet.of is not None
        offered.append(quiet.card)
        put(session, replace(quiet.of, asked=(*quiet.of.asked, f"card:{quiet.card}")))
    assert offered == expected


def test_a_third_rest_brings_nothing_on_its_own_evening(session: Workspace) -> None:
    """The worst moment has its one sentence and its one offer."""
    put(session, AGREED)
    for number in (14, 18, 23):
        put(session, sat(f"2026-11-{number}T21:00:00+01:00", during=4, after=None))
    assert session.practice.assess().cards == ("SPIKE", "PT-1")
    assert next_reminder(session).kind != "card"


async def test_only_the_latest_look_is_drawn(
    run_open: Callable[..., Any], settled: Callable[..., Any], asked: Workspace
) -> None:
    """A slow look of earlier does not bring back what has been answered since."""
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        old = TodayScreen.Looked(app.screen._look, app.screen._quiet)
        put(
            asked,
            RatingRecord(id=str(uuid.uuid4()), at=asked.practice.stamp(), about="next_day", value=1, skipped=False),
        )
        app.screen.look_again()
        await settled(app, pilot)
        app.screen.post_message(old)
        await settled(app, pilot)
        assert NUMBER not in line(app)


async def test_a_journal_that_cannot_be_written_still_shows_the_line(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was offered is then offered again; nothing else is said about it."""

    def refuse(*_records: object) -> None:
        raise NotSaved("Read only.")

    put(session, AGREED, sat("2026-11-20T21:00:00+01:00", ended="early"))
    monkeypatch.setattr(session, "keep_records", refuse)
    for _ in range(2):
        async with run_open() as (app, pilot):
            await settled(app, pilot)
            assert "The last session ended early." in line(app)
            assert "Read only" not in drawn(app)
