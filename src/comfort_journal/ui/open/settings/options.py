"""The settings as choices a person steps through: pure, and every step lands on a value the settings file accepts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from comfort_journal.settings import DAYS, MOTION, TITLE_LIMIT
from comfort_journal.text.counts import many

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from comfort_journal.settings import Settings

IDLE_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120)
BREATHS = tuple(range(2, 13))
SETTLES = (0, 5, 10, 15, 20, 30, 45, 60)
STILLS = (10, 15, 20, 25, 30, 45, 60)
SMALLS = (5, 10, 15, 20, 30)
ASKS = (30, 35, 40, 45, 50, 55, 60)
TITLE = "title"


@dataclass(frozen=True)
class SettingOption:
    """One setting: its ``field``, its ``name``, what it is in one sentence, and its values as they are said."""

    field: str
    name: str
    explanation: str
    values: Sequence[Any]
    say: Callable[[Any], str]


def choices(themes: Mapping[str, str]) -> tuple[SettingOption, ...]:
    """Return what can be chosen; ``themes`` are the names of the themes by id."""
    return (
        SettingOption(
            "theme", "Theme", "How everything looks.", tuple(themes), lambda theme: themes.get(theme, str(theme))
        ),
        SettingOption(
            "idle_lock_minutes", "Lock after", "It locks after this long without a key.", IDLE_MINUTES, _minutes
        ),
        SettingOption(
            "first_day_of_week",
            "Week begins",
            "The first day of each week, in the month and in words.",
            DAYS,
            str.capitalize,
        ),
        SettingOption("motion", "Motion", "Whether shapes move, like the one that breathes.", MOTION, _motion),
        SettingOption("breath_in", "Breath in", "How long the shape that breathes widens.", BREATHS, _seconds),
        SettingOption("breath_out", "Breath out", "How long the shape that breathes narrows.", BREATHS, _seconds),
        SettingOption(
            "settle_seconds", "Between parts", "The quiet time between two parts of the circuit.", SETTLES, _seconds
        ),
        SettingOption(
            "bell", "Bell", "A soft bell at each change; it can always be seen as well.", (False, True), _on_off
        ),
        SettingOption("sessions_a_day", "Sessions", "From step 3 on, all steps together in a day.", (1, 2), _a_day),
        SettingOption("still_seconds", "Still for", "In small movement: how long stillness lasts.", STILLS, _seconds),
        SettingOption(
            "small_seconds", "Small for", "In small movement: how long the movement lasts.", SMALLS, _seconds
        ),
        SettingOption(
            "checkin_seconds", "Check-ins", "How often the check-in timer and a step together ask.", ASKS, _seconds
        ),
        SettingOption(
            "checkin_bell", "Check-in bell", "A bell shortly before each answer is due.", (False, True), _on_off
        ),
        SettingOption(
            "partner_record",
            "Check-in kept",
            "What a check-in timer or a step together leaves in the journal.",
            (True, False),
            _left,
        ),
        SettingOption(TITLE, "Name", "The one word on the lock screen and the window. Enter changes it.", (), _word),
        SettingOption(
            "clear_scrollback", "Scrollback", "What the terminal scrolled away before.", (False, True), _scrolled
        ),
    )


def stepped(settings: Settings, choice: SettingOption, step: int) -> Settings:
    """Return the settings with the next value (or the one before); at either end, and without values, unchanged."""
    if not choice.values:
        return settings
    value = getattr(settings, choice.field)
    if value in choice.values:
        place = list(choice.values).index(value) + step
    elif isinstance(value, int):
        # A value written into the file by hand lies between two that are offered.
        place = bisect_left(choice.values, value) + (0 if step > 0 else -1)
    else:
        place = 0
    if not 0 <= place < len(choice.values):
        return settings
    return replace(settings, **{choice.field: choice.values[place]})


def read_title(written: str) -> str | None:
    """Return the word for the lock screen, or None for one that the settings do not accept."""
    word = " ".join(written.split())
    return word if word.isprintable() and len(word) <= TITLE_LIMIT else None


def _minutes(count: int) -> str:
    return many(count, "minute")


def _seconds(count: int) -> str:
    return f"{count} seconds"


def _on_off(on: bool) -> str:  # noqa: FBT001  it says a value
    return "on" if on else "off"


def _left(kept: bool) -> str:  # noqa: FBT001  as above
    return "times and answers" if kept else "nothing at all"


def _a_day(count: int) -> str:
    return "one a day" if count == 1 else "two a day"


def _motion(motion: str) -> str:
    return "shapes move" if motion == "full" else "nothing moves"


def _word(word: str) -> str:
    return word or "none"


def _scrolled(cleared: bool) -> str:  # noqa: FBT001  it says a value
    return "cleared on opening" if cleared else "left as it is"
