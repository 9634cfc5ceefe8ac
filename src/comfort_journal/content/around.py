"""What was around, with the words that ship for it: counted by the one gate, and said without a why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.content.loading import load_library
from comfort_journal.plan.around import counts, marks_used
from comfort_journal.records import tags_once
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comfort_journal.plan.around import AroundCount
    from comfort_journal.plan.case import Case
    from comfort_journal.records import Partner, Session


def shipped_marks() -> dict[str, str]:
    """Return the words that a session may have as tags, by their key."""
    return {choice.key: choice.label for choice in load_library().card("FR-3").choices}


def offered_marks(records: Iterable[Session | Partner]) -> tuple[str, ...]:
    """Return the words to choose from: the owner's, the most used first, then what ships.

    Words to begin with are among them until there is one of her own.
    """
    shipped = shipped_marks()
    used = marks_used(records, shipped)
    first = () if used else load_library().sentences.around.first
    return tags_once((*used, *first, *shipped.values()))


def around_counts(case: Case) -> tuple[AroundCount, ...]:
    """Return how many of the days with each word were easy, as the gate has it in the case; see ``plan.around``."""
    return counts(case, shipped_marks())


def say_count(count: AroundCount) -> str:
    """Return one line: ``door locked: easy on 4 of 5 days``."""
    said = load_library().sentences.around.counted
    return said.format(mark=one_line(count.mark), easy=count.easy, days=count.days)
