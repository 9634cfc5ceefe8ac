"""Passphrases: the rules, the bytes that come out, and what never happens to them."""

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.vault import passphrase
from comfort_journal.vault.passphrase import normalise, suggest, wipe


class NeverText(bytearray):
    """A buffer that refuses to become a string."""

    def decode(self, *_: object, **__: object) -> str:
        """Fail the test that asks for it."""
        raise AssertionError("an ASCII passphrase became a str")


def test_an_ascii_passphrase_never_becomes_a_str() -> None:
    """Bytes go in and the same bytes come out, in a buffer of their own."""
    typed = NeverText(b"warm tea, slow rain")
    normal = normalise(typed)
    wipe(normal)
    assert normal == bytes(len(typed))
    assert typed == b"warm tea, slow rain"


@given(st.text(st.characters(exclude_categories=["Cc", "Cn", "Cs"]), min_size=1, max_size=60))
def test_what_was_normalised_once_stays_as_it_is(text: str) -> None:
    """Normalising twice is normalising once, so every layer may do it."""
    once = normalise(text.encode())
    assert normalise(once) == once


@pytest.mark.parametrize(
    "raw", [b"canary\x00", b"canary\xff", "canary\u0085".encode(), "canary\u0378".encode(), b"canary" * 200]
)
def test_a_refusal_carries_nothing_of_the_passphrase(raw: bytes) -> None:
    """Neither the message nor the exceptions behind it hold what was typed."""
    with pytest.raises(BadInput) as refused:
        normalise(raw)
    fault: BaseException | None = refused.value
    while fault is not None:
        assert "canary" not in repr(fault) + str(fault) + str(vars(fault))
        assert b"canary" not in getattr(fault, "object", b"")
        fault = fault.__context__
    assert "canary" not in "".join(traceback.format_exception_only(refused.value))


def test_a_suggestion_is_six_words_drawn_by_the_systems_random_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word of the EFF's long list can come, each by its own draw."""
    lists: list[tuple[str, ...]] = []

    def first(words: tuple[str, ...]) -> str:
        lists.append(words)
        return words[0]

    monkeypatch.setattr(passphrase.secrets, "choice", first)
    assert suggest() == " ".join(["abacus"] * 6)
    assert [len(set(words)) for words in lists] == [7776] * 6


def test_a_suggestion_can_be_typed_back() -> None:
    """Words are plain ASCII with single spaces."""
    words = suggest()
    assert len(words.split(" ")) == 6
    assert normalise(words.encode()) == words.encode()
