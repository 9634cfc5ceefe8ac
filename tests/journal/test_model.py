"""The whole repository against a dictionary: whatever happens in whatever order, the words are those that were kept."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace
from tests.entries import new_entry

from comfort_journal.interchange import native
from comfort_journal.journal import Journal
from comfort_journal.records import Draft, Entry, to_document
from comfort_journal.vault import header
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.merge import merge
from comfort_journal.vault.opening import create
from comfort_journal.vault.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Figure

    from comfort_journal.journal.maintenance import Care
    from comfort_journal.vault.keys import KdfCost
    from comfort_journal.vault.opening import VaultKey

EDITORS = ("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002")
SECRETS = (b"made up words", b"other made up words")
EVENING = datetime(2026, 1, 5, 21, 40, tzinfo=UTC)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30).map(lambda text: "x" + text)


class Repository(RuleBasedStateMachine):
    """One vault on a disk; ``words`` is what a person may expect to read in it."""

    home: ClassVar[Path]
    key: ClassVar[VaultKey]
    steps: ClassVar[dict[str, int]] = {}

    def __init__(self) -> None:
        """Begin with an empty vault."""
        super().__init__()
        self.root = Path(tempfile.mkdtemp(dir=self.home))
        self.folder, self.state = self.root / "journal.vault", self.root / "state"
        self.words: dict[str, str] = {}
        self.gone: dict[str, Any] = {}
        self.sealed: set[str] = set()
        self.drafts: dict[str, str] = {}

    @initialize()
    def unlock(self) -> None:
        """Open the vault for the first time."""
        shutil.copytree(self.home / "first" / "journal.vault", self.folder)
        shutil.copytree(self.home / "first" / "state", self.state)
        self._open()

    def teardown(self) -> None:
        """Verify everything once more from the disk."""
        if hasattr(self, "journal"):
            self.journal.close()
            assert verify(self.folder, self.key, state_dir=self.state).problems == ()
        shutil.rmtree(self.root)

    @rule(text=TEXTS, day=st.integers(0, 800))
    def save(self, text: str, day: int) -> None:
        """Keep an entry of some day."""
        entry = new_entry(EVENING + timedelta(days=day), text)
        self.journal.save(entry)
        self.words[entry.id] = text
        self._count("save")

    @precondition(lambda self: self.words.keys() - self.sealed)
    @rule(data=st.data(), text=TEXTS, day=st.integers(0, 800))
    def change(self, data: st.DataObject, text: str, day: int) -> None:
        """Change an entry's words and its day, perhaps into another year."""
        entry = self._one(data, self.words.keys() - self.sealed)
        self.journal.save(replace(entry, text=text, at=(EVENING + timedelta(days=day)).isoformat()))
        self.words[entry.id] = text
        self._count("change")

    @precondition(lambda self: self.words.keys() - self.sealed)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        """Remove an entry."""
        entry = self._one(data, self.words.keys() - self.sealed)
        self.gone[entry.id] = self.journal.delete(entry.id)
        del self.words[entry.id]
        self._count("delete")

    @precondition(lambda self: self.gone)
    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        """Put an entry back that was removed."""
        name = data.draw(st.sampled_from(sorted(self.gone)))
        entry = self.gone.pop(name)
        self.journal.restore(entry)
        self.words[name] = entry.text
        self._count("bring_back")

    @rule(text=TEXTS)
    def seal(self, text: str) -> None:
        """Write one line while no key is held."""
        entry = new_entry(EVENING, text, source="capture")
        capture(self.folder, to_document(entry), state_dir=self.state)
        self.words[entry.id] = text
        self.sealed.add(entry.id)
        self._count("capture")

    @rule()
    def look(self) -> None:
        """Take the inbox in."""
        self.journal.refresh()
        self.sealed.clear()
        self._count("refresh")

    @rule(
        text=TEXTS,
        name=st.sampled_from(EDITORS),
    )
    def draft(self, text: str, name: str) -> None:
        """Seal what stands in an editor."""
        draft = Draft(id=name, at=EVENING.isoformat(), of=name, base=None, text=text, tags=(), starred=False)
        self.journal.save_draft(draft)
        self.drafts[name] = text
        self._count("draft")

    @rule()
    def lock(self) -> None:
        """Lock and unlock."""
        self.journal.close()
        self._open()
        self._count("lock")

    @rule(torn=st.binary(max_size=900))
    def crash(self, torn: bytes) -> None:
        """Let the process die, perhaps in the middle of a save."""
        vault = self.journal._vault
        vault._log.close()
        vault._lock.release()
        with (self.folder / "journal").open("ab") as file:
            file.write(torn)
        self._open()
        self._count("crash")

    @rule()
    def rewrite(self) -> None:
        """Write the whole file anew."""
        self.journal._vault.mend()
        self._count("rewrite")

    @rule(purge=st.booleans())
    def compact(self, *, purge: bool) -> None:
        """Write the file anew without what is dead, perhaps with every older copy removed."""
        care = self._care
        if purge:
            care.purge()
            assert not [*(self.folder / "set-aside").iterdir()]
        else:
            care.compact()
        self.look()
        self._count("compact")

    @rule(recovery=st.booleans())
    def change_the_key(self, *, recovery: bool) -> None:
        """Put the vault under a new key."""
        keys = self._care.set_passphrase(SECRETS[1], recovery=recovery)
        assert (keys.code is not None) == recovery
        self.key = keys.key
        self.look()
        self._count("new key")

    @rule(text=TEXTS, changed=TEXTS, data=st.data(), rekey=st.booleans())
    def part_and_merge(self, text: str, changed: str, data: st.DataObject, *, rekey: bool) -> None:
        """Let a copy go its own way on another machine, and take it in again while this one goes on too."""
        self.journal.refresh()
        self.sealed.clear()
        with tempfile.TemporaryDirectory(dir=self.root) as elsewhere:
            folder = Path(elsewhere) / "journal.vault"
            shutil.copytree(self.folder, folder)
            other = Journal.open(folder, self.key, state_dir=Path(elsewhere) / "state")
            theirs = new_entry(EVENING, text)
            other.save(theirs)
            if self.words:
                name = data.draw(st.sampled_from(sorted(self.words)))
                other.save(replace(other.get(name), text=changed))
                self.words[name] = changed
            other.close()
            self.save(text, 1)
            if rekey:
                self.change_the_key(recovery=False)
            merge(self.journal._vault, folder, SECRETS)
            self.journal.refresh()
            self.words[theirs.id] = text
        self._count("merge")

    @property
    def _care(self) -> Care:
        assert self.journal.care is not None
        return self.journal.care

    @rule(texts=st.lists(TEXTS, min_size=1, max_size=3))
    def take_in_a_file(self, texts: list[str]) -> None:
        """Import a native file, twice."""
        entries = [new_entry(EVENING, text, source="import") for text in texts]
        data = native.dump(entries, EVENING)
        for _ in range(2):
            self.journal.save(*(record for record in native.load(data) if not self.journal.knows(record.id)))
        self.words.update((entry.id, entry.text) for entry in entries)
        self._count("import")

    @invariant()
    def the_words_are_there(self) -> None:
        """Show what was kept, and nothing else; what waits sealed may be shown already."""
        if not hasattr(self, "journal"):
            return
        assert self.journal.writable, self.journal.notices
        shown = {entry.id: entry.text for entry in self.journal.entries()}
        assert {name: text for name, text in shown.items() if name not in self.sealed} == {
            name: text for name, text in self.words.items() if name not in self.sealed
        }
        assert {draft.id: draft.text for draft in self.journal.drafts()} == self.drafts

    def _open(self) -> None:
        self.journal = Journal.open(self.folder, self.key, state_dir=self.state)
        self.sealed.clear()

    def _one(self, data: st.DataObject, names: set[str]) -> Entry:
        found = self.journal.get(data.draw(st.sampled_from(sorted(names))))
        assert isinstance(found, Entry)
        return found

    def _count(self, step: str) -> None:
        self.steps[step] = self.steps.get(step, 0) + 1


def cheap(secret: bytes, salt: bytes, cost: KdfCost) -> bytes:
    """Return a slot key without the work of Argon2id, which has tests of its own."""
    return hashlib.sha256(bytes(secret) + salt).digest()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with one vault whose key was derived."""
    folder = tmp_path_factory.mktemp("model")
    patch = pytest.MonkeyPatch()
    patch.setattr(header, "derive_slot_key", cheap)
    first = folder / "first"
    Repository.home = folder
    Repository.key = create(first / "journal.vault", bytearray(SECRETS[0]), state_dir=first / "state", memory_mib=64)
    yield folder
    patch.undo()
    shutil.rmtree(folder)


@pytest.mark.parametrize("histories", [40, pytest.param(1_000, marks=pytest.mark.soak)])
def test_the_repository_keeps_what_a_dictionary_would(home: Path, figure: Figure, histories: int) -> None:
    """Saves, captures, drafts, imports, rewrites, locks, crashes in any order: no word is lost, none comes back."""
    Repository.steps = {}
    run_state_machine_as_test(
        Repository, settings=settings(max_examples=histories, stateful_step_count=30, deadline=None)
    )
    assert min(Repository.steps.get(step, 0) for step in ("save", "change", "delete", "crash", "lock", "rewrite")) > 0
    figure(
        "repository against a model",
        histories=histories,
        **{step.replace(" ", "_"): n for step, n in Repository.steps.items()},
    )
