"""A vault's files are reached relative to directory descriptors, through no link, and only their owner may look.

The vault's folder is opened once. Everything inside is opened from that descriptor with ``O_NOFOLLOW``: a link or a
device put in the place of a file is refused, and a folder renamed meanwhile cannot send a write elsewhere. Folders
are 0700 and files 0600 under any umask; looser modes are corrected and said.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from typing import TYPE_CHECKING, Self

from comfort_journal.errors import ComfortError, Damaged, NotFound, NotSaved
from comfort_journal.vault.disk import REAL_DISK, Disk, because, read_all

if TYPE_CHECKING:
    from pathlib import Path

JOURNAL = "journal"
JOURNAL_NEW = "journal.new"
LOCK = "lock"
INBOX = "inbox"
BACKUPS = "backups"
SET_ASIDE = "set-aside"
SUBFOLDERS = (INBOX, BACKUPS, SET_ASIDE)
KNOWN_NAMES = frozenset({JOURNAL, JOURNAL_NEW, LOCK, *SUBFOLDERS})
TEMPORARY = re.compile(r"\.[0-9a-f]{32}\.tmp")

_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE_FLAGS = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK  # a named pipe must not make us wait
_NOT_OURS = frozenset({errno.ELOOP, errno.ENOTDIR, errno.EMLINK, errno.EISDIR, errno.ENXIO})


class Folder:
    """An open folder; ``corrected`` lists the names whose modes were too loose and have been mended."""

    def __init__(self, descriptor: int, path: Path, corrected: list[str]) -> None:
        """Take over an open directory descriptor."""
        self.descriptor = descriptor
        self.path = path
        self.corrected = corrected

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the vault's own folder. Raises NotFound where there is none."""
        try:
            descriptor = os.open(path, _FOLDER_FLAGS)
        except FileNotFoundError:
            raise NotFound(f"There is no vault at {path}.") from None
        except NotADirectoryError:
            raise NotFound(f"{path} is not a folder, so it is no vault.") from None
        except OSError as fault:
            raise ComfortError(f"The folder {path} cannot be opened ({because(fault)}).") from None
        return cls(descriptor, path, [])

    @classmethod
    def make(cls, path: Path) -> Self:
        """Open the folder, made first (0700, with its parents) where it is missing."""
        try:
            for each in (*reversed(path.parents), path):
                with contextlib.suppress(FileExistsError):
                    each.mkdir(mode=0o700)
        except OSError as fault:
            raise NotSaved(f"The folder {path} cannot be made ({because(fault)}).") from None
        return cls.open(path)

    def close(self) -> None:
        """Give the descriptor back."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def subfolder(self, name: str, *, make: bool = True) -> Folder:
        """Open a folder inside this one, made where it is missing. Raises NotFound if it may not be made."""
        if make:
            try:
                os.mkdir(name, 0o700, dir_fd=self.descriptor)
            except FileExistsError:
                pass
            except OSError as fault:
                raise NotSaved(f"The folder {name} cannot be made in the vault ({because(fault)}).") from None
        try:
            descriptor = os.open(name, _FOLDER_FLAGS | os.O_NOFOLLOW, dir_fd=self.descriptor)
        except FileNotFoundError:
            raise NotFound(f"The vault has no folder {name}.") from None
        except OSError as fault:
            raise self._refusal(name, fault) from None
        folder = Folder(descriptor, self.path / name, self.corrected)
        folder.tighten()
        return folder

    def tighten(self) -> None:
        """Take away what others may do here: only for a folder that is known to be ours."""
        self._tighten(self.descriptor, self.path.name, 0o700)

    def open_file(self, name: str, flags: int, *, ours: bool = True) -> int:
        """Open a plain file that exists; one that is ``ours`` is closed to others on the way.

        Raises NotFound, Damaged where the name is a link or no plain file, ComfortError where the system says no.
        """
        try:
            descriptor = os.open(name, flags | _FILE_FLAGS, dir_fd=self.descriptor)
        except FileNotFoundError:
            raise NotFound(f"There is no file {name} in {self.path}.") from None
        except OSError as fault:
            raise self._refusal(name, fault) from None
        try:
            self._check_file(descriptor, name, ours=ours)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def create_file(self, name: str) -> int:
        """Create a file that must not exist yet, 0600, open for reading and writing."""
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FILE_FLAGS, 0o600, dir_fd=self.descriptor)
        os.fchmod(descriptor, 0o600)  # a umask may have taken even the owner's bits
        return descriptor

    def read_file(self, name: str, limit: int) -> bytes | None:
        """Return a file's bytes, or None where it holds more than ``limit``."""
        descriptor = self.open_file(name, os.O_RDONLY)
        try:
            data = read_all(descriptor, limit + 1)
        finally:
            os.close(descriptor)
        return data if len(data) <= limit else None

    def replace_file(self, name: str, data: bytes, *, disk: Disk = REAL_DISK, durable: bool = True) -> None:
        """Put ``data`` under ``name`` as a whole or not at all: temporary file, sync, rename, sync of the folder.

        ``durable=False`` leaves out both syncs, for what may be lost but not torn. Raises NotSaved.
        """
        temporary = f".{os.urandom(16).hex()}.tmp"
        try:
            descriptor = self.create_file(temporary)
            try:
                disk.write_all(descriptor, data, 0)
                if durable:
                    disk.sync(descriptor)
            finally:
                os.close(descriptor)
            os.rename(temporary, name, src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor)
            if durable:
                disk.sync(self.descriptor)
        except OSError as fault:
            with contextlib.suppress(OSError):
                os.unlink(temporary, dir_fd=self.descriptor)
            raise NotSaved(f"The disk refused the write ({because(fault)}). This was not saved.") from None

    def remove(self, name: str) -> None:
        """Remove a file; a file that is gone already is fine."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name, dir_fd=self.descriptor)

    def rename(self, name: str, to: str) -> None:
        """Give a file another name inside this folder."""
        os.rename(name, to, src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor)

    def names(self) -> list[str]:
        """Return the names in this folder, sorted."""
        return sorted(os.listdir(self.descriptor))  # noqa: PTH208  a descriptor has no Path

    def status(self, name: str) -> os.stat_result | None:
        """Return what stands under ``name`` itself, following nothing, or None."""
        try:
            return os.stat(name, dir_fd=self.descriptor, follow_symlinks=False)
        except OSError:
            return None

    def sweep(self, before: float) -> None:
        """Remove our own temporary files last written before ``before`` (seconds since 1970): a crash left them."""
        for name in self.names():
            found = self.status(name) if TEMPORARY.fullmatch(name) else None
            if found is not None and stat.S_ISREG(found.st_mode) and found.st_mtime < before:
                self.remove(name)

    def _check_file(self, descriptor: int, name: str, *, ours: bool) -> None:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Damaged(f"{name} in {self.path} is not a plain file. It was not touched.")
        if ours:
            self._tighten(descriptor, name, 0o600)

    def _tighten(self, descriptor: int, name: str, mode: int) -> None:
        if stat.S_IMODE(os.fstat(descriptor).st_mode) & ~mode:
            with contextlib.suppress(OSError):  # another owner's or a read-only medium
                os.fchmod(descriptor, mode)
                self.corrected.append(name)

    def _refusal(self, name: str, fault: OSError) -> ComfortError:
        if fault.errno in _NOT_OURS:
            return Damaged(f"{name} in {self.path} is a link or not what it should be. It was not followed.")
        return ComfortError(f"{name} in {self.path} cannot be opened ({because(fault)}).")
