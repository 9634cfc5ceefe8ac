"""The words of the page for a clinician; each number in them has its home elsewhere, and a star where it is ours."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from msgspec import Struct

from comfort_journal.content.loading import load_library
from comfort_journal.content.models import Text
from comfort_journal.content.templates import BRACES, filled, texts
from comfort_journal.content.toml_file import BadContent, load

if TYPE_CHECKING:
    from comfort_journal.content.models import ProgrammeNumber

Part: TypeAlias = Literal[
    "standing", "numbers", "too-much", "signs", "circuit", "around", "sensations", "fear", "together"
]
PARTS: tuple[Part, ...] = get_args(Part)
"""The parts that are ticked or not, in the order of the page."""
OURS = "*"
"""Behind a number that the written self-care plan does not have."""
FIELDS = {
    "page.made": {"day"},
    "page.line": {"line"},
    "page.sizes": {"sizes"},
    "standing.at": {"step"},
    "standing.since": {"step", "day"},
    "standing.resting": {"day"},
    "standing.easy": {"days"},
    "standing.offered": {"steps"},
    "standing.missing": {"days"},
    "standing.stood": {"day"},
    "standing.waiting": {"day"},
    "standing.unnumbered": {"day"},
    "standing.last_here": {"day"},
    "standing.last_of_all": {"day"},
    "standing.calendar": {"step", "day"},
    "standing.shut": {"step"},
    "heads.settled_on": {"day", "days"},
    "heads.line": {"line"},
    "heads.chart": {"span"},
    "heads.these": {"span"},
    "heads.weeks_before": {"span"},
    "screen.written": {"place"},
}
"""What the program fills in, by the text's path; a text that is not here has no braces but those of numbers."""


class PageWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The head and the foot of the page."""

    title: Text
    made: Text
    honest: Text
    scale: Text
    line: Text
    blank: Text
    sizes: Text
    nothing: Text
    ours: Text


class PartWords(Struct, frozen=True, forbid_unknown_fields=True):
    """One part: its name and heading, what ticking it puts on the page, and what stands under the heading."""

    title: Text
    about: Text
    note: Text = ""


class StandingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Where practice stands, a sentence for each thing there is to say."""

    stood: Text
    none: Text
    at: Text
    since: Text
    rests: Text
    resting: Text
    lasting: Text
    away: Text
    back: Text
    easy: Text
    none_easy: Text
    offered: Text
    missing: Text
    returns: Text
    waiting: Text
    unnumbered: Text
    last_here: Text
    last_of_all: Text
    last_untold: Text
    calendar: Text
    ready: Text
    ready_size: Text
    shut: Text


class Heads(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands over columns, in cells that are no number, and beside the chart."""

    day: Text
    step: Text
    time: Text
    before: Text
    during: Text
    after: Text
    next_day: Text
    settled: Text
    settled_on: Text
    not_settled: Text
    sign: Text
    seen: Text
    yes: Text
    no: Text
    week: Text
    days: Text
    circuit: Text
    mark: Text
    mark_days: Text
    easy: Text
    word: Text
    fear: Text
    stretch: Text
    rest: Text
    line: Text
    chart: Text
    these: Text
    weeks_before: Text


class ChoosingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The page of the app on which its parts are chosen."""

    title: Text
    about: Text
    days: Text
    days_about: Text
    days_ask: Text
    heading: Text
    heading_about: Text
    heading_ask: Text
    name: Text
    name_about: Text
    name_ask: Text
    no_name: Text
    write: Text
    write_about: Text
    group_page: Text
    group_parts: Text
    where: Text
    plain: Text
    agree: Text
    written_title: Text
    written: Text
    printing: Text
    readable: Text


class ReportWords(Struct, frozen=True, forbid_unknown_fields=True):
    """All of them, as the file has them."""

    page: PageWords
    parts: dict[Part, PartWords]
    sentences: PartWords
    standing: StandingWords
    heads: Heads
    screen: ChoosingWords


def with_numbers(words: ReportWords, numbers: dict[str, ProgrammeNumber]) -> ReportWords:
    """Return the words with each number in its place; BadContent for a part or a brace that nothing fills."""
    if tuple(words.parts) != PARTS:
        raise BadContent(f"report.toml: parts: expected exactly {', '.join(PARTS)}, in this order")
    words = filled(words, {name: starred(number) for name, number in numbers.items()})
    for path, text in texts(words):
        for brace in BRACES.finditer(text):
            if brace[1] not in FIELDS.get(path, ()):
                raise BadContent(f"report.toml: {path}: nothing fills {brace[0]}")
    return words


def starred(number: ProgrammeNumber) -> str:
    """Return a number as the page has it: with a star where it is ours."""
    return f"{number.value}{OURS if number.source == 'ours' else ''}"


@cache
def load_report_words() -> ReportWords:
    """Return the words of the page for a clinician, with the numbers that ship with the program."""
    numbers = {f"{item.id}.{name}": each for _, item in load_library().homes() for name, each in item.numbers.items()}
    return with_numbers(load("report.toml", ReportWords), numbers)
