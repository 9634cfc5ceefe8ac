"""The settings as choices a person steps through: pure, and every step lands on a value the settings file accepts."""

from __future__ import annotations

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
TITLE, QUESTIONS, VAULT, KEYS = "title", "questions", "vault", "keys"


@dataclass(frozen=True)
class SettingOption:
    """One setting: its ``field``, its ``group``, its ``name``, what it is in one sentence, and its values as said.

    One without ``values`` leads to a page. ``words`` are what else people call it.
    """

    field: str
    group: str
    name: str
    explanation: str
    words: str
    values: Sequence[Any] = ()
    say: Callable[[Any], str] = str


def choices(themes: Mapping[str, str]) -> tuple[SettingOption, ...]:
    """Return what can be chosen, group by group; ``themes`` are the names of the themes by id."""
    return (*_writing(), *_plan(), *_check_in(), *_look(themes), *_privacy(), _KEYS)


def _writing() -> tuple[SettingOption, ...]:
    return (
        SettingOption(
            QUESTIONS,
            "Writing",
            "Questions to write about",
            "The questions that can stand above a page; change, add and remove them here.",
            "prompts prompt ideas ask template",
        ),
        SettingOption(
            "first_day_of_week",
            "Writing",
            "Week begins",
            "The first day of each week in History and in the month, and where you write “this week”.",
            "monday sunday calendar month first day",
            DAYS,
            str.capitalize,
        ),
    )


def _plan() -> tuple[SettingOption, ...]:
    group = "Plan"
    return (
        SettingOption(
            "breath_in",
            group,
            "Breath in",
            "How long the shape that breathes grows wider.",
            "breathing pace inhale",
            BREATHS,
            _seconds,
        ),
        SettingOption(
            "breath_out",
            group,
            "Breath out",
            "How long the shape that breathes grows narrower.",
            "breathing pace exhale",
            BREATHS,
            _seconds,
        ),
        SettingOption(
            "settle_seconds",
            group,
            "Pause in the circuit",
            "The quiet time between two parts of the circuit.",
            "between parts break settle rest",
            SETTLES,
            _seconds,
        ),
        SettingOption(
            "bell",
            group,
            "Bell in practice",
            "A soft bell at each change. Whatever it says can be seen as well.",
            "sound noise beep ring quiet silent",
            (False, True),
            _on_off,
        ),
        SettingOption(
            "sessions_a_day",
            group,
            "Sessions a day",
            "From step 3 on: how many sessions a day, all steps together.",
            "how often practice limit twice",
            (1, 2),
            _a_day,
        ),
        SettingOption(
            "still_seconds",
            group,
            "Stillness lasts",
            "In small movement, stillness and movement take turns; this is how long the stillness lasts.",
            "still movement hold timer",
            STILLS,
            _seconds,
        ),
        SettingOption(
            "small_seconds",
            group,
            "Movement lasts",
            "In small movement, stillness and movement take turns; this is how long the movement lasts.",
            "small movement timer",
            SMALLS,
            _seconds,
        ),
    )


def _check_in() -> tuple[SettingOption, ...]:
    group = "Check-in"
    return (
        SettingOption(
            "checkin_seconds",
            group,
            "Asks every",
            "How often the check-in timer, and a step together, ask whether it is comfortable.",
            "check-in interval seconds time partner",
            ASKS,
            _seconds,
        ),
        SettingOption(
            "checkin_bell",
            group,
            "Bell before it asks",
            "A bell shortly before each answer is due.",
            "check-in sound noise beep ring quiet silent",
            (False, True),
            _on_off,
        ),
        SettingOption(
            "partner_record",
            group,
            "Check-ins leave",
            "What a check-in timer or a step together leaves in the journal.",
            "check-in record kept save times answers nothing trace",
            (True, False),
            _left,
        ),
    )


def _look(themes: Mapping[str, str]) -> tuple[SettingOption, ...]:
    return (
        SettingOption(
            "theme",
            "Look",
            "Theme",
            "The colours of every page.",
            "dark light colours colors appearance night day white black contrast paper terminal",
            tuple(themes),
            lambda theme: themes.get(theme, str(theme)),
        ),
        SettingOption(
            "motion",
            "Look",
            "Motion",
            "Whether shapes move, like the one that breathes.",
            "animation moving still reduce",
            MOTION,
            _motion,
        ),
    )


def _privacy() -> tuple[SettingOption, ...]:
    group = "Privacy"
    return (
        SettingOption(
            "idle_lock_minutes",
            group,
            "Lock after",
            "Without a key for so long, the journal locks by itself.",
            "idle timeout auto lock minutes away",
            IDLE_MINUTES,
            _minutes,
        ),
        SettingOption(
            TITLE,
            group,
            "Name on lock screen",
            "The one word that the lock screen and the window show to whoever looks.",
            "title window tab hide disguise neutral",
            (),
            _word,
        ),
        SettingOption(
            "clear_scrollback",
            group,
            "Older terminal lines",
            "What stood in the terminal before the journal was opened, and can be scrolled back to: left, or cleared.",
            "scrollback terminal history clear trace buffer",
            (False, True),
            _scrolled,
        ),
        SettingOption(
            VAULT,
            group,
            "Vault",
            "Backup, passphrase, recovery code, other copies, export and import.",
            "",
        ),
    )


_KEYS = SettingOption(
    KEYS,
    "Keys",
    "Keys of your own",
    "Any action outside a session can have another key.",
    "keyboard shortcut shortcuts binding bindings remap rebind hotkey",
)


def values_with(choice: SettingOption, value: object) -> tuple[Any, ...]:
    """Return the values that are offered, and among them one that was written into the file by hand."""
    if not choice.values or value in choice.values:
        return tuple(choice.values)
    if isinstance(value, int):
        return tuple(sorted((*choice.values, value)))
    return (value, *choice.values)


def stepped(settings: Settings, choice: SettingOption, step: int, *, around: bool = False) -> Settings:
    """Return the settings with the next value (or the one before); without values, unchanged.

    At either end it stays, or goes ``around`` to the other one.
    """
    value = getattr(settings, choice.field, None)
    values = values_with(choice, value)
    place = values.index(value) + step if values else -1
    if around and values:
        place %= len(values)
    return replace(settings, **{choice.field: values[place]}) if 0 <= place < len(values) else settings


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
    return "one" if count == 1 else "two"


def _motion(motion: str) -> str:
    return "shapes move" if motion == "full" else "nothing moves"


def _word(word: str) -> str:
    return word or "none"


def _scrolled(cleared: bool) -> str:  # noqa: FBT001  it says a value
    return "cleared on opening" if cleared else "left as it is"
