"""``report``: one page in one new file, only when it was meant, with what is private only where it was named."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from comfort_journal.cli.report import PRIVATE
from comfort_journal.cli.report import USUAL as USUALLY
from comfort_journal.content.report import PARTS
from comfort_journal.report import USUAL

if TYPE_CHECKING:
    from conftest import Program


def test_the_command_offers_every_part_once() -> None:
    """On unless left out, or off unless named, as the page has them."""
    assert (*USUALLY, *PRIVATE) == PARTS
    assert set(USUALLY) == USUAL


def test_the_page_is_one_new_file_for_its_owner_alone(program: Program) -> None:
    """Asked first, mode 0600, and never over another file; an entry comes along by its id alone."""
    written = program("add", "canary of warm feet").out.strip()
    page = program.home / "notes.html"
    assert program("report", "-o", str(page)).code == 2
    assert not page.exists()
    assert program("report", "-o", str(page), "--yes", "--title", "<b>Visit", "--without", "signs").code == 0
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    text = page.read_text("utf-8")
    assert "<title>&lt;b&gt;Visit</title>" in text
    assert "Signs" not in text
    assert "canary" not in text
    again = program("report", "-o", str(page), "--yes")
    assert (again.code, page.read_text("utf-8")) == (2, text)
    told = program("report", "-o", "-", "--yes", "--sentence", written[:8])
    assert (told.code, told.err) == (0, "")
    assert "canary of warm feet" in told.out


def test_what_cannot_be_on_a_page_is_refused_before_anything_is_written(program: Program) -> None:
    """Days that hold none, a part that is none, an id of no entry."""
    page = program.home / "notes.html"
    for wrong, code in (
        (("--from", "today", "--to", "yesterday"), 2),
        (("--with", "everything"), 2),
        (("--with", "signs"), 2),
        (("--sentence", "0000-0000"), 7),
    ):
        assert program("report", "-o", str(page), "--yes", *wrong).code == code, wrong
        assert not page.exists()
