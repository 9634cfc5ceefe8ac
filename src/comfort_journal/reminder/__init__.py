"""A neutral reminder once a day, kept by the system's own timer: it opens nothing and says nothing of the journal.

No process of ours waits for the hour. ``timers`` puts the timer in and takes it out again, ``notice`` shows the title,
and ``quiet_day`` is the one thing that is remembered.
"""
