"""How a screen is run under Pilot: a MainApp that is let in at once, with a session that only remembers."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from tests.ui.still import until_still
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen

from comfort_journal.settings import Settings
from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.locked.services import LockServices
from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.home.places import pages_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.css.model import RuleSet

    from comfort_journal.errors import ComfortError


AT_ONCE = 1 / 1000
"""Seconds between two layouts of a page, of which Textual makes sixty in one."""


OPENED = object()
"""What makes an app begin inside, without the lock screen that would be drawn and left for every test."""


class MemorySession:
    """A session without a vault: it counts how often it was sealed, and fails when told to."""

    def __init__(self) -> None:
        """Begin unsealed."""
        self.sealed = 0
        self.saved = 0
        self.fault: ComfortError | None = None

    def seal(self, *, save: bool = False) -> None:
        """Count, or fail as told."""
        if self.fault is not None:
            raise self.fault
        self.sealed += 1
        self.saved += save


class Clock:
    """Monotonic seconds that move only when a test says so."""

    def __init__(self) -> None:
        """Begin at a made-up moment."""
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the made-up moment."""
        return self.now


@pytest.fixture(autouse=True, scope="session")
def one_reading_of_each_stylesheet() -> Iterator[None]:
    """Read a stylesheet once for all the apps of a run: they differ in nothing that goes into its rules."""
    read: dict[object, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(buffer: Stylesheet, *given: object, **named: object) -> list[RuleSet]:
        key = (given, *sorted(named.items()), *sorted(buffer._variables.items()))
        if key not in read:
            read[key] = parse(buffer, *given, **named)  # type: ignore[arg-type]
        return read[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(autouse=True, scope="session")
def painted_at_each_pause() -> Iterator[None]:
    """Paint what a page shows when a test pauses, and not the frames before it, which nobody sees."""
    due: set[Screen[Any]] = set()
    paint, pause = Screen._compositor_refresh, Pilot.pause

    def note(screen: Screen[Any]) -> None:
        if screen is not screen.app.screen or not screen.app.is_headless:
            paint(screen)
            return
        due.add(screen)
        screen._dirty_widgets.clear()
        screen.app._update_mouse_over(screen)

    async def paint_at_pause(pilot: Pilot[Any], delay: float | None = None) -> None:
        await pause(pilot, delay)
        if (page := pilot.app.screen) in due:
            paint(page)
        due.clear()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Screen, "_compositor_refresh", note)
        patched.setattr(Pilot, "pause", paint_at_pause)
        yield


async def all_was_heard(pilot: Pilot[Any], timeout: float = 30.0) -> bool:  # noqa: ASYNC109  Textual's own
    """Wait until the loop has nothing to run, in the place of a message to each widget and its answer."""
    await until_still(max_sleep=timeout)
    return pilot.app._exception is None


@pytest.fixture(autouse=True, scope="session")
def waits_for_work_and_not_for_time() -> Iterator[None]:
    """Let a key or a pause last until the app has done all it was asked, and layouts come without a frame's wait."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("textual.app.wait_for_idle", until_still)
        patched.setattr("textual.pilot.wait_for_idle", until_still)
        patched.setattr("textual.screen.UPDATE_PERIOD", AT_ONCE)
        patched.setattr(Pilot, "_wait_for_screen", all_was_heard)
        yield


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the settings, themes, vaults and colour wishes of whoever runs it."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture
def make_clock() -> type[Clock]:
    """Return what makes a clock that a test moves by hand (``clock.now``)."""
    return Clock


@pytest.fixture
def make_services(tmp_path: Path) -> Callable[..., LockServices]:
    """Return a builder of Doors; every field can be given by name."""

    def build(**given: Any) -> LockServices:  # noqa: ANN401
        vault = tmp_path / "journal.vault"
        vault.mkdir(exist_ok=True)
        (vault / "journal").touch()
        fields: dict[str, Any] = {
            "vault": vault,
            "state_dir": tmp_path / "state",
            "settings": Settings(motion="none"),
            "unlock": lambda _passphrase, _tidying: None,
            "create": lambda _passphrase: None,
            "enter": lambda _opened, _app: pytest.fail("nothing to enter"),
        }
        return LockServices(**{**fields, **given})

    return build


@pytest.fixture
def run_screen(
    make_services: Callable[..., LockServices],
) -> Callable[..., AbstractAsyncContextManager[tuple[MainApp, Pilot[int]]]]:
    """Return what shows a screen in an app that is already let in.

    Use it as ``async with run_screen(lambda app: Some(...), size=(80, 24)) as (app, pilot)``.
    ``app.session`` is the given session (a MemorySession unless one is given), ``app.became`` counts the times that
    the app would have replaced its process by the lock screen.
    """

    @contextlib.asynccontextmanager
    async def run(  # noqa: PLR0913  a test names only what it is about
        make: Callable[[MainApp], Screen[Any]],
        *,
        session: Any = None,  # noqa: ANN401
        size: tuple[int, int] = (80, 24),
        clock: Callable[[], float] | None = None,
        settings: Settings | None = None,
        check: Callable[[bytearray], None] = lambda _passphrase: None,
    ) -> AsyncIterator[tuple[MainApp, Pilot[int]]]:
        def enter(_opened: object, app: MainApp) -> Screen[Any]:
            app.session = session or MemorySession()
            app.pages = pages_of(session) if isinstance(session, Workspace) else None
            return make(app)

        services = make_services(enter=enter, check=check, settings=settings or Settings(motion="none"))
        became: list[MainApp] = []
        app = MainApp(services, clock=clock or Clock(), become=became.append, opened=OPENED)
        app.became = became  # type: ignore[attr-defined]
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield app, pilot

    return run


class Listening:
    """What would be heard, in its order; ``there`` is whether this computer can."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.heard: list[str] = []
        self.there = True

    @property
    def plays(self) -> bool:
        """Whether it can."""
        return self.there

    speaks = plays

    def tone(self, name: str, after: float = 0.0) -> bool:
        """Note a tone, at once."""
        del after
        if self.there:
            self.heard.append(name)
        return self.there

    def say(self, words: str, *, speed: str, volume: str, after: bool = False) -> None:
        """Note words in quotes; lines that could be left out never are."""
        del speed, volume, after
        if self.there and words:
            self.heard.append(f"'{words}'")

    def hush(self, *, words_only: bool = False) -> None:
        """Note that words, or all of it, were ended."""
        self.heard.append("hush" if words_only else "silence")

    def end(self) -> None:
        """Note the end."""
        self.heard.append("end")

    def since(self) -> list[str]:
        """Return what was heard since it was last asked, endings left out."""
        found, self.heard = self.heard, []
        return [each for each in found if each not in {"hush", "silence", "end"}]


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Listening:
    """Have nothing played and nothing spoken, and return what would have been."""
    made = Listening()
    monkeypatch.setattr("comfort_journal.ui.sound.sounds.Sounds", lambda: made)
    return made
