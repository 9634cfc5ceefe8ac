"""Every number of the partner session, in seconds unless it says otherwise; one marked *ours* is not in the table."""

from __future__ import annotations

from typing import Final

INTERVAL_LEAST: Final = 30
"""T is at least so long."""
INTERVAL_MOST: Final = 60
"""T is at most so long."""
INTERVAL: Final = 45
"""T, where nobody chose it."""
INTERVAL_UNHEARD: Final = 30
"""T, where the bell was not heard."""
PROMPT_BEFORE: Final = 10
"""The check-in is shown so long before its answer is due."""
BELL_BEFORE: Final = 5
"""The bell sounds so long before the answer is due."""
FRESH: Final = 2
"""A press is fresh when its key was quiet for so long; a held key repeats faster."""
ANSWERS_APART: Final = 10
"""Two answers closer than this count once towards those in a row."""
IN_A_ROW: Final = 3
"""So many comfortable answers (a count) before small movement is offered."""
CODE_WITHIN: Final = 10
"""The code for small movement has so long."""
CODE_DIGITS: Final = 4
"""The length (a count) of a session code."""
AROUSAL_LEAST: Final = 600
"""Arousal lasts at least so long, and as long as anyone likes."""
CIRCUIT_WITHIN: Final = 3600
"""A circuit done at most so long ago may be passed over."""
PAUSE_LEAST: Final = 60
"""A pause that a code ends lasts at least so long."""
PAUSE_LEAST_OPEN: Final = 20
"""A pause that no code ends lasts at least so long."""
PAUSE_MOST: Final = 180
"""A pause that nobody ended by then is a stop."""
TICK_GAP: Final = 5
"""A longer gap between two events means that the machine slept or stood still."""
STOP_SHOWN: Final = 10
"""The stop is shown so long before aftercare; keys do nothing meanwhile. Ours."""
AFTERCARE_LEAST: Final = 120
"""Aftercare suggests at least so long; any key leaves it before."""
AFTERCARE_MOST: Final = 300
"""Aftercare gives way to the lock screen after so long."""
MISSED_MOST: Final = 1
"""So many missed answers (a count) are a pause; one more is a stop."""
LUBRICATION: Final = (60, 180)
"""Shortest and longest time for lubrication."""
