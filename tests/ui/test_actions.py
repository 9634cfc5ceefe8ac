"""One declaration feeds bindings, footer, help and palette, and reserved keys cannot be taken."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static, TextArea

from comfort_journal import ui
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action, declare
from comfort_journal.ui.key_words import key_name
from comfort_journal.ui.widgets.action_palette import ActionPalette, matching
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.help_screen import BY_MOUSE, IN_TEXT, HelpScreen, help_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

OWN = declare(
    "A page for tests",
    *(Action(f"test-{name}", name[0], name.title(), f"Do {name}.", footer=name) for name in ("alpha", "beta", "gamma")),
    Action("test-delta", "d", "Delta", "Do delta.", footer="delta"),
    Action("test-epsilon", "e", "Epsilon", "Do epsilon.", footer="epsilon"),
    Action("test-zeta", "z", "Zeta", "Do zeta.", footer="zeta", palette=False),
)


class Page(Screen[None]):
    """A page with six actions, one of which is not possible."""

    BINDINGS: ClassVar = actions.bindings(OWN)
    done: ClassVar[list[str]] = []

    def compose(self) -> ComposeResult:
        """Lay out the footer."""
        yield Static("words")
        yield KeysFooter()

    def why_not(self, action_id: str) -> str | None:
        """Refuse beta."""
        return "There is nothing to beta yet." if action_id == "test-beta" else None

    def action_test_alpha(self) -> None:
        """Do it."""
        self.done.append("alpha")

    def action_test_beta(self) -> None:
        """Do it."""
        self.done.append("beta")


@pytest.mark.parametrize("key", actions.RESERVED.values())
def test_a_reserved_key_cannot_be_declared_for_anything_else(key: str) -> None:
    """Ctrl+L and Ctrl+Q always mean the same."""
    with pytest.raises(ValueError, match="is reserved"):
        declare("Nowhere", Action("test-thief", f"x,{key}", "Thief", "Take it."))
    assert "test-thief" not in actions.REGISTRY


def test_an_id_is_declared_once_and_in_kebab_case() -> None:
    """Two different actions under one id would be told apart nowhere."""
    with pytest.raises(ValueError, match="declared twice"):
        declare("A page for tests", Action("test-alpha", "q", "Other", "Do something else."))
    with pytest.raises(ValueError, match="kebab-case"):
        declare("Nowhere", Action("Test_Bad", "q", "Bad", "No."))
    assert declare("A page for tests", *OWN) == OWN


@pytest.mark.parametrize(
    ("key", "name"),
    [("ctrl+l", "Ctrl+L"), ("f1", "F1"), ("question_mark", "?"), ("n", "n"), ("shift+tab", "Shift+Tab"), ("up", "↑")],
)
def test_keys_are_named_as_people_read_them(key: str, name: str) -> None:
    """Not as Textual spells them."""
    assert key_name(key) == name


async def test_the_footer_shows_six_keys_and_help_is_one_of_them(run_screen: Callable[..., Any]) -> None:
    """Six actions and help ask for the footer; six keys are shown, those nearest first, help last."""
    async with run_screen(lambda _app: Page()) as (app, _pilot):
        shown = str(app.screen.query_one(KeysFooter).render())
        assert shown == "a alpha   b beta   g gamma   d delta   e epsilon   F1 help"


async def test_a_narrow_footer_drops_keys_but_never_help(run_screen: Callable[..., Any]) -> None:
    """At 30 columns three keys fit."""
    async with run_screen(lambda _app: Page(), size=(30, 12)) as (app, _pilot):
        assert str(app.screen.query_one(KeysFooter).render()) == "a alpha   b beta   F1 help"


async def test_a_click_on_a_word_of_the_footer_does_it(run_screen: Callable[..., Any]) -> None:
    """The pointer reaches what the keys reach, from the first word to the last, and nothing between or beside them."""
    Page.done.clear()
    async with run_screen(lambda _app: Page()) as (app, pilot):
        footer = app.screen.query_one(KeysFooter)
        shown = " " * footer.gutter.left + str(footer.render())
        await pilot.click(KeysFooter, offset=(shown.index("alpha"), 0))
        await pilot.click(KeysFooter, offset=(shown.index("   b beta"), 0))
        await pilot.click(KeysFooter, offset=(79, 0))
        assert Page.done == ["alpha"]
        last = shown.index("F1 help")
        await pilot.click(KeysFooter, offset=(last - 1, 0))
        assert isinstance(app.screen, Page)
        await pilot.click(KeysFooter, offset=(last, 0))
        assert isinstance(app.screen, HelpScreen)


async def test_an_action_that_is_not_possible_says_why(run_screen: Callable[..., Any]) -> None:
    """The key shows the reason as a note, does nothing else, and the help page says it too."""
    Page.done.clear()
    async with run_screen(lambda _app: Page()) as (app, pilot):
        await pilot.press("b")
        await pilot.pause()
        assert Page.done == []
        assert [note.message for note in app._notifications] == ["There is nothing to beta yet."]
        assert not any(note.markup for note in app._notifications)
        assert "There is nothing to beta yet." in help_text(actions.usable(app.screen), width=68).plain


async def test_help_opens_with_f1_and_lists_the_page_and_what_works_everywhere(run_screen: Callable[..., Any]) -> None:
    """Every line comes from the registry."""
    async with run_screen(lambda _app: Page()) as (app, pilot):
        offered = help_text(actions.usable(app.screen), width=68).plain
        assert offered.index("A page for tests") < offered.index("Everywhere")
        assert "Ctrl+L" in offered
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("f1")
        assert isinstance(app.screen, Page)


async def test_the_palette_has_only_our_actions(run_screen: Callable[..., Any]) -> None:
    """No Screenshot, no Theme, no Quit of Textual's own; what is not possible is shown with its reason."""
    Page.done.clear()
    async with run_screen(lambda _app: Page()) as (app, pilot):
        names = {item.action.name for item in matching(actions.usable(app.screen), "")}
        assert list(app.get_system_commands(app.screen)) == []
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, ActionPalette)
        known = {action.name for action in actions.REGISTRY.values()}
        assert names <= known
        await pilot.press(*"alp", "enter")
        await pilot.pause()
        assert Page.done == ["alpha"]


async def test_the_palette_finds_by_the_beginning_of_any_word_and_a_name_comes_first(
    run_screen: Callable[..., Any],
) -> None:
    """Of several words it shows what has the most of them; without any it says what to do."""
    async with run_screen(lambda _app: Page()) as (app, pilot):
        offered = actions.usable(app.screen)
        assert [item.action.id for item in matching(offered, "hide this")][:1] == ["lock-now"]
        assert [item.action.id for item in matching(offered, "do the GAMMA")][:1] == ["test-gamma"]
        assert [item.action.id for item in matching(offered, "eta")] == []
        await pilot.press("ctrl+p", *"zzz")
        assert app.screen.query_one("Static").display
        assert not app.screen.query_one("OptionList").display


@pytest.mark.parametrize(("width", "lines"), [(35, 2), (68, 1)])
async def test_help_has_a_column_for_keys_and_one_for_names(
    run_screen: Callable[..., Any], width: int, lines: int
) -> None:
    """What a key does begins at one column on the whole page, beside its name or, in little room, below it."""
    async with run_screen(lambda _app: Page()) as (app, _pilot):
        text = help_text(actions.usable(app.screen), width=width).plain.splitlines()
    first = next(number for number, line in enumerate(text) if line.startswith("a "))
    second = next(number for number, line in enumerate(text) if line.startswith("g "))
    assert second - first > lines
    told = [text[number + lines - 1].index("Do ") for number in (first, second)]
    assert len(set(told)) == 1
    assert all(len(line.rstrip()) <= width for line in text)


async def test_help_says_that_letters_are_text_and_how_to_reach_the_rest(run_screen: Callable[..., Any]) -> None:
    """The first where a text is written, the second everywhere."""
    async with run_screen(lambda _app: Writing()) as (app, pilot):
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        shown = [str(each.render()) for each in app.screen.query("Static")]
        assert IN_TEXT in shown[0]
        assert BY_MOUSE.split()[-1] in shown[1]


class Writing(Screen[None]):
    """A page with a text on it."""

    BINDINGS: ClassVar = actions.bindings(OWN)

    def compose(self) -> ComposeResult:
        """Lay out a text."""
        yield TextArea()


async def test_plain_keys_belong_to_the_text_while_one_is_written(run_screen: Callable[..., Any]) -> None:
    """A letter types a letter, ``?`` a question mark; the keys that reach an action are the ones that are shown."""
    async with run_screen(lambda _app: Writing()) as (app, pilot):
        await pilot.press("a", "question_mark")
        assert app.screen.query_one(TextArea).text == "a?"
        by_id = {item.action.id: item for item in actions.usable(app.screen)}
        assert by_id["help"].keys == ("F1",)
        assert "test-alpha" not in by_id


class Dialog(ModalScreen[None]):
    """A dialog with a field that would take every key."""

    def compose(self) -> ComposeResult:
        """Lay out a field."""
        yield Input()


async def test_ctrl_l_works_under_a_dialog(run_screen: Callable[..., Any]) -> None:
    """The boss key has priority over everything."""
    async with run_screen(lambda _app: Page()) as (app, pilot):
        await app.push_screen(Dialog())
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert app.session.sealed == 1


def test_a_key_means_one_thing_on_every_page() -> None:
    """Outside sessions no letter, F-key or Ctrl key has two meanings, but for the exceptions that say why."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    meanings: dict[str, set[str]] = {}
    for action in actions.REGISTRY.values():
        if action.where not in {*actions.IN_SESSIONS, "A page for tests"}:
            for key in set(action.keys.split(",")) - {"", *actions.STEPS}:
                meanings.setdefault(key, set()).add((action.sense or action.name).casefold())
    assert {key for key, meant in meanings.items() if len(meant) > 1} == set(actions.EXCEPTIONS)
