"""The Library in lines: every card can be heard under every lock, and own words take the place of shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.ui.plain.conftest import visit_of

from comfort_journal.content import load_library
from comfort_journal.errors import NotSaved
from comfort_journal.records import Exercise
from comfort_journal.ui.open.core.plan_service import PlanService
from comfort_journal.ui.open.library.card_search import titles
from comfort_journal.ui.open.library.card_text import YOURS, card_blocks
from comfort_journal.ui.plain.open.library import NOT_FOUND, library, read_card, said_blocks
from comfort_journal.ui.plain.open.practice.strength import AGAIN
from comfort_journal.ui.plain.ways import GoTo, LockNow

if TYPE_CHECKING:
    from tests.ui.plain.conftest import Lines

    from comfort_journal.ui.open.core.workspace import Workspace

CARDS = [item_id for _title, cards in titles(load_library()) for _name, item_id in cards]
STRENGTH = "The exercises\n"


def read(lines: Lines, session: Workspace, *keys: str | float) -> str:
    """Go through the Library by a script, and return what was said."""
    return lines.press(*keys).until_over(lambda: library(visit_of(lines, session)))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the gate answer that strength is open."""
    ask = PlanService.assess
    monkeypatch.setattr(
        PlanService, "assess", lambda practice: replace(ask(practice), row=10, strength=True, closed=())
    )


@pytest.mark.parametrize("item_id", CARDS)
def test_every_card_is_said_whole(lines: Lines, session: Workspace, item_id: str) -> None:
    """Each line of it that is read on a page is said, and the cards beside it can be chosen."""
    said = lines.press(*"n\n" * 9).until_over(lambda: read_card(visit_of(lines, session), item_id))
    if item_id == "exercises":
        return
    for block in card_blocks(load_library(), item_id, lambda _key, shipped: shipped):
        assert " ".join(block.text.split()) in said


def test_no_glyph_stands_before_a_line(session: Workspace) -> None:
    """Points and columns are for the eye; a line says what it is by itself."""
    for item_id in CARDS[:-1]:
        if item_id != "exercises":
            blocks = card_blocks(load_library(), item_id, session.practice.phrase)
            assert not [said for said in said_blocks(blocks) if said.startswith("·")]


def test_a_card_is_reached_by_its_group_or_its_title(lines: Lines, session: Workspace) -> None:
    """A question mark says the groups again; Ctrl+C steps back from each question."""
    said = read(lines, session, "?\n", "8\n{ctrl+c}", "8\n2\n?\n", "{ctrl+c}", "you on\n")
    assert said.count("The Library. Which cards?") >= 3
    assert said.count("Angle, depth and pace are all in your hands") == 2


def test_a_search_finds_in_titles_and_texts(lines: Lines, session: Workspace) -> None:
    """What is not found is said, and another search can be made."""
    said = read(lines, session, "/\n", "zzzz\n", "angle depth pace\n", "1\n")
    assert NOT_FOUND in said
    assert "1 title found." in said
    assert "Angle, depth and pace are all in your hands" in said


def test_own_words_take_the_place_of_shipped_ones(lines: Lines, session: Workspace) -> None:
    """They are said from then on; emptied, the first ones come back."""
    said = read(lines, session, "time\ne\nc\n{ctrl+u}Let us begin slowly.\ns\n")
    assert said.count("Let us begin slowly.") >= 2
    assert YOURS in said
    (phrase,) = session.journal.records("phrase")
    assert phrase.text == "Let us begin slowly."
    read(lines, session, "time\ne\nD\ny\ns\n")
    assert session.journal.records("phrase") == []


def test_closed_strength_says_why_and_when(lines: Lines, session: Workspace) -> None:
    """Without the gate's word there is nothing to count: the reason, the card, and the cards beside it."""
    said = read(lines, session, STRENGTH)
    assert "The steps begin with one page" in said
    assert "When strength opens" in said
    assert "r Round done" not in said


@pytest.mark.usefixtures("opened")
def test_rounds_and_two_numbers_become_one_record(lines: Lines, session: Workspace) -> None:
    """Rounds are counted up to the plan's and no further; then what was felt, and now; nothing is proposed."""
    said = read(lines, session, STRENGTH, *"r\n" * 6, "?\nn\n", "n\n", "r\nn\n", "\n1\n2\n")
    (kept,) = session.journal.records("strength")
    assert kept.exercises == (Exercise(id="STR-1", sets=4, reps=5), Exercise(id="STR-3", sets=1, reps=20))
    assert (kept.during, kept.after) == (1, 2)
    assert "That is all of this one." in said
    assert "That was up to your line" in said


@pytest.mark.usefixtures("opened")
def test_ending_early_keeps_what_was_done(lines: Lines, session: Workspace) -> None:
    """Ctrl+C ends the exercises and leads to the numbers, which may be left out."""
    read(lines, session, STRENGTH, "r\n", "{ctrl+c}", "x\n", "{ctrl+c}")
    (kept,) = session.journal.records("strength")
    assert kept.exercises == (Exercise(id="STR-1", sets=1, reps=5),)
    assert (kept.during, kept.after) == (None, None)


@pytest.mark.usefixtures("opened")
def test_nothing_done_leaves_nothing(lines: Lines, session: Workspace) -> None:
    """Without a round there is no number to give, and no record."""
    read(lines, session, STRENGTH, "d\n")
    assert session.journal.records("strength") == []


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(("key", "way"), [("{f3}", GoTo), ("{ctrl+l}", LockNow)])
def test_a_way_out_of_the_exercises_keeps_what_was_done(
    lines: Lines, session: Workspace, key: str, way: type[BaseException]
) -> None:
    """Whatever leads away, the rounds are in the journal, once."""
    with pytest.raises(way):
        read(lines, session, STRENGTH, "r\n", key)
    session.seal()
    (kept,) = session.journal.records("strength")
    assert kept.exercises == (Exercise(id="STR-1", sets=1, reps=5),)


@pytest.mark.usefixtures("opened")
def test_a_fault_of_the_disk_loses_no_round(lines: Lines, session: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last number is asked for again, and then all of it is kept."""
    save, refused = session.journal.save, iter([True])

    def refuses(*records: object) -> None:
        if next(refused, False):
            raise NotSaved("The disk is full.")
        save(*records)  # type: ignore[arg-type]

    monkeypatch.setattr(session.journal, "save", refuses)
    said = read(lines, session, STRENGTH, "r\nd\n", "1\n", "2\n", "3\n")
    assert AGAIN in said
    (kept,) = session.journal.records("strength")
    assert kept.after == 3


@pytest.mark.parametrize("keys", ["kegel\n", "1\nkegel\n"])
def test_a_word_that_stands_in_no_title_is_searched_for(lines: Lines, session: Workspace, keys: str) -> None:
    """At the groups and in one of them, without a sign before it."""
    said = read(lines, session, keys)
    assert "titles found." in said.rpartition("You: kegel")[2]
    assert "none of the choices" not in said


def test_a_word_that_no_card_has_says_so(lines: Lines, session: Workspace) -> None:
    """And the question is there still."""
    assert NOT_FOUND in read(lines, session, "zeppelin\n")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kegels", "2 titles found. 1 Words you may have searched for"),
        ("dilator training", "2 titles found, none with all of these words. 1 Words you may have searched for"),
        ("pace depth angle", "1 title found."),
        ("reverse, kegels?", "1 title found."),
        ("what is a dilator", "1 title found."),
    ],
)
def test_words_are_found_in_any_order_one_or_several(lines: Lines, session: Workspace, typed: str, found: str) -> None:
    """Also as a sentence; where no card has all of them, those that have the most are said to be no more than that."""
    assert found in read(lines, session, f"{typed}\n")
