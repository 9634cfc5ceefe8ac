"""In a real terminal, on a real vault: what is typed is kept, whatever ends the program."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest
from tests.terminal.conftest import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PASSPHRASE = "amber kettle slow river"
CTRL_L, CTRL_S, ENTER, F3, F9 = "\x0c", "\x13", "\r", "\x1bOR", "\x1b[20~"


def open_up(terminal: object) -> None:
    """Type the passphrase and wait until Today is painted to its last line."""
    terminal.press(PASSPHRASE + ENTER)
    terminal.until(lambda text: "felt safe" in text and "breathe" not in text)


def drafts(vault: Path) -> list[Path]:
    """Return the sealed drafts on the disk."""
    return list((vault / "inbox").glob("*.draft"))


def test_two_seconds_after_the_last_key_not_even_a_kill_loses_a_word(
    locked: Callable[..., object], vault: Path
) -> None:
    """The draft is sealed by then, holds no readable word, and is on the page after the next unlock."""
    terminal = locked()
    open_up(terminal)
    terminal.press("a canary in the kitchen")
    typed = time.time()
    deadline = time.monotonic() + PATIENCE
    while not drafts(vault):
        assert time.monotonic() < deadline
        terminal.until("canary")
        terminal.rest(0.05)
    (draft,) = drafts(vault)
    assert draft.stat().st_mtime - typed < 2.0
    assert b"canary" not in draft.read_bytes()
    terminal.child.kill(signal.SIGKILL)
    assert terminal.ended() == 128 + signal.SIGKILL
    again = locked()
    open_up(again)
    again.until("a canary in the kitchen")


def test_a_saved_sentence_leaves_no_draft_and_stands_alone(locked: Callable[..., object], vault: Path) -> None:
    """Type, Ctrl+S: that it is saved, the day and the sentence are all there is, then the page is empty again."""
    terminal = locked()
    open_up(terminal)
    terminal.press("The lamp was warm.")
    terminal.until("The lamp was warm.")
    terminal.press(CTRL_S)
    alone = terminal.until(lambda text: "The lamp was warm." in text and "felt safe" not in text)
    assert [line.strip() for line in alone.splitlines() if line.strip()][::2] == ["Saved.", "The lamp was warm."]
    terminal.press(ENTER)
    shown = terminal.until("felt safe")
    assert "Earlier today" in shown
    assert drafts(vault) == []


@pytest.mark.parametrize("written", ["", "The lamp was warm."])
def test_enough_for_today_is_one_key(locked: Callable[..., object], vault: Path, written: str) -> None:
    """It saves without a question, says good night, and locks by itself."""
    terminal = locked()
    open_up(terminal)
    if written:
        terminal.press(written)
        terminal.until(written)
    terminal.press(F9)
    terminal.until("Good night.")
    terminal.until(lambda text: "breathe" in text and "night" not in text)
    assert drafts(vault) == []
    open_up(terminal)
    if written:
        terminal.until("Earlier today")


def test_a_burst_of_keys_and_the_lock_key_lose_nothing(locked: Callable[..., object]) -> None:
    """Words and Ctrl+L in one write, faster than any hand."""
    terminal = locked()
    open_up(terminal)
    terminal.press("one two three four five six seven eight nine ten" + CTRL_L)
    terminal.until(lambda text: "breathe" in text and "nine" not in text)
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("one two three four five six seven eight nine ten")


def test_what_follows_a_save_in_the_same_burst_is_on_the_new_page(locked: Callable[..., object]) -> None:
    """A sentence, Ctrl+S and more words in one write: the sentence is saved, and the words stand on the next page."""
    terminal = locked()
    open_up(terminal)
    terminal.press("The lamp was warm." + CTRL_S + "And then rain.")
    shown = terminal.until(lambda text: "Earlier today" in text and "rain." in text)
    rows = [row.strip() for row in shown.splitlines()]
    assert "And then rain." in rows
    assert next(row for row in rows if row.endswith("The lamp was warm."))[:1].isdigit()


def test_a_pasted_text_keeps_its_paragraphs(locked: Callable[..., object]) -> None:
    """What a terminal pastes, with carriage returns for line ends, stands there line by line."""
    terminal = locked()
    open_up(terminal)
    terminal.press("\x1b[200~first line\rsecond line\x1b[201~")
    shown = terminal.until("second line")
    rows = [row.strip() for row in shown.splitlines()]
    assert rows.index("second line") == rows.index("first line") + 1


def test_a_paste_that_the_terminal_does_not_mark_stays_in_the_text(locked: Callable[..., object]) -> None:
    """Its tabs do not lead to the tags; a Tab that is pressed does."""
    terminal = locked()
    open_up(terminal)
    terminal.press("Monday:\r\tslept, well\r\twalked\rThen tea.")
    terminal.until("Then tea.")
    terminal.press("\t")
    terminal.press("calm")
    rows = [row.rstrip() for row in terminal.until(lambda text: "calm" in text).splitlines() if row.strip()]
    first = next(number for number, row in enumerate(rows) if "Monday:" in row)
    assert [row.strip() for row in rows[first : first + 5]] == ["Monday:", "slept, well", "walked", "Then tea.", "calm"]
    assert rows[first + 1].index("slept") == rows[first].index("Monday") + 4


def test_a_burst_into_the_search_deletes_nothing(locked: Callable[..., object]) -> None:
    """Its Enter does not lead to the list, where D would delete."""
    terminal = locked()
    open_up(terminal)
    terminal.press("The lamp was warm.")
    terminal.until("The lamp was warm.")
    terminal.press(CTRL_S)
    terminal.until(lambda text: "felt safe" not in text)
    terminal.press(F3)
    terminal.until("1 entry")
    terminal.press("/")
    terminal.press("lamp\rDx")
    terminal.until("lamp Dx")
    assert "Deleted" not in terminal.text
