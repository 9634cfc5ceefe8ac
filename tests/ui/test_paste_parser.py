"""A pasted text stays one text, whatever is in it and however the stream is cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events

from comfort_journal.ui.paste_parser import BEGIN, END, MARK, Mender, PasteParser, is_pasted


def parsed(*pieces: str) -> list[tuple[str, str]]:
    """Return the pastes and keys in a stream."""
    parser = PasteParser()
    messages = [message for piece in pieces for message in parser.feed(piece)]
    return [
        ("paste", message.text) if isinstance(message, events.Paste) else ("key", message.key)
        for message in messages
        if isinstance(message, events.Paste | events.Key)
    ]


@pytest.mark.parametrize(
    "text",
    ["\x1b", "a\x1bb", "red \x1b[31mwords\x1b[0m and more of them than thirty-two", "\x1b[201", "\x1b\x1b[A"],
)
def test_an_escape_in_a_paste_is_a_mark_in_its_place(text: str) -> None:
    """Nothing of the paste becomes a key, nothing of it is lost, and the key behind it is a key."""
    assert parsed(f"{BEGIN}{text}{END}x") == [("paste", text.replace("\x1b", MARK)), ("key", "x")]


def test_keys_outside_of_a_paste_are_as_they_were() -> None:
    """Arrows and function keys before and after a paste are not touched."""
    stream = f"\x1b[A{BEGIN}one{END}\x1bOP{BEGIN}two{END}"
    assert parsed(stream) == [("key", "up"), ("paste", "one"), ("key", "f1"), ("paste", "two")]


@given(st.lists(st.sampled_from([BEGIN, END, "\x1b", "[20", "a", "\r"]), max_size=12), st.data())
@example([BEGIN, "a", "\x1b", END, "a"], None)
def test_where_the_stream_is_cut_changes_nothing(parts: list[str], data: st.DataObject | None) -> None:
    """The same stream in one piece and in many gives the same, but for what is still held back."""
    stream = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6))) if data else range(len(stream))
    places = [0, *cuts, len(stream)]
    whole, cut = Mender(), Mender()
    in_one = whole.mend(stream)
    in_many = "".join(cut.mend(stream[a:b]) for a, b in pairwise(places))
    assert in_many == in_one
    assert len(in_one) + len(END) > len(stream)


def keys(data: str) -> list[events.Key]:
    """Return the keys in what one read brought."""
    parser = PasteParser()
    return [each for part in (data, "") for each in parser.feed(part) if isinstance(each, events.Key)]


@pytest.mark.parametrize(
    "character",
    [
        "\u00a0",
        "\u3000",
        "\u200c",
        "\u200d",
        "\u00ad",
        "\u0301",
        "\u2028",
        "\u202e",
        "\U000e0067",
        "\ue000",
        "\U0001fae9",
    ],
)
def test_every_character_that_is_text_is_written(character: str) -> None:
    """Joiners, wide blanks, marks, tags, private letters and what is newer than this Python."""
    (key,) = keys(character)
    assert (key.character, key.is_printable) == (character, True)


@given(st.characters(exclude_categories=["Cc", "Cs"]))
def test_a_key_writes_exactly_its_character(character: str) -> None:
    """Whatever a terminal sends for a character, dead keys and input methods included, is that character."""
    (key,) = keys(character)
    assert (key.character, key.is_printable) == (character, True)
    assert not key.copy().key.startswith("alt+")


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x0b", "\x7f", "\x85", "\t", "\r"])
def test_a_control_character_writes_nothing(character: str) -> None:
    """Controls are keys, not text."""
    assert [key.is_printable for key in keys(character)] == [False]


@pytest.mark.parametrize("character", "aA019-=zé,.[;ж\u200c ")
def test_a_key_with_alt_writes_nothing(character: str) -> None:
    """Alt+A is a key of its own, and so is Alt with a sign."""
    (key,) = keys(f"\x1b{character}")
    assert (key.key[:4], key.character, key.is_printable) == ("alt+", None, False)


def test_escape_stays_escape() -> None:
    """Alone, and before another one."""
    assert [key.key for key in keys("\x1b")] == ["escape"]
    assert {key.key for key in keys("\x1b\x1b")} == {"escape"}


def test_a_tab_in_the_middle_of_text_was_pasted() -> None:
    """A Tab that came alone was pressed."""
    assert [is_pasted(key) for key in keys("\t")] == [False]
    assert [is_pasted(key) for key in keys("\t\t\r")] == [False] * 3
    assert all(is_pasted(key) for key in keys("Monday:\r\tslept"))
    assert all(is_pasted(key) for key in keys("\tslept"))
    assert not any(is_pasted(key) for key in keys("\x1b[A\t"))


def test_a_paste_in_many_reads_is_one_and_a_key_after_a_pause_was_pressed() -> None:
    """What comes at the heels of text, faster than any hand, belongs to it; a moment later Tab is Tab again."""
    now = [7.0]
    parser = PasteParser()
    parser.clock = lambda: now[0]
    flags = []
    for character, gap in [("\t", 0.001), ("a", 0.001), ("\r", 0.02), ("\t", 0.02), ("\t", 0.08)]:
        now[0] += gap
        flags += [(key.key, is_pasted(key)) for key in parser.feed(character)]
    assert flags == [("tab", False), ("a", True), ("enter", True), ("tab", True), ("tab", False)]
