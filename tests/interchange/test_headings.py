"""A diary's headings: each is the moment it says, words, or refused by its line; never half of two."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.interchange import local_time, markdown
from comfort_journal.interchange.headings import NotUnderstoodError, heading, read


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every diary in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def load(text: bytes | str) -> list[tuple[str, str]]:
    """Return a diary's entries as (at, text)."""
    data = text if isinstance(text, bytes) else text.encode()
    return [(entry.at, entry.text) for entry in markdown.load(data, local_time.machine)]


@pytest.mark.parametrize(
    "words",
    ["12.01.2026", "13. Januar 2026", "15 January", "January 15", "2026-13-01", "2026-01-05 (Tuesday)", "Monday",
     "25:70", "13:05 pm", "0999-01-01", "01/02/26", "[[2026-01-14"],
)  # fmt: skip
def test_what_looks_like_a_date_and_is_none_is_refused_by_its_line(words: str) -> None:
    """It never becomes words of the day before, and the refusal repeats none of them."""
    with pytest.raises(BadInput, match=r"^line 4: "):
        load(f"## 2026-01-04\nx\n\n## {words}\ncanary")


def test_words_below_a_month_belong_to_no_day_and_are_refused() -> None:
    """A heading that groups days ends the day before it."""
    with pytest.raises(BadInput, match=r"^line 4: "):
        load("## 2026-01-30\nx\n# February 2026\ncanary")


@pytest.mark.parametrize("text", ["a\n~~~~~~\n## 2026-01-02\nb\n~~~~~~\n## 2026-01-03\nc", "a\n```\n## 2026-01-02\nb"])
def test_no_rule_and_no_open_fence_hides_a_day(text: str) -> None:
    """The days behind them come in."""
    assert load(f"## 2026-01-01\n{text}")[1][0].startswith("2026-01-02")


def test_an_hour_that_the_clock_left_out_stays_as_it_was_written() -> None:
    """02:30 in the night of the change is 02:30, before the change."""
    assert load("## 2026-03-29 02:30\nx")[0][0] == "2026-03-29T02:30:00+01:00"


def test_a_moment_too_far_away_is_refused_by_its_line() -> None:
    """The end of the last year is no fault of the program."""
    with pytest.raises(BadInput, match=r"^line 1: "):
        load("## 9999-12-31 23:59\nx")


@pytest.mark.parametrize(
    "words",
    ["2 January 98", "2. Jan '98", "January 2, 98 21:40", "Fri, 2 Jan 98", "02/01/98", "2.1.98 rain", "98-01-02"],
)
def test_a_year_of_two_digits_is_refused_in_one_sentence(words: str) -> None:
    """Whatever the order and the signs are: it is not said that the day is unclear."""
    with pytest.raises(NotUnderstoodError, match=r"^a year is written with four digits, from 1000 on$"):
        read(words)


@pytest.mark.parametrize("words", ["2 January 21:40", "2 January 9pm", "January 2"])
def test_a_time_behind_a_day_is_no_year(words: str) -> None:
    """There a year is missing, and no word is said of its digits."""
    with pytest.raises(NotUnderstoodError, match="this looks like a date"):
        read(words)


@given(st.sampled_from(" #\t-:.,9a(~`|[T\N{EN DASH}é"), st.sampled_from(["2026-01-0", "2026-01-05", "", "Mon", "5 "]))
def test_a_long_run_is_read_in_its_own_length(character: str, before: str) -> None:
    """No form goes back over what it has read: two hundred thousand of anything end at once."""
    words = heading(f"## {before}{character * 200_000} 2026-13-01")
    if words is not None:
        try:
            read(words)
        except NotUnderstoodError as fault:
            assert len(str(fault)) < 100  # noqa: PT017  a refusal is one of two right answers
