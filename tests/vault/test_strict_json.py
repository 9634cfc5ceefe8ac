"""Strict JSON: the quick way and the plain way accept the same texts, and no error carries one of them."""

import json
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput, ComfortError, Damaged
from comfort_journal.vault import strict_json

LARGEST = 2**53 - 1
texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_a_value_survives_and_has_one_spelling(value: object) -> None:
    """What was made canonical reads back as itself, and the standard library writes the same bytes."""
    text = strict_json.canonical(value)
    assert strict_json.parse(text) == value
    assert text == json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@given(values, st.data())
def test_what_the_quick_way_accepts_the_plain_way_accepts(value: object, data: st.DataObject) -> None:
    """A text with a byte changed is canonical only if it is strict JSON that would be written just so."""
    text = bytearray(strict_json.canonical(value))
    text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    if strict_json.is_canonical(bytes(text)):
        assert strict_json.canonical(strict_json.parse(bytes(text))) == text


@pytest.mark.parametrize(("depth", "quickly"), [(6, True), (100, False)])
def test_the_quick_way_tells_of_what_our_records_hold_and_deeper_is_kept_too(depth: int, *, quickly: bool) -> None:
    """Objects and lists as deep as records go are canonical at a glance; deeper ones are written all the same."""
    value: object = [None, True, "ä", -LARGEST, LARGEST]
    for level in range(depth - 1):
        value = [value] if level % 2 else {"a": value}
    text = strict_json.canonical(value)
    assert strict_json.is_canonical(text) is quickly
    assert strict_json.parse(text) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_damage(text: bytes) -> None:
    """Whatever stands in the file, the answer is a value or Damaged, never a crash."""
    try:
        value = strict_json.parse(text)
    except Damaged:
        return
    assert strict_json.parse(strict_json.canonical(value)) == value


@pytest.mark.parametrize(
    "value", [0.5, 2**53, -(2**53), "\ud800", {"\udc00": 1}, {1, 0.5}, object(), nan, inf, [{"b": -inf}]]
)
def test_what_could_not_be_read_back_is_not_written(value: object) -> None:
    """Fractions, NaN, huge integers, lone surrogates and foreign objects are refused before they are sealed."""
    with pytest.raises(BadInput):
        strict_json.canonical({"a": value})


@pytest.mark.parametrize(
    "text", [b'{"canary":', b'{"canary":1,"canary":2}', b'"canary\xff"', b'"canary\\ud800"', b'["canary",0.5]']
)
def test_no_error_carries_the_text_it_refuses(text: bytes) -> None:
    """Neither the message nor any exception behind it holds a word of what was read."""
    with pytest.raises(ComfortError) as refused:
        strict_json.parse(text)
    assert refused.value.__context__ is None
    assert "canary" not in str(refused.value)
