"""A new file, or a folder of them, gets its name only when it is whole, and never the name of one that is there.

Where the system has files without a name, the name comes last, and nothing is left even if the process is killed. Not
every medium has them, and not every one gives a file a second name (Android, USB sticks, some network disks): there the
file is filled under a hidden name, and put in the place of an empty one that only we can have made.
"""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput, ComfortError
from comfort_journal.vault.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from comfort_journal.vault.disk import Disk

THERE = "There is a {} of that name already; it was not touched."


def refuse_taken(target: Path) -> None:
    """Raise BadInput where something has that name already, saying whether that is a folder."""
    if os.path.lexists(target):
        raise BadInput(THERE.format("folder" if target.is_dir() else "file"))


def no_folder(target: Path, what: str) -> BadInput:
    """Return the refusal for a new file or folder whose place is not there."""
    return BadInput(f"There is no folder {target.absolute().parent} to put the {what} in.")


@contextlib.contextmanager
def beside(target: Path, what: str) -> Iterator[Folder]:
    """Open the folder that a new file is to be in. Raises BadInput where there is none."""
    try:
        folder = Folder.open(target.absolute().parent)
    except ComfortError:
        raise no_folder(target, what) from None
    with folder:
        yield folder


def make_new(
    folder: Folder, name: str, disk: Disk, fill: Callable[[int], None], check: Callable[[int], None] | None = None
) -> None:
    """Make a file (0600): ``fill`` writes and syncs it, ``check`` reads it anew and closes what it was given.

    Either may be called twice. Raises BadInput where the name is taken, OSError, and what those two raise; then nothing
    of the file is left.
    """
    if not _unnamed(folder, name, fill, check):
        _hidden(folder, name, fill, check)
    with contextlib.suppress(OSError):  # the file is whole and synced; not every medium syncs a folder
        disk.sync(folder.descriptor)


def _unnamed(folder: Folder, name: str, fill: Callable[[int], None], check: Callable[[int], None] | None) -> bool:
    """Make it without a name, and name it; False where either cannot be done, with nothing changed."""
    try:
        descriptor = os.open(".", os.O_RDWR | os.O_TMPFILE | os.O_CLOEXEC, 0o600, dir_fd=folder.descriptor)
    except (AttributeError, OSError):
        return False
    try:
        way = f"/proc/self/fd/{descriptor}"
        if not os.path.exists(way):  # noqa: PTH110  no path of anybody's
            return False
        os.fchmod(descriptor, 0o600)
        fill(descriptor)
        if check is not None:
            check(os.open(way, os.O_RDONLY | os.O_CLOEXEC))
        return _linked(folder, way, name)
    finally:
        os.close(descriptor)


def _hidden(folder: Folder, name: str, fill: Callable[[int], None], check: Callable[[int], None] | None) -> None:
    """Make it under a name that no listing shows, and then give it its own."""
    temporary = f".{os.urandom(16).hex()}.tmp"
    descriptor = folder.create_file(temporary)
    try:
        fill(descriptor)
        if check is not None:
            check(folder.open_file(temporary, os.O_RDONLY))
        if not _linked(folder, temporary, name):
            _moved(folder, temporary, name)
    finally:
        os.close(descriptor)
        folder.remove(temporary)


def _linked(folder: Folder, way: str, name: str) -> bool:
    """Give the file a second name, which must be free until this very moment; False where it may have none."""
    where = folder.descriptor
    try:
        os.link(way, name, src_dir_fd=where, dst_dir_fd=where, follow_symlinks=way.startswith("/proc/"))
    except FileExistsError:
        raise _taken(folder, name) from None
    except OSError:
        return False
    return True


def _taken(folder: Folder, name: str) -> BadInput:
    try:
        is_folder = stat.S_ISDIR(os.stat(name, dir_fd=folder.descriptor, follow_symlinks=False).st_mode)
    except OSError:  # it is gone again
        is_folder = False
    return BadInput(THERE.format("folder" if is_folder else "file"))


def _moved(folder: Folder, temporary: str, name: str) -> None:
    """Take the free name first, then put the file over it."""
    try:
        os.close(folder.create_file(name))
    except FileExistsError:
        raise _taken(folder, name) from None
    try:
        folder.rename(temporary, name)
    except BaseException:
        folder.remove(name)
        raise


def make_new_folder(folder: Folder, name: str, disk: Disk, files: Mapping[str, bytes]) -> None:
    """Make a folder (0700) of files (0600), which has its name only once all of them are whole.

    It takes the place of an empty one that only we can have made. Raises BadInput where the name is taken, and OSError;
    then nothing of it is left. Until then its name is one that a listing shows: what a killed process leaves behind
    must be seen.
    """
    temporary = f"{name}.unfinished-{os.urandom(4).hex()}"
    os.mkdir(temporary, 0o700, dir_fd=folder.descriptor)
    try:
        os.chmod(temporary, 0o700, dir_fd=folder.descriptor)  # a umask may have taken even the owner's bits
        with folder.subfolder(temporary, make=False) as made:
            for each, data in files.items():
                _filled(made, each, disk, data)
            with contextlib.suppress(OSError):  # as above
                disk.sync(made.descriptor)
        try:
            os.mkdir(name, 0o700, dir_fd=folder.descriptor)
        except FileExistsError:
            raise _taken(folder, name) from None
        try:
            folder.rename(temporary, name)
        except BaseException:
            with contextlib.suppress(OSError):  # somebody put something into it meanwhile: it is theirs
                os.rmdir(name, dir_fd=folder.descriptor)
            raise
    except BaseException:
        _removed(folder, temporary)
        raise
    with contextlib.suppress(OSError):
        disk.sync(folder.descriptor)


def _filled(folder: Folder, name: str, disk: Disk, data: bytes) -> None:
    descriptor = folder.create_file(name)
    try:
        disk.write_all(descriptor, data, 0)
        disk.sync(descriptor)
    finally:
        os.close(descriptor)


def _removed(folder: Folder, name: str) -> None:
    """Remove a folder of ours with the files in it."""
    with contextlib.suppress(OSError, ComfortError):
        with folder.subfolder(name, make=False) as made:
            for each in made.names():
                made.remove(each)
        os.rmdir(name, dir_fd=folder.descriptor)
