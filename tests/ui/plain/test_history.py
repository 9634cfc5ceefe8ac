"""The history in lines: listed in parts, narrowed by words, days, tags and stars, and read on in the order of time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.entries import new_entry
from tests.ui.every.furnished import furnish
from tests.ui.plain.conftest import visit_of

from comfort_journal.journal import Filter
from comfort_journal.records import programme_day
from comfort_journal.ui.open.history.entry_query import EntryQuery
from comfort_journal.ui.plain.open.history.history import history, history_of_day
from comfort_journal.ui.plain.open.history.month import in_runs
from comfort_journal.ui.plain.ways import Back, GoTo

if TYPE_CHECKING:
    from datetime import date

    from tests.ui.plain.conftest import Lines

    from comfort_journal.ui.open.core.workspace import Workspace


def fill(session: Workspace, count: int = 20) -> None:
    """Write one entry a day, the newest today: every third with a star, every second tagged."""
    session.journal.save(
        *(
            new_entry(
                session.clock() - timedelta(days=day),
                f"Sentence {day}. And more.",
                "What felt safe today?",
                tags=["bath"] if day % 2 else ["sleep"],
                starred=day % 3 == 0,
            )
            for day in range(count)
        )
    )


def said_by(lines: Lines, session: Workspace, *keys: str) -> str:
    """Return what is said until the keys are over."""
    return lines.press(*keys).until_over(lambda: history(visit_of(lines, session)))


def test_the_list_is_said_in_parts(lines: Lines, session: Workspace) -> None:
    """Eight are said, the newest first, n says eight more, and N those before; a number counts from the first."""
    fill(session)
    said = said_by(lines, session, "n\n", "N\n", "12\n")
    assert "20 entries. 1 to 8 of 20: 1 Today, 21:40. Star. Sentence 0. Tags: sleep. 2 Yesterday, 21:40." in said
    assert said.count("9 to 16 of 20:") == 1
    assert said.count("1 to 8 of 20:") == 2
    assert "Thursday 12 November 2026, 21:40 Tags: bath. What felt safe today? Sentence 11. And more." in said


def test_a_list_that_was_heard_is_said_again_only_when_asked_for(lines: Lines, session: Workspace) -> None:
    """Back from an entry the list is not said once more; a question mark says it, with every choice."""
    fill(session, 3)
    said = said_by(lines, session, "1\n{ctrl+c}", "?\n")
    assert said.count("3 Saturday") == 2
    assert "/ Search" in said


@pytest.mark.parametrize(
    ("keys", "above"),
    [
        ('/\n"sentence 7"\n', "1 of 20 entries."),
        ("s\n", "7 of 20 entries. Only entries with a star. 0 shows all."),
        ("t\nba\n", "10 of 20 entries. Only entries with tag bath. 0 shows all."),
        ("t\n2\n", "10 of 20 entries. Only entries with tag sleep. 0 shows all."),
        ("d\n2\n", "1 of 20 entries. Only entries from 22 November 2026. 0 shows all."),
        ("d\nlast week\n", "7 of 20 entries. Only entries from 16 to 22 November 2026. 0 shows all."),
        ("m\n20\n", "1 of 20 entries. Only entries from 20 November 2026. 0 shows all."),
        ("m\nM\n", "20 entries. Only entries from November 2026. 0 shows all."),
        ("m\n[\nz\n11\n4\n", "1 of 20 entries. Only entries from 4 November 2026. 0 shows all."),
        ("s\n0\n", "20 entries."),
        ("/\nnowhere\n", "Nothing found."),
    ],
)
def test_the_list_is_narrowed(lines: Lines, session: Workspace, keys: str, above: str) -> None:
    """Each way to narrow the list says what is shown and how much of it there is."""
    fill(session)
    assert above in said_by(lines, session, keys)


@pytest.mark.parametrize(
    "question", ["/\n", "d\n", "g\n", "m\n", "m\nz\n", "m\ni\n", "t\n", "r\n", "o\n", "1\n", "rename\n"]
)
def test_every_question_can_be_heard_again_and_left(lines: Lines, session: Workspace, question: str) -> None:
    """At each question of the history ? says it again and Ctrl+C steps back to where one came from."""
    fill(session)
    visit = visit_of(lines.press(question, "?\n", "{ctrl+c}" * question.count("\n"), "{ctrl+c}"), session)
    with pytest.raises(Back):
        history(visit)


def test_a_search_is_left_before_the_history(lines: Lines, session: Workspace) -> None:
    """The first step back clears the search, the next one leaves."""
    fill(session, 3)
    visit = visit_of(lines.press("/\n1\n{ctrl+c}{ctrl+c}"), session)
    with pytest.raises(Back):
        history(visit)
    assert "The search is cleared. 3 entries." in lines.said


def test_a_day_is_gone_to_in_words(lines: Lines, session: Workspace) -> None:
    """The list goes on from there, and what is not there is said to be near."""
    fill(session)
    said = said_by(lines, session, "g\nnever\n", "10 November\n")
    assert "Days are written like" in said
    assert "14 to 20 of 20: 14 Tuesday 10 November 2026" in said
    assert "Nothing here from 1 January 2020; this is the nearest after." in said_by(
        lines, session, "g\n1 January 2020\n"
    )


def test_a_date_of_two_readings_is_asked_about(lines: Lines, session: Workspace) -> None:
    """What could be two days is never guessed."""
    fill(session)
    assert "Which of these?" in said_by(lines, session, "d\n5.11.2026\n")


def test_what_was_practised_stands_among_the_entries(lines: Lines, session: Workspace) -> None:
    """With p it stands there in words without dots, a number reads it, and it can be deleted and brought back."""
    furnish(session)
    practised = session.practice.sessions()[0]
    said = said_by(lines, session, "p\n", "d\nyesterday\n")
    assert "·" not in said
    lines.press("1\nr\nD\ny\n", "u\n")
    before = len(session.practice.sessions())
    lines.until_over(lambda: history_of_day(visit_of(lines, session), _day(session)))
    assert len(session.practice.sessions()) == before
    assert "It is back." in lines.said
    assert practised in session.practice.sessions()


def _day(session: Workspace) -> date:
    return programme_day(session.practice.sessions()[0].started_at)


def test_what_was_around_a_session_is_marked(lines: Lines, session: Workspace) -> None:
    """Words of the list by number, and others that are not on it yet."""
    furnish(session)
    found = session.practice.sessions()[0]
    place = _rows(session).index(found.id) + 1
    lines.press(f"{place}\ne\n1\nthunder\n")
    lines.until_over(lambda: history_of_day(visit_of(lines, session), _day(session)))
    assert "thunder" in session.practice.marks_of(session.practice.sessions()[0])


def _rows(session: Workspace) -> list[str]:
    query = EntryQuery(session)
    query.with_practice = True
    query.look(Filter(since=_day(session), until=_day(session)))
    return [record.id for record in query.rows]


def test_reading_on_goes_through_time(lines: Lines, session: Workspace) -> None:
    """] reads the next entry and [ the one before; a question is said once, and not again until another one is."""
    fill(session, 4)
    said = said_by(lines, session, "r\n3\n", "]\n", "]\n", "]\n", "[\n")
    places = [said.rindex(f"Sentence {day}. And more.") for day in (2, 0, 1)]
    assert places == sorted(places)
    assert said.count("What felt safe today?") == 1
    assert said.count("There is no other entry that way.") == 1


def test_on_this_day_looks_at_earlier_years(lines: Lines, session: Workspace) -> None:
    """Entries of the date in earlier years, and s puts those with a star first."""
    now = session.clock()
    session.journal.save(
        new_entry(now.replace(year=2025), "A year ago."),
        new_entry(now.replace(year=2023), "Three years ago.", starred=True),
    )
    said = said_by(lines, session, "i\n", "s\n", "1\n")
    assert "1 Sunday 23 November 2025, 21:40. A year ago." in said
    assert "1 Thursday 23 November 2023, 21:40. Star. Three years ago." in said
    assert said.endswith(
        "Thursday 23 November 2023, 21:40 Star. Three years ago. What with this entry? "
        "A question mark says the choices. You:"
    )


def test_only_what_felt_safe_is_read(lines: Lines, session: Workspace) -> None:
    """Each sentence with its day, and reading goes on from one."""
    fill(session, 3)
    session.journal.save(new_entry(session.clock(), "Nothing safe.", "What was hard?"))
    said = said_by(lines, session, "o\n", "2\n", "]\n")
    assert "1 Monday 23 November 2026. Sentence 0. And more. 2 Sunday 22 November 2026." in said
    assert "Yesterday, 21:40 Tags: bath." in said


def test_a_tag_is_renamed_in_every_entry(lines: Lines, session: Workspace) -> None:
    """The list goes on showing only the tag, under its new name."""
    fill(session, 4)
    said = said_by(lines, session, "t\nbath\n", "rename\n", "bath\n", "two, names\n", "water\n")
    assert "One tag, without commas or #." in said
    assert "2 entries changed from “bath” to “water”." in said
    assert said.rindex("Only entries with tag water.") > said.index("changed from")
    assert sorted(session.journal.tags()) == ["sleep", "water"]


def test_an_empty_journal_says_so(lines: Lines, session: Workspace) -> None:
    """Nothing can be opened, and what cannot be done says why."""
    said = said_by(lines, session, "t\n", "g\n", "o\n")
    assert "Nothing here yet." in said
    assert "No entry has a tag yet." in said
    assert "There is nothing to go to yet." in said


def test_another_place_is_gone_to_from_the_list(lines: Lines, session: Workspace) -> None:
    """The name of a place leads there from any question of the history."""
    fill(session, 2)
    with pytest.raises(GoTo):
        history(visit_of(lines.press("1\nplan\n"), session))


@pytest.mark.parametrize(
    ("days", "said"), [((2, 4, 5, 6, 23), "2, 4 to 6, 23"), ((1, 2), "1, 2"), ((7,), "7"), ((), "")]
)
def test_days_in_a_row_are_said_together(days: tuple[int, ...], said: str) -> None:
    """Three and more are said by the first and the last."""
    assert in_runs(days) == said


def test_the_key_that_clears_a_search_is_one_of_lines(lines: Lines, session: Workspace) -> None:
    """Where nothing is found, back is named, and a step back does clear it."""
    fill(session, 3)
    said = said_by(lines, session, "/\nnowhere\n", "/\n{ctrl+c}{ctrl+c}")
    assert "back clears the search." in said
    assert "Esc" not in said
    assert said.count("Enter alone clears the search.") == 1
    assert said.index("back clears the search.") < said.index("The search is cleared. 3 entries.")


def test_back_is_heard_where_days_were_asked_for(lines: Lines, session: Workspace) -> None:
    """It is no day, so it steps back to the list."""
    fill(session, 3)
    said = said_by(lines, session, "g\nback\n", "?\n")
    assert said.count("Go to which day?") == 1


def test_a_breath_comes_back_to_the_same_entry(lines: Lines, session: Workspace) -> None:
    """Neither the list nor what it was narrowed to is gone, and nothing is said from its beginning."""
    fill(session, 3)
    said = said_by(lines, session, "/\nsentence\n", "2\n", "{f6}", "x", "[\n")
    after = said.partition("breathe in ")[2]
    assert after.startswith("What with this entry? A question mark says the choices. You: [ ")
    assert "Sentence 2." in after


def test_a_breath_comes_back_to_the_part_of_the_list(lines: Lines, session: Workspace) -> None:
    """The next part is the one after what was heard, and the search still narrows."""
    fill(session)
    said = said_by(lines, session, "/\nsentence\n", "n\n", "breathe\n", "x", "n\n")
    after = said.partition("breathe in ")[2]
    assert after.startswith(
        "A number opens an entry. A question mark says the list and the choices. You: n 17 to 20 of 20:"
    )


def test_a_tag_with_its_sign_lists_its_entries(lines: Lines, session: Workspace) -> None:
    """How many there are is said, and then each as its day and first sentence, without the signs for the eye."""
    fill(session, 4)
    said = said_by(lines, session, "#bath\n")
    _, _, found = said.partition("You: #bath ")
    assert found.startswith(
        "2 of 4 entries. Only entries with tag bath. 0 shows all. 1 Yesterday, 21:40. Sentence 1. 2 "
    )
    assert "#" not in found
    assert "…" not in found
    assert "That is none of the choices." in said_by(lines, session, "#none\n")
