"""The numbers the gate decides by, each with its origin; no content file and no setting can reach them.

*Plan* marks the written self-care plan this program follows, *ours* what was added to make it decidable.
"""

from __future__ import annotations

from typing import Final

HIGHEST_LINE: Final = 2
"""Discomfort at most this is comfortable; the owner may lower it. Plan."""

SPIKE_DURING: Final = 4
"""Felt in a session, this or more was too much. Ours."""
SPIKE_UNSETTLED: Final = 3
"""Felt in a session and not settled within 60 s, this was too much. Ours."""
SPIKE_AFTER: Final = 3
"""Felt afterwards or on the next day, this or more was too much. Ours."""

NEXT_DAY_HOURS: Final = 6
"""A next-day number is given at least so long after the session ended. Ours."""
REST_HOURS: Final = (24, 48, 72)
"""The least rest after the first, second and every later spike within ``SPIKE_DAYS``. Plan; the ladder ours."""
SPIKE_DAYS: Final = 14
"""Spikes so close together lengthen the rest. Ours."""
EVALUATE_HOURS: Final = 48
"""Discomfort that lasts so long after a spike should be looked at. Plan."""

AWAY_DAYS: Final = 14
"""More days than this without practice, and practice begins one step gentler. Ours."""
EASY_NEEDED: Final = 3
"""So many easy days of the last ``EASY_OF`` open a next step. Ours."""
EASY_OF: Final = 4
"""How many of the latest practice days at a step are looked at. Ours."""
EASY_DAYS: Final = 28
"""A practice day older than this opens nothing. Ours."""
ABOVE_NEEDED: Final = 2
"""So many days above the line of the last ``ABOVE_OF`` move practice one step back. Ours."""
ABOVE_OF: Final = 3
"""How many of the latest practice days are looked at for moving back. Ours."""

STRENGTH_DAYS: Final = 4
"""So many latest practice days with movement, all easy, open strength. Ours."""
STRENGTH_SPREAD: Final = 14
"""From the first to the last of them at least so many days; and so many without a spike. Ours."""

CIRCUIT_MINUTES: Final = 60
"""Before the partner step the circuit is at most so long ago. Ours."""
PARTNER_STILL_SECONDS: Final = 60
"""A partner session counts as held when its still phase lasted so long. Ours."""

AROUND_DAYS: Final = 5
"""What was around is counted beside easy days from so many practice days with it on; fewer tell nothing. Ours."""
