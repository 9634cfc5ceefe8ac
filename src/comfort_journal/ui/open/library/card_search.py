"""Which cards there are, group by group, and in which of them some words are; pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from comfort_journal.text.counts import many
from comfort_journal.ui.open.library.card_text import card_words, groups
from comfort_journal.ui.widgets.text_layout import BLANK, Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from comfort_journal.content import Library
    from comfort_journal.ui.open.library.card_text import OwnWords

Wanted: TypeAlias = Callable[[str], bool]
"""Given the id of a card, whether it is to be shown."""
EXERCISES = "exercises"
"""What stands for the strength exercises themselves, beside the cards about them."""
_EXERCISES_TITLE = "The exercises"
_ABOUT_STRENGTH = "STR-0"
THEY_OPEN = "Enter opens them."


def every_card(_item_id: str) -> bool:
    """Want all of them."""
    return True


def titles(library: Library, wanted: Wanted = every_card) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each group that has a card that is wanted: its title, and the titles and ids of those cards."""
    for title, items in groups(library):
        listed = [(item.title, item.id) for item in items if wanted(item.id)]
        if items[0].id == _ABOUT_STRENGTH and wanted(EXERCISES):
            listed.append((_EXERCISES_TITLE, EXERCISES))
        if listed:
            yield title, listed


def card_texts(library: Library, own: OwnWords) -> dict[str, str]:
    """Return all that each card says, by its id."""
    texts = {item.id: card_words(library, item.id, own) for _title, items in groups(library) for item in items}
    return {**texts, EXERCISES: "\n".join(block.text for block in exercise_blocks(library))}


def words_in(said: str) -> list[str]:
    """Return the words of what was typed, without the marks between them."""
    return _WORD.findall(said)


def with_words(texts: Mapping[str, str], words: Sequence[str]) -> tuple[Wanted, bool]:
    """Return whether a card has the most of these words that any card has, every card where there are none; and if all.

    The order does not matter, one and several are one word, and a beginning of a word is enough.
    """
    if not words:
        return every_card, True
    patterns = [any_of([word]) for word in words]
    has = {item_id: sum(each.search(text) is not None for each in patterns) for item_id, text in texts.items()}
    most = max(1, *has.values())
    return lambda item_id: has[item_id] == most, most == len(words)


def say_found(hits: int, *, has_all: bool) -> str:
    """Return how many titles were found, and whether all words are in them."""
    return f"{many(hits, 'title')} found{'' if has_all else ', none with all of these words'}"


def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Return what finds each word that begins with one of these, or is one of them but for the end of its plural."""
    forms = [form for word in words for form in _forms(word)]
    return re.compile(rf"\b(?:{'|'.join(forms)})", re.IGNORECASE)


def _forms(word: str) -> Iterator[str]:
    yield re.escape(word)
    for end, others in _ENDS.items():
        begin = word[: -len(end)]
        if len(begin) >= _LEAST and word.lower().endswith(end):
            yield from (rf"{re.escape(begin)}{other}\b" for other in others)


_WORD = re.compile(r"[^\W_]+")
_ENDS = {"s": ("",), "es": ("",), "ies": ("y",), "y": ("ies",)}
_LEAST = 3


def exercise_blocks(library: Library) -> list[Block]:
    """Return the names of the exercises, as they stand beside the titles."""
    named = [Block("body", exercise.title) for exercise in library.strength.exercise]
    return [Block("heading", _EXERCISES_TITLE), BLANK, *named, BLANK, Block("quiet", THEY_OPEN)]
