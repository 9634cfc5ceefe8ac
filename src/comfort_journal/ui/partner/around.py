"""What the partner process does around a session, whether it shows pages or lines: settings kept, and how it leaves."""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import msgspec

from comfort_journal import paths, settings

if TYPE_CHECKING:
    from comfort_journal.partner import HandOver, Setup

NOT_KEPT: Final = "No record could be kept this time. Nothing else is different."
ENDED: Final = "Something went wrong, so this has ended: apart, gently. Nothing more is needed."
HURRIED: Final = 1.0
"""Seconds for the last record when the terminal is gone: the process has to be, too, in two."""


def new_id() -> str:
    """Return an id for a record."""
    return str(uuid4())


def wall_now() -> datetime:
    """Return the wall time with its offset."""
    return datetime.now().astimezone()


def quitting(handover: HandOver) -> HandOver:
    """Return the same session, left for the shell."""
    return msgspec.structs.replace(handover, after="leave")


def remember(setup: Setup, *, once: bool) -> None:
    """Keep interval and bell for the next time, the interval unless it was given for ``once``.

    A settings file with a fault in it is left to its owner.
    """
    file = paths.settings_file()
    before, faults = settings.load(file)
    interval = before.checkin_seconds if once else setup.interval
    after = before._replace(checkin_seconds=interval, checkin_bell=setup.bell)
    if not faults and after != before:
        with contextlib.suppress(OSError):
            settings.save(file, after)
