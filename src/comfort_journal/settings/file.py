"""The settings file: a wrong setting is named and left at its default, so the app always starts.

One plain TOML file the owner may edit by hand, in any editor. Reading needs the standard library only, because the lock
screen is painted before anything heavier is imported; saving keeps the owner's comments and order.
"""

from __future__ import annotations

import difflib
import itertools
import os
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from comfort_journal.settings.declared import DEFAULTS, OPTIONS, Settings

KEYS = "keys"
"""The table of the file that only its owner writes."""


def load(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings and a plain sentence for each thing in the file that could not be used.

    A missing file is the defaults without a word. Nothing here raises for what the file holds.
    """
    try:
        written = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return DEFAULTS, ()
    except tomllib.TOMLDecodeError as fault:
        return DEFAULTS, (f"The settings file is not valid TOML ({_place(fault)}); the defaults are used.",)
    except (OSError, UnicodeDecodeError):
        return DEFAULTS, ("The settings file cannot be read; the defaults are used.",)
    return of_written(written)


def save(path: Path, settings: Settings) -> None:
    """Write the settings that differ from the file, keeping its comments, order and unknown keys; mode 0600.

    A file that is no TOML is set aside under a name of its own, over no other.
    Raises OSError when the folder cannot be written to.
    """
    import tomlkit  # noqa: PLC0415  only a save needs it, and the lock screen paints without it
    from tomlkit.exceptions import ParseError  # noqa: PLC0415  as above

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        document = tomlkit.parse(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        document = tomlkit.document()
    except (ParseError, UnicodeDecodeError):
        _set_aside(path)
        document = tomlkit.document()
    for name in OPTIONS:
        value = getattr(settings, name)
        if name in document or value != getattr(DEFAULTS, name):
            document[name] = value
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".settings-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(tomlkit.dumps(document))
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)


def _set_aside(path: Path) -> None:
    """Move a file that cannot be read to a free name beside it, which an empty file takes first."""
    for number in itertools.count(1):
        name = path.with_suffix(".unreadable.toml" if number == 1 else f".unreadable-{number}.toml")
        try:
            name.open("x").close()
        except FileExistsError:
            continue
        path.replace(name)
        return


def nearest(name: str, known: tuple[str, ...]) -> str | None:
    """Return the known name that a misspelt one most likely means, or None."""
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return close[0] if close else None


def as_written(settings: Settings) -> dict[str, Any]:
    """Return what a file of these settings has: those that are none of the defaults, and the owner's keys."""
    own = {name: getattr(settings, name) for name in OPTIONS if getattr(settings, name) != getattr(DEFAULTS, name)}
    return own | ({KEYS: dict(settings.keys)} if settings.keys else {})


def of_written(written: dict[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings that are written so, and a plain sentence for each thing that could not be used."""
    messages: list[str] = []
    good: dict[str, Any] = {}
    for name, value in written.items():
        if name == KEYS:
            good[name], refused = _keys_of(value)
            messages += refused
            continue
        if name not in OPTIONS:
            meant = nearest(name, (*OPTIONS, KEYS))
            hint = f"; did you mean {meant}?" if meant else "."
            messages.append(f"The settings file has an unknown key, {shown(name)}{hint}")
            continue
        if OPTIONS[name].accepts(value):
            good[name] = value
        else:
            expected = OPTIONS[name].expected
            messages.append(f"In the settings file, {name} should be {expected}; {_default(name)} is used.")
    return DEFAULTS._replace(**good), tuple(messages)


def _keys_of(written: object) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """Return the owner's keys as they are written; which of them can be used is for whoever knows the actions."""
    if not isinstance(written, dict):
        return (), ["In the settings file, keys should be a table, [keys]; the shipped keys are used."]
    good = tuple((name, key) for name, key in written.items() if isinstance(key, str))
    wrong = [name for name, key in written.items() if not isinstance(key, str)]
    return good, [f'In [keys], {shown(name)} should be one key as a text, like "alt+p".' for name in wrong]


def shown(name: str) -> str:
    """Return a name out of the file as one short line that steers no terminal."""
    plain = "".join(letter for letter in name if letter.isprintable())
    return plain if len(plain) <= 40 else plain[:40] + "…"  # noqa: PLR2004  a line of the screen


def _default(name: str) -> str:
    value = getattr(DEFAULTS, name)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _place(fault: tomllib.TOMLDecodeError) -> str:
    text = str(fault)
    start = text.find("(at ")
    return text[start + 1 : -1] if start >= 0 else "syntax"
