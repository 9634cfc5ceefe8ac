"""What leaves the app calls steps, parts and sizes as the plan and their owner do."""

from __future__ import annotations

import pytest

from comfort_journal.content import record_names
from comfort_journal.interchange.names import NO_NAMES
from comfort_journal.interchange.sentences import sentence
from comfort_journal.records import Circuit, Part, Profile, Size

AT = "2026-01-0{}T08:00:00+01:00"


def profile(day: int, *sizes: tuple[str, str]) -> Profile:
    """Return the answers of a day with these sizes, by id and label."""
    return Profile(
        id=f"00000000-0000-4000-8000-00000000000{day}",
        at=AT.format(day),
        adult=True,
        agreed=True,
        history=(),
        in_care=None,
        line=2,
        sizes=tuple(Size(id=size_id, label=label, mm=None) for size_id, label in sizes),
        calendar_start=None,
        start_step=None,
    )


NAMES = record_names([profile(2, ("a", "lilac")), profile(1, ("a", "small"), ("b", "{label}"))])


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("mapping", "1 Outside"),
        ("dilator:a", "4 Size lilac"),
        ("dilator:b", "4 Size {label}"),
        ("dilator:gone", "4 Size gone"),
        ("partner", "6 Together"),
    ],
)
def test_a_step_has_its_one_name_and_a_size_its_newest_label(step: str, said: str) -> None:
    """A size that is no longer on the ladder keeps its label; one that nobody named is its id."""
    assert NAMES.step(step) == said


def test_no_part_of_a_circuit_is_told_by_its_id() -> None:
    """Every part that a record may hold has a title."""
    ids = ("RC-1", "RC-2", "RC-3:child", "RC-3:happy", "RC-3:figure4", "RC-3", "RC-4", "RC-5")
    circuit = Circuit(
        id=profile(1).id,
        started_at=AT.format(1),
        ended_at=AT.format(2),
        parts=tuple(Part(part=each, seconds=60, breaths=None, done=True) for each in ids),  # type: ignore[arg-type]
        attested=False,
        dry=None,
    )
    assert "RC-" not in sentence(circuit, NAMES)
    assert "Child's pose 60 s" in sentence(circuit, NAMES)
    assert "RC-3:child 60 s" in sentence(circuit, NO_NAMES)


def test_the_exercises_have_their_titles() -> None:
    """As the library has them."""
    assert [NAMES.thing(f"STR-{n}") for n in (1, 2, 3)] == ["Breath and lift", "Bridge", "Carry and walk"]
