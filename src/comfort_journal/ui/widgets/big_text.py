"""A word or a time to be read from across the room: as large as its place allows, and never cut off.

The letters are five by seven dots, each given by its columns with the lowest bit on top, as small displays have them.
"""

from __future__ import annotations

import os
from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_LETTERS = {
    "a": "2054545478", "b": "7F48444438", "c": "3844444420", "d": "384444487F", "e": "3854545418", "f": "087E090102",
    "g": "0C5252523E", "h": "7F08040478", "i": "447D40", "j": "2040443D", "k": "7F102844", "l": "417F40",
    "m": "7C04180478", "n": "7C08040478", "o": "3844444438", "p": "7C14141408", "q": "081414187C", "r": "7C08040408",
    "s": "4854545420", "t": "043F444020", "u": "3C4040207C", "v": "1C2040201C", "w": "3C4030403C", "x": "4428102844",
    "y": "0C5050503C", "z": "4464544C44",
    "A": "7E1111117E", "B": "7F49494936", "C": "3E41414122", "D": "7F4141221C", "E": "7F49494941", "F": "7F09090901",
    "G": "3E4149497A", "H": "7F0808087F", "I": "417F41", "J": "2040413F01", "K": "7F08142241", "L": "7F40404040",
    "M": "7F020C027F", "N": "7F0408107F", "O": "3E4141413E", "P": "7F09090906", "Q": "3E4151215E", "R": "7F09192946",
    "S": "4649494931", "T": "01017F0101", "U": "3F4040403F", "V": "1F2040201F", "W": "3F4038403F", "X": "6314081463",
    "Y": "0708700807", "Z": "6151494543",
    "0": "3E5149453E", "1": "427F40", "2": "4261514946", "3": "2141454B31", "4": "1814127F10", "5": "2745454539",
    "6": "3C4A494930", "7": "0171090503", "8": "3649494936", "9": "064949291E",
    ":": "3636", ".": "6060", "'": "0503", "-": "08080808", "?": "0201510906", " ": "000000",
    "&": "3649552250", "é": "3854565518",
}  # fmt: skip
_DOTS = 7
_HALVES = " ▀▄█"
_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
HAS_QUARTERS: Final = os.environ.get("TERM") != "linux"
"""The console of Linux has no quarters in its letters."""


class BigText(Widget):
    """One line of text in block letters; where it does not fit, in wide letters on one row."""

    DEFAULT_CSS = """
    BigText { width: 1fr; height: 4; color: $text; }
    """
    ALLOW_SELECT = False
    text: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw the text in the largest form that fits; its rows are of one length, so `text-align` moves it whole."""
        width, height = self.content_size
        return Content("\n".join(next(form for form in forms(self.text) if fits(form, width, height))))


def forms(text: str) -> list[list[str]]:
    """Return the text as rows of cells, the largest form first and the plain text last."""
    return [*blocks(text), [" ".join(text)], [text], [""]]


def blocks(text: str) -> list[list[str]]:
    """Return the forms of a text in block letters, the largest first; none where it has a letter without one."""
    if not text or any(letter not in _LETTERS for letter in text):
        return []
    dots = _dots(text)
    halves = [
        "".join(_HALVES[upper + 2 * lower] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(dots[::2], [*dots[1::2], [False] * len(dots[0])], strict=True)
    ]
    large = [["".join("██" if dot else "  " for dot in row) for row in dots], halves]
    return [*large, _quartered(_dots(text, even=True))] if HAS_QUARTERS else large


def fits(form: list[str], width: int, height: int) -> bool:
    """Tell whether a form has room; the empty one always has."""
    return len(form) <= max(1, height) and max(map(len, form)) <= width


def _quartered(dots: list[list[bool]]) -> list[str]:
    """Return the dots four to a cell."""
    rows = [*dots, [False] * len(dots[0])]
    return [
        "".join(
            _QUARTERS[above[x] + 2 * above[x + 1] + 4 * below[x] + 8 * below[x + 1]] for x in range(0, len(above), 2)
        )
        for above, below in zip(rows[::2], rows[1::2], strict=True)
    ]


def _dots(text: str, *, even: bool = False) -> list[list[bool]]:
    """Return seven rows of dots, one free column between two letters; ``even``: each begins at an even column."""
    columns: list[int] = []
    for letter in text:
        columns += bytes.fromhex(_LETTERS[letter])
        columns += [0] * (2 - len(columns) % 2 if even else 1)
    if not even:
        del columns[-1]
    return [[bool(column >> row & 1) for column in columns] for row in range(_DOTS)]
