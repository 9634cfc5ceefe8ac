"""The first page of the open journal, and the one quiet line about what waits.

Doors: ``start.start``, ``today_screen.TodayScreen``.
"""
