"""What the partner process is told: the session, where its record may be sealed, and how the way back is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from comfort_journal.errors import ComfortError
from comfort_journal.partner import HandOver, Inbox
from comfort_journal.partner.handover import encode
from comfort_journal.settings import as_written
from comfort_journal.ui.locked.vault_place import VaultPlace, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comfort_journal.partner import Setup
    from comfort_journal.settings import Settings
    from comfort_journal.ui.locked.services import LockServices


def hand_over(
    services: LockServices, settings: Settings, setup: Setup | None = None, phrases: Mapping[str, str] | None = None
) -> HandOver:
    """Return the message; nothing of the journal is read but its vault_id, and nothing kept if the owner says so.

    Of the demo nothing is kept, and it goes on with its own settings, which stand in no file.
    """
    here = not services.throw_away and standing(services.vault, services.state_dir) is VaultPlace.HERE
    return HandOver(
        setup=setup,
        inbox=_inbox(services) if settings.partner_record and not services.throw_away else None,
        phrases=dict(phrases or {}),
        arguments=services.arguments,
        after="lock" if here else "leave",
        demo=services.throw_away,
        settings=as_written(settings) if services.throw_away else None,
    )


def packed(message: HandOver) -> bytes:
    """Return what goes into the pipe: without the phrases if it is too large, then without a record."""
    for fitting in (message, replace(message, phrases={}), replace(message, phrases={}, inbox=None)):
        try:
            return encode(fitting)
        except ValueError:
            continue
    raise ValueError("the stop word or the command line takes more than the pipe holds")


def _inbox(services: LockServices) -> Inbox | None:
    try:
        from comfort_journal.vault.inbox import address  # noqa: PLC0415  a machine that cannot seal has the timer all the same

        found = address(services.vault, services.state_dir)
    except (ComfortError, OSError):  # a session is never refused because its record cannot be kept
        return None
    return Inbox(vault=str(services.vault), vault_id=found.vault_id, public=found.public)
