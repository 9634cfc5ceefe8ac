"""The page for a clinician in lines: what stands on it is chosen, and it is written once two questions are answered.

Nothing private is ticked beforehand, nothing that is chosen is kept, and no line is written anywhere but in that file.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from comfort_journal.content.report import PARTS, load_report_words
from comfort_journal.errors import ComfortError
from comfort_journal.report import ReportChoice, chosen_days
from comfort_journal.text.counts import many
from comfort_journal.text.day_span import parse_days
from comfort_journal.text.plain import one_line
from comfort_journal.ui.locked.vault_place import place
from comfort_journal.ui.open.history.day_questions import OTHER
from comfort_journal.ui.open.report.page_choice import (
    TOO_LONG,
    entries_of,
    of_days,
    short_words,
    ticked,
    write_chosen,
)
from comfort_journal.ui.open.report.page_lines import DAYS, ENTRY, NAME, TITLE, PageLine, page_lines
from comfort_journal.ui.open.report.report_screen import COMMON_DAYS, EXAMPLE_DAYS, EXAMPLE_FILE
from comfort_journal.ui.open.vault.questions import VaultQuestions
from comfort_journal.ui.plain.open.care.asking import LineAsking
from comfort_journal.ui.plain.open.history.days import ask_days
from comfort_journal.ui.plain.open.in_parts import Listed, choose_in_list
from comfort_journal.ui.plain.open.plan.asks import at_once
from comfort_journal.ui.plain.open.write.page import ENDS
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose, line, one_of
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.content.report import ReportWords
    from comfort_journal.ui.plain.open.visit import OpenLines

WHAT: Final = "What is to be changed, or done?"
WITHOUT: Final = "An empty line goes without."
WHICH_PARTS: Final = "Which part? Its number puts it on the page, and once more takes it off."
WHICH_ENTRY: Final = "Which entry comes along? Its number ticks it, and once more takes it off again."
TICKED: Final = " (on the page)"
ON, OFF = "On the page", "Not on the page"
NO_ENTRIES: Final = "There are no entries of these days."
DONE: Final = NamedChoice("d", "Done")
WRITE: Final = "write-page"


class ChosenPage:
    """The page under way: what is chosen for it so far."""

    def __init__(self, visit: OpenLines) -> None:
        """Begin with the last four weeks and what is usually on it."""
        self.visit = visit
        self.words: ReportWords = load_report_words()
        self.choice = ReportChoice(span=chosen_days(None, None, visit.session.clock()))
        self.written = False

    def lines(self) -> tuple[PageLine, ...]:
        """Return every line there is to choose on."""
        session = self.visit.session
        return page_lines(self.choice, entries_of(session, self.choice), self.words, session.today)

    def line(self, line_id: str) -> PageLine:
        """Return the line of this id."""
        return next(each for each in self.lines() if each.id == line_id)


def write_page(visit: OpenLines) -> None:
    """Ask what stands on the page until it is written, or left."""
    page, known = ChosenPage(visit), False
    about = f"{page.words.screen.title}.", page.words.screen.about
    visit.say(*about)
    while not page.written:
        try:
            taken = choose(visit.console, _now(page) if known else WHAT, _choices(page), known=known, about=about)
        except Back:
            return
        known = True
        try:
            if taken.does in DOES:
                DOES[taken.does](page)
            else:
                _CHANGES[taken.does](page)
        except Back:
            continue
        except ComfortError as fault:
            visit.say(str(fault))


def _choices(page: ChosenPage) -> list[NamedChoice]:
    said = page.words.screen
    return [
        NamedChoice("1", page.line(DAYS).said, DAYS),
        NamedChoice("2", f"{said.group_parts}: {_parts(page)}", _PARTS),
        NamedChoice("3", f"{page.words.sentences.title}: {len(page.choice.entries) or said.no_name}", ENTRY),
        NamedChoice("4", page.line(TITLE).said, TITLE),
        NamedChoice("5", page.line(NAME).said, NAME),
        choice(WRITE, key="w", name=said.write),
    ]


def _now(page: ChosenPage) -> str:
    """Return what is chosen, in short."""
    along = f" {many(len(page.choice.entries), 'entry', 'entries')} along." if page.choice.entries else ""
    return f"{page.line(DAYS).said}. {_parts(page)}.{along} {WHAT}"


def _parts(page: ChosenPage) -> str:
    named = [page.words.parts[part].title for part in PARTS if part in page.choice.parts]
    return ", ".join(named) or page.words.screen.no_name


def _ask_days(page: ChosenPage) -> None:
    visit, question = page.visit, page.words.screen.days_ask
    chosen = one_of(visit.console, question, [(each, each) for each in (*COMMON_DAYS, OTHER)])
    in_words = f"{question} For example: {EXAMPLE_DAYS}."
    span = ask_days(visit, in_words) if chosen == OTHER else parse_days(chosen, visit.session.today)
    page.choice = of_days(visit.session, page.choice, span)


def _ask_parts(page: ChosenPage) -> None:
    _tick(page, WHICH_PARTS, lambda line: line.ticked is not None and not line.id.startswith(ENTRY))


def _ask_entries(page: ChosenPage) -> None:
    page.visit.say(page.words.sentences.about)
    _tick(page, WHICH_ENTRY, lambda line: line.id.startswith(ENTRY))


def _tick(page: ChosenPage, question: str, wanted: Callable[[PageLine], bool]) -> None:
    """Have lines ticked, and no longer, until that is done; what a number did is said, and not the whole list anew."""
    visit, known = page.visit, False

    def lines() -> list[PageLine]:
        return [each for each in page.lines() if wanted(each)]

    listed = Listed(len(lines()), lambda at: _said(lines()[at]))
    if not listed.count:
        visit.say(NO_ENTRIES)
        return
    while isinstance(taken := choose_in_list(visit.console, question, listed, (DONE,), known=known), int):
        line, known = lines()[taken], True
        page.choice = ticked(page.choice, line.id, entries_of(visit.session, page.choice))
        visit.say(f"{OFF if line.ticked else ON}: {line.said}")
        listed.heard = listed.lines()


def _said(line: PageLine) -> str:
    """Return a line with what it puts on the page; an entry says that by its own words."""
    about = "" if line.id.startswith(ENTRY) else f" {line.about}"
    said = f"{line.said}{TICKED if line.ticked else ''}"
    return f"{said}{'' if said.endswith(ENDS) else '.'}{about}"


def _ask_title(page: ChosenPage) -> None:
    page.choice = replace(page.choice, title=_words(page.visit, page.words.screen.heading_ask, page.choice.title))


def _ask_name(page: ChosenPage) -> None:
    page.choice = replace(page.choice, name=_words(page.visit, page.words.screen.name_ask, page.choice.name))


def _words(visit: OpenLines, question: str, now: str) -> str:
    while True:
        words = short_words(line(visit.console, f"{question} {WITHOUT}", now))
        if words is not None:
            return words.strip()
        visit.say(TOO_LONG)


def _write(page: ChosenPage) -> None:
    """Ask where, and whether; then write."""
    said, visit = page.words.screen, page.visit
    asking = VaultQuestions(LineAsking(visit), visit.session)
    path = at_once(asking.path(said.where, new=True, example=EXAMPLE_FILE))
    if path is not None and at_once(asking.agreed(said.plain, said.agree)):
        write_chosen(visit.session, page.choice, path)
        visit.say(said.written.format(place=one_line(place(path))), said.printing, said.readable)
        page.written = True


_PARTS: Final = "parts"
_CHANGES: Final[Mapping[str, Callable[[ChosenPage], None]]] = {
    DAYS: _ask_days,
    _PARTS: _ask_parts,
    ENTRY: _ask_entries,
    TITLE: _ask_title,
    NAME: _ask_name,
}
DOES: Final[Mapping[str, Callable[[ChosenPage], None]]] = {WRITE: _write}
"""What is done with the page, by its action."""
