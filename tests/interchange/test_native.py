"""The native file at its border: what is refused, by which path, and that no value is repeated."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from comfort_journal.errors import BadInput, NewerFormat
from comfort_journal.interchange import native

ENTRY: dict[str, Any] = {
    "kind": "entry",
    "id": "00000000-0000-4000-8000-000000000000",
    "at": "2026-01-05T21:40:00+01:00",
    "prompt": None,
    "text": "warm feet",
    "tags": [],
    "starred": False,
    "session": None,
    "source": "app",
}
FILE: dict[str, Any] = {
    "format": "comfort-journal",
    "version": 1,
    "exported_at": "2026-01-05T21:40:00+01:00",
    "records": [ENTRY],
}


def refusal(data: bytes) -> str:
    """Return the sentence with which a file is refused."""
    with pytest.raises(BadInput) as refused:
        native.load(data)
    assert "canary" not in str(refused.value)
    return str(refused.value)


def test_one_record_is_one_line() -> None:
    """The file can be compared line by line with another."""
    lines = native.dump(native.load(json.dumps(FILE).encode()), datetime(2026, 1, 5, tzinfo=UTC)).splitlines()
    assert json.loads(lines[1]) == ENTRY | {"folded": False, "about": None}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "canary"}, "This file is not a native export. format: expected comfort-journal"),
        ({"version": 0}, "version: expected 1"),
        ({"version": True}, "version: expected 1"),
        ({"exported_at": "canary"}, "exported_at: expected a time like 2026-01-05T21:40:00+01:00"),
        ({"records": {}}, "records: expected a list"),
        ({"records": [ENTRY, "canary"]}, "records[1]: expected an object"),
        ({"records": [ENTRY, ENTRY]}, "records[1].id: expected an id that no other record of the file has"),
        ({"records": [ENTRY | {"starred": "canary"}]}, "records[0].starred: expected true or false"),
        ({"canary": 1}, "This file holds an unknown field beside its records; nothing was changed."),
    ],
)
def test_a_wrong_file_is_refused_by_its_path(change: dict[str, Any], sentence: str) -> None:
    """All or nothing, and the first fault is named."""
    assert refusal(json.dumps(FILE | change).encode()) == sentence


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "line 1, column 1"),
        (b"canary", "line 1, column 1"),
        (b'{"canary": NaN}', "understand differently"),
        (b'{"canary": 1, "canary": 2}', "understand differently"),
        (b'{"canary": ' + b"9" * 5000 + b"}", "understand differently"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"canary": "\xff"}', "offset 12"),
    ],
)
def test_what_is_not_one_json_text_is_refused(data: bytes, part: str) -> None:
    """Broken, ambiguous and monstrous files are told apart from records."""
    assert part in refusal(data)


def test_a_lone_surrogate_is_refused_with_its_offset() -> None:
    """An escape can smuggle in what UTF-8 cannot hold."""
    data = json.dumps(FILE | {"records": [ENTRY | {"text": "äb\ud800"}]}).encode()
    assert refusal(data) == "records[0].text: expected UTF-8 text, found a lone surrogate at byte 3"


def test_a_later_version_is_not_bad_input() -> None:
    """A file of a newer program is told apart from a wrong one."""
    with pytest.raises(NewerFormat):
        native.load(json.dumps(FILE | {"version": 2}).encode())


def test_a_byte_order_mark_is_no_fault() -> None:
    """Some editors put one in front."""
    assert native.load(b"\xef\xbb\xbf" + json.dumps(FILE).encode())
