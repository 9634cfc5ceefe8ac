"""The smallest whole programme: binding numbers, and reasons that say their key, so that tests name no sentence."""

from __future__ import annotations

from comfort_journal.plan import REASON_FIELDS, Cap, Programme, Step, Words


def _step(kind: str, st: int, floor: int, earliest: int, following: int | None = None) -> Step:
    return Step(
        kind=kind,  # type: ignore[arg-type]
        id=f"ST-{st}",
        name="size {label}" if kind == "dilator" else kind,
        floor=floor,
        hold_least=floor or 30,
        hold_most=180,
        earliest_day=earliest,
        earliest_next=following,
    )


PROGRAMME = Programme(
    steps=(
        _step("mapping", 1, 0, 1),
        _step("entrance", 2, 30, 4),
        _step("shallow", 3, 20, 7),
        _step("dilator", 4, 60, 7, 11),
        _step("movement", 5, 60, 11),
        _step("partner", 6, 60, 15),
    ),
    caps=(
        Cap(steps=("entrance",), sessions=3, most=3),
        Cap(steps=("shallow", "dilator", "movement", "partner"), sessions=1, most=2),
    ),
    words=Words(
        weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        between=", ",
        last=" and ",
        either=" or ",
    ),
    reasons={
        key: " | ".join([key, *(f"{name}={{{name}}}" for name in sorted(fields))])
        for key, fields in REASON_FIELDS.items()
    },
)
