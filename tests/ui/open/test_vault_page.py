"""The vault page over a real vault: each line does what it says, says what came of it, and leaves no secret behind."""

from __future__ import annotations

import hashlib
import shutil
import threading
import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.entries import new_entry
from textual.widgets import Input, OptionList, Static

from comfort_journal.errors import Damaged, InUse, NotSaved, WrongPassphrase
from comfort_journal.journal import Journal, importing
from comfort_journal.journal.outcomes import NO_VAULT
from comfort_journal.records import Phrase
from comfort_journal.records.captured import captured_entry
from comfort_journal.settings import Settings
from comfort_journal.ui import actions
from comfort_journal.ui.choose_passphrase import DIFFER
from comfort_journal.ui.open.core.dialogs import NO_NAME, Ask, Choose
from comfort_journal.ui.open.core.screen import TO_VAULT
from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.vault.export_import import COLUMNS, NO_COLUMN, UNDO, say_written
from comfort_journal.ui.open.vault.import_report import NOTHING
from comfort_journal.ui.open.vault.import_screen import ImportScreen
from comfort_journal.ui.open.vault.menu import DEMO, LINES, ago, why_not
from comfort_journal.ui.open.vault.message_screen import MessageScreen
from comfort_journal.ui.open.vault.messages import IN_FORCE, NOT_IN_FORCE, NOT_RIGHT
from comfort_journal.ui.open.vault.progress_screen import HowFar, ProgressScreen
from comfort_journal.ui.open.vault.recovery_code_screen import TRY_IT, RecoveryCodeScreen
from comfort_journal.ui.open.vault.secret_screen import AskNewPassphrase, AskSecret
from comfort_journal.ui.open.vault.vault_screen import VaultScreen
from comfort_journal.ui.widgets.action_palette import matching
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.vault import header
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.opening import create, unlock
from comfort_journal.vault.recovery import CODE_OPENS, NO_CODE, make_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ui.open.conftest import MemoryVault
    from textual.pilot import Pilot

    from comfort_journal.ui.locked.app import MainApp

Run = "Callable[..., Any]"
EVENING = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
OLD, NEW = "amber kettle slow river", "a quieter set of words"
EXPORT_QUESTIONS = ("Export as what?", "What goes in?", "Of which days?")
SIZES = [(80, 24), (120, 40), (40, 12)]
PLACES = {line.id: number for number, line in enumerate(LINES)}


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a passphrase become a key at once: what it costs is held elsewhere."""

    def derive(secret: bytes | bytearray, salt: bytes, cost: object) -> bytes:
        return hashlib.sha256(bytes(salt) + bytes(secret)).digest()

    monkeypatch.setattr(header, "derive_slot_key", derive)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the vault is."""
    return tmp_path / "real.vault"


@pytest.fixture
def state_dir(tmp_path: Path) -> Path:
    """Return this machine's memory of its vaults."""
    return tmp_path / "state"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home folder in which nothing has a name that is offered."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def real(folder: Path, state_dir: Path) -> Iterator[Workspace]:
    """Return an open session over a real vault with two entries."""
    key = create(folder, OLD.encode(), state_dir=state_dir, memory_mib=64)
    journal = Journal.open(folder, key, state_dir=state_dir)
    journal.save(new_entry(EVENING, "warm feet"), new_entry(EVENING, "the lamp"))
    session = Workspace(journal, Settings(motion="none"), clock=lambda: EVENING)
    yield session
    session.seal()


def texts(folder: Path, passphrase: str, state_dir: Path) -> set[str]:
    """Return what a fresh opening shows."""
    journal = Journal.open(folder, unlock(folder, passphrase.encode(), state_dir=state_dir), state_dir=state_dir)
    try:
        return {entry.text for entry in journal.entries()}
    finally:
        journal.close()


def shown(app: MainApp, name: str) -> str:
    """Return what stands in one place of the screen."""
    return " ".join(str(app.screen.query_one(f"#{name}", Static).visual).split())


def everything(app: MainApp) -> str:
    """Return the text of every widget of every screen."""
    found = [widget for screen in app.screen_stack for widget in screen.query("*")]
    return "\n".join(str(widget.visual if isinstance(widget, Static) else widget.render()) for widget in found)


async def until(pilot: Pilot[int], what: Callable[[], bool]) -> None:
    """Go on until it is so."""
    for _ in range(2000):
        if what():
            return
        await pilot.pause(0.005)
    raise AssertionError(pilot.app.screen)


async def choose(pilot: Pilot[int], line_id: str) -> None:
    """Wait until the page is on top and knows how the vault stands, then do a line."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, VaultScreen) and app.screen._standing is not None)
    app.screen.lines.cursor = PLACES[line_id]
    await pilot.press("enter")


async def asked(pilot: Pilot[int], question: str) -> None:
    """Wait for a question with answers to choose from."""
    await until(pilot, lambda: type(pilot.app.screen) is Choose and shown(pilot.app, "question") == question)


async def on(pilot: Pilot[int], kind: type) -> None:
    """Wait for a page."""
    await until(pilot, lambda: type(pilot.app.screen) is kind)


def undo(session: Workspace) -> str:
    """Return the sentence on how the last import goes out again, with its mark."""
    return UNDO.format(key="u", mark=session.imports[-1])


async def back(pilot: Pilot[int]) -> str:
    """Wait until the page is back and nothing is being done; returns what it says."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, VaultScreen) and not app.screen._busy)
    await pilot.pause()
    return shown(app, "told")


async def type_secrets(pilot: Pilot[int], *secrets: str) -> None:
    """Type each and Enter."""
    for secret in secrets:
        await pilot.press(*("space" if letter == " " else letter for letter in secret), "enter")


async def write_path(pilot: Pilot[int], path: Path) -> None:
    """Answer the question for a path."""
    await on(pilot, Ask)
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")


async def agree(pilot: Pilot[int]) -> None:
    """Choose what is not the first answer, which changes nothing."""
    await on(pilot, Choose)
    assert pilot.app.screen.query_one(OptionList).highlighted == 0
    await pilot.press("down", "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_it_says_how_the_vault_stands_and_what_each_line_does(
    run_open: Run, real: Workspace, folder: Path, size: tuple[int, int]
) -> None:
    """Place, entries, check, backup and code in words; every line can be gone to and is explained, at every size."""
    async with run_open(VaultScreen, opened=real, size=size) as (app, pilot):
        await until(pilot, lambda: app.screen._standing is not None)
        await pilot.pause()
        said = shown(app, "told")
        for part in ("2 entries", "Not checked", "backup", "There is no recovery code."):
            assert part in said
        assert f"{folder.name}/journal" in said
        for line in LINES[1:]:
            await pilot.press("down")
            await pilot.pause()
            drawn = [strip.text for strip in app.screen._compositor.render_strips()]
            assert f"▌ {line.name}" in drawn[app.cursor_position.y]
            told = NO_CODE if line.id in {"code-off", "code-test"} else line.explanation
            assert " ".join(told.split()[:3]) in "\n".join(drawn)


async def test_a_check_a_backup_and_a_compaction(
    run_open: Run, real: Workspace, tmp_path: Path, folder: Path, state_dir: Path
) -> None:
    """Each says what came of it; a backup never goes over a file that is there."""
    async with run_open(VaultScreen, opened=real) as (_app, pilot):
        await choose(pilot, "verify")
        assert "All of it is sound" in await back(pilot)
        await choose(pilot, "backup")
        (tmp_path / "taken").write_text("mine")
        await write_path(pilot, tmp_path / "taken")
        assert "already" in shown(pilot.app, "said")
        await write_path(pilot, tmp_path / "copy")
        assert await back(pilot) == f"The backup is in {tmp_path / 'copy'}, read back and sound."
        assert (tmp_path / "taken").read_text() == "mine"
        real.remove(real.journal.entries()[0].id)
        before = (folder / "journal").stat().st_size
        await choose(pilot, "compact")
        assert "less" in await back(pilot)
        assert (folder / "journal").stat().st_size < before
    assert (tmp_path / "copy").stat().st_size > 8192


@pytest.mark.parametrize(("line", "offered"), [("backup", ("", "-2", "-3")), ("export", (".md", "-2.md", "-3.md"))])
async def test_the_name_that_is_offered_is_free(
    run_open: Run, real: Workspace, home: Path, line: str, offered: tuple[str, ...]
) -> None:
    """Enter on it is always possible: where the name is taken, it has a number."""
    name = "journal-copy" if line == "backup" else "journal"
    for taken in offered[:-1]:
        (home / f"{name}{taken}").touch()
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        await choose(pilot, line)
        if line == "export":
            for question in EXPORT_QUESTIONS:
                await asked(pilot, question)
                await pilot.press("enter")
        await on(pilot, Ask)
        assert app.screen.line.value == f"~/{name}{offered[-1]}"


async def test_a_backup_says_how_many_sealed_notes_are_not_in_it(
    run_open: Run, real: Workspace, tmp_path: Path, folder: Path, state_dir: Path
) -> None:
    """Several wait: the sentence is a whole one."""
    async with run_open(VaultScreen, opened=real) as (_app, pilot):
        for _ in range(2):
            note = captured_entry("warm", EVENING.isoformat(timespec="seconds"), str(uuid.uuid4()))
            capture(folder, note, state_dir=state_dir)
        await choose(pilot, "backup")
        await write_path(pilot, tmp_path / "copy")
        assert (await back(pilot)).endswith(
            "read back and sound. Not in it yet: 2 sealed notes; one made after the next unlock has them."
        )


@pytest.mark.usefixtures("home")
async def test_a_name_for_the_backup_is_offered_and_an_empty_line_makes_none(run_open: Run, real: Workspace) -> None:
    """What stands in the line is real text; where it is taken away Enter says that nothing was done, and stays."""
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        await choose(pilot, "backup")
        await on(pilot, Ask)
        assert app.screen.line.value == "~/journal-copy"
        await pilot.press("backspace", "enter")
        assert shown(app, "said") == NO_NAME
        await pilot.press("escape")
        assert "encrypted like the journal" in await back(pilot)


async def test_esc_at_each_question_of_an_export_goes_back_to_the_one_before(run_open: Run, real: Workspace) -> None:
    """One step back is one step."""
    async with run_open(VaultScreen, opened=real) as (_app, pilot):
        await choose(pilot, "export")
        for question in EXPORT_QUESTIONS:
            await asked(pilot, question)
            await pilot.press("enter")
        await on(pilot, Ask)
        for question in reversed(EXPORT_QUESTIONS):
            await pilot.press("escape")
            await asked(pilot, question)
        await pilot.press("escape")
        assert "a file that is not encrypted" in await back(pilot)


async def test_entries_of_some_days_become_a_folder_of_notes(
    run_open: Run, real: Workspace, tmp_path: Path, home: Path
) -> None:
    """Days are asked for in words; what has no day between them stays here."""
    real.journal.save(new_entry(EVENING - timedelta(days=60), "September"))
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        await choose(pilot, "export")
        await asked(pilot, EXPORT_QUESTIONS[0])
        await pilot.press("down", "down", "down", "enter")
        await asked(pilot, EXPORT_QUESTIONS[2])
        await pilot.press("end", "enter")
        await on(pilot, Ask)
        app.screen.line.value = "3.4.2026"
        await pilot.press("enter")
        assert "Write the month as a word" in shown(app, "said")
        app.screen.line.value = "this month"
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen) is Ask and app.screen.line.value == "~/journal-notes")
        await pilot.press("enter")
        await agree(pilot)
        assert (await back(pilot)).startswith("2 entries written to ~/journal-notes. Whoever has that folder")
    assert [path.name for path in (home / "journal-notes").iterdir()] == ["2026-11-23.md"]


def test_an_export_counts_as_the_history_does() -> None:
    """Entries, and what else there is beside them."""
    now = datetime(2026, 11, 23, tzinfo=UTC)
    entry = new_entry(now, "Warm.")
    other = Phrase(id="p", key="FR-1", text="Mine.")
    assert say_written([entry] * 4 + [other] * 5) == "4 entries and 5 other records"
    assert say_written([entry]) == "1 entry"


async def test_a_purge_asks_once_and_changes_nothing_before(run_open: Run, real: Workspace, folder: Path) -> None:
    """Enter on the question leaves everything; the second answer removes older backups."""
    real.look_after(lambda care: care.back_up_daily())
    older = {path.name for path in (folder / "backups").iterdir()}
    async with run_open(VaultScreen, opened=real) as (_app, pilot):
        await choose(pilot, "purge")
        await on(pilot, Choose)
        await pilot.press("enter")
        await back(pilot)
        assert {path.name for path in (folder / "backups").iterdir()} == older
        await choose(pilot, "purge")
        await agree(pilot)
        assert await back(pilot) == "What was deleted is gone from the folder. Removed with it: 1 older copy."
    assert not older & {path.name for path in (folder / "backups").iterdir()}


async def test_the_passphrase_is_changed_and_the_session_goes_on(
    run_open: Run, real: Workspace, folder: Path, state_dir: Path
) -> None:
    """A wrong old one is said before a new one is asked for; afterwards saving goes on, and only the new one opens."""
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        await choose(pilot, "passphrase")
        await on(pilot, AskSecret)
        await type_secrets(pilot, "wrong")
        await until(pilot, lambda: type(app.screen) is AskSecret and shown(app, "said") == NOT_RIGHT)
        await type_secrets(pilot, OLD)
        await on(pilot, AskNewPassphrase)
        suggested = shown(app, "suggestion")
        await type_secrets(pilot, NEW, "other")
        assert shown(app, "said") == DIFFER
        await type_secrets(pilot, NEW, NEW)
        await on(pilot, MessageScreen)
        await pilot.press("enter")
        assert await back(pilot) == "The passphrase is changed."
        left = everything(app)
        for secret in (OLD, NEW, suggested):
            assert secret not in left
        draft = real.new_buffer()
        real.keep_records(new_entry(EVENING, "after"))
        assert draft
    real.seal()
    assert texts(folder, NEW, state_dir) == {"warm feet", "the lamp", "after"}
    with pytest.raises(WrongPassphrase):
        unlock(folder, OLD.encode(), state_dir=state_dir)


async def test_the_palette_has_making_a_recovery_code_first(run_open: Run, real: Workspace) -> None:
    """Ending one is found by its own words."""
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        await until(pilot, lambda: app.screen._standing is not None)
        for words, first in (
            ("recovery", "vault-code-new"),
            ("recovery code", "vault-code-new"),
            ("remove", "vault-code-off"),
        ):
            assert matching(actions.usable(app.screen), words)[0].action.id == first


async def test_a_recovery_code_is_made_practised_tried_and_ended(run_open: Run, real: Workspace, folder: Path) -> None:
    """Under one title, before it is in force and after; a typing error is said as such; then it stands in no widget."""
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        await choose(pilot, "code-new")
        await on(pilot, AskSecret)
        await type_secrets(pilot, OLD)
        await until(pilot, lambda: type(app.screen) is RecoveryCodeScreen and shown(app, "said") == IN_FORCE)
        first = shown(app, "title"), shown(app, "code").split()
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen) is RecoveryCodeScreen and TRY_IT in shown(app, "said"))
        groups = shown(app, "code").split()
        assert first == (shown(app, "title"), groups), "it could be written down before it was in force"
        assert [len(group) for group in groups] == [4] * 8
        code = " ".join(groups).lower()
        await pilot.press("enter")
        await on(pilot, AskSecret)
        await type_secrets(pilot, code[:-1])
        await until(pilot, lambda: type(app.screen) is AskSecret and "mistyped" in shown(app, "said"))
        await type_secrets(pilot, code)
        await until(pilot, lambda: type(app.screen) is RecoveryCodeScreen and shown(app, "said") == CODE_OPENS)
        await pilot.press("escape")
        assert "in force" in await back(pilot)
        assert not any(group in everything(app) for group in groups)
        await until(pilot, lambda: app.screen._standing.has_recovery)
        await choose(pilot, "code-test")
        await on(pilot, AskSecret)
        await type_secrets(pilot, code)
        assert await back(pilot) == CODE_OPENS
        await choose(pilot, "code-off")
        await on(pilot, AskSecret)
        await type_secrets(pilot, OLD)
        await on(pilot, MessageScreen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, VaultScreen) and not app.screen._standing.has_recovery)


@pytest.mark.parametrize("line", ["code-new", "passphrase"])
async def test_leaving_a_code_before_it_is_in_force_changes_nothing(run_open: Run, real: Workspace, line: str) -> None:
    """Esc there is a way back, as on every page; the footer says so and the page behind that nothing was changed."""
    care = real.journal.care
    assert care is not None
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        if line == "passphrase":
            care.set_passphrase(bytearray(OLD.encode()), recovery=True, choose=make_code)
        await choose(pilot, line)
        await on(pilot, AskSecret)
        await type_secrets(pilot, OLD)
        if line == "passphrase":
            await on(pilot, AskNewPassphrase)
            await type_secrets(pilot, "another six words", "another six words")
        await until(pilot, lambda: type(app.screen) is RecoveryCodeScreen and shown(app, "said") == IN_FORCE)
        group = shown(app, "code").split()[0]
        assert "Esc not now" in "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        await pilot.press("escape")
        assert await back(pilot) == f"Nothing was changed. {NOT_IN_FORCE}"
        assert group not in everything(app)
        assert care.standing().has_recovery == (line == "passphrase")
        care.check_passphrase(bytearray(OLD.encode()))


@pytest.mark.parametrize("form", [0, 1], ids=["markdown", "native"])
async def test_what_is_exported_comes_in_again(run_open: Run, real: Workspace, tmp_path: Path, form: int) -> None:
    """The warning comes first and its first answer writes nothing; an import says what comes, and takes it in once."""
    out, (first, second) = tmp_path / "out", real.journal.entries()
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        for sure in (False, True):
            await choose(pilot, "export")
            for question, down in zip(EXPORT_QUESTIONS, (form, 0, 0), strict=True):
                await asked(pilot, question)
                await pilot.press(*["down"] * down, "enter")
            await write_path(pilot, out)
            await on(pilot, Choose)
            assert "not encrypted" in everything(app)
            await pilot.press(*["down"] * sure, "enter")
            said = await back(pilot)
            assert out.exists() is sure
        assert said.startswith("2 entries written to ")
        assert out.stat().st_mode & 0o777 == 0o600
        await choose(pilot, "import")
        await write_path(pilot, out)
        await on(pilot, ImportScreen)
        assert NOTHING in everything(app)
        footer = "\n".join(str(each.render()) for each in app.screen.query(KeysFooter))
        assert "import" not in footer
        assert "back" in footer
        await pilot.press("enter", "escape")
        await back(pilot)
        real.remove(first.id)
        await choose(pilot, "import")
        await write_path(pilot, out)
        await on(pilot, ImportScreen)
        assert NOTHING in everything(app)
        await pilot.press("A")
        assert await back(pilot) == f"Records: 1 added; 1 skipped: the journal has them. {undo(real)}"
        assert {each.text for each in real.journal.entries()} == {first.text, second.text}


async def test_an_import_says_what_comes_and_changes_nothing_before(
    run_open: Run, real: Workspace, tmp_path: Path
) -> None:
    """Kinds, days and first words stand on a page; leaving it changes nothing, and u takes out again what came in."""
    diary = tmp_path / "diary.md"
    diary.write_text("[2026-01-08 07:30] Tea.\n\n[2026-01-05 21:40] A walk. *\n@sleep\n")
    (tmp_path / "broken").write_text('{"format": "comfort-journal"')
    before = real.journal.records()
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        await choose(pilot, "import")
        await write_path(pilot, diary)
        await on(pilot, ImportScreen)
        assert "2 entries, from 5 January 2026 to 8 January 2026." in everything(app)
        assert "Monday 5 January 2026, 21:40: ★ A walk. #sleep\nThursday 8 January 2026, 07:30: Tea." in everything(app)
        found = matching(actions.usable(app.screen), "import")
        assert [item.action.id for item in found] == ["take-import"], "the palette has it by that word"
        await pilot.press("escape")
        await back(pilot)
        assert real.journal.records() == before
        await choose(pilot, "import")
        await write_path(pilot, tmp_path / "broken")
        assert "JSON" in await back(pilot)
        await choose(pilot, "import")
        await write_path(pilot, diary)
        await on(pilot, ImportScreen)
        await pilot.press("enter")
        assert await back(pilot) == f"Records: 2 added. {undo(real)}"
        assert len(importing.taken_in(real.journal, real.imports[-1])[0]) == 2
        assert len(real.journal.records()) == len(before) + 2
        await pilot.press("u")
        assert await back(pilot) == "Records: 2 taken out again."
        assert real.journal.records() == before
        assert "cj import --undo MARK" in app.screen.why_not("take-out-import")


async def test_what_came_of_an_import_is_whole_in_the_smallest_window(
    run_open: Run, real: Workspace, tmp_path: Path
) -> None:
    """What the room below the lines does not hold, as the mark that takes it out later, stands on a page of its own.

    Nor does a reason against a key lie over what would come.
    """
    diary = tmp_path / "diary.md"
    diary.write_text("## 2026-01-05\n\nA walk.\n")
    async with run_open(VaultScreen, opened=real, size=(40, 12)) as (app, pilot):
        await choose(pilot, "import")
        await write_path(pilot, diary)
        await on(pilot, ImportScreen)
        await pilot.press("A")
        await until(pilot, lambda: bool(app.screen.query("Toast")))
        await pilot.pause()
        assert not app.screen.query_one("Toast").region.overlaps(app.screen.query_one("#page").region)
        await pilot.press("enter")
        await on(pilot, MessageScreen)
        assert f"cj import --undo {real.imports[-1]}" in everything(app)
        await pilot.press("enter")
        await back(pilot)


async def test_an_import_asks_for_a_tables_columns_and_reads_by_another_clock(
    run_open: Run, real: Workspace, tmp_path: Path
) -> None:
    """But not for one whose name says it; the likeliest stands first, and Z reads by another clock than was said."""
    table = tmp_path / "habits.csv"
    table.write_text("Mood,Note,When\ngood,A walk.,2026-01-05 21:40\n")
    before = real.journal.records()
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        await choose(pilot, "import")
        await write_path(pilot, table)
        for question in (each for what, each in COLUMNS.items() if what != "text"):
            await asked(pilot, question)
            await pilot.press("enter")
            if question == COLUMNS["time"]:  # one column is left, for a title or for tags
                assert NO_COLUMN in app.screen._texts
        await on(pilot, ImportScreen)
        assert "Times that name no zone are read by this computer's clock" in everything(app)
        await pilot.press("Z")
        await on(pilot, Ask)
        app.screen.query_one(Input).value = "Nowhere"
        await pilot.press("enter")
        assert "There is no zone of that name" in everything(app)
        app.screen.query_one(Input).value = "Asia/Kolkata"
        await pilot.press("enter")
        await on(pilot, ImportScreen)
        assert "Times that name no zone are read as of Asia/Kolkata" in everything(app)
        await pilot.press("enter")
        await back(pilot)
    (came,) = [each for each in real.journal.entries() if each not in before]
    assert (came.at, came.text) == ("2026-01-05T21:40:00+05:30", "A walk.")


async def test_the_demo_says_which_lines_need_a_journal_of_ones_own(run_open: Run, real: Workspace) -> None:
    """Nobody knows its passphrase; what needs none works."""
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        app.demo = True
        await choose(pilot, "passphrase")
        assert await back(pilot) == DEMO
        await choose(pilot, "verify")
        assert "All of it is sound" in await back(pilot)


@pytest.mark.parametrize(
    ("words", "line_id"),
    [
        ("backup", "backup"),
        ("markdown", "export"),
        ("password", "passphrase"),
        ("restore", "restore"),
        ("diary bring", "import"),
        ("usb", "backup"),
    ],
)
async def test_the_palette_begins_a_line_by_the_words_people_use(
    run_open: Run, real: Workspace, words: str, line_id: str
) -> None:
    """From Today it goes to the page, puts the cursor on the line and asks its first question."""
    async with run_open(opened=real) as (app, pilot):
        await pilot.press("ctrl+p")
        app.screen.query_one(Input).value = words
        await pilot.pause()
        options = app.screen.query_one(OptionList)
        found = [options.get_option_at_index(place).id for place in range(options.option_count)]
        assert found[0] == f"vault-{line_id}"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, (Ask, Choose, AskSecret)))
        page = next(each for each in app.screen_stack if isinstance(each, VaultScreen))
        assert page.lines.item.id == line_id


async def test_settings_are_gone_to_from_the_vault(run_open: Run, real: Workspace) -> None:
    """Reached by the palette, the page is no dead end: F8 goes to Settings, Esc to Today."""
    for key, name in (("f8", "SettingsScreen"), ("escape", "TodayScreen")):
        async with run_open(opened=real) as (app, pilot):
            await pilot.press("ctrl+p", *"shrink", "enter")
            await until(pilot, lambda app=app: isinstance(app.screen, VaultScreen) and not app.screen._busy)
            await pilot.press(key)
            await pilot.pause()
            assert type(app.screen).__name__ == name


async def test_a_copy_that_holds_more_is_offered_and_merged(
    run_open: Run, real: Workspace, folder: Path, state_dir: Path, tmp_path: Path
) -> None:
    """What a sync tool left beside the journal is found by itself; a foreign vault's copy is refused in words."""
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    key = unlock(other, OLD.encode(), state_dir=tmp_path / "state2")
    journal = Journal.open(other, key, state_dir=tmp_path / "state2")
    journal.save(new_entry(EVENING, "from the other one"))
    journal.close()
    shutil.copy(other / "journal", folder / "journal.sync-conflict-1")
    foreign = tmp_path / "foreign"
    create(foreign, OLD.encode(), state_dir=tmp_path / "state3", memory_mib=64)
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        await until(pilot, lambda: "sync-conflict" in shown(app, "offer"))
        await choose(pilot, "merge")
        await on(pilot, Choose)
        await pilot.press("enter")
        assert "1 added" in await back(pilot)
        assert "from the other one" in {entry.text for entry in real.journal.entries()}
        await until(pilot, lambda: app.screen.query_one("#offer").has_class("-empty"))
        await choose(pilot, "merge")
        await write_path(pilot, foreign)
        assert "another vault" in await back(pilot)


async def test_a_restore_asks_seals_and_locks(
    run_open: Run, real: Workspace, folder: Path, state_dir: Path, tmp_path: Path
) -> None:
    """A backup under an older passphrase is asked for it; then the app locks, and that passphrase opens the vault."""
    real.look_after(lambda care: care.backup(tmp_path / "copy"))
    real.keep_records(new_entry(EVENING, "since then"))
    real.look_after(lambda care: care.set_passphrase(NEW.encode(), recovery=False))
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        await choose(pilot, "restore")
        await write_path(pilot, tmp_path / "copy")
        await agree(pilot)
        await on(pilot, AskSecret)
        await type_secrets(pilot, "wrong")
        await until(pilot, lambda: type(app.screen) is AskSecret and bool(shown(app, "said")))
        await type_secrets(pilot, OLD)
        await on(pilot, MessageScreen)
        assert "Restored: 2 records" in everything(app)
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.became))
    assert texts(folder, OLD, state_dir) == {"warm feet", "the lamp"}


async def test_a_disk_that_refuses_is_said_and_the_old_passphrase_stays(
    run_open: Run, real: Workspace, folder: Path, state_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk in the middle of a change leaves everything as it was."""

    def full(*_given: object, **_named: object) -> None:
        raise NotSaved("The disk refused the write (no space left). This was not saved.")

    monkeypatch.setattr("comfort_journal.vault.vault.Vault.rewrite", full)
    async with run_open(VaultScreen, opened=real) as (_app, pilot):
        await choose(pilot, "passphrase")
        await on(pilot, AskSecret)
        await type_secrets(pilot, OLD)
        await on(pilot, AskNewPassphrase)
        await type_secrets(pilot, NEW, NEW)
        assert "no space left" in await back(pilot)
    real.seal()
    assert texts(folder, OLD, state_dir) == {"warm feet", "the lamp"}


async def test_a_lock_waits_for_the_work_and_the_line_shows_how_far_it_is(run_open: Run, real: Workspace) -> None:
    """The light wanders until a first figure is known; sealing begins only when the work has ended."""
    may_begin, may_go_on, closed = threading.Event(), threading.Event(), threading.Event()

    def act(_care: object, hear: Callable[[int, int], None]) -> str:
        assert may_begin.wait(10)
        hear(1, 4)
        assert may_go_on.wait(10)
        return "done"

    async with run_open(lambda session: ProgressScreen(session, "Slowly.", act), opened=real) as (app, pilot):
        await pilot.pause()
        assert str(app.screen.query_one(HowFar).render()).count("─") == 40  # a bar also where nothing may move
        may_begin.set()
        await until(pilot, lambda: app.screen.query_one(HowFar).part == 0.25)
        assert str(app.screen.query_one(HowFar).render()).count("━") == 10
        sealing = threading.Thread(target=lambda: (real.seal(), closed.set()))
        sealing.start()
        assert not closed.wait(0.05)
        assert not real._over
        may_go_on.set()
        sealing.join(10)
        assert closed.is_set()


async def test_settings_and_a_notice_lead_to_the_page(run_open: Run, session: Workspace, vault: MemoryVault) -> None:
    """One key from Settings and from Today; a copy in conflict and damage name that key, other news does not."""
    vault.notices = [Notice("conflict-copies", "Another copy lies there.")]
    async with run_open() as (app, pilot):
        assert TO_VAULT.format(settings="F8", vault="v") in everything(app)
        await pilot.press("f8", "v")
        assert isinstance(app.screen, VaultScreen)
        await pilot.press("enter")
        assert shown(app, "told") == NO_VAULT
        await pilot.press("escape", "f8", "v")
        assert isinstance(app.screen, VaultScreen)
    vault.notices = [Notice("modes", "Others could read the folder.")]
    async with run_open() as (app, pilot):
        assert "lead to the page where this" not in everything(app)
    vault.why_read_only = Damaged("A part is damaged.")
    async with run_open() as (app, pilot):
        assert TO_VAULT.format(settings="F8", vault="v") in everything(app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_page_fits_its_window(run_open: Run, real: Workspace, size: tuple[int, int]) -> None:
    """The line that is written in, the code and the keys are in view at every size."""
    code = make_code()
    pages = (
        lambda session: RecoveryCodeScreen(session, code),
        lambda session: AskNewPassphrase(session, "Change it", "Anew.", "New", "Once more"),
        lambda session: MessageScreen(session, "Changed", ["It lies elsewhere."]),
    )
    for make in pages:
        async with run_open(make, opened=real, size=size) as (app, pilot):
            await pilot.pause()
            drawn = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
            assert "F1 help" in drawn
            if isinstance(app.screen, RecoveryCodeScreen):
                assert all(drawn.count(code[start : start + 4]) for start in range(0, 32, 4))
            if isinstance(app.screen, AskNewPassphrase):
                await pilot.press("x")
                drawn = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
                assert "•" in drawn


async def test_the_line_under_the_cursor_says_why_it_cannot_be_done(
    run_open: Run, real: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter on it repeats the reason; no question is asked in vain."""
    monkeypatch.setattr(Journal, "why_read_only", Damaged("A part is damaged."))
    async with run_open(VaultScreen, opened=real) as (app, pilot):
        await choose(pilot, "purge")
        assert isinstance(app.screen, VaultScreen)
        assert shown(app, "told") == "A part is damaged."
        assert "purge" in app.screen.lines.dimmed


def test_while_nothing_can_be_saved_each_line_says_why_or_works() -> None:
    """A damaged journal can be checked, backed up and restored; another window only lets read."""
    damaged, elsewhere = Damaged("A part is damaged."), InUse("Open in another window.")
    can = {line.id for line in LINES if why_not(line, damaged, has_code=True) is None}
    assert can == {"standing", "verify", "backup", "code-test", "export", "report", "restore"}
    can = {line.id for line in LINES if why_not(line, elsewhere, has_code=True) is None}
    assert can == {"standing", "verify", "backup", "code-test", "export", "report"}
    assert why_not(LINES[PLACES["purge"]], elsewhere, has_code=True) == "Open in another window."


def test_how_long_ago_is_said_in_words() -> None:
    """By calendar days, not by hours."""
    days = {0: "today", 1: "yesterday", 3: "three days ago", 15: "two weeks ago", 90: "three months ago"}
    assert {count: ago(EVENING - timedelta(days=count), EVENING) for count in days} == days
    assert ago(EVENING - timedelta(hours=22), EVENING) == "yesterday"
    assert ago(None, EVENING) == ""
