"""The folder: nobody else may look, no link is followed, and what is not ours is left alone."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import BadInput, ComfortError, Damaged, NotFound
from comfort_journal.vault import inbox
from comfort_journal.vault.folder import Folder
from comfort_journal.vault.opening import create, unlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.vault.conftest import NewEntry, Place


DESCRIPTORS = Path("/proc/self/fd")


def mode(path: Path) -> int:
    """Return the permission bits of what stands at a path."""
    return stat.S_IMODE(path.lstat().st_mode)


def modes_are_exact(home: Path) -> None:
    """Check every file and folder below."""
    for path in home.rglob("*"):
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path


@pytest.fixture
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Set the umask for one test."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077], indirect=True)
def test_modes_are_exact_under_any_umask(umask: int, tmp_path: Path, new_entry: NewEntry, first_vault: Place) -> None:
    """Everything made is 0600 or 0700: vault, parents, pin, public key, inbox, drafts, set-aside, a rewrite."""
    home = tmp_path / "home"
    folder, state_dir = home / "data" / "app" / "journal.vault", home / "state" / "app"
    key = create(folder, b"made up", state_dir=state_dir, memory_mib=64)
    modes_are_exact(home)
    place = type(first_vault)(folder, state_dir, key)
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.drafts.save("ab" * 16, {"kind": "draft"})
    inbox.capture(folder, new_entry("two", source="capture"), state_dir=state_dir)
    opened.vault.mend()
    opened.vault.close()
    with place.journal.open("ab") as journal:
        journal.write(b"torn")
    opened = place.open()
    opened.save(new_entry("three"))
    opened.vault.close()
    assert any((folder / "set-aside").iterdir())
    modes_are_exact(home)


def test_looser_modes_are_corrected_and_said(place: Place) -> None:
    """A vault that others could read is closed to them, and the person is told."""
    place.folder.chmod(0o755)
    place.journal.chmod(0o644)
    (place.folder / "inbox").chmod(0o777)
    opened = place.open()
    assert [notice.code for notice in opened.vault.notices] == ["modes"]
    for name in ("journal", "inbox", "journal.vault"):
        assert name in opened.vault.notices[0]
    opened.vault.close()
    modes_are_exact(place.folder)
    assert mode(place.folder) == 0o700


@pytest.mark.parametrize("name", ["journal", "lock", "inbox", "backups", "set-aside"])
def test_links_are_refused(place: Place, name: str, tmp_path: Path, new_entry: NewEntry) -> None:
    """A link in the place of a file or folder of ours is not followed, and what it names is not touched."""
    target = tmp_path / "elsewhere"
    shutil.move(place.folder / name, target)
    (place.folder / name).symlink_to(target)
    before = sorted((path, path.stat().st_mtime_ns) for path in [target, *target.rglob("*")])
    if name in {"journal", "lock"}:
        with pytest.raises(Damaged):
            place.open()
    else:
        opened = place.open()
        with pytest.raises(Damaged):
            opened.save(new_entry("one"))
        assert opened.vault.drafts.load() == []
        opened.vault.close()
    assert sorted((path, path.stat().st_mtime_ns) for path in [target, *target.rglob("*")]) == before


def test_a_pipe_in_the_place_of_the_journal_does_not_make_us_wait(place: Place) -> None:
    """A named pipe is refused at once."""
    place.journal.unlink()
    os.mkfifo(place.journal)
    with pytest.raises(Damaged):
        place.open()


def test_init_completes_what_an_earlier_one_left(tmp_path: Path) -> None:
    """A folder with known names only and no journal is completed; its lock file is kept."""
    folder = tmp_path / "journal.vault"
    (folder / "inbox").mkdir(parents=True)
    (folder / "lock").touch()
    (folder / f".{'ab' * 16}.tmp").write_bytes(b"half")
    (folder / "journal.new").write_bytes(b"half")
    create(folder, b"made up", state_dir=tmp_path / "state", memory_mib=64)
    assert (folder / "journal").stat().st_size == 8192
    assert not (folder / "journal.new").exists()


def test_init_refuses_a_vault_and_other_peoples_folders(place: Place, tmp_path: Path) -> None:
    """An existing vault is not touched, nor a folder with anything else in it, down to its mode."""
    before = place.journal.read_bytes()
    with pytest.raises(BadInput):
        create(place.folder, b"made up", state_dir=place.state_dir, memory_mib=64)
    assert place.journal.read_bytes() == before
    folder = tmp_path / "Documents"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "letter.txt").touch()
    with pytest.raises(BadInput):
        create(folder, b"made up", state_dir=place.state_dir, memory_mib=64)
    assert sorted(path.name for path in folder.iterdir()) == ["letter.txt"]
    assert mode(folder) == 0o755


def test_a_folder_that_is_no_vault_is_left_as_it_is(tmp_path: Path, place: Place, new_entry: NewEntry) -> None:
    """Pointing at a wrong folder changes nothing there."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(NotFound):
        unlock(folder, b"made up", state_dir=place.state_dir)
    with pytest.raises(NotFound):
        inbox.capture(folder, new_entry("one", source="capture"), state_dir=place.state_dir)
    assert mode(folder) == 0o777
    assert not list(folder.iterdir())


def test_a_vault_that_is_gone_is_never_a_first_run(place: Place, new_entry: NewEntry) -> None:
    """When this machine remembers a vault at the place, opening says that it is gone and making one is refused."""
    place.open().vault.close()
    place.folder.rename(place.folder.parent / "moved")
    for attempt in (
        lambda: unlock(place.folder, b"made up", state_dir=place.state_dir),
        place.open,
        lambda: create(place.folder, b"made up", state_dir=place.state_dir, memory_mib=64),
        lambda: inbox.capture(place.folder, new_entry("one", source="capture"), state_dir=place.state_dir),
    ):
        with pytest.raises(NotFound, match="gone"):
            attempt()
    assert not place.folder.exists()
    place.folder.mkdir()  # an empty folder is what a sync tool leaves
    with pytest.raises(NotFound, match="gone"):
        create(place.folder, b"made up", state_dir=place.state_dir, memory_mib=64)


def test_only_our_old_temporary_files_are_swept(place: Place) -> None:
    """What a crash left is removed once it is old; fresh ones and foreign names stay."""
    items = place.folder / "inbox"
    old, fresh, foreign = (items / name for name in (f".{'a' * 32}.tmp", f".{'b' * 32}.tmp", ".other.tmp"))
    for path in (old, fresh, foreign):
        path.touch()
    for path in (old, foreign):
        os.utime(path, (1, 1))
    place.open().vault.close()
    assert sorted(path.name for path in items.iterdir()) == sorted([fresh.name, foreign.name])


def test_a_replaced_file_is_whole_or_the_old_one(tmp_path: Path) -> None:
    """A write that fails leaves the old file and no temporary one."""
    with Folder.make(tmp_path / "folder") as folder:
        folder.replace_file("name", b"old")
        with pytest.raises(OSError, match="name"):
            folder.create_file("name")
        assert folder.read_file("name", 3) == b"old"
        assert folder.read_file("name", 2) is None
        assert folder.names() == ["name"]


@pytest.mark.skipif(not DESCRIPTORS.exists(), reason="no list of descriptors")
def test_descriptors_are_closed_on_exec_and_given_back(place: Place) -> None:
    """No descriptor of an open vault is inherited by another program, and closing gives all of them back."""
    before = {path.name for path in DESCRIPTORS.iterdir()}
    opened = place.open()
    ours = [int(path.name) for path in DESCRIPTORS.iterdir() if path.name not in before and path.exists()]
    assert ours
    assert not any(os.get_inheritable(descriptor) for descriptor in ours)
    opened.vault.close()
    assert {path.name for path in DESCRIPTORS.iterdir()} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_folder_one_may_not_open_is_said(tmp_path: Path, place: Place) -> None:
    """No permission is told in words, not as a crash."""
    place.folder.chmod(0)
    with pytest.raises(ComfortError):
        place.open()
    place.folder.chmod(0o700)


def test_links_in_the_place_of_single_files_are_not_followed(
    place: Place, tmp_path: Path, new_entry: NewEntry, first_vault: Place
) -> None:
    """Sealed item, draft, half-made journal, pin, public key: none is read or written through a link."""
    target = tmp_path / "elsewhere"
    target.write_bytes(b"not ours")
    vault_id = place.key.vault_id.hex()
    item, draft = place.folder / "inbox" / f"{'ab' * 16}.seal", place.folder / "inbox" / f"{'cd' * 16}.draft"
    pub, pin = (place.state_dir / f"{vault_id}.{kind}" for kind in ("pub", "pin"))
    for path in (item, draft, pub, pin, place.folder / "journal.new"):
        path.unlink(missing_ok=True)
        path.symlink_to(target)
    opened = place.open()
    assert {notice.code for notice in opened.vault.notices} == {"pin-unreadable", "inbox-left"}
    assert opened.vault.drafts.load() == []
    assert opened.vault.drafts.unreadable == (draft.name,)
    opened.save(new_entry("one"))
    opened.vault.drafts.save("cd" * 16, {"kind": "draft", "text": "two"})
    opened.vault.mend()
    opened.vault.close()
    assert target.read_bytes() == b"not ours"
    assert item.is_symlink()
    assert not any(path.is_symlink() for path in (draft, pub, pin, place.folder / "journal.new"))
    assert pub.read_bytes() == (first_vault.state_dir / pub.name).read_bytes()
