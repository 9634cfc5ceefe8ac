"""The circuit on screen: hands free from start to end, kept as it happens, and open under every answer of the gate."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from reference_rows import REFERENCE
from stories import day, story
from textual.containers import VerticalScroll
from textual.widgets import Static

from comfort_journal.content import load_library
from comfort_journal.errors import NotSaved
from comfort_journal.records import Circuit, Part, Phrase
from comfort_journal.ui.open.practice.circuit_choice import CircuitChoice
from comfort_journal.ui.open.practice.circuit_end_screen import CircuitEndScreen, dry_marks
from comfort_journal.ui.open.practice.circuit_parts import last_openers
from comfort_journal.ui.open.practice.circuit_run_screen import CircuitRunScreen
from comfort_journal.ui.open.practice.circuit_screen import CircuitScreen
from comfort_journal.ui.widgets.big_text import BigText, fits, forms
from comfort_journal.ui.widgets.help_screen import HelpScreen
from comfort_journal.ui.widgets.pacer import Pacer

if TYPE_CHECKING:
    from datetime import datetime

    from textual.pilot import Pilot

    from comfort_journal.records import Record
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace
    from conftest import TransactionalMemory


class Wall(Protocol):
    """The wall clock of the session."""

    now: datetime


Run = Callable[..., Any]
Settled = Callable[..., Awaitable[None]]
WORDS = load_library().sentences.circuit
NAMES = ["RC-1", "RC-2", "RC-3:child", "RC-3:figure4", "RC-4", "RC-5"]


async def move(app: MainApp, pilot: Pilot[int], seconds: float) -> None:
    """Let so much time pass at once; the watch over sleep is told that it did not."""
    app.clock.now += seconds  # type: ignore[attr-defined]
    app.lookout._ticked = app.clock.now
    if isinstance(app.screen, CircuitRunScreen):
        app.screen.follow()
    await pilot.pause()


async def begun(pilot: Pilot[int], *keys: str) -> None:
    """Choose child's pose and figure four, and begin."""
    await pilot.press("1", "3", *keys, "enter")
    await pilot.pause()


def lines(app: MainApp) -> list[str]:
    """Return the screen as text."""
    return ["".join(each.text for each in strip).rstrip() for strip in app.screen._compositor.render_strips()]


def kept(session: Workspace) -> list[Circuit]:
    """Return the circuits in the journal."""
    return [record for record in session.journal.records("circuit") if isinstance(record, Circuit)]


def said(app: MainApp, selector: str) -> str:
    """Return what a line says."""
    return str(app.screen.query_one(selector, Static).render())


def chosen(app: MainApp) -> list[str]:
    """Return the marks of the three openers."""
    return [said(app, f"#opener-{place}")[2] for place in range(3)]


def circuit(at: datetime, *parts: str, dry: bool | None = None, number: int = 1) -> Circuit:
    """Return a circuit of the past."""
    return Circuit(
        id=f"00000000-0000-4000-8000-{number:012}",
        started_at=at.isoformat(),
        ended_at=at.isoformat(),
        parts=tuple(Part(part=part, seconds=90, breaths=None, done=True) for part in parts),  # type: ignore[arg-type]
        attested=False,
        dry=dry,
    )


async def test_from_start_to_end_no_key_is_needed(run_open: Run, session: Workspace, settled: Settled) -> None:
    """After Enter the clock alone goes through all parts; each is kept whole, and any key leaves the end."""
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        for _ in range(3000):
            if not isinstance(app.screen, CircuitRunScreen):
                break
            await move(app, pilot, 13.7)
            await app.workers.wait_for_complete()
        await settled(app, pilot)
        assert isinstance(app.screen, CircuitEndScreen)
        (record,) = kept(session)
        assert [(part.part, part.done) for part in record.parts] == [(name, True) for name in NAMES]
        assert [part.seconds for part in record.parts] == [180, 120, 90, 90, 120, 180]
        assert [part.breaths for part in record.parts] == [None, None, 8, None, None, None]
        assert said(app, "#ended") == WORDS.ended
        await pilot.press("x")
        assert not isinstance(app.screen, CircuitEndScreen | CircuitRunScreen | CircuitScreen)


async def test_each_part_is_kept_when_the_next_begins(run_open: Run, session: Workspace, settled: Settled) -> None:
    """One record under one id grows with the parts."""
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        await move(app, pilot, 15 + 179)
        await settled(app, pilot)
        assert kept(session) == []
        await move(app, pilot, 1)
        await settled(app, pilot)
        (first,) = kept(session)
        await move(app, pilot, 15 + 120)
        await settled(app, pilot)
        (second,) = kept(session)
        assert (first.id, [part.part for part in second.parts]) == (second.id, NAMES[:2])


async def test_what_was_done_outlives_a_lock(run_open: Run, session: Workspace) -> None:
    """Locking in the middle of a part keeps it as far as it came."""
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        await move(app, pilot, 15 + 100)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert app.became
        assert [(part.part, part.seconds, part.done) for part in kept(session)[0].parts] == [("RC-1", 100, False)]


async def test_idle_time_locks_nothing_while_it_runs(run_open: Run, settled: Settled) -> None:
    """A quarter of an hour without a key locks nothing, and the end page has its own idle time."""
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        for _ in range(65):
            await move(app, pilot, 13)
            assert not app.lookout.tick()
        await settled(app, pilot)
        assert isinstance(app.screen, CircuitRunScreen)
        await move(app, pilot, 30)
        await settled(app, pilot)
        assert isinstance(app.screen, CircuitEndScreen)
        await move(app, pilot, app.lookout.idle - 1)
        assert not app.lookout.tick()
        await move(app, pilot, 1)
        assert app.lookout.tick()


async def test_it_goes_on_under_the_help(run_open: Run, settled: Settled) -> None:
    """The end waits behind whatever covers it, and comes when that has gone."""
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        running = app.screen
        await pilot.press("f1")
        app.clock.now += 2000
        app.lookout.begin()
        running.follow()
        await settled(app, pilot)
        assert isinstance(app.screen, HelpScreen)
        assert running.run.over
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, CircuitEndScreen)


async def test_a_pause_stands_still_and_may_lock(run_open: Run) -> None:
    """Space stops time and breath, Space goes on; while it waits, idle time counts."""
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        await move(app, pilot, 15 + 30)
        await pilot.press("space")
        breath = app.screen.query_one(Pacer).breath()
        await move(app, pilot, 100)
        assert app.screen.time.text == "2:30"
        assert app.screen.query_one(Pacer).breath() == breath
        assert said(app, "#note") == WORDS.paused
        assert not app.lookout.tick()
        await pilot.press("space")
        await move(app, pilot, 10)
        assert app.screen.time.text == "2:20"
        await pilot.press("space")
        await move(app, pilot, app.lookout.idle)
        assert app.lookout.tick()


async def test_every_part_and_every_way_on_begins_with_an_in_breath(run_open: Run) -> None:
    """The first part, the next one passed on to in the middle of a breath, and what goes on after a pause."""
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        for pressed in ((), ("s",), ("s", "enter"), ("space", "space")):
            await pilot.press(*pressed)
            await move(app, pilot, 0 if "enter" in pressed or "space" in pressed else 15)
            breath = app.screen.query_one(Pacer).breath()
            assert (breath.phase, breath.open) == ("in", pytest.approx(0, abs=1e-6))
            assert app.screen.query_one("#cue", Static).content in app.screen._stations[app.screen.run.at].cue_in
            await move(app, pilot, 27)
            assert app.screen.query_one(Pacer).breath().phase == "out"


async def test_a_part_can_be_skipped_and_the_rest_ended(run_open: Run, session: Workspace, settled: Settled) -> None:
    """What was done of them is kept; what was not begun is named nowhere."""
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        await move(app, pilot, 15 + 60)
        await pilot.press("s")
        assert app.screen.run.place == (1, "settling")
        await move(app, pilot, 15 + 20)
        await pilot.press("escape")
        await settled(app, pilot)
        assert said(app, "#ended") == WORDS.some
        assert [(part.part, part.seconds, part.done) for part in kept(session)[0].parts] == [
            ("RC-1", 60, False),
            ("RC-2", 20, False),
        ]


async def test_nothing_done_is_nothing_kept(run_open: Run, session: Workspace, settled: Settled) -> None:
    """Leaving before the first breath leaves no trace and no page."""
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        await pilot.press("escape")
        await settled(app, pilot)
        assert not isinstance(app.screen, CircuitEndScreen | CircuitRunScreen | CircuitScreen)
        assert kept(session) == []


async def test_exactly_two_openers(run_open: Run) -> None:
    """None or one is not enough, a third takes the place of the first and says so, and a key takes its own back."""
    async with run_open(CircuitScreen) as (app, pilot):
        await pilot.press("down", "down", "down", "enter")
        assert said(app, "#said") == WORDS.two
        await pilot.press("2", "enter")
        assert isinstance(app.screen, CircuitScreen)
        await pilot.press("1", "3")
        assert chosen(app) == ["●", "○", "●"]
        assert said(app, "#said") == WORDS.instead.format(left="Happy baby", openers="Child's pose and Figure four")
        await pilot.press("1")
        assert chosen(app) == ["○", "○", "●"]
        await pilot.click("#opener-0")
        await pilot.press("enter")
        assert [leg.part for leg in app.screen.run.legs] == NAMES


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_arrows_go_from_one_choice_to_another_and_both_keys_take_it(run_open: Run, size: tuple[int, int]) -> None:
    """Enter until two are chosen, and then it begins; the bar says which, and the cursor is on the marked line."""
    async with run_open(CircuitScreen, size=size) as (app, pilot):
        assert "Enter choose" in lines(app)[-1]
        await pilot.press("enter")
        assert chosen(app) == ["●", "○", "○"]
        await pilot.press("down", "down", "space")
        await pilot.pause()
        assert chosen(app) == ["●", "○", "●"]
        assert "▸ ● 3  Figure four" in lines(app)[app.cursor_position.y]
        assert "Enter begin" in lines(app)[-1]
        await pilot.press("down", "space")
        await pilot.pause()
        assert "▸ ● 4  " in lines(app)[app.cursor_position.y]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CircuitRunScreen)
        assert [leg.part for leg in app.screen.run.legs] == NAMES[:-1]


async def test_arrows_read_on_past_the_last_choice(run_open: Run) -> None:
    """In a low window what stands below comes into view, and what stands above again."""
    async with run_open(CircuitScreen, size=(40, 12)) as (app, pilot):
        page = app.screen.query_one(VerticalScroll)
        await pilot.press(*["down"] * 30)
        assert page.scroll_y == page.max_scroll_y
        await pilot.press(*["up"] * 30)
        assert page.scroll_y == 0


async def test_the_last_openers_are_there_again(run_open: Run, session: Workspace) -> None:
    """The latest circuit that had two has its choice marked and said, and what a key makes of it; Enter is enough."""
    session.keep_records(
        circuit(session.clock() - timedelta(days=2), "RC-1", "RC-3:happy", "RC-3:figure4"),
        circuit(session.clock() - timedelta(days=1), "RC-1", number=2),
    )
    assert last_openers(session.journal.records("circuit")) == ("happy", "figure4")
    async with run_open(CircuitScreen) as (app, pilot):
        assert said(app, "#said") == WORDS.chosen.format(openers="Happy baby and Figure four")
        await pilot.press("2")
        assert said(app, "#said") == WORDS.chosen.format(openers="Figure four")
        await pilot.press("3")
        assert said(app, "#said") == ""
        await pilot.press("2", "3", "enter")
        assert [leg.part for leg in app.screen.run.legs][2:4] == ["RC-3:happy", "RC-3:figure4"]


async def test_without_touch_the_warmth_is_left_out(run_open: Run, settled: Settled) -> None:
    """One key leaves it out; the end is a whole circuit all the same and asks nothing."""
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot, "4")
        assert [leg.part for leg in app.screen.run.legs] == NAMES[:-1]
        await move(app, pilot, 2000)
        await settled(app, pilot)
        assert said(app, "#ended") == WORDS.ended
        assert said(app, "#said") == WORDS.leaves


@pytest.mark.parametrize("name", REFERENCE)
def test_breath_and_jaw_are_open_in_every_reference_row(
    name: str, session: Workspace, wall: Wall, memory: TransactionalMemory
) -> None:
    """Whatever the gate answers, the circuit begins with them."""
    records, at, _ = REFERENCE[name]
    session.journal.save(*records)
    wall.now = at
    assert CircuitChoice(session).parts[:2] == ("RC-1", "RC-2")


OUTCOMES: dict[str, tuple[list[Record], datetime]] = {
    "closed": ([], day(1, "12:00").moment()),
    "evaluate": (story(day(1).flag("bulge"), day(1).flag("bleeding")), day(2, "12:00").moment()),
    **{str(expected["outcome"]): (records, at) for records, at, expected in REFERENCE.values()},
}


def test_every_outcome_is_there() -> None:
    """The stories below leave none out."""
    assert set(OUTCOMES) == {row.outcome for row in load_library().gate.row}


@pytest.mark.parametrize("outcome", OUTCOMES)
async def test_breath_and_jaw_run_under_every_outcome(
    outcome: str, run_open: Run, session: Workspace, wall: Wall
) -> None:
    """They can be begun and gone through."""
    records, wall.now = OUTCOMES[outcome]
    if records:
        session.journal.save(*records)
    assert session.practice.assess().outcome == outcome
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        await move(app, pilot, 15)
        assert app.screen.run.leg.part == "RC-1"
        await move(app, pilot, 180 + 15)
        assert app.screen.run.leg.part == "RC-2"


@pytest.mark.parametrize(("sign", "left"), [("bleeding", NAMES[:-1]), ("bulge", ["RC-1", "RC-2", "RC-5"])])
async def test_a_sign_leaves_its_parts_out_and_says_why(
    sign: str, left: list[str], run_open: Run, session: Workspace, wall: Wall
) -> None:
    """The gate's reason stands on the first page, and the parts do not come."""
    session.journal.save(*story(day(1).flag(sign)))
    wall.now = day(2, "12:00").moment()
    async with run_open(CircuitScreen) as (app, pilot):
        assert "has been looked at" in " ".join(" ".join(lines(app)).split())
        await begun(pilot)
        assert [leg.part for leg in app.screen.run.legs] == left


async def test_only_the_breath_begins_at_once(run_open: Run, session: Workspace, settled: Settled) -> None:
    """Three minutes of the first part need no page before and no key."""
    async with run_open(lambda opened: CircuitScreen(opened, parts=("RC-1",))) as (app, pilot):
        await pilot.pause()
        assert [leg.part for leg in app.screen.run.legs] == ["RC-1"]
        await move(app, pilot, 15 + 180)
        await settled(app, pilot)
        assert said(app, "#ended") == WORDS.some
        assert [(part.part, part.seconds) for part in kept(session)[0].parts] == [("RC-1", 180)]


async def test_the_third_dry_mark_brings_the_card(run_open: Run, session: Workspace, settled: Settled) -> None:
    """Within fourteen days; before that the mark is only noted, under the record's own id."""
    for number in (1, 2):
        session.keep_records(circuit(session.clock() - timedelta(days=number), "RC-5", dry=True, number=number))
    assert dry_marks(kept(session), session.clock(), 14) == 2
    assert dry_marks(kept(session), session.clock() + timedelta(days=13), 14) == 1
    async with run_open(lambda opened: CircuitScreen(opened, parts=("RC-5",))) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await move(app, pilot, 15 + 180)
        await settled(app, pilot)
        assert said(app, "#said") == WORDS.dry
        await pilot.press("y")
        await settled(app, pilot)
        assert said(app, "#said") == load_library().part("RC-5").card.strip()
        assert [record.dry for record in kept(session)] == [True, True, True]
        await pilot.press("y")
        assert not isinstance(app.screen, CircuitEndScreen)


async def test_a_dry_mark_alone_is_only_noted(run_open: Run, session: Workspace, settled: Settled) -> None:
    """Yes and no are kept as they are said."""
    async with run_open(lambda opened: CircuitScreen(opened, parts=("RC-5",))) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await move(app, pilot, 15 + 180)
        await settled(app, pilot)
        await pilot.press("n")
        await settled(app, pilot)
        assert said(app, "#said") == WORDS.noted
        assert kept(session)[0].dry is False


async def test_lines_take_turns_with_the_breath(run_open: Run) -> None:
    """In, out, and the next of each with the next breath."""
    part = load_library().part("RC-1")
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        await move(app, pilot, 15)
        found = []
        for _ in range(4):
            found.append(said(app, "#cue"))
            await move(app, pilot, 5)
        assert found == [part.cue_in[0], part.cue_out[0], part.cue_in[1], part.cue_out[1]]


async def test_without_motion_the_breath_stands_large(run_open: Run) -> None:
    """First the part's word, then the breath as a word, and dots in place of the shape."""
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        assert app.screen.word.text == "Breathe"
        await move(app, pilot, 15)
        assert app.screen.word.text == "Breathe"
        await move(app, pilot, 3.5)
        assert app.screen.word.text == "In"
        await move(app, pilot, 1)
        assert app.screen.word.text == "Out"
        assert set("".join(str(app.screen.query_one(Pacer).render()).split()).replace("breatheout", "")) == {"·"}


async def test_with_motion_the_word_stays(run_open: Run, session: Workspace) -> None:
    """The shape shows the breath, and the part's word stays large beside it."""
    session.settings = session.settings._replace(motion="full")
    async with run_open(CircuitScreen) as (app, pilot):
        await begun(pilot)
        await move(app, pilot, 15 + 4)
        assert app.screen.word.text == "Breathe"
        assert "█" in str(app.screen.query_one(Pacer).render())


@pytest.mark.parametrize("wanted", [True, False])
async def test_each_change_is_seen_and_only_if_wanted_heard(
    wanted: bool,  # noqa: FBT001  parametrized
    run_open: Run,
    session: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The large line is marked for a moment at every change, with or without the bell."""
    session.settings = session.settings._replace(bell=wanted)
    async with run_open(CircuitScreen) as (app, pilot):
        rung: list[float] = []
        monkeypatch.setattr(app, "bell", lambda: rung.append(app.clock()))
        await begun(pilot)
        for seconds in (15, 180):
            await move(app, pilot, seconds)
            assert app.screen.has_class("-changed")
            await move(app, pilot, 3.1)
            assert not app.screen.has_class("-changed")
            app.clock.now -= 3.1
        assert len(rung) == (2 if wanted else 0)


async def test_the_image_may_be_the_owners(run_open: Run, session: Workspace) -> None:
    """Own words stand where the shipped image stood, as plain text on one line."""
    session.keep_records(Phrase(id="00000000-0000-4000-8000-000000000009", key="RC-4", text="a [tide]\ngoing out"))
    async with run_open(lambda opened: CircuitScreen(opened, parts=("RC-4",))) as (app, pilot):
        await pilot.pause()
        assert said(app, "#image") == "a [tide] going out"
        await move(app, pilot, 15)
        assert said(app, "#note") == "a [tide] going out"


async def test_what_cannot_be_kept_is_said_and_tried_again(
    run_open: Run, session: Workspace, settled: Settled, memory: TransactionalMemory
) -> None:
    """The page stays with the reason; Enter tries once more."""
    async with run_open(lambda opened: CircuitScreen(opened, parts=("RC-1",))) as (app, pilot):
        await pilot.pause()
        memory.refuse = NotSaved("The disk is full.")
        await move(app, pilot, 15 + 180)
        await settled(app, pilot)
        assert isinstance(app.screen, CircuitRunScreen)
        assert "The disk is full." in said(app, "#note")
        memory.refuse = None
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, CircuitEndScreen)
        assert len(kept(session)) == 1


async def test_a_small_window_has_everything(run_open: Run) -> None:
    """On 40 by 12 the choice, the word, the time, the breath and its line are there, and nothing is cut off."""
    async with run_open(CircuitScreen, size=(40, 12)) as (app, pilot):
        page = "\n".join(lines(app))
        assert all(f"{key}  " in page for key in "123n")
        await begun(pilot)
        assert "B r e a t h e" in lines(app)[0]
        assert "0 : 1 5" in lines(app)[0]
        await move(app, pilot, 15)
        page = "\n".join(lines(app))
        assert "3 : 0 0" in page
        assert "breathe in" in page
        assert load_library().part("RC-1").cue_in[0] in page
        assert "Esc end" in page


def test_the_large_line_is_never_wider_than_its_place() -> None:
    """The largest form that fits is chosen, and every word and time of the circuit has one."""
    words = {part.word for part in load_library().circuit.part}
    for text in (*words, "In", "Out", "0:00", "12:34"):
        for width in range(120):
            chosen = next(form for form in forms(text) if fits(form, width, 8))
            assert max(map(len, chosen)) <= width
        assert len(next(form for form in forms(text) if fits(form, 42, 4))) == 4
        assert len(next(form for form in forms(text) if fits(form, 84, 8))) == 7
    assert forms("ß")[0] == ["ß"]
    assert BigText().text == ""
