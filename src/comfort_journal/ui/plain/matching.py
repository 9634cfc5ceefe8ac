"""Which of some choices is meant by what was typed: by a beginning, a word, or a letter that stands for one; pure."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Called(Protocol):
    """What can be asked for: by its name, or by ``words`` that are never said."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def words(self) -> str:
        """What else it may be asked for by."""


Choice = TypeVar("Choice", bound=Called)

_WORD: Final = re.compile(r"[^\W_]+")
_WHOLE_ENOUGH: Final = 3
"""Letters of a word that stands in the midst of a sentence."""
_WHOLE: Final[Mapping[str, str]] = MappingProxyType({"y": "yes", "n": "no"})
"""The words whose letter is enough, also where they stand among other choices."""


def begun_with(said: str, choices: Sequence[Choice]) -> Choice | None:
    """Return the one choice whose name begins so."""
    folded = said.casefold()
    exact = [each for each in choices if each.name.casefold() == folded]
    found = exact or [each for each in choices if len(folded) > 1 and each.name.casefold().startswith(folded)]
    return found[0] if len(found) == 1 else None


def whole_word(said: str, choices: Iterable[Choice]) -> Choice | None:
    """Return the choice that is the yes or the no of which the first letter was typed."""
    word = _WHOLE.get(said.casefold())
    return next((each for each in choices if each.name.casefold() == word), None)


def with_first_word(said: str, choices: Iterable[Choice]) -> list[Choice]:
    """Return the choices whose name begins with this whole word: back is no beginning of Backup."""
    return [each for each in choices if each.name.casefold().split()[:1] == [said.casefold()]]


def with_word(said: str, choices: Iterable[Choice]) -> list[Choice]:
    """Return the choices of which each typed word begins a word: one of its name, or else what it is asked for by."""
    if not is_wordy(said):
        return []
    wanted = [each.casefold() for each in _WORD.findall(said)]
    found = [each for each in choices if _has(wanted, each.name)]
    return found or [each for each in choices if _has(wanted, f"{each.name} {each.words}")]


def is_wordy(said: str) -> bool:
    """Whether what was typed is words that are long enough to be looked for."""
    return min(map(len, _WORD.findall(said)), default=0) >= _WHOLE_ENOUGH


def _has(wanted: Iterable[str], said: str) -> bool:
    words = _WORD.findall(said.casefold())
    return all(any(word.startswith(each) for word in words) for each in wanted)
