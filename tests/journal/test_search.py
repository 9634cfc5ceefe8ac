# ruff: noqa: RUF001  letters that look like others are what is tested
"""Finding words whatever their case and accents, and marking them where they stand."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.journal.search import Query, _folds, compile_query, fold, marks, matches

UNUSED = {"Cs", "Cn", "Co"}
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WORDY = st.text(st.sampled_from("aAbB ßẞéÉe\u0301İıﬁŒ\u00ad\n\"'’#"), max_size=40)


def found(text: str, words: str) -> bool:
    """Search one text as the index does."""
    return matches(fold(text), compile_query(words))


def marked(text: str, words: str) -> list[str]:
    """Return the pieces of the text that are marked."""
    return [text[start:end] for start, end in marks(text, compile_query(words))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Warm Tea", "tea warm"),
        ("the naïve café", "NAIVE cafe"),
        ("the naive cafe", "naïve CAFÉ"),
        ("cafe\u0301", "café"),
        ("Straße", "STRASSE"),
        ("Ærø and Łódź", "aero lodz"),
        ("İstanbul, ılık", "istanbul ilik"),
        ("Ὀδυσσεύς", "οδυσσευς"),
        ("ΟΔΥΣΣΕΎΣ", "οδυσσεύς"),
        ("Мёд и чай", "мед"),
        ("don’t", "don't"),
        ("ﬁne ½", "fine 1⁄2"),
        ("com\u00adfort", "comfort"),
        ("ｗｉｄｅ", "wide"),
        ("warm\n  feet", '"warm feet"'),
        ("warm feet", "“warm feet”"),
        ("warm feet", '"warm fe'),
        ("anything", ""),
        ("anything", '"" "'),
    ],
)
def test_case_and_accents_do_not_hide_a_word(text: str, words: str) -> None:
    """All words in any order, quoted words side by side; a quote may still be open."""
    assert found(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [("warm tea", "warm milk"), ("warm and feet", '"warm feet"'), ("feet warm", '"warm feet"'), ("aß", "asz")],
)
def test_a_text_without_the_words_is_not_found(text: str, words: str) -> None:
    """One missing word is enough."""
    assert not found(text, words)


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("Warm tea, warm feet", "WARM", ["Warm", "warm"]),
        ("a café\u0301s", "cafe", ["café\u0301"]),
        ("cafe\u0301 is", "cafe", ["cafe\u0301"]),
        ("Großstraße", "s", ["ßs", "ß"]),
        ("Œuvre", "e", ["Œ", "e"]),
        ("Œuvre", "o", ["Œ"]),
        ("com\u00adfort zone", "comfort", ["com\u00adfort"]),
        ("warm \n feet, warm", '"warm feet"', ["warm \n feet"]),
        ("warmth", "arm warm", ["warm"]),
        ("𝓦arm 🙂 feet", "warm feet", ["𝓦arm", "feet"]),
        ("İstanbul", "ist", ["İst"]),
        ("nothing", "", []),
        ("nothing", "zebra", []),
    ],
)
def test_marks_stand_on_the_original_characters(text: str, words: str, pieces: list[str]) -> None:
    """Marks are ranges of the text as written, whole characters with the accents on them."""
    assert marked(text, words) == pieces


def test_folding_is_one_character_at_a_time_for_all_of_unicode() -> None:
    """What marks rest on: a fold is the sum of its characters' folds, is stable, and needs no second pass."""
    for start in range(0, sys.maxunicode + 1, 4096):
        some = [chr(c) for c in range(start, start + 4096) if unicodedata.category(chr(c)) not in UNUSED]
        assert fold("".join(some)) == "".join(map(fold, some))
        assert [_folds[each] for each in some] == [fold(each) for each in some]
        assert all(fold(fold(each)) == fold(each) for each in some)
        assert not any(unicodedata.combining(c) for each in some for c in fold(each))


@given(TEXT, TEXT)
def test_folding_two_texts_is_folding_each(one: str, other: str) -> None:
    """No neighbour changes how a character is compared."""
    assert fold(one + other) == fold(one) + fold(other)


@given(WORDY, WORDY)
def test_every_mark_holds_what_was_looked_for(text: str, words: str) -> None:
    """Marks ascend, lie within the text, never overlap, and there are some for each found phrase."""
    query = compile_query(words)
    spans = marks(text, query)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    if query and matches(fold(text), query):
        assert spans
    for start, end in spans:
        assert any("".join(phrase)[0] in fold(text[start:end]) for phrase in query.phrases)


@given(WORDY, WORDY, WORDY)
def test_a_narrower_query_never_finds_more(text: str, words: str, more: str) -> None:
    """What the index relies on when a query grew: its last result holds all that can be found."""
    first, second = compile_query(words), compile_query(words + more)
    if second.narrows(first) and matches(fold(text), second):
        assert matches(fold(text), first)
    assert first.narrows(Query())


def test_a_query_does_not_show_its_words() -> None:
    """What was searched for stays out of tracebacks and logs."""
    assert "canary" not in repr(compile_query("canary"))
