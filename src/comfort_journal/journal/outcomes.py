"""What came of a piece of work on the vault, and what is asked before it, said once for commands and screens alike.

Pure. Where the way on is a command for one and a line of a page for the other, whoever speaks passes it in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.text.counts import many, say_size

if TYPE_CHECKING:
    from comfort_journal.vault.merge import Merged
    from comfort_journal.vault.rekey import NewKeys
    from comfort_journal.vault.restore import Restored
    from comfort_journal.vault.verify import Report

NO_VAULT = "This journal is kept in no vault."
PURGE = (
    "Remove every older backup and every copy that was set aside, so that deleted words are gone from the vault's "
    "folder? What other disks or a sync service hold is beyond reach."
)
BEFORE_RESTORE = (
    "After a restore the journal opens with the passphrase that the backup has, also where that is an older one. What "
    "is here now is kept in the vault's folder set-aside."
)
DAMAGED_COPY = "The other copy is damaged. What verifies of it was taken in; keep it, and any backup of it."
_KEYS = {
    "ours": "The other copy is under an older key: it still opens with the passphrase it had.",
    "theirs": "The other copy is under a newer key: from now on its passphrase opens this journal. Copies of this one "
    "elsewhere still open with the old one.",
}
_ELSEWHERE = (
    "Copies elsewhere still open with the old {}: on other disks, with a sync service, on a computer that has not "
    "synced yet. Remove those you do not need."
)
_REMAINING = "These files in the vault's folder are copies too, and were left alone: {}."
_UNFINISHED = "Older copies in the vault's folder could not be removed yet ({}). The next opening tries again."


def say_checked(report: Report) -> str:
    """Return what a check found, in one line."""
    held = f"{many(report.records, 'record')} in {many(report.saves, 'save')}"
    if report.problems:
        return f"The check found {many(len(report.problems), 'problem')}. What is sound: {held}."
    return f"All of it is sound: {held}."


def say_problems(report: Report) -> list[str]:
    """Return what is damaged and what brings it back, a sentence each; nothing where all is sound."""
    way_out = "Restoring a backup, or merging another copy, brings back what they hold."
    return [*map(str, report.problems), way_out] if report.problems else []


def say_backed_up(where: str) -> str:
    """Return that a backup is there and was looked at."""
    return f"The backup is in {where}, read back and sound."


def say_not_in_backup(waiting: int) -> str:
    """Return what waits in the inbox and is in no backup yet; nothing where nothing waits."""
    return f"Not in it yet: {many(waiting, 'sealed note')}; one made after the next unlock has them." if waiting else ""


def say_restored(told: Restored, merging: str) -> list[str]:
    """Return what a restore came to, but for its notes; ``merging`` is what brings in what the backup lacks."""
    over = f"; {told.over:,} of them over a later change" if told.over else ""
    said = [f"Restored: {many(told.records, 'record')}{over}."]
    if told.kept is not None:
        said.append(f"The journal until now is kept as {told.kept}.")
    if told.left:
        said.append(f"It holds {many(told.left, 'record')} beyond the backup; {merging} brings them in.")
    return said


def say_merged(told: Merged) -> list[str]:
    """Return what a merge came to, a sentence each, the counts first."""
    parts = [
        (told.added, "added"),
        (told.changed, "changed"),
        (told.removed, "removed"),
        (told.beside, "now beside another version"),
    ]
    said = [f"{count:,} {what}" for count, what in parts if count]
    first = f"Records: {', '.join(said)}." if said else "The other copy holds no record that is not here."
    return [first, *([_KEYS[told.keys]] if told.keys in _KEYS else []), *map(str, told.unread)]


def is_damaged(told: Merged) -> bool:
    """Tell whether the other copy is damaged; a save that was cut off at its end is no damage."""
    return any(each.code != "unfinished-end" for each in told.unread)


def say_still_open(changed: NewKeys, old: str | None) -> list[str]:
    """Return what still opens with the ``old`` secret (None: there was none), and what was left, a sentence each."""
    return [
        *([_ELSEWHERE.format(old)] if old else []),
        *([_REMAINING.format(", ".join(changed.remaining))] if changed.remaining else []),
        *([_UNFINISHED.format(changed.unfinished.rstrip("."))] if changed.unfinished else []),
    ]


def say_compacted(given: int) -> str:
    """Return what writing the journal anew gave back, in bytes."""
    return f"The journal takes {say_size(given)} less." if given > 0 else "There was nothing to leave out."


def say_purged(removed: tuple[str, ...]) -> str:
    """Return that no deleted word is left in the folder, and which copies went with them."""
    beside = f" Removed with it: {many(len(removed), 'older copy', 'older copies')}." if removed else ""
    return f"What was deleted is gone from the folder.{beside}"
