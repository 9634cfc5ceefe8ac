"""Practice found by words: by what was around it, and by its tags; each session is folded once, as entries are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.journal.search import compile_query, fold, matches
from comfort_journal.plan.around import marks_of
from comfort_journal.records import Partner, Session, programme_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from comfort_journal.records import AnyRecord


class MarkedPractice:
    """The sessions among ``records`` that have a word or a tag; ``shipped`` has the program's words by their key."""

    def __init__(self, records: Iterable[AnyRecord], shipped: Mapping[str, str]) -> None:
        """Fold what there is."""
        sessions = (record for record in records if isinstance(record, Session | Partner))
        words = ((record, (*marks_of(record, shipped), *_tags(record))) for record in sessions)
        self._rows = [(fold("\n#".join(("", *said))), record) for record, said in words if said]

    def find(
        self, words: str, *, since: date | None = None, until: date | None = None
    ) -> tuple[Session | Partner, ...]:
        """Return those of some days that have every word of a query, in the order in which they came."""
        query = compile_query(words)
        return tuple(
            record for folded, record in self._rows if matches(folded, query) and _within(record, since, until)
        )


def _tags(record: Session | Partner) -> tuple[str, ...]:
    return record.tags if isinstance(record, Session) else record.close.tags if record.close else ()


def _within(record: Session | Partner, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    day = programme_day(record.started_at)
    return (since is None or since <= day) and (until is None or day <= until)
