"""While locked a number can be given; it is sealed, says nothing of what it is about, and leaves the screen."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Static

from comfort_journal.errors import NotFound
from comfort_journal.records import RatingRecord, from_document, programme_day
from comfort_journal.records.captured import sealed_number
from comfort_journal.reminder import quiet_day
from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.locked.lock_screen import LockScreen
from comfort_journal.ui.locked.services import LockServices
from comfort_journal.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from collections.abc import Callable


SIZES = [(80, 24), (120, 40), (40, 12)]


def drawn(app: MainApp) -> str:
    """Return what stands on the screen, as text."""
    lines = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in line) for line in lines)


@pytest.fixture
def captured(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return what is handed over to be sealed."""
    documents: list[dict[str, Any]] = []
    monkeypatch.setattr(LockServices, "seal", lambda _services, document: documents.append(document))
    return documents


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_number_is_sealed_and_nothing_of_it_remains(
    make_services: Callable[..., LockServices], captured: list[dict[str, Any]], size: tuple[int, int]
) -> None:
    """F4, a digit, Enter: a rating that its owner has not kept yet, a lock screen as before, and no reminder today."""
    services = make_services()
    quiet_day.begin(services.state_dir)
    app = MainApp(services)
    async with app.run_test(size=size) as pilot:
        await pilot.press("f4", "7", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LockScreen)
        assert str(app.screen.query_one("#message", Static).render()) == (
            "Sealed. It waits inside; there you keep it or let it go."
        )
        assert "7" not in drawn(app)
    rating = from_document(captured[0])
    assert isinstance(rating, RatingRecord)
    assert (rating.about, rating.value, rating.skipped, rating.kept) == ("next_day", 7, False, None)
    assert len(captured) == 1
    assert quiet_day.is_quiet(services.state_dir, programme_day(rating.at))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_page_says_nothing_of_what_the_number_is_about(
    make_services: Callable[..., LockServices], size: tuple[int, int]
) -> None:
    """Bare numbers and which end is the better one, at every size: no scale, no line, no question."""
    app = MainApp(make_services())
    async with app.run_test(size=size) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        assert " ".join(drawn(app).split()) == (
            "Number 0-10, lower is better 0 1 2 3 4 5 6 7 8 9 10 "
            "Enter keeps it, Esc goes back. It can be read only after unlocking."
        )


@pytest.mark.parametrize("keys", [("enter", "escape"), ("4", "escape"), ("4", "ctrl+l"), ("minus", "enter")], ids=str)
async def test_without_a_given_number_nothing_is_sealed(
    make_services: Callable[..., LockServices], captured: list[dict[str, Any]], keys: tuple[str, ...]
) -> None:
    """Nothing is chosen beforehand, and every way back is without a word."""
    app = MainApp(make_services())
    async with app.run_test() as pilot:
        before = drawn(app)
        await pilot.press("f4", *keys)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LockScreen)
        assert drawn(app) == before
    assert captured == []


async def test_a_number_that_cannot_be_sealed_stays_and_says_why(
    make_services: Callable[..., LockServices], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason stands under it, and Enter tries again."""
    tries: list[object] = []

    def refuse(_services: LockServices, document: object) -> None:
        tries.append(document)
        raise NotFound("Open the vault once on this machine first.")

    monkeypatch.setattr(LockServices, "seal", refuse)
    app = MainApp(make_services())
    async with app.run_test() as pilot:
        for _ in range(2):
            await pilot.press("f4" if not tries else "left", "4", "enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert app.screen.query_one(RatingRow).value == 4
        assert str(app.screen.query_one("#message", Static).render()) == "Open the vault once on this machine first."
    assert len(tries) == 2


def test_a_number_left_out_is_sealed_as_such() -> None:
    """No value, and the question counts as skipped once its owner keeps that."""
    rating = from_document(sealed_number(None, "2026-01-05T08:10:00+01:00", "00000000-0000-4000-8000-000000000005"))
    assert isinstance(rating, RatingRecord)
    assert (rating.value, rating.skipped, rating.kept) == (None, True, None)


def test_the_page_needs_neither_the_content_nor_the_journal() -> None:
    """It is painted as quickly as the line is, and knows no word of the programme."""
    heavy = "[name for name in sys.modules if name.startswith(('comfort_journal.content', 'comfort_journal.journal'))]"
    code = f"import sys, comfort_journal.ui.locked.quick_rating_screen; print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
