"""The journal as records: what is saved is found, what is refused changes nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from stories import day, story
from tests.entries import new_entry

from comfort_journal.errors import BadInput, ComfortError, InUse, NotFound, NotSaved
from comfort_journal.journal import Filter, Journal
from comfort_journal.journal.index import EntryIndex
from comfort_journal.journal.search import compile_query, fold, marks, matches
from comfort_journal.records import Draft, Entry, Phrase, RatingRecord, programme_day, to_document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comfort_journal.journal.protocols import Changed
    from conftest import DraftsInMemory, TransactionalMemory

EVENING = datetime(2026, 1, 5, 21, 40, tzinfo=UTC)
NEW_YEAR = (datetime(2025, 12, 28), datetime(2026, 1, 6))  # noqa: DTZ001  a range of wall clocks, in any zone
DRAFT = Draft(
    id="00000000-0000-4000-8000-00000000000d",
    at="2026-01-05T21:40:00+00:00",
    of="00000000-0000-4000-8000-00000000000e",
    base=None,
    text="half a sen",
    tags=(),
    starred=False,
)


class VaultInMemory:
    """A vault whose inbox is a list."""

    def __init__(self, storage: TransactionalMemory) -> None:
        """Stand beneath a storage, writable."""
        self.storage = storage
        self.notices = ("1 unfinished save was set aside.",)
        self.why_read_only: ComfortError | None = None
        self.waiting: list[Entry] = []
        self.closed = False

    @property
    def writable(self) -> bool:
        """Whether a save can succeed."""
        return self.why_read_only is None

    def watch(self, changed: Callable[[Sequence[Changed]], None]) -> None:
        """Remember whom to tell."""
        self.told = changed

    def refresh(self) -> bool:
        """Import what waits."""
        tables = self.storage.memory
        for entry in self.waiting:
            tables["entry-2026"] = {**tables["entry-2026"], entry.id: to_document(entry)}
        changed, self.waiting = bool(self.waiting), []
        return changed

    def close(self) -> None:
        """Note that it was called."""
        self.closed = True


def put(journal: Journal, text: str, at: datetime = EVENING, **more: Any) -> Entry:  # noqa: ANN401  as new_entry takes them
    """Save one new entry and return it."""
    entry = new_entry(at, text, **more)
    journal.save(entry)
    return entry


def words(journal: Journal, **wanted: Any) -> list[str]:  # noqa: ANN401  as Filter takes them
    """Return the texts that a filter lets through."""
    return [entry.text for entry in journal.entries(Filter(**wanted))]


def test_what_is_saved_is_there_when_the_journal_is_opened_again(
    memory_journal: Journal, memory: TransactionalMemory, drafts_in_memory: DraftsInMemory
) -> None:
    """A saved entry stands in its kind's and year's table and is the same struct after opening."""
    entry = put(memory_journal, "warm feet", tags=["bath", "slow mornings"], starred=True)
    assert set(memory.read() or {}) == {"entry-2026"}
    assert Journal(memory, drafts_in_memory).entries() == [entry]


def test_the_newest_moment_comes_first_whatever_its_offset(memory_journal: Journal) -> None:
    """Order compares instants, not the digits of the clock that wrote them."""
    east = datetime.fromisoformat("2026-01-06T01:00:00+09:00")
    put(memory_journal, "evening", EVENING)
    put(memory_journal, "east, five hours earlier", east)
    assert words(memory_journal) == ["evening", "east, five hours earlier"]


def test_filters_hold_together(memory_journal: Journal) -> None:
    """Words, days, tag and star narrow what is shown, alone and together."""
    put(memory_journal, "the kettle sang", EVENING, tags=["tea"], starred=True)
    put(memory_journal, "the kettle again", EVENING - timedelta(days=3), tags=["Tea"])
    put(memory_journal, "rain", EVENING - timedelta(days=9))
    assert words(memory_journal, words="KETTLE") == ["the kettle sang", "the kettle again"]
    assert words(memory_journal, words="kettle", starred=True) == ["the kettle sang"]
    assert words(memory_journal, tag="tea") == ["the kettle sang", "the kettle again"]
    assert words(memory_journal, words="#tea again") == ["the kettle again"]
    assert words(memory_journal, since=date(2026, 1, 2), until=date(2026, 1, 4)) == ["the kettle again"]


def test_a_filter_by_day_means_the_programme_day(memory_journal: Journal) -> None:
    """What was written at half past three in the morning belongs to the day before."""
    put(memory_journal, "could not sleep", datetime(2026, 1, 6, 3, 30, tzinfo=UTC))
    assert words(memory_journal, since=date(2026, 1, 6)) == []
    assert words(memory_journal, until=date(2026, 1, 5)) == ["could not sleep"]
    assert memory_journal.days_with_entries() == {date(2026, 1, 5)}


@given(
    st.lists(st.datetimes(*NEW_YEAR, timezones=st.timezones()), max_size=12),
    st.dates(date(2025, 12, 26), date(2026, 1, 8)),
    st.integers(0, 3),
)
def test_a_filter_by_days_finds_exactly_those_days(moments: list[datetime], since: date, more: int) -> None:
    """Whatever the offsets, which days come back is what each moment's own clock says."""
    index = EntryIndex()
    until = since + timedelta(days=more)
    for number, at in enumerate(moments):
        entry = new_entry(id=f"00000000-0000-4000-8000-{number:012}", at=at, text="")
        index.put(entry)
    found = {entry.id for entry in index.select(Filter(since=since, until=until))}
    assert found == {e.id for e in index.select(Filter()) if since <= programme_day(e.at) <= until}


def test_search_follows_the_typing_forth_and_back(memory_journal: Journal) -> None:
    """Narrowing a query, widening it and saving in between always give what a fresh search gives."""
    put(memory_journal, "warm tea by the window")
    put(memory_journal, "warm window")
    assert len(words(memory_journal, words="wa")) == 2
    assert words(memory_journal, words="warm te") == ["warm tea by the window"]
    late = put(memory_journal, "warm tent", EVENING + timedelta(hours=1))
    assert words(memory_journal, words="warm ten") == ["warm tent"]
    assert len(words(memory_journal, words="warm")) == 3
    assert words(memory_journal, words="warm te") == ["warm tent", "warm tea by the window"]
    assert words(memory_journal, words="tea warm") == ["warm tea by the window"]
    assert len(words(memory_journal, words="w")) == 3
    memory_journal.delete(late.id)
    assert words(memory_journal, words="warm ten") == []


def test_an_edit_that_changes_the_year_moves_the_record(memory_journal: Journal, memory: TransactionalMemory) -> None:
    """A record stands in exactly one table, that of the year written in it."""
    entry = put(memory_journal, "new year")
    memory_journal.save(replace(entry, at="2025-12-31T21:40:00+00:00"))
    tables = memory.read() or {}
    assert [name for name, documents in tables.items() if entry.id in documents] == ["entry-2025"]
    assert [each.at[:4] for each in memory_journal.entries()] == ["2025"]


def test_saving_one_entry_writes_one_table(memory_journal: Journal, memory: TransactionalMemory) -> None:
    """Other years are not touched by a save, so its cost is not the journal's."""
    for year in (2023, 2024, 2025):
        put(memory_journal, "earlier", EVENING.replace(year=year))
    memory.written.clear()
    put(memory_journal, "now")
    assert memory.written == ["entry-2026"]


def test_a_save_that_the_storage_refuses_is_shown_nowhere(memory_journal: Journal, memory: TransactionalMemory) -> None:
    """Nothing is shown as saved that is not, and the draft stays."""
    memory_journal.save_draft(DRAFT)
    memory.refuse = NotSaved("The disk is full.")
    with pytest.raises(NotSaved):
        memory_journal.save(new_entry(EVENING, "lost?"), draft=DRAFT.id)
    assert memory_journal.entries() == []
    assert memory_journal.drafts() == [DRAFT]


def test_a_saved_entry_ends_its_draft(memory_journal: Journal) -> None:
    """The draft goes once its record is kept."""
    memory_journal.save_draft(DRAFT)
    memory_journal.save(new_entry(EVENING, "half a sentence"), draft=DRAFT.id)
    assert memory_journal.drafts() == []


def test_deleting_can_be_taken_back(memory_journal: Journal) -> None:
    """What delete returns brings the record back as it was."""
    entry = put(memory_journal, "not this one")
    gone = memory_journal.delete(entry.id)
    assert memory_journal.entries() == []
    with pytest.raises(NotFound):
        memory_journal.get(entry.id)
    assert memory_journal.knows(entry.id)
    assert memory_journal.revision(entry.id) is None
    memory_journal.restore(gone)
    assert memory_journal.entries() == [entry]
    assert memory_journal.revision(entry.id)


def test_a_record_is_found_by_the_beginning_of_its_id(memory_journal: Journal) -> None:
    """Four characters are enough while they are unique."""
    one = replace(new_entry(EVENING, "a"), id="abcd1111-0000-4000-8000-000000000000")
    two = replace(new_entry(EVENING, "b"), id="abcd2222-0000-4000-8000-000000000000")
    memory_journal.save(one, two)
    assert memory_journal.find("ABCD1") == one
    for prefix, fault in (("abc", BadInput), ("abcd", BadInput), ("ffff", NotFound)):
        with pytest.raises(fault):
            memory_journal.find(prefix)


def test_a_record_no_reader_would_accept_is_refused_and_not_quoted(memory_journal: Journal) -> None:
    """A struct can be made with any value; the journal keeps only those that can be read again."""
    entry = new_entry(EVENING, "fine")
    for broken in (replace(entry, id="canary"), replace(entry, text="canary \ud800"), replace(entry, tags=("a", 3))):
        with pytest.raises(BadInput) as refused:
            memory_journal.save(broken)
        assert "canary" not in str(refused.value)
    assert memory_journal.entries() == []


def test_later_notes_stand_under_their_entry_oldest_first(memory_journal: Journal) -> None:
    """A note is an entry of its own that says what it is about."""
    entry = put(memory_journal, "hard day")
    later = [put(memory_journal, f"{days} later", EVENING + timedelta(days=days), about=entry.id) for days in (9, 2)]
    assert memory_journal.notes_about(entry.id) == [later[1], later[0]]
    memory_journal.delete(later[0].id)
    assert memory_journal.notes_about(entry.id) == [later[1]]


def test_tags_come_by_use(memory_journal: Journal) -> None:
    """The most used tag is offered first."""
    put(memory_journal, "1", tags=["walk", "tea"])
    put(memory_journal, "2", tags=["tea", "bath"])
    assert memory_journal.tags() == ["tea", "bath", "walk"]


def test_two_spellings_of_a_tag_are_counted_and_found_as_one(memory_journal: Journal) -> None:
    """As it was first written; the entries keep their own spelling."""
    put(memory_journal, "1", at=EVENING, tags=["CAFE\u0301", "walk"])
    put(memory_journal, "2", at=EVENING - timedelta(days=1), tags=["caf\u00e9"])
    put(memory_journal, "3", at=EVENING + timedelta(days=1), tags=["walk", "Caf\u00e9"])
    assert memory_journal.tags() == ["caf\u00e9", "walk"]
    for tag in ("caf\u00e9", "Cafe\u0301"):
        assert words(memory_journal, tag=tag) == ["3", "1", "2"]


def test_other_kinds_are_kept_and_listed_by_kind(memory_journal: Journal) -> None:
    """Every kind of record goes the same way; the list of one kind holds no other."""
    rating = RatingRecord(
        id="00000000-0000-4000-8000-000000000001",
        at="2026-01-06T09:00:00+00:00",
        about="next_day",
        value=1,
        skipped=False,
    )
    entry = put(memory_journal, "x")
    memory_journal.save(rating)
    assert memory_journal.records("rating") == [rating]
    assert memory_journal.records() == [rating, entry]
    assert memory_journal.records(limit=1) == [rating]
    assert memory_journal.records(until=date(2026, 1, 5)) == [entry]
    assert memory_journal.get(rating.id) == rating
    with pytest.raises(BadInput):
        memory_journal.records("weather")


def test_the_owners_prompts_are_kept_one_a_line(memory_journal: Journal) -> None:
    """Prompts are the owner's words; none at all gives the program's own back."""
    assert memory_journal.prompts() is None
    memory_journal.set_prompts(["What was\nsoft?", " ", "And the sky?"])
    memory_journal.set_prompts(["What was soft?", "And the sky?"])
    assert memory_journal.prompts() == ["What was soft?", "And the sky?"]
    assert len(memory_journal.records("phrase")) == 1
    memory_journal.set_prompts([])
    assert memory_journal.prompts() is None


def test_a_record_from_a_newer_version_is_kept_and_said(
    memory: TransactionalMemory, drafts_in_memory: DraftsInMemory
) -> None:
    """What cannot be read is left alone, counted, and never hides the rest."""
    entry = new_entry(EVENING, "plain")
    newer = to_document(entry) | {"id": "00000000-0000-4000-8000-000000000009", "mood": "blue"}
    memory.memory = {"entry-2026": {entry.id: to_document(entry), newer["id"]: newer}}
    journal = Journal(memory, drafts_in_memory)
    assert journal.entries() == [entry]
    assert journal.notices == ("1 record is kept here but not shown: a newer version may be able to read it.",)
    journal.save(new_entry(EVENING, "another"))
    assert newer["id"] in (memory.read() or {})["entry-2026"]


def test_a_record_is_kept_whole_in_the_place_of_what_stood_under_its_id(
    memory: TransactionalMemory, drafts_in_memory: DraftsInMemory
) -> None:
    """Fields that only a newer version knows do not stay under other words; said twice in one save, the last holds."""
    entry = new_entry(EVENING, "plain")
    memory.memory = {"entry-2026": {entry.id: to_document(entry) | {"mood": "blue"}}}
    journal = Journal(memory, drafts_in_memory)
    journal.save(entry, replace(entry, text="warm"))
    assert memory.memory == {"entry-2026": {entry.id: to_document(entry) | {"text": "warm"}}}
    assert words(journal) == ["warm"]


def test_own_words_are_found_by_their_key(memory_journal: Journal) -> None:
    """A copy in conflict is not the owner's word, nor is a phrase under another key."""
    own = Phrase(id="00000000-0000-4000-8000-000000000001", key="WORDS-1", text="mine")
    copy = replace(own, id="00000000-0000-8000-8000-0000000000cc", text="other", conflict_of=own.id)
    memory_journal.save(copy, replace(own, id="00000000-0000-4000-8000-000000000002", key="WORDS-2", text="else"))
    assert memory_journal.phrase("WORDS-1") is None
    memory_journal.save(own)
    assert memory_journal.phrase("WORDS-1") == own


def test_settling_a_conflict_shows_what_the_vault_then_shows(
    memory: TransactionalMemory, drafts_in_memory: DraftsInMemory
) -> None:
    """While versions stand in conflict every write is followed by a fresh look at all tables."""
    journal = Journal(memory, drafts_in_memory)
    entry = put(journal, "one way")
    copy = replace(entry, id="00000000-0000-8000-8000-0000000000cc", text="another way", conflict_of=entry.id)
    journal.save(copy)
    assert {each.text: each.conflict_of or None for each in journal.entries()} == {
        "one way": None,
        "another way": entry.id,
    }
    settled = {"entry-2026": {entry.id: to_document(entry) | {"text": "another way"}}}
    memory.write = lambda _: setattr(memory, "memory", settled)  # type: ignore[method-assign]
    journal.delete(copy.id)
    assert words(journal) == ["another way"]


def test_a_refresh_keeps_what_is_known_of_the_others(
    memory: TransactionalMemory, drafts_in_memory: DraftsInMemory
) -> None:
    """A capture from another window costs one entry: all others stay ready for search."""
    vault = VaultInMemory(memory)
    journal = Journal(memory, drafts_in_memory, vault)
    old = [put(journal, f"old {number}") for number in range(50)]
    waiting = new_entry(EVENING + timedelta(minutes=1), "from another window", source="capture")
    vault.waiting = [waiting]
    assert not journal.prepare_search(len(old) + 1)
    assert journal.refresh()
    assert [row.entry.id for row in journal._index.rows() if not row.is_folded] == [waiting.id]
    assert len(journal.entries()) == len(old) + 1
    assert not journal.refresh()


def test_what_a_save_took_in_from_elsewhere_is_shown_too(
    memory: TransactionalMemory, drafts_in_memory: DraftsInMemory
) -> None:
    """Another machine's entry that the vault found while saving stands in the list after that save."""
    vault = VaultInMemory(memory)
    journal = Journal(memory, drafts_in_memory, vault)
    put(journal, "first")
    theirs = new_entry(EVENING, "theirs")
    vault.waiting = [theirs]
    vault.refresh()
    vault.told([theirs])
    put(journal, "mine")
    assert sorted(words(journal)) == ["first", "mine", "theirs"]


def test_a_journal_that_can_only_be_read_says_why(
    memory: TransactionalMemory, drafts_in_memory: DraftsInMemory
) -> None:
    """A save is refused with the vault's own reason before anything is tried; drafts go on."""
    vault = VaultInMemory(memory)
    journal = Journal(memory, drafts_in_memory, vault)
    vault.why_read_only = InUse("The journal is open in another window.", pid=7)
    assert not journal.writable
    with pytest.raises(InUse) as refused:
        put(journal, "here")
    assert refused.value.pid == 7
    assert memory.written == []
    journal.save_draft(DRAFT)
    assert journal.drafts() == [DRAFT]
    journal.close()
    assert vault.closed


def test_a_draft_of_a_newer_version_is_left_where_it_is(
    memory_journal: Journal, drafts_in_memory: DraftsInMemory
) -> None:
    """Unsaved words that cannot be read are not offered and not removed; the newest readable ones come first."""
    earlier = replace(DRAFT, id="00000000-0000-4000-8000-00000000000c", at="2026-01-05T23:00:00+09:00")
    drafts_in_memory.save("0" * 32, to_document(DRAFT) | {"mood": "blue"})
    memory_journal.save_draft(earlier)
    memory_journal.save_draft(DRAFT)
    assert memory_journal.drafts() == [DRAFT, earlier]
    memory_journal.discard_draft(DRAFT.id)
    assert list(drafts_in_memory.kept) == ["0" * 32, earlier.id.replace("-", "")]


def test_many_megabytes_are_one_entry(memory_journal: Journal) -> None:
    """There is no limit here: a very long text is saved, found and marked like any other."""
    text = ("word " * 40 + "\n") * 40_000 + "the needle, été\n"
    put(memory_journal, text)
    assert [len(entry.text) for entry in memory_journal.entries(Filter(words="needle ete"))] == [len(text)]
    assert [text[start:end] for start, end in marks(text, "needle ete")] == ["needle", "été"]


def test_search_can_be_made_ready_in_slices(memory_journal: Journal) -> None:
    """A worker folds some entries at a time until none is left; a save in between only adds its own."""
    for number in range(5):
        put(memory_journal, f"entry {number}")
    assert memory_journal.prepare_search(2)
    assert memory_journal.prepare_search(2)
    put(memory_journal, "one more")
    assert memory_journal.prepare_search(2)
    assert not memory_journal.prepare_search(2)
    assert words(memory_journal, words="entry 3") == ["entry 3"]
    assert not memory_journal.prepare_search(2)


def test_a_search_in_slices_finds_what_one_in_one_go_finds(memory_journal: Journal) -> None:
    """A longer word typed half way goes on from there, a letter taken back or a save begins anew; none is missed."""
    for number in range(40):
        put(memory_journal, f"entry {number} warm {'evening' if number % 3 else 'walk'}")
    assert not memory_journal.search_on("wa", 10)
    assert len(memory_journal.entries(Filter(words="wa"), so_far=True)) == 10
    assert not memory_journal.search_on("warm walk", 20)
    so_far = memory_journal.entries(Filter(words="warm walk"), so_far=True)
    while not memory_journal.search_on("warm walk", 7):
        pass
    found = memory_journal.entries(Filter(words="warm walk"))
    assert found[: len(so_far)] == so_far
    assert [entry.text for entry in found] == [e.text for e in memory_journal.entries() if e.text.endswith("walk")]
    assert not memory_journal.search_on("evening", 10)
    assert len(memory_journal.entries(Filter(words="wa"))) == 40
    assert not memory_journal.search_on("evening", 10)
    put(memory_journal, "one more evening")
    found = memory_journal.entries(Filter(words="evening"))
    assert found == [entry for entry in memory_journal.entries() if "evening" in entry.text]
    assert memory_journal.search_on("", 1)


PIECES = st.sampled_from([*'abß#([\\" ', "SS", "İ", "i", "für"])
TYPED = st.tuples(st.sampled_from([0, 0, 0, 1, 9]), PIECES, st.lists(st.integers(0, 6), max_size=2), st.booleans())


@given(
    texts=st.lists(st.lists(PIECES, max_size=6).map("".join), min_size=8, max_size=25),
    typed=st.lists(TYPED, min_size=2, max_size=6),
)
def test_a_search_in_slices_misses_nothing_and_brings_nothing_old(
    texts: list[str], typed: list[tuple[int, str, list[int], bool]]
) -> None:
    """Whatever was typed before and however far it came: so far a beginning, in the end what asking each text finds."""
    index, words = EntryIndex(), ""
    index.replace(new_entry(EVENING - timedelta(days=number), text) for number, text in enumerate(texts))
    for taken_back, piece, slices, wait in typed:
        words = words[: max(0, len(words) - taken_back)] + piece
        query = compile_query(words)
        each = [entry.text for entry in index.select(Filter()) if matches(fold(entry.text), query)]
        for count in slices:
            if not index.search_on(query, count):
                so_far = [entry.text for entry in index.select(Filter(words=words), so_far=True)]
                assert so_far == each[: len(so_far)]
        if wait:
            assert [entry.text for entry in index.select(Filter(words=words))] == each
    assert [entry.text for entry in index.select(Filter(words=words))] == each


def test_a_list_that_was_given_out_is_nobody_elses(memory_journal: Journal) -> None:
    """Whoever changes it changes no list but their own, and a save is in the next one."""
    put(memory_journal, "one")
    memory_journal.entries().clear()
    assert words(memory_journal) == ["one"]
    assert not memory_journal.has_tags
    put(memory_journal, "two", tags=("tea",))
    assert len(memory_journal.entries()) == memory_journal.entry_count == 2
    assert memory_journal.has_tags


def test_the_days_of_a_month_are_those_of_all_that_are_in_it(memory_journal: Journal) -> None:
    """Up to its last and from its first day on."""
    for days in range(70):
        if days % 3:
            memory_journal.save(new_entry(EVENING - timedelta(days=days), "x"))
    whole = memory_journal.days_with_entries()
    first, last = date(2025, 12, 1), date(2025, 12, 31)
    within = memory_journal.days_with_entries(first, last)
    assert within == {day for day in whole if first <= day <= last}
    assert 0 < len(within) < len(whole)


def test_records_in_no_order_are_those_that_are_had_in_one(memory_journal: Journal) -> None:
    """Each once, of exactly the kinds that were asked for."""
    memory_journal.save(*story(day(1).mapping(), day(2).now(1), day(2).circuit()))
    kinds = ("session", "rating")
    in_order = [record.id for kind in kinds for record in memory_journal.records(kind)]
    assert sorted(record.id for record in memory_journal.unsorted(kinds)) == sorted(in_order)
    assert in_order
