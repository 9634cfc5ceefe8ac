"""The settings as choices a person steps through: pure, and every step lands on a value the settings file accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comfort_journal.settings import KEYS, OPTIONS, SettingOption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comfort_journal.settings import Settings
    from comfort_journal.ui.themes import Palette

THEME, TITLE, QUESTIONS, VAULT = "theme", "title", "questions", "vault"
REMINDER, LINES = "reminder", "lines"
OUTSIDE = (REMINDER, LINES)
"""What is switched on outside the app; the page says how."""
GROUPS = ("Writing", "Plan", "Check-in", "Sound", "Look", "Privacy", "Keys")
"""The groups of the page, in their order."""
_LEADING = SettingOption(
    QUESTIONS,
    "Writing",
    "Questions to write about",
    "The questions that can stand above a page; change, add and remove them here.",
    "prompts prompt ideas ask template",
)
_CLOSING = (
    SettingOption(
        REMINDER,
        "Plan",
        "Daily reminder",
        "“cj remind on 08:30”, typed in a terminal, shows one neutral word at that hour, once a day, and nothing of "
        "the journal. “cj remind off” ends it.",
        "remind remember reminders notify notification alarm morning next day",
    ),
    SettingOption(
        LINES,
        "Look",
        "Plain lines",
        "For a screen reader or a braille display: “cj --plain”, typed in a terminal, has all of this in plain lines, "
        "one question at a time.",
        "screen reader braille blind orca nvda voiceover speech accessible accessibility text mode",
    ),
    SettingOption(VAULT, "Privacy", "Vault", "Backup, passphrase, recovery code, other copies, export and import.", ""),
    SettingOption(
        KEYS,
        "Keys",
        "Keys of your own",
        "Any action outside a session can have another key.",
        "keyboard shortcut shortcuts binding bindings remap rebind hotkey",
    ),
)


def choices(themes: Mapping[str, str]) -> tuple[SettingOption, ...]:
    """Return what can be chosen, group by group; ``themes`` are the names of the themes by id."""
    lines = [_LEADING, *(OPTIONS | {THEME: _named(themes)}).values(), *_CLOSING]
    return tuple(sorted(lines, key=lambda line: GROUPS.index(line.group)))


def said_themes(themes: Mapping[str, Palette]) -> dict[str, str]:
    """Return the names of the themes by id, with light or dark, but for one in the terminal's own colours."""
    return {
        each.id: f"{each.name}{'' if each.ansi else ', dark' if each.dark else ', light'}" for each in themes.values()
    }


def _named(themes: Mapping[str, str]) -> SettingOption:
    return OPTIONS[THEME].offering(tuple(themes), lambda theme: themes.get(theme, str(theme)))


def values_with(choice: SettingOption, value: object) -> tuple[Any, ...]:
    """Return the values that are offered, and among them one that was written into the file by hand."""
    if not choice.values or value in choice.values:
        return tuple(choice.values)
    if isinstance(value, int):
        return tuple(sorted((*choice.values, value)))
    return (value, *choice.values)


def ends(choice: SettingOption) -> bool:
    """Tell whether the values are numbers, with a least and a greatest; words have no end that one could know of."""
    return all(type(value) is int for value in choice.values)


def stepped(settings: Settings, choice: SettingOption, step: int, *, around: bool = False) -> Settings:
    """Return the settings with the next value (or the one before); without values, unchanged.

    At either end of numbers it stays, or goes ``around`` to the other one; words always go around.
    """
    value = getattr(settings, choice.field, None)
    values = values_with(choice, value)
    place = values.index(value) + step if values else -1
    if values and (around or not ends(choice)):
        place %= len(values)
    return settings._replace(**{choice.field: values[place]}) if 0 <= place < len(values) else settings


def read_title(written: str) -> str | None:
    """Return the word for the lock screen, or None for one that the settings do not accept."""
    word = " ".join(written.split())
    return word if OPTIONS[TITLE].accepts(word) else None
