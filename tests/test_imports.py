"""No two modules need each other: whoever reads one never has to have read it already."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import comfort_journal

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(comfort_journal.__file__).parents[1]


def _modules(source: Path) -> dict[str, Path]:
    """Return every module's file by the name under which it is imported."""
    parts = {path.relative_to(source).with_suffix("").parts: path for path in source.rglob("*.py")}
    return {".".join(each[:-1] if each[-1] == "__init__" else each): path for each, path in parts.items()}


def _named(text: str) -> Iterator[str]:
    """Yield what a module imports, wherever in it: at its head, in a function, or for types alone."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def circle(source: Path) -> str | None:
    """Return a sentence about modules under ``source`` that import each other in a circle, None where none do."""
    modules = _modules(source)
    graph = {}
    for name, path in modules.items():
        found = {each if each in modules else each.rpartition(".")[0] for each in _named(path.read_text("utf-8"))}
        graph[name] = (found & set(modules)) - {name}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as fault:
        return f"These modules stand in a circle, each imported by the next: {' -> '.join(fault.args[1])}."
    return None


def test_no_modules_stand_in_a_circle() -> None:
    """Not even by an import for types alone."""
    assert (said := circle(SOURCE)) is None, said


def test_a_circle_is_said_in_one_sentence(tmp_path: Path) -> None:
    """Also where one half of it is for types alone and the other inside a function."""
    (tmp_path / "bread").mkdir()
    (tmp_path / "bread" / "__init__.py").write_text("")
    typed = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from bread.oven import Oven\n"
    (tmp_path / "bread" / "dough.py").write_text(typed)
    (tmp_path / "bread" / "oven.py").write_text("def bake():\n    from bread import dough\n")
    said = circle(tmp_path)
    assert said is not None
    assert said.startswith("These modules stand in a circle")
    assert {"bread.dough", "bread.oven"} <= set(said.rstrip(".").replace(",", "").split())
