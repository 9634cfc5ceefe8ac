"""One number from 0 to 10: now, afterwards, the next day, and those that were given while locked.

Doors: ``rating_screen.RatingScreen`` and ``AfterRatingScreen``, ``pending_screen.PendingRatingsScreen``.
"""
