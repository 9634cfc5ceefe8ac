"""At which hour the reminder comes, and whether a moment is still that hour's: never late at night, never another day.

Pure. Moments have their offset, and the hour is one of that wall clock.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Final

from comfort_journal.errors import BadInput
from comfort_journal.records import programme_day

PUNCTUAL: Final = timedelta(minutes=15)
"""So late a timer may be and still have come at its hour."""
EVENING: Final = time(22)
"""From here until the day turns a missed reminder is let go of."""
_EARLY: Final = timedelta(minutes=2)
"""A clock that was set back a little while the timer fired."""
_FORM: Final = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def hour_of(written: str) -> time:
    """Return the hour that was written, as ``08:30`` or ``8:30``. Raises BadInput."""
    found = _FORM.fullmatch(written)
    if not found:
        raise BadInput("Give the hour as HH:MM, from 00:00 to 23:59, such as 08:30. Nothing was changed.")
    return time(int(found[1]), int(found[2]))


def is_due(hour: time, now: datetime) -> bool:
    """Say whether a timer for ``hour`` that fires now still counts: on time, or later that day before 22:00."""
    meant = datetime.combine(now.date(), hour, now.tzinfo)
    if meant > now + _EARLY:
        meant -= timedelta(days=1)
    if now - meant <= PUNCTUAL:
        return True
    today = programme_day(now)
    return programme_day(meant) == today and now < datetime.combine(today, EVENING, now.tzinfo)
