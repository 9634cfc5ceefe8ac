"""Whatever a power cut leaves of the recorded writes, syncs and renames, nothing acknowledged is lost."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from power import recorded

from comfort_journal.vault.inbox import capture

if TYPE_CHECKING:
    from pathlib import Path

    from power import Trace
    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Opened, Place

DRAFT = "ab" * 16


def an_evening(place: Place, opened: Opened, new_entry: NewEntry, trace: Trace) -> None:
    """Save, seal, draft, import and rewrite, noting what is acknowledged and when."""
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


def what_is_left(place: Place) -> set[str]:
    """Open the vault, save one more, and return the ids of what is there."""
    opened = place.open()
    assert opened.vault.writable, opened.vault.notices
    shown = {document["id"] for name in opened.database.tables() for document in opened.database.table(name).all()}
    shown |= {name for name, _ in opened.vault.drafts.load()}
    assert opened.vault.drafts.unreadable == ()
    opened.vault.mend()
    opened.vault.close()
    return shown


@pytest.mark.parametrize("disks", [1, pytest.param(30, marks=pytest.mark.soak)])
def test_no_power_cut_loses_what_was_acknowledged(  # noqa: PLR0913, PLR0917  fixtures
    place: Place, new_entry: NewEntry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, figure: Figure, disks: int
) -> None:
    """At every recorded call the power goes, and what the disk may then hold still has every acknowledged word."""
    chance = random.Random(7)  # noqa: S311  moments, not secrets
    opened = place.open()
    with recorded(monkeypatch, place.folder, place.state_dir) as trace:
        an_evening(place, opened, new_entry, trace)
    after = tmp_path / "after"
    elsewhere = replace(place, folder=after / place.folder.name, state_dir=after / place.state_dir.name)
    lost = 0
    for until in range(len(trace.ops) + 1):
        for _ in range(disks):
            trace.lose_power(until, chance, after)
            lost += len(trace.kept(until) - what_is_left(elsewhere))
            shutil.rmtree(after)
    figure("power loss", cuts=len(trace.ops) + 1, disks=disks * (len(trace.ops) + 1), acknowledged_and_lost=lost)
    assert lost == 0
