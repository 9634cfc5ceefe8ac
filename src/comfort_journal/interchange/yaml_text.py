"""YAML of another program's file as texts by their lines: no value changes its type, and nothing refers or expands.

``no`` stays "no" and ``2026-01-05`` a text; only a plain ``null`` is none. What refers to another place (an alias),
names a type of its own, gives a name twice or is nested deeply is refused by its line as soon as it is met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

import yaml

from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    Value: TypeAlias = "str | list[Placed] | dict[str, Placed] | None"

DEEPEST = 16
"""How far values may be nested in each other: libyaml takes ever longer for what is nested thousands deep."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_TEXTS = frozenset({None, "!", *(_CORE + name for name in ("str", "python/str", "python/unicode"))})
"""The types that a text may name; RedNotebook wrote the last two under Python 2."""
_LISTS, _MAPPINGS = (None, "!", _CORE + "seq"), (None, "!", _CORE + "map")
_NULLS = ("", "~", "null", "Null", "NULL")


class Placed(NamedTuple):
    """A value and the line on which it begins."""

    line: int
    value: Value


class _Open:
    """A list or mapping that is not closed yet, and in a mapping the name that waits for its value."""

    def __init__(self, line: int, value: list[Placed] | dict[str, Placed]) -> None:
        self.line, self.value = line, value
        self.name: Placed | None = None

    def take(self, placed: Placed) -> None:
        if isinstance(self.value, list):
            self.value.append(placed)
        elif self.name is None:
            if not isinstance(placed.value, str):
                _refuse(placed.line, "expected a name before a colon")
            if placed.value in self.value:
                _refuse(placed.line, "this name is given twice")
            self.name = placed
        else:
            assert isinstance(self.name.value, str)  # noqa: S101  nothing else is taken as a name
            self.value[self.name.value] = Placed(self.name.line, placed.value)
            self.name = None


def load(text: str, first: int = 1) -> Placed:
    """Return the one document of a text whose first line is counted as ``first``; a value in a mapping is at its name.

    Raises BadInput with the line, without a word of the text.
    """
    try:
        found = list(_documents(text, first))
    except yaml.YAMLError as fault:
        _refuse(first + _lines_before(fault, text), "this is not YAML")
    except (ValueError, OverflowError):
        _refuse(first, "this is not YAML")
    if len(found) > 1:
        _refuse(found[1].line, "expected one document, and here begins another")
    return found[0] if found else Placed(first, None)


def _lines_before(fault: yaml.YAMLError, text: str) -> int:
    if isinstance(fault, yaml.reader.ReaderError):
        return text.encode("utf-8", "replace").count(b"\n", 0, fault.position)
    marks = (fault.problem_mark, fault.context_mark) if isinstance(fault, yaml.MarkedYAMLError) else ()
    return next((mark.line for mark in marks if mark is not None), 0)


def _documents(text: str, first: int) -> Iterator[Placed]:
    around: list[_Open] = []
    for event in yaml.parse(text, Loader=_LOADER):
        line = first + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent):
            _refuse(line, "this refers to another place, which is not followed")
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            around.append(_begun(event, line, around))
            continue
        if isinstance(event, yaml.ScalarEvent):
            placed = Placed(line, _text(event, line))
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            closed = around.pop()
            placed = Placed(closed.line, closed.value)
        else:
            continue
        if around:
            around[-1].take(placed)
        else:
            yield placed


def _begun(event: yaml.SequenceStartEvent | yaml.MappingStartEvent, line: int, around: list[_Open]) -> _Open:
    a_list = isinstance(event, yaml.SequenceStartEvent)
    if event.tag not in (_LISTS if a_list else _MAPPINGS):
        _refuse(line, "this names a type of its own")
    if len(around) >= DEEPEST:
        _refuse(line, "this is nested too deeply")
    if around and isinstance(around[-1].value, dict) and around[-1].name is None:
        _refuse(line, "expected a name before a colon")
    return _Open(line, [] if a_list else {})


def _text(event: yaml.ScalarEvent, line: int) -> str | None:
    plain = bool(event.implicit[0])
    if event.tag == _CORE + "null" or (plain and not event.tag and event.value in _NULLS):
        return None
    if event.tag not in _TEXTS:
        _refuse(line, "this names a type of its own")
    return str(event.value)


def _refuse(line: int, why: str) -> NoReturn:
    raise BadInput(f"line {line}: {why}")
