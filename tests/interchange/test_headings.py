"""A diary's headings: each is the moment it says, words, or refused by its line; never half of two."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.interchange import local_time, markdown
from comfort_journal.interchange.headings import NotUnderstoodError, heading, read

CASES = Path(__file__).parent / "cases"


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
    ("case", "moments"),
    [
        ("twelve-hour", ["2026-01-30T21:40:00+01:00", "2026-01-30T22:15:00+01:00", "2026-01-31T00:05:00+01:00"]),
        ("iso-headings", ["2026-01-30T22:40:30+01:00", "2026-01-30T21:40:00+05:30", "2026-01-30T21:40:30+01:00"]),
        ("month-headings", ["2026-01-30T12:00:00+01:00", "2026-02-01T12:00:00+01:00", "2027-01-01T12:00:00+01:00"]),
        ("old-years", ["1935-05-05T10:00:00+01:00", "1940-05-18T10:00:00+02:00", "1971-12-01T10:00:00+01:00"]),
    ],
)
def test_the_moment_is_the_one_that_the_heading_says(case: str, moments: list[str]) -> None:
    """Halves of the day, seconds, zones, months as groups and old years come in as a reader understands them."""
    assert [at for at, _ in load((CASES / f"{case}.md").read_bytes())] == moments


def test_the_words_of_a_heading_come_back_as_they_stand() -> None:
    """No sign of a heading's words is cut off."""
    words = [text for _, text in load((CASES / "heading-punctuation.md").read_bytes())]
    assert words == ["...and then it let go.", "At last.", "- walk -", "Why: because..."]


def test_each_form_of_a_clock_is_a_time_or_words() -> None:
    """A weekday is none of the words, a time is a time, and a bare number stays words whole."""
    found = [(at[11:16], text) for at, text in load((CASES / "clock-forms.md").read_bytes())]
    assert found == [
        ("12:00", "Done."), ("12:00", "x"), ("21:40", "y"), ("21:40", "z"), ("12:00", "at 9\n\nw"), ("21:40", "v"),
        ("21:40", "u"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["12.01.2026", "13. Januar 2026", "15 January", "January 15", "2026-13-01", "2026-01-05 (Tuesday)", "Monday",
     "25:70", "13:05 pm", "0999-01-01", "01/02/26", "[[2026-01-14"],
)  # fmt: skip
def test_what_looks_like_a_date_and_is_none_is_refused_by_its_line(words: str) -> None:
    """It never becomes words of the day before, and the refusal repeats none of them."""
    with pytest.raises(BadInput, match=r"^line 4: "):
        load(f"## 2026-01-04\nx\n\n## {words}\ncanary")


def test_the_odd_dates_that_are_dates_are_read() -> None:
    """Single figures, slashes and links of notes are dates once the three that are none have gone."""
    lines = (CASES / "odd-dates.md").read_text(encoding="utf-8").split("\n")
    kept = [
        line
        for n, line in enumerate(lines)
        if not any("12.01" in x or "Januar" in x for x in lines[max(0, n - 1) : n + 1])
    ]
    assert [at[:10] for at, _ in load("\n".join(kept))] == ["2026-01-09", "2026-01-10", "2026-01-11", "2026-01-14"]


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


@given(st.sampled_from(" #\t-:.,9a(~`|[T\N{EN DASH}é"), st.sampled_from(["2026-01-0", "2026-01-05", "", "Mon", "5 "]))
def test_a_long_run_is_read_in_its_own_length(character: str, before: str) -> None:
    """No form goes back over what it has read: two hundred thousand of anything end at once."""
    words = heading(f"## {before}{character * 200_000} 2026-13-01")
    if words is not None:
        try:
            read(words)
        except NotUnderstoodError as fault:
            assert len(str(fault)) < 100  # noqa: PT017  a refusal is one of two right answers
