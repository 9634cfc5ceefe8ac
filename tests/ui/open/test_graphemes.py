"""Written characters: every way to ask where one begins or ends gives the same answer."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from comfort_journal.ui.widgets import graphemes

PARTS = [
    "a",
    "e\u0301",
    "👩\u200d👩\u200d👧",
    "🇩🇪",
    "🇫",
    "👍🏽",
    "\u0938\u094d\u0924\u0947",
    "\u06cc\u200c",
    "\u200d",
    "\u0301",
    "한",
    "\ufffd",
    " ",
    "\t",
    "ß",
]
LINES = st.lists(st.sampled_from(PARTS), max_size=8).map("".join)


def bounds(line: str) -> list[int]:
    """Return every place between two written characters, by Unicode's rules."""
    return list(accumulate((len(each) for each in iter_graphemes(line)), initial=0))


@given(LINES)
def test_all_answers_agree_with_unicode(line: str) -> None:
    """``before``, ``after``, ``start_of``, ``end_of`` and ``split`` know the same bounds."""
    known = bounds(line)
    assert list(accumulate((len(each) for each in graphemes.split(line)), initial=0)) == known
    for place in range(len(line) + 1):
        assert graphemes.start_of(line, place) == max(each for each in known if each <= place)
        assert graphemes.end_of(line, place) == min(each for each in known if each >= place)
    for one, next_one in pairwise(known):
        assert graphemes.before(line, next_one) == one
        assert graphemes.after(line, one) == next_one


@given(st.text(st.characters(max_codepoint=0x2FF, exclude_characters="\r\n"), max_size=20))
def test_a_plain_line_has_a_character_for_every_code_point(line: str) -> None:
    """The short way round Unicode's rules is the same way."""
    assert graphemes.plain(line)
    assert graphemes.split(line) == list(iter_graphemes(line))


@pytest.mark.parametrize("line", ["", "e\u0301"])
def test_places_outside_of_the_line_are_its_ends(line: str) -> None:
    """Nothing breaks there."""
    assert (graphemes.start_of(line, -1), graphemes.before(line, 0)) == (0, 0)
    assert {f(line, len(line) + 3) for f in (graphemes.start_of, graphemes.end_of, graphemes.after)} == {len(line)}
