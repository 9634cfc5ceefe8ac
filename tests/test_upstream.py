"""What Textual does not promise is reached through one module, and an upgrade that moves any of it is told by name."""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App

import comfort_journal

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(comfort_journal.__file__).parent
UPSTREAM = "comfort_journal.ui.upstream"
TEXTS = {
    ".".join(("comfort_journal", *path.relative_to(PACKAGE).with_suffix("").parts)): path.read_text("utf-8")
    for path in (PACKAGE / "ui").rglob("*.py")
    if path.name != "__init__.py"
}


def _table() -> dict[str, dict[str, str]]:
    """Return the table as it is written: a name that is gone keeps its module from being imported."""
    for node in ast.parse(TEXTS[UPSTREAM]).body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "PRIVATE":
            assert node.value is not None
            found: dict[str, dict[str, str]] = ast.literal_eval(node.value)
            return found
    raise AssertionError(f"{UPSTREAM} has no table")


PRIVATE = _table()
NAMES = [(owner, name) for owner, names in PRIVATE.items() for name in names]
IN_TABLE = {name.partition("(")[0] for _, name in NAMES}
OWN = {"os"}
"""Modules that are not Textual's and have a public function with an underscore."""


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_replace"  # a named tuple's, and public


def _is_theirs(module: str | None) -> bool:
    return (module or "").partition(".")[0] in {"textual", "rich"}


def _owner(path: str) -> Any:  # noqa: ANN401  a module or a class
    module, _, name = path.rpartition(".")
    if name[0].isupper():
        return getattr(_owner(module), name, None)
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError:
        return None


@cache
def _set_by(owner: type) -> frozenset[str]:
    """Return what a class of Textual or Rich sets on itself."""
    found = set()
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(owner)))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
            found.add(node.attr)
    return frozenset(found)


def _inherited(cls: type) -> set[str]:
    """Return the private names that a class of ours has from Textual or Rich."""
    theirs = [base for base in cls.__mro__ if _is_theirs(base.__module__)]
    return {name for base in theirs for name in _set_by(base) | set(vars(base)) if _is_private(name)}


def gone(owner: str, name: str) -> str | None:
    """Return a sentence about what the installed Textual has no longer as the table has it, None where it does."""
    plain, _, parameters = name.partition("(")
    about = f"Textual {version('textual')} has no {owner}.{plain}"
    why = f"It is for this: {PRIVATE.get(owner, {}).get(name, 'nothing')}. See {UPSTREAM}."
    found = _owner(owner)
    if isinstance(found, type) and not hasattr(found, plain):
        set_on_itself = any(plain in _set_by(each) for each in found.__mro__ if _is_theirs(each.__module__))
        return None if set_on_itself else f"{about}. {why}"
    if not hasattr(found, plain):
        return f"{about}. {why}"
    if parameters:
        takes = [each for each in inspect.signature(getattr(found, plain)).parameters if each != "self"]
        if ", ".join(takes) != parameters.rstrip(")"):
            return f"{about}({parameters}, but one that takes ({', '.join(takes)}). {why}"
    return None


def intruders(text: str) -> Iterator[str]:
    """Yield what a module's text reaches for that Textual or Rich keep to themselves."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            named = [f"{node.module}.{each.name}" for each in node.names]
        elif isinstance(node, ast.Import):
            named = [each.name for each in node.names]
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) not in {"self", "cls", "super()"} | OWN:
            if _is_private(node.attr):
                yield ast.unparse(node)
            continue
        else:
            continue
        yield from (each for each in named if _is_theirs(each) and any(map(_is_private, each.split("."))))


def used_of_bases(cls: type) -> set[str]:
    """Return the private names of its Textual or Rich bases that a class of ours overrides, reads or sets."""
    tree = ast.walk(ast.parse(textwrap.dedent(inspect.getsource(cls))))
    named = {getattr(node, "attr", None) or getattr(node, "name", None) for node in tree}
    return {name for name in _inherited(cls) if name in named}


def _classes(of: Any, module: str) -> Iterator[type]:  # noqa: ANN401  a module or a class
    for each in vars(of).values():
        if isinstance(each, type) and each.__module__ == module:
            yield each
            yield from _classes(each, module)


@pytest.mark.parametrize(("owner", "name"), NAMES, ids=str)
def test_textual_still_has_what_is_used_of_it(owner: str, name: str) -> None:
    """Under its name, and a method with its parameters."""
    assert (said := gone(owner, name)) is None, said


def test_what_an_upgrade_moves_is_told_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A method that went, one that takes something else, an attribute and a module's name."""
    with monkeypatch.context() as moved:
        moved.delattr(App, "_unnotify")
        said = gone("textual.app.App", "_unnotify(notification, refresh)")
        assert said is not None
        assert "has no textual.app.App._unnotify. It is for this: one reason is taken back" in said
        moved.setattr(App, "_fatal_error", lambda _self, _why: None)
        said = gone("textual.app.App", "_fatal_error()")
        assert said is not None
        assert "textual.app.App._fatal_error(), but one that takes (_self, _why)." in said
        moved.delattr("textual.keys._character_to_key")
        assert gone("textual.keys", "_character_to_key(character)")
    assert gone("textual.app.App", "_never_there")
    assert gone("textual.no_such_module.Class", "_name")


@pytest.mark.parametrize("module", sorted(set(TEXTS) - {UPSTREAM}))
def test_no_other_module_reaches_behind_textual(module: str) -> None:
    """By an import, or on something that is not its own."""
    found = list(intruders(TEXTS[module]))
    assert not found, f"{module} reaches for {', '.join(found)}, which belongs into {UPSTREAM}."


def test_what_a_class_uses_of_its_bases_stands_in_the_table() -> None:
    """What it overrides, too; and so no name of ours is by chance one of Textual's."""
    for cls in (cls for name in TEXTS for cls in _classes(importlib.import_module(name), name)):
        owners = [f"{base.__module__}.{base.__qualname__}" for base in cls.__mro__]
        known = {name.partition("(")[0] for owner in owners for name in PRIVATE.get(owner, {})}
        new = used_of_bases(cls) - known
        assert not new, f"{cls.__qualname__} uses {', '.join(new)} of its base, which {UPSTREAM} does not name."


def test_a_new_place_is_seen() -> None:
    """A private module, a private name, an attribute of somebody else's, and a handler in the place of Textual's."""
    reached = "import textual._a\nfrom textual._b import c\nfrom rich.d import _e\napp._driver.write('')\nself._mine\n"
    assert set(intruders(reached)) == {"textual._a", "textual._b.c", "rich.d._e", "app._driver"}

    class Sly(App[None]):
        async def _on_key(self, event: object) -> None:
            self._exception = None

    assert used_of_bases(Sly) == {"_on_key", "_exception"}


def test_the_table_names_nothing_that_is_not_used() -> None:
    """And everything that its own module reaches for."""
    used: set[str] = set()
    for text in TEXTS.values():
        for node in ast.walk(ast.parse(text)):
            used |= {str(getattr(node, field)) for field in ("attr", "name", "id") if hasattr(node, field)}
    assert used >= IN_TABLE
    reached = {each.rpartition(".")[2] for each in intruders(TEXTS[UPSTREAM])} - {"App", "WriterThread"}
    assert reached - {"XTermParser"} <= IN_TABLE
