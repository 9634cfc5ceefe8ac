"""What ``doctor`` says of the facts: each finding is what was looked at, how it stands, and what to do about it.

Pure: a table of facts in, findings out. ``fine`` needs nothing, ``note`` is good to know, ``mend`` stands in the way
and has the exit code that a command would meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from comfort_journal.errors import ComfortError, Damaged, InUse, NewerFormat, NotFound
from comfort_journal.ui.locked.vault_place import VaultPlace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.cli.machine_facts import (
        AroundFacts,
        ComputerFacts,
        MachineFacts,
        ProgramFacts,
        TerminalFacts,
        VaultFacts,
    )

MIB: Final = 1024 * 1024
ROOM: Final = 64 * MIB
"""What should be free beside twice the journal, which is written anew now and then."""
LEAST_COLUMNS, LEAST_ROWS = 30, 8
"""What the app's pages are laid out for at least."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    stands: Literal["fine", "note", "mend"]
    says: str
    do: str = ""
    code: int = 0


def findings(facts: MachineFacts) -> tuple[Finding, ...]:
    """Return all that there is to say, in the order in which it is read."""
    return (
        *_program(facts.program),
        *_vault(facts.vault),
        *_computer(facts.computer, facts.vault),
        *_memory(facts.computer, facts.vault),
        *_terminal(facts.terminal),
        *_around(facts.around),
    )


def exit_code(found: tuple[Finding, ...]) -> int:
    """Return the code of the first thing to mend; 0 where there is none."""
    return next((each.code for each in found if each.stands == "mend"), 0)


def _program(program: ProgramFacts) -> Iterator[Finding]:
    yield Finding(
        "Program", "fine", f"Comfort Journal {program.version}, Python {program.python}, on {program.system}."
    )
    missing = [name for name, version in program.libraries if not version]
    here = ", ".join(f"{name} {version}" for name, version in program.libraries if version)
    install = "Install Comfort Journal anew; docs/install.md says how."
    if missing:
        yield Finding("Libraries", "mend", f"Not here: {', '.join(missing)}.", install, ComfortError.exit_code)
    if here:
        yield Finding("Libraries", "fine", f"{here}.")
    if program.cipher_fault:
        yield Finding("Ciphers", "mend", program.cipher_fault, install, ComfortError.exit_code)
    else:
        yield Finding("Ciphers", "fine", "All that the vault needs are here.")
    if program.screens_fault:
        says = f"The app's pages cannot be loaded ({program.screens_fault})."
        yield Finding("Pages", "mend", says, install, ComfortError.exit_code)
    if program.unusable_settings:
        do = "The lock screen names what it is; 'cj paths' says where the file is."
        yield Finding("Settings", "note", "Something in the settings file cannot be used and is as shipped.", do)
    else:
        yield Finding("Settings", "fine", "Everything in the settings file can be used, or there is none.")


NO_VAULT: Final = {
    VaultPlace.NEW: Finding("Vault", "fine", "There is none yet.", "'cj' makes one, or 'cj init'."),
    VaultPlace.GONE: Finding(
        "Vault",
        "mend",
        "There was one at its place, and it is gone.",
        "Put the folder back from a backup, or wait for a sync to finish.",
        NotFound.exit_code,
    ),
    VaultPlace.CLOSED: Finding(
        "Vault",
        "mend",
        "This user may not look into its folder.",
        "Give the folder back to yourself (chown, chmod 700).",
        ComfortError.exit_code,
    ),
    VaultPlace.OTHER: Finding(
        "Vault",
        "mend",
        "Something else is at its place, and it is left as it is.",
        "Choose another place with --vault.",
        NotFound.exit_code,
    ),
}


def _vault(vault: VaultFacts) -> Iterator[Finding]:
    if vault.place is not VaultPlace.HERE:
        yield NO_VAULT[vault.place]
        return
    yield _file(vault)
    if vault.held_by:
        says = f"The journal is open in process {vault.held_by}."
        yield Finding("In use", "note", says, "Lock or quit there before a command is to write.")
    else:
        yield Finding("In use", "fine", "No other window or program is known to have it open.")
    if vault.links:
        says = f"A link stands in the place of: {', '.join(vault.links)}. The vault follows none."
        do = "Put the file itself there. To have the vault elsewhere, name its folder with --vault."
        yield Finding("Links", "mend", says, do, Damaged.exit_code)
    if vault.others:
        says = f"Not yours: {_names(vault.others)}."
        yield Finding("Owner", "mend", says, "Give it back to yourself with chown.", ComfortError.exit_code)
    if vault.loose:
        says = f"Others on this computer may look at: {_names(vault.loose)}. It is encrypted."
        yield Finding("Permissions", "note", says, "Open the journal once: that closes it to others.")
    else:
        yield Finding("Permissions", "fine", "The vault's folder and files are for you alone.")
    if vault.copies:
        says = f"Beside the journal: {vault.copies} of another name, as a sync tool makes where both sides wrote."
        do = "'cj verify' says whether it is needed, 'cj merge' takes it in. See docs/two-machines.md."
        yield Finding("Copies", "note", says, do)


def _file(vault: VaultFacts) -> Finding:
    match vault.fault:
        case 0:
            return Finding("Vault", "fine", "It is there. Whether all of it is whole, 'cj verify' says.")
        case NewerFormat.exit_code:
            do = "Install the newer version here too."
            return Finding("Vault", "mend", "A newer version of the program wrote it.", do, vault.fault)
        case Damaged.exit_code:
            do = "Leave it as it is. 'cj restore' with a backup, or a copy from another computer, brings it back."
            return Finding("Vault", "mend", "The journal's first part cannot be used.", do, vault.fault)
        case code:
            return Finding("Vault", "mend", "This user may not read the journal file.", "chmod u+rw opens it.", code)


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(name or "the folder" for name in names)


def _computer(computer: ComputerFacts, vault: VaultFacts) -> Iterator[Finding]:
    free, need = computer.free_bytes // MIB, 2 * vault.journal_bytes + ROOM
    if computer.free_bytes < need:
        do = "Make room: a save may be refused. What is saved stays."
        yield Finding("Disk", "mend", f"{free:,} MiB are free.", do, ComfortError.exit_code)
    else:
        yield Finding("Disk", "fine", f"{free:,} MiB are free.")
    if computer.sync_fault:
        says = f"A write at the vault's place was refused ({computer.sync_fault})."
        do = "Make the place yours to write (chown, chmod u+w), or choose another with --vault."
        yield Finding("Saving", "mend", says, do, ComfortError.exit_code)
    else:
        yield Finding("Saving", "fine", "The disk takes a write and says that it is kept (fsync).")
    if computer.lock_fault:
        says = f"This file system offers no locks ({computer.lock_fault}): the vault can only be read here."
        yield Finding("Locks", "mend", says, "Choose another disk with --vault.", InUse.exit_code)
    elif not computer.sync_fault:  # where it could be tried
        yield Finding("Locks", "fine", "The file system keeps two programs from writing at once.")
    if computer.loose_state:
        says = "Others may look into the folder in which this computer remembers its vaults."
        yield Finding("State", "note", says, "chmod 700 closes it; 'cj paths' says where it is.")
    if computer.core_limit:
        yield Finding("Core dumps", "note", "A crash could leave what is in memory on the disk.", "ulimit -c 0")
    else:
        yield Finding("Core dumps", "fine", "Off for this program: a crash leaves nothing on the disk.")
    yield Finding("Clock", "fine", f"{computer.now:%Y-%m-%d %H:%M}, {_zone(computer)}. A day begins at 04:00.")


def _zone(computer: ComputerFacts) -> str:
    offset = f"{computer.now:%z}"
    return f"UTC{offset[:3]}:{offset[3:5]} ({computer.now:%Z})"


def _memory(computer: ComputerFacts, vault: VaultFacts) -> Iterator[Finding]:
    if computer.memory is None:
        return
    from comfort_journal.vault.keys import default_cost, may_be_slow

    cost = vault.cost or default_cost(computer.memory)
    free = computer.memory.available_kib // 1024
    says = f"Unlocking takes {cost.memory_kib // 1024:,} MiB for a moment, and {free:,} MiB are free."
    if cost.memory_kib > computer.memory.available_kib:
        do = "Close other programs before you unlock."
        yield Finding("Memory", "mend", says, do, ComfortError.exit_code)
    elif may_be_slow(cost, computer.memory):
        yield Finding("Memory", "note", f"{says} It may be slow.", "Close other programs before you unlock.")
    else:
        yield Finding("Memory", "fine", says)


def _terminal(terminal: TerminalFacts) -> Iterator[Finding]:
    yield _window(terminal)
    yield Finding("Colours", "fine", COLOURS.get(terminal.colours or "", COLOURS[""]))
    if "utf8" in terminal.locale.lower().replace("-", ""):
        yield Finding("Letters", "fine", f"UTF-8 ({terminal.locale}).")
    else:
        says = f"The language setting names no UTF-8 ({terminal.locale or 'none'}): dots and accents may look wrong."
        yield Finding("Letters", "note", says, "Set LANG to one that does, such as C.UTF-8.")
    yield from _clipboard(dict(terminal.tmux) if terminal.tmux is not None else None)


def _window(terminal: TerminalFacts) -> Finding:
    if terminal.size is None:
        return Finding("Terminal", "note", "There is none here. The app needs one; most commands do not.")
    if terminal.name in ("", "dumb", "unknown"):
        do = "Use another terminal for the app, or set TERM to what it is."
        return Finding(
            "Terminal", "note", f"It says that it is {terminal.name or 'nothing'} and can place no text.", do
        )
    columns, rows = terminal.size
    says = f"{columns} columns, {rows} rows ({terminal.name})."
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        return Finding("Terminal", "note", says, "Make the window larger: 80 by 24 shows everything.")
    return Finding("Terminal", "fine", says)


COLOURS: Final = {
    "truecolor": "16 million.",
    "256": "256: the themes are shown with the nearest.",
    "standard": "16: the theme of the terminal's own colours suits it.",
    "": "None: what a page means can be read without.",
}


def _clipboard(tmux: dict[str, str] | None) -> Iterator[Finding]:
    copied = "A copy is handed to the terminal (OSC 52). Not every terminal takes it; trying shows."
    if tmux is None:
        yield Finding("Clipboard", "fine", copied)
        return
    if tmux.get("set-clipboard") == "on":
        yield Finding("Clipboard", "fine", copied)
    else:
        yield Finding("Clipboard", "note", "tmux passes no copy on.", "tmux set -g set-clipboard on")
    if tmux.get("focus-events") == "on":
        yield Finding("Windows", "fine", "tmux tells when another window comes to the front.")
    else:
        says = "A check-in cannot pause by itself when another window comes to the front."
        yield Finding("Windows", "note", says, "tmux set -g focus-events on")


def _around(around: AroundFacts) -> Iterator[Finding]:
    if around.players:
        yield Finding("Tones", "fine", f"By {around.players[0]}, if they are on in the settings.")
    else:
        yield Finding("Tones", "note", "No player is here.", "Install paplay, pw-play or aplay to hear soft tones.")
    if around.voices:
        yield Finding("Voice", "fine", f"By {around.voices[0]}, if it is on in the settings.")
    else:
        yield Finding("Voice", "note", "No voice is here.", "Install espeak-ng to hear the lines of the plan.")
    yield _reminder(around)
    if around.readers:
        do = "'cj --plain' says everything in plain lines."
        yield Finding("Screen reader", "fine", f"{' and '.join(around.readers)} runs.", do)
    else:
        yield Finding("Screen reader", "fine", "None is known to run here.")


def _reminder(around: AroundFacts) -> Finding:
    found = around.reminder
    if around.reminder_fault:
        return Finding("Reminder", "note", "A file of another program has its name.", "'cj remind show' says which.")
    if found is None and not around.timer_here:
        return Finding(
            "Reminder", "note", "Off, and nothing here could keep the hour.", "Install cron, if you want it."
        )
    if found is None:
        return Finding("Reminder", "fine", f"Off. {around.timer_here[0].upper()}{around.timer_here[1:]} could keep it.")
    hour = f"{found.hour:%H:%M}"
    if not found.runs:
        do = f"'cj remind on {hour}' puts it in again."
        return Finding("Reminder", "note", f"At {hour}, but the system does not run it.", do)
    return Finding("Reminder", "fine", f"At {hour}, by {found.timer}.")
