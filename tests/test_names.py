"""One name means one thing, and each word of the glossary has what carries it."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
TWICE = {
    "Key": "Textual finds the handler of a key event by its class's name, and the partner machine takes one too",
    "Tick": "the two pure machines each have one",
}
"""Public classes whose name there are two of, and why."""
CARRIERS = re.findall(r"\| `([\w.]+)` \|$", (CHECKOUT / "docs" / "glossary.md").read_text(), re.MULTILINE)


def test_no_two_public_classes_share_a_name() -> None:
    """But for those that say why."""
    trees = (ast.parse(path.read_text()) for path in (CHECKOUT / "src").rglob("*.py"))
    names = Counter(
        node.name
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, times in names.items() if times > 1} == set(TWICE)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_word_of_the_glossary_is_carried_by_what_it_names(carrier: str) -> None:
    """A module, a type, a function or a field of the program."""
    found: object = importlib.import_module("comfort_journal")
    for name in carrier.split("."):
        if isinstance(found, type):
            assert name in found.__annotations__
        elif hasattr(found, name):
            found = getattr(found, name)
        else:
            found = importlib.import_module(f"{found.__name__}.{name}")  # type: ignore[attr-defined]


def test_the_glossary_stays_a_page() -> None:
    """At most forty words."""
    assert 30 < len(CARRIERS) <= 40
