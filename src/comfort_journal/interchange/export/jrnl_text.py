"""jrnl's own text: an entry begins with its stamp in brackets; tags not in its words stand last, below an empty line.

A stamp has its offset too, ``[2026-01-05 21:40 +01:00]``: jrnl passes over it, and an import knows the moment, and that
this module wrote the entry. What jrnl would take for more than words is kept from it so that ``words_and_tags`` has
the text back as it was:

- any line that begins with something in brackets is a new entry to jrnl if it can see a date in it, ``[yesterday]``
  too: a blank goes in front, and one more where there were blanks; the first line stands behind the stamp;
- a last line of tags below an empty one, if it is the text's own, has a blank in front too;
- a first line that ends in ``*`` would be a star: where there is none, it stands on the line below the stamp.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from comfort_journal.records import moment, tag_key, tags_once
from comfort_journal.text.plain import plain_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comfort_journal.records import Entry

OWN_STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)? [+-]\d\d:\d\d", re.ASCII)
"""A stamp of this module, all of it."""
TAG = re.compile(r"(?<!\S)@([-+*#/\w]+)")
_NOT_IN_A_TAG = re.compile(r"[^\w\-+*#/]+")
_LINE_OF_TAGS = re.compile(r" *@[-+*#/\w]+(?: @[-+*#/\w]+)*")
_BRACKET = re.compile(r"^(?= *\[)", re.MULTILINE)
_GUARDED_BRACKET = re.compile(r"^ (?= *\[)", re.MULTILINE)


def page(entries: Iterable[Entry]) -> bytes:
    """Return entries as a journal of jrnl, the oldest first, by the wall clock that each was written with."""
    ordered = sorted(entries, key=lambda entry: (moment(entry.at).replace(tzinfo=None), entry.id))
    return "\n".join(map(_entry, ordered)).encode()


def words_and_tags(text: str) -> tuple[str, list[str]]:
    """Return the words of an entry of this module, without blanks around them, and the tags that were put below.

    A line of tags that stand in the words above it was not put there, and is words.
    """
    words, tags = text.strip(), list[str]()
    above, below = _last_line_of_tags(words)
    if below.startswith(" "):
        words = f"{above}\n\n{below[1:]}"
    elif below and not {*map(tag_key, TAG.findall(above))} & {*map(tag_key, TAG.findall(below))}:
        words, tags = above, TAG.findall(below)
    return _GUARDED_BRACKET.sub("", words), tags


def tags_below(entry: Entry) -> str:
    """Return the line of those tags that do not stand in the entry's words, "" where all do."""
    in_words = {*map(tag_key, TAG.findall(_words(entry)))}
    tags = tags_once(filter(None, map(_as_one_word, entry.tags)))
    return " ".join(f"@{tag}" for tag in tags if tag_key(tag) not in in_words)


def _words(entry: Entry) -> str:
    return "\n".join(part for part in (entry.prompt, entry.text) if part)


def _entry(entry: Entry) -> str:
    at = moment(entry.at)
    clock = at.replace(tzinfo=None).isoformat(" ", "seconds" if at.second else "minutes")
    text, tags = "\n".join(plain_lines(_words(entry))).strip(), tags_below(entry)
    above, below = _last_line_of_tags(text)
    if below and not tags:
        text = f"{above}\n\n {below}"
    first, line_end, others = text.partition("\n")
    if entry.starred:
        first += " *"
    elif _is_a_star(first):
        first, line_end, others = "", "\n", text
    words = first + line_end + _BRACKET.sub(" ", others) + (f"\n\n{tags}" if tags else "")
    return f"[{clock} {at.isoformat()[-6:]}] {words}\n"


def _last_line_of_tags(text: str) -> tuple[str, str]:
    """Return what stands above a last line of nothing but tags below an empty one, and that line; ("", "") for none."""
    above, _, below = text.rpartition("\n\n")
    return (above, below) if above and _LINE_OF_TAGS.fullmatch(below) else ("", "")


def _is_a_star(first: str) -> bool:
    """Tell whether jrnl sees a star in a first line; lines end for it wherever they do for Unicode."""
    return any(line.rstrip().endswith("*") for line in (first, *first.splitlines()[:1]))


def _as_one_word(tag: str) -> str:
    return _NOT_IN_A_TAG.sub("-", tag).strip("-")
