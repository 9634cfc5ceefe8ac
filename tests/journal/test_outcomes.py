"""What came of work on the vault is said once, and what was nothing is not said."""

from __future__ import annotations

import pytest

from comfort_journal.journal import outcomes
from comfort_journal.vault.merge import Keys, Merged
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.verify import Report

TORN, HOLE = Notice("unfinished-end", "The last save was cut off."), Notice("journal", "Save 3 cannot be read.")


@pytest.mark.parametrize(
    ("counts", "keys", "said"),
    [
        ((0, 0, 0, 0), "same", ["The other copy holds no record that is not here."]),
        ((1, 0, 2, 0), "same", ["Records: 1 added, 2 removed."]),
        ((0, 1_000, 0, 1), "ours", ["Records: 1,000 changed, 1 now beside another version.", "an older key"]),
        ((1, 0, 0, 0), "theirs", ["Records: 1 added.", "a newer key"]),
    ],
)
def test_a_merge_says_what_changed_and_whose_key_holds(
    counts: tuple[int, int, int, int], keys: Keys, said: list[str]
) -> None:
    """A count of nothing is left out; the key is named only where the copies had two."""
    told = outcomes.say_merged(Merged(*counts, keys, ()))
    assert len(told) == len(said)
    assert all(part in sentence for part, sentence in zip(said, told, strict=True))


def test_only_what_cannot_be_read_is_damage() -> None:
    """A save that was cut off at the end of the other copy is named, and is no damage."""
    for unread, damaged in (((), False), ((TORN,), False), ((TORN, HOLE), True)):
        told = Merged(1, 0, 0, 0, "same", unread)
        assert outcomes.is_damaged(told) is damaged
        assert outcomes.say_merged(told)[1:] == [str(each) for each in unread]


def test_a_check_says_that_all_is_sound_or_what_brings_it_back() -> None:
    """What is sound is counted either way; where something is damaged the way out stands behind it."""
    assert outcomes.say_checked(Report(1, 2, (), ())) == "All of it is sound: 2 records in 1 save."
    assert outcomes.say_problems(Report(1, 2, (), (TORN,))) == []
    found = Report(1, 2, (HOLE,), ())
    assert outcomes.say_checked(found) == "The check found 1 problem. What is sound: 2 records in 1 save."
    problem, way_out = outcomes.say_problems(found)
    assert (problem, "backup" in way_out) == (str(HOLE), True)
