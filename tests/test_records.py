"""The border of records: what is accepted, what is refused, and what a refusal may say."""

import pytest

from comfort_journal.errors import BadInput
from comfort_journal.records import from_document, programme_day

ENTRY = {
    "kind": "entry",
    "id": "00000000-0000-4000-8000-000000000000",
    "at": "2026-01-05T21:40:00Z",
    "prompt": None,
    "text": "warm feet",
    "tags": [],
    "starred": False,
    "session": None,
    "source": "app",
}


def test_a_zulu_time_is_kept_as_a_numeric_offset() -> None:
    """Readers accept Z; what is kept never has it."""
    assert from_document(ENTRY).at == "2026-01-05T21:40:00+00:00"


def test_a_refusal_names_the_field_and_not_its_value() -> None:
    """No word of a record may reach an error message."""
    with pytest.raises(BadInput) as refused:
        from_document(ENTRY | {"source": "canary"})
    assert "source" in str(refused.value)
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026-01-05T03:59:00+01:00", "2026-01-04"), ("2026-01-05T04:00:00+01:00", "2026-01-05")],
)
def test_the_day_turns_at_four(written: str, day: str) -> None:
    """The day begins at 04:00 of a moment's own wall clock."""
    assert programme_day(written).isoformat() == day
