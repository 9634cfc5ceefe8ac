"""One number from 0 to 10: now, afterwards, the next day, and those that were given while locked.

Doors: ``rating_screen.OneNumber`` and ``AfterNumber``, ``pending_screen.Unkept``.
"""
