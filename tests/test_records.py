"""The border of records: what is accepted, what is refused, and what a refusal may say."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.records import from_document, programme_day, to_document
from comfort_journal.records.steps import SIZED, STEPS, StepKind, kind_of_step, size_of_step, step_of_size

ID = "00000000-0000-4000-8000-000000000000"
AT = "2026-01-05T21:40:00+01:00"
ENTRY: dict[str, Any] = {
    "kind": "entry",
    "id": ID,
    "at": AT,
    "prompt": None,
    "text": "warm feet",
    "tags": [],
    "starred": False,
    "session": None,
    "source": "app",
}
SESSION: dict[str, Any] = {
    "kind": "session",
    "id": ID,
    "step": "dilator:a",
    "started_at": AT,
    "ended_at": AT,
    "holds": [{"seconds": 60, "during": 3, "after": None}],
    "during": 3,
    "after": None,
    "settled": None,
    "faded": None,
    "tags": [],
    "masked": False,
    "ended": "complete",
    "spike": False,
    "fear": None,
    "stretch": None,
    "tool": None,
}
PARTNER: dict[str, Any] = {
    "kind": "partner",
    "id": ID,
    "mode": "step",
    "started_at": AT,
    "ended_at": AT,
    "seconds": {"touch": 60},
    "answers": {"comfortable": 1, "slower": 0, "none": 0},
    "ended": "key",
    "close": None,
}


A_MARK = "expected 1 to 60 characters on one line, without blanks around them"


def refusal(document: object, at: str = "records[3]") -> str:
    """Return the sentence with which a document is refused."""
    with pytest.raises(BadInput) as refused:
        from_document(document, at=at)
    assert refused.value.__context__ is None, "the errors behind it carry the value"
    return str(refused.value)


def test_a_zulu_time_is_kept_as_a_numeric_offset() -> None:
    """Readers accept Z; what is kept never has it."""
    made = from_document(ENTRY | {"at": "2026-01-05T21:40:00Z"})
    assert to_document(made)["at"] == "2026-01-05T21:40:00+00:00"


def test_what_a_reader_may_leave_out_has_the_contracts_value() -> None:
    """Left-out fields are null, empty or false as the contract says, never 0."""
    kept = to_document(from_document(SESSION))
    assert (kept["start"], kept["size"], kept["asked"], kept["holds"][0]["spot"]) == (None, None, (), None)


def test_a_session_without_marks_has_no_field_for_them() -> None:
    """Left out and given empty are the same record, and its bytes are those of before there were marks."""
    made = from_document(SESSION)
    assert made == from_document(SESSION | {"around": []})
    assert "around" not in to_document(made)
    assert to_document(from_document(SESSION | {"around": ["door locked", "warm"]}))["around"] == (
        "door locked",
        "warm",
    )


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (SESSION | {"during": 11}, "records[3].during: expected 0..10"),
        (SESSION | {"during": -1}, "records[3].during: expected 0..10"),
        (SESSION | {"during": 3.5}, "records[3].during: expected 0..10"),
        (SESSION | {"during": True}, "records[3].during: expected 0..10"),
        (SESSION | {"during": 10**30}, "records[3].during: expected 0..10"),
        (SESSION | {"during": 2}, "records[3].during: expected at least the highest value of its holds"),
        (
            SESSION | {"holds": [{"seconds": 1, "during": None, "after": None, "spot": 13}]},
            "records[3].holds[0].spot: expected 1..12",
        ),
        (
            SESSION | {"holds": [{"seconds": -1, "during": None, "after": None}]},
            "records[3].holds[0].seconds: expected a whole number from 0",
        ),
        (SESSION | {"holds": [{"seconds": 1}]}, "records[3].holds[0].during: missing, expected 0..10"),
        (SESSION | {"holds": {}}, "records[3].holds: expected a list"),
        (SESSION | {"holds": ["canary"]}, "records[3].holds[0]: expected an object"),
        (SESSION | {"faded": "canary"}, "records[3].faded: expected one of no, none, partly, yes"),
        (SESSION | {"settled": 1}, "records[3].settled: expected true or false"),
        (
            SESSION | {"step": "partner"},
            "records[3].step: expected a step (mapping, entrance, shallow, dilator:<size id>, movement)",
        ),
        (SESSION | {"around": ["warm", " canary"]}, f"records[3].around[1]: {A_MARK}"),
        (SESSION | {"around": ["can\nary"]}, f"records[3].around[0]: {A_MARK}"),
        (SESSION | {"around": ["can\u2028ary"]}, f"records[3].around[0]: {A_MARK}"),
        (SESSION | {"around": ["canary\x85"]}, f"records[3].around[0]: {A_MARK}"),
        (SESSION | {"around": [""]}, f"records[3].around[0]: {A_MARK}"),
        (SESSION | {"around": ["canary" * 11]}, f"records[3].around[0]: {A_MARK}"),
        (SESSION | {"around": ["Canary", "canary"]}, "records[3].around: expected each mark once"),
        (
            SESSION | {"around": [f"canary {n}" for n in range(25)]},
            "records[3].around: expected a list of at most 24 marks",
        ),
        (SESSION | {"around": "canary"}, "records[3].around: expected a list of at most 24 marks"),
        (SESSION | {"around": None}, "records[3].around: expected a list of at most 24 marks"),
        (PARTNER | {"seconds": {"canary": "canary"}}, "records[3].seconds[...]: expected a whole number from 0"),
        (PARTNER | {"seconds": {5: 1}}, "records[3].seconds: expected field names that are text"),
        (
            PARTNER | {"answers": {"comfortable": 0}},
            "records[3].answers.slower: missing, expected a whole number from 0",
        ),
        (ENTRY | {"source": "canary"}, "records[3].source: expected one of app, capture, import"),
        (ENTRY | {"tags": "canary"}, "records[3].tags: expected a list"),
        (ENTRY | {"tags": ["fine", 4]}, "records[3].tags[1]: expected text"),
        (ENTRY | {"id": "canary"}, "records[3].id: expected an id (a UUID in lower case)"),
        (ENTRY | {"id": ID + "\n"}, "records[3].id: expected an id (a UUID in lower case)"),
        (ENTRY | {"at": "canary"}, "records[3].at: expected a time like 2026-01-05T21:40:00+01:00"),
        (ENTRY | {"at": AT + "\n"}, "records[3].at: expected a time like 2026-01-05T21:40:00+01:00"),
        (ENTRY | {"at": "2026-02-30T21:40:00Z"}, "records[3].at: expected a time like 2026-01-05T21:40:00+01:00"),
        (ENTRY | {"at": "2026-01-05T24:00:00Z"}, "records[3].at: expected a time like 2026-01-05T21:40:00+01:00"),
        (ENTRY | {"at": "0001-01-01T00:00+10:00"}, "records[3].at: expected a time like 2026-01-05T21:40:00+01:00"),
        (ENTRY | {"at": "٢٠٢٦-01-05T21:40:00Z"}, "records[3].at: expected a time like 2026-01-05T21:40:00+01:00"),
        (ENTRY | {"mood": "canary"}, "records[3].mood: unknown field"),
        (ENTRY | {"\x1b[2J canary": 1}, "records[3]: unknown field"),
        (ENTRY | {5: "canary"}, "records[3]: expected field names that are text"),
        (ENTRY | {"te\ud800": "x"}, "records[3]: expected field names in UTF-8"),
        (ENTRY | {"text": "aé\ud800"}, "records[3].text: expected UTF-8 text, found a lone surrogate at byte 3"),
        (
            ENTRY | {"tags": ["fine", "\udfff"]},
            "records[3].tags[1]: expected UTF-8 text, found a lone surrogate at byte 0",
        ),
        ({"kind": "entry"}, "records[3].id: missing, expected an id (a UUID in lower case)"),
    ],
)
def test_a_refusal_names_the_path_and_what_was_expected(document: object, sentence: str) -> None:
    """The contract's form: the field's path and what it may hold, and no word of what it held."""
    assert refusal(document) == sentence


@pytest.mark.parametrize("kind", ["canary", "draft", "", None, 5, [], {}])
def test_an_unknown_kind_is_refused_by_the_kinds_there_are(kind: object) -> None:
    """Also a draft, which the log may not hold, and a kind that is no text."""
    assert refusal(ENTRY | {"kind": kind}).startswith("records[3].kind: expected one of entry, session, rating")


@pytest.mark.parametrize("document", [None, "canary", 5, [ENTRY], (), b"canary", object()])
def test_what_is_no_object_is_refused(document: object) -> None:
    """A record is an object; its path alone is named."""
    assert refusal(document) == "records[3]: expected an object"
    assert refusal(document, "") == "record: expected an object"


def test_a_lone_record_is_named_by_its_field_alone() -> None:
    """Without a place in a file the path begins with the field."""
    assert refusal(SESSION | {"during": 11}, "") == "during: expected 0..10"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("canary"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(base=st.sampled_from([ENTRY, SESSION, PARTNER]), field=st.data(), value=JSON)
def test_no_value_ever_stands_in_a_refusal(base: dict[str, Any], field: st.DataObject, value: object) -> None:
    """Whatever stands in any field, it is kept or refused by BadInput, and never repeated."""
    name = field.draw(st.sampled_from(sorted(base)))
    try:
        from_document(base | {name: value}, at="records[0]")
    except BadInput as refused:
        assert "canary" not in str(refused)  # noqa: PT017  an accepted value is fine as well
        assert refused.__cause__ is None  # noqa: PT017  as above


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026-01-05T03:59:00+01:00", "2026-01-04"), ("2026-01-05T04:00:00+01:00", "2026-01-05")],
)
def test_the_day_turns_at_four(written: str, day: str) -> None:
    """The day begins at 04:00 of a moment's own wall clock."""
    assert programme_day(written).isoformat() == day


def test_each_kind_of_step_is_declared_once_and_one_alone_has_sizes() -> None:
    """The table has the kinds of the type in their order; a size's key leads to its kind and its id and back."""
    assert tuple(STEPS) == get_args(StepKind)
    assert [kind for kind, traits in STEPS.items() if traits.rungs] == [SIZED]
    assert (kind_of_step("dilator:a:b"), size_of_step("dilator:a:b"), step_of_size("a:b")) == (
        SIZED,
        "a:b",
        "dilator:a:b",
    )
    assert (kind_of_step("shallow"), size_of_step("shallow")) == ("shallow", None)


@pytest.mark.parametrize("kind", STEPS)
def test_a_session_is_at_every_step_but_the_one_with_a_record_of_its_own(kind: StepKind) -> None:
    """A key is taken with its size exactly where there is a step for each size."""
    traits = STEPS[kind]
    for key, fits in ((kind, not traits.rungs), (f"{kind}:a", traits.rungs)):
        if fits and not traits.together:
            assert from_document({**SESSION, "step": key})
        else:
            with pytest.raises(BadInput):
                from_document({**SESSION, "step": key})
