"""Everything that can go wrong for a person, each with the exit code that scripts rely on.

The message of every error here is one plain sentence (or two) that a person may read: what is the matter and
what to do. It never carries a word of a record, a passphrase or a key: only ids, kinds, field names, offsets,
counts and paths.
"""

from __future__ import annotations

from typing import ClassVar


class ComfortError(Exception):
    """A fault that is told in plain words; ``exit_code`` is the process's answer to scripts."""

    exit_code: ClassVar[int] = 1


class BadInput(ComfortError):
    """What was given cannot be used; nothing was changed."""

    exit_code = 2


class WrongPassphrase(ComfortError):
    """The passphrase or recovery code does not open the vault (or its key slot was changed)."""

    exit_code = 3


class Damaged(ComfortError):
    """A part of the vault cannot be trusted; the message names the part and the way out."""

    exit_code = 4


class ChangesMissing(Damaged):
    """This copy lacks changes that this machine has already accepted (a rollback or a lost branch)."""


class NotSaved(ComfortError):
    """The disk refused a write; what was being saved is not in the vault, everything before it still is."""


class InUse(ComfortError):
    """Another process holds the vault's lock; ``pid`` is its process id where the system tells."""

    exit_code = 5

    def __init__(self, message: str, *, pid: int | None = None) -> None:
        """Keep the holder's process id beside the sentence."""
        super().__init__(message)
        self.pid = pid


class NewerFormat(ComfortError):
    """The vault was written by a newer version of the program."""

    exit_code = 6


class NotFound(ComfortError):
    """There is no such vault or record."""

    exit_code = 7
