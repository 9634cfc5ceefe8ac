"""What was around a session, marked in lines: by number, or in words of one's own; each mark is kept as it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.records import MOST_MARKS, is_mark, tag_key, tags_once
from comfort_journal.text.plain import one_line
from comfort_journal.ui.keyboards import with_digits
from comfort_journal.ui.open.core.edit_buffer import parse_tags
from comfort_journal.ui.plain.marking import LEAVES, MARKED
from comfort_journal.ui.plain.questions import ASK_AGAIN, go_general, heard
from comfort_journal.ui.plain.ways import Repeat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from comfort_journal.ui.plain.open.visit import OpenLines

AT_A_TIME: Final = 10
MORE: Final = "n"
HOW: Final = "A number marks a word, and once more takes that back. Words of your own, with commas between, are added."
SAYS_MORE: Final = "n says more of them."


def mark_around(visit: OpenLines, marked: Sequence[str], write: Callable[[tuple[str, ...]], object]) -> None:
    """Have words marked until an empty line; ``write`` keeps them, and may raise ComfortError. Raises Back."""
    said = visit.library.sentences.around
    words = list({tag_key(word): word for word in (*marked, *visit.practice.offered_marks())}.values())
    kept, begin = tuple(marked), 0
    visit.say(f"{said.title}. {said.none}", HOW)
    _say_words(visit, words, begin)
    while True:
        visit.say(MARKED.format(words=one_line(", ".join(kept))) if kept else said.none, LEAVES)
        try:
            typed = with_digits(heard(visit.console).strip(), visit.console.keyboard)
            go_general(typed, visit.console)  # somebody who has to hide is never marked
        except Repeat:
            typed = ASK_AGAIN
        if not typed:
            return
        if typed in {ASK_AGAIN, MORE}:
            further = begin + AT_A_TIME < len(words)
            begin = begin + AT_A_TIME if typed == MORE and further else 0
            _say_words(visit, words, begin)
            continue
        made = DOES["mark-word" if _is_place(typed, words) else "add-around"](typed, words, kept)
        if not all(map(is_mark, made)) or len(made) > MOST_MARKS:
            visit.say(said.full)
        elif visit.done(lambda: write(made)):  # noqa: B023  called at once
            kept = made
            words += [word for word in made if word not in words]


def _say_words(visit: OpenLines, words: Sequence[str], begin: int) -> None:
    part = words[begin : begin + AT_A_TIME]
    visit.say(*(f"{place}  {one_line(word)}" for place, word in enumerate(part, begin + 1)))
    if len(words) > AT_A_TIME:
        visit.say(SAYS_MORE)


def _is_place(typed: str, words: Sequence[str]) -> bool:
    return typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(words)


def _mark(typed: str, words: Sequence[str], kept: tuple[str, ...]) -> tuple[str, ...]:
    word = words[int(typed) - 1]
    return tuple(each for each in kept if each != word) if word in kept else (*kept, word)


def _add(typed: str, words: Sequence[str], kept: tuple[str, ...]) -> tuple[str, ...]:
    return tags_once((*kept, *parse_tags(typed, words)))


DOES: Final[Mapping[str, Callable[[str, Sequence[str], tuple[str, ...]], tuple[str, ...]]]] = {
    "mark-word": _mark,
    "add-around": _add,
}
