"""What can be done without a passphrase, what the lock screen says, and how a first run goes."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen
from textual.widgets import Input, Static

import comfort_journal
from comfort_journal.errors import BadInput, Damaged, InUse, NewerFormat, NotFound, WrongPassphrase
from comfort_journal.records import Entry, from_document
from comfort_journal.records.captured import captured_entry
from comfort_journal.settings import Settings
from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.locked.breath_screen import BreathScreen
from comfort_journal.ui.locked.first_run_screens import NewPassphrase, Welcome
from comfort_journal.ui.locked.lock_screen import STILL_WRONG, TIDYING, VERY_SLOW, WRONG, LockScreen
from comfort_journal.ui.locked.no_vault_screen import NoVaultScreen
from comfort_journal.ui.locked.services import LockServices
from comfort_journal.ui.locked.vault_place import VaultPlace, standing
from comfort_journal.ui.widgets.link import Word
from comfort_journal.ui.widgets.passphrase_field import PassphraseField
from comfort_journal.ui.widgets.wait_bar import WaitBar

if TYPE_CHECKING:
    from collections.abc import Callable


LOCK_WORDS = ("#write-line", "#seal-number", "#breathe", "#help")
GOOD = "slow river by the mill"
SIZES = [(80, 24), (120, 40), (40, 12)]


class Inside(Screen[None]):
    """The first open page."""


def door(outcome: Exception | None, taken: list[bytearray]) -> Callable[[bytearray, object], str]:
    """Return an ``unlock`` that keeps the very buffer it was given, and ends as told."""

    def unlock(passphrase: bytearray, _tidying: object) -> str:
        taken.append(passphrase)
        assert any(passphrase)
        if outcome is not None:
            raise outcome
        return "opened"

    return unlock


def said(app: MainApp) -> str:
    """Return the sentence under the field."""
    return str(app.screen.query_one("#message", Static).render())


async def test_the_cursor_is_in_the_passphrase_and_tab_reaches_the_words(
    make_services: Callable[..., LockServices],
) -> None:
    """Field, then each word in turn; Enter on a word does what its key does."""
    app = MainApp(make_services())
    async with app.run_test() as pilot:
        assert isinstance(app.focused, PassphraseField)
        reached = []
        for _ in range(6):
            await pilot.press("tab")
            assert isinstance(app.focused, Word)
            reached.append(app.focused.id)
        assert reached == ["write-line", "seal-number", "check-in-timer", "breathe", "help", "quit"]
        await pilot.press("tab", "tab", "tab", "tab", "tab", "enter")
        assert isinstance(app.screen, BreathScreen)


@pytest.mark.parametrize("theme", ["lamplight", "paper", "contrast", "terminal"])
async def test_the_first_page_is_in_its_theme_without_being_styled_anew(
    make_services: Callable[..., LockServices], monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    """Its rules are read once, in the theme's own colours; another theme is taken on when it is chosen."""
    read_again: list[str] = []
    reparse = Stylesheet.reparse
    monkeypatch.setattr(Stylesheet, "reparse", lambda self: (read_again.append(app.theme), reparse(self))[1])
    app = MainApp(make_services(settings=Settings(theme=theme)))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert read_again == []
        assert app.screen.styles.background == Color.parse(app.themes[theme].colours["background"])
        other = "paper" if theme != "paper" else "lamplight"
        app.theme = other
        await pilot.pause()
        assert read_again == [other]
        assert app.screen.styles.background == Color.parse(app.themes[other].colours["background"])


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_lock_screen_is_whole_at_every_size(
    make_services: Callable[..., LockServices], size: tuple[int, int]
) -> None:
    """Field and words stand on the screen, none of them over another."""
    app = MainApp(make_services())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        parts = [app.screen.query_one(name).region for name in ("#title", "#passphrase", *LOCK_WORDS)]
        assert all(app.screen.region.contains_region(part) for part in parts)
        assert not any(one.overlaps(other) for one in parts for other in parts if one is not other)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (WrongPassphrase("x"), WRONG),
        (Damaged("The vault's header is damaged."), "The vault's header is damaged."),
        (NewerFormat("This vault was written by a newer version."), "This vault was written by a newer version."),
        (NotFound("There is no vault here."), "There is no vault here."),
        (BadInput("The passphrase holds a control character."), "The passphrase holds a control character."),
        (
            InUse("x", pid=4711),
            "Already open in another window (process 4711). A line can still be written here with F2.",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
async def test_each_reason_not_to_open_is_said_in_its_own_words_and_another_try_is_free(
    make_services: Callable[..., LockServices], fault: Exception, sentence: str
) -> None:
    """The passphrase is wiped, the field is empty and has the cursor again."""
    taken: list[bytearray] = []
    app = MainApp(make_services(unlock=door(fault, taken)))
    async with app.run_test() as pilot:
        await pilot.press(*"abc", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert said(app) == sentence
        field = app.screen.query_one(PassphraseField)
        assert app.focused is field
        assert field.typed == (0,)
    assert taken == [bytearray(3)]


async def test_twenty_wrong_passphrases_change_nothing(make_services: Callable[..., LockServices]) -> None:
    """No limit, no delay, no lockout; from the fifth on other causes are named, too."""
    taken: list[bytearray] = []
    app = MainApp(make_services(unlock=door(WrongPassphrase("x"), taken)))
    async with app.run_test() as pilot:
        for tried in range(20):
            await pilot.press("a", "enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert said(app) == (WRONG if tried < 4 else STILL_WRONG)
    assert len(taken) == 20


async def test_the_right_passphrase_lets_in_and_is_wiped(make_services: Callable[..., LockServices]) -> None:
    """What ``unlock`` returned reaches ``enter``, and the lock screen is gone from the stack."""
    taken: list[bytearray] = []
    entered: list[object] = []

    def enter(opened: object, _app: MainApp) -> Screen[Any]:
        entered.append(opened)
        return Inside()

    app = MainApp(make_services(unlock=door(None, taken), enter=enter))
    async with app.run_test() as pilot:
        await pilot.press(*"abc", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, Inside)
        assert not any(isinstance(screen, LockScreen) for screen in app.screen_stack)
    assert entered == ["opened"]
    assert taken == [bytearray(3)]


async def test_a_vault_that_wants_more_memory_than_is_free_says_so_and_is_tried(
    make_services: Callable[..., LockServices], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence under the waiting light changes before the slow part begins."""
    sentences: list[str] = []
    monkeypatch.setattr(LockScreen, "_is_slow_here", lambda _screen: True)
    services = make_services()
    app = MainApp(
        services._replace(unlock=lambda _secret, _tidying: sentences.append(app.screen.query_one(WaitBar).sentence))
    )
    app.services = app.services._replace(enter=lambda _opened, _app: Inside())
    async with app.run_test() as pilot:
        await pilot.press("a", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert sentences == [VERY_SLOW]


async def test_it_is_said_that_the_file_is_written_anew(make_services: Callable[..., LockServices]) -> None:
    """Where unlocking takes longer than it mostly does, and no sooner."""
    told, seen = threading.Event(), threading.Event()

    def unlock(_passphrase: bytearray, tidying: Callable[[], object]) -> str:
        tidying()
        told.set()
        assert seen.wait(20)
        return "opened"

    app = MainApp(make_services(unlock=unlock, enter=lambda _opened, _app: Inside()))
    async with app.run_test() as pilot:
        await pilot.press("a", "enter")
        await asyncio.to_thread(told.wait, 20)
        await pilot.pause()
        assert app.screen.query_one(WaitBar).sentence == TIDYING
        seen.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, Inside)


async def test_an_empty_passphrase_is_not_tried(make_services: Callable[..., LockServices]) -> None:
    """Enter on an empty field waits for words."""
    taken: list[bytearray] = []
    app = MainApp(make_services(unlock=door(None, taken)))
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert taken == []


async def test_ctrl_l_on_the_lock_screen_forgets_what_was_typed_in_secret(
    make_services: Callable[..., LockServices], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also from the pages that lie over it; a line that was being written is sealed."""
    monkeypatch.setattr("comfort_journal.vault.inbox.capture", lambda *_given, **_named: None)
    app = MainApp(make_services())
    async with app.run_test() as pilot:
        await pilot.press(*"abc", "f2", *"half a line", "ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, LockScreen)
        assert app.screen.query_one(PassphraseField).typed == (0,)


async def test_what_was_wrong_in_the_settings_is_said_on_the_lock_screen(
    make_services: Callable[..., LockServices],
) -> None:
    """The app starts all the same."""
    services = make_services(messages=("The settings file has an unknown key, x.",))
    app = MainApp(services._replace(settings=services.settings._replace(theme="papr")))
    async with app.run_test():
        assert said(app).startswith("The settings file has an unknown key, x.")
        assert "did you mean paper?" in said(app)


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_a_line_is_sealed_as_a_record_the_import_takes_and_leaves_the_screen(
    make_services: Callable[..., LockServices], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Markup, control characters and all, the line is handed on as it was written, also by the key that goes back."""
    captured: list[dict[str, Any]] = []
    monkeypatch.setattr(LockServices, "seal", lambda _services, document: captured.append(document))
    app = MainApp(make_services())
    async with app.run_test() as pilot:
        await pilot.press("f2", *"[/x] warm", key)
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, LockScreen)
        assert said(app) == "Kept. It will be inside when you open."
    assert captured[0]["text"] == "[/x] warm"
    assert captured[0]["source"] == "capture"


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_an_empty_line_keeps_nothing(
    make_services: Callable[..., LockServices], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Whoever empties it wants nothing of it."""
    captured: list[object] = []
    monkeypatch.setattr(LockServices, "seal", lambda _services, document: captured.append(document))
    app = MainApp(make_services())
    async with app.run_test() as pilot:
        await pilot.press("f2", "x", "backspace", "space", key)
        await pilot.pause()
        assert isinstance(app.screen, LockScreen)
    assert captured == []


async def test_a_line_that_cannot_be_sealed_stays_on_the_screen(
    make_services: Callable[..., LockServices], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is said under it."""

    def refuse(_services: LockServices, _document: object) -> None:
        raise NotFound("Open the vault once on this machine first.")

    monkeypatch.setattr(LockServices, "seal", refuse)
    app = MainApp(make_services())
    async with app.run_test() as pilot:
        await pilot.press("f2", *"warm", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.query_one(Input).value == "warm"
        assert said(app) == "Open the vault once on this machine first."


def test_a_captured_line_is_a_valid_entry() -> None:
    """It has every field of the record contract and nothing else."""
    made = captured_entry("a line", "2026-01-05T21:40:00+00:00", "00000000-0000-4000-8000-000000000005")
    entry = from_document(made)
    assert isinstance(entry, Entry)
    assert (entry.text, entry.at, entry.source) == ("a line", "2026-01-05T21:40:00+00:00", "capture")
    json.dumps(made)


def test_what_stands_at_the_place_is_told_apart(tmp_path: Path) -> None:
    """A vault, nothing yet, nothing any more, a closed folder, something else."""
    state = tmp_path / "state"
    assert standing(tmp_path / "none", state) is VaultPlace.NEW
    (tmp_path / "file").touch()
    assert standing(tmp_path / "file", state) is VaultPlace.OTHER
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.tex").touch()
    assert standing(tmp_path / "other", state) is VaultPlace.OTHER
    (tmp_path / "begun").mkdir()
    (tmp_path / "begun" / "inbox").mkdir()
    assert standing(tmp_path / "begun", state) is VaultPlace.NEW
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "journal").touch()
    assert standing(tmp_path / "vault", state) is VaultPlace.HERE


def test_a_vault_that_was_here_is_never_a_first_run(tmp_path: Path) -> None:
    """The pin remembers the place."""
    from comfort_journal.vault import opening  # noqa: PLC0415

    vault, state = tmp_path / "journal.vault", tmp_path / "state"
    opening.create(vault, bytearray(b"passphrase"), state_dir=state, memory_mib=64)
    vault.rename(tmp_path / "elsewhere")
    assert standing(vault, state) is VaultPlace.GONE


@pytest.mark.parametrize(
    ("found", "page"), [(VaultPlace.NEW, Welcome), (VaultPlace.GONE, NoVaultScreen), (VaultPlace.CLOSED, NoVaultScreen)]
)
async def test_the_first_page_follows_from_what_stands_there(
    make_services: Callable[..., LockServices],
    monkeypatch: pytest.MonkeyPatch,
    found: VaultPlace,
    page: type[Screen[Any]],
) -> None:
    """Only a place for a new vault shows the first run."""
    monkeypatch.setattr("comfort_journal.ui.locked.app.standing", lambda *_place: found)
    app = MainApp(make_services())
    async with app.run_test():
        assert isinstance(app.screen, page)


@pytest.fixture
def first_run(
    make_services: Callable[..., LockServices], monkeypatch: pytest.MonkeyPatch
) -> tuple[MainApp, list[tuple[bytes, bytearray]]]:
    """Return an app on its first run, and the passphrases that vaults were made with (as they were, and the buffer)."""
    made: list[tuple[bytes, bytearray]] = []

    def create(passphrase: bytearray) -> str:
        made.append((bytes(passphrase), passphrase))
        return "opened"

    monkeypatch.setattr("comfort_journal.ui.locked.app.standing", lambda *_place: VaultPlace.NEW)
    return MainApp(make_services(create=create, enter=lambda _opened, _app: Inside())), made


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_first_run_asks_for_a_passphrase_twice_and_goes_straight_in(
    first_run: tuple[MainApp, list[tuple[bytes, bytearray]]], size: tuple[int, int]
) -> None:
    """Two keys and the passphrase twice are all that is asked."""
    app, made = first_run
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.focused, PassphraseField)
        assert app.screen.region.contains_region(app.focused.region)
        await pilot.press(*GOOD, "enter", *GOOD, "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, Inside)
        assert len(app.screen_stack) == 1
    assert made == [(GOOD.encode(), bytearray(len(GOOD)))]


async def test_the_first_run_says_of_a_forgotten_passphrase_what_is_true(
    first_run: tuple[MainApp, list[tuple[bytes, bytearray]]],
) -> None:
    """A recovery code may be made later: where, and that without one nobody can open the journal."""
    app, _made = first_run
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        told = " ".join(str(each.visual) for each in app.screen.query("Static.paragraph"))
        assert "only a recovery code on paper opens the journal" in told
        assert "F8, then v" in told
        assert "no other way" not in told


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_two_different_passphrases_make_no_vault(
    first_run: tuple[MainApp, list[tuple[bytes, bytearray]]], size: tuple[int, int]
) -> None:
    """Both fields are emptied, the cursor is in the first, and the sentence that says so is in view."""
    app, made = first_run
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", *"slow river", "enter", *"slow rover", "enter")
        await pilot.pause()
        assert "not the same" in said(app)
        assert app.screen.region.contains_region(app.screen.query_one("#message").region)
        assert app.screen.region.contains_region(app.focused.region)
        assert isinstance(app.focused, PassphraseField)
        assert app.focused.typed == (0, 0)
    assert made == []


async def test_six_other_words_are_one_key_away(first_run: tuple[MainApp, list[tuple[bytes, bytearray]]]) -> None:
    """The suggestion is only a suggestion, and the same after the first page was read again."""
    app, _made = first_run
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        first = str(app.screen.query_one("#suggestion", Static).render())
        await pilot.press("ctrl+o")
        second = str(app.screen.query_one("#suggestion", Static).render())
        assert len(first.split()) == len(second.split()) == 6
        assert first != second
        await pilot.press("escape")
        assert isinstance(app.screen, Welcome)
        await pilot.press("enter")
        await pilot.pause()
        assert str(app.screen.query_one("#suggestion", Static).render()) == second


async def test_making_a_vault_cannot_be_left_half_way(
    make_services: Callable[..., LockServices], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape while it is made does nothing but say so; the page behind it is the first entry."""
    go_on = threading.Event()
    monkeypatch.setattr("comfort_journal.ui.locked.app.standing", lambda *_place: VaultPlace.NEW)

    def create(_passphrase: bytearray) -> str:
        go_on.wait(5)
        return "opened"

    app = MainApp(make_services(create=create, enter=lambda _opened, _app: Inside()))
    async with app.run_test() as pilot:
        await pilot.press("enter", *GOOD, "enter", *GOOD, "enter")
        await pilot.press("escape", "ctrl+o")
        assert isinstance(app.screen, NewPassphrase)
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, Inside)


async def test_a_passphrase_that_cannot_be_one_is_refused_with_its_reason(
    make_services: Callable[..., LockServices], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page comes back, empty."""
    taken: list[bytearray] = []
    monkeypatch.setattr("comfort_journal.ui.locked.app.standing", lambda *_place: VaultPlace.NEW)
    unlock = door(BadInput("That cannot be a passphrase."), taken)
    app = MainApp(make_services(create=lambda passphrase: unlock(passphrase, None)))
    async with app.run_test() as pilot:
        await pilot.press("enter", *GOOD, "enter", *GOOD, "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, NewPassphrase)
        assert app.screen.query_one("#page").display
        assert said(app) == "That cannot be a passphrase."
    assert taken == [bytearray(len(GOOD))]


FIRST_PAINT = """
import sys
from pathlib import Path
from comfort_journal import process
process.harden()
from comfort_journal.cli import start
from comfort_journal.settings import Settings
from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.locked.services import LockServices
from comfort_journal.ui.locked.lock_screen import LockScreen

def painted(app, screen, renderable):
    if isinstance(screen, LockScreen):
        heavy = ("click", "cryptography", "tinydb", "msgspec", "tomlkit", "jinja2", "textual.widgets._text_area",
                 "comfort_journal.content", "comfort_journal.journal", "comfort_journal.ui.open",
                 "comfort_journal.vault")
        print(sorted(name for name in heavy if name in sys.modules), file=sys.__stdout__)
        app.exit(0)

MainApp._display = painted
vault = Path(sys.argv[1])
no = lambda *_: None
MainApp(LockServices(vault, vault, Settings(), no, no, no)).run(headless=True)
"""


def test_the_lock_screen_is_painted_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    """At its first paint neither cryptography, tinydb, msgspec nor the journal is loaded."""
    (tmp_path / "journal").touch()
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"PYTHONPATH": str(Path(comfort_journal.__file__).parents[1]), "HOME": str(tmp_path)},
    )
    assert done.stdout.splitlines()[:1] == ["[]"], done.stderr
