"""Whatever is done in whatever order: the change of keys, the compaction and the purge lose and bring back nothing."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comfort_journal.errors import WrongPassphrase
from comfort_journal.vault import compaction, header, rekey
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.opening import unlock
from comfort_journal.vault.verify import verify

if TYPE_CHECKING:
    from tests.vault.conftest import NewEntry, Opened, Place

STEPS = ("save", "edit", "delete", "capture", "late", "draft", "rekey", "compact", "purge", "reopen")


class History:
    """One vault with what it must show, and the passphrase that opens it now."""

    def __init__(self, place: Place, new_entry: NewEntry) -> None:
        """Open the vault; ``late`` is a copy of it from the beginning, on which notes are sealed to the first key."""
        self.place, self.new_entry = place, new_entry
        self.late = place.twin(place.folder.parent / "late")
        shutil.copytree(place.state_dir, place.folder.parent / "late state")
        self.opened: Opened = place.open()
        self.shown: dict[str, str] = {}
        self.passphrases = [b""]
        self.draft = ""
        self.count = 0

    def do(self, step: str) -> None:
        """Do one step to the vault and to what it must show."""
        self.count += 1
        text = f"{step} {self.count}"
        some = next(iter(self.shown), None)
        if step == "save":
            self.opened.save(document := self.new_entry(text))
            self.shown[document["id"]] = text
        elif step in {"edit", "delete"} and some is not None:
            if step == "edit":
                self.opened.save(self.new_entry(text, some))
                self.shown[some] = text
            else:
                self.opened.remove(some)
                del self.shown[some]
        elif step in {"capture", "late"}:
            document = self.new_entry(text, source="capture")
            if step == "capture":
                capture(self.place.folder, document, state_dir=self.place.state_dir)
            else:
                item = capture(self.late.folder, document, state_dir=self.late.folder.parent / "late state")
                (self.late.folder / "inbox" / f"{item}.seal").rename(self.place.folder / "inbox" / f"{item}.seal")
            self.opened.vault.refresh()
            self.shown[document["id"]] = text
        elif step == "draft":
            self.opened.vault.drafts.save("ab" * 16, {"kind": "draft", "text": text})
            self.draft = text
        elif step == "rekey":
            self.passphrases.append(text.encode())
            rekey.change(self.opened.vault, self.passphrases[-1], recovery=self.count % 2 == 0)
        elif step in {"compact", "purge"}:
            getattr(compaction, step)(self.opened.vault)
        elif step == "reopen":
            self.reopen()

    def reopen(self) -> None:
        """Close the vault and open it by the passphrase that holds; no earlier one opens it."""
        self.opened.vault.close()
        state_dir = self.place.state_dir
        if len(self.passphrases) > 1:
            for ended in self.passphrases[1:-1]:
                with pytest.raises(WrongPassphrase):
                    unlock(self.place.folder, ended, state_dir=state_dir)
            key = unlock(self.place.folder, self.passphrases[-1], state_dir=state_dir)
            self.place = type(self.place)(self.place.folder, state_dir, key)
        self.opened = self.place.open()
        rekey.finish(self.opened.vault)
        assert self.opened.vault.notices == ()


def quick(passphrase: bytes, salt: bytes, cost: object) -> bytes:
    """Return a slot key without the work."""
    return hashlib.sha256(bytes(passphrase) + salt).digest()


@settings(max_examples=25)
@given(st.lists(st.sampled_from(STEPS), max_size=14))
def test_no_order_of_steps_loses_or_brings_back_a_word(
    first_vault: Place, new_entry: NewEntry, steps: list[str]
) -> None:
    """After every step what is shown is what was saved last, and at the end the vault is sound."""
    with TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patched:
        patched.setattr(header, "derive_slot_key", quick)
        shutil.copytree(first_vault.state_dir, Path(home) / "state")
        here = first_vault.twin(Path(home) / "journal.vault")
        history = History(type(here)(here.folder, Path(home) / "state", here.key), new_entry)
        for step in steps:
            history.do(step)
            assert history.opened.texts() == sorted(history.shown.values())
        history.reopen()
        assert history.opened.texts() == sorted(history.shown.values())
        assert [document["text"] for _, document in history.opened.vault.drafts.load()] == (
            [history.draft] if history.draft else []
        )
        history.opened.vault.close()
        where = history.place
        assert verify(where.folder, where.key, state_dir=where.state_dir).problems == ()
