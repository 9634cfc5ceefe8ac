"""The partner process under Pilot: every press is the machine's, the record is sealed as it goes, and it ends once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from evenings import CODE, checkin, setup
from textual import events
from textual.geometry import Size

from comfort_journal import paths, settings
from comfort_journal.partner import HandOver, Inbox
from comfort_journal.ui.partner.app import TICK, PartnerApp
from comfort_journal.ui.partner.around import NOT_KEPT
from comfort_journal.ui.partner.record_saver import RecordSaver
from comfort_journal.ui.partner.screens.checkin_screen import CheckinPage
from comfort_journal.ui.partner.screens.ready_stop import ReadyStop
from comfort_journal.ui.partner.screens.session_screen import SessionPage
from comfort_journal.ui.widgets.demo_line import DEMO

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Listening
    from textual.pilot import Pilot

SOURCES = Path(__file__).resolve().parents[3] / "src"
INBOX = Inbox(vault="/nowhere", vault_id=bytes(16), public=bytes(1216))


class Sealed(RecordSaver):
    """Keeping without a disk: it remembers the records, and fails when told to."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(None)
        self.records: list[Any] = []

    def keep(self, record: Any) -> None:  # noqa: ANN401
        """Remember."""
        if record != (self.records or [None])[-1]:
            self.records.append(record)


class Evening:
    """An app with a clock that a test moves, and the things it did at its end."""

    def __init__(
        self,
        clock: Any,  # noqa: ANN401
        told: HandOver | None = None,
        *,
        interval: int | None = None,
        **chosen: Any,  # noqa: ANN401
    ) -> None:
        """Make the app."""
        self.clock = clock
        self.slept = 0.0
        self.left: list[PartnerApp] = []
        self.kept = Sealed()
        self.app = PartnerApp(
            told or HandOver(setup=checkin(), inbox=INBOX),
            settings.Settings(motion="none", **chosen),
            interval=interval,
            clock=clock,
            slept=lambda: self.slept,
            leave=self.left.append,
            keeping=self.kept,
        )

    @property
    def phase(self) -> str:
        """Where the session stands."""
        assert self.app.state is not None
        return self.app.state.phase

    async def pass_time(self, pilot: Pilot[int], seconds: float) -> None:
        """Let time pass in steps that no tick gap is made of."""
        while seconds > 0:
            self.clock.now += min(seconds, 4)
            seconds -= 4
            self.app._look_at_clock()
        await pilot.pause()

    async def run_up_to_touch(self, pilot: Pilot[int]) -> None:
        """Rehearse stop, wait, begin."""
        await pilot.press("x")
        await self.pass_time(pilot, 3)
        await pilot.press("enter")
        assert self.phase == "touch"


@pytest.fixture
def evening(make_clock: Callable[[], Any]) -> Evening:
    """Return an app with a check-in timer that was set up in private."""
    return Evening(make_clock())


@pytest.mark.parametrize(
    "key", ["space", "x", "enter", "escape", "f1", "ctrl+c", "ctrl+z", "ctrl+p", "tab", "question_mark"]
)
async def test_any_key_stops_and_no_widget_gets_one(evening: Evening, key: str) -> None:
    """Also those that every other screen takes for itself."""
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        await pilot.press(key)
        assert evening.phase == "stop"
        assert isinstance(evening.app.screen, SessionPage)
        assert evening.app.focused is None


@pytest.mark.parametrize(
    "event",
    [
        events.Paste("1"),
        events.MouseDown(None, 1, 1, 0, 0, 1, shift=False, meta=False, ctrl=False),
        events.MouseScrollDown(None, 1, 1, 0, 0, 0, shift=False, meta=False, ctrl=False),
    ],
    ids=["paste", "press", "wheel"],
)
async def test_a_press_that_is_no_key_stops(evening: Evening, event: events.Event) -> None:
    """A paste, a mouse button, the wheel."""
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        evening.app.post_message(event)
        await pilot.pause()
        assert evening.phase == "stop"


async def test_what_is_no_press_changes_nothing_and_a_lost_focus_pauses(evening: Evening) -> None:
    """A moved mouse, a button let go, focus that comes; then focus that goes."""
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        for kind in (events.MouseMove, events.MouseUp):
            evening.app.post_message(kind(None, 1, 1, 0, 0, 0, shift=False, meta=False, ctrl=False))
        evening.app.post_message(events.AppFocus())
        evening.app.post_message(events.Resize(Size(70, 20), Size(70, 20)))
        await pilot.pause()
        assert evening.phase == "touch"
        evening.app.post_message(events.AppBlur())
        await pilot.pause()
        assert evening.phase == "pause"


async def test_silence_is_a_pause_at_its_moment_and_then_a_stop(evening: Evening) -> None:
    """The ticks alone say so, however late they come."""
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        await evening.pass_time(pilot, 44)
        assert evening.phase == "touch"
        await evening.pass_time(pilot, 1 + TICK)
        assert evening.phase == "pause"
        await evening.pass_time(pilot, 181)
        assert evening.phase == "stop"
        assert evening.kept.records[-1].ended == "no_answer"


async def test_every_change_is_sealed_and_the_stop_is_painted_before(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the moment the stop is given to the page, the record of it has not been asked for."""
    painted: list[int] = []
    stopped = SessionPage.stopped

    def note(page: SessionPage, *, rehearsal: bool) -> None:
        painted.append(len(evening.kept.records))
        stopped(page, rehearsal=rehearsal)

    monkeypatch.setattr(SessionPage, "stopped", note)
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        assert [record.ended for record in evening.kept.records] == ["early"]
        await pilot.press("x")
        await pilot.pause()
        assert painted == [0, 1]
        assert [record.ended for record in evening.kept.records] == ["early", "key"]


async def test_the_end_waits_for_the_record_and_comes_once(evening: Evening) -> None:
    """Ctrl+L in touch: an empty screen, the seal, then the way out, whatever is pressed meanwhile."""
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        await pilot.press("ctrl+l", "ctrl+l", "x")
        await evening.app._going
        assert evening.left == [evening.app]
        assert evening.kept.records[-1].ended == "key"
        assert evening.app._covered


async def test_rest_ends_with_any_key_and_says_what_could_not_be_kept(evening: Evening) -> None:
    """A disk that refused held nothing back, and is named when all is over."""
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        evening.kept.failed = True
        await pilot.press("x")
        await evening.pass_time(pilot, 11)
        assert evening.phase == "aftercare"
        assert NOT_KEPT in str(evening.app.screen.query_one("#quiet").content)
        await pilot.press("x")
        await evening.app._going
        assert evening.left == [evening.app]


@pytest.mark.parametrize("how", ["asleep", "gap", "woken"])
async def test_a_machine_that_slept_ends_it_at_the_lock_screen(evening: Evening, how: str) -> None:
    """By the clock that counts sleep, by a gap between ticks, or by being told to go on."""
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        if how == "asleep":
            evening.slept = 2.5
        elif how == "gap":
            evening.clock.now += 5.5
        if how == "woken":
            evening.app.wake()
        else:
            evening.app._look_at_clock()
        await pilot.pause()
        assert evening.phase == "locked"
        await evening.app._going
        assert evening.kept.records[-1].ended == "technical"


async def test_a_process_that_must_end_seals_the_session_as_early(evening: Evening) -> None:
    """Its seconds so far are in it."""
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        await evening.pass_time(pilot, 9)
        assert evening.app.seal_before_ending()
        assert (evening.kept.records[-1].ended, evening.kept.records[-1].seconds) == ("early", {"touch": 9})


async def test_the_step_begins_where_it_was_set_up_and_its_code_leads_on(make_clock: Callable[[], Any]) -> None:
    """A setup that was handed over needs no first page."""
    evening = Evening(make_clock(), HandOver(setup=setup(bell=False, circuit_age=60.0), inbox=INBOX))
    async with evening.app.run_test() as pilot:
        await pilot.press("x")
        await evening.pass_time(pilot, 3)
        await pilot.press(*CODE)
        assert evening.phase == "circuit"


async def test_the_first_page_begins_a_session_and_its_choice_is_remembered(make_clock: Callable[[], Any]) -> None:
    """Interval and bell, and nothing else, also where the settings file holds more."""
    file = paths.settings_file()
    settings.save(file, settings.Settings(title="Lists"))
    evening = Evening(make_clock(), HandOver(inbox=INBOX))
    async with evening.app.run_test() as pilot:
        assert isinstance(evening.app.screen, CheckinPage)
        await pilot.press("right", "b", "c", *CODE, "enter")
        await evening.app.workers.wait_for_complete()
        assert evening.phase == "agreement"
        assert evening.app.state.setup.code == CODE
        assert evening.app.state.stage == "rehearse", "the Enter that began was taken for the tried stop"
    remembered, _ = settings.load(file)
    assert (remembered.checkin_seconds, remembered.checkin_bell, remembered.title) == (50, False, "Lists")
    assert CODE not in file.read_text()


@pytest.mark.parametrize("damaged", [True, False])
async def test_a_settings_file_that_must_not_be_touched_is_not(make_clock: Callable[[], Any], damaged: bool) -> None:  # noqa: FBT001
    """One with a fault in it is the owner's to mend, and a throw-away session remembers nothing."""
    file = paths.settings_file()
    file.parent.mkdir(parents=True)
    file.write_text('theme = "lamplight"\ntitel = "x"\n' if damaged else "")
    before = file.read_text()
    evening = Evening(make_clock(), HandOver(inbox=INBOX, demo=not damaged))
    async with evening.app.run_test() as pilot:
        await pilot.press("right", "enter")
        await evening.app.workers.wait_for_complete()
        assert evening.phase == "agreement"
    assert file.read_text() == before


@pytest.mark.parametrize(
    ("key", "after"), [("escape", "lock"), ("ctrl+c", "lock"), ("ctrl+l", "lock"), ("ctrl+q", "leave")]
)
async def test_the_first_page_can_be_left(make_clock: Callable[[], Any], key: str, after: str) -> None:
    """For the lock screen, or with Ctrl+Q for the shell; nothing is sealed."""
    evening = Evening(make_clock(), HandOver(inbox=INBOX))
    async with evening.app.run_test() as pilot:
        await pilot.press(key)
        await evening.app._going
        assert [app.handover.after for app in evening.left] == [after]
        assert evening.kept.records == []


@pytest.mark.parametrize(("keys", "remembered"), [(("enter",), 45), (("right", "enter"), 35)], ids=["once", "changed"])
async def test_an_interval_that_was_asked_for_holds_once(
    make_clock: Callable[[], Any], keys: tuple[str, ...], remembered: int
) -> None:
    """What the command line says is what Enter begins with; only what the page changed is there the next time."""
    evening = Evening(make_clock(), HandOver(inbox=INBOX), interval=30)
    async with evening.app.run_test() as pilot:
        await pilot.press(*keys)
        await evening.app.workers.wait_for_complete()
        assert evening.app.state.setup.interval == (30 if keys == ("enter",) else 35)
    assert settings.load(paths.settings_file())[0].checkin_seconds == remembered


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_a_session_of_the_demo_says_so_to_its_stop(make_clock: Callable[[], Any], size: tuple[int, int]) -> None:
    """On the first page and on the session's, and what stops it is there as ever."""
    evening = Evening(make_clock(), HandOver(demo=True))
    async with evening.app.run_test(size=size) as pilot:
        shown = [rows(evening.app)]
        await pilot.press("enter")
        await evening.pass_time(pilot, 1)
        shown.append(rows(evening.app))
        await evening.run_up_to_touch(pilot)
        shown.append(rows(evening.app))
        assert "any other key stops" in "\n".join(shown[-1])
        await pilot.press("x")
        assert evening.phase == "stop"
        shown.append(rows(evening.app))
        assert [page[0].strip() for page in shown] == [DEMO] * 4


def rows(app: PartnerApp) -> list[str]:
    """Return what the terminal shows, row by row."""
    return ["".join(segment.text for segment in row) for row in app.screen._compositor.render_strips()]


WHOLE_SESSION = """
import asyncio, sys
from comfort_journal.process import harden
harden()
from comfort_journal.cli import partner, program  # the way in
from comfort_journal.partner import HandOver
from comfort_journal.settings import Settings
from comfort_journal.ui.partner.app import PartnerApp

async def whole():
    now = [1000.0]
    app = PartnerApp(HandOver(demo=True), Settings(), clock=lambda: now[0], leave=lambda app: app.exit(0))
    async with app.run_test() as pilot:
        await pilot.press("enter", "x")
        for _ in range(3):
            now[0] += 1
            app._look_at_clock()
        await pilot.press("enter", "r", "x")
        for _ in range(12):
            now[0] += 1
            app._look_at_clock()
        assert app.state.phase == "aftercare", app.state
        await pilot.press("x")
        await app._going

asyncio.run(whole())
print(*sorted(sys.modules))
"""


def test_a_whole_session_loads_nothing_of_the_journal() -> None:
    """From the first page to rest: no journal, no TinyDB, no open screen is in the process."""
    done = subprocess.run(
        [sys.executable, "-c", WHOLE_SESSION],
        env={"PYTHONPATH": str(SOURCES), "HOME": "/nonexistent", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    assert "comfort_journal.ui.partner.app" in loaded
    for kept_out in ("comfort_journal.journal", "comfort_journal.ui.open", "comfort_journal.vault.vault", "tinydb"):
        assert not [name for name in loaded if name == kept_out or name.startswith(f"{kept_out}.")]


async def test_a_stop_is_heard_after_it_is_painted(
    make_clock: Callable[[], Any], listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is sent to the terminal first; what was being said ends then, and the tone and the word come after."""
    evening = Evening(make_clock(), sounds=True, speech=True)
    show = ReadyStop.show

    def shown(ready: ReadyStop) -> None:
        show(ready)
        listening.heard.append("painted" if ready._sequence else "nothing to paint")

    monkeypatch.setattr(ReadyStop, "show", shown)
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        assert listening.since() == ["stop", "'Stop'"]  # the rehearsal
        await pilot.press("x")
        await pilot.pause()
        assert listening.heard == ["painted", "silence", "stop", "'Stop'"]


async def test_a_session_says_the_question_and_the_stop_and_nothing_else(
    make_clock: Callable[[], Any], listening: Listening
) -> None:
    """Every moment has its tone; a pause and an answer that is due have no word."""
    evening = Evening(make_clock(), sounds=True, speech=True)
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        listening.since()
        await evening.pass_time(pilot, 46)
        assert listening.since() == ["ask", "'Comfortable?'", "due", "change"]
        await evening.pass_time(pilot, 181)
        assert listening.since() == ["stop", "'Stop'"]


@pytest.mark.parametrize(
    ("bell", "there", "rung"), [(False, True, []), (True, False, ["bell", "bell"])], ids=["silent", "no player"]
)
async def test_a_session_set_up_without_its_bell_is_silent_and_the_bell_stays_where_nothing_plays(  # noqa: PLR0913, PLR0917
    make_clock: Callable[[], Any],
    listening: Listening,
    monkeypatch: pytest.MonkeyPatch,
    bell: bool,  # noqa: FBT001  parametrized
    there: bool,  # noqa: FBT001  as above
    rung: list[str],
) -> None:
    """For an answer that is due and for a pause, as ever; the question itself never rang."""
    listening.there = there
    told = HandOver(setup=setup(mode="checkin", code=None, bell=bell), inbox=INBOX)
    evening = Evening(make_clock(), told, sounds=True, speech=True)
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        monkeypatch.setattr(evening.app, "bell", lambda: listening.heard.append("bell"))
        listening.heard.clear()
        await evening.pass_time(pilot, 46)
        assert listening.since() == rung


async def test_a_lock_in_a_session_is_silent_at_once(make_clock: Callable[[], Any], listening: Listening) -> None:
    """Ctrl+L ends what is heard, and nothing is heard after it."""
    evening = Evening(make_clock(), sounds=True, speech=True)
    async with evening.app.run_test() as pilot:
        await evening.run_up_to_touch(pilot)
        listening.heard.clear()
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert listening.heard[:1] == ["silence"]
        assert listening.since() == []
