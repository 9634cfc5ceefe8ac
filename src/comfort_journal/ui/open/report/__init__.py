"""The page for a clinician: its days, what it holds tick by tick, and the new file that it is written to.

Door: ``report_screen.ReportScreen``.
"""
