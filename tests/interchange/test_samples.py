"""A sample of each form is found as what it is, and nothing that befalls a file makes its reader stumble."""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import BadInput
from comfort_journal.interchange import local_time
from comfort_journal.interchange.csv_named import ColumnsWanted
from comfort_journal.interchange.importer import ReadOptions, Sure
from comfort_journal.interchange.importers import IMPORTERS, importer
from comfort_journal.interchange.sources import opened
from comfort_journal.records import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.records import AnyRecord
    from conftest import Figure

SAMPLES = sorted(each for each in (Path(__file__).parent / "samples").iterdir() if each.name != "README.md")
BERLIN = ReadOptions(local=local_time.zone("Europe/Berlin"), preface="keep")
COLUMNS = {
    "csv-month-first.csv": {"date": "created", "text": "note", "tags": "tags"},
    "csv-semicolons.csv": {
        "date": "Datum", "time": "Uhrzeit", "title": "Titel", "text": "Notiz", "tags": "Schlagworte", "star": "Stern",
    },
}  # fmt: skip
"""What a table of another program's has to be told."""
PIECES = (
    *(b"---\n", b"---", b"\n", b": ", b"- ", b"# ", b"## 2026-01-07\n", b"date: ", b"2026-13-45", b"[[", b"]]", b"|"),
    *(b"&a ", b"*a", b"!!python/object:os.system ", b"? ", b"{", b"[", b"'", b'"', b"\\", b"`", b"```\n", b"\r", b"\t"),
    *(
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xa8",
        b"\xc2\x85",
        b"\\ud800",
        b"1e999",
        b"null",
        b"tags:: ",
        b"5:\n",
    ),
)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_is_found_as_its_own_form(sample: Path) -> None:
    """No form takes what another is surer of."""
    with opened(sample) as source:
        assert importer(source).name == form_of(sample)
        sure = {each.name: each.recognise(source) for each in IMPORTERS}
        assert all(sure[other] < sure[form_of(sample)] for other in sure if other != form_of(sample))


IN_JRNL = [
    ("2025-03-30T02:30:00+01:00", "Awake. [x] done [1] a note", (), False),
    ("2026-01-05T21:40:00+01:00", "Warm feet. Then a walk, and tea. @sleep @warm-bath", ("sleep", "warm-bath"), False),
    ("2026-01-06T09:00:00+01:00", "Sun.", (), True),
]
IN_OURS = [
    ("2026-01-05T21:40:00+01:00", 'Warm feet. Then a walk, and "tea".', ("sleep", "warm, soft"), True),
    ("2026-01-06T09:00:00+01:00", "=Sun. # A heading - one", (), False),
    ("2026-01-07T09:00:00+01:00", "Later on.", (), False),
]
RIGHT = {
    "csv-entry.csv": IN_OURS,
    "csv-month-first.csv": [
        ("2026-01-05T21:40:00+01:00", 'Warm feet, then "tea".', ("sleep", "walk"), False),
        ("2026-01-25T09:00:00+01:00", "Sun.", (), False),
    ],
    "csv-semicolons.csv": [
        ("2026-01-05T21:40:00+01:00", 'Abend Warm feet; then "tea". A walk, too.', ("sleep", "warm bath"), True),
        ("2026-01-06T09:00:00+01:00", "Sun", (), False),
    ],
    "jrnl-export.json": IN_JRNL,
    "jrnl-export.md": [(*each[:3], False) for each in IN_JRNL],  # its Markdown and this XML have no star
    "jrnl-export.xml": [(*each[:3], False) for each in IN_JRNL],
    "jrnl-journal.txt": IN_JRNL,
    "markdown-diary.md": [
        ("2026-01-05T12:00:00+01:00", "Rain all day.", (), False),
        ("2026-01-05T21:40:00+01:00", "Warm feet. Then tea.", (), False),
        ("2026-01-06T09:00:00+01:00", "Sun.", (), False),
    ],
    "markdown-export.md": IN_OURS,
    "native-export.json": IN_OURS,
}
"""What each sample holds, blanks and line ends aside; the other forms' samples have it in the test of their form."""
HOW_MANY = {
    "native": 4, "markdown": 7, "jrnl": 12, "dayone": 5, "daylio": 7, "notes": 7, "rednotebook": 4, "csv": 7,
}  # fmt: skip
"""Records that come in from a form's samples; docs/reliability.md says of how many, and why not all."""


@pytest.mark.parametrize("sample", RIGHT)
def test_every_entry_of_a_sample_is_right(sample: str) -> None:
    """Moment, words, tags and star."""
    found = sorted(
        (each.at, " ".join(each.text.split()), tuple(sorted(each.tags)), each.starred)
        for each in records(Path(__file__).parent / "samples" / sample)
        if isinstance(each, Entry)
    )
    assert found == RIGHT[sample]


def test_as_many_come_in_as_are_told() -> None:
    """Of each form's samples together."""
    found = Counter(form_of(sample) for sample in SAMPLES for _ in records(sample))
    assert found == HOW_MANY


def records(sample: Path) -> Sequence[AnyRecord]:
    """Return what comes in from a sample."""
    with opened(sample) as source:
        options = replace(BERLIN, columns=COLUMNS.get(sample.name, {}))
        return importer(source).read(source, options).records


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
@pytest.mark.parametrize("times", [25, pytest.param(5_000, marks=pytest.mark.soak)])
def test_what_befalls_a_file_is_read_or_refused(sample: Path, times: int, figure: Figure) -> None:
    """Bytes lost, doubled, changed and put in: the form's reader takes it, or says why not, and nothing else."""
    chance = random.Random(f"{sample.name} {times}")  # noqa: S311  the same mutations on every run
    files = {each.relative_to(sample.parent): each.read_bytes() for each in sorted(sample.rglob("*")) if each.is_file()}
    reader = next(each for each in IMPORTERS if each.name == form_of(sample))
    options = replace(BERLIN, columns=COLUMNS.get(sample.name, {}))
    refused = 0
    for _ in range(times):
        with opened(damaged(files, chance) if files else io.BytesIO(mutated(sample.read_bytes(), chance))) as source:
            assert all(each.recognise(source) in Sure for each in IMPORTERS)
            try:
                found = reader.read(source, options)
            except BadInput as fault:
                refused += 1
                assert len(str(fault)) < (2_000 if isinstance(fault, ColumnsWanted) else 300)  # noqa: PT017  a refusal is one of two right answers
            else:
                assert len({each.id for each in found.records}) == len(found.records)
    figure(f"damaged files of {form_of(sample)}", read=times - refused, refused=refused, crashes=0)


def form_of(sample: Path) -> str:
    """Return the form that a sample is in: its name begins with it."""
    return sample.name.partition("-")[0].partition(".")[0]


def damaged(files: dict[Path, bytes], chance: random.Random) -> io.BytesIO:
    """Return a zip of a folder in which one file was damaged, and about half of the others are."""
    name = chance.choice(list(files))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for other, data in files.items():
            if other == name or chance.random() < 0.5:
                archive.writestr(str(other), mutated(data, chance) if other == name else data)
    packed.seek(0)
    return packed


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file to which one to four things happened."""
    for _ in range(chance.randint(1, 4)):
        begin = chance.randrange(len(data) + 1)
        end = min(len(data), begin + chance.choice([0, 0, 1, 2, 8, 64]))
        instead = chance.choice([b"", chance.choice(PIECES), data[begin:end] * 2, bytes([chance.randrange(256)])])
        data = data[:begin] + instead + data[end:]
    return data
