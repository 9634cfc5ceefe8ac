"""Every reason the gate can give, by key, with the fields its template may use. The gate gives no reason outside this.

All fields are words ready to be shown: ``step`` a step's name, ``steps`` names joined by "or", ``days`` days joined by
"and", ``day`` one day, ``until`` a day with its time, ``more`` and ``count`` whole numbers.
"""

from __future__ import annotations

from typing import Final

_STEP: Final = frozenset({"step"})
_VALUE: Final = frozenset({"value"})
_NOTHING: Final[frozenset[str]] = frozenset()

REASON_FIELDS: Final[dict[str, frozenset[str]]] = {
    # The row that answered: GATE-<number>, and its variant where the words must differ.
    "0": _NOTHING,  # adult and agreement page not confirmed
    "1.bleeding": frozenset({"day"}),
    "1.fever": frozenset({"day"}),
    "1.odour": frozenset({"day"}),
    "1.infection": frozenset({"day"}),
    "1.bulge": frozenset({"day"}),
    "1.pressure": frozenset({"day"}),
    "1.sharp_pain": frozenset({"day"}),
    "2": frozenset({"day"}),  # too much, two days ago or more, and still above the line
    "3": _NOTHING,  # history without current care
    "3.informed": _NOTHING,  # the same after the owner's informed choice: circuit and mapping
    "4.unknown": frozenset({"until", "days", "steps"}),  # rest, no number since; one up to the line opens these steps
    "4.unknown_lowest": frozenset({"until", "days"}),  # the same where no step is gentle enough: it opens none yet
    "4.above": frozenset({"until", "days", "steps"}),  # rest, the latest number is above the line; else as unknown
    "4.above_lowest": frozenset({"until", "days"}),
    "4.settled": frozenset({"until", "days", "steps"}),  # rest, the latest number is at most the line
    "4.once_more": frozenset({"until", "days", "steps"}),  # settled, circuit only; one more number opens these steps
    "4.circuit": frozenset({"until", "days"}),  # settled, but no step is gentle enough: circuit only
    "4.still": frozenset({"days"}),  # the minimum is over and the latest number is above the line
    "4.number": frozenset({"days"}),  # the minimum is over: one number, and the steps are open again
    "4.ready": frozenset({"days", "steps"}),  # the same where a number opened gentler steps before
    "5": frozenset({"day"}),  # ask for the next-day number of that day, which can make it easy
    "5.other": frozenset({"day"}),  # the same where it cannot
    "6.rest": frozenset({"step", "days"}),  # resume after rest, timers at their lower end
    "6.flag": _STEP,  # resume after a sign was seen to
    "7": frozenset({"step", "day"}),  # welcome back; last practice on that day, and an easy day returns
    "7.some": frozenset({"steps", "day"}),  # the same where not all of it is open, or nothing to return to
    "8": frozenset({"step", "days"}),  # one gentler, after two of three above the line
    "8.today": frozenset({"step", "days"}),  # the same where that step is closed today: the next gentler one
    "8.mapping": frozenset({"days"}),  # the same where nothing is gentler: mapping, shorter
    "9": frozenset({"days", "steps", "step"}),  # moving on and staying weigh the same
    "9.gentler": frozenset({"days", "steps"}),  # the same where the current step is closed today
    "10": _STEP,  # that step and everything gentler are open
    "10.some": frozenset({"steps"}),  # these and no others are open
    "10.first": _STEP,  # nothing practised yet
    # Only under "why?": by what a session of that day was too much, and how long ago the last practice was.
    "why.felt": frozenset({"day", "value"}),  # the number given in it
    "why.unsettled": frozenset({"day", "value"}),  # that number, and the minute of breath did not settle it
    "why.after": frozenset({"day", "value"}),  # the number after it
    "why.sore": frozenset({"day", "value"}),  # the number on the day after
    "why.sharp": frozenset({"day", "value"}),  # sharp, with a number above the line
    "why.own": frozenset({"day"}),  # the owner's own word
    "why.burning": frozenset({"day"}),  # what it was said to feel like, beside the number
    "why.clench": frozenset({"day"}),
    "why.rests": _NOTHING,  # what follows from any of these
    "why.away": frozenset({"day"}),
    # Only under "why?": what is missing for a next step.
    "why.days": frozenset({"more", "days", "steps", "step"}),  # easy days so far, ``more`` to go
    "why.none": frozenset({"more", "steps", "step"}),  # none so far
    "why.return": _STEP,  # after a pause: one easy day here returns
    "why.because": frozenset({"day", "missing"}),  # the latest practice day was not an easy one, and what it lacked
    "why.latest": frozenset({"day"}),  # the same where that is left unsaid
    "why.number": frozenset({"day"}),  # the latest practice day had no next-day number in time
    "why.left_out": frozenset({"day"}),  # its number was left out today
    "why.waiting": frozenset({"day"}),  # its next-day number is still to come
    "why.calendar": frozenset({"day", "steps"}),  # the sample calendar reaches it on that day
    "why.ready_none": _NOTHING,  # at movement, with no ready size
    "why.ready_size": _NOTHING,  # easy on movement, but not at the ready size
    "why.last": _NOTHING,  # there is no further step
    # What a session of that day lacked to be easy, as part of a sentence.
    "missing.masked": _NOTHING,
    "missing.hurt": _NOTHING,  # ended for pain
    "missing.burning": _NOTHING,
    "missing.clench": _NOTHING,
    "missing.stop": _NOTHING,
    "missing.early": _NOTHING,
    "missing.flag": _NOTHING,  # ended for a sign
    "missing.during": _VALUE,  # above the line
    "missing.open": _NOTHING,  # no number during
    "missing.fading": _NOTHING,  # mapping: it did not fade
    "missing.unsaid": _NOTHING,  # mapping: nothing said of fading
    "missing.after": _VALUE,
    "missing.after_open": _NOTHING,  # shallow: no number after
    "missing.sore": _VALUE,  # on the day after
    "missing.short": _NOTHING,
    # Beside a step: what would open it, or what it opens.
    "opens.next": frozenset({"step", "steps"}),  # easy days at that step
    "opens.size": frozenset({"step", "steps"}),  # the same for the next size, for whoever is at movement
    "opens.turn": frozenset({"step", "steps"}),  # easy days at several steps, one after the other
    "opens.onward": frozenset({"steps"}),  # what easy days at the current step open
    "opens.days": frozenset({"step", "days"}),  # those that count so far
    "opens.none": _STEP,
    "opens.return": _STEP,  # after a pause
    "opens.session": _NOTHING,  # reached, and open again after a session
    "opens.first": _NOTHING,  # the page to read comes before every step
    "opens.again": _NOTHING,  # reached, and closed by the row alone
    "opens.sizes": _NOTHING,  # partner, while there is no size to be ready at
    # What else is closed.
    "closed.cap": frozenset({"step", "count"}),
    "closed.RC-6": _NOTHING,
    "closed.TS-3": _NOTHING,
    "closed.RF-1": _NOTHING,  # RC-5
    "closed.RF-2": _NOTHING,  # RC-3, RC-4, STR
    "closed.reopen": _NOTHING,  # partner, until the owner reopens it
    "closed.close": _NOTHING,  # partner, until the private close is given or skipped
}
