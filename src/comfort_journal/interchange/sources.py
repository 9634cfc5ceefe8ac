"""What an import reads from: one file, or a folder or zip as a tree of names; nothing of it is unpacked to the disk.

A name of a tree is a label and leads nowhere: it is never joined to a path that is opened, a link is not followed,
and a tree with a name that would lead out of it is refused whole. How many members there are, how large one and all of
them may be and how far one may swell are held while reading, whatever a zip says of itself.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

LOOKED_AT = 65_536
"""Bytes of a file that are looked at to find out what it is."""
LINK = "a link, which is not followed"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_NO_ZIP = "This zip cannot be read whole; nothing was changed."


@dataclass(frozen=True)
class Limits:
    """How much a source may hold: ``members``, bytes of one ``member`` and in ``total``, and how far a zip swells."""

    members: int = 100_000
    member: int = 2**28
    total: int = 2**30
    ratio: int = 200
    small: int = 2**20
    """Bytes up to which a member of a zip may swell as it likes: a page of blanks does."""
    depth: int = 32


LIMITS = Limits()


class Remark(NamedTuple):
    """Something to tell about one ``place`` of a source (``line 12``, ``2026/05.md``), such as ``a picture``."""

    place: str
    what: str


class _Tree(Protocol):
    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open one member."""

    def packed(self, name: str) -> int | None:
        """Return the bytes that a member takes packed; None where it is not."""


@dataclass
class Source:
    """One import's source; ``name`` is its own without a path, "" for standard input, ``names`` are its members'.

    Of a single file, the one name is its own. ``left_out`` is what is no member: links, and what is no file.
    """

    name: str
    names: tuple[str, ...]
    is_tree: bool
    left_out: tuple[Remark, ...] = ()
    limits: Limits = LIMITS
    _tree: _Tree | None = None
    _data: bytes = b""
    _heads: dict[str, bytes] = field(default_factory=dict)
    _given: int = 0

    def read(self, name: str) -> bytes:
        """Return what a member holds; raises BadInput where it is too large or cannot be read."""
        if self._tree is None:
            return self._data
        most = min(self.limits.member, self.limits.total - self._given)
        packed = self._tree.packed(name)
        if packed is not None:
            most = min(most, max(self.limits.small, packed * self.limits.ratio))
        data = self._opened(name, most + 1)
        if len(data) > most:
            raise BadInput(f"{name}: this is larger than a file to import may be; nothing was changed.")
        self._given += len(data)
        return data

    def head(self, name: str | None = None) -> bytes:
        """Return how a member begins (None: the only one), at most 64 KiB, without a byte order mark."""
        name = self.names[0] if name is None else name
        if name not in self._heads:
            head = self._data[:LOOKED_AT] if self._tree is None else self._opened(name, LOOKED_AT)
            self._heads[name] = head.removeprefix(b"\xef\xbb\xbf")
        return self._heads[name]

    def only(self) -> bytes:
        """Return what the only file of this source holds; raises BadInput where there are several."""
        if len(self.names) != 1:
            raise BadInput("This form is one file, and here are several; nothing was changed.")
        return self.read(self.names[0])

    def ending_with(self, *endings: str) -> tuple[str, ...]:
        """Return the members whose names end so, in any case."""
        return tuple(name for name in self.names if name.lower().endswith(endings))

    def _opened(self, name: str, most: int) -> bytes:
        assert self._tree is not None  # noqa: S101  only a tree's members are opened
        try:
            with self._tree.open(name) as file:
                return file.read(most)
        except OSError as fault:
            raise BadInput(f"{name}: this cannot be read ({os.strerror(fault.errno or 0)}).") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise BadInput(f"{name}: {_NO_ZIP}") from None
        except RuntimeError:
            raise BadInput(f"{name}: this is locked with a password; unpack it first.") from None


@contextmanager
def opened(place: Path | BinaryIO, limits: Limits | None = None) -> Iterator[Source]:
    """Yield a file, folder or zip at a path, or what a stream gives, as a source. Raises BadInput."""
    limits = limits or LIMITS
    if not isinstance(place, Path):
        with _from_file(place, "", limits) as source:
            yield source
        return
    try:
        is_folder = stat.S_ISDIR(place.stat().st_mode)
        if not is_folder:
            with place.open("rb") as file, _from_file(file, place.name, limits) as source:
                yield source
            return
    except FileNotFoundError:
        raise BadInput("There is nothing at that place. See whether its path is written as it is.") from None
    except OSError as fault:
        raise BadInput(f"The file cannot be read: {os.strerror(fault.errno or 0)}.") from None
    yield _folder(place, limits)


def of_bytes(data: bytes, name: str = "") -> Source:
    """Return one file's bytes as a source."""
    return Source(name, (name,), is_tree=False, _data=data)


@contextmanager
def _from_file(file: BinaryIO, name: str, limits: Limits) -> Iterator[Source]:
    data = file.read(len(_ZIP))
    is_zip = data in (_ZIP, _EMPTY_ZIP)
    if not (is_zip and file.seekable()):
        data += file.read(limits.total + 1 - len(data))
        if len(data) > limits.total:
            raise BadInput("The file is larger than 1 GiB. Split it, and import its parts.")
    if not is_zip:
        yield of_bytes(data, name)
        return
    try:
        archive = zipfile.ZipFile(file if file.seekable() else io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise BadInput(_NO_ZIP) from None
    with archive:
        yield _zip(archive, name, limits)


@dataclass(frozen=True)
class _ZipTree:
    archive: zipfile.ZipFile

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        return self.archive.open(name)

    def packed(self, name: str) -> int | None:
        return self.archive.getinfo(name).compress_size


def _zip(archive: zipfile.ZipFile, name: str, limits: Limits) -> Source:
    names, left_out = [], []
    for member in archive.infolist():
        _refuse_a_way_out(member.orig_filename)
        if member.is_dir() or _is_hidden(member.filename):
            continue
        if stat.S_ISLNK(member.external_attr >> 16):
            left_out.append(Remark(member.filename, LINK))
            continue
        names.append(member.filename)
    if len(set(names)) != len(names):
        raise BadInput("This zip has two files of one name; nothing was changed.")
    return _tree(name, names, left_out, _ZipTree(archive), limits)


def _refuse_a_way_out(name: str) -> None:
    """Refuse what another program might unpack to a place outside: nothing is unpacked here, but nobody means that."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or "\0" in name or (len(parts[0]) == 2 and parts[0][1] == ":"):  # noqa: PLR2004  a drive
        raise BadInput("This zip has a name that leads out of it; nothing was changed.")


@dataclass(frozen=True)
class _FolderTree:
    paths: dict[str, Path]

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        descriptor = os.open(self.paths[name], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        file = os.fdopen(descriptor, "rb")
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            file.close()
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return file

    def packed(self, name: str) -> int | None:
        del name
        return None


def _folder(place: Path, limits: Limits) -> Source:
    paths: dict[str, Path] = {}
    left_out: list[Remark] = []
    waiting = [(place, "", 0)]
    while waiting:
        folder, prefix, depth = waiting.pop()
        if depth > limits.depth:
            raise BadInput("This folder is nested too deeply to be a journal; nothing was changed.")
        try:
            found = sorted(os.scandir(folder), key=lambda each: each.name)
        except OSError as fault:
            raise BadInput(f"The folder cannot be read: {os.strerror(fault.errno or 0)}.") from None
        for each in found:
            name = prefix + each.name
            if _is_hidden(each.name):
                continue
            if each.is_symlink():
                left_out.append(Remark(name, LINK))
            elif each.is_dir(follow_symlinks=False):
                waiting.append((Path(each.path), name + "/", depth + 1))
            elif each.is_file(follow_symlinks=False):
                paths[name] = Path(each.path)
        if len(paths) > limits.members:
            break
    return _tree(place.name, list(paths), left_out, _FolderTree(paths), limits)


def _tree(name: str, names: list[str], left_out: list[Remark], tree: _Tree, limits: Limits) -> Source:
    if len(names) > limits.members:
        raise BadInput(f"There are more than {limits.members:,} files here; nothing was changed.")
    if not names:
        raise BadInput("There is no file here to import.")
    return Source(name, tuple(sorted(names)), is_tree=True, left_out=tuple(left_out), limits=limits, _tree=tree)


def _is_hidden(name: str) -> bool:
    """Tell whether a name is of a program's own keeping: no editor shows it, and nobody wrote in it."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
