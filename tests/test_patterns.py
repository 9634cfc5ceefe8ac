"""No pattern of the program turns back over what it has read: a text twice as long takes it twice as long."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from functools import cache
from pathlib import Path
from time import process_time
from types import BuiltinMethodType
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

import comfort_journal
from comfort_journal.journal.search import _pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

Pattern: TypeAlias = "re.Pattern[Any]"

SHORT, LONG = 2_000, 8_000
NOTHING = 0.02
"""Seconds of this process, not of the wall clock: what is below it has not been turning back at such a length."""
SEARCHES = {"search", "sub", "subn", "split", "findall", "finditer"}
UNITS = (
    *map(chr, range(0x20, 0x7F)),
    *"\t\n\r\x1b\x00é…”。🙂\u0301\u200d\u2028",
    *(" a", "1 ", ". ", '."', ", ", "a,", "1,", "1-", "-1", "1:", "1;", "[a", "{a", '"a', "`$", " - at `$", "*a", "1/"),
    *(" and ", " to ", "\n ", "\r\n", "``` ", "~~~\n", "[[", "]]", "{}", "(a)"),
)
ENDS = ("", "\x00", "1x", "\n")
PARTS = 4
"""What each processor takes of them: to know the patterns, every module is read, and only where they are tried."""


def _in(found: object) -> Iterator[Pattern]:
    """Yield the patterns in a module's value."""
    if isinstance(found, re.Pattern):
        yield found
    elif isinstance(found, BuiltinMethodType):
        yield from _in(found.__self__)
    elif isinstance(found, (tuple, list)):
        for each in found:
            yield from _in(each)
    elif (inner := getattr(found, "__wrapped__", None)) is not None:
        yield from _in(inner)


def _searched(source: str) -> set[str]:
    """Return the names whose pattern is looked for anywhere in a text."""
    calls = [each.func for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call)]
    methods = [each for each in calls if isinstance(each, ast.Attribute) and each.attr in SEARCHES]
    return {each.value.id for each in methods if isinstance(each.value, ast.Name)}


def _written(source: str) -> Iterator[Pattern]:
    """Yield the patterns that are given to ``re`` where they are used."""
    for each in ast.walk(ast.parse(source)):
        if isinstance(each, ast.Call) and ast.unparse(each.func) in {f"re.{name}" for name in SEARCHES}:
            assert isinstance(each.args[0], ast.Constant)
            yield re.compile(each.args[0].value)


@cache
def patterns() -> dict[tuple[str, bool], Pattern]:
    """Return every pattern by what it says, and whether the program looks for it anywhere in a text."""
    made: dict[tuple[str, bool], Pattern] = {}
    for module in pkgutil.walk_packages(comfort_journal.__path__, "comfort_journal."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        source = Path(str(loaded.__file__)).read_text("utf-8")
        searched = _searched(source)
        for name, value in vars(loaded).items():
            made |= {(str(each.pattern), name in searched): each for each in _in(value)}
        made |= {(str(each.pattern), True): each for each in _written(source)}
    made |= {(str(each.pattern), True): each for each in map(_pattern, (("a", "a"), (".", "a", "1")))}
    return made


def _takes(pattern: Pattern, text: str, *, anywhere: bool) -> float:
    given = text.encode() if isinstance(pattern.pattern, bytes) else text
    began = process_time()
    pattern.fullmatch(given)
    if anywhere:
        for _ in pattern.finditer(given):
            pass
    else:
        pattern.match(given)
    return process_time() - began


def test_the_patterns_are_found() -> None:
    """Those in modules, in tuples, behind a method, and those written where they are used."""
    said = {pattern for pattern, _ in patterns()}
    assert {r"\bsafe\b", r"[a-z_]+-[0-9]{4}", r"1;(?:[2-9]|1[0-6])", r"[,#\n]"} <= {
        each.removeprefix("b'") for each in said
    } | {str(each.pattern.decode()) for each in patterns().values() if isinstance(each.pattern, bytes)}
    assert len(patterns()) > 80


@pytest.mark.parametrize("part", range(PARTS))
def test_no_pattern_turns_back(part: int) -> None:
    """Runs of any character, and of what the program's own texts are made of, end in whatever does not fit."""
    for said, anywhere in sorted(patterns())[part::PARTS]:
        pattern = patterns()[said, anywhere]
        for unit in UNITS:
            for end in ENDS:
                takes = _takes(pattern, unit * (LONG // len(unit)) + end, anywhere=anywhere)
                if takes > NOTHING:
                    less = _takes(pattern, unit * (SHORT // len(unit)) + end, anywhere=anywhere)
                    assert takes < 8 * less, (said, unit, end)
