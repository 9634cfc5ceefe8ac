"""Records are sealed in order, in a thread of their own: the latest wins, and a refusal is never raised."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from evenings import checkin
from msgspec.structs import replace

from comfort_journal.errors import NotSaved
from comfort_journal.partner import Inbox, begin, record_of
from comfort_journal.ui.partner.record_saver import RecordSaver

if TYPE_CHECKING:
    from pathlib import Path

INBOX = Inbox(vault="/nowhere", vault_id=bytes(16), public=bytes(1216))
RECORD = record_of(begin(checkin(), 0.0))


class Disk:
    """A disk that can be slow, or refuse."""

    def __init__(self) -> None:
        """Begin fast and willing."""
        self.taken: list[tuple[str, tuple[str, ...]]] = []
        self.refuses: Exception | None = None
        self.begun, self.goes_on = threading.Event(), threading.Event()
        self.goes_on.set()

    def __call__(self, _vault: Path, _to: object, document: dict[str, Any], *, past: tuple[str, ...]) -> str:
        """Take a record, or fail as told."""
        self.begun.set()
        assert self.goes_on.wait(20)
        if self.refuses is not None:
            raise self.refuses
        self.taken.append((document["ended"], past))
        return f"{len(self.taken):032x}"


def test_each_item_names_those_before_it() -> None:
    """By the first 16 digits of their ids, so that the last one is the record."""
    disk = Disk()
    keeping = RecordSaver(INBOX, disk)
    for ended in ("early", "technical", "key"):
        keeping.keep(replace(RECORD, ended=ended))
        assert keeping.wait()
    assert disk.taken == [("early", ()), ("technical", ("0" * 16,)), ("key", ("0" * 16, "0" * 16))]


def test_what_comes_while_the_disk_is_busy_is_one_more_item_the_latest() -> None:
    """What lies between is never written."""
    disk = Disk()
    keeping = RecordSaver(INBOX, disk)
    disk.goes_on.clear()
    keeping.keep(RECORD)
    assert disk.begun.wait(20)
    keeping.keep(replace(RECORD, ended="no_answer"))
    keeping.keep(replace(RECORD, ended="key"))
    assert not keeping.wait(0)
    disk.goes_on.set()
    assert keeping.wait()
    assert [ended for ended, _ in disk.taken] == ["early", "key"]


def test_the_same_record_again_is_not_sealed_again() -> None:
    """The end asks once more for what stands there already."""
    disk = Disk()
    keeping = RecordSaver(INBOX, disk)
    keeping.keep(RECORD)
    keeping.keep(RECORD)
    assert keeping.wait()
    assert len(disk.taken) == 1


@pytest.mark.parametrize("fault", [NotSaved("no"), OSError(28, "full")])
def test_a_disk_that_refuses_is_remembered_until_it_takes_again(fault: Exception) -> None:
    """Nothing is raised; the next record may yet be kept."""
    disk = Disk()
    keeping = RecordSaver(INBOX, disk)
    disk.refuses = fault
    keeping.keep(RECORD)
    assert not keeping.wait()
    assert keeping.failed
    disk.refuses = None
    keeping.keep(replace(RECORD, ended="key"))
    assert keeping.wait()
    assert disk.taken == [("key", ())]


def test_where_nothing_is_to_be_kept_nothing_fails() -> None:
    """And no thread is started."""
    before = threading.active_count()
    keeping = RecordSaver(None)
    keeping.keep(RECORD)
    assert keeping.wait()
    assert not keeping.failed
    assert threading.active_count() == before
