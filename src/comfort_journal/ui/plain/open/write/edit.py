"""An entry changed by the numbers of its lines; leaving saves and loses nothing: the change waits as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.text.dates import say_moment
from comfort_journal.text.limits import too_long_to_edit
from comfort_journal.ui.open.write.editor_screen import GO, KEEP, LET_GO, TOO_LONG
from comfort_journal.ui.plain.open.write import page as pages
from comfort_journal.ui.plain.open.write.change_lines import change_lines, say_numbered
from comfort_journal.ui.plain.open.write.page import UNCHANGED
from comfort_journal.ui.plain.open.write.writing import Writing
from comfort_journal.ui.plain.questions import AS_IT_WAS, NamedChoice, choice, one_of
from comfort_journal.ui.plain.ways import Back, Breathe, GoTo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.records import Entry
    from comfort_journal.ui.plain.open.visit import OpenLines

GONE: Final = "It is let go."
ASKED: Final = "What shall be changed? s saves."


def edit(visit: OpenLines, entry: Entry) -> None:
    """Change an entry, with its unsaved changes if there are any. Raises the way that is gone, but Back."""
    if too_long_to_edit(entry.text):
        visit.say(TOO_LONG)
        return
    page = Writing(visit, visit.session.buffer_of(entry))
    _say_what(visit, entry, page)
    with page.laid():
        while True:
            try:
                taken = change_lines(visit.console, page, ASKED, _choices(), known=True)
                if _is_over(visit, page, taken):
                    return
            except Back:
                if pages.left(visit, page):
                    return
            except (GoTo, Breathe):
                if pages.left(visit, page):
                    raise


def _is_over(visit: OpenLines, page: Writing, taken: NamedChoice) -> bool:
    """Do what was chosen; returns whether the page is left by it."""
    try:
        return DOES[taken.does](visit, page)
    except Back:
        visit.say(AS_IT_WAS)
        return False


def _say_what(visit: OpenLines, entry: Entry, page: Writing) -> None:
    today, left = visit.session.today, page.buffer.at
    unfinished = f"; unfinished since {say_moment(left, today)}" if left else ""
    visit.say(f"Changing the entry of {say_moment(entry.at, today)}{unfinished}.")
    say_numbered(visit.console, page)
    if page.buffer.tags:
        visit.say(pages.tags_in_words(page.buffer.tags))


def _choices() -> list[NamedChoice]:
    return [
        choice("save-entry", key="s"),
        choice("tags", key="t"),
        choice("star", key="*"),
        choice("let-go", key="x"),
        choice("count-words"),
        choice("copy-page", key="C"),
    ]


def _save(visit: OpenLines, page: Writing) -> bool:
    return pages.saved(visit, page, UNCHANGED) is not None


def _let_go(visit: OpenLines, page: Writing) -> bool:
    """Let what is not saved go, if that is meant; returns whether it was."""
    if not page.read().unsaved:
        visit.say(UNCHANGED)
        return False
    if one_of(visit.console, LET_GO, ((KEEP, KEEP), (GO, GO))) != GO:
        return False
    page.lay_open(visit.session.as_saved(page.buffer))
    if not pages.left(visit, page):
        return False
    visit.say(GONE)
    return True


def _stays(does: Callable[[OpenLines, Writing], None]) -> Callable[[OpenLines, Writing], bool]:
    """Return what does something and stays on the page."""

    def run(visit: OpenLines, page: Writing) -> bool:
        does(visit, page)
        return False

    return run


DOES: Final[Mapping[str, Callable[[OpenLines, Writing], bool]]] = {
    "save-entry": _save,
    "let-go": _let_go,
    "tags": _stays(pages.change_tags),
    "star": _stays(pages.turn_star),
    "count-words": _stays(pages.say_words),
    "copy-page": _stays(pages.copy_page),
}
"""What is done with an entry that is changed, by its action; each tells whether the page is left by it."""
