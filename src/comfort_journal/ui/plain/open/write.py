"""Writing in lines: a question, lines until it is saved, and then the sentence with its date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import ComfortError
from comfort_journal.records import programme_day
from comfort_journal.text.dates import day_in_words, say_moment
from comfort_journal.text.first_sentence import opening
from comfort_journal.text.plain import say_tags
from comfort_journal.ui.keymap import known_actions
from comfort_journal.ui.open.core.edit_buffer import parse_tags, write_tags
from comfort_journal.ui.open.core.prompts import begun, fresh_page, questions
from comfort_journal.ui.open.core.screen import NOT_KEPT
from comfort_journal.ui.open.home.today_screen import NEXT_TIME
from comfort_journal.ui.open.write.writing_screen import KEPT, WHICH_MOMENT, WRITTEN_FOR
from comfort_journal.ui.plain.open.moment import ask_moment
from comfort_journal.ui.plain.open.writing import Writing
from comfort_journal.ui.plain.questions import line, one_of
from comfort_journal.ui.plain.ways import Back, Breathe, GoTo, Repeat, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.plain.open.visit import Visit

END: Final = "."
HOW: Final = (
    "Write; Enter begins a new line. A line with only a full stop saves, and so does Ctrl+S. Ctrl+T tags, Ctrl+D star, "
    "Ctrl+G day and hour, Ctrl+O other questions. Ctrl+C leaves; what is written waits, sealed."
)
BLANK: Final = "Blank page"
NOTHING: Final = "Nothing is written yet."


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


def new_page(visit: Visit) -> None:
    """Write a new entry under the first question of the list."""
    write(visit, fresh_page(visit.session), KEYS)


def write(visit: Visit, buffer: EditBuffer, keys: Mapping[str, Callable[[], Way]]) -> bool:
    """Write on a buffer until it is saved or left; returns whether it was saved. ``keys`` are those that it has."""
    writing = Writing(visit, buffer)
    _say_page(visit, writing)
    with writing.laid():
        while True:
            try:
                _lines(visit, writing, keys)
                if _saved(visit, writing):
                    return True
            except (Back, GoTo, Breathe):
                _leave(visit, writing)
                raise


def _lines(visit: Visit, writing: Writing, keys: Mapping[str, Callable[[], Way]]) -> None:
    """Take lines until they are to be saved."""
    while True:
        try:
            said = visit.console.line("", also=keys)
            if said == END:
                return
            writing.lines.append(said)
        except Way as way:
            if way.typed and way.typed != END:
                writing.lines.append(way.typed)
            if isinstance(way, _Save):
                return
            if type(way) not in ASKED:
                raise
            _ask(visit, writing, way)


def _ask(visit: Visit, writing: Writing, way: Way) -> None:
    try:
        ASKED[type(way)](visit, writing)
    except Back:
        visit.say("Go on writing.")


def _saved(visit: Visit, writing: Writing) -> bool:
    """Save, and say the sentence and its date; False where it could not be, and the words are still here."""
    buffer = writing.read()
    if not buffer.unsaved:
        visit.say(NOTHING)
        return False
    try:
        entry = visit.session.save(buffer)
    except ComfortError as fault:
        visit.say(f"{fault} {KEPT if visit.session.is_kept(buffer) else NOT_KEPT}")
        return False
    visit.session.take_away(writing.read)
    visit.say("Saved.", day_in_words(programme_day(entry.at)), opening(entry.text))
    if entry.tags:
        visit.say(say_tags(entry.tags))
    return True


def _leave(visit: Visit, writing: Writing) -> None:
    """Seal what is not saved, and say where it waits. What cannot be sealed keeps the page: the words are only here."""
    unsaved = writing.read().unsaved
    try:
        writing.take_away()
    except ComfortError as fault:
        visit.say(f"{fault} {NOT_KEPT}")
        raise Back from None
    if unsaved:
        visit.say(NEXT_TIME)


def _say_page(visit: Visit, writing: Writing) -> None:
    buffer = writing.buffer
    visit.say(*([buffer.prompt] if buffer.prompt else []), HOW)
    if writing.lines:
        visit.say("So far:", *writing.lines)


def _tags(visit: Visit, writing: Writing) -> None:
    known = visit.session.journal.tags()
    said = line(visit.console, "Tags, with commas between:", write_tags(writing.buffer.tags))
    writing.buffer = replace(writing.buffer, tags=parse_tags(said, known))
    visit.say(say_tags(writing.buffer.tags) or "No tags.")


def _star(visit: Visit, writing: Writing) -> None:
    writing.buffer = replace(writing.buffer, starred=not writing.buffer.starred)
    visit.say("Has a star." if writing.buffer.starred else "Has no star.")


def _moment(visit: Visit, writing: Writing) -> None:
    session = visit.session
    was = writing.buffer.written_for or session.clock()
    when = ask_moment(visit, WHICH_MOMENT, was, hour_asked=writing.buffer.written_for is None)
    writing.buffer = replace(writing.buffer, written_for=when, at=session.clock())
    visit.say(WRITTEN_FOR.format(say_moment(when, session.today), "Ctrl+G"))


def _question(visit: Visit, writing: Writing) -> None:
    listed = [(each, each) for each in questions(visit.session)]
    writing.buffer = begun(writing.read(), one_of(visit.console, "Which question?", [(BLANK, ""), *listed]) or None)
    writing.lines = writing.buffer.text.split("\n") if writing.buffer.text else []
    visit.say(writing.buffer.prompt or BLANK)


def _again(visit: Visit, writing: Writing) -> None:
    _say_page(visit, writing)


ASKED: Final[Mapping[type[Way], Callable[[Visit, Writing], None]]] = {
    _Tags: _tags,
    _Star: _star,
    _Moment: _moment,
    _Question: _question,
    Repeat: _again,
}
DOES: Final[Mapping[str, type[Way]]] = {
    "save-entry": _Save,
    "tags": _Tags,
    "star": _Star,
    "set-moment": _Moment,
    "questions": _Question,
}
"""What a key does while one writes, by its action."""
KEYS: Final[Mapping[str, Callable[[], Way]]] = {
    key: way for action, way in DOES.items() for key in known_actions()[action].keys
}
