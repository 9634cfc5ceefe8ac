"""The partner session: a pure state machine with both ways in, the check-in timer and the partner step.

``advance(state, event, now)`` decides and the screen draws. Silence is a stop, any key stops, a stop latches, and a
session cut off at any moment is a whole record.
"""

from __future__ import annotations

from comfort_journal.partner.advance import advance
from comfort_journal.partner.deadlines import next_due
from comfort_journal.partner.effects import Bell, Breath, Effect, Effects, Empty, Lock, PaintStop, Prompt, Seal
from comfort_journal.partner.events import Event, FocusLost, Key, Paste, Press, Scroll, Slept, Tick
from comfort_journal.partner.handover import HandOver, Inbox
from comfort_journal.partner.setup import Setup, is_code
from comfort_journal.partner.state import LATCHED, PREPARING, RUNNING, State, begin, record_of

__all__ = [
    "LATCHED",
    "PREPARING",
    "RUNNING",
    "Bell",
    "Breath",
    "Effect",
    "Effects",
    "Empty",
    "Event",
    "FocusLost",
    "HandOver",
    "Inbox",
    "Key",
    "Lock",
    "PaintStop",
    "Paste",
    "Press",
    "Prompt",
    "Scroll",
    "Seal",
    "Setup",
    "Slept",
    "State",
    "Tick",
    "advance",
    "begin",
    "is_code",
    "next_due",
    "record_of",
]
