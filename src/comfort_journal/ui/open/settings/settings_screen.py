"""Settings: a calm list in groups, each change in use at once and kept in the settings file; nothing here is secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import getters, on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from comfort_journal.settings import KEYS, SettingOption
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.dialogs import Ask
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.core.sound_check import try_out
from comfort_journal.ui.open.settings.options import (
    OUTSIDE,
    QUESTIONS,
    TITLE,
    VAULT,
    choices,
    ends,
    read_title,
    said_themes,
    stepped,
    values_with,
)
from comfort_journal.ui.open.settings.own_keys import say_briefly, say_ids, say_keys
from comfort_journal.ui.widgets.cursor_list import CursorList
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.panes import Panes
from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.settings import Settings

BEFORE, AFTER = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK} ", " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
LEADS = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
NOT_KEPT = "The settings file cannot be written, so this holds only until you lock."
WHICH_WORD, EXAMPLE_WORD = "Which word on the lock screen?", "Notes"
TOO_LONG = "At most 24 characters that can be seen, please. “Notes” or “List” would work."
HEARD = ("sounds", "speech", "speech_speed", "speech_volume")
"""The settings that are tried out when they change."""
ENTER = {TITLE: "Enter writes another one.", QUESTIONS: "Enter opens them.", VAULT: "Enter opens it."}
CHANGES = ("write-value", "value-after", "value-before")
LISTS = "Enter lists the id of every action."

SETTINGS = actions.declare(
    "Settings",
    Action(
        "write-value",
        "enter",
        "Change",
        "Choose the next value (after the last, the first), or open what the line leads to.",
        "change",
    ),
    Action("value-after", "right,space", "Next value", "Choose the next value.", "next"),
    Action("value-before", "left", "Value before", "Choose the value before."),
    Action("choice-up", "up,k", "One up", "Go to the setting above.", palette=False),
    Action("choice-down", "down,j", "One down", "Go to the setting below.", palette=False),
    Action("choices-up", "pageup", "Further up", "Go some settings up.", palette=False),
    Action("choices-down", "pagedown", "Further down", "Go some settings down.", palette=False),
    Action("choice-first", "home", "First", "Go to the first setting.", palette=False),
    Action("choice-last", "end", "Last", "Go to the last setting.", palette=False),
    Action(
        "look-after-vault",
        "v",
        "Vault",
        "See where the journal is kept, and look after it.",
        "vault",
        words="backup export import passphrase recovery code restore copy copies merge file folder journal where",
        at="settings",
    ),
    Action("leave-settings", "escape,q", "Back", "Go back.", "back", run="dismiss"),
)
PAGE = 8
"""Settings to which PgUp and PgDn go on; a small window shows no more."""
ONE_BY_ONE = actions.declare(
    "Settings",
    *(
        Action(
            f"set-{each.field.replace('_', '-')}",
            "",
            each.name,
            each.explanation,
            run=f"show_setting('{each.field}')",
            words=f"{each.words} setting",
            at="settings",
        )
        for each in choices({})
        if each.field != VAULT
    ),
)


class Choices(CursorList["SettingOption"]):
    """The settings in their groups, one a line, the chosen values beside them."""

    settings: reactive[Settings | None] = reactive(None)

    def __init__(self, offered: Sequence[SettingOption], settings: Settings) -> None:
        """Offer the settings as they are."""
        super().__init__(offered)
        self._names = max(len(each.name) for each in offered if each.values or each.field == TITLE)
        self.set_reactive(Choices.settings, settings)

    def group(self, item: SettingOption) -> str:
        """Return the group that the setting belongs to."""
        return item.group

    def draw(self, item: SettingOption, *, under: bool) -> Content:
        """Draw a setting and its value."""
        back = " on $panel" if under else ""
        leads = item.field in {QUESTIONS, VAULT, KEYS}
        name = f"{item.name} {LEADS}" if leads else item.name.ljust(self._names + 1)
        value = "" if leads or item.field in OUTSIDE else one_line(item.say(getattr(self.settings, item.field)))
        before, after = (BEFORE, AFTER) if under and item.values else ("  ", "  ")
        now = getattr(self.settings, item.field, None)
        values = values_with(item, now) if under and ends(item) else ()
        tones = ["$faint" if values and now == values[end] else "$accent" for end in (0, -1)]
        line = Content.assemble(
            Content.styled("▌ " if under else "  ", f"$accent{back}"),
            Content.styled(name, f"{'$text' if under else '$muted'}{back}"),
            Content.styled(before, f"{tones[0]}{back}"),
            Content.styled(fit(value, max(4, self.room - len(name) - 6)), f"$text{back}"),
            Content.styled(after, f"{tones[1]}{back}"),
        )
        return Content.assemble(line, Content.styled(" " * max(0, self.room - line.cell_length), f"$text{back}"))


class Values(CursorList[Any], can_focus=False):
    """What a setting may be, the chosen one marked; a click chooses."""

    cursor: reactive[int] = reactive(0, init=False)

    class Chosen(Message):
        """A value was chosen."""

        def __init__(self, value: Any) -> None:  # noqa: ANN401  what the setting may be
            """Say which."""
            super().__init__()
            self.value = value

    def __init__(self) -> None:
        """Begin without values."""
        super().__init__(())
        self._option: SettingOption | None = None

    def show(self, option: SettingOption, chosen: object) -> None:
        """Offer the values of a setting."""
        self._option, self.items = option, values_with(option, chosen)
        self.set_reactive(Values.cursor, self.items.index(chosen) if self.items else 0)
        self.refresh(layout=True)

    def draw(self, item: object, *, under: bool) -> Content:
        """Draw a value."""
        assert self._option is not None  # noqa: S101  there are items
        mark, tone = ("▸", "$accent") if under else (" ", "$text")
        return Content.styled(f"{mark} {one_line(self._option.say(item))}", tone)

    def watch_cursor(self) -> None:
        """Tell which one was chosen."""
        self.post_message(self.Chosen(self.item))


class SettingsScreen(OpenScreen[None]):
    """The settings and what each means."""

    CSS_PATH = "settings_screen.tcss"
    AUTO_FOCUS = "Choices"
    place = "settings"
    BINDINGS: ClassVar = actions.bindings(SETTINGS)
    UNBOUND: ClassVar = ONE_BY_ONE

    app: getters.app[HostApp] = getters.app(HostApp)
    offered = getters.query_one(Choices)
    values = getters.query_one(Values)

    def compose(self) -> ComposeResult:
        """Lay out the list, and beside or below it what the setting under the cursor means."""
        themes = said_themes(self.app.themes)
        meaning = VerticalScroll(
            Static(id="name", markup=False), Static(id="told", markup=False), Values(), can_focus=False
        )
        with Vertical(id="settings"):
            yield Panes(Choices(choices(themes), self.session.settings), meaning, narrow="stacked")
            yield KeysFooter()

    def on_mount(self) -> None:
        """Say what the first setting means."""
        self.watch(self.offered, "cursor", self._tell_choice)

    def _tell_choice(self) -> None:
        item = self.offered.item
        self.query_one("#name", Static).update(item.name)
        self.values.show(item, getattr(self.session.settings, item.field, None))
        self.say(self._meaning(item))
        self.refresh_bindings()

    def footer_word(self, action_id: str) -> str | None:
        """Name no key that changes what is switched on outside the app."""
        return "" if action_id in CHANGES and self.offered.item.field in OUTSIDE else None

    def _meaning(self, item: SettingOption) -> str:
        if item.field == KEYS:
            beside = self.query_one(Panes).beside
            return "\n\n".join([*say_keys(self.app), LISTS]) if beside else say_briefly(self.app)
        return " ".join(filter(None, (item.explanation, ENTER.get(item.field))))

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.call_after_refresh(self._tell_choice)

    def say(self, sentence: str) -> None:
        """Say it beside or below the list."""
        self.query_one("#told", Static).update(sentence)

    def action_choice_up(self) -> None:
        self.offered.cursor -= 1

    def action_choice_down(self) -> None:
        self.offered.cursor += 1

    def action_choices_up(self) -> None:
        self.offered.cursor -= PAGE

    def action_choices_down(self) -> None:
        self.offered.cursor += PAGE

    def action_choice_first(self) -> None:
        self.offered.cursor = 0

    def action_choice_last(self) -> None:
        self.offered.cursor = len(self.offered.items) - 1

    def action_show_setting(self, field: str) -> None:
        """Go to the line of one setting."""
        self.offered.cursor = next(place for place, each in enumerate(self.offered.items) if each.field == field)

    def action_value_after(self) -> None:
        self._use(stepped(self.session.settings, self.offered.item, 1))

    def action_value_before(self) -> None:
        self._use(stepped(self.session.settings, self.offered.item, -1))

    @on(Choices.Clicked)
    def action_write_value(self) -> None:
        match self.offered.item.field:
            case "title":
                self._write_title()
            case "questions":
                self._open_questions()
            case "vault":
                self.action_look_after_vault()
            case "keys":
                self._open_keys()
            case _:
                self._use(stepped(self.session.settings, self.offered.item, 1, around=True))

    @on(Values.Chosen)
    def _take_value(self, event: Values.Chosen) -> None:
        self._use(self.session.settings._replace(**{self.offered.item.field: event.value}))

    def _write_title(self) -> None:
        now = self.session.settings.title
        question = Ask(self.session, WHICH_WORD, EXAMPLE_WORD, read_title, TOO_LONG, offered=now)
        self.app.push_screen(question, self._use_title)

    def _use_title(self, word: str | None) -> None:
        if word is not None:
            self._use(self.session.settings._replace(title=word))

    def _use(self, chosen: Settings) -> None:
        if chosen == self.session.settings:
            return
        before = self.session.settings
        self.session.settings = self.offered.settings = chosen
        self._tell_choice()
        try:
            self.app.apply_settings(chosen)
        except OSError:
            self.say(NOT_KEPT)
        if any(getattr(before, field) != getattr(chosen, field) for field in HEARD):
            self.app.hush()
            if tried := try_out(self.app, self.session):
                self.say(tried)

    def action_look_after_vault(self) -> None:
        from comfort_journal.ui.open.vault.vault_screen import VaultScreen  # noqa: PLC0415  loaded when it is opened

        self.app.push_screen(VaultScreen(self.session))

    def _open_questions(self) -> None:
        from comfort_journal.ui.open.write.prompts_screen import change_questions  # noqa: PLC0415  as above

        self.app.push_screen(change_questions(self.session))

    def _open_keys(self) -> None:
        from comfort_journal.ui.open.vault.message_screen import MessageScreen  # noqa: PLC0415  as above

        said = [*say_keys(self.app), say_ids()]
        self.app.push_screen(MessageScreen(self.session, "Keys of your own", said))
