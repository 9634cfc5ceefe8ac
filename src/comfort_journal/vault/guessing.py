"""How soon a passphrase could be guessed, as far as that can be said truly from its length alone.

No estimator is used. The known ones need the passphrase as a string, and leave every part of it in memory; they know
the English language and overrate every other; and none of them is kept up. What is counted here is an upper bound, the
number of all passphrases that are no less simple, and so what is said can be too kind and never too harsh. Of a longer
one nothing is said, which is no praise: a line of a song is long, and known.
"""

from __future__ import annotations

from math import comb
from typing import Final

GUESSES_A_SECOND: Final = 1_000
"""What costly machines built for it may reach against the cost of an unlock, 256 MiB and three passes. Ours."""
ENOUGH_LETTERS: Final = 16
"""Two common words, or a name and a date, are shorter."""
ENOUGH_KINDS: Final = 8
ENOUGH_GUESSES: Final = 2**75

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_SPANS = (
    (_MINUTE, "a minute"),
    (_HOUR, "an hour"),
    (_DAY, "a day"),
    (30 * _DAY, "a month"),
    (365 * _DAY, "a year"),
)
_ALL_TRIED = "Whoever has a copy of the files can try every passphrase as simple as this within {}."
_GUESSED = "Whoever has a copy of the files can guess this within days if it is a word or two, a name or a date."

_ASCII_KINDS = ((b"abcdefghijklmnopqrstuvwxyz", 26), (b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 26), (b"0123456789", 10))
_ASCII_SIGNS = 33
_OTHER_SIGNS = 20_000
"""Letters beyond ASCII, Chinese among them: far too many for most writing, which keeps the bound a bound."""


def doubt(passphrase: bytes | bytearray) -> str:
    """Return one honest sentence about a passphrase that may be guessed, and nothing about one that may stand.

    ``passphrase`` is UTF-8, normalised. Of ASCII no string is made.
    """
    signs = bytearray(passphrase) if passphrase.isascii() else [ord(sign) for sign in passphrase.decode()]
    guesses = _at_most(signs)
    letters, kinds = len(signs), len(set(signs))
    if isinstance(signs, bytearray):
        signs[:] = bytes(letters)
    for seconds, span in _SPANS:
        if guesses < seconds * GUESSES_A_SECOND:
            return _ALL_TRIED.format(span)
    enough = letters >= ENOUGH_LETTERS and kinds >= ENOUGH_KINDS and guesses >= ENOUGH_GUESSES
    return "" if enough else _GUESSED


def _at_most(signs: bytearray | list[int]) -> int:
    """Return how many passphrases have this length and either the same alphabets or as few different signs."""
    used, alphabet = set(signs), 0
    for kind, size in _ASCII_KINDS:
        alphabet += size if used.intersection(kind) else 0
        used.difference_update(kind)
    alphabet += _ASCII_SIGNS if any(sign < 0x80 for sign in used) else 0  # noqa: PLR2004  where ASCII ends
    alphabet += _OTHER_SIGNS if any(sign >= 0x80 for sign in used) else 0  # noqa: PLR2004  as above
    kinds = len(set(signs))
    of_alphabet: int = alphabet ** len(signs)
    of_as_few: int = comb(alphabet, kinds) * kinds ** len(signs)
    return min(of_alphabet, of_as_few)
