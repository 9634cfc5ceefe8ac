"""What a page in lines is asked besides its words: which question, what else to do with it, and earlier entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.journal import Filter
from comfort_journal.records import moment
from comfort_journal.ui.open.core.prompts import questions
from comfort_journal.ui.open.history.entry_view import glance
from comfort_journal.ui.open.write.prompts_screen import HINT, keep_questions, shown_question
from comfort_journal.ui.plain.open.in_parts import Listed, choose_in_list
from comfort_journal.ui.plain.open.write import page as pages
from comfort_journal.ui.plain.open.write.change_lines import change_lines, say_numbered
from comfort_journal.ui.plain.open.write.edit import edit
from comfort_journal.ui.plain.open.write.rewrite import rewrite
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.ui.plain.open.visit import OpenLines
    from comfort_journal.ui.plain.open.write.page import Page

BLANK: Final = "A blank page"
WHICH: Final = "Which question?"
WHAT_ELSE: Final = "What with this page?"
BY_LINES: Final = NamedChoice("c", "Change lines by their numbers")
ON: Final = NamedChoice("g", "Go on writing")
CHANGED: Final = "Changes to the lines of this page."
NONE_TODAY: Final = "Nothing was written earlier today."


def choose_question(visit: OpenLines, page: Page) -> None:
    """Stand under another question, or none; those of a template are asked one by one."""
    while True:
        listed = [BLANK, *map(shown_question, questions(visit.session))]
        taken = choose_in_list(
            visit.console, WHICH, Listed(len(listed), listed.__getitem__), (choice("change-questions", key="e"),)
        )
        if isinstance(taken, int):
            _ask(visit, page, questions(visit.session)[taken - 1] if taken else None)
            return
        change_questions(visit)


def change_questions(visit: OpenLines) -> None:
    """Change the owner's list of questions, kept as it stands however it is left."""
    session = visit.session
    rewrite(visit, HINT, "\n".join(questions(session)), lambda text: keep_questions(session, text))


def what_else(visit: OpenLines, page: Page) -> None:
    """Do one thing with the page that has no key of its own while one writes, and raise Back to go on writing."""
    here = (
        BY_LINES,
        choice("count-words"),
        choice("copy-page", key="C"),
        choice("blank-page", key="b"),
        choice("edit-earlier", key="e", name="Earlier today"),
        ON,
    )
    taken = choose(visit.console, WHAT_ELSE, here)
    if taken is BY_LINES:
        say_numbered(visit.console, page)
        change_lines(visit.console, page, CHANGED, (ON,))
    elif taken is not ON:
        DOES[taken.does](visit, page)
    raise Back


def _ask(visit: OpenLines, page: Page, prompt: str | None) -> None:
    page.ask(prompt)
    visit.say(*([page.buffer.prompt] if page.buffer.prompt else []), *([page.question] if page.question else []))
    if prompt is None:
        visit.say(f"{BLANK}.")


def _blank(visit: OpenLines, page: Page) -> None:
    _ask(visit, page, None)


def _earlier(visit: OpenLines, _page: Page) -> None:
    day = visit.session.today
    entries = visit.session.journal.entries(Filter(since=day, until=day))
    if not entries:
        visit.say(NONE_TODAY)
        return

    def said(place: int) -> str:
        entry = entries[place]
        waits = "; changes wait" if entry.id in visit.session.waiting() else ""
        return f"{moment(entry.at):%H:%M}. {glance(entry)[0]}{waits}"

    taken = choose_in_list(visit.console, "Which one to change?", Listed(len(entries), said))
    if isinstance(taken, int):
        edit(visit, entries[taken])


def _change_list(visit: OpenLines, _page: Page) -> None:
    change_questions(visit)


DOES: Final[Mapping[str, Callable[[OpenLines, Page], None]]] = {
    "count-words": pages.say_words,
    "copy-page": pages.copy_page,
    "blank-page": _blank,
    "edit-earlier": _earlier,
    "change-questions": _change_list,
}
"""What is done with a page, by its action."""
