"""A change of passphrase or recovery code: the old secret opens nothing that is written later, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.vault.test_log import Faulty

from comfort_journal.errors import BadInput, ChangesMissing, ComfortError, NotSaved, WrongPassphrase
from comfort_journal.vault import rekey
from comfort_journal.vault.header import HEADER_BYTES, open_header, open_with_key, peek
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.keys import KdfCost, inbox_seed, log_key
from comfort_journal.vault.opening import VaultKey, unlock, unlock_with_code
from comfort_journal.vault.pin import read_pin
from comfort_journal.vault.recovery import make_code
from comfort_journal.vault.sealed import open_sealed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.vault.conftest import NewEntry, Place

    from comfort_journal.vault.vault import Vault

OLD, NEW = b"six words that are only a test", b"quite other words"
CHEAP = KdfCost(64 * 1024, 3, 4)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a change wrap the key with a quick key: for tests of what stands around the derivation."""
    monkeypatch.setattr("comfort_journal.vault.header.derive_slot_key", lambda *_: bytes(32))


def changed(place: Place, passphrase: bytes = NEW, *, recovery: bool = False) -> rekey.NewKeys:
    """Change the passphrase of a vault and close it again."""
    opened = place.open()
    keys = rekey.change(opened.vault, passphrase, recovery=recovery)
    opened.vault.close()
    return keys


def under(place: Place, key: VaultKey) -> Place:
    """Return the same place with another key."""
    return type(place)(place.folder, place.state_dir, key)


def everything(folder: Path) -> Iterator[bytes]:
    """Yield the bytes of every file in a vault's folder."""
    yield from (each.read_bytes() for each in folder.rglob("*") if each.is_file())


def test_the_old_passphrase_opens_nothing_that_is_there_afterwards(place: Place, new_entry: NewEntry) -> None:
    """Header, frames, sealed notes, drafts and backups: none of them gives way to the old passphrase or the old key."""
    opened = place.open()
    opened.save(new_entry("one"))
    rekey.remove_older_copies(opened.vault)  # a backup under the old key
    (place.folder / "set-aside" / "0-aa.journal").write_bytes(place.journal.read_bytes())
    keys = rekey.change(opened.vault, NEW, recovery=False)
    opened.save(new_entry("two"))
    opened.vault.drafts.save("ab" * 16, {"kind": "draft", "text": "three"})
    capture(place.folder, new_entry("four", source="capture"), state_dir=place.state_dir)
    opened.vault.close()
    assert sorted(keys.removed) == ["backups/1.journal", "set-aside/0-aa.journal"]
    assert [each.name for each in (place.folder / "backups").iterdir()] == ["2.journal"]
    assert not any((place.folder / "set-aside").iterdir())

    old, vault_id = place.key.reveal(), place.key.vault_id
    journals = [place.journal, *(place.folder / "backups").iterdir()]
    for journal in journals:
        first = journal.read_bytes()[:HEADER_BYTES]
        with pytest.raises(WrongPassphrase):
            open_header(first, OLD)
        with pytest.raises(WrongPassphrase):
            open_with_key(first, old)
        assert open_header(first, NEW).vk == keys.key.reveal()
        assert log_key(old, peek(first).file_id) != log_key(keys.key.reveal(), peek(first).file_id)
    sealed = [each for each in (place.folder / "inbox").iterdir() if each.suffix in {".seal", ".draft"}]
    assert len(sealed) == 2
    for item in sealed:
        named = bytes.fromhex(item.stem)
        with pytest.raises(ComfortError):
            open_sealed([inbox_seed(old, vault_id)], vault_id, named, item.read_bytes())
        open_sealed([inbox_seed(keys.key.reveal(), vault_id)], vault_id, named, item.read_bytes())
    assert not any(old in data or keys.key.reveal() in data for data in everything(place.folder.parent))


def test_a_change_loses_nothing_and_takes_the_inbox_in_first(place: Place, new_entry: NewEntry, quick: None) -> None:
    """Records, waiting notes, notes of the old key that arrive later, and drafts: all of them are there afterwards."""
    opened = place.open()
    opened.save(kept := new_entry("one"), gone := new_entry("deleted"))
    opened.remove(gone["id"])
    opened.vault.drafts.save("ab" * 16, {"kind": "draft", "text": "unsaved"})
    late = place.twin(place.folder.parent / "elsewhere")
    capture(late.folder, new_entry("on its way", source="capture"), state_dir=place.state_dir)
    capture(place.folder, new_entry("waiting", source="capture"), state_dir=place.state_dir)
    keys = rekey.change(opened.vault, NEW, recovery=False)
    assert opened.texts() == ["one", "waiting"]
    assert list((place.folder / "inbox").glob("*.seal")) == []
    (item,) = (late.folder / "inbox").glob("*.seal")
    shutil.copy(item, place.folder / "inbox" / item.name)
    assert opened.vault.refresh()
    opened.vault.close()
    again = under(place, keys.key).open()
    assert again.texts() == ["on its way", "one", "waiting"]
    assert again.vault.state.knows(gone["id"])
    assert again.vault.drafts.load() == [("ab" * 16, {"kind": "draft", "text": "unsaved"})]
    again.save(kept | {"text": "one more"})
    again.vault.close()
    pin = read_pin(place.state_dir, place.key.vault_id)
    assert (pin.key_number, pin.generation) == (2, 2)


def test_changes_may_follow_each_other(place: Place, new_entry: NewEntry, quick: None) -> None:
    """Every earlier inbox key stays known, so that a note sealed three keys ago still opens."""
    late = place.twin(place.folder.parent / "elsewhere")
    capture(late.folder, new_entry("from long ago", source="capture"), state_dir=place.state_dir)
    opened = place.open()
    for _ in range(3):
        rekey.change(opened.vault, NEW, recovery=True)
    (item,) = (late.folder / "inbox").glob("*.seal")
    shutil.copy(item, place.folder / "inbox" / item.name)
    assert opened.vault.refresh()
    assert opened.texts() == ["from long ago"]
    assert opened.vault.opened.header.key_number == 4
    assert len(opened.vault.state.seeds) == 3
    opened.vault.close()


def test_a_recovery_code_lives_until_the_next_change(place: Place) -> None:
    """It opens without being used up; the next change ends it, with another one or with none."""
    first = changed(place, recovery=True)
    for _ in range(2):
        assert unlock_with_code(place.folder, first.code.encode(), state_dir=place.state_dir).reveal() == (
            first.key.reveal()
        )
    opened = under(place, first.key).open()
    rekey.check_code(opened.vault, first.code.lower().encode())
    with pytest.raises(BadInput):
        rekey.check_code(opened.vault, first.code[:-1].encode())
    with pytest.raises(WrongPassphrase):
        rekey.check_code(opened.vault, make_code().encode())
    second = rekey.change(opened.vault, NEW, recovery=True)
    with pytest.raises(WrongPassphrase, match="A code ends"):
        rekey.check_code(opened.vault, first.code.encode())
    rekey.check_code(opened.vault, second.code.encode())
    third = rekey.change(opened.vault, NEW, recovery=False)
    assert third.code is None
    assert opened.vault.opened.header.recovery_slot is None
    with pytest.raises(WrongPassphrase, match="no recovery code"):
        rekey.check_code(opened.vault, second.code.encode())
    opened.vault.close()


def test_the_new_slot_costs_what_the_old_one_did(place: Place, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless another cost is asked for; never more than the machine can spare."""
    opened = place.open()
    before = opened.vault.opened.header.passphrase_slot
    rekey.change(opened.vault, NEW, recovery=False)
    after = opened.vault.opened.header.passphrase_slot
    assert after.cost == before.cost
    assert (after.salt, after.nonce) != (before.salt, before.nonce)
    rekey.change(opened.vault, NEW, recovery=False, cost=KdfCost(65 * 1024, 4, 2))
    assert opened.vault.opened.header.passphrase_slot.cost in {KdfCost(65 * 1024, 4, 2), KdfCost(64 * 1024, 4, 2)}
    monkeypatch.setattr(rekey, "fitting", lambda *_: CHEAP)
    rekey.change(opened.vault, NEW, recovery=False, cost=KdfCost(2**21))
    assert opened.vault.opened.header.passphrase_slot.cost == CHEAP
    opened.vault.close()


@pytest.mark.parametrize("after", [0, 1, 4096, 8191, 8192, 8240, 9000, 10_000])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EIO])
def test_a_full_disk_leaves_the_old_key_in_force(
    place: Place, new_entry: NewEntry, quick: None, after: int, number: int
) -> None:
    """At whatever byte the new file fails, the old one stands, opens as before and can be written."""
    disk = Faulty(errno=number)
    opened = place.open(world=disk.world())
    opened.save(*(new_entry("x" * 900) for _ in range(3)))
    before, pub = place.journal.read_bytes(), next(place.state_dir.glob("*.pub")).read_bytes()
    disk.after = after
    with pytest.raises(NotSaved):
        rekey.change(opened.vault, NEW, recovery=True)
    disk.after = None
    assert place.journal.read_bytes() == before
    assert next(place.state_dir.glob("*.pub")).read_bytes() == pub
    assert not (place.folder / "journal.new").exists()
    assert opened.vault.writable
    opened.save(new_entry("and on"))
    opened.vault.close()
    assert len(place.texts()) == 4


def test_older_copies_that_cannot_go_now_go_at_the_next_opening(
    place: Place, new_entry: NewEntry, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change holds, what is left is said, and every opening tries again until it is gone."""
    opened = place.open()
    opened.save(new_entry("one"))
    rekey.remove_older_copies(opened.vault)

    def refuse(_vault: Vault) -> tuple[str, ...]:
        raise NotSaved("No.")

    with monkeypatch.context() as patched:
        patched.setattr(rekey, "keep_only_fresh", refuse)
        keys = rekey.change(opened.vault, NEW, recovery=False)
        assert keys.unfinished == "No."
        opened.save(new_entry("two"))
        opened.vault.close()
        again = under(place, keys.key).open()
        rekey.finish(again.vault)
        assert [notice.code for notice in again.vault.notices] == ["older-copies"]
        again.vault.close()
    assert [each.name for each in (place.folder / "backups").iterdir()] == ["1.journal"]
    again = under(place, keys.key).open()
    rekey.finish(again.vault)
    again.vault.close()
    assert [each.name for each in (place.folder / "backups").iterdir()] == ["2.journal"]
    assert not list(place.state_dir.glob("*.changing"))


def test_a_change_that_did_not_come_about_removes_nothing(place: Place, new_entry: NewEntry, quick: None) -> None:
    """The mark of a change that failed is taken away by the next opening, with every older copy left."""
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(new_entry("one"))
    aside = place.folder / "set-aside" / "0-aa.journal"
    aside.write_bytes(b"kept")
    disk.after = 0
    with pytest.raises(NotSaved):
        rekey.change(opened.vault, NEW, recovery=False)
    opened.vault.close()
    assert list(place.state_dir.glob("*.changing"))
    again = place.open()
    rekey.finish(again.vault)
    assert again.vault.notices == ()
    again.vault.close()
    assert aside.exists()
    assert not list(place.state_dir.glob("*.changing"))


def test_a_change_made_elsewhere_removes_nothing_here_unasked(
    place: Place, new_entry: NewEntry, quick: None, tmp_path: Path
) -> None:
    """Another machine's new file is taken, older copies are named, and they go only when the owner says so."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.close()
    there = type(place)(tmp_path / "there", tmp_path / "its state", place.key)
    shutil.copytree(place.folder, there.folder)
    keys = changed(there)
    aside = place.folder / "set-aside" / "0-aa.journal"
    aside.write_bytes(b"words that the other machine never had")
    shutil.copy(there.journal, place.journal)
    here = under(place, keys.key).open()
    rekey.finish(here.vault)
    assert here.vault.writable
    assert [notice.code for notice in here.vault.notices] == ["older-copies"]
    here.vault.close()
    assert aside.exists()
    here = under(place, keys.key).open()
    rekey.finish(here.vault)
    assert here.vault.notices == ()
    assert aside.exists()
    rekey.remove_older_copies(here.vault)
    assert not aside.exists()
    here.vault.close()


def test_a_window_left_open_elsewhere_sets_its_words_aside(
    place: Place, new_entry: NewEntry, quick: None, tmp_path: Path
) -> None:
    """A window under the old key finds the new file in its place: it keeps its own copy and writes no further."""
    here = place.open()
    here.save(new_entry("one"))
    there = place.twin(tmp_path / "there")
    there = type(place)(there.folder, tmp_path / "its state", place.key)
    keys = changed(there)
    here.save(new_entry("only here"))
    os.replace(there.journal, place.journal)  # noqa: PTH105
    with pytest.raises(NotSaved):
        here.save(new_entry("refused"))
    assert isinstance(here.vault.why_read_only, ChangesMissing)
    here.vault.close()
    again = under(place, keys.key).open()
    rekey.finish(again.vault)
    assert not again.vault.writable
    again.vault.close()
    (aside,) = (place.folder / "set-aside").iterdir()
    assert open_with_key(aside.read_bytes()[:HEADER_BYTES], place.key.reveal())


def test_copies_that_a_sync_tool_made_are_named_and_left(place: Place, new_entry: NewEntry, quick: None) -> None:
    """They still open with the old passphrase, and they may hold words: the owner decides."""
    opened = place.open()
    opened.save(new_entry("one"))
    copy = place.folder / "journal.sync-conflict-20260105"
    copy.write_bytes(place.journal.read_bytes())
    keys = rekey.change(opened.vault, NEW, recovery=False)
    opened.vault.close()
    assert keys.remaining == (str(copy),)
    assert copy.exists()


def test_a_passphrase_against_the_rules_changes_nothing(place: Place, new_entry: NewEntry) -> None:
    """It is refused before any work, and so is a change of a vault that can only be read."""
    opened = place.open()
    before = place.journal.read_bytes()
    for bad in (b"", b"a\nb", b"\xff", b"x" * 1025):
        with pytest.raises(BadInput):
            rekey.change(opened.vault, bad, recovery=False)
    reader = place.open("read")
    with pytest.raises(ComfortError):
        rekey.change(reader.vault, NEW, recovery=False)
    reader.vault.close()
    opened.vault.close()
    assert place.journal.read_bytes() == before
    assert unlock(place.folder, OLD, state_dir=place.state_dir).reveal() == place.key.reveal()


def test_the_passphrase_is_checked_against_the_vault_as_it_is(place: Place) -> None:
    """Right, wrong, and right only before a change."""
    opened = place.open()
    rekey.check_passphrase(opened.vault, OLD)
    with pytest.raises(WrongPassphrase):
        rekey.check_passphrase(opened.vault, NEW)
    rekey.change(opened.vault, NEW, recovery=False)
    rekey.check_passphrase(opened.vault, NEW)
    with pytest.raises(WrongPassphrase):
        rekey.check_passphrase(opened.vault, OLD)
    opened.vault.close()
