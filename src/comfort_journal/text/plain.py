"""Record text as a terminal may show it: nothing in it can move the cursor, change a colour or turn the reading order.

All of it is pure. ``shown`` keeps every character's place, so positions found in the text hold in what is shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BIDI_CONTROLS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_LINE_BREAKS_OF_UNICODE = (0x2028, 0x2029)
_MARK = "\N{REPLACEMENT CHARACTER}"

_MARKS: dict[int, str] = (
    {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
    | {0x7F: "\N{SYMBOL FOR DELETE}"}
    | dict.fromkeys((*range(0x80, 0xA0), *_BIDI_CONTROLS, *_LINE_BREAKS_OF_UNICODE, *range(0xD800, 0xE000)), _MARK)
)
_LINE_ENDINGS = re.compile(r"\r\n?")
_LONE_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def is_text(typed: str | None) -> bool:
    """Return whether what a key stands for is text: every character is, but controls and lone surrogates.

    ``str.isprintable`` leaves out joiners, every blank but one, and what is newer than the Python that runs.
    """
    return bool(typed) and not (_CONTROLS.search(typed or "") or _LONE_SURROGATES.search(typed or ""))


def plain_lines(text: str) -> list[str]:
    """Return the text's lines: CR LF, CR and LF end one; a lone surrogate, which no record may hold, is replaced."""
    return _LONE_SURROGATES.sub(_MARK, _LINE_ENDINGS.sub("\n", text)).split("\n")


def shown(text: str) -> str:
    """Return the text with C0 (but newline and tab), DEL, C1 and bidi controls as visible marks, one for one."""
    return text.translate(_MARKS)


def one_line(text: str) -> str:
    """Return the text as ``shown``, with every run of white space as one blank."""
    return shown(" ".join(text.split()))


def say_tags(tags: Iterable[str]) -> str:
    """Return tags as they stand beside an entry: ``#sleep #warm bath``."""
    return " ".join(f"#{one_line(tag)}" for tag in tags)
