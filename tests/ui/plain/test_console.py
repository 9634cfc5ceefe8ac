"""Lines go out folded and come in as they were typed, and no control sequence is ever among them."""

from __future__ import annotations

import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st
from tests.ui.plain.conftest import Lines

from comfort_journal.ui.plain.console import folded
from comfort_journal.ui.plain.ways import Back, LockNow, ways_by_key


@given(st.text(), st.integers(10, 200))
def test_no_line_is_longer_than_the_window(text: str, columns: int) -> None:
    """Whatever a text holds, each of its lines fits, and nothing of it but blanks is left out."""
    lines = Lines(columns)
    lines.console.say(text)
    assert all(wcwidth.width(line) <= columns for line in lines.written.split("\n"))


@given(st.text(alphabet="ab \t", min_size=1), st.integers(10, 40))
def test_folding_loses_no_letter(text: str, columns: int) -> None:
    """What is folded has the same letters in the same order."""
    assert "".join(folded(text, columns)).split() == "".join(folded(text, columns)).split()
    assert "".join("".join(folded(text, columns)).split()) == "".join(text.split())


def test_a_line_is_what_was_typed(lines: Lines) -> None:
    """Backspace takes the last character back, also one of several code points, and Ctrl+W the last word."""
    lines.press("warm feeet{backspace}{backspace}t and e\u0301{backspace}more words{ctrl+w}air\n")
    assert lines.console.line() == "warm feet and more air"


def test_a_long_line_is_rubbed_out_over_its_edge() -> None:
    """Where a row above cannot be gone back to, the row is written anew below."""
    lines = Lines(10).press("abcdefghijkl" + "{backspace}" * 4 + "\n")
    assert lines.console.line() == "abcdefgh"
    assert "abcdefgh" in lines.written.split("\n")[-2]


def test_a_secret_is_shown_nowhere(lines: Lines) -> None:
    """Nothing of a secret is written, and it comes as bytes that can be wiped."""
    lines.press("amber käfer{backspace}R\n")
    assert lines.console.secret("Passphrase: ") == bytearray("amber käfeR".encode())
    assert lines.written == "Passphrase: \n"


def test_a_key_leads_out_of_every_line(lines: Lines) -> None:
    """Ctrl+C steps back and Ctrl+L locks from any line, and what was typed so far is told."""
    lines.console.ways = ways_by_key({}, is_open=True)
    lines.press("half{ctrl+c}", "half{ctrl+l}")
    with pytest.raises(Back) as back:
        lines.console.line()
    assert back.value.typed == "half"
    with pytest.raises(LockNow):
        lines.console.line()


def test_sequences_and_control_characters_of_a_text_are_shown_as_marks(lines: Lines) -> None:
    """A text that holds a control sequence moves nothing."""
    lines.console.say("red \x1b[31m bell \x07 up \x1b[A")
    assert "\x1b" not in lines.written
    assert "␛[31m" in lines.written


def test_every_press_says_that_somebody_is_there(lines: Lines) -> None:
    """Whoever counts idle time hears of it wherever a key is waited for, before a look can lock."""
    heard: list[float] = []
    lines.console.heard = lambda: heard.append(lines.clock())
    lines.press(2.0, "x", 3.0, "yz\n", "x")
    lines.console.hear_until(lines.clock() + 10.0)
    lines.console.line()
    lines.console.press(1.0)
    assert [at - 1000.0 for at in heard] == [2.0, 5.0, 5.0, 5.0, 5.0]


def test_a_moment_is_waited_for_with_looks(lines: Lines) -> None:
    """Until it comes, what has to be looked after is looked after; a press ends the wait."""
    looks: list[float] = []
    lines.console.looks.append(lambda: looks.append(lines.clock()))
    lines.press(60.0, "x")
    assert lines.console.hear_until(lines.clock() + 5.0) is None
    assert lines.clock() == pytest.approx(1005.0)
    assert len(looks) == 20


def test_a_long_line_that_is_gone_on_with_shows_its_last_words() -> None:
    """No more than fit into the window, and none of the rest is lost when it is rubbed out up to there."""
    lines = Lines(20).press("!" + "{backspace}" * 11 + "y\n")
    assert lines.console.line("", "A long breath beside the warm bath") == "A long breath beside they"
    assert lines.written.startswith("warm bath!")
    assert all(wcwidth.width(row) <= 20 for row in lines.written.split("\n"))
    assert lines.written.endswith(" breath beside they\n")
