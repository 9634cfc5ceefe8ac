"""What tests of several rooms share: a journal in memory, and entries to put in it."""

from __future__ import annotations

import copy
import gc
import hashlib
from collections import defaultdict
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from hypothesis import settings
from msgspec import json
from tinydb.storages import MemoryStorage

from comfort_journal.journal import Journal
from comfort_journal.vault import header, opening
from comfort_journal.vault.tables import Changes, StoredTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _pytest.terminal import TerminalReporter

    from comfort_journal.vault.keys import KdfCost

Figure: TypeAlias = "Callable[..., None]"

settings.register_profile("shared-machine", deadline=None)  # a busy machine is no failing property
settings.load_profile("shared-machine")

gc.set_threshold(100_000, 20, 20)  # small apps come and go by the thousand; looking for cycles was a sixth of the time


@pytest.fixture(autouse=True, scope="session")
def one_derivation_of_each_key() -> Iterator[None]:
    """Do the same work of Argon2id once in a run; every new salt, cost and secret is derived in earnest."""
    made: dict[object, bytes] = {}
    derive = header.derive_slot_key

    def derive_once(secret: bytes | bytearray, salt: bytes, cost: KdfCost) -> bytes:
        asked = (hashlib.sha256(secret).digest(), salt, cost)
        if asked not in made:
            made[asked] = derive(secret, salt, cost)
        return made[asked]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(header, "derive_slot_key", derive_once)
        yield


@pytest.fixture
def one_salt(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Give the vaults of several tests one salt, so that the key of a passphrase is derived once for all of them."""
    make = opening.make_passphrase_slot

    def make_with_one_salt(*given: Any, salt: bytes, nonce: bytes) -> header.Slot:  # noqa: ANN401
        return make(*given, salt=b"of tests only...", nonce=nonce)

    with monkeypatch.context() as patched:
        patched.setattr(opening, "make_passphrase_slot", make_with_one_salt)
        yield patched


class TransactionalMemory(MemoryStorage):
    """A TinyDB storage in memory that keeps a transaction whole, and refuses to write outside one."""

    def __init__(self) -> None:
        """Begin empty; ``refuse`` may be set to an error that the next transaction ends in."""
        super().__init__()
        self.inside = False
        self.refuse: Exception | None = None
        self.written: list[str] = []
        self.ever: set[str] = set()
        self.saved: dict[str, int] = {}
        self.transactions = 0

    def write(self, data: Changes) -> None:  # type: ignore[override]
        """Put what changed in and take out what went, noting which table that was."""
        assert self.inside, "a write outside a transaction"
        tables = dict(self.memory or {})
        table = {**tables.get(data.table, {}), **data.touched}
        tables[data.table] = {key: each for key, each in table.items() if each is not None}
        self.written += [data.table] if data.touched else []
        self.ever.update(table)
        self.saved.update((key, self.transactions) for key, each in data.touched.items() if each is not None)
        self.memory = {name: each for name, each in tables.items() if each}

    def table(self, name: str) -> StoredTable:
        """Return one table, all of it as what is still to be written."""
        table = (self.memory or {}).get(name, {})
        return StoredTable(nullcontext(), {}, {key: json.encode(dict(each)) for key, each in table.items()})

    def knows(self, record_id: str) -> bool:
        """Tell whether that id was ever written."""
        return record_id in self.ever

    def revision(self, record_id: str) -> str | None:
        """Return a made-up revision for what is there."""
        return "00000000000000ff" if any(record_id in table for table in (self.memory or {}).values()) else None

    def saved_at(self, record_id: str) -> int | None:
        """Return the number of the transaction that wrote what is there."""
        return self.saved.get(record_id) if self.revision(record_id) else None

    def _end(self) -> None:
        if self.refuse is not None:
            raise self.refuse

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written inside, or nothing of it."""
        before, self.inside = self.memory, True
        self.transactions += 1
        try:
            yield
            self._end()
        except BaseException:
            self.memory = before
            raise
        finally:
            self.inside = False


class DraftsInMemory:
    """The drafts door over a dictionary."""

    def __init__(self) -> None:
        """Begin without drafts."""
        self.kept: dict[str, dict[str, Any]] = {}

    def save(self, name: str, document: dict[str, Any]) -> None:
        """Replace the draft of that name."""
        self.kept[name] = copy.deepcopy(document)

    def load(self) -> list[tuple[str, dict[str, Any]]]:
        """Return every draft with its name."""
        return list(self.kept.items())

    def remove(self, name: str) -> None:
        """Remove the draft of that name, if there is one."""
        self.kept.pop(name, None)


@pytest.fixture
def memory() -> TransactionalMemory:
    """Return a storage without a disk."""
    return TransactionalMemory()


@pytest.fixture
def drafts_in_memory() -> DraftsInMemory:
    """Return a drafts door without a disk."""
    return DraftsInMemory()


@pytest.fixture
def memory_journal(memory: TransactionalMemory, drafts_in_memory: DraftsInMemory) -> Journal:
    """Return an empty journal over a storage without a disk."""
    return Journal(memory, drafts_in_memory)


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Return ``figure(name, **counts)``: what a test counted, printed at the end of the run, summed by name."""

    def record(name: str, **counts: int) -> None:
        record_property("figure", (name, counts))

    return record


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print the figures of the tests that passed; docs/reliability.md cites them."""
    figures: dict[str, dict[str, int]] = defaultdict(dict)
    for report in terminalreporter.stats.get("passed", []):
        for kind, value in getattr(report, "user_properties", ()):
            if kind == "figure" and report.when == "call":
                name, counts = value
                for what, count in counts.items():
                    figures[name][what] = figures[name].get(what, 0) + count
    if figures:
        terminalreporter.section("figures")
    for name, counts in sorted(figures.items()):
        said = ", ".join(f"{what.replace('_', ' ')} {count:,}" for what, count in counts.items())
        terminalreporter.write_line(f"{name}: {said}")
