"""The page for a clinician: what its owner ticked, from the records alone, as one HTML file that asks no network.

Pure down to the bytes: no clock, no disk, no journal. What is private is on the page only where it was ticked.
"""

from __future__ import annotations

from comfort_journal.report.choice import USUAL, ReportChoice, ReportDays, chosen_days
from comfort_journal.report.page import page_of

__all__ = ["USUAL", "ReportChoice", "ReportDays", "chosen_days", "page_of"]
