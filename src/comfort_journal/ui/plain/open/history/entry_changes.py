"""What changes an entry, in lines: each is one transaction, said to be done only when the journal has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from comfort_journal.records import moment
from comfort_journal.text.counts import count_words, many
from comfort_journal.text.dates import say_moment
from comfort_journal.ui.open.core.edit_buffer import parse_tags, write_tags
from comfort_journal.ui.open.core.note_to_self import is_for_hard_days, turned
from comfort_journal.ui.open.history.entry_screen import (
    DELETED,
    FOLDED,
    IS_BACK,
    NOT_SHOWN_ON_HARD_DAYS,
    NOTHING_DELETED,
    SHOWN_ON_HARD_DAYS,
    UNFOLDED,
    WHEN_INSTEAD,
    WORDS,
)
from comfort_journal.ui.open.history.entry_view import say_moved
from comfort_journal.ui.plain.open.clipboard import copy_out
from comfort_journal.ui.plain.open.moment import ask_moment
from comfort_journal.ui.plain.open.write.edit import edit
from comfort_journal.ui.plain.open.write.page import tags_in_words
from comfort_journal.ui.plain.open.write.write import note
from comfort_journal.ui.plain.questions import AS_IT_WAS, choice, line, yes
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.records import Entry
    from comfort_journal.ui.plain.open.visit import OpenLines

DELETE: Final = "Delete this?"


def delete(visit: OpenLines, record_id: str) -> bool:
    """Delete a record once that is meant; returns whether it is gone. It can be brought back until the lock."""
    try:
        is_meant = yes(visit.console, DELETE)
    except Back:
        is_meant = False
    if not is_meant:
        visit.say(AS_IT_WAS)
        return False
    if not visit.done(lambda: visit.session.remove(record_id)):
        return False
    visit.say(DELETED.format(key=choice("bring-back").key))
    return True


def bring_back(visit: OpenLines) -> None:
    """Put back what was deleted last."""
    if not visit.session.removed:
        visit.say(NOTHING_DELETED)
    elif visit.done(visit.session.bring_back):
        visit.say(IS_BACK)


def _delete(visit: OpenLines, entry: Entry) -> None:
    delete(visit, entry.id)


def _bring_back(visit: OpenLines, _entry: Entry) -> None:
    bring_back(visit)


def _change(visit: OpenLines, entry: Entry, change: Callable[[Entry], Entry], said: str) -> None:
    if visit.done(lambda: visit.session.change(entry.id, change)):
        visit.say(said)


def _star(visit: OpenLines, entry: Entry) -> None:
    starred = not entry.starred
    _change(visit, entry, lambda before: replace(before, starred=starred), "Has a star." if starred else "Has no star.")


def _tags(visit: OpenLines, entry: Entry) -> None:
    known = visit.session.journal.tags()
    tags = parse_tags(line(visit.console, "Tags, with commas between:", write_tags(entry.tags)), known)
    _change(visit, entry, lambda before: replace(before, tags=tags), tags_in_words(tags))


def _for_hard_days(visit: OpenLines, entry: Entry) -> None:
    keep = not is_for_hard_days(entry)
    shown = SHOWN_ON_HARD_DAYS.format(key=choice("for-hard-days").key)
    _change(visit, entry, lambda before: turned(before, keep=keep), shown if keep else NOT_SHOWN_ON_HARD_DAYS)


def _fold(visit: OpenLines, entry: Entry) -> None:
    folding = not entry.folded
    said = FOLDED.format(key=choice("fold-entry").key) if folding else UNFOLDED
    _change(visit, entry, lambda before: replace(before, folded=folding), said)


def _move(visit: OpenLines, entry: Entry) -> None:
    today = visit.session.today
    found = ask_moment(visit, WHEN_INSTEAD.format(say_moment(entry.at, today)), moment(entry.at))
    at = found.isoformat(timespec="seconds")
    _change(visit, entry, lambda before: replace(before, at=at), say_moved(entry.at, at, today))


def _copy(visit: OpenLines, entry: Entry) -> None:
    copy_out(visit, entry.text)


def _count(visit: OpenLines, entry: Entry) -> None:
    visit.say(WORDS.format(many(count_words(entry.text), "word")))


DOES: Final[Mapping[str, Callable[[OpenLines, Entry], None]]] = {
    "edit-entry": edit,
    "note-entry": note,
    "star-entry": _star,
    "tags": _tags,
    "for-hard-days": _for_hard_days,
    "fold-entry": _fold,
    "change-moment": _move,
    "delete-entry": _delete,
    "bring-back": _bring_back,
    "copy-entry": _copy,
    "count-entry-words": _count,
}
"""What is done with an entry, by its action."""
