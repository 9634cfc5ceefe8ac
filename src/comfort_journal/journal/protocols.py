"""What the journal needs of the rooms below it, and no more; the vault fulfils it, and so does a test's memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from comfort_journal.vault.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from comfort_journal.errors import ComfortError
    from comfort_journal.vault.tables import RecordDocument


class JournalStorage(Tables, Protocol):
    """A TinyDB storage where all writes inside ``transaction()`` are kept together or not at all."""

    def read(self) -> Mapping[str, Mapping[str, RecordDocument]]:
        """Return every table that holds something."""

    def close(self) -> None:
        """Let go of what is held open."""

    def knows(self, record_id: str) -> bool:
        """Tell whether there is or ever was a record of that id."""

    def revision(self, record_id: str) -> str | None:
        """Return the revision of the shown version, 16 hex; None where there is none."""

    def saved_at(self, record_id: str) -> int | None:
        """Return when the shown version was saved, in ms since 1970; all of a transaction have one moment."""

    def transaction(self) -> AbstractContextManager[object]:
        """Keep what is written inside when the block ends well; forget it when it raises."""


class DraftsDoor(Protocol):
    """Where open editors keep their unsaved words: one sealed document per name of 32 hex digits."""

    def save(self, name: str, document: dict[str, Any]) -> None:
        """Replace the draft of that name."""

    def load(self) -> Sequence[tuple[str, dict[str, Any]]]:
        """Return every draft with its name."""

    def remove(self, name: str) -> None:
        """Remove the draft of that name, if there is one."""


class Changed(Protocol):
    """One record that is not as it was."""

    @property
    def id(self) -> str:
        """The record's id."""


class OpenVault(Protocol):
    """The vault beneath the storage: what it has to say, whether it can write, and when it ends."""

    @property
    def notices(self) -> Sequence[str]:
        """Sentences the person should be told once."""

    @property
    def writable(self) -> bool:
        """Whether a save can succeed."""

    @property
    def why_read_only(self) -> ComfortError | None:
        """Why nothing can be saved; None while it can."""

    def watch(self, changed: Callable[[Sequence[Changed]], None]) -> None:
        """Call ``changed`` with whatever a save or an import changes from now on, whoever wrote it."""

    def refresh(self) -> bool:
        """Take in what others wrote; return whether anything changed."""

    def close(self) -> None:
        """Make everything durable and let the next process in."""
