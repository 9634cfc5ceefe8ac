"""What is said of a passphrase's strength is true, whoever guesses, and is said of no suggested one."""

from __future__ import annotations

import pytest

from comfort_journal.vault.guessing import doubt
from comfort_journal.vault.passphrase import suggest

ALL_TRIED = "Whoever has a copy of the files can try every passphrase as simple as this within {}."
GUESSED = "Whoever has a copy of the files can guess this within days if it is a word or two, a name or a date."


class NeverText(bytearray):
    """A buffer that refuses to become a string."""

    def decode(self, *_: object, **__: object) -> str:
        """Fail the test that asks for it."""
        raise AssertionError("an ASCII passphrase became a str")


@pytest.mark.parametrize(
    ("passphrase", "span"),
    [
        ("a", "a minute"),
        ("~", "a minute"),
        ("zqx", "a minute"),  # 26^3 = 17,576
        ("zqxj", "an hour"),  # 26^4 = 456,976: 7.6 minutes
        ("zqxjk", "a day"),  # 26^5 = 11.9 million: 3.3 hours
        ("zqxjkv", "a month"),  # 26^6 = 309 million: 3.6 days
        ("zqxjkvb", "a year"),  # 26^7 = 8 thousand million: 93 days
        ("12031987", "a month"),  # 10^8: 28 hours
        ("a" * 40, "a minute"),
        ("ab" * 8, "a day"),  # 325 pairs, 2^16 of each: 6 hours
        ("\u6e29", "a minute"),
        ("\u6e29\u6e29\u6e29", "a minute"),
    ],
)
def test_what_can_be_tried_through_is_said_with_its_time(passphrase: str, span: str) -> None:
    """All of the same length and alphabets, or of as few different signs, at a thousand a second."""
    assert doubt(passphrase.encode()) == ALL_TRIED.format(span)


@pytest.mark.parametrize(
    "passphrase",
    [
        "zqxjkvbp",
        "slow river",
        "Password123!",
        "warm feet by me",
        "1234567890123456",
        "tatatititotatito",
        "\u6e29\u304b\u3044",
    ],
)
def test_a_short_one_is_said_to_be_guessable_if_it_is_what_people_take(passphrase: str) -> None:
    """Its length alone does not tell, and the sentence does not say that it does."""
    assert doubt(passphrase.encode()) == GUESSED


@pytest.mark.parametrize(
    "passphrase", ["warm feet by mee", "xK9#mQ2$vL8@pR4!", "correct horse battery staple", "k" * 900 + "abcdefgh"]
)
def test_of_a_longer_one_nothing_is_said(passphrase: str) -> None:
    """From 16 letters with 8 different ones on."""
    assert doubt(passphrase.encode()) == ""


def test_the_six_suggested_words_are_never_doubted() -> None:
    """They are the way out of the doubt."""
    assert not any(doubt(suggest().encode()) for _ in range(500))


def test_no_string_is_made_of_ascii() -> None:
    """And the buffer is left as it was."""
    typed = NeverText(b"slow river")
    assert doubt(typed) == GUESSED
    assert typed == b"slow river"
