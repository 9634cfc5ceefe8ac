"""What a piece of work on the vault asks of its owner; pages and lines each ask it in a way of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar

from comfort_journal.ui.open.core.dialogs import NOTHING_TYPED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comfort_journal.journal.importing import Found, Sorted
    from comfort_journal.journal.maintenance import Care

    Act: TypeAlias = Callable[[Care, Callable[[int, int], None]], Any]
    """Blocks, and tells how far it is: so many steps of so many."""

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class LineToWrite(Generic[Answer]):
    """A question that a line answers; where ``read`` returns None ``sorry`` is said, where it raises, what that says.

    ``offered`` stands in the line already; ``blank`` is said of an empty one.
    """

    question: str
    example: str
    read: Callable[[str], Answer | None]
    sorry: str
    offered: str = ""
    blank: str = NOTHING_TYPED


class Asking(Protocol):
    """Each returns None where the question was left without an answer."""

    async def chosen(self, question: str, answers: Sequence[str]) -> str | None:
        """Ask for one of the answers."""

    async def written(self, line: LineToWrite[Answer]) -> Answer | None:
        """Ask for a line."""

    async def secrets(self, title: str, told: str, *labels: str, said: str = "") -> tuple[bytearray, ...] | None:
        """Ask for a secret by each label, for the caller to wipe; ``said`` is what was the matter the last time."""

    async def new_passphrase(self, title: str, told: str) -> bytearray | None:
        """Ask for a new passphrase, for the caller to wipe."""

    async def work(self, doing: str, act: Act, *, seal_first: bool = False) -> Any:  # noqa: ANN401  each door returns its own
        """Have something done to the whole vault, and return what it returns; raises the ComfortError it ends with."""

    async def tell(self, title: str, sentences: Sequence[str]) -> None:
        """Say something, and wait until it was read."""

    async def show_next_code(self, code: str) -> bool:
        """Show a recovery code before it is in force; return whether to go on and bring it into force."""

    async def show_code(self, code: str) -> None:
        """Show a recovery code that is in force."""

    async def try_code(self) -> str:
        """Ask for the code on the paper until it opens the journal; return what to say, nothing where it was left."""

    async def would_come_in(self, found: Found, sorted_out: Sorted, zone: str) -> str | None:
        """Show what an import would bring; answered by ``new``, ``all`` with the deleted ones, or ``zone``: another."""

    async def lock(self) -> None:
        """Lock the journal."""

    def shown_key(self, action_id: str) -> str:
        """Return the key of an action as a person reads it."""
