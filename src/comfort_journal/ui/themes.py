"""A colour on the screen is a meaning; a theme says what each meaning looks like.

One TOML file per theme. Every colour is parsed when the file is read, so a theme either loads whole or is named in one
sentence and left out. Only ``background``, ``text`` and ``accent`` must be given; the rest falls back to those three.
Stylesheets use ``$background $surface $panel $text $muted $faint $accent $mark $good $caution $selection``.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.color import Color, ColorParseError
from textual.theme import Theme

from comfort_journal.settings import DEFAULTS, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

REQUIRED = ("background", "text", "accent")
TOKENS = (*REQUIRED, "surface", "panel", "muted", "faint", "mark", "good", "caution", "selection")
_TOP = ("name", "dark", "ansi", "contrast", "colours")


class Palette(NamedTuple):
    """One theme as its file says it, all meanings filled in; ``colours`` maps every token to a CSS colour."""

    id: str
    name: str
    dark: bool
    ansi: bool
    high_contrast: bool
    colours: Mapping[str, str]


class BadTheme(ValueError):
    """A theme file that cannot be used; the text says which file and why, in one sentence."""


def read_theme(path: Path) -> Palette:
    """Return the palette a theme file holds; raises BadTheme with one sentence."""
    try:
        written = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise BadTheme(f"The theme file {path.name} cannot be read.") from None
    except tomllib.TOMLDecodeError:
        raise BadTheme(f"The theme file {path.name} is not valid TOML.") from None
    return _palette(path.stem, path.name, written)


def read_themes(folders: Iterable[Path]) -> tuple[dict[str, Palette], tuple[str, ...]]:
    """Return every theme of the folders by id, later folders winning, and a sentence for each file left out."""
    found: dict[str, Palette] = {}
    messages: list[str] = []
    for folder in folders:
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            try:
                found[path.stem] = read_theme(path)
            except BadTheme as fault:
                messages.append(str(fault))
    return found, tuple(messages)


def choose(wanted: str, themes: Mapping[str, Palette]) -> tuple[str, str | None]:
    """Return the id of the theme to show and, when it is not the wanted one, a sentence that says so."""
    if wanted in themes:
        return wanted, None
    fallback = DEFAULTS.theme if DEFAULTS.theme in themes else next(iter(themes), "")
    meant = nearest(wanted, tuple(themes))
    hint = f"; did you mean {meant}?" if meant else "."
    return fallback, f"There is no theme called {wanted}{hint}"


def textual_theme(palette: Palette) -> Theme:
    """Return Textual's form of a palette, with our meanings as variables and its own widgets kept in tune."""
    tone = palette.colours
    return Theme(
        name=palette.id,
        primary=tone["accent"],
        secondary=tone["mark"],
        accent=tone["accent"],
        warning=tone["caution"],
        error=tone["caution"],
        success=tone["good"],
        foreground=tone["text"],
        background=tone["background"],
        surface=tone["surface"],
        panel=tone["panel"],
        dark=palette.dark,
        ansi=palette.ansi,
        variables=variables(palette),
    )


def variables(palette: Palette) -> dict[str, str]:
    """Return the stylesheet variables of a palette: our tokens, and what Textual's widgets ask for."""
    tone = palette.colours
    on_accent = tone["background"] if not palette.ansi else "ansi_black"
    on_selection = tone["text"] if not palette.ansi else "ansi_bright_white"
    grounds = ("ansi_black", "ansi_white") if palette.dark else ("ansi_white", "ansi_black")
    native = dict(zip(("ansi-background", "ansi-foreground"), grounds, strict=True)) if palette.ansi else {}
    return {
        **tone,
        **native,
        "text-muted": tone["muted"],
        "text-disabled": tone["muted"],
        "foreground-muted": tone["muted"],
        "border": tone["accent"],
        "border-blurred": tone["faint"],
        "block-cursor-background": tone["selection"],
        "block-cursor-foreground": on_selection,
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": tone["panel"],
        "block-cursor-blurred-foreground": tone["text"],
        "block-hover-background": tone["panel"],
        "input-cursor-background": "transparent",  # the terminal's own stands there; on a block it would be turned back
        "input-cursor-foreground": tone["accent"],
        "input-cursor-text-style": "underline",
        "input-selection-background": tone["selection"],
        "input-selection-foreground": on_selection,
        "screen-selection-background": tone["selection"],
        "screen-selection-foreground": on_selection,
        "scrollbar": tone["faint"],
        "scrollbar-hover": tone["muted"],
        "scrollbar-active": tone["accent"],
        "scrollbar-background": tone["background"],
        "scrollbar-background-hover": tone["background"],
        "scrollbar-background-active": tone["background"],
        "scrollbar-corner-color": tone["background"],
        "link-color": tone["accent"],
        "link-style": "none",
        "link-background": "transparent",
        "link-color-hover": tone["accent"],
        "link-background-hover": tone["panel"],
        "link-style-hover": "underline",
        "button-foreground": tone["text"],
        "button-color-foreground": on_accent,
        "button-focus-text-style": "none",
    }


def _palette(theme_id: str, file: str, written: dict[str, Any]) -> Palette:
    for key in written:
        if key not in _TOP:
            raise BadTheme(f"The theme file {file} has an unknown key, {key}{_hint(key, _TOP)}")
    colours = written.get("colours")
    if not isinstance(colours, dict):
        raise BadTheme(f"The theme file {file} has no [colours].")
    for token, colour in colours.items():
        if token not in TOKENS:
            raise BadTheme(f"The theme file {file} names an unknown colour, {token}{_hint(token, TOKENS)}")
        _parse(file, token, colour)
    missing = [token for token in REQUIRED if token not in colours]
    if missing:
        raise BadTheme(f"The theme file {file} is missing {' and '.join(missing)}.")
    for key, kind in (("name", str), ("dark", bool), ("ansi", bool)):
        if not isinstance(written.get(key, kind()), kind):
            raise BadTheme(f"In the theme file {file}, {key} is of the wrong kind.")
    if written.get("contrast", "normal") not in ("normal", "high"):
        raise BadTheme(f"In the theme file {file}, contrast should be normal or high.")
    return Palette(
        id=theme_id,
        name=written.get("name", theme_id),
        dark=written.get("dark", True),
        ansi=written.get("ansi", False),
        high_contrast=written.get("contrast") == "high",
        colours=_filled(colours, ansi=written.get("ansi", False)),
    )


def _filled(given: Mapping[str, str], *, ansi: bool) -> dict[str, str]:
    """Return the colours with every missing meaning derived from those given (terminal colours cannot be mixed)."""
    background, text, accent = (given[token] for token in REQUIRED)

    def mixed(one: str, other: str, share: float) -> str:
        return one if ansi else Color.parse(one).blend(Color.parse(other), share).hex6

    surface = given.get("surface", mixed(background, text, 0.04))
    fallbacks = {
        "surface": surface,
        "panel": mixed(surface, text, 0.06),
        "muted": mixed(text, background, 0.30),
        "faint": mixed(background, text, 0.25) if not ansi else "ansi_bright_black",
        "mark": accent,
        "good": accent,
        "caution": accent,
        "selection": mixed(background, accent, 0.28) if not ansi else "ansi_blue",
    }
    return {**fallbacks, **given}


def _parse(file: str, token: str, colour: object) -> None:
    try:
        if not isinstance(colour, str):
            raise BadTheme(f"In the theme file {file}, {token} should be a colour in quotes.")
        Color.parse(colour)
    except ColorParseError:
        raise BadTheme(f"In the theme file {file}, {token} is not a colour.") from None


def _hint(word: str, known: tuple[str, ...]) -> str:
    meant = nearest(word, known)
    return f"; did you mean {meant}?" if meant else "."
