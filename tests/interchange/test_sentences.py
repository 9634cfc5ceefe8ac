"""Facts in plain sentences for a reader without this program."""

from __future__ import annotations

from datetime import date

from comfort_journal.content import load_library
from comfort_journal.interchange import markdown
from comfort_journal.interchange.markdown_marks import MARK
from comfort_journal.interchange.sentences import sentence
from comfort_journal.records import Profile

PROFILE = Profile(
    id="00000000-0000-4000-8000-000000000001",
    at="2026-01-05T21:40:00+01:00",
    adult=True,
    agreed=True,
    history=("endometriosis", "trauma"),
    in_care=False,
    line=1,
    sizes=(),
    ready_size=None,
    calendar_start=None,
    start_step=None,
    rest_hours=24,
)


def test_a_history_that_was_told_stands_in_no_line_for_readers_and_comes_back_all_the_same() -> None:
    """As the question promises: no page says it; an export has it where only an import looks."""
    said = "The plan's settings: line 1, rest 24 hours."
    assert sentence(PROFILE) == said
    page = markdown.dump([PROFILE], date(2026, 1, 6))
    readable, _, kept = page.decode().partition(f"{MARK}file")
    for choice in load_library().card("RF-4").choices:
        assert choice.key not in readable.lower()
    assert "care" not in readable
    assert "endometriosis" in kept
    assert markdown.load(page, lambda at: at.astimezone()) == [PROFILE]
