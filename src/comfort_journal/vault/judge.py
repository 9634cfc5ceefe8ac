"""What a journal file's state allows: reading always, writing only where nothing that was saved can get lost by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.errors import ChangesMissing, Damaged
from comfort_journal.vault.disk import why
from comfort_journal.vault.frames import DamagedRange, TornTail
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.pin import Pin, UnreadablePin, lacks, pinned_seq, read_pin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from comfort_journal.errors import ComfortError
    from comfort_journal.vault.log import Reading
    from comfort_journal.vault.state import VaultState


def reason_to_refuse(reading: Reading, pin: Pin | None, state: VaultState) -> Damaged | None:
    """Return why nothing may be written to a journal that was read into ``state``, or None."""
    end = reading.end
    if isinstance(end, DamagedRange):
        return Damaged(
            f"The journal is damaged from byte {end.start:,} to byte {end.end:,}: save number {end.seq + 1:,} and what "
            "follows it cannot be read. Everything before it can, and can be exported; nothing is written. Keep the "
            "vault's folder as it is. Everything that still verifies goes into a new one with: comfort-journal salvage "
            "-o DIR."
        )
    if pin is not None and lacks(pin, reading.opened, reading.tags, state):
        return ChangesMissing(
            "Saved changes are missing from this copy of the vault. It can be read; nothing is written until the right "
            "copy is back, is merged into this one (comfort-journal merge OTHER) or restored (comfort-journal restore "
            "FILE), or until you take this one as right: comfort-journal verify --accept."
        )
    return None


def remembered(state_dir: Path, vault_id: bytes) -> tuple[Pin | None, list[Notice]]:
    """Return this machine's pin; one that cannot be read is said and treated as none."""
    try:
        return read_pin(state_dir, vault_id), []
    except UnreadablePin:
        sentence = "What this computer remembered of the last save could not be read; it starts remembering anew."
        return None, [Notice("pin-unreadable", sentence)]


def notices(reading: Reading, pin: Pin | None, *, alone: bool) -> list[Notice]:
    """Return what should be said about a journal file that can be used all the same.

    Unless nobody else can write now (``alone``), what stands unfinished at its end is simply being written.
    """
    said = []
    if reading.opened.copies == "one bad":
        said.append(Notice("header-copy", "One of the header's two copies is damaged; the other one opened the vault."))
    elif reading.opened.copies == "differ":
        said.append(Notice("header-copy", "The header's two copies differ; the one that opened the vault is in use."))
    end = reading.end
    if alone and isinstance(end, TornTail):
        said.append(_torn(end, reading, pin))
    return said


def was_open(names: Iterable[str]) -> Notice:
    """Return what is said of files whose modes let others in until now."""
    return Notice(
        "modes", f"Others on this computer could open {', '.join(sorted(set(names)))}; from now on only you can."
    )


def not_pinned(fault: ComfortError | OSError) -> Notice:
    """Return what is said where the pin of a journal in use could not be written."""
    return Notice(
        "pin",
        f"This computer could not note down where the journal stands ({why(fault)}). Nothing is lost by it, but an "
        "older copy put in its place might go unnoticed.",
    )


def _torn(end: TornTail, reading: Reading, pin: Pin | None) -> Notice:
    accepted = pinned_seq(pin, reading.opened)
    here = pin is not None and pin.file_id == reading.opened.header.file_id.hex()
    if here and (-1 if accepted is None else accepted) == reading.tip.seq - 1:
        return Notice("unfinished-save", "1 unfinished save was found at the journal's end; it was never confirmed.")
    return Notice(
        "unreadable-end",
        f"The last {end.remaining:,} bytes of the journal cannot be read. If another machine writes here, let it "
        "finish syncing first.",
    )
