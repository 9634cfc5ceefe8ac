"""The partner session is a function: what it could read a clock, a file or a dice with is not even imported."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import comfort_journal.partner

FOLDER = Path(comfort_journal.partner.__file__).parent
ALLOWED = {
    "__future__", "bisect", "collections", "dataclasses", "datetime", "functools", "itertools", "string", "typing",
    "msgspec", "comfort_journal.partner", "comfort_journal.records",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow"}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_a_module_of_the_partner_session_is_pure(path: Path) -> None:
    """It imports the standard library's plain parts, msgspec and records, and calls no clock."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert any(name == allowed or name.startswith(f"{allowed}.") for allowed in ALLOWED), name
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert not (node.value.id in {"datetime", "date"} and node.attr in CLOCKS)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input"}


def test_every_module_says_what_it_owns() -> None:
    """And none is long."""
    for path in FOLDER.glob("*.py"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
        assert len(path.read_text("utf-8").splitlines()) <= 300
