"""Locked in lines: what unlocks, what can be done without, and how the journal closes behind itself."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.ui.conftest import MemorySession

from comfort_journal.errors import InUse, NotSaved, WrongPassphrase
from comfort_journal.ui.locked.lock_screen import STILL_WRONG, TIDYING, WRONG
from comfort_journal.ui.plain.console import SHOWN
from comfort_journal.ui.plain.locked.app import PLAIN, SESSION, LinesApp
from comfort_journal.ui.plain.questions import line
from comfort_journal.ui.plain.ways import BecomePartner, EnoughForToday, LockNow, SaveAndQuit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.plain.conftest import Lines

    from comfort_journal.ui.locked.services import LockServices

RIGHT = b"amber kettle"


class Inside:
    """What stands behind the door: it remembers that somebody was let in, and leaves by the given ways in turn."""

    def __init__(self, *ways: BaseException) -> None:
        """Leave by these."""
        self.session = MemorySession()
        self.opened: list[object] = []
        self._ways = list(ways)

    def enter(self, opened: object, app: LinesApp) -> None:
        """Be open until the next way out."""
        self.opened.append(opened)
        app.opened(self.session)
        raise self._ways.pop(0)


def unlock(passphrase: bytearray, _tidying: object) -> str:
    """Open for one passphrase alone."""
    if bytes(passphrase) != RIGHT:
        raise WrongPassphrase
    return "the journal"


@pytest.fixture
def run(lines: Lines, make_services: Callable[..., LockServices]) -> Callable[..., tuple[int | None, list[Any]]]:
    """Return what runs the app; its answer is the exit code and what it was followed by."""

    def go(inside: Inside, **given: Any) -> tuple[int | None, list[Any]]:  # noqa: ANN401
        followed: list[Any] = []
        services = make_services(**{"unlock": unlock, "enter_in_lines": inside.enter, **given})
        app = LinesApp(lines.console, services, follow=lambda *told: followed.append(told))
        codes: list[int] = []
        lines.until_over(lambda: codes.append(app.run()))
        return (codes[0] if codes else None), followed

    return go


def test_a_passphrase_opens_and_is_wiped(lines: Lines, run: Callable[..., Any]) -> None:
    """Wrong ones are said to be wrong, as often as one likes; the right one opens; none stays in memory."""
    seen: list[bytearray] = []
    inside = Inside(SaveAndQuit())

    def knock(passphrase: bytearray, tidying: object) -> str:
        seen.append(passphrase)
        return unlock(passphrase, tidying)

    lines.press("amber\n", "kettle\n", "x\n", "y\n", "z\n", "amber kettle\n")
    assert run(inside, unlock=knock) == (0, [])
    assert inside.opened == ["the journal"]
    assert [bytes(each).strip(b"\0") for each in seen] == [b""] * 6
    assert lines.said.count(WRONG) == 5
    assert lines.said.count(STILL_WRONG) == 1
    assert "kettle" not in lines.written


def test_who_has_it_open_is_said(lines: Lines, run: Callable[..., Any]) -> None:
    """A journal that is open elsewhere is said to be, with what can be done all the same."""

    def busy(_passphrase: bytearray, _tidying: object) -> None:
        raise InUse("It is open elsewhere.", pid=4711)

    lines.press("amber\n")
    run(Inside(), unlock=busy)
    assert "4711" in lines.said
    assert "can still be written here with Enter alone and then 2." in lines.said


def test_a_line_and_a_number_are_sealed_without_a_passphrase(
    lines: Lines, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter alone says what else there is; a line and a number are sealed, and said to be inside later."""
    sealed: list[dict[str, Any]] = []
    monkeypatch.setattr("comfort_journal.ui.locked.services.LockServices.seal", lambda _self, made: sealed.append(made))
    monkeypatch.setattr("comfort_journal.reminder.quiet_day.number_given", lambda *_told: None)
    lines.press("\n", "2\n", "warm feet\n", "\n", "0\n", "\n", "3\n", "\n", "quit\n")
    assert run(Inside()) == (0, [])
    assert [(each["kind"], each.get("text", each.get("value"))) for each in sealed] == [
        ("entry", "warm feet"),
        ("rating", 3),
    ]


def test_a_line_that_cannot_be_sealed_is_not_lost(
    lines: Lines, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: that is said, the line stands there again, and Enter tries once more."""
    tries: list[dict[str, Any]] = []

    def seal(_self: object, made: dict[str, Any]) -> None:
        tries.append(made)
        if len(tries) == 1:
            raise NotSaved("There is no room on the disk.")

    monkeypatch.setattr("comfort_journal.ui.locked.services.LockServices.seal", seal)
    lines.press("\n", "2\n", "warm feet\n", "\n")
    run(Inside())
    assert [each["text"] for each in tries] == ["warm feet", "warm feet"]


def test_a_lock_seals_and_becomes_a_process_without_a_key(lines: Lines, run: Callable[..., Any]) -> None:
    """After Lock now everything is sealed, what was read is pushed away, and a fresh process follows."""
    inside = Inside(LockNow())
    lines.press("amber kettle\n")
    assert run(inside, arguments=("--plain",)) == (0, [(("--plain",), None)])
    assert (inside.session.sealed, inside.session.saved) == (1, 0)
    assert "\n" * 40 in lines.written


@pytest.mark.parametrize(("way", "followed"), [(SaveAndQuit, 0), (EnoughForToday, 1)])
def test_quitting_and_good_night_save_first(
    lines: Lines, run: Callable[..., Any], way: type[BaseException], followed: int
) -> None:
    """What is written is saved before the program leaves, or locks for the night."""
    inside = Inside(way())
    lines.press("amber kettle\n")
    assert len(run(inside)[1]) == followed
    assert inside.session.saved == 1


def test_what_cannot_be_sealed_keeps_the_journal(lines: Lines, run: Callable[..., Any]) -> None:
    """A lock that cannot seal asks for the passphrase, and tries again behind it; nothing is left before it is kept."""
    inside = Inside(LockNow())
    inside.session.fault = NotSaved("There is no room on the disk.")
    checked: list[bytes] = []

    def check(passphrase: bytearray) -> None:
        checked.append(bytes(passphrase))
        if bytes(passphrase) != RIGHT:
            raise WrongPassphrase
        inside.session.fault = None

    lines.press("amber kettle\n", "amber\n", "amber kettle\n", "y\n")
    assert len(run(inside, check=check)[1]) == 1
    assert checked == [b"amber", RIGHT]
    assert inside.session.sealed == 1


@pytest.mark.parametrize("key", ["{ctrl+c}", "{ctrl+l}", "back\n", "lock\n", "history\n"])
def test_no_key_leaves_what_could_not_be_sealed_but_the_one_that_quits(
    lines: Lines, run: Callable[..., Any], key: str
) -> None:
    """Asked whether to try once more, a step back is no answer: the words are only here."""
    inside = Inside(LockNow())
    inside.session.fault = NotSaved("There is no room on the disk.")
    lines.press("amber kettle\n", "amber kettle\n", key)
    assert run(inside, check=lambda _passphrase: None) == (None, [])
    assert lines.said.count("Try once more to save it?") == 2
    assert inside.session.sealed == 0


def test_a_session_with_another_person_begins_only_with_the_journal_sealed(
    lines: Lines, run: Callable[..., Any]
) -> None:
    """What is handed over follows in the partner process, and the journal is closed before."""
    inside = Inside(BecomePartner(b"setup"))
    lines.press("amber kettle\n")
    assert run(inside)[1] == [((PLAIN, SESSION), b"setup")]
    assert inside.session.sealed == 1


def test_a_passphrase_half_typed_is_forgotten_when_nobody_is_there(lines: Lines, run: Callable[..., Any]) -> None:
    """After the idle time the door begins anew, with nothing of what was typed."""
    lines.press("amber ", 3600.0, "kettle\n")
    seen: list[bytes] = []

    def knock(passphrase: bytearray, _tidying: object) -> None:
        seen.append(bytes(passphrase))
        raise WrongPassphrase

    run(Inside(), unlock=knock)
    assert seen == [b"kettle"]


def test_it_is_said_that_the_file_is_written_anew(lines: Lines, run: Callable[..., Any]) -> None:
    """Where unlocking takes longer than it mostly does."""

    def slowly(passphrase: bytearray, tidying: Callable[[], object]) -> str:
        tidying()
        return unlock(passphrase, tidying)

    inside = Inside(SaveAndQuit())
    lines.press("amber kettle\n")
    assert run(inside, unlock=slowly) == (0, [])
    assert lines.said.count(TIDYING) == 1


def test_a_lock_that_nobody_looks_at_says_nothing_again(lines: Lines, run: Callable[..., Any]) -> None:
    """With nothing typed, hours at the passphrase add no line."""
    lines.press(7200.0)
    run(Inside())
    assert lines.said.count("Enter alone says") == 1


def test_a_first_run_makes_a_journal(
    lines: Lines, run: Callable[..., Any], make_services: Callable[..., LockServices]
) -> None:
    """What it is, a choice to go on, and a passphrase typed twice; six words are typed once, as they were shown."""
    vault = make_services().vault
    made: list[bytes] = []

    def create(passphrase: bytearray) -> str:
        made.append(bytes(passphrase))
        return "the new journal"

    shutil.rmtree(vault)
    inside = Inside(SaveAndQuit())
    own = "a long enough line of my own, never sung\n"
    lines.press("g\n", "o\n", own, "otherwise\n", own, own)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("comfort_journal.ui.plain.locked.door.standing", lambda *_place: _new())
        assert run(inside, create=create)[0] == 0
    assert made == [own.strip().encode()]
    assert inside.opened == ["the new journal"]
    assert "never sung" not in lines.written


def test_a_word_of_a_line_is_no_way_out(lines: Lines) -> None:
    """Where a text is asked for, quit is a word like any other."""
    assert line(lines.press("quit\n").console, "One line.") == "quit"


def _new() -> object:
    from comfort_journal.ui.locked.vault_place import VaultPlace  # noqa: PLC0415  a name for one test

    return VaultPlace.NEW


@pytest.mark.parametrize(("minutes", "said"), [(10, "Locked after 10 minutes without a key."), (1, "after 1 minute w")])
def test_a_lock_by_itself_says_why(
    lines: Lines, run: Callable[..., Any], make_services: Callable[..., LockServices], minutes: int, said: str
) -> None:
    """How long no key was pressed, by the setting; a lock that was asked for needs no reason."""
    inside = Inside()
    chosen = make_services().settings._replace(idle_lock_minutes=minutes)

    def wait(opened: object, app: LinesApp) -> None:
        del opened
        app.opened(inside.session)
        app.console.line()

    lines.press("amber kettle\n", 60.0 * minutes)
    run(inside, enter_in_lines=wait, settings=chosen)
    assert said in lines.said
    lines.press("amber kettle\n", "{ctrl+l}")
    run(inside, enter_in_lines=wait, settings=chosen)
    assert "Locked. What was read" in lines.said


def test_a_machine_that_slept_says_so(lines: Lines, run: Callable[..., Any]) -> None:
    """It locked, and not for want of a key."""
    inside = Inside()

    def wait(opened: object, app: LinesApp) -> None:
        del opened
        app.opened(inside.session)
        app.woken = True
        app.console.line()

    lines.press("amber kettle\n", 1.0, "x")
    run(inside, enter_in_lines=wait)
    assert "Locked: the computer slept, or this stood still." in lines.said


@pytest.mark.parametrize("word", ["?", "help", "back"])
def test_a_word_typed_as_a_passphrase_says_what_else_there_is(lines: Lines, run: Callable[..., Any], word: str) -> None:
    """Nobody who types one is told that it is wrong; quit quits."""
    lines.press(f"{word}\n", "p\n", "quit\n")
    assert run(Inside()) == (0, [])
    assert f"{SHOWN} Without a passphrase:" in lines.said
    assert WRONG not in lines.said


def test_enter_alone_says_that_typing_is_shown(lines: Lines, run: Callable[..., Any]) -> None:
    """The prompt before was unseen, and the one after it is not."""
    lines.press("\n", "q\n")
    assert run(Inside()) == (0, [])
    assert f"{SHOWN} Without a passphrase:" in lines.said


def test_a_passphrase_that_is_such_a_word_opens(lines: Lines, run: Callable[..., Any]) -> None:
    """It is tried first, so that nothing has to be refused."""
    inside = Inside(SaveAndQuit())
    lines.press("help\n")
    assert run(inside, unlock=lambda _passphrase, _tidying: "the journal") == (0, [])
    assert inside.opened == ["the journal"]


def test_a_step_back_from_the_code_leads_to_where_it_was_chosen(lines: Lines, run: Callable[..., Any]) -> None:
    """One step, and that typing is shown there is said first."""
    lines.press("\n", "r\n", "{ctrl+c}")
    run(Inside())
    assert f"{SHOWN} Without a passphrase:" in lines.said


def test_a_code_is_said_to_be_typed_unseen(lines: Lines, run: Callable[..., Any]) -> None:
    """Before it is typed, as for every secret."""
    lines.press("\n", "r\n")
    run(Inside())
    assert "The code; nothing is shown," in lines.said


@pytest.mark.parametrize(("words", "said"), [(["Warm feet."], "Saved. Closed."), ([], "Closed.")])
def test_quitting_says_what_became_of_what_was_written(
    lines: Lines, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    """Saved only where something was to be saved; what was read is out of sight, and that is said too."""
    monkeypatch.setattr(LinesApp, "unsaved_words", lambda _app: words, raising=False)
    inside = Inside(SaveAndQuit())
    lines.press("amber kettle\n")
    monkeypatch.setattr(LinesApp, "opened", lambda app, session: _open_with(app, session, words))
    assert run(inside) == (0, [])
    assert lines.said.endswith(f"{said} What was read can be scrolled back to until this window is closed.")
    assert ("Saved." in lines.said) == bool(words)


def _open_with(app: LinesApp, session: MemorySession, words: list[str]) -> None:
    app.session = session
    app.unsaved_words = lambda: words


def test_quitting_before_anything_is_open_says_that_it_closes(lines: Lines, run: Callable[..., Any]) -> None:
    """Nothing was saved, so nothing is said to be."""
    lines.press("{ctrl+q}")
    assert run(Inside()) == (0, [])
    assert lines.said.endswith("Closed.")
    assert "Saved" not in lines.said


def test_a_code_that_fits_changes_nothing_until_there_is_a_passphrase(
    lines: Lines, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stepping back from the new passphrase says so."""
    monkeypatch.setattr("comfort_journal.vault.opening.unlock_with_code", lambda *_told, **_kept: None)
    lines.press("\n", "r\n", "a code\n", "back\n")
    run(Inside())
    assert "You: back Nothing was changed. Without a passphrase:" in lines.said
