"""A page in lines: what can be done with it but writing, and how it is saved or left; nothing of it is ever dropped.

Under a template each question is said in its turn, and what is written then stands below it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import ComfortError
from comfort_journal.records import programme_day
from comfort_journal.text.counts import count_words, many
from comfort_journal.text.dates import day_in_words, say_moment
from comfort_journal.text.first_sentence import opening
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.core.edit_buffer import changed, parse_tags, write_tags
from comfort_journal.ui.open.core.prompts import begun, template_in
from comfort_journal.ui.open.core.screen import NOT_KEPT
from comfort_journal.ui.open.home.today_screen import HISTORY_HAS
from comfort_journal.ui.open.write.writing_screen import HAS_ITS_MOMENT, KEPT, WHICH_MOMENT, WRITTEN_FOR
from comfort_journal.ui.plain.open.clipboard import copy_out
from comfort_journal.ui.plain.open.moment import ask_moment
from comfort_journal.ui.plain.open.write.text_lines import END
from comfort_journal.ui.plain.open.write.writing import Writing
from comfort_journal.ui.plain.questions import line
from comfort_journal.ui.plain.ways import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.plain.open.visit import OpenLines

ENDS: Final = (".", "!", "?", "…")
CLOSING: Final = " \"'”»)"
"""A line that ends so, with any of these behind it, is whole: nobody goes on in its midst."""
NOTHING: Final = "Nothing is written yet."
UNCHANGED: Final = "Nothing was changed here."
WAITS: Final = "Not saved yet. That page waits, sealed; Write leads back to it."
CHANGES_IT: Final = "a full stop and day, alone on a line,"
TAGS: Final = "Tags: {}."
NO_TAGS: Final = "No tags."
QUESTION: Final = "Question {at} of {all}: {asked}"


class Page(Writing):
    """A buffer under way, with those questions of its template that are still to be said."""

    def __init__(self, visit: OpenLines, buffer: EditBuffer) -> None:
        """Begin before the first of them."""
        super().__init__(visit, buffer)
        self._asked: Sequence[str] = ()
        self._number, self._is_first = 0, True
        self._at: int | None = None
        self._open_line: list[str] | None = None
        self._begin([each for each in buffer.laid.split("\n") if each])

    def ask(self, prompt: str | None) -> None:
        """Stand under another question, or none; those of a template stand behind what is written, and are answered."""
        self.lay_open(begun(self.read(), prompt))
        template = template_in(prompt or "")
        self._begin(template.questions if template else ())

    def write_line(self, also: Mapping[str, Callable[[], Way]]) -> bool:
        """Take one more line, below the question that was said last; False where a full stop ends it.

        A line that a key has left half typed is gone on with, unless the text is another by now.
        """
        before, half = len(self.lines), False
        try:
            return self.add(also, self._at, on=self.goes_on)
        except Way:
            typed = self.console.typed
            half = typed not in {"", END} and not (typed.startswith(END) and typed in also)
            raise
        finally:
            self._move(len(self.lines) - before)
            self._open_line = self.lines if half else None

    @property
    def goes_on(self) -> bool:
        """Whether what is typed next goes on with a line that stands there."""
        return self.lines == self._open_line

    def go_on(self) -> None:
        """Have the last line gone on with where it stops in the midst of a sentence."""
        last = self.lines[-1].rstrip(CLOSING) if self.lines else ""
        if last and not last.endswith(ENDS) and not self.question:
            self._open_line = self.lines

    def _move(self, by: int) -> None:
        """Stand behind the line that was written below a question."""
        if self._at is None or not by:
            return
        if by > 0 and self._is_first and self.lines[self._at + 1 : self._at + 2] == [""]:
            self.take_out(self._at + 1)  # it was there to be written on
        self._at, self._is_first = self._at + by, False

    def next_question(self) -> bool:
        """Go on to the next question of the template; False where there is none, and lines go behind all."""
        self._number += 1
        if self._number > len(self._asked):
            self._at = None
            return False
        rows = range(self._at or 0, len(self.lines))
        row = next((row for row in rows if self.lines[row] == self._asked[self._number - 1]), None)
        self._at, self._is_first = None if row is None else row + 1, True
        return True

    @property
    def question(self) -> str:
        """The question of the template that is being answered; nothing where there is none."""
        if not 1 <= self._number <= len(self._asked):
            return ""
        return QUESTION.format(at=self._number, all=len(self._asked), asked=self._asked[self._number - 1])

    def _begin(self, asked: Sequence[str]) -> None:
        self._asked, self._number, self._at, self._open_line = asked, 0, None, None
        self.next_question()


def tags_in_words(tags: Sequence[str]) -> str:
    """Return some tags without the sign that a voice calls a number."""
    return TAGS.format(one_line(", ".join(tags))) if tags else NO_TAGS


def change_tags(visit: OpenLines, page: Writing) -> None:
    """Ask for the tags."""
    known = visit.session.journal.tags()
    said = line(visit.console, "Tags, with commas between:", write_tags(page.buffer.tags))
    _mark(visit, page, parse_tags(said, known), starred=page.buffer.starred)
    visit.say(tags_in_words(page.buffer.tags))


def turn_star(visit: OpenLines, page: Writing) -> None:
    """Give the star or take it away."""
    _mark(visit, page, page.buffer.tags, starred=not page.buffer.starred)
    visit.say("Has a star." if page.buffer.starred else "Has no star.")


def _mark(visit: OpenLines, page: Writing, tags: tuple[str, ...], *, starred: bool) -> None:
    buffer = page.read()
    page.buffer = changed(buffer, visit.session.clock(), text=buffer.text, tags=tags, starred=starred)


def set_moment(visit: OpenLines, page: Writing) -> None:
    """Ask for which day and hour a new page is written."""
    session = visit.session
    if page.buffer.entry is not None:
        visit.say(HAS_ITS_MOMENT)
        return
    was = page.buffer.written_for or session.clock()
    when = ask_moment(visit, WHICH_MOMENT, was, hour_asked=page.buffer.written_for is None)
    page.buffer = replace(page.read(), written_for=when, at=session.clock())
    visit.say(WRITTEN_FOR.format(say_moment(when, session.today), CHANGES_IT))


def say_words(visit: OpenLines, page: Writing) -> None:
    """Say how many words there are."""
    visit.say(f"{many(count_words(page.text), 'word')} on this page.")


def copy_page(visit: OpenLines, page: Writing) -> None:
    """Copy all of it."""
    if page.text:
        copy_out(visit, page.text)
    else:
        visit.say("Nothing is written here yet.")


def saved(visit: OpenLines, page: Writing, nothing: str = NOTHING) -> Entry | None:
    """Save, and say the sentence and its date; None where it could not be, and the words are still here."""
    buffer = page.read()
    if not buffer.unsaved:
        visit.say(nothing)
        return None
    try:
        entry = visit.session.save(buffer)
    except ComfortError as fault:
        visit.say(f"{fault} {KEPT if visit.session.is_kept(buffer) else NOT_KEPT}")
        return None
    visit.session.take_away(page.read)
    visit.say("Saved.", day_in_words(programme_day(entry.at)), opening(entry.text))
    if entry.tags:
        visit.say(tags_in_words(entry.tags))
    return entry


def left(visit: OpenLines, page: Writing) -> bool:
    """Seal what is not saved, and say where it waits; False where it cannot be sealed, for the words are only here."""
    buffer = page.read()
    try:
        page.take_away()
    except ComfortError as fault:
        visit.say(f"{fault} {NOT_KEPT}")
        return False
    if buffer.unsaved:
        visit.say(HISTORY_HAS if buffer.entry or buffer.about else WAITS)
    return True
