"""Every card of the programme to read, one's own words on them, and light strength.

Doors: ``library_screen.LibraryScreen``, ``card_screen.CardScreen``.
"""
