"""In a real terminal: a session begins without a passphrase, every press stops it, and nothing else does."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.terminal.conftest import PATIENCE

from comfort_journal.journal import Journal
from comfort_journal.vault.opening import unlock

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.records import Partner
    from terminal.conftest import Terminal

PASSPHRASE = "amber kettle slow river"
CANARY = "quetzalzwieback"
CTRL_C, CTRL_L, CTRL_Q, CTRL_S, CTRL_Z = "\x03", "\x0c", "\x11", "\x13", "\x1a"
ENTER, ESCAPE, F5 = "\r", "\x1b", "\x1b[15~"
DOORWAY = (str(Path(__file__).parent / "doorway.py"),)
LEAVES_ALTERNATE = b"\x1b[?1049l"

RUNNING, STOPPED, AFTER, LOCKED = "r breath", "ently", "water", "write one line"
STOPS = {
    "Space": " ",
    "a letter": "x",
    "j": "j",
    "a capital": "R",
    "a digit": "3",
    "1 with Shift": "\x1b[49:33;2u",
    "a letter where a US keyboard has the 2": "\x1b[283::50u",
    "Ctrl and Enter": "\x1b[13;5u",
    "Enter": ENTER,
    "Escape": ESCAPE,
    "Ctrl+C": CTRL_C,
    "Ctrl+Z": CTRL_Z,
    "F1": "\x1bOP",
    "an arrow": "\x1b[A",
    "a click": "\x1b[<0;10;5M\x1b[<0;10;5m",
    "the wheel": "\x1b[<65;10;5M",
    "a paste": "\x1b[200~1 1 1\x1b[201~",
    "a byte that is no text": "\xff",
    "the stop word": "stop",
}
SENT_ALIKE = {"j", "a capital", "a digit", "an arrow", "the wheel", "1 with Shift", "the stop word"}
"""What a terminal sends in the same form as another one of them: for the long form."""
REPLIES = (
    "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    "\x1b[>84;0;0c",
    "\x1bP!|00000000\x1b\\",
    "\x1b]10;rgb:e6e6/e1e1/d5d5\x1b\\",
    "\x1b]11;rgb:1c1c/1b1b/1919\x07",
    "\x1b]52;c;MSBqIDEgaiAx\x1b\\",
    "\x1bP>|tmux 3.4\x1b\\",
    "\x1bP1+r524742=382F382F38\x1b\\",
    "\x1b[?0u",
    "\x1b[?2048;0$y",
    "\x1b[12;40R",
    "\x1b[48;24;80;480;1280t",
    "\x1b[49;1:2;49u",
    "\x1b[57441;2u",
    "\x1b[<35;11;6M",
    "\x1b[I",
)


def items(vault: Path) -> list[Path]:
    """Return what is sealed in the inbox."""
    return sorted((vault / "inbox").glob("*.seal"))


def until_sealed(terminal: Terminal, vault: Path, more_than: int = 0) -> int:
    """Wait for another sealed item; returns how many there are."""
    deadline = time.monotonic() + PATIENCE
    while len(items(vault)) <= more_than:
        assert time.monotonic() < deadline, f"nothing sealed; the screen shows:\n{terminal.text}"
        terminal.rest(0.05)
    return len(items(vault))


def imported(vault: Path, home: Path) -> Partner:
    """Unlock, and return the one record of a session."""
    state_dir = home / "state" / "comfort-journal"
    key = unlock(vault, bytearray(PASSPHRASE.encode()), state_dir=state_dir)
    journal = Journal.open(vault, key, state_dir=state_dir)
    try:
        (record,) = journal.records("partner")
    finally:
        journal.close()
    return record


def begin(terminal: Terminal) -> None:
    """Press three keys: what is filled in is taken, stop is tried once, and it runs."""
    terminal.until("Check-in timer")
    terminal.press(ENTER)
    terminal.until("Press any key once")
    terminal.press("x")
    terminal.until(STOPPED)
    terminal.until("Begin when")
    terminal.press(ENTER)
    terminal.until(RUNNING)


@pytest.fixture
def running(made: Path, command: Callable[..., Terminal]) -> Terminal:
    """Return a check-in timer that runs, its first record sealed."""
    terminal = command("checkin")
    begin(terminal)
    until_sealed(terminal, made)
    return terminal


def test_from_the_shell_to_a_stop_and_out_again(running: Terminal, made: Path, home: Path) -> None:
    """Three presses, no passphrase; stop, rest, the neutral lock screen, and the terminal as it was."""
    running.press(" ")
    running.until(STOPPED)
    running.until(AFTER)
    running.press(" ")
    running.until(LOCKED)
    assert LEAVES_ALTERNATE not in running.written
    running.press(CTRL_Q)
    assert running.ended() == 0
    assert running.attributes == running.before
    record = imported(made, home)
    assert (record.mode, record.ended, record.close) == ("checkin", "key", None)


@pytest.mark.parametrize(
    "press",
    [pytest.param(sent, id=name, marks=[pytest.mark.soak] * (name in SENT_ALIKE)) for name, sent in STOPS.items()],
)
def test_it_stops(running: Terminal, press: str) -> None:
    """Whatever is pressed."""
    running.child.send(press.encode("latin-1"))
    running.until(STOPPED)


@pytest.mark.parametrize("press", [CTRL_L, CTRL_Q], ids=["Ctrl+L", "Ctrl+Q"])
def test_the_lock_keys_show_the_lock_screen_at_once(running: Terminal, made: Path, home: Path, press: str) -> None:
    """No stop and no rest is shown; the record says that it was ended."""
    running.press(press)
    running.until(LOCKED)
    assert STOPPED not in running.text
    assert imported(made, home).ended == "key"


def test_what_the_terminal_says_by_itself_does_not_stop(running: Terminal, made: Path) -> None:
    """Answers, repeats, releases and mouse movement pass; the answer behind them counts, and a press stops."""
    before = len(items(made))
    for reply in REPLIES:
        running.press(reply)
        running.press(reply[:3])
        running.press(reply[3:])
    running.press("1")
    until_sealed(running, made, before)
    assert RUNNING in running.text
    assert STOPPED not in running.text
    running.press("x")
    running.until(STOPPED)


def test_on_azerty_the_row_answers_without_shift(made: Path, home: Path, command: Callable[..., Terminal]) -> None:
    """``&`` is a yes and é asks for less, as plain bytes; the next key of the row stops."""
    file = home / "config" / "comfort-journal" / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('keyboard = "azerty"\n')
    terminal = command("checkin")
    begin(terminal)
    assert "& or 1 yes" in terminal.text
    before = until_sealed(terminal, made)
    terminal.press("&")
    until_sealed(terminal, made, before)
    terminal.press("é")
    terminal.until("Come to stillness")
    terminal.press('"')
    terminal.until(STOPPED)


def test_on_a_keyboard_whose_digits_need_shift_the_same_key_answers(running: Terminal, made: Path) -> None:
    """Where the terminal says which key it was: ``&`` stands where a US keyboard has its 1."""
    before = len(items(made))
    running.press("\x1b[38::49;1u")
    until_sealed(running, made, before)
    assert STOPPED not in running.text
    running.press("&")
    running.until(STOPPED)


def test_a_session_that_is_killed_reads_early(running: Terminal, made: Path, home: Path) -> None:
    """What was sealed before is imported at the next unlock."""
    running.child.kill(signal.SIGKILL)
    running.ended()
    assert imported(made, home).ended == "early"


@pytest.mark.parametrize("seconds", [6.5, pytest.param(40, marks=pytest.mark.soak)])
def test_a_process_that_was_stopped_goes_on_at_the_lock_screen(
    running: Terminal, made: Path, home: Path, seconds: float
) -> None:
    """Nobody saw the check-ins meanwhile, so it is over."""
    running.child.kill(signal.SIGSTOP)
    running.rest(seconds)
    running.child.kill(signal.SIGCONT)
    running.until(LOCKED)
    assert imported(made, home).ended == "technical"


def test_a_lost_terminal_ends_it_in_two_seconds(running: Terminal, made: Path, home: Path) -> None:
    """As a hang-up does, with the record sealed."""
    assert running.hang_up(seconds=2) == 128 + signal.SIGHUP
    assert imported(made, home).ended == "early"


def test_a_signal_ends_it_and_gives_the_terminal_back(running: Terminal, made: Path, home: Path) -> None:
    """With 128 + 15, the alternate screen left, and the record sealed."""
    running.child.kill(signal.SIGTERM)
    assert running.ended() == 128 + signal.SIGTERM
    assert LEAVES_ALTERNATE in running.written
    assert running.attributes == running.before
    assert imported(made, home).ended == "early"


def test_the_terminal_is_as_it_was_after_two_sessions(locked: Callable[..., Terminal]) -> None:
    """From the lock screen and back, twice: ``stty -a`` says the same, and the shell is never shown."""
    terminal = locked()
    before = terminal.stty()
    for _ in range(2):
        terminal.press(F5)
        begin(terminal)
        terminal.press(CTRL_L)
        terminal.until(LOCKED)
        assert terminal.stty() == before
    assert LEAVES_ALTERNATE not in terminal.written


def test_leaving_the_first_page_leads_back(locked: Callable[..., Terminal], made: Path) -> None:
    """Nothing began, and nothing was sealed."""
    terminal = locked()
    terminal.press(F5)
    terminal.until("Check-in timer")
    terminal.press(ESCAPE)
    terminal.until(LOCKED)
    assert items(made) == []


@pytest.mark.parametrize(("way", "most"), [("shell", 3), ("locked", 4), ("inside", 4)])
def test_a_check_in_runs_after_few_presses(
    made: Path, command: Callable[..., Terminal], locked: Callable[..., Terminal], way: str, most: int
) -> None:
    """From the shell, from the lock screen and from the open journal, one rehearsed stop among them."""
    del made
    terminal = command("checkin") if way == "shell" else locked()
    pages = {"shell": "Check-in timer", "locked": LOCKED, "inside": LOCKED}
    presses = {
        "shell": [(ENTER, "Press any key once")],
        "locked": [(F5, "Check-in timer"), (ENTER, "Press any key once")],
        "inside": [(F5, "asks every 45"), (ENTER, "Press any key once")],
    }[way]
    terminal.until(pages[way])
    if way == "inside":
        terminal.press(PASSPHRASE + ENTER)
        terminal.until("felt safe")
    presses += [("x", "Begin when"), (ENTER, RUNNING)]
    for key, then in presses:
        terminal.press(key)
        terminal.until(then)
    assert len(presses) <= most


def test_without_a_vault_it_runs_and_says_that_no_record_is_kept(command: Callable[..., Terminal], vault: Path) -> None:
    """A safety tool is there from the first day; afterwards it leaves, for there is no lock screen."""
    terminal = command("checkin", "--interval", "30")
    assert "No record" in terminal.until("Check-in timer")
    begin(terminal)
    terminal.press(" ")
    terminal.until(AFTER)
    terminal.press(" ")
    assert terminal.ended() == 0
    assert terminal.attributes == terminal.before
    assert not vault.exists()


def test_without_this_machine_s_key_it_runs_and_says_so(
    command: Callable[..., Terminal], made: Path, home: Path
) -> None:
    """A vault that was never opened here keeps no record."""
    for file in (home / "state" / "comfort-journal").glob("*.pub"):
        file.unlink()
    terminal = command("checkin")
    assert "No record" in terminal.until("Check-in timer")
    begin(terminal)
    terminal.press(CTRL_L)
    terminal.until(LOCKED)
    assert items(made) == []


def test_where_no_record_can_be_kept_it_goes_on_and_says_so_at_the_end(running: Terminal, made: Path) -> None:
    """A disk that refuses holds nothing back."""
    (made / "inbox").rename(made / "set-aside" / "inbox")
    (made / "inbox").write_text("")
    running.press("1")
    running.press(" ")
    running.until(STOPPED)
    running.until("No record could be kept")


@pytest.mark.skipif(os.geteuid() != 0, reason="reading another process's memory needs root")
def test_the_partner_process_holds_neither_the_words_nor_a_key(
    made: Path, home: Path, command: Callable[..., Terminal]
) -> None:
    """From the open journal into a session: passphrase, vault key and journal are not in its memory, nor in argv."""
    key = unlock(made, bytearray(PASSPHRASE.encode()), state_dir=home / "state" / "comfort-journal")
    terminal = command(program=DOORWAY)
    terminal.until(LOCKED)
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("felt safe")
    terminal.press(f"{CANARY} saved")
    terminal.until(f"{CANARY} saved")
    terminal.press(CTRL_S)
    terminal.until("Earlier today")
    assert CANARY.encode() in b"".join(terminal.memory())
    terminal.child.kill(signal.SIGUSR1)
    terminal.until("Press any key once")
    process = Path(f"/proc/{terminal.child.pid}")
    held = b"".join(terminal.memory())
    for secret in (CANARY.encode(), CANARY.encode("utf-32-le"), PASSPHRASE.encode(), bytes(key._vk)):
        assert secret not in held
    for told in ("cmdline", "environ"):
        data = (process / told).read_bytes()
        assert b"4071" not in data
        assert str(made).encode() not in data
        assert b"the phrase" not in data
    targets = [str(path.readlink()) for path in (process / "fd").iterdir() if path.is_symlink()]
    assert not [target for target in targets if "pipe:" in target or str(made) in target]


def test_from_the_demo_it_leaves_and_nothing_stays(
    command: Callable[..., Terminal], environment: dict[str, str], tmp_path: Path
) -> None:
    """The session is the demo's child; when it is over the folder is removed and no lock screen comes."""
    environment["XDG_RUNTIME_DIR"] = str(tmp_path)
    terminal = command("demo", program=DOORWAY)
    terminal.until("felt safe")
    assert list(tmp_path.glob("comfort-journal-demo-*"))
    (child,) = Path(f"/proc/{terminal.child.pid}/task/{terminal.child.pid}/children").read_text().split()
    os.kill(int(child), signal.SIGUSR1)
    terminal.until("Press any key once")
    terminal.press(CTRL_L)
    assert terminal.ended() == 0
    assert not list(tmp_path.glob("comfort-journal-demo-*"))
