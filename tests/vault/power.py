"""A model of what a power cut may leave: recorded system calls, replayed with everything unsynced up to chance.

Harsher than the file systems in use: of the writes to a file since its last sync any subset may be there, each whole,
torn at a sector, or as zeros; of the changes to a folder since its last sync any subset may be there, in their order.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from comfort_journal.vault.disk import REAL_DISK

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    import pytest

    from comfort_journal.vault.disk import Disk

SECTOR = 512
Op: TypeAlias = tuple[Any, ...]


@dataclass
class Trace:
    """What happened to the folders below ``roots`` since ``start``, in order, and what had been acknowledged when."""

    roots: tuple[Path, ...]
    ops: list[Op] = field(default_factory=list)
    files: dict[int, bytes] = field(default_factory=dict)
    names: dict[Path, dict[str, int]] = field(default_factory=dict)
    _alive: list[int] = field(default_factory=list)

    def start(self) -> None:
        """Take everything that is there now as durable."""
        for root in self.roots:
            for folder in (root, *filter(Path.is_dir, root.rglob("*"))):
                inside = self.names[folder] = {}
                for each in filter(Path.is_file, folder.iterdir()):
                    inside[each.name] = self._number(each)
                    self.files[inside[each.name]] = each.read_bytes()

    def acknowledge(self, what: str) -> None:
        """Note that the program has said that ``what`` is kept."""
        self.ops.append(("kept", what))

    def ours(self, folder: Path) -> bool:
        """Tell whether a folder lies below the roots."""
        return any(folder.is_relative_to(root) for root in self.roots)

    def note_created(self, path: Path) -> None:
        """Note a new file; it is held open, so that no later file gets its number."""
        self.ops.append(("name", path.parent, path.name, self._number(path)))

    def _number(self, path: Path) -> int:
        self._alive.append(os.open(path, os.O_RDONLY))
        return os.fstat(self._alive[-1]).st_ino

    def close(self) -> None:
        """Give back what was held open."""
        for descriptor in self._alive:
            os.close(descriptor)

    def kept(self, until: int) -> set[str]:
        """Return what had been acknowledged before the cut."""
        return {op[1] for op in self.ops[:until] if op[0] == "kept"}

    def lose_power(self, until: int, chance: random.Random, to: Path) -> None:
        """Lay out under ``to`` one of the disks that a cut before op number ``until`` may leave."""
        ops = self.ops[:until]
        files = {number: _content(number, self.files.get(number, b""), ops, chance) for number in self._numbers(ops)}
        for folder, inside in self.names.items():
            names = _names(folder, inside, ops, chance)
            target = to / folder.relative_to(self.roots[0].parent)
            target.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name, number in names.items():
                (target / name).write_bytes(files[number])
                (target / name).chmod(0o600)

    def _numbers(self, ops: list[Op]) -> set[int]:
        known = {number for inside in self.names.values() for number in inside.values()}
        return known | {op[3] for op in ops if op[0] == "name"}


def _content(number: int, durable: bytes, ops: list[Op], chance: random.Random) -> bytes:
    mine = [op for op in ops if op[0] in {"write", "cut", "sync"} and op[1] == number]
    last = max((at for at, op in enumerate(mine) if op[0] == "sync"), default=-1)
    data = bytearray(durable)
    for op in mine[: last + 1]:
        _apply(data, op)
    for op in mine[last + 1 :]:
        fate = chance.randrange(4)
        if (op[0] == "cut" and fate) or (op[0] == "write" and fate == 1):
            _apply(data, op)
        elif op[0] == "write" and fate == 2:
            whole = op[3][: SECTOR * chance.randrange(len(op[3]) // SECTOR + 1)]
            _apply(data, ("write", number, op[2], whole))
        elif op[0] == "write" and fate == 3:
            _apply(data, ("write", number, op[2], bytes(len(op[3]))))
    return bytes(data)


def _apply(data: bytearray, op: Op) -> None:
    if op[0] == "write":
        offset, piece = op[2], op[3]
        data.extend(bytes(max(0, offset - len(data))))
        data[offset : offset + len(piece)] = piece
    elif op[0] == "cut":
        data.extend(bytes(max(0, op[2] - len(data))))
        del data[op[2] :]


def _names(folder: Path, durable: dict[str, int], ops: list[Op], chance: random.Random) -> dict[str, int]:
    mine = [op for op in ops if op[0] in {"name", "rename", "unlink", "syncdir"} and op[1] == folder]
    last = max((at for at, op in enumerate(mine) if op[0] == "syncdir"), default=-1)
    names, there = dict(durable), dict(durable)
    for at, op in enumerate(mine):
        holds = at <= last or chance.random() < 0.5
        number = op[3] if op[0] == "name" else there.get(op[2]) if op[0] == "rename" else None
        for table in (there, names) if holds else (there,):
            if op[0] == "name":
                table[op[2]] = number
            elif op[0] == "rename":
                table.pop(op[2], None)
                table[op[3]] = number
            elif op[0] == "unlink":
                table.pop(op[2], None)
    return names


@contextmanager
def recorded(monkeypatch: pytest.MonkeyPatch, *roots: Path) -> Iterator[Trace]:
    """Record every call by which the vault changes a disk; ``roots`` share one parent."""
    trace = Trace(roots)
    trace.start()
    with monkeypatch.context() as patch:
        for name, wrap in (
            ("open", _opening),
            ("fsync", _syncing),
            ("rename", _renaming),
            ("unlink", _unlinking),
        ):
            patch.setattr(os, name, wrap(trace, getattr(os, name)))
        before = REAL_DISK.write, REAL_DISK.cut
        _let(REAL_DISK, _writing(trace), _cutting(trace))
        try:
            yield trace
        finally:
            _let(REAL_DISK, *before)
            trace.close()


def _let(disk: Disk, write: Callable[..., int], cut: Callable[..., None]) -> None:
    object.__setattr__(disk, "write", write)  # frozen: nothing but a recorder may do so
    object.__setattr__(disk, "cut", cut)


def _writing(trace: Trace) -> Callable[[int, bytes | memoryview, int], int]:
    def write(descriptor: int, data: bytes | memoryview, offset: int) -> int:
        if trace.ours(_path(descriptor).parent):
            trace.ops.append(("write", os.fstat(descriptor).st_ino, offset, bytes(data)))
        return os.pwrite(descriptor, data, offset)

    return write


def _cutting(trace: Trace) -> Callable[[int, int], None]:
    def cut(descriptor: int, size: int) -> None:
        trace.ops.append(("cut", os.fstat(descriptor).st_ino, size))
        os.ftruncate(descriptor, size)

    return cut


def _path(descriptor: int) -> Path:
    return Path(os.readlink(f"/proc/self/fd/{descriptor}"))  # noqa: PTH115  a descriptor, not a path


def _at(name: str, descriptor: int | None) -> Path:
    return Path(name) if descriptor is None else _path(descriptor) / name


def _opening(trace: Trace, real: Callable[..., int]) -> Callable[..., int]:
    def call(path: str, flags: int, *more: Any, dir_fd: int | None = None) -> int:  # noqa: ANN401  as os.open
        where = _at(path, dir_fd)
        new = bool(flags & os.O_CREAT) and not where.exists()
        descriptor = real(path, flags, *more, dir_fd=dir_fd)
        if new and trace.ours(where.parent):
            trace.names.setdefault(where.parent, {})
            trace.note_created(where)
        return descriptor

    return call


def _syncing(trace: Trace, real: Callable[[int], None]) -> Callable[[int], None]:
    def call(descriptor: int) -> None:
        real(descriptor)
        where = _path(descriptor)
        if where.is_dir():
            trace.ops.append(("syncdir", where))
        else:
            trace.ops.append(("sync", os.fstat(descriptor).st_ino))

    return call


def _renaming(trace: Trace, real: Callable[..., None]) -> Callable[..., None]:
    def call(name: str, to: str, *, src_dir_fd: int, dst_dir_fd: int) -> None:
        real(name, to, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)
        folder, target = _path(src_dir_fd), _path(dst_dir_fd)
        assert folder == target, "the model knows no way from one folder to another"
        trace.ops.append(("rename", folder, name, to))

    return call


def _unlinking(trace: Trace, real: Callable[..., None]) -> Callable[..., None]:
    def call(name: str, *, dir_fd: int | None = None) -> None:
        real(name, dir_fd=dir_fd)
        where = _at(name, dir_fd)
        trace.ops.append(("unlink", where.parent, where.name))

    return call
