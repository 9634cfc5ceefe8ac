"""Whatever a power cut leaves of the recorded writes, syncs and renames, nothing acknowledged is lost."""

from __future__ import annotations

import hashlib
import random
import shutil
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import pytest
from power import recorded

from comfort_journal.errors import WrongPassphrase
from comfort_journal.vault import backups, compaction, header, rekey
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.merge import merge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from power import Trace
    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Opened, Place

    from comfort_journal.vault.opening import VaultKey

Night: TypeAlias = "Callable[[Place, Opened, NewEntry, Trace], list[VaultKey]]"
DRAFT = "ab" * 16


def an_evening(place: Place, opened: Opened, new_entry: NewEntry, trace: Trace) -> list[VaultKey]:
    """Save, seal, draft, import and rewrite, noting what is acknowledged and when; returns the one key."""
    for number in range(4):
        opened.save(document := new_entry(f"saved {number}" * (1 + 300 * number)))
        trace.acknowledge(document["id"])
        capture(place.folder, document := new_entry("sealed", source="capture"), state_dir=place.state_dir)
        trace.acknowledge(document["id"])
        opened.vault.drafts.save(DRAFT, {"kind": "draft", "text": f"unfinished {number}"})
        trace.acknowledge(DRAFT)
        if number % 2:
            opened.vault.refresh()
        if number == 2:
            opened.vault.mend()
    opened.vault.close()
    return [place.key]


def a_night_of_care(place: Place, opened: Opened, new_entry: NewEntry, trace: Trace) -> list[VaultKey]:
    """Change the key, compact, back up, purge and merge between the saves; returns the keys that held in turn."""
    keys = [place.key]

    def save() -> None:
        opened.save(document := new_entry("saved" * 300))
        trace.acknowledge(document["id"])

    save()
    capture(place.folder, document := new_entry("sealed", source="capture"), state_dir=place.state_dir)
    trace.acknowledge(document["id"])
    backups.keep_daily(opened.vault)
    keys.append(rekey.change(opened.vault, b"other made up words", recovery=True).key)
    save()
    compaction.compact(opened.vault)
    twin = place.folder.with_name("twin.vault")
    shutil.copytree(place.folder, twin)
    save()
    merge(opened.vault, twin)
    save()
    compaction.purge(opened.vault)
    opened.vault.close()
    return keys


def opened_with_one_of(place: Place, keys: list[VaultKey]) -> Opened:
    """Open the vault with the key that holds now."""
    for key in keys[:-1]:
        with suppress(WrongPassphrase):
            return replace(place, key=key).open()
    return replace(place, key=keys[-1]).open()


def what_is_left(place: Place, keys: list[VaultKey]) -> set[str]:
    """Open the vault, save one more, and return the ids of what is there."""
    opened = opened_with_one_of(place, keys)
    assert opened.vault.writable, opened.vault.notices
    shown = {document["id"] for name in opened.database.tables() for document in opened.database.table(name).all()}
    shown |= {name for name, _ in opened.vault.drafts.load()}
    assert opened.vault.drafts.unreadable == ()
    opened.vault.mend()
    opened.vault.close()
    return shown


@pytest.mark.parametrize("night", [an_evening, a_night_of_care])
@pytest.mark.parametrize("disks", [1, pytest.param(10, marks=pytest.mark.soak)])
def test_no_power_cut_loses_what_was_acknowledged(  # noqa: PLR0913, PLR0917  fixtures
    place: Place,
    new_entry: NewEntry,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    figure: Figure,
    disks: int,
    night: Night,
) -> None:
    """At every recorded call the power goes, and what the disk may then hold still has every acknowledged word."""
    chance = random.Random(7)  # noqa: S311  moments, not secrets
    monkeypatch.setattr(header, "derive_slot_key", lambda *given: hashlib.sha256(given[0] + given[1]).digest())
    opened = place.open()
    with recorded(monkeypatch, place.folder, place.state_dir) as trace:
        keys = night(place, opened, new_entry, trace)
    after = tmp_path / "after"
    elsewhere = replace(place, folder=after / place.folder.name, state_dir=after / place.state_dir.name)
    lost = 0
    for until in range(len(trace.ops) + 1):
        for _ in range(disks):
            trace.lose_power(until, chance, after)
            lost += len(trace.kept(until) - what_is_left(elsewhere, keys))
            shutil.rmtree(after)
    name = night.__name__.replace("_", " ")
    figure(f"power loss in {name}", disks=disks * (len(trace.ops) + 1), acknowledged_and_lost=lost)
    assert lost == 0
