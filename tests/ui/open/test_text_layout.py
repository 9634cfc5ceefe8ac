"""The column: every line fits, nothing that can be seen is lost, and what was found is marked where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from comfort_journal.ui.widgets.text_layout import (
    Block,
    around,
    fit,
    lines_of,
    marked,
    readable,
    wrap,
)

HARD = "[/x] [b \x1b[31mred\x1b[0m 👩‍👩‍👧‍👦 שלום עולם " + "w" * 90 + " \u202eend\ttab e\u0301"
TEXTS = st.text(st.sampled_from("ab c\nd\te[/]\x1b👩‍שé世界"), max_size=200)


@given(TEXTS, st.integers(2, 70))
def test_every_line_fits_its_width(text: str, width: int) -> None:
    """No line is wider than the column, for any text and any width that holds a wide character."""
    assert all(cell_len(line.text) <= width for line in lines_of(Block("body", text), width))


@given(TEXTS, st.integers(2, 70))
def test_nothing_seen_is_lost(text: str, width: int) -> None:
    """The lines together hold every visible character in order."""
    lines = list(lines_of(Block("body", text), width))
    assert "".join("".join(line.text.split()) for line in lines) == "".join(readable(text).split())


def test_hard_text_is_shown_as_text() -> None:
    """Brackets stay, and nothing that could steer a terminal is left."""
    drawn = "\n".join(line.text for line in lines_of(Block("body", HARD), 40))
    assert "[/x] [b ␛[31mred␛[0m" in drawn
    assert not set(drawn) & {"\x1b", "\u202e", "\t", "\r"}


def test_words_turn_whole() -> None:
    """A line turns at a blank, and only a word longer than the line is divided."""
    assert [line.text for line in lines_of(Block("body", "one two three"), 8)] == ["one two", "three"]
    assert [line.text for line in lines_of(Block("body", "a bbbbbbbb"), 4)] == ["a", "bbbb", "bbbb"]


def test_line_ends_of_other_systems_end_a_line() -> None:
    """CR LF and CR end one line each, and empty lines stay."""
    assert [line.text for line in lines_of(Block("body", "a\r\nb\rc\n\nd"), 9)] == ["a", "b", "c", "", "d"]


def test_found_places_follow_the_text_across_lines() -> None:
    """A found place that is turned over two lines is marked on both."""
    lines = list(lines_of(Block("body", "xx warm room"), 7, lambda text: [(3, len(text))]))
    assert [(line.text, line.marks) for line in lines] == [("xx warm", ((3, 7),)), ("room", ((0, 4),))]
    assert marked("xx warm", lines[0].marks) == [("xx ", False), ("warm", True)]


def test_a_lead_stands_beside_the_first_line_only() -> None:
    """What stands in the indent is said once."""
    lines = list(lines_of(Block("body", "one two", 4, "5"), 9))
    assert [line.lead for line in lines] == ["5", ""]


def test_a_found_word_far_in_is_brought_into_view() -> None:
    """The stretch that is shown holds the first found place, and fits."""
    text = "word " * 50 + "needle " + "word " * 50
    shown = around(text, [(250, 256)], 40)
    assert "needle" in shown
    assert cell_len(shown) <= 40


@given(TEXTS, st.integers(1, 30))
def test_a_cut_text_fits(text: str, width: int) -> None:
    """A text that is cut for the list never takes more than its cells."""
    assert cell_len(fit(readable(text).replace("\n", " "), width)) <= width


def test_a_line_without_blanks_of_100_kb_is_laid_out_whole() -> None:
    """Length does not change the rule."""
    assert sum(end - start for start, end in wrap("x" * 100_000, 68)) == 100_000


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)), st.integers(0, 30))
def test_a_plain_line_is_cut_where_any_other_is(text: str, width: int) -> None:
    """One letter with an accent, which takes the longer way, changes no place."""
    assert fit("a" + text, width) == fit("\N{LATIN SMALL LETTER A WITH ACUTE}" + text, width).replace(
        "\N{LATIN SMALL LETTER A WITH ACUTE}", "a"
    )
