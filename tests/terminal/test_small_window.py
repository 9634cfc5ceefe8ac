"""In a real terminal that is made small: a sentence, no word of the page, and everything back when there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PASSPHRASE = "amber kettle slow river"
ENTER, ESCAPE, CTRL_L, CTRL_Q, F2, F8 = "\r", "\x1b", "\x0c", "\x11", "\x1bOQ", "\x1b[19~"
SENTENCES = {"Please make the window larger.", "Larger, please."}
"""The one, and the one that has room in the smallest window."""


def says_it(text: str) -> bool:
    """Tell whether the whole sentence stands there and nothing else, wherever its lines turn."""
    return "".join(text.split()) in {"".join(each.split()) for each in SENTENCES}


@pytest.mark.parametrize("size", [(10, 3), (80, 4), (29, 24)], ids=str)
def test_a_page_gives_way_to_the_sentence_and_comes_back_with_its_words(
    locked: Callable[..., object], size: tuple[int, int]
) -> None:
    """Letters typed meanwhile are in the text; Esc and F8 typed meanwhile did nothing."""
    terminal = locked()
    terminal.until("breathe")
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("felt safe")
    terminal.press("warm feet")
    terminal.until("warm feet")
    terminal.resize(*size)
    terminal.until(says_it)
    terminal.press(F8 + " and a lamp")
    terminal.rest(0.3)
    assert says_it(terminal.text)
    terminal.resize(80, 24)
    terminal.until("warm feet and a lamp")
    assert "felt safe" in terminal.text


def test_a_lock_in_a_small_window_ends_at_a_lock_screen_that_asks_for_room(locked: Callable[..., object]) -> None:
    """Ctrl+L is heard; the process after it says the same sentence, and opens once there is room."""
    terminal = locked()
    terminal.until("breathe")
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("felt safe")
    terminal.press("warm feet")
    terminal.until("warm feet")
    terminal.resize(10, 3)
    terminal.until(says_it)
    terminal.press(CTRL_L)
    terminal.rest(1.0)
    terminal.until(says_it)
    terminal.resize(80, 24)
    terminal.until("breathe")
    assert "warm" not in terminal.text
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("warm feet")


def test_the_program_starts_and_is_left_in_the_smallest_window(locked: Callable[..., object]) -> None:
    """One cell is enough to leave by Ctrl+Q."""
    terminal = locked(ready="L", columns=1, rows=1)
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
