"""Each setting is declared once, here: its default, what it may be, and what the settings page and the docs say of it.

The file's reader, the page, the palette and ``docs/settings.md`` go by this table. Nothing but the standard library is
imported, because the lock screen is painted by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TITLE_LIMIT = 24


class SettingOption(NamedTuple):
    """One setting: its key in the file, a ``field`` of Settings, and its line on the page of settings.

    ``explanation`` is one sentence; ``words`` are what else people call it. ``values`` are those that are offered, in
    their order, and ``say`` tells one in words. One without ``values`` is typed, takes its values from elsewhere, or
    leads to a page. ``accepts`` says whether a value may stand in the file, ``expected`` what may.
    """

    field: str
    group: str
    name: str
    explanation: str
    words: str
    values: Sequence[Any] = ()
    say: Callable[[Any], str] = str
    accepts: Callable[[object], bool] = bool
    expected: str = ""

    def offering(self, values: Sequence[Any], say: Callable[[Any], str]) -> SettingOption:
        """Return it with the values that only somebody else knows."""
        return self._replace(values=values, say=say)


Kind: TypeAlias = "tuple[Sequence[Any], Callable[[Any], str], Callable[[object], bool], str]"
"""The last four of an option: what is offered and how it is said, what is accepted and how that is told."""


def _whole(offered: Sequence[int], say: Callable[[int], str]) -> Kind:
    """Return any whole number from the first offered to the last."""
    low, high = offered[0], offered[-1]
    return (
        offered,
        say,
        lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high,
        f"a whole number from {low} to {high}",
    )


def _one_of(said: Mapping[str, str]) -> Kind:
    values = tuple(said)
    return values, said.__getitem__, lambda value: value in values, "one of " + ", ".join(values)


def _either(said: Mapping[bool, str]) -> Kind:
    return tuple(said), said.__getitem__, lambda value: isinstance(value, bool), "true or false"


def _seconds(count: int) -> str:
    return f"{count} seconds"


def _minutes(count: int) -> str:
    return f"{count} minute" if count == 1 else f"{count} minutes"


_BREATH = _whole(range(2, 13), _seconds)
_SPEED = _one_of({"slower": "slower", "slow": "slow", "usual": "as usual"})
_VOLUME = _one_of({"softer": "softer", "soft": "soft", "usual": "as usual"})
_DAY = _one_of({day: day.capitalize() for day in DAYS})
_ON_OFF = _either({False: "off", True: "on"})
_THEME: Kind = ((), str, lambda value: isinstance(value, str) and bool(value), "the name of a theme")
_WORD: Kind = (
    (),
    lambda word: word or "none",
    lambda value: isinstance(value, str) and len(value) <= TITLE_LIMIT and (value.isprintable() or not value),
    f"a text of at most {TITLE_LIMIT} characters",
)


_Value = TypeVar("_Value")
_SAID: list[tuple[Any, ...]] = []
"""What ``_setting`` was told of each setting, in the order of the fields of Settings."""


def _setting(  # noqa: PLR0913  all of a setting stands in one place
    kind: Kind, group: str, name: str, explanation: str, words: str, *, default: _Value
) -> _Value:
    """Note what is said of a setting, and return its default."""
    _SAID.append((group, name, explanation, words, *kind))
    return default


class Settings(NamedTuple):
    """What the owner may choose; every field is a key of the file, and their order is that of the page in each group.

    ``keys`` are the owner's own keys as they are written, each the id of an action and a key.
    """

    theme: str = _setting(
        _THEME,
        "Look",
        "Theme",
        "The colours of every page.",
        "dark light colours colors appearance night day white black contrast paper terminal",
        default="lamplight",
    )
    idle_lock_minutes: int = _setting(
        _whole((1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120), _minutes),
        "Privacy",
        "Lock after",
        "Without a key for so long, the journal locks by itself.",
        "idle timeout auto lock minutes away",
        default=5,
    )
    first_day_of_week: str = _setting(
        _DAY,
        "Writing",
        "Week begins",
        "The first day of each week in History and in the month, and where you write “this week”.",
        "monday sunday calendar month first day",
        default="monday",
    )
    motion: str = _setting(
        _one_of({"full": "shapes move", "none": "nothing moves"}),
        "Look",
        "Motion",
        "Whether shapes move, like the one that breathes, and pages glide where they scroll.",
        "animation moving still reduce",
        default="full",
    )
    large_text: bool = _setting(
        _either({False: "as the window has room", True: "before everything else"}),
        "Look",
        "Large words",
        "In practice and in a check-in: whether the word, the time and the keys are as large as can be, "
        "and small lines give way.",
        "big font size zoom magnify see far glasses letters",
        default=False,
    )
    breath_in: int = _setting(
        _BREATH,
        "Plan",
        "Breath in",
        "How long the shape that breathes grows wider.",
        "breathing pace inhale",
        default=4,
    )
    breath_out: int = _setting(
        _BREATH,
        "Plan",
        "Breath out",
        "How long the shape that breathes grows narrower.",
        "breathing pace exhale",
        default=6,
    )
    settle_seconds: int = _setting(
        _whole((0, 5, 10, 15, 20, 30, 45, 60), _seconds),
        "Plan",
        "Pause in the circuit",
        "The quiet time between two parts of the circuit.",
        "between parts break settle rest",
        default=15,
    )
    bell: bool = _setting(
        _ON_OFF,
        "Plan",
        "Bell in practice",
        "The terminal's bell at each change, where no tone is heard. Whatever it says can be seen as well.",
        "bell noise beep ring quiet silent",
        default=False,
    )
    sounds: bool = _setting(
        _ON_OFF,
        "Sound",
        "Soft tones",
        "Soft tones for each breath, each change, a check-in and a stop, where this computer can play them. "
        "A check-in with its bell off is silent.",
        "sound sounds audio tone noise beep ring quiet silent hear eyes closed",
        default=False,
    )
    speech: bool = _setting(
        _ON_OFF,
        "Sound",
        "Voice",
        "The computer's own voice says the lines of the plan, and nothing you wrote. "
        "In a check-in it says the question and the stop alone.",
        "voice speech speak read aloud sound hear eyes closed blind",
        default=False,
    )
    speech_speed: str = _setting(
        _SPEED,
        "Sound",
        "Voice, how fast",
        "How fast the lines are spoken.",
        "voice speech rate speed slow fast",
        default="slow",
    )
    speech_volume: str = _setting(
        _VOLUME,
        "Sound",
        "Voice, how loud",
        "How loud the lines are spoken, beside the loudness of the computer.",
        "voice speech volume loud soft quiet",
        default="soft",
    )
    sessions_a_day: int = _setting(
        _whole((1, 2), ("", "one", "two").__getitem__),
        "Plan",
        "Sessions a day",
        "From step 3 on: how many sessions a day, all steps together.",
        "how often practice limit twice",
        default=1,
    )
    still_seconds: int = _setting(
        _whole((10, 15, 20, 25, 30, 45, 60), _seconds),
        "Plan",
        "Stillness lasts",
        "In small movement, stillness and movement take turns; this is how long the stillness lasts.",
        "still movement hold timer",
        default=20,
    )
    small_seconds: int = _setting(
        _whole((5, 10, 15, 20, 30), _seconds),
        "Plan",
        "Movement lasts",
        "In small movement, stillness and movement take turns; this is how long the movement lasts.",
        "small movement timer",
        default=10,
    )
    checkin_seconds: int = _setting(
        _whole((30, 35, 40, 45, 50, 55, 60), _seconds),
        "Check-in",
        "Asks every",
        "How often the check-in timer, and a step together, ask whether it is comfortable.",
        "check-in interval seconds time partner",
        default=45,
    )
    checkin_bell: bool = _setting(
        _ON_OFF,
        "Check-in",
        "Bell before it asks",
        "A bell, or a tone, shortly before each answer is due. Off, a check-in is silent.",
        "check-in bell noise beep ring quiet silent",
        default=True,
    )
    partner_record: bool = _setting(
        _either({True: "times and answers", False: "nothing at all"}),
        "Check-in",
        "Check-ins leave",
        "What a check-in timer or a step together leaves in the journal.",
        "check-in record kept save times answers nothing trace",
        default=True,
    )
    title: str = _setting(
        _WORD,
        "Privacy",
        "Name on lock screen",
        "The one word that whoever looks sees: lock screen, window, and a reminder (in the shell: cj remind on 08:30).",
        "title window tab hide disguise neutral remind reminder notification alarm morning",
        default="Notes",
    )
    clear_scrollback: bool = _setting(
        _either({False: "left as it is", True: "cleared on opening"}),
        "Privacy",
        "Earlier in terminal",
        "What stood in the terminal before the journal was opened, and can be scrolled back to: left, or cleared.",
        "scrollback terminal history clear trace buffer",
        default=False,
    )
    keyboard: str = _setting(
        _one_of({"any": "no", "azerty": "yes"}),
        "Keys",
        "Keyboard: AZERTY",
        "On AZERTY the row & é \" ' ( - è _ ç à gives the digits 1 to 0 without Shift, wherever there is no text. "
        "In a check-in & is then 1, and é is 2.",
        "clavier layout french belgian français belge qwerty qwertz dvorak digits numbers shift",
        default="any",
    )
    one_hand: bool = _setting(
        _either({False: "off", True: "F11, F12 and Insert as well"}),
        "Keys",
        "One hand",
        "Single keys for what is otherwise two held together: F11 saves, F12 locks, Insert finds every action.",
        "one-handed single finger left right chord sticky accessibility ctrl lock save palette",
        default=False,
    )
    keys: tuple[tuple[str, str], ...] = ()

    @property
    def moves(self) -> bool:
        """Whether shapes may move on the screen."""
        return self.motion == "full"

    @property
    def week_starts(self) -> int:
        """The first day of the week as ``date.weekday()`` counts: Monday 0."""
        return DAYS.index(self.first_day_of_week)


DEFAULTS = Settings()
OPTIONS = {
    field: SettingOption(field, *said)
    for field, said in zip((name for name in Settings._fields if name != "keys"), _SAID, strict=True)
}
"""Every setting by its key in the file; only the owner's own keys are beside them."""
