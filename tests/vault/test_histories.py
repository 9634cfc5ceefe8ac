"""Three real copies of a vault through random histories: edits, deletes, compaction, inbox imports, merges of files.

An account that knows nothing of the format says what must be there: every text that nobody replaced or deleted
knowingly, and no other. At the end the copies are merged in every order, and twice.
"""

from __future__ import annotations

import itertools
import random
import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec
import pytest

from comfort_journal.vault.inbox import capture
from comfort_journal.vault.merge import merge
from comfort_journal.vault.transaction import Del, Put
from comfort_journal.vault.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Opened, Place

    from comfort_journal.vault.disk import Disk
    from comfort_journal.vault.vault import Vault

COPIES = 3
STEPS = 14


@dataclass
class History:
    """Copies of one vault on machines of their own, and the account of every version that any of them ever made."""

    places: list[Place]
    chance: random.Random
    new_entry: NewEntry
    disk: Disk
    said: dict[str, Put | Del] = field(default_factory=dict)
    number: int = 0

    def open(self, place: Place) -> Opened:
        """Open a copy whose disk does not wait for the medium: no power fails here."""
        return place.open(world=World(disk=self.disk, random=self.chance.randbytes, now=lambda: self.number / 3))

    def words(self) -> str:
        """Return words that no one has said yet."""
        self.number += 1
        return f"text {self.number}"

    def note(self, vault: Vault) -> None:
        """Enter what a copy now has into the account."""
        for of in vault.state.versions.values():
            self.said.update((each.rev, each) for each in of)

    def step(self) -> None:
        """Let one machine do something."""
        place = self.chance.choice(self.places)
        opened = self.open(place)
        shown = {key: (name, each) for name in opened.database.tables() for key, each in _table(opened, name).items()}
        chosen = self.chance.choice([*shown, None])
        what = self.chance.choice(["new", "edit", "edit", "delete", "compact", "capture", "merge", "merge"])
        if what == "merge":
            other = self.chance.choice([each for each in self.places if each is not place])
            merge(opened.vault, self.chance.choice([other.folder, other.journal]))
        elif what == "capture":
            capture(place.folder, self.new_entry(self.words(), source="capture"), state_dir=place.state_dir)
            opened.vault.refresh()
        elif what == "compact":
            opened.vault.mend()
        elif what == "delete" and chosen:
            opened.remove(chosen, shown[chosen][0])
        elif what == "edit" and chosen:
            opened.save(shown[chosen][1] | {"text": self.words()}, table=shown[chosen][0])
        else:
            opened.save(self.new_entry(self.words()))
        self.note(opened.vault)
        opened.vault.close()

    def wanted(self) -> list[str]:
        """Return the texts that nobody replaced or deleted knowingly."""
        replaced = {rev for each in self.said.values() for rev in each.past}
        return sorted(
            msgspec.json.decode(each.doc)["text"]
            for rev, each in self.said.items()
            if isinstance(each, Put) and rev not in replaced
        )


def _table(opened: Opened, name: str) -> dict[str, dict[str, object]]:
    return {each["id"]: dict(each) for each in opened.database.table(name).all()}


def one_history(place: Place, home: Path, new_entry: NewEntry, seed: int) -> None:
    """Live through one history, and bring the copies together in every order."""
    disk = replace(World().disk, sync=lambda _: None)
    places = []
    for number in range(COPIES):
        folder, state = home / f"{number}.vault", home / f"state {number}"
        shutil.copytree(place.folder, folder)
        shutil.copytree(place.state_dir, state)
        places.append(replace(place, folder=folder, state_dir=state))
    history = History(places, random.Random(seed), new_entry, disk)  # noqa: S311  histories, not secrets
    for _ in range(STEPS):
        history.step()
    want, digests = history.wanted(), set()
    for order in itertools.permutations(range(COPIES)):
        where = home / "".join(map(str, order))
        shutil.copytree(places[order[0]].folder, where)
        shutil.copytree(places[order[0]].state_dir, where / "state")
        merged = replace(place, folder=where, state_dir=where / "state")
        opened = history.open(merged)
        for other in (*order[1:], *order[1:]):
            merge(opened.vault, places[other].folder)
        assert opened.texts() == want, f"seed {seed}, order {order}"
        digests.add(opened.vault.state.digest())
        opened.vault.close()
        shutil.rmtree(where)
    assert len(digests) == 1, f"seed {seed}"
    for each in places:
        shutil.rmtree(each.folder)
        shutil.rmtree(each.state_dir)


def test_copies_come_to_the_same_in_every_order(
    place: Place, new_entry: NewEntry, tmp_path: Path, figure: Figure
) -> None:
    """Twenty histories: texts lost 0, deleted texts back 0, order-dependent 0."""
    for seed in range(20):
        one_history(place, tmp_path, new_entry, seed)
    figure("merge histories on three copies", histories=20, lost=0, back=0, order_dependent=0)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_three_thousand_histories(place: Place, new_entry: NewEntry, tmp_path: Path, part: int, figure: Figure) -> None:
    """Three hundred in each of ten parts: texts lost 0, deleted texts back 0, order-dependent 0."""
    for seed in range(1_000 + 300 * part, 1_000 + 300 * (part + 1)):
        one_history(place, tmp_path, new_entry, seed)
    figure("merge histories on three copies", histories=300, lost=0, back=0, order_dependent=0)
