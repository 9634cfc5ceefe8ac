"""A sample of each form is found as what it is, and nothing that befalls a file makes its reader stumble."""

from __future__ import annotations

import io
import random
import zipfile
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

if TYPE_CHECKING:
    from conftest import Figure

SAMPLES = sorted(each for each in (Path(__file__).parent / "samples").iterdir() if each.name != "README.md")
BERLIN = ReadOptions(local=local_time.zone("Europe/Berlin"), preface="leave")
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
