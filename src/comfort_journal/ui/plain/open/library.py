"""The Library in lines: a group, a card of it, and the cards beside that; or a search in all of them.

A card is chosen in its group, or at once by a word of its title; any other word is searched for. Every card is open
under every lock.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from comfort_journal.ui.open.library.card_search import EXERCISES, card_texts, say_found, titles, with_words, words_in
from comfort_journal.ui.open.library.card_text import NAMES, POINT, card_blocks, names, shipped_words, title_of
from comfort_journal.ui.open.library.own_words import HINT, keep_words, why_not_changed
from comfort_journal.ui.plain.matching import is_wordy, with_word
from comfort_journal.ui.plain.open.in_parts import Listed, choose_in_list, say_in_parts
from comfort_journal.ui.plain.open.practice.strength import strength
from comfort_journal.ui.plain.open.write.rewrite import rewrite
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose, line
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from comfort_journal.ui.plain.open.visit import OpenLines
    from comfort_journal.ui.widgets.text_layout import Block

WHAT: Final = "The Library. Which cards? A group, or a word to look for."
WHICH_CARD: Final = "Which card?"
WHICH_WORDS: Final = "Which words, in titles and texts? An empty line leaves."
NOT_FOUND: Final = "No card has these words."
BESIDE: Final = "Beside this:"
NOW: Final = "What now?"
CHANGE: Final = "change-words"
LEAVE: Final = NamedChoice("b", "Back to the cards")


def library(visit: OpenLines) -> None:
    """Ask which card, and read it, until it is left."""
    known = False
    while True:
        groups = {NamedChoice(str(at), title): cards for at, (title, cards) in enumerate(titles(visit.library), 1)}
        every = {NamedChoice("", title, item_id): item_id for cards in groups.values() for title, item_id in cards}
        taken = choose(
            visit.console, WHAT, (*groups, FIND), known=known, unsaid=list(every), also=_words_beside(groups, every)
        )
        known = True
        try:
            if taken in groups:
                _read_one_of(visit, groups[taken])
            elif taken in every:
                DOES["open-card"](visit, every[taken])
            else:
                DOES[taken.does](visit, taken.key if taken is not FIND else "")
        except Back:
            continue


FIND: Final = choice("find-card")


def _words_beside(*named: Iterable[NamedChoice]) -> Callable[[str], NamedChoice | None]:
    """Return what takes words that stand in no name for a search."""

    def understood(said: str) -> NamedChoice | None:
        is_name = with_word(said, [FIND, *chain(*named)])
        return None if is_name else _to_find(said)

    return understood


def _to_find(said: str) -> NamedChoice | None:
    """Take for a search what has a word that is long enough, whatever stands around it."""
    searched = not said.isdigit() and any(map(is_wordy, words_in(said)))
    return NamedChoice(said, "", FIND.does) if searched else None


def read_card(visit: OpenLines, item_id: str) -> None:
    """Say a card, and ask what is to be read beside it, or changed in it. KeyError when there is no such card."""
    if item_id == EXERCISES:
        strength(visit, read_card)
        return
    while True:
        blocks = card_blocks(visit.library, item_id, visit.practice.phrase)
        say_in_parts(visit.console, said_blocks(blocks))
        if item_id == NAMES:
            visit.say(names(visit.library))
        beside = [NamedChoice(str(at), each.text, each.of) for at, each in enumerate((b for b in blocks if b.of), 1)]
        own = [choice(CHANGE)] if _shipped(visit, item_id) is not None else []
        if not (beside or own):
            return
        taken = choose(visit.console, BESIDE if beside else NOW, (*beside, *own, LEAVE))
        if taken is LEAVE:
            return
        if taken in own:
            DOES[CHANGE](visit, item_id)
        else:
            item_id = taken.does


def said_blocks(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield what a card says, line by line, without the cards beside it."""
    for block in blocks:
        if block.text and not block.of and block.text != "Beside this":
            lead = block.lead if block.lead != POINT else ""
            yield f"{lead.strip()}: {block.text}" if lead.strip() else block.text


def _read_one_of(visit: OpenLines, cards: Sequence[tuple[str, str]]) -> None:
    """Ask which of some cards until that is left."""
    listed, known = Listed(len(cards), lambda at: _named(cards[at][0]), also=_in_titles(cards)), False
    while True:
        try:
            taken = choose_in_list(visit.console, WHICH_CARD, listed, known=known)
        except Back:
            return
        known = True
        try:
            if isinstance(taken, int):
                DOES["open-card"](visit, cards[taken][1])
            else:
                DOES[taken.does](visit, taken.key)
        except Back:
            continue


def _in_titles(cards: Sequence[tuple[str, str]]) -> Callable[[str], NamedChoice | None]:
    """Return what takes a word of one title for the number of its line, and any others for a search."""
    titled = [NamedChoice(str(place), title) for place, (title, _) in enumerate(cards, 1)]

    def understood(said: str) -> NamedChoice | None:
        found = with_word(said, titled)
        if len(found) == 1:
            return NamedChoice(found[0].key, "")
        return _to_find(said)

    return understood


def _named(title: str) -> str:
    """Return a title as it is heard behind the number of its line: one that begins with a number is a step's."""
    return f"Step {title}" if title[:1].isdigit() else title


def _find(visit: OpenLines, said: str) -> None:
    """Search the titles and texts of all cards for words that were said, or else for those that are asked for."""
    texts = card_texts(visit.library, visit.practice.phrase)
    while words := words_in(said or line(visit.console, WHICH_WORDS)):
        wanted, has_all = with_words(texts, words)
        found = [card for _title, cards in titles(visit.library, wanted) for card in cards]
        if found:
            visit.say(f"{say_found(len(found), has_all=has_all)}.")
            _read_one_of(visit, found)
        else:
            visit.say(NOT_FOUND)
        if said:
            return


def _change(visit: OpenLines, item_id: str) -> None:
    """Change the words of a card, or say why not."""
    shipped = _shipped(visit, item_id)
    reason = why_not_changed(visit.session, shipped)
    if reason is not None or shipped is None:
        visit.say(reason or "")
        return
    text = visit.practice.phrase(item_id, shipped)
    visit.say(title_of(visit.library, item_id))
    rewrite(visit, HINT, text, lambda words: keep_words(visit.session, item_id, shipped, words))


def _shipped(visit: OpenLines, item_id: str) -> str | None:
    try:
        return shipped_words(visit.library.item(item_id))
    except KeyError:  # the card about being dry again and again is no item of its own
        return None


DOES: Final[Mapping[str, Callable[[OpenLines, str], None]]] = {
    "find-card": _find,
    "open-card": read_card,
    CHANGE: _change,
}
"""What is done with a card, or without one, by its action."""
