"""Writing in lines: a question, lines until it is saved, and then the sentence with its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.text.dates import say_moment
from comfort_journal.text.limits import too_long_to_edit
from comfort_journal.ui.keymap import known_actions
from comfort_journal.ui.open.core.prompts import begun, fresh_page
from comfort_journal.ui.open.history.entry_view import glance
from comfort_journal.ui.plain.open.in_parts import say_in_parts
from comfort_journal.ui.plain.open.write import page as pages
from comfort_journal.ui.plain.open.write.page import Page
from comfort_journal.ui.plain.open.write.page_choices import choose_question, what_else
from comfort_journal.ui.plain.open.write.text_lines import END
from comfort_journal.ui.plain.open.write.unsaved import goes_on
from comfort_journal.ui.plain.questions import NamedChoice, choose
from comfort_journal.ui.plain.ways import Back, Breathe, GoTo, Repeat, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.plain.open.visit import OpenLines

HOW: Final = (
    "Write; Enter begins a new line. A line with only a full stop saves. A full stop and one of these words, alone on "
    "a line: {words}, help, or back, which leaves, and what is written waits, sealed."
)
EACH: Final = "A line with only a full stop goes on to the next question, and after the last one saves."
NEW: Final = NamedChoice("n", "A new page")
LAST_LINE: Final = "The last line is open to go on with; Enter begins a new one."
GO_ON: Final = "Go on writing."
WRITE: Final = NamedChoice("w", "Write")
NOT_NOW: Final = NamedChoice("n", "Not now")


class _Save(Way):
    """Save what is written."""


class _Tags(Way):
    """Change the tags."""


class _Star(Way):
    """Give a star, or take it away."""


class _Moment(Way):
    """Say for when it is written."""


class _Question(Way):
    """Choose another question."""


class _Else(Way):
    """Choose something else to do with the page."""


def new_page(visit: OpenLines) -> None:
    """Go on with a page that was left unsaved, or write a new entry under the first question of the list."""
    for buffer in reversed(visit.session.unfinished()):
        a_page = buffer.entry is None and buffer.about is None and not too_long_to_edit(buffer.text)
        if a_page and goes_on(visit, buffer, NEW):
            write(visit, buffer)
            return
    write(visit, fresh_page(visit.session))


def note(visit: OpenLines, entry: Entry) -> None:
    """Write a later note under an entry, going on with an unfinished one if there is."""
    visit.say(f"A later note, about {say_moment(entry.at, visit.session.today)}.", glance(entry)[0])
    write(visit, visit.session.note_about(entry))


def offer_page(visit: OpenLines, question: str) -> None:
    """Offer a page under a question, the evening's or the one after a hard session; not now is an answer too."""
    if choose(visit.console, question, (WRITE, NOT_NOW)) is WRITE:
        write(visit, begun(visit.session.new_buffer(), question))


def write(visit: OpenLines, buffer: EditBuffer) -> bool:
    """Write on a buffer until it is saved or left; returns whether it was saved."""
    page, keys = Page(visit, buffer), _keys(visit)
    page.go_on()
    _say_page(visit, page)
    with page.laid():
        while True:
            try:
                _lines(visit, page, keys)
                if pages.saved(visit, page) is not None:
                    return True
            except (Back, GoTo, Breathe):
                if pages.left(visit, page):
                    raise
                visit.say(GO_ON)


def _keys(visit: OpenLines) -> dict[str, Callable[[], Way]]:
    """Return the ways that a key or a word leads to while one writes, the owner's own keys in force."""
    own, known = visit.host.own_keys, known_actions()
    keys: dict[str, Callable[[], Way]] = {
        key: way
        for action, way in DOES.items()
        for key in (own[action].split(",") if action in own else known[action].keys)
    }
    keys |= {f"{END}{word}": DOES[action] for action, word in WORDS.items()}
    return keys | {f"{END}back": Back, f"{END}help": Repeat}


def _lines(visit: OpenLines, page: Page, keys: Mapping[str, Callable[[], Way]]) -> None:
    """Take lines until they are to be saved."""
    while True:
        try:
            if page.write_line(keys):
                continue
            if not page.next_question():
                return
            visit.say(page.question)
        except Way as way:
            if isinstance(way, _Save):
                return
            if type(way) not in ASKED:
                raise
            _ask(visit, page, way)


def _ask(visit: OpenLines, page: Page, way: Way) -> None:
    try:
        ASKED[type(way)](visit, page)
    except Back:
        visit.say(GO_ON)


def _say_page(visit: OpenLines, page: Page) -> None:
    is_new = page.buffer.entry is None and page.buffer.about is None
    words = ", ".join(word for action, word in WORDS.items() if is_new or action not in OF_NEW)
    visit.say(*([page.buffer.prompt] if page.buffer.prompt else []), HOW.format(words=words))
    if not page.read().blank:
        say_in_parts(visit.console, ["So far:", page.text])
        if page.goes_on:
            visit.say(LAST_LINE)
    if page.question:
        visit.say(page.question, EACH)


ASKED: Final[Mapping[type[Way], Callable[[OpenLines, Page], None]]] = {
    _Tags: pages.change_tags,
    _Star: pages.turn_star,
    _Moment: pages.set_moment,
    _Question: choose_question,
    _Else: what_else,
    Repeat: _say_page,
}
DOES: Final[Mapping[str, type[Way]]] = {
    "save-entry": _Save,
    "tags": _Tags,
    "star": _Star,
    "set-moment": _Moment,
    "questions": _Question,
    "palette": _Else,
}
"""What a key does while one writes, by its action."""
OF_NEW: Final = ("set-moment", "questions")
WORDS: Final = {"tags": "tags", "star": "star", "set-moment": "day", "questions": "question", "palette": "more"}
"""What is typed for it behind a full stop."""
