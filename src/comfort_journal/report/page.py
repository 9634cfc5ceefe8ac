"""The page as the bytes of one HTML file: no script, nothing from outside, every word escaped, the same every time.

A policy in its head forbids whatever the text might still ask of a browser.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from comfort_journal.content.report import load_report_words
from comfort_journal.report.from_records import make_report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jinja2 import Template

    from comfort_journal.content.report import ReportWords
    from comfort_journal.records import AnyRecord
    from comfort_journal.report.choice import ReportChoice
    from comfort_journal.report.sections import ReportPage

_TEMPLATE = "page.html"


def page_of(records: Sequence[AnyRecord], choice: ReportChoice, now: datetime) -> bytes:
    """Return the page as it is at ``now``, with the words that ship; ``records`` hold the ticked entries too."""
    words = load_report_words()
    return html(make_report(records, choice, now, words), words)


def html(report: ReportPage, words: ReportWords) -> bytes:
    """Return the page in UTF-8."""
    return _template().render(page=report, words=words).encode()


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415  loaded when a page is made, and by no start

    makes = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return makes.from_string(files(__package__).joinpath(_TEMPLATE).read_text("utf-8"))
