"""Every press comes out of the filter, nothing else does, and how the stream is cut makes no difference."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from comfort_journal.ui.input_filter import PATIENCE, UNKNOWN, Heard, InputFilter
from comfort_journal.ui.key_names import key

ST, BEL = b"\x1b\\", b"\x07"

REPLIES = {
    "DA1 of xterm": b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    "DA1 of tmux": b"\x1b[?1;2;4c",
    "DA1 of kitty": b"\x1b[?62;c",
    "DA1 of iTerm2": b"\x1b[?62;4c",
    "DA2 of xterm": b"\x1b[>41;388;0c",
    "DA2 of tmux": b"\x1b[>84;0;0c",
    "DA2 of kitty": b"\x1b[>1;4000;29c",
    "DA3": b"\x1bP!|00000000" + ST,
    "DA3 of iTerm2": b"\x1bP!|6954726D" + ST,
    "OSC 10": b"\x1b]10;rgb:e6e6/e1e1/d5d5" + ST,
    "OSC 11, ended by BEL": b"\x1b]11;rgb:1c1c/1b1b/1919" + BEL,
    "OSC 4": b"\x1b]4;1;rgb:cdcd/0000/0000" + ST,
    "OSC 52": b"\x1b]52;c;MSBqIDEgaiAx" + ST,
    "OSC 52 of a long clipboard": b"\x1b]52;c;" + b"MWox" * 3000 + BEL,
    "XTVERSION of xterm": b"\x1bP>|XTerm(388)" + ST,
    "XTVERSION of kitty": b"\x1bP>|kitty(0.35.2)" + ST,
    "XTVERSION of tmux": b"\x1bP>|tmux 3.4" + ST,
    "XTVERSION of iTerm2": b"\x1bP>|iTerm2 3.5.0" + ST,
    "XTGETTCAP": b"\x1bP1+r524742=382F382F38" + ST,
    "XTGETTCAP, unknown": b"\x1bP0+r" + ST,
    "DECRQSS": b"\x1bP1$r0m" + ST,
    "keyboard flags": b"\x1b[?0u",
    "keyboard flags, some": b"\x1b[?25u",
    "modifyOtherKeys asked": b"\x1b[>4;2m",
    "CPR": b"\x1b[12;40R",
    "CPR at the top": b"\x1b[1;1R",
    "DECXCPR": b"\x1b[?12;40;1R",
    "DSR": b"\x1b[0n",
    "colour scheme": b"\x1b[?997;1n",
    "in-band resize": b"\x1b[48;24;80;480;1280t",
    "window size": b"\x1b[8;24;80t",
    "cell size": b"\x1b[6;20;10t",
    "window title": b"\x1b]lNotes 1 j" + ST,
    "DECREPTPARM": b"\x1b[2;1;1;112;112;1;0x",
    "XTSMGRAPHICS": b"\x1b[?1;0;256S",
    "kitty graphics": b"\x1b_Gi=31;OK" + ST,
    "a privacy message": b"\x1b^1 j 1" + ST,
    "a string": b"\x1bX1 j 1" + ST,
    "1 repeats": b"\x1b[49;1:2;49u",
    "1 repeats, without text": b"\x1b[49;1:2u",
    "1 is let go": b"\x1b[49;1:3u",
    "j is let go, with its shifted form": b"\x1b[106:74;1:3u",
    "up is let go": b"\x1b[1;1:3A",
    "page up repeats": b"\x1b[5;1:2~",
    "shift alone": b"\x1b[57441;2u",
    "control alone is let go": b"\x1b[57442;5:3u",
    "level-5 shift alone": b"\x1b[57454u",
    "caps lock": b"\x1b[57358;65u",
    "num lock": b"\x1b[57360u",
    "the mouse moves": b"\x1b[<35;10;5M",
    "the mouse drags": b"\x1b[<32;10;5M",
    "the mouse moves, urxvt": b"\x1b[67;10;5M",
    "the mouse moves, X10": b"\x1b[MC*%",
    "the mouse moves, far right, X10": b"\x1b[MC\xc3\xa9",
}
"""What terminals send by themselves."""

KEYS = {
    "1": b"1",
    "j": b"j",
    "enter": b"\r",
    "space": b" ",
    "tab": b"\t",
    "backspace": b"\x7f",
    "ctrl+c": b"\x03",
    "ctrl+z": b"\x1a",
    "ctrl+l": b"\x0c",
    "ctrl+q": b"\x11",
    "up": b"\x1b[A",
    "left": b"\x1bOD",
    "right": b"\x1b[C",
    "f1": b"\x1b[[A",
    "f3": b"\x1bOR",
    "f5": b"\x1b[15~",
    "f15": b"\x1b[1;2R",
    "shift+tab": b"\x1b[Z",
    "shift+right": b"\x1b[1;2C",
    "delete": b"\x1b[3~",
    "alt+x": b"\x1bx",
    "ä": "ä".encode(),
    "漢": "漢".encode(),
    "unknown": b"\xff",
}
"""Keys by their names."""

EXTENDED = {
    "1": (b"\x1b[49u", b"\x1b[49;1u", b"\x1b[49;129u", b"\x1b[49;1:1;49u"),
    "shift+1": (b"\x1b[49;2u",),
    "exclamation_mark": (b"\x1b[49:33;2u", b"\x1b[27;2;33~", b"\x1b[49;2;33u"),
    "space": (b"\x1b[32;2u", b"\x1b[32u", b"\x1b[27;2;32~"),
    "X": (b"\x1b[120;2u", b"\x1b[120:88;2u", b"\x1b[27;2;88~", b"\x1b[120;65u"),
    "ctrl+a": (b"\x1b[97;5u", b"\x1b[27;5;97~"),
    "ctrl+shift+k": (b"\x1b[107;6u", b"\x1b[27;6;75~", b"\x1b[107:75;6u"),
    "ctrl+enter": (b"\x1b[13;5u", b"\x1b[27;5;13~"),
    "shift+tab": (b"\x1b[9;2u", b"\x1b[27;2;9~"),
    "backspace": (b"\x1b[127u", b"\x1b[127;2u"),
    "up": (b"\x1b[1;129A", b"\x1b[1;1:1A", b"\x1b[57419u"),
    "pageup": (b"\x1b[5;129~", b"\x1b[57421;129u"),
    "alt+left": (b"\x1b[1;3D",),
    "super+x": (b"\x1b[120;9u",),
    "7": (b"\x1b[57406u", b"\x1bOw", b"\x1b[57406;129u"),
    "ctrl+l": (b"\x1b[108;5u", b"\x1b[27;5;108~", b"\x1b[108;69u", b"\x1b[1076::108;5u"),
    "ctrl+c": (b"\x1b[99;5u",),
    "escape": (b"\x1b[27u", b"\x1b[27;1:1u"),
    "enter": (b"\x1b[13u", b"\x1b[13;2u", b"\x1b[27;2;13~", b"\x1b[57414u"),
    "alt+shift+x": (b"\x1b[120;4u",),
}
"""Keys as kitty and xterm report them when they were asked for more, by whoever ran before."""

MOUSE = {
    "SGR": (b"\x1b[<0;10;5M", b"\x1b[<64;10;5M"),
    "SGR, right button with control": (b"\x1b[<18;10;5M", b"\x1b[<65;10;5M"),
    "SGR, thumb": (b"\x1b[<128;10;5M", b"\x1b[<66;10;5M"),
    "SGR, outside": (b"\x1b[<0;-1;5M", b"\x1b[<80;10;5M"),
    "urxvt": (b"\x1b[32;10;5M", b"\x1b[96;10;5M"),
    "X10": (b"\x1b[M *%", b"\x1b[M`*%"),
    "X10, far right": (b"\x1b[M \xc3\xa9", b"\x1b[M`\xc3\xa9"),
}
"""A press and the wheel."""


def hear(*pieces: bytes) -> list[Heard]:
    """Feed pieces one after the other, and wait at the end."""
    listening = InputFilter()
    return [heard for piece in pieces for heard in listening.feed(piece)] + listening.give_up()


def bytewise(data: bytes) -> list[Heard]:
    """Feed every byte by itself."""
    return hear(*(data[at : at + 1] for at in range(len(data))))


def names(heard: list[Heard]) -> list[str]:
    """Return what was heard, keys by their names."""
    return [key(each.text).key if each.kind == "key" else each.kind for each in heard]


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_what_a_terminal_sends_by_itself_is_dropped(reply: bytes) -> None:
    """Whole, cut at every byte, and between two keys."""
    for at in range(len(reply) if len(reply) < 100 else 1):
        assert hear(reply[:at], reply[at:]) == []
    assert bytewise(reply) == []
    assert names(hear(b"1" + reply + reply + b"x")) == ["1", "x"]


@pytest.mark.parametrize(("name", "sent"), KEYS.items(), ids=KEYS)
def test_a_key_is_that_key(name: str, sent: bytes) -> None:
    """Whole and byte by byte, also right behind an answer of the terminal."""
    assert names(hear(sent)) == [name]
    assert names(bytewise(sent)) == [name]
    assert names(hear(REPLIES["OSC 10"] + sent)) == [name]


@pytest.mark.parametrize(("name", "sent"), [(name, sent) for name, all_ in EXTENDED.items() for sent in all_])
def test_a_key_in_an_extended_form_is_the_same_key(name: str, sent: bytes) -> None:
    """A terminal that was left in another mode still answers, stops and locks."""
    assert names(hear(sent)) == [name]


@pytest.mark.parametrize(("press", "wheel"), MOUSE.values(), ids=MOUSE)
def test_a_mouse_button_is_a_press_and_the_wheel_a_scroll(press: bytes, wheel: bytes) -> None:
    """In each of the three forms, cut at every byte; what follows is read as what it is."""
    for at in range(len(press)):
        assert names(hear(press[:at], press[at:] + b"1")) == ["press", "1"]
    assert names(bytewise(wheel + b"1")) == ["scroll", "1"]


def test_a_button_let_go_is_no_press() -> None:
    """Nor is it nothing: the first page has words to click on."""
    assert names(hear(b"\x1b[<0;10;5m" + b"\x1b[M#*%" + b"\x1b[35;10;5M")) == ["release"] * 3


def test_focus_is_told_and_is_no_key() -> None:
    """Coming and going."""
    assert names(bytewise(b"\x1b[O\x1b[I")) == ["focus_out", "focus_in"]


def test_a_paste_is_told_at_its_first_byte_and_its_words_never() -> None:
    """A stop does not wait for the end of a long paste, and nothing in it is a key."""
    listening = InputFilter()
    assert listening.feed(b"\x1b[200~") == [Heard("paste")]
    assert listening.feed(b"1 j stop \x1b[A \x0c \x1b[20") == []
    assert names(listening.feed(b"\x1b[201~x")) == ["x"]


def test_an_answer_to_a_mode_question_is_handed_on_as_such() -> None:
    """It is no key; the driver may use it."""
    assert names(bytewise(b"\x1b[?2026;2$y")) == ["mode"]


def test_an_escape_with_nothing_behind_it_is_the_escape_key() -> None:
    """Also in the middle of an answer, before another escape, and twice."""
    assert names(hear(b"\x1b")) == ["escape"]
    assert names(hear(b"\x1b\x1b")) == ["escape", "escape"]
    assert names(hear(b"\x1b" + REPLIES["DA1 of tmux"])) == ["escape"]
    assert names(hear(b"\x1b]11;rgb:1c\x1b")) == ["escape"]


@pytest.mark.parametrize(
    "begun", [b"\x1b[", b"\x1bO", b"\x1bP", b"\x1b]", b"\x1b_", b"\x1b^", b"\x1bX", b"\x1b[20", b"\xe6\xbc"]
)
def test_what_never_becomes_whole_is_a_key(begun: bytes) -> None:
    """Nothing swallows the presses behind it: when the time is over, a key comes out and the next one is read anew."""
    listening = InputFilter()
    assert listening.feed(begun + b"") == []
    assert listening.under_way
    assert listening.patience <= PATIENCE
    assert [each.kind for each in listening.give_up()] == ["key"]
    assert names(listening.feed(b"x")) == ["x"]


@pytest.mark.parametrize("sequence", [text for text in ANSI_SEQUENCES_KEYS if text != "\x9b"])
def test_every_key_that_textual_knows_comes_out_as_a_key(sequence: str) -> None:
    """Whether its name is known here or not, it is a press."""
    assert {each.kind for each in hear(sequence.encode("latin-1"))} == {"key"}


@pytest.mark.parametrize("control", [0x00, 0x03, 0x08, 0x0C, 0x0D, 0x11, 0x1A, 0x7F])
def test_a_control_key_inside_a_sequence_is_a_key_at_once(control: int) -> None:
    """Ctrl+C waits for nobody."""
    listening = InputFilter()
    assert listening.feed(b"\x1b[?6" + bytes([control])) == [Heard("key", bytes([control]))]
    assert listening.feed(b"4;1c") == []


SOUP = st.lists(
    st.one_of(
        st.sampled_from([*REPLIES.values(), *KEYS.values(), *(each for pair in MOUSE.values() for each in pair)]),
        st.sampled_from([b"\x1b", b"\x1b[", b"\x1b]", b"\x1bP", b"\x1b[200~", b"\x1b[201~", b"\x1b[M", b"\\", b"\x07"]),
        st.binary(max_size=6),
    ),
    max_size=12,
).map(b"".join)


@given(SOUP, st.lists(st.integers(0, 400), max_size=20))
def test_how_the_stream_is_cut_makes_no_difference(data: bytes, cuts: list[int]) -> None:
    """Any stream, cut anywhere, says the same."""
    places = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    pieces = [data[start:end] for start, end in pairwise(places)]
    assert hear(*pieces) == hear(data) == bytewise(data)


@given(SOUP)
def test_after_the_time_is_over_the_next_key_is_read(data: bytes) -> None:
    """No stream whatever leaves the filter deaf."""
    listening = InputFilter()
    listening.feed(data)
    listening.give_up()
    assert not listening.under_way
    assert listening.feed(b"x") == [Heard("key", b"x")]


@given(st.binary(max_size=40))
def test_every_key_has_a_name(data: bytes) -> None:
    """Bytes that no table knows are an unknown key, never a fault."""
    assert key(data).key
    assert key(UNKNOWN).key == "unknown"
