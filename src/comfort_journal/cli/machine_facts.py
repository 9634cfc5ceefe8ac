"""What ``doctor`` knows of this machine: looked at and left as it is; no key is asked for and no record is read.

No path, no name of a person or computer and no word of the journal is among the facts, so that what is said of them may
be shown to whoever helps.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import platform
import re
import resource
import shutil
import stat
import tempfile
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module, metadata
from typing import TYPE_CHECKING, Final

from comfort_journal import __version__, paths, settings
from comfort_journal.errors import ComfortError
from comfort_journal.reminder.machine import Machine, this_machine
from comfort_journal.reminder.timers import TIMERS, SetTimer, standing
from comfort_journal.ui.locked import vault_place
from comfort_journal.ui.locked.screen_reader import READERS, of_proc
from comfort_journal.ui.sound.programs import PLAYERS, voices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from comfort_journal.cli.context import CliContext
    from comfort_journal.vault.folder import Folder
    from comfort_journal.vault.keys import KdfCost, Memory

TMUX_OPTIONS: Final = ("focus-events", "set-clipboard")


@dataclass(frozen=True)
class ProgramFacts:
    """The program itself: a fault is a sentence, and empty where there is none."""

    version: str
    python: str
    system: str
    libraries: tuple[tuple[str, str], ...]
    cipher_fault: str
    screens_fault: str
    unusable_settings: int


@dataclass(frozen=True)
class VaultFacts:
    """The vault's folder, by names and modes; "" is the folder itself.

    ``fault`` is the exit code that its file's first bytes would end with, and 0 where they can be used.
    """

    place: vault_place.VaultPlace
    cost: KdfCost | None = None
    fault: int = 0
    journal_bytes: int = 0
    loose: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    copies: int = 0
    held_by: int | None = None


@dataclass(frozen=True)
class ComputerFacts:
    """Memory, disk, clock: ``sync_fault`` and ``lock_fault`` are tried on a nameless file at the vault's place."""

    memory: Memory | None
    free_bytes: int
    sync_fault: str
    lock_fault: str
    core_limit: int
    now: datetime
    loose_state: bool


@dataclass(frozen=True)
class TerminalFacts:
    """The terminal; ``size`` is None where there is none."""

    size: os.terminal_size | None
    name: str
    colours: str | None
    locale: str
    tmux: tuple[tuple[str, str], ...] | None


@dataclass(frozen=True)
class AroundFacts:
    """What other programs there are: players, voices, the reminder's timer, screen readers."""

    players: tuple[str, ...]
    voices: tuple[str, ...]
    reminder: SetTimer | None
    reminder_fault: bool
    timer_here: str
    readers: tuple[str, ...]


@dataclass(frozen=True)
class MachineFacts:
    """All that was found."""

    program: ProgramFacts
    vault: VaultFacts
    computer: ComputerFacts
    terminal: TerminalFacts
    around: AroundFacts


def look(context: CliContext) -> MachineFacts:
    """Look at this machine; without its ciphers the vault's file and the memory stay unknown."""
    machine = this_machine()
    program = _program()
    ciphers = not program.cipher_fault
    return MachineFacts(
        program,
        vault_facts(context.vault, context.state_dir, ciphers=ciphers),
        _computer(context, ciphers=ciphers),
        _terminal(machine),
        _around(machine),
    )


def _program() -> ProgramFacts:
    cipher_fault = screens_fault = ""
    try:
        import_module("comfort_journal.vault.ciphers")
    except ComfortError as fault:
        cipher_fault = str(fault)
    try:
        import_module("comfort_journal.ui.locked.app")
    except ImportError as fault:
        screens_fault = type(fault).__name__
    _, messages = settings.load(paths.settings_file())
    return ProgramFacts(
        __version__,
        platform.python_version(),
        f"{platform.system()} {platform.release()} {platform.machine()}",
        tuple(_libraries()),
        cipher_fault,
        screens_fault,
        len(messages),
    )


def _libraries() -> Iterator[tuple[str, str]]:
    """Give each library that the installed program asks for, with the version that is here."""
    with contextlib.suppress(metadata.PackageNotFoundError):
        for wanted in metadata.requires("comfort-journal") or ():
            if "extra ==" in wanted:
                continue
            name = re.split(r"[^\w.-]", wanted)[0]
            try:
                yield name, metadata.version(name)
            except metadata.PackageNotFoundError:
                yield name, ""


def vault_facts(vault: Path, state_dir: Path, *, ciphers: bool = True) -> VaultFacts:
    """Look at the vault's folder without changing a mode, taking its lock or asking for its key."""
    place = vault_place.standing(vault, state_dir)
    if place is not vault_place.VaultPlace.HERE:
        return VaultFacts(place)
    from comfort_journal.vault.folder import JOURNAL, JOURNAL_NEW, KNOWN_NAMES, LOCK, Folder
    from comfort_journal.vault.lock import holder

    with Folder.open(vault) as folder:
        names = folder.names()
        found = {name: status for name in names if name in KNOWN_NAMES and (status := folder.status(name))}
        lock = found.get(LOCK)
        cost, fault = _header(folder) if ciphers else (None, 0)
        every = {"": os.fstat(folder.descriptor), **found}
    return VaultFacts(
        place,
        cost,
        fault,
        found[JOURNAL].st_size if JOURNAL in found else 0,
        tuple(name for name, each in every.items() if not stat.S_ISLNK(each.st_mode) and each.st_mode & 0o077),
        tuple(name for name, each in found.items() if stat.S_ISLNK(each.st_mode)),
        tuple(name for name, each in every.items() if each.st_uid != os.getuid()),
        sum(name.startswith(JOURNAL) and name not in (JOURNAL, JOURNAL_NEW) for name in names),
        holder(lock) if lock else None,
    )


def _header(folder: Folder) -> tuple[KdfCost | None, int]:
    from comfort_journal.vault.disk import read_all
    from comfort_journal.vault.folder import JOURNAL
    from comfort_journal.vault.header import HEADER_BYTES, peek

    try:
        descriptor = folder.open_file(JOURNAL, os.O_RDONLY, ours=False)
        try:
            return peek(read_all(descriptor, HEADER_BYTES)).passphrase_slot.cost, 0
        finally:
            os.close(descriptor)
    except ComfortError as fault:
        return None, fault.exit_code


def _computer(context: CliContext, *, ciphers: bool) -> ComputerFacts:
    memory = None
    if ciphers:
        from comfort_journal.vault.keys import machine_memory

        memory = machine_memory()
    place = next(each for each in (context.vault, *context.vault.parents) if each.is_dir())
    sync_fault, lock_fault = _tried(place)
    try:
        loose_state = bool(context.state_dir.stat().st_mode & 0o077)
    except OSError:
        loose_state = False
    return ComputerFacts(
        memory,
        shutil.disk_usage(place).free,
        sync_fault,
        lock_fault,
        resource.getrlimit(resource.RLIMIT_CORE)[0],
        datetime.now().astimezone(),
        loose_state,
    )


def _tried(place: Path) -> tuple[str, str]:
    """Return why a save, and why a lock, is refused at this place; it is tried on a file that has no name."""
    from comfort_journal.vault.disk import because, full_sync

    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"\0")
            file.flush()
            full_sync(file.fileno())
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as fault:
                return "", because(fault)
    except OSError as fault:
        return because(fault), ""
    return "", ""


def _terminal(machine: Machine) -> TerminalFacts:
    from rich.console import Console

    size: os.terminal_size | None = None
    for number in range(3):
        with contextlib.suppress(OSError):
            size = size or os.get_terminal_size(number)
    told = machine.environment
    tmux = None
    if told.get("TMUX"):
        asked = {name: machine.ask("tmux", "show-options", "-gv", name) for name in TMUX_OPTIONS}
        tmux = tuple((name, reply.out.decode(errors="replace").strip()) for name, reply in asked.items())
    language = next((told[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if told.get(name)), "")
    colours = Console(force_terminal=True).color_system
    return TerminalFacts(size, told.get("TERM", ""), colours, language, tmux)


def _around(machine: Machine) -> AroundFacts:
    reminder, fault = None, False
    try:
        reminder = standing(machine)
    except ComfortError:
        fault = True
    here = next((timer.name for timer in TIMERS if timer.is_here(machine)), "")
    return AroundFacts(
        tuple(player[0] for player in PLAYERS if shutil.which(player[0])),
        tuple(name for name in voices("usual", "usual") if shutil.which(name)),
        reminder,
        fault,
        here,
        screen_readers(machine),
    )


def screen_readers(machine: Machine) -> tuple[str, ...]:
    """Return the screen readers that run, where the system tells."""
    if machine.platform == "darwin":
        told: Iterable[str] = machine.ask("ps", "-axco", "comm=").out.decode(errors="replace").split("\n")
    else:
        told = of_proc(machine.processes)
    return tuple(sorted({each for name in told if (each := name.strip().casefold()) in READERS}))
