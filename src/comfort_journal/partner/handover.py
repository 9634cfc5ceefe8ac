"""All that the partner process is ever told: how the session was set up, and where a record of it may be sealed.

It travels over an inherited pipe, in one piece, and holds no key but the inbox's public one. What does not fit a pipe
that is written before anybody reads it is refused here and never sent in part.
"""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

import msgspec
from msgspec import Struct, field

from comfort_journal.partner.setup import Setup

MOST_BYTES: Final = 4096
"""A pipe takes at least so much without a reader; vault.md."""

After: TypeAlias = Literal["lock", "leave"]


class Inbox(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the record is sealed: the vault's folder, its 16-byte id, and the inbox's public key, 1,216 bytes."""

    vault: str
    vault_id: bytes
    public: bytes


class HandOver(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A session to run.

    ``setup`` is None when the check-in timer begins with its own page. ``inbox`` is None when no record is kept.
    ``phrases`` are the words that both may read in the agreement, by their keys. ``arguments`` are the command line
    with which the program finds its lock screen again; ``after`` says whether it shows it or leaves. ``demo`` says so
    on every page, and what is chosen there does not become the owner's setting. ``settings`` are the demo's own, as a
    settings file has them; None for the owner's, which every process reads from their file.
    """

    setup: Setup | None = None
    inbox: Inbox | None = None
    phrases: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    after: After = "lock"
    demo: bool = False
    settings: dict[str, Any] | None = None

    def __repr__(self) -> str:
        """Say nothing of what was chosen in private."""
        return "HandOver()"


def encode(hand_over: HandOver) -> bytes:
    """Return what goes into the pipe; raises ValueError above ``MOST_BYTES``."""
    data = msgspec.json.encode(hand_over)
    if len(data) > MOST_BYTES:
        raise ValueError(f"a session is handed over in at most {MOST_BYTES} bytes")
    return data


def decode(data: bytes) -> HandOver:
    """Return what came out of the pipe; raises ValueError, which names no value."""
    try:
        return msgspec.json.decode(data, type=HandOver)
    except msgspec.MsgspecError:
        raise ValueError("what was handed over is not a session") from None
