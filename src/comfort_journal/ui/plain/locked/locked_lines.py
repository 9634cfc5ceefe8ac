"""The locked process as its flows know it, so that none of them needs to know the one that is run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from comfort_journal.ui.plain.host import PlainHost
from comfort_journal.ui.plain.ways import BecomePartner

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from comfort_journal.partner import Setup
    from comfort_journal.ui.locked.services import LockServices
    from comfort_journal.ui.plain.console import Console


class LockedLines(PlainHost):
    """It has the ``services``: it can knock, but holds no key and knows no journal."""

    def __init__(self, console: Console, services: LockServices) -> None:
        """Take the settings and the services."""
        super().__init__(
            console,
            services.settings,
            services.messages,
            demo=services.throw_away,
            settings_file=services.settings_file,
        )
        self.services = services

    def number_given(self, at: str, now: datetime) -> None:
        """Have a reminder say nothing more on a day that has its number. Blocks, and raises nothing."""
        from comfort_journal.reminder import quiet_day  # noqa: PLC0415  only where a number is given

        quiet_day.number_given(self.services.state_dir, at, now)

    def hand_over(self, setup: Setup | None, phrases: Mapping[str, str] | None = None) -> NoReturn:
        """Go the way to the partner process; it is told all that it will ever know."""
        from comfort_journal.ui.locked.handoff import hand_over, packed  # noqa: PLC0415  only on this way

        raise BecomePartner(packed(hand_over(self.services, self.settings, setup, phrases)))
