"""Settings in lines: a group, a setting of it, and what it may be; each change is in use at once, and kept.

A setting is chosen in its group, or at once by a word of its name. Nothing here is secret.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from comfort_journal import paths
from comfort_journal.settings import KEYS
from comfort_journal.text.plain import one_line
from comfort_journal.ui import themes
from comfort_journal.ui.key_words import key_name
from comfort_journal.ui.open.core.sound_check import try_out
from comfort_journal.ui.open.settings.options import (
    GROUPS,
    OUTSIDE,
    QUESTIONS,
    TITLE,
    VAULT,
    choices,
    read_title,
    said_themes,
    values_with,
)
from comfort_journal.ui.open.settings.own_keys import changeable, say_keys
from comfort_journal.ui.open.settings.settings_screen import HEARD, NOT_KEPT, TOO_LONG, WHICH_WORD
from comfort_journal.ui.plain.open.care.vault import look_after_vault
from comfort_journal.ui.plain.open.write.page_choices import change_questions
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose, line
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.settings import SettingOption, Settings
    from comfort_journal.ui.plain.open.visit import OpenLines

WHAT: Final = "Settings. Which? A group, or a word of a name."
TO_VAULT: Final = choice("look-after-vault")
IN_GROUPS: Final = tuple(NamedChoice(str(place), name) for place, name in enumerate(GROUPS, 1))
WHICH_ACTION: Final = "To hear the id of an action: a part of its name? An empty line leaves."
LEAVES_TITLE: Final = "Enter alone leaves {}."
MOST: Final = 10
MORE: Final = "And {} more; a longer part of the name finds fewer."
NONE: Final = "No action is called that."


def settings(visit: OpenLines) -> None:
    """Ask which setting, and have it changed, until it is left."""
    known = False
    while True:
        listed = choices(_themes())
        unsaid = [NamedChoice("", each.name, action_of(each), _words(each)) for each in listed if each.field != VAULT]
        taken = choose(visit.console, WHAT, (*IN_GROUPS, TO_VAULT), known=known, unsaid=unsaid)
        known = True
        try:
            if taken in IN_GROUPS:
                lines = _lines(visit, taken.name, listed)
                taken = lines[0] if len(lines) == 1 else choose(visit.console, f"{taken.name}.", lines)
            DOES[taken.does](visit)
        except Back:
            continue


def _lines(visit: OpenLines, group: str, listed: tuple[SettingOption, ...]) -> list[NamedChoice]:
    chosen, lines = visit.session.settings, [each for each in listed if each.group == group]
    return [
        NamedChoice(str(place), f"{each.name}{_now(chosen, each)}", action_of(each), _words(each))
        for place, each in enumerate(lines, 1)
    ]


def _words(option: SettingOption) -> str:
    return f"{option.explanation} {option.words}"


def _now(chosen: Settings, option: SettingOption) -> str:
    """Return what is chosen, where something is; a value is said behind the name."""
    there = hasattr(chosen, option.field) and option.field != KEYS
    return f": {one_line(option.say(getattr(chosen, option.field)))}" if there else ""


def action_of(option: SettingOption) -> str:
    """Return the action that changes a setting."""
    return TO_VAULT.does if option.field == VAULT else f"set-{option.field.replace('_', '-')}"


def _themes() -> dict[str, str]:
    found, _messages = themes.read_themes((paths.shipped_themes(), paths.user_themes()))
    return said_themes(found)


def _change(field: str, visit: OpenLines) -> None:
    """Ask for one of the values."""
    option = next(each for each in choices(_themes()) if each.field == field)
    now = getattr(visit.session.settings, field)
    values = values_with(option, now)
    typed = all(isinstance(each, int) and not isinstance(each, bool) for each in values)
    listed = {
        NamedChoice(str(value) if typed else str(place), one_line(option.say(value))): value
        for place, value in enumerate(values, 1)
    }
    question = f"{option.name}. {option.explanation}\nNow: {one_line(option.say(now))}."
    _use(visit, option, listed[choose(visit.console, question, list(listed))])


def _use(visit: OpenLines, option: SettingOption, value: Any) -> None:  # noqa: ANN401  what the setting may be
    before = visit.session.settings
    chosen = before._replace(**{option.field: value})
    visit.session.settings = chosen
    try:
        visit.host.apply_settings(chosen)
    except OSError:
        visit.say(NOT_KEPT)
    visit.say(f"{option.name}: {one_line(option.say(value))}.")
    if option.field in HEARD and chosen != before:
        visit.host.hush()
        visit.ask_heard(try_out(visit.host, visit.session))


def _title(visit: OpenLines) -> None:
    option = next(each for each in choices({}) if each.field == TITLE)
    now, said = visit.session.settings.title, ""
    while True:
        said = line(visit.console, f"{option.explanation}\n{WHICH_WORD} {LEAVES_TITLE.format(one_line(now))}", said)
        if not said.strip():
            return
        word = read_title(said)
        if word is not None:
            _use(visit, option, word)
            return
        visit.say(TOO_LONG)


def _keys(visit: OpenLines) -> None:
    """Say the owner's own keys, and how another is written; an action's id is found by a part of its name."""
    visit.say(*say_keys(visit.host))
    while wanted := line(visit.console, WHICH_ACTION).strip().casefold():
        found = [each for each in changeable() if wanted in each.name.casefold() or wanted in each.id]
        visit.say(*(f"{each.name}: {each.id}, shipped as {key_name(each.keys[0])}" for each in found[:MOST]))
        if not found:
            visit.say(NONE)
        elif len(found) > MOST:
            visit.say(MORE.format(len(found) - MOST))


def _tell(field: str, visit: OpenLines) -> None:
    """Say how something is switched on outside the app."""
    option = next(each for each in choices({}) if each.field == field)
    visit.say(f"{option.name}. {option.explanation}")


_OTHERWISE: Final[Mapping[str, Callable[[OpenLines], None]]] = {
    QUESTIONS: change_questions,
    VAULT: look_after_vault,
    KEYS: _keys,
    **{field: partial(_tell, field) for field in OUTSIDE},
    TITLE: _title,
}
"""The settings that no list of values changes."""
DOES: Final[Mapping[str, Callable[[OpenLines], None]]] = {
    action_of(each): _OTHERWISE.get(each.field, partial(_change, each.field)) for each in choices({})
}
"""What changes each setting, by its action."""
