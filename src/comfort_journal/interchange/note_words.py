"""The words of a note: its tags, links and properties as Obsidian, Logseq and Zettlr write them; nothing else changes.

Every line stays as it was written but for these: ``[[page|words]]`` becomes ``words``, a line of Logseq that only names
tags or is of its own keeping goes. Nothing is looked for in code, which is in a fence or between backticks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.interchange.headings import heading
from comfort_journal.interchange.sources import Remark
from comfort_journal.interchange.yaml_text import Placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

PICTURE = "a picture or another file in the words"
KEPT_BY_A_PROGRAM = "a setting that a notes program wrote there"
TAGS = frozenset({"tags", "tag", "keywords"})
_FOR_PROGRAMS = frozenset(
    {
        *("id", "uid", "uuid", "collapsed", "cssclass", "cssclasses", "publish", "permalink", "layout"),
        *("modified", "updated", "lastmod", "lastmodified", "updatedat", "modifiedat", "datemodified", "dateupdated"),
        *("position", "filters", "icon", "public", "excludefromgraphview"),
    }
)
_PROPERTY = re.compile(r"[ \t]*(?:[-*+] )?(?P<name>\w[\w./-]{0,63})::(?:[ \t]+(?P<value>\S.*))?\s*\Z")
_LINK = re.compile(r"!?\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<said>[^\[\]\n]*))?\]\]")
_FILE = re.compile(r"[^#]*\.(?!md\Z|markdown\Z)[A-Za-z][A-Za-z0-9]{1,7}\Z")
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_TAG = re.compile(r"(?<!\S)#(?:\[\[(?P<words>[^\[\]\n]+)\]\]|(?P<tag>[^\s#\[\](){}<>,;:.!?\"'`|\\]+))")
_SPOKEN_TAG = re.compile(r"(?<!\S)#\[\[(?P<words>[^\[\]\n]+)\]\]")
_BACKTICKS = re.compile(r"(`+)")


class NoteWords(NamedTuple):
    """What the words of a note come to: their ``text``, the ``tags`` in them, and what was ``left_out`` by its line."""

    text: str
    tags: tuple[str, ...]
    left_out: tuple[Remark, ...]


def plain_name(name: str) -> str:
    """Return a field's name so that ``created_at``, ``createdAt`` and ``Created at`` are one."""
    return "".join(filter(str.isalnum, name)).lower()


def is_for_programs(name: str) -> bool:
    """Tell whether a field says nothing that a person wrote."""
    return plain_name(name) in _FOR_PROGRAMS


def properties(lines: Sequence[str], begin: int) -> tuple[dict[str, Placed], int]:
    """Return the properties of a Logseq page, which stand before anything else, and the line behind them."""
    found: dict[str, Placed] = {}
    while begin < len(lines) and not lines[begin].strip():
        begin += 1
    while begin < len(lines) and (match := _PROPERTY.match(lines[begin])) and match["name"] not in found:
        found[match["name"]] = Placed(begin + 1, match["value"])
        begin += 1
    return found, begin


def words(lines: Sequence[str], begin: int, fenced: AbstractSet[int]) -> NoteWords:
    """Return the words from a line on; ``fenced`` are the lines in a fence."""
    kept: list[str] = []
    tags: list[str] = []
    left_out: list[Remark] = []
    for n in range(begin, len(lines)):
        line = lines[n]
        named = None if n in fenced else _PROPERTY.match(line)
        if n in fenced:
            kept.append(line)
        elif named and plain_name(named["name"]) in TAGS:
            tags += split_tags(named["value"] or "")
        elif named and is_for_programs(named["name"]):
            left_out.append(Remark(f"line {n + 1}", KEPT_BY_A_PROGRAM))
        else:
            said, found, pictures = _line(line, has_tags=heading(line) is None)
            kept.append(said)
            tags += found
            left_out += [Remark(f"line {n + 1}", PICTURE)] * pictures
    return NoteWords("\n".join(kept).strip("\n"), tuple(tags), tuple(left_out))


def split_tags(value: str) -> list[str]:
    """Return the tags of one text: between commas, or where there is none between blanks; ``[[two words]]`` is one."""
    linked = [match["page"] for match in _LINK.finditer(value)]
    rest = _LINK.sub(" ", value)
    parts = rest.split(",") if "," in rest else rest.split()
    return [tag for each in (*linked, *parts) if (tag := as_tag(each))]


def as_tag(written: str) -> str:
    """Return a tag without its sign and with single blanks; "" where nothing is left."""
    match = _LINK.fullmatch(written.strip().lstrip("#"))
    return " ".join((match["page"] if match else written.strip().lstrip("#")).split())


def _line(line: str, *, has_tags: bool) -> tuple[str, list[str], int]:
    """Return a line with its links as words, its tags, and how many files it shows."""
    said: list[str] = []
    tags: list[str] = []
    pictures = 0
    for is_code, piece in _pieces(line):
        if is_code:
            said.append(piece)
            continue
        if has_tags:
            tags += _tags(piece)
        pictures += sum(1 for _ in _PICTURE.finditer(piece)) + sum(map(_is_file, _LINK.finditer(piece)))
        said.append(_LINK.sub(_as_words, _SPOKEN_TAG.sub(r"#\g<words>", piece)))
    return "".join(said), tags, pictures


def _pieces(line: str) -> Iterator[tuple[bool, str]]:
    """Yield a line in pieces, and whether each is code: what stands between two equally long runs of backticks."""
    parts = _BACKTICKS.split(line)
    last = {run: n for n, run in enumerate(parts) if n % 2}
    n = 0
    while n < len(parts):
        end = n
        if n % 2 and last[parts[n]] > n:
            end = next(each for each in range(n + 2, len(parts), 2) if parts[each] == parts[n])
        yield end > n, "".join(parts[n : end + 1])
        n = end + 1


def _tags(piece: str) -> Iterator[str]:
    for match in _TAG.finditer(piece):
        tag = match["words"] or match["tag"].rstrip("/")
        if any(not (letter.isdigit() or letter in "/-_") for letter in tag):
            yield as_tag(tag)


def _is_file(match: re.Match[str]) -> bool:
    return match[0].startswith("!") and _FILE.match(match["page"]) is not None


def _as_words(match: re.Match[str]) -> str:
    return match[0] if _is_file(match) else match["said"] or match["page"]
