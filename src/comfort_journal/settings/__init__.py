"""The owner's settings hold no secret; ``declared`` has each of them once, ``file`` reads and writes them."""

from comfort_journal.settings.declared import DEFAULTS, OPTIONS, SettingOption, Settings
from comfort_journal.settings.file import KEYS, as_written, load, nearest, of_written, save, shown

__all__ = [
    "DEFAULTS",
    "KEYS",
    "OPTIONS",
    "SettingOption",
    "Settings",
    "as_written",
    "load",
    "nearest",
    "of_written",
    "save",
    "shown",
]
