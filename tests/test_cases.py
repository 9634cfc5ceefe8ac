"""Inputs on which the program once fell short: each is a file, and what it must become stands here, a line a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from textual import events

from comfort_journal.cli.passphrase_source import PassphraseSource
from comfort_journal.errors import BadInput
from comfort_journal.interchange import local_time
from comfort_journal.interchange.importer import ReadOptions
from comfort_journal.interchange.importers import importer
from comfort_journal.interchange.sources import of_bytes
from comfort_journal.records import Entry
from comfort_journal.settings import Settings
from comfort_journal.settings.file import load
from comfort_journal.ui.paste_parser import PasteParser, is_pasted
from comfort_journal.vault.passphrase import BLANKS_AROUND, has_blanks_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    Come: TypeAlias = tuple[str, str, tuple[str, ...], bool]

CASES = Path(__file__).parent / "cases"
BERLIN = ReadOptions(local=local_time.zone("Europe/Berlin"))
COMES_IN: dict[str, tuple[str, list[Come]]] = {
    "2026-01-05.md": (
        "notes",
        [
            (
                "2026-01-05T12:00:00+01:00",
                "Monday\n\n# 2026-01-05\n\n- [x] walk\n- slept #sleep",
                ("sleep", "calm"),
                False,
            )
        ],
    ),
    "clock-forms.md": (
        "markdown",
        [
            ("2026-01-05T12:00:00+01:00", "Done.", (), False),
            ("2026-01-06T12:00:00+01:00", "x", (), False),
            ("2026-01-07T21:40:00+01:00", "y", (), False),
            ("2026-01-08T21:40:00+01:00", "z", (), False),
            ("2026-01-09T12:00:00+01:00", "at 9\n\nw", (), False),
            ("2026-01-10T21:40:00+01:00", "v", (), False),
            ("2026-01-11T21:40:00+01:00", "u", (), False),
        ],
    ),
    "daylio.csv": ("daylio", [("2026-01-05T21:40:00+01:00", "Warm feet", ("sleep", "walk", "good"), False)]),
    "dayone.json": ("dayone", [("2026-01-05T21:40:00+01:00", "Warm feet..", ("sleep",), False)]),
    "heading-punctuation.md": (
        "markdown",
        [
            ("2026-01-05T12:00:00+01:00", "...and then it let go.", (), False),
            ("2026-01-06T12:00:00+01:00", "At last.", (), False),
            ("2026-01-07T12:00:00+01:00", "- walk -", (), False),
            ("2026-01-08T12:00:00+01:00", "Why: because...", (), False),
        ],
    ),
    "iso-headings.md": (
        "markdown",
        [
            ("2026-01-30T22:40:30+01:00", "UTC words.", (), False),
            ("2026-01-30T21:40:00+05:30", "Kolkata words.", (), False),
            ("2026-01-30T21:40:30+01:00", "Seconds.", (), False),
        ],
    ),
    "journal.txt": (
        "jrnl",
        [
            ("2026-01-05T21:40:00+01:00", "Warm feet.\nBody line. @sleep", ("sleep",), False),
            ("2026-01-06T09:00:00+01:00", "Sun.", (), True),
        ],
    ),
    "jrnl.json": ("jrnl", [("2026-01-05T21:40:00+01:00", "Warm feet.\nBody @sleep", ("sleep",), False)]),
    "month-headings.md": (
        "markdown",
        [
            ("2026-01-30T12:00:00+01:00", "Warm feet.", (), False),
            ("2026-02-01T12:00:00+01:00", "Sun.", (), False),
            ("2027-01-01T12:00:00+01:00", "New.", (), False),
        ],
    ),
    "old-years.md": (
        "markdown",
        [
            ("1935-05-05T10:00:00+01:00", "x", (), False),
            ("1940-05-18T10:00:00+02:00", "y", (), False),
            ("1971-12-01T10:00:00+01:00", "z", (), False),
        ],
    ),
    "rednotebook-2026-01.txt": (
        "rednotebook",
        [
            ("2026-01-05T12:00:00+01:00", "Warm feet", (), False),
            ("2026-01-06T12:00:00+01:00", "Sun", ("sleep",), False),
        ],
    ),
    "twelve-hour.md": (
        "markdown",
        [
            ("2026-01-30T21:40:00+01:00", "Warm feet.", (), False),
            ("2026-01-30T22:15:00+01:00", "Tea.", (), False),
            ("2026-01-31T00:05:00+01:00", "Awake.", (), False),
        ],
    ),
}
"""Of each file its form, and its entries as (at, text, tags, starred). Day One's has two full stops, one escaped."""
PASSPHRASES = {
    "pass-bom.txt": ("warm feet", False),
    "pass-copied-line.txt": ("armored zips blinks chaos sphere unbiased", True),
    "pass-leading-newline.txt": ("warm feet", False),
    "pass-nbsp.txt": ("warm feet", False),
    "pass-spaces-around.txt": ("warm feet", True),
    "pass-zwnj.txt": ("می‌خواهم", False),
}  # fmt: skip
"""Of each file what a new passphrase becomes, and whether blanks around it are named."""
OTHERS = {"odd-dates.md", "settings-bom.toml", "tabbed-paste.txt"}


def read(name: str, data: bytes) -> tuple[str, Sequence[Come]]:
    """Return the form that a file is found in, and its entries."""
    source = of_bytes(data, name)
    chosen = importer(source)
    found = chosen.read(source, BERLIN).records
    return chosen.name, [(e.at, e.text, e.tags, e.starred) for e in found if isinstance(e, Entry)]


def test_every_case_has_its_line() -> None:
    """None lies there without saying what it must become."""
    assert {path.name for path in CASES.iterdir()} == COMES_IN.keys() | PASSPHRASES.keys() | OTHERS


@pytest.mark.parametrize("case", COMES_IN)
def test_a_journal_comes_in_as_it_must(case: str) -> None:
    """In its own form; moment, words, tags and star."""
    assert read(case, (CASES / case).read_bytes()) == COMES_IN[case]


def test_odd_dates_are_dates_or_refused_by_their_line() -> None:
    """None is swallowed into the day before: each is refused in turn until its heading has gone."""
    lines, refused = (CASES / "odd-dates.md").read_text("utf-8").split("\n"), []
    for wanted in ("## 12.01.2026", "## 13. Januar 2026", "## 15 January"):
        line = lines.index(wanted)
        with pytest.raises(BadInput, match=rf"^line {line + 1}: this looks like a date"):
            read("", "\n".join(lines).encode())
        refused.append(lines.pop(line))
        lines.pop(line)
    days = [(at[:10], text) for at, text, _, _ in read("", "\n".join(lines).encode())[1]]
    assert days == [
        ("2026-01-09", "First."), ("2026-01-10", "Second."), ("2026-01-11", "Third."), ("2026-01-14", "Sixth."),
    ]  # fmt: skip


@pytest.mark.parametrize("case", PASSPHRASES)
def test_a_passphrase_is_what_was_meant(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a mark, a blank around it nor an empty line is a part of it; blanks that somebody typed are named."""
    meant, named = PASSPHRASES[case]
    with PassphraseSource(file=CASES / case).new_passphrase() as chosen:
        assert chosen.decode() == meant
    assert (BLANKS_AROUND.split(".")[0] in " ".join(capsys.readouterr().err.split())) is named
    assert has_blanks_around((CASES / case).read_bytes().strip(b"\r\n")) is named


def test_settings_behind_a_byte_order_mark_are_read() -> None:
    """As what they say."""
    assert load(CASES / "settings-bom.toml") == (Settings(theme="paper", idle_lock_minutes=30), ())


def test_a_pasted_tab_stays_in_the_text() -> None:
    """Without bracketed paste too: what one read brings is pasted, and no key of it moves the cursor elsewhere."""
    text = (CASES / "tabbed-paste.txt").read_text("utf-8")
    parser = PasteParser()
    keys = [
        each for part in (text.replace("\n", "\r"), "") for each in parser.feed(part) if isinstance(each, events.Key)
    ]
    assert [key.key for key in keys if key.key == "tab"] == ["tab", "tab"]
    assert all(map(is_pasted, keys))
