"""Where things live. No path here is created; each room makes what it needs, 0700 and 0600."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APP_NAME = "comfort-journal"
VAULT_VARIABLE = "COMFORT_JOURNAL_VAULT"


def default_vault() -> Path:
    """Return the vault's folder when no ``--vault`` is given: the environment's, else one in the user's data."""
    named = os.environ.get(VAULT_VARIABLE)
    return Path(named) if named else platformdirs.user_data_path(APP_NAME, appauthor=False) / "journal.vault"


def state_dir() -> Path:
    """Return this machine's folder for pins and inbox public keys; it never travels with the vault."""
    return platformdirs.user_state_path(APP_NAME, appauthor=False)


def settings_file() -> Path:
    """Return the settings file: plain TOML without secrets."""
    return platformdirs.user_config_path(APP_NAME, appauthor=False) / "settings.toml"


def user_themes() -> Path:
    """Return the folder in which the owner may keep themes of their own."""
    return platformdirs.user_config_path(APP_NAME, appauthor=False) / "themes"


def shipped_themes() -> Path:
    """Return the themes that come with the program: inside the wheel, or ``themes/`` of a checkout."""
    package = Path(__file__).resolve().parent
    packed = package / "themes"
    return packed if packed.is_dir() else package.parents[1] / "themes"
