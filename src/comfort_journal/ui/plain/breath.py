"""A breath to follow in lines: one word for each in and out, with its tone; any key ends it, and nothing counts.

What is written meanwhile waits for nothing: drafts are sealed, and a machine that slept locks, as at any question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.ui.widgets.pacer import IN, OUT

if TYPE_CHECKING:
    from comfort_journal.ui.plain.host import PlainHost

ENDS: Final = "Any key ends the breath."
AWAKE: Final = 30 * 60.0
"""Seconds after which nobody is taken to be breathing any more."""


def breathe(host: PlainHost, seconds: float = AWAKE) -> None:
    """Say each breath in and out as it begins, until a key is pressed or the time is over."""
    chosen, at = host.settings, host.clock()
    until, inwards, pressed = at + seconds, True, None
    host.console.say(ENDS)
    host.lookout.stay_awake(breathe, seconds)
    try:
        while pressed is None and at < until:
            host.console.say(IN if inwards else OUT)
            host.sound("in" if inwards else "out")
            at += chosen.breath_in if inwards else chosen.breath_out
            pressed = host.console.hear_until(min(at, until))
            inwards = not inwards
    finally:
        host.hush()
        host.lookout.as_usual(breathe)
    host.lookout.begin()
    host.console.leave_by(pressed)
