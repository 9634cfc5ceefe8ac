"""Claims about the other ways to read: reading mode and only what felt safe."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from tests.entries import new_entry
from textual.geometry import Offset

from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.history.reader_screen import ReaderScreen, in_order
from comfort_journal.ui.open.history.safe_moments_screen import SafeMomentsScreen

if TYPE_CHECKING:
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

SAFE = "What felt safe today?"
HARD = "[/x] [b \x1b[31mred 👩‍👩‍👧‍👦 שלום " + "w" * 120 + " \u202eend"
Run = "Callable[..., Any]"


def write(session: Workspace, days_ago: int, text: str, prompt: str | None = None, **fields: Any) -> str:  # noqa: ANN401
    """Save one entry and return its id."""
    entry = new_entry(session.clock() - timedelta(days=days_ago), text, prompt, **fields)
    session.journal.save(entry)
    return entry.id


def lines(app: MainApp) -> list[str]:
    """Return the lines of the screen."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def drawn(app: MainApp) -> str:
    """Return what stands on the screen."""
    return "\n".join(lines(app))


async def test_reading_mode_shows_one_column_and_nothing_else(run_open: Run, session: Workspace) -> None:
    """At most 68 cells, centred, and no other widget than the column."""
    write(session, 1, "word " * 100)
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("r")
        assert isinstance(app.screen, ReaderScreen)
        text = [line for line in lines(app) if line.strip()]
        assert max(cell_len(line.strip()) for line in text) <= 68
        assert {cell_len(line) - cell_len(line.lstrip()) for line in text} == {26}
        assert [type(widget).__name__ for widget in app.screen.children if widget.display and widget.size] == [
            "SelectableColumn"
        ]


@pytest.mark.parametrize(
    ("about", "read"),
    [
        ("", "abcd"),
        ("b:a", "acd"),
        ("b:a c:b", "acd"),
        ("b:a c:b d:c", "ac"),
        ("b:a c:a d:z", "ad"),
        ("a:a", "abcd"),
        ("a:b b:a", "acd"),
        ("a:b b:c c:a", "bcd"),
    ],
)
def test_every_entry_is_read_by_itself_or_under_one_that_is(session: Workspace, about: str, read: str) -> None:
    """Also a note on a note, and notes that refer to each other in a ring."""
    named = dict(pair.split(":") for pair in about.split())
    made = [replace(new_entry(session.clock(), name), id=name) for name in "dcba"]
    ordered = in_order([replace(entry, about=named.get(entry.id)) for entry in made])
    found = "".join(entry.id for entry in ordered)
    assert all(each in found or named[each] in found for each in "abcd")
    assert found == read


async def test_next_and_previous_are_one_key_in_order_of_time(run_open: Run, session: Workspace) -> None:
    """Right goes on in time and left goes back; at either end one stays."""
    for days_ago, text in ((3, "First."), (2, "Second."), (1, "Third.")):
        write(session, days_ago, text)
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("down", "r")
        assert "Second." in drawn(app)
        await pilot.press("right")
        assert "Third." in drawn(app)
        await pilot.press("right", "left", "left", "left")
        assert "First." in drawn(app)
        await pilot.press("escape")
        assert app.screen.entry.text == "First."


async def test_a_repeated_question_is_shown_once(run_open: Run, session: Workspace) -> None:
    """The question stands over the first entry it was asked for, and again only after another one."""
    for days_ago, prompt in ((4, SAFE), (3, SAFE), (2, "Another?"), (1, SAFE)):
        write(session, days_ago, f"Day {days_ago}.", prompt)
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("end", "r")
        seen = [SAFE in drawn(app)]
        for _ in range(3):
            await pilot.press("right")
            seen.append(SAFE in drawn(app))
        assert seen == [True, False, False, True]


async def test_a_note_is_read_under_its_entry_and_not_again(run_open: Run, session: Workspace) -> None:
    """Later notes are no pages of their own while their entry is among those read."""
    first = write(session, 3, "First.")
    write(session, 1, "A note.", about=first)
    write(session, 2, "Second.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("r")
        assert "First." in drawn(app)
        assert "A note." in drawn(app)
        await pilot.press("right")
        assert "Second." in drawn(app)
        await pilot.press("right")
        assert "Second." in drawn(app)


async def test_a_folded_entry_stays_folded_while_reading(run_open: Run, session: Workspace) -> None:
    """It is opened by Enter, and folded again when one comes back."""
    folded = write(session, 1, "The hard day.")
    session.change(
        folded, lambda entry: type(entry)(**{f: getattr(entry, f) for f in entry.__struct_fields__} | {"folded": True})
    )
    write(session, 2, "Before.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("r")
        assert "hard day" not in drawn(app)
        await pilot.press("enter")
        assert "hard day" in drawn(app)
        await pilot.press("left", "right")
        assert "hard day" not in drawn(app)


async def test_an_entry_can_be_deleted_and_brought_back_while_reading(
    run_open: Run, settled: Run, session: Workspace
) -> None:
    """After a delete one reads on beside it; u shows it again; when nothing is left, the list is back."""
    write(session, 2, "First.")
    write(session, 1, "Second.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("r", "delete")
        await settled(app, pilot)
        assert "First." in drawn(app)
        await pilot.press("u")
        await settled(app, pilot)
        assert "Second." in drawn(app)
        await pilot.press("delete")
        await settled(app, pilot)
        await pilot.press("delete")
        await settled(app, pilot)
        assert isinstance(app.screen, HistoryScreen)


async def test_a_note_written_while_reading_is_read_at_once(run_open: Run, settled: Run, session: Workspace) -> None:
    """The note stands under its entry when one comes back from the editor."""
    write(session, 1, "First.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("r", "n", *"Still so.", "ctrl+s")
        await settled(app, pilot)
        assert isinstance(app.screen, ReaderScreen)
        assert "Still so." in drawn(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_hard_text_stays_text(run_open: Run, session: Workspace, size: tuple[int, int]) -> None:
    """Reading mode and the safe sentences draw brackets and escape sequences as text."""
    write(session, 1, HARD, SAFE)
    async with run_open(HistoryScreen, size=size) as (app, pilot):
        for key in ("r", "o"):
            await pilot.press(key)
            assert "[/x] [b ␛[31mred" in drawn(app)
            assert not set(drawn(app)) & {"\x1b", "\u202e"}
            await pilot.press("escape")


async def test_only_what_felt_safe_is_gathered_month_by_month(run_open: Run, session: Workspace) -> None:
    """Sentences under that question stand beside their days, under their months; other entries do not."""
    write(session, 1, "The bath.", SAFE)
    write(session, 40, "The walk.", SAFE)
    write(session, 2, "Something else.", "Another?")
    async with run_open(SafeMomentsScreen) as (app, pilot):
        text = app.screen.column.text
        assert text.index("November 2026") < text.index("Sun 22  The bath.") < text.index("October 2026")
        assert "The walk." in text
        assert "Something else." not in text
        await pilot.press("escape")


async def test_enter_on_a_sentence_reads_its_entry_and_comes_back_to_it(run_open: Run, session: Workspace) -> None:
    """The cursor goes from sentence to sentence, past month names; Enter reads the entry, Escape comes back."""
    write(session, 1, "The bath.\n\nAll of it.", SAFE)
    write(session, 40, "The walk.\n\nGrey and slow.", SAFE)
    async with run_open(SafeMomentsScreen) as (app, pilot):
        assert "▌ Sun 22  The bath." in drawn(app)
        await pilot.press("down")
        assert "▌ Wed 14  The walk." in drawn(app)
        await pilot.press("enter")
        assert isinstance(app.screen, ReaderScreen)
        assert "Grey and slow." in drawn(app)
        await pilot.press("right")
        assert "All of it." in drawn(app)
        await pilot.press("escape")
        assert "▌ Wed 14  The walk." in drawn(app)
        await pilot.press("home")
        assert "▌ Sun 22  The bath." in drawn(app)


async def test_pages_of_sentences_never_hold_the_cursor(run_open: Run, session: Workspace) -> None:
    """In a low window, where one sentence fills the screen, Page Down still goes on to the last one."""
    for day in range(1, 5):
        write(session, day, f"{day} " + "slowly " * 34, SAFE)
    async with run_open(SafeMomentsScreen, size=(40, 12)) as (app, pilot):
        seen = [app.screen.column.entry_id]
        for _ in range(4):
            await pilot.press("pagedown")
            seen.append(app.screen.column.entry_id)
        assert len(set(seen)) == len(set(seen[:4])) == 4
        for _ in range(20):
            await pilot.press("pageup")
        assert app.screen.column.entry_id == seen[0]


async def test_ten_thousand_sentences_are_laid_out_as_they_are_needed(
    run_open: Run, session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At first only what is near the screen is laid out; the end is there when it is asked for."""
    monkeypatch.setattr("comfort_journal.ui.widgets.text_view.SLICE", 0.0)
    monkeypatch.setattr("comfort_journal.ui.widgets.text_view.PAUSE", 3600.0)
    now = session.clock()
    session.journal.save(*(new_entry(now - timedelta(hours=n), f"Sentence {n}.", SAFE) for n in range(10_000)))
    async with run_open(SafeMomentsScreen) as (app, pilot):
        assert "Sentence 0." in drawn(app)
        assert len(app.screen.column._lines) < 200
        await pilot.press("end")
        assert "Sentence 9999." in drawn(app)
        await pilot.resize_terminal(100, 30)
        assert "Sentence 99" in drawn(app)


async def test_nothing_safe_yet_is_told_kindly(run_open: Run) -> None:
    """An empty page says what will come there."""
    async with run_open(SafeMomentsScreen) as (app, pilot):
        assert "gathers here" in drawn(app)
        await pilot.press("down", "enter")
        assert isinstance(app.screen, SafeMomentsScreen)


async def test_the_terminals_cursor_stands_where_one_reads(run_open: Run, session: Workspace) -> None:
    """At the first line of the column, and on the chosen sentence where there is one to choose."""
    write(session, 1, "The lamp.", SAFE)
    write(session, 2, "The blanket.", SAFE)
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert app.cursor_position == app.screen.reader.content_region.offset + Offset(1, 0)
        await pilot.press("escape", "o", "down")
        await pilot.pause()
        x, y = app.cursor_position
        assert lines(app)[y][x:].startswith("Sat 21  The blanket.")


@pytest.mark.parametrize(
    ("keys", "begins"),
    [
        (("shift+down",), "First line."),
        (("shift+down", "down"), "Second line."),
        (("slash", *"third", "escape", "shift+down"), "Third line."),
        (("shift+down", "shift+up", "shift+up"), "evening\n\nFirst line."),
    ],
    ids=["the words", "moved on", "the place that was found", "the tag, chosen"],
)
async def test_selecting_begins_where_the_reader_is(
    run_open: Run, session: Workspace, keys: tuple[str, ...], begins: str
) -> None:
    """At what was found, else at the first line of the words; the heading and the tags only where they are chosen."""
    write(session, 1, "First line.\nSecond line.\nThird line.", tags=("evening",))
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("r", *keys)
        await pilot.pause()
        assert app.screen.column.selected_text.startswith(begins)
