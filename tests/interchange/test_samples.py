"""Every sample is found as the form that its name begins with, and no damage to one makes a reader stumble."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import BadInput
from comfort_journal.interchange.importer import ReadOptions, Sure
from comfort_journal.interchange.importers import IMPORTERS, importer
from comfort_journal.interchange.local_time import zone
from comfort_journal.interchange.sources import of_bytes

if TYPE_CHECKING:
    from conftest import Figure

SAMPLES = {
    path.name: path.read_bytes()
    for path in sorted((Path(__file__).parent / "samples").iterdir())
    if path.name != "README.md"
}
BERLIN = ReadOptions(local=zone("Europe/Berlin"))
ODD = (
    b"",
    b"\0",
    b"\xff",
    b'"',
    b"\n",
    b"\\",
    b"{",
    b"]",
    b",",
    b"-",
    b"9",
    b"00",
    b":",
    b"<",
    b"&#0;",
    b"\xe2\x80\x8b",
)


def form_of(sample: str) -> str:
    """Return the form that a sample is in."""
    return sample.partition("-")[0]


def damaged(data: bytes, random: Random) -> bytes:
    """Return a file with up to three places of it cut out, doubled, swapped or written over."""
    for _ in range(random.randint(1, 3)):
        begin = random.randrange(len(data) + 1)
        end = min(len(data), begin + random.choice((0, 1, 2, 8, 200)))
        put = random.choice(
            (random.choice(ODD), data[begin:end] * 2, data[begin:end][::-1], bytes([random.randrange(128)]))
        )
        data = data[:begin] + put + data[end:]
    return data


@pytest.mark.parametrize("sample", SAMPLES)
def test_each_sample_is_found_as_its_own(sample: str) -> None:
    """Whatever it is called, and no other form is as sure of it."""
    for name in ("", "journal.txt", "x.md"):
        source = of_bytes(SAMPLES[sample], name)
        assert importer(source).name == form_of(sample)
        assert [each.name for each in IMPORTERS if each.recognise(source) >= Sure.FITS] == [form_of(sample)]


@pytest.mark.parametrize("files", [200, pytest.param(20_000, marks=pytest.mark.soak)])
@pytest.mark.parametrize("form", sorted({form_of(sample) for sample in SAMPLES}))
def test_no_damage_makes_a_reader_stumble(form: str, files: int, figure: Figure) -> None:
    """A damaged file is read, or refused in a sentence; nothing else happens, and no two entries share an id."""
    random = Random(form)  # noqa: S311  the same damage in every run
    samples = [data for name, data in SAMPLES.items() if form_of(name) == form]
    each = next(each for each in IMPORTERS if each.name == form)
    refused = 0
    for _ in range(files):
        source = of_bytes(damaged(random.choice(samples), random))
        each.recognise(source)
        try:
            records = each.read(source, BERLIN).records
        except BadInput as fault:
            refused += 1
            assert len(str(fault)) < 200  # noqa: PT017  a refusal is one of two right answers
        else:
            assert len({record.id for record in records}) == len(records)
    figure(f"damaged files of {form}", read=files - refused, refused=refused, crashes=0)
