"""Every action of the pages can be done in lines, or stands in a table with the reason why it belongs to a page."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest

import comfort_journal.ui.plain
from comfort_journal.ui.keymap import known_actions
from comfort_journal.ui.places import PLACES
from comfort_journal.ui.plain.ways import EVERYWHERE, OPEN

TABLES = sorted(Path(__file__).with_name("not_in_lines").glob("*.tsv"))
MODULES = [each.name for each in pkgutil.walk_packages(comfort_journal.ui.plain.__path__, "comfort_journal.ui.plain.")]


def done_in_lines() -> set[str]:
    """Return every action that a flow dispatches, and those that a key or a word does from every question."""
    flows = {action for name in MODULES for action in getattr(importlib.import_module(name), "DOES", {})}
    return flows | {*EVERYWHERE, *OPEN} | {each.id for each in PLACES}


def belongs_to_a_page() -> dict[str, str]:
    """Return the reason of each action that lines do without."""
    rows = (line.split("\t") for table in TABLES for line in table.read_text("utf-8").splitlines())
    return dict(rows)


def test_none_is_missing() -> None:
    """What a page can do is done in lines too, or it is said why a page alone has it."""
    assert sorted(set(known_actions()) - done_in_lines() - set(belongs_to_a_page())) == []


def test_no_reason_is_given_for_what_is_done_or_is_no_more() -> None:
    """The table of reasons names actions that exist and that no flow does."""
    assert sorted(set(belongs_to_a_page()) & done_in_lines()) == []
    assert sorted(set(belongs_to_a_page()) - set(known_actions())) == []


@pytest.mark.parametrize("name", MODULES)
def test_what_is_dispatched_is_an_action(name: str) -> None:
    """No flow has an action of its own that the registry does not know."""
    assert set(getattr(importlib.import_module(name), "DOES", {})) <= set(known_actions())
