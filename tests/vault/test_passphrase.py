"""Passphrases: the rules, the bytes that come out, and what never happens to them."""

import math
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.vault import passphrase
from comfort_journal.vault.passphrase import chosen, has_blanks_around, normalise, suggest, ways_to_read, wipe


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
    """Every word of the EFF's long list can come but those that would be unkind here, each by its own draw."""
    lists: list[tuple[str, ...]] = []

    def first(words: tuple[str, ...]) -> str:
        lists.append(words)
        return words[0]

    monkeypatch.setattr(passphrase.secrets, "choice", first)
    assert suggest() == " ".join(["abacus"] * 6)
    assert [len(set(words)) for words in lists] == [7708] * 6
    assert not {"stinging", "impotence", "frigidity"} & set(lists[0])
    assert math.log2(len(lists[0])) * 6 > 77


def test_a_suggestion_can_be_typed_back() -> None:
    """Words are plain ASCII with single spaces."""
    words = suggest()
    assert len(words.split(" ")) == 6
    assert normalise(words.encode()) == words.encode()


BLANKS = [" ", "   ", "\t", "\r", "\u00a0", "\u3000", "\u2003", "\u2028", "\u200b", "\u2060", "\ufeff"]


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
@pytest.mark.parametrize("words", ["warm feet", "\u0645\u06cc\u200c\u062e", "\u200cwarm feet\u00ad"], ids=ascii)
def test_a_new_passphrase_never_has_blanks_around_it(blank: str, words: str) -> None:
    """Of whatever kind, and what is within is kept, joiners at its ends too."""
    assert chosen(f"{blank}{words}{blank}".encode()) == words.encode()


@pytest.mark.parametrize("raw", [b"", b"   ", b"\t", "\u3000\u200b".encode()])
def test_blanks_alone_are_no_new_passphrase(raw: bytes) -> None:
    """Nothing is left of them."""
    with pytest.raises(BadInput, match="empty"):
        chosen(raw)


def test_an_accent_that_stands_alone_is_no_blank() -> None:
    """NFKC makes a blank of a part of it, which belongs to the letter."""
    assert chosen("\u00b4warm".encode()) == normalise("\u00b4warm".encode()) == " \u0301warm".encode()


def test_a_new_ascii_passphrase_never_becomes_a_str() -> None:
    """Neither with blanks around it."""
    typed = NeverText(b" warm tea, slow rain ")
    assert chosen(typed) == b"warm tea, slow rain"
    assert has_blanks_around(typed)
    with ways_to_read(typed) as ways:
        assert ways == [b" warm tea, slow rain ", b"warm tea, slow rain"]


@pytest.mark.parametrize(
    ("raw", "ways"),
    [
        (b"warm feet", [b"warm feet"]),
        (b" warm feet", [b" warm feet", b"warm feet"]),
        (b"   ", [b"   "]),
        (b"\twarm feet", [b"warm feet"]),
        ("\ufeffwarm feet".encode(), ["\ufeffwarm feet".encode(), b"warm feet"]),
        (b" " * 1024 + b"warm", [b"warm"]),
    ],
)
def test_what_is_given_is_tried_first_as_it_is(raw: bytes, ways: list[bytes]) -> None:
    """Then without blanks around it, each way once; all of them are zeros afterwards."""
    with ways_to_read(raw) as tried:
        assert tried == ways
    assert not any(map(any, tried))


@pytest.mark.parametrize(("raw", "fault"), [(b"", "empty"), (b"\t", "control"), (b" \x00 ", "control")])
def test_what_can_be_no_passphrase_in_any_way_is_refused_as_it_was_given(raw: bytes, fault: str) -> None:
    """In one sentence."""
    with pytest.raises(BadInput, match=fault), ways_to_read(raw):
        pass


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b"warm feet", False),
        (b" warm feet", True),
        (b"warm feet ", True),
        (b"", False),
        (b"  ", False),
        ("\ufeffwarm feet".encode(), False),
        ("\ufeff warm feet".encode(), True),
        ("warm feet\u00a0".encode(), True),
    ],
)
def test_blanks_are_named_and_a_byte_order_mark_is_not(raw: bytes, named: bool) -> None:  # noqa: FBT001  the expectation
    """Nobody typed the mark; of blanks alone it is said that they are no passphrase."""
    assert has_blanks_around(raw) is named
