"""The owner's settings hold no secret; ``declared`` has each of them once, ``file`` reads and writes them."""

from comfort_journal.settings.declared import DEFAULTS, OPTIONS, SettingOption, Settings
from comfort_journal.settings.file import KEYS, load, nearest, save, shown

__all__ = [
    "DEFAULTS",
    "KEYS",
    "OPTIONS",
    "SettingOption",
    "Settings",
    "load",
    "nearest",
    "save",
    "shown",
]
