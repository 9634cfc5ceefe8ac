"""A tag renamed everywhere: one save, nothing but tags changes, and what breaks off in between loses nothing."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.conftest import DraftsInMemory, TransactionalMemory
from tests.entries import new_entry

from comfort_journal.errors import NotSaved
from comfort_journal.journal import Filter, Journal
from comfort_journal.records import tag_key
from comfort_journal.vault.merge import merge
from comfort_journal.vault.opening import VaultKey, create

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVENING = datetime(2026, 1, 5, 21, 40, tzinfo=UTC)
SECRET = b"made up words for a test"
TAGS = ("sleep", "Sleep", "slep", "schon", "sch\u00f6n", "scho\u0308n", "rest")
Place = "tuple[Path, VaultKey]"


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, VaultKey]:
    """Return a cheap vault's folder with its key."""
    folder = tmp_path / "journal.vault"
    return folder, create(folder, SECRET, state_dir=tmp_path / "state", memory_mib=64)


@pytest.fixture
def opened(place: tuple[Path, VaultKey], tmp_path: Path) -> Callable[[], Journal]:
    """Return what opens the journal in it."""
    return lambda: Journal.open(place[0], place[1], state_dir=tmp_path / "state")


def tags(journal: Journal) -> dict[str, tuple[str, ...]]:
    """Return every entry's tags by its text."""
    return {entry.text: entry.tags for entry in journal.entries()}


@given(
    borne=st.lists(st.lists(st.sampled_from(TAGS), unique_by=tag_key, max_size=4), max_size=12),
    old=st.sampled_from(TAGS),
    new=st.sampled_from([*TAGS, "calm"]),
)
def test_nothing_but_the_tag_changes(borne: list[list[str]], old: str, new: str) -> None:
    """Text, time, order and every other tag stay; an accent makes another tag, capitals do not; none stands twice."""
    journal = Journal(TransactionalMemory(), DraftsInMemory())
    journal.save(
        *(
            new_entry(EVENING + timedelta(hours=number), f"{number}", tags=each, folded=number % 2 == 0)
            for number, each in enumerate(borne)
        )
    )
    before, counted = journal.entries(), journal.tag_counts()
    changed = journal.rename_tag(old, new)
    after = journal.entries()
    assert [replace(entry, tags=()) for entry in after] == [replace(entry, tags=()) for entry in before]
    assert changed == sum(one.tags != other.tags for one, other in zip(before, after, strict=True))
    for one, other in zip(before, after, strict=True):
        keys = [tag_key(new) if tag_key(tag) == tag_key(old) else tag_key(tag) for tag in one.tags]
        assert [tag_key(tag) for tag in other.tags] == list(dict.fromkeys(keys))
    bearing = {tag_key(tag): count for tag, count in counted.items()}
    for tag, count in journal.tag_counts().items():
        assert count == len(journal.entries(Filter(tag=tag)))
        assert count >= bearing.get(tag_key(tag), 0)


def test_renaming_is_one_save(opened: Callable[[], Journal]) -> None:
    """However many entries of however many years bear the tag, they change in one frame or not at all."""
    journal = opened()
    journal.save(*(new_entry(EVENING - timedelta(days=200 * n), f"{n}", tags=["slep"]) for n in range(9)))
    saved = journal._vault._log.tip.seq
    assert journal.rename_tag("slep", "sleep") == 9
    assert journal._vault._log.tip.seq == saved + 1
    assert journal.rename_tag("slep", "sleep") == 0
    assert journal._vault._log.tip.seq == saved + 1
    journal.close()
    assert set(tags(opened()).values()) == {("sleep",)}


def test_a_save_that_breaks_off_changes_no_tag(
    place: tuple[Path, VaultKey], opened: Callable[[], Journal], tmp_path: Path
) -> None:
    """Wherever the file ends after a crash, every entry has its words and all have the old tag, or all the new one."""
    journal = opened()
    journal.save(*(new_entry(EVENING + timedelta(days=n), f"{n}", tags=["slep", "rest"]) for n in range(5)))
    state = tmp_path / "then"
    shutil.copytree(tmp_path / "state", state)
    file = place[0] / "journal"
    before = file.stat().st_size
    journal.rename_tag("slep", "sleep")
    journal.close()
    whole = file.read_bytes()
    for end in (*range(before, len(whole), 97), len(whole)):
        there = tmp_path / f"{end}"
        shutil.copytree(place[0], there / "journal.vault")
        (there / "journal.vault" / "journal").write_bytes(whole[:end])
        shutil.copytree(state, there / "state")
        again = Journal.open(there / "journal.vault", place[1], state_dir=there / "state")
        assert tags(again) == {f"{n}": ("sleep" if end == len(whole) else "slep", "rest") for n in range(5)}
        again.close()


def test_a_refused_save_changes_no_tag(memory: TransactionalMemory, memory_journal: Journal) -> None:
    """Neither on the disk nor on the screen."""
    memory_journal.save(new_entry(EVENING, "one", tags=["slep"]))
    memory.refuse = NotSaved("The disk is full.")
    with pytest.raises(NotSaved):
        memory_journal.rename_tag("slep", "sleep")
    assert memory_journal.tags() == ["slep"]


def test_another_machines_words_stay_beside_a_renamed_tag(
    place: tuple[Path, VaultKey], opened: Callable[[], Journal], tmp_path: Path
) -> None:
    """Where another copy changed an entry meanwhile, both versions are kept, and a rename then reaches them both."""
    journal = opened()
    first, second = new_entry(EVENING, "first", tags=["slep"]), new_entry(EVENING, "second", tags=["slep"])
    journal.save(first, second)
    there = tmp_path / "there"
    shutil.copytree(place[0], there / "journal.vault")
    other = Journal.open(there / "journal.vault", place[1], state_dir=there / "state")
    other.save(replace(first, text="first, changed there"))
    other.close()
    journal.rename_tag("slep", "sleep")
    merge(journal._vault, there / "journal.vault", [SECRET])
    journal.refresh()
    assert tags(journal) == {"first": ("sleep",), "second": ("sleep",), "first, changed there": ("slep",)}
    assert journal.rename_tag("slep", "sleep") == 1
    assert journal.rename_tag("sleep", "rest") == 3
    merge(journal._vault, there / "journal.vault", [SECRET])
    journal.close()
    again = opened()
    assert tags(again) == dict.fromkeys(("first", "second", "first, changed there"), ("rest",))
