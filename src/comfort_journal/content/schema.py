"""What the files must hold for the program to run: the programme's ids, each item's numbers, the fields of each text.

A file may change what it says and what a number is; it may not leave one out or bring one that nothing reads.
"""

from __future__ import annotations

from datetime import timedelta

from comfort_journal.plan import numbers as rule
from comfort_journal.records import DAY_BEGINS
from comfort_journal.records.steps import STEPS


def _ids(name: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{name}-{number}" for number in range(first, last + 1))


PROGRAMME_IDS = (
    *_ids("FR", 1, 10),
    *_ids("RC", 1, 6),
    *_ids("ST", 0, len(STEPS)),
    "RESET",
    "SPIKE",
    *_ids("AR", 1, 5),
    *_ids("WORDS", 1, 3),
    *_ids("POS", 1, 4),
    *_ids("TS", 1, 5),
    *_ids("RF", 1, 5),
    "PT-1",
    "BL-1",
    "CARE",
    *_ids("STR", 0, 4),
    "ASK",
    *_ids("GATE", 0, 10),
)
"""Every id of the programme, each with exactly one home."""

WHOLE_IDS = ("RC", "GATE")
"""Homes of what belongs to all of the circuit and all of the gate."""
OUR_IDS = ("NAMES",)
"""Cards beside the programme's."""

_HOLD = {"hold_least": "time", "hold_most": "time"}
_PART = {"least": "time", "most": "time"}
_SETS = {"sets_least": "sets", "sets_most": "sets"}

NUMBERS: dict[str, dict[str, str]] = {
    "FR-3": {"counted_from": "days"},
    "FR-5": {"line": "of ten"},
    "RC": {**_PART, "settling": "time"},
    "RC-1": {**_PART, "breath_in": "time", "breath_out": "time"},
    "RC-2": _PART,
    "RC-3": {**_PART, "choose": "times", "each_least": "time", "each_most": "time"},
    "RC-3:child": {"breaths_least": "breaths", "breaths_most": "breaths"},
    "RC-4": _PART,
    "RC-5": {**_PART, "dry_marks": "times", "dry_days": "days"},
    "RC-6": {"breath": "time", "within": "minutes"},
    "ST-0": {
        "place": "time",
        "breathe": "time",
        "after_from": "time",
        "unlocked": "time",
        "sessions_a_day": "times",
        "sessions_setting": "times",
    },
    "ST-1": _HOLD,
    "ST-2": {**_HOLD, "sessions_a_day": "times"},
    "ST-3": {
        **_HOLD,
        "depth_least": "centimetres",
        "depth_most": "centimetres",
        "holds": "times",
        "after_wait": "time",
    },
    "ST-4": {**_HOLD, "known": "time"},
    "ST-5": {
        **_HOLD,
        "move_least": "millimetres",
        "move_most": "millimetres",
        "still": "time",
        "small": "time",
    },
    "ST-6": {
        "hold_least": "seconds",
        "checkin": "time",
        "checkin_least": "time",
        "checkin_most": "time",
        "comfortable": "times",
    },
    "RESET": {"together": "day"},
    "SPIKE": {
        "rest_least": "hours",
        "rest_second": "hours",
        "rest_most": "hours",
        "within": "days",
        "during": "of ten",
        "unsettled": "of ten",
        "settle": "time",
        "later": "of ten",
    },
    "AR-1": {"least": "time"},
    "RF-3": {"notice": "hours", "evaluate": "hours"},
    "ASK": {"postpartum": "weeks"},
    "STR-0": {"days": "days", "spread": "days", "quiet": "days"},
    "STR-1": {**_SETS, "each": "times"},
    "STR-2": {**_SETS, "each": "times"},
    "STR-3": {**_SETS, "each": "metres", "each_most": "metres"},
    "GATE": {"day_turns": "o'clock"},
    "GATE-2": {"hours": "hours", "value_after": "hours"},
    "GATE-5": {"after": "hours"},
    "GATE-7": {"days": "days"},
    "GATE-8": {"above": "days", "of": "days"},
    "GATE-9": {"easy": "days", "of": "days", "within": "days"},
}
"""The numbers that each item must have, with their unit; "time" is any of seconds, minutes and hours."""

PINNED: dict[tuple[str, str], int] = {
    ("FR-3", "counted_from"): rule.AROUND_DAYS,
    ("FR-5", "line"): rule.HIGHEST_LINE,
    ("SPIKE", "during"): rule.SPIKE_DURING,
    ("SPIKE", "unsettled"): rule.SPIKE_UNSETTLED,
    ("SPIKE", "later"): rule.SPIKE_AFTER,
    ("SPIKE", "rest_least"): rule.REST_HOURS[0],
    ("SPIKE", "rest_second"): rule.REST_HOURS[1],
    ("SPIKE", "rest_most"): rule.REST_HOURS[2],
    ("SPIKE", "within"): rule.SPIKE_DAYS,
    ("RC-6", "within"): rule.CIRCUIT_MINUTES,
    ("ST-6", "hold_least"): rule.PARTNER_STILL_SECONDS,
    ("RF-3", "evaluate"): rule.EVALUATE_HOURS,
    ("STR-0", "days"): rule.STRENGTH_DAYS,
    ("STR-0", "spread"): rule.STRENGTH_SPREAD,
    ("STR-0", "quiet"): rule.STRENGTH_SPREAD,
    ("GATE", "day_turns"): DAY_BEGINS // timedelta(hours=1),
    ("GATE-2", "hours"): rule.EVALUATE_HOURS,
    ("GATE-2", "value_after"): rule.NEXT_DAY_HOURS,
    ("GATE-5", "after"): rule.NEXT_DAY_HOURS,
    ("GATE-7", "days"): rule.AWAY_DAYS,
    ("GATE-8", "above"): rule.ABOVE_NEEDED,
    ("GATE-8", "of"): rule.ABOVE_OF,
    ("GATE-9", "easy"): rule.EASY_NEEDED,
    ("GATE-9", "of"): rule.EASY_OF,
    ("GATE-9", "within"): rule.EASY_DAYS,
}
"""The numbers of the rule itself: the files show them for review, and only the program can change them."""

PLAIN = "plain"
"""How a row with a single sentence names it."""

EACH_SIGN = "1.sign"
"""The gate's one sentence about a sign: ``{sign}`` in it stands for what each sign is said to be."""

FIELDS = {
    "sentences.toml: around.counted": frozenset({"mark", "easy", "days"}),
    "gate.toml: GATE-1.says.sign": frozenset({"day", "sign"}),
    "sentences.toml: plan.just_now": frozenset({"what"}),
    "sentences.toml: plan.now_before": frozenset({"time"}),
    "sentences.toml: plan.kept": frozenset({"value"}),
    "sentences.toml: checkin.how": frozenset({"seconds", "bell", "key"}),
    "sentences.toml: checkin.covered": frozenset({"key"}),
    "sentences.toml: circuit.about": frozenset({"minutes"}),
    "sentences.toml: circuit.chosen": frozenset({"openers"}),
    "sentences.toml: circuit.instead": frozenset({"left", "openers"}),
    "sentences.toml: circuit.left_out": frozenset({"parts", "reason"}),
    "sentences.toml: closing.offer": frozenset({"day"}),
    "sentences.toml: closing.title": frozenset({"day"}),
    "sentences.toml: plan.calendar_begins": frozenset({"day"}),
    "sentences.toml: plan.calendar_here": frozenset({"day", "days"}),
    "sentences.toml: plan.easy_day": frozenset({"line"}),
    "sentences.toml: session.ended_above": frozenset({"value"}),
    "sentences.toml: session.flag": frozenset({"sign"}),
    "sentences.toml: session.known_first": frozenset({"size"}),
    "sentences.toml: session.nothing": frozenset({"least"}),
    "sentences.toml: session.place_kept": frozenset({"hour"}),
    "sentences.toml: session.then_new": frozenset({"size"}),
    "sentences.toml: today.card": frozenset({"day"}),
    "sentences.toml: today.number": frozenset({"day"}),
    "sentences.toml: today.practised": frozenset({"time", "step"}),
    "sentences.toml: today.proposed": frozenset({"when", "value"}),
    "sentences.toml: today.sealed": frozenset({"when", "value"}),
    "sentences.toml: today.step": frozenset({"step"}),
    "sentences.toml: today.unkept": frozenset({"when"}),
    "steps.toml: ST-4.short": frozenset({"label"}),
}
"""The fields that texts outside the gate may name; a text that is not here names none."""


def reason_key(row: str, variant: str) -> str:
    """Return the key under which the gate asks for a row's sentence: ``GATE-4``, ``above`` -> ``4.above``."""
    number = row.removeprefix("GATE-")
    return number if variant == PLAIN else f"{number}.{variant}"
