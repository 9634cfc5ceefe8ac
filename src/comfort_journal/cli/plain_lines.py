"""Whether the program is to speak in plain lines; asked before anything of a page is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO: Final = frozenset({"", "0", "no", "false", "off"})


def in_lines(asked: bool | None, environment: Mapping[str, str]) -> bool:  # noqa: FBT001  a flag of the command line
    """Return what was asked for, else what ``ACCESSIBLE`` says, else whether the terminal shows lines alone."""
    if asked is not None:
        return asked
    said = environment.get("ACCESSIBLE")
    if said is not None:
        return said.strip().casefold() not in _NO
    return environment.get("TERM") == "dumb"
