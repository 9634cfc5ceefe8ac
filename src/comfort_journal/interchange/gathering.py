"""Entries as a reader meets them in another program's file: each with an id that stays, and a place to tell of.

The same words at the same time have the same id in every import and on every machine, so that a second import, also of
a file that has grown, adds only what is new.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from comfort_journal.errors import BadInput
from comfort_journal.interchange import local_time
from comfort_journal.interchange.importer import Imported
from comfort_journal.interchange.sources import Remark
from comfort_journal.records import Entry, tags_once
from comfort_journal.text.dates import say_month

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from comfort_journal.interchange.importer import ReadOptions

_IDS = UUID("9d3c0a51-7f0e-4b8e-8d6a-5d8f2f0c1b76")
EMPTY = "an entry without words"


def entry_of(where: str, at: datetime) -> str:
    """Return the place of an entry that stands on no line of its own: a person finds it by its day and clock."""
    return f"{where}the entry of {at.day} {say_month(at)}, {at:%H:%M}"


class Gathering:
    """The entries of one source in one ``form`` (an importer's name), what was left out, and what was decided."""

    def __init__(self, form: str, options: ReadOptions, left_out: Sequence[Remark] = ()) -> None:
        """Begin without an entry; ``left_out`` is what the source left out already."""
        self._form, self._options = form, options
        self._entries: list[Entry] = []
        self._left_out = list(left_out)
        self._decided: list[Remark] = []
        self._met: Counter[UUID] = Counter()
        self._naive = False

    def add(  # noqa: PLR0913  one argument per part of an entry
        self,
        place: str,
        at: datetime,
        text: str,
        *,
        tags: Iterable[str] = (),
        starred: bool = False,
        key: str | None = None,
        about: str | None = None,
    ) -> None:
        """Take in one entry; ``at`` is naive as a clock showed it, or aware.

        ``key`` is the program's own id where it has one: a UUID is kept, and other words make one. An entry without
        words is left out. Raises BadInput with the place.
        """
        text = text.replace("\r\n", "\n").strip("\n")
        if not text.strip():
            self.leave_out(place, EMPTY)
            return
        try:
            own = tags_once(tag.strip() for tag in tags if tag.strip())
            " ".join((text, *own)).encode()
            moment = local_time.written(at, self._options.local)
            entry = Entry(
                id=self._id(at, text, key),
                at=moment.at,
                prompt=None,
                text=text,
                tags=own,
                starred=starred,
                session=None,
                about=about,
                source="import",
            )
        except BadInput as fault:
            raise BadInput(f"{place}: {fault}") from None
        except UnicodeEncodeError:
            raise BadInput(f"{place}: expected UTF-8 text, found half a character") from None
        except ValueError:
            raise BadInput(f"{place}: this moment is too far away for a calendar") from None
        self._entries.append(entry)
        self._naive |= at.tzinfo is None
        if moment.said:
            self._decided.append(Remark(place, moment.said))

    def leave_out(self, place: str, what: str) -> None:
        """Tell of something that does not come in."""
        self._left_out.append(Remark(place, what))

    def decide(self, place: str, what: str) -> None:
        """Tell of something that could be read in more than one way."""
        self._decided.append(Remark(place, what))

    def imported(self) -> Imported:
        """Return everything that was gathered."""
        return Imported(self._entries, tuple(self._left_out), tuple(self._decided), elsewhere=True, naive=self._naive)

    def _id(self, at: datetime, text: str, key: str | None) -> str:
        if key is not None:
            try:
                own = UUID(key)
            except ValueError:
                own = uuid5(_IDS, f"{self._form} {key}")
        else:
            own = uuid5(_IDS, f"{self._form} {at.isoformat()}\n{text}")
        self._met[own] += 1
        return str(own if self._met[own] == 1 else uuid5(own, str(self._met[own])))
