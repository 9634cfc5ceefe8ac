"""Plain lines are named where they are needed: on the first page always, on the lock screen when that is read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.locked.first_run_screens import Welcome
from comfort_journal.ui.locked.lock_screen import LockScreen
from comfort_journal.ui.locked.screen_reader import of_proc, reads, reads_here, typed_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from comfort_journal.ui.locked.services import LockServices

SIZES = [(40, 12), (80, 24), (120, 40), (200, 50)]


def first_line(app: MainApp) -> str:
    """Return the first line of the screen that says something."""
    width, height = app.size
    lines = (strip.text[:width].strip() for strip in app.screen._compositor.render_strips()[:height])
    return next(line for line in lines if line)


def test_the_command_is_named_as_it_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a shell finds it by its name that is said; else its place: from the folder one stands in, or whole."""
    monkeypatch.setenv("PATH", str(tmp_path / ".venv" / "bin"))
    monkeypatch.setattr("sys.argv", [str(tmp_path / ".venv" / "bin" / "comfort-journal")])
    monkeypatch.setattr("sys.executable", str(tmp_path / "elsewhere" / "python"))
    assert typed_for("cj") == "cj"
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "cj").touch(0o700)
    assert typed_for("cj") == "cj"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert typed_for("cj") == str(tmp_path / ".venv" / "bin" / "cj")
    monkeypatch.chdir(tmp_path)
    assert typed_for("cj") == ".venv/bin/cj"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_first_page_names_plain_lines_first(
    make_services: Callable[..., LockServices], tmp_path: Path, size: tuple[int, int]
) -> None:
    """Whoever has it read aloud hears of them before anything else, and the rest has the room that it had."""
    app = MainApp(make_services(vault=tmp_path / "none.vault"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Welcome)
        assert first_line(app).startswith("With a screen reader:")
        assert str(app.screen.query_one("#lines", Static).render()).endswith("comfort-journal --plain")
        if size != SIZES[0]:
            assert app.screen.region.contains_region(app.screen.query_one("#place").region)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("is_read", [True, False])
async def test_the_lock_screen_names_plain_lines_only_when_it_is_read_aloud(
    make_services: Callable[..., LockServices], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch, *, is_read: bool
) -> None:
    """The line stands over nothing else, and says nothing of what is behind it."""
    monkeypatch.setattr("shutil.which", str)
    app = MainApp(make_services(is_read_aloud=lambda: is_read))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LockScreen)
        assert (first_line(app) == "With a screen reader: cj --plain") is is_read
        if is_read:
            line = app.screen.query_one("#lines").region
            assert not any(line.overlaps(app.screen.query_one(name).region) for name in ("#title", "#words"))


@pytest.mark.parametrize(
    ("names", "in_kernel", "expected"),
    [
        (["bash\n", "orca\n"], False, True),
        (["BRLTTY"], False, True),
        (["bash", "orcale"], False, False),
        ([], True, True),
    ],
)
def test_a_reader_is_known_by_its_process_or_the_kernel(names: list[str], expected: bool, in_kernel: bool) -> None:  # noqa: FBT001  parametrised
    """Only whole names count."""
    assert reads(names, in_kernel=in_kernel) is expected


def test_processes_are_named_by_the_system(tmp_path: Path) -> None:
    """One that is gone by the time it is asked for is left out."""
    for number, name in (("1", "init\n"), ("22", "orca\n")):
        (tmp_path / number).mkdir()
        (tmp_path / number / "comm").write_text(name)
    (tmp_path / "33").mkdir()
    assert sorted(of_proc(tmp_path)) == ["init\n", "orca\n"]
    assert reads_here(lambda: of_proc(tmp_path), tmp_path / "none")


def test_what_cannot_be_told_counts_as_no(tmp_path: Path) -> None:
    """A system that refuses to say is no reason to end."""

    def refuses() -> list[str]:
        raise PermissionError

    assert not reads_here(refuses, tmp_path / "none")
