"""What can be done to the vault, and how it stands, in plain words; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.errors import ChangesMissing, Damaged
from comfort_journal.text.counts import in_words
from comfort_journal.text.plain import one_line
from comfort_journal.ui.locked.vault_place import place

if TYPE_CHECKING:
    from datetime import datetime

    from comfort_journal.errors import ComfortError
    from comfort_journal.journal.maintenance import VaultStatus

_READING = {"standing", "verify", "backup", "code-test"}
"""What can be done while nothing can be saved."""
_MEGABYTE = 1_000_000
_WEEKS_FROM, _MONTHS_FROM, _YEARS_FROM = 14, 60, 730


@dataclass(frozen=True)
class MenuLine:
    """One thing to do: its ``id``, its ``name``, and what it does in one sentence."""

    id: str
    name: str
    explanation: str


LINES = (
    MenuLine("standing", "How it stands", ""),
    MenuLine(
        "verify", "Check it now", "Reads every part of it and says whether all of it is sound. Nothing is changed."
    ),
    MenuLine("backup", "Back up to a file", "A copy, encrypted as it is. It opens with the passphrase of today."),
    MenuLine("compact", "Make it smaller", "Leaves out what was replaced or deleted. Nothing you can see changes."),
    MenuLine("purge", "Purge what was deleted", "Removes older backups too, so no deleted word is left in the folder."),
    MenuLine(
        "passphrase", "Change the passphrase", "The old one is asked for; the journal is written anew under a new key."
    ),
    MenuLine(
        "code-new", "New recovery code", "For a forgotten passphrase. It belongs on paper, which others can find."
    ),
    MenuLine("code-off", "No recovery code", "The code ends; then only the passphrase opens the journal."),
    MenuLine("code-test", "Try the recovery code", "Says whether the code on your paper opens it. It is not used up."),
    MenuLine("merge", "Merge another copy", "Takes in what another copy holds; nothing of either is lost."),
    MenuLine("restore", "Restore a backup", "Puts a backup in its place. What is here now is set aside, and kept."),
)


def why_not(line: MenuLine, why_read_only: ComfortError | None, *, has_code: bool) -> str | None:
    """Return why a line cannot be done now, in one or two sentences, or None."""
    if line.id in {"code-off", "code-test"} and not has_code:
        return "There is no recovery code. Only the passphrase opens the journal."
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
            f"{entries}, {say_size(standing.size)}.",
            f"Last checked {checked}." if checked else "Not checked on this computer yet.",
            f"Last backup in its folder {kept}." if kept else "No backup in its folder is known.",
            code,
            f"It lies in {one_line(place(standing.path))}",
        )
    )


def say_size(size: int) -> str:
    """Return bytes as a person says them."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / 1000)):,} kB"
    return f"{size / _MEGABYTE:,.1f} MB"


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
