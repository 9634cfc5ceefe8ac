"""A pasted text stays one text, whatever is in it and however the stream is cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events

from comfort_journal.ui.pasting import BEGIN, END, MARK, Mender, PasteParser


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
