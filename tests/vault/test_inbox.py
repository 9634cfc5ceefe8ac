"""The inbox: words written while locked are kept, come in once, and may say no more than a locked program may."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.errors import BadInput, NotFound, NotSaved
from comfort_journal.vault import inbox
from comfort_journal.vault.keys import inbox_public, inbox_seed
from comfort_journal.vault.sealed import seal
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.transaction import Seed
from comfort_journal.vault.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Place


SOURCES = Path(__file__).resolve().parents[2] / "src"
RATING = {
    "kind": "rating",
    "id": "00000000-0000-4000-8000-000000000001",
    "at": "2026-01-05T21:40:00+01:00",
    "about": "now",
    "value": 2,
    "skipped": False,
    "kept": None,
}
PARTNER = {
    "kind": "partner",
    "id": "00000000-0000-4000-8000-000000000002",
    "mode": "checkin",
    "started_at": "2026-01-05T21:40:00+01:00",
    "ended_at": "2026-01-05T21:50:00+01:00",
    "seconds": {"open": 600},
    "answers": {"comfortable": 1, "slower": 0, "none": 0},
    "ended": "key",
    "close": None,
    "close_skipped": False,
    "reopened_at": None,
}


def items(place: Place) -> list[str]:
    """Return the names in the inbox."""
    return sorted(path.name for path in (place.folder / "inbox").iterdir())


def put_in(place: Place, document: dict[str, Any], past: tuple[str, ...] = (), item: str = "ab" * 16) -> str:
    """Seal any document at all into the inbox, as a program with the public key could."""
    public = inbox_public(inbox_seed(place.key.reveal(), place.key.vault_id))
    data = seal(public, place.key.vault_id, bytes.fromhex(item), canonical(document), past)
    (place.folder / "inbox" / f"{item}.seal").write_bytes(data)
    return item


def test_a_captured_line_comes_in_at_the_next_unlock(place: Place, new_entry: NewEntry) -> None:
    """The sealed file leaves once its record is in the log; importing is one frame."""
    item = inbox.capture(place.folder, new_entry("one", source="capture"), state_dir=place.state_dir)
    assert items(place) == [f"{item}.seal"]
    opened = place.open()
    assert opened.texts() == ["one"]
    assert items(place) == []
    assert opened.vault.state.seen == {item}
    (versions,) = opened.vault.state.versions.values()
    assert versions[0].rev == item[:16]
    assert versions[0].at == 1767645600000
    opened.vault.close()
    assert place.texts() == ["one"]


def test_all_three_kinds_come_in(place: Place) -> None:
    """A rating not yet kept and a partner session not yet closed are taken as they are."""
    for document in (RATING, PARTNER):
        inbox.capture(place.folder, document, state_dir=place.state_dir)
    opened = place.open()
    assert opened.database.tables() == {"rating-2026", "partner-2026"}
    assert opened.database.table("rating-2026").get(doc_id=RATING["id"]) == RATING
    opened.vault.close()


@pytest.mark.parametrize(
    "document",
    [
        RATING | {"kept": True},
        PARTNER | {"close": {"respected": "yes", "ended_as": "done", "during": 0, "after": 0, "settled": True,
                             "tags": [], "fear": None}},
        {"kind": "phrase", "id": RATING["id"], "key": "k", "text": "t"},
        RATING | {"value": 11},
        {"kind": "draft", "id": RATING["id"]},
        {"nothing": "known"},
    ],
)  # fmt: skip
def test_what_a_locked_program_may_not_make_is_left_and_named(place: Place, document: dict[str, Any]) -> None:
    """Neither sealed by us nor taken from others; the file stays, and is said once."""
    with pytest.raises(BadInput):
        inbox.capture(place.folder, document, state_dir=place.state_dir)
    assert items(place) == []
    item = put_in(place, document)
    opened = place.open()
    assert opened.database.tables() == set()
    assert [notice.code for notice in opened.vault.notices] == ["inbox-left"]
    assert item in opened.vault.notices[0]
    opened.vault.refresh()
    assert len(opened.vault.notices) == 1
    opened.vault.close()
    assert items(place) == [f"{item}.seal"]


def test_an_owners_entry_may_not_come_by_the_inbox(place: Place, new_entry: NewEntry) -> None:
    """An entry that claims to be written in the app is left."""
    put_in(place, new_entry("forged", source="app"))
    assert place.texts() == []


@pytest.mark.parametrize("how", ["flipped", "cut", "empty", "renamed", "huge", "link"])
def test_a_broken_item_is_left_and_named(place: Place, new_entry: NewEntry, how: str) -> None:
    """Whatever happened to its file, it is not deleted, and everything else comes in."""
    item = inbox.capture(place.folder, new_entry("lost", source="capture"), state_dir=place.state_dir)
    path = place.folder / "inbox" / f"{item}.seal"
    data = path.read_bytes()
    match how:
        case "flipped":
            path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        case "cut":
            path.write_bytes(data[:-1])
        case "empty":
            path.write_bytes(b"")
        case "huge":
            path.write_bytes(data.ljust(3 << 20, b"\0"))
        case "renamed":
            path.rename(path.with_name(f"{'cd' * 16}.seal"))
        case _:
            path.rename(place.folder.parent / "elsewhere")
            path.symlink_to(place.folder.parent / "elsewhere")
    inbox.capture(place.folder, new_entry("kept", source="capture"), state_dir=place.state_dir)
    (place.folder / "inbox" / "a note of my own.txt").touch()
    before = items(place)
    opened = place.open()
    assert opened.texts() == ["kept"]
    assert [notice.code for notice in opened.vault.notices] == ["inbox-left"]
    opened.vault.close()
    assert len(items(place)) == len(before) - 1
    assert verify(place.folder, place.key, state_dir=place.state_dir).problems[0].code == "sealed"


def test_an_item_for_an_earlier_key_still_opens(place: Place, new_entry: NewEntry) -> None:
    """What was sealed to a key that the log remembers comes in."""
    old = b"\x07" * 32
    opened = place.open()
    opened.vault.commit([Seed(key_id="00" * 8, seed=old.hex())])
    item = "ef" * 16
    data = seal(
        inbox_public(old), place.key.vault_id, bytes.fromhex(item), canonical(new_entry("old", source="capture"))
    )
    (place.folder / "inbox" / f"{item}.seal").write_bytes(data)
    assert opened.vault.refresh()
    assert opened.texts() == ["old"]
    opened.vault.close()


def test_an_item_comes_in_once(place: Place, new_entry: NewEntry) -> None:
    """A file that a sync tool brings back after its import is removed and changes nothing, even after an edit."""
    document = new_entry("one", source="capture")
    item = inbox.capture(place.folder, document, state_dir=place.state_dir)
    path = place.folder / "inbox" / f"{item}.seal"
    data = path.read_bytes()
    opened = place.open()
    opened.save(document | {"text": "edited"})
    opened.remove(document["id"])
    path.write_bytes(data)
    opened.vault.refresh()
    assert opened.texts() == []
    assert items(place) == []
    opened.vault.close()


def test_a_session_sealed_as_it_goes_is_one_record(place: Place) -> None:
    """Later items name the earlier ones, and only the last one counts, in whatever order they are imported."""
    first = inbox.capture(place.folder, PARTNER, state_dir=place.state_dir)
    inbox.capture(place.folder, PARTNER | {"ended": "early"}, state_dir=place.state_dir, past=(first[:16],))
    opened = place.open()
    (found,) = opened.database.table("partner-2026").all()
    assert found["ended"] == "early"
    opened.vault.close()


def test_a_capture_from_another_window_appears(place: Place, new_entry: NewEntry) -> None:
    """An open vault takes it in at the next refresh, and says that something changed."""
    opened = place.open()
    assert not opened.vault.refresh()
    inbox.capture(place.folder, new_entry("one", source="capture"), state_dir=place.state_dir)
    assert opened.vault.refresh()
    assert opened.texts() == ["one"]
    assert not opened.vault.refresh()
    opened.vault.close()


def test_a_reader_shows_what_waits_and_leaves_it(place: Place, new_entry: NewEntry) -> None:
    """Without the lock the waiting captures are shown from memory; the files stay for the one who imports."""
    writer = place.open()
    inbox.capture(place.folder, new_entry("one", source="capture"), state_dir=place.state_dir)
    before = items(place)
    reader = place.open("read")
    assert reader.texts() == ["one"]
    assert items(place) == before
    reader.vault.close()
    writer.vault.close()


def test_capture_goes_on_when_the_vault_is_damaged(place: Place, new_entry: NewEntry) -> None:
    """A damaged journal is not written to; the capture is shown and its file stays."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.save(new_entry("two"))
    opened.vault.close()
    data = bytearray(place.journal.read_bytes())
    data[8192 + 100] ^= 1
    place.journal.write_bytes(data)
    inbox.capture(place.folder, new_entry("three", source="capture"), state_dir=place.state_dir)
    opened = place.open()
    assert opened.texts() == ["three"]
    opened.vault.close()
    assert len(items(place)) == 1
    assert place.journal.read_bytes() == bytes(data)


def test_many_items_come_in_frames_of_at_most_64_kib(place: Place, new_entry: NewEntry) -> None:
    """A large inbox is several transactions, each with its own marks."""
    for number in range(12):
        document = new_entry(f"{number} " + "word " * 3000, source="capture")
        inbox.capture(place.folder, document, state_dir=place.state_dir)
    opened = place.open()
    assert len(opened.texts()) == 12
    assert 3 <= opened.vault._log.tip.seq <= 4
    assert place.journal.stat().st_size == 8192 + opened.vault._log.tip.seq * (65_536 + 64)
    opened.vault.close()


def test_without_the_public_key_nothing_is_sealed(place: Place, new_entry: NewEntry) -> None:
    """On a machine where the vault was never opened a capture is refused, before anything is written."""
    place.open().vault.close()
    pub = next(place.state_dir.glob("*.pub"))
    data = pub.read_bytes()
    pub.unlink()
    with pytest.raises(NotFound, match="once"):
        inbox.can_capture(place.folder, place.state_dir)
    with pytest.raises(NotFound):
        inbox.capture(place.folder, new_entry("one", source="capture"), state_dir=place.state_dir)
    assert items(place) == []
    place.open().vault.close()
    assert pub.read_bytes() == data
    inbox.can_capture(place.folder, place.state_dir)


def test_an_address_seals_without_the_journal_or_the_key_file(place: Place) -> None:
    """What was told once is enough, also when both have become unreadable; and the record comes in as any other."""
    to = inbox.address(place.folder, place.state_dir)
    (pub,) = place.state_dir.glob("*.pub")
    journal = place.folder / "journal"
    pub.rename(pub.with_suffix(".away"))
    journal.rename(journal.with_suffix(".away"))
    first = inbox.capture_at(place.folder, to, PARTNER | {"ended": "early"})
    inbox.capture_at(place.folder, to, PARTNER, past=(first[:16],))
    with pytest.raises(BadInput):
        inbox.capture_at(place.folder, to, RATING | {"kept": True})
    journal.with_suffix(".away").rename(journal)
    opened = place.open()
    assert opened.database.table("partner-2026").get(doc_id=PARTNER["id"]) == PARTNER
    opened.vault.close()


def test_a_swapped_public_key_is_renewed_at_unlock(place: Place) -> None:
    """Another key in the state folder is replaced by the vault's own."""
    pub = next(place.state_dir.glob("*.pub"))
    data = pub.read_bytes()
    pub.write_bytes(b"something else")
    place.open().vault.close()
    assert pub.read_bytes() == data


def test_a_capture_on_a_full_disk_is_not_saved(
    place: Place, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No half item is left behind, and the person is told."""

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("comfort_journal.vault.folder.os.fchmod", full)
    with pytest.raises(NotSaved):
        inbox.capture(place.folder, new_entry("one", source="capture"), state_dir=place.state_dir)
    monkeypatch.undo()
    assert place.texts() == []


ADD = """
import json, sys
from pathlib import Path
from comfort_journal.vault.inbox import capture
assert "tinydb" not in sys.modules and "textual" not in sys.modules
for document in json.loads(sys.argv[3]):
    print(capture(Path(sys.argv[1]), document, state_dir=Path(sys.argv[2])), flush=True)
"""


def test_parallel_captures_with_an_open_vault_are_all_kept(place: Place, new_entry: NewEntry, figure: Figure) -> None:
    """Five processes seal ten lines each while an open vault imports: fifty entries, and no lock in anyone's way."""
    opened = place.open()
    others = [
        subprocess.Popen(
            [
                sys.executable, "-c", ADD, place.folder, place.state_dir,
                canonical([new_entry(f"{name} {number}", source="capture") for number in range(10)]).decode(),
            ],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(SOURCES)},
        )
        for name in range(5)
    ]  # fmt: skip
    for other in others:
        for _ in other.stdout:
            opened.vault.refresh()
            opened.save(new_entry("meanwhile"))
        assert other.wait() == 0
        other.stdout.close()
    opened.vault.refresh()
    assert [text for text in opened.texts() if text != "meanwhile"] == sorted(
        f"{name} {number}" for name in range(5) for number in range(10)
    )
    opened.vault.close()
    assert items(place) == []
    figure("parallel captures", sealed=50, kept=sum(text != "meanwhile" for text in place.texts()))
