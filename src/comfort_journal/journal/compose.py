"""New records are made here from what a person typed; the id and the time come in as arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from comfort_journal.errors import BadInput
from comfort_journal.records import Draft, Entry, tags_once

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

Source = Literal["app", "capture", "import"]


def new_entry(  # noqa: PLR0913  one argument per field of the record
    *,
    id: str,  # noqa: A002  the record's own name for it
    at: datetime,
    text: str,
    prompt: str | None = None,
    tags: Iterable[str] = (),
    starred: bool = False,
    session: str | None = None,
    about: str | None = None,
    source: Source = "app",
) -> Entry:
    """Return an entry as it will be kept: the text untouched, the tags tidied.

    Raises BadInput if the text is not valid UTF-8, with the byte offset, or the time has no offset.
    """
    refuse_broken_text(text)
    return Entry(
        id=id,
        at=write_moment(at),
        prompt=prompt,
        text=text,
        tags=tidy_tags(tags),
        starred=starred,
        session=session,
        about=about,
        source=source,
    )


def entry_from_draft(draft: Draft, source: Source = "app") -> Entry:
    """Return the new entry that an unsaved draft was going to be, under the id it was promised."""
    return Entry(
        id=draft.of,
        at=draft.at,
        prompt=draft.prompt,
        text=draft.text,
        tags=draft.tags,
        starred=draft.starred,
        session=None,
        about=draft.about,
        source=source,
    )


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags without ``#``, surrounding space, empty ones and repetitions, in the order they were given."""
    tidy = (" ".join(tag.strip().lstrip("#").split()) for tag in tags)
    return tags_once(tag for tag in tidy if tag)


def write_moment(at: datetime) -> str:
    """Return a moment as records write it: to the second, with its own numeric offset.

    Raises BadInput for a moment without an offset.
    """
    if at.tzinfo is None:
        raise BadInput("at: expected a time with an offset, like 2026-01-05T21:40:00+01:00")
    return at.isoformat(timespec="seconds")


def refuse_broken_text(text: str) -> None:
    """Raise BadInput with the byte offset if a text cannot be written as UTF-8."""
    offset = _broken_at(text)
    if offset is not None:
        raise BadInput(f"The text is not valid UTF-8 at byte {offset}.")


def _broken_at(text: str) -> int | None:
    try:
        text.encode()
    except UnicodeEncodeError as fault:  # it carries the text, so it must not become the context of ours
        return len(text[: fault.start].encode())
    return None
