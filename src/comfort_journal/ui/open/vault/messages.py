"""What the vault page asks and says, in whole sentences; what came of a piece of work becomes some of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from comfort_journal.text import counts

if TYPE_CHECKING:
    from comfort_journal.vault.merge import Merged
    from comfort_journal.vault.restore import Restored

ANEW = "Writing the journal anew. This may take a little."
NOW = "Your passphrase now"
NOT_NOW = "Not now"
ANOTHER_FILE = "Another file"
NO_PATH = "Write where it is, like ~/journal-copy or /media/stick/journal-copy."
THERE = "There is a file of that name already. It was not touched; choose another name."
PURGE = (
    "Remove every older backup and every copy that was set aside, so that deleted words are gone from the vault's "
    "folder? What other disks or a sync service hold is beyond reach."
)
RESTORE = (
    "After a restore the journal opens with the passphrase that the backup has, also where that is an older one. What "
    "is here now is kept in the folder set-aside. Then this locks."
)
CODE_ENDS = "The recovery code you have ends with this, and a new one is shown."
IN_FORCE = "Write it down now. When you go on, it comes into force."
ELSEWHERE = (
    "Copies elsewhere still open with the old {}: on other disks, with a sync service, on a computer that has not "
    "synced yet. Remove those you do not need."
)
REMAINING = "These files in the vault's folder are copies too, and were left alone: {}."
UNFINISHED = "Older copies in the vault's folder could not be removed yet ({}). The next opening tries again."
many = partial(counts.many, one="one")
KEYS = {
    "ours": "The other copy is under an older key: it still opens with the passphrase it had.",
    "theirs": "The other copy is under a newer key: from now on its passphrase opens this journal. Copies of this one "
    "elsewhere still open with the old one.",
}


def say_merged(told: Merged) -> list[str]:
    """Return what a merge came to, a sentence each, the shortest first."""
    parts = [
        (told.added, "came"),
        (told.changed, "changed"),
        (told.removed, "went"),
        (told.beside, "stand beside another version"),
    ]
    said = [f"{count:,} {what}" for count, what in parts if count]
    first = f"Merged. Records: {', '.join(said)}." if said else "The other copy holds no record that is not here."
    return [first, *([KEYS[told.keys]] if told.keys in KEYS else []), *map(str, told.unread)]


def say_restored(told: Restored) -> list[str]:
    """Return what a restore came to, a sentence each."""
    over = f"; {told.over:,} of them over a later change" if told.over else ""
    said = [f"Restored: {many(told.records, 'record')}{over}."]
    if told.kept is not None:
        said.append(f"The journal until now is kept as {told.kept}.")
    if told.left:
        said.append(f"It holds {many(told.left, 'record')} beyond the backup; merging that file brings them in.")
    return [*said, *map(str, told.notes)]
