# ruff: noqa: RUF001  characters that look like others are what the table of folds is about
"""Finding words: a text and a query are folded by one function, character by character, so what is found can be marked.

Folding drops case, accents and invisible characters: NFKD, combining marks removed, casefold, and a few letters
that Unicode does not decompose. It looks at one character at a time, so folding a piece gives a piece of the fold.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_UNDECOMPOSED = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
        "‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-", "–": "-", "—": "-",
        "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
    }
)  # fmt: skip
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


class _Folds(dict[str, str]):
    """The fold of every character met so far: at most one entry per character of Unicode, none of them private."""

    def __missing__(self, character: str) -> str:
        plain = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
        cased = unicodedata.normalize("NFKD", plain.casefold().translate(_UNDECOMPOSED))
        folded = self[character] = "".join(c for c in cased if not unicodedata.combining(c)).lower()
        return folded


_folds = _Folds()


@dataclass(frozen=True, slots=True, repr=False)
class Query:
    """What is looked for: every phrase must occur; a phrase is its folded words, one after the other."""

    phrases: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is looked for at all."""
        return bool(self.phrases)

    def narrows(self, other: Query) -> bool:
        """Tell whether all that this query finds is sure to be among what ``other`` finds."""
        return all(any(_holds(mine, theirs) for mine in self.phrases) for theirs in other.phrases)


def _holds(phrase: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return " ".join(part) in " ".join(phrase)


def fold(text: str) -> str:
    """Return the text as it is compared: without case, accents and invisible characters."""
    folded = text.lower()
    if folded.isascii():
        return folded
    for character in set(folded):  # what a fold brings in never folds any further, so the order does not matter
        instead = _folds[character]
        if instead != character:
            folded = folded.replace(character, instead)
    return folded


def compile_query(text: str) -> Query:
    """Return what a person typed as a query: all words, ``"quoted words"`` next to each other.

    A quote that is still open reaches to the end, since a query is read while it is being typed.
    """
    phrases: list[tuple[str, ...]] = []
    for quoted, word in _TERM.findall(_straight(text)):
        words = tuple(fold(quoted or word).split())
        if words and words not in phrases:
            phrases.append(words)
    return Query(tuple(phrases))


def matches(folded: str, query: Query) -> bool:
    """Tell whether a text, already folded, has every phrase of the query."""
    for words in query.phrases:
        for word in words:
            if word not in folded:
                return False
        if len(words) > 1 and _pattern(words).search(folded) is None:
            return False
    return True


def marks(text: str, query: Query | str) -> list[tuple[int, int]]:
    """Return where a query occurs: (start, end) in characters of the text as given, ascending, none overlapping.

    A mark always covers whole characters, an accent written as its own character included.
    """
    if isinstance(query, str):
        query = compile_query(query)
    if not query:
        return []
    folded = fold(text)
    spans = sorted(match.span() for words in query.phrases for match in _pattern(words).finditer(folded))
    if text.isascii():
        return _joined(spans)
    way_back = _WayBack(text)
    return _joined([(way_back.start(start), way_back.end(end)) for start, end in spans])


class _WayBack:
    """From a place in the fold to the place in the text: one to one, save characters that fold to none or several.

    ``_at`` holds, for each stretch, where it begins in the fold; ``_from`` where it begins in the text, and whether it
    is one single character that changed its length.
    """

    def __init__(self, text: str) -> None:
        self._at, self._from = [0], [(0, False)]
        longer = 0
        for run in _BEYOND_ASCII.finditer(text):
            for place, character in enumerate(run[0], run.start()):
                length = len(_folds[character])
                if length != 1:
                    self._at += (place + longer, place + longer + length)
                    self._from += ((place, True), (place + 1, False))
                    longer += length - 1

    def start(self, place: int) -> int:
        """Return where the character that holds this place begins."""
        stretch = bisect_right(self._at, place) - 1
        begins, single = self._from[stretch]
        return begins if single else begins + place - self._at[stretch]

    def end(self, place: int) -> int:
        """Return where the character before this place ends, with the marks that sit on it."""
        stretch = bisect_right(self._at, place) - 1
        begins, single = self._from[stretch]
        return begins + (1 if single and place > self._at[stretch] else 0 if single else place - self._at[stretch])


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words)))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _straight(text: str) -> str:
    return text.translate({ord(mark): '"' for mark in "“”„«»"})
