"""The page in a real browser: it prints on one sheet, or two where much was noted, and no row is cut in two.

Needs Chromium (Debian: ``apt-get install chromium``); a machine without one skips this, and says so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from stories import day, story

from comfort_journal.content.report import PARTS
from comfort_journal.report import ReportChoice, ReportDays, page_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from comfort_journal.records import Record

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update",
    "--disable-background-networking", "--disable-sync", "--no-pdf-header-footer",
)  # fmt: skip

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed on this machine")


def practised(days: Iterable[int]) -> list[Record]:
    """Return what somebody noted who practised on those days, with a circuit on each, and who had it too much once."""
    steps = ("mapping", "entrance", "shallow", "dilator:a", "movement")
    told = [
        [day(n).easy(steps[place % len(steps)], tags=("stretch",), fear=2, around=("door locked",)), day(n).circuit()]
        for place, n in enumerate(days)
    ]
    return story(day(1, "07:00").profile(), told, day(80).entrance(during=5), day(50).flag(cleared=day(52).at()))


def printed(records: list[Record], parts: Iterable[str], folder: Path, *flags: str) -> bytes:
    """Return the PDF that the browser prints of twelve weeks and those before."""
    choice = ReportChoice(span=ReportDays(day(85).date, day(168).date), parts=frozenset(parts))  # type: ignore[arg-type]
    page, pdf = folder / "page.html", folder / "page.pdf"
    page.write_bytes(page_of(records, choice, day(168, "21:00").moment()))  # type: ignore[arg-type]
    assert BROWSER is not None
    where = (f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={pdf}", page.as_uri())
    subprocess.run([BROWSER, *FLAGS, *flags, *where], check=True, capture_output=True, timeout=60)
    return pdf.read_bytes()


def sheets(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_twelve_weeks_and_those_before_fit_on_one_sheet(tmp_path: Path) -> None:
    """With two practice days a week and what is usually on the page; on paper everything is dark on white."""
    usual = ("standing", "numbers", "too-much", "signs", "circuit")
    assert sheets(printed(practised(n for n in range(2, 168) if n % 7 in {2, 5}), usual, tmp_path)) == 1


@pytest.mark.soak
def test_all_that_can_be_ticked_fits_on_two_sheets_and_no_row_is_cut(tmp_path: Path) -> None:
    """With three practice days a week; every row of the page stands whole on one of them."""
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("no pdftotext is installed on this machine (Debian: poppler-utils)")
    pdf = printed(practised(n for n in range(2, 168) if n % 7 in {1, 3, 5}), PARTS, tmp_path)
    assert sheets(pdf) == 2
    words = subprocess.run([pdftotext, "-bbox", str(tmp_path / "page.pdf"), "-"], check=True, capture_output=True)
    for page in words.stdout.decode().split("<page")[1:]:
        low = [float(each) for each in re.findall(r'yMax="([\d.]+)"', page)]
        high = [float(each) for each in re.findall(r'yMin="([\d.]+)"', page)]
        assert min(high) > 20
        assert max(low) < 822
