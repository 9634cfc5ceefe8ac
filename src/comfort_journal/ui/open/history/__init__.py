"""Reading back: the list beside the entry, search and filters, the month, reading mode, only what felt safe.

Door: ``history_screen.HistoryScreen``.
"""
