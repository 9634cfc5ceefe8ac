"""A restore shows what the backup shows, and nothing that was there before it is thrown away.

The present journal goes to ``set-aside/`` as it is. A record that was changed or deleted since gets a revision that
knows both sides, so no other copy brings the newer side back over it; one that was written since is not deleted, it is
only not there, and a merge with any copy that has it brings it back.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput, ComfortError, Damaged, NotFound, NotSaved, WrongPassphrase
from comfort_journal.vault import access, backups
from comfort_journal.vault.copies import AnotherCopy, read_copy
from comfort_journal.vault.disk import because, read_all
from comfort_journal.vault.folder import JOURNAL, KNOWN_NAMES, SET_ASIDE, SUBFOLDERS, TEMPORARY, Folder
from comfort_journal.vault.header import Keyset, peek
from comfort_journal.vault.keys import inbox_seed
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.opening import first_bytes
from comfort_journal.vault.pin import UnreadablePin, make_pin, pinned_path, read_pin, write_pin
from comfort_journal.vault.rewrite import Progress, fresh_header, quietly, write_journal
from comfort_journal.vault.sealed import seed_op
from comfort_journal.vault.state import VaultState, Version, applied, shown
from comfort_journal.vault.transaction import Put, last_version
from comfort_journal.vault.world import REAL_WORLD, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from comfort_journal.vault.log import Reading
    from comfort_journal.vault.state import Versions
    from comfort_journal.vault.vault import Vault

_HIGHEST_BELIEVED = 2**62
"""A generation that nothing proves, above this, is a lie that would use the numbers up."""

_ANOTHER = "This is a backup of another vault, so it cannot take this one's place. Nothing was changed."
_BAD_BACKUP = (
    "This backup is itself damaged, so nothing was changed. To get out of it what verifies, put it under the name "
    "journal into an empty folder and salvage that: comfort-journal --vault THAT_FOLDER salvage -o NEW_FOLDER."
)
_AFTER = "The vault was restored from a backup. Lock and unlock it, with the backup's passphrase, to go on."


@dataclass(frozen=True)
class Restored:
    """What a restore did: ``records`` shown now, ``over`` of them put back over a later change or deletion.

    ``left`` records of the present journal are in no backup and lie in ``kept``, the file set aside; both are None
    where it could not be read, or was not there. ``notes`` are worth knowing.
    """

    records: int
    over: int
    left: int | None
    kept: Path | None
    notes: tuple[Notice, ...]


@dataclass(frozen=True, repr=False)
class _Present:
    """The journal that stands at the place: its generation as far as known, and what it holds if a key opened it."""

    there: bool
    generation: int = 0
    vk: bytes | None = None
    state: VaultState | None = None


def restore(  # noqa: PLR0913  a backup, a place, and a test's world
    folder: Path,
    backup: Path,
    secrets: Iterable[bytes | bytearray],
    *,
    state_dir: Path,
    progress: Progress = quietly,
    world: World = REAL_WORLD,
) -> Restored:
    """Put a backup's records in the place of a vault's, also of one that is damaged or gone.

    ``secrets`` are the passphrases to try on the backup; the one that opens it opens the vault afterwards. Raises
    BadInput for another vault's backup or a folder with other things in it, WrongPassphrase, Damaged for a damaged
    backup, InUse, NewerFormat, NotSaved; whatever is raised, the journal is as it was.
    """
    tried: list[bytes | bytearray] = []
    copy = _whole(read_copy(backup, _vault_here(folder), secrets=_noting(secrets, tried), progress=progress))
    vault_id = copy.opened.header.vault_id
    remembered = pinned_path(state_dir, folder)
    if not os.path.lexists(folder / JOURNAL) and remembered is not None and remembered.stem != vault_id.hex():
        raise BadInput(_ANOTHER)
    with Folder.make(folder) as opened:
        _check_place(opened)
        lock = access.needed_lock(opened)
        try:
            opened.tighten()
            present = _present(opened, folder, copy, tried)
            descriptor, reading, last, told = _put(opened, copy, present, state_dir, world, progress)
            os.close(descriptor)
            notes = _remember(state_dir, folder, reading, last)
        finally:
            lock.release()
    return _with_notes(told, notes)


def restore_open(
    vault: Vault, backup: Path, secrets: Iterable[bytes | bytearray] = (), progress: Progress = quietly
) -> Restored:
    """Do the same to a vault that is open: it can only be read afterwards, and shows until it is closed what it had.

    Everything it has in memory belongs to the file that was set aside, so whoever shows it locks. Until this returns
    the vault goes on as it was, also if it raises (as ``restore``).
    """
    copy = _whole(read_copy(backup, vault.vault_id, vk=vault.opened.vk, secrets=secrets, progress=progress))
    with vault.guard:
        if not vault.alone:
            raise vault.why_read_only or NotSaved("The vault can only be read here.")
        present = _Present(there=True, generation=vault.opened.header.generation, vk=vault.opened.vk, state=vault.state)
        descriptor, reading, last, told = _put(vault.folder, copy, present, vault.state_dir, vault.world, progress)
        vault.stand_on(descriptor, reading, last, NotSaved(_AFTER))
    return told


def restored(
    backup: VaultState, present: VaultState, now_ms: int, new_rev: Callable[[], str]
) -> tuple[VaultState, int]:
    """Return the state that shows what ``backup`` shows, and how many records it puts over a later change.

    Seeds and import marks of both stay. Pure: time and revisions come in.
    """
    wanted, over = backup.copy(), 0
    wanted.seen |= present.seen
    wanted.seeds |= present.seeds
    for record_id, versions in backup.versions.items():
        since = present.versions.get(record_id, ())
        live = shown(versions)
        if not live or all(applied(versions, each) is versions for each in since):
            continue
        past = _every_revision((*versions, *since))
        wanted.apply(
            Put(table=each.put.table, id=record_id, at=now_ms - place, rev=new_rev(), past=past, said=each.put.said)
            for place, each in enumerate(live)
        )
        over += 1
    return wanted, over


def _every_revision(versions: Versions) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rev for each in versions for rev in (each.rev, *each.past)))


def _put(  # noqa: PLR0913, PLR0917  everything that a new file is made of
    folder: Folder, copy: AnotherCopy, present: _Present, state_dir: Path, world: World, progress: Progress
) -> tuple[int, Reading, Version | None, Restored]:
    """Write the new journal, keep the present one under another name, and only then let the new one take its place."""
    header, vk = copy.opened.header, copy.opened.vk
    now = int(world.now() * 1000)
    before = present.state or VaultState()
    wanted = copy.journal.state.copy()
    wanted.apply(copy.waiting)
    state, over = restored(wanted, before, now, lambda: world.random(8).hex())
    if present.vk is not None and present.vk != vk:
        state.apply([seed_op(inbox_seed(present.vk, header.vault_id))])
    generation = 1 + max(header.generation, *_claimed(folder, present, state_dir, header.vault_id))
    fresh = fresh_header(header.vault_id, Keyset.of(copy.opened), generation, world.random)
    kept: list[str] = []

    def set_aside() -> bool:
        if present.there:
            kept.append(_keep_present(folder, present.generation, world))
        return True

    try:
        for name in SUBFOLDERS:
            folder.subfolder(name).close()
        descriptor, reading = write_journal(
            folder, fresh, vk, state, world.disk, world.random, may_replace=set_aside, progress=progress
        )
    except OSError as fault:
        raise NotSaved(f"The disk refused the write ({because(fault)}). The journal is as it was.") from None
    try:
        world.disk.sync(folder.descriptor)
    except OSError as fault:
        os.close(descriptor)
        raise NotSaved(
            f"The disk did not confirm the restored journal ({because(fault)}). Look at what is there with "
            "comfort-journal verify; the journal until now is kept in set-aside."
        ) from None
    shows = {each.id for each in state.shown()}
    told = Restored(
        records=len(shows),
        over=over,
        left=len({each.id for each in before.shown()} - shows) if present.state is not None else None,
        kept=folder.path / SET_ASIDE / kept[0] if kept else None,
        notes=copy.journal.unread,
    )
    return descriptor, reading, last_version(tuple(state.ops())), told


def _keep_present(folder: Folder, generation: int, world: World) -> str:
    """Give the present journal a second name in ``set-aside/``; where there are no such names, copy it."""
    name = f"{generation}-{os.urandom(8).hex()}.journal"
    with folder.subfolder(SET_ASIDE) as aside:
        try:
            os.link(JOURNAL, name, src_dir_fd=folder.descriptor, dst_dir_fd=aside.descriptor, follow_symlinks=False)
        except OSError:
            descriptor = folder.open_file(JOURNAL, os.O_RDONLY)
            try:
                aside.replace_file(name, read_all(descriptor, os.fstat(descriptor).st_size), disk=world.disk)
            finally:
                os.close(descriptor)
        world.disk.sync(aside.descriptor)
    return name


def _claimed(folder: Folder, present: _Present, state_dir: Path, vault_id: bytes) -> list[int]:
    """Return every generation that this machine knows of, however little is proven of it."""
    known = [0, present.generation, *backups.generations(folder)]
    with contextlib.suppress(UnreadablePin):
        pin = read_pin(state_dir, vault_id)
        known.append(pin.generation if pin is not None else 0)
    return [each for each in known if each < _HIGHEST_BELIEVED]


def _present(folder: Folder, path: Path, copy: AnotherCopy, tried: Sequence[bytes | bytearray]) -> _Present:
    """Look at the journal that stands there; one that cannot be opened or read is still set aside."""
    if folder.status(JOURNAL) is None:
        return _Present(there=False)
    vault_id = copy.opened.header.vault_id
    with contextlib.suppress(WrongPassphrase, Damaged, BadInput):  # a journal no more: also set aside
        here = read_copy(path / JOURNAL, vault_id, vk=copy.opened.vk, secrets=tried)
        return _Present(
            there=True, generation=here.opened.header.generation, vk=here.opened.vk, state=here.journal.state
        )
    with contextlib.suppress(ComfortError):
        return _Present(there=True, generation=peek(first_bytes(path)).generation)
    return _Present(there=True)


def _vault_here(folder: Path) -> bytes | None:
    """Return the vault_id that the journal at the place claims; None where there is none, or nothing readable."""
    try:
        return peek(first_bytes(folder)).vault_id
    except (NotFound, Damaged):
        return None


def _whole(copy: AnotherCopy) -> AnotherCopy:
    """Return the copy if all of it was read; an end that was never acknowledged is no loss."""
    if any(each.code != "unfinished-end" for each in copy.journal.unread):
        raise Damaged(_BAD_BACKUP)
    return copy


def _noting(secrets: Iterable[bytes | bytearray], tried: list[bytes | bytearray]) -> Iterable[bytes | bytearray]:
    for each in secrets:
        tried.append(each)
        yield each


def _check_place(folder: Folder) -> None:
    """Refuse a folder with other things in it, unless a journal shows that it is a vault."""
    names = folder.names()
    mine = [each for each in names if each in KNOWN_NAMES or each.startswith(JOURNAL) or TEMPORARY.fullmatch(each)]
    if JOURNAL not in names and len(mine) < len(names):
        raise BadInput(f"The folder {folder.path} holds other things. Choose an empty or a new folder.")


def _remember(state_dir: Path, folder: Path, reading: Reading, last: Version | None) -> tuple[Notice, ...]:
    pin = make_pin(folder, reading.opened, reading.tip, last)
    try:
        write_pin(state_dir, reading.opened.header.vault_id, pin, durable=True)
    except (ComfortError, OSError):
        return (
            Notice(
                "pin",
                "This computer could not note down that this copy is the right one. If it says that saved changes are "
                "missing: comfort-journal verify --accept.",
            ),
        )
    return ()


def _with_notes(told: Restored, more: tuple[Notice, ...]) -> Restored:
    return replace(told, notes=(*told.notes, *more))
