"""The tag line completes what is half written."""

from __future__ import annotations

import pytest

from comfort_journal.ui.widgets.tag_input import completed

KNOWN = ["sleep", "Slow mornings", "sleepless"]


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("", None),
        ("calm, ", None),
        ("sl", "sleep"),
        ("calm, SL", "calm, SLeep"),
        ("#calm #slo", "#calm #slow mornings"),
        ("sleep", "sleepless"),
        ("sleepless", None),
        ("zz", None),
    ],
)
def test_the_last_tag_is_completed_from_the_known(written: str, line: str | None) -> None:
    """The most used one that fits, whatever the case; a whole tag is left alone."""
    assert completed(written, KNOWN) == line
