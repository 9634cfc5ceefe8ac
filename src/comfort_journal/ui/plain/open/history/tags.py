"""The tags in lines, the most used first: one is chosen, or renamed in every entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.journal.search import fold
from comfort_journal.records import tag_key
from comfort_journal.text.counts import many
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.core.note_to_self import FOR_HARD_DAYS
from comfort_journal.ui.open.history.entry_screen import RENAME_WHICH
from comfort_journal.ui.open.history.tags_screen import (
    CALLED,
    FOR_HARD,
    NO_TAG,
    ONE_TAG,
    left_in,
    new_name,
    others_with,
    say_renamed,
)
from comfort_journal.ui.plain.open.in_parts import Listed, choose_in_list
from comfort_journal.ui.plain.questions import NamedChoice, line
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from comfort_journal.ui.plain.open.visit import OpenLines

ONLY: Final = "Only entries with which tag? Its number, or letters that are in no other one."


def choose_tag(visit: OpenLines, question: str) -> str:
    """Return one of the tags. Raises Back, also where there is none."""
    counts = visit.session.journal.tag_counts()
    tags = list(counts)
    if not tags:
        visit.say(NO_TAG)
        raise Back

    def by_letters(said: str) -> NamedChoice | None:
        exact = [place for place, tag in enumerate(tags, 1) if tag_key(tag) == tag_key(said)]
        found = exact or [place for place, tag in enumerate(tags, 1) if fold(said) in fold(tag)]
        return NamedChoice(str(found[0]), "") if len(found) == 1 else None

    def said_of(place: int) -> str:
        return f"{one_line(tags[place])}, {many(counts[tags[place]], 'entry', 'entries')}"

    taken = choose_in_list(visit.console, question, Listed(len(tags), said_of, also=by_letters), known=True)
    return tags[taken] if isinstance(taken, int) else tags[0]


def rename_tag(visit: OpenLines) -> tuple[str, str] | None:
    """Rename a tag in every entry; returns the old and the new name where it was. Raises Back."""
    refused = visit.session.journal.why_read_only
    if refused is not None:
        visit.say(str(refused))
        return None
    tag = choose_tag(visit, RENAME_WHICH)
    if tag_key(tag) == FOR_HARD_DAYS:
        visit.say(FOR_HARD)
        return None
    while (new := new_name(visit.session, tag, line(visit.console, CALLED.format(one_line(tag))))) is None:
        visit.say(ONE_TAG)
    other, changed = others_with(visit.session, tag, new), [0]

    def write() -> None:
        changed[0] = visit.session.rename_tag(tag, new)

    if not visit.done(write):
        return None
    visit.say(say_renamed(tag, new, changed[0], other), *filter(None, [left_in(visit.session, tag)]))
    return tag, new
