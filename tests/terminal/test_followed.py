"""In a real terminal: its own cursor is where the attention is on twelve pages, and is seen only where one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from terminal.conftest import Terminal

PASSPHRASE = "amber kettle slow river"
CTRL_P, CTRL_Q, ENTER, ESCAPE, DOWN = "\x10", "\x11", "\r", "\x1b", "\x1b[B"
F1, F2, F3, F4, F5, F6, F8, F10 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[19~", "\x1b[21~"
LOCKED = [
    ("", "breathe", "", True),
    (F2, "One line", "", True),
    (ESCAPE, "write one line", "", True),
    (F4, "Number 0-10", "0   1", False),
    (ESCAPE, "write one line", "", True),
    (F6, "any key leaves", "breathe in", False),
]
"""What is typed, what the page says by then, how the cursor's row begins from there on, and whether it is seen."""
OPEN = [
    ("warm feet", "warm feet", "", True),
    (F4, "▸", "▸", False),
    (DOWN, "▸   2", "▸   2", False),
    (F8, "Week begins", "▌ Questions", False),
    (DOWN, "▌ Week begins", "▌ Week begins", False),
    ("v", "The journal is the file", "▌ Status", False),
    (F10, "Words you may", "Words you may", False),
    (DOWN, "▌ Your body", "Your body", False),
    (CTRL_P, "What would you like to do?", "What would", True),
    (DOWN, "What would you like to do?", "", False),
    (ESCAPE, "Words you may", "Your body", False),
    (F1, "Search the Library", "Library", False),
    (ESCAPE, "Words you may", "Your body", False),
    (F3, "Nothing here yet", "Nothing here", False),
    (F5, "For any touch", "For any touch", False),
    (F2, "warm feet", "", True),
]


def follow(terminal: Terminal, pages: list[tuple[str, str, str, bool]]) -> None:
    """Go through pages, and look where each leaves the cursor."""
    for keys, shown, words, seen in pages:
        terminal.press(keys)
        terminal.until(shown)
        terminal.until(lambda text, words=words: stands(terminal, text).startswith(words))
        x, y, visible = terminal.cursor
        assert visible is seen, (shown, terminal.text)
        assert (x, y) not in {(0, 0), (79, 23)}, (shown, terminal.text)


def stands(terminal: Terminal, text: str) -> str:
    """Return what the row of the cursor says from there on."""
    x, y, _ = terminal.cursor
    return text.split("\n")[y][x:].lstrip()


def test_the_cursor_goes_with_the_attention_from_page_to_page(locked: Callable[..., Terminal]) -> None:
    """Locked and open; where one wrote it comes after the last letter, and the shell has it back at the end."""
    terminal = locked()
    follow(terminal, LOCKED)
    terminal.press(ESCAPE)
    terminal.until("write one line")
    terminal.press("ab")
    terminal.until("••")
    x, y, seen = terminal.cursor
    assert terminal.text.split("\n")[y][:x].endswith("••")
    assert seen
    terminal.press("\x7f\x7f" + PASSPHRASE + ENTER)
    terminal.until("felt safe")
    follow(terminal, OPEN)
    x, y, _ = terminal.cursor
    assert terminal.text.split("\n")[y][:x].endswith("warm feet")
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
    assert terminal.cursor[2]
