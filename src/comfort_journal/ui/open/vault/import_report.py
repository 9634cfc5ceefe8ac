"""What an import would bring, in paragraphs: how much, of which days, how it begins, what stays out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.journal import importing
from comfort_journal.records import Entry, moment
from comfort_journal.text.counts import many
from comfort_journal.text.dates import say_date
from comfort_journal.text.first_sentence import first_sentence
from comfort_journal.text.plain import one_line, say_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.interchange.sources import Remark
    from comfort_journal.journal.importing import Found, Sorted

SHOWN = 5
"""Entries whose first words are shown."""
NOTHING = "There is nothing in it that the journal does not have."


def why_not(action_id: str, found: Found, sorted_out: Sorted) -> str | None:
    """Return why something cannot be taken in, or not by the clock of another zone."""
    if action_id == "take-import" and not sorted_out.new:
        return NOTHING
    if action_id == "take-deleted" and not sorted_out.deleted:
        return "Nothing of it was deleted here."
    if action_id == "import-zone" and not found.imported.naive:
        return "Its times say their zone themselves."
    return None


def report(found: Found, sorted_out: Sorted, star: str) -> Iterator[str]:
    """Yield the report, a paragraph each; ``star`` stands before an entry that has one."""
    new = sorted_out.new
    yield f"Read as {found.label}. " + (importing.say_what(new) if new else NOTHING)
    entries = sorted((each for each in new if isinstance(each, Entry)), key=lambda each: moment(each.at))
    if entries:
        begun = [_begins(each, star) for each in entries[:SHOWN]]
        more = len(entries) - len(begun)
        yield "\n".join([*begun, *([f"and {many(more, 'more entry', 'more entries')}"] if more else [])])
    if sorted_out.same:
        yield f"In the journal already, and left as they are: {len(sorted_out.same):,}."
    for count, how in importing.say_differences(sorted_out):
        yield f"In the journal {how}, and left as they are: {count:,}."
    if sorted_out.deleted:
        yield f"Deleted here since, and left out: {len(sorted_out.deleted):,}."
    for title, remarks in (("Left out", found.imported.left_out), ("Good to know", found.imported.decided)):
        if remarks:
            yield _remarks(title, remarks)


def _remarks(title: str, remarks: tuple[Remark, ...]) -> str:
    return "\n".join([f"{title}:", *map(one_line, importing.say_remarks(remarks))])


def _begins(entry: Entry, star: str) -> str:
    """Return an entry's day, its clock, star, first words and tags."""
    at = moment(entry.at)
    words = "folded." if entry.folded else one_line(first_sentence(entry.text))
    parts = (star if entry.starred else "", words, say_tags(entry.tags))
    return f"{say_date(at.date())}, {at:%H:%M}: {' '.join(filter(None, parts))}"
