"""Taking 50,000 entries in from one file of each form, beside jrnl's own import into an encrypted journal.

    python benchmarks/importing.py [ENTRIES] [FORM ...]

What is measured is the command a person would type, the key derivation with it, and the most memory it took. A form of
many files is a zip of them.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from comfort_journal.interchange import markdown, native
from comfort_journal.interchange.export import csv_files
from comfort_journal.interchange.names import NO_NAMES
from comfort_journal.records import Entry
from jrnl import make_jrnl
from measure import Sample, compare, head, timed, within
from memory import METER
from sample import LAST, PASSPHRASE, WORDS, environment, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Written: TypeAlias = "tuple[datetime, str]"

ENTRIES = 50_000
AT_MOST_SECONDS, AT_MOST_MB = 30, 500


def written(entries: int) -> list[Written]:
    """Return so many entries of 60 words, four a day."""
    words = " ".join(WORDS * 2)[:400]
    return [(LAST - timedelta(hours=6 * number), f"Entry {number}.\n{words}") for number in reversed(range(entries))]


def jrnl(of: list[Written]) -> bytes:
    """Return jrnl's own text."""
    return "".join(f"[{at:%Y-%m-%d %H:%M}] {words} @sleep\n\n" for at, words in of).encode()


def diary(of: list[Written]) -> bytes:
    """Return a Markdown diary."""
    return "".join(f"## {at:%Y-%m-%d %H:%M}\n\n{words}\n\n" for at, words in of).encode()


def day_one(of: list[Written]) -> bytes:
    """Return Day One's JSON."""
    entries = [
        {
            "uuid": f"{number:032X}",
            "creationDate": f"{at:%Y-%m-%dT%H:%M:%SZ}",
            "timeZone": "Europe/Berlin",
            "text": words.replace(".", "\\."),
            "tags": ["sleep"],
            "starred": False,
        }
        for number, (at, words) in enumerate(of)
    ]
    return json.dumps({"metadata": {"version": "1.0"}, "entries": entries}).encode()


def table(names: list[str], rows: Iterable[list[str]]) -> bytes:
    """Return rows below their names as CSV."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([names, *rows])
    return file.getvalue().encode()


def daylio(of: list[Written]) -> bytes:
    """Return Daylio's CSV."""
    names = ["full_date", "date", "weekday", "time", "mood", "activities", "note_title", "note"]
    return table(names, ([f"{at:%Y-%m-%d}", "", "", f"{at:%H:%M}", "good", "sleep | walk", "", w] for at, w in of))


def other_table(of: list[Written]) -> bytes:
    """Return a table whose columns have to be named, its days before its months."""
    return table(["When", "Note", "Tags"], ([f"{at:%d/%m/%Y %H:%M}", words, "sleep, walk"] for at, words in of))


def ours(of: list[Written]) -> list[Entry]:
    """Return the entries as the journal keeps them."""
    return [
        Entry(
            id=f"00000000-0000-4000-8000-{number:012}",
            at=at.isoformat(),
            prompt=None,
            text=words,
            tags=("sleep",),
            starred=False,
            session=None,
            source="app",
        )
        for number, (at, words) in enumerate(of)
    ]


def packed(files: Iterable[tuple[str, str]]) -> bytes:
    """Return files as a zip."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(name, text)
    return data.getvalue()


def notes(of: list[Written]) -> bytes:
    """Return a zip of notes with front matter, one an entry."""
    head = "---\ndate: {:%Y-%m-%dT%H:%M}\ntags: [sleep]\n---\n\n"
    return packed((f"{at:%Y-%m-%d %H%M}.md", head.format(at) + words + "\n") for at, words in of)


def rednotebook(of: list[Written]) -> bytes:
    """Return a zip of RedNotebook's months, a day an entry."""
    days = [(LAST - timedelta(days=len(of) - number), words) for number, (_, words) in enumerate(of)]
    months = groupby(days, key=lambda each: f"{each[0]:%Y-%m}.txt")
    return packed((n, "".join(f"{at.day}:\n  text: {json.dumps(w)}\n" for at, w in each)) for n, each in months)


FORMS: dict[str, tuple[Callable[[list[Written]], bytes], tuple[str, ...]]] = {
    "jrnl": (jrnl, ()),
    "native": (lambda of: native.dump(ours(of), LAST), ()),
    "markdown, a page of ours": (lambda of: markdown.dump(ours(of), LAST.date()), ()),
    "markdown, a diary": (diary, ()),
    "dayone": (day_one, ()),
    "daylio": (daylio, ()),
    "notes": (notes, ()),
    "rednotebook": (rednotebook, ()),
    "csv, a table of ours": (lambda of: csv_files.table("entry", ours(of), NO_NAMES), ()),
    "csv, another's": (other_table, ("--column", "date=When", "--column", "text=Note", "--column", "tags=Tags")),
}
"""What writes a file of each form, and what its import has to be told."""


def measure(place: Path, form: str, of: list[Written]) -> tuple[Sample, Sample, Sample, str]:
    """Take a file of that form in, and once more; return both times, the most memory, and what was said."""
    make_file, options = FORMS[form]
    place.mkdir()
    file, secret, told = place / "file", place / "secret", place / "told"
    file.write_bytes(make_file(of))
    secret.write_bytes(PASSPHRASE)
    env = environment(make(place / "home", 0, 256))
    command = [sys.executable, "-m", "comfort_journal", "--passphrase-file", str(secret), "import", str(file), *options]
    said: list[str] = []

    def take_in() -> None:
        metered = [sys.executable, "-I", "-S", "-c", METER, str(told), *command]
        said.append(subprocess.run(metered, env=env, check=True, capture_output=True, text=True).stdout.split(".")[0])

    first = timed(f"{form}: {len(of):,} entries, {file.stat().st_size / 1e6:,.0f} MB", 1, take_in)
    memory = Sample(f"{form}: most memory", (float(told.read_text()) / 1e6,), "MB", 1.0)
    again = timed(f"{form}: the same again", 1, take_in)
    return first, again, memory, f"{form}: {said[0]}; again {said[1]}."


def main(entries: int, forms: list[str]) -> None:
    """Print the rows."""
    of, told = written(entries), []
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        (place / "journal.txt").write_bytes(jrnl(of))
        peer = make_jrnl(place / "jrnl", 1)
        by_jrnl = timed("jrnl --import", 1, peer.command("--import", "--file", str(place / "journal.txt")))
        head()
        for number, form in enumerate(forms):
            first, again, memory, said = measure(place / str(number), form, of)
            compare(first, by_jrnl)
            within(first, AT_MOST_SECONDS)
            within(memory, AT_MOST_MB)
            compare(again, by_jrnl)
            told.append(said)
    print("", *told, sep="\n")


if __name__ == "__main__":
    asked = sys.argv[1:]
    size = int(asked.pop(0)) if asked and asked[0].isdigit() else ENTRIES
    main(size, [form for form in FORMS if not asked or any(form.startswith(each) for each in asked)])
