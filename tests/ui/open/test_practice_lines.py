"""Claims about practice among the entries: shown when asked for, quiet, never judged, and deleted like an entry."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from tests.entries import new_entry

from comfort_journal.records import Answers, Circuit, Close, Exercise, Hold, Part, Partner, Session, Strength
from comfort_journal.ui.open.core.note_to_self import FOR_HARD_DAYS, find_note
from comfort_journal.ui.open.history.entry_screen import SHOWN_ON_HARD_DAYS
from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.history.practice_rows import among, practice_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.records import AnyRecord
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

Run = "Callable[..., Any]"


def screen_text(app: MainApp) -> str:
    """Return what stands on the screen, line by line."""
    width, height = app.size
    return "\n".join(strip.text[:width].rstrip() for strip in app.screen._compositor.render_strips()[:height])


def practised(session: Workspace) -> list[AnyRecord]:
    """Save one record of each kind that has a line, a day apart, the session newest."""

    def times(days: int, seconds: int) -> dict[str, Any]:
        began = session.clock() - timedelta(days=days, hours=1)
        ended = began + timedelta(seconds=seconds)
        return {"id": str(uuid4()), "started_at": began.isoformat(), "ended_at": ended.isoformat()}

    records: list[AnyRecord] = [
        Session(
            **times(1, 200),
            step="mapping",
            holds=(Hold(seconds=45, during=1, after=None),),
            during=1,
            after=None,
            settled=None,
            faded="yes",
            tags=("stretch",),
            masked=False,
            ended="stop",
            spike=False,
            fear=None,
            stretch=None,
            tool=None,
        ),
        Circuit(
            **times(2, 720),
            parts=(
                Part(part="RC-1", seconds=180, breaths=None, done=True),
                Part(part="RC-3:child", seconds=90, breaths=6, done=True),
                Part(part="RC-4", seconds=5, breaths=None, done=False),
            ),
            attested=False,
            dry=None,
        ),
        Strength(**times(3, 600), exercises=(Exercise(id="STR-1", sets=3, reps=5),), during=None, after=None),
        Partner(
            **times(4, 480),
            mode="checkin",
            seconds={"touch": 480},
            answers=Answers(comfortable=9, slower=1, none=0),
            ended="key",
            close=None,
        ),
        Partner(
            **times(5, 1200),
            mode="step",
            seconds={"arousal": 600, "still": 90},
            answers=Answers(comfortable=4, slower=0, none=0),
            ended="key",
            close=Close(
                respected="yes", ended_as="done", during=1, after=None, settled=None, tags=("warm",), fear=None
            ),
        ),
    ]
    session.journal.save(*records)
    return records


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_practice_stands_among_the_entries_only_when_asked_for(
    run_open: Run, session: Workspace, size: tuple[int, int]
) -> None:
    """One key shows a quiet line for each, without a verdict; the same key takes them away again."""
    session.journal.save(new_entry(session.clock(), "The bath."))
    practised(session)
    async with run_open(HistoryScreen, size=size) as (app, pilot):
        assert "1 Outside" not in screen_text(app)
        await pilot.press("p")
        assert "p leaves it out again" in screen_text(app)
        seen = [app.screen.entry_query.row(number, 60).sentence for number in range(6)]
        assert seen == [
            "The bath.",
            "1 Outside · 45 s · discomfort 1",
            "circuit · 12 min",
            "strength · 10 min",
            "check-in timer · 8 min",
            "6 Together · 20 min · discomfort 1",
        ]
        await pilot.press("down")
        assert "1 Outside · 45 s" in screen_text(app)
        assert "1 entry" in app.screen.entry_query.count
        await pilot.press("p")
        assert "1 Outside" not in screen_text(app)


async def test_a_line_opens_what_was_recorded_to_read_and_not_to_change(run_open: Run, session: Workspace) -> None:
    """Enter shows the facts in plain words; no id of the programme, no part left out, and no key that changes them."""
    practised(session)
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        await pilot.press("p", "enter")
        drawn = screen_text(app)
        assert "It faded." in drawn
        assert "Discomfort 1 during." in drawn
        for key in ("n", "asterisk", "f", "h"):
            await pilot.press(key)
        assert isinstance(app.screen, HistoryScreen)
        await pilot.press("escape", "down", "enter", "e")
        assert isinstance(app.screen, HistoryScreen), "only of a session what was around can be changed"
        drawn = screen_text(app).replace("\u00a0", " ")
        assert "Breath with the legs up, 180 s" in drawn or "Breath with the legs up, 3 min" in drawn
        assert "Child's pose, 90 s" in drawn
        assert "squeeze" not in drawn
        assert "RC-" not in drawn
        await pilot.press("escape", "down", "enter")
        assert "Breath and lift, 3 × 5 times" in screen_text(app)  # noqa: RUF001  a multiplication sign
        await pilot.press("escape", "down", "enter")
        assert "comfortable 9" in screen_text(app)


async def test_a_line_is_deleted_and_brought_back_like_an_entry(
    run_open: Run, session: Workspace, settled: Callable[..., Any]
) -> None:
    """Delete takes the record out of the journal, u puts it back, and the cursor finds it again."""
    records = practised(session)
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        await pilot.press("p", "delete")
        await settled(app, pilot)
        assert session.journal.records("session") == []
        assert "Deleted." in screen_text(app)
        await pilot.press("u")
        await settled(app, pilot)
        assert session.journal.records("session") == [records[0]]
        assert "It is back." in screen_text(app)
        assert app.screen.entry_query.row_at(app.screen.rows.cursor).id == records[0].id


async def test_search_stars_and_reading_leave_practice_out(run_open: Run, session: Workspace) -> None:
    """A search, a tag and the stars let only entries through, and reading mode goes from entry to entry."""
    session.journal.save(new_entry(session.clock(), "Mapping the garden.", starred=True))
    practised(session)
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        await pilot.press("p", "slash", *"mapping")
        assert len(app.screen.entry_query.rows) == 1
        await pilot.press("escape", "s")
        assert len(app.screen.entry_query.rows) == 1
        await pilot.press("0", "r")
        assert len(app.screen._ids) == 1


@pytest.mark.parametrize("width", [60, 40, 28])
def test_a_number_is_never_cut(session: Workspace, width: int) -> None:
    """Where a line has little room its name loses letters, and what was measured stays whole."""
    record = practised(session)[0]
    row = practice_row(record, session.today, width, lambda _step: "a size with a very long name of its own")
    assert row.sentence.endswith(" · 45 s · discomfort 1")
    assert cell_len(row.sentence) <= width


async def test_the_footer_names_the_key(run_open: Run, session: Workspace) -> None:
    """Whoever looks for what was practised finds it in the last line."""
    session.journal.save(new_entry(session.clock(), "The bath."))
    async with run_open(HistoryScreen, size=(80, 24)) as (app, _pilot):
        assert "p practice" in screen_text(app).splitlines()[-1]


def test_a_line_costs_little_in_a_long_journal(session: Workspace) -> None:
    """With ten thousand entries a line finds its place without every entry's time being read."""
    records = practised(session)
    now = session.clock()
    entries = [new_entry(now - timedelta(hours=n), f"Entry {n}.") for n in range(10_000)]
    merged = among(entries, records)
    assert len(merged) == 10_005
    began = [getattr(record, "at", None) or record.started_at for record in merged]
    assert began == sorted(began, reverse=True)


@pytest.mark.parametrize("starred", [True, False])
async def test_an_entry_is_kept_for_hard_days_and_taken_back(
    run_open: Run, session: Workspace, settled: Callable[..., Any], *, starred: bool
) -> None:
    """The key tags it and says what that does; the same key takes that back, and no other tag and no star."""
    entry = new_entry(session.clock(), "You got through.", tags=["calm"])
    session.journal.save(replace(entry, starred=starred))
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("h")
        await settled(app, pilot)
        (entry,) = session.journal.entries()
        assert entry.starred is starred
        assert entry.tags == ("calm", FOR_HARD_DAYS)
        assert find_note(session) == entry
        assert SHOWN_ON_HARD_DAYS.format(key="h") in screen_text(app)
        await pilot.press("h")
        await settled(app, pilot)
        (entry,) = session.journal.entries()
        assert entry.starred is starred
        assert entry.tags == ("calm",)
        assert find_note(session) is None
