"""The plan and the partner session are functions: what could read a clock, a file or a dice is not even imported."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import comfort_journal

PACKAGE = Path(comfort_journal.__file__).parent
MODULES = sorted(path.relative_to(PACKAGE) for room in ("plan", "partner") for path in (PACKAGE / room).glob("*.py"))
ALLOWED = {
    "__future__", "bisect", "collections", "dataclasses", "datetime", "functools", "itertools", "string", "typing",
    "msgspec", "comfort_journal.records",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow"}

each_module = pytest.mark.parametrize("module", MODULES, ids=str)


@each_module
def test_a_module_is_pure(module: Path) -> None:
    """It imports the standard library's plain parts, msgspec, records and its own room, and calls no clock."""
    mine = {*ALLOWED, f"comfort_journal.{module.parent}"}
    for node in ast.walk(ast.parse((PACKAGE / module).read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert any(name == allowed or name.startswith(f"{allowed}.") for allowed in mine), name
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert not (node.value.id in {"datetime", "date"} and node.attr in CLOCKS)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input"}


@each_module
def test_a_module_says_what_it_owns(module: Path) -> None:
    """And none is long."""
    text = (PACKAGE / module).read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 300


def test_both_rooms_are_looked_at() -> None:
    """A room that moves elsewhere does not leave the tests above without a module."""
    assert {module.parent.name for module in MODULES} == {"plan", "partner"}
