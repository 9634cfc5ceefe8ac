"""Settings: a calm list, each change in use at once and kept in the settings file; nothing here is secret."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.dialogs import Ask
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.settings.options import TITLE, SettingOption, choices, read_title, stepped
from comfort_journal.ui.widgets.cursor_list import CursorList
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.settings import Settings

NAMES = 14
BEFORE, AFTER = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK} ", " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
NOT_KEPT = "The settings file cannot be written, so this holds only until you lock."
TOO_LONG = "At most 24 characters that can be seen, please. “Notes” or “List” would work."

SETTINGS = actions.declare(
    "Settings",
    Action("value-after", "right,space", "Next value", "Choose the next value.", "next"),
    Action("value-before", "left", "Value before", "Choose the value before."),
    Action("choice-up", "up,k", "One up", "Go to the setting above.", palette=False),
    Action("choice-down", "down,j", "One down", "Go to the setting below.", palette=False),
    Action("write-value", "enter", "Change", "Choose the next value, or write the name.", palette=False),
    Action("look-after-vault", "v", "The vault", "See how the vault stands, and look after it.", "vault"),
    Action("leave-settings", "escape,q", "Back", "Go back.", "back", run="dismiss"),
)


class Choices(CursorList["SettingOption"]):
    """The settings, one a line, the chosen values beside them."""

    settings: reactive[Settings | None] = reactive(None)

    def __init__(self, offered: Sequence[SettingOption], settings: Settings) -> None:
        """Show what can be chosen and what is."""
        super().__init__(offered)
        self.set_reactive(Choices.settings, settings)

    def draw(self, item: SettingOption, *, under: bool) -> Content:
        """Draw a setting and its value."""
        room = max(4, self.size.width - NAMES - 6)
        value = fit(one_line(item.say(getattr(self.settings, item.field))), room)
        before, after = (BEFORE, AFTER) if under and item.values else ("  ", "  ")
        back = " on $panel" if under else ""
        line = Content.assemble(
            Content.styled("▌ " if under else "  ", f"$accent{back}"),
            Content.styled(item.name.ljust(NAMES), f"{'$text' if under else '$muted'}{back}"),
            Content.styled(before, f"$accent{back}"),
            Content.styled(value, f"$text{back}"),
            Content.styled(after, f"$accent{back}"),
        )
        rest = max(0, self.size.width - line.cell_length)
        return Content.assemble(line, Content.styled(" " * rest, f"$text{back}"))


class SettingsScreen(OpenScreen[None]):
    """The settings and what each means."""

    CSS_PATH = "settings_screen.tcss"
    AUTO_FOCUS = "Choices"
    place = "settings"
    BINDINGS: ClassVar = actions.bindings(SETTINGS)

    app: getters.app[HostApp] = getters.app(HostApp)
    offered = getters.query_one(Choices)

    def compose(self) -> ComposeResult:
        """Lay out the list over what the setting under the cursor means."""
        themes = {theme: palette.name for theme, palette in self.app.themes.items()}
        with Vertical(id="settings"):
            yield Static("Settings", id="title", markup=False)
            yield Choices(choices(themes), self.session.settings)
            yield Static(id="told", markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Say what the first setting means."""
        self.watch(self.offered, "cursor", self._tell_choice)

    def _tell_choice(self) -> None:
        self.say(self.offered.item.explanation)

    def say(self, sentence: str) -> None:
        """Say it under the list."""
        self.query_one("#told", Static).update(sentence)

    def action_choice_up(self) -> None:
        self.offered.cursor -= 1

    def action_choice_down(self) -> None:
        self.offered.cursor += 1

    @on(Choices.Clicked)
    def action_value_after(self) -> None:
        self._use(stepped(self.session.settings, self.offered.item, 1))

    def action_value_before(self) -> None:
        self._use(stepped(self.session.settings, self.offered.item, -1))

    def action_write_value(self) -> None:
        if self.offered.item.field != TITLE:
            self.action_value_after()
            return
        question = Ask(
            self.session, "Which word on the lock screen?", self.session.settings.title, read_title, TOO_LONG
        )
        self.app.push_screen(question, self._use_title)

    def _use_title(self, word: str | None) -> None:
        if word is not None:
            self._use(replace(self.session.settings, title=word))

    def _use(self, chosen: Settings) -> None:
        if chosen == self.session.settings:
            return
        self.session.settings = self.offered.settings = chosen
        self._tell_choice()
        try:
            self.app.apply_settings(chosen)
        except OSError:
            self.say(NOT_KEPT)

    def action_look_after_vault(self) -> None:
        from comfort_journal.ui.open.vault.vault_screen import VaultScreen  # noqa: PLC0415  loaded when it is opened

        self.app.push_screen(VaultScreen(self.session))
