"""What can be done to the vault, and how it stands, in plain words; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.errors import ChangesMissing, Damaged
from comfort_journal.text.counts import in_words, say_size
from comfort_journal.text.plain import one_line
from comfort_journal.ui.locked.vault_place import place
from comfort_journal.vault.recovery import NO_CODE

if TYPE_CHECKING:
    from datetime import datetime

    from comfort_journal.errors import ComfortError
    from comfort_journal.journal.maintenance import VaultStatus

_READING = {"standing", "verify", "backup", "code-test", "export", "report"}
"""What can be done while nothing can be saved."""
_NEEDS_SECRET = {"backup", "restore", "merge", "passphrase", "code-new", "code-off", "code-test"}
"""What is of use to whoever knows the passphrase, and so never in the demo."""
OF_A_CODE = {"code-off", "code-test"}
"""What needs a recovery code."""
DEMO = "Nobody knows the demo's passphrase, and it ends with the demo. In a journal of your own this works."
_WEEKS_FROM, _MONTHS_FROM, _YEARS_FROM = 14, 60, 730


@dataclass(frozen=True)
class MenuLine:
    """One thing to do: its ``id``, ``group`` and ``name``, what it does in one sentence, and what else it is called."""

    id: str
    group: str
    name: str
    explanation: str
    words: str


_COPIES, _FILES, _KEYS, _TIDY = "Backup and other copies", "Records as a file", "Passphrase", "Space"
LINES = (
    MenuLine("standing", "Journal", "Status", "How much the journal holds, and where it is.", ""),
    MenuLine(
        "verify",
        "Journal",
        "Check it now",
        "Reads every part of the journal and says whether all of it is sound. Nothing is changed.",
        "verify damage sound integrity test",
    ),
    MenuLine(
        "backup",
        _COPIES,
        "Backup to a file",
        "Makes a copy, encrypted like the journal. It opens with the passphrase of today.",
        "backup save copy usb stick disk",
    ),
    MenuLine(
        "restore",
        _COPIES,
        "Restore a backup",
        "Puts a backup in the journal's place. What is here now is set aside, and kept.",
        "recover undo older copy",
    ),
    MenuLine(
        "merge",
        _COPIES,
        "Merge another copy",
        "For a journal kept on two computers: brings in what only the other copy has. Nothing of either is lost.",
        "sync conflict two computers join copies",
    ),
    MenuLine(
        "export",
        _FILES,
        "Export to a file",
        "Writes records into a file that is not encrypted: whoever has it can read it.",
        "markdown json csv table spreadsheet excel plain text print share take out",
    ),
    MenuLine(
        "report",
        _FILES,
        "Page for a clinician",
        "One page to print for a visit. You choose line by line what it holds; the file is not encrypted.",
        "",
    ),
    MenuLine(
        "import",
        _FILES,
        "Import from a file",
        "Shows first what a file, a folder or a zip would bring. What the journal has already stays as it is.",
        "markdown json diary jrnl folder zip bring in load",
    ),
    MenuLine(
        "passphrase",
        _KEYS,
        "Change the passphrase",
        "Asks for the one of today; then the whole journal is encrypted anew under a new key.",
        "password new secret",
    ),
    MenuLine(
        "code-new",
        _KEYS,
        "New recovery code",
        "For a forgotten passphrase: a code to be written on paper.",
        "make create recovery code key forgot forget forgotten password passphrase rescue paper",
    ),
    MenuLine(
        "code-off",
        _KEYS,
        "Remove the recovery code",
        "From then on only the passphrase opens the journal.",
        "no recovery code end delete",
    ),
    MenuLine(
        "code-test",
        _KEYS,
        "Try the recovery code",
        "Says whether the code on your paper opens the journal. It works as often as you like.",
        "test check paper",
    ),
    MenuLine(
        "compact",
        _TIDY,
        "Shrink the file",
        "Saves room: deleted words leave the journal's file. Backups keep them. Nothing you can see changes.",
        "compact smaller size space",
    ),
    MenuLine(
        "purge",
        _TIDY,
        "Purge deleted words",
        "Removes deleted words for good, and older backups with them: none is left in the vault's folder.",
        "erase wipe delete for good backups",
    ),
)


def why_not(line: MenuLine, why_read_only: ComfortError | None, *, has_code: bool, demo: bool = False) -> str | None:
    """Return why a line cannot be done now, in one or two sentences, or None."""
    if demo and line.id in _NEEDS_SECRET:
        return DEMO
    if line.id in OF_A_CODE and not has_code:
        return NO_CODE
    if why_read_only is None or line.id in _READING:
        return None
    if line.id == "merge" and isinstance(why_read_only, ChangesMissing):
        return None
    if line.id == "restore" and isinstance(why_read_only, Damaged):
        return None
    return str(why_read_only)


def say_standing(standing: VaultStatus, now: datetime) -> str:
    """Return how the vault stands."""
    entries = {0: "No entry yet", 1: "One entry"}.get(standing.entries, f"{standing.entries:,} entries")
    checked = ago(standing.last_verified, now)
    kept = ago(standing.last_backup, now)
    code = "There is a recovery code." if standing.has_recovery else "There is no recovery code."
    return "\n".join(
        (
            f"{entries}, {say_size(standing.size)} on the disk.",
            f"The journal is the file {one_line(place(standing.path / 'journal'))}",
            f"Last daily backup {kept}, in the folder “backups” beside it." if kept else "No daily backup yet.",
            f"Last checked in full {checked}." if checked else "Not checked in full on this computer yet.",
            code,
        )
    )


def ago(when: datetime | None, now: datetime) -> str:
    """Return how long ago a moment was, by calendar days: ``three days ago``; nothing for None."""
    if when is None:
        return ""
    days = (now.date() - when.astimezone(now.tzinfo).date()).days
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    if days < _WEEKS_FROM:
        return f"{in_words(days)} days ago"
    if days < _MONTHS_FROM:
        return f"{in_words(days // 7)} weeks ago"
    return f"{in_words(days // 30)} months ago" if days < _YEARS_FROM else f"{in_words(days // 365)} years ago"
