"""What a terminal sends to the journal is a key, a paste or nothing, and never letters that nobody typed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from comfort_journal.ui.input_filter import ESCAPE_ALONE, PASTE_KEPT_PATIENCE, PATIENCE
from comfort_journal.ui.key_names import key
from comfort_journal.ui.paste_parser import PasteParser

AZERTY = {
    "&": b"\x1b[38::49u",
    "1": b"\x1b[38:49:49;2u",
    "é": b"\x1b[233::50u",
    "2": b"\x1b[233:50:50;2u",
}
"""The keys of the first two digits, without and with Shift, where the keyboard is told; by what they type."""
MEANINGLESS = [
    "\x1b[57362u", "\x1b[57428;5u", "\x1b[200;7X", "\x1b[1;2;3;4;5q", "\x1b[99999999999u", "\x1b[27;2;1114112~",
    "\x1b[55296u", "\x1b[?1;2c", "\x1b]11;rgb:1c/1b/19\x07", "\x1bP>|tmux 3.4\x1b\\", "\x1b[12;40R", "\x1b[I",
    "\x1b[97;1:3u", "\x1b[57441;2u", "\x1b[49;2u", "\x1b[E",
]  # fmt: skip
"""Sequences that type nothing: keys without a letter, reports, a key let go, and what no terminal sends."""


class Typed:
    """A parser with a clock, and what it said so far."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.now = 0.0
        self.parser = PasteParser()
        self.parser.clock = lambda: self.now
        self.messages: list[object] = []

    def feed(self, *pieces: str, apart: float = 0.0) -> Typed:
        """Read pieces, so many seconds apart, and look at the clock after each as the driver does."""
        for piece in pieces:
            self.messages += [*self.parser.feed(piece), *self.parser.tick()]
            self.now += apart
        return self

    def wait(self, seconds: float) -> Typed:
        """Let time pass."""
        self.now += seconds
        self.messages += self.parser.tick()
        return self

    @property
    def text(self) -> str:
        """What a field would take of it."""
        return "".join(
            message.text if isinstance(message, events.Paste) else message.character or ""
            for message in self.messages
            if isinstance(message, events.Paste) or (isinstance(message, events.Key) and message.is_printable)
        )

    @property
    def keys(self) -> list[str]:
        """The names of the keys."""
        return [message.key for message in self.messages if isinstance(message, events.Key)]


@pytest.mark.parametrize(
    ("sent", "text", "name"),
    [
        ("\x1b[32;2u", " ", "space"),
        ("\x1b[27;2;32~", " ", "space"),
        ("\x1b[97;2u", "A", "A"),
        ("\x1b[97;;97u", "a", "a"),
        ("\x1b[97;1:2;97u", "a", "a"),
        ("\x1b[228;2;196u", "Ä", "Ä"),
        ("\x1b[38::49u", "&", "ampersand"),
        ("\x1b[97;65u", "A", "A"),
        ("\x1b[57404u", "5", "5"),
        ("\x1b[57409u", ".", "full_stop"),
        ("\x1bOw", "7", "7"),
        ("\x1b[128512u", "😀", "grinning_face"),
        ("\x1b[97;5u", "", "ctrl+a"),
        ("\x1b[27;5;108~", "", "ctrl+l"),
        ("\x1b[1076::108;5u", "", "ctrl+l"),
        ("\x1b[13;5u", "", "ctrl+enter"),
        ("\x1b[27;2;13~", "", "enter"),
        ("\x1b[120;3u", "", "alt+x"),
        ("\x1ba", "", "alt+a"),
        ("\x1b1", "", "alt+1"),
        ("\x1bA", "", "alt+shift+a"),
        ("\x1bb", "", "ctrl+left"),
        ("\x1b[1;5D", "", "ctrl+left"),
        ("\x1b[1;129D", "", "left"),
        ("\x1b[57417u", "", "left"),
        ("\x1bOP", "", "f1"),
        ("\x1b[20~", "", "f9"),
    ],
)
def test_a_key_is_the_key_it_is_in_every_form(sent: str, text: str, name: str) -> None:
    """Its name and what it types, whole and cut at every place, and the key behind it is read as itself."""
    for at in range(len(sent)):
        typed = Typed().feed(sent[:at], sent[at:], "x") if at else Typed().feed(sent + "x")
        assert (typed.keys, typed.text) == ([name, "x"], text + "x")


@pytest.mark.parametrize("sent", MEANINGLESS)
def test_what_means_nothing_types_nothing(sent: str) -> None:
    """And takes nothing along of what is typed before and behind it."""
    assert Typed().feed("a" + sent + "b").text == "ab"
    assert Typed().feed("a", *sent, "b").text == "ab"


def test_a_sequence_that_comes_in_two_reads_is_one() -> None:
    """Up to a quarter of a second apart."""
    assert Typed().feed("\x1b[32", ";2u", "x", apart=PATIENCE * 0.9).text == " x"


def test_an_escape_alone_is_the_escape_key_in_its_time() -> None:
    """Not before, and what is typed later is no part of it."""
    typed = Typed().feed("\x1b")
    assert typed.keys == []
    assert typed.wait(ESCAPE_ALONE).feed("x").keys == ["escape", "x"]
    assert Typed().feed("\x1b", "").keys == ["escape"]


def test_a_paste_is_its_whole_text_in_any_pieces() -> None:
    """A slow line does not break it; one that never ends is over after five quiet seconds, and keeps its words."""
    text = "Ä warm\tlamp\r" + "x" * 500
    typed = Typed().feed("\x1b[200~", *text, "\x1b[2", "01~", "y", apart=0.5)
    assert typed.text == f"{text}y"
    cut = Typed().feed("\x1b[200~never ended")
    assert cut.wait(PASTE_KEPT_PATIENCE - 0.1).text == ""
    assert cut.wait(0.2).feed("y").text == "never endedy"


def test_the_mouse_moves_presses_and_scrolls() -> None:
    """A page has words to point at."""
    sent = "\x1b[<35;10;5M\x1b[<0;10;5M\x1b[<0;10;5m\x1b[<64;10;5M\x1b[I\x1b[O"
    kinds = [type(message) for message in Typed().feed(sent).messages]
    assert kinds == [
        events.MouseMove, events.MouseDown, events.MouseUp, events.MouseScrollUp, events.AppFocus, events.AppBlur,
    ]  # fmt: skip


@pytest.mark.parametrize(("typed", "sent"), AZERTY.items())
def test_in_a_session_a_digit_counts_by_its_place_and_a_letter_never(typed: str, sent: bytes) -> None:
    """Where digits need Shift ``&`` is the key of 1, if the terminal says so; é is a letter, and letters stop."""
    assert key(sent).character == typed
    expected = {"&": "1", "1": "1", "é": "é", "2": "2"}[typed]
    assert key(sent, digits_by_place=True).key == expected


def test_held_modifiers_make_no_digit_of_a_place() -> None:
    """Ctrl and Alt with the key of 1 are no answer."""
    for sent in (b"\x1b[38::49;5u", b"\x1b[38::49;3u", b"\x1b[38::49;9u"):
        assert "+" in key(sent, digits_by_place=True).key


FORMS = st.one_of(
    st.builds(
        "\x1b[{}{}{};{}{}u".format,
        st.integers(0, 2**21),
        st.sampled_from(["", ":65", ":", ":9999999"]),
        st.sampled_from(["", ":49", ":9999999"]),
        st.integers(0, 300),
        st.sampled_from(["", ":1", ":2", ":3", ";97", ";97:98", ";9999999", ";0"]),
    ),
    st.builds("\x1b[27;{};{}~".format, st.integers(0, 300), st.integers(0, 2**21)),
    st.builds("\x1b[{};{}{}".format, st.integers(0, 60), st.integers(0, 300), st.sampled_from("ABCDEFHPQRSZ~^$@qx")),
)


@given(st.lists(st.one_of(FORMS, st.sampled_from(MEANINGLESS), st.text(max_size=3)), max_size=6), st.data())
def test_any_stream_is_read_the_same_however_it_is_cut(parts: list[str], data: st.DataObject) -> None:
    """No sequence whatever is a fault."""
    stream = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    whole = Typed().feed(stream or "x").wait(PATIENCE)
    pieces = [stream[a:b] for a, b in pairwise([0, *cuts, len(stream)]) if a < b]
    cut = Typed().feed(*(pieces or ["x"])).wait(PATIENCE)
    assert (cut.keys, cut.text) == (whole.keys, whole.text)
